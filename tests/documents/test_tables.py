"""Tables beside case files: csv as programs write it, xlsx, headers in two languages. All persons are invented."""

import datetime
from pathlib import Path

import pytest
from openpyxl import Workbook

from audit.documents.tables import read_numbered, read_table
from audit.errors import AuditError

ROW = {"case_id": "a1", "district": "Östra", "year": "2014"}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_csv(tmp_path: Path, encoding: str, separator: str, end: str) -> None:
    text = end.join(separator.join(line) for line in (("case_id", "district", "year"), ("a1", "Östra", "2014"))) + end
    path = tmp_path / "manifest.csv"
    path.write_bytes(text.encode(encoding))
    assert read_table(path) == (ROW,)


@pytest.mark.parametrize(
    "header",
    ["case_id;district;year", "Akt;Stadsdel;År", "Ärende-ID;Enhet;år", "Case ID;Unit;Year", " akt_id ; Område ;Årtal"],
)
def test_headers(tmp_path: Path, header: str) -> None:
    assert read_table(_file(tmp_path, f"{header}\na1;Östra;2014\n")) == (ROW,)


def test_other_columns_keep_their_name(tmp_path: Path) -> None:
    assert read_table(_file(tmp_path, "akt;Vikt i urvalet;sökväg\na1;0,75;2014/a1\n")) == (
        {"case_id": "a1", "Vikt i urvalet": "0,75", "path": "2014/a1"},
    )


def test_quotes_and_line_ends_inside_a_cell(tmp_path: Path) -> None:
    path = _file(tmp_path, 'akt;kommentar\na1;"sen; rad ett\nrad två"\na2;"sade ""nej"""\n')
    assert read_numbered(path) == (
        (2, {"case_id": "a1", "comment": "sen; rad ett\nrad två"}),
        (4, {"case_id": "a2", "comment": 'sade "nej"'}),
    )


def test_separator_told_by_excel(tmp_path: Path) -> None:
    assert read_numbered(_file(tmp_path, "sep=,\nakt,år\na1,2014\n")) == ((3, {"case_id": "a1", "year": "2014"}),)


def test_empty_and_short_rows(tmp_path: Path) -> None:
    assert read_numbered(_file(tmp_path, "akt;stadsdel;år;\n\n;;;\na1;;\na2\n")) == (
        (4, {"case_id": "a1", "district": "", "year": ""}),
        (5, {"case_id": "a2", "district": "", "year": ""}),
    )


def test_xlsx(tmp_path: Path) -> None:
    header, row = ["Akt", "Stadsdel", "År", "datum", "andel"], ["a1", "Östra", 2014.0, datetime.date(2014, 3, 18), 0.5]
    assert read_table(_sheet(tmp_path, [header, row])) == (ROW | {"date": "2014-03-18", "andel": "0.5"},)


def test_xlsx_named_csv(tmp_path: Path) -> None:
    path = _sheet(tmp_path, [["akt"], ["a1"]]).rename(tmp_path / "manifest.csv")
    assert read_table(path) == ({"case_id": "a1"},)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "the table is empty"),
        (b"akt;id\na1;a2\n", "row 1: the columns 'akt' and 'id' mean the same"),
        (b"akt;stadsdel\na1;b;c\n", "row 2: 3 cells, but the header has 2"),
        (b'akt;stadsdel\na1;"b\n', "row 2: not valid csv"),
        (b"\x00\x01\x02\x03", "not a table"),
        (b"PK\x03\x04", "cannot be read as xlsx"),
    ],
)
def test_errors_say_file_and_row(tmp_path: Path, content: bytes, says: str) -> None:
    path = tmp_path / "manifest.csv"
    path.write_bytes(content)
    with pytest.raises(AuditError) as raised:
        read_table(path)
    assert str(raised.value).startswith(f"{path}: {says}")


def test_missing_file(tmp_path: Path) -> None:
    with pytest.raises(AuditError, match="cannot be read"):
        read_table(tmp_path / "manifest.csv")


def _file(folder: Path, text: str) -> Path:
    path = folder / "manifest.csv"
    path.write_text(text, encoding="utf-8")
    return path


def _sheet(folder: Path, rows: list[list[object]]) -> Path:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    book.save(folder / "manifest.xlsx")
    return folder / "manifest.xlsx"
