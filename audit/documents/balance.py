"""The parse balance: the words of a file counted straight from its bytes, and those found in a Document.

The count of the file shares no code with the readers, so that it finds what they lose or say twice. Left out of it,
as of the text: deletions, hidden text, prompts of unfilled controls, field codes, and the versions for old programs.
"""

import re
import unicodedata
import zipfile
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from audit.documents.model import Document

_WORD = re.compile(r"\w+")
# Parts of a Word file that hold no words of the document: settings, building blocks, its own properties.
_TEXT_PARTS = re.compile(r"word/(?:document|header|footer|footnotes|endnotes|comments)\d*\.xml")
_SILENT = {"del", "moveFrom", "Fallback", "instrText", "delText", "delInstrText", "sdtPr", "rt"}
_STARTS_A_WORD = {"tab", "br", "cr", "ptab"}


@dataclass(frozen=True, slots=True)
class Balance:
    """Words in the file, words in the text, words set aside by reason; `off` counts words lost and words too many."""

    in_file: int
    in_text: int
    set_aside: Mapping[str, int]
    off: int


def balance_of(path: Path, document: Document) -> Balance:
    """The balance of one docx, txt or md file."""
    file_words = _docx_words(path) if zipfile.is_zipfile(path) else _text_words(path)
    text_words = words_of(document.text)
    aside: dict[str, int] = {}
    found = Counter(text_words)
    for piece in document.aside:
        words = words_of(piece.text)
        aside[piece.reason] = aside.get(piece.reason, 0) + sum(words.values())
        found += words
    off = sum((file_words - found).values()) + sum((found - file_words).values())
    return Balance(sum(file_words.values()), sum(text_words.values()), dict(sorted(aside.items())), off)


def words_of(text: str) -> Counter[str]:
    """Each run of letters and digits, in NFC, soft hyphens taken out."""
    return Counter(_WORD.findall(unicodedata.normalize("NFC", re.sub("[\u00ad\u200b-\u200f\u2060\ufeff]", "", text))))


def _text_words(path: Path) -> Counter[str]:
    content = path.read_bytes()
    for encoding in ("utf-16", "utf-8") if content[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8", "cp1252"):
        try:
            return words_of(content.decode(encoding))
        except UnicodeDecodeError:
            continue
    return Counter()


def _docx_words(path: Path) -> Counter[str]:
    words: Counter[str] = Counter()
    with zipfile.ZipFile(path) as parts:
        hidden_styles = _hidden_styles(parts)
        for name in sorted(parts.namelist()):
            if _TEXT_PARTS.fullmatch(name):
                words += words_of(_all_text(ElementTree.fromstring(parts.read(name)), hidden_styles))
    return words


def _hidden_styles(parts: zipfile.ZipFile) -> set[str]:
    if "word/styles.xml" not in parts.namelist():
        return set()
    styles = ElementTree.fromstring(parts.read("word/styles.xml"))
    return {
        next(value for key, value in style.attrib.items() if key.endswith("}styleId"))
        for style in styles.iter()
        if _name(style) == "style" and any(_name(child) == "vanish" and not _is_off(child) for child in style.iter())
    }


def _all_text(root: ElementTree.Element, hidden_styles: set[str]) -> str:
    pieces: list[str] = []
    fields: list[str] = []
    stack: list[tuple[ElementTree.Element, bool]] = [(root, False)]
    while stack:
        element, leaving = stack.pop()
        name = _name(element)
        if leaving:
            pieces.append("\n")
            continue
        if name in _SILENT or _is_hidden(element, hidden_styles) or _is_prompt(element) or _is_deleted(element):
            continue
        if name == "fldChar":
            _turn(fields, element, pieces)
        elif name == "t" and "code" not in fields:
            pieces.append(element.text or "")
        elif name in _STARTS_A_WORD:
            pieces.append(" ")
        elif name == "noBreakHyphen":
            pieces.append("-")
        if name in ("p", "tc", "txbxContent"):
            stack.append((element, True))
            pieces.append("" if name == "p" else "\n")
        stack.extend((child, False) for child in reversed(element))
    return "".join(pieces)


def _turn(fields: list[str], sign: ElementTree.Element, pieces: list[str]) -> None:
    turn = next((value for key, value in sign.attrib.items() if key.endswith("}fldCharType")), "")
    if turn == "begin":
        fields.append("code")
        chosen = [child for child in sign.iter() if _name(child) == "listEntry"]
        number = next((_value(child) for child in sign.iter() if _name(child) == "result"), "0")
        if chosen:
            pieces.append(_value(chosen[int(number)]))
    elif turn == "separate" and fields:
        fields[-1] = "result"
    elif turn == "end" and fields:
        fields.pop()


def _is_hidden(element: ElementTree.Element, hidden_styles: set[str]) -> bool:
    if _name(element) != "r":
        return False
    for properties in element:
        if _name(properties) == "rPr":
            for child in properties:
                if _name(child) == "vanish":
                    return not _is_off(child)
            return any(_name(child) == "rStyle" and _value(child) in hidden_styles for child in properties)
    return False


def _is_prompt(element: ElementTree.Element) -> bool:
    if _name(element) != "sdt":
        return False
    properties = (child for part in element if _name(part) == "sdtPr" for child in part)
    return any(_name(child) == "showingPlcHdr" and not _is_off(child) for child in properties)


def _is_deleted(element: ElementTree.Element) -> bool:
    """Of a row or cell: its own properties say so."""
    if _name(element) not in ("tr", "tc"):
        return False
    properties = (child for part in element if _name(part) in ("trPr", "tcPr") for child in part)
    return any(_name(child) in ("del", "cellDel") for child in properties)


def _name(element: ElementTree.Element) -> str:
    return element.tag.rpartition("}")[2]


def _value(element: ElementTree.Element) -> str:
    return next((value for key, value in element.attrib.items() if key.endswith("}val")), "")


def _is_off(element: ElementTree.Element) -> bool:
    return _value(element) in ("0", "false", "off")
