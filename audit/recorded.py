"""One case as plain data: what was found, under the names of the results contract."""

from bisect import bisect_right
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from audit import __version__
from audit.annotate.model import Annotated
from audit.casefile.domains import domain_ids
from audit.casefile.model import Known, Section
from audit.documents.model import Block, Document, Passage
from audit.facts.model import Facts, Unknown
from audit.results import SCHEMA, CaseResult, NearRecord, day_of
from audit.rubric import Rubric
from audit.scoring import Score, nearest

# A follow-up without a day of its own is due half a year after the start: the interval of the statutory reviews.
DUE_AFTER_MONTHS = 6

_Part = TypeVar("_Part", Section, Block)


def result_of(annotated: Annotated, facts: Facts, scores: dict[str, Score], rubric: Rubric) -> CaseResult:
    """One case as plain data."""
    case = annotated.case
    place = _Places(annotated)
    return CaseResult.model_validate(
        {
            "schema": SCHEMA,
            "tool": f"aktgranska {__version__}",
            "case_id": case.id,
            "district": case.district.value,
            "year": case.year.value,
            "bbic": case.bbic.value,
            "origin": {n: _origin(getattr(case, n)) for n in ("district", "year", "bbic")},
            "notices": [
                *({"id": n.id, "values": dict(n.values)} for n in case.notices),
                *({"id": n, "values": {"document": d.name}} for d in case.documents for n in d.notices),
            ],
            "rubric": {"id": rubric.head.id, "version": rubric.head.version, "sha256": rubric.sha256},
            "documents": [_document(i, d, annotated) for i, d in enumerate(case.documents)],
            "criteria": {name: _criterion(score, place) for name, score in scores.items()},
            "facts": facts_as_data(facts, place.passage),
        }
    )


def nearest_of(
    annotated: Annotated, facts: Facts, rubric: Rubric, result: CaseResult, name: str
) -> dict[str, NearRecord]:
    """What nearly counted for each thing that the next level of one criterion lacks: measure → passage and why not."""
    following = result.criteria[name].next_level
    if following is None:
        return {}
    criterion = dict(rubric.for_generation(result.bbic, domain_ids()))[name]
    place = _Places(annotated)
    found = nearest(criterion, annotated, facts, dict.fromkeys(lack.measure for lack in following.lacking))
    return {
        measure: NearRecord.model_validate(
            {"failed": list(miss.failed), "passage": {**place.passage(miss.passage, measure, speaks_for=False)}}
        )
        for measure, miss in found.items()
    }


def _origin(known: Known) -> str | None:
    return known.origin if known.value is not None else known.reason


def words_in(text: str) -> int:
    """Words as the parse balance counts them: stretches without white space."""
    return len(text.split())


def _document(index: int, document: Document, annotated: Annotated) -> dict[str, Any]:
    aside: dict[str, int] = {}
    for part in document.aside:
        aside[part.reason] = aside.get(part.reason, 0) + words_in(part.text)
    forms = [f for f in annotated.case.forms if f.document == index]
    return {
        "name": document.name,
        "sha256": document.sha256,
        "format": Path(document.name).suffix.lstrip(".").lower(),
        "pages": document.pages,
        "words": words_in(document.text),
        "set_aside": aside,
        "forms": [{"form": f.id, "date": f.date, "start": f.start, "end": f.end, "kind": f.kind} for f in forms],
        "status": document.status,
        "reason": document.reason,
    }


class _Places:
    """Knows for a passage which form, section and page it stands in."""

    def __init__(self, annotated: Annotated) -> None:
        self._case = case = annotated.case
        sections: list[list[Section]] = [[] for _ in case.documents]
        for section in case.sections:
            sections[section.document].append(section)
        self._sections = [_by_place(listed) for listed in sections]
        self._blocks = [_by_place(document.blocks) for document in case.documents]

    def passage(self, p: Passage, measure: str | None = None, speaks_for: bool = True) -> dict[str, Any]:
        case = self._case
        section = _holding(self._sections[p.document], p.start)
        document = case.documents[p.document]
        block = _holding(self._blocks[p.document], p.start)
        detail = None
        if section is not None:
            detail = section.domain or next(iter(sorted(section.parts)), None)
        return {
            "document": document.name,
            "form": case.forms[section.form].id if section and section.form is not None else None,
            "section": detail,
            "page": block.page if block else None,
            "start": p.start,
            "end": p.end,
            "quote": p.quote,
            "measure": measure,
            "for": speaks_for,
        }


def _by_place(parts: Sequence[_Part]) -> tuple[list[int], list[_Part]]:
    held = sorted((part for part in parts if part.start < part.end), key=lambda part: part.start)
    return [part.start for part in held], held


def _holding(placed: tuple[list[int], list[_Part]], place: int) -> _Part | None:
    """The part that holds this place; parts of one kind do not overlap."""
    starts, parts = placed
    at = bisect_right(starts, place) - 1
    return parts[at] if at >= 0 and place < parts[at].end else None


