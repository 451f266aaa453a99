"""The words of a pdf counted without the reader: pdfium's raw text, with words parted at line ends made whole."""

import re
from collections import Counter
from pathlib import Path

_PARTED = re.compile("[-\u2010\u00ad\ufffe\x02](?:\r\n)?")


def count_words(path: Path) -> Counter[str]:
    """How often each word stands in the file; hyphens do not count, so that none must be judged."""
    import pypdfium2 as pdfium

    found: Counter[str] = Counter()
    file = pdfium.PdfDocument(path)
    for page in file:
        found += words_of(page.get_textpage().get_text_range())
    file.close()
    return found


def words_of(text: str) -> Counter[str]:
    """Words as the balance counts them."""
    import unicodedata

    return Counter(re.findall(r"\w+", unicodedata.normalize("NFC", _PARTED.sub("", text))))
