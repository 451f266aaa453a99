"""`aktgranska explain`: what carries one grade and what the next one lacks."""

from __future__ import annotations

from pathlib import Path

import click

from audit.cli.one_case import result_for
from audit.cli.options import (
    PATH,
    config_option,
    include_option,
    json_option,
    language_option,
    model_option,
    rubric_option,
)
from audit.cli.terminal import OK, one_line, print_json
from audit.config import known_words
from audit.errors import AuditError


@click.command("explain")
@click.argument("case", metavar="CASE")
@click.argument("criterion", metavar="CRITERION")
@click.option("--in", "out", type=PATH, metavar="OUT", help="CASE is an id in this run's results.")
@click.option("--quotes", is_flag=True, help="Show the words of the passages too.")
@rubric_option
@config_option
@language_option
@include_option
@model_option
@json_option
def command(
    case: str,
    criterion: str,
    out: Path | None,
    quotes: bool,
    rubrics: tuple[str, ...],
    language: str,
    include: tuple[str, ...],
    model: Path | None,
    as_json: bool,
) -> int:
    """Shows what carries one grade, where it stands, and what the next grade lacks."""
    result, rubric = result_for(case, out, rubrics, include, model)
    if criterion not in result.criteria:
        known = known_words(criterion, list(result.criteria))
        raise AuditError(f"no criterion '{one_line(criterion)}' in this case. {known}")
    record = result.criteria[criterion]
    if as_json:
        data = record.model_dump(mode="json", by_alias=True)
        if not quotes:
            for passage in data["passages"]:
                passage.pop("quote")
        print_json({"case_id": result.case_id, "criterion": criterion, **data})
        return OK
    from audit.report.words import explained

    for line in explained(result, criterion, rubric, language, quotes=quotes):
        click.echo(one_line(line))
    return OK
