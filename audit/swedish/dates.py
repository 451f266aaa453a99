"""Dates in a Swedish text, in every form met in case files, with the years that were left out."""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from audit.swedish.date_forms import (
    BEFORE_MONTH,
    DAY_IN_LIST,
    FORMS,
    JOINS_DATES,
    PASSED_OVER,
    RELATIVE_DAYS,
    START,
    WORD_DAYS,
    around_number,
    month_number,
    weekday_number,
)
from audit.swedish.model import FoundDate

AHEAD = timedelta(days=92)  # a date without a year may lie this far after the day of writing
PLANNED_AHEAD = timedelta(days=240)  # … and this far in a sentence with a word of planning
_FIRST_YEAR, _LAST_YEAR = 1980, 2050
_SENTENCE_SIGN = re.compile(r"[.!?](?=\s)|\n")


@dataclass(frozen=True, slots=True)
class _Written:
    """What stands in the text of one date: the parts that are written, and those that are not as None."""

    start: int
    end: int
    precision: Literal["day", "month", "year"]
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    week: int | None = None
    settled: date | None = None  # of relative days: worked out already
    context: bool = False  # the year is not written
    later: int = 0  # years after the year of `around`: "i fjol" -1


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


def _written(text: str, start: int, stop: int) -> list[_Written]:
    found: list[_Written] = []
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
            dates = _read(kind, hit, text)
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


def _read(kind: str, hit: re.Match[str], text: str) -> list[_Written]:
    """The dates that one match holds; none where its numbers or its surroundings say that it is something else."""
    groups = hit.groupdict()
    start, end = hit.span()
    year, stated = _year(groups)
    if stated and year is None:
        return []
    later = {"i fjol": -1, "förra året": -1, "nästa år": 1}.get((groups.get("rel") or "").lower(), 0)
    weekday = weekday_number(groups["weekday"]) if groups.get("weekday") else None
    base = _Written(start, end, "day", year, weekday=weekday, later=later, context=year is None)
    if groups.get("rel") and kind in ("named", "month"):
        base = replace(base, context=True)
    if kind in ("iso", "compact", "short_iso", "dotted", "short_dotted", "slash", "named"):
        return _read_days(kind, hit, text, base)
    if kind == "this_month":
        return [replace(base, day=int(groups["d"]))]
    if kind == "iso_month":
        return [replace(base, precision="month", month=int(groups["m"]))]
    if kind in ("month", "month_alone"):
        return _read_months(kind, hit, text, base)
    if kind == "week":
        return _read_weeks(hit, text, base)
    if kind == "season":
        return [replace(base, precision="year")]
    if kind == "past_season":
        return [replace(base, precision="month")]
    if kind in ("years", "year"):
        return _read_years(kind, hit, text, base)
    return [base]  # relative days; told apart by their words


def _year(groups: dict[str, str | None]) -> tuple[int | None, bool]:
    """The year, and whether one is written at all (one outside 1980–2050 makes the whole no date)."""
    full = groups.get("y") or (groups.get("y2") if len(groups.get("y2") or "") == 4 else None)
    if full:
        return int(full), True
    short = groups.get("yy") or groups.get("yb")
    if not short:
        return None, False
    year = 2000 + int(short) if int(short) <= _LAST_YEAR % 100 else 1900 + int(short)
    return (year, True) if year >= _FIRST_YEAR else (None, True)


def _read_days(kind: str, hit: re.Match[str], text: str, base: _Written) -> list[_Written]:
    groups = hit.groupdict()
    if groups.get("name"):
        month = month_number(groups["name"])
        spelled = groups.get("word")
        day = 1 + WORD_DAYS.index(spelled.lower()) if spelled else int(DAY_IN_LIST.match(groups["d"]).group())  # type: ignore[union-attr]
    else:
        month, day = int(groups["m"]), int(groups["d"])
    if kind == "compact" and around_number("no_number_after").search(text, max(0, base.start - 25), base.start):
        return []
    if kind == "slash" and base.year is None and _is_share(hit, text):
        return []
    if not _exists(base.year, month, day):
        return []
    last = replace(base, month=month, day=day)
    if groups.get("d2"):
        second = replace(
            last, start=hit.start("m2") if groups.get("m2") else hit.start("d2"), weekday=None,
            month=int(groups.get("m2") or month), day=int(groups["d2"]),
        )  # fmt: skip
        if _exists(second.year, second.month or 1, second.day or 1) and _order(second) > _order(last):
            return [replace(last, end=hit.end("d")), second]
        return [last]
    if not groups.get("before"):
        return [last]
    offset = hit.start("before")
    days = list(DAY_IN_LIST.finditer(groups["before"]))
    if not all(_exists(base.year, month, int(d.group())) for d in days):
        return [replace(last, start=hit.start("d"))]
    earlier = [
        replace(
            last, start=base.start if i == 0 else offset + d.start(), end=offset + d.end(), day=int(d.group()),
            weekday=base.weekday if i == 0 else None,
        )
        for i, d in enumerate(days)
    ]  # fmt: skip
    return [*earlier, replace(last, start=hit.start("d"), weekday=None)]


