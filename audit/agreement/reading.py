"""What readers said, whatever it was read from: one frozen `Reading` a reader.

Three kinds of silence stay apart: what a reader did not code is left out, what is not applicable is NOT_APPLICABLE, and
a level that was withheld is None.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, Literal

from audit.results import RubricRecord

NOT_APPLICABLE: Final = "na"
Level = int | Literal["na"] | None  # None: withheld
TIMELINE = ("reported", "prelim_decided", "opened", "closed", "started", "ended", "extended", "protection_assessment")
DOMAIN, PARTICIPATION = "domain.", "participation."
FactKind = Literal["set", "date", "boolean", "class", "count"]
# The facts that are compared, in the order of the coding manual.
FACTS: dict[str, FactKind] = {
    "forms": "set",
    "intervention_types": "set",
    "outcome": "class",
    "reported": "date",
    "prelim_decided": "date",
    "opened": "date",
    "closed": "date",
    "started": "date",
    "ended": "date",
    "extended": "boolean",
    "protection_assessment": "boolean",
    "flags": "set",
    "meetings": "count",
    "contacts": "set",
    "talked_alone": "boolean",
    "in_plan": "boolean",
    "district": "class",
    "year": "class",
    "bbic": "class",
}


@dataclass(frozen=True, slots=True)
class Quote:
    """Words pointed out, with their place where it is known: the document's hash and where they begin."""

    text: str
    document: str | None = None
    start: int = 0


@dataclass(frozen=True, slots=True)
class Coded:
    """What one reader said of one case."""

    levels: Mapping[str, Level] = field(default_factory=dict)
    facts: Mapping[str, Any] = field(default_factory=dict)
    passages: Mapping[str, tuple[Quote, ...]] = field(default_factory=dict)
    confidence: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Reading:
    """All that one reader said; `passed_over` are columns that mean nothing here."""

    path: Path
    kind: Literal["results", "codings"]
    cases: Mapping[str, Coded]
    rubric: RubricRecord | None = None
    passed_over: tuple[str, ...] = ()


def names_of(readings: Sequence[Reading]) -> tuple[str, ...]:
    """The criteria that any reader has graded, in the order first seen."""
    return tuple(dict.fromkeys(name for r in readings for coded in r.cases.values() for name in coded.levels))
