"""Ready tables and the list of them: a function with `@table` in a module of `sections/` is one in the open report."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import TYPE_CHECKING, Literal

from audit.report.charts import Figure

if TYPE_CHECKING:
    from audit.report.view import View

# The order of the page. A section is shown where some table of it is.
SECTIONS = (
    "material", "forms", "domains", "analysis", "voice", "participation", "trace", "interventions", "follow_up",
    "time", "contacts", "criteria", "areas", "method",
)  # fmt: skip
# After Statistics Sweden.
ZERO, NOT_APPLICABLE, NOT_AVAILABLE, HIDDEN = "–", ".", "..", "×"


@dataclass(frozen=True, slots=True)
class Cell:
    """What a cell says, and the number behind it where it is one."""

    text: str
    number: float | None = None
    kind: Literal["text", "count", "share", "range", "sign"] = "text"


@dataclass(frozen=True, slots=True)
class Table:
    """A table with the sentences and the figure that stand over it; the first column names the rows."""

    id: str
    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    said: tuple[str, ...] = ()
    figure: Figure | None = None
    note: str = ""
    status: str = ""  # who stands for the levels in it, in words; "" where there are none
    measured: str = ""  # what was measured of these levels, in a sentence


Maker = Callable[["View"], Table | Iterable[Table] | None]
_makers: dict[str, list[Maker]] = {}


def table(section: str) -> Callable[[Maker], Maker]:
    """Puts a table into a section, after those already there."""

    def register(make: Maker) -> Maker:
        _makers.setdefault(section, []).append(make)
        return make

    return register


@cache
def _found() -> None:
    from audit.report import sections

    for module in sorted(m.name for m in iter_modules(sections.__path__)):
        import_module(f"{sections.__name__}.{module}")
    for makers in _makers.values():  # the page is the same whichever module was imported first
        makers.sort(key=lambda make: make.__module__)
    unknown = sorted(set(_makers) - set(SECTIONS))
    if unknown:
        raise LookupError(f"no section {', '.join(unknown)}: add it to SECTIONS")


def tables_of(view: "View", section: str) -> tuple[Table, ...]:
    """The tables of a section that this material can fill."""
    _found()
    made: list[Table] = []
    for make in _makers.get(section, []):
        found = make(view)
        made.extend([found] if isinstance(found, Table) else found or [])
    return tuple(made)
