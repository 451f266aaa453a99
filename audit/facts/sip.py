"""Whether a joint meeting or plan with another authority is documented (SIP, samverkansmöte, samråd)."""

from audit.documents.model import Passage
from audit.facts.record import Record


def find_sip(record: Record) -> tuple[bool | None, tuple[Passage, ...]]:
    """True where one was held or made; null where the file tells of none, also where it is only thought of."""
    found = []
    for sentence in record.annotated.sentences:
        if sentence.planned or sentence.denied:
            continue
        hits = record.hits_all("entry", "sip", sentence.document, sentence.start, sentence.end)
        if not hits:
            continue
        doubts = record.hits_all("entry", "sip_not", sentence.document, sentence.start, sentence.end)
        if not doubts:
            found.append(record.annotated.passage(sentence))
    return (True if found else None), tuple(found[:3])
