"""How far lines reach and how far they stand apart, learned from the file: it shows where a paragraph ends.

A line was ended on purpose where the first word of the next one would have had room in it.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from statistics import median

from audit.documents.pdf_grid import Cell
from audit.documents.pdf_join import ends_parted
from audit.documents.pdf_lines import Line

Limit = Callable[[Line], float]


def fits(before: Line, line: Line, limit: Limit) -> bool:
    """The first word of `line` would have had room after `before`: the line was ended on purpose."""
    if ends_parted(before.text):
        return False
    return _needs(before, line) < limit(before) - 0.05 * line.size


def _needs(before: Line, line: Line) -> float:
    """How far `before` would reach with the first word of `line`."""
    return before.x1 + max(before.space, line.space) + line.word_end - line.x0


def body_limit(lines: Sequence[Line], widths: Mapping[int, float]) -> Limit:
    """How far lines reach that begin about where this one does, on pages of one width."""
    known: dict[tuple[int, int], float] = {}
    needed = [(before, _needs(before, line)) for before, line in pairwise(lines) if _surely_goes_on(before, line)]

    def is_like(other: Line, line: Line) -> bool:
        return abs(other.x0 - line.x0) < 40 and abs(widths[other.page] - widths[line.page]) < 5

    def reached(line: Line) -> float:
        ends = sorted((other.x1 for other in lines if is_like(other, line)), reverse=True)
        if len(ends) < 6:
            return max(ends[0], widths[line.page] - min(other.x0 for other in lines))
        # A title may run over two columns: a line's end counts only where others come near it.
        enough = max(2, len(ends) // 12) - 1
        return next((x for n, x in enumerate(ends[: len(ends) - enough]) if ends[n + enough] > x - 45), ends[0])

    def limit(line: Line) -> float:
        key = (round(line.x0 / 6), round(widths[line.page] / 5))
        if key not in known:
            known[key] = far = reached(line)
            # Where a sentence goes on in the next line, that line's first word had no room; a signature and its
            # title look alike, but stand far from the edge.
            no_room = sorted(x for before, x in needed if x > 0.8 * far and is_like(before, line))
            if len(no_room) > 4:
                known[key] = min(far, no_room[len(no_room) // 20])
        return known[key]

    return limit


def _surely_goes_on(before: Line, line: Line) -> bool:
    if before.page != line.page or not 0 < before.y - line.y < 2 * line.size or before.size != line.size:
        return False
    return line.text[:1].islower() and before.text.rstrip()[-1:].isalnum() and before.bold == line.bold


def shape_of(cell: Cell) -> tuple[int, int]:
    """Cells of one shape have their edges in the same places."""
    return round(cell.box[0] / 2), round(cell.box[2] / 2)


def cell_limits(cells: Sequence[Cell]) -> dict[tuple[int, int], float]:
    """How far lines reach in the cells of each shape: as far as they do, or would with a padding as on the left."""
    reached: dict[tuple[int, int], list[float]] = defaultdict(list)
    limits: dict[tuple[int, int], float] = {}
    for cell in cells:
        reached[shape_of(cell)] += [line.x1 for line in cell.lines]
    for cell in cells:
        if cell.lines and (shape := shape_of(cell)) not in limits:
            ends = reached[shape]
            pad = max(4.0, min(line.x0 for line in cell.lines) - cell.box[0])
            border = cell.box[2] - pad
            limits[shape] = max(ends) if len(ends) >= 12 else max([border, *ends])
    return limits


class Pitch:
    """The distance of two baselines inside a paragraph, learned where a line is full."""

    def __init__(self) -> None:
        self._near: dict[tuple[bool, float, int], list[float]] = defaultdict(list)
        self._all: dict[tuple[bool, float], list[float]] = defaultdict(list)
        self._known: dict[tuple[bool, float, int], float] = {}

    def learn(self, lines: Sequence[Line], limit: Limit, in_cell: bool) -> None:
        """Takes in lines that follow one another; all are learned before one is asked for."""
        for before, line in pairwise(lines):
            down = before.y - line.y
            if before.page != line.page or not 0 < down < 2.6 * line.size or abs(before.size - line.size) > 0.6:
                continue
            if line.is_item or before.bold != line.bold or fits(before, line, limit):
                continue
            self._near[in_cell, line.size, line.page].append(down)
            self._all[in_cell, line.size].append(down)

    def of(self, line: Line, in_cell: bool) -> float:
        """As usual around this line: on its page, else in the file, else a guess from its size."""
        key = (in_cell, line.size, line.page)
        if key not in self._known:
            near, all_ = self._near.get(key, []), self._all.get(key[:2], [])
            enough = near if len(near) >= 4 else all_
            self._known[key] = median(enough) if len(enough) >= 3 else min([*all_, 1.45 * line.size])
        return self._known[key]
