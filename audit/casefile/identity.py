"""Generation, district and year of a case, each with where it comes from; unknown rather than wrong."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache
from typing import Any

from audit.casefile.labels import Label
from audit.casefile.model import Form, Generation, Known, Notice
from audit.casefile.names import first_names
from audit.casefile.nesting import Heading
from audit.documents.model import Document, Passage
from audit.swedish.dates import find_dates
from audit.swedish.model import FoundDate
from audit.vocabulary import load_vocabulary

_FIRST_2016 = 2016  # files opened before this year are of the first generation
_TOP = 8  # blocks at the top of a document
_SHORT = 45  # words of a block that names the office in passing
_COURSE = 5  # years that a course of events may span
_NAME = r"[A-ZÅÄÖ][a-zåäöéü]+(?:[- ][A-ZÅÄÖ][a-zåäöéü]+){0,2}"


def find_generation(headings: Sequence[Sequence[Heading]]) -> Known:
    """By headings that only one generation has; null with a reason where there are none or as many of both."""
    votes: Counter[str] = Counter()
    listed = load_vocabulary("domains")["headings"]
    for heading in (h for document in headings for h in document):
        if heading.means.generation:
            votes[heading.means.generation] += 2
        for head in heading.means.heads if heading.means.whole and not heading.means.loose else ():
            if marks := listed[head].get("marks"):
                votes[marks] += 1
    if not votes:
        return Known(None, reason="no_domain_headings")
    if votes["2006"] == votes["2016"]:
        return Known(None, reason="headings_of_both_generations")
    return Known("2006" if votes["2006"] > votes["2016"] else "2016", "headings")


def generation_by_year(opened: date | None, year: Known, documents: Sequence[Document]) -> Known:
    """By the year opened, else the file's year, else the dates in its text where they are all of one generation."""
    at = opened.year if opened else year.value
    if isinstance(at, int):
        return Known("2006" if at < _FIRST_2016 else "2016", "date")
    years = {d.day.year for document in documents for d in find_dates(document.text) if d.day and d.year_from == "text"}
    recent = {y for y in years if y > max(years) - _COURSE}  # births and earlier events tell nothing of the form
    if recent and max(recent) < _FIRST_2016:
        return Known("2006", "date")
    if recent and min(recent) >= _FIRST_2016:
        return Known("2016", "date")
    return Known(None, reason="no_domain_headings")


def first_day(documents: Sequence[Document], labels: Sequence[Sequence[Label]]) -> date | None:
    """The day of report or opening that headers give, near which days written without a year are; else a day of the
    year that most dates of the text are of."""
    days = [day for key in ("reported", "opened", "opened_closed", "made") for day, _ in _days(documents, labels, key)]
    if days:
        return days[0]
    told = sorted(day for document in documents for day in _told_days(document))
    years = Counter(day.year for day in told)
    year = min(years, key=lambda y: (-years[y], y), default=None)
    return next((day for day in told if day.year == year), None)


def _told_days(document: Document) -> Iterator[date]:
    """The days that the text gives with their year, those of births left out."""
    for found in find_dates(document.text):
        if found.day and found.precision == "day" and found.year_from == "text" and not _is_birth(document, found):
            yield found.day


def _is_birth(document: Document, found: FoundDate) -> bool:
    """ "född 2008-03-14", "080314-0005"."""
    before, after = document.text[max(0, found.start - 8) : found.start].lower(), document.text[found.end :][:2]
    return bool(re.search(r"\bf(?:ödd|\.)?\s*(?:den\s*)?$", before) or re.match(r"\s?-", after))


def find_year(
    documents: Sequence[Document], labels: Sequence[Sequence[Label]], forms: Sequence[Form]
) -> tuple[Known, date | None]:
    """The year of the report, else of the opening, else of the oldest dated form; and the day opened."""
    reported = list(_days(documents, labels, "reported"))
    opened = list(_days(documents, labels, "opened")) + list(_days(documents, labels, "opened_closed"))
    opened_day = min((day for day, _ in opened), default=None)
    entries = sorted(f.date for f in forms if f.id == "anmalan" and f.date)
    if reported:
        day, passage = min(reported, key=lambda found: found[0])
        return Known(day.year, "document", passages=(passage,)), opened_day
    if entries:
        return Known(entries[0].year, "document"), opened_day
    if opened:
        day, passage = min(opened, key=lambda found: found[0])
        return Known(day.year, "document", passages=(passage,)), opened_day
    if told := _told_day(documents, forms):
        day, passage = told
        return Known(day.year, "document", passages=(passage,)), day
    dated = sorted(f.date for f in forms if f.date)
    if dated:
        return Known(dated[0].year, "date"), opened_day
    if (year := _only_year(documents, forms)) is not None:
        return Known(year, "date"), opened_day
    return Known(None, reason="no_date_in_documents"), opened_day


