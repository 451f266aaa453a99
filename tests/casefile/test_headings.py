"""What is a heading and what it means; all persons are invented."""

from itertools import pairwise

import pytest

from audit.casefile.build import documents_to_case
from audit.casefile.lexicon import within
from audit.casefile.model import CaseFile, Section
from audit.casefile.titles import meaning
from audit.documents.draft import Draft
from audit.documents.model import Style
from audit.documents.text import plain_to_document
from tests.builders import case_of

OLD = "# Utredning\n## Barnets behov\n### Identitet\nKim vet vem hon är och trivs med sitt namn.\n"
NEW = "# Utredning\n## Barnets utveckling\n### Utbildning\nKim går i tredje klass och läser bra.\n"


def plain_case(text: str) -> CaseFile:
    return documents_to_case("fall", [plain_to_document(text, "akt.txt")])


def section(case: CaseFile, title: str) -> Section:
    return next(s for s in case.sections if s.title.startswith(title))


def domains(case: CaseFile) -> list[str]:
    return [s.domain for s in case.sections if s.domain]


@pytest.mark.parametrize(
    ("heading", "domain"),
    [
        ("Hälsa", "halsa"),
        ("HÄLSA:", "halsa"),
        ("1.1 Hälsa och tandhälsa", "halsa"),
        ("Barnets hälsa", "halsa"),
        ("Kims skolgång", "utbildning"),
        ("3.2 Utbildning", "utbildning"),
        ("Förskola/skola", "utbildning"),
        ("Känslomässig tillgänglihet", "kanslomassig_tillganglighet"),
        ("äkerhet", "sakerhet"),
        ("Grund läggande omsorg", "grundlaggande_omsorg"),
        ("Beteende och känslor", "kansla_beteende"),
        ("Känslo-/beteendemässig utv.", "kansla_beteende"),
        ("Nätverk o integr.", "natverk_integrering"),
        ("Boende/arbete/ekonomi", "boende_arbete_ekonomi"),
        ("Ekonomi, boende & arbete", "boende_arbete_ekonomi"),
        ("Stimulans & vägl.", "stimulans_vagledning"),
        ("Socialt nätverk", "natverk_integrering"),
        ("Familjehistoria", "familjebakgrund"),
    ],
)
def test_domain_of_heading(heading: str, domain: str) -> None:
    case = case_of("| Barn | Kim Ek |\n", NEW + f"### {heading}\nTexten under rubriken berättar något om barnet.\n")
    assert domain in domains(case)
    assert case.sections[-1].domain == domain


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("Sociala relationer", ["familjerelationer"]),
        ("Förmåga att klara sig själv", ["klara_sig_sjalv"]),
        ("Arbete och ekonomi", ["arbete", "ekonomi"]),
        ("Boende, arbete och ekonomi", ["boende", "arbete", "ekonomi"]),
        ("Social integrering, lokalsamhället", ["social_integrering", "lokalsamhalle"]),
        ("Vägledning och gränssättning", ["vagledning"]),
        ("Gränssättning", ["vagledning"]),
    ],
)
def test_domain_in_old_files(heading: str, expected: list[str]) -> None:
    last = case_of(OLD + f"### {heading}\nTexten under rubriken berättar något om barnet.\n").sections[-1]
    assert [last.domain, *last.also] == expected


@pytest.mark.parametrize("heading", ["Behov", "It-säkerhet", "Om skrivaren", "Närvaro och betyg i detalj"])
def test_no_domain(heading: str) -> None:
    assert case_of(NEW + f"## {heading}\nTexten under rubriken.\n").sections[-1].domain is None


def test_heading_word_in_a_sentence_is_no_heading() -> None:
    case = plain_case(
        "UTREDNING\n\nHälsa\n\nKim är frisk.\n\nUtbildning är viktigt för mamman.\n\n"
        "Analys saknas ännu från läkaren.\n\n"
        "Beslut fattas i maj.\n"
    )
    assert [s.title for s in case.sections if s.title] == ["UTREDNING", "Hälsa"]


