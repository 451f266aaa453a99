"""The decision whether to open an investigation (manual §7), in a preliminary assessment or at the report's end."""

from collections.abc import Iterator
from datetime import date

from audit.annotate.model import Sentence
from audit.facts.days import Day, event_days, in_headers, leading_day, nearest, tells, told_in
from audit.facts.record import Record


def find_prelim(record: Record, opened: date | None, *, applied: bool) -> Iterator[Day]:
    """Days on which it may have been decided, the most trusted first.

    Where no form bears the name, the decision written down in the report or the notes is it; an application
    (`applied`) leads straight to an investigation, unless it was assessed all the same.
    """
    forms = list(record.forms("forhandsbedomning"))
    for number, form in forms:
        without = frozenset({"planned", "reported"})
        yield from in_headers(record, [number], "decided", without=without)
        yield from _opening_sentence(record, number)
        yield from _decision_sentence(record, number)
        yield from in_headers(record, [number], "dated")
        if form.date and form.within is None:
            yield Day(form.date, record.passage_of_form(form))
    if forms and opened:
        for _, form in forms:
            yield Day(opened, record.passage_of_form(form))
    for _, form in forms:
        if form.date:
            yield Day(form.date, record.passage_of_form(form))
    if not forms and not applied:
        yield from _written_down(record, opened)
    yield from _told_later(record)


def _opening_sentence(record: Record, number: int) -> Iterator[Day]:
    """The day beside the decision to open inside the form, or at the head of its paragraph."""
    for sentence in record.annotated.sentences:
        if sentence.heading or record.form_at(sentence.document, sentence.start) != number:
            continue
        if tells(record.hits("events", sentence), "opens"):
            yield from _day_of_opening(record, sentence)


def _day_of_opening(record: Record, sentence: Sentence) -> Iterator[Day]:
    days = event_days(record, sentence, "opens")
    day = days[0].day if days else leading_day(record, sentence)
    dates = record.dates_of(sentence)
    if day is None and len(dates) == 1:
        day = dates[0].day
    if day:
        yield Day(day, record.annotated.passage(sentence))


def _decision_sentence(record: Record, number: int) -> Iterator[Day]:
    """The last date beside the word decision inside the form ("Beslut 2014-03-02: anmälan läggs utan åtgärd")."""
    found = None
    for sentence in record.annotated.sentences:
        if record.form_at(sentence.document, sentence.start) != number:
            continue
        for hit in record.hits("events", sentence).get("decision", ()):
            dated = nearest(record, sentence, hit)
            if dated and dated.day:
                found = Day(dated.day, record.annotated.passage(sentence))
    if found:
        yield found


def _written_down(record: Record, opened: date | None) -> Iterator[Day]:
    """The decision to open, or not to, as it was written in the report or the running notes."""
    for sentence in told_in(record, "anmalan", "journal"):
        hits = record.hits("events", sentence)
        if "investigation" not in hits or "wished" in hits:
            continue
        if "not_opened" in hits and opened is None:
            dates = [d.day for d in record.dates_of(sentence)[:1]]
            day = next(iter(dates), None) or leading_day(record, sentence) or record.entry_day(sentence)
            if day:
                yield Day(day, record.annotated.passage(sentence))
        elif "opens" in hits and not sentence.denied:
            for found in _day_of_opening(record, sentence):
                if opened is None or found.day == opened:
                    yield found
            entry = record.entry_day(sentence)
            if entry and entry == opened:
                yield Day(entry, record.annotated.passage(sentence))


def _told_later(record: Record) -> Iterator[Day]:
    """A later form tells the day on which a preliminary assessment that is not in the file was decided."""
    for sentence in told_in(record, "utredning", "utredningsplan", "journal"):
        hits = record.hits("events", sentence)
        if "prelim" not in hits or sentence.denied or sentence.planned:
            continue
        for key in ("opens", "closes", "decision"):
            for hit in hits.get(key, ()):
                dated = nearest(record, sentence, hit)
                if dated and dated.day:
                    yield Day(dated.day, record.annotated.passage(sentence))
