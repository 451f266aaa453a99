"""Readings become an agreement file: which files are compared, which figures are worked out."""

from collections.abc import Sequence
from dataclasses import dataclass

from audit import __version__
from audit.agreement.bootstrap import DRAWS, SEED, Drawn
from audit.agreement.bootstrap import drawn as draw
from audit.agreement.facts import facts_figures
from audit.agreement.file import POOLED, AgreementFile, CriterionFigures, ReaderRecord
from audit.agreement.file import Drawn as HowDrawn
from audit.agreement.levels import Unit, criterion_figures, levels_in, units_of
from audit.agreement.passages import passage_figures
from audit.agreement.reading import DOMAIN, Reading, names_of
from audit.errors import AuditError
from audit.rubric import Rubric


@dataclass(frozen=True, slots=True)
class Sample:
    """What the figures hang on beside the readings: where the files come from, and the bootstrap."""

    drawn: HowDrawn = "unknown"
    invented: bool = False
    draws: int = DRAWS
    seed: int = SEED


def compare(readings: Sequence[Reading], rubric: Rubric, sample: Sample = Sample()) -> AgreementFile:
    """All figures of these readers; the first is the tool where it takes part, the second its coding."""
    cases = shared_cases(readings)
    if not cases:
        raise AuditError(
            f"{readings[0].path} and {readings[1].path}: no case in common. The ids of the cases must be the same on "
            "both sides: the folder's name, or the column case_id."
        )
    drawn = draw(len(cases), draws=sample.draws, seed=sample.seed)
    for reading in readings:
        if reading.rubric and reading.rubric.id != rubric.head.id:
            raise AuditError(
                f"{reading.path}: was graded with the rubric '{reading.rubric.id}'. Name that rubric, or its folder, "
                "with --rubric."
            )
    graded_by = next((r.rubric for r in readings if r.rubric), None)
    return AgreementFile(
        schema=1,
        tool=f"aktgranska {__version__}",
        rubric=graded_by,
        invented=sample.invented,
        drawn=sample.drawn,
        cases=len(cases),
        readers=[
            ReaderRecord(name=_letter(n), kind=r.kind, cases=len(r.cases), only_here=len(only_in(readings, n)))
            for n, r in enumerate(readings)
        ],
        seed=sample.seed,
        draws=sample.draws,
        figures=_all_criteria(readings, rubric, cases, drawn),
        facts=facts_figures(readings[0], readings[1], cases, drawn),
        passages=passage_figures(readings[0], readings[1], cases, drawn),
    )


def shared_cases(readings: Sequence[Reading]) -> list[str]:
    """The cases that at least two readers have, sorted: the draws hang on their order."""
    every = sorted({case for r in readings for case in r.cases})
    return [case for case in every if sum(case in r.cases for r in readings) >= 2]


def only_in(readings: Sequence[Reading], place: int) -> list[str]:
    """The cases that no other reader has."""
    return sorted(
        case for case in readings[place].cases if not any(case in r.cases for n, r in enumerate(readings) if n != place)
    )


def _letter(number: int) -> str:
    """Readers are told apart by letters: a file name may hold a person's."""
    return chr(ord("A") + number) if number < 26 else f"A{number}"


def _all_criteria(
    readings: Sequence[Reading], rubric: Rubric, cases: Sequence[str], drawn: Drawn
) -> dict[str, CriterionFigures]:
    coded = {name for r in readings[1:] for case in cases if case in r.cases for name in r.cases[case].levels}
    names = [name for name in names_of(readings) if name in coded]
    areas = [name for name in names if name.startswith(DOMAIN)]
    found: dict[str, CriterionFigures] = {}
    for name, pooled in [*((n, [n]) for n in names), *([(POOLED, areas)] if areas else [])]:
        units = units_of(pooled, readings, cases)
        if units:
            levels = _levels(rubric, pooled[0], units, readings)
            found[name] = criterion_figures(units, levels, readings, drawn, len(cases), described=pooled[0] in areas)
    return found


def _levels(rubric: Rubric, name: str, units: Sequence[Unit], readings: Sequence[Reading]) -> int:
    given, criterion = levels_in(units), rubric.criterion(name)
    if criterion is None:
        return max(2, given)
    if given > len(criterion.levels):
        raise AuditError(
            f"{', '.join(str(r.path) for r in readings)}: {name}: level {given - 1} was given, but the rubric "
            f"'{rubric.head.id}' ends at {len(criterion.levels) - 1}. Mend it, or give the rubric with --rubric."
        )
    return len(criterion.levels)
