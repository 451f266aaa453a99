"""The seam: what was found in a case as plain data, one JSON object a line, the same bytes for the same input.

Whatever comes after reads this and nothing else. The schema has a version; `read_results` takes every version ever
released, each older one through its upgrader.
"""

import json
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Annotated as Typed
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, PlainSerializer, ValidationError

from audit.doubt import Code
from audit.errors import AuditError

SCHEMA = 1
UPGRADERS: dict[int, Callable[[dict[str, Any]], dict[str, Any]]] = {}  # version → one version up


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


class MetRecord(_Record):
    """One least value of the level that was given, and what was found for it."""

    measure: str
    has: Number
    needs: Number


class NearRecord(_Record):
    """A passage that nearly counted, and the conditions it did not meet; made to explain a level, in no line."""

    failed: list[str]
    passage: PassageRecord


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
    doubt: Code | None = None  # why it is not firm; results from before it was told have none
    as_far_as_read: bool
    decided: list[MetRecord] = []  # the rule that decided; results from before it was told have none
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


def day_of(when: str | None) -> date | None:
    """The day of an ISO date; None for an occasion in words ("vid terminens slut"), which has none."""
    try:
        return date.fromisoformat(when) if when else None
    except ValueError:
        return None


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
