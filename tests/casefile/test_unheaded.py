"""Forms that no heading of their own begins; all persons and places are invented."""

import pytest

from audit.casefile.build import documents_to_case
from audit.casefile.model import CaseFile
from audit.documents.text import markdown_to_document, plain_to_document
from tests.builders import case_of

REPORT = "# Anmälan\n| Namn | Kim Ek |\n| Inkom | 2019-02-01 |\n\nSkolan är orolig för Kims frånvaro.\n\n"
PLAN = "# Genomförandeplan\n| Namn | Kim Ek |\n| Upprättad | 2019-06-01 |\n\n## Mål\nKim kommer i tid varje dag.\n"


def ids(case: CaseFile) -> list[str]:
    return [f.id for f in case.forms]


@pytest.mark.parametrize(
    "text",
    [
        "Förhandsbedömning: modern är hörd och utredning inleds den 9 februari.",
        "Förhandsbedömning 2019-02-09. Utredning inleds inte.",
        "Modern kontaktades per telefon den 5 februari. Beslut 2019-02-09 att inleda utredning.",
        "Samtal med båda föräldrarna 2019-02-06. Det beslutas att utredning inte inleds.",
        "| Förhandsbedömning, beslut 2019-02-09 | Utredning inleds |",
        "| Förhandsbedömning | 2019-02-09: utredning inleds inte |",
    ],
)
def test_preliminary_assessment_in_a_report(text: str) -> None:
    assert ids(case_of(REPORT + text + "\n")) == ["anmalan", "forhandsbedomning"]


@pytest.mark.parametrize(
    "text",
    [
        "Utredning inleds den 9 februari.",
        "Modern vet att skolan ringer.",
        "Beslut om stödperson i skolan fattades i höstas. Modern har kontaktats av skolan.",
    ],
)
def test_bare_opening_is_no_preliminary_assessment(text: str) -> None:
    assert ids(case_of(REPORT + text + "\n")) == ["anmalan"]


@pytest.mark.parametrize(
    ("entry", "form"),
    [
        ("2019-02-01 Anm. Granne ringer och berättar att Kim sitter ute i kylan sent om kvällarna.", "anmalan"),
        ("190201 Orosanmälan inkom från skolan. Kim har varit borta fyra veckor och ingen svarar.", "anmalan"),
        ("2019-02-08 Förhandsbed. Modern hörd. Utredning inleds i dag.", "forhandsbedomning"),
        ("8/2 2019 Förhandsbedömning: oron behöver utredas, modern är informerad.", "forhandsbedomning"),
        ("2019-10-01 Uppföljn. Hembesök, Kim har kommit i tid och skolan var nöjd.", "uppfoljning"),
        ("1 oktober 2019 Uppföljningssamtal: Kim berättade att det fungerar, målet är uppnått.", "uppfoljning"),
    ],
)
def test_entry_of_a_journal(entry: str, form: str) -> None:
    text = f"# Journal\nAvser Kim Ek\n\n{entry}\n\n2019-11-04 Telefon till skolan.\n"
    assert sorted(ids(case_of(text))) == sorted([form, "journal"])


@pytest.mark.parametrize(
    "entry",
    [
        "2019-02-08 Beslut inleda utredning. Brev skickat.",
        "2019-02-08 Uppföljning bokas till hösten.",
        "2019-02-08 Skolan undrar om anmälan.",
    ],
)
def test_entry_that_is_no_form(entry: str) -> None:
    assert ids(case_of(f"# Journal\nAvser Kim Ek\n\n{entry}\n\n2019-11-04 Telefon till skolan.\n")) == ["journal"]


@pytest.mark.parametrize(
    "text",
    [
        "2019-10-04 Målet är delvis uppnått, Kim kom i tid tre dagar av fem. Modern berättade att hon sover bättre.",
        "Den 4 oktober 2019 träffades alla. Det har fungerat, Kim har kommit i tid och målet är uppnått.",
        "4/10 2019 Avstämning hos familjen. Frånvaron har minskat och Kim trivdes i gruppen.",
    ],
)
def test_dated_review_in_a_plan(text: str) -> None:
    assert ids(case_of(PLAN + "\n" + text + "\n")) == ["genomforandeplan", "uppfoljning"]


@pytest.mark.parametrize(
    "text",
    ["2019-10-04 kl. 15 ses vi igen, Siv Ask kallar.", "2019-05-04 Mamma ringde och tackade nej till det som erbjöds."],
)
def test_dated_line_that_is_no_review(text: str) -> None:
    assert ids(case_of(PLAN + "\n" + text + "\n")) == ["genomforandeplan"]


@pytest.mark.parametrize("title", ["Uppföljning, protokoll", "Möte om insatsen och uppföljning"])
def test_goals_in_the_minutes_of_a_review(title: str) -> None:
    text = (
        f"# {title}\n\n## Möte 2019-06-01\n| Mål | Hur | När |\n|---|---|---|\n| Kim sover | Läggs kl 20 | Maj |\n\n"
        "## Avstämning 2019-10-01\nKim har sovit bättre och målet är uppnått.\n"
    )
    assert set(ids(case_of(text))) == {"genomforandeplan", "uppfoljning"}


