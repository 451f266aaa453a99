"""The cues that stand in a sentence, and whether it says anything beside its heading."""

from collections.abc import Sequence

from audit.annotate.model import Annotated, Sentence
from audit.facts.wording import found_together, is_together, table
from audit.swedish.model import Token
from audit.swedish.phrases import Hit


def cues_in(annotated: Annotated, sentence: Sentence, name: str, part: str) -> Sequence[Hit]:
    """Hits of one part of a vocabulary in the sentence; their ranges count tokens of its document."""
    if is_together(name, part):
        return found_together(annotated, sentence).get((name, part), ())
    return table(name, part).find(tokens_of(annotated, sentence), *sentence.tokens)


def tokens_of(annotated: Annotated, sentence: Sentence) -> tuple[Token, ...]:
    """All tokens of the sentence's document, in which its range and the hits count."""
    return annotated.case.parsed[sentence.document].tokens


def is_only_heading(annotated: Annotated, sentence: Sentence) -> bool:
    """A heading or label without a text of its own; "Uppföljning: den 4 juni, Berit kallar" has one."""
    if not sentence.heading:
        return False
    section = annotated.case.sections[sentence.section]
    row = annotated.case.documents[sentence.document].blocks[sentence.block].kind == "row"
    beyond = (
        section.heading is not None and sentence.start <= section.heading[0] and sentence.end > section.heading[1] + 2
    )
    labelled = any(t.lower == ":" for t in tokens_of(annotated, sentence)[sentence.tokens[0] : sentence.tokens[1] - 2])
    return row or not (beyond or labelled)
