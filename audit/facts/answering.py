"""Passages that may answer a need: a proposal and what is said of it, a goal with its means, a reasoned refusal."""

from collections.abc import Iterator, Sequence

from audit.annotate.model import Annotated
from audit.facts.matter import matter_of
from audit.facts.mentions import find_mentions
from audit.facts.model import Goal, Intervention, Need
from audit.facts.ranking import STATED, is_reported
from audit.facts.ways import Statement, clauses, find_refusals, labels_named, says_way, states_need, without_listing
from audit.facts.wording import Line, lines, table
from audit.facts.zones import Zone, zone_of
from audit.swedish.model import Token

_LEAD = 4  # first words, in which a label of wishes stands
_ANSWERING: frozenset[Zone] = frozenset({"decide", "plan", "analysis"})


def find_statements(
    annotated: Annotated, needs: Sequence[Need], goals: Sequence[Goal], interventions: Sequence[Intervention]
) -> Iterator[Statement]:
    """In the order of the file, first of paragraphs, then of single sentences in them that say in which way."""
    types = frozenset(i.type for i in interventions)
    named = _named(annotated, types)
    in_plans = _plans(annotated, types)
    proper = _proper_names(annotated, types)
    needed = {(n.passage.document, n.passage.start) for n in needs}
    goal_at = {(g.passage.document, g.passage.start): g.id for g in goals}
    said_of_all = _rows_alike(annotated)
    for block in _blocks(annotated):
        zone = zone_of(annotated, block[0])
        if zone not in _ANSWERING and zone_of(annotated, block[-1]) == "decide":
            # One paragraph tells it all; its end proposes.
            block = [line for line in block if zone_of(annotated, line) == "decide"]
            zone = "decide"
        if zone not in _ANSWERING or (block[0].sentence.document, block[0].sentence.block) in said_of_all:
            continue
        said = [
            line
            for line in block
            if not states_need(line, needed) and (_goal(line, goal_at) or not _only_repeats(line, zone))
        ]
        refusals = list(find_refusals(block, zone, needed, named))
        yield from refusals
        refused = {line.sentence.index for one in refusals for line in one.lines}
        said = [line for line in said if line.sentence.index not in refused]
        by_title = _of_title(annotated, block[0], named)
        sole = in_plans.get(block[0].sentence.document, frozenset())
        given = by_title
        if zone == "plan" and not given:
            given = _by_name(block, proper) or (sole if len(sole) == 1 else frozenset())
        for part in _parts(said, named):
            yield from _of_part(part, named, given, types, goal_at, zone)


def _of_part(
    part: Sequence[Line],
    named: dict[int, frozenset[str]],
    given: frozenset[str],
    types: frozenset[str],
    goal_at: dict[tuple[int, int], str],
    zone: Zone,
) -> Iterator[Statement]:
    """One proposal or goal with the sentences about it, as a whole, and each sentence that says in which way."""
    kinds = named.get(part[0].sentence.index, frozenset()) or given
    goal = next((g for line in part if (g := _goal(line, goal_at))), None)
    telling = [line for line in part if not (_formal(line) or _told(line) or _of_others(line, named))]
    if not telling:
        return
    if not kinds and zone != "analysis" and len(types) == 1 and any(_speaks_of_it(line) for line in telling):
        kinds = types
    labels = frozenset(label for line in telling for label in labels_named(line))
    # What the office proposes may bear no name that a list holds; what it is for tells that it is an answer.
    if not (kinds or goal or labels or zone == "plan"):
        if zone == "decide":
            yield from _unnamed(telling)
        return
    ways = [line for line in telling if says_way(line) or _goal(line, goal_at)]
    # A proposal that goes on to tell what is done says in which way, though no word of purpose stands there.
    more = [line for line in telling[1:] if len(line.tokens) >= 5 and not line.has("interventions", "dropped")]
    described = bool(named.get(part[0].sentence.index)) and zone == "decide" and bool(more)
    tokens = [t for line in telling for t in without_listing(line)]
    back = any(line.has("answers", "points_back") for line in telling)
    argues = bool(ways or described or goal or (back and kinds))
    matter = matter_of(tokens, telling[0].cast)
    own = any(named.get(line.sentence.index) for line in telling) or not given
    decided = zone == "decide" and bool(kinds)
    yield Statement(
        tuple(telling),
        matter,
        kinds,
        argues,
        points_back=back,
        goal=goal,
        points_at=labels,
        item=own and decided,
        decided=decided,
        named=own,
    )
    for line in ways:
        theirs = named.get(line.sentence.index, frozenset()) or kinds
        if len(telling) > 1:
            yield Statement(
                (line,),
                matter_of(without_listing(line), line.cast),
                theirs,
                True,
                goal=_goal(line, goal_at),
                decided=decided,
            )
        # One sentence may meet two needs: "…, så att han lär sig tvätta och får till kvällarna".
        told = clauses(line)
        if len(told) > 1 and len(without_listing(line)) == len(line.tokens):
            for clause in told:
                if _only_names(line, clause):
                    continue
                yield Statement(
                    (line,), matter_of(clause, line.cast), theirs, True, goal=_goal(line, goal_at), decided=decided
                )


