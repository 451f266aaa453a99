"""District, year and generation with where they come from; all persons and places are invented."""

import pytest

from audit.casefile.build import documents_to_case
from audit.casefile.identity import office_name
from audit.documents.draft import Draft
from audit.documents.model import Aside, Document
from tests.builders import case_of


def with_header(text: str, header: str) -> Document:
    draft = Draft()
    draft.add("paragraph", text)
    return draft.document("akt.docx", "", aside=[Aside("header", header)])


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Norrviks stadsdelsförvaltning", "Norrvik"),
        ("Norrvik stadsdelsförvaltning, barn och familj", "Norrvik"),
        ("2019-02-01, Östra Norrviks stadsdelsförvaltning, Siv Ask", "Östra Norrvik"),
        ("Stadsdelsförvaltningen i Norrvik", "Norrvik"),
        ("Socialnämnden i Norrvik", "Norrvik"),
        ("Västerås kommun", "Västerås"),
        ("Borås stads socialnämnd", None),
        ("Norrvik-Söderås stadsdelsnämnd", "Norrvik-Söderås"),
        ("Mottagningsenheten barn och unga", None),
        ("Ansvarig socialnämnd", None),
    ],
)
def test_office_name(words: str, name: str | None) -> None:
    assert office_name(words) == name


@pytest.mark.parametrize(
    ("text", "district"),
    [
        ("# Utredning\n| Förvaltning | Norrviks stadsdelsförvaltning |\n\nKim är frisk.\n", "Norrvik"),
        ("# Utredning\n| Stadsdel | Norrvik |\n\nKim är frisk.\n", "Norrvik"),
        ("# Anmälan\n| Mottagen av | Siv Ask, Norrviks stadsdelsförvaltning |\n\nKim är frisk.\n", "Norrvik"),
        ("# Utredning\nKim är frisk. Beslut enligt delegation, Norrviks stadsdelsnämnd.\n", "Norrvik"),
        ("# Anmälan\n| Anmälare | Söderås socialförvaltning |\n\nKim är frisk.\n", None),
        ("# Utredning\nAnmälan kom från Söderås kommun den 4 mars.\n", None),
        ("# Utredning\nFamiljen bodde tidigare i Söderås kommun.\n", None),
        ("# Utredning\nKim är frisk.\n", None),
    ],
)
def test_district(text: str, district: str | None) -> None:
    found = case_of(text).district
    assert found.value == district
    assert (found.reason is None) == (district is not None)


def test_district_of_page_header() -> None:
    case = documents_to_case("fall", [with_header("Utredning", "Norrviks stadsdelsförvaltning")])
    assert (case.district.value, case.district.origin) == ("Norrvik", "header")


def test_header_table_comes_before_page_header_and_text() -> None:
    case = case_of(
        "# Utredning\n| Förvaltning | Norrviks stadsdelsförvaltning |\n\nUppgifter finns hos Söderviks kommun.\n"
    )
    assert (case.district.value, case.district.origin) == ("Norrvik", "document")
    assert case.district.passages[0].quote == "Norrviks stadsdelsförvaltning"


def test_two_offices_disagree() -> None:
    case = case_of(
        "# Anmälan\n| Stadsdel | Norrvik |\n\nKim är ledsen.\n",
        "# Utredning\n| Stadsdel | Söderås |\n\nKim är frisk.\n",
    )
    assert (case.district.value, case.district.reason) == (None, "districts_disagree")
    assert "districts_disagree" in [n.id for n in case.notices]


def test_manifest_comes_first_and_disagreement_is_told() -> None:
    text = "# Anmälan\n| Stadsdel | Norrvik |\n| Inkom | 2019-02-01 |\n\nKim är ledsen.\n"
    case = case_of(text, manifest=("Söderås", 2018))
    assert (case.district.value, case.district.origin) == ("Söderås", "manifest")
    assert (case.year.value, case.year.origin) == (2018, "manifest")
    assert {n.id for n in case.notices} >= {"district_differs_from_manifest", "year_differs_from_manifest"}


def test_folders_come_last() -> None:
    case = case_of("# Utredning\nKim är frisk.\n", folders=("Norrvik", "2014"))
    assert (case.district.value, case.district.origin) == ("Norrvik", "folder")
    assert (case.year.value, case.year.origin) == (2014, "folder")


@pytest.mark.parametrize(
    ("texts", "year"),
    [
        (
            ["# Anmälan\n| Inkom | 2013-12-28 |\n\nKim.\n", "# Utredning\n| Inledd | 2014-01-03 |\n\nKim är frisk.\n"],
            2013,
        ),
        (["# Utredning\n| Inledd | 2014-01-03 |\n| Avslutad | 2014-04-30 |\n\nKim är frisk.\n"], 2014),
        (["# Utredning\nUtredning inleddes den 3 januari 2014. Kim är frisk.\n"], 2014),
        (["# Genomförandeplan\n| Upprättad | 2015-05-03 |\n\nMål: komma i tid.\n"], 2015),
        (["# Utredning\nKim föddes 2004.\n"], None),
    ],
)
def test_year(texts: list[str], year: int | None) -> None:
    assert case_of(*texts).year.value == year


@pytest.mark.parametrize(
    ("text", "generation", "origin"),
    [
        ("# Utredning\n## Barnets behov\n### Hälsa\nFrisk och stark.\n", "2006", "headings"),
        ("# Utredning\n## Barnets utveckling\n### Hälsa\nFrisk och stark.\n", "2016", "headings"),
        ("# Utredning\n### Stabilitet\nSamma skola i fem år.\n", "2006", "headings"),
        ("# Utredning\n| Inledd | 2015-11-03 |\n\n### Hälsa\nFrisk och stark.\n", "2006", "date"),
        ("# Utredning\n| Inledd | 2016-02-03 |\n\nFrisk och stark.\n", "2016", "date"),
        (
            "# Utredning\n| Inledd | 2017-02-03 |\n\n## Barnets behov\n### Identitet\nFrisk och stark.\n",
            "2006",
            "headings",
        ),
        ("# Utredning\nFrisk och stark.\n", None, None),
        ("# Utredning\nHembesök den 3 maj 2013, samtal den 9 maj 2013.\n", "2006", "date"),
        ("# Utredning\nFöddes den 3 maj 2004. Hembesök den 3 maj 2018.\n", "2016", "date"),
        ("# Utredning\nHembesök den 3 maj 2014. Samtal den 3 maj 2017.\n", None, None),
    ],
)
def test_generation(text: str, generation: str | None, origin: str | None) -> None:
    found = case_of(text).bbic
    assert (found.value, found.origin) == (generation, origin)
    assert (found.reason is None) == (generation is not None)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Enhet: Barn och familj, Norrvik\n\nKim.", "Norrvik"),
        ("Till mottagningen i Norrvik\n\nKim.", "Norrvik"),
        ("Norrviks familjeenhet\n\nKim.", "Norrvik"),
        ("Barn och unga, Siv Ask\n\nKim.", None),
        ("Barn och unga, Norrvik\n\nTill mottagningen i Söderås\n\nKim.", None),
    ],
)
def test_district_by_the_unit(text: str, name: str | None) -> None:
    assert case_of(f"# Anmälan\n\n{text}\n").district.value == name


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("Den 4 maj 2021 ringer en granne. Kim är trött.", 2021),
        ("Ringer 4 mars 2014, och igen 9 april 2015.", None),
        ("Skolan ringer. Kim är trött.", None),
    ],
)
def test_year_of_an_undated_report(text: str, year: int | None) -> None:
    assert case_of(f"# Anmälan\n\n{text}\n").year.value == year
