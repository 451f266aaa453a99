"""The order in which the lines of a page are read: the file's own, unless it jumps about on the page."""

from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from audit.documents.pdf_lines import Line

_JUMPS = 0.25  # of the lines that stand higher than the line before them; columns and cells give fewer
_COLUMN = 0.3  # of the width of the page; what is narrower is no column of text but labels and values


def in_reading_order(lines: Sequence[Line], width: float) -> list[Line]:
    """As in the file; from the top where a program has drawn labels, values and texts in an order of its own."""
    jumps = sum(after.y > before.y + 0.5 * after.size for before, after in pairwise(lines))
    if jumps > max(4, _JUMPS * len(lines)) and not _has_columns(lines, width):
        return from_the_top(lines)
    return list(lines)


def from_the_top(lines: Sequence[Line]) -> list[Line]:
    """Lines ordered by height, and those on about one height from the left."""
    ordered: list[Line] = []
    for line in sorted(lines, key=lambda line: -line.y):
        if ordered and ordered[-1].y - line.y < 0.6 * min(line.size, ordered[-1].size):
            line.y = ordered[-1].y
        ordered.append(line)
    return sorted(ordered, key=lambda line: (-line.y, line.x0))


def _has_columns(lines: Sequence[Line], width: float) -> bool:
    """Long lines stand beside long lines."""
    left = [line for line in lines if line.x1 < 0.55 * width]
    right = [line for line in lines if line.x0 > 0.45 * width]
    if len(left) < 4 or len(right) < 4:
        return False
    return all(median(line.x1 - line.x0 for line in side) > _COLUMN * width for side in (left, right))
