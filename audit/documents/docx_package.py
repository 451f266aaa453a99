"""The parts of a Word file that hold words: body, styles, notes, headers, footers, comments; others are left unread.

As in Word, a reference to a part that is not there does no harm. A file in the strict dialect of the format is
brought to the usual one in memory and opened again.
"""

import io
import posixpath
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from lxml import etree

from audit.documents.docx_styles import W

_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_PROPERTIES = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
_TITLE, _CREATED = "{http://purl.org/dc/elements/1.1/}title", "{http://purl.org/dc/terms/}created"
_RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
# Each was seen in damaged packages, raised by zipfile or lxml.
_GOES_WRONG = (
    *(zipfile.BadZipFile, zlib.error, etree.LxmlError, KeyError, ValueError, IndexError, AttributeError, TypeError),
    *(NotImplementedError, OSError, EOFError, RuntimeError, AssertionError),
)
_STRICT = (
    (
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    ),
    (b"http://purl.oclc.org/ooxml/drawingml/main", b"http://schemas.openxmlformats.org/drawingml/2006/main"),
    (b"http://purl.oclc.org/ooxml/officeDocument/", b"http://schemas.openxmlformats.org/officeDocument/2006/"),
)


class Damaged(Exception):
    """The package is no Word file that can be read."""


@dataclass(frozen=True, slots=True)
class WordFile:
    """The XML of the parts that hold words."""

    root: Any  # w:document
    styles: Any  # w:styles, or None
    notes: dict[str, Any]  # footnotes ("f2") and endnotes ("e1") by kind and number
    outside: tuple[tuple[str, tuple[Any, ...]], ...]  # (reason, the parents of blocks): headers, footers, comments
    facts: dict[str, str]  # title and created


def open_word(content: bytes) -> WordFile:
    """The file's parts; Damaged where there is no body to be had."""
    try:
        return _open(content)
    except _GOES_WRONG:
        pass
    try:
        return _open(_in_usual_dialect(content))
    except _GOES_WRONG as fault:
        raise Damaged from fault


def _open(content: bytes) -> WordFile:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        read = _Package(package)
        about = read.related("")
        name = next((one.target for one in about if one.kind == "officeDocument"), None)
        if name is None or (root := read.root(name)).find(W + "body") is None:
            raise ValueError("no body")
        related = read.related(name)
        styles = next((read.root(one.target) for one in related if one.kind == "styles"), None)
        notes = {}
        for one in related:
            if one.kind in ("footnotes", "endnotes"):
                for note in read.root(one.target):
                    # Others are the lines that part notes from the text.
                    if note.get(W + "type") in (None, "normal"):
                        notes[one.kind[0] + (note.get(W + "id") or "")] = note
        outside = [
            (reason, (read.root(target),)) for reason, target in _headers(root, {one.id: one.target for one in related})
        ]
        outside += [("comment", tuple(read.root(one.target))) for one in related if one.kind == "comments"]
        properties = next((read.root(one.target) for one in about if one.kind == _PROPERTIES), None)
        return WordFile(root, styles, notes, tuple(outside), {} if properties is None else _facts(properties))


@dataclass(frozen=True, slots=True)
class _Related:
    """A part that another one refers to."""

    id: str
    kind: str  # styles, header, footnotes …
    target: str


class _Package:
    """The parts of a package by name; only those asked for are read."""

    def __init__(self, package: zipfile.ZipFile) -> None:
        self._package = package
        self._names = frozenset(package.namelist())

    def root(self, name: str) -> Any:
        """The XML of a part."""
        element = etree.fromstring(self._package.read(name), _parser())
        if element.getroottree().docinfo.internalDTD is not None:
            raise ValueError("no Word file declares entities")
        return element

    def related(self, name: str) -> list[_Related]:
        """What a part ("": the whole package) refers to inside the package; a reference to nothing is passed over."""
        folder, file = posixpath.split(name)
        relations = posixpath.join(folder, "_rels", file + ".rels")
        if relations not in self._names:
            return []
        found = [
            _Related(
                one.get("Id", ""),
                one.get("Type", "").removeprefix(_RELATED),
                posixpath.normpath(posixpath.join("/", folder, one.get("Target", ""))).lstrip("/"),
            )
            for one in self.root(relations)
            if one.get("TargetMode") != "External"
        ]
        return [one for one in found if one.target in self._names]


@cache
def _parser() -> etree.XMLParser:
    return etree.XMLParser(remove_blank_text=True, resolve_entities=False, no_network=True)


def _headers(root: Any, targets: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Headers and footers in the order of the sections, each once."""
    seen = set()
    for reference in root.iter(W + "headerReference", W + "footerReference"):
        key = reference.get(_R + "id")
        if key in targets and key not in seen:
            seen.add(key)
            yield reference.tag.removeprefix(W).removesuffix("Reference"), targets[key]


def _facts(properties: Any) -> dict[str, str]:
    """Title and day of creation, where the file says them; who wrote it is left unread."""
    created = properties.findtext(_CREATED) or ""
    said = {"title": (properties.findtext(_TITLE) or "").strip(), "created": created[:10] if _is_day(created) else ""}
    return {name: value for name, value in said.items() if value}


def _is_day(created: str) -> bool:
    try:
        date.fromisoformat(created[:10])
    except ValueError:
        return False
    return True


def _in_usual_dialect(content: bytes) -> bytes:
    usual_one = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(usual_one, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name.endswith((".xml", ".rels")):
                for strict, usual in _STRICT:
                    part = part.replace(strict, usual)
            new.writestr(name, part)
    return usual_one.getvalue()
