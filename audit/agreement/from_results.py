"""A run's results as a reading."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from audit.agreement.reading import NOT_APPLICABLE, TIMELINE, Coded, Level, Quote, Reading
from audit.errors import AuditError
from audit.results import CaseResult, PassageRecord, RubricRecord, read_results
from audit.runfolder import RunFolder


def results_in(folder: Path, rubric: str) -> Path | None:
    """The results of a run's folder, those of the rubric asked for where there are several."""
    found = RunFolder(folder).results_of(rubric)
    return found if found.exists() else None


def from_results(path: Path, file: Path) -> Reading:
    cases: dict[str, Coded] = {}
    rubric: RubricRecord | None = None
    for result in read_results(file):
        if result.case_id in cases:
            raise AuditError(f"{file}: the case '{result.case_id}' stands twice. Compare one run at a time.")
        if rubric is not None and rubric != result.rubric:
            raise AuditError(f"{file}: graded with different rubrics or versions. Run again with --again.")
        cases[result.case_id], rubric = coded_result(result), result.rubric
    if not cases:
        raise AuditError(f"{file}: holds no case. Give the results of a run that found some.")
    return Reading(path, "results", cases, rubric)


def coded_result(result: CaseResult) -> Coded:
    """One case of a run."""
    levels: dict[str, Level] = {
        name: NOT_APPLICABLE if c.state == "not_applicable" else c.level for name, c in result.criteria.items()
    }
    facts, timeline = result.facts, result.facts["timeline"]
    return Coded(
        levels,
        {
            "forms": frozenset(facts["forms"]),
            "intervention_types": frozenset(i["type"] for i in facts["interventions"]),
            "contacts": frozenset(facts["contacts"]),
            "flags": frozenset(timeline["flags"]),
            **{name: timeline[name] for name in TIMELINE},
            **{name: facts[name] for name in ("outcome", "meetings", "talked_alone", "in_plan")},
            "district": result.district,
            "year": None if result.year is None else str(result.year),
            "bbic": result.bbic,
        },
        _result_passages(result),
        {name: c.confidence for name, c in result.criteria.items() if c.confidence},
    )


def _result_passages(result: CaseResult) -> dict[str, tuple[Quote, ...]]:
    hashes = {d.name: d.sha256 for d in result.documents}

    def quote(p: Mapping[str, Any]) -> Quote:
        return Quote(p["quote"], hashes[p["document"]], p["start"])

    def placed(p: PassageRecord) -> Quote:
        return Quote(p.quote, hashes[p.document], p.start)

    found = {name: tuple(placed(p) for p in c.passages if p.for_) for name, c in result.criteria.items()}
    found["marked"] = tuple(placed(p) for c in result.criteria.values() for p in c.passages)
    for name in ("needs", "interventions"):
        found[name] = tuple(quote(item["passage"]) for item in result.facts[name])
    return {name: quotes for name, quotes in found.items() if quotes}
