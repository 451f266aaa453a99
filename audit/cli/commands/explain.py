"""`aktgranska explain`: what carries one grade and what the next one lacks."""

from __future__ import annotations

from typing import Any

import click

from audit.cli.one_case import one_case, one_case_options
from audit.cli.terminal import OK, one_line, print_json
from audit.config import known_words
from audit.errors import AuditError


@click.command("explain")
@one_case_options
@click.argument("criterion", metavar="CRITERION")
@click.option("--quotes", is_flag=True, help="Show the words of the passages too.")
def command(criterion: str, quotes: bool, language: str, as_json: bool, **which: Any) -> int:
    """Explains one grade: the rule that decided, the passages, what the next grade lacks and what lay nearest."""
    found = one_case(**which)
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
