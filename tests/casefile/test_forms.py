"""Which forms a case holds; all persons and places are invented."""

import pytest

from audit.casefile.build import documents_to_case
from audit.casefile.model import CaseFile
from audit.documents.draft import Draft
from audit.documents.model import Style
from audit.documents.text import markdown_to_document, plain_to_document
from tests.builders import case_of

HEAD = "| Namn | Kim Ek |\n| Handläggare | Siv Ask |\n\n"


def ids(case: CaseFile) -> list[str]:
    return [f.id for f in case.forms]


@pytest.mark.parametrize(
    ("title", "form"),
    [
        ("Orosanmälan", "anmalan"),
        ("Anmälan enligt 14 kap. 1 § SoL", "anmalan"),
        ("Information på annat sätt", "anmalan"),
        ("Ansökan om stöd", "anmalan"),
        ("Planering av utredningen", "utredningsplan"),
        ("BBIC Utredning 11:1 SoL", "utredning"),
        ("Beslutsunderlag", "utredning"),
        ("Barnavårdsutredning avseende Kim Ek", "utredning"),
        ("GFP", "genomforandeplan"),
        ("Genomförande plan, Familjeteamet", "genomforandeplan"),
        ("Kim Ek – genomförandeplan", "genomforandeplan"),
        ("Vårdplan enligt 11 kap. 3 § SoL", "vardplan"),
        ("Journalblad", "journal"),
        ("Protokoll från uppföljningsmöte", "uppfoljning"),
        ("Förhandsbedömning", "forhandsbedomning"),
    ],
)
def test_form_by_title(title: str, form: str) -> None:
    assert ids(case_of(f"# {title}\n{HEAD}Kim bor hos sin mamma och går i skolan i Norrvik.\n")) == [form]


@pytest.mark.parametrize(
    "title", ["Beslut", "Samtycke", "Grunduppgifter", "Uppdrag till utförare", "SIP", "Konsultationsdokument skola"]
)
def test_read_but_no_form(title: str) -> None:
    case = case_of(f"# {title}\n{HEAD}Kim beviljas stöd enligt 4 kap. 1 § SoL från den 4 maj.\n")
    assert ids(case) == []
    assert all(s.form is None for s in case.sections)


@pytest.mark.parametrize(
    ("title", "kind"),
    [("Övervägande, LVU", "overvagande"), ("Omprövning LVU", "omprovning"), ("Uppföljning av insats", "uppfoljning")],
)
def test_kinds_of_follow_up(title: str, kind: str) -> None:
    assert [f.kind for f in case_of(f"# {title}\n{HEAD}Vården har fungerat väl under våren.\n").forms] == [kind]


def test_heading_alone_is_no_form() -> None:
    case = case_of(
        "# Utredning\n## Hälsa\nKim är frisk och stark.\n## Analys och bedömning\n## Beslut\nUtredningen avslutas."
    )
    assert ids(case) == ["utredning"]
    assert not any("analys" in s.forms for s in case.sections)


def test_forms_inside_others() -> None:
    case = case_of(
        f"# Anmälan\n{HEAD}Skolan är orolig för Kim.\n## Förhandsbedömning\nUtredning inleds.\n",
        "# Utredning\n## Hälsa\nKim är frisk.\n## Analys\nDet finns en risk att Kim far illa.\n### Skydd\nMormor.\n"
        "## Förslag till beslut\nKim behöver en kontaktfamilj.\n",
    )
    assert ids(case) == ["anmalan", "forhandsbedomning", "utredning", "analys"]
    analysis = [s.title for s in case.sections if "analys" in s.forms]
    assert analysis == ["Analys", "Skydd"]
    assert case.forms[3].within == 2


def test_two_forms_in_one_title() -> None:
    text = f"# Orosanmälan med förhandsbedömning\n{HEAD}Skolan är orolig.\n\nBeslut att inte inleda utredning.\n"
    assert ids(case_of(text)) == ["anmalan", "forhandsbedomning"]


def test_assessment_in_a_preliminary_assessment_is_no_analysis() -> None:
    case = case_of(f"# Förhandsbedömning\n{HEAD}## Bedömning\nDet finns en risk för Kim. Utredning inleds.\n")
    assert ids(case) == ["forhandsbedomning"]


def test_assessments_of_domains_are_not_the_analysis_where_there_is_one() -> None:
    text = "# Utredning\n## Barnets utveckling\n### Hälsa\nKim är frisk.\n#### Bedömning\nHälsan är god.\n"
    case = case_of(text + "## Analys\nKim riskerar att fara illa.\n## Beslut\nAvslutas.\n")
    assert [s.title for s in case.sections if "analys" in s.forms] == ["Analys"]
    alone = case_of(text + "## Beslut\nAvslutas.\n")
    assert [(s.title, s.uncertain) for s in alone.sections if "analys" in s.forms] == [("Bedömning", True)]


