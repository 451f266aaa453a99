"""What may be counted of a case: enumerations, numbers and booleans, never a text, name, exact date, person or file.

Still personal data, since a rare pattern can be recognised: it stays inside, and `aggregate` hides what is too small.
"""

import hashlib
import json
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from audit.errors import AuditError
from audit.recorded import months_after
from audit.results import CaseResult, day_of

SCHEMA = 1
FOUR_MONTHS = 4  # calendar months: the legal limit of an investigation, a matter apart from the flag at 120 days


class _Record(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class CriterionLevel(_Record):
    """A level without its passages; `lacking` are the codes of what the next level lacks."""

    level: int | None
    state: Literal["graded", "not_applicable", "not_assessable", "unreadable"]
    reason: str | None
    confidence: Literal["firm", "near", "doubtful"] | None
    as_far_as_read: bool
    lacking: tuple[str, ...]


class LevelRecord(_Record):
    """One case; `case` counts in the order of content hashes, so that it tells nothing of the folder."""

    schema_: int = Field(default=SCHEMA, alias="schema")
    case: int
    source: Literal["tool", "reader", "adjudicated"] = "tool"
    rubric: str  # id, version and hash
    district: str | None
    year: int | None
    bbic: Literal["2006", "2016"] | None
    origin: dict[str, str | None]
    documents: tuple[dict[str, str | int | None], ...]  # format, status, reason, words
    criteria: dict[str, CriterionLevel]
    facts: dict[str, Any]

    def line(self) -> str:
        """One line of levels.jsonl."""
        return json.dumps(self.model_dump(mode="json", by_alias=True), ensure_ascii=False, sort_keys=True)


def content_key(result: CaseResult) -> str:
    """The hash of all that was read of a case, whatever its folder is called."""
    return hashlib.sha256("".join(sorted(d.sha256 for d in result.documents)).encode()).hexdigest()


def levels_of(results: Sequence[CaseResult], *, as_of: date | None = None) -> Iterator[tuple[LevelRecord, str]]:
    """Each case's levels with its id, in the order of content hashes; two cases of one content keep the ids' order."""
    ordered = sorted((content_key(r), r.case_id, place) for place, r in enumerate(results))
    for number, (_, case_id, place) in enumerate(ordered, start=1):
        yield _record(number, results[place], as_of), case_id


def _record(number: int, r: CaseResult, as_of: date | None) -> LevelRecord:
    return LevelRecord(
        case=number,
        rubric=f"{r.rubric.id} {r.rubric.version} {r.rubric.sha256}",
        district=r.district,
        year=r.year,
        bbic=r.bbic,
        origin=r.origin.model_dump(),
        documents=tuple(
            {"format": d.format, "status": d.status, "reason": d.reason, "words": d.words} for d in r.documents
        ),
        criteria={
            name: CriterionLevel(
                level=c.level,
                state=c.state,
                reason=c.reason,
                confidence=c.confidence,
                as_far_as_read=c.as_far_as_read,
                lacking=tuple(dict.fromkeys(k.code for k in c.next_level.lacking)) if c.next_level else (),
            )
            for name, c in r.criteria.items()
        },
        facts=_facts(r.facts, as_of),
    )


def _facts(f: dict[str, Any], as_of: date | None) -> dict[str, Any]:
    t = f["timeline"]
    days = {n: day_of(t[n]) for n in ("reported", "prelim_decided", "opened", "closed", "started", "ended")}
    due = day_of(f["follow_up_due"])
    return {
        **{
            n: f[n]
            for n in (
                "forms", "outcome", "voice", "wishes", "workers", "sip", "early", "meetings", "contacts",
                "participation",
                "talked_alone", "in_plan", "child", "open_days", "observed_days",
            )
        },
        "needs": [{"domain": n["domain"], "answer": n["answer"], "reasoned": n["reasoned"]} for n in f["needs"]],
        "goals": len(f["goals"]),
        "interventions": [
            {k: i[k] for k in ("type", "form", "basis", "answer", "declined_by", "method", "provider")}
            | {"motivated": bool(i["needs"])}
            for i in f["interventions"]
        ],
        "links": len(f["links"]),
        "link_types": sorted({_link_type(link, f) for link in f["links"]}),
        "disagreements": {"n": len(f["disagreements"]), "weighed": sum(d["weighed"] for d in f["disagreements"])},
        "follow_ups": [{k: u[k] for k in ("state", "takes_up", "achieved", "next", "whose")} for u in f["follow_ups"]],
        "follow_up_due": None if as_of is None or due is None else due <= as_of,
        "entry": f["entry"],
        "closing": f["closing"],
        "first_named": f["first_named"]["form"] if f["first_named"] else None,
        "timeline": {
            "days_to_decision": _between(days["reported"], days["prelim_decided"]),
            "open_days": _between(days["opened"], days["closed"]),
            "over_four_months": _over_four_months(days["opened"], days["closed"]),
            "days_closed_to_start": _between(days["closed"], days["started"]),
            "extended": t["extended"],
            "protection_assessment": t["protection_assessment"],
            "flags": t["flags"],
        },
    }  # fmt: skip


def _link_type(link: list[str], f: dict[str, Any]) -> str:
    need = next(n for n in f["needs"] if n["id"] == link[0])
    intervention = next(i for i in f["interventions"] if i["id"] == link[1])
    return f"{need['domain']}:{intervention['type']}"


def _between(first: date | None, last: date | None) -> int | None:
    return (last - first).days if first and last else None


def _over_four_months(opened: date | None, closed: date | None) -> bool | None:
    return closed > months_after(opened, FOUR_MONTHS) if opened and closed else None


def read_levels(path: Path) -> Iterator[LevelRecord]:
    """The cases of a levels file; a fault is an AuditError with file and line."""
    try:
        with path.open(encoding="utf-8") as file:
            for number, line in enumerate(file, start=1):
                try:
                    yield LevelRecord.model_validate_json(line)
                except ValidationError as fault:
                    key = ".".join(str(p) for p in fault.errors()[0]["loc"])
                    raise AuditError(f"{path}:{number}: {key}: {fault.errors()[0]['msg']}. Run again.") from fault
    except OSError as fault:
        raise AuditError(f"{path}: cannot be read ({fault.strerror}). Give the folder of a run.") from fault
    except UnicodeDecodeError as fault:
        raise AuditError(f"{path}: not UTF-8 (byte {fault.start}). Run again with --again.") from fault
