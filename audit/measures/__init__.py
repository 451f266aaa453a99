"""The questions that a rubric may put, one module a kind, found by folder."""

import importlib
import pkgutil
from functools import cache

from audit.measures.base import Finding, Measure

__all__ = ["Finding", "Measure", "measure_kinds"]


@cache
def measure_kinds() -> dict[str, type[Measure]]:
    """Each kind by its name, which is its module's."""
    kinds: dict[str, type[Measure]] = {}
    for module in pkgutil.iter_modules(__path__):
        if module.name == "base":
            continue
        importlib.import_module(f"{__name__}.{module.name}")
    for kind in Measure.__subclasses__():
        kinds[kind.model_fields["kind"].default] = kind
    return dict(sorted(kinds.items()))
