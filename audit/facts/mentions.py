"""Where the file names an intervention, and how far each mention shows that this child's family is to have it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from audit.annotate.model import Annotated
from audit.facts.ranking import NAMED, PLACEMENTS, STATED, rank_of
from audit.facts.record import Record
from audit.facts.unlisted import unlisted
from audit.facts.wording import Line, is_in, kept, lines, words
from audit.facts.zones import Zone, forms_of_siblings, speaks_of_sibling, zone_of
from audit.swedish.phrases import Hit
from audit.vocabulary import load_vocabulary

_TEAMS = ("team", "teamet", "enheten", "mottagningen", "huset", "centralen", "gruppen", "verksamheten", "centrum")
_WITH = frozenset({"med", "inklusive", "inkl", "inkl.", "jämte"})
_SMALL = frozenset({"annan", "praktisk_hjalp"})  # what goes with another intervention is a part of it
_PLACING = ("placer", "omplacer")
_UNITS = frozenset({"hos", "vid", "genom", "på", "av", "från", "via", "inom", "till", "i", "med", ","})


@dataclass(frozen=True, slots=True)
class Mention:
    """One type named in one sentence; `rank` from NAMED (shows nothing by itself) to GRANTED."""

    type: str
    line: Line
    start: int  # tokens of the line
    end: int
    rank: int
    zone: Zone
    day: date | None  # on which it was written


@kept
def record_of(annotated: Annotated) -> Record:
    """The case's record, for the days on which things were written."""
    return Record(annotated)


@kept
def find_mentions(annotated: Annotated) -> tuple[Mention, ...]:
    """All mentions that may speak of an intervention of this child's, in the order of the file."""
    every = lines(annotated)
    record = record_of(annotated)
    siblings_only = forms_of_siblings(annotated, every)
    found: list[Mention] = []
    blank: list[Line] = []  # sentences of the proposal that name no type
    blank_labels: list[Line] = []
    for line in every:
        section = annotated.case.sections[line.sentence.section]
        if section.form in siblings_only:
            continue
        zone = zone_of(annotated, line)
        # A plan repeats what the investigation told of the family's situation.
        if zone is None or (zone == "plan" and line.sentence.copied):
            continue
        here = list(_in_line(annotated, record, line, zone))
        found.extend(here)
        named = bool(here) or any(sure for _, sure in _heads(line))
        # "Följande beviljas:" names nothing itself.
        announces = line.tokens[-1].lower == ":"
        if not named and zone == "decide" and not line.sentence.heading and not announces:
            blank.append(line)
        if not named and zone in ("plan", "follow") and _labelled(annotated, line):
            blank_labels.append(line)
    if not any(m.zone == "plan" and m.rank >= STATED for m in found):
        found.extend(_unlisted(annotated, record, found, blank, blank_labels))
    else:
        found.extend(_unlisted(annotated, record, found, blank, ()))
    return tuple(sorted(_settled(annotated, found), key=lambda m: (m.line.sentence.index, m.start)))


def _settled(annotated: Annotated, found: Sequence[Mention]) -> list[Mention]:
    """What a mention says depends on the others: the parts of a titled plan, and a proposal with no clearer word."""
    titled = {
        m.line.sentence.document: m.type for m in found if m.zone == "plan" and m.rank and _labelled(annotated, m.line)
    }
    settled = [
        replace(m, rank=NAMED)
        if m.zone == "plan"
        and m.rank == STATED
        and titled.get(m.line.sentence.document, m.type) != m.type
        and "vardplan" not in m.line.sentence.forms
        and not _labelled(annotated, m.line)
        else m
        for m in found
    ]
    # "Placeringen" alone is the one that has a name, where a name is proposed.
    if any(m.rank >= STATED and m.type in PLACEMENTS and not _unnamed(m) for m in settled):
        settled = [m for m in settled if not (m.type in PLACEMENTS and _unnamed(m))]
    if any(m.rank >= STATED for m in settled):
        return settled
    # Without a clearer word, what the proposal names, else what the plan does.
    for zone in ("decide", "plan"):
        if any(m.zone == zone and m.rank == NAMED and _free(m) for m in settled):
            return [replace(m, rank=STATED) if m.zone == zone and m.rank == NAMED and _free(m) else m for m in settled]
    return settled


def _unnamed(mention: Mention) -> bool:
    """Only "placeringen", "placeras": says nothing of where."""
    return mention.line.tokens[mention.start].lower.startswith(_PLACING) and mention.end == mention.start + 1


def _free(mention: Mention) -> bool:
    """Named in the proposal without anything that takes it back."""
    start, end = mention.line.clause(mention.start)
    return not mention.line.has("interventions", "dropped", start=start, end=end)


