"""Ruled tables and form boxes of one pdf page: lines that are drawn become cells, and text is put into them."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from audit.documents.pdf_drawn import MOST_RULES, Box, Drawn
from audit.documents.pdf_lines import Line, PageText

_NEAR = 2.5  # points within which two rules meet
_SMALLEST = 8.0  # points; a smaller square is a checkbox and no cell
_NOWHERE = -1e6  # a height at which no line stands


@dataclass(slots=True, eq=False)
class Cell:
    """A rectangle between rules, and the lines that stand in it."""

    box: Box
    shaded: bool = False
    lines: list[Line] = field(default_factory=list)


@dataclass(slots=True)
class Table:
    """Rows from the top, cells from the left."""

    rows: list[list[Cell]]
    page: int
    box: Box = (0.0, 0.0, 0.0, 0.0)
    tagged: bool = False  # the file itself says what is a cell; then boxes are empty
    began_before: bool = False  # by its tags, on the page before
    goes_on: bool = False  # by its tags, on the next page


def find_tables(drawn: Drawn, page: int) -> list[Table]:
    """Tables whose cells have a rule on each side, the smallest first."""
    upright = _merge(drawn.upright)
    level = _merge(drawn.level)
    if len(upright) < 2 or len(level) < 2 or len(upright) + len(level) > MOST_RULES:
        return []
    tables = []
    for boxes in _connected(_cells(upright, level)):
        rows: list[list[Cell]] = []
        for box in sorted(boxes, key=lambda box: (-box[3], box[0])):
            if rows and abs(rows[-1][0].box[3] - box[3]) <= _NEAR:
                rows[-1].append(Cell(box, _is_shaded(box, drawn.fills)))
            else:
                rows.append([Cell(box, _is_shaded(box, drawn.fills))])
        _keep_places(rows)
        sides = list(zip(*boxes, strict=True))
        tables.append(Table(rows, page, (min(sides[0]), min(sides[1]), max(sides[2]), max(sides[3]))))
    return sorted(tables, key=lambda table: _area(table.box))


def _keep_places(rows: list[list[Cell]]) -> None:
    """An empty cell stands where a cell of a row above reaches down, as Word writes it."""
    tall: list[Cell] = []
    for row in rows:
        top = row[0].box[3]
        tall = [cell for cell in tall if cell.box[1] < top - _NEAR]
        own = list(row)
        row += [Cell((cell.box[0], _NOWHERE, cell.box[2], _NOWHERE)) for cell in tall]
        row.sort(key=lambda cell: cell.box[0])
        lowest = max(cell.box[1] for cell in own)
        tall += [cell for cell in own if cell.box[1] < lowest - _NEAR]


def place_lines(lines: Sequence[Line], tables: Sequence[Table], drawn: Drawn, text: PageText) -> list[Line | Table]:
    """Body lines and tables in the order of the file, each table where its first line stands."""
    placed: list[Line | Table] = []
    current: dict[int, Table] = {}
    for line in lines:
        found = next((number for number, table in enumerate(tables) if holds(table.box, line)), None)
        if found is None:
            line.shaded = any(holds(fill, line) for fill in drawn.fills)
            placed.append(line)
            continue
        table = current.get(found)
        if table is None or (table is not placed[-1] and _is_box_at(table, line)):
            # A form box goes on after a table that stands in it.
            table = tables[found] if table is None else _emptied(table)
            current[found] = table
            placed.append(table)
        _put(line, table, text)
    return placed


def _is_box_at(table: Table, line: Line) -> bool:
    middle = line.y + 0.3 * line.size
    return any(len(row) == 1 and row[0].box[1] <= middle <= row[0].box[3] for row in table.rows)


def _emptied(table: Table) -> Table:
    return Table([[Cell(cell.box, cell.shaded) for cell in row] for row in table.rows], table.page, table.box)


def _put(line: Line, table: Table, text: PageText) -> None:
    middle = line.y + 0.3 * line.size
    band = [cell for row in table.rows for cell in row if cell.box[1] - 1 <= middle <= cell.box[3] + 1]
    band.sort(key=lambda cell: (cell.box[0], _area(cell.box)))
    if not band:
        band = [min((cell for row in table.rows for cell in row), key=lambda cell: abs(cell.box[1] - middle))]
    for cell in band:
        if cell.box[0] - 2 <= line.x0 and line.x1 <= cell.box[2] + 2:
            cell.lines.append(line)
            return
    for cell, part in text.split(line, lambda index: _nearest(band, text.origin(index)[0])):
        cell.lines.append(part)


def _nearest(band: Sequence[Cell], x: float) -> Cell:
    return min(band, key=lambda cell: max(cell.box[0] - 1 - x, x - cell.box[2] + 1, 0.0))


def holds(box: Box, line: Line) -> bool:
    """The middle of the line lies in the box."""
    middle = line.y + 0.3 * line.size
    return box[1] - 1 <= middle <= box[3] + 1 and box[0] - 3 <= (line.x0 + line.x1) / 2 <= box[2] + 3


def _merge(rules: Iterable[tuple[float, float, float]]) -> list[tuple[float, float, float]]:
    """Rules that lie on one line and touch become one."""
    merged: list[tuple[float, float, float]] = []
    near: list[list[tuple[float, float, float]]] = []
    for rule in sorted(rules):
        if near and rule[0] - near[-1][0][0] <= _NEAR:
            near[-1].append(rule)
        else:
            near.append([rule])
    for group in near:
        at = sum(rule[0] for rule in group) / len(group)
        start, end = None, 0.0
        for _, low, high in sorted(group, key=lambda rule: rule[1]):
            if start is None or low > end + _NEAR:
                if start is not None:
                    merged.append((at, start, end))
                start, end = low, high
            else:
                end = max(end, high)
        if start is not None:
            merged.append((at, start, end))
    return [rule for rule in merged if rule[2] - rule[1] >= _SMALLEST]


def _cells(upright: Sequence[tuple[float, float, float]], level: Sequence[tuple[float, float, float]]) -> list[Box]:
    """The smallest rectangles with a rule on each side."""
    rights: dict[int, list[tuple[float, int]]] = defaultdict(list)  # level rule → uprights that it meets
    meets: set[tuple[int, int]] = set()
    for v, (x, low, high) in enumerate(upright):
        for h, (y, left, right) in enumerate(level):
            if left - _NEAR <= x <= right + _NEAR and low - _NEAR <= y <= high + _NEAR:
                meets.add((v, h))
                rights[h].append((x, v))
    for met in rights.values():
        met.sort()
    downs: dict[int, list[tuple[float, int]]] = defaultdict(list)  # upright → level rules that it meets, from the top
    for v, h in meets:
        downs[v].append((-level[h][0], h))
    for met in downs.values():
        met.sort()
    found = []
    for v, h in sorted(meets):
        x, y = upright[v][0], level[h][0]
        box = _smallest(x, y, v, h, rights[h], downs[v], meets, upright, level)
        if box is not None and box[2] - box[0] >= _SMALLEST and box[3] - box[1] >= _SMALLEST:
            found.append(box)
    return found


def _smallest(
    x: float, y: float, v: int, h: int, right: Sequence[tuple[float, int]], down: Sequence[tuple[float, int]],
    meets: set[tuple[int, int]], upright: Sequence[tuple[float, float, float]],
    level: Sequence[tuple[float, float, float]],
) -> Box | None:  # fmt: skip
    """The smallest rectangle that has the meeting of rules `v` and `h` as its upper left corner."""
    for low, below in down:
        if low <= -y:
            continue
        for far, beside in right:
            if far > x and (beside, below) in meets:
                return (x, level[below][0], upright[beside][0], y)
    return None


def _connected(boxes: Sequence[Box]) -> list[list[Box]]:
    """Cells that share a corner belong to one table."""
    groups: list[list[Box]] = []
    corners: dict[tuple[int, int], int] = {}
    for box in boxes:
        keys = [(round(x), round(y)) for x in (box[0], box[2]) for y in (box[1], box[3])]
        joined = sorted({corners[key] for key in keys if key in corners})
        home = joined[0] if joined else len(groups)
        if not joined:
            groups.append([])
        for other in joined[1:]:
            groups[home] += groups[other]
            groups[other] = []
            corners = {key: home if at == other else at for key, at in corners.items()}
        groups[home].append(box)
        corners.update(dict.fromkeys(keys, home))
    return [group for group in groups if group]


def _is_shaded(box: Box, fills: Sequence[Box]) -> bool:
    for fill in fills:
        wide = min(box[2], fill[2]) - max(box[0], fill[0])
        high = min(box[3], fill[3]) - max(box[1], fill[1])
        if wide > 0 and high > 0 and wide * high > 0.7 * _area(box):
            return True
    return False


def _area(box: Box) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])
