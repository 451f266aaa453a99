"""Which sides of the triangle a sentence touches."""

from collections.abc import Iterable

from audit.annotate.reading import Reading
from audit.casefile.model import Side


def sides_of(reading: Reading, about: Iterable[str]) -> frozenset[Side]:
    """Sides by the matters named; persons alone do not bring in a side, but the child and parents confirm one."""
    found: set[Side] = set()
    sides: tuple[Side, ...] = ("child", "parents", "environment")
    for side in sides:
        if reading.has(f"sides.{side}"):
            found.add(side)
    if "child" in about:
        found.add("child")
    if "parent" in about:
        found.add("parents")
    return frozenset(found)
