"""Earlier sentences of the file that a sentence repeats, word by word or in other words.

Words found in most files weigh little (a shipped list), long ones and numbers much; other cases are never asked, so
that a case is read the same whatever stands beside it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from audit.annotate.cues import words

_NEAR = 0.8  # share of the sentence's weight found in one earlier sentence: a copy with changes
_NEAR_TWO = 0.88  # … in two neighbouring ones
_RETOLD = 0.72  # … in one earlier paragraph
_RUN = 6  # so many content words in a row are copied, whatever stands beside them
_LEAST = 4  # content words below which nothing can be called a copy


@dataclass(frozen=True, slots=True)
class Repeat:
    """The earlier sentences that hold the words, and whether they were taken over as they stood or retold."""

    origins: tuple[int, ...]
    verbatim: bool


class Earlier:
    """The content of the sentences met so far, looked up by word."""

    def __init__(self) -> None:
        self._places: dict[str, list[int]] = {}
        self._content: dict[int, tuple[str, ...]] = {}
        self._paragraph: dict[int, tuple[int, int]] = {}
        self._section: dict[int, int] = {}

    def add(self, index: int, content: Sequence[str], paragraph: tuple[int, int], section: int) -> None:
        """Takes in one sentence."""
        self._content[index], self._paragraph[index], self._section[index] = tuple(content), paragraph, section
        for lemma in dict.fromkeys(content):
            self._places.setdefault(lemma, []).append(index)

    def repeated_in(self, content: Sequence[str], section: int) -> Repeat | None:
        """Earlier sentences of other sections that this one repeats."""
        own = tuple(dict.fromkeys(content))
        if len(own) < _LEAST:
            return None
        total = 0.0
        held: dict[int, float] = {}
        shared: dict[int, int] = {}
        for word in own:
            weight = _weight(word)
            total += weight
            for index in self._places.get(word, ()):
                if self._section[index] != section:
                    held[index] = held.get(index, 0.0) + weight
                    shared[index] = shared.get(index, 0) + 1
        if not held:
            return None
        best = max(held, key=lambda index: (held[index], -index))
        if shared[best] >= _LEAST - 1:
            if held[best] >= _NEAR * total or _longest_run(content, self._content[best]) >= _RUN:
                return Repeat((best,), True)
            for other in (best - 1, best + 1):
                if other in held and self._held(own, (best, other)) >= _NEAR_TWO * total:
                    return Repeat(tuple(sorted((best, other))), True)
        return self._retold(own, total, held, best)

    def _retold(self, own: Sequence[str], total: float, held: dict[int, float], best: int) -> Repeat | None:
        if len(own) < _LEAST + 1:
            return None
        paragraphs: dict[tuple[int, int], list[int]] = {}
        for index in sorted(held, key=lambda i: (-held[i], i))[:12]:
            paragraphs.setdefault(self._paragraph[index], []).append(index)
        for origins in paragraphs.values():
            if self._held(own, origins) >= _RETOLD * total:
                return Repeat(tuple(sorted(origins)), False)
        return None

    def _held(self, own: Sequence[str], origins: Sequence[int]) -> float:
        there = {word for index in origins for word in self._content[index]}
        return sum(_weight(word) for word in own if word in there)


def _longest_run(one: Sequence[str], other: Sequence[str]) -> int:
    longest = 0
    row = [0] * (len(other) + 1)
    for word in one:
        before = 0
        for j, there in enumerate(other, 1):
            before, row[j] = row[j], before + 1 if word == there else 0
            longest = max(longest, row[j])
    return longest


@lru_cache(maxsize=50_000)
def _weight(word: str) -> float:
    if word in words("common"):
        return 0.35
    return 1.4 if word[0].isdigit() else min(len(word), 12) / 7
