"""Results in words: what a criterion, a level, a lacking code, a place or a reason is called."""

from collections.abc import Iterator

from audit.casefile.domains import domain_names
from audit.results import CaseResult, CriterionRecord, LackRecord, PassageRecord
from audit.rubric import Criterion, Rubric
from audit.texts import Texts, texts_in


def criterion_of(rubric: Rubric, name: str) -> Criterion:
    """The criterion behind an id of the results, also of one made by `each`."""
    return next(c for c in rubric.criteria if name == c.id or (c.each is not None and name.startswith(f"{c.id}.")))


def criterion_title(rubric: Rubric, name: str, language: str) -> str:
    """What a criterion is called; one made by `each` with the name of its area."""
    criterion = criterion_of(rubric, name)
    title: str = getattr(criterion.title or criterion.asks, language)
    return title if name == criterion.id else f"{title}: {domain_name(name.removeprefix(criterion.id + '.'))}"


def domain_name(domain: str, bbic: str | None = None) -> str:
    """The printed name of an area, of a generation or of the newest that has it."""
    names = domain_names()
    for generation in [bbic] if bbic else reversed(sorted(names)):
        for side in names[generation].values():
            if domain in side:
                return side[domain]
    return domain


def level_name(rubric: Rubric, name: str, level: int, language: str) -> str:
    """What a level is called."""
    text: str = getattr(criterion_of(rubric, name).levels[level].called, language)
    return text


def lacking_words(rubric: Rubric, name: str, record: CriterionRecord, language: str) -> list[str]:
    """What the next level lacks, one text a code."""
    if record.next_level is None:
        return []
    criterion = criterion_of(rubric, name)
    said = [_lack(criterion, lack, language) for lack in record.next_level.lacking]
    return list(dict.fromkeys(said))


def _lack(criterion: Criterion, lack: LackRecord, language: str) -> str:
    t = texts_in(language)
    lacks = criterion.measures[lack.measure].lacks
    words: str = getattr(lacks, language) if lacks else lack.code
    if 0 < lack.has < lack.needs:
        words += f" ({t('explain.has_needs', has=number(lack.has, language), needs=number(lack.needs, language))})"
    return words + (f": {', '.join(lack.items)}" if lack.items else "")


def reason_words(reason: str | None, t: Texts) -> str:
    """Why something is null."""
    return t(f"reason.{reason}") if reason else ""


def place_words(place: str, t: Texts, bbic: str | None = None) -> str:
    """A place of the file, "utredning.halsa", in words."""
    form, _, detail = place.partition(".")
    words = t(f"form.{form}")
    if not detail:
        return words
    return f"{words}: {t('part.' + detail) if t.has('part.' + detail) else domain_name(detail, bbic)}"


def number(value: float, language: str) -> str:
    """A number with two decimals at most, and the language's decimal sign."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return text.replace(".", ",") if language == "sv" else text


def explained(result: CaseResult, name: str, rubric: Rubric, language: str, *, quotes: bool) -> Iterator[str]:
    """A grade in lines: the level, the passages behind it, what the next one lacks and where that was looked for."""
    t = texts_in(language)
    record = result.criteria[name]
    yield f"{result.case_id} · {criterion_title(rubric, name, language)}"
    if record.level is None:
        yield f"{t('state.' + record.state)}: {reason_words(record.reason, t)}"
        return
    sure = t(f"confidence.{record.confidence}")
    so_far = f", {t('explain.as_far_as_read')}" if record.as_far_as_read else ""
    yield f"{t('score.level')} {record.level}: {level_name(rubric, name, record.level, language)} ({sure}{so_far})"
    for speaks_for in (True, False):
        shown = [p for p in record.passages if p.for_ is speaks_for]
        if shown:
            yield ""
            yield t("passage.for") if speaks_for else t("passage.against")
        places: dict[tuple[str, int, int], list[PassageRecord]] = {}
        for passage in shown:
            places.setdefault((passage.document, passage.start, passage.end), []).append(passage)
        for same in places.values():
            yield f"  - {_where(same[0], t, result.bbic)} [{', '.join(str(p.measure) for p in same)}]"
            if quotes:
                yield f"    ”{same[0].quote}”"
    if record.next_level:
        yield ""
        yield f"{t('explain.for_next', level=record.next_level.level)}"
        for lack in lacking_words(rubric, name, record, language):
            yield f"  - {lack}"
        searched = "; ".join(place_words(p, t, result.bbic) for p in record.next_level.looked_in)
        yield f"{t('looked_in')}: {searched or t('explain.nothing')}"


def _where(passage: PassageRecord, t: Texts, bbic: str | None) -> str:
    place = f"{passage.form}.{passage.section}" if passage.form and passage.section else passage.form
    words = f"{passage.document}, {place_words(place, t, bbic)}" if place else passage.document
    return words + (f", {t('explain.page', page=passage.page)}" if passage.page else "")
