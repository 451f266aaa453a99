"""Makes the small pdfs beside it; every person and place in them is invented.

usage: python tests/documents/pdfs/make.py [NAME …]
Needs fpdf2, reportlab and weasyprint; tagged and checkboxes also LibreOffice. The tests need none of these.
"""

import io
import json
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
LONG = (
    "Vid hembesöket i mars satt flickan i köket och ritade medan vi pratade med mamma om hur veckorna ser ut. "
    "Hon visade en teckning av huset och sa att hon helst vill ha sin egen säng i det lilla rummet. "
    "Mamma berättar att morgnarna har blivit lugnare sedan farmor började följa med till förskolan. "
)


def sheet_with_margins():
    from fpdf import FPDF

    class Sheet(FPDF):
        def header(self):
            self.set_font("helvetica", size=9)
            self.set_y(12)
            self.cell(0, 5, "Granlunda stadsdelsförvaltning", new_x="LMARGIN", new_y="NEXT")
            self.set_y(25)

        def footer(self):
            self.set_y(-15)
            self.set_font("helvetica", size=9)
            self.cell(0, 5, f"Sida {self.page_no()} av {{nb}}", align="C")

    sheet = Sheet(format="A4")
    sheet.set_margins(25, 25, 25)
    sheet.set_auto_page_break(True, 25)
    sheet.add_page()
    sheet.set_font("helvetica", size=11)
    return sheet


def box(sheet, head: str, text: str) -> None:
    sheet.set_font("helvetica", "B", 11)
    sheet.set_fill_color(217, 226, 243)
    sheet.multi_cell(0, 6, head, border=1, fill=True, new_x="LMARGIN", new_y="NEXT")
    sheet.set_font("helvetica", size=11)
    sheet.multi_cell(0, 6, text, border=1, new_x="LMARGIN", new_y="NEXT")
    sheet.ln(4)


def form() -> bytes:
    """Header, page numbers, ruled label/value table, form boxes with shaded heads, a paragraph over two pages."""
    sheet = sheet_with_margins()
    sheet.set_font("helvetica", "B", 16)
    sheet.cell(0, 10, "Utredning", new_x="LMARGIN", new_y="NEXT")
    sheet.set_font("helvetica", size=11)
    rows = [
        ("Namn", "Tove Granberg"),
        ("Personnummer", "120304-9810"),
        (
            "Vårdnadshavare",
            "Maja Granberg och Per Åslund, som har gemensam vårdnad och bor på var sitt håll sedan 2011",
        ),
        ("Dnr", ""),
    ]
    with sheet.table(col_widths=(40, 60), line_height=6, first_row_as_headings=False, padding=1) as table:
        for row in rows:
            table.row(row)
    sheet.ln(6)
    box(sheet, "Hälsa", f"Tove är frisk och vaccinerad.\n{LONG}\nTandvården har inte träffat henne sedan i fjol.")
    items = (
        "en egen säng hos mamma",
        "lugna morgnar, så att hon kommer till förskolan i tid och orkar hela dagen med de andra barnen",
        "kontakt med farmor",
    )
    box(sheet, "Barnets behov", "Tove behöver:\n" + "\n".join(f"- {item}" for item in items))
    for number in range(4):
        sheet.multi_cell(0, 6, f"Stycke {number}. {LONG.strip()}", new_x="LMARGIN", new_y="NEXT")
        sheet.ln(4)
    return bytes(sheet.output())


def contents() -> bytes:
    """A table of contents with leaders, before the headings themselves."""
    sheet = sheet_with_margins()
    for head, page in (("Anledning", 1), ("Barnets behov", 2), ("Bedömning", 3)):
        sheet.cell(0, 6, f"{head} {'.' * 60} {page}", new_x="LMARGIN", new_y="NEXT")
    sheet.ln(8)
    sheet.cell(0, 6, "Anledning", new_x="LMARGIN", new_y="NEXT")
    sheet.ln(4)
    sheet.multi_cell(0, 6, LONG, new_x="LMARGIN", new_y="NEXT")
    return bytes(sheet.output())


def locked() -> bytes:
    sheet = sheet_with_margins()
    sheet.set_encryption(owner_password="a", user_password="b")
    sheet.cell(0, 8, "Hemligt")
    return bytes(sheet.output())