def _only_year(documents: Sequence[Document], forms: Sequence[Form]) -> int | None:
    """The year of the days that the report tells, long ago left out, else the investigation; null where it has two."""
    for form in (f for f in forms if f.id in ("anmalan", "forhandsbedomning", "utredning")):
        text = documents[form.document].text
        days = [
            d.day
            for d in find_dates(text, start=form.start, end=form.end)
            if d.day and d.precision == "day" and d.year_from == "text"
        ]
        years = {d.year for d in days if form.id == "utredning" or d.year >= max(days).year - 1}
        if years:
            return years.pop() if len(years) == 1 else None
    return None


def _told_day(documents: Sequence[Document], forms: Sequence[Form]) -> tuple[date, Passage] | None:
    """The day that an investigation tells it was opened, else that it was reported, where no header does."""
    cues: dict[str, list[str]] = _offices()["told_days"]
    for key in ("opened", "reported"):
        pattern = re.compile("|".join(cues[key]))
        for form in forms:
            if form.id not in ("utredning", "forhandsbedomning", "anmalan", "utredningsplan"):
                continue
            text = documents[form.document].text
            for found in pattern.finditer(text, form.start, form.end):
                end = text.find("\n", found.end())
                near = find_dates(
                    text, start=found.end(), end=min(found.end() + 40, end if end > 0 else len(text)), around=form.date
                )
                if near and near[0].day and near[0].precision == "day":
                    return near[0].day, Passage(
                        form.document, near[0].start, near[0].end, text[near[0].start : near[0].end]
                    )
    return None


def _days(documents: Sequence[Document], labels: Sequence[Sequence[Label]], key: str) -> Iterator[tuple[date, Passage]]:
    for number, (document, found) in enumerate(zip(documents, labels, strict=True)):
        for label in found:
            if label.key == key:
                for day in find_dates(document.text, start=label.start, end=label.end):
                    if day.day and day.precision == "day":
                        yield day.day, Passage(number, day.start, day.end, document.text[day.start : day.end])
                        break


def find_district(documents: Sequence[Document], labels: Sequence[Sequence[Label]]) -> tuple[Known, tuple[Notice, ...]]:
    """From header tables, else page headers, else the text; null where two offices are named as the file's own."""
    for origin, found in (
        ("document", list(_labelled_offices(documents, labels))),
        ("header", list(_header_offices(documents))),
        ("document", list(_named_offices(documents, labels))),
    ):
        names = _merged(Counter(name for name, _ in found))
        if len(names) == 1:
            name = next(iter(names))
            passages = tuple(p for n, p in found if n.removesuffix("s") == name.removesuffix("s") and p is not None)
            return Known(name, origin, passages=passages[:3]), ()  # type: ignore[arg-type]
        if len(names) > 1:
            return Known(None, reason="districts_disagree"), (
                Notice("districts_disagree", (("count", str(len(names))),)),
            )
    units = list(_named_units(documents, labels))
    if len(_merged(Counter(name for name, _ in units))) == 1:  # two units may be of two districts: then none is told
        return Known(units[0][0], "document", passages=tuple(p for _, p in units)[:3]), ()
    return Known(None, reason="no_office_named"), ()


def _merged(names: Counter[str]) -> Counter[str]:
    """A name with the s of a genitive that could be its own is the name without it, where that is met too."""
    merged: Counter[str] = Counter()
    for name, times in names.items():
        merged[name[:-1] if name.endswith("s") and name[:-1] in names else name] += times
    return merged


def _named_units(documents: Sequence[Document], labels: Sequence[Sequence[Label]]) -> Iterator[tuple[str, Passage]]:
    """Units of an office with a place's name beside them, at the top of a document, in its headers and signature."""
    for number, (document, found) in enumerate(zip(documents, labels, strict=True)):
        inside = {x.block for x in found if x.key in ("district", "worker", "reported", "made")}
        senders = {x.block for x in found if x.key in ("reporter", "present", "professional", "relative")}
        last = len(document.blocks) - 1
        for index, block in enumerate(document.blocks):
            words = document.text[block.start : block.end]
            near = index < _TOP or index > last - 2
            if index in senders or not (index in inside or (near and len(words.split()) <= _SHORT)):
                continue
            for pattern in _unit_patterns():
                for match in pattern.finditer(words):
                    name = _bare(match[1]) if match[1].split()[0] not in first_names() else None
                    if name and not _of_others(words[: match.start()].lower()):
                        yield name, Passage(number, block.start, block.end, words)


