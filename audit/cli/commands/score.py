"""`aktgranska score`: grades one case."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from audit.cli.one_case import one_case
from audit.cli.options import (
    PATH,
    config_option,
    include_option,
    json_option,
    language_option,
    model_option,
    roles_option,
    rubric_option,
)
from audit.cli.terminal import OK, console, one_line, print_json

if TYPE_CHECKING:
    from audit.annotate.learned import RolesBy


@click.command("score")
@click.argument("case", metavar="CASE")
@click.option("--in", "out", type=PATH, metavar="OUT", help="CASE is an id in this run's results.")
@rubric_option
@config_option
@language_option
@include_option
@model_option
@roles_option
@json_option
def command(
    case: str,
    out: Path | None,
    rubrics: tuple[str, ...],
    language: str,
    include: tuple[str, ...],
    model: Path | None,
    roles: RolesBy,
    as_json: bool,
) -> int:
    """Grades one case: a folder, a file, or an id with --in OUT."""
    from audit.pipeline import Means

    found = one_case(case, out, rubrics, include, Means(model, roles))
    result, rubric = found.result, found.rubric
    if as_json:
        print_json(json.loads(result.line()))
        return OK
    from rich.table import Table

    from audit.report.words import criterion_title, lacking_words, level_name, reason_words
    from audit.texts import texts_in

    t = texts_in(language)
    table = Table(title=one_line(result.case_id), title_justify="left")
    for heading in ("criterion", "level", "confidence", "lacking"):
        table.add_column(t(f"score.{heading}"))
    for name, record in result.criteria.items():
        if record.level is None:
            table.add_row(
                criterion_title(rubric, name, language), t(f"state.{record.state}"), "", reason_words(record.reason, t)
            )
            continue
        level = f"{record.level} {level_name(rubric, name, record.level, language)}"
        lacking = "; ".join(lacking_words(rubric, name, record, language))
        table.add_row(criterion_title(rubric, name, language), level, t(f"confidence.{record.confidence}"), lacking)
    console().print(table)
    return OK
