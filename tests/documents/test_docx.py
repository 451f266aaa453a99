"""Word files: each construct that readers lose, say twice or should leave out. All persons are invented."""

import datetime
from pathlib import Path

import docx
import pytest

from audit.documents.balance import balance_of
from audit.documents.model import Document
from audit.documents.reader import read_document

from .wordfiles import field, form_field, p, r, sdt, style, tbl, tc, write_docx

CHECKED = '<w14:checkbox><w14:checked w14:val="{}"/></w14:checkbox>'
PROMPT = sdt(r("Klicka här för att ange text"), "<w:showingPlcHdr/>")
BOX = "<w:txbxContent>" + p("Ruta") + p("Andra raden") + "</w:txbxContent>"
BOTH_BOXES = (
    f"<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx>{BOX}</wps:txbx></w:drawing></mc:Choice>"
    f"<mc:Fallback><w:pict><v:textbox>{BOX}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
)
ROW = "<w:tr>" + tc("Namn") + tc("Kim Ek") + "</w:tr>"
DELETED_ROW = "<w:tr><w:trPr><w:del/></w:trPr>" + tc("borta") + tc("här") + "</w:tr>"
NESTED_CODE = "IF </w:instrText></w:r>" + field("DOCX", r("1")) + "<w:r><w:instrText>= 1"
OLD_BOX = "<w:checkBox><w:default w:val='{}'/></w:checkBox>"
OLD_LIST = "<w:ddList><w:result w:val='1'/><w:listEntry w:val='Flicka'/><w:listEntry w:val='Pojke'/></w:ddList>"
SIGN = '<w:r><w:sym w:font="Wingdings" w:char="{}"/></w:r>'
SIGN_FONT = '<w:rFonts w:ascii="Wingdings"/>'
HYPHENS = "<w:t>Ann</w:t><w:noBreakHyphen/><w:t>Sofie</w:t><w:br/><w:t>för</w:t><w:softHyphen/><w:t>skola</w:t>"
RUBY = "<w:r><w:ruby><w:rt>" + r("uttal") + "</w:rt><w:rubyBase>" + r("ord") + "</w:rubyBase></w:ruby></w:r>"
DATE = '<w:fldSimple w:instr="DATE">' + r("2014-03-18") + "</w:fldSimple>"
CONTENTS = '<w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj>'
SECTION = (
    '<w:sectPr><w:headerReference w:type="default" r:id="header1"/>'
    '<w:footerReference w:type="default" r:id="footer1"/></w:sectPr>'
)
MERGED = (
    tc("Mål", more='<w:vMerge w:val="restart"/>') + tc("Går till skolan"),
    tc(more="<w:vMerge/>") + tc("Sover om natten"),
)

