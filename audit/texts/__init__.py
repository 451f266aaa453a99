"""Every label, reason and notice that an end user reads, in Swedish and English, from one gettext catalogue.

The catalogues are `sv.po` and `en.po`, with keys as msgid. `python -m audit.texts` compiles them to the .mo files that
are read at run time; a test holds that they agree and that both languages have the same keys.
"""

import gettext
from functools import cache
from importlib.resources import files


class _Missing(gettext.NullTranslations):
    """What is asked when the catalogue has no such key; gettext itself would show the key to the reader."""

    def gettext(self, message: str) -> str:
        raise KeyError(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        raise KeyError(msgid1)


class Texts:
    """The texts of one language; a key that the catalogue lacks is our own mistake and a KeyError."""

    def __init__(self, language: str) -> None:
        self.language = language
        with files(__name__).joinpath(f"{language}.mo").open("rb") as file:
            self._catalogue = gettext.GNUTranslations(file)
        self._catalogue.add_fallback(_Missing())

    def __call__(self, key: str, **values: object) -> str:
        """The text of a key, its {names} filled in."""
        text = self._catalogue.gettext(key)
        return text.format(**values) if values else text

    def n(self, key: str, n: int, **values: object) -> str:
        """The text of a key for one or many: "1 akt", "2 akter"."""
        text = self._catalogue.ngettext(key, f"{key}.many", n)
        return text.format(n=n, **values)

    def has(self, key: str) -> bool:
        """Whether the catalogue knows the key."""
        try:
            self._catalogue.gettext(key)
        except KeyError:
            return False
        return True


@cache
def texts_in(language: str) -> Texts:
    """The texts of "sv" or "en"."""
    return Texts(language)
