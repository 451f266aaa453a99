"""How many social workers the file names; their names are no field of any result (DESIGN, rule 10)."""

import re
from collections.abc import Iterator

from audit.documents.model import Passage
from audit.facts.cues import cues_in
from audit.facts.record import Record

_PART = r"[A-ZÅÄÖÉ][a-zà-ÿ’'][\w’'-]*"
_NAME = re.compile(rf"(?:{_PART}|[A-ZÅÄÖÉ]\.) ?{_PART}(?: {_PART})?")
_NEXT = re.compile(r"\s*(?:,|och|samt|&|/)\s*")
_AFTER = 14  # tokens after a title in which the names stand
_BEFORE = 5  # tokens between a name and its title: "Kim Ek, leg. psykolog och socialsekreterare"
_SIGNED = 3  # blocks at a form's end in which its signature stands
_SHORT = 12  # tokens of a signature
_OWN_FORMS = ("forhandsbedomning", "utredningsplan", "utredning")  # signed by the social workers


def find_workers(record: Record) -> tuple[int | None, tuple[Passage, ...]]:
    """Workers by the persons of the file, labels of headers, titles beside a name, and signatures; null: none named.

    Chiefs and group leaders of the office are counted too, as everybody named who took part in the matter.
    """
    shown: dict[str, Passage | None] = {p.name: None for p in record.case.persons if p.role == "worker"}
    others = {p.name for p in record.case.persons if p.role not in ("worker", "other")}
    for labelled in record.labels:
        if "worker" in record.label_keys(labelled, "entry"):
            text = record.case.documents[labelled.document].text[labelled.start : labelled.end]
            for found in _NAME.finditer(text):
                shown[found[0]] = shown.get(found[0]) or record.passage_of(labelled)
                others.discard(found[0])
    for name, passage in (*_titled(record), *_signed(record)):
        shown[name] = shown.get(name) or passage
    names = _each_once([name for name in shown if name not in others and " " in name])
    return (len(names) or None), tuple(p for name in names if (p := shown[name]))


def _titled(record: Record) -> Iterator[tuple[str, Passage]]:
    """Names after a title ("socialsekreterarna Kim Ek och Bo Alm"), or before it ("Kim Ek, socialsekreterare")."""
    for sentence in record.annotated.sentences:
        text = record.case.documents[sentence.document].text
        tokens = record.case.parsed[sentence.document].tokens
        for hit in cues_in(record.annotated, sentence, "entry", "worker_titles"):
            place = tokens[hit.end - 1].end
            until = tokens[min(hit.end + _AFTER, sentence.tokens[1]) - 1].end
            after = text[place:until].lstrip(" ,:")
            name = _NAME.match(after)
            while name:
                yield name[0], record.annotated.passage(sentence)
                after = after[name.end() :]
                joint = _NEXT.match(after)
                after = after[joint.end() :] if joint else ""
                name = _NAME.match(after)
            first = max(sentence.tokens[0], hit.start - _BEFORE)
            before = list(_NAME.finditer(text, tokens[first].start, tokens[hit.start].start))
            if before and "," in text[before[-1].end() : tokens[hit.start].start]:
                yield before[-1][0], record.annotated.passage(sentence)


def _signed(record: Record) -> Iterator[tuple[str, Passage]]:
    """Names that stand alone, or with little else, at the end of the office's own forms."""
    for _, form in record.forms(*_OWN_FORMS):
        blocks = [b for b in record.case.documents[form.document].blocks if form.start <= b.start < form.end]
        headings = {s.heading[0] for s in record.case.sections if s.heading and s.document == form.document}
        prose = [b for b in blocks if b.end > b.start and b.kind not in ("row", "heading") and b.start not in headings]
        for block in prose[-_SIGNED:]:
            text = record.case.documents[form.document].text[block.start : block.end].strip()
            first, last = record.tokens(form.document, block.start, block.end)
            named = list(_NAME.finditer(text))
            small = [w for w in re.findall(r"\b[a-zåäö]{4,}\b", text) if w != "medhandläggare"]
            if named and last - first <= _SHORT and len(small) <= 2 and not text.endswith((".", "?", "!", ":")):
                for name in named:
                    yield name[0], record.case.passage(form.document, block.start, block.end)


def _each_once(names: list[str]) -> list[str]:
    """ "Siri Dahl" and "S. Dahl" are one worker."""
    kept: list[str] = []
    for name in sorted(names, key=lambda n: (-len(n), n)):
        parts = name.split()
        if not any(parts[-1] == other.split()[-1] and parts[0][0] == other[0] for other in kept):
            kept.append(name)
    return kept
