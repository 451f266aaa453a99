"""Interventions: what is granted, proposed, offered or begun for this child; every person and place is invented."""

from datetime import date

import pytest

from audit.facts.interventions import find_interventions
from audit.facts.model import Intervention
from tests.builders import facts_of
from tests.facts.investigations import investigation


def found(**parts: str) -> tuple[Intervention, ...]:
    return find_interventions(investigation(**parts))


def types(**parts: str) -> list[str]:
    return sorted(i.type for i in found(**parts))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Kim beviljas bistånd enligt 4 kap. 1 § SoL i form av familjebehandling.", "familjebehandling"),
        ("Bistånd 4:1 SoL: intensiv hemterapi (IHF) under sex månader.", "familjebehandling"),
        ("Föräldrarna beviljas föräldrautbildning enligt Komet.", "foraldrautbildning"),
        ("Familjen erbjuds plats i föräldragrupp med COS-P.", "foraldrautbildning"),
        ("Stödfamilj en helg i månaden beviljas.", "kontaktfamilj"),
        ("Kim beviljas särskilt kvalificerad kontaktperson.", "kontaktperson"),
        ("Kim placeras i nätverkshem hos moster fr.o.m. den 3 juni.", "familjehem"),
        ("Kim bereds vård i familjehem med stöd av 2 § LVU.", "familjehem"),
        ("Kim placeras i jourhem.", "jourhem"),
        ("Beslut: placering på HVB för utredning.", "hvb"),
        ("Kim beviljas plats i stödboende.", "stodboende"),
        ("Kim beviljas samtalsstöd hos öppenvården, tio tillfällen.", "samtalsstod"),
        ("Föräldrarna erbjuds rådgivande samtal som service.", "samtalsstod"),
        ("Kim får börja i Trappan i augusti.", "samtalsstod"),
        ("Kim beviljas plats i sorggrupp.", "gruppverksamhet"),
        ("Kim erbjuds stödgrupp för barn i missbruksmiljö.", "gruppverksamhet"),
        ("Mamman och Kim beviljas familjeförskola tre dagar i veckan.", "dagverksamhet"),
        ("Det skolsociala teamet följer Kim till skolan tre morgnar i veckan.", "skolsocial_insats"),
        ("Familjerådslag erbjuds familjen.", "natverksarbete"),
        ("Familjen beviljas avlösning i hemmet två kvällar i veckan.", "praktisk_hjalp"),
        ("Morgonstöd i hemmet, vardagar kl. 6–8.", "praktisk_hjalp"),
        ("Familjen beviljas hemma-hos-stöd av familjepedagog.", "socialpedagogiskt_stod"),
        ("Kim beviljas ungdomsstödjare fem timmar i veckan.", "socialpedagogiskt_stod"),
        ("Mamman och Kim beviljas skyddat boende.", "annan"),
    ],
)
def test_type(text: str, kind: str) -> None:
    assert types(decision=text) == [kind]


@pytest.mark.parametrize(
    "decision",
    [
        "Utredningen avslutas utan insats.",
        "Ingen insats beviljas.",
        "Kontaktfamilj har övervägts men bedöms inte vara aktuellt.",
        "Föräldrarna informeras om att kontaktperson kan bli aktuellt längre fram.",
        "Ansökan om kontaktfamilj avslås.",
        "Kim fortsätter sin samtalskontakt på BUP.",
        "Skolkuratorn har stödsamtal med Kim.",
        "Vera har redan kontaktperson genom ett eget beslut.",
        "Ett uppföljningssamtal hålls i maj.",
        "Familjehemssekreteraren deltog i mötet.",
        "Utredningen förlängs till den 4 juli.",
        "Utredningen kommuniceras med föräldrarna.",
    ],
)
def test_is_no_intervention(decision: str) -> None:
    assert types(decision=decision) == []


