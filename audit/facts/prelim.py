"""The decision whether to open an investigation (manual §7), in a preliminary assessment or at the report's end."""

from collections.abc import Iterator
from datetime import date, timedelta

from audit.annotate.model import Sentence
from audit.facts.days import Day, event_days, in_headers, leading_day, nearest, tells, told_in
from audit.facts.record import Record
from audit.facts.talk_words import seen
from audit.facts.talks_listed import unknown_name

_WEIGHED = timedelta(days=7)  # from report to opening, in which it was weighed whatever else is told
_SOME = timedelta(days=3)  # … in which it was, where something of it is told


def find_prelim(record: Record, reported: date | None, opened: date | None, *, applied: bool) -> Iterator[Day]:
    """Days on which it may have been decided, the most trusted first.

    Where no form bears the name, the decision written down in the report or the notes is it if something was assessed
    before. An opening on the day of the report or soon after it assessed nothing, and an application (`applied`)
    leads straight to an investigation.
    """
    forms = list(record.forms("forhandsbedomning"))
    for number, form in forms:
        without = frozenset({"planned", "reported"})
        yield from in_headers(record, [number], "decided", without=without)
        yield from _opening_sentence(record, number)
        yield from _decision_sentence(record, number)
        yield from in_headers(record, [number], "dated")
        if form.date and form.within is None and form.date not in _hoped_for(record, number):
            yield Day(form.date, record.passage_of_form(form))
    if forms and opened:
        for _, form in forms:
            yield Day(opened, record.passage_of_form(form))
    for number, form in forms:
        if form.date and form.date not in _hoped_for(record, number):
            yield Day(form.date, record.passage_of_form(form))
    if not forms and not applied and (opened is None or _assessed(record, reported, opened)):
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
        if record.form_at(sentence.document, sentence.start) != number or "hoped" in record.hits("events", sentence):
            continue
        for hit in record.hits("events", sentence).get("decision", ()):
            dated = nearest(record, sentence, hit)
            if dated and dated.day:
                found = Day(dated.day, record.annotated.passage(sentence))
    if found:
        yield found


def _hoped_for(record: Record, number: int) -> set[date]:
    """Days of the form that are only the last ones for what is to come: "Beslut ska fattas senast 27/1"."""
    return {
        dated.day
        for sentence in record.annotated.sentences
        if record.form_at(sentence.document, sentence.start) == number and "hoped" in record.hits("events", sentence)
        for dated in record.dates_of(sentence)
        if dated.day
    }


def _assessed(record: Record, reported: date | None, opened: date) -> bool:
    """Whether the report was weighed before it was opened: so called, or for a week, or days with signs of it.

    Signs are an assessment of protection and a talk of the office with the family.
    """
    told = told_in(record, "anmalan", "journal")
    if any("prelim" in record.hits("events", s) for s in told):
        return True
    if reported is None or opened - reported >= _WEIGHED:
        return True
    return opened - reported >= _SOME and any(_weighs(record, sentence, reported, opened) for sentence in told)


def _weighs(record: Record, sentence: Sentence, reported: date, opened: date) -> bool:
    hits = record.hits("events", sentence).keys()
    if hits & {"assessment", "protection"} or {"protect", "now"} <= hits or "skyddsbedomning" in sentence.parts:
        return True
    entry = record.entry_day(sentence)
    days = [entry, *(d.day for d in record.dates_of(sentence))]
    if sentence.planned or not any(day and reported <= day <= opened for day in days):
        return False
    if not record.hits("talks", sentence).keys() & {"remote", "home", "office", "talks", "meets"}:
        return False
    keys, roles = seen(record, sentence, *sentence.tokens)
    family = roles & {"child", "parent"} or unknown_name(record, sentence, sentence.tokens)
    return bool(family) and (entry is not None or "writer" in keys)


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
