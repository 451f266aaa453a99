"""Which sides of the triangle a sentence touches, and its area where no heading tells one."""

from collections.abc import Iterable
from functools import cache

from audit.annotate.model import Side
from audit.annotate.reading import Reading
from audit.vocabulary import load_vocabulary


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


def area_of(reading: Reading, generation: str | None, *, strict: bool) -> str | None:
    """The area that a clear majority of the matters named belongs to.

    Strict where the file has headings for its areas: a sentence elsewhere must then be plainly about another one.
    """
    votes: dict[str, int] = {}
    for listed, area in _areas(generation or "2016").items():
        count = len({start for start, _ in reading.cues.get(f"sides.areas.{listed}", ())})
        if count:
            votes[area] = votes.get(area, 0) + count
    if not votes:
        return None
    best = max(votes, key=lambda area: (votes[area], area))
    rest = sum(votes.values()) - votes[best]
    if strict:
        return best if votes[best] >= 2 and votes[best] > 2 * rest else None
    return best if votes[best] >= 2 * rest + 1 or (votes[best] >= 2 and votes[best] > rest) else None


def in_parents_or_family(domain: str | None) -> bool:
    """An area of the parents' or the family's side, of either generation."""
    return domain is not None and domain in load_vocabulary("sides")["parents_and_family"]


@cache
def _areas(generation: str) -> dict[str, str]:
    return dict(
        load_vocabulary("sides")["generations"].get(generation) or load_vocabulary("sides")["generations"]["2016"]
    )
