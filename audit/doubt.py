"""How sure a level is: how far it lies from the levels beside it, and whether what decides it is itself certain.

Confidence is the margin. A person reads what is doubtful first, then what is near; the code says why.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal, get_args

from audit.annotate.model import Annotated, Sentence
from audit.casefile.model import Section
from audit.measures.base import Finding, Where, passages_of
from audit.rubric import Criterion

Confidence = Literal["firm", "near", "doubtful"]
Code = Literal[
    "one_uncertain_sentence",  # doubtful: a single sentence decides, and its role rests on weak signs
    "told_once",  # a single sentence decides, and it is another's account of the view that is asked for
    "place_uncertain",  # all that decides stands where no heading says what it is
    "place_unmarked",  # nothing found, and no heading marks the place that was asked for
    "partly_read",  # near: what the next level lacks could stand in what was not read
    "one_short",  # one count or one item of a share more would give the next level
    "just_enough",  # a deciding count one above its least value at most, a share within 0.15 of it
]
CODES: tuple[Code, ...] = get_args(Code)  # the first that holds is given
DOUBTFUL = CODES[:4]

NEAR_SHARE = 0.15  # rubric-language: a share within this of its least value is near the border
NEAR_COUNT = 1  # and so is a count of one above it


@dataclass(frozen=True, slots=True)
class Doubt:
    """How sure a level is, and why it is not firm."""

    confidence: Confidence
    code: Code | None = None


def doubt_of(
    criterion: Criterion, level: int, findings: Mapping[str, Finding], case: Annotated, *, partly_read: bool = False
) -> Doubt:
    """The doubt of a level that was given. `partly_read`: what the next level lacks could stand in an unread part."""
    own = criterion.levels[level].requires
    code: Code | None
    for name in own:
        if code := _uncertain(criterion, name, findings, case):
            return Doubt("doubtful", code)
    missed = criterion.unmet(level + 1, findings)
    if not own and any(_is_unmarked(criterion, name, findings, case) for name in missed):
        return Doubt("doubtful", "place_unmarked")
    if partly_read:
        return Doubt("near", "partly_read")
    if missed and all(_one_short(criterion, name, least, findings) for name, least in missed.items()):
        return Doubt("near", "one_short")
    if any(_just_enough(criterion, name, least, findings[name]) for name, least in own.items()):
        return Doubt("near", "just_enough")
    return Doubt("firm")


# What decides is itself uncertain


def _uncertain(criterion: Criterion, name: str, findings: Mapping[str, Finding], case: Annotated) -> Code | None:
    items = findings[name].items
    if not items:
        return None
    if len(items) == 1 and isinstance(items[0], Sentence):
        if not items[0].certain:
            return "one_uncertain_sentence"
        if items[0].view_of is not None and items[0].speaker in ("parent", "other"):
            return "told_once"
    asked = frozenset(_domains_asked(criterion, name))
    return None if any(_is_placed(item, asked, case) for item in items) else "place_uncertain"


def _is_placed(item: Any, asked: frozenset[str], case: Annotated) -> bool:
    """Whether a heading says what the place of a sentence or fact is; of an area, one that names the area."""
    sections = _sections_of(item, case)
    return not sections or any(not s.uncertain and (not asked or _marks(s, asked)) for s in sections)


def _sections_of(item: Any, case: Annotated) -> list[Section]:
    sections = case.case.sections
    if isinstance(item, Sentence):
        return [sections[item.section]]
    return [
        s for p in passages_of(item, case) for s in sections if s.document == p.document and s.start <= p.start < s.end
    ]


def _domains_asked(criterion: Criterion, name: str) -> Iterator[str]:
    """The areas that a measure, or those it is built from, look in."""
    measure = criterion.measures[name]
    where = getattr(measure, "where", None)
    if isinstance(where, Where):
        yield from where.domain or ()
    for part in measure.uses():
        yield from _domains_asked(criterion, part)


def _marks(section: Section, asked: frozenset[str]) -> bool:
    return section.domain in asked or not asked.isdisjoint(section.also)


def _is_unmarked(criterion: Criterion, name: str, findings: Mapping[str, Finding], case: Annotated) -> bool:
    """Nothing was found of an area, no heading names it, and yet there is text of the kind that was looked in."""
    where = getattr(criterion.measures[name], "where", None)
    if findings[name].items or not isinstance(where, Where) or where.domain is None:
        return False
    asked = frozenset(where.domain)
    held = [s for s in case.case.sections if where.sees(s.forms, s.parts, asked)]
    return bool(held) and not any(_marks(s, asked) for s in held)


# The margins


def _one_short(criterion: Criterion, name: str, least: float, findings: Mapping[str, Finding]) -> bool:
    """Whether one more would do, where there is something already."""
    measure, finding = criterion.measures[name], findings[name]
    if measure.kind == "share":
        if not finding.items:
            return False
        all_of_them = len(finding.items) + len(finding.left)
        return least - finding.value <= NEAR_SHARE or (len(finding.items) + 1) / all_of_them >= least
    of = getattr(measure, "of", None)
    if isinstance(of, dict):
        missed = {part: value for part, value in of.items() if findings[part].value < value}
        return least - finding.value <= 1 and any(_one_short(criterion, p, v, findings) for p, v in missed.items())
    return finding.value > 0 and least - finding.value <= NEAR_COUNT


def _just_enough(criterion: Criterion, name: str, least: float, finding: Finding) -> bool:
    margin = finding.value - least
    if criterion.measures[name].kind == "share":
        # "Every one" has no room above it: it is near only where a single item makes it up.
        return margin <= NEAR_SHARE if finding.value < 1 else len(finding.items) == 1
    if finding.margin is not None:  # an alternative that is met by far makes the whole safe
        margin = max(margin, finding.margin)
    return margin <= NEAR_COUNT
