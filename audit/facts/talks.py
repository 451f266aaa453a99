"""Talks and meetings with the child and its parents, how many there were in person, whether the child was met alone.

A meeting counts once however many documents tell of it: it is known by its day.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from audit.annotate.infants import is_small
from audit.annotate.names import is_unborn
from audit.documents.model import Passage
from audit.facts.model import Talk, Timeline
from audit.facts.record import Record
from audit.facts.talk_days import MONTH_OF
from audit.facts.talk_words import Item
from audit.facts.talks_told import find_items

_TALKED = frozenset({"talks", "childtalk", "alone", "lone"})  # a small child is mostly seen, not talked with


@dataclass(frozen=True, slots=True)
class Met:
    """What the file shows of talks: the talks themselves, the number of meetings in person, and a talk alone."""

    talks: tuple[Talk, ...]
    meetings: int | None
    meetings_shown: tuple[Passage, ...]
    talked_alone: bool
    alone_shown: tuple[Passage, ...]


def find_talks(record: Record, timeline: Timeline, *, unborn: bool = False) -> Met:
    """All talks that the file documents, offers or plans; meetings count between opening and closing.

    Where no investigation was opened there was no meeting in it; where one was, but neither it nor notes are in the
    file, nothing can be known. A child not yet born (`unborn`) is talked with by nobody.
    """
    items = [i for i in find_items(record) if _during(i, timeline) and not _never(i)]
    held = [i for i in items if i.held and i.with_family and i.in_person]
    dated: dict[tuple[str, object], Item] = {}
    for item in held:
        key: tuple[str, object] | None = ("day", item.day) if item.day else ("week", item.week) if item.week else None
        if key is None:
            continue
        before = dated.get(key)
        dated[key] = item if before is None else replace(before, keys=before.keys | item.keys)
    days = {i.day.isocalendar().week for i in held if i.day}
    months = {i.day.month for i in held if i.day}
    for key, item in list(dated.items()):
        if item.week and (item.week in days or (item.week < 0 and -item.week % MONTH_OF in months)):
            del dated[key]  # a week or month told beside its day
    told = [i for i in held if not i.day and not i.week]
    not_born = unborn and is_unborn(record.case)
    small = is_small(record.case)
    meetings = _number(list(dated.values()), told)
    alone = [
        i.passage
        for i in items
        if i.held and i.alone and i.in_person and not unborn and (not small or i.keys & _TALKED)
    ]
    shown = tuple(i.passage for i in dated.values()) or tuple(i.passage for i in told)
    investigated = any(True for _ in record.forms("utredning"))
    known = investigated or any(True for _ in record.forms("journal")) or timeline.opened is None
    if timeline.opened is None and not investigated:
        meetings = 0
    return Met(
        talks=tuple(_talk(i, unborn=not_born) for i in items if i.with_family),
        meetings=meetings if known else None,
        meetings_shown=_each_once(shown),
        talked_alone=bool(alone),
        alone_shown=_each_once(alone),
    )


def _number(dated: Sequence[Item], told: Sequence[Item]) -> int:
    """Dated meetings and those told by number alone: of each kind the greater, since one often sums up the other."""
    total = 0
    for home in (True, False):
        days = sum(("home" in i.keys) is home for i in dated)
        numbers: dict[tuple[int, bool], int] = {}
        for item in told:
            if item.sum or "besides" in item.keys or ("home" in item.keys) is not home or (days and not item.exact):
                continue
            place = (item.passage.document, item.exact)
            numbers[place] = numbers.get(place, 0) + item.count
        total += max([days, *numbers.values()])
    besides = sum(i.count for i in told if "besides" in i.keys)  # "utöver dessa har jag träffat Kim två gånger"
    return max([total, *(i.count for i in told if i.sum and "besides" not in i.keys)]) + besides


def _during(item: Item, timeline: Timeline) -> bool:
    if item.day is None:
        return True
    first = timeline.opened or timeline.reported
    return (first is None or item.day >= first) and (timeline.closed is None or item.day <= timeline.closed)


def _never(item: Item) -> bool:
    """Only that there was no talk, and none is told to have been offered."""
    return not item.held and "not_made" in item.keys and "planned" not in item.keys


def _talk(item: Item, *, unborn: bool) -> Talk:
    met: list[Literal["child", "parent", "network", "other"]] = []
    unsaid = "unsaid" in item.keys and not item.keys & {"home", "alone", "lone"} and "parent" not in item.roles
    if "child" in item.roles and not unborn and not unsaid:
        met.append("child")
    if "parent" in item.roles or ("home" in item.keys and not item.roles):
        met.append("parent")
    return Talk(item.passage, tuple(met), item.day, item.alone and item.held, item.in_person, item.held)


def _each_once(passages: Sequence[Passage]) -> tuple[Passage, ...]:
    return tuple(dict.fromkeys(passages))
