"""The same invented document as docx and, by LibreOffice, as pdf gives the same blocks."""

import subprocess
from pathlib import Path

import docx as python_docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from audit.documents import docx, pdf
from audit.documents.model import Document

LONG = (
    "Vid hembesöket i mars satt flickan i köket och ritade medan vi pratade med mamma om hur veckorna ser ut. "
    "Hon visade en teckning av huset och sa att hon helst vill ha sin egen säng i det lilla rummet. "
    "Mamma berättar att morgnarna har blivit lugnare sedan farmor började följa med till förskolan. "
)


@pytest.mark.office
@pytest.mark.parametrize("tagged", [False, True])
def test_pdf_gives_the_blocks_of_the_docx(tmp_path, tagged):
    source = tmp_path / "a.docx"
    _build(source)
    how = 'pdf:writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"' + str(tagged).lower() + '"}}'
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", how,
         "--outdir", str(tmp_path), str(source)],
        check=True, capture_output=True,
    )  # fmt: skip
    written, printed = docx.read(source, "a.docx"), pdf.read(source.with_suffix(".pdf"), "a.pdf")
    assert _told(printed) == _told(written)
    assert {one.text for one in printed.aside} == {one.text for one in written.aside}


def _told(document: Document) -> list[tuple[str, str, bool, bool]]:
    return [
        (
            "paragraph" if block.kind == "heading" else block.kind,  # without tags a pdf knows no headings
            document.text[block.start : block.end],
            block.style.boxed,
            block.style.shaded,
        )
        for block in document.blocks
    ]


def _build(path: Path) -> None:
    document = python_docx.Document()
    document.sections[0].header.paragraphs[0].text = "Granlunda stadsdelsförvaltning"
    document.sections[0].footer.paragraphs[0].text = "BBIC – Utredning"
    document.add_heading("Utredning", 1)
    table = document.add_table(rows=0, cols=2)
    table.style = "Table Grid"
    for row in (
        ("Namn", "Tove Granberg"),
        ("Vårdnadshavare", "Maja Granberg och Per Åslund, gemensam vårdnad"),
        ("Dnr", ""),
    ):
        cells = table.add_row().cells
        cells[0].text, cells[1].text = row
    document.add_heading("Hälsa", 2)
    for number in range(9):
        document.add_paragraph(f"Stycke {number} är ett av flera. " + LONG.strip())
    for item in ("Tove behöver en egen säng hos mamma.", "Tove behöver lugna morgnar. " + LONG.strip()):
        document.add_paragraph(item, style="List Bullet")
    document.add_paragraph("Barnet har kommit till tals: ☐ Ja ☒ Nej, se nedan")
    box = document.add_table(rows=2, cols=1)
    box.style = "Table Grid"
    box.cell(0, 0).paragraphs[0].add_run("Bedömning").bold = True
    shading = OxmlElement("w:shd")
    shading.set(qn("w:val"), "clear")
    shading.set(qn("w:fill"), "D9E2F3")
    box.cell(0, 0)._tc.get_or_add_tcPr().append(shading)
    box.cell(1, 0).text = "Tove mår bättre än i höstas."
    box.cell(1, 0).add_paragraph("Hon behöver fortsatt stöd på morgnarna.")
    inner = box.cell(1, 0).add_table(2, 2)
    inner.style = "Table Grid"
    for row, words in zip(inner.rows, (("Farmor", "varje söndag"), ("Granne", "ibland")), strict=True):
        row.cells[0].text, row.cells[1].text = words
    box.cell(1, 0).add_paragraph("Nätverket är gott.")
    merged = document.add_table(3, 3)
    merged.style = "Table Grid"
    for at, row in enumerate(merged.rows):
        for cell, word in zip(row.cells, ("Mål", "Ansvarig", "Klart"), strict=True):
            cell.text = f"{word} {at}"
    merged.cell(0, 0).merge(merged.cell(0, 2)).text = "Mål för insatsen"
    merged.cell(1, 0).merge(merged.cell(2, 0)).text = "Lugna morgnar"
    document.save(str(path))
