"""The Word files in `word/`: each gives the lines beside it, and loses no word."""

from pathlib import Path

import pytest

from audit.documents.balance import balance_of
from audit.documents.reader import read_document
from tests.documents.wordfiles import write_docx

TROUBLES = sorted(path.stem for path in (Path(__file__).parent / "word").glob("*.xml"))


@pytest.mark.parametrize("trouble", TROUBLES)
def test_trouble(tmp_path: Path, trouble: str) -> None:
    here = Path(__file__).parent / "word" / trouble
    path = write_docx(tmp_path / "a.docx", here.with_suffix(".xml").read_text(encoding="utf-8"))
    document = read_document(path, "a.docx")
    assert document.text == here.with_suffix(".txt").read_text(encoding="utf-8").rstrip("\n")
    if "field_that" not in trouble:  # the count has no remedy for broken fields
        assert balance_of(path, document).off == 0
