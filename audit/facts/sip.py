"""Whether a joint meeting or plan with another authority is documented (SIP, samverkansmöte, samråd)."""

from audit.documents.model import Passage
from audit.facts.cues import cues_in
from audit.facts.record import Record


def find_sip(record: Record) -> tuple[bool | None, tuple[Passage, ...]]:
    """True where one was held or made; null where the file tells of none, also where it is only thought of."""
    found = []
    for sentence in record.annotated.sentences:
        if sentence.planned or sentence.denied:
            continue
        hits = cues_in(record.annotated, sentence, "entry", "sip")
        if not hits:
            continue
        doubts = cues_in(record.annotated, sentence, "entry", "sip_not")
        if not doubts:
            found.append(record.annotated.passage(sentence))
    return (True if found else None), tuple(found[:3])
