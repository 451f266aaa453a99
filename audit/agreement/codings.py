"""Readers' grades from wherever they stand: a run's results, a folder of case.yaml, or a table with a row a case."""

from collections.abc import Collection
from pathlib import Path

from audit.agreement.from_results import from_results, results_in
from audit.agreement.from_table import from_table
from audit.agreement.from_yaml import from_folder, from_yaml
from audit.agreement.reading import Reading


def read_reading(path: Path, criteria: Collection[str], rubric: str = "") -> Reading:
    """One reader's grades; `criteria` are the ids of the rubric, `rubric` its own id, for a run of several."""
    if path.is_dir():
        found = results_in(path, rubric)
        return from_results(path, found) if found else from_folder(path, criteria)
    suffix = path.suffix.lower()
    if suffix == ".jsonl":
        return from_results(path, path)
    if suffix in (".yaml", ".yml"):
        return Reading(path, "codings", dict([from_yaml(path, path.stem, criteria)]))
    return from_table(path, criteria)
