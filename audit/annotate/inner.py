"""Headings of areas that stand inside a paragraph: "Stimulans. Läser varje kväll. Stabilitet. Tre flyttar." """

from dataclasses import dataclass
from functools import cache

from audit.annotate.reading import Reading
from audit.casefile.titles import meaning
from audit.vocabulary import load_vocabulary

_LONGEST = 5  # words of such a heading
_SIGNS = " .:–-"


@dataclass(frozen=True, slots=True)
class Inner:
    """The areas of the paragraph from here on; `alone` where the sentence is nothing but the heading."""

    areas: tuple[str, ...]
    alone: bool


def inner_heading(reading: Reading, generation: str) -> Inner | None:
    """The heading that a sentence is, or begins with; None where it is an ordinary sentence."""
    text = reading.text.strip()
    if not text[:1].isupper():
        return None
    words = text.split()
    ended = len(words) <= _LONGEST and text.endswith((".", ":")) and ":" not in text[:-1]
    if ended and (alone := _told(text, generation, alone=True)) is not None:
        return alone
    lead, colon, rest = text.partition(":")
    if colon and rest[:1].isspace() and len(lead.split()) <= _LONGEST:
        return None if lead.lower() in _informants() else _told(lead, generation, alone=False)
    if words[0].lower() not in _first_words():
        return None
    for length in range(min(_LONGEST, len(words) - 1), 0, -1):
        title = " ".join(words[:length])
        likely = words[length][:1].isupper() and (title.lower() in _printed() or "," in title[:-1])
        if likely and (told := _told(title, generation, alone=False)) is not None:
            return told  # a bold heading whose look is lost
    return None


def _told(title: str, generation: str, *, alone: bool) -> Inner | None:
    bare = title.strip(_SIGNS)
    means = meaning(bare)
    if not means.heads or not means.whole or not (means.loose or bare.lower() in _listed()):
        return None
    headings = load_vocabulary("domains")["headings"]
    return Inner(tuple(dict.fromkeys(area for head in means.heads for area in headings[head][generation])), alone)


@cache
def _listed() -> frozenset[str]:
    return frozenset(h.lower() for entry in load_vocabulary("domains")["headings"] for h in entry["heads"])


@cache
def _informants() -> frozenset[str]:
    """ "Skolan: …" is what the school says."""
    return frozenset(load_vocabulary("domains")["informants"])


@cache
def _printed() -> frozenset[str]:
    """The printed names of the areas, and other known names of more than one word."""
    sides = load_vocabulary("domains")["names"].values()
    names = {name.lower() for of_sides in sides for areas in of_sides.values() for name in areas.values()}
    return frozenset(names | {h for h in _listed() if " " in h})


@cache
def _first_words() -> frozenset[str]:
    return frozenset(name.split()[0] for name in _printed())
