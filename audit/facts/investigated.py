"""First and last day of the investigation, and whether its time was prolonged (manual §7).

A day in a header goes before a day in prose, and prose before the form's own date.
"""

from collections.abc import Iterator, Sequence
from datetime import date

from audit.annotate.model import Sentence
from audit.casefile.model import Form
from audit.documents.model import Passage
from audit.facts.days import (
    Day,
    event_days,
    form_day,
    in_headers,
    is_denied,
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
        here = form is not None and (form.id == "forhandsbedomning" or (form.id == "anmalan" and not sentence.planned))
        if day is None and form and here:
            day = form_day(record, form)
        if day:
            yield Day(day, record.annotated.passage(sentence))


def find_closed(record: Record, opened: date | None) -> Iterator[Day]:
    """Days on which the investigation may have ended, the most trusted first; its end goes before its writing."""
    yield from period_in_headers(record, last=True)
    without = frozenset({"planned", "intervention", "opened"})
    headed = [n for n, _ in record.forms("utredning", "journal")]
    yield from in_headers(record, headed, "closed", without=without | {"written"})
    yield from _told_closed(record)
    yield from _noted(record)
    yield from _decision_dated(record)
    yield from in_headers(record, headed, "written", without=without)
    told = list(reversed(told_in(record, "utredning")))
    for sentence in (*told, *told_in(record, "journal")):
        hits = record.hits("events", sentence)
        if "written" in hits and "hoped" not in hits and not sentence.planned:
            yield from reversed(event_days(record, sentence, "written"))
    yield from _decided(record, told)
    for _, form in record.forms("utredning"):
        yield from _decision_heading(record, form)
        if form.date and form.date not in _planned_days(record):
            yield Day(form.date, record.passage_of_form(form))
        yield from _signature(record, form)
    yield from in_headers(record, [n for n, _ in record.forms("utredning")], "dated")


def _told_closed(record: Record) -> Iterator[Day]:
    """Sentences of the investigation from its end on; one without a day takes that of the decision it stands under."""
    for sentence in reversed(told_in(record, "utredning")):
        hits = record.hits("events", sentence)
        if "closes" not in hits and "runs" not in hits and not record.before_domains(sentence):
            continue
        leads = leading_day(record, sentence) if "beslut" in sentence.parts else None
        if "hoped" in hits or (sentence.planned and "beslut" not in sentence.parts):
            continue
        days = event_days(record, sentence, "closes")
        yield from reversed(days)
        if days or not tells(hits, "closes") or is_denied(record, sentence, hits["closes"]):
            continue
        if leads:
            yield Day(leads, record.annotated.passage(sentence))


def _noted(record: Record) -> Iterator[Day]:
    """A running note, a note after the investigation, or a decision in a document of its own that tells of its end."""
    apart = [s for s in record.annotated.sentences if "beslut" in s.parts and record.form_of(s) is None]
    for sentence in (*told_in(record, "journal", "uppfoljning"), *apart):
        hits = record.hits("events", sentence)
        if not tells(hits, "closes") or "hoped" in hits or is_denied(record, sentence, hits["closes"]):
            continue
        days = event_days(record, sentence, "closes")
        day = days[-1].day if days else record.entry_day(sentence) or leading_day(record, sentence)
        before = record.dates(sentence.document, record.case.sections[sentence.section].start, sentence.start)
        if day is None and before and sentence in apart:
            day = before[-1].day  # "2007-06-18" on a line of its own, then the decision
        if day:
            dates = record.dates(sentence.document, *record.case.sections[sentence.section].heading or (0, 0))
            told = not any(d.day == day and d.year_from != "text" for d in dates)
            yield Day(day, record.annotated.passage(sentence), told)


def _decision_dated(record: Record) -> Iterator[Day]:
    """A line with nothing but its day, at the head of the part on the decision: "Beslut", "2019-06-05."."""
    for number, _ in record.forms("utredning"):
        for section in record.case.sections:
            if "beslut" not in section.parts or record.form_at(section.document, section.start) != number:
                continue
            blocks = record.case.documents[section.document].blocks[slice(*section.blocks)]
            for block in [b for b in blocks if not section.heading or b.start >= section.heading[1]][:1]:
                first, last = record.tokens(section.document, block.start, block.end)
                dates = record.dates(section.document, block.start, block.end)
                if dates and dates[0].day and dates[0].start == block.start and last > first:
                    end = record.tokens(section.document, dates[0].start, dates[0].end)[1]
                    tokens = record.case.parsed[section.document].tokens
                    if end >= last or tokens[end].lower in {".", ":"}:
                        passage = record.case.passage(section.document, dates[0].start, dates[0].end)
                        yield Day(dates[0].day, passage, dates[0].year_from == "text")


def _decided(record: Record, told: Sequence[Sentence]) -> Iterator[Day]:
    """The day beside the word decision, or that leads the part on it, from the investigation's end on."""
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
        if "prolongs" not in hits or sentence.denied or "not_made" in hits:
            continue
        if sentence.planned and "decision" not in hits:
            continue
        day = record.entry_day(sentence)
        meanwhile = bool(day and opened and closed and opened < day <= closed and "decision" in hits)
        if "prolonged" not in hits and not meanwhile:
            continue
        if "considered" in hits and "decision" not in hits:
            continue
        found.append(record.annotated.passage(sentence))
    return tuple(found)