# Construct → (XML of the body, lines of the text).
KEPT = {
    "runs of one word": (p(r("Social"), r("sekreterare", "<w:b/>")), ["Socialsekreterare"]),
    "insertion": (p("Hon ", "<w:ins>" + r("inte ") + "</w:ins>", "kom"), ["Hon inte kom"]),
    "moved text": (p("<w:moveFrom>" + r("Bort") + "</w:moveFrom>", "<w:moveTo>" + r("Hit") + "</w:moveTo>"), ["Hit"]),
    "deletion": (p("Kvar", "<w:del><w:r><w:delText>borta</w:delText></w:r></w:del>"), ["Kvar"]),
    "deletion that holds w:t": (p("Kvar", "<w:del>" + r("borta") + "</w:del>"), ["Kvar"]),
    "deleted paragraph mark": (p("Första ", more="<w:rPr><w:del/></w:rPr>") + p("halvan"), ["Första halvan"]),
    "deleted row": ("<w:tbl>" + DELETED_ROW + "</w:tbl>" + p("Kvar"), ["Kvar"]),
    "hidden run": (p("Syns", r("dold", "<w:vanish/>")), ["Syns"]),
    "run not hidden": (p("Syns", r(" också", '<w:vanish w:val="0"/>')), ["Syns också"]),
    "inline control": (p("Namn: ", sdt(r("Kim Ek"))), ["Namn: Kim Ek"]),
    "block control": (sdt(p("Hälsa") + p("Kim mår bra")), ["Hälsa", "Kim mår bra"]),
    "control in a control": (sdt(sdt(p("Inre"))), ["Inre"]),
    "control in a cell": (tbl(tc("Namn") + tc(sdt(p("Kim Ek")))), ["Namn\tKim Ek"]),
    "control around a cell": (tbl(tc("Namn") + sdt(tc("Kim Ek"))), ["Namn\tKim Ek"]),
    "control around a row": ("<w:tbl>" + sdt(ROW) + "</w:tbl>", ["Namn\tKim Ek"]),
    "control around a table": (sdt(tbl(tc("Namn") + tc("Kim Ek"))), ["Namn\tKim Ek"]),
    "unfilled control": (p("Namn: ", PROMPT), ["Namn:"]),
    "text box, two versions": (p("Före ", BOTH_BOXES, "efter"), ["Före efter", "Ruta", "Andra raden"]),
    "old text box": (
        p("Text", f"<w:r><w:pict><v:textbox>{BOX}</v:textbox></w:pict></w:r>"),
        ["Text", "Ruta", "Andra raden"],
    ),
    "simple field": (p("Datum ", DATE), ["Datum 2014-03-18"]),
    "complex field": (p("Se ", field(' REF x "kod" ', r("sidan 3"))), ["Se sidan 3"]),
    "field in a field's code": (p("Är ", field(NESTED_CODE, r("ja"))), ["Är ja"]),
    "hyperlink": (p("Se ", '<w:hyperlink r:id="x">' + r("bilagan") + "</w:hyperlink>"), ["Se bilagan"]),
    "smart tag": (p("<w:smartTag>" + r("Göteborg") + "</w:smartTag>"), ["Göteborg"]),
    "checkbox, control": (
        p(sdt(r("☒"), CHECKED.format(1)), " ja ", sdt(r("☐"), CHECKED.format(0)), " nej"),
        ["☒ ja ☐ nej"],
    ),
    "checkbox, control without prompt": (p(sdt(r("☐"), CHECKED.format(0) + "<w:showingPlcHdr/>"), " nej"), ["☐ nej"]),
    "checkbox, old form": (
        p(form_field("<w:checkBox><w:checked/></w:checkBox>"), " ja ", form_field(OLD_BOX.format(0)), " nej"),
        ["☒ ja ☐ nej"],
    ),
    "checkbox, old form, by default": (p(form_field(OLD_BOX.format(1)), " ja"), ["☒ ja"]),
    "checkbox, sign": (p(SIGN.format("F0FE"), " ja ", SIGN.format("F0A8"), " nej"), ["☒ ja ☐ nej"]),
    "checkbox, letter of signs": (p(r("\uf0fd"), " ja ", r("¨", SIGN_FONT), " nej"), ["☒ ja ☐ nej"]),
    "choice in an old list": (p("Kön: ", form_field(OLD_LIST)), ["Kön: Pojke"]),
    "tab, break, hyphens": (p(f"<w:r><w:t>Namn:</w:t><w:tab/>{HYPHENS}</w:r>"), ["Namn:\tAnn-Sofie förskola"]),
    "nested table": (
        tbl(tc("Yttre") + tc(tbl(tc("Inre a") + tc("Inre b")), "Efter")),
        ["Yttre\tInre a Inre b Efter"],
    ),
    "nested table in a form box": (tbl(tc("Rubrik", tbl(tc("a") + tc("b")), "Efter")), ["Rubrik", "a\tb", "Efter"]),
    "merged cells": (tbl(*MERGED), ["Mål\tGår till skolan", "\tSover om natten"]),
    "cell over columns": (tbl(tc("Rubrik", more='<w:gridSpan w:val="2"/>'), tc("a") + tc("b")), ["Rubrik", "a\tb"]),
    "mathematics": (p("<m:oMath><m:r><m:t>x+1</m:t></m:r></m:oMath>"), ["x+1"]),
    "ruby": (p(RUBY), ["ord"]),
    "custom XML": ('<w:customXml w:element="x">' + p("Inuti") + "</w:customXml>", ["Inuti"]),
    "decomposed letters": (p("fo\u0308ra\u0308lder"), ["förälder"]),
    "no-break and double spaces": (p("3\u00a0 §  SoL"), ["3 § SoL"]),
    "former look": (p(r("Text", "<w:rPrChange><w:rPr><w:vanish/></w:rPr></w:rPrChange>")), ["Text"]),
}


