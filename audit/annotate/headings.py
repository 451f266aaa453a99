"""Lines that carry no statement: headings, labels, rows of a header table, check boxes, signatures."""

from audit.annotate.reading import Reading
from audit.casefile.model import CaseFile

_FINITE = frozenset("är var har hade ska skall kan kunde vill ville får fick går gick ser såg gör gjorde blir blev bor bodde ger gav mår sover äter".split())


def is_heading(case: CaseFile, reading: Reading) -> bool:
    """Counts for no measure."""
    document = case.documents[reading.document]
    block = document.blocks[reading.block]
    heading = reading.part.heading
    if block.kind == "heading" or (heading and heading[0] <= reading.start < heading[1]):
        return True
    words = [t for t in reading.words if any(c.isalnum() for c in t.lower)]
    if not words:
        return True
    text = document.text[block.start : block.end].strip()
    verb = any(_finite(t.lower, t.lemma) for t in words)
    if text.endswith(":") and len(words) <= 6 and not verb:
        return True
    if block.kind == "row" and not verb and len(words) <= 8 and not reading.part.domain and not reading.part.parts:
        return True
    return "☐" in text and len(words) <= 12


def _finite(lower: str, lemma: str) -> bool:
    return lower in _FINITE or (lemma.endswith("a") and lower != lemma and lower.endswith(("r", "de", "te", "s")))
