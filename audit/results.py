"""The seam: what was found in a case as plain data, one JSON object a line, the same bytes for the same input.

Whatever comes after reads this and nothing else. The schema has a version; `read_results` takes every version ever
released, each older one through its upgrader.
"""

import json
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Annotated as Typed
from typing import Any, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, PlainSerializer, ValidationError

from audit import __version__
from audit.annotate.model import Annotated
from audit.casefile.model import Known, Section
from audit.documents.model import Block, Document, Passage
from audit.errors import AuditError
from audit.facts.model import Facts, Unknown
from audit.rubric import Rubric
from audit.scoring import Score

SCHEMA = 1
UPGRADERS: dict[int, Callable[[dict[str, Any]], dict[str, Any]]] = {}  # version → one version up

_Part = TypeVar("_Part", Section, Block)


def _number(value: float) -> int | float:
    return int(value) if float(value).is_integer() else value


Number = Typed[float, PlainSerializer(_number)]


class _Record(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class PassageRecord(_Record):
    """Words of a document; `start` and `end` count code points in its text (NFC)."""

    document: str
    form: str | None
    section: str | None
    page: int | None
    start: int
    end: int
    quote: str
    measure: str | None = None
    for_: bool = Field(default=True, alias="for")


class OriginRecord(_Record):
    """Where district, year and generation come from, or why they are null."""

    district: str | None
    year: str | None
    bbic: str | None


class NoticeRecord(_Record):
    """A notice's id in the catalogue and the values to fill in."""

    id: str
    values: dict[str, str]


class FormRecord(_Record):
    """A form found in a document; `kind` of a follow-up."""

    form: str
    date: date | None
    start: int
    end: int
    kind: str | None = None


class DocumentRecord(_Record):
    """A document and what became of it."""

    name: str
    sha256: str
    format: str
    pages: int | None
    words: int
    set_aside: dict[str, int]
    forms: list[FormRecord]
    status: Literal["read", "unreadable", "duplicate"]
    reason: str | None


class LackRecord(_Record):
    """One thing that the next level lacks."""

    code: str
    measure: str
    has: Number
    needs: Number
    items: list[str] = []


class NextLevelRecord(_Record):
    """The next level, what it lacks and where that was looked for."""

    level: int
    lacking: list[LackRecord]
    looked_in: list[str]


class CriterionRecord(_Record):
    """A criterion's level with its proof, or the reason why there is none."""

    level: int | None
    state: Literal["graded", "not_applicable", "not_assessable", "unreadable"]
    reason: str | None
    confidence: Literal["firm", "near", "doubtful"] | None
    as_far_as_read: bool
    passages: list[PassageRecord]
    next_level: NextLevelRecord | None


class RubricRecord(_Record):
    """The rubric that the levels were set by."""

    id: str
    version: str
    sha256: str


class CaseResult(_Record):
    """All that is known of one case."""

    schema_: int = Field(alias="schema")
    tool: str
    case_id: str
    district: str | None
    year: int | None
    bbic: Literal["2006", "2016"] | None
    origin: OriginRecord
    notices: list[NoticeRecord]
    rubric: RubricRecord
    documents: list[DocumentRecord]
    criteria: dict[str, CriterionRecord]
    facts: dict[str, Any]

    def line(self) -> str:
        """One line of results.jsonl."""
        return json.dumps(self.model_dump(mode="json", by_alias=True), ensure_ascii=False, sort_keys=True)


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
        "as_far_as_read": score.as_far_as_read,
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


def day_of(when: str | None) -> date | None:
    """The day of an ISO date; None for an occasion in words ("vid terminens slut"), which has none."""
    try:
        return date.fromisoformat(when) if when else None
    except ValueError:
        return None


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def read_results(path: Path) -> Iterator[CaseResult]:
    """The cases of a results file of any schema ever released; a fault is an AuditError with file and line."""
    for number, line in enumerate(_lines(path), start=1):
        try:
            raw = json.loads(line)
        except ValueError as fault:
            raise AuditError(f"{path}:{number}: not a JSON object. Run again, or take this line out.") from fault
        if not isinstance(raw, dict):
            raise AuditError(f"{path}:{number}: not a JSON object. Run again, or take this line out.")
        version = raw.get("schema")
        if not isinstance(version, int) or version > SCHEMA:
            raise AuditError(
                f"{path}:{number}: schema {version} is newer than this program's {SCHEMA}. Update aktgranska."
            )
        while version < SCHEMA:
            raw, version = UPGRADERS[version](raw), version + 1
        try:
            yield CaseResult.model_validate(raw)
        except ValidationError as fault:
            first = fault.errors()[0]
            key = ".".join(str(p) for p in first["loc"])
            raise AuditError(f"{path}:{number}: {key}: {first['msg']}. Run again with this version.") from fault


def _lines(path: Path) -> Iterable[str]:
    try:
        with path.open(encoding="utf-8") as file:
            yield from file
    except OSError as fault:
        raise AuditError(f"{path}: cannot be read ({fault.strerror}). Give the folder of a run.") from fault
    except UnicodeDecodeError as fault:
        raise AuditError(f"{path}: not UTF-8 (byte {fault.start}). Run again with --again.") from fault


def schema_json() -> str:
    """The JSON Schema of a line of results.jsonl, as published in docs/results.schema.json."""
    schema = CaseResult.model_json_schema(by_alias=True, mode="serialization")
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    return json.dumps(schema, ensure_ascii=False, sort_keys=True, indent=1) + "\n"


if __name__ == "__main__":
    print(schema_json(), end="")