@pytest.mark.parametrize("construct", KEPT)
def test_construct(tmp_path: Path, construct: str) -> None:
    body, lines = KEPT[construct]
    path = write_docx(tmp_path / "a.docx", body)
    document = read_document(path, "a.docx")
    assert document.text.split("\n") == lines
    assert balance_of(path, document).off == 0
    _offsets_hold(document)


def test_all_constructs_in_one_file(tmp_path: Path) -> None:
    path = write_docx(tmp_path / "a.docx", "".join(body for body, _ in KEPT.values()))
    document = read_document(path, "a.docx")
    assert document.text.split("\n") == [line for _, lines in KEPT.values() for line in lines]
    assert balance_of(path, document).off == 0
    _offsets_hold(document)


STYLES = (
    style("Rubrik1", "heading 1", run='<w:b/><w:sz w:val="32"/>')
    + style("Egen", "Egen rubrik", based_on="Rubrik1")
    + style("Delrubrik", "Delrubrik", paragraph='<w:outlineLvl w:val="2"/>')
    + style("Ingen", "TOC Heading", based_on="Rubrik1", paragraph='<w:outlineLvl w:val="9"/>')
    + style("Rubrik", "Title")
    + style("Punkt", "List Bullet")
    + style("Innehll1", "toc 1")
    + style("Dold", "Dold", run="<w:vanish/>", kind="character")
    + style("Stark", "Strong", run="<w:b/>", kind="character")
)


@pytest.mark.parametrize(
    ("body", "kind", "level"),
    [
        (p("Hälsa", style="Rubrik1"), "heading", 1),
        (p("Hälsa", style="Egen"), "heading", 1),
        (p("Hälsa", style="Delrubrik"), "heading", 3),
        (p("Hälsa", style="Ingen"), "paragraph", None),
        (p("Utredning", style="Rubrik"), "heading", 1),
        (p("Hälsa", more='<w:outlineLvl w:val="1"/>'), "heading", 2),
        (p("Hälsa", style="Rubrik1", more='<w:outlineLvl w:val="9"/>'), "paragraph", None),
        (p("Kim mår bra", style="Punkt"), "list_item", None),
        (p("Kim mår bra", more='<w:numPr><w:numId w:val="3"/></w:numPr>'), "list_item", None),
        (p("Kim mår bra", more='<w:numPr><w:numId w:val="0"/></w:numPr>'), "paragraph", None),
        (p("• Kim mår bra"), "list_item", None),
        (p("- Kim mår bra"), "list_item", None),
        (p("2014-03-18 Kim mår bra"), "paragraph", None),
        (p("Kim mår bra. " * 20, style="Rubrik1"), "paragraph", None),  # a text given a heading's style
    ],
)
def test_kind(tmp_path: Path, body: str, kind: str, level: int | None) -> None:
    document = read_document(write_docx(tmp_path / "a.docx", body, styles=STYLES), "a.docx")
    assert [(block.kind, block.level) for block in document.blocks] == [(kind, level)]


@pytest.mark.parametrize(
    ("body", "bold", "lead"),
    [
        (p(r("Hälsa", "<w:b/>")), True, None),
        (p(r("Hälsa", '<w:b w:val="0"/>')), False, None),
        (p(r("Hälsa", '<w:rStyle w:val="Stark"/>')), True, None),
        (p("Hälsa", style="Rubrik1"), True, None),
        (p(r("Häl", "<w:b/>"), r(" "), r("sa", "<w:b/>")), True, None),
        (p(r("Hälsa. ", "<w:b/>"), "Kim mår bra."), False, "Hälsa."),
        (p("• ", r("Hälsa: ", "<w:b/>"), "Kim mår bra."), False, "• Hälsa:"),
        (p("Kim mår ", r("bra", "<w:b/>")), False, None),
        (p("☐"), False, None),
    ],
)
def test_bold(tmp_path: Path, body: str, bold: bool, lead: str | None) -> None:
    document = read_document(write_docx(tmp_path / "a.docx", body + p("slut"), styles=STYLES), "a.docx")
    block = document.blocks[0]
    assert block.style.bold is bold
    assert (block.lead_end and document.text[block.start : block.lead_end]) == lead