def _unnamed(telling: Sequence[Line]) -> Iterator[Statement]:
    """What the office proposes may bear no name that a list holds; what it is for tells that it is an answer."""
    for line in telling:
        if (
            line.sentence.speaker == "writer"
            and not line.sentence.denied
            and (line.has("answers", "aims") or line.has("answers", "points_back"))
        ):
            yield Statement((line,), matter_of(line.tokens, line.cast), frozenset(), True, decided=True, known=False)


def _blocks(annotated: Annotated) -> Iterator[list[Line]]:
    """Paragraphs; a heading that is a goal goes with the paragraphs under it."""
    found: list[Line] = []
    for line in lines(annotated):
        if found and _parted(annotated, found[-1], line):
            yield found
            found = []
        found.append(line)
    if found:
        yield found


def _rows_alike(annotated: Annotated) -> frozenset[tuple[int, int]]:
    """Rows of a table that answer each need with the very same words: they say in no way how this one is met."""
    answers: dict[tuple[int, int | None, str], list[int]] = {}
    for number, document in enumerate(annotated.case.documents):
        for place, block in enumerate(document.blocks):
            if block.kind == "row" and len(block.cells) == 2:
                a, b = block.cells[1]
                words = document.text[a:b].strip().lower()
                if " " in words:
                    answers.setdefault((number, block.table, words), []).append(place)
    return frozenset((number, place) for (number, _, _), rows in answers.items() if len(rows) > 1 for place in rows)


def _parted(annotated: Annotated, before: Line, line: Line) -> bool:
    one, other = before.sentence, line.sentence
    if (one.document, one.block) == (other.document, other.block):
        return False
    kinds = [annotated.case.documents[s.document].blocks[s.block].kind for s in (one, other)]
    return not (one.section == other.section and kinds == ["heading", "paragraph"] and "mal" in other.parts)


def _parts(block: Sequence[Line], named: dict[int, frozenset[str]]) -> Iterator[list[Line]]:
    """The paragraph cut before each sentence that names an intervention."""
    part: list[Line] = []
    for line in block:
        if (
            part
            and named.get(line.sentence.index)
            and named.get(line.sentence.index) != named.get(part[0].sentence.index)
        ):
            yield part
            part = []
        part.append(line)
    if part:
        yield part


def _named(annotated: Annotated, types: frozenset[str]) -> dict[int, frozenset[str]]:
    found: dict[int, set[str]] = {}
    for mention in find_mentions(annotated):
        if mention.type in types:
            found.setdefault(mention.line.sentence.index, set()).add(mention.type)
    return {index: frozenset(kinds) for index, kinds in found.items()}


