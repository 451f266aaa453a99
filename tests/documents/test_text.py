"""Plain text: encodings, hard-wrapped lines, lists, tables; and light Markdown. All persons are invented."""

import textwrap
from pathlib import Path

import pytest

from audit.documents.balance import balance_of
from audit.documents.model import Document
from audit.documents.reader import read_document
from audit.documents.text import markdown_to_document, plain_to_document

SWEDISH = "Åsa får träffa Örjan på måndag – äntligen. Förälder: Älva Öst.\n"
PROSE = (
    "Kim bor med sin mamma i en lägenhet på tre rum och kök i centrala Hamnviken. Pappan bor i samma kommun och de ses "
    "varannan helg. Läraren berättar att Kim är en omtyckt elev som har lätt för matematik men svårt att koncentrera "
    "sig på eftermiddagarna. "
)


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "cp850", "mac_roman"]
)
def test_encoding(tmp_path: Path, encoding: str) -> None:
    text = SWEDISH.replace("–", "-") if encoding == "cp850" else SWEDISH
    path = tmp_path / "a.txt"
    path.write_bytes(text.encode(encoding))
    assert read_document(path, "a.txt").text == text.strip()


def test_utf8_with_a_stray_byte(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(SWEDISH.encode() * 2 + "På måndag".encode("cp1252"))
    assert read_document(path, "a.txt").text.endswith("På måndag")


def test_utf8_encoded_twice(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(("Kim får träffa sin förälder.").encode().decode("cp1252").encode())
    assert read_document(path, "a.txt").text == "Kim får träffa sin förälder."


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends(tmp_path: Path, end: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(f"UTREDNING{end}{end}Kim mår bra.{end}".encode())
    assert read_document(path, "a.txt").text == "UTREDNING\nKim mår bra."


def test_sign_for_the_end_of_a_dos_file(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"Kim\r\n\x1a")
    assert read_document(path, "a.txt").text == "Kim"


def test_lines_stay_lines() -> None:
    assert _lines("Namn: Kim Ek\nFödd: 2008-03-04\n\nHälsa\n\nKim mår bra.") == [
        "Namn: Kim Ek", "Född: 2008-03-04", "Hälsa", "Kim mår bra.",
    ]  # fmt: skip


@pytest.mark.parametrize("width", [60, 72, 80, 100])
def test_hard_wrapped(width: int) -> None:
    text = "UTREDNING\n\nNamn: Kim Ek\nFödd: 2008-03-04\n\nHälsa\n" + textwrap.fill(PROSE, width)
    text += "\n\n" + textwrap.fill(PROSE * 2, width) + "\n- " + textwrap.fill(PROSE, width, subsequent_indent="  ")
    assert _lines(text) == [
        "UTREDNING", "Namn: Kim Ek", "Född: 2008-03-04", "Hälsa",
        PROSE.strip(), (PROSE * 2).strip(), "- " + PROSE.strip(),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("wrapped", "joined"),
    [
        ("Föräldrarna och handläggaren har haft kontakt under hösten via e-\npost.", "via e-post."),
        ("Handläggaren har under hösten talat med Kim och hans båda mor-\noch farföräldrar.", "mor- och farföräldrar."),
    ],
)
def test_wrapped_at_a_hyphen_of_the_word_itself(wrapped: str, joined: str) -> None:
    assert _lines(textwrap.fill(PROSE * 2, 64) + "\n\n" + wrapped)[1].endswith(joined)


@pytest.mark.parametrize(
    "text",
    [
        "Kim sover gott om natten och äter bra.\nHan har många vänner i klassen.\nHan trivs i skolan och på fritids.\n"
        * 3,
        f"{PROSE}\n{PROSE}\n\n{PROSE}",
        "2014-03-18 Telefonsamtal med modern om skola och mat.\n2014-03-19 Hembesök hos fadern som var lugn.\n" * 3,
    ],
)
def test_not_hard_wrapped(text: str) -> None:
    assert _lines(text) == [line.strip() for line in text.splitlines() if line]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("- skola\n- bup", ["list_item", "list_item"]),
        ("• skola", ["list_item"]),
        ("* skola", ["list_item"]),
        ("1. Kim sover\n2. Kim äter", ["list_item", "list_item"]),
        ("1. Bakgrund\n\nKim bor hemma.", ["paragraph", "paragraph"]),  # a numbered heading
        ("-skola", ["paragraph"]),
        ("Fråga\tHur\nSkola\ttelefon\n\nNamn:\tKim", ["row", "row", "paragraph"]),
        ("UTREDNING\n=========\nKim", ["paragraph", "paragraph"]),
    ],
)
def test_kinds(text: str, kinds: list[str]) -> None:
    assert [block.kind for block in plain_to_document(text, "a.txt").blocks] == kinds


def test_rows_beside_each_other_are_one_table() -> None:
    document = plain_to_document("a\tb\nc\td\n\nText\n\ne\tf\ng\th", "a.txt")
    assert [block.table for block in document.blocks] == [0, 0, None, 1, 1]
    assert _cells(document)[0] == ["a", "b"]


def test_balance(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(textwrap.fill(PROSE, 70) + "\n\nNamn: Kim\n- a\n", encoding="utf-8")
    balance = balance_of(path, read_document(path, "a.txt"))
    assert (balance.off, balance.in_file) == (0, balance.in_text)


def test_markdown() -> None:
    document = markdown_to_document(
        "---\ntitle: x\n---\n# Utredning\n\n## Hälsa ##\n**2014-03-18.** Kim *mår* bra.\n**Skola**\n\n"
        "| Namn | Kim Ek |\n|---|:-:|\n| Född |  |\n\n- en sak\n1. två\n\n***\n",
        "a.md",
    )
    assert [(block.kind, block.level, document.text[block.start : block.end]) for block in document.blocks] == [
        ("heading", 1, "Utredning"),
        ("heading", 2, "Hälsa"),
        ("paragraph", None, "2014-03-18. Kim mår bra."),
        ("paragraph", None, "Skola"),
        ("row", None, "Namn\tKim Ek"),
        ("row", None, "Född\t"),
        ("list_item", None, "- en sak"),
        ("list_item", None, "1. två"),
    ]
    dated, bold = document.blocks[2:4]
    assert document.text[dated.start : dated.lead_end] == "2014-03-18."
    assert (dated.style.bold, bold.style.bold, bold.lead_end) == (False, True, None)
    assert _cells(document) == [["Namn", "Kim Ek"], ["Född", ""]]
    assert [piece.reason for piece in document.aside] == ["header"]


def _lines(text: str) -> list[str]:
    return plain_to_document(text, "a.txt").text.split("\n")


def _cells(document: Document) -> list[list[str]]:
    return [[document.text[a:b] for a, b in block.cells] for block in document.blocks if block.kind == "row"]
