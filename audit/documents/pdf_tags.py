"""The structure that a tagged pdf tells of itself: which words are one heading, paragraph, list item or cell.

Pages whose tags leave words out, or part sentences (some programs tag every line), are read by their looks instead.
"""

import ctypes
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Any

from audit.documents.model import BlockKind
from audit.documents.pdf_drawn import Drawn
from audit.documents.pdf_grid import Cell, Table, holds
from audit.documents.pdf_lines import Line, PageText

_HEADING = re.compile(r"H([1-6])")
_BLOCKS = {"P", "H", "Title", "Caption", "LBody", "TD", "TH", "BlockQuote", "Note", "FENote", "TOCI", "Aside", "Index"}
_COVERED = 0.95  # of the lines of a page that must be tagged
_DEEPEST = 60  # elements inside one another
_BROKEN = 0.1  # of the ends of paragraphs that may part a sentence


@dataclass(frozen=True, slots=True)
class Tag:
    """What one stretch of text is; numbers are unique in the file."""

    paragraph: int
    kind: BlockKind = "paragraph"
    level: int | None = None
    table: int | None = None
    row: int = 0
    cell: int = 0
    is_contents: bool = False
    began_before: bool = False  # on the page before
    goes_on: bool = False  # on the next page


@dataclass(slots=True)
class _TaggedTable:
    rows: list[list[int]]  # numbers of the cells, also of empty ones
    began_before: bool
    goes_on: bool
    reach_down: dict[int, int] = field(default_factory=dict)  # column → rows below that its cell reaches into


def is_tagged(file: Any) -> bool:
    """The file says that it is tagged."""
    import pypdfium2.raw as raw

    return bool(raw.FPDFCatalog_IsTagged(file.raw))


