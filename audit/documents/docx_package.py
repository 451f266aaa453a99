"""The parts of a Word file, opened with python-docx: body, styles, notes, headers, footers, comments.

Word opens files that python-docx refuses (a reference to a picture that is not there, the strict dialect of the
format); these are mended in memory and opened again.
"""

import gc
import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lxml import etree

from audit.documents.docx_styles import W

_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
# Each was seen in damaged packages, raised by zipfile, lxml or python-docx.
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
    finally:
        gc.collect(0)  # a package's parts hold each other, and its trees are large: not left until the collector comes
    try:
        return _open(_mended(content))
    except _GOES_WRONG as fault:
        raise Damaged from fault


def _open(content: bytes) -> WordFile:
    import docx.opc.exceptions
    from docx.package import Package

    try:
        package: Any = Package.open(io.BytesIO(content))
        main: Any = package.main_document_part
    except docx.opc.exceptions.OpcError as fault:
        raise ValueError("no package") from fault
    root = _root(main)
    if root.find(W + "body") is None:
        raise ValueError("no body")
    related = [
        (one.reltype.removeprefix(_RELATED), one.target_part) for one in main.rels.values() if not one.is_external
    ]
    styles = next((_root(part) for kind, part in related if kind == "styles"), None)
    notes = {}
    for kind, part in related:
        if kind in ("footnotes", "endnotes"):
            for note in _root(part):
                # Others are the lines that part notes from the text.
                if note.get(W + "type") in (None, "normal"):
                    notes[kind[0] + (note.get(W + "id") or "")] = note
    comments = (("comment", tuple(_root(part))) for kind, part in related if kind == "comments")
    return WordFile(root, styles, notes, (*_headers(main, root), *comments), _facts(package))


def _headers(main: Any, root: Any) -> Iterator[tuple[str, tuple[Any, ...]]]:
    """Headers and footers in the order of the sections, each once."""
    seen = set()
    for reference in root.iter(W + "headerReference", W + "footerReference"):
        key = reference.get(_R + "id")
        if key in main.rels and key not in seen and not main.rels[key].is_external:
            seen.add(key)
            yield reference.tag.removeprefix(W).removesuffix("Reference"), (_root(main.rels[key].target_part),)


def _facts(package: Any) -> dict[str, str]:
    """Title and day of creation, where the file says them; who wrote it is left unread."""
    for related in package.rels.values():
        properties = None if related.is_external else getattr(related.target_part, "core_properties", None)
        if properties is not None:
            created = properties.created
            said = {"title": properties.title.strip(), "created": created.date().isoformat() if created else ""}
            return {name: value for name, value in said.items() if value}
    return {}


def _root(part: Any) -> Any:
    """The XML of a part; python-docx leaves some kinds (notes, macro-enabled documents) as bytes."""
    from docx.opc.oxml import parse_xml

    element = getattr(part, "element", None)
    if element is None:
        element = parse_xml(part.blob)
    if element.getroottree().docinfo.internalDTD is not None:
        raise ValueError("no Word file declares entities")
    return element


def _mended(content: bytes) -> bytes:
    """The package without references to parts that are not there, and in the usual dialect."""
    mended = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(mended, "w") as new:
        names = set(old.namelist())
        for name in old.namelist():
            part = old.read(name)
            if name.endswith((".xml", ".rels")):
                for strict, usual in _STRICT:
                    part = part.replace(strict, usual)
            if name.endswith(".rels"):
                part = _without_dangling(part, name, names)
            new.writestr(name, part)
    return mended.getvalue()


def _without_dangling(relations: bytes, name: str, names: set[str]) -> bytes:
    folder = posixpath.dirname(posixpath.dirname(name))
    root = etree.fromstring(relations, etree.XMLParser(resolve_entities=False, no_network=True))
    for relation in list(root):
        target = re.sub(r"^/", "", posixpath.normpath(posixpath.join("/", folder, relation.get("Target", ""))))
        if relation.get("TargetMode") != "External" and target not in names:
            root.remove(relation)
    return bytes(etree.tostring(root))
