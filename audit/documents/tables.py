"""Reads the tables that come with case files (manifest, register, codings) from csv or xlsx, headers by known names."""

import csv
import io
import re
import unicodedata
import warnings
import zipfile
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from pathlib import Path

from audit.documents.text import decode
from audit.errors import AuditError

# Canonical name of a column: how it is headed elsewhere, in lower case, blanks, "_" and "-" taken as the same.
_HEADERS = {
    "case_id": (
        "case id", "case", "id", "akt", "aktnr", "aktnummer", "akt id", "aktid", "ärende", "ärende id", "ärendenr",
        "ärendenummer", "ärendeid", "dnr", "diarienr", "diarienummer", "löpnr", "löpnummer", "case number", "case no",
    ),
    "district": (
        "district", "stadsdel", "stadsdelsnämnd", "stadsdelsförvaltning", "sdf", "enhet", "distrikt", "område",
        "kontor", "nämnd", "förvaltning", "kommun", "unit", "office", "area",
    ),
    "year": ("year", "år", "årtal", "period", "anmälningsår", "year of report", "report year"),
    "path": ("path", "sökväg", "mapp", "fil", "filnamn", "folder", "file", "file name", "filename", "katalog"),
    "criterion": ("criterion", "kriterium", "bedömningspunkt", "fråga"),
    "level": ("level", "nivå", "bedömning", "grade"),
    "reader": ("reader", "granskare", "bedömare", "läsare", "rater", "coder", "kodare"),
    "weight": ("weight", "vikt"),
    "count": ("count", "antal", "n"),
    "date": ("date", "datum"),
    "comment": ("comment", "kommentar", "anmärkning", "notering"),
}  # fmt: skip
_CANONICAL = {spelling: name for name, spellings in _HEADERS.items() for spelling in spellings}


def read_table(path: Path) -> tuple[dict[str, str], ...]:
    """The rows below the header, each as column → text; empty rows are left out."""
    return tuple(row for _, row in read_numbered(path))


def read_numbered(path: Path) -> tuple[tuple[int, dict[str, str]], ...]:
    """As `read_table`, each row with its number in the file, the first line being 1."""
    lines = [(number, cells) for number, cells in _lines(path) if any(cells)]
    if not lines:
        raise AuditError(f"{path}: the table is empty. Its first row should name the columns.")
    header = _header(path, *lines[0])
    rows = []
    for number, cells in lines[1:]:
        if any(cells[len(header) :]):
            raise AuditError(
                f"{path}: row {number}: {len(cells)} cells, but the header has {len(header)}. "
                f"Put a cell that holds the separator in quotes."
            )
        padded = [*cells, *[""] * (len(header) - len(cells))]
        rows.append((number, {name: cell for name, cell in zip(header, padded, strict=False) if name}))
    return tuple(rows)


def _header(path: Path, number: int, cells: Sequence[str]) -> list[str]:
    header = [_column(cell) for cell in cells]
    while header and not header[-1]:
        header.pop()
    for index, name in enumerate(header):
        if name and name in header[:index]:
            other = cells[header.index(name)]
            raise AuditError(
                f"{path}: row {number}: the columns '{other}' and '{cells[index]}' mean the same ({name}). Keep one."
            )
    return header


def _column(heading: str) -> str:
    plain = re.sub(r"[\s_-]+", " ", heading.strip().strip(".:*").lower()).strip()
    return _CANONICAL.get(plain, heading.strip())


def _lines(path: Path) -> Iterable[tuple[int, list[str]]]:
    try:
        content = path.read_bytes()
    except OSError as fault:
        raise AuditError(f"{path}: cannot be read ({fault.strerror}).") from fault
    if content.startswith(b"PK"):
        return _sheet(path, content)
    text = decode(content)
    if text is None:
        raise AuditError(f"{path}: not a table. Save it as csv (UTF-8) or xlsx.")
    return _delimited(path, text)


def _delimited(path: Path, text: str) -> list[tuple[int, list[str]]]:
    lines = text.splitlines(keepends=True)
    skipped = 0
    told = re.match(r"sep=(.)\r?\n?$", lines[0]) if lines else None  # Excel's own line about the separator
    if told:
        skipped, lines = 1, lines[1:]
    first = next((line for line in lines if line.strip()), "")
    outside = re.sub(r'"[^"]*"', "", first)
    separator = told[1] if told else max(";\t,", key=outside.count)
    rows = []
    reader = csv.reader(io.StringIO("".join(lines), newline=""), delimiter=separator, strict=True)
    before = skipped
    try:
        for cells in reader:
            rows.append((before + 1, [_tidy(cell) for cell in cells]))
            before = skipped + reader.line_num
    except csv.Error as fault:
        raise AuditError(f"{path}: row {before + 1}: not valid csv ({fault}). Check the quotes of that row.") from fault
    return rows


def _sheet(path: Path, content: bytes) -> list[tuple[int, list[str]]]:
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of styles and validations that say nothing of the cells
            book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
            sheet = book.worksheets[0]
            sheet.reset_dimensions()  # some programs write a wrong size
            rows = [(n, [_cell(value) for value in row]) for n, row in enumerate(sheet.iter_rows(values_only=True), 1)]
            book.close()
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, IndexError, OSError) as fault:
        raise AuditError(f"{path}: cannot be read as xlsx. Open it in Excel and save it again, or as csv.") from fault
    return rows


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        return value.date().isoformat() if not (value.hour or value.minute or value.second) else value.isoformat(" ")
    if isinstance(value, date):
        return value.isoformat()
    return _tidy(str(value))


def _tidy(cell: str) -> str:
    return unicodedata.normalize("NFC", cell.replace("\ufeff", "").replace("\xa0", " ")).strip()