@pytest.mark.parametrize(
    "domain",
    [
        "\n## Familjebakgrund\nMamman var placerad i familjehem från elva års ålder.\n",
        "\n## Tidigare insatser\nFamiljen hade familjebehandling under 2015.\n",
        "\n## Boende, arbete och ekonomi\nMamman arbetar i hemtjänsten.\n",
        "\n## Sociala relationer\nKim spelar i trappan med grannens barn.\n",
    ],
)
def test_background_is_no_intervention(domain: str) -> None:
    assert types(domain=domain, decision="Utredningen avslutas.") == []


def test_wish_of_another_is_no_proposal() -> None:
    assert types(analysis="Skolan föreslår kontaktfamilj. Mamman vill ha en kontaktperson.") == []


def test_proposal_of_the_writer_in_the_analysis() -> None:
    assert types(analysis="Vi föreslår därför kontaktperson för Kim.") == ["kontaktperson"]


def test_the_same_intervention_is_one() -> None:
    interventions = found(
        analysis="Familjebehandling föreslås.",
        decision="Kim beviljas familjebehandling från och med den 1 juni 2019.",
        plan="| Insats | Familjebehandling |\n\n## Mål\nFamiljen äter middag tillsammans.",
        more="# Uppföljning av familjebehandling\n\n| Namn | Kim Ek |\n\nFamiljebehandlingen pågår.",
    )
    assert [i.type for i in interventions] == ["familjebehandling"]
    assert interventions[0].passage.quote.startswith("Kim beviljas")
    assert interventions[0].started == date(2019, 6, 1)


def test_unit_that_gives_it_is_no_second_intervention() -> None:
    assert types(decision="Kim beviljas stödsamtal hos Ungdomsteamet.") == ["samtalsstod"]


def test_two_in_one_sentence() -> None:
    decision = "Kim beviljas kontaktperson och föräldrarna beviljas familjebehandling."
    assert types(decision=decision) == ["familjebehandling", "kontaktperson"]


def test_unknown_name_with_service() -> None:
    assert types(proposal="Solgläntan, service, för att Kim ska få någon att prata med om fängelset.") == [
        "samtalsstod"
    ]


def test_unknown_thing_granted_is_other() -> None:
    assert types(decision="Bistånd i form av ridläger en vecka i juli.") == ["annan"]


def test_copy_from_a_siblings_file_is_left_out() -> None:
    more = (
        "# Uppföljning av insats – samtalsstöd, Vera Ek\n\n| Avser | Vera Ek |\n| Insats | Samtalsstöd |\n\nVera trivs."
    )
    assert types(decision="Utredningen avslutas.", plan="Ingen plan görs.", more=more) == []


@pytest.mark.parametrize(
    ("text", "basis"),
    [
        ("Kim beviljas bistånd enligt 4 kap. 1 § SoL i form av kontaktperson.", "bistand"),
        ("Familjen erbjuds råd och stöd, som är service utan biståndsbeslut.", "service"),
        ("Kim får plats i sorggruppen. Det är service så något beslut behövs inte.", "service"),
        ("Kim vårdas med stöd av LVU i familjehem.", "lvu"),
    ],
)
def test_basis(text: str, basis: str) -> None:
    assert [i.basis for i in found(decision=text)] == [basis]


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("Kim beviljas kontaktperson. Föräldrarna har tackat ja.", "accepted"),
        ("Kim beviljas kontaktperson. Vårdnadshavarna samtycker till insatsen.", "accepted"),
        ("Kim beviljas kontaktperson. Pappan motsätter sig inte insatsen.", "accepted"),
        ("Kim beviljas kontaktperson efter ansökan av föräldrarna.", "accepted"),
        ("Familjen erbjuds kontaktfamilj. Föräldrarna tackar nej.", "declined"),
        ("Familjen erbjuds kontaktfamilj men mamman vill inte ha den insatsen.", "declined"),
        ("Kontaktfamilj föreslås. Föräldrarna samtycker inte till förslaget.", "declined"),
        ("Kontaktfamilj föreslås. Mamman säger nej till BUP.", "unknown"),
        ("Kontaktfamilj beviljas.", "unknown"),
        ("Kim placeras i jourhem enligt 6 § LVU.", "not_asked"),
    ],
)
def test_answer(text: str, answer: str) -> None:
    assert [i.answer for i in found(decision=text)] == [answer]


