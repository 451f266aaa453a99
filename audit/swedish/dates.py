"""Dates in a Swedish text, in every form met in case files."""

import re
from datetime import date

from audit.swedish.model import FoundDate

_MONTHS = ("jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
_NAME = (
    r"(?P<name>januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december|"
    r"jan|feb|mar|apr|jun|jul|aug|sept?|okt|nov|dec)\b\.?"
)
_FORMS = [
    re.compile(r"(?<![\d-])(?P<y>(?:19|20)\d\d)-(?P<m>\d\d)-(?P<d>\d\d)(?!\d)"),
    re.compile(r"(?<![\d/])(?P<d>\d{1,2})/(?P<m>\d{1,2})(?:[ -](?P<y>(?:19|20)?\d\d))?(?![\d/])"),
    re.compile(rf"\b(?P<d>\d{{1,2}})(?::?e|:a)? {_NAME}(?: -?(?P<y>(?:19|20)?\d\d)\b)?", re.I),
    re.compile(rf"(?:\bi )?\b{_NAME} (?P<y>(?:19|20)\d\d)\b", re.I),
]


def find_dates(text: str, *, start: int = 0, end: int | None = None, around: date | None = None) -> tuple[FoundDate, ...]:
    """Each date between `start` and `end` of the text, by place; `around`, the day of the document or the entry,
    gives the year to a date that has none."""
    found: list[FoundDate] = []
    for form in _FORMS:
        for hit in form.finditer(text, start, len(text) if end is None else end):
            if any(f.start < hit.end() and hit.start() < f.end for f in found):
                continue
            groups = hit.groupdict()
            month = int(groups["m"]) if groups.get("m") else 1 + _MONTHS.index(groups["name"][:3].lower())
            year = int(groups["y"]) if groups.get("y") else around.year if around else None
            if year is not None and year < 100:
                year += 2000
            try:
                day = date(year or 2000, month, int(groups.get("d") or 1))
            except ValueError:
                continue
            found.append(
                FoundDate(
                    hit.start(),
                    hit.end(),
                    day if year else None,
                    "day" if groups.get("d") else "month",
                    "text" if groups.get("y") else "context",
                )
            )
    return tuple(sorted(found, key=lambda f: f.start))