@pytest.mark.parametrize(
    ("title", "forms"),
    [
        ("Orosanmälan jämte förhandsbedömning", ["anmalan", "forhandsbedomning"]),
        ("Ny anmälan / förhandsbedömning", ["anmalan", "forhandsbedomning"]),
        ("Telefonanmälan – anmälan samt fhb", ["anmalan", "forhandsbedomning"]),
        ("Uppdrag och insatsplan", ["genomforandeplan"]),
        ("Personakt, journalanteckningar", ["journal"]),
    ],
)
def test_title_of_two_things(title: str, forms: list[str]) -> None:
    text = f"# {title}\n\nSkolan är orolig för Kim.\n\n2019-03-01 Ringer hem.\n\nUtredning inleds inte.\n"
    assert ids(case_of(text)) == forms


def test_office_below_the_title_begins_no_document() -> None:
    text = "# Orosanmälan\n**Norrviks kommun, Barn och unga**\n\nInkom: 2019-02-01\n\nGäller: Kim Ek\n\nKim är trött.\n"
    assert ids(case_of(text)) == ["anmalan"]


def test_documents_with_free_titles_by_their_place() -> None:
    report = markdown_to_document("# Anmälan\n\nSkolan är orolig för Kim, som ofta är borta.\n", "1.md")
    asks = markdown_to_document(
        "# Så gör vi\n\nVi träffar Kim i skolan och frågar mormor. Vi kontaktar BVC och vill förstå "
        "varför nätterna är svåra. Vi ska vara klara i maj.\n",
        "2.md",
    )
    inquiry = markdown_to_document("# Utredning\n\n## Hälsa\nKim är frisk.\n\n## Analys\nRisken är liten.\n", "3.md")
    plan = markdown_to_document(
        "# Det här kom vi överens om\n\nMålet är att Kim ska sova. Siv träffar familjen varje "
        "tisdag med start i juni. Uppföljning i oktober.\n",
        "4.md",
    )
    after = markdown_to_document(
        "# Sedan sist\n\nSiv har träffat familjen åtta gånger. Kim berättade att hon sov hela natten och "
        "mamma sa att det blev lugnare. Vi fortsätter till jul.\n",
        "5.md",
    )
    case = documents_to_case("fall", [report, asks, inquiry, plan, after])
    assert ids(case) == ["anmalan", "utredningsplan", "utredning", "analys", "genomforandeplan", "uppfoljning"]


@pytest.mark.parametrize(
    "text",
    [
        "Kontaktfamilj föreslås.",
        "Utredningen avslutas utan insats enligt 11 kap. SoL.",
        "Se förslag nedan. Kim beviljas stöd.",
    ],
)
def test_proposal_under_the_heading_of_an_analysis(text: str) -> None:
    case = case_of(f"# Utredning\n## Hälsa\nKim är frisk.\n## Analys och bedömning\n{text}\n## Beslut\nSe ovan.\n")
    assert ids(case) == ["utredning"]


def test_reasoned_end_of_a_plain_investigation() -> None:
    text = (
        "Utredning\n\nKim går i femman och läraren säger att hon ofta är trött. Mamman berättar att hon arbetar natt "
        "och pappan uppger att han sällan är hemma.\n\nAtt Kim är ensam på nätterna betyder att hon får bära ett "
        "ansvar som inte är hennes, och risken är att skolan går förlorad. Det som skyddar är mormor, men det räcker "
        "inte eftersom hon bor långt bort. Därför behöver Kim en vuxen hemma, annars leder det till att hon far illa "
        "på sikt.\n\nVi föreslår kontaktfamilj varannan helg.\n\nFadern har läst utredningen och har inga synpunkter.\n"
    )
    case = documents_to_case("fall", [plain_to_document(text, "Utredning.txt")])
    assert ids(case) == ["utredning", "analys"]
    analysis = next(f for f in case.forms if f.id == "analys")
    assert case.documents[0].text[analysis.start : analysis.end].startswith("Att Kim är ensam")
    assert "föreslår" not in case.documents[0].text[analysis.start : analysis.end]


def test_entries_without_a_year() -> None:
    document = markdown_to_document(
        "# Journal\n\n12/11 Ringer hem.\n\n4/12 Hembesök.\n\n7/1 Skolan.\n", "2019-02-01 Journal.md"
    )
    case = documents_to_case("fall", [document])
    assert [str(s.dated) for s in case.sections if s.dated] == ["2018-11-12", "2018-12-04", "2019-01-07"]


@pytest.mark.parametrize(
    "text",
    [
        "# Svar från skolan\n\nVi har samtal med Kim och ska fråga om frånvaron. Vi har kontakt med mamman.\n",
        "# Åtgärdsprogram\n\nMålet är att Kim ska läsa. Läraren ansvarar. Vi ska träffas varje vecka.\n",
        "# Till er\n\nKim är glad i skolan och leker med kamrater. Kontakten med hemmet är god och samtalen fria.\n",
        "# Mejl till familjen\n\nVi ska ses den 4 maj, och vi frågar då om skolan. Kontakta oss om du vill veta mer.\n",
    ],
)
def test_papers_of_others_are_no_plan(text: str) -> None:
    report = "# Anmälan\n\nSkolan är orolig för Kim, som ofta är borta.\n"
    assert ids(case_of(report, text, "# Utredning\n\n## Hälsa\nKim är frisk.\n")) == ["anmalan", "utredning"]
