"""Lines and tables of all pages become blocks: paragraphs rejoined, also over pages, list items, rows, form boxes."""

import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from audit.documents.draft import Draft
from audit.documents.model import BlockKind, Style
from audit.documents.pdf_grid import Cell, Table
from audit.documents.pdf_join import Words, join_lines
from audit.documents.pdf_lines import Line

_FOLDED = 40  # words; a cell with more, in several paragraphs, is page layout and not a cell of a form
_SENTENCE_END = re.compile(r"[.!?:][\"”»’)]?$")
_ITEM_NUMBER = re.compile(r"(?:\d{1,2}|[a-zå])[.)]\s")

Body = Line | Table
Limit = Callable[[Line], float]


def add_blocks(draft: Draft, body: Sequence[Body], words: Words, page_width: float) -> None:
    """Adds all blocks of the document in order."""
    body = _join_tables(body)
    writer = _Writer(draft, body, words, page_width)
    run: list[Line] = []
    for item in body:
        if isinstance(item, Line):
            run.append(item)
            continue
        writer.add_run(run)
        run = []
        writer.add_table(item)
    writer.add_run(run)


@dataclass(slots=True)
class _Place:
    table: int | None = None
    boxed: bool = False
    shaded: bool = False


class _Writer:
    def __init__(self, draft: Draft, body: Sequence[Body], words: Words, page_width: float) -> None:
        self._draft = draft
        self._words = words
        self._tables = 0
        loose = [item for item in body if isinstance(item, Line)]
        cells = [cell for item in body if isinstance(item, Table) for row in item.rows for cell in row]
        self._limit = _body_limit(loose, page_width)
        self._cell_limits = _cell_limits(cells)
        lines = loose + [line for cell in cells for line in cell.lines]
        ends = [line.text[-1:].isspace() for line in lines if line.text[-1:].isalnum() or line.text[-1:].isspace()]
        self._breaks_show = sum(ends) > 0.5 * len(ends)
        full = [abs(self._limit(line) - line.x1) < 1 for line in loose]
        self._justified = len(full) > 8 and sum(full) > 0.55 * len(full)
        self._pitch = _Pitch()
        self._pitch.learn(loose, self._limit, False)
        for cell in cells:
            self._pitch.learn(cell.lines, self._cell_limit(cell), True)

    def add_run(self, lines: Sequence[Line]) -> None:
        """Lines of the body between two tables."""
        for paragraph in self._paragraphs(lines, self._limit, False):
            self._add(paragraph, _Place(shaded=all(line.shaded for line in paragraph)))

    def add_table(self, table: Table) -> None:
        number = self._tables
        self._tables += 1
        for row in table.rows:
            if not any(cell.lines for cell in row):
                continue
            parts = [self._paragraphs(cell.lines, self._cell_limit(cell), True) for cell in row]
            many = any(len(part) > 1 and sum(_count(p) for p in part) > _FOLDED for part in parts)
            if len(row) == 1 or many:
                for cell, part in zip(row, parts, strict=True):
                    for paragraph in part:
                        self._add(paragraph, _Place(number, True, cell.shaded))
                continue
            filled = [cell for cell in row if cell.lines]
            style = Style(
                bold=all(line.bold for cell in filled for line in cell.lines),
                size=_size([line for cell in filled for line in cell.lines]),
                shaded=all(cell.shaded for cell in row),
            )
            page = filled[0].lines[0].page
            texts = [" ".join(self._joined(paragraph) for paragraph in part) for part in parts]
            self._draft.add_row(texts, style=style, table=number, page=page)

    def _add(self, lines: Sequence[Line], place: _Place) -> None:
        first = lines[0]
        style = Style(all(line.bold for line in lines), _size(lines), place.shaded, place.boxed)
        lead = ""
        if not style.bold and (first.bold or first.lead):
            bold = next((n for n, line in enumerate(lines) if not line.bold), 0)
            last = lines[bold]
            lead = self._joined([*lines[:bold], last], last.lead)
        text = self._joined(lines)
        kind: BlockKind = "list_item" if first.is_item else "paragraph"
        level = None
        if first.tag is not None and first.tag.kind != "paragraph":
            kind, level = first.tag.kind, first.tag.level
        self._draft.add(kind, text, lead=lead, level=level, style=style, table=place.table, page=first.page)

    def _joined(self, lines: Sequence[Line], letters: int | None = None) -> str:
        """The text of the lines; of the last one only so many letters, where `letters` says."""
        texts: list[str] = []
        for index, line in enumerate(lines):
            text = line.text if letters is None or index < len(lines) - 1 else line.text[:letters]
            if len(lines) > 1:
                text = text.replace("\t", " ")  # a wide gap inside a paragraph is only justified text
            if texts and text and _same_height(lines[index - 1], line):
                is_wide = line.x0 - lines[index - 1].x1 > 1.5 * line.size
                texts[-1] = texts[-1].rstrip() + ("\t" if is_wide else " ") + text
            elif text:
                texts.append(text)
        return join_lines(texts, self._words, breaks_show=self._breaks_show)

    def _cell_limit(self, cell: Cell) -> Limit:
        limit = self._cell_limits.get(_shape(cell), cell.box[2])
        return lambda line: limit

    def _paragraphs(self, lines: Sequence[Line], limit: Limit, in_cell: bool) -> list[list[Line]]:
        paragraphs: list[list[Line]] = []
        for index, line in enumerate(lines):
            open_one = paragraphs[-1] if paragraphs else None
            if open_one and self._goes_on(open_one, line, limit, in_cell):
                follows = lines[index + 1] if index + 1 < len(lines) else None
                if not self._is_widow(open_one, line, follows, limit, in_cell):
                    open_one.append(line)
                    continue
            paragraphs.append([line])
        return paragraphs

    def _is_widow(
        self, paragraph: Sequence[Line], line: Line, follows: Line | None, limit: Limit, in_cell: bool
    ) -> bool:
        """Joined, one line would stand alone on a page, which typesetting avoids; so nothing was parted there."""
        if paragraph[-1].page == line.page or not _ends_sentence(paragraph[-1]) or line.text[:1].islower():
            return False
        alone = len(paragraph) == 1 or paragraph[-2].page != paragraph[-1].page
        return alone or follows is None or not self._goes_on([line], follows, limit, in_cell)

    def _goes_on(self, paragraph: Sequence[Line], line: Line, limit: Limit, in_cell: bool) -> bool:
        """The paragraph goes on in `line`."""
        before = paragraph[-1]
        if before.tag is not None and line.tag is not None:
            cut = before.tag.goes_on and line.tag.began_before and before.page + 1 == line.page
            return bool(cut or before.tag.paragraph == line.tag.paragraph)
        if _same_height(before, line):
            return True
        if line.is_sure_item or abs(before.size - line.size) > 0.6 or before.shaded != line.shaded:
            return False
        is_short = self._justified and not in_cell and before.x1 < limit(before) - 0.4 * before.size
        if is_short or _fits(before, line, limit):
            return False
        runs_on = before.text.endswith("\ufffe") or line.text[:1].islower()
        if line.is_item and (_ends_sentence(before) or _same_sign(paragraph[0], line)):
            return False
        if before.bold != line.bold and not runs_on:
            return False
        if _ends_sentence(before) and (line.lead or _ITEM_NUMBER.match(line.text) or line.stops):
            return False
        down = before.y - line.y
        if before.page == line.page and down > 0:
            return down <= self._pitch.of(line, in_cell) + max(2.0, 0.18 * line.size)
        return runs_on or _is_capitals(before.text) == _is_capitals(line.text)


