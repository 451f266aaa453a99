"""The two builds: `open/` from levels and rubric alone, and the internal pages from results and texts."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from audit.levels import read_levels
from audit.results import CaseResult
from audit.rubric import Rubric
from audit.runfolder import RunFolder, write_whole


def build_open(
    folders: Sequence[Path], to: Path, *, language: str, day: date | None, allow_mixed: bool = False
) -> Path:
    """Writes `open/` under `to` from the levels of these runs; gives the path of the page."""
    cases = sum(1 for folder in folders for _ in read_levels(RunFolder(folder).levels))
    out = RunFolder(to).open / "report.html"
    write_whole(out, f"<!doctype html>\n<title>aktgranska</title>\n<p>{cases}</p>\n")
    return out


def build_internal(out: RunFolder, results: Sequence[CaseResult], rubric: Rubric, *, language: str) -> Path:
    """Writes the internal pages of a run; gives the path of the case list."""
    index = out.internal / "index.html"
    write_whole(index, f"<!doctype html>\n<title>INTERN</title>\n<p>{len(results)}</p>\n", secret=True)
    return index
