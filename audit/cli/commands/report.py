"""`aktgranska report`: builds the open report again, or joins several runs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from audit.cli.options import DAY, PATH, config_option, language_option
from audit.cli.terminal import OK, one_line


@click.command("report")
@click.argument("outs", nargs=-1, required=True, type=PATH, metavar="OUT…")
@click.option("--to", type=PATH, metavar="DIR", help="Where the joined report goes; else the first OUT.")
@config_option
@language_option
@click.option("--date", "report_date", type=DAY, help="Date printed on the report; else the newest document's.")
@click.option("--allow-mixed", is_flag=True, help="Join levels of different rubrics or versions, with a break shown.")
@click.option(
    "--agreement", type=PATH, metavar="FILE",
    help="Your own comparison with readers (`aktgranska agreement … -o`); counts from 30 files drawn at random.",
)  # fmt: skip
def command(
    outs: tuple[Path, ...],
    to: Path | None,
    language: str,
    report_date: Any,
    allow_mixed: bool,
    agreement: Path | None,
) -> int:
    """Builds the open report of one run, or joins several, from their levels alone."""
    from audit.report.build import build_open

    day = report_date.date() if report_date else None
    page = build_open(
        outs,
        to or outs[0],
        language=language,
        day=day,
        allow_mixed=allow_mixed,
        agreement=agreement,
        tell=lambda line: click.echo(one_line(line), err=True),
    )
    click.echo(one_line(str(page)))
    return OK
