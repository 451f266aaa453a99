"""Which reader a file gets, and what becomes of files that cannot be read. All persons are invented."""

import hashlib
import io
import random
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from audit.documents import reader
from audit.documents.reader import read_document

from .wordfiles import p, r, sdt, style, tbl, tc, write_docx

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512)


def test_sha256_is_of_the_bytes(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"Kim")
    assert read_document(path, "x/a.txt").sha256 == hashlib.sha256(b"Kim").hexdigest()


def test_name_is_the_one_given(tmp_path: Path) -> None:
    assert read_document(write_docx(tmp_path / "a.docx", p("Kim")), "under/a.docx").name == "under/a.docx"


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.docx", b"", "empty"),
        ("a.txt", b"", "empty"),
        ("a.txt", b" \r\n\t\n", "empty"),
        ("a.txt", b"\xef\xbb\xbf", "empty"),
        ("a.txt", b"--- * ---", "empty"),
        ("a.docx", b"PK\x03\x04 and no more", "corrupt"),
        ("a.docx", b"\x01\x02\x03" * 50, "corrupt"),
        ("a.txt", b"\x01\x02\x03" * 50, "unreadable_encoding"),
        ("a.docx", OLE + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
        ("a.doc", OLE + "WordDocument".encode("utf-16-le"), "legacy_doc"),
        ("a.docx", OLE + "WordDocument".encode("utf-16-le"), "legacy_doc"),
        ("a.msg", OLE, "not_supported"),
        ("a.rtf", rb"{\rtf1\ansi Kim}", "not_supported"),
        ("a.doc", rb"{\rtf1\ansi Kim}", "not_supported"),
        ("a.htm", b"<html><body>Kim</body></html>", "not_supported"),
        ("a.txt", b"<!DOCTYPE html><p>Kim</p>", "not_supported"),
        ("a.eml", b"Subject: Kim", "not_supported"),
        ("a.jpg", b"\xff\xd8\xff\xe0", "scanned"),
    ],
)
def test_unreadable(tmp_path: Path, name: str, content: bytes, reason: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    document = read_document(path, name)
    assert (document.status, document.reason, document.text) == ("unreadable", reason, "")
    assert document.sha256 == hashlib.sha256(content).hexdigest()


@pytest.mark.parametrize(
    ("inside", "reason"),
    [
        ({"xl/workbook.xml": "<x/>", "[Content_Types].xml": "<x/>"}, "not_supported"),
        ({"content.xml": "<x/>", "mimetype": "application/vnd.oasis.opendocument.text"}, "not_supported"),
        ({"akt.txt": "Kim"}, "not_supported"),
        ({"word/document.xml": "<w:document", "[Content_Types].xml": "<Types/>"}, "corrupt"),
        ({"word/document.xml": "<x/>"}, "corrupt"),
    ],
)
def test_zip_that_is_no_word_file(tmp_path: Path, inside: dict[str, str], reason: str) -> None:
    path = tmp_path / "a.docx"
    with zipfile.ZipFile(path, "w") as package:
        for name, content in inside.items():
            package.writestr(name, content)
    assert read_document(path, "a.docx").reason == reason


def test_encrypted_zip(tmp_path: Path) -> None:
    path = write_docx(tmp_path / "a.docx", p("Kim"))
    content = bytearray(path.read_bytes())
    content[content.index(b"PK\x01\x02") + 8] |= 1  # the flag of the first entry in the directory
    path.write_bytes(content)
    assert read_document(path, "a.docx").reason == "encrypted"


def test_missing_file(tmp_path: Path) -> None:
    assert read_document(tmp_path / "a.docx", "a.docx").reason == "no_access"


def test_word_file_of_pictures_is_a_scan(tmp_path: Path) -> None:
    picture = '<w:r><w:drawing><a:blip r:embed="x"/></w:drawing></w:r>'
    assert read_document(write_docx(tmp_path / "a.docx", p(picture)), "a.docx").reason == "scanned"
    assert read_document(write_docx(tmp_path / "b.docx", p()), "b.docx").reason == "empty"


@pytest.mark.parametrize("name", ["a.doc", "a.pdf", "a.txt", "a", "a.DOCX"])
def test_content_beats_a_wrong_suffix(tmp_path: Path, name: str) -> None:
    document = read_document(write_docx(tmp_path / name, p("Kim mår bra")), name)
    assert document.text == "Kim mår bra"
    assert ("wrong_suffix" in document.notices) is (name != "a.DOCX")


def test_text_under_a_wrong_suffix(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_text("Kim mår bra", encoding="utf-8")
    document = read_document(path, "a.docx")
    assert (document.text, document.notices) == ("Kim mår bra", ("wrong_suffix",))


def test_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write_docx(tmp_path / "a.docx", p("Kim"))
    monkeypatch.setattr(reader, "MOST_BYTES", 10)
    document = read_document(path, "a.docx")
    assert (document.reason, document.sha256) == ("too_large", hashlib.sha256(path.read_bytes()).hexdigest())


@pytest.mark.parametrize(("limit", "value"), [("MOST_UNPACKED", 1000), ("MOST_PARTS", 3)])
def test_zip_bomb_is_not_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: str, value: int) -> None:
    path = write_docx(tmp_path / "a.docx", p("Kim " * 1000))
    assert read_document(path, "a.docx").status == "read"
    monkeypatch.setattr(reader, limit, value)
    assert read_document(path, "a.docx").reason == "too_large"


@pytest.mark.parametrize("reference", ["&a;", "&file;"])
def test_entities_are_not_followed(tmp_path: Path, reference: str) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("hemligt", encoding="utf-8")
    path = write_docx(tmp_path / "a.docx", p("Kim", f"<w:r><w:t>{reference}</w:t></w:r>"))
    doctype = f'<!DOCTYPE x [<!ENTITY a "aaa"><!ENTITY file SYSTEM "{secret.as_uri()}">]>'
    _replace_part(path, "word/document.xml", lambda xml: doctype.encode() + xml)
    document = read_document(path, "a.docx")
    assert (document.status, document.reason) == ("unreadable", "corrupt")


def test_reference_to_a_missing_picture(tmp_path: Path) -> None:
    """Word writes them (`word/NULL`) and opens them again; python-docx does not."""
    path = write_docx(tmp_path / "a.docx", p("Kim mår bra"), styles="")
    dangling = b'<Relationship Id="x" Type="http://x/image" Target="../NULL"/><Relationship '
    _replace_part(path, "word/_rels/document.xml.rels", lambda xml: xml.replace(b"<Relationship ", dangling, 1))
    assert read_document(path, "a.docx").text == "Kim mår bra"


def test_strict_dialect(tmp_path: Path) -> None:
    path = write_docx(tmp_path / "a.docx", p("Hälsa", style="x"), styles=style("x", "heading 2"))
    usual, strict = b"http://schemas.openxmlformats.org/", b"http://purl.oclc.org/ooxml/"
    for part in ("word/document.xml", "word/styles.xml", "_rels/.rels", "word/_rels/document.xml.rels"):
        _replace_part(
            path,
            part,
            lambda xml: (
                xml.replace(usual + b"wordprocessingml/2006/", strict + b"wordprocessingml/")
                .replace(usual + b"officeDocument/2006/", strict + b"officeDocument/")
                .replace(usual + b"drawingml/2006/", strict + b"drawingml/")
            ),
        )
    document = read_document(path, "a.docx")
    assert [(block.kind, block.level) for block in document.blocks] == [("heading", 2)]


def test_damaged_files_raise_nothing(tmp_path: Path) -> None:
    """Bytes changed and cut, in the zip and in the XML inside it."""
    chance = random.Random(4)
    whole = write_docx(tmp_path / "a.docx", p("Kim ", r("mår", "<w:b/>")) + tbl(tc("a") + tc(sdt(p("b"))))).read_bytes()
    path = tmp_path / "b.docx"
    for _ in range(150):
        content = bytearray(whole[: chance.randrange(1, len(whole))] if chance.random() < 0.2 else whole)
        for _ in range(chance.randrange(1, 6)):
            content[chance.randrange(len(content))] = chance.randrange(256)
        path.write_bytes(content)
        assert read_document(path, "b.docx").status in ("read", "unreadable")
    for _ in range(150):
        path.write_bytes(whole)
        name = chance.choice(zipfile.ZipFile(io.BytesIO(whole)).namelist())
        _replace_part(path, name, lambda xml: _mutilated(xml, chance))
        assert read_document(path, "b.docx").status in ("read", "unreadable")


def test_deep_nesting_raises_nothing(tmp_path: Path) -> None:
    body = "<w:sdt><w:sdtContent>" * 120 + p("Kim") + "</w:sdtContent></w:sdt>" * 120
    assert read_document(write_docx(tmp_path / "a.docx", body), "a.docx").status in ("read", "unreadable")


def _replace_part(path: Path, name: str, change: Callable[[bytes], bytes]) -> None:
    with zipfile.ZipFile(path) as package:
        parts = {part: package.read(part) for part in package.namelist()}
    with zipfile.ZipFile(path, "w") as package:
        for part, content in parts.items():
            package.writestr(part, change(content) if part == name else content)


def _mutilated(xml: bytes, chance: random.Random) -> bytes:
    words = (
        "w:val",
        "w:p",
        "w:r",
        "w:id",
        "Target",
        "Type",
        "document",
        "rels",
        "w:tc",
        "w:body",
        "officeDocument",
        "=",
    )
    instead = chance.choice(["", "x", '"', "<", "w:tbl"])
    return xml.decode().replace(chance.choice(words), instead, chance.choice([1, -1])).encode()
