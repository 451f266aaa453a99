"""A document's text as lines of stretches, cut wherever a marked passage begins or ends, so that marks may overlap."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

# Signs that turn the direction of text, or that no page can show, are shown by their number instead of obeyed.
_UNSEEN = {
    **{n: f"⟨U+{n:04X}⟩" for n in (*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F, 0x061C)},
    **{n: f"⟨U+{n:04X}⟩" for n in (*range(0, 9), 0x0B, 0x0C, *range(0x0E, 0x20), *range(0x7F, 0xA0))},
}


@dataclass(frozen=True, slots=True)
class Mark:
    """A passage to show in the text: where it stands, what it speaks for, and the part of the page that it leads to."""

    id: str
    start: int
    end: int
    kind: str  # for | against | area | fact
    href: str
    label: str  # the sign printed at its beginning, "" for none
    title: str


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words that the same marks cover; `begins` are the marks that begin with them."""

    text: str
    kinds: tuple[str, ...] = ()
    begins: tuple[Mark, ...] = ()
    titles: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A block of the text; of a table row, one tuple of stretches a cell."""

    kind: str  # heading | paragraph | list_item | row
    cells: tuple[tuple[Stretch, ...], ...]
    page: int | None = None  # where a new page begins here


@dataclass(slots=True)
class _Kept:
    text: str
    blocks: list[Any] = field(default_factory=list)


def visible(words: str) -> str:
    """Words with unseen signs made visible, so that a page shows what the file holds."""
    return words.translate(_UNSEEN)


def marked_lines(kept: str, marks: Sequence[Mark]) -> tuple[Line, ...]:
    """The lines of a kept text (`internal/text/<sha256>.json`) with the marks in them."""
    data = _Kept(**json.loads(kept))
    ordered = sorted(marks, key=lambda m: (m.start, -m.end, m.id))
    seen: set[str] = set()
    lines: list[Line] = []
    last_page: int | None = None
    for kind, start, end, page, is_heading, cells in data.blocks:
        spans = [tuple(cell) for cell in cells] or [(start, end)]
        inside = tuple(_stretches(data.text, a, b, ordered, seen) for a, b in spans)
        new_page = page if page is not None and page != last_page else None
        last_page = page if page is not None else last_page
        lines.append(Line("heading" if is_heading and kind != "row" else kind, inside, new_page))
    return tuple(lines)


def _stretches(text: str, start: int, end: int, marks: Sequence[Mark], seen: set[str]) -> tuple[Stretch, ...]:
    """`seen` remembers marks already begun: a passage over several lines has its id once."""
    here = [m for m in marks if m.start < end and m.end > start]
    cuts = sorted({start, end, *(max(start, m.start) for m in here), *(min(end, m.end) for m in here)})
    found: list[Stretch] = []
    for a, b in pairwise(cuts):
        over = [m for m in here if m.start < b and m.end > a]
        begins = tuple(m for m in over if m.id not in seen)
        seen.update(m.id for m in begins)
        kinds = tuple(k for k in ("for", "against", "area", "fact") if any(m.kind == k for m in over))
        titles = "; ".join(dict.fromkeys(m.title for m in over))
        found.append(Stretch(visible(text[a:b]), kinds, begins, titles))
    return tuple(found)