def test_plain_lines_are_headings_by_their_words() -> None:
    case = plain_case(
        "Utredning\n\nNamn: Kim Ek\n\nBarnets utveckling\n\nKänslor och beteende\n\n"
        "Kim är ofta ledsen på kvällarna.\n\n"
        "Samtal med Kim\n\nKim berättar att hon sover dåligt.\n\nAnalys och bedömning\n\nDet innebär en risk för Kim.\n"
    )
    assert section(case, "Känslor").domain == "kansla_beteende"
    assert section(case, "Samtal med Kim").parts == {"samtal_med_barnet"}
    assert section(case, "Analys").parts == {"analys"}


def test_bold_and_larger_lines() -> None:
    draft = Draft()
    draft.add("paragraph", "Utredning", style=Style(bold=True, size=16))
    draft.add("paragraph", "Barnets behov", style=Style(bold=True, size=13))
    draft.add("paragraph", "Hälsa", style=Style(bold=True, size=11))
    draft.add("paragraph", "Kim är frisk och äter bra, men sover för lite.", style=Style(size=11))
    draft.add("paragraph", "En vanlig dag", style=Style(bold=True, size=13))
    draft.add("paragraph", "Kim vaknar sent och missar bussen.", style=Style(size=11))
    case = documents_to_case("fall", [draft.document("akt.docx", "")])
    assert [(s.title, s.level, s.domain) for s in case.sections] == [
        ("Utredning", 1, None), ("Barnets behov", 2, None), ("Hälsa", 3, "halsa"), ("En vanlig dag", 2, None),
    ]  # fmt: skip


def test_form_boxes() -> None:
    draft = Draft()
    draft.add("paragraph", "Utredning", style=Style(bold=True, size=16))
    for number, (title, text) in enumerate(
        [("Utbildning", "Kim går i femman."), ("Kims dagar", "De är långa."), ("Bedömning", "Det är en risk.")]
    ):
        draft.add("paragraph", title, style=Style(bold=True, size=11, shaded=True, boxed=True), table=number)
        draft.add("paragraph", text, style=Style(size=11, boxed=True), table=number)
    case = documents_to_case("fall", [draft.document("akt.docx", "")])
    assert [s.title for s in case.sections] == ["Utredning", "Utbildning", "Kims dagar", "Bedömning"]
    assert "analys" in case.sections[-1].forms
    assert case.sections[2].domain is None


def test_label_row_holds_the_text_beside_it() -> None:
    case = case_of("# Utredning\n| Hälsa | Kim är frisk och vaccinerad. |\n| Utbildning | Går i femman, trivs. |\n")
    health = section(case, "Hälsa")
    assert health.domain == "halsa"
    assert case.documents[0].text[health.heading[1] : health.end].strip() == "Kim är frisk och vaccinerad."


def test_row_of_a_header_is_no_domain() -> None:
    case = case_of(
        "# Utredning\n| Namn | Kim Ek |\n| Handläggare | Siv Ask |\n| Boende | Hos mamman |\n\nKim är frisk.\n"
    )
    assert domains(case) == []


def test_leads_of_plain_text_nest_below_their_heading() -> None:
    case = plain_case(
        "UTREDNING\n\nHälsa\n\nKim är frisk.\n\nANALYS\n\nKim riskerar att fara illa.\n\n"
        "Skyddsfaktorer: mormor och skolan.\n\n"
        "BESLUT\n\nUtredningen avslutas.\n"
    )
    assert section(case, "Skyddsfaktorer").parts == {"analys", "risk_skydd"}
    assert section(case, "BESLUT").parts == {"beslut"}


def test_run_in_heading() -> None:
    case = case_of("# Utredning\n**Hälsa.** Kim är frisk.\n\n**Utbildning:** Kim går i femman.\n\nHon trivs där.\n")
    assert domains(case) == ["halsa", "utbildning"]
    assert case.documents[0].text[case.sections[-1].start : case.sections[-1].end].endswith("Hon trivs där.")


def test_colon_heading_in_plain_text() -> None:
    case = plain_case(
        "UTREDNING\n\nHälsa: Frisk, inga mediciner.\n\nUtbildning: Åk 3, trivs.\n\nBoende: Trea.\n\nNamn: Kim Ek\n"
    )
    assert domains(case) == ["halsa", "utbildning", "boende_arbete_ekonomi"]


def test_lone_colon_is_no_heading() -> None:
    case = case_of(OLD + "## Beslut\nKim får en kontaktfamilj.\n\n- Fritid: ingen egen insats nu.\n")
    assert case.sections[-1].parts == {"beslut"}


