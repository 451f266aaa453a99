"""Whether the child is too small to be talked with, so that what it does stands for what it says."""

import re
from datetime import date

from audit.casefile.model import CaseFile

_NUMBER = re.compile(
    r"\b(?P<century>19|20)?(?P<year>\d\d)(?P<month>\d\d)(?P<day>\d\d)(?:\s?[-+]\s?(?:\d{4}|x{4}|X{4}|\*{4}))"
)
_BORN = re.compile(r"\b[Ff]ödd\b[^\d\n]{0,12}(?P<year>(?:19|20)\d\d)-?(?P<month>\d\d)-?(?P<day>\d\d)")
_MONTH_NAMES = (
    "januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september", "oktober", "november",
    "december",
)  # fmt: skip
_BORN_WORDS = re.compile(
    rf"\b(?:[Ff]ödd|[Ff]\.)\s(?:den\s)?(?P<day>\d{{1,2}})(?::?e|:?a)?\s(?P<month>{'|'.join(_MONTH_NAMES)})\s(?P<year>(?:19|20)\d\d)"
)
_NUMBERS = r"(?:\d{1,2}|en|två|tre|fyra|fem|sex|sju|åtta|nio|tio|elva|tolv|tretton|fjorton|femton|sexton|sjutton|arton)"
_MONTHS = re.compile(
    r"\b(?:\d{1,2}|en|två|tre|fyra|fem|sex|sju|åtta|nio|tio|elva) (?:månader|veckor)s? gamm|\bnyfödd|\bspädbarn"
    rf"|(?:\b(?:är|var|nu|barn)|,|\() (?:snart |nu |drygt |knappt )?"
    rf"{_NUMBERS} (?:månader|mån\b|veckor)(?=[\s,.)])(?! sedan| senare)"
    rf"|(?:\b(?:är|var|barn)|,|\() (?:snart |nu |drygt |knappt )?"
    rf"{_NUMBERS} (?:månader|mån\b|veckor)(?=[\s,.)])"
    r"|\b(?:ett|ett och ett halvt|två|1|2) år gamm|\b(?:ett|två)åring",
    re.IGNORECASE,
)
_SMALL = 4  # whole years


def is_small(case: CaseFile) -> bool:
    """Younger than four when the case began, by birth date, else by words for its age."""
    born, began = _birth(case), _began(case)
    if born is not None and began is not None:
        return (began - born).days < _SMALL * 365.25
    child = case.child
    name = child.name.split()[0] if child and child.name else ""
    for document in case.documents:
        for hit in _MONTHS.finditer(document.text):
            around = document.text[max(hit.start() - 80, 0) : hit.end() + 40]
            if name and name in around:
                return True
    return False


def _birth(case: CaseFile) -> date | None:
    child = case.child
    name = child.name.split()[0] if child and child.name else ""
    found: list[tuple[bool, date]] = []
    for document in case.documents:
        for block in document.blocks[:40]:
            text = document.text[block.start : block.end]
            for pattern in (_NUMBER, _BORN, _BORN_WORDS):
                for hit in pattern.finditer(text):
                    day = _day(hit)
                    if day is not None:
                        found.append((bool(name) and name in text, day))
    if not found:
        return None
    beside = [day for by_name, day in found if by_name]
    # The child is the youngest of those whose number is given, unless a name stands beside one.
    return beside[0] if beside else max(day for _, day in found)


def _day(hit: re.Match[str]) -> date | None:
    groups = hit.groupdict()
    year = int(groups["year"])
    if year < 100:
        century = groups.get("century")
        year += int(century) * 100 if century else (2000 if year < 40 else 1900)
    try:
        month = groups["month"]
        number = int(month) if month.isdigit() else _MONTH_NAMES.index(month) + 1
        return date(year, number, int(groups["day"]))
    except ValueError:
        return None


def _began(case: CaseFile) -> date | None:
    days = [form.date for form in case.forms if form.date is not None]
    if days:
        return min(days)
    return date(int(case.year.value), 7, 1) if case.year.value else None
