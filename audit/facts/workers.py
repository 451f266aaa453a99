"""How many social workers the file names; their names are no field of any result (DESIGN, rule 10)."""

import re

from audit.documents.model import Passage
from audit.facts.record import Record

_NAME = re.compile(r"[A-ZÅÄÖÉ][\w’'-]+(?: [A-ZÅÄÖÉ][\w’'-]+){1,2}")
_AFTER = 3  # tokens after a title in which the name stands


def find_workers(record: Record) -> tuple[int | None, tuple[Passage, ...]]:
    """Workers by the persons of the file, labels of headers and titles before a name; null where none is named.

    Chiefs and group leaders are not counted: the number is meant to show how often the worker changed.
    """
    shown: dict[str, Passage | None] = {p.name: None for p in record.case.persons if p.role == "worker"}
    others = {p.name for p in record.case.persons if p.role not in ("worker", "other")}
    for labelled in record.labels:
        if "worker" in record.label_keys(labelled, "entry"):
            text = record.case.documents[labelled.document].text[labelled.start : labelled.end]
            for found in _NAME.finditer(text):
                shown[found[0]] = shown.get(found[0]) or record.passage_of(labelled)
    for sentence in record.annotated.sentences:
        for hit in record.hits_all("entry", "worker_titles", sentence.document, sentence.start, sentence.end):
            tokens = record.case.parsed[sentence.document].tokens
            until = tokens[min(hit.end + _AFTER, sentence.tokens[1]) - 1].end
            text = record.case.documents[sentence.document].text[tokens[hit.end - 1].end : until]
            name = _NAME.match(text.lstrip(" ,"))
            if name:
                shown[name[0]] = shown.get(name[0]) or record.annotated.passage(sentence)
    names = _each_once([name for name in shown if name not in others])
    return (len(names) or None), tuple(p for name in names if (p := shown[name]))


def _each_once(names: list[str]) -> list[str]:
    """ "Siri Dahl" and "S. Dahl" are one worker."""
    kept: list[str] = []
    for name in sorted(names, key=lambda n: (-len(n), n)):
        parts = name.split()
        if not any(parts[-1] == other.split()[-1] and parts[0][0] == other[0] for other in kept):
            kept.append(name)
    return kept
