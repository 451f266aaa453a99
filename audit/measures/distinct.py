"""The most different values of a field among a measure's sentences inside one paragraph, section, form or case."""

from collections.abc import Mapping
from typing import Literal

from audit.annotate.model import Annotated, Sentence
from audit.facts.model import Facts
from audit.measures.base import Finding, Measure


class Distinct(Measure):
    """How much is brought together in one place; shows the sentences of the place that has most."""

    kind: Literal["distinct"] = "distinct"
    of: str
    by: Literal["side", "domain", "speaker", "role", "about"]
    within: Literal["paragraph", "section", "form", "case"]

    def uses(self) -> tuple[str, ...]:
        return (self.of,)

    def find(self, case: Annotated, facts: Facts, others: Mapping[str, Finding]) -> Finding:
        places: dict[tuple[int, ...], list[Sentence]] = {}
        for sentence in others[self.of].items:
            places.setdefault(self._place(sentence, case), []).append(sentence)
        best = max(places.values(), key=lambda found: len(self._values(found)), default=[])
        return Finding(
            value=len(self._values(best)),
            passages=tuple(case.passage(s) for s in best),
            looked_in=others[self.of].looked_in,
            items=tuple(best),
        )

    def _place(self, s: Sentence, case: Annotated) -> tuple[int, ...]:
        if self.within == "case":
            return ()
        if self.within == "form":
            return (case.case.sections[s.section].form or -1,)
        return (s.document, s.section if self.within == "section" else s.block)

    def _values(self, sentences: list[Sentence]) -> set[str]:
        field = {"side": "sides", "role": "roles"}.get(self.by, self.by)
        found: set[str] = set()
        for sentence in sentences:
            value = getattr(sentence, field)
            found |= value if isinstance(value, frozenset) else {value} - {None}
        return found
