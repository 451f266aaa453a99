"""`aktgranska agreement`: how far the tool and readers agree."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from audit.cli.options import PATH, config_option, json_option, language_option, rubric_option
from audit.cli.terminal import OK, console, one_line, print_json
from audit.errors import AuditError

if TYPE_CHECKING:
    from audit.agreement.reading import Reading
    from audit.report.agreement import Comparison
    from audit.report.tables import Table

SHOWN = 12  # ids named of those that only one reader has


@click.command("agreement")
@click.argument("results", type=PATH, metavar="RESULTS")
@click.argument("codings", nargs=-1, required=True, type=PATH, metavar="CODINGS…")
@click.option("-o", "--out", type=PATH, metavar="OUT", help="Page and figures: a folder, or the page's name (.html).")
@rubric_option
@config_option
@language_option
@click.option(
    "--drawn", type=click.Choice(["random", "chosen", "unknown"]), default="unknown", show_default=True,
    help="How the files were picked; only a random draw can tell of the rest.",
)  # fmt: skip
@click.option("--invented", is_flag=True, help="The files are invented; the report says so.")
@click.option("--draws", type=click.IntRange(100, 100_000), default=2000, show_default=True, help="Bootstrap draws.")
@click.option("--seed", type=click.IntRange(0), default=1, show_default=True, help="Seed of the draws.")
@json_option
def command(
    results: Path,
    codings: tuple[Path, ...],
    out: Path | None,
    rubrics: tuple[str, ...],
    language: str,
    drawn: Any,
    invented: bool,
    draws: int,
    seed: int,
    as_json: bool,
) -> int:
    """Compares grades with a reader's: per criterion and fact, with intervals.

    RESULTS is a run's folder, CODINGS a folder of case.yaml, a csv or xlsx with a row a case, or another run. With more
    than one CODINGS every two readers are compared, and all together; RESULTS may be a reader's too.
    """
    from audit.agreement.codings import read_reading
    from audit.agreement.compare import Sample, compare
    from audit.report.agreement import Comparison, write_agreement
    from audit.rubric import load_rubric

    if len(rubrics) > 1:
        raise AuditError("one rubric is meant here. Give --rubric once.")
    rubric = load_rubric(rubrics[0])
    criteria = [c.id for c in rubric.criteria if not c.each]
    readings = [read_reading(path, criteria, rubric.head.id) for path in (results, *codings)]
    file = compare(readings, rubric, Sample(drawn=drawn, invented=invented, draws=draws, seed=seed))
    shown = Comparison(file, rubric, language, brief=True)
    written = write_agreement(file, rubric, out, language) if out else None
    _tell(shown, readings)
    if as_json:
        print_json(json.loads(file.text()))
        return OK
    click.echo(shown.of_what)
    for table in (shown.levels(), shown.described(), shown.pairs(), shown.facts(), shown.passages()):
        if table:
            _show(table)
    click.echo(shown.t("agreement.areas_hint"))
    if len(readings) > 2:
        click.echo(shown.t("agreement.how.many"))
    if written:
        click.echo(one_line(shown.t("agreement.wrote", page=written[0], file=written[1])))
    return OK


def _tell(shown: Comparison, readings: list[Reading]) -> None:
    """Who is which letter, which columns mean nothing here, and which cases have nobody to compare with."""
    from audit.agreement.compare import only_in

    for place, reading in enumerate(readings):
        click.echo(one_line(f"{shown.reader(place)}: {reading.path}"), err=True)
        if reading.passed_over:
            click.echo(
                one_line(f"Note: {reading.path}: columns passed over: {', '.join(reading.passed_over)}."), err=True
            )
        alone = only_in(readings, place)
        if alone:
            ids = ", ".join(alone[:SHOWN]) + (" …" if len(alone) > SHOWN else "")
            said = shown.t("agreement.only_here", name=shown.reader(place), n=len(alone))
            click.echo(one_line(f"{said} ({ids})"), err=True)


def _show(table: Table) -> None:
    from rich.table import Table as Shown

    from audit.report.tables import NOT_AVAILABLE

    drawn = Shown(title=table.title, title_justify="left")
    why: dict[str, str] = {}  # why figures are not there stands below: a column is too narrow for it
    for place, column in enumerate(table.columns):
        figures = [len(_plain(row[place].text)) for row in table.rows if row[place].number is not None]
        # Figures stand on one line; what folds is the words.
        wide = max([*figures, *map(len, column.split())]) if figures else None
        drawn.add_column(column, justify="right" if figures else "left", min_width=wide, max_width=wide)
        for row in table.rows:
            if row[place].kind == "sign":
                named = ", ".join(_plain(cell.text) for cell in row[:place] if cell.kind == "text")
                why[f"{named}, {column}"] = _plain(row[place].text)
    for row in table.rows:
        drawn.add_row(*(NOT_AVAILABLE if cell.kind == "sign" else _plain(cell.text) for cell in row))
    console().print(drawn)
    for where, reason in why.items():
        click.echo(f"{where}: {reason}")


def _plain(text: str) -> str:
    from audit.report.view import NBSP, WORD_JOINER

    return one_line(text.replace(WORD_JOINER, "").replace(NBSP, " "))
