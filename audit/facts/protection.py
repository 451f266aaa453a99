"""Whether an immediate assessment of the need for protection is documented (manual §7)."""

from audit.annotate.model import Sentence
from audit.documents.model import Passage
from audit.facts.record import Record


def find_protection(record: Record) -> tuple[Passage, ...]:
    """Passages of such an assessment, whatever it came to."""
    found = []
    for sentence in record.annotated.sentences:
        if (sentence.heading and not _filled_row(record, sentence)) or sentence.forms & {
            "analys",
            "genomforandeplan",
            "vardplan",
            "uppfoljning",
        }:
            continue
        hits = record.hits("events", sentence)
        named = [(h.start, h.end) for h in hits.get("assessment", ())]
        # "Omedelbar skyddsbedömning" names the assessment and nothing that it came to.
        found_here = [h for h in hits.get("protection", ()) if not any(h.start < e and s < h.end for s, e in named)]
        made = "assessment" in hits and not ("not_made" in hits and not found_here and "protect" not in hits)
        here = bool(found_here) or ("protect" in hits and "now" in hits)
        if (
            (under_assessment(record, sentence) and "not_made" not in hits)
            or (made and not sentence.planned)
            or (here and "utredningsplan" not in sentence.forms)
        ):
            found.append(record.annotated.passage(sentence))
    return tuple(found[:3])


def _filled_row(record: Record, sentence: Sentence) -> bool:
    """A row of a table with something beside its label, though it stands as a heading."""
    block = record.block_of(sentence)
    if block.kind != "row" or len(block.cells) < 2:
        return False
    text = record.case.documents[sentence.document].text[slice(*block.cells[1])]
    return any(c.isalpha() for c in text)


def under_assessment(record: Record, sentence: Sentence) -> bool:
    """The sentence stands under a heading, or in a line with a label, that names the assessment."""
    section = record.case.sections[sentence.section]
    if section.heading is None:
        return False
    keys = {h.key for h in record.hits_all("events", "words", sentence.document, *section.heading)}
    return "assessment" in keys or "protection" in keys
