"""How many facts of a name pass the conditions; a fact that the file does not show is not counted."""

from collections.abc import Mapping
from typing import Literal

from pydantic import model_validator

from audit.annotate.model import Annotated
from audit.facts.model import Facts as CaseFacts
from audit.measures.base import FactWhere, Finding, Measure, Miss, fact_fields, passages_of, places_of, unique


class Facts(Measure):
    """Counts needs, interventions, talks, follow-ups … of the case."""

    kind: Literal["facts"] = "facts"
    of: Literal["needs", "goals", "interventions", "disagreements", "talks", "follow_ups", "participation", "heeded"]
    where: FactWhere = FactWhere()

    @model_validator(mode="after")
    def _known_fields(self) -> "Facts":
        if unknown := self.where.unknown_field(self.of):
            raise ValueError(f"{self.of} have no field '{unknown}'. Known: {', '.join(fact_fields(self.of))}")
        return self

    def find(self, case: Annotated, facts: CaseFacts, others: Mapping[str, Finding]) -> Finding:
        found = tuple(f for f in getattr(facts, self.of) if self.where.passes(f))
        left = tuple(f for f in getattr(facts, self.of) if f not in found)
        return Finding(
            value=len(found),
            passages=unique(p for f in found for p in passages_of(f, case)),
            against=unique(p for f in left for p in passages_of(f, case)),
            looked_in=places_of(case),
            items=found,
            left=left,
        )

    def near(self, case: Annotated, facts: CaseFacts, others: Mapping[str, Finding]) -> tuple[Miss, ...]:
        return self.where.misses(getattr(facts, self.of), case)