def test_planned_follow_up_is_a_part_of_the_plan() -> None:
    case = case_of(
        f"# Genomförandeplan\n{HEAD}## Mål\nKim kommer i tid.\n## Uppföljning\n"
        f"Planen följs upp den 4 juni av Siv Ask.\n"
    )
    assert ids(case) == ["genomforandeplan"]
    assert case.sections[-1].parts == {"uppfoljning_planerad"}


def test_done_follow_up_inside_the_plan_is_a_form() -> None:
    case = case_of(
        f"# Genomförandeplan\n{HEAD}## Mål\nKim kommer i tid.\n## Uppföljning 2019-06-04\n"
        "Närvarande: Kim, mamman och Siv Ask. Målet är delvis uppnått, Kim kom i tid tre dagar av fem.\n"
    )
    assert ids(case) == ["genomforandeplan", "uppfoljning"]
    assert case.forms[1].date is not None
    assert case.forms[1].date.isoformat() == "2019-06-04"


def test_combined_file_by_level() -> None:
    case = case_of(
        f"# Personakt\n# Anmälan\n{HEAD}Skolan är orolig.\n# Utredningsplan\n{HEAD}Vi ska tala med Kim.\n"
        f"# Utredning\n{HEAD}## Hälsa\nFrisk och stark.\n## Uppföljning\nFöljs upp i maj.\n"
        f"# Genomförandeplan\n{HEAD}Mål: komma i tid.\n"
    )
    assert ids(case) == ["anmalan", "utredningsplan", "utredning", "genomforandeplan"]


def test_combined_file_with_free_titles() -> None:
    case = case_of(
        f"# Orosanmälan\n{HEAD}Skolan är orolig.\n# Kim Ek, barnavårdsutredning\n{HEAD}## Hälsa\nFrisk och stark.\n"
        f"# Det som hänt sedan sist\n{HEAD}Målet är uppnått, och Kim kom i tid varje dag i maj. "
        f"Närvarande var mamman och Siv Ask. "
        "Kontaktfamiljen har fungerat och Kim trivdes.\n"
    )
    assert ids(case) == ["anmalan", "utredning", "uppfoljning"]


def test_free_title_without_a_header_in_a_combined_file() -> None:
    case = case_of(
        "# Orosanmälan\nSkolan är orolig för Kim.\n# Genomförandeplan\n## Mål\nKim kommer i tid.\n"
        "# Ett halvår efteråt\n"
        "Kontaktfamiljen har fungerat, och Kim har kommit i tid. Målet är uppnått. Mamman berättade "
        "att hon sover bättre.\n"
    )
    assert ids(case) == ["anmalan", "genomforandeplan", "uppfoljning"]


def test_combined_file_by_size() -> None:
    draft = Draft()
    for title in ("Anmälan", "Utredning", "Uppföljning av insats"):
        draft.add("paragraph", title, style=Style(bold=True, size=16))
        draft.add("paragraph", "Bakgrund", style=Style(bold=True, size=13))
        draft.add("paragraph", "Kim bor i Norrvik med sin mamma och går i femman.", style=Style(size=11))
    assert ids(documents_to_case("fall", [draft.document("akt.docx", "")])) == ["anmalan", "utredning", "uppfoljning"]


def test_combined_plain_text() -> None:
    text = (
        "ANMÄLAN\n\nNamn: Kim Ek\nInkom: 2019-02-01\n\nSkolan är orolig.\n\nUTREDNING\n\n"
        "Namn: Kim Ek\nInledd: 2019-02-04\n\n"
        "HÄLSA\n\nKim är frisk.\n\nBEDÖMNING\n\nDet finns en risk för Kim.\n\nJOURNAL\n\n"
        "Avser: Kim Ek\n\n2019-02-05 Mamman ringer.\n"
    )
    assert ids(documents_to_case("fall", [plain_to_document(text, "akt.txt")])) == [
        "anmalan",
        "utredning",
        "analys",
        "journal",
    ]


def test_report_retold_in_the_investigation_is_no_form() -> None:
    case = case_of(
        f"# Utredning\n{HEAD}## Anmälan\nSkolan anmälde den 4 maj oro för Kims frånvaro.\n## Hälsa\nKim är frisk.\n"
    )
    assert ids(case) == ["utredning"]


def test_form_by_file_name_last() -> None:
    document = markdown_to_document("Kim bor hos sin mamma. Hon går i femman.\n", "2019-03-01 Förhandsbedömning.md")
    case = documents_to_case("fall", [document])
    assert ids(case) == ["forhandsbedomning"]
    assert case.forms[0].date is not None
    assert case.forms[0].date.isoformat() == "2019-03-01"


