"""The words of a pdf counted without the reader: pdfium's raw text, with words parted at line ends made whole."""

import ctypes
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

_PARTED = re.compile("[-\u2010\u00ad\ufffe\x02](?:\r\n)?")
_PAIRED = re.compile(r"[\ufffe\x02](?=(?:och|eller|samt|respektive|resp)\b)")  # för- och nackdelar


def count_words(path: Path) -> Counter[str]:
    """How often each word stands in the file; hyphens do not count, so that none must be judged."""
    import pypdfium2 as pdfium

    found: Counter[str] = Counter()
    file = pdfium.PdfDocument(path)
    for page in file:
        found += words_of(page.get_textpage().get_text_range())
        for value in _field_values(page):
            found += words_of(value)
    file.close()
    return found


def words_of(text: str) -> Counter[str]:
    """Words as the balance counts them."""
    return Counter(re.findall(r"\w+", unicodedata.normalize("NFC", _PARTED.sub("", _PAIRED.sub(" ", text)))))


def _field_values(page: Any) -> Iterator[str]:
    """What was filled into text fields, which is no part of the page's own text."""
    import pypdfium2.raw as raw

    for index in range(raw.FPDFPage_GetAnnotCount(page.raw)):
        note = raw.FPDFPage_GetAnnot(page.raw, index)
        if raw.FPDFAnnot_GetSubtype(note) == raw.FPDF_ANNOT_WIDGET:
            length = raw.FPDFAnnot_GetStringValue(note, b"V", None, 0)
            value = ctypes.create_string_buffer(length)
            raw.FPDFAnnot_GetStringValue(note, b"V", ctypes.cast(value, ctypes.POINTER(ctypes.c_ushort)), length)
            yield value.raw.decode("utf-16-le").rstrip("\0")
        raw.FPDFPage_CloseAnnot(note)
