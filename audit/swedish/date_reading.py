"""What a match of a date's form says: its day, month and year, or that it is no date after all."""

import re
from calendar import monthrange
from dataclasses import dataclass, replace
from typing import Literal

from audit.swedish.date_forms import (
    BEFORE_MONTH,
    DAY_IN_LIST,
    WORD_DAYS,
    around_number,
    month_number,
    weekday_number,
)

_FIRST_YEAR, _LAST_YEAR = 1980, 2050


@dataclass(frozen=True, slots=True)
class Written:
    """What stands in the text of one date: the parts that are written, and those that are not as None."""

    start: int
    end: int
    precision: Literal["day", "month", "year"]
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    week: int | None = None
    context: bool = False  # the year is not written
    later: int = 0  # years after the year of `around`: "i fjol" -1


def read_match(kind: str, hit: re.Match[str], text: str) -> list[Written]:
    """The dates that one match holds; none where its numbers or its surroundings say that it is something else."""
    groups = hit.groupdict()
    start, end = hit.span()
    year, stated = _year(groups)
    if stated and year is None:
        return []
    later = {"i fjol": -1, "förra året": -1, "nästa år": 1}.get((groups.get("rel") or "").lower(), 0)
    weekday = weekday_number(groups["weekday"]) if groups.get("weekday") else None
    base = Written(start, end, "day", year, weekday=weekday, later=later, context=year is None)
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


def _read_days(kind: str, hit: re.Match[str], text: str, base: Written) -> list[Written]:
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
    if not day_exists(base.year, month, day):
        return []
    last = replace(base, month=month, day=day)
    if groups.get("d2"):
        second = replace(
            last, start=hit.start("m2") if groups.get("m2") else hit.start("d2"), weekday=None,
            month=int(groups.get("m2") or month), day=int(groups["d2"]),
        )  # fmt: skip
        if day_exists(second.year, second.month or 1, second.day or 1) and _order(second) > _order(last):
            return [replace(last, end=hit.end("d")), second]
        return [last]
    if not groups.get("before"):
        return [last]
    offset = hit.start("before")
    days = list(DAY_IN_LIST.finditer(groups["before"]))
    if not all(day_exists(base.year, month, int(d.group())) for d in days):
        return [replace(last, start=hit.start("d"))]
    earlier = [
        replace(
            last, start=base.start if i == 0 else offset + d.start(), end=offset + d.end(), day=int(d.group()),
            weekday=base.weekday if i == 0 else None,
        )
        for i, d in enumerate(days)
    ]  # fmt: skip
    return [*earlier, replace(last, start=hit.start("d"), weekday=None)]


def _order(one: Written) -> tuple[int, int]:
    return (one.month or 0, one.day or 0)


def day_exists(year: int | None, month: int, day: int) -> bool:
    return 1 <= month <= 12 and 1 <= day <= monthrange(year or 2000, month)[1]


def _is_share(hit: re.Match[str], text: str) -> bool:
    if "den" in hit.group().lower().split() or hit.group("weekday"):
        return False
    return (
        around_number("no_day_near").search(text, max(0, hit.start() - 40), hit.end() + 25) is not None
        or around_number("no_day_after").search(text, max(0, hit.start() - 30), hit.start()) is not None
        or around_number("no_day_before").match(text, hit.end()) is not None
    )


def _read_months(kind: str, hit: re.Match[str], text: str, base: Written) -> list[Written]:
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


def _read_weeks(hit: re.Match[str], text: str, base: Written) -> list[Written]:
    near = text[max(0, hit.start() - 30) : hit.end() + 20].lower()
    if "gravid" in near or "fullgången" in near or "havandeskap" in near:
        return []
    one = replace(base, precision="month", week=int(hit.group("w")))
    if not hit.group("w2"):
        return [one]
    return [replace(one, end=hit.end("w")), replace(one, start=hit.start("w2"), week=int(hit.group("w2")))]


def _read_years(kind: str, hit: re.Match[str], text: str, base: Written) -> list[Written]:
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
