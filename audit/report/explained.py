"""A level explained: the rule that decided, the passages behind it, what the next level lacks and what lay nearest.

The one place that builds these words; the command, its JSON and the internal pages all take them from here.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from audit.report.words import (
    amount,
    criterion_of,
    criterion_title,
    lacking_word,
    level_name,
    measure_words,
    passage_place,
    places_words,
    reason_words,
)
from audit.results import CaseResult, CriterionRecord, LackRecord, NearRecord, PassageRecord
from audit.rubric import Criterion, Rubric
from audit.texts import Texts, texts_in

FEW = 2  # things lacking that are told in full; the next level is reached one step at a time


@dataclass(frozen=True, slots=True)
class Place:
    """Passages of one measure that stand in one place of the file."""

    where: str
    quotes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """A measure in words, with the places that show it."""

    measure: str
    words: str
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Lacking:
    """One thing that the next level lacks, and what came nearest to it."""

    code: str
    words: str
    nearest: Place | None
    why_not: str = ""


@dataclass(frozen=True, slots=True)
class Explained:
    """A level in words; the parts that a page or a terminal puts where it likes."""

    title: str
    asks: str
    level: int | None
    called: str  # the level's name; without a level, why there is none
    says: str  # the manual's words of the level
    confidence: str  # how sure it is, with the reason
    rule: tuple[str, ...]  # what the level requires, each with what was found
    shows: tuple[Group, ...]
    against: tuple[Group, ...]
    next_level: str  # "" at the highest level
    next_says: str
    lacking: tuple[Lacking, ...]  # the nearest first
    looked_in: str


def explain(
    result: CaseResult, name: str, rubric: Rubric, language: str, nearest: Mapping[str, NearRecord] | None = None
) -> Explained:
    """One criterion of a case. `nearest`: what nearly counted, by measure; None where the files are not at hand."""
    t, record, criterion = texts_in(language), result.criteria[name], criterion_of(rubric, name)
    following = record.next_level if record.level is not None else None
    lacking = sorted(following.lacking, key=_gap) if following else []
    return Explained(
        title=criterion_title(rubric, name, language),
        asks=getattr(criterion.asks, language),
        level=record.level,
        called=(
            f"{t('state.' + record.state)}. {reason_words(record.reason, t)}".strip()
            if record.level is None
            else level_name(rubric, name, record.level, language)
        ),
        says=_says(criterion, record.level, language),
        confidence=confidence_words(record, t),
        rule=tuple(_rule(record, criterion, language)),
        shows=_groups(record, criterion, language, result.bbic, speaks_for=True),
        against=_groups(record, criterion, language, result.bbic, speaks_for=False),
        next_level=(
            t("explain.next", level=following.level, called=level_name(rubric, name, following.level, language))
            if following
            else ""
        ),
        next_says=_says(criterion, following.level, language) if following else "",
        lacking=tuple(_lacking(k, criterion, language, result.bbic, nearest or {}) for k in lacking),
        looked_in="; ".join(places_words(following.looked_in, t, result.bbic)) if following else "",
    )


def confidence_words(record: CriterionRecord, t: Texts) -> str:
    """How sure a level is and why, in a few words; "" where there is no level."""
    if record.confidence is None:
        return ""
    words = t(f"confidence.{record.confidence}")
    if record.doubt:
        words += f" – {t(f'doubt.{record.doubt}')}"
    return words + (f" ({t('explain.as_far_as_read')})" if record.as_far_as_read else "")


def _says(criterion: Criterion, level: int | None, language: str) -> str:
    says = criterion.levels[level].says if level is not None else None
    text: str = getattr(says, language) if says else ""
    return text


def _rule(record: CriterionRecord, criterion: Criterion, language: str) -> Iterator[str]:
    for met in record.decided:
        said = amount(criterion, met.measure, met.has, met.needs, language)
        yield f"{measure_words(criterion, met.measure, language)} ({said})"


def _gap(lack: LackRecord) -> float:
    """How much of the least value is missing, so that a share and a count can be compared."""
    return (lack.needs - lack.has) / lack.needs


def _groups(
    record: CriterionRecord, criterion: Criterion, language: str, bbic: str | None, *, speaks_for: bool
) -> tuple[Group, ...]:
    t = texts_in(language)
    found: dict[str, dict[str, list[str]]] = {}
    for p in record.passages:
        if p.for_ is speaks_for:
            found.setdefault(str(p.measure), {}).setdefault(passage_place(p, t, bbic), []).append(p.quote)
    # A level that asks more stands on what the lower ones ask: its own things are told first.
    asked = {m: n for n, m in enumerate(criterion.levels[record.level or 0].requires)}
    measures = sorted(found, key=lambda m: asked.get(m, len(asked)))
    groups = []
    for measure in measures:
        words = measure_words(criterion, measure, language)
        if not speaks_for and criterion.measures[measure].kind == "share":
            words = t("explain.without", what=words)
        groups.append(Group(measure, words, tuple(Place(w, tuple(quotes)) for w, quotes in found[measure].items())))
    return tuple(groups)


def _lacking(
    lack: LackRecord, criterion: Criterion, language: str, bbic: str | None, nearest: Mapping[str, NearRecord]
) -> Lacking:
    t, words, near = texts_in(language), lacking_word(criterion, lack, language), nearest.get(lack.measure)
    if near is None:
        return Lacking(lack.code, words, None)
    place = Place(passage_place(near.passage, t, bbic), (near.passage.quote,))
    *most, last = (near_words(condition, t) for condition in near.failed)
    return Lacking(lack.code, words, place, t("near.and", most=", ".join(most), last=last) if most else last)


def near_words(condition: str, t: Texts) -> str:
    """Why a passage that nearly counted did not."""
    return t(f"near.{condition}") if t.has(f"near.{condition}") else t("near.other", name=condition)


# As lines of a terminal


def lines_of(case_id: str, said: Explained, language: str, *, quotes: bool, from_files: bool) -> Iterator[str]:
    """The explanation in lines. `from_files`: the files were at hand, so that what lay nearest could be looked for."""
    t = texts_in(language)
    yield f"{case_id} · {said.title}"
    yield said.asks
    yield ""
    if said.level is None:
        yield said.called
        return
    yield f"{t('explain.level', level=said.level, called=said.called)}. {said.says}".strip()
    yield f"{t('explain.confidence')}: {said.confidence}."
    yield ""
    yield t("explain.rule" if said.rule else "explain.rule_lowest" if said.level == 0 else "explain.rule_unknown")
    yield from (f"  - {requirement}" for requirement in said.rule)
    for heading, groups in (("passage.for", said.shows), ("passage.against", said.against)):
        if groups:
            yield ""
            yield f"{t(heading).capitalize()}:"
            yield from _group_lines(groups, t, quotes=quotes)
    yield ""
    if not said.next_level:
        yield t("explain.highest")
        return
    yield f"{said.next_level}. {said.next_says}".strip()
    yield t("explain.lacking")
    yield from _lacking_lines(said.lacking, t, quotes=quotes)
    yield f"{t('looked_in')}: {said.looked_in or t('explain.nothing')}."
    if not from_files:
        yield t("explain.near_from_files")


def _group_lines(groups: Sequence[Group], t: Texts, *, quotes: bool) -> Iterator[str]:
    for group in groups:
        yield f"  {group.words[:1].upper()}{group.words[1:]}:"
        for place in group.places:
            many = f" ({t.n('explain.passages', len(place.quotes))})" if len(place.quotes) > 1 else ""
            yield f"  - {place.where}{many}"
            if quotes:
                yield from (f"      ”{quote}”" for quote in place.quotes)


def _lacking_lines(lacking: Sequence[Lacking], t: Texts, *, quotes: bool) -> Iterator[str]:
    for lack in lacking[:FEW]:
        yield f"  - {lack.words}"
        if lack.nearest:
            yield f"    {t('explain.nearest', where=lack.nearest.where, why=lack.why_not)}"
            if quotes:
                yield f"      ”{lack.nearest.quotes[0]}”"
    if rest := lacking[FEW:]:
        yield f"  - {t('explain.then', what='; '.join(lack.words for lack in rest))}"


# As data


def as_data(result: CaseResult, name: str, nearest: Mapping[str, NearRecord] | None, *, quotes: bool) -> dict[str, Any]:
    """The record with codes, the nearest thing lacking first, and what lay nearest to each; or null."""
    record = result.criteria[name]
    data = record.model_dump(mode="json", by_alias=True)
    data["passages"] = [_told(p, quotes=quotes) for p in record.passages]
    if record.next_level:
        near = nearest or {}
        data["next_level"]["lacking"] = [
            k.model_dump(mode="json") | {"nearest": _near_data(near.get(k.measure), quotes=quotes)}
            for k in sorted(record.next_level.lacking, key=_gap)
        ]
    return {"case_id": result.case_id, "criterion": name, **data}


def _near_data(near: NearRecord | None, *, quotes: bool) -> dict[str, Any] | None:
    return {"failed": near.failed, "passage": _told(near.passage, quotes=quotes)} if near else None


def _told(passage: PassageRecord, *, quotes: bool) -> dict[str, Any]:
    data = passage.model_dump(mode="json", by_alias=True)
    return data if quotes else {key: value for key, value in data.items() if key != "quote"}
