"""Pages from templates: everything escaped, nothing undefined, nothing loaded from elsewhere."""

from functools import cache
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from audit.report.tables import Cell
from audit.resources import resource_folder
from audit.texts import texts_in


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(resource_folder("templates"), encoding="utf-8"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.tests["number"] = lambda cell: isinstance(cell, Cell) and cell.kind != "text"
    return environment


def page(template: str, *, language: str, **values: Any) -> str:
    """A template filled in; `t` gives the texts of the language."""
    return _environment().get_template(template).render(t=texts_in(language), language=language, **values)