@cache
def _unit_patterns() -> tuple[re.Pattern[str], ...]:
    units = "|".join(sorted((re.escape(k) for k in _offices()["units"]), key=len, reverse=True))
    before = re.compile(rf"({_NAME})(?:,| [–—-])? (?i:{units})\b")
    after = re.compile(rf"\b(?i:{units})(?:,| i| [–—-])? ({_NAME})\b(?! [A-ZÅÄÖ])")
    return before, after


@cache
def _offices() -> dict[str, Any]:
    data: dict[str, Any] = load_vocabulary("offices")
    return data


@cache
def _office_pattern() -> re.Pattern[str]:
    kinds = "|".join(sorted((re.escape(k) for k in _offices()["kinds"]), key=len, reverse=True))
    return re.compile(rf"({_NAME})\s+(?:{kinds})\w{{0,2}}\b")


@cache
def _after_pattern() -> re.Pattern[str]:
    kinds = "|".join(sorted((re.escape(k) for k in _offices()["kinds"]), key=len, reverse=True))
    return re.compile(rf"\b(?i:{kinds})(?:en)?\s+(?:i\s+)?({_NAME})")


def office_name(words: str) -> str | None:
    """The district's name, without genitive and the kind of office; None where no office is named."""
    found = _office_pattern().search(words)
    if found:
        return _bare(found[1])
    found = _after_pattern().search(words)
    return _bare(found[1]) if found and found[1].split()[0] not in _offices()["no_names"] else None


def _bare(name: str) -> str | None:
    words = name.split()
    kinds = tuple(_offices()["kinds"])
    while words and (words[0] in _offices()["no_names"] or words[0].lower().startswith(kinds)):
        words = words[1:]
    if not words:
        return None
    last = words[-1]
    if last.endswith("s") and not any(last.endswith(kept) for kept in _offices()["own_s"]):
        last = last[:-1]
    return " ".join([*words[:-1], last])


def _labelled_offices(
    documents: Sequence[Document], labels: Sequence[Sequence[Label]]
) -> Iterator[tuple[str, Passage | None]]:
    for number, (document, found) in enumerate(zip(documents, labels, strict=True)):
        for label in found:
            if label.key not in ("district", "worker", "reported", "made"):
                continue
            value = document.text[label.start : label.end]
            name = office_name(value)
            if name is None and label.key == "district" and any(k in label.words for k in _offices()["kinds"]):
                alone = re.fullmatch(rf"\s*({_NAME})\s*(?:[,.(].*)?", value)
                name = _bare_label(alone[1]) if alone else None
            if name:
                yield name, Passage(number, label.start, label.end, value)


def _bare_label(name: str) -> str | None:
    return None if name.split()[0] in _offices()["no_names"] else name


def _header_offices(documents: Sequence[Document]) -> Iterator[tuple[str, Passage | None]]:
    for document in documents:
        for aside in document.aside:
            if aside.reason in ("header", "footer") and (name := office_name(aside.text)):
                yield name, None


def _named_offices(
    documents: Sequence[Document], labels: Sequence[Sequence[Label]]
) -> Iterator[tuple[str, Passage | None]]:
    """Offices in running text, those left out that reports come from or that are told of as another's."""
    for number, (document, found) in enumerate(zip(documents, labels, strict=True)):
        senders = [(x.start, x.end) for x in found if x.key in ("reporter", "present", "professional", "relative")]
        for match in _office_pattern().finditer(document.text):
            before = document.text[max(0, match.start() - 40) : match.start()].lower()
            if any(s <= match.start() < e for s, e in senders) or _of_others(before):
                continue
            if name := _bare(match[1]):
                yield name, Passage(number, match.start(), match.end(), match[0])


def _of_others(before: str) -> bool:
    return any(
        re.search(rf"\b{re.escape(word)}\s*$|\b{re.escape(word)}\b[^.]*$", before) for word in _offices()["others"]
    )


__all__ = ["Generation", "find_district", "find_generation", "find_year", "generation_by_year", "office_name"]
