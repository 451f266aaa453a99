"""Roles of sentences from a linear model over words, parts of words, and what the rules and cue lists say of them.

The numbers stand in `learned_roles.tsv` beside this module as plain data: a line a feature, a whole number a role.
`python -m tests.agreement.learn_roles` makes the file from `reference_texts/learn/`; nothing is learned here.
The sum over a sentence's words is divided by the root of their features' number, so that each word's share can be kept
ready: a case costs a look-up a word.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from audit.annotate.model import ROLES, Mention
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
TAKEN_OVER = frozenset(ROLES) - {"describes", "observes_experience", "reports"}
_by: RolesBy = "model"
ANY = "any_reasoning"  # a role of the model alone: some way of reasoning, whichever it is


def use_roles(by: RolesBy) -> None:
    """Chooses who gives the roles of sentences from now on: the rules alone, or the model that has heard the rules."""
    global _by
    _by = by


def roles_by() -> RolesBy:
    """Who gives the roles now."""
    return _by


def heard(
    reading: Reading, mentions: Sequence[Mention], roles: frozenset[str], signs: Sequence[str]
) -> tuple[frozenset[str], bool]:
    """The roles by the model, which has heard those of the rules; and whether they are far from the border."""
    chances = model().chances(words_of(reading, mentions), places_of(reading), signs)
    given, certain = model().given(chances)
    return (roles - TAKEN_OVER) | (given & TAKEN_OVER), certain


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


@dataclass(frozen=True)
class Model:
    """The learned numbers: for each feature one a role, where a role begins, and the least chance that gives it."""

    roles: tuple[str, ...]
    least: Weights
    begin: Weights
    of: Mapping[str, Weights]

    def chances(self, words: Sequence[str], places: Sequence[str], signs: Sequence[str]) -> Weights:
        """How likely each role is, in the order of `roles`."""
        total, count = np.zeros(len(self.roles)), 0
        for word in words:
            share, number = _share_of_word(word)
            total += share
            count += number
        for feature in (*features_of_order(words), *places):
            count += 1
            weights = self.of.get(feature)
            if weights is not None:
                total += weights
        total = self.begin + total / math.sqrt(count)
        for sign in signs:
            weights = self.of.get(sign)
            if weights is not None:
                total += SIGN * weights
        return np.asarray(1 / (1 + np.exp(-total)))

    def given(self, chances: Weights) -> tuple[frozenset[str], bool]:
        """The roles likely enough, and whether the likeliest way of reasoning, if any, is far from the border."""
        found = {r for r, chance, least in zip(self.roles, chances, self.least, strict=True) if chance >= least}
        at = self.roles.index(ANY)
        certain = abs(chances[at] - self.least[at]) > _BORDER
        if ANY not in found:
            return frozenset(found - REASONING), bool(certain)
        found.discard(ANY)
        if not found & REASONING:
            found.add(max(sorted(REASONING), key=lambda role: chances[self.roles.index(role)]))
        return frozenset(found), bool(certain)


@cache
def model() -> Model:
    """The shipped model."""
    lines = FILE.read_text(encoding="utf-8").splitlines()
    roles = tuple(lines[0].split("\t")[1:])
    table = np.loadtxt((line.partition("\t")[2] for line in lines[1:]), delimiter="\t", ndmin=2) / SCALE
    names = [line.partition("\t")[0] for line in lines[1:]]
    return Model(roles, table[0], table[1], dict(zip(names[2:], table[2:], strict=True)))


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