def test_declined_by_the_child() -> None:
    assert found(decision="Kim erbjuds kontaktperson. Kim tackar nej.")[0].declined_by == "barnet"


def test_answer_in_a_later_note() -> None:
    more = "# Journal\n\n| Namn | Kim Ek |\n\n**2019-06-03** Mamman ringer. Tackar nej till familjebehandlingen."
    interventions = found(proposal="Familjebehandling enligt 4 kap. 1 § SoL i sex månader.", more=more)
    assert [(i.type, i.answer) for i in interventions] == [("familjebehandling", "declined")]


def test_no_after_it_had_begun_is_an_end() -> None:
    more = (
        "# Uppföljning\n\n| Namn | Kim Ek |\n| Insats | Kontaktperson |\n| Datum | 2019-12-01 |\n\n"
        "Kontaktpersonen har träffat Kim varje vecka. Mamman önskar ingen fortsatt insats."
    )
    assert [i.answer for i in found(decision="Kim beviljas kontaktperson. Mamman samtycker.", more=more)] == [
        "accepted"
    ]


def test_terms() -> None:
    one = found(
        decision="Familjen beviljas familjebehandling med Marte Meo i egen regi, en gång i veckan i sex månader."
    )[0]
    assert (one.method, one.provider, one.extent, one.form) == (
        "Marte Meo",
        "egen",
        "en gång i veckan",
        "socialpedagogisk_insats",
    )


@pytest.mark.parametrize(
    ("heading", "text", "expected"),
    [
        ("Vad vi kan erbjuda", "- Ungdomssamtal tio gånger, för att Kim ska få berätta.", ["samtalsstod"]),
        ("Så går vi vidare", "Familjebehandling en gång i veckan.", ["familjebehandling"]),
        ("Förslag", "Två enskilda samtal för mamman.", ["samtalsstod"]),
        ("Förslag", "Mamma får fem samtal hos föräldrarådgivaren.", ["samtalsstod"]),
        ("Förslag", "Placering i stödboendet Lyran från den 1 juni.", ["stodboende"]),
        ("Förslag", "Hemma-hos-stöd fyra timmar i veckan.", ["socialpedagogiskt_stod"]),
        ("Synpunkter på förslaget", "Mamman önskar kontaktfamilj.", []),
    ],
)
def test_under_any_heading(heading: str, text: str, expected: list[str]) -> None:
    assert types(domain=f"\n## {heading}\n{text}\n") == expected


def test_a_proposal_in_prose_without_heading() -> None:
    text = "Kim bor hos farmor. Vi föreslår att Kim placeras i familjehem hos farmor. Stödsamtal ges varannan vecka."
    assert types(domain=f"\n## Sammanfattning av utredningen\n{text}\n") == ["familjehem", "samtalsstod"]


def test_taken_to_an_emergency_home() -> None:
    report = "# Anmälan\n\n| Datum | 2019-02-01 |\n\n## Vad har hänt\nKim kördes till jourhem samma natt."
    assert types(more=report, decision="Kontaktperson beviljas.") == ["jourhem", "kontaktperson"]


@pytest.mark.parametrize(
    ("decision", "answer"),
    [
        ("Kontaktperson föreslås. Mamman nej, pappan nej per telefon.", "declined"),
        ("Kontaktperson beviljas. Samtycke finns från båda vårdnadshavarna.", "accepted"),
        ("Kontaktperson beviljas. Kim har sagt nej till kontaktfamilj.", "unknown"),
        ("Kontaktperson beviljas. Kim ville inte ha mål om läxor.", "unknown"),
    ],
)
def test_short_answers(decision: str, answer: str) -> None:
    assert [i.answer for i in found(decision=decision) if i.type == "kontaktperson"] == [answer]


