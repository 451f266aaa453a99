"""What a person should read first: the levels that are not firm, doubtful before near, with the reason in words."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from audit.report.words import criterion_of, criterion_title, domain_name
from audit.results import CaseResult
from audit.rubric import Rubric
from audit.texts import Texts, texts_in

ORDER = ("doubtful", "near")
FEW = 3  # areas named before the rest is counted


@dataclass(frozen=True, slots=True)
class Waiting:
    """A level that is not firm; areas of one case with one reason stand together."""

    place: int  # of the case among the results
    case_id: str
    bbic: str | None
    confidence: str
    doubt: str | None  # None in results from before reasons were told
    levels: tuple[tuple[str, int], ...]  # (id of the criterion, level), in the order of the results
    area: bool


def queue_of(results: Iterable[CaseResult], rubric: Rubric) -> list[Waiting]:
    """All that is doubtful, then all that is near; whole criteria before areas, then by case and criterion."""
    found = [waiting for place, result in enumerate(results) for waiting in _of_case(place, result, rubric)]
    return sorted(found, key=lambda w: (ORDER.index(w.confidence), w.area))  # cases and criteria keep their order


def _of_case(place: int, result: CaseResult, rubric: Rubric) -> Iterator[Waiting]:
    areas: dict[tuple[str, str | None], list[tuple[str, int]]] = {}
    for name, record in result.criteria.items():
        if record.level is None or record.confidence not in ORDER:
            continue
        if criterion_of(rubric, name).each is not None:
            areas.setdefault((record.confidence, record.doubt), []).append((name, record.level))
            continue
        one = ((name, record.level),)
        yield Waiting(place, result.case_id, result.bbic, record.confidence, record.doubt, one, area=False)
    for (confidence, doubt), levels in areas.items():
        yield Waiting(place, result.case_id, result.bbic, confidence, doubt, tuple(levels), area=True)


def waiting_words(waiting: Waiting, rubric: Rubric, language: str) -> str:
    """What is to be read, in one line without a word of the file: the criterion with its level, or the areas."""
    t = texts_in(language)
    if not waiting.area:
        name, level = waiting.levels[0]
        return t("queue.level", criterion=criterion_title(rubric, name, language), level=level)
    names = [domain_name(name.partition(".")[2], waiting.bbic) for name, _ in waiting.levels]
    few = names if len(names) <= FEW else names[: FEW - 1]
    listed = ", ".join(few)
    if more := len(names) - len(few):
        listed = t("queue.and_more", listed=listed, n=more)
    return t("queue.areas", areas=listed)


def doubt_words(doubt: str | None, t: Texts) -> str:
    """Why a level is not firm; nothing where an earlier run did not tell."""
    return t(f"doubt.{doubt}") if doubt else ""


def first_of(queue: Sequence[Waiting], rubric: Rubric, language: str, *, lines: int, whole: str) -> Iterator[str]:
    """The head of the queue for a terminal, never more than so many lines; `whole` names where all of it stands."""
    t = texts_in(language)
    if not queue:
        yield t("queue.empty")
        return
    criteria, areas = (
        {kind: sum(len(w.levels) for w in queue if (w.confidence, w.area) == (kind, area)) for kind in ORDER}
        for area in (False, True)
    )
    head = t("queue.head", doubtful=t.n("queue.doubtful", criteria["doubtful"]), near=criteria["near"])
    yield head + (f" {t('queue.head.areas', **areas)}" if any(areas.values()) else "")
    shown = queue if len(queue) <= lines - 1 else queue[: lines - 2]
    for waiting in shown:
        why = doubt_words(waiting.doubt, t)
        sure = t(f"confidence.{waiting.confidence}")
        what = waiting_words(waiting, rubric, language)
        yield f"  {waiting.case_id}: {what} – {sure}{': ' + why if why else ''}"
    if more := len(queue) - len(shown):
        yield f"  {t('queue.more', n=more, whole=whole)}"
