"""The dates of a file with the years that were left out, and the days of its running notes."""

from bisect import bisect_left
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cached_property

from audit.casefile.model import CaseFile, Form, Section
from audit.swedish.dates import find_dates
from audit.swedish.model import FoundDate

_LEADING = 26  # letters into an entry where its date may begin: "v. 38, torsdag den 18/9"
_HEADER = 16  # blocks of a form that its header may fill
_SIGNED = 6  # blocks at a form's end with decision and signature
_ONGOING = frozenset({"utredning", "journal"})  # forms that go on for months after the report
_ONWARDS = timedelta(days=120)  # from the first day of what goes on to the one about which its days lie
_SOON = timedelta(days=45)  # a header's day so near the report is the first day of the investigation, not its last


def main_form(case: CaseFile, at: int | None) -> int | None:
    """The form, or the investigation that it stands in where it is an analysis."""
    while at is not None and case.forms[at].id == "analys" and case.forms[at].within is not None:
        at = case.forms[at].within
    return at


class Calendar:
    """Dates by place."""

    def __init__(self, case: CaseFile) -> None:
        self.case = case

    @cached_property
    def _dates(self) -> list[list[FoundDate]]:
        """The dates of each document; a date without a year takes it from its entry, else from its form."""
        by_document: list[list[FoundDate]] = [[] for _ in self.case.documents]
        for section in self.case.sections:
            by_document[section.document].extend(self._dates_in(section))
        return [sorted(dates, key=lambda d: d.start) for dates in by_document]

    def _dates_in(self, section: Section) -> Iterator[FoundDate]:
        text = self.case.documents[section.document].text
        around = section.dated or self._day_around(section)
        if not self._runs(section):
            yield from find_dates(text, start=section.start, end=section.end, around=around)
            return
        # Notes follow each other, so a day without a year is the next one after the entry before.
        at = section.start
        blocks = self.case.documents[section.document].blocks
        for block in [b for b in blocks[slice(*section.blocks)] if b.start > at]:
            yield from self._entry_dates(text, at, block.start, section.document, around)
            at = block.start
        yield from self._entry_dates(text, at, section.end, section.document, around)

    def _entry_dates(
        self, text: str, start: int, end: int, document: int, around: date | None
    ) -> tuple[FoundDate, ...]:
        before = self._latest.get(document)
        found = find_dates(text, start=start, end=end, around=before + _ONWARDS if before else around)
        leads = [d.day for d in found[:1] if d.day and d.precision == "day" and d.start - start <= _LEADING]
        if leads:
            self._latest[document] = leads[0]
        return found

    @cached_property
    def _latest(self) -> dict[int, date]:
        return {}

    def _day_around(self, section: Section) -> date | None:
        at: int | None = section.form
        while at is not None:
            form = self.case.forms[at]
            if form.date:
                return form.date
            at = form.within
        form_at = main_form(self.case, section.form)
        start = self._started
        if form_at is not None:
            form = self.case.forms[form_at]
            written = self._written_days(form)
            later = form.id in _ONGOING and start is not None
            if written and not (later and start and written[-1] <= start + _SOON):
                return written[-1]
            if later and start:
                return start + _ONWARDS
        same = [f.date for f in self.case.forms if f.document == section.document and f.date]
        anywhere = same or [f.date for f in self.case.forms if f.date]
        return anywhere[0] if anywhere else self._written_anywhere

    @cached_property
    def _started(self) -> date | None:
        """The first day that the report bears, or writes out with its year."""
        for form in self._reports():
            days = [*([form.date] if form.date else []), *self._written_days(form)]
            if days:
                return min(days)
        return None

    @cached_property
    def _written_anywhere(self) -> date | None:
        """The middle one of all days written out with their year, for a file none of whose forms bears a day."""
        days = sorted(
            found.day
            for document in self.case.documents
            for found in find_dates(document.text)
            if found.day and found.precision == "day" and found.year_from == "text"
        )
        return days[len(days) // 2] if days else None

    def _written_days(self, form: Form) -> list[date]:
        """Days written out with their year in a form's header, else at its end, for a form without a day of its own."""
        place = (form.document, form.start, form.end)
        if place not in self._written_in:
            self._written_in[place] = self._read_written_days(form)
        return self._written_in[place]

    @cached_property
    def _written_in(self) -> dict[tuple[int, int, int], list[date]]:
        return {}  # by form, since each of its sections asks

    def _read_written_days(self, form: Form) -> list[date]:
        document = self.case.documents[form.document]
        rows = [b for b in document.blocks if form.start <= b.start < form.end]
        for part in (rows[:_HEADER], rows[-_SIGNED:]):
            if not part:
                continue
            found = find_dates(document.text, start=part[0].start, end=part[-1].end)
            days = sorted(d.day for d in found if d.day and d.precision == "day" and d.year_from == "text")
            if days:
                return days
        return []

    def dates(self, document: int, start: int, end: int, *, relative: bool = False) -> list[FoundDate]:
        """The dates to the day between two places of a document; "i dag" and the like only where asked for."""
        starts, dates = (self._days if relative else self._written_out)[document]
        return dates[bisect_left(starts, start) : bisect_left(starts, end)]

    @cached_property
    def _days(self) -> list[tuple[list[int], list[FoundDate]]]:
        """The dates to the day of each document with their places."""
        return [_placed([d for d in dates if d.day and d.precision == "day"]) for dates in self._dates]

    @cached_property
    def _written_out(self) -> list[tuple[list[int], list[FoundDate]]]:
        """… without "i dag" and the like."""
        texts = [document.text for document in self.case.documents]
        return [
            _placed([d for d in dates if any(c.isdigit() for c in text[d.start : d.end])])
            for text, (_, dates) in zip(texts, self._days, strict=True)
        ]

    @cached_property
    def entry_days(self) -> dict[tuple[int, int], date]:
        """The day of each paragraph of running notes: its own leading date, else that of the entry it continues."""
        days: dict[tuple[int, int], date] = {}
        for section in self.case.sections:
            journal = self._runs(section)
            if not journal and section.dated is None:
                continue
            day = self._heading_day(section) or section.dated
            blocks = self.case.documents[section.document].blocks
            for number in range(*section.blocks):
                block = blocks[number]
                if journal:
                    lead = self.dates(section.document, block.start, min(block.end, block.start + _LEADING))
                    if lead and lead[0].day and not self._ends_sentence(section.document, block.start, lead[0].start):
                        day = lead[0].day
                if day is not None:
                    days[section.document, number] = day
        return days

    def _runs(self, section: Section) -> bool:
        """Running notes, also those that a form inside them takes in (a preliminary assessment among the notes)."""
        if "journal" in section.forms:
            return True
        within = self.case.forms[section.form].within if section.form is not None else None
        return within is not None and self.case.forms[within].id == "journal"

    def _heading_day(self, section: Section) -> date | None:
        dates = self.dates(section.document, *section.heading) if section.heading else []
        return dates[-1].day if dates else None

    def _ends_sentence(self, document: int, start: int, end: int) -> bool:
        text = self.case.documents[document].text[start:end]
        return any(mark in text for mark in ("! ", "? ", ": ")) or len(text.split()) > 4

    def _reports(self) -> list[Form]:
        kinds = ("anmalan", "forhandsbedomning")
        return [form for kind in kinds for form in self.case.forms if form.id == kind]


def _placed(dates: list[FoundDate]) -> tuple[list[int], list[FoundDate]]:
    return [d.start for d in dates], dates
