"""Pdf files become blocks; the files in pdfs/ are invented and made by pdfs/make.py."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from audit.documents import pdf
from audit.documents.model import Document

PDFS = Path(__file__).parent / "pdfs"
LONG = (
    "Vid hembesöket i mars satt flickan i köket och ritade medan vi pratade med mamma om hur veckorna ser ut. "
    "Hon visade en teckning av huset och sa att hon helst vill ha sin egen säng i det lilla rummet. "
    "Mamma berättar att morgnarna har blivit lugnare sedan farmor började följa med till förskolan."
)


def read(name: str) -> Document:
    return pdf.read(PDFS / f"{name}.pdf", f"{name}.pdf")


def lines_of(document: Document) -> list[str]:
    return document.text.split("\n")


def rows_of(document: Document) -> list[tuple[str, ...]]:
    return [tuple(document.text[a:b] for a, b in block.cells) for block in document.blocks if block.kind == "row"]


def test_offsets_are_exact():
    for path in PDFS.glob("*.pdf"):
        document = pdf.read(path, path.name)
        assert [document.text[block.start : block.end] for block in document.blocks] == [
            line for line in document.text.split("\n") if line
        ], path.name


def test_label_value_table_keeps_cells_and_joins_wrapped_ones():
    assert rows_of(read("form")) == [
        ("Namn", "Tove Granberg"),
        ("Personnummer", "120304-9810"),
        (
            "Vårdnadshavare",
            "Maja Granberg och Per Åslund, som har gemensam vårdnad och bor på var sitt håll sedan 2011",
        ),
        ("Dnr", ""),
    ]


def test_form_box_gives_shaded_head_and_boxed_paragraphs():
    document = read("form")
    boxed = [block for block in document.blocks if block.style.boxed]
    assert [document.text[block.start : block.end] for block in boxed[:4]] == [
        "Hälsa",
        "Tove är frisk och vaccinerad.",
        LONG,
        "Tandvården har inte träffat henne sedan i fjol.",
    ]
    assert [block.style.shaded for block in boxed[:4]] == [True, False, False, False]
    assert boxed[0].style.bold
    assert not boxed[1].style.bold
    assert boxed[0].table == boxed[3].table != boxed[4].table


def test_items_are_told_apart_and_rejoined():
    document = read("form")
    items = [document.text[block.start : block.end] for block in document.blocks if block.kind == "list_item"]
    assert items == [
        "- en egen säng hos mamma",
        "- lugna morgnar, så att hon kommer till förskolan i tid och orkar hela dagen med de andra barnen",
        "- kontakt med farmor",
    ]


def test_paragraphs_are_rejoined_also_over_pages():
    document = read("form")
    assert lines_of(document)[-4:] == [f"Stycke {number}. {LONG}" for number in range(4)]
    assert document.blocks[-1].page == 1  # it begins there and ends on page 2


def test_running_lines_are_set_aside():
    document = read("form")
    assert [(one.reason, one.text, one.page) for one in document.aside] == [
        ("header", "Granlunda stadsdelsförvaltning", 1),
        ("page_number", "Sida 1 av 2", 1),
        ("header", "Granlunda stadsdelsförvaltning", 2),
        ("page_number", "Sida 2 av 2", 2),
    ]
    assert "Granlunda" not in document.text


def test_running_lines_of_a_single_page_are_set_aside_and_its_contents_list():
    document = read("contents")
    assert [(one.reason, one.text.split(" ..")[0]) for one in document.aside] == [
        ("header", "Granlunda stadsdelsförvaltning"),
        ("contents", "Anledning"),
        ("contents", "Barnets behov"),
        ("contents", "Bedömning"),
        ("page_number", "Sida 1 av 1"),
    ]
    assert lines_of(document) == ["Anledning", LONG]


def test_high_title_is_not_taken_for_a_header():
    document = read("borderless")
    assert lines_of(document)[0] == "Genomförandeplan"
    assert document.aside == ()


def test_two_hyphenated_columns():
    document = read("columns")
    paragraph = (
        "Socialsekreteraren sammanfattar barnavårdsutredningens bedömningar kring umgängesfrågorna, "
        "familjebehandlingens genomförande och Ann-Sofies e-postmeddelanden till förskoleverksamheten under hösten "
        "2014–2015 samt för- och nackdelar med kontaktfamiljens återkommande helger. BUP-läkaren har träffat flickan."
    )
    assert lines_of(document) == ["Utredning", *[paragraph] * 9]
    assert [(one.reason, one.text) for one in document.aside] == [("page_number", "1")]


def test_tables_without_a_full_grid():
    assert rows_of(read("borderless")) == [
        ("Namn:", "Tove Granberg"),
        ("Handläggare:", "Ida Norén"),
        ("Datum:", "2014-03-05"),
        ("Mål", "Vem gör vad", "När"),
        ("Tove sover i egen säng", "Mamma köper säng, farmor hjälper till", "1 april"),
        ("Lugna morgnar", "Farmor följer med till förskolan", "Varje vecka"),
    ]


def test_page_that_was_drawn_out_of_order_is_read_from_the_top():
    document = read("scrambled")
    said = "Tove säger att hon helst vill ha sin egen säng i det lilla rummet, och att hon vill träffa farmor."
    assert rows_of(document) == [
        ("Namn", "Tove Granberg"),
        ("Personnummer", "120304-9810"),
        ("Handläggare", "Ida Norén"),
        ("Inledd", "2014-03-05"),
        ("Avslutad", "2014-06-27"),
    ]
    assert lines_of(document)[5:] == ["Hälsa", said, "Skola", said, "Bedömning", said]


def test_row_over_two_pages_is_one_row():
    document = read("cut_row")
    assert rows_of(document) == [
        ("Datum", "Anteckning", "Vem"),
        ("2014-03-05", f"Samtal med Tove i skolan. {SAYS}", "IN"),
        ("2014-03-12", "Telefonsamtal med farmor.", "IN"),
    ]
    assert len({block.table for block in document.blocks if block.kind == "row"}) == 1


SAYS = "Hon säger att hon vill bo hos mamma varannan vecka och träffa farmor på söndagar."


def test_filled_in_fields_are_read_beside_their_labels():
    assert lines_of(read("fields")) == [
        "Anmälarens namn\tLärare Stina Hed",
        "Vad anmälan gäller\tTove kommer ofta hungrig till skolan",
    ]


def test_tags_tell_headings_items_and_cells():
    document = read("tagged")
    told = [(block.kind, block.level, document.text[block.start : block.end][:9]) for block in document.blocks]
    assert told == [
        ("heading", 1, "Utredning"),
        ("row", None, "Namn\tTove"),
        ("row", None, "Dnr\t"),
        ("heading", 2, "Hälsa"),
        ("paragraph", None, "Stycke 0."),
        ("paragraph", None, "Stycke 1."),
        ("paragraph", None, "Stycke 2."),
        ("heading", 2, "Behov"),
        ("list_item", None, "en egen s"),
        ("list_item", None, "lugna mor"),
    ]
    assert lines_of(document)[6] == "Stycke 2. " + " ".join([LONG] * 9)  # begins on the first page
    assert [block.page for block in document.blocks][-4:] == [1, 2, 2, 2]
    assert {(one.reason, one.text) for one in document.aside} == {("header", "Granlunda stadsdelsförvaltning")}


def test_checkboxes_stand_among_their_words():
    assert lines_of(read("checkboxes")) == [
        "Är vårdnadshavare informerade? ☒ Ja, på plats ☐ Nej",
        "Barnet har kommit till tals: ☐ Ja ☒ Nej, se nedan",
    ]


@pytest.mark.parametrize(("name", "reason"), [("locked", "encrypted"), ("scanned", "scanned"), ("blank", "empty")])
def test_unreadable(name, reason):
    document = read(name)
    assert (document.status, document.reason, document.text, document.blocks) == ("unreadable", reason, "", ())


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7\n", b"%PDF-1.7\nnothing of the kind"])
def test_damaged(tmp_path, content):
    path = tmp_path / "a.pdf"
    path.write_bytes(content)
    assert pdf.read(path, "a.pdf").reason == "corrupt"


def test_cut_off_and_garbled_files_are_a_result(tmp_path):
    whole = (PDFS / "form.pdf").read_bytes() + b""
    path = tmp_path / "a.pdf"
    for content in _spoilt(whole):
        path.write_bytes(content)
        document = pdf.read(path, "a.pdf")
        assert document.status == "read" or document.reason in ("corrupt", "empty", "encrypted", "scanned")


def _spoilt(whole: bytes) -> Sequence[bytes]:
    cut = [whole[: len(whole) * tenth // 10] for tenth in range(1, 10)]
    holes = [whole[:at] + whole[at + 40 :] for at in range(0, len(whole), 97)]
    return [*cut, *holes]


@pytest.mark.parametrize("turned", [90, 180, 270])
def test_page_on_its_side_reads_the_same(tmp_path, turned):
    path = tmp_path / "turned.pdf"
    _turn(PDFS / "form.pdf", path, turned)
    upright, side = read("form"), pdf.read(path, "form.pdf")
    assert side.text == upright.text
    assert side.aside == upright.aside
    assert [block.style for block in side.blocks] == [block.style for block in upright.blocks]


def _turn(source: Path, path: Path, turned: int) -> None:
    import pypdfium2 as pdfium
    import pypdfium2.raw as raw

    file = pdfium.PdfDocument(source)
    for index in range(len(file)):
        page = file[index]
        wide, high = page.get_size()
        matrix = {90: (0, 1, -1, 0, high, 0), 180: (-1, 0, 0, -1, wide, high), 270: (0, -1, 1, 0, 0, wide)}[turned]
        size = (wide, high) if turned == 180 else (high, wide)
        raw.FPDFPage_TransFormWithClip(page.raw, raw.FS_MATRIX(*matrix), raw.FS_RECTF(0, size[1], size[0], 0))
        page.set_mediabox(0, 0, *size)
        page.set_cropbox(0, 0, *size)
        page.close()
    file.save(path)
    file.close()


def test_reading_twice_gives_the_same():
    assert read("form") == read("form")
