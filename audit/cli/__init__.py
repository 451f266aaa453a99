"""The commands; the only place that prints, exits or shows an error. Heavy imports wait until a command needs them."""

from __future__ import annotations

import os
import pkgutil
import sys
from importlib import import_module
from typing import Any

import click

from audit import __version__
from audit.cli import commands
from audit.cli.terminal import INTERRUPTED, MENDABLE, OK, one_line
from audit.errors import AuditError


class _Group(click.Group):
    """Shows what a user can mend as one line; our own mistakes keep their traceback."""

    def main(self, *args: Any, **kwargs: Any) -> Any:
        for stream in (sys.stdout, sys.stderr):
            if hasattr(stream, "reconfigure"):  # a CP1252 or ASCII console shows ? rather than failing
                stream.reconfigure(errors="replace")
        kwargs["standalone_mode"] = False
        try:
            code = super().main(*args, **kwargs)
        except click.exceptions.Abort:
            click.echo("Interrupted. What was finished is kept; run again to go on.", err=True)
            sys.exit(INTERRUPTED)
        except KeyboardInterrupt:
            click.echo("Interrupted. What was finished is kept; run again to go on.", err=True)
            sys.exit(INTERRUPTED)
        except click.ClickException as fault:
            fault.show()
            sys.exit(fault.exit_code)
        except AuditError as fault:
            click.echo(f"Error: {one_line(str(fault))}", err=True)
            sys.exit(MENDABLE)
        sys.exit(code if isinstance(code, int) else OK)

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except BrokenPipeError:  # `aktgranska explain … | head`: who reads has read enough
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return OK


@click.group(
    cls=_Group,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, prog_name="aktgranska")
@click.pass_context
def cli(ctx: click.Context) -> None:
    """Audits Swedish child-welfare case files against a coding manual.

    The tool proposes a grade for each criterion, with the passages that carry it and what the next grade lacks; a
    person decides. Nothing leaves this machine.
    """
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help())


for _module in pkgutil.iter_modules(commands.__path__):
    cli.add_command(import_module(f"audit.cli.commands.{_module.name}").command, _module.name)
