"""How much of a need's matter a passage takes up: shared words weighed by rarity, and matters that belong together."""

from collections.abc import Iterable, Sequence
from functools import cache
from math import log

from audit.facts.wording import Cast, Line, alike, content
from audit.swedish.model import Token
from audit.vocabulary import load_vocabulary

RELATED = 0.6  # a word of the same matter counts for this much of the word itself
_LIGHT = frozenset({"@mother", "@father", "@parents"})


class Rarity:
    """How telling each word is within one case: 1 for a word of one sentence, less for common ones."""

    def __init__(self, every: Sequence[Line], cast: Cast) -> None:
        counts: dict[str, int] = {}
        for line in every:
            for lemma in {t.lemma for t in line.tokens}:
                counts[lemma] = counts.get(lemma, 0) + 1
        self._counts = counts

    def of(self, word: str) -> float:
        """The weight of a lemma or a word for kin."""
        if word in _LIGHT:
            return 0.3
        return 1 / (1 + 0.35 * log(max(1, self._counts.get(word, 1))))


def matter_of(tokens: Iterable[Token], cast: Cast) -> tuple[str, ...]:
    """Content words, and small words that belong to a matter (tala, se, bo)."""
    listed = list(tokens)
    found = dict.fromkeys(content(listed, cast))
    for token in listed:
        if token.lemma not in found and not cast.is_name(token) and matters(token.lemma):
            found[token.lemma] = None
    return tuple(found)


@cache
def matters(lemma: str) -> frozenset[str]:
    """The matters that a lemma belongs to."""
    found = set()
    for key, stems in load_vocabulary("answers")["matters"].items():
        for stem in map(str, stems):
            if stem.startswith("="):
                fits = lemma == stem[1:]
            elif stem.startswith("*"):
                fits = lemma.endswith(stem[1:])
            else:
                fits = lemma.startswith(stem)
            if fits:
                found.add(key)
                break
    return frozenset(found)


def taken_up(need: Sequence[str], other: Sequence[str], rarity: Rarity) -> float:
    """The share of the need's matter that the other words take up, 0 to 1; parents alone are no matter."""
    total = got = 0.0
    telling = False
    related = frozenset().union(*(matters(word) for word in other)) if other else frozenset()
    for word in need:
        weight = rarity.of(word)
        total += weight
        if any(_meets(word, o) for o in other):
            got += weight
            telling = telling or word not in _LIGHT
        elif matters(word) & related:
            got += RELATED * weight
            telling = True
    return got / total if telling and total else 0.0


def _meets(word: str, other: str) -> bool:
    if word in _LIGHT and other in _LIGHT:
        return word == other or "@parents" in (word, other)
    return alike(word, other)
