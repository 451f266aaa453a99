"""`aktgranska explain`: what carries one grade and what the next one lacks."""

from __future__ import annotations

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
from audit.cli.terminal import OK, one_line, print_json
from audit.config import known_words
from audit.errors import AuditError

if TYPE_CHECKING:
    from audit.annotate.learned import RolesBy


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
@roles_option
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
    roles: RolesBy,
    as_json: bool,
) -> int:
    """Explains one grade: the rule that decided, the passages, what the next grade lacks and what lay nearest."""
    from audit.pipeline import Means

    found = one_case(case, out, rubrics, include, Means(model, roles))
    result, rubric = found.result, found.rubric
    if criterion not in result.criteria:
        known = known_words(criterion, list(result.criteria))
        raise AuditError(f"no criterion '{one_line(criterion)}' in this case. {known}")
    from audit.recorded import nearest_of
    from audit.report.explained import as_data, explain, lines_of

    read = found.audited
    nearest = nearest_of(read.annotated, read.facts, rubric, result, criterion) if read else None
    if as_json:
        print_json(as_data(result, criterion, nearest, quotes=quotes))
        return OK
    said = explain(result, criterion, rubric, language, nearest)
    for line in lines_of(result.case_id, said, language, quotes=quotes, from_files=read is not None):
        click.echo(one_line(line))
    return OK
