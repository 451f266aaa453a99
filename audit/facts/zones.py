"""Where in a file an intervention is named: the decision, a plan, a note … or a place that tells of something else."""

import re
from collections.abc import Sequence
from functools import cache
from typing import Literal

from audit.annotate.model import Annotated, Sentence
from audit.facts.wording import Line, kept, lines
from audit.vocabulary import load_vocabulary

Zone = Literal["decide", "plan", "follow", "analysis", "notes", "early", "body", "report"]
_FAMILY = frozenset({"child", "parent"})
_ELSEWHERE = frozenset({"orsak", "tidigare", "foraldrars_uppgifter", "uppgifter"})
_FORM_ZONES: tuple[tuple[str, Zone], ...] = (
    ("genomforandeplan", "plan"),
    ("vardplan", "plan"),
    ("uppfoljning", "follow"),
    ("journal", "notes"),
    ("forhandsbedomning", "early"),
    ("utredningsplan", "early"),
)


def zone_of(annotated: Annotated, line: Line) -> Zone | None:
    """What kind of place the sentence stands in; None where no intervention is looked for."""
    sentence = line.sentence
    section = annotated.case.sections[sentence.section]
    forms, parts = sentence.forms, sentence.parts
    if "orsak" in parts and forms & {"anmalan", "forhandsbedomning"}:
        return "report"  # an acute measure may be told there
    if parts & _ELSEWHERE or tells_of_before(section.title):
        return None
    if _offers(section.title):
        return "decide"
    if "utredning" in forms or "analys" in forms:
        if parts & {"forslag", "beslut"}:
            return "decide"
        if sentence.index in _proposals(annotated):
            return "decide"
        if "analys" in forms:
            return "analysis"
        return None if sentence.domain or "samtal_med_barnet" in parts else "body"
    for form, zone in _FORM_ZONES:
        if form in forms:
            return zone
    if "anmalan" in forms:
        return "report"
    # A decision of its own is read, though it is no form of the manual's.
    decision = parts & {"forslag", "beslut"} or section.title.lower().startswith(("beslut", "förslag"))
    return "decide" if decision else None


def tells_of_before(title: str) -> bool:
    """A heading of what was before this matter."""
    lower = re.sub(r"[^\w\s]", " ", title.lower()).strip()
    return lower.startswith(("tidigare", "historik")) or lower in _earlier()


@kept
def _proposals(annotated: Annotated) -> frozenset[int]:
    """Sentences from the office's own proposal to the end of its paragraph, in an investigation without such a part."""
    headed = {
        annotated.case.sections[s.section].form
        for s in annotated.sentences
        if s.parts & {"forslag", "beslut"} or _offers(annotated.case.sections[s.section].title)
    }
    found: set[int] = set()
    block: tuple[int, int] | None = None
    for line in lines(annotated):
        sentence = line.sentence
        here = (sentence.document, sentence.block)
        section = annotated.case.sections[sentence.section]
        if not sentence.forms & {"utredning", "analys"} or section.domain or sentence.heading:
            continue
        if section.form in headed:
            continue
        own = sentence.speaker == "writer" or not line.has("needs", "tells")
        if block != here and own and line.has("interventions", "own_proposal"):
            block = here
        if block == here:
            found.add(sentence.index)
    return frozenset(found)


@cache
def _offers(title: str) -> bool:
    """A heading of what the office proposes or offers, in whatever words: "Det här vill vi erbjuda"."""
    found = re.findall(r"\w+", title.lower())
    data = load_vocabulary("interventions")
    if " ".join(found).startswith(tuple(data["offering_leads"])):
        return True
    return any(w.startswith(tuple(data["offering_titles"])) for w in found) and not any(
        w.startswith(tuple(data["others_titles"])) for w in found
    )


def speaks_of_sibling(annotated: Annotated, sentence: Sentence) -> bool:
    """The child is named only as somebody's sibling, or a name goes on from a sentence about the sibling."""
    named = sentence.mentions
    if _goes_on_of_sibling(annotated, sentence):
        return True
    if named and any(m.kind == "sibling" for m in named):
        own = [m for m in named if m.kind == "child"]
        starts = {m.start for m in named if m.kind == "sibling"}
        return bool(own) and all(m.genitive and m.end in starts for m in own)
    if not sentence.index or not named or named[0].kind != "other" or not named[0].name or sentence.about & _FAMILY:
        return False
    before = annotated.sentences[sentence.index - 1]
    same = (before.document, before.block) == (sentence.document, sentence.block)
    return same and "sibling" in before.about and not before.about & _FAMILY


def _goes_on_of_sibling(annotated: Annotated, sentence: Sentence) -> bool:
    """Begins with a pronoun that means the sibling: "Brodern sörjer. Han bör få samtal."."""
    first = annotated.case.parsed[sentence.document].tokens[sentence.tokens[0]].lower
    return first in ("han", "hon", "hen") and "sibling" in sentence.about and not sentence.about & _FAMILY


def forms_of_siblings(annotated: Annotated, every: Sequence[Line]) -> frozenset[int]:
    """Plans and follow-ups whose title or header names a sibling and not the child: copies from another file."""
    titles: dict[int, set[str | None]] = {}
    headers: dict[int, set[str | None]] = {}
    for line in every:
        form = annotated.case.sections[line.sentence.section].form
        if form is None or annotated.case.forms[form].id not in ("uppfoljning", "genomforandeplan", "vardplan"):
            continue
        block = annotated.case.documents[line.sentence.document].blocks[line.sentence.block]
        roles = {line.cast.role(t) for t in line.tokens}
        if block.kind == "heading":
            titles.setdefault(form, set()).update(roles)
        elif block.kind == "row" and line.tokens[0].lower in ("avser", "gäller", "namn", "barn", "barnets", "för"):
            headers.setdefault(form, set()).update(roles)
    return frozenset(
        form
        for form in {*titles, *headers}
        if any(
            "sibling" in roles and "child" not in roles for roles in (titles.get(form, set()), headers.get(form, set()))
        )
    )


@cache
def _earlier() -> frozenset[str]:
    return frozenset(str(h) for h in load_vocabulary("interventions")["earlier_headings"])
