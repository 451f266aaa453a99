"""First and last day of the investigation, and whether its time was prolonged (manual §7).

A day in a header goes before a day in prose, and prose before the form's own date.
"""

from collections.abc import Iterator
from datetime import date

from audit.casefile.model import Form
from audit.documents.model import Passage
from audit.facts.days import (
    Day,
    event_days,
    form_day,
    in_headers,
    leading_day,
    nearest,
    period_in_headers,
    tells,
    told_in,
)
from audit.facts.record import Record

_SIGNED = 4  # blocks at a form's end in which its signature stands
_FEW = 12  # tokens of a signature


def find_opened(record: Record) -> Iterator[Day]:
    """Days on which the investigation may have been opened, the most trusted first."""
    headed = [n for n, _ in record.forms("utredning", "utredningsplan", "forhandsbedomning", "journal")]
    without = frozenset({"planned", "intervention", "closed"})
    yield from period_in_headers(record, last=False)
    yield from in_headers(record, headed, "opened", without=without)
    told = told_in(record, "utredning", "forhandsbedomning", "anmalan", "journal", "utredningsplan")
    for sentence in told:
        yield from event_days(record, sentence, "opens")[:1]
    for sentence in told:
        if sentence.denied or not tells(record.hits("events", sentence), "opens"):
            continue
        form = record.form_of(sentence)
        day = leading_day(record, sentence) or record.entry_day(sentence)
        if day is None and form and form.id == "forhandsbedomning":
            day = form_day(record, form)
        if day:
            yield Day(day, record.annotated.passage(sentence))


def find_closed(record: Record, opened: date | None) -> Iterator[Day]:
    """Days on which the investigation may have ended, the most trusted first."""
    yield from period_in_headers(record, last=True)
    without = frozenset({"planned", "intervention", "opened"})
    yield from in_headers(record, [n for n, _ in record.forms("utredning", "journal")], "closed", without=without)
    yield from _told_closed(record)
    for _, form in record.forms("utredning"):
        yield from _decision_heading(record, form)
        if form.date and form.date not in _planned_days(record):
            yield Day(form.date, record.passage_of_form(form))
        yield from _signature(record, form)
    yield from in_headers(record, [n for n, _ in record.forms("utredning")], "dated")
    for sentence in told_in(record, "journal"):
        hits = record.hits("events", sentence)
        if "closes" in hits and "investigation" in hits and not sentence.denied and "hoped" not in hits:
            day = record.entry_day(sentence)
            if day:
                yield Day(day, record.annotated.passage(sentence))


def _told_closed(record: Record) -> Iterator[Day]:
    """Sentences of the investigation from its end on; one without a day takes that of the decision it stands under."""
    told = list(reversed(told_in(record, "utredning")))
    for sentence in told:
        hits = record.hits("events", sentence)
        if "hoped" in hits or sentence.planned:
            continue
        days = event_days(record, sentence, "closes")
        yield from reversed(days)
        if days or sentence.denied or not tells(hits, "closes"):
            continue
        if "beslut" in sentence.parts and (day := leading_day(record, sentence)):
            yield Day(day, record.annotated.passage(sentence))
    for sentence in told:
        hits = record.hits("events", sentence)
        short = "forslag" in sentence.parts and sentence.tokens[1] - sentence.tokens[0] <= _FEW
        headed = "beslut" in record.case.sections[sentence.section].title.lower()
        decides = "beslut" in sentence.parts or short or headed
        if not decides or hits.keys() & {"hoped", "prolongs", "opens"}:
            continue
        for hit in hits.get("decision", ()):
            dated = nearest(record, sentence, hit)
            if dated and dated.day:
                yield Day(dated.day, record.annotated.passage(sentence), dated.year_from == "text")


def _decision_heading(record: Record, form: Form) -> Iterator[Day]:
    """The date of the investigation's last heading of a decision ("Beslut 16/12 2011")."""
    for section in reversed(record.case.sections):
        if section.heading is None or section.document != form.document or "beslut" not in section.parts:
            continue
        if not form.start <= section.start < form.end:
            continue
        dates = record.dates(section.document, *section.heading)
        if dates and dates[-1].day:
            told = dates[-1].year_from == "text"
            yield Day(dates[-1].day, record.case.passage(section.document, *section.heading), told)
            return


def _planned_days(record: Record) -> set[date]:
    """Days under a label of something only planned."""
    return {
        dated.day
        for labelled in record.labels
        if "planned" in record.label_keys(labelled)
        for dated in record.dates(labelled.document, labelled.start, labelled.end)
        if dated.day
    }


def _signature(record: Record, form: Form) -> Iterator[Day]:
    """A date among the few words that end the form: place, day and name of whoever signed it."""
    blocks = [
        b for b in record.case.documents[form.document].blocks if form.start <= b.start < form.end and b.end > b.start
    ]
    for block in blocks[-_SIGNED:]:
        first, last = record.tokens(form.document, block.start, block.end)
        dates = record.dates(form.document, block.start, block.end)
        if block.kind != "row" and dates and dates[-1].day and last - first <= _FEW:
            passage = record.case.passage(form.document, block.start, block.end)
            yield Day(dates[-1].day, passage, dates[-1].year_from == "text")


def find_extended(record: Record, opened: date | None, closed: date | None) -> tuple[Passage, ...]:
    """Passages of a decision to prolong the investigation; one only asked for or considered is none."""
    forms = [n for n, _ in record.forms("utredning", "journal", "utredningsplan")]
    headed = next(in_headers(record, forms, "extended", without=frozenset({"planned", "intervention"})), None)
    found = [headed.passage] if headed else []
    for sentence in told_in(record, "utredning", "journal", "utredningsplan"):
        hits = record.hits("events", sentence)
        if "prolongs" not in hits or sentence.denied or sentence.planned or "not_made" in hits:
            continue
        day = record.entry_day(sentence)
        meanwhile = bool(day and opened and closed and opened < day <= closed and "decision" in hits)
        if "prolonged" not in hits and not meanwhile:
            continue
        if "considered" in hits and "decision" not in hits:
            continue
        found.append(record.annotated.passage(sentence))
    return tuple(found)
