"""What came before the assessment: `find_early(annotated, interventions, timeline) -> Early`."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from audit.annotate.model import Annotated
from audit.documents.model import Passage
from audit.facts.mentions import Mention, find_mentions, record_of
from audit.facts.model import Intervention, Timeline
from audit.facts.ranking import BEGUN, STATED
from audit.facts.record import Record
from audit.facts.wording import lines

_ACUTE = frozenset({"jourhem"})
_PLACED = frozenset({"familjehem", "jourhem", "hvb", "stodboende", "annan"})
_MEANWHILE = frozenset({"notes", "early", "plan", "report", "body"})


@dataclass(frozen=True, slots=True)
class Early:
    """The kind of early measure, and the form and ISO day that first name the finally decided intervention."""

    early: Literal["akut", "under_utredning", "slutlig"] | None = None
    first_named: tuple[str, str | None] | None = None
    early_passages: tuple[Passage, ...] = ()
    named_passages: tuple[Passage, ...] = ()


def find_early(annotated: Annotated, interventions: Sequence[Intervention], timeline: Timeline) -> Early:
    """Of the flags only `decided_before_analysis` is read: where it is set, something came before."""
    record = record_of(annotated)
    mentions = find_mentions(annotated)
    taken = [i for i in interventions if i.answer != "declined"]
    final = _final(taken or interventions, mentions, timeline.closed)
    early, shown = _early(annotated, taken, final, mentions, timeline)
    named = _first_named(annotated, record, final)
    if named is None:
        return Early(early, None, shown, ())
    return Early(early, named[0], shown, (named[1],))


def _final(
    interventions: Sequence[Intervention], mentions: Sequence[Mention], closed: date | None
) -> tuple[Intervention, ...]:
    """Those that the investigation decides or proposes, else all."""
    decided = {m.type for m in mentions if m.zone == "decide" and m.rank}
    found = tuple(i for i in interventions if i.type in decided)
    return found or tuple(interventions)


def _early(
    annotated: Annotated,
    taken: Sequence[Intervention],
    final: Sequence[Intervention],
    mentions: Sequence[Mention],
    timeline: Timeline,
) -> tuple[Literal["akut", "under_utredning", "slutlig"] | None, tuple[Passage, ...]]:
    if timeline.closed is None:
        return None, ()
    types = {i.type for i in taken}
    before: dict[str, list[Passage]] = {}
    acute = False
    for mention in mentions:
        begun = mention.rank >= (STATED if mention.zone == "plan" else BEGUN)
        if mention.type not in types or not begun or mention.zone not in _MEANWHILE:
            continue
        if mention.day is None or mention.day >= timeline.closed:
            continue
        before.setdefault(mention.type, []).append(annotated.passage(mention.line.sentence))
        acute = acute or (mention.type in _PLACED and mention.line.has("interventions", "acute"))
    for one in taken:
        if one.started and one.started < timeline.closed:
            before.setdefault(one.type, []).append(one.passage)
    if not before:
        if "decided_before_analysis" in timeline.flags and final:
            return "slutlig", tuple(i.passage for i in final)
        return None, ()
    shown = tuple(p for passages in before.values() for p in passages)
    finals = {i.type for i in final}
    if acute or any(kind in _ACUTE or (kind in _PLACED and kind not in finals) for kind in before):
        return "akut", shown
    return ("slutlig" if finals & set(before) else "under_utredning"), shown


def _first_named(
    annotated: Annotated, record: Record, final: Sequence[Intervention]
) -> tuple[tuple[str, str | None], Passage] | None:
    """The earliest mention by the day on which it was written; of one day, the first in the file."""
    types = {i.type for i in final}
    best: tuple[tuple[date, int], tuple[str, str | None], Passage] | None = None
    for line in lines(annotated):
        if not any(h.key in types for h in line.hits("interventions", "types")):
            continue
        form = record.form_of(line.sentence)
        day = record.day_of(line.sentence)
        if form is None:
            continue
        place = (day or date.max, line.sentence.index)
        if best is None or place < best[0]:
            named = (form.id, day.isoformat() if day else None)
            best = (place, named, annotated.passage(line.sentence))
    return None if best is None else (best[1], best[2])
