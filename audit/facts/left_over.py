"""Proposals that no need has been found for, and needs without an answer: which of them belong together.

Whoever tells what a proposal is for gives it for some need. Where the words are too far apart to show which, the
faintest tie tells, then whom it is for, then the order: a list of needs is most often answered in its own order.
"""

from collections.abc import Iterator, Mapping, Sequence

from audit.annotate.model import Annotated
from audit.facts.matter import Matter, Rarity, taken_up
from audit.facts.model import Intervention, Need
from audit.facts.pointed import holder_of, persons_of
from audit.facts.ways import Statement, made_for, says_way
from audit.facts.wording import is_in, words

FAINT = 0.12  # share that is enough for a proposal with a purpose that no need has been found for
FAINT_GOAL = 0.18  # … for a goal, which must have a word of the need as well
LEAST = 0.3  # … where the need has an answer already


def by_faint_tie(
    annotated: Annotated,
    open_needs: Sequence[str],
    needs: Sequence[Need],
    motivated: frozenset[str],
    statements: Sequence[Statement],
    wanted: Mapping[str, Matter],
    interventions: Sequence[Intervention],
    rarity: Rarity,
) -> Iterator[tuple[str, str, Statement]]:
    """An intervention without a need, with the nearest one, best one without an answer yet.

    Where the words tell nothing, whom it is for may: the only open need of the mother's, say.
    """
    holders = {need.id: holder_of(annotated, need) for need in needs}
    left = list(open_needs)
    for one in interventions:
        if one.id in motivated:
            continue
        told = [s for s in statements if s.argues and not s.refuses and s.types == frozenset({one.type})]
        near = [
            (need_id in left, overlap.share, need_id, statement)
            for statement in told
            for need_id, matter in wanted.items()
            if (overlap := taken_up(matter, statement.matter, rarity)).literal or overlap.related
        ]
        near = [n for n in near if n[1] >= (FAINT if n[0] else LEAST)]
        if near:
            _, _, need_id, statement = max(near, key=lambda n: n[:2])
            left = [n for n in left if n != need_id]
            yield need_id, one.id, statement
            continue
        for statement in told:
            theirs = [n for n in left if holders[n] and holders[n] in persons_of(statement)]
            first = statement.lines[0]
            if len(theirs) == 1 and first.has("interventions", "types") and says_way(first):
                left.remove(theirs[0])
                yield theirs[0], one.id, statement
                break


def by_clause(
    open_needs: Sequence[str],
    met: Mapping[int, Sequence[str]],
    statements: Sequence[Statement],
    wanted: Mapping[str, Matter],
    rarity: Rarity,
) -> Iterator[tuple[str, Statement]]:
    """A clause or goal that says a way and has met no need, with the open need whose word or matter it takes up."""
    left = list(open_needs)
    for place, statement in enumerate(statements):
        if met.get(place) or not statement.argues or statement.refuses or len(statement.lines) > 1:
            continue
        if not (statement.decided or statement.goal):
            continue
        near = []
        for need_id in left:
            overlap = taken_up(wanted[need_id], statement.matter, rarity)
            if overlap.share >= (FAINT_GOAL if statement.goal else FAINT) and (
                overlap.literal or overlap.related & made_for(statement) or (overlap.related and overlap.kin)
            ):
                near.append((overlap.share, need_id))
        if near:
            need_id = max(near, key=lambda n: n[0])[1]
            left.remove(need_id)
            yield need_id, statement


def by_order(
    open_needs: Sequence[str],
    needs: Sequence[Need],
    met: Mapping[int, Sequence[str]],
    statements: Sequence[Statement],
    interventions: Sequence[Intervention],
) -> Iterator[tuple[str, tuple[str, ...], Statement]]:
    """As many proposals and refusals as needs, those already paired in the order of the needs: so are the rest.

    `met` gives, by its place among the statements, the needs that a statement answers.
    """
    first: dict[frozenset[str], int] = {}
    for i, statement in enumerate(statements):
        if statement.item and statement.argues:
            first.setdefault(statement.types, i)
    refused = [i for i, s in enumerate(statements) if s.refuses and (met.get(i) or _points(s))]
    items = sorted([*first.values(), *refused], key=lambda i: statements[i].lines[0].sentence.index)
    if len(items) != len(needs) or len(items) < 2:
        return
    paired = [(place, met.get(i, ())) for place, i in enumerate(items)]
    known = [needs[place].id in theirs for place, theirs in paired if theirs]
    if not known or not all(known):
        return
    for place, i in enumerate(items):
        need = needs[place].id
        if need in open_needs and not met.get(i) and (statements[i].argues or statements[i].refuses):
            yield need, tuple(one.id for one in interventions if one.type in statements[i].types), statements[i]


def _points(statement: Statement) -> bool:
    """Speaks of what was said before and names nothing: "… i just detta, så där behövs inget mer"."""
    return any(is_in(t, words("answers", "pointing")) for line in statement.lines for t in line.tokens)
