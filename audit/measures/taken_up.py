"""How many sentences of a measure are taken up again by a later sentence: content words shared."""

from collections.abc import Mapping
from typing import Literal

from audit.annotate.model import Annotated, Sentence
from audit.facts.model import Facts
from audit.measures.base import Finding, Measure, Where, unique

# Words shared by chance are short, common or names; two longer ones side by side of the same matter seldom are.
_LEAST_SHARED = 2
_LEAST_LETTERS = 5


class TakenUp(Measure):
    """Shows both the sentence taken up and the one that takes it up."""

    kind: Literal["taken_up"] = "taken_up"
    of: str
    where: Where

    def uses(self) -> tuple[str, ...]:
        return (self.of,)

    def scoped(self, scope: Where | None) -> "TakenUp":
        return self.model_copy(update={"where": self.where.joined(scope)})

    def find(self, case: Annotated, facts: Facts, others: Mapping[str, Finding]) -> Finding:
        later = self.where.sentences(case)
        words = {s.index: _content(s, case) for s in (*later, *others[self.of].items)}
        pairs = [
            (said, again)
            for said in others[self.of].items
            for again in later
            if again.index != said.index and len(words[said.index] & words[again.index]) >= _LEAST_SHARED
        ]
        return Finding(
            value=len({said.index for said, _ in pairs}),
            passages=unique(case.passage(s) for pair in pairs for s in pair),
            looked_in=self.where.looked_in(case),
            items=tuple(dict.fromkeys(said for said, _ in pairs)),
        )


def _content(sentence: Sentence, case: Annotated) -> frozenset[str]:
    names = {part.lower() for person in case.case.persons for part in (*person.name.split(), *person.first)}
    return frozenset(w for w in case.lemmas(sentence) if len(w) >= _LEAST_LETTERS and w not in names)