def test_date_in_journal_is_no_heading() -> None:
    case = case_of("# Journal\n**2019-03-04** Mamman ringer.\n\n**2019-03-08** Hembesök. Kim visar sitt rum.\n")
    assert [s.title for s in case.sections if s.title] == ["Journal"]
    assert [s.dated.isoformat() for s in case.sections if s.dated] == ["2019-03-04", "2019-03-08"]


def test_health_under_a_parent_is_the_parents() -> None:
    case = case_of(
        NEW + "### Hälsa\nKim är frisk.\n## Familj och miljö\n### Om mamman\nHon växte upp i Norrvik.\n"
        "#### Hälsa\nMamman har ont i ryggen.\n#### Utbildning\nMamman är undersköterska.\n"
    )
    assert domains(case) == ["utbildning", "halsa", "familjesituation", "familjesituation"]


def test_background_is_a_domain_only_below_its_side() -> None:
    case = case_of(
        NEW + "## Bakgrund\nÄrendet är känt.\n## Familj och miljö\n### Bakgrund\nMamman växte upp i Norrvik.\n"
    )
    assert [s.domain for s in case.sections if s.title == "Bakgrund"] == [None, "familjebakgrund"]


def test_who_told_stays_in_the_domain() -> None:
    case = case_of(NEW + "#### Barnets uppgifter\nKim tycker om matte.\n#### Skolans uppgifter\nKim räknar bra.\n")
    assert [s.domain for s in case.sections[-2:]] == ["utbildning", "utbildning"]


def test_who_told_stays_in_the_domain_without_levels() -> None:
    case = plain_case(
        "UTREDNING\n\nHälsa\n\nBarnets uppgifter\n\nKim säger att hon mår bra.\n\nMammans uppgifter\n"
        "\nKim är ofta trött.\n\n"
        "Utbildning\n\nKim går i trean.\n"
    )
    assert domains(case) == ["halsa", "halsa", "halsa", "utbildning"]


def test_side_and_domain_in_one_row() -> None:
    case = case_of(
        "# Utredning\n| Barnets behov | Hälsa | Frisk och stark. |\n|  | Utbildning | Går i trean. "
        "|\n| Familj och miljö | Boende | Trea. |\n"
    )
    assert domains(case) == ["halsa", "utbildning", "boende_arbete_ekonomi"]


def test_sections_cover_all_text() -> None:
    case = case_of(
        "Ett brev först.\n\n# Utredning\n| Namn | Kim Ek |\n## Hälsa\nFrisk.\n## Beslut\nAvslutas.\n", "Utan rubrik."
    )
    for number, document in enumerate(case.documents):
        ours = [s for s in case.sections if s.document == number]
        assert ours[0].start == 0
        assert ours[-1].end == len(document.text)
        assert all(a.end == b.start for a, b in pairwise(ours))


@pytest.mark.parametrize(
    ("title", "part"),
    [
        ("Sammanvägd bedömning", "analys"),
        ("Socialsekreterarens bedömning", "analys"),
        ("Hur vi ser på det", "analys"),
        ("Vad vi tänker om framtiden", "analys"),
        ("Bedömning & analys", "analys"),
        ("Slutsatser", "analys"),
        ("Förslag, läst för modern 3/5", "forslag"),
        ("Beslut 2019-05-03", "beslut"),
        ("Ärendets uppkomst", "orsak"),
        ("Utredningens genomförande", "underlag"),
        ("Kims egen berättelse", "samtal_med_barnet"),
        ("Vad Kim vill", "barnets_installning"),
        ("Den unges åsikt", "barnets_installning"),
        ("Vårdnadshavarnas synpunkter", "foraldrars_installning"),
        ("Kommunicering", "kommunicering"),
        ("Risk- och skyddsfaktorer", "risk_skydd"),
    ],
)
def test_part_of_heading(title: str, part: str) -> None:
    assert part in meaning(title, ("kim",)).parts


def test_known_heading_of_another_kind_is_no_analysis() -> None:
    assert "analys" not in meaning("Läkarens bedömning").parts
    assert "analys" not in meaning("Omedelbar skyddsbedömning").parts


