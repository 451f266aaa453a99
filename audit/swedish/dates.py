"""Dates in a Swedish text, in every form met in case files, with the years that were left out."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from audit.swedish.date_forms import FORMS, JOINS_DATES, PASSED_OVER, RELATIVE_DAYS, START, around_number
from audit.swedish.date_reading import Written, day_exists, read_match
from audit.swedish.model import FoundDate

AHEAD = timedelta(days=92)  # a date without a year may lie this far after the day of writing
PLANNED_AHEAD = timedelta(days=240)  # … and this far in a sentence with a word of planning
_SENTENCE_SIGN = re.compile(r"[.!?](?=\s)|\n")


def find_dates(
    text: str, *, start: int = 0, end: int | None = None, around: date | None = None
) -> tuple[FoundDate, ...]:
    """Each date that begins between `start` and `end` of the text, by place; years from 1980 to 2050.

    A date's range holds its weekday, "den" and year: "tisdagen den 4 mars 2014", "18/3-14", "v. 12". Of a list or
    a range each day is found on its own: "den 2" and "9 april 2014" in "den 2 och 9 april 2014". A month or year
    alone is its first day with precision month or year; a week is its Monday with precision month; a season with
    its year is the year. "i våras" has no day.

    `around` is the day of the document or the entry. A date without a year, with the year written after the next
    date of the same list, takes that year; else it is the latest occurrence not more than 92 days after `around`
    (240 in a sentence with a word of planning: ska, bokad, senast …), so mostly the past; a weekday before it
    decides where it fits one of the years. "samma dag" is the last day named before on the same line, else
    `around`; "i dag", "i går", "i måndags", "den 18 dennes" count from `around`. Without `around` such a date is
    found with `day` None. `year_from` is "context" wherever the year was not written.

    Passed over: personal, telephone and diary numbers, times, paragraphs, amounts, 3/4 as a share, classes.
    """
    stop = len(text) if end is None else end
    written = list(_share_years(text, _written(text, start, stop)))
    found: list[FoundDate] = []
    for one in written:
        day = _day_of(one, text, around, found)
        context = one.context or one.year is None
        found.append(FoundDate(one.start, one.end, day, one.precision, "context" if context else "text"))
    return tuple(found)


def _written(text: str, start: int, stop: int) -> list[Written]:
    found: list[Written] = []
    at = start
    while begun := START.search(text, at, stop):
        place = begun.start()
        passed = _passed_over(text, place, stop)
        if passed is not None:
            at = passed
            continue
        at = begun.end() if not begun.group()[0].isdigit() else _number_end(text, place, stop)
        for kind, form in FORMS:
            hit = form.match(text, place, stop)
            if hit is None:
                continue
            dates = read_match(kind, hit, text)
            if dates:
                found.extend(dates)
                at = hit.end()
                break
    return found


def _passed_over(text: str, place: int, stop: int) -> int | None:
    for form in PASSED_OVER:
        hit = form.match(text, place, stop)
        if hit is not None:
            return hit.end()
    return None


def _number_end(text: str, place: int, stop: int) -> int:
    while place < stop and text[place].isdigit():
        place += 1
    return place


def _share_years(text: str, written: list[Written]) -> Iterator[Written]:
    """Gives "4/3" in "4/3 och 11/3 2014" the year that stands after the last one."""
    shared: list[Written] = []
    after: Written | None = None
    for one in reversed(written):
        if (
            after is not None and after.year is not None and after.month is not None
            and one.year is None and one.month is not None and one.week is None and not one.later
            and JOINS_DATES.fullmatch(text, one.end, after.start)
        ):  # fmt: skip
            year = after.year - (one.month > after.month)
            if one.day is None or day_exists(year, one.month, one.day):
                one = replace(one, year=year, context=after.context)
        shared.append(one)
        after = one
    return reversed(shared)


def _day_of(one: Written, text: str, around: date | None, before: list[FoundDate]) -> date | None:
    if one.year is not None:
        if one.week is not None:
            return _monday(one.year, one.week)
        return date(one.year, one.month or 1, one.day or 1)
    words = " ".join(text[one.start : one.end].lower().split())
    if words == "samma dag":
        line = text.rfind("\n", 0, one.start) + 1
        named = [f.day for f in before if f.start >= line and f.precision == "day" and f.day is not None]
        return named[-1] if named else around
    if around is None:
        return None
    if words in RELATIVE_DAYS:
        return around + timedelta(days=RELATIVE_DAYS[words])
    if one.later or (one.context and words.endswith("i år")):
        year = around.year + one.later
        return date(year, one.month or 1, one.day or 1) if day_exists(year, one.month or 1, one.day or 1) else None
    if one.week is not None:
        return _latest([_monday(around.year + k, one.week) for k in (-1, 0, 1)], around, _ahead(one, text))
    if one.month is not None:
        days = [
            date(year, one.month, one.day or 1)
            for year in (around.year - 1, around.year, around.year + 1)
            if day_exists(year, one.month, one.day or 1)
        ]
        fitting = [d for d in days if one.weekday is not None and d.weekday() == one.weekday]
        if len(fitting) == 1:
            return fitting[0]
        return _latest([*days], around, _ahead(one, text))
    if one.day is not None:  # den 18 dennes
        return date(around.year, around.month, one.day) if day_exists(around.year, around.month, one.day) else None
    if one.weekday is not None:
        if words.startswith("i "):
            return around - timedelta(days=(around.weekday() - one.weekday - 1) % 7 + 1)
        return around + timedelta(days=(one.weekday - around.weekday() - 1) % 7 + 1)
    return None  # i våras


def _ahead(one: Written, text: str) -> timedelta:
    begin = one.start
    for sign in _SENTENCE_SIGN.finditer(text, max(0, one.start - 200), one.start):
        begin = sign.end()
    if begin == one.start:
        begin = max(0, one.start - 200)
    close = _SENTENCE_SIGN.search(text, one.end, one.end + 200)
    until = close.start() if close else min(len(text), one.end + 200)
    return PLANNED_AHEAD if around_number("plan_words").search(text, begin, until) else AHEAD


def _latest(days: list[date | None], around: date, ahead: timedelta) -> date | None:
    return max((d for d in days if d is not None and d <= around + ahead), default=None)


def _monday(year: int, week: int) -> date | None:
    try:
        return date.fromisocalendar(year, week, 1)
    except ValueError:  # a year without week 53
        return None