def test_size_is_the_commonest(tmp_path: Path) -> None:
    body = p(r("A", '<w:sz w:val="40"/>'), r("nalys och bedömning", '<w:sz w:val="26"/>')) + p("Text", style="Rubrik1")
    document = read_document(write_docx(tmp_path / "a.docx", body, styles=STYLES), "a.docx")
    assert [block.style.size for block in document.blocks] == [13.0, 16.0]


def test_hidden_by_character_style(tmp_path: Path) -> None:
    path = write_docx(tmp_path / "a.docx", p("Syns", r("dold", '<w:rStyle w:val="Dold"/>')), styles=STYLES)
    document = read_document(path, "a.docx")
    assert document.text == "Syns"
    assert document.notices == ("hidden_text",)
    assert balance_of(path, document).off == 0


def test_form_box(tmp_path: Path) -> None:
    shade = '<w:shd w:val="clear" w:fill="D9E2F3"/>'
    document = read_document(
        write_docx(tmp_path / "a.docx", tbl(tc("Hälsa", more=shade), tc("Kim mår bra.", "Kim äter.")) + p("Efter")),
        "a.docx",
    )
    assert [(b.style.boxed, b.style.shaded, b.table) for b in document.blocks] == [
        (True, True, 0), (True, False, 0), (True, False, 0), (False, False, None),
    ]  # fmt: skip


@pytest.mark.parametrize(("fill", "shaded"), [("auto", False), ("FFFFFF", False), ("E7E6E6", True)])
def test_shade(tmp_path: Path, fill: str, shaded: bool) -> None:
    body = tbl(tc("Hälsa", more=f'<w:shd w:val="clear" w:fill="{fill}"/>'))
    document = read_document(write_docx(tmp_path / "a.docx", body), "a.docx")
    assert document.blocks[0].style.shaded is shaded


def test_row_keeps_empty_cells_in_place(tmp_path: Path) -> None:
    document = read_document(
        write_docx(tmp_path / "a.docx", tbl(tc("Namn") + tc() + tc("Kim Ek"), tc() + tc() + tc())), "a.docx"
    )
    (row,) = document.blocks
    assert [document.text[start:end] for start, end in row.cells] == ["Namn", "", "Kim Ek"]


def test_table_for_page_layout_is_unfolded(tmp_path: Path) -> None:
    long = "Kim bor med sin mamma och sin bror i en lägenhet nära skolan. " * 4
    document = read_document(write_docx(tmp_path / "a.docx", tbl(tc("Familj") + tc(long, "Kim trivs."))), "a.docx")
    assert [(block.kind, document.text[block.start : block.end][:10]) for block in document.blocks] == [
        ("paragraph", "Familj"), ("paragraph", "Kim bor me"), ("paragraph", "Kim trivs."),
    ]  # fmt: skip


def test_row_of_a_plan_stays_together(tmp_path: Path) -> None:
    long = "Kim ska komma till skolan varje dag med hjälp av sin mamma och mentorn. " * 4
    document = read_document(
        write_docx(tmp_path / "a.docx", tbl(tc("Mål") + tc(long, "– samtal") + tc("Bo Ek"))), "a.docx"
    )
    assert [(block.kind, len(block.cells)) for block in document.blocks] == [("row", 3)]


