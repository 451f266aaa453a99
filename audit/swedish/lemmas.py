"""The lemma of a Swedish word, the same in a text and in a phrase that is looked for."""

from functools import lru_cache
from typing import Any

from audit.vocabulary import load_vocabulary


@lru_cache(maxsize=200_000)
def lemma(word: str) -> str:
    """The dictionary form of one word, lower case; case of the input does not matter, an unknown word is its own lemma.

    It looks at the word alone, never at its neighbours, so a word has one lemma wherever it stands:
    mamman, mammas, mammans → mamma; beviljas, beviljats → bevilja.
    """
    lower = word.lower()
    known = _overrides().get(lower)
    if known is not None:
        return known
    if not any(c.isalpha() for c in lower):
        return lower
    import simplemma  # 0.5 s and 100 MB, so only on first use

    return str(simplemma.lemmatize(lower, lang="sv", greedy=True)).lower()


@lru_cache(maxsize=1)
def _overrides() -> dict[str, str]:
    lists: dict[str, Any] = load_vocabulary("lemmas")
    return {str(form): str(base) for base, forms in lists["lemmas"].items() for form in (base, *forms)}
