"""The course of events (manual §7): when the report came in, the decisions, the investigation's first and last day.

Each subject gives its candidates, the most trusted first; a day that breaks the order of events loses to one that
keeps it. Every day comes with its passage, and every unknown one with its reason.
"""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from audit.documents.model import Passage
from audit.facts.begun import find_begun
from audit.facts.days import Day, after
from audit.facts.ended import find_ended
from audit.facts.investigated import find_closed, find_extended, find_opened
from audit.facts.model import Intervention, Timeline, Unknown
from audit.facts.prelim import find_prelim
from audit.facts.protection import find_protection
from audit.facts.record import Record
from audit.facts.reported import find_reported

Shown = tuple[Passage, ...] | Unknown
_LONGEST = timedelta(days=1100)  # an investigation that lasted longer is a year misread


def find_timeline(
    record: Record, interventions: Sequence[Intervention] = (), *, applied: bool = False
) -> tuple[Timeline, dict[str, Shown]]:
    """The timeline without its flags, and what shows each of its parts; `applied`: the matter began by application."""
    opened, reported = _opened_and_reported(record)
    prelim = any(True for _ in record.forms("forhandsbedomning"))
    first, last = _day(reported), _day(opened)
    closed = _closed(record, last)
    decided = None
    if not (first and last and last < first):  # an investigation was running when the report came in
        decided = next(
            (
                d
                for d in find_prelim(record, first, last, applied=applied)
                if (first is None or d.day >= first) and (last is None or d.day <= last)
            ),
            None,
        )
    extended = find_extended(record, last, _day(closed))
    protection = find_protection(record)
    begun = _begun(record, interventions, last, first)
    ended = _ended(record, interventions, last, _day(closed))
    investigation = any(True for _ in record.forms("utredning"))
    shown: dict[str, Shown] = {
        "timeline.reported": _shown(reported, "not_documented"),
        "timeline.prelim_decided": _shown(decided, "not_documented" if prelim else "no_prelim"),
        "timeline.opened": _shown(opened, "not_documented"),
        "timeline.closed": _shown(closed, "not_documented" if investigation else "no_investigation"),
        "timeline.extended": extended or Unknown("not_documented"),
        "timeline.protection_assessment": protection or Unknown("not_documented"),
        "timeline.started": begun[1] if begun else Unknown("not_documented"),
        "timeline.ended": ended[1] if ended else Unknown("not_documented"),
    }
    return (
        Timeline(
            reported=first,
            prelim_decided=_day(decided),
            opened=last,
            closed=_day(closed),
            started=begun[0] if begun else None,
            ended=ended[0] if ended else None,
            extended=bool(extended),
            protection_assessment=bool(protection),
        ),
        shown,
    )


def _opened_and_reported(record: Record) -> tuple[Day | None, Day | None]:
    """The first pair in order; where none is, the investigation was running when the report came in."""
    openings = _each_once(find_opened(record))
    if not openings:
        return None, next(find_reported(record, None), None)
    for opening in openings[:3]:
        for reported in find_reported(record, opening.day):
            at = opening if opening.day >= reported.day else after(opening, reported.day)
            if timedelta(0) <= at.day - reported.day < _LONGEST:
                return at, reported
    return openings[0], next(find_reported(record, openings[0].day), None)


def _closed(record: Record, opened: date | None) -> Day | None:
    for found in find_closed(record, opened):
        end = after(found, opened)
        if opened is None or timedelta(0) < end.day - opened < _LONGEST:
            return end
    return None


def _begun(
    record: Record, interventions: Sequence[Intervention], opened: date | None, reported: date | None
) -> tuple[date, tuple[Passage, ...]] | None:
    """The first day of what was taken up first."""
    taken_up = [i for i in interventions if i.answer != "declined"]
    if not taken_up:
        return None
    days = [i.started for i in taken_up if i.started]
    begun = find_begun(record, opened, reported)
    if days and not (begun and begun[0] < min(days)):
        return min(days), tuple(i.passage for i in taken_up if i.started == min(days))
    return (begun[0], (begun[1],)) if begun else None


def _ended(
    record: Record, interventions: Sequence[Intervention], opened: date | None, closed: date | None
) -> tuple[date, tuple[Passage, ...]] | None:
    """The last day of what was taken up."""
    taken_up = [i for i in interventions if i.answer != "declined"]
    if not taken_up:
        return None
    last = max((i.ended for i in taken_up if i.ended), default=None)
    if last:
        return last, tuple(i.passage for i in taken_up if i.ended == last)
    found = find_ended(record, opened, closed)
    return (found[0], (found[1],)) if found else None


def _each_once(days: Iterable[Day]) -> list[Day]:
    kept: dict[date, Day] = {}
    for day in days:
        kept.setdefault(day.day, day)
    return list(kept.values())


def _shown(found: Day | None, reason: str) -> Shown:
    return (found.passage,) if found else Unknown(reason)


def _day(found: Day | None) -> date | None:
    return found.day if found else None
