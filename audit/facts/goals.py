"""Goals of plans and decisions: `find_goals(annotated) -> tuple[Goal, ...]`; their needs are set by `links`."""

import re
from collections.abc import Iterator

from audit.annotate.model import Annotated, Sentence
from audit.documents.model import Passage
from audit.facts.model import Goal

_PLANS = frozenset({"genomforandeplan", "vardplan"})
_LABEL = re.compile(
    r"^\s*(?:[-–•*]\s*)?(?:huvud|del|övergripande\s+|lång\w*\s+|kort\w*\s+)?mål(?:et|en|sättning)?\s*(?:nr\s*)?\d*\s*[:.–-]\s*",
    re.I,
)
_NAMED_HEADING = re.compile(r"^(?:del|huvud)?mål\s*\d*\s*[:.–-]?\s+(?=\S+\s+\S+)", re.I)
_IS_GOAL = re.compile(r"^(?:det\s+)?(?:\w+\s+)?(?:målet|målsättningen)\s+(?:med\s+(?:\w+\s+){1,3})?är\b", re.I)
_OTHER_LABEL = re.compile(r"^\s*[A-ZÅÄÖ][\wåäö ]{2,30}:\s")


def find_goals(annotated: Annotated) -> tuple[Goal, ...]:
    """Goals written under a heading or label of goals, one an item; of the investigation's, those it proposes."""
    found: list[Passage] = []
    open_block: tuple[int, int] | None = None  # a paragraph that began with "Mål:"
    for sentence in annotated.sentences:
        if "uppfoljning" in sentence.forms or not (sentence.forms & (_PLANS | {"utredning", "analys"})):
            continue
        text = annotated.text(sentence)
        here = (sentence.document, sentence.block)
        if sentence.heading:
            open_block = here if _LABEL.fullmatch(text) and not _is_heading_block(annotated, sentence) else None
            if sentence.forms & _PLANS:
                found.extend(_in_heading(annotated, sentence))
            continue
        labelled = _LABEL.match(text)
        if labelled:
            open_block = here
            if len(text) > labelled.end():
                found.append(annotated.case.passage(sentence.document, sentence.start + labelled.end(), sentence.end))
            continue
        within = (
            open_block == here
            or (sentence.forms & _PLANS and _IS_GOAL.match(text))
            or ("mal" in sentence.parts and _is_goal(annotated, sentence))
        )
        if within and not _OTHER_LABEL.match(text):
            found.append(annotated.passage(sentence))
    known = {(p.document, p.start) for p in found}
    found.extend(p for p in _in_tables(annotated) if (p.document, p.start) not in known)
    found.sort(key=lambda p: (p.document, p.start))
    return tuple(Goal(f"g{number}", passage) for number, passage in enumerate(found, 1))


def _in_tables(annotated: Annotated) -> Iterator[Passage]:
    """The cells under "Mål" in the table of a plan."""
    plans = {f.document for f in annotated.case.forms if f.id in _PLANS}
    for number in sorted(plans):
        document = annotated.case.documents[number]
        column: tuple[int | None, int] | None = None  # the table, and which of its cells holds the goal
        for block in document.blocks:
            if block.kind != "row" or len(block.cells) < 2:
                continue
            cells = [document.text[a:b].strip().lower() for a, b in block.cells]
            heads = [i for i, cell in enumerate(cells) if cell in ("mål", "delmål", "mål/delmål", "målsättning")]
            if heads:
                column = (block.table, heads[0])
            elif column and column[0] == block.table and column[1] < len(block.cells) and cells[column[1]]:
                yield annotated.case.passage(number, *block.cells[column[1]])


def _is_heading_block(annotated: Annotated, sentence: Sentence) -> bool:
    return annotated.case.documents[sentence.document].blocks[sentence.block].kind == "heading"


def _in_heading(annotated: Annotated, sentence: Sentence) -> list[Passage]:
    """A heading that is itself a goal: "Mål 2. Kim sover i egen säng"; counted at its first sentence."""
    document = annotated.case.documents[sentence.document]
    block = document.blocks[sentence.block]
    named = _NAMED_HEADING.match(document.text[block.start : block.end])
    if not named or sentence.start != block.start:
        return []
    return [annotated.case.passage(sentence.document, block.start + named.end(), block.end)]


def _is_goal(annotated: Annotated, sentence: Sentence) -> bool:
    """A line of a list, or a sentence that says how it is to be; what is told besides under the heading is none."""
    block = annotated.case.documents[sentence.document].blocks[sentence.block]
    text = annotated.text(sentence).lower()
    if block.kind in ("list_item", "row"):
        return True
    first = block.start == sentence.start
    return first or text.startswith("att ") or bool(re.search(r"\b(?:ska|skall|målet|kan|mål)\b", text))