def _criterion(score: Score, place: _Places) -> dict[str, Any]:
    following = score.next_level
    return {
        "level": score.level,
        "state": score.state,
        "reason": score.reason,
        "confidence": score.confidence,
        "doubt": score.doubt,
        "as_far_as_read": score.as_far_as_read,
        "decided": [{"measure": m.measure, "has": m.has, "needs": m.needs} for m in score.decided],
        "passages": [place.passage(s.passage, s.measure, s.speaks_for) for s in score.passages],
        "next_level": following
        and {
            "level": following.level,
            "lacking": [
                {"code": k.code, "measure": k.measure, "has": k.has, "needs": k.needs, "items": list(k.items)}
                for k in following.lacking
            ],
            "looked_in": list(following.looked_in),
        },
    }


def facts_as_data(facts: Facts, passage: Callable[[Passage], dict[str, Any]]) -> dict[str, Any]:
    """The facts under the names of the coding manual."""

    def shown(p: Passage) -> dict[str, Any]:
        return {k: v for k, v in passage(p).items() if k not in ("measure", "for")}

    t = facts.timeline
    return {
        "forms": list(facts.forms),
        "needs": [
            {"id": n.id, "domain": n.domain, "answer": n.answer, "reasoned": n.reasoned, "passage": shown(n.passage)}
            for n in facts.needs
        ],
        "goals": [{"id": g.id, "needs": list(g.needs), "passage": shown(g.passage)} for g in facts.goals],
        "interventions": [
            {
                "id": i.id,
                "type": i.type,
                "form": i.form,
                "method": i.method,
                "basis": i.basis,
                "answer": i.answer,
                "declined_by": i.declined_by,
                "provider": i.provider,
                "extent": i.extent,
                "needs": list(i.needs),
                "passage": shown(i.passage),
            }
            for i in facts.interventions
        ],
        "links": [list(link) for link in facts.links],
        "disagreements": [
            {"weighed": d.weighed, "passages": [shown(p) for p in d.passages]} for d in facts.disagreements
        ],
        "talks": [
            {
                "date": _iso(k.day),
                "with": list(k.with_),
                "alone": k.alone,
                "in_person": k.in_person,
                "held": k.held,
                "passage": shown(k.passage),
            }
            for k in facts.talks
        ],
        "follow_ups": [
            {
                "when": f.when,
                "state": f.state,
                "responsible": f.responsible,
                "takes_up": f.takes_up,
                "achieved": f.achieved,
                "next": f.next,
                "whose": f.whose,
                "passage": shown(f.passage),
            }
            for f in facts.follow_ups
        ],
        "outcome": facts.outcome,
        "timeline": {
            **{n: _iso(getattr(t, n)) for n in ("reported", "prelim_decided", "opened", "closed", "started", "ended")},
            "extended": t.extended,
            "protection_assessment": t.protection_assessment,
            "flags": list(t.flags),
        },
        "child": {"age": facts.child_age, "sex": facts.child_sex, "unborn": facts.child_unborn},
        "entry": {"kind": facts.entry_kind, "reporter": facts.entry_reporter, "reasons": list(facts.entry_reasons)},
        "closing": {"reason": facts.closing_reason, "referred_to": list(facts.closing_referred_to)},
        "voice": {form: {"child": c, "parents": p} for form, (c, p) in facts.voice.items()},
        "wishes": [{"who": who, "kind": kind} for who, kind in facts.wishes],
        "workers": facts.workers,
        "sip": facts.sip,
        "early": facts.early,
        "first_named": facts.first_named and {"form": facts.first_named[0], "date": facts.first_named[1]},
        "meetings": facts.meetings,
        "contacts": list(facts.contacts),
        "participation": {"child": facts.participation_child, "parents": facts.participation_parents},
        "talked_alone": facts.talked_alone,
        "in_plan": facts.in_plan,
        "observed_days": _observed_days(facts),
        "follow_up_due": _iso(_follow_up_due(facts)),
        "open_days": (t.closed - t.opened).days if t.opened and t.closed else None,
        "shown": {
            path: {"reason": found.reason} if isinstance(found, Unknown) else [shown(p) for p in found]
            for path, found in sorted(facts.shown.items())
        },
    }


def _observed_days(facts: Facts) -> int | None:
    """Days from the report to the last dated event of the case: how long it can be followed in the file."""
    t = facts.timeline
    dated = [d for d in (t.prelim_decided, t.opened, t.closed, t.started, t.ended) if d]
    held = [day for f in facts.follow_ups if f.state == "done" and (day := day_of(f.when))]
    return (max([*dated, *held]) - t.reported).days if t.reported and (dated or held) else None


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _follow_up_due(facts: Facts) -> date | None:
    """The first day planned for a follow-up, else half a year after the intervention began."""
    planned = [day for f in facts.follow_ups if f.state == "planned" and f.whose == "child" and (day := day_of(f.when))]
    if planned:
        return min(planned)
    return months_after(facts.timeline.started, DUE_AFTER_MONTHS) if facts.timeline.started else None


def months_after(day: date, months: int) -> date:
    """The same day of a later month, or its last one."""
    year, month = divmod(day.month - 1 + months, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return date(day.year + year, month + 1, last)
        except ValueError:
            continue
    raise AssertionError("every month has a 28th")
