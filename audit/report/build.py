"""The two builds: `open/` from levels and rubric alone, and the internal pages from results and texts."""

import json
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from audit.aggregate import counts_json, counts_of
from audit.errors import AuditError
from audit.levels import LevelRecord, read_levels
from audit.report.band import band_of
from audit.report.charts import Row
from audit.report.internal import write_internal
from audit.report.pages import page
from audit.report.sections.simple import share_row
from audit.report.spreadsheet import workbook_bytes
from audit.report.standing import own_agreement, standing_of
from audit.report.tables import SECTIONS, Table, tables_of
from audit.report.view import View
from audit.results import CaseResult
from audit.rubric import Rubric
from audit.runfolder import RunFolder, write_whole

FIRST_SCREEN = (("analysis", "analysis"), ("child_voice", "voice"), ("follow_up", "follow_up"))


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the page with its tables."""

    id: str
    title: str
    tables: tuple[Table, ...]


def build_open(
    folders: Sequence[Path],
    to: Path,
    *,
    language: str,
    day: date | None,
    allow_mixed: bool = False,
    agreement: Path | None = None,
    tell: Callable[[str], None] = lambda line: None,
) -> Path:
    """Writes `open/` under `to` from the levels and rubrics of these runs; gives the path of the page.

    `agreement`: the unit's own file, as `aktgranska agreement` leaves it. Where it does not count, `tell` says why.
    """
    records, rubric = _read(folders, allow_mixed=allow_mixed)
    counts = counts_of(records)
    graded_by = {record.rubric.rsplit(" ", 1)[1] for record in records} or {str(rubric.get("sha256"))}
    own, why_not = own_agreement(agreement, graded_by) if agreement else (None, "")
    if why_not:
        tell(f"Note: {agreement}: does not count as a check of these levels: {why_not}")
    view = View(counts, rubric, language, standing_of(rubric, counts.sources, graded_by, own))
    t = view.t
    sections = tuple(
        Section(name, t(f"section.{name}"), tables) for name in SECTIONS if (tables := tables_of(view, name))
    )
    out = RunFolder(to).open
    html = page(
        "report.html",
        language=language,
        title=t("report.title"),
        rubric_title=rubric["title"][language],
        band=band_of(view),
        period=_period(view),
        day=day.isoformat() if day else None,
        sections=sections,
        points=_first_screen(view, sections),
        files=_files(view),
        mixed=bool(view.breaks()),
        cases=counts.cases,
        least=counts.least,
    )
    write_whole(out / "report.html", html)
    write_whole(out / "counts.json", counts_json(counts))
    _write_bytes(
        out / "tables.xlsx", workbook_bytes([(s.title, x) for s in sections for x in s.tables], title=t("report.title"))
    )
    return out / "report.html"


def build_internal(out: RunFolder, results: Sequence[CaseResult], rubric: Rubric, *, language: str) -> Path:
    """Writes the internal pages of a run; gives the path of the case list."""
    return write_internal(out, results, rubric, language=language)


def _read(folders: Sequence[Path], *, allow_mixed: bool) -> tuple[list[LevelRecord], dict[str, Any]]:
    seen: dict[Path, Path] = {}
    records: list[LevelRecord] = []
    rubrics: list[dict[str, Any]] = []
    for folder in folders:
        if folder.resolve() in seen:
            raise AuditError(f"{folder}: given twice. Each run counts once; take one away.")
        seen[folder.resolve()] = folder
        run = RunFolder(folder)
        records += read_levels(run.levels)
        rubrics.append(_read_rubric(run.rubric))
    if not allow_mixed:
        _refuse_mixed(folders, records)
    return records, _joined(rubrics)


def _read_rubric(path: Path) -> dict[str, Any]:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        if not isinstance(found, dict) or "criteria" not in found:
            raise AuditError(f"{path}: not the rubric of a run. Run again.")
        return found
    except OSError as fault:
        raise AuditError(f"{path}: cannot be read ({fault.strerror}). Give the folder of a run.") from fault
    except ValueError as fault:
        raise AuditError(f"{path}: not a JSON object. Run again.") from fault


def _refuse_mixed(folders: Sequence[Path], records: Sequence[LevelRecord]) -> None:
    names = ", ".join(str(f) for f in folders)
    if len({r.rubric for r in records}) > 1:
        raise AuditError(
            f"{names}: the levels were set by different rubrics or versions. Run all again with one, "
            "or add --allow-mixed to join them with a break shown."
        )
    if len({r.source for r in records}) > 1:
        raise AuditError(
            f"{names}: some levels are the tool's and some a reader's. Report them apart, or add --allow-mixed."
        )


def _joined(rubrics: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """The first rubric with the criteria and lacking codes that only others have."""
    first, criteria = rubrics[0], {c["id"]: c for c in rubrics[0]["criteria"]}
    for other in rubrics[1:]:
        for criterion in other["criteria"]:
            mine = criteria.setdefault(criterion["id"], criterion)
            criteria[criterion["id"]] = mine | {"lacks": criterion["lacks"] | mine["lacks"]}
    return first | {"criteria": list(criteria.values())}


def _period(view: View) -> str:
    years = [y for y in view.counts.years if y.isdigit()]
    return "" if not years else years[0] if len(years) == 1 else f"{years[0]}–{years[-1]}"


def _files(view: View) -> str:
    """The line under the main findings: how many files of how many districts, and how many could be read."""
    t, counts = view.t, view.counts
    if not counts.cases:
        return t("report.no_cases")
    districts = len([d for d in counts.districts if d != "?"])
    read = counts.tally("readable")
    said = t("say.files", cases=t.n("count.case", counts.cases), districts=t.n("count.district", districts))
    if read.closed:
        return said
    unread = read.count("no") or 0
    return (
        f"{said} {t('say.files_read', count=view.whole(counts.cases - unread)) if unread else t('say.files_all_read')}"
    )


def _first_screen(view: View, sections: Sequence[Section]) -> list[dict[str, Any]]:
    """The main findings: the first sentence and the dot of analysis, voice, follow-up and time."""
    shown = {s.id: s for s in sections}
    points = []
    for criterion, section in FIRST_SCREEN:
        if section not in shown or view.standing.on_trial(criterion):
            continue
        table = next((x for x in shown[section].tables if x.id == f"levels.{criterion}"), None)
        if table and table.said:
            points.append({"said": table.said[0], "section": section, "title": shown[section].title,
                           "row": _dot_of(view, criterion)})  # fmt: skip
    over = view.counts.tally("over_four_months")
    if "time" in shown and over.base and not over.closed:
        said = view.t("say.four_months", share=view.share(over.count("yes") or 0, over.base))
        row = share_row(view, "", [(over, ("yes",), "full")])
        points.append({"said": said, "section": "time", "title": shown["time"].title, "row": row})
    return points


def _dot_of(view: View, criterion: str) -> Row | None:
    top = str(len(view.criteria[criterion].levels) - 1)
    row = share_row(view, "", [(view.counts.tally(f"level.{criterion}"), (top,), "full")])
    return row if row.dots else None


def _write_bytes(path: Path, content: bytes) -> None:
    beside = path.with_name(f".{path.name}.part")
    beside.write_bytes(content)
    os.replace(beside, path)
