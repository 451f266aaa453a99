"""How the matter ended: `find_outcome(annotated, interventions) -> Outcome`."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from audit.annotate.model import Annotated
from audit.documents.model import Passage
from audit.facts.model import Intervention


@dataclass(frozen=True, slots=True)
class Outcome:
    """One of the manual's four ends, with the passages that show it; for `pagar` there may be none."""

    value: Literal["insats", "tackat_nej", "utan_insats", "pagar"]
    passages: tuple[Passage, ...] = ()


def find_outcome(annotated: Annotated, interventions: Sequence[Intervention]) -> Outcome:
    """Something granted or begun, offered and declined, closed with nothing, or no end documented."""
    return Outcome("pagar")