class Tags:
    """Reads the tags of page after page; a paragraph, row or table that was cut by a page end keeps its number."""

    def __init__(self) -> None:
        import pypdfium2.raw as raw

        self._raw = raw
        self._count = 0
        self._name = ctypes.create_string_buffer(128)
        self._tables: dict[int, _TaggedTable] = {}

    def of_page(self, page: Any) -> dict[int, Tag]:
        """Marked content id → tag."""
        raw = self._raw
        tree = raw.FPDF_StructTree_GetForPage(page.raw)
        if not tree:
            return {}
        found: dict[int, Tag] = {}
        top = [raw.FPDF_StructTree_GetChildAtIndex(tree, n) for n in range(raw.FPDF_StructTree_CountChildren(tree))]
        for element in filter(None, top):
            self._walk(element, Tag(0), False, found, depth=0)
        raw.FPDF_StructTree_Close(tree)
        return found

    def place(
        self, lines: Sequence[Line], tags: dict[int, Tag], text: PageText, drawn: Drawn
    ) -> list[Line | Table] | None:
        """Body lines and tables of the page by its tags; None where the tags do not deserve it."""
        parts: list[Line] = []
        for line in lines:
            for tag, part in text.split(line, lambda index: tags.get(text.mark(index))):
                part.tag = tag
                parts.append(part)
        body = [line for line in parts if 0.09 * text.height < line.y < 0.91 * text.height]
        if sum(line.tag is not None for line in body) < _COVERED * len(body) or _parts_sentences(body):
            return None
        return self._placed(parts, drawn)

    def _placed(self, lines: Sequence[Line], drawn: Drawn) -> list[Line | Table]:
        placed: list[Line | Table] = []
        tables: dict[int, Table] = {}
        cells: dict[int, Cell] = {}
        for line in lines:
            tag = line.tag
            line.shaded = any(holds(fill, line) for fill in drawn.fills)
            if tag is None or tag.table is None or not any(tag.cell in row for row in self._tables[tag.table].rows):
                placed.append(line)  # also a caption of a table, which stands in no cell
                continue
            known, told = tables.get(tag.table), self._tables[tag.table]
            if known is None or (known is not placed[-1] and [tag.cell] in told.rows):
                # A form box goes on after a table that stands in it.
                rows = [[Cell((0.0, 0.0, 0.0, 0.0)) for _ in row] for row in told.rows]
                for row, numbers in zip(rows, told.rows, strict=True):
                    cells.update(zip(numbers, row, strict=True))
                tables[tag.table] = Table(
                    rows, line.page, tagged=True, began_before=told.began_before, goes_on=told.goes_on
                )
                placed.append(tables[tag.table])
            cell = cells[tag.cell]
            cell.shaded = cell.shaded or line.shaded
            cell.lines.append(line)
        return placed

    def _walk(self, element: Any, tag: Tag, is_block: bool, found: dict[int, Tag], depth: int) -> None:
        if depth > _DEEPEST:
            return
        tag, is_block = self._entered(element, tag, is_block)
        for kid, mark in self._kids(element):
            if kid:
                self._walk(kid, tag, is_block, found, depth + 1)
            elif mark >= 0:
                if not is_block:
                    tag, is_block = self._block(element, tag), True
                found[mark] = tag

    def _entered(self, element: Any, tag: Tag, is_block: bool) -> tuple[Tag, bool]:
        """The tag inside an element, and whether it is inside a paragraph."""
        kind = self._type(element)
        if kind == "Table":
            number = self._next()
            self._tables[number] = _TaggedTable(
                [], self._is_cut(element, at_end=False), self._is_cut(element, at_end=True)
            )
            return replace(tag, table=number, cell=0, kind="paragraph", level=None), False
        if kind == "TR" and tag.table is not None:
            # A cell that stands on another page only keeps its place.
            table = self._tables[tag.table]
            row = [0 if kid else self._next() for kid, _ in self._kids(element)]
            for column in sorted(table.reach_down):
                row.insert(column, self._next())  # as does one that reaches down from above
                table.reach_down[column] -= 1
                if not table.reach_down[column]:
                    del table.reach_down[column]
            table.rows.append(row)
            return tag, False
        if kind in ("TD", "TH") and tag.table is not None and self._tables[tag.table].rows:
            table = self._tables[tag.table]
            row = table.rows[-1]
            cell = self._next()
            column = row.index(0) if 0 in row else len(row)
            row[column : column + 1] = [cell]
            if (reach := self._row_span(element) - 1) > 0:
                table.reach_down[column] = reach
            return replace(self._block(element, tag), cell=cell), True
        if kind == "TOC":
            return replace(tag, is_contents=True), False
        if kind == "LI":
            return replace(self._block(element, tag), kind="list_item"), True
        if heading := _HEADING.fullmatch(kind):
            return replace(self._block(element, tag), kind="heading", level=int(heading[1])), True
        if kind == "Title":
            return replace(self._block(element, tag), kind="heading", level=1), True
        if tag.kind == "list_item" and is_block and kind in ("LBody", "Lbl", "P"):
            return tag, True  # sign and text of an item are one paragraph
        if kind == "L":
            return replace(tag, kind="paragraph"), False
        if kind in _BLOCKS:
            return self._block(element, tag), True
        return tag, is_block

    def _block(self, element: Any, tag: Tag) -> Tag:
        return replace(
            tag,
            paragraph=self._next(),
            began_before=self._is_cut(element, at_end=False),
            goes_on=self._is_cut(element, at_end=True),
        )

    def _is_cut(self, element: Any, *, at_end: bool) -> bool:
        """Its first (or last) kid stands on another page: pdfium shows it as nothing."""
        for _ in range(_DEEPEST):
            count = self._raw.FPDF_StructElement_CountChildren(element)
            if count < 1:
                return False
            index = count - 1 if at_end else 0
            kid = self._raw.FPDF_StructElement_GetChildAtIndex(element, index)
            if not kid:
                return bool(self._raw.FPDF_StructElement_GetChildMarkedContentID(element, index) < 0)
            element = kid
        return False

    def _row_span(self, element: Any) -> int:
        raw = self._raw
        span = ctypes.c_float(1)
        for index in range(raw.FPDF_StructElement_GetAttributeCount(element)):
            told = raw.FPDF_StructElement_GetAttributeAtIndex(element, index)
            value = raw.FPDF_StructElement_Attr_GetValue(told, b"RowSpan") if told else None
            if value and raw.FPDF_StructElement_Attr_GetNumberValue(value, span):
                break
        return int(span.value) if 1 <= span.value <= 1000 else 1

    def _kids(self, element: Any) -> Iterator[tuple[Any, int]]:
        raw = self._raw
        for index in range(raw.FPDF_StructElement_CountChildren(element)):
            kid = raw.FPDF_StructElement_GetChildAtIndex(element, index)
            yield kid, -1 if kid else raw.FPDF_StructElement_GetChildMarkedContentID(element, index)

    def _type(self, element: Any) -> str:
        length = self._raw.FPDF_StructElement_GetType(element, self._name, 128)
        return self._name.raw[: max(0, min(length, 128) - 2)].decode("utf-16-le", "replace")

    def _next(self) -> int:
        self._count += 1
        return self._count


def _parts_sentences(lines: Sequence[Line]) -> bool:
    ends = broken = 0
    for before, line in pairwise(lines):
        if before.tag is None or line.tag is None or before.tag.paragraph == line.tag.paragraph:
            continue
        ends += 1
        runs_on = line.text[:1].islower() and before.text.rstrip()[-1:].isalnum()
        broken += runs_on and before.size == line.size and before.tag.table == line.tag.table is None
    return broken > 2 and broken > _BROKEN * ends
