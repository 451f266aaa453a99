"""The first day of the first intervention where no intervention bears one: from decision, plan, follow-up or notes.

find_begun(record, opened) -> tuple[date, Passage] | None
"""

import re
from datetime import date

from audit.annotate.model import Sentence
from audit.documents.model import Passage
from audit.facts.record import Record

_FORMS = ("genomforandeplan", "vardplan", "uppfoljning", "journal", "utredning")
_UNTIL = re.compile(r"\b(?:till|t\.?o\.?m)\b", re.I)  # what follows is the last day
_AFTER = 40  # letters between the word of beginning and its day


def find_begun(record: Record, opened: date | None) -> tuple[date, Passage] | None:
    """The earliest day told as a beginning, unless the file says that it has not begun; a proposal is no beginning."""
    found: list[tuple[date, Passage]] = []
    for labelled in record.labels:
        form = record.case.forms[labelled.form].id if labelled.form is not None else None
        keys = record.label_keys(labelled)
        if form in _FORMS and form != "utredning" and "begun" in keys and "planned" not in keys:
            for dated in record.dates(labelled.document, labelled.start, labelled.end)[:1]:
                if dated.day:
                    found.append((dated.day, record.passage_of(labelled)))
    for sentence in record.annotated.sentences:
        form_of = record.form_of(sentence)
        if sentence.heading or form_of is None or form_of.id not in _FORMS:
            continue
        hits = record.hits("events", sentence)
        if "not_begun" in hits and "intervention" in hits:
            return None
        if not _begins(record, sentence) or ("forslag" in sentence.parts and "beslut" not in sentence.parts):
            continue
        text_end = max(h.end for h in (*hits.get("begins", ()), *hits.get("from_day", ())))
        place = record.case.parsed[sentence.document].tokens[text_end - 1].end
        text = record.case.documents[sentence.document].text
        for dated in record.dates(sentence.document, place - 1, min(sentence.end, place + _AFTER))[:1]:
            if dated.day and not _UNTIL.search(text[place : dated.start]):
                found.append((dated.day, record.annotated.passage(sentence)))
    found = [f for f in found if opened is None or f[0] >= opened]
    return min(found, key=lambda f: f[0], default=None)


def _begins(record: Record, sentence: Sentence) -> bool:
    hits = record.hits("events", sentence)
    if sentence.denied or hits.keys() & {"hoped", "wished", "investigation"}:
        return False
    plan = sentence.forms & {"genomforandeplan", "vardplan", "uppfoljning"}
    about = "intervention" in hits or "granted" in hits or bool(plan)
    return about and bool(hits.keys() & {"begins", "from_day"})
