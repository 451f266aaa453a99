"""`aktgranska run`: audits all case files and writes results and report."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from audit.cli.options import (
    DAY,
    PATH,
    case_option,
    config_option,
    include_option,
    json_option,
    language_option,
    manifest_option,
    model_option,
    roles_option,
    rubric_option,
)
from audit.cli.terminal import OK, STRICT, ProgressShown, console, one_line, print_json
from audit.errors import AuditError

if TYPE_CHECKING:
    from audit.annotate.learned import RolesBy
    from audit.discovery import CaseSource
    from audit.results import CaseResult
    from audit.rubric import Rubric

FEW_CASES = 12  # below this a second process costs more than it saves
QUEUE_LINES = 14  # a screen less the summary above it


@click.command("run")
@click.argument("paths", nargs=-1, required=True, type=PATH, metavar="PATH…")
@click.option("-o", "--out", required=True, type=PATH, metavar="OUT", help="Folder for results and report.")
@rubric_option
@manifest_option
@config_option
@language_option
@case_option
@include_option
@model_option
@roles_option
@click.option("--as-of", type=DAY, help="Day by which a follow-up is due; else the newest document's.")
@click.option("--date", "report_date", type=DAY, help="Date printed on the report; else the newest document's.")
@click.option("--workers", type=click.IntRange(1, 64), help="Processes; else as many as there are cores, at most 4.")
@click.option("--strict", is_flag=True, help="Exit 3 if anything was unreadable or not assessable.")
@click.option("--again", is_flag=True, help="Start over: throw away what earlier runs left in OUT.")
@click.option("--dry-run", is_flag=True, help="Show which cases and documents would be read, and stop.")
@json_option
def command(
    paths: tuple[Path, ...],
    out: Path,
    rubrics: tuple[str, ...],
    manifest: Path | None,
    language: str,
    case_is: str | None,
    include: tuple[str, ...],
    model: Path | None,
    roles: RolesBy,
    as_of: Any,
    report_date: Any,
    workers: int | None,
    strict: bool,
    again: bool,
    dry_run: bool,
    as_json: bool,
) -> int:
    """Audits all case files under PATH and writes results and report to OUT."""
    from audit.discovery import find_cases
    from audit.rubric import load_rubric

    loaded = tuple(load_rubric(name) for name in rubrics)
    if out.resolve() in {path.resolve() for path in paths}:
        raise AuditError(f"{out}: is the folder of the case files. Give another folder for the results.")
    found = find_cases(paths, case=case_is, manifest=manifest, include=include)  # type: ignore[arg-type]
    for folder in found.unlisted:
        click.echo(
            one_line(f"Note: {folder}: holds documents, but no row of the manifest names it; left out."), err=True
        )
    if found.passed_over:
        kinds = sorted({p.suffix.lower() or "no suffix" for p in found.passed_over})
        click.echo(
            one_line(f"Note: {len(found.passed_over)} files of other kinds passed over ({', '.join(kinds)})."),
            err=True,
        )
    if dry_run:
        return _show_dry_run(found.cases, as_json=as_json)
    from audit.pipeline import Means
    from audit.runs import Run, carry_out

    done = carry_out(
        Run(
            cases=found.cases,
            rubrics=loaded,
            out=out,
            language=language,
            as_of=as_of.date() if as_of else None,
            report_date=report_date.date() if report_date else None,
            means=Means(model, roles),
            workers=workers or _workers(len(found.cases)),
            again=again,
        ),
        tell=lambda line: click.echo(one_line(line), err=True),
        progress=ProgressShown,
    )
    for number, results in enumerate(done.results):
        if as_json:
            break
        _show_summary(results, loaded[number], language)
        _show_queue(results, loaded[number], language, done.internal)
    if as_json:
        print_json({"out": str(out), **done.counts})
    else:
        click.echo(
            f"\n{one_line(f'Report:   {done.report}')}\n{one_line(f'Internal: {done.internal} (under secrecy)')}"
        )
    return STRICT if strict and (done.counts["unreadable"] or done.counts["not_assessable"]) else OK


def _workers(cases: int) -> int:
    return 1 if cases < FEW_CASES else min(4, os.cpu_count() or 1)


def _show_dry_run(cases: Sequence[CaseSource], *, as_json: bool) -> int:
    if as_json:
        listed = [{"case_id": c.id, "documents": [c.name_of(f) for f in c.files]} for c in cases]
        print_json({"cases": listed})
        return OK
    for case in cases:
        click.echo(one_line(f"{case.id}: {', '.join(map(case.name_of, case.files))}"))
    click.echo(f"{len(cases)} cases, {sum(len(c.files) for c in cases)} documents. Nothing was read.", err=True)
    return OK


def _show_summary(results: Sequence[CaseResult], rubric: Rubric, language: str) -> None:
    from rich.table import Table

    from audit.report.words import criterion_of
    from audit.texts import texts_in

    t = texts_in(language)
    table = Table(title=getattr(rubric.head.title, language), title_justify="left", show_lines=False)
    for heading in ("criterion", "level.0", "level.1", "level.2", "level.3", "state.other"):
        table.add_column(t(f"summary.{heading}"), justify="left" if heading == "criterion" else "right")
    counts: dict[str, Counter[int | None]] = {criterion.id: Counter() for criterion in rubric.criteria}
    owner: dict[str, str] = {}
    unread: list[str] = []
    for result in results:
        for name, record in result.criteria.items():
            if name not in owner:
                owner[name] = criterion_of(rubric, name).id
            counts[owner[name]][record.level] += 1
        unread += [
            f"{result.case_id}: {d.name}: {t(f'reason.{d.reason}')}"
            for d in result.documents
            if d.status == "unreadable"
        ]
    for criterion in rubric.criteria:
        found = counts[criterion.id]
        cells = [str(found[n]) if n in criterion.levels else "" for n in range(4)]
        table.add_row(getattr(criterion.title or criterion.asks, language), *cells, str(found[None]))
    console().print(table)
    for line in unread:
        click.echo(one_line(line), err=True)
    click.echo(t("summary.proposal"))


def _show_queue(results: Sequence[CaseResult], rubric: Rubric, language: str, index: Path) -> None:
    """The levels for a person to read first, at most a screen of them."""
    from audit.report.queue import first_of, queue_of

    click.echo()
    for line in first_of(queue_of(results, rubric), rubric, language, lines=QUEUE_LINES, whole=str(index)):
        click.echo(one_line(line))
