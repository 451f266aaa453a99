"""Which part of the items of another measure passes further conditions, 0 to 1: "half", "every"."""

from collections.abc import Mapping
from functools import cached_property
from typing import Any as AnyItem
from typing import Literal

from audit.annotate.model import Annotated, Sentence
from audit.facts.model import Facts
from audit.measures.base import FactWhere, Finding, Measure, Miss, Where, passages_of, unique


class Share(Measure):
    """Its `against` are the items left out: the orphans. `if_none` says what holds where there is nothing to share."""

    kind: Literal["share"] = "share"
    among: str
    where: dict[str, AnyItem]
    if_none: Literal["met", "unmet"]

    def uses(self) -> tuple[str, ...]:
        return (self.among,)

    def most(self) -> float:
        return 1.0

    def find(self, case: Annotated, facts: Facts, others: Mapping[str, Finding]) -> Finding:
        base = others[self.among]
        passes = [self._passes(item, case) for item in base.items]
        passing = tuple(item for item, does in zip(base.items, passes, strict=True) if does)
        left = tuple(item for item, does in zip(base.items, passes, strict=True) if not does)
        value = len(passing) / len(base.items) if base.items else float(self.if_none == "met")
        return Finding(
            value=value,
            passages=unique(p for item in passing for p in passages_of(item, case)),
            against=unique(p for item in left for p in passages_of(item, case)),
            looked_in=base.looked_in,
            items=passing,
            left=left,
        )

    def near(self, case: Annotated, facts: Facts, others: Mapping[str, Finding]) -> tuple[Miss, ...]:
        left = [item for item in others[self.among].items if not isinstance(item, Sentence)]
        return self._of_facts.misses(left, case)

    def _passes(self, item: AnyItem, case: Annotated) -> bool:
        if isinstance(item, Sentence):
            return self._of_sentences.passes(item, case)
        return self._of_facts.passes(item)

    @cached_property
    def _of_sentences(self) -> Where:
        return Where(**self.where)

    @cached_property
    def _of_facts(self) -> FactWhere:
        return FactWhere(**self.where)
