"""Documents kept in one Word file, where a page that the file itself begins tells them apart; all persons invented."""

from pathlib import Path

import docx

from audit.casefile.build import documents_to_case
from audit.documents.docx import read

REPORT = ("ANMÄLAN SKOLAN", "Mottagen den 3 mars 2014. Läraren ringer om Kim Ek, som sällan kommer till skolan.")
INQUIRY = ("UTR KIM E", "UTREDNING", "Utredningen inleddes den 10 mars 2014.", "Hälsa", "Kim är ofta trött på dagarna.")


def _forms(tmp_path: Path, *pages: tuple[str, ...]) -> list[tuple[str, str]]:
    made = docx.Document()
    for number, page in enumerate(pages):
        if number:
            made.add_page_break()
        for line in page:
            made.add_paragraph(line)
    made.save(str(tmp_path / "akt.docx"))
    case = documents_to_case("fall", [read(tmp_path / "akt.docx", "akt.docx")])
    return [(f.id, f.title) for f in sorted(case.forms, key=lambda f: f.start)]


def test_a_report_after_the_investigation_in_capitals(tmp_path: Path) -> None:
    assert _forms(tmp_path, INQUIRY, REPORT) == [("utredning", "UTR KIM E"), ("anmalan", "ANMÄLAN SKOLAN")]


def test_the_second_line_of_a_page_names_it(tmp_path: Path) -> None:
    found = _forms(tmp_path, INQUIRY, ("samtal läraren", "ANMÄLAN", REPORT[1]))
    assert [form for form, _ in found] == ["utredning", "anmalan"]


def test_a_decision_with_the_look_of_other_titles_is_no_part_of_the_document_before(tmp_path: Path) -> None:
    made = _forms(tmp_path, INQUIRY, REPORT, ("BESLUT", "Kim beviljas kontaktperson. Utredningen avslutas."))
    assert [form for form, _ in made] == ["utredning", "anmalan"]


def test_a_page_inside_a_document_begins_no_other(tmp_path: Path) -> None:
    made = _forms(tmp_path, INQUIRY, ("Utbildning", "Kim går i fyran."), ("Boende", "De bor i en trea."))
    assert [form for form, _ in made] == ["utredning"]


def test_every_way_of_beginning_a_page(tmp_path: Path) -> None:
    made = docx.Document()
    made.add_paragraph("Ett")
    made.add_paragraph("Två").paragraph_format.page_break_before = True
    made.add_section(docx.enum.section.WD_SECTION.NEW_PAGE)
    made.add_paragraph("Tre")
    made.add_section(docx.enum.section.WD_SECTION.CONTINUOUS)
    made.add_paragraph("Fyra").add_run().add_break(docx.enum.text.WD_BREAK.PAGE)
    made.add_paragraph("Fem")
    made.save(str(tmp_path / "akt.docx"))
    document = read(tmp_path / "akt.docx", "akt.docx")
    assert [document.text[b.start : b.end] for b in document.blocks if b.new_page] == ["Två", "Tre", "Fem"]