class _Pitch:
    """The distance of two baselines inside a paragraph, learned where a line is full."""

    def __init__(self) -> None:
        self._near: dict[tuple[bool, float, int], list[float]] = defaultdict(list)
        self._all: dict[tuple[bool, float], list[float]] = defaultdict(list)

    def learn(self, lines: Sequence[Line], limit: Limit, in_cell: bool) -> None:
        for before, line in pairwise(lines):
            down = before.y - line.y
            if before.page != line.page or not 0 < down < 2.6 * line.size or abs(before.size - line.size) > 0.6:
                continue
            if line.is_item or before.bold != line.bold or _fits(before, line, limit):
                continue
            self._near[in_cell, line.size, line.page].append(down)
            self._all[in_cell, line.size].append(down)

    def of(self, line: Line, in_cell: bool) -> float:
        near = self._near.get((in_cell, line.size, line.page), [])
        if len(near) >= 4:
            return median(near)
        known = self._all.get((in_cell, line.size), [])
        if len(known) >= 3:
            return median(known)
        return min([*known, 1.45 * line.size])


def _fits(before: Line, line: Line, limit: Limit) -> bool:
    """The first word of `line` would have had room after `before`: the line was ended on purpose."""
    if before.text.endswith("\ufffe"):
        return False
    return _needs(before, line) < limit(before) - 0.05 * line.size


def _needs(before: Line, line: Line) -> float:
    """How far `before` would reach with the first word of `line`."""
    return before.x1 + max(before.space, line.space) + line.word_end - line.x0


def _ends_sentence(line: Line) -> bool:
    return _SENTENCE_END.search(line.text.rstrip()[-2:]) is not None


def _same_sign(first: Line, line: Line) -> bool:
    return first.is_item and first.text[:1] == line.text[:1] and abs(first.x0 - line.x0) < 3


def _same_height(before: Line, line: Line) -> bool:
    return before.page == line.page and abs(before.y - line.y) < 2 and line.x0 >= before.x1 - 1