@pytest.mark.parametrize(
    ("a", "b", "most", "edits"),
    [
        ("säkerhet", "säkerhet", 0, 0),
        ("säkerhte", "säkerhet", 1, 1),
        ("hälsa", "hälsan", 1, 1),
        ("arbete", "boende", 2, None),
    ],
)
def test_bounded_edits(a: str, b: str, most: int, edits: int | None) -> None:
    assert within(a, b, most) == edits


@pytest.mark.parametrize(
    ("heading", "domains"),
    [
        ("Social integr.", ("social_integrering",)),
        ("Fam. o soc. rel.", ("familjerelationer",)),
        ("Känslom. tillg.", ("kanslomassig_tillganglighet",)),
        ("Arb. + ekon.", ("arbete", "ekonomi")),
        ("Så mår Kim", ("halsa",)),
        ("Boendet och pengarna", ("boende", "ekonomi")),
        ("Mat och kläder", ("grundlaggande_omsorg",)),
        ("Hemma (boende, ekonomi)", ("boende", "ekonomi")),
        ("Föräldrarnas förmåga – säkerhet", ("sakerhet",)),
        ("Anknytningen", ("kanslomassig_tillganglighet",)),
    ],
)
def test_free_headings_of_domains(heading: str, domains: tuple[str, ...]) -> None:
    text = f"# Utredning\n| Inledd | 2014-03-04 |\n\n## Barnets behov\n\n## {heading}\nTexten under rubriken.\n"
    section = case_of(text).sections[-1]
    assert (section.domain, *section.also) == domains


@pytest.mark.parametrize(
    "heading",
    ["Samtal med skolan", "Kontakt med kamrater", "Uppgifter om skolgången", "Insatser i hemmet", "Oro för hälsan"],
)
def test_headings_with_a_domains_word_that_are_none(heading: str) -> None:
    assert case_of(f"# Utredning\n## {heading}\nTexten under rubriken.\n").sections[-1].domain is None


@pytest.mark.parametrize(
    ("title", "domain"),
    [
        ("Är barnet friskt?", "halsa"),
        ("Är det farligt hemma?", "sakerhet"),
        ("Mamma och pappa (mat, gränser)", "grundlaggande_omsorg"),
        ("Tröst och värme", "kanslomassig_tillganglighet"),
    ],
)
def test_domains_in_everyday_words(title: str, domain: str) -> None:
    case = case_of(f"# Utredning\n\n## {title}\n\nKim bor med sin mamma och har varit hemma i flera dagar.\n")
    assert domain in [s.domain for s in case.sections]


@pytest.mark.parametrize(
    ("title", "part"),
    [
        ("Vad det gör med Kim", "analys"),
        ("Så hänger det ihop", "analys"),
        ("Vad Kim själv säger", "samtal_med_barnet"),
        ("Vad pappa berättar", "foraldrars_uppgifter"),
        ("Vem vi pratat med", "underlag"),
        ("Hur det blir nu", "beslut"),
    ],
)
def test_parts_in_everyday_words(title: str, part: str) -> None:
    case = case_of(
        f"# Utredning\n\n| Barn | Kim Ek |\n| Född | 2010-03-04 |\n\n## {title}\n\nKim är ofta ensam hemma.\n"
    )
    assert part in {p for s in case.sections for p in s.parts}


@pytest.mark.parametrize(
    ("title", "form"),
    [
        ("Hur vi fick veta", "anmalan"),
        ("Behöver vi utreda?", "forhandsbedomning"),
        ("Det vi har sett (utredning)", "utredning"),
        ("Det här har vi kommit överens om", "genomforandeplan"),
        ("Så här har det gått", "uppfoljning"),
        ("Löpande noteringar", "journal"),
    ],
)
def test_documents_titled_in_everyday_words(title: str, form: str) -> None:
    case = case_of(f"# {title}\n\nKim Ek, 9 år. Den 3 mars 2014 träffade vi Kim och hans mamma på kontoret i Norrby.\n")
    assert [f.id for f in case.forms] == [form]


@pytest.mark.parametrize("risks", ["Risker\n", "## Risker\n"])
def test_risks_below_the_analysis_belong_to_it(risks):
    case = case_of(f"# Utredning\n## Hälsa\nKim är frisk.\n## Analys\n{risks}- karies\n\n## Förslag\nKim får stöd.\n")
    assert "analys" in section(case, "Risker").forms
    assert "analys" not in section(case, "Förslag").forms
