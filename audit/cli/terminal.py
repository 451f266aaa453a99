"""What the terminal is shown, and the exit codes."""

from __future__ import annotations

import json
import sys
from typing import Any

import click

OK, MENDABLE, USAGE, STRICT, INTERRUPTED = 0, 1, 2, 3, 130


def one_line(text: str) -> str:
    """Without control characters, which a file name could carry to the terminal."""
    return "".join(c if c.isprintable() else "?" for c in text.replace("\u00a0", " "))


def print_json(data: Any) -> None:
    """One document on stdout; a console that cannot show å gets it escaped, never as a question mark."""
    text = json.dumps(data, ensure_ascii=False, sort_keys=True)
    try:
        text.encode(getattr(sys.stdout, "encoding", None) or "utf-8")
    except UnicodeEncodeError:
        text = json.dumps(data, sort_keys=True)
    click.echo(text)


def console() -> Any:
    """A console as wide as the terminal; of fixed width where the output goes to a file."""
    from rich.console import Console

    return Console(soft_wrap=not sys.stdout.isatty(), highlight=False, width=None if sys.stdout.isatty() else 110)


class ProgressShown:
    """A bar where there is a terminal, plain lines where there is none."""

    def __init__(self, total: int) -> None:
        self._total, self._done, self._bar = total, 0, None
        if sys.stderr.isatty():
            from rich.console import Console
            from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

            self._bar = Progress(
                TextColumn("Auditing"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(),
                console=Console(stderr=True), transient=True,
            )  # fmt: skip
            self._task = self._bar.add_task("", total=total)

    def __enter__(self) -> ProgressShown:
        if self._bar:
            self._bar.start()
        return self

    def __exit__(self, *_: object) -> None:
        if self._bar:
            self._bar.stop()

    def step(self) -> None:
        """One case more is done."""
        self._done += 1
        if self._bar:
            self._bar.advance(self._task)
        elif self._done % 20 == 0 or self._done == self._total:
            click.echo(f"{self._done} of {self._total} cases", err=True)