def scanned() -> bytes:
    from fpdf import FPDF
    from PIL import Image

    sheet = FPDF(format="A4")
    sheet.add_page()
    picture = io.BytesIO()
    Image.new("1", (120, 170), 1).save(picture, "PNG")
    sheet.image(picture, 0, 0, 210, 297)
    return bytes(sheet.output())


def blank() -> bytes:
    from fpdf import FPDF

    sheet = FPDF(format="A4")
    sheet.add_page()
    return bytes(sheet.output())


def columns() -> bytes:
    """Two columns, justified and hyphenated; true hyphens at line ends."""
    from weasyprint import HTML

    text = (
        "Socialsekreteraren sammanfattar barnavårdsutredningens bedömningar kring umgängesfrågorna, "
        "familjebehandlingens genomförande och Ann-Sofies e-postmeddelanden till förskoleverksamheten under hösten "
        "2014–2015 samt för- och "
        "nackdelar med kontaktfamiljens återkommande helger. BUP-läkaren har träffat flickan."
    )
    style = (
        "@page{size:A4;margin:2.5cm;@bottom-center{content:counter(page);font:9pt Liberation Sans}}"
        "body{font:11pt Liberation Sans} h1{font-size:16pt} p{hyphens:auto;text-align:justify;margin:0 0 6pt}"
        ".c{columns:2}"
    )
    html = f"<html lang=sv><style>{style}</style><h1>Utredning</h1><div class=c>{f'<p>{text}</p>' * 9}</div>"
    return HTML(string=html).write_pdf()


def borderless() -> bytes:
    """Labels and values parted by space alone, and a table with level rules only."""
    from reportlab.lib.pagesizes import A4
    from reportlab.pdfgen.canvas import Canvas

    into = io.BytesIO()
    page = Canvas(into, pagesize=A4, invariant=True)
    y = 760
    page.setFont("Helvetica-Bold", 14)
    page.drawString(72, y, "Genomförandeplan")
    y -= 30
    for label, value in (("Namn:", "Tove Granberg"), ("Handläggare:", "Ida Norén"), ("Datum:", "2014-03-05")):
        page.setFont("Helvetica-Bold", 10)
        page.drawString(72, y, label)
        page.setFont("Helvetica", 10)
        page.drawString(200, y, value)
        y -= 14
    y -= 20
    page.setFont("Helvetica", 10)
    page.line(72, y + 12, 520, y + 12)
    for row in (
        [["Mål"], ["Vem gör vad"], ["När"]],
        [["Tove sover i egen säng"], ["Mamma köper säng,", "farmor hjälper till"], ["1 april"]],
        [["Lugna morgnar"], ["Farmor följer med till", "förskolan"], ["Varje vecka"]],
    ):
        for x, cell in zip((74, 230, 430), row, strict=True):
            for n, line in enumerate(cell):
                page.drawString(x, y - 12 * n, line)
        y -= 12 * max(map(len, row)) + 6
        page.line(72, y + 12, 520, y + 12)
    page.showPage()
    page.save()
    return into.getvalue()


def fields() -> bytes:
    """A form that was filled in: the values stand in fields, not in the page."""
    from reportlab.pdfgen.canvas import Canvas

    into = io.BytesIO()
    page = Canvas(into, invariant=True)
    page.setFont("Helvetica", 11)
    page.drawString(72, 700, "Anmälarens namn")
    page.acroForm.textfield(name="a", value="Lärare Stina Hed", x=200, y=692, width=200, height=20)
    page.drawString(72, 660, "Vad anmälan gäller")
    page.acroForm.textfield(name="b", value="Tove kommer ofta hungrig till skolan", x=200, y=652, width=300, height=20)
    page.showPage()
    page.save()
    return into.getvalue()


def scrambled() -> bytes:
    """As case systems print: all labels first, then values, then headings, then texts, each put in its place."""
    from reportlab.lib.pagesizes import A4
    from reportlab.pdfgen.canvas import Canvas

    into = io.BytesIO()
    page = Canvas(into, pagesize=A4, invariant=True)
    page.setFont("Helvetica", 10)
    said = ["Tove säger att hon helst vill ha sin egen säng i det lilla rummet, och att", "hon vill träffa farmor."]
    for index in reversed(range(5)):
        page.drawString(72, 760 - 14 * index, ("Namn", "Personnummer", "Handläggare", "Inledd", "Avslutad")[index])
    for index in (2, 0, 4, 1, 3):
        value = ("Tove Granberg", "120304-9810", "Ida Norén", "2014-03-05", "2014-06-27")[index]
        page.drawString(200, 760 - 14 * index, value)
    for index in (1, 0, 2):
        for n, line in reversed(list(enumerate(said))):
            page.drawString(72, 630 - 80 * index - 13 * n, line)
    page.setFont("Helvetica-Bold", 10)
    for index in (2, 1, 0):
        page.drawString(72, 646 - 80 * index, ("Hälsa", "Skola", "Bedömning")[index])
    page.showPage()
    page.save()
    return into.getvalue()


