"""Earlier sentences of the file that a sentence repeats, word by word or in other words."""

import math
from collections import Counter
from collections.abc import Sequence

_NEAR = 0.8  # share of the sentence's weight found in one earlier sentence: a copy with changes
_RETOLD = 0.6
_LEAST = 4  # content words without which nothing can be called a copy


class Earlier:
    """The content of the sentences met so far, looked up by word."""

    def __init__(self) -> None:
        self._places: dict[str, list[int]] = {}
        self._known: set[int] = set()

    def add(self, index: int, content: Sequence[str]) -> None:
        """Takes in one sentence."""
        for lemma in set(content):
            self._places.setdefault(lemma, []).append(index)

    def repeated_in(self, content: Sequence[str]) -> tuple[int, float] | None:
        """The earlier sentence that holds most of these words, with the share of their weight, if it is high enough."""
        words = sorted(set(content))
        if len(words) < _LEAST:
            return None
        total = sum(_weight(w) for w in words)
        shared: Counter[int] = Counter()
        weights: dict[int, float] = {}
        for word in words:
            for index in self._places.get(word, ()):
                shared[index] += 1
                weights[index] = weights.get(index, 0.0) + _weight(word)
        if not weights:
            return None
        best = max(weights, key=lambda index: (weights[index], -index))
        share = weights[best] / total
        return (best, share) if share >= _RETOLD and shared[best] >= _LEAST - 1 else None


def is_copy(share: float) -> bool:
    """Near word by word; below that it may still be a retelling."""
    return share >= _NEAR


def _weight(word: str) -> float:
    return math.sqrt(len(word))
