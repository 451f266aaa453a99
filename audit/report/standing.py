"""Who stands for the levels: what was measured of each criterion, and whether it may stand among the main findings.

A unit's own agreement file counts where at least 30 real files were drawn at random and graded by the same rubric.
Until then the shipped measurement on invented files is told; it holds for the state of the rubric it was made with.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from audit.agreement.file import POOLED, AgreementFile, Estimate, read_agreement
from audit.errors import AuditError

LEAST_CASES = 30
FLOOR = 0.4  # of kappa's lower limit, where a rubric names none
Status = Literal["confirmed", "checked", "draft"]


class Figure(BaseModel):
    """One criterion's agreement."""

    model_config = ConfigDict(extra="ignore", frozen=True)
    n: int
    kappa: Estimate


class _Rubric(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)
    sha256: str


class Measured(BaseModel):
    """What the standing needs of an agreement file."""

    model_config = ConfigDict(extra="ignore", frozen=True)
    cases: int
    rubric: _Rubric | None
    invented: bool
    figures: dict[str, Figure]

    def figure(self, criterion: str, *, each: bool) -> Figure | None:
        """The figure of a criterion; of one made for each area, that of all areas together."""
        return self.figures.get(POOLED if each else criterion)


@dataclass(frozen=True, slots=True)
class Standing:
    """What may be said of the levels: by whom they were set, and what was measured of them."""

    confirmed: bool = False
    own: Measured | None = None  # with the unit's own reviewers
    shipped: Measured | None = None  # on invented files
    other_state: bool = False  # a measurement is shipped, but of another state of the rubric
    floor: float = FLOOR

    @property
    def measured(self) -> Measured | None:
        """What holds for these levels: the unit's own figures before the shipped ones."""
        return self.own or self.shipped

    def figure(self, criterion: str, *, each: bool = False) -> Figure | None:
        """What was measured of a criterion."""
        return self.measured.figure(criterion, each=each) if self.measured and not self.confirmed else None

    def on_trial(self, criterion: str, *, each: bool = False) -> bool:
        """Whether the lower limit of what was measured lies under the rubric's floor."""
        found = self.figure(criterion, each=each)
        return found is not None and found.kappa.low is not None and found.kappa.low < self.floor

    def status(self, criterion: str, *, each: bool = False) -> Status:
        """Who stands for a criterion's levels."""
        if self.confirmed:
            return "confirmed"
        found = self.own.figure(criterion, each=each) if self.own else None
        return "checked" if found and found.kappa.low is not None and found.kappa.low > self.floor else "draft"


def standing_of(
    rubric: Mapping[str, Any], sources: Collection[str], graded_by: Collection[str], own: AgreementFile | None
) -> Standing:
    """The standing of levels. `graded_by`: the hashes of the rubrics that set them; `own`: a file that counts."""
    shipped = _shipped(rubric)
    same = shipped is not None and shipped.rubric is not None and set(graded_by) == {shipped.rubric.sha256}
    return Standing(
        confirmed=bool(sources) and "tool" not in sources,
        own=Measured.model_validate(own.model_dump()) if own else None,
        shipped=shipped if same else None,
        other_state=shipped is not None and not same,
        floor=float(rubric.get("floor", FLOOR)),
    )


def own_agreement(path: Path, graded_by: Collection[str]) -> tuple[AgreementFile | None, str]:
    """The unit's own agreement file where it counts; else None, and why it does not."""
    file = read_agreement(path)
    kinds = [reader.kind for reader in file.readers]
    if file.rubric is None or kinds[:1] != ["results"] or "codings" not in kinds[1:]:
        return None, "it does not compare the tool with a reader. Give RESULTS of a run first, then the codings."
    if file.invented:
        return None, "its files are invented. Compare with your own reviewers on your own files."
    if file.cases < LEAST_CASES:
        return None, f"it holds {file.cases} files; at least {LEAST_CASES} are needed."
    if file.drawn != "random":
        return None, "its files were not drawn at random, or it is not said that they were (--drawn random)."
    if {file.rubric.sha256} != set(graded_by):
        return None, "these levels were set by another state of the rubric. Compare again after the run."
    return file, ""


def _shipped(rubric: Mapping[str, Any]) -> Measured | None:
    found = rubric.get("measured")
    if found is None:
        return None
    try:
        return Measured.model_validate(found)
    except ValidationError as fault:
        key = ".".join(str(p) for p in fault.errors()[0]["loc"])
        raise AuditError(f"rubric.json: measured.{key}: {fault.errors()[0]['msg']}. Run again.") from fault
