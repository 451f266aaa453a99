"""The first day of the first intervention, from decision, plan, follow-up or notes.

find_begun(record, opened, reported) -> tuple[date, Passage] | None
"""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from audit.annotate.model import Sentence
from audit.documents.model import Passage
from audit.facts.days import nearest
from audit.facts.record import Record

_FORMS = ("genomforandeplan", "vardplan", "uppfoljning", "journal", "utredning")
_PLANS = frozenset({"genomforandeplan", "vardplan", "uppfoljning"})
_REPORTS = frozenset({"anmalan", "forhandsbedomning"})
_UNTIL = re.compile(r"\b(?:till|t\.?o\.?m)\b", re.I)  # what follows is the last day
_AFTER = 40  # letters between the word of beginning and its day
_ACUTE = timedelta(days=7)  # a child placed at once may be so before the investigation is opened

Begun = tuple[date, Passage]


def find_begun(record: Record, opened: date | None, reported: date | None = None) -> Begun | None:
    """The earliest day told as a beginning, unless the file says that it has not begun; a proposal is no beginning."""
    found = list(_in_labels(record))
    acute: list[Begun] = []
    waits = False
    for sentence in record.annotated.sentences:
        form = record.form_of(sentence)
        if sentence.heading or form is None:
            continue
        hits = record.hits("events", sentence)
        if form.id in _FORMS or record.entry_day(sentence):
            waits = waits or (form.id != "utredning" and "not_begun" in hits and "intervention" in hits)
            found.extend(_begins(record, sentence))
            found.extend(_first_time(record, sentence))
        if form.id in _REPORTS or form.id in ("journal", "utredning"):
            acute.extend(_placed(record, sentence, reported))
    if waits:
        found = []  # what was placed at once has been so, whatever else waits
    days = [f for f in found if opened is None or f[0] >= opened]
    days += [f for f in acute if opened is None or f[0] >= opened - _ACUTE]
    return min(days, key=lambda f: f[0], default=None)


def _in_labels(record: Record) -> Iterator[Begun]:
    for labelled in record.labels:
        form = record.case.forms[labelled.form].id if labelled.form is not None else None
        keys = record.label_keys(labelled)
        own = form != "utredning" or "intervention" in keys  # the investigation has a first day too
        if form in _FORMS and own and "begun" in keys and "planned" not in keys:
            for dated in record.dates(labelled.document, labelled.start, labelled.end)[:1]:
                if dated.day:
                    yield dated.day, record.passage_of(labelled)


def _begins(record: Record, sentence: Sentence) -> Iterator[Begun]:
    """ "Insatsen börjar den 4 mars", "beviljas från och med den 4 mars", "start 23/6"."""
    hits = record.hits("events", sentence)
    if sentence.denied or hits.keys() & {"hoped", "wished", "investigation"}:
        return
    if "forslag" in sentence.parts and "beslut" not in sentence.parts:
        return
    words = [*hits.get("begins", ()), *hits.get("from_day", ())]
    if not words or not ("intervention" in hits or "granted" in hits or sentence.forms & _PLANS):
        return
    tokens = record.case.parsed[sentence.document].tokens
    text = record.case.documents[sentence.document].text
    for word in words:
        place = tokens[word.end - 1].end
        for dated in record.dates(sentence.document, place - 1, min(sentence.end, place + _AFTER))[:1]:
            if dated.day and not _UNTIL.search(text[place : dated.start]):
                yield dated.day, record.annotated.passage(sentence)
        same = nearest(record, sentence, word) if sentence.forms & _PLANS else None
        if same and same.day and not any(c.isdigit() for c in text[same.start : same.end]):
            yield same.day, record.annotated.passage(sentence)


def _first_time(record: Record, sentence: Sentence) -> Iterator[Begun]:
    """ "Första helgen hos familjen Ek den 4 mars"."""
    hits = record.hits("events", sentence)
    if sentence.denied or sentence.planned or hits.keys() & {"hoped", "wished"} or not hits.get("first_time"):
        return
    dated = nearest(record, sentence, hits["first_time"][0])
    day = dated.day if dated else record.entry_day(sentence)
    if day:
        yield day, record.annotated.passage(sentence)


def _placed(record: Record, sentence: Sentence, reported: date | None) -> Iterator[Begun]:
    """The child was placed or taken into care at once."""
    hits = record.hits("events", sentence)
    if sentence.denied or not hits.get("placed") or hits.keys() & {"hoped", "wished"} or sentence.parts & {"forslag"}:
        return
    report = bool(sentence.forms & _REPORTS)
    if sentence.planned and not report:
        return
    dated = nearest(record, sentence, hits["placed"][0])
    block = record.block_of(sentence)
    before = [d.day for d in record.dates(sentence.document, block.start, sentence.start) if d.day]
    day = dated.day if dated else before[-1] if before else record.entry_day(sentence)
    if day is None and report:
        day = reported
    if day:
        yield day, record.annotated.passage(sentence)
