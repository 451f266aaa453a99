"""The agreement file: what one comparison of readers gave, as versioned JSON without a word, name or id of any file.

`aktgranska agreement … -o` writes it; the report's status reads it with `read_agreement`. A figure that a table cannot
give is null with a reason (`reason.*` of the catalogue), never NaN.
"""

import json
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from audit.errors import AuditError
from audit.results import RubricRecord

SCHEMA = 1
FILE_NAME = "agreement.json"
POOLED = "domains"  # among the figures: all areas of life together
Drawn = Literal["random", "chosen", "unknown"]


class _Record(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Estimate(_Record):
    """A figure with its 95 % interval; `reason` says why it, or only its interval, is null ("all_one_level": "2")."""

    value: float | None
    low: float | None = None
    high: float | None = None
    reason: str | None = None
    values: dict[str, str] = {}


class ReaderRecord(_Record):
    """One who graded: the name shown, a program's results or a person's codings, and how many files."""

    name: str
    kind: Literal["results", "codings"]
    cases: int
    only_here: int  # files that no other reader has


class LevelFigures(_Record):
    """Agreement on levels. Kappa, exact and bias are of one pair; alpha and AC2 are over all readers of the block.

    `bias` is the mean of given minus coded, in levels.
    """

    n: int
    kappa: Estimate
    ac2: Estimate
    alpha: Estimate
    exact: Estimate
    bias: Estimate


class PairFigures(LevelFigures):
    """Two of several readers, by their places in `readers`; the second is taken as the coding."""

    first: int
    second: int
    withheld: int


class ConfidenceFigures(_Record):
    """How often levels of one confidence were wrong; `share` with Wilson's interval."""

    n: int
    wrong: int
    share: Estimate


class CriterionFigures(LevelFigures):
    """One criterion. A level withheld where the coding gives one counts as the farthest, but in `graded_only`."""

    levels: int
    withheld: int
    two_off: int
    state: Estimate  # graded or not applicable, as coded
    state_n: int
    graded_only: LevelFigures
    described: Estimate | None = None  # F1 of the highest level: areas only
    prevalence: list[list[int]]  # a reader a row: how many files at each level, then na, then withheld
    confusion: list[list[int]]  # coded level or na a row; given level, na or withheld a column; first reader by second
    by_confidence: dict[str, ConfidenceFigures] = {}
    pairs: list[PairFigures] = []  # with more than two readers: every two of them


class FactFigures(_Record):
    """One fact. Which figures it has follows from its kind; the others are null."""

    kind: Literal["set", "date", "boolean", "class", "count"]
    n: int
    withheld: int = 0  # counted as wrong
    exact: Estimate | None = None
    kappa: Estimate | None = None
    f1: Estimate | None = None
    precision: Estimate | None = None
    recall: Estimate | None = None
    within_one: Estimate | None = None
    dated: Estimate | None = None  # right among those with a date in the coding
    graded_only: dict[str, Estimate] = {}


class PassageFigures(_Record):
    """Passages of one criterion compared by overlap, over files where both readers give some.

    `positions`: by place in the text where both have places, else by the words quoted.
    """

    n: int
    positions: bool
    f1: Estimate
    precision: Estimate
    recall: Estimate


class AgreementFile(_Record):
    """All figures of one comparison. `readers[0]` is the tool where it took part; the others code."""

    schema_: int = Field(default=SCHEMA, alias="schema")
    tool: str
    rubric: RubricRecord | None
    invented: bool
    drawn: Drawn
    cases: int  # files that the first reader has in common with another
    readers: list[ReaderRecord]
    seed: int
    draws: int
    figures: dict[str, CriterionFigures]
    facts: dict[str, FactFigures]
    passages: dict[str, PassageFigures]

    def text(self) -> str:
        """The file's content: the same bytes for the same figures."""
        data = self.model_dump(mode="json", by_alias=True)
        return json.dumps(data, ensure_ascii=False, sort_keys=True, indent=1) + "\n"


def read_agreement(path: Path) -> AgreementFile:
    """The figures of an earlier comparison, from its file or the folder that holds it."""
    path = path / FILE_NAME if path.is_dir() else path
    try:
        raw: Any = json.loads(path.read_text(encoding="utf-8"))
    except OSError as fault:
        raise AuditError(f"{path}: cannot be read ({fault.strerror}). Make it with `aktgranska agreement`.") from fault
    except ValueError as fault:
        raise AuditError(f"{path}: not a JSON file. Make it anew with `aktgranska agreement`.") from fault
    version = raw.get("schema") if isinstance(raw, dict) else None
    if not isinstance(version, int):
        raise AuditError(f"{path}: not an agreement file. Make it with `aktgranska agreement … -o`.")
    if version > SCHEMA:
        raise AuditError(f"{path}: schema {version} is newer than this program's {SCHEMA}. Update aktgranska.")
    try:
        return AgreementFile.model_validate(raw)
    except ValidationError as fault:
        key = ".".join(str(p) for p in fault.errors()[0]["loc"])
        raise AuditError(f"{path}: {key}: {fault.errors()[0]['msg']}. Make it anew.") from fault
