"""Roles of sentences from a linear model: words, their parts and their order, weighed by numbers learned from texts.

The numbers stand in `learned_roles.tsv` beside this module as plain data: a line a feature, a whole number a role.
`python -m tests.agreement.learn_roles` makes the file from `reference_texts/learn/`; nothing is learned here.
A sentence's features are counted, the sum is divided by the root of their number, so that each word's share can be kept
ready: a case costs a look-up a word.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from audit.annotate.model import Mention
from audit.annotate.reading import Reading

FILE = Path(__file__).with_name("learned_roles.tsv")
SCALE = 100  # whole numbers in the file are hundredths
SHORTEST, LONGEST = 3, 5  # letters of a part of a word
_MOST_REMEMBERED = 50_000
Weights = NDArray[np.float64]


def words_of(reading: Reading, mentions: Sequence[Mention]) -> list[str]:
    """The sentence's words in lower case; whoever is named becomes a mark, so that no name can carry a role."""
    named = {
        i: f"<{m.kind}>"
        for m in mentions
        for i in range(m.start, m.end)
        if not m.pronoun and reading.text[reading.tokens[i].start - reading.start].isupper() and i != reading.first
    }
    found = []
    for i in range(reading.first, reading.last):
        lower = reading.tokens[i].lower
        found.append(named.get(i) or ("<0>" if lower[:1].isdigit() else lower))
    return found


def places_of(reading: Reading) -> list[str]:
    """Where the sentence stands, as features."""
    return [f"@{form}" for form in sorted(reading.part.forms)] + [f"@@{part}" for part in sorted(reading.part.parts)]


def features_of_word(word: str) -> Iterator[str]:
    """A word and its parts: "^barn$" gives "^ba", "bar", … up to five letters."""
    yield word
    if word[0] == "<":
        return
    whole = f"^{word}$"
    for length in range(SHORTEST, LONGEST + 1):
        for start in range(len(whole) - length + 1):
            yield whole[start : start + length]


def features_of_order(words: Sequence[str]) -> Iterator[str]:
    """Each two words in a row, and how the sentence begins."""
    yield f"| {words[0]}"
    for first, second in zip(words, words[1:], strict=False):
        yield f"{first} {second}"


def features(words: Sequence[str], places: Sequence[str]) -> list[str]:
    """Every feature of a sentence, as often as it occurs."""
    found = [f for word in words for f in features_of_word(word)]
    return [*found, *features_of_order(words), *places]


@dataclass(frozen=True)
class Model:
    """The learned numbers: for each feature one a role, and one a role to begin from."""

    roles: tuple[str, ...]
    begin: Weights
    of: dict[str, Weights]

    def chances(self, words: Sequence[str], places: Sequence[str]) -> Weights:
        """How likely each role is, in the order of `roles`."""
        total, count = np.zeros(len(self.roles)), 0
        for word in words:
            share, number = _share_of_word(word)
            total += share
            count += number
        for feature in [*features_of_order(words), *places]:
            count += 1
            weights = self.of.get(feature)
            if weights is not None:
                total += weights
        return np.asarray(1 / (1 + np.exp(-(self.begin + total / math.sqrt(count)))))


@cache
def model() -> Model:
    """The shipped model."""
    lines = FILE.read_text(encoding="utf-8").splitlines()
    roles = tuple(lines[0].split("\t")[1:])
    table = np.loadtxt((line.partition("\t")[2] for line in lines[1:]), delimiter="\t", ndmin=2) / SCALE
    names = [line.partition("\t")[0] for line in lines[1:]]
    return Model(roles, table[0], dict(zip(names[1:], table[1:], strict=True)))


_shares: dict[str, tuple[Weights, int]] = {}


def _share_of_word(word: str) -> tuple[Weights, int]:
    known = _shares.get(word)
    if known is None:
        if len(_shares) >= _MOST_REMEMBERED:
            _shares.clear()
        of = model().of
        parts = list(features_of_word(word))
        found = [of[p] for p in parts if p in of]
        known = _shares[word] = (np.sum(found, axis=0) if found else np.zeros(len(model().roles)), len(parts))
    return known
