"""Pdf files, read with pdfium: paragraphs rejoined from lines, form boxes and tables as such, margins set aside."""

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from audit.documents.draft import Draft, unreadable
from audit.documents.model import Document
from audit.documents.pdf_blocks import Body, add_blocks
from audit.documents.pdf_drawn import Drawn, drawn_on
from audit.documents.pdf_grid import find_tables, place_lines
from audit.documents.pdf_join import Words
from audit.documents.pdf_lines import Line, PageText
from audit.documents.pdf_margins import page_lines, set_margins_aside
from audit.documents.pdf_open_tables import part_by_gaps, tables_of_level_rules
from audit.documents.pdf_order import from_the_top, in_reading_order
from audit.documents.pdf_tags import Tags, is_tagged

SUFFIXES = (".pdf",)

_LOCKED = (4, 5)  # pdfium's codes for a password and for a lock that it does not know
_COVERED = 0.9  # of a page that is a picture of a page
_PICTURE = 0.25  # of a page without a word, which is enough for a picture to be what it is about
_STAMP = 8  # words that a scanner or a diary may have put on such a page


def read(path: Path, name: str) -> Document:
    """All words of the file, in order; one that is locked, damaged, scanned or empty is unreadable."""
    import pypdfium2 as pdfium

    content = path.read_bytes()
    sha256 = hashlib.sha256(content).hexdigest()
    try:
        file = pdfium.PdfDocument(content)
    except pdfium.PdfiumError as fault:
        return unreadable(name, sha256, "encrypted" if getattr(fault, "err_code", None) in _LOCKED else "corrupt")
    try:
        return _read(file, name, sha256)
    except pdfium.PdfiumError:
        return unreadable(name, sha256, "corrupt")
    finally:
        file.close()


def _read(file: Any, name: str, sha256: str) -> Document:
    sheets, texts, scanned, body = [], [], 0, []
    placed: list[Sequence[Body]] = []
    tags = Tags() if is_tagged(file) else None
    for index in range(len(file)):
        page, has_fields = _page_with_fields(file, index)
        text = PageText(page, index + 1)
        if turned := text.turned():
            text.close()
            page = _turn(file, page, index, turned)
            text = PageText(page, index + 1)
        drawn = drawn_on(page)
        lines = from_the_top(text.lines()) if has_fields else in_reading_order(text.lines(), text.width)
        scanned += _is_scanned(drawn, text, lines)
        texts.append(text.text)
        by_tags = tags.place(lines, tags.of_page(page), text, drawn) if tags else None
        placed.append(_by_looks(lines, drawn, text) if by_tags is None else by_tags)
        sheets.append(page_lines(index + 1, text.width, text.height, list(_lines_of(placed[-1]))))
        text.close()
        page.close()
    if scanned and scanned == len(sheets):
        return unreadable(name, sha256, "scanned")
    aside, gone = set_margins_aside(sheets)
    for items in placed:
        body += _without(items, gone)
    draft = Draft()
    add_blocks(draft, body, Words(texts), {sheet.number: sheet.width for sheet in sheets})
    notices = ("pages_scanned",) if scanned else ()
    return draft.document(name, sha256, pages=len(sheets), aside=aside, notices=notices, facts=_facts(file))


def _by_looks(lines: Sequence[Line], drawn: Drawn, text: PageText) -> list[Body]:
    tables = find_tables(drawn, text.number)
    tables += tables_of_level_rules(drawn, tables, lines, text)
    return part_by_gaps(place_lines(lines, tables, drawn, text), text)


def _page_with_fields(file: Any, index: int) -> tuple[Any, bool]:
    """The page, and whether something that was filled into a form was made part of it."""
    import pypdfium2.raw as raw

    page = file[index]
    for number in range(raw.FPDFPage_GetAnnotCount(page.raw)):
        note = raw.FPDFPage_GetAnnot(page.raw, number)
        kind = raw.FPDFAnnot_GetSubtype(note)
        raw.FPDFPage_CloseAnnot(note)
        if kind in (raw.FPDF_ANNOT_WIDGET, raw.FPDF_ANNOT_FREETEXT):
            raw.FPDFPage_Flatten(page.raw, raw.FLAT_NORMALDISPLAY)
            page.close()
            return file[index], True
    return page, False


def _turn(file: Any, page: Any, index: int, turned: int) -> Any:
    """The page with its text level: scanners and landscape tables put it on its side."""
    import pypdfium2.raw as raw

    left, bottom, right, top = page.get_mediabox()
    wide, high = right - left, top - bottom
    matrix = {
        90: (0, -1, 1, 0, -bottom, right),
        180: (-1, 0, 0, -1, right, top),
        270: (0, 1, -1, 0, top, -left),
    }[turned]
    size = (wide, high) if turned == 180 else (high, wide)
    page.set_rotation(0)
    raw.FPDFPage_TransFormWithClip(page.raw, raw.FS_MATRIX(*matrix), raw.FS_RECTF(0, size[1], size[0], 0))
    page.set_mediabox(0, 0, *size)
    page.set_cropbox(0, 0, *size)
    page.close()
    return file[index]


def _lines_of(items: Sequence[Body]) -> Iterator[Line]:
    for item in items:
        if isinstance(item, Line):
            yield item
        else:
            for row in item.rows:
                for cell in row:
                    yield from cell.lines


def _without(items: Sequence[Body], gone: set[int]) -> list[Body]:
    """Body lines and tables, less the lines that were set aside."""
    kept: list[Body] = []
    for item in items:
        if isinstance(item, Line):
            if id(item) not in gone:
                kept.append(item)
        else:
            for row in item.rows:
                for cell in row:
                    cell.lines = [line for line in cell.lines if id(line) not in gone]
            if any(cell.lines for row in item.rows for cell in row):
                kept.append(item)
    return kept


def _is_scanned(drawn: Drawn, text: PageText, lines: Sequence[Line]) -> bool:
    """A picture of a page: without a word, or with no more than a stamp on it."""
    whole = text.width * text.height
    covered = max(((box[2] - box[0]) * (box[3] - box[1]) / whole for box in drawn.pictures), default=0.0)
    if not lines:
        return covered > _PICTURE
    return covered >= _COVERED and sum(len(line.text.split()) for line in lines) < _STAMP


def _facts(file: Any) -> Mapping[str, str]:
    facts: dict[str, str] = {}
    try:
        title, created = (file.get_metadata_value(key) for key in ("Title", "CreationDate"))
    except UnicodeDecodeError:
        return facts
    if title.strip() and title.strip() != "untitled":
        facts["title"] = title.strip()
    if made := re.match(r"(?:D:)?(\d{4})(\d\d)(\d\d)", created):
        facts["created"] = "-".join(made.groups())
    return facts
