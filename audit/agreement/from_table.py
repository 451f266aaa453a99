"""Codings in a csv or xlsx table: a row a case, a column a criterion or fact, sets parted by semicolons."""

import re
from collections.abc import Callable, Collection
from datetime import date
from pathlib import Path
from typing import Any

from audit.agreement.reading import DOMAIN, FACTS, NOT_APPLICABLE, PARTICIPATION, Coded, FactKind, Level, Reading
from audit.documents.tables import read_numbered
from audit.errors import AuditError

# Cells of a table, in lower case.
_NA = {"na", "n/a", ".", "ej tillämpligt", "ej aktuellt", "not applicable"}
_WITHHELD = {"?", "..", "går inte att bedöma", "cannot be assessed", "not_assessable", "unreadable"}
_TRUE, _FALSE = {"true", "1", "ja", "yes", "sant", "x"}, {"false", "0", "nej", "no", "falskt"}


def from_table(path: Path, criteria: Collection[str]) -> Reading:
    rows = read_numbered(path)
    if rows and "case_id" not in rows[0][1]:
        raise AuditError(f"{path}: no column 'case_id'. Name the column that holds the case's id so.")
    columns = list(rows[0][1]) if rows else []
    levels = [c for c in columns if c in criteria or c.startswith((DOMAIN, PARTICIPATION))]
    facts = [c for c in columns if c in FACTS]
    cases: dict[str, Coded] = {}
    for number, row in rows:
        case = row["case_id"]
        if not case:
            raise AuditError(f"{path}: row {number}: no case_id.")
        if case in cases:
            raise AuditError(f"{path}: row {number}: the case '{case}' stands twice. Compare one reader at a time.")
        cases[case] = Coded(
            {c: _said(path, number, c, row[c], _cell_level) for c in levels if row[c]},
            {
                c: _said(path, number, c, row[c], _CELLS[FACTS[c]])
                for c in facts
                # An empty cell is no form, no contact, no date; of the rest it says that nobody has looked.
                if row[c] or FACTS[c] in ("set", "date")
            },
        )
    if not levels and not facts:
        raise AuditError(
            f"{path}: no column is a criterion or fact. Known: {', '.join([*criteria, 'domain.…', *FACTS])}."
        )
    return Reading(
        path, "codings", cases, passed_over=tuple(c for c in columns if c not in {"case_id", *levels, *facts})
    )


def _said(path: Path, number: int, column: str, cell: str, read: Callable[[str], Any]) -> Any:
    try:
        return read(cell.strip())
    except ValueError as fault:
        raise AuditError(f"{path}: row {number}, column '{column}': {fault}.") from fault


def _cell_level(cell: str) -> Level:
    plain = cell.lower()
    if plain in _NA:
        return NOT_APPLICABLE
    if plain in _WITHHELD:
        return None
    if not re.fullmatch(r"\d", plain):
        raise ValueError("not a level. Write 0–3, na, or ? where it was withheld")
    return int(plain)


def _cell_set(cell: str) -> frozenset[str]:
    return frozenset(part.strip().lower() for part in re.split(r"[;,|]", cell) if part.strip())


def _cell_date(cell: str) -> str | None:
    if not cell:
        return None
    try:
        return date.fromisoformat(cell).isoformat()
    except ValueError:
        raise ValueError("not a date. Write it as 2026-03-04") from None


def _cell_boolean(cell: str) -> bool | str | None:
    plain = cell.lower()
    if plain in _NA:
        return NOT_APPLICABLE
    if plain in _TRUE or plain in _FALSE:
        return plain in _TRUE
    if plain in _WITHHELD:
        return None
    raise ValueError("neither true nor false. Write true, false (ja, nej) or na")


def _cell_count(cell: str) -> int | None:
    if cell.lower() in _WITHHELD | _NA:
        return None
    if not re.fullmatch(r"\d+", cell):
        raise ValueError("not a whole number")
    return int(cell)


_CELLS: dict[FactKind, Callable[[str], Any]] = {
    "set": _cell_set,
    "date": _cell_date,
    "boolean": _cell_boolean,
    "class": lambda cell: cell,
    "count": _cell_count,
}