def _unlisted(
    annotated: Annotated, record: Record, found: Sequence[Mention], blank: Sequence[Line], labels: Sequence[Line]
) -> Iterator[Mention]:
    """What is given under a name that no list holds; not where the paragraph names something known."""
    known = {(m.line.sentence.document, m.line.sentence.block) for m in found if m.rank}
    unknown = [line for line in blank if (line.sentence.document, line.sentence.block) not in known]
    beside = [line for line in blank if (line.sentence.document, line.sentence.block) in known]
    for kind, line, start, end in unlisted(annotated, unknown, labels, beside):
        zone = zone_of(annotated, line)
        if zone is not None:
            yield Mention(kind, line, start, end, STATED, zone, record.day_of(line.sentence))


def _in_line(annotated: Annotated, record: Record, line: Line, zone: Zone) -> Iterator[Mention]:
    heads = _heads(line)
    if not heads or speaks_of_sibling(annotated, line.sentence):
        return
    labelled = _labelled(annotated, line)
    listed = False  # the name before this one is proposed
    for number, (hit, sure) in enumerate(heads):
        rank = rank_of(line, hit, zone, sure=sure, labelled=labelled)
        if listed and rank == NAMED and zone == "decide" and _joined(line, hit):
            rank = STATED
        listed = rank >= STATED
        earlier = [h for h, _ in heads[:number]]
        if rank and not (earlier and (_is_unit(line, earlier[-1], hit) or _is_part(line, earlier, hit))):
            yield Mention(hit.key, line, hit.start, hit.end, rank, zone, record.day_of(line.sentence))


def _joined(line: Line, hit: Hit) -> bool:
    """The next item of what is proposed: "Kontaktperson, kontaktfamilj varannan helg"."""
    before = line.tokens[hit.start - 1].lower if hit.start else ""
    start, end = line.clause(hit.start)
    joined = before in (",", "och", "samt", "+", "&", "/", ";") or before.endswith(".")
    return joined and not line.has("interventions", "dropped", start=start, end=end)


def _heads(line: Line) -> list[tuple[Hit, bool]]:
    """Types named in the line, longest first where they overlap, and whether the word names it by itself."""
    tokens = line.tokens
    hits = line.hits("interventions", "types")
    barred = [(h.start, h.end) for h in line.hits("interventions", "not_these")] if hits else []
    proper = words("interventions", "proper")
    named = [h for h in hits if h.end - h.start > 1 or not is_in(tokens[h.start], proper) or line.capital(h.start)]
    sure = _apart(named, barred)
    if sure:
        return [(h, True) for h in sure]
    loose = [h for h in line.hits("interventions", "loose") if not _occasion(line, h)]
    return [(h, False) for h in _apart(loose, barred)]


def _occasion(line: Line, hit: Hit) -> bool:
    """As in "vid samtal med föräldrarna föreslogs …": a meeting, not a thing that is given."""
    return hit.start > 0 and line.tokens[hit.start - 1].lower in ("vid", "i", "under", "efter", "från", "inför")


def _apart(hits: list[Hit], barred: list[tuple[int, int]]) -> list[Hit]:
    kept: list[Hit] = []
    for hit in sorted(hits, key=lambda h: (h.start - h.end, h.start)):
        if any(a < hit.end and hit.start < b for a, b in barred):
            continue
        if not any(k.start < hit.end and hit.start < k.end for k in kept):
            kept.append(hit)
    return sorted(kept, key=lambda h: h.start)


def _is_unit(line: Line, before: Hit, hit: Hit) -> bool:
    """The second name is the unit or the person that gives the first: "stödsamtal hos Ungdomsteamet"."""
    between = [t.lower for t in line.tokens[before.end : hit.start]]
    if between == [","] and line.capital(hit.start) and line.tokens[hit.end - 1].lower.endswith(_TEAMS):
        return True  # "familjebehandling, Spädbarnsteamet"
    return (
        len(between) <= 4 and bool(set(between) & (_UNITS - {","})) and not set(between) & {"och", "samt", ",", "till"}
    )


def _is_part(line: Line, earlier: Sequence[Hit], hit: Hit) -> bool:
    """What goes with the first or is done at the placement: "samtal, med urinprov", "HVB: skola och samtal"."""
    if hit.key in _SMALL and line.tokens[hit.start - 1].lower in _WITH:
        return True
    placed = next((h for h in earlier if h.key in PLACEMENTS), None)
    return placed is not None and any(t.lower == ":" for t in line.tokens[placed.end : hit.start])


def _labelled(annotated: Annotated, line: Line) -> bool:
    """The line is a heading, or a value beside a label like "Insats"."""
    block = annotated.case.documents[line.sentence.document].blocks[line.sentence.block]
    if line.sentence.heading and block.kind == "heading":
        return True
    lead = line.text[block.start : block.cells[0][1]] if block.cells else _before_colon(line)
    lower = lead.strip().strip(":").lower()
    return lower in _labels()


def _before_colon(line: Line) -> str:
    start = line.sentence.start
    head = line.text[start : start + 40]
    return head.split(":", 1)[0] if ":" in head else ""


@cache
def _labels() -> frozenset[str]:
    return frozenset(str(w) for w in load_vocabulary("interventions")["labels"])