def test_set_aside(tmp_path: Path) -> None:
    body = (
        p("Hälsa 2", style="Innehll1")
        + p(field(' TOC \\o "1-3" ', r("Skola 3")))
        + sdt(p("Innehåll") + p("Analys 4"), CONTENTS)
        + p("Kim mår bra.", "<w:r><w:footnoteReference w:id='2'/></w:r>", "<w:r><w:commentReference w:id='0'/></w:r>")
        + p("Slut")
        + SECTION
    )
    notes = (
        '<w:footnote w:id="0" w:type="separator">' + p("–") + "</w:footnote>"
        '<w:footnote w:id="2">' + p("Enligt läraren.") + "</w:footnote>"
        '<w:footnote w:id="3">' + p("Hänvisas aldrig.") + "</w:footnote>"
    )  # fmt: skip
    path = write_docx(
        tmp_path / "a.docx",
        body,
        styles=STYLES,
        header1=tbl(tc("Hamnviken") + tc("Personakt")),
        footer1=p("Sida ", field(" PAGE ", r("1"))),
        comments='<w:comment w:id="0">' + p("Stämmer det?") + "</w:comment>",
        footnotes=notes,
    )
    document = read_document(path, "a.docx")
    assert document.text == "Kim mår bra.\nEnligt läraren.\nSlut"
    assert [(piece.reason, piece.text) for piece in document.aside] == [
        ("contents", "Hälsa 2"),
        ("contents", "Skola 3"),
        ("contents", "Innehåll\nAnalys 4"),
        ("header", "Hamnviken\tPersonakt"),
        ("footer", "Sida 1"),
        ("comment", "Stämmer det?"),
        ("note", "Hänvisas aldrig."),
    ]
    balance = balance_of(path, document)
    assert balance.off == 0
    assert sum(balance.set_aside.values()) + balance.in_text == balance.in_file


@pytest.mark.parametrize(
    ("body", "notices"),
    [
        (p("Kim"), ()),
        (p("Kim", "<w:ins>" + r(" Ek") + "</w:ins>"), ("tracked_changes",)),
        (p("Kim", "<w:del>" + r(" Ek") + "</w:del>"), ("tracked_changes",)),
        (p("Kim", r(" Ek", "<w:vanish/>")), ("hidden_text",)),
        (p("Kim") + '<w:altChunk r:id="x"/>', ("embedded_not_read",)),
    ],
)
def test_notices(tmp_path: Path, body: str, notices: tuple[str, ...]) -> None:
    assert read_document(write_docx(tmp_path / "a.docx", body), "a.docx").notices == notices


def test_nothing_but_an_embedded_document(tmp_path: Path) -> None:
    document = read_document(write_docx(tmp_path / "a.docx", '<w:altChunk r:id="x"/>'), "a.docx")
    assert (document.status, document.reason) == ("unreadable", "not_supported")


def test_facts_of_the_file_name_no_author(tmp_path: Path) -> None:
    word = docx.Document()
    word.add_paragraph("Kim mår bra.")
    word.core_properties.title, word.core_properties.author = "Utredning", "Bo Ek"
    word.core_properties.created = datetime.datetime(2014, 3, 18, 9, 30)
    word.save(str(tmp_path / "a.docx"))
    assert read_document(tmp_path / "a.docx", "a.docx").facts == {"title": "Utredning", "created": "2014-03-18"}


def test_balance_sees_a_lost_word(tmp_path: Path) -> None:
    path = write_docx(tmp_path / "a.docx", p("Kim mår bra"))
    document = read_document(write_docx(tmp_path / "b.docx", p("Kim mår")), "b.docx")
    assert balance_of(path, document).off == 1


def test_macro_enabled_document_is_read(tmp_path: Path) -> None:
    kind = "application/vnd.ms-word.document.macroEnabled.main+xml"
    path = write_docx(tmp_path / "a.docm", p("Hälsa", style="Rubrik1"), main_type=kind, styles=STYLES)
    document = read_document(path, "a.docm")
    assert (document.text, document.blocks[0].kind, document.notices) == ("Hälsa", "heading", ())


def _offsets_hold(document: Document) -> None:
    assert "\n".join(document.text[block.start : block.end] for block in document.blocks) == document.text
    for block in document.blocks:
        if block.cells:
            cells = [document.text[start:end] for start, end in block.cells]
            assert "\t".join(cells) == document.text[block.start : block.end]
