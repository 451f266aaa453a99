"""Tables without a full grid: labels and values parted by space alone, and tables that have level rules only."""

from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

from audit.documents.pdf_drawn import Drawn
from audit.documents.pdf_grid import Cell, Table
from audit.documents.pdf_lines import Line, PageText

_NEAR = 5.0  # points within which columns are the same
_APART = 1.5  # ems between two cells
_RULES = 3  # level rules of one width that make a table likely
_WIDE = 150.0  # points; shorter rules are underlines


def tables_of_level_rules(drawn: Drawn, tables: Sequence[Table], lines: Sequence[Line], text: PageText) -> list[Table]:
    """Tables whose rows lie between level rules of one width, and whose columns show by gaps alone."""
    widths: dict[tuple[int, int], list[tuple[float, float, float]]] = defaultdict(list)
    for rule in drawn.level:
        y, left, right = rule
        if right - left > _WIDE and not any(table.box[1] - 3 <= y <= table.box[3] + 3 for table in tables):
            widths[round(left / 4), round(right / 4)].append(rule)
    found = []
    for rules in widths.values():
        heights = sorted({round(y) for y, _, _ in rules}, reverse=True)
        left, right = rules[0][1], rules[0][2]
        inside = [line for line in lines if heights[-1] < line.y < heights[0] and left - 3 <= line.x0 <= right]
        columns = _columns(inside)
        if len(heights) < _RULES or len(columns) < 2 or not any(line.stops for line in inside):
            continue
        edges = [left, *(x - 2.0 for x in columns[1:]), right]
        rows = [[Cell((near, low, far, high)) for near, far in pairwise(edges)] for high, low in pairwise(heights)]
        found.append(Table(rows, text.number, (left, heights[-1], right, heights[0])))
    return found


def part_by_gaps(placed: Sequence[Line | Table], text: PageText) -> list[Line | Table]:
    """Runs of body lines whose words stand in the same columns become rows."""
    for before, after in pairwise(placed):
        # A value that was drawn by itself beside its label.
        if not isinstance(before, Line) or not isinstance(after, Line):
            continue
        if abs(before.y - after.y) < 2 and after.x0 - before.x1 > _APART * after.size:
            before.stops = (*before.stops, after.x0)
    parted: list[Line | Table] = []
    at = 0
    while at < len(placed):
        item = placed[at]
        if isinstance(item, Line) and item.stops:
            rows, end = _rows_from(placed, at)
            if len(rows) > 1:
                parted.append(_table(rows, text))
                at = end
                continue
        parted.append(item)
        at += 1
    return parted


class _Row:
    def __init__(self, line: Line) -> None:
        self.lines = [line]
        self.y = self.low = line.y

    def add(self, line: Line) -> None:
        self.lines.append(line)
        self.low = min(self.low, line.y)


def _rows_from(placed: Sequence[Line | Table], at: int) -> tuple[list[_Row], int]:
    """The rows that begin at this line, and where the lines after them begin."""
    rows: list[_Row] = []
    columns: list[float] = []
    end = at
    for end in range(at, len(placed) + 1):
        line = placed[end] if end < len(placed) else None
        if not isinstance(line, Line) or line.is_sure_item:
            break
        row = rows[-1] if rows else None
        if row is None:
            rows.append(_Row(line))
            columns = [line.x0, *line.stops]
        elif abs(line.y - row.y) < 2 and line.x0 > columns[0] + _NEAR:
            row.add(line)  # a cell that was drawn by itself
            columns += [x for x in (line.x0, *line.stops) if not _is_at(x, columns)]
        elif not 0 < row.low - line.y < 2.4 * line.size or line.size != row.lines[0].size:
            break
        elif line.x0 > columns[0] + _NEAR and all(_is_at(x, columns) for x in (line.x0, *line.stops)):
            row.add(line)  # cells that go on
        elif line.stops and all(_is_at(x, columns) for x in (line.x0, *line.stops)):
            rows.append(_Row(line))
        else:
            break
    return rows, end


def _table(rows: Sequence[_Row], text: PageText) -> Table:
    columns = _columns([line for row in rows for line in row.lines])
    edges = [*(x - 2.0 for x in columns), text.width]
    made: list[list[Cell]] = []
    for row in rows:
        top, bottom = row.y + row.lines[0].size, row.low - 3.0
        cells = [Cell((left, bottom, right, top)) for left, right in pairwise(edges)]
        for line in row.lines:
            for home, part in text.split(line, lambda index: _column(text.origin(index)[0], columns)):
                cells[home].lines.append(part)
        made.append(cells)
    return Table(made, text.number, (edges[0], made[-1][0].box[1], edges[-1], made[0][0].box[3]))


def _columns(lines: Sequence[Line]) -> list[float]:
    """Where words begin after a gap or at the beginning of a line."""
    columns: list[float] = []
    for line in lines:
        columns += [x for x in (line.x0, *line.stops) if not _is_at(x, columns)]
    return sorted(columns)


def _column(x: float, columns: Sequence[float]) -> int:
    return max((n for n, start in enumerate(columns) if start - 2.0 <= x), default=0)


def _is_at(x: float, columns: Sequence[float]) -> bool:
    return any(abs(x - column) < _NEAR for column in columns)
