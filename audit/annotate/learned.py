"""Roles of sentences from a linear model over words, parts of words, and what the rules and cue lists say of them.

The numbers stand in `learned_roles.tsv` beside this module as plain data: a line a feature, a whole number a role.
`python -m tests.agreement.learn_roles` makes the file from `reference_texts/learn/`; nothing is learned here.
The sum over a sentence's words is divided by the root of their features' number, so that each word's share can be kept
ready: a case costs a look-up a word.
"""

import math
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from audit.annotate.model import Mention
from audit.annotate.reading import Reading
from audit.annotate.roles import REASONING

FILE = Path(__file__).with_name("learned_roles.tsv")
SCALE = 100  # whole numbers in the file are hundredths
SHORTEST, LONGEST = 3, 5  # letters of a part of a word
_MOST_REMEMBERED = 50_000
_SHORT = 8  # words
_BORDER = 0.15  # a chance nearer than this to the least one is uncertain
SIGN = 0.25  # what a sign counts beside a word
Weights = NDArray[np.float64]


RolesBy = Literal["rules", "model"]
# Left to the rules alone: what the areas and the child's voice count, where the model gave more than it found.
_BY_RULES = frozenset({"describes", "reports", "observes_experience", "reason_not_heard", "stock_phrase"})
# Taken over whole: there the rules add nothing to the model. Elsewhere either is enough.
_BY_MODEL = frozenset({"lists", "concludes_need"})
_ONLY_TOLD = frozenset({"anmalan", "journal"})
_by: RolesBy = "model"
ANY = "any_reasoning"  # a role of the model alone: some way of reasoning, whichever it is


def use_roles(by: RolesBy) -> None:
    """Chooses who gives the roles of sentences from now on: the rules alone, or the model that has heard the rules."""
    global _by
    _by = by


def roles_by() -> RolesBy:
    """Who gives the roles now."""
    return _by


def is_heard(reading: Reading) -> bool:
    """Whether the model is asked: not of what only describes or tells, where no criterion asks for a role of its."""
    return reading.analytic or (reading.part.domain is None and reading.part.forms.isdisjoint(_ONLY_TOLD))


def heard(
    reading: Reading, mentions: Sequence[Mention], roles: frozenset[str], signs: Sequence[str]
) -> tuple[frozenset[str], bool]:
    """The roles by the model, which has heard those of the rules; and whether they are far from the border."""
    chances = model().chances(words_of(reading, mentions), places_of(reading), signs)
    given, certain = model().given(chances)
    return (roles - _BY_MODEL) | (given - _BY_RULES), certain


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


def signs_of(
    reading: Reading,
    roles: frozenset[str],
    before: Sequence[str] | None,
    *,
    speaker: str,
    about: frozenset[str],
    view: str | None,
    denied: bool,
    planned: bool,
) -> list[str]:
    """What the rules and the cue lists say of the sentence, and (`before`) what they said of the one before it."""
    found = ruled(roles, speaker) + [f"&{name}" for name in sorted(reading.cues)]
    found += [f"&about {who}" for who in sorted(about)] + [f"&view {view}"]
    found += ["&denied"] * denied + ["&planned"] * planned + ["&analytic"] * reading.analytic
    found.append("&short" if len(reading.words) < _SHORT else "&long")
    return found + [f"&before {sign}" for sign in before or ("nothing",)]


def ruled(roles: frozenset[str], speaker: str) -> list[str]:
    """What the rules say of a sentence, as features."""
    return [f"&rules {role}" for role in sorted(roles) or ("nothing",)] + [f"&by {speaker}"]


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
    for first, second in pairwise(words):
        yield f"{first} {second}"


def features(words: Sequence[str], places: Sequence[str]) -> list[str]:
    """Every feature of a sentence's words and place, as often as it occurs."""
    found = [f for word in words for f in features_of_word(word)]
    return [*found, *features_of_order(words), *places]


class Model:
    """The learned numbers: for each feature one a role, where each role begins, and the least chance that gives it."""

    def __init__(self, path: Path) -> None:
        lines = path.read_text(encoding="utf-8").splitlines()
        self.roles = tuple(lines[0].split("\t")[1:])
        table = np.loadtxt((line.partition("\t")[2] for line in lines[1:]), delimiter="\t", ndmin=2) / SCALE
        self.least, self.begin = table[0], table[1]
        self._place = {line.partition("\t")[0]: row for row, line in enumerate(lines[1:])}
        self._table = table
        # The share of each word met so far, and the number of its features; rows are added as words come.
        self._words: dict[str, int] = {}
        self._shares = np.zeros((_MOST_REMEMBERED, len(self.roles) + 1))

    def chances(self, words: Sequence[str], places: Sequence[str], signs: Sequence[str]) -> Weights:
        """How likely each role is, in the order of `roles`."""
        if len(self._words) + len(words) > _MOST_REMEMBERED:
            self._words.clear()
        known = self._words
        shares = _summed(self._shares, [known[w] if w in known else self._remember(w) for w in words])
        place = self._place
        others = [*features_of_order(words), *places]
        found = [place[f] for f in others if f in place]
        told = [place[f] for f in signs if f in place]
        total = shares[:-1] + _summed(self._table, found)
        logits = self.begin + total / math.sqrt(shares[-1] + len(others)) + SIGN * _summed(self._table, told)
        return np.asarray(1 / (1 + np.exp(-logits)))

    def weights(self, feature: str) -> Weights:
        """What one feature says of each role; nothing where it was not learned."""
        row = self._place.get(feature)
        return np.zeros(len(self.roles)) if row is None else np.asarray(self._table[row])

    def given(self, chances: Weights) -> tuple[frozenset[str], bool]:
        """The roles likely enough, and whether the likeliest way of reasoning, if any, is far from the border."""
        found = {self.roles[n] for n in np.flatnonzero(chances >= self.least)}
        at = self.roles.index(ANY)
        certain = bool(abs(chances[at] - self.least[at]) > _BORDER)
        if ANY not in found:
            return frozenset(found - REASONING), certain
        found.discard(ANY)
        if not found & REASONING:
            found.add(max(sorted(REASONING), key=lambda role: chances[self.roles.index(role)]))
        return frozenset(found), certain

    def _remember(self, word: str) -> int:
        parts = list(features_of_word(word))
        row = self._words[word] = len(self._words)
        found = [self._place[p] for p in parts if p in self._place]
        self._shares[row, :-1] = _summed(self._table, found)
        self._shares[row, -1] = len(parts)
        return row


def _summed(table: Weights, rows: Sequence[int]) -> Weights:
    # As table[rows].sum(axis=0), at half its cost for so few rows; a case asks 600 times.
    return np.asarray(np.add.reduce(table.take(np.array(rows, dtype=np.intp), axis=0), axis=0))


@cache
def model() -> Model:
    """The shipped model."""
    return Model(FILE)
