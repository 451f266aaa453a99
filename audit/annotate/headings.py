"""Lines that carry no statement: headings, labels, rows of a header table, check boxes, signatures."""

import re
from functools import cache

from audit.annotate.cues import words
from audit.annotate.reading import Reading
from audit.casefile.model import CaseFile
from audit.vocabulary import load_vocabulary

_BOXES = "☐☒☑□■"
_HEADER_KEYS = (
    "child", "children", "born", "guardian", "mother", "father", "sibling", "relative", "worker", "reporter",
    "district", "reported", "opened", "closed", "opened_closed", "made",
)  # fmt: skip
_BLANK = re.compile(r"(?:_{2,}|\.{3,}|…+|\s[–—-])[_.…\s]*$")  # after a label: nobody filled it in
_LABEL_WORDS = 5
_LISTS = frozenset({"mal", "forslag", "beslut", "behov", "analys"})


def is_heading(case: CaseFile, reading: Reading) -> bool:
    """Counts for no measure."""
    document = case.documents[reading.document]
    block = document.blocks[reading.block]
    heading = reading.part.heading
    if block.kind == "heading" or (heading and heading[0] <= reading.start and reading.end <= heading[1] + 1):
        return True
    tokens = [t for t in reading.words if t.lower.isalnum() or any(c.isalnum() for c in t.lower)]
    if not tokens:
        return True
    text = document.text[block.start : block.end].strip()
    if _BLANK.search(reading.text) and len(tokens) <= _LABEL_WORDS:
        return True
    if tokens[0].lower in words("instructions") or _is_instruction(reading, text):
        return True
    whole = reading.start == block.start and reading.end >= block.end - 1
    if (
        whole
        and _label_of(text) in _header_labels()
        and len(text.split()) <= 16
        and _is_entry(reading, text, block.start)
    ):
        return True
    if reading.end - reading.start < len(text) - 3 and block.kind != "row":
        return reading.text.rstrip().endswith(":") and len(tokens) <= 4 and not _has_verb(reading)
    verb = _has_verb(reading)
    if verb:
        return False
    if text.endswith(":") and len(tokens) <= 6:
        return True
    if block.kind == "row" and len(tokens) <= 8 and not reading.part.domain and not reading.part.parts:
        return True
    if len(tokens) <= 5 and _is_signature(reading, text):
        return True
    return any(box in text for box in _BOXES) and len(tokens) <= 12


def _is_instruction(reading: Reading, text: str) -> bool:
    """The form's own words about what is to be written here, in brackets or not."""
    if text[:1] in "[<{" and text[-1:] in "]>}" and len(text) > 2:
        return True
    return any(start <= reading.first + 1 for start, _ in reading.spans("stock.instructions"))


def _has_verb(reading: Reading) -> bool:
    return any(_finite(t.lower, t.lemma) for t in reading.words)


def _label_of(text: str) -> str:
    for sign in ("\t", ":"):
        if sign in text:
            return " ".join(text.split(sign, 1)[0].lower().split())
    return ""


def _is_entry(reading: Reading, text: str, start: int) -> bool:
    """What stands beside the label is a name, a date or nothing, no statement ("Mamma: orolig")."""
    label = len(text.split("\t" if "\t" in text else ":", 1)[0])
    beside = text[label:].lstrip(" :\t")
    if beside and beside[0].islower():
        return False
    return not any(_finite(t.lower, t.lemma) for t in reading.words if t.start >= start + label)


def _is_signature(reading: Reading, text: str) -> bool:
    """A line of names and titles of who signs."""
    if text.endswith((".", "!", "?")) or reading.part.domain:
        return False
    tokens = [t for t in reading.words if any(c.isalpha() for c in t.lower)]
    called = {i for s, e in reading.spans("speech.people.writer", "stock.signature") for i in range(s, e)}
    names = sum(1 for t in tokens if reading.text[t.start - reading.start].isupper())
    return (bool(called) and names + len(called) >= len(tokens)) or (
        names == len(tokens) and 2 <= names <= 3 and not reading.part.parts & _LISTS
    )


@cache
def _header_labels() -> frozenset[str]:
    labels = load_vocabulary("roles")["labels"]
    return frozenset(" ".join(str(w).lower().split()) for key in _HEADER_KEYS for w in labels.get(key, ()))


def _finite(lower: str, lemma: str) -> bool:
    return lower in words("finite") or (
        lemma.endswith("a") and lower != lemma and lower.endswith(("r", "de", "te", "s"))
    )
