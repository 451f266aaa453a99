"""Goals of plans and decisions: `find_goals(annotated) -> tuple[Goal, ...]`; their needs are set by `links`."""

import re

from audit.annotate.model import Annotated, Sentence
from audit.documents.model import Passage
from audit.facts.model import Goal

_PLANS = frozenset({"genomforandeplan", "vardplan"})
_LABEL = re.compile(
    r"^\s*(?:[-–•*]\s*)?(?:huvud|del|övergripande\s+|lång\w*\s+|kort\w*\s+)?mål(?:et|en|sättning)?\s*(?:nr\s*)?\d*\s*[:.–-]\s*",
    re.I,
)
_NAMED_HEADING = re.compile(r"^(?:del|huvud)?mål\s*\d*\s*[:.–-]?\s+(?=\S+\s+\S+)", re.I)
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
        labelled = _LABEL.match(text)
        if sentence.heading:
            open_block = None
            named = _NAMED_HEADING.match(text)
            if named and sentence.forms & _PLANS:
                found.append(annotated.case.passage(sentence.document, sentence.start + named.end(), sentence.end))
            elif labelled and labelled.end() == len(text):
                open_block = here
            continue
        if labelled and len(text) > labelled.end():
            found.append(annotated.case.passage(sentence.document, sentence.start + labelled.end(), sentence.end))
            open_block = here
        elif labelled:
            open_block = here
        elif open_block == here and not _OTHER_LABEL.match(text):
            found.append(annotated.passage(sentence))
        elif "mal" in sentence.parts and _is_goal(annotated, sentence):
            found.append(annotated.passage(sentence))
    return tuple(Goal(f"g{number}", passage) for number, passage in enumerate(found, 1))


def _is_goal(annotated: Annotated, sentence: Sentence) -> bool:
    """A line of a list, or a sentence that says how it is to be; what is told besides under the heading is none."""
    block = annotated.case.documents[sentence.document].blocks[sentence.block]
    text = annotated.text(sentence).lower()
    if block.kind in ("list_item", "row"):
        return True
    first = block.start == sentence.start
    return first or text.startswith("att ") or bool(re.search(r"\b(?:ska|skall|målet|kan|mål)\b", text))
