"""Lists of needs: the lead or the heading that opens one, and what counts as an item of it."""

import re
from functools import cache

from audit.annotate.model import Annotated, Sentence
from audit.facts.stated import is_told
from audit.facts.wording import Line
from audit.vocabulary import load_vocabulary

ITEM = re.compile(r"(?:[-–•*·]|\d{1,2}[.)])\s*(?=\S)")  # the sign of a list


def opens_list(annotated: Annotated, line: Line) -> bool:
    text = annotated.text(line.sentence).strip()
    if len(line.tokens) <= 3 and text.lower().rstrip(":") in ("behov", "bedömda behov", "barnets behov"):
        return True
    if text.endswith(":"):
        return len(line.tokens) <= 12 and line.has("needs", "list_leads")
    # A sentence that breaks off: "Kim bedöms ha behov av" and then the items.
    return text[-1:].isalpha() and line.has("needs", "says_need") and not is_told(line, len(line.tokens) - 1)


def is_item(annotated: Annotated, line: Line) -> bool:
    kind = annotated.case.documents[line.sentence.document].blocks[line.sentence.block].kind
    return kind == "list_item" or bool(ITEM.match(annotated.text(line.sentence)))


def under_need_heading(annotated: Annotated, sentence: Sentence) -> bool:
    """Under a heading of needs; "Barnets behov" as a side of the triangle is no such heading."""
    section = annotated.case.sections[sentence.section]
    if section.domain is not None or not (sentence.parts & {"behov", "analys"} or "analys" in sentence.forms):
        return False
    return "behov" in sentence.parts or any(w.startswith("behov") for w in section.title.lower().split())


def is_short_line(annotated: Annotated, line: Line) -> bool:
    """A paragraph of a few words under a heading of needs is an item though nothing marks it as one."""
    if "behov" not in line.sentence.parts:
        return False
    block = annotated.case.documents[line.sentence.document].blocks[line.sentence.block]
    first = line.sentence.start == block.start
    return first and block.kind in ("paragraph", "row") and block.end - block.start <= 140


@cache
def seen_by_others(title: str) -> bool:
    """A heading of what somebody else sees or wishes for: "Behov som pappa ser", "Skolans syn på behoven"."""
    found = re.findall(r"\w+", title.lower())
    if not any(w.startswith("behov") for w in found):
        return False
    views, others = (load_vocabulary("needs")[key] for key in ("view_titles", "others_titles"))
    return any(w.startswith(tuple(views)) for w in found) and any(w.startswith(tuple(others)) for w in found)
