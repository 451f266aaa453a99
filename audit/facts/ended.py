"""The last day of an intervention that has ended, from labels, notes and prose, or from a time that it was granted for.

find_ended(record, opened, closed) -> tuple[date, Passage] | None
"""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from audit.annotate.model import Sentence
from audit.documents.model import Passage
from audit.facts.days import is_denied, nearest
from audit.facts.record import Record
from audit.facts.talk_words import seen

Ended = tuple[date, Passage]
_NOT_YET = frozenset({"anmalan", "forhandsbedomning", "utredningsplan", "genomforandeplan", "vardplan"})
_BETWEEN = 12  # letters between the two days of a time: "fr.o.m. 3/2 t.o.m. 9/3", "3 februari – 9 mars"


def find_ended(record: Record, opened: date | None, closed: date | None) -> Ended | None:
    """The latest day told as an end since the opening; an end that lies ahead is none."""
    found = list(_in_labels(record))
    for sentence in record.annotated.sentences:
        form = record.form_of(sentence)
        if sentence.heading or (form is not None and form.id in _NOT_YET):
            continue
        found.extend(_ends(record, sentence))
        if closed is not None and form is not None and form.id == "utredning":
            found.extend(e for e in _granted_for(record, sentence) if e[0] < closed)
    return max((f for f in found if opened is None or f[0] > opened), key=lambda f: f[0], default=None)


def _in_labels(record: Record) -> Iterator[Ended]:
    for labelled in record.labels:
        keys = record.label_keys(labelled)
        if "intervention" in keys and "closed" in keys and not keys & {"planned", "begun", "opened"}:
            for dated in record.dates(labelled.document, labelled.start, labelled.end)[-1:]:
                if dated.day:
                    yield dated.day, record.passage_of(labelled)


def _ends(record: Record, sentence: Sentence) -> Iterator[Ended]:
    """ "Insatsen upphörde den 4 mars", a note on which it ended, "sista helgen hos familjen Ek"."""
    hits = record.hits("events", sentence)
    if hits.keys() & {"hoped", "wished", "investigation"} or sentence.planned:
        return
    words = hits.get("ends", ()) if "intervention" in hits else ()
    words = (*words, *hits.get("last_time", ()))
    if not words or is_denied(record, sentence, words) or of_sibling(record, sentence):
        return
    for word in words:
        dated = nearest(record, sentence, word)
        day = dated.day if dated else record.entry_day(sentence) if "utredning" not in sentence.forms else None
        written = record.day_of(sentence)
        if day and (written is None or day <= written):
            yield day, record.annotated.passage(sentence)


def _granted_for(record: Record, sentence: Sentence) -> Iterator[Ended]:
    """A time for which it was granted or went on, told when it was over: "beviljas för tiden 3 februari–9 mars"."""
    hits = record.hits("events", sentence)
    if "intervention" not in hits or hits.keys() & {"hoped", "wished", "investigation"}:
        return
    if not hits.keys() & {"granted", "runs", "begins", "already"} or of_sibling(record, sentence):
        return
    text = record.case.documents[sentence.document].text
    dates = [d for d in record.dates_of(sentence) if d.day]
    for first, last in pairwise(dates):
        joined = text[first.end : last.start].strip().lower().replace(" ", "")
        spans = joined in {"–", "-", "till", "t.o.m.", "tom", "tillochmed", "t.o.m.den", "tillden", "tillochmedden"}
        if spans and last.start - first.end <= _BETWEEN and first.day and last.day and first.day < last.day:
            yield last.day, record.annotated.passage(sentence)


def of_sibling(record: Record, sentence: Sentence) -> bool:
    """Only a brother or sister is named."""
    roles = seen(record, sentence, *sentence.tokens)[1]
    return "sibling" in roles and not roles & {"child", "parent"}
