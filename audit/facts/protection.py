"""Whether an immediate assessment of the need for protection is documented (manual §7)."""

from audit.annotate.model import Sentence
from audit.documents.model import Passage
from audit.facts.record import Record


def find_protection(record: Record) -> tuple[Passage, ...]:
    """Passages of such an assessment, whatever it came to."""
    found = []
    for sentence in record.annotated.sentences:
        if sentence.heading or sentence.forms & {"analys", "genomforandeplan", "vardplan", "uppfoljning"}:
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


def under_assessment(record: Record, sentence: Sentence) -> bool:
    """The sentence stands under a heading, or in a line with a label, that names the assessment."""
    section = record.case.sections[sentence.section]
    if section.heading is None:
        return False
    keys = {h.key for h in record.hits_all("events", "words", sentence.document, *section.heading)}
    return "assessment" in keys or "protection" in keys
