"""The same file in other shapes is read alike: plain text, combined files, days without a year; invented persons."""

from audit.casefile.build import documents_to_case
from audit.casefile.model import CaseFile
from tests.builders import case_of, document_of

LONG = "Läraren berättar att det går bra i klassen och att läxorna oftast är gjorda när veckan är slut."


def plain_case(*texts: str) -> CaseFile:
    return documents_to_case("fall", [document_of(text, f"{n}.txt") for n, text in enumerate(texts, 1)])


def domains_of(case: CaseFile) -> list[str | None]:
    return [s.domain for s in case.sections if s.domain]


def test_numbered_beginnings_of_paragraphs_are_headings() -> None:
    case = plain_case(
        f"UTREDNING\n\n1.1 Hälsa/sömn. Frisk. {LONG}\n\n1.2 Utb. Går i fyran. {LONG}\n\n2.1 Säkerhet. {LONG}\n"
    )
    assert domains_of(case) == ["halsa", "utbildning", "sakerhet"]


def test_numbered_lines_are_headings_also_where_a_full_stop_ends_them() -> None:
    case = plain_case(
        f"UTREDNING\n\n1.1 Hälsa o sömn\n\n{LONG}\n\n1.2 Utbildn.\n\n{LONG}\n\n2,1 Säkerh. / tillsyn\n\n{LONG}\n"
    )
    assert domains_of(case) == ["halsa", "utbildning", "sakerhet"]


def test_numbers_of_days_make_no_headings() -> None:
    case = plain_case(f"Minnesanteckningar\n\n1.2 Ringer mamman. {LONG}\n\n3.2 Möte. {LONG}\n\n4.2 Möte. {LONG}\n")
    assert domains_of(case) == []


def test_capitals_with_a_full_stop_are_a_heading() -> None:
    case = plain_case(
        f"UTREDNING\n\nHälsa\n\n{LONG}\n\nBED.\n\nVi bedömer att risken är stor eftersom stödet saknas.\n"
    )
    assert "BED." in [s.title for s in case.sections]


def test_titles_in_free_words_part_a_combined_file() -> None:
    case = case_of(
        "# Ett samtal i maj\n\nEn granne ringer, anonym, med oro för Kim Ek.\n\n"
        "# Om Kim Ek – utredning våren 2021\n\n## Så har Kim det\n\nKim, 12 år, går i sexan.\n\n"
        "## Så tänker jag\n\nJag bedömer att Kim behöver ro eftersom kvällarna är oroliga.\n\n"
        "# Så gick det sedan\n\n## Gruppen\n\nVi träffades. Kim berättade att gruppen har hjälpt. Målet blev uppnått. "
        "Stödet i gruppen har fungerat och mamman har kommit varje gång under hösten.\n"
    )
    forms = [f.id for f in case.forms if f.within is None]
    assert {"anmalan", "utredning", "uppfoljning"} <= set(forms)


def test_an_investigation_with_parts_of_the_highest_rank_is_one_form() -> None:
    case = case_of(
        "# Utredning om Kim Ek\n\n# Bakgrund\n\nKim är 12 år.\n\n# Hälsa\n\nFrisk.\n\n"
        "# Analys\n\nKim behöver stöd därför att risken är stor.\n"
    )
    assert [f.id for f in case.forms if f.within is None] == ["utredning"]


def test_a_journal_in_a_combined_file_is_cut_at_days_without_a_year() -> None:
    case = case_of(
        "# Orosanmälan\n\nInkom 2021-01-17 från skolan om Kim Ek.\n\n# Journalanteckningar\n\n"
        "## Förhandsbedömning 20/1\n\nMamman hörd. Beslut att inleda utredning.\n\n27/1 Hembesök hos familjen.\n\n"
        "9/2 Möte på skolan med läraren.\n\n# Utredning\n\n## Hälsa\n\nFrisk.\n"
    )
    held = next(f for f in case.forms if f.id == "forhandsbedomning")
    assert "Hembesök" not in case.documents[0].text[held.start : held.end]


def test_days_written_with_full_stops_begin_entries() -> None:
    case = plain_case("JOURNAL\n\n25.3.2014\n\nHembesök.\n\n8.4.2014\n\nMöte på skolan.\n")
    assert [s.dated.isoformat() for s in case.sections if s.dated] == ["2014-03-25", "2014-04-08"]


def test_an_empty_analysis_holds_the_unknown_headings_straight_below_it() -> None:
    reasoned = "Vi bedömer att risken är stor eftersom stödet saknas. Därför behövs en insats."
    case = plain_case(f"UTREDNING\n\nHÄLSA\n\n{LONG}\n\nANALYS\n\nRUNTOMKRING\n\n{reasoned}\n\nBESLUT\n\nAvslutas.\n")
    analysis = next(f for f in case.forms if f.id == "analys")
    assert reasoned in case.documents[0].text[analysis.start : analysis.end]


def test_a_header_row_with_a_day_is_no_review_of_a_plan() -> None:
    case = case_of(
        "# Genomförandeplan\n\n| Namn | Kim Ek |\n\n## Mål\n\nKim ska sova bättre.\n\n"
        "| Datum | 2021-05-04, målet har följts upp och är delvis uppnått, Kim sov och åt bättre, säger mamman |\n"
    )
    assert "uppfoljning" not in [f.id for f in case.forms]


def test_how_the_work_was_done_is_no_domain() -> None:
    for title in ("Om arbetet", "Arbetets gång", "Så har arbetet gått till", "Arbetet med utredningen"):
        case = case_of(f"# Utredning\n\n## {title}\n\nJag har träffat Kim fyra gånger.\n\n## Hälsa\n\nFrisk.\n")
        assert domains_of(case) == ["halsa"], title
        assert any("underlag" in s.parts for s in case.sections), title


def test_the_work_among_the_familys_circumstances_is_a_domain() -> None:
    case = case_of("# Utredning\n\n## Familj och miljö\n\n### Boendet\n\nTrea.\n\n### Arbetet\n\nPappan kör buss.\n")
    assert [s.title for s in case.sections if s.domain] == ["Boendet", "Arbetet"]


def test_a_part_that_only_proposes_is_no_analysis() -> None:
    for text in (
        "Ansökan bifalls.",
        "Nämnden föreslås erbjuda Kim en kontaktperson. Mamman erbjuds samtal.",
        "Mamman vill att stödet fortsätter. Förslag: utredningen avslutas.",
    ):
        case = case_of(f"# Utredning\n\n## Hälsa\n\nFrisk.\n\n## Bedömning\n\n{text}\n")
        assert "analys" not in [f.id for f in case.forms], text


def test_a_preliminary_assessment_in_the_last_line_of_a_report() -> None:
    case = case_of(
        "# Orosanmälan\n\nMormor ringer om Kim Ek.\n\n**Skydd** 2020-04-20: inget akut. "
        "**Förhandsbedömning** 2020-04-27, efter samtal med föräldrarna: utredning inleds.\n"
    )
    assert "forhandsbedomning" in [f.id for f in case.forms]