def test_a_plan_after_one_parents_no() -> None:
    made = found(
        decision="Samtalsstöd beviljas Kim. Pappan samtycker inte.",
        plan="## Mål\nKim deltar i samtalsstödet på torsdagar.",
    )
    assert [i.answer for i in made] == ["accepted"]


@pytest.mark.parametrize(
    ("decision", "expected"),
    [
        ("Ktp 10 h/mån, ktf varannan helg. Bist. 4:1.", ["kontaktfamilj", "kontaktperson"]),
        ("Fam.beh 2 ggr/v. Läxhjälp via Stödenheten.", ["familjebehandling", "praktisk_hjalp"]),
        ("Kontaktperson samt samtalsstöd enligt 4 kap. 1 § SoL.", ["kontaktperson", "samtalsstod"]),
        ("Kontaktperson, inte kontaktfamilj.", ["kontaktperson"]),
    ],
)
def test_several_in_one_line(decision: str, expected: list[str]) -> None:
    assert types(decision=decision) == expected


def test_help_told_in_the_plan_alone() -> None:
    plan = "Avlösare kommer varje vardag kl. 6.30 och väcker Kim."
    assert types(decision="Bistånd beviljas enligt 4 kap. 1 § SoL.", plan=plan) == ["praktisk_hjalp"]


@pytest.mark.parametrize(
    "text",
    [
        "När Kim säger nej blir hon utskälld.",
        "Mamma kan nu vänta ut ett nej.",
        "Arbetsgivaren har sagt nej till kortare dagar och därför ges inget stöd till det.",
    ],
)
def test_no_of_everyday_life_is_no_answer(text):
    found = facts_of(
        "# Utredning\n| Barn | Kim Ek |\n## Analys och bedömning\nKim behöver lugn.\n## Förslag och beslut\n"
        f"Familjebehandling beviljas Kim och hennes mamma. {text}"
    )
    assert [i.answer for i in found.interventions] != ["declined"]
    assert found.outcome == "insats"


def test_no_to_everything():
    found = facts_of(
        "# Utredning\n| Barn | Kim Ek |\n## Förslag\n- Kontaktperson\n- Familjebehandling\n## Utgång\n"
        "Familjen tackar nej till alltihop. De tycker att en kontaktperson är onödig. Utredningen avslutas."
    )
    assert {i.answer for i in found.interventions} == {"declined"}
    assert found.outcome == "tackat_nej"


def test_granted_after_the_other_share_was_declined():
    found = facts_of(
        "# Utredning\n| Barn | Kim Ek |\n## Förslag\n- Samtalsstöd för Kim, tio gånger.\n"
        "- Föräldrarna erbjuds stödsamtal. Tackar nej.\n## Beslut\nKim beviljas samtalsstöd enligt 4 kap. 1 § SoL."
    )
    assert found.outcome == "insats"


def test_thing_with_a_purpose_is_given_though_no_list_names_it():
    found = facts_of(
        "# Utredning\n| Barn | Kim Ek |\n## Förslag\nKontaktperson föreslås två timmar i veckan.\n\n"
        "Staket runt dammen, som värden sätter upp i maj, så att Kim kan leka ute."
    )
    assert [i.type for i in found.interventions] == ["kontaktperson", "annan"]


def test_thought_of_in_the_beginning():
    found = facts_of(
        "# Utredning\n| Barn | Kim Ek |\n## Analys och bedömning\nFrån början var tanken att föreslå kontaktfamilj, "
        "och det hade kunnat bli aktuellt.\n## Beslut\nUtredningen avslutas utan insats."
    )
    assert found.interventions == ()
    assert found.outcome == "utan_insats"


