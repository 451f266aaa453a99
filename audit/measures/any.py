"""How many of several alternatives are met, each a measure with its least value: "or"."""

from collections.abc import Mapping
from typing import Literal

from audit.annotate.model import Annotated
from audit.facts.model import Facts
from audit.measures.base import Finding, Measure, unique


class Any(Measure):
    """Shows the passages of the alternatives that are met."""

    kind: Literal["any"] = "any"
    of: dict[str, float]

    def uses(self) -> tuple[str, ...]:
        return tuple(self.of)

    def most(self) -> float:
        return len(self.of)

    def find(self, case: Annotated, facts: Facts, others: Mapping[str, Finding]) -> Finding:
        margins = {n: others[n].value - least for n, least in self.of.items() if others[n].value >= least}
        met = [others[name] for name in margins]
        return Finding(
            value=len(met),
            passages=unique(p for f in met for p in f.passages),
            looked_in=tuple(dict.fromkeys(place for name in self.of for place in others[name].looked_in)),
            items=tuple(dict.fromkeys(item for f in met for item in f.items)),
            margin=max(margins.values(), default=None),
        )
