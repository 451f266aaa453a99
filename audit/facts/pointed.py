"""Answers that the file itself points out: by a need's letter, by "därför", by whose need it is."""

import re
from collections.abc import Iterator, Sequence

from audit.annotate.model import Annotated
from audit.documents.model import Passage
from audit.facts.mentions import find_mentions
from audit.facts.model import Intervention, Need
from audit.facts.ways import Statement, label_of
from audit.facts.wording import Line, content, lines

_FOR_NEED = re.compile(r"\b(?:för|mot|till|möt\w*)\s+behov", re.I)
_KIN = frozenset({"@mother", "@father", "@parents"})


def by_label(
    annotated: Annotated, needs: Sequence[Need], statements: Sequence[Statement]
) -> Iterator[tuple[str, Statement]]:
    """A proposal or refusal that names the need by its letter, its number or its place ("det andra")."""
    if not any(statement.points_at for statement in statements):
        return
    labels = {str(number): need.id for number, need in enumerate(needs, 1)}
    labels["sist"] = needs[-1].id
    for line in lines(annotated):
        for need in needs:
            place = need.passage
            if place.document == line.sentence.document and line.sentence.start <= place.start < line.sentence.end:
                label = label_of(annotated.text(line.sentence))
                if label:
                    labels[label] = need.id
    for statement in statements:
        first = annotated.text(statement.lines[0].sentence)
        way = statement.argues or len(statement.lines) > 1 or len(statement.matter.telling) > 5
        if not (statement.refuses or way or _FOR_NEED.search(first)):
            continue  # "Till 2: familjebehandling" says nothing of the way
        for label in sorted(statement.points_at & labels.keys()):
            yield labels[label], statement


def named_loosely(statement: Statement) -> frozenset[str]:
    """The types that an answer to a numbered need calls by a common word: "det första möts genom samtal med …"."""
    lists = ("types", "loose")
    return frozenset(h.key for line in statement.lines for one in lists for h in line.hits("interventions", one))


def by_holder(
    annotated: Annotated, needs: Sequence[Need], statements: Sequence[Statement]
) -> Iterator[tuple[str, Statement]]:
    """A refusal that names only whose need it is: "Mammas behov får vänta, eftersom …"."""
    refusals = [s for s in statements if s.refuses and any(t.lemma == "behov" for t in s.lines[0].tokens)]
    if not refusals:
        return
    holders = {need.id: holder_of(annotated, need) for need in needs}
    for statement in refusals:
        theirs = [n for n, holder in holders.items() if holder and holder in persons_of(statement)]
        if len(theirs) == 1:
            yield theirs[0], statement


def by_therefore(
    annotated: Annotated, every: Sequence[Line], needs: Sequence[Need], interventions: Sequence[Intervention]
) -> Iterator[tuple[str, str, Passage]]:
    """A need, and in the next sentence "Därför föreslås …": the file itself says that the one meets the other."""
    stated: dict[int, list[Need]] = {}
    starts = {(n.passage.document, n.passage.start): n for n in needs}
    for line in every:
        for (document, start), need in starts.items():
            if document == line.sentence.document and line.sentence.start <= start < line.sentence.end:
                stated.setdefault(line.sentence.index, []).append(need)
    named: dict[int, set[str]] = {}
    for mention in find_mentions(annotated):
        named.setdefault(mention.line.sentence.index, set()).add(mention.type)
    for index, here in stated.items():
        if len(here) != 1 or index + 1 >= len(every):
            continue
        following = every[index + 1]
        if not _same_paragraph(every[index], following):
            continue
        # Where several needs stand in a row, "därför" points at no one of them.
        if index and index - 1 in stated and _same_paragraph(every[index - 1], following):
            continue
        if not following.has("answers", "therefore", end=min(8, len(following.tokens))):
            continue
        for one in interventions:
            if one.type in named.get(index + 1, set()):
                yield here[0].id, one.id, annotated.passage(following.sentence)


def _same_paragraph(one: Line, other: Line) -> bool:
    return (one.sentence.document, one.sentence.block) == (other.sentence.document, other.sentence.block)


def holder_of(annotated: Annotated, need: Need) -> str | None:
    """The parent who has the need, where it is one's; None for the child's."""
    place = need.passage
    for line in lines(annotated):
        if line.sentence.document == place.document and line.sentence.start <= place.start < line.sentence.end:
            inside = [t for t in line.tokens if place.start <= t.start and t.end <= place.end]
            cue = next((i for i, t in enumerate(inside) if t.lemma in ("behöva", "behov")), None)
            if cue is None:
                return None
            held = content(inside[:cue], line.cast) or content(inside[cue + 1 : cue + 3], line.cast)
            return next((k for k in held if k in _KIN), None)
    return None


def persons_of(statement: Statement) -> frozenset[str]:
    """The parents whom the passage names."""
    return frozenset(k for line in statement.lines for k in content(line.tokens, line.cast) if k in _KIN)