@pytest.mark.parametrize(
    ("text", "types"),
    [
        ("Samtalskontakt för Kim på ungdomsmottagningen, åtta gånger.", ["samtalsstod"]),
        ("Vård enligt 3 § LVU, familjehem hos morbrodern.", ["familjehem"]),
        ("Mamma beviljas familjebehandling, Spädbarnsteamet, en gång i veckan.", ["familjebehandling"]),
        ("Kim beviljas han lekgruppen Vågen i ett år.", ["gruppverksamhet"]),
        ("Samtalskontakt på ungdomsmottagningen har hon bokat själv.", []),
        ("Storebror Elis Ek beviljas kontaktperson.", []),
    ],
)
def test_what_the_proposal_gives(text, types):
    found = facts_of(f"# Utredning\n| Barn | Kim Ek |\n## Analys och bedömning\nKim behöver lugn.\n## Förslag\n{text}")
    assert [i.type for i in found.interventions] == types


def test_name_that_goes_on_from_the_sibling():
    found = facts_of(
        "# Utredning\n| Barn | Kim Ek |\n## Analys och bedömning\nOron gäller systern. "
        "Lova har beviljats kontaktfamilj. "
        "För Kim finns ingen oro.\n## Beslut\nUtredningen avslutas utan insats."
    )
    assert found.interventions == ()


@pytest.mark.parametrize("title", ["Vad vi bestämmer", "Så här blir det", "Vad som beslutats"])
def test_decision_under_an_everyday_heading(title):
    text = (
        f"# Utredning\n| Barn | Kim Ek |\n## Analys\nKim behöver lugn.\n## {title}\nFöljande beviljas: kontaktfamilj."
    )
    assert [i.type for i in facts_of(text).interventions] == ["kontaktfamilj"]


@pytest.mark.parametrize(
    ("text", "types"),
    [
        # What is to be talked about is no thought of another intervention.
        ("Kim beviljas familjebehandling för att kunna tala om skilsmässan.", ["familjebehandling"]),
        ("Vi föreslår samtal enligt KBT för Kim hos vårt ungdomsteam.", ["samtalsstod"]),
        ("Hemstödjare tre kvällar i veckan, 4 kap. 1 § SoL.", ["socialpedagogiskt_stod"]),
        ("Kontaktfamilj beviljas. Hemstödjare Eva Lo kallar till mötet.", ["kontaktfamilj"]),
        # What goes with the first is a part of it.
        ("Kim beviljas stödsamtal i fyra månader, med urinprov varje vecka.", ["samtalsstod"]),
        ("HVB Grangården i ett halvår: stödsamtal, skola och träning.", ["hvb"]),
        ("Räddningstjänstens brandkurs, två gånger, för att Kim ska förstå vad eld gör.", ["annan"]),
        ("Stödboende var vår första tanke. Kontaktfamilj beviljas.", ["kontaktfamilj"]),
        # "Placeringen" is the one that was named.
        ("Kim beviljas stödboende. Pappa samtycker till placeringen.", ["stodboende"]),
        ("- Kontaktfamilj en helg i månaden\n- Genomgång av förslaget den 2 maj", ["kontaktfamilj"]),
    ],
)
def test_what_is_given_and_what_only_stands_beside(text, types):
    found = facts_of(f"# Utredning\n| Barn | Kim Ek |\n## Analys och bedömning\nKim behöver lugn.\n## Förslag\n{text}")
    assert [i.type for i in found.interventions] == types


def test_pronoun_that_means_the_sibling():
    found = facts_of(
        "# Utredning\n| Barn | Maja Ek |\n## Analys och bedömning\nMaja behöver lugn. Hennes bror Elis sörjer. "
        "Han bör få samtalsstöd.\n## Beslut\nMaja beviljas kontaktfamilj."
    )
    assert [i.type for i in found.interventions] == ["kontaktfamilj"]


def test_a_no_by_which_the_matter_ends_is_an_answer_though_a_follow_up_tells_it():
    found = facts_of(
        "# Utredning\n| Barn | Kim Ek |\n## Analys och bedömning\nKim behöver lugn.\n## Beslut\n"
        "Som bistånd: stödsamtal i sex veckor.\n# Uppföljning\nKim säger nej till stödsamtal. "
        "Ärendet avslutas utan insats, då det som erbjöds har avböjts."
    )
    assert [i.answer for i in found.interventions] == ["declined"]
    assert found.outcome == "tackat_nej"
