"""Lines and tables of all pages become blocks: paragraphs rejoined, also over pages, list items, rows, form boxes."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from audit.documents.draft import Draft
from audit.documents.model import BlockKind, Style
from audit.documents.pdf_grid import Cell, Table
from audit.documents.pdf_join import Words, ends_parted, join_lines
from audit.documents.pdf_lines import Line
from audit.documents.pdf_spacing import Limit, Pitch, body_limit, cell_limits, fits, shape_of

_FOLDED = 40  # words; a cell with more, in several paragraphs, is page layout and not a cell of a form
_SENTENCE_END = re.compile(r"[.!?:][\"”»’)]?$")
_ITEM_NUMBER = re.compile(r"(?:\d{1,2}|[a-zå])[.)]\s")

Body = Line | Table


def add_blocks(draft: Draft, body: Sequence[Body], words: Words, widths: Mapping[int, float]) -> None:
    """Adds all blocks of the document in order; `widths` are those of its pages."""
    body = _join_tables(body)
    writer = _Writer(draft, body, words, widths)
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
    def __init__(self, draft: Draft, body: Sequence[Body], words: Words, widths: Mapping[int, float]) -> None:
        self._draft = draft
        self._words = words
        self._tables = 0
        loose = [item for item in body if isinstance(item, Line)]
        cells = [cell for item in body if isinstance(item, Table) for row in item.rows for cell in row]
        self._limit = body_limit(loose, widths)
        self._cell_limits = cell_limits(cells)
        lines = loose + [line for cell in cells for line in cell.lines]
        ends = [line.text[-1:].isspace() for line in lines if line.text[-1:].isalnum() or line.text[-1:].isspace()]
        self._breaks_show = sum(ends) > 0.5 * len(ends)
        full = [abs(self._limit(line) - line.x1) < 1 for line in loose]
        self._justified = len(full) > 8 and sum(full) > 0.55 * len(full)
        self._pitch = Pitch()
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
        limit = self._cell_limits.get(shape_of(cell), cell.box[2])
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
        if _same_height(before, line) or ends_parted(before.text):
            return True
        if line.is_sure_item or abs(before.size - line.size) > 0.6 or before.shaded != line.shaded:
            return False
        is_short = self._justified and not in_cell and before.x1 < limit(before) - 0.4 * before.size
        if is_short or fits(before, line, limit):
            return False
        runs_on = line.text[:1].islower()
        if line.is_item and (_ends_sentence(before) or _same_sign(paragraph[0], line)):
            return False
        if before.bold != line.bold and not runs_on:
            return False
        if _ends_sentence(before) and (line.lead or _ITEM_NUMBER.match(line.text) or line.stops):
            return False
        down = before.y - line.y
        if before.page == line.page and down > 0:
            if line.x0 > before.x0 + 6 and (len(paragraph) > 1 or paragraph[0].x0 > before.x0 + 6):
                return False  # its first line is indented
            if paragraph[0].is_item and line.x0 < paragraph[0].x0 - 6:
                return False  # stands to the left of the list
            return down <= self._pitch.of(line, in_cell) + max(2.0, 0.18 * line.size)
        return runs_on or _is_capitals(before.text) == _is_capitals(line.text)


def _ends_sentence(line: Line) -> bool:
    return _SENTENCE_END.search(line.text.rstrip()[-2:]) is not None


def _same_sign(first: Line, line: Line) -> bool:
    return first.is_item and first.text[:1] == line.text[:1] and abs(first.x0 - line.x0) < 3


def _same_height(before: Line, line: Line) -> bool:
    return before.page == line.page and abs(before.y - line.y) < 2 and line.x0 >= before.x1 - 1


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