def _body_limit(lines: Sequence[Line], page_width: float) -> Limit:
    """How far lines reach that begin about where this one does."""
    known: dict[int, float] = {}
    needed = [(before.x0, _needs(before, line)) for before, line in pairwise(lines) if _surely_goes_on(before, line)]

    def reached(line: Line) -> float:
        ends = sorted((other.x1 for other in lines if abs(other.x0 - line.x0) < 40), reverse=True)
        if len(ends) < 6:
            return max(ends[0], page_width - min(other.x0 for other in lines))
        # A title may run over two columns: a line's end counts only where others come near it.
        enough = max(2, len(ends) // 12) - 1
        return next((x for n, x in enumerate(ends[: len(ends) - enough]) if ends[n + enough] > x - 45), ends[0])

    def limit(line: Line) -> float:
        key = round(line.x0 / 6)
        if key not in known:
            known[key] = far = reached(line)
            # Where a sentence goes on in the next line, that line's first word had no room; a signature and its
            # title look alike, but stand far from the edge.
            no_room = sorted(x for x0, x in needed if abs(x0 - line.x0) < 40 and x > 0.8 * far)
            if len(no_room) > 4:
                known[key] = min(far, no_room[len(no_room) // 20])
        return known[key]

    return limit


def _surely_goes_on(before: Line, line: Line) -> bool:
    if before.page != line.page or not 0 < before.y - line.y < 2 * line.size or before.size != line.size:
        return False
    return line.text[:1].islower() and before.text.rstrip()[-1:].isalnum() and before.bold == line.bold


def _shape(cell: Cell) -> tuple[int, int]:
    return round(cell.box[0] / 2), round(cell.box[2] / 2)


def _cell_limits(cells: Sequence[Cell]) -> dict[tuple[int, int], float]:
    reached: dict[tuple[int, int], list[float]] = defaultdict(list)
    limits: dict[tuple[int, int], float] = {}
    for cell in cells:
        reached[_shape(cell)] += [line.x1 for line in cell.lines]
    for cell in cells:
        if cell.lines and (shape := _shape(cell)) not in limits:
            ends = reached[shape]
            pad = max(4.0, min(line.x0 for line in cell.lines) - cell.box[0])
            border = cell.box[2] - pad
            limits[shape] = max(ends) if len(ends) >= 12 else max([border, *ends])
    return limits


def _join_tables(body: Sequence[Body]) -> list[Body]:
    """A table that is cut by a page end becomes one again, and the row that was cut with it."""
    joined: list[Body] = []
    for item in body:
        before = joined[-1] if joined else None
        if isinstance(item, Table) and isinstance(before, Table) and _continues(before, item):
            last, first = before.rows[-1], item.rows[0]
            rest = item.rows
            if len(last) == len(first) and _is_cut(last, first):
                before.rows[-1] = [
                    Cell(a.box, a.shaded, [*a.lines, *b.lines]) for a, b in zip(last, first, strict=True)
                ]
                rest = item.rows[1:]
            before.rows.extend(rest)
            before.page = item.page
            continue
        joined.append(item)
    return joined


def _continues(before: Table, table: Table) -> bool:
    if table.page != before.page + 1 or table.tagged != before.tagged:
        return False
    if table.tagged:
        return before.goes_on and table.began_before
    last, first = before.rows[-1], table.rows[0]
    if abs(before.rows[-1][0].box[0] - first[0].box[0]) > 3 or abs(last[-1].box[2] - first[-1].box[2]) > 3:
        return False
    # A shaded cell begins a form box of its own.
    return not (len(first) == 1 and (first[0].shaded or len(before.rows[-1]) > 1))


def _is_cut(last: Sequence[Cell], first: Sequence[Cell]) -> bool:
    """The first row on a page goes on from the last one before: nothing begins in it."""
    if len(last) == 1:
        return last[0].shaded == first[0].shaded
    tags = [cell.lines[0].tag for cell in first if cell.lines]
    if tags and tags[0] is not None:
        return any(tag.began_before for tag in tags)
    begins = [
        b for a, b in zip(last, first, strict=True) if b.lines and not (a.lines and b.lines[0].text[:1].islower())
    ]
    return not begins or (not first[0].lines and any(cell.lines for cell in first))


def _count(lines: Sequence[Line]) -> int:
    return sum(len(line.text.split()) for line in lines)


def _size(lines: Sequence[Line]) -> float | None:
    letters: dict[float, int] = defaultdict(int)
    for line in lines:
        letters[line.size] += len(line.text)
    return max(letters, key=lambda size: (letters[size], size)) if letters else None


def _is_capitals(text: str) -> bool:
    letters = [letter for letter in text if letter.isalpha()]
    return len(letters) > 3 and all(letter.isupper() for letter in letters)
