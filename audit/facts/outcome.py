"""How the matter ended: `find_outcome(annotated, interventions) -> Outcome`."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from audit.annotate.model import Annotated
from audit.documents.model import Passage
from audit.facts.mentions import find_mentions
from audit.facts.model import Intervention
from audit.facts.ranking import BEGUN, STATED
from audit.facts.wording import Line, is_in, lines, words
from audit.facts.zones import zone_of

_ENDS = frozenset({"utredning", "analys", "forhandsbedomning", "journal", "uppfoljning", "anmalan"})


@dataclass(frozen=True, slots=True)
class Outcome:
    """One of the manual's four ends, with the passages that show it; for `pagar` there may be none."""

    value: Literal["insats", "tackat_nej", "utan_insats", "pagar"]
    passages: tuple[Passage, ...] = ()


def find_outcome(annotated: Annotated, interventions: Sequence[Intervention]) -> Outcome:
    """Something granted or begun, offered and declined, closed with nothing, or no end documented."""
    ends = list(closing_lines(annotated))
    nothing = tuple(annotated.passage(line.sentence) for line in ends if line.has("closing", "without"))
    given = [i for i in interventions if i.answer in ("accepted", "not_asked")]
    open_ = [i for i in interventions if i.answer == "unknown" and (not nothing or i.started)]
    if open_ and not given and not _decided(annotated, {i.type for i in open_}):
        # Nobody answered: not closed yet, or what was only offered fell away.
        if not ends:
            return Outcome("pagar")
        open_ = [i for i in open_ if not _only_offered(annotated, i.type)]
    if given or open_:
        return Outcome("insats", tuple(i.passage for i in given or open_))
    declined = [i for i in interventions if i.answer == "declined"]
    if declined:
        return Outcome("tackat_nej", tuple(i.passage for i in declined))
    refused = tuple(annotated.passage(line.sentence) for line in ends if _refused(line))
    if refused:
        return Outcome("tackat_nej", refused)
    if ends:
        return Outcome("utan_insats", nothing or tuple(annotated.passage(line.sentence) for line in ends[-1:]))
    return Outcome("pagar")


def closing_lines(annotated: Annotated) -> Iterator[Line]:
    """Sentences and header rows which say that the investigation or the matter is closed, or is not opened."""
    for line in lines(annotated):
        sentence = line.sentence
        block = annotated.case.documents[sentence.document].blocks[sentence.block]
        title = annotated.case.sections[sentence.section].title.lower()
        if block.kind == "heading" or not (sentence.forms & _ENDS or title.startswith(("beslut", "förslag"))):
            continue
        hits = line.hits("closing", "closed")
        for hit in hits:
            start, end = line.clause(hit.start)
            if line.has("closing", "not_yet", start=start, end=end) and not line.has("closing", "without"):
                continue
            if block.kind == "row" and not any(c.isdigit() for c in annotated.text(sentence)):
                continue
            yield line
            break


def _decided(annotated: Annotated, types: set[str]) -> bool:
    """Whether one of them is granted, begun, planned or followed up, or a decision follows the proposal."""
    for mention in find_mentions(annotated):
        if mention.type in types and (mention.rank >= BEGUN or mention.zone in ("plan", "follow")):
            return True
        decided = mention.rank >= STATED and "beslut" in mention.line.sentence.parts
        if mention.type in types and decided and not _is_offer(mention.line):
            return True
    return any(
        "beslut" in line.sentence.parts and line.has("interventions", "as_proposed")
        for line in lines(annotated)
        if zone_of(annotated, line) == "decide"
    )


def _only_offered(annotated: Annotated, kind: str) -> bool:
    """Offered in every sentence that speaks of it, and nowhere proposed for decision."""
    said = [m.line for m in find_mentions(annotated) if m.type == kind and m.rank >= STATED]
    return all(_is_offer(line) for line in said)


def _is_offer(line: Line) -> bool:
    return {h.key for h in line.hits("interventions", "status")} == {"offered"}


def _refused(line: Line) -> bool:
    """Closed because what was offered was declined, though the file does not name it: "… då stödet avböjts"."""
    declined = any(h.key == "tackat_nej" for h in line.hits("closing", "reasons"))
    return declined and any(is_in(t, words("interventions", "offer_itself")) for t in line.tokens)


def closed(annotated: Annotated) -> bool:
    """Whether an end is documented."""
    return next(closing_lines(annotated), None) is not None
