"""Levels from findings: tried from the top, shown by passages, explained by what they require."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from audit.annotate.model import Annotated
from audit.documents.model import Passage
from audit.doubt import Confidence, doubt_of
from audit.facts.model import Facts
from audit.measures.base import Finding, Miss, unique
from audit.rubric import Criterion, Rubric

State = Literal["graded", "not_applicable", "not_assessable", "unreadable"]

UNREAD_PAGES = "pages_scanned"  # a document read but for pages that are pictures
SHOWN = 12  # passages kept of each measure; the first in the order of the file


@dataclass(frozen=True, slots=True)
class Shown:
    """A passage with the measure that it answers, and whether it speaks for the level."""

    passage: Passage
    measure: str
    speaks_for: bool


@dataclass(frozen=True, slots=True)
class Lack:
    """One unmet least value of the next level; `items` name the facts left out, where they have ids."""

    code: str
    measure: str
    has: float
    needs: float
    items: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Met:
    """One least value of the level that was given, and what was found for it."""

    measure: str
    has: float
    needs: float


@dataclass(frozen=True, slots=True)
class NextLevel:
    """What the next level lacks, and where it was looked for."""

    level: int
    lacking: tuple[Lack, ...]
    looked_in: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Score:
    """A level with its proof: one above the lowest cannot be built without a passage."""

    level: int | None
    state: State
    reason: str | None = None
    confidence: Confidence | None = None
    doubt: str | None = None  # why it is not firm: a code of audit.doubt
    as_far_as_read: bool = False
    decided: tuple[Met, ...] = ()
    passages: tuple[Shown, ...] = ()
    next_level: NextLevel | None = None

    def __post_init__(self) -> None:
        if (self.level is None) == (self.state == "graded"):
            raise ValueError("a level is given exactly where the state is graded")
        if self.level and not any(p.speaks_for for p in self.passages):
            raise ValueError("a level above the lowest needs a passage that shows it")
        if self.level is None and self.reason is None:
            raise ValueError("a level that is not given needs a reason")


def score_case(
    rubric: Rubric, case: Annotated, facts: Facts, domains: Mapping[str, tuple[str, ...]]
) -> dict[str, Score]:
    """Every criterion of the rubric for one case, by its id in the results."""
    unread = any(d.status == "unreadable" or UNREAD_PAGES in d.notices for d in case.case.documents)
    read = any(d.status == "read" for d in case.case.documents)
    bbic = case.case.bbic.value
    scores: dict[str, Score] = {}
    for criterion_id, criterion in rubric.for_generation(str(bbic) if bbic else None, domains):
        if not read:
            scores[criterion_id] = Score(None, "unreadable", reason="no_readable_document")
        elif criterion.each and bbic is None:
            scores[criterion_id] = Score(None, "not_assessable", reason="generation_unknown")
        else:
            scores[criterion_id] = score_criterion(criterion, case, facts, unread=unread)
    return scores


def score_criterion(criterion: Criterion, case: Annotated, facts: Facts, *, unread: bool = False) -> Score:
    """One criterion. `unread`: something of the case could not be read, so absence is never claimed."""
    findings = _findings(criterion, case, facts)
    if any(findings[name].value < least for name, least in criterion.applies.items()):
        if unread:
            return Score(None, "unreadable", reason="could_stand_in_unread")
        return Score(None, "not_applicable", reason="nothing_to_grade")
    level = next(n for n in range(max(criterion.levels), -1, -1) if not criterion.unmet(n, findings))
    following = _next_level(criterion, level, findings)
    if unread and level == 0:
        return Score(None, "unreadable", reason="could_stand_in_unread")
    limited = unread and following is not None
    doubt = doubt_of(criterion, level, findings, case, partly_read=limited)
    return Score(
        level=level,
        state="graded",
        confidence=doubt.confidence,
        doubt=doubt.code,
        as_far_as_read=limited,
        decided=tuple(
            Met(name, round(findings[name].value, 4), least) for name, least in criterion.required(level).items()
        ),
        passages=_passages(criterion, level, findings),
        next_level=following,
    )


def nearest(criterion: Criterion, case: Annotated, facts: Facts, lacking: Iterable[str]) -> dict[str, Miss]:
    """What nearly counted for each of these measures, where anything did; worked out to explain a level only."""
    findings = _findings(criterion, case, facts)
    found: dict[str, Miss] = {}
    for name in lacking:
        counted = set(findings[name].passages)
        misses = (
            miss
            for part in (name, *_alternatives(criterion, name))
            for miss in criterion.measures[part].near(case, facts, findings)
            if miss.passage not in counted
        )
        if miss := next(misses, None):
            found[name] = miss
    return found


def _alternatives(criterion: Criterion, name: str) -> tuple[str, ...]:
    """The measures that one is met by, where it is met by any of several."""
    measure = criterion.measures[name]
    return measure.uses() if isinstance(getattr(measure, "of", None), dict) else ()


def _findings(criterion: Criterion, case: Annotated, facts: Facts) -> dict[str, Finding]:
    findings: dict[str, Finding] = {}
    for name in criterion.order():
        findings[name] = criterion.measures[name].find(case, facts, findings)
    return findings


def _passages(criterion: Criterion, level: int, findings: Mapping[str, Finding]) -> tuple[Shown, ...]:
    deciding = criterion.required(level)
    # What a "met where there is none" measure does not show is shown by the others of the level.
    for_it = [Shown(p, name, True) for name in deciding for p in findings[name].passages[:SHOWN]]
    shown = {s.passage for s in for_it}
    against = [
        Shown(p, name, False)
        for name in criterion.against
        for p in unique(iter(_against(criterion, name, findings[name])))[:SHOWN]
        if p not in shown
    ]
    order = {name: i for i, name in enumerate(criterion.measures)}
    return tuple(
        dict.fromkeys(
            sorted(
                [*for_it, *against],
                key=lambda s: (not s.speaks_for, s.passage.document, s.passage.start, order[s.measure]),
            )
        )
    )


def _against(criterion: Criterion, name: str, finding: Finding) -> tuple[Passage, ...]:
    return finding.against if criterion.measures[name].kind == "share" else finding.passages


def _next_level(criterion: Criterion, level: int, findings: Mapping[str, Finding]) -> NextLevel | None:
    if level + 1 not in criterion.levels:
        return None
    unmet = criterion.unmet(level + 1, findings)
    lacking = tuple(lack for name, least in unmet.items() for lack in _lacks(criterion, name, least, findings))
    looked = tuple(dict.fromkeys(place for name in unmet for place in findings[name].looked_in))
    return NextLevel(level + 1, lacking, looked)


def _lacks(criterion: Criterion, name: str, least: float, findings: Mapping[str, Finding]) -> list[Lack]:
    measure, finding = criterion.measures[name], findings[name]
    if measure.lacks is not None or not measure.uses():
        code = measure.lacks.code if measure.lacks else name
        ids = tuple(item.id for item in finding.left if hasattr(item, "id")) if measure.kind == "share" else ()
        return [Lack(code, name, round(finding.value, 4), least, ids)]
    parts = getattr(measure, "of", None)
    leasts = parts if isinstance(parts, dict) else dict.fromkeys(measure.uses(), 1.0)
    return [lack for part, value in leasts.items() for lack in _lacks(criterion, part, value, findings)]
