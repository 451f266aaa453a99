"""Figures as numbers: where each bar and dot stands, in per cent of the width; the templates draw them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

ROOM_FOR_TEXT = 9.0  # a narrower part of a bar has no room for its own number


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a bar; `tone` names its colour, `text` stands in it where there is room."""

    x: float
    width: float
    tone: str
    text: str


@dataclass(frozen=True, slots=True)
class Dot:
    """A share with its interval; its shape tells the series, not its colour alone."""

    at: float
    low: float | None
    high: float | None
    shape: str  # full | open | diamond
    y: float = 50.0


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a figure: `said` is what it shows in words, `sign` stands instead of what may not be shown."""

    label: str
    said: str
    value: str = ""
    parts: tuple[Part, ...] = ()
    dots: tuple[Dot, ...] = ()
    sign: str = ""
    heading: str = ""  # of the block that begins here
    broken: bool = False  # what stands above was judged in another way


@dataclass(frozen=True, slots=True)
class Key:
    """An entry of the legend."""

    label: str
    tone: str = ""
    shape: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure with what it is called and what it shows."""

    title: str
    text: str
    rows: tuple[Row, ...]
    keys: tuple[Key, ...] = ()
    axis: tuple[tuple[float, str], ...] = ()
    line: float | None = None  # a line through all rows
    line_label: str = ""


def stacked(counts: Iterable[tuple[int, str, str]], whole: int) -> tuple[Part, ...]:
    """A bar of `whole` in parts of (count, tone, text), from the left."""
    parts: list[Part] = []
    at = 0.0
    for count, tone, text in counts:
        width = 100 * count / whole if whole else 0.0
        if count:
            parts.append(Part(_round(at), _round(width), tone, text if width >= ROOM_FOR_TEXT else ""))
        at += width
    return tuple(parts)


def dot(
    share: float, low: float | None, high: float | None, shape: str = "full", *, line: int = 0, lines: int = 1
) -> Dot:
    """A share 0–1 with its interval; `line` of `lines` where several stand above each other."""
    ends = [None if end is None else _round(100 * end) for end in (low, high)]
    return Dot(_round(100 * share), ends[0], ends[1], shape, _round(100 * (line + 0.5) / lines))


def tones(n: int) -> Sequence[str]:
    """Tones of n ordered levels, the lightest for the lowest."""
    return {2: ("l0", "l3"), 3: ("l0", "l2", "l3"), 4: ("l0", "l1", "l2", "l3")}.get(
        n, tuple(f"l{min(3, level)}" for level in range(n))
    )


def _round(value: float) -> float:
    return round(value, 2)
