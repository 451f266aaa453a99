"""Results in words: what a criterion, a level, a lacking code, a place or a reason is called."""

from collections.abc import Iterable

from audit.casefile.domains import domain_names
from audit.results import CriterionRecord, LackRecord, PassageRecord
from audit.rubric import Criterion, Rubric
from audit.texts import Texts, texts_in


def criterion_of(rubric: Rubric, name: str) -> Criterion:
    """The criterion behind an id of the results, also of one made by `each`."""
    found = rubric.criterion(name)
    assert found is not None, name
    return found


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
    said = [lacking_word(criterion, lack, language) for lack in record.next_level.lacking]
    return list(dict.fromkeys(said))


def lacking_word(criterion: Criterion, lack: LackRecord, language: str) -> str:
    """One thing that the next level lacks; how much there is, where there is something."""
    words = measure_words(criterion, lack.measure, language)
    if 0 < lack.has < lack.needs:
        words += f" ({amount(criterion, lack.measure, lack.has, lack.needs, language)})"
    left = texts_in(language).n("explain.left_out", len(lack.items)) if lack.items else ""
    return f"{words}: {left}" if left else words


def measure_words(criterion: Criterion, measure: str, language: str) -> str:
    """What a measure asks for; its name where the rubric has no words for it."""
    asked = criterion.measures[measure]
    words: str = getattr(asked.says or asked.lacks, language, measure)
    return words


def amount(criterion: Criterion, measure: str, has: float, needs: float, language: str) -> str:
    """What was found and what is required: a share in per cent, a count as it is."""
    share = criterion.measures[measure].kind == "share"
    space = "\u00a0" if language == "sv" else ""
    found, least = (f"{100 * v:.0f}{space}%" if share else number(v, language) for v in (has, needs))
    return texts_in(language)("explain.has_needs", has=found, needs=least)


def reason_words(reason: str | None, t: Texts) -> str:
    """Why something is null."""
    return t(f"reason.{reason}") if reason else ""


def place_words(place: str, t: Texts, bbic: str | None = None) -> str:
    """A place of the file, "utredning.halsa", in words."""
    form, _, detail = place.partition(".")
    words = t(f"form.{form}")
    if not detail or detail == form:
        return words
    return f"{words}: {t('part.' + detail) if t.has('part.' + detail) else domain_name(detail, bbic)}"


def places_words(places: Iterable[str], t: Texts, bbic: str | None) -> list[str]:
    """Places of the file, the parts of one form together."""
    by_form: dict[str, list[str]] = {}
    for place in places:
        form, _, detail = place.partition(".")
        parts = by_form.setdefault(t(f"form.{form}"), [])
        if detail:
            parts.append(place_words(place, t, bbic).partition(": ")[2].lower())
    return [f"{form} ({', '.join(parts)})" if parts else form for form, parts in by_form.items()]


def number(value: float, language: str) -> str:
    """A number with two decimals at most, and the language's decimal sign."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return text.replace(".", ",") if language == "sv" else text


def passage_place(passage: PassageRecord, t: Texts, bbic: str | None) -> str:
    """Where a passage stands: document, form, section, page."""
    place = f"{passage.form}.{passage.section}" if passage.form and passage.section else passage.form
    words = f"{passage.document}, {place_words(place, t, bbic)}" if place else passage.document
    return words + (f", {t('explain.page', page=passage.page)}" if passage.page else "")
