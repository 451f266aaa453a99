"""How many sentences pass the conditions; denied and merely planned ones do not, unless asked for."""

from collections.abc import Mapping
from typing import Literal

from audit.annotate.model import Annotated
from audit.facts.model import Facts
from audit.measures.base import Finding, Measure, Miss, Where


class Sentences(Measure):
    """Counts sentences."""

    kind: Literal["sentences"] = "sentences"
    where: Where = Where()

    def scoped(self, scope: Where | None) -> "Sentences":
        return self.model_copy(update={"where": self.where.joined(scope)})

    def find(self, case: Annotated, facts: Facts, others: Mapping[str, Finding]) -> Finding:
        said = self.where.sentences(case)
        return Finding(
            value=len(said),
            passages=tuple(case.passage(s) for s in said),
            looked_in=self.where.looked_in(case),
            items=said,
        )

    def near(self, case: Annotated, facts: Facts, others: Mapping[str, Finding]) -> tuple[Miss, ...]:
        return self.where.misses(case)
