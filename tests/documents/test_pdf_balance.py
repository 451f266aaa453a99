"""No word of a pdf is lost or made up, and pdfplumber reads the same words in the same order."""

import re
from pathlib import Path

import pdfplumber
import pytest

from audit.documents import pdf
from audit.documents.balance_pdf import count_words, words_of
from audit.documents.model import Document

PDFS = Path(__file__).parent / "pdfs"
READABLE = sorted(path.stem for path in PDFS.glob("*.pdf") if path.stem not in ("locked", "scanned", "blank"))


def read(name: str) -> Document:
    return pdf.read(PDFS / f"{name}.pdf", name)


@pytest.mark.parametrize("name", READABLE)
def test_words_balance(name):
    document = read(name)
    found = words_of(document.text)
    for one in document.aside:
        found += words_of(one.text)
    assert found == count_words(PDFS / f"{name}.pdf")


# What was filled into fields is no text to pdfplumber, and it leaves a row that a page end has cut in two parts.
@pytest.mark.parametrize("name", [name for name in READABLE if name not in ("fields", "cut_row")])
def test_same_words_in_the_same_order_as_pdfplumber(name):
    document = read(name)
    # Text flow reads columns and cells one by one; what is drawn out of order stands in its place only without it.
    flow = name not in ("checkboxes", "scrambled")
    with pdfplumber.open(PDFS / f"{name}.pdf") as file:
        pages = [" ".join(word["text"] for word in page.extract_words(use_text_flow=flow)) for page in file.pages]
    for one in document.aside:
        assert one.page is not None
        assert one.text in pages[one.page - 1]
        before, _, after = pages[one.page - 1].rpartition(one.text)
        pages[one.page - 1] = before + after
    assert _letters(document.text) == _letters("".join(pages))


def _letters(text: str) -> str:
    return re.sub("[\\s\\-\u2010\u00ad\ufffe•\uf0b7]", "", text)
