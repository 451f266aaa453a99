"""The tables of the open report as a workbook, a sheet a table; the same bytes for the same tables."""

import io
import re
import zipfile
from collections.abc import Sequence
from datetime import datetime

from xlsxwriter import Workbook  # type: ignore[import-untyped]
from xlsxwriter.format import Format  # type: ignore[import-untyped]

from audit.report.tables import Cell, Table

EARLIEST = (1980, 1, 1, 0, 0, 0)  # the earliest time that a zip can hold
WIDEST = 60


def workbook_bytes(tables: Sequence[tuple[str, Table]], *, title: str) -> bytes:
    """A workbook of (section, table), each sheet headed by its title; words are never read as formulas or addresses."""
    raw = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = Workbook(raw, options)
    book.set_properties({"title": title, "author": "aktgranska", "created": datetime(*EARLIEST)})
    bold, head = book.add_format({"bold": True}), book.add_format({"bold": True, "text_wrap": True, "bottom": 1})
    percent, plain = book.add_format({"num_format": "0 %"}), book.add_format({"text_wrap": True, "valign": "top"})
    taken: set[str] = set()
    for section, table in tables:
        sheet = book.add_worksheet(_sheet_name(table.id, taken))
        sheet.write_string(0, 0, f"{section}: {table.title}", bold)
        for column, heading in enumerate(table.columns):
            sheet.write_string(2, column, heading, head)
            longest = max([len(heading) // 2, *(len(row[column].text) for row in table.rows)], default=8)
            sheet.set_column(column, column, min(WIDEST, max(9, longest + 2)))
        for number, row in enumerate(table.rows, start=3):
            for column, cell in enumerate(row):
                _write(sheet, number, column, cell, percent, plain)
        sheet.freeze_panes(3, 1)
        if table.rows:
            sheet.autofilter(2, 0, len(table.rows) + 2, len(table.columns) - 1)
        for number, note in enumerate(n for n in (*table.said, table.note) if n):
            sheet.write_string(len(table.rows) + 4 + number, 0, note)
    if not tables:
        book.add_worksheet()
    book.close()
    return _without_times(raw.getvalue())


def _write(sheet, row: int, column: int, cell: Cell, percent: Format, plain: Format) -> None:  # type: ignore[no-untyped-def]
    if cell.kind == "share" and cell.number is not None:
        sheet.write_number(row, column, cell.number, percent)
    elif cell.kind == "count" and cell.number is not None:
        sheet.write_number(row, column, cell.number)
    else:
        sheet.write_string(row, column, cell.text, plain)


def _sheet_name(table_id: str, taken: set[str]) -> str:
    name = re.sub(r"[\[\]:*?/\\]", "_", table_id)[:28] or "_"
    unique, number = name, 2
    while unique.lower() in taken:
        unique, number = f"{name[:26]}_{number}", number + 1
    taken.add(unique.lower())
    return unique


def _without_times(raw: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            fixed = zipfile.ZipInfo(entry.filename, EARLIEST)
            fixed.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(fixed, old.read(entry))
    return out.getvalue()