def test_journal_without_a_title() -> None:
    text = "2019-03-01 Mamman ringer.\n\n2019-03-04 Hembesök.\n\n2019-03-09 Telefon till skolan.\n"
    assert ids(documents_to_case("fall", [plain_to_document(text, "Handling 1.txt")])) == ["journal"]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("# Utredning\n| Inledd | 2019-02-04 |\n| Avslutad | 2019-05-30 |\n\n## Hälsa\nKim är frisk.\n", "2019-05-30"),
        ("# Utredning\n| Inledd – avslutad | 2019-02-04 – 2019-05-30 |\n\n## Hälsa\nKim är frisk.\n", "2019-05-30"),
        ("# Genomförandeplan\n| Upprättad | 2019-06-01, Siv Ask |\n\nMål: att Kim kommer i tid.\n", "2019-06-01"),
        ("# Anmälan\n| Inkom | 4 mars 2019 |\n\nSkolan är orolig för Kim.\n", "2019-03-04"),
        ("# Vårdplan\n\nKim placeras i familjehem.\n\nNorrvik den 4 mars 2019\n\nSiv Ask\n", "2019-03-04"),
        ("# Journal\n**2019-03-04** Ringer.\n\n**2019-03-09** Möte.\n", "2019-03-09"),
        ("# Vårdplan\nKim placeras i familjehem.\n", None),
        ("# Anmälan\n| Barn | Kim Ek, 2006-02-09 |\n| Anmälare | Siv Ask |\n\nSkolan är orolig.\n", None),
        (
            "# Anmälan\n| Registrerad | 190304 |\n| Barn | Kim Ek, 2006-02-09 |\n\nSkolan är orolig för Kim.\n",
            "2019-03-04",
        ),
    ],
)
def test_date_of_form(text: str, day: str | None) -> None:
    found = case_of(text).forms[0].date
    assert (found.isoformat() if found else None) == day


def test_analysis_without_a_known_heading() -> None:
    case = case_of(
        "# Utredning\n## Hälsa\nKim är frisk, sover åtta timmar och äter bra i skolan.\n"
        "## Utbildning\nKim går i femman.\n"
        "## Boende\nFamiljen bor i en trea.\n## Om Kim och morgonen\n"
        "Att Kim vaknar ensam betyder att hon får bära ett ansvar som inte är ett barns. Risken är "
        "att hon slutar gå till skolan, "
        "och därför behöver hon en vuxen hemma. Det som skyddar henne är mormor, men det är inte "
        "tillräckligt eftersom hon bor långt bort. "
        "Utan stöd leder det sannolikt till att frånvaron ökar.\n## Förslag\nKontaktfamilj.\n"
    )
    found = [s for s in case.sections if "analys" in s.forms]
    assert [s.title for s in found] == ["Om Kim och morgonen"]
    assert found[0].uncertain
    assert "analys" in ids(case)


def test_analysis_without_any_heading() -> None:
    case = case_of(
        "# Utredning\n## Hälsa\nKim är frisk.\n## Utbildning\nKim går i femman.\n## Boende\nFamiljen bor i en trea.\n\n"
        "Kim berättar att hon har eget rum.\n\n"
        "Den samlade bilden är att Kim riskerar att fara illa, eftersom ingen vuxen är vaken på "
        "morgonen. Därför behöver hon "
        "stöd, och det är allvarligt att det har pågått så länge. Det talar för att en insats "
        "behövs, och utan den innebär "
        "situationen en risk för hennes utveckling.\n## Beslut\nKontaktfamilj beviljas.\n"
    )
    found = [s for s in case.sections if "analys" in s.forms]
    assert len(found) == 1
    assert found[0].heading is None
    assert found[0].domain is None
    assert found[0].uncertain


def test_description_before_the_decision_is_no_analysis() -> None:
    case = case_of(
        "# Utredning\n## Kim och familjen\nMamman berättar att Kim sover dåligt. Pappan säger att "
        "det är bättre hos honom. Läraren "
        "beskriver Kim som tyst och uppger att hon ofta är trött. Skolsköterskan säger att Kim väger "
        "för lite. Mormor menar att "
        "alla är trötta i familjen, och hon vill hjälpa till mer.\n## Beslut\nUtredningen avslutas.\n"
    )
    assert ids(case) == ["utredning"]


def test_forms_come_by_date() -> None:
    case = case_of(
        "# Utredning\n| Avslutad | 2019-05-30 |\n\nKim är frisk.\n",
        "# Anmälan\n| Inkom | 2019-02-01 |\n\nSkolan är orolig.\n",
    )
    assert ids(case) == ["anmalan", "utredning"]
    assert {s.form for s in case.sections if s.document == 1} == {0}


def test_labels_that_nobody_filled_in_are_no_content() -> None:
    case = case_of("# Anmälan\n\nSkolan ringer om Kim Ek.\n\n# Förhandsbedömning\n\nDatum:\n\nBeslut: ____\n")
    assert [f.id for f in case.forms] == ["anmalan"]


def test_dated_entries_are_a_journal_whatever_stands_above() -> None:
    entries = "4/5 2009\n\nMormor ringer om Kim.\n\n6/5\n\nUtredning inleds.\n\n13/5\n\nMamman på besök.\n"
    assert "journal" in [f.id for f in case_of(f"# Akt Kim\n\n{entries}").forms]
