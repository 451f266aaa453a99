"""Reads one file: what it is, by its first bytes before its suffix, and the module of this folder that reads it.

A file that cannot be read is a result like any other: a Document with status `unreadable` and a reason.
"""

import hashlib
import importlib
import pkgutil
import re
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from types import ModuleType

import audit.documents
from audit.documents.draft import unreadable
from audit.documents.model import Document

MOST_BYTES = 200 * 2**20  # of a file
MOST_UNPACKED = 400 * 2**20  # of all parts of a zip together: a guard against zip bombs
MOST_PARTS = 10_000

_NO_FORMATS = {"reader", "model", "draft", "balance", "tables"}  # nor names with "_", parts of a format
_IMAGES = (b"\xff\xd8\xff", b"\x89PNG\r\n", b"GIF8", b"II*\x00", b"MM\x00*", b"BM")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@cache
def formats() -> Mapping[str, ModuleType]:
    """Suffix → the module that reads it, found by folder."""
    found: dict[str, ModuleType] = {}
    for module in pkgutil.iter_modules(audit.documents.__path__):
        if module.name not in _NO_FORMATS and "_" not in module.name:
            loaded = importlib.import_module(f"audit.documents.{module.name}")
            found |= dict.fromkeys(getattr(loaded, "SUFFIXES", ()), loaded)
    return found


def read_document(path: Path, name: str) -> Document:
    """The file as a Document named `name`; never an exception for what may be wrong with the file."""
    try:
        if path.stat().st_size > MOST_BYTES:
            with path.open("rb") as stream:
                return unreadable(name, hashlib.file_digest(stream, "sha256").hexdigest(), "too_large")
        content = path.read_bytes()
    except OSError:
        return unreadable(name, "", "no_access")
    sha256 = hashlib.sha256(content).hexdigest()
    suffix, reason = _what_it_is(content, path)
    if reason:
        return unreadable(name, sha256, reason)
    document: Document = formats()[suffix].read(path, name)
    if formats().get(path.suffix.lower()) is not formats()[suffix] and document.status == "read":
        document = replace(document, notices=(*document.notices, "wrong_suffix"))
    return document if document.sha256 == sha256 else replace(document, sha256=sha256)


def _what_it_is(content: bytes, path: Path) -> tuple[str, str | None]:
    """The suffix that the content deserves, or a reason why it cannot be read."""
    suffix = path.suffix.lower()
    start = content[:1024]
    if not content.strip(b"\x00\t\n\r\x0b\x0c "):
        return suffix, "empty"
    if b"%PDF-" in start:
        return ".pdf", None if ".pdf" in formats() else "not_supported"
    if content.startswith(b"PK"):
        return _which_zip(path)
    if content.startswith(_OLE):
        return suffix, _which_ole(content)
    if content.startswith(_IMAGES):
        return suffix, "scanned"
    if re.match(rb"\s*(?:\{\\rtf|(?:\xef\xbb\xbf)?\s*<(?:!doctype html|html|\?xml))", start, re.IGNORECASE):
        return suffix, "not_supported"
    if suffix in (".docx", ".docm", ".pdf", ".doc", "", ".odt", ".rtf"):
        # Neither zip nor pdf: plain text under a wrong name, or damaged.
        return (".txt", None) if _is_plain(content) else (suffix, "corrupt")
    return (suffix, None) if suffix in formats() else (suffix, "not_supported")


def _which_zip(path: Path) -> tuple[str, str | None]:
    try:
        with zipfile.ZipFile(path) as parts:
            listed = parts.infolist()
            names = {part.filename for part in listed}
            if len(listed) > MOST_PARTS or sum(part.file_size for part in listed) > MOST_UNPACKED:
                return path.suffix.lower(), "too_large"
            if any(part.flag_bits & 1 for part in listed):
                return path.suffix.lower(), "encrypted"
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return path.suffix.lower(), "corrupt"
    if any(name.startswith("word/") for name in names):
        return ".docx", None
    if "[Content_Types].xml" in names and not any(name.startswith(("xl/", "ppt/")) for name in names):
        return ".docx", None  # a Word file may keep its parts elsewhere; its reader will see
    return path.suffix.lower(), "not_supported"


def _which_ole(content: bytes) -> str:
    if "EncryptedPackage".encode("utf-16-le") in content:
        return "encrypted"
    return "legacy_doc" if "WordDocument".encode("utf-16-le") in content else "not_supported"


def _is_plain(content: bytes) -> bool:
    return not re.search(rb"[\x00-\x08\x0e-\x19\x1c-\x1f]", content)