def _order(one: _Written) -> tuple[int, int]:
    return (one.month or 0, one.day or 0)


def _exists(year: int | None, month: int, day: int) -> bool:
    return 1 <= month <= 12 and 1 <= day <= monthrange(year or 2000, month)[1]


def _is_share(hit: re.Match[str], text: str) -> bool:
    if "den" in hit.group().lower().split() or hit.group("weekday"):
        return False
    return (
        around_number("no_day_near").search(text, max(0, hit.start() - 40), hit.end() + 25) is not None
        or around_number("no_day_after").search(text, max(0, hit.start() - 30), hit.start()) is not None
        or around_number("no_day_before").match(text, hit.end()) is not None
    )


def _read_months(kind: str, hit: re.Match[str], text: str, base: _Written) -> list[_Written]:
    first, second = hit.group("first"), hit.group("name")
    if kind == "month_alone":
        # A month's name alone needs a word before it, and no capital: April and Maj are also persons.
        before = BEFORE_MONTH.search(text, max(0, hit.start() - 16), hit.start())
        if first[0].isupper() or (before is None and "månad" not in hit.group()):
            return []
    one = replace(base, precision="month", month=month_number(first))
    if second is None:
        return [one]
    other = replace(one, start=hit.start("name"), month=month_number(second))
    if one.year is not None and (one.month or 0) > (other.month or 0):
        one = replace(one, year=one.year - 1)  # december–januari 2014
    return [replace(one, end=hit.end("first")), other]


def _read_weeks(hit: re.Match[str], text: str, base: _Written) -> list[_Written]:
    near = text[max(0, hit.start() - 30) : hit.end() + 20].lower()
    if "gravid" in near or "fullgången" in near or "havandeskap" in near:
        return []
    one = replace(base, precision="month", week=int(hit.group("w")))
    if not hit.group("w2"):
        return [one]
    return [replace(one, end=hit.end("w")), replace(one, start=hit.start("w2"), week=int(hit.group("w2")))]


def _read_years(kind: str, hit: re.Match[str], text: str, base: _Written) -> list[_Written]:
    if around_number("no_year_before").match(text, hit.end()):
        return []
    if around_number("no_number_after").search(text, max(0, hit.start() - 25), hit.start()):
        return []
    one = replace(base, precision="year")
    if kind == "year":
        return [one]
    second = hit.group("y2")
    if len(second) == 2:  # läsåret 2013/14
        return [one] if int(second) == (one.year or 0) % 100 + 1 else []
    return [replace(one, end=hit.end("y")), replace(one, start=hit.start("y2"), year=int(second))]


def _share_years(text: str, written: list[_Written]) -> Iterator[_Written]:
    """Gives "4/3" in "4/3 och 11/3 2014" the year that stands after the last one."""
    shared: list[_Written] = []
    after: _Written | None = None
    for one in reversed(written):
        if (
            after is not None and after.year is not None and after.month is not None
            and one.year is None and one.month is not None and one.week is None and not one.later
            and JOINS_DATES.fullmatch(text, one.end, after.start)
        ):  # fmt: skip
            year = after.year - (one.month > after.month)
            if one.day is None or _exists(year, one.month, one.day):
                one = replace(one, year=year, context=after.context)
        shared.append(one)
        after = one
    return reversed(shared)


def _day_of(one: _Written, text: str, around: date | None, before: list[FoundDate]) -> date | None:
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
        return date(year, one.month or 1, one.day or 1) if _exists(year, one.month or 1, one.day or 1) else None
    if one.week is not None:
        return _latest([_monday(around.year + k, one.week) for k in (-1, 0, 1)], around, _ahead(one, text))
    if one.month is not None:
        days = [
            date(year, one.month, one.day or 1)
            for year in (around.year - 1, around.year, around.year + 1)
            if _exists(year, one.month, one.day or 1)
        ]
        fitting = [d for d in days if one.weekday is not None and d.weekday() == one.weekday]
        if len(fitting) == 1:
            return fitting[0]
        return _latest([*days], around, _ahead(one, text))
    if one.day is not None:  # den 18 dennes
        return date(around.year, around.month, one.day) if _exists(around.year, around.month, one.day) else None
    if one.weekday is not None:
        if words.startswith("i "):
            return around - timedelta(days=(around.weekday() - one.weekday - 1) % 7 + 1)
        return around + timedelta(days=(one.weekday - around.weekday() - 1) % 7 + 1)
    return None  # i våras


def _ahead(one: _Written, text: str) -> timedelta:
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