def _plans(annotated: Annotated, types: frozenset[str]) -> dict[int, frozenset[str]]:
    """The interventions named in each document's plan."""
    found: dict[int, set[str]] = {}
    for mention in find_mentions(annotated):
        if mention.zone == "plan" and mention.type in types:
            found.setdefault(mention.line.sentence.document, set()).add(mention.type)
    return {document: frozenset(kinds) for document, kinds in found.items()}


def _proper_names(annotated: Annotated, types: frozenset[str]) -> dict[str, str]:
    """Names of units and workers in the sentences that give an intervention, each of one intervention only."""
    found: dict[str, set[str]] = {}
    for mention in find_mentions(annotated):
        if mention.type not in types or mention.rank < STATED or mention.zone not in ("decide", "plan"):
            continue
        line = mention.line
        for i in range(mention.end, min(mention.end + 8, len(line.tokens))):
            family = line.cast.role(line.tokens[i]) in ("child", "mother", "father", "guardian", "sibling")
            if line.capital(i) and not family and line.tokens[i].lower.isalpha():
                found.setdefault(line.tokens[i].lower, set()).add(mention.type)
    return {name: next(iter(kinds)) for name, kinds in found.items() if len(kinds) == 1}


def _by_name(block: Sequence[Line], proper: dict[str, str]) -> frozenset[str]:
    """The interventions whose unit or worker the paragraph names."""
    return frozenset(
        proper[t.lower] for line in block for i, t in enumerate(line.tokens) if t.lower in proper and line.capital(i)
    )


def _of_title(annotated: Annotated, line: Line, named: dict[int, frozenset[str]]) -> frozenset[str]:
    """The interventions in the heading of the section."""
    section = annotated.case.sections[line.sentence.section]
    if section.heading is None:
        return frozenset()
    for other in lines(annotated)[max(0, line.sentence.index - 60) : line.sentence.index]:
        if other.sentence.section == line.sentence.section and other.sentence.heading:
            return named.get(other.sentence.index, frozenset())
    return frozenset()


def _goal(line: Line, goal_at: dict[tuple[int, int], str]) -> str | None:
    sentence = line.sentence
    for (document, start), goal in goal_at.items():
        if document == sentence.document and sentence.start <= start < sentence.end:
            return goal
    return None


def _told(line: Line) -> bool:
    """What somebody says, asks or wishes about it, unless the sentence gives its purpose."""
    if any(t.lemma in ("önskan", "önskemål", "önska") for t in line.tokens[:_LEAD]):
        return not line.has("answers", "purpose")
    return line.sentence.speaker != "writer" and is_reported(line) and not line.has("answers", "purpose")


def _of_others(line: Line, named: dict[int, frozenset[str]]) -> bool:
    """What health care or the school does beside it."""
    return (
        not named.get(line.sentence.index)
        and not labels_named(line)
        and line.has("interventions", "other_giver")
        and not line.has("answers", "purpose")
    )


def _speaks_of_it(line: Line) -> bool:
    return line.has("answers", "the_intervention")


def _only_repeats(line: Line, zone: Zone) -> bool:
    """A plan's copy of the family's situation; a goal may well be a need's own words."""
    return zone == "plan" and bool(line.sentence.copied) and not line.sentence.parts & {"mal", "hur"}


def _formal(line: Line) -> bool:
    """Decision, consent, follow-up: it tells nothing of how a need is met, unless it says so itself."""
    if {line.cast.role(t) for t in line.tokens} & {"sibling"} and "child" not in line.sentence.about:
        return line.sentence.about == frozenset({"sibling"})
    return line.has("answers", "formal") and not says_way(line)


def _only_names(line: Line, part: Sequence[Token]) -> bool:
    """A clause with the intervention's name and nothing of what it is for."""
    first, last = part[0].start, part[-1].end
    inside = [h for t in ("types", "loose") for h in line.hits("interventions", t)]
    named = any(first <= line.tokens[h.start].start and line.tokens[h.end - 1].end <= last for h in inside)
    return named and not table("answers", "purpose").find(part)