def cut_row() -> bytes:
    """A ruled table of three columns whose rows, drawn by hand, are cut by the page end."""
    from reportlab.lib.pagesizes import A4
    from reportlab.pdfgen.canvas import Canvas

    into = io.BytesIO()
    page = Canvas(into, pagesize=A4, invariant=True)
    xs = (72, 180, 420, 520)

    def rows(y: float, drawn) -> None:
        for row in drawn:
            high = 13 * max(map(len, row)) + 6
            for x, cell in zip(xs, row, strict=False):
                for n, line in enumerate(cell):
                    page.drawString(x + 4, y - 13 - 13 * n, line)
            for x in xs:
                page.line(x, y, x, y - high)
            page.line(xs[0], y, xs[-1], y)
            page.line(xs[0], y - high, xs[-1], y - high)
            y -= high

    page.setFont("Helvetica", 10)
    page.drawString(72, 700, "Journalanteckningar")
    said = ["Samtal med Tove i skolan. Hon säger att", "hon vill bo hos mamma varannan vecka och"]
    rows(130, [
        [["Datum"], ["Anteckning"], ["Vem"]],
        [["2014-03-05"], said, ["IN"]],
    ])  # fmt: skip
    page.showPage()
    page.setFont("Helvetica", 10)
    rows(770, [
        [[], ["träffa farmor på söndagar."], []],
        [["2014-03-12"], ["Telefonsamtal med farmor."], ["IN"]],
    ])  # fmt: skip
    page.showPage()
    page.save()
    return into.getvalue()


def _from_word(build, *, tagged: bool) -> bytes:
    from docx import Document

    document = Document()
    for style in ("Normal", "Heading 1", "Heading 2"):
        document.styles[style].font.name = "Liberation Sans"
        document.styles[style].font.bold = False  # fewer fonts make a smaller file
        fonts = document.styles[style].element.rPr.rFonts
        for name in [name for name in fonts.attrib if name.endswith("Theme")]:
            del fonts.attrib[name]
    build(document)
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "a.docx"
        document.save(str(source))
        how = "pdf:writer_pdf_Export:" + json.dumps({"UseTaggedPDF": {"type": "boolean", "value": tagged}})
        subprocess.run(
            ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", how,
             "--outdir", folder, str(source)],
            check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        return source.with_suffix(".pdf").read_bytes()


def tagged() -> bytes:
    """Headings, a list, a table and a paragraph over two pages, with tags."""

    def build(document) -> None:
        document.sections[0].header.paragraphs[0].text = "Granlunda stadsdelsförvaltning"
        document.add_heading("Utredning", 1)
        table = document.add_table(rows=0, cols=2)
        for row in (("Namn", "Tove Granberg"), ("Dnr", "")):
            cells = table.add_row().cells
            cells[0].text, cells[1].text = row
        document.add_heading("Hälsa", 2)
        for n in range(3):
            document.add_paragraph(f"Stycke {n}. " + LONG * (3, 3, 9)[n])
        document.add_heading("Behov", 2)
        for item in ("en egen säng", "lugna morgnar"):
            document.add_paragraph(item, style="List Bullet")

    return _from_word(build, tagged=True)


def checkboxes() -> bytes:
    """Checkboxes of another font, which are drawn after the words among which they stand."""

    def build(document) -> None:
        document.add_paragraph("Är vårdnadshavare informerade? ☒ Ja, på plats ☐ Nej")
        document.add_paragraph("Barnet har kommit till tals: ☐ Ja ☒ Nej, se nedan")

    return _from_word(build, tagged=False)


MADE = [form, contents, locked, scanned, blank, columns, borderless, scrambled, fields, cut_row, tagged, checkboxes]

if __name__ == "__main__":
    for make in MADE:
        if len(sys.argv) < 2 or make.__name__ in sys.argv[1:]:
            (HERE / f"{make.__name__}.pdf").write_bytes(make())
