"""How much of a need's matter a passage takes up: shared words weighed by rarity, and matters that belong together."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from math import log

from audit.facts.wording import Cast, Line, alike, content, is_in, is_kin, words
from audit.swedish.model import Token
from audit.vocabulary import load_vocabulary

RELATED = 0.6  # a word of the same matter counts for this much of the word itself
PLAIN = 0.25  # a common word for this much of a telling one
_THIRD = frozenset({"other", "relative"})  # a friend's or a former partner's name is a matter of its own
_BESIDE = frozenset({"hos", "av", "genom", "via", "från", "med", "och", ","})
_LIGHT = frozenset({"@mother", "@father", "@parents", "@sibling"})


@dataclass(frozen=True, slots=True)
class Matter:
    """What a passage is about: telling words, and common words that count little."""

    telling: tuple[str, ...]
    plain: frozenset[str]


@dataclass(frozen=True, slots=True)
class Overlap:
    """How much of a need is taken up: the share, the words met as such, those met by their matter, and kin."""

    share: float
    literal: int
    related: frozenset[str]
    plain: int
    kin: int
    met: frozenset[str] = frozenset()  # the need's own telling words that stand in the other passage


class Rarity:
    """How telling each word is within one case: 1 for a word of one sentence, less for common ones."""

    def __init__(self, every: Sequence[Line]) -> None:
        counts: dict[str, int] = {}
        for line in every:
            for lemma in {t.lemma for t in line.tokens}:
                counts[lemma] = counts.get(lemma, 0) + 1
        self._counts = counts

    def of(self, word: str) -> float:
        """The weight of a lemma or a word for kin."""
        if word in _LIGHT:
            return 0.3
        return 1 / (1 + 0.15 * log(max(1, self._counts.get(word, 1))))


def matter_of(tokens: Iterable[Token], cast: Cast) -> Matter:
    """Content words with small words that belong to a matter (tala, se, bo), and the common words beside them."""
    listed = list(tokens)
    found = dict.fromkeys(content(listed, cast))
    aux = words("answers", "empty_words")
    plain = set()
    for before, token in zip([None, *listed], listed, strict=False):
        # Where somebody only gives it, stands beside or is lived with, the name is no matter: "hos morbror Per".
        if cast.role(token) in _THIRD and (before is None or before.lower not in _BESIDE):
            found[token.lower] = None
        if token.lemma in found or cast.is_name(token) or is_kin(token):
            continue
        if matters(token.lemma):
            found[token.lemma] = None
        elif len(token.lower) > 3 and not is_in(token, aux):
            plain.add(token.lemma)
    container = words("answers", "containers")
    telling = tuple(word for word in found if word not in container) or tuple(found)
    return Matter(telling, frozenset(plain))


def taken_up(need: Matter, other: Matter, rarity: Rarity) -> Overlap:
    """How much of the need's matter the other passage takes up; parents and siblings alone are no matter."""
    total = got = 0.0
    literal = kin = 0
    met: set[str] = set()
    related: set[str] = set()
    theirs = frozenset[str]().union(*(matters(word) for word in other.telling))
    for word in need.telling:
        weight = rarity.of(word)
        total += weight
        if any(_meets(word, o) for o in other.telling):
            got += weight
            literal += word not in _LIGHT
            kin += word in _LIGHT
            met.add(word)
        elif matters(word) & theirs:
            got += RELATED * weight
            related |= matters(word) & theirs
    common = len(need.plain & other.plain)
    total += PLAIN * len(need.plain)
    got += PLAIN * common
    return Overlap(got / total if total else 0.0, literal, frozenset(related), common, kin, frozenset(met - _LIGHT))


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


def _meets(word: str, other: str) -> bool:
    if word in _LIGHT and other in _LIGHT:
        return word == other or "@parents" in (word, other)
    return alike(word, other)
