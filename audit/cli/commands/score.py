"""`aktgranska score`: grades one case."""

from __future__ import annotations

import json
from typing import Any

import click

from audit.cli.one_case import one_case, one_case_options
from audit.cli.terminal import OK, console, one_line, print_json


@click.command("score")
@one_case_options
def command(language: str, as_json: bool, **which: Any) -> int:
    """Grades one case: a folder, a file, or an id with --in OUT."""
    found = one_case(**which)
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
