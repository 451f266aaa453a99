"""Links: which need is answered, by what, and in which way; every person and place is invented."""

import pytest

from audit.facts.goals import find_goals
from audit.facts.interventions import find_interventions
from audit.facts.links import Linked, find_links
from audit.facts.needs import find_needs
from tests.builders import facts_of
from tests.facts.investigations import investigation


def linked(**parts: str) -> Linked:
    annotated = investigation(**parts)
    return find_links(annotated, find_needs(annotated), find_goals(annotated), find_interventions(annotated))


def answers(**parts: str) -> list[str]:
    return [need.answer for need in linked(**parts).needs]


@pytest.mark.parametrize(
    ("need", "decision"),
    [
        ("Kim behöver lugna kvällar så att sömnen kommer tillbaka.",
         "Kim beviljas stöd av familjepedagog för att läggningen ska bli lugn och Kim ska sova bättre."),
        ("Kim behöver en vuxen utanför familjen att göra saker med.",
         "Kontaktperson beviljas, för att Kim ska få en vuxen utanför familjen att göra saker tillsammans med."),
        ("Kim behöver få bearbeta våldet hon har upplevt.",
         "Kim beviljas samtalsstöd, vilket syftar till att hon ska få bearbeta det våld hon har sett."),
        ("Mamman behöver stöd i att sätta gränser.",
         "Familjebehandling beviljas med fokus på hur mamman kan sätta gränser och hålla fast vid dem."),
        ("Föräldrarna behöver tala med varandra i stället för genom Kim.",
         "Familjebehandling beviljas så att föräldrarna lär sig samarbeta och tala med varandra."),
        ("Mamman behöver avlastning.",
         "Kontaktfamilj en helg i månaden beviljas. Helgerna ska ge mamman avlastning och tid att återhämta sig."),
        ("Kim behöver komma tillbaka till skolan i små steg.",
         "Det skolsociala teamet beviljas. De hämtar Kim hemma och följer med till skolan, först en lektion om dagen."),
    ],
)  # fmt: skip
def test_argued(need: str, decision: str) -> None:
    result = linked(analysis=need, decision=decision)
    assert [n.answer for n in result.needs] == ["argued"]
    assert result.links == (("n1", "i1"),)
    assert result.interventions[0].needs == ("n1",)


@pytest.mark.parametrize(
    ("need", "decision"),
    [
        ("Kim behöver en vuxen att prata med.", "Kim beviljas bistånd i form av kontaktperson från den 1 juni 2019."),
        ("Kim behöver läkarundersökas.", "Familjen beviljas familjebehandling för att stärka samspelet."),
        ("Familjen behöver en egen bostad.", "Kontaktfamilj beviljas för att Kim ska få nya upplevelser."),
        ("Kim behöver ta igen matematiken.", "Kim beviljas samtalsstöd för att bearbeta föräldrarnas skilsmässa."),
        (
            "Kim behöver skyddas mot våld.",
            "Kim beviljas kontaktperson. Föräldrarna samtycker. Beslutet kan överklagas.",
        ),
    ],
)
def test_not_argued(need: str, decision: str) -> None:
    result = linked(analysis=need, decision=decision)
    assert [n.answer for n in result.needs] in (["none"], ["general"])
    assert result.links == ()


def test_need_and_proposal_side_by_side() -> None:
    text = "Kim behöver en och samma vuxna hos sig de nätter pappan kör. Därför föreslås barntillsyn i hemmet."
    assert linked(proposal=text).links == (("n1", "i1"),)


def test_therefore_after_several_needs_points_at_none() -> None:
    text = (
        "Kim behöver fasta rutiner. Kim behöver skydd mot våld. Mamman behöver vila. Därför föreslås familjebehandling."
    )
    assert linked(proposal=text).links == ()


def test_one_purpose_answers_its_own_need_only() -> None:
    result = linked(
        analysis="Kim behöver slippa uppleva våld. Kim behöver få bearbeta det hon varit med om.",
        decision="Kim beviljas samtalsstöd för att få bearbeta det våld hon har upplevt.",
    )
    assert [n.answer for n in result.needs][1] == "argued"
    assert result.links == (("n2", "i1"),)


@pytest.mark.parametrize(
    "decision",
    [
        "För fritiden föreslås ingen insats eftersom tränaren håller Kims plats.",
        "Behovet av fritid tillgodoses redan genom fotbollslaget.",
        "Fritiden får avvakta, först när skolan fungerar finns det tid.",
    ],
)
def test_refused_with_reason(decision: str) -> None:
    assert answers(analysis="Kim behöver få tillbaka sin fritid.", decision=decision) == ["refused_with_reason"]


def test_refused_without_reason_is_no_answer() -> None:
    assert answers(analysis="Kim behöver få tillbaka sin fritid.", decision="Ingen insats föreslås.") == ["none"]


def test_goal_of_the_plan_answers() -> None:
    result = linked(
        analysis="Kim behöver en mamma som slutar fråga om pappan.",
        decision="Familjebehandling beviljas.",
        plan="| Insats | Familjebehandling |\n\n## Mål\n- Mamman frågar inte Kim om pappan.\n- Alla har roligt ihop.\n",
    )
    assert [n.answer for n in result.needs] == ["argued"]
    assert result.goals[0].needs == ("n1",)
    assert result.goals[1].needs == ()
    assert result.links == (("n1", "i1"),)


def test_general_goals_answer_nothing() -> None:
    plan = "| Insats | Familjebehandling |\n\n## Mål\n- Att föräldrarna känner sig stärkta.\n- Ett gott samspel.\n"
    need = "Kim behöver få träffa sin syster Vera."
    assert answers(analysis=need, decision="Familjebehandling beviljas.", plan=plan) == ["none"]


def test_row_of_a_plan_names_goal_and_intervention() -> None:
    plan = (
        "| Behov | Mål | Insats |\n| Struktur på kvällarna | Kim lägger sig kl. 21 | Familjebehandling |\n"
        "| Någon att prata med | Kim har berättat om sin oro | Samtalsstöd |\n"
    )
    result = linked(
        analysis="Kim behöver struktur på kvällarna. Kim behöver någon att prata med.",
        decision="Familjebehandling och samtalsstöd beviljas.",
        plan=plan,
    )
    assert [n.answer for n in result.needs] == ["argued", "argued"]
    assert len(result.goals) == 2


def test_every_answer_has_its_passage() -> None:
    result = linked(
        analysis="Kim behöver fasta rutiner vid läggdags.",
        decision="Stöd av familjepedagog beviljas för att införa rutiner vid läggdags.",
    )
    assert [p.quote for p in result.needs[0].answered_by] == [
        "Stöd av familjepedagog beviljas för att införa rutiner vid läggdags."
    ]


@pytest.mark.parametrize(
    ("plan", "goals"),
    [
        (
            "## Mål\n- Kim sover i egen säng.\n- Kim går till skolan.\n",
            ["Kim sover i egen säng.", "Kim går till skolan."],
        ),
        ("**Mål:** Kim kommer i tid till skolan.\n", ["Kim kommer i tid till skolan."]),
        ("## Mål 1. Kim sover i egen säng\nHur: rutin vid läggdags.\n", ["Kim sover i egen säng"]),
        ("## Uppföljning\nPlanen följs upp i maj.\n", []),
    ],
)
def test_goals(plan: str, goals: list[str]) -> None:
    assert [g.passage.quote.lstrip("- ") for g in find_goals(investigation(plan=plan))] == goals


TWO = "Kim behöver fasta rutiner kring läggning och mat. Kim behöver någon att tala med om bråken mellan föräldrarna."


@pytest.mark.parametrize(
    "decision",
    [
        "Familjen beviljas hemterapeut. Hemterapeuten ska med mamman bygga upp kvällsrutinerna. "
        "Kim erbjuds samtal på ungdomsteamet, där hon får berätta om bråken.",
        "- Familjebehandling: kvällsrutiner och mat på bestämda tider.\n- Samtalsstöd: Kim får prata om bråken.",
        "Familjepedagog sätts in för att ge struktur åt kvällarna. Barnsamtal erbjuds så Kim får sätta ord på bråken.",
        "| Behov | Insats | Hur |\n| Rutiner | Familjepedagog | Schema för mat och sänggående |\n"
        "| Någon att tala med | Samtalsstöd | Kim får berätta i egen takt |",
    ],
)
def test_two_needs_in_many_ways(decision: str) -> None:
    assert answers(analysis=TWO, decision=decision) == ["argued", "argued"]


def test_a_bare_pair_of_interventions_argues_nothing() -> None:
    assert "argued" not in answers(analysis=TWO, decision="Familjebehandling och samtalsstöd beviljas.")


@pytest.mark.parametrize("pointer", ["för behov b", "svarar mot behov b", "för behovet b"])
def test_a_need_named_by_its_letter(pointer: str) -> None:
    result = linked(
        analysis="a) Kim behöver sova ostört.\n\nb) Kim behöver träffa jämnåriga.",
        decision=f"Kontaktperson beviljas, {pointer}.",
    )
    assert [n.answer for n in result.needs] == ["none", "argued"]


@pytest.mark.parametrize(
    "decision",
    [
        "Kim har kontakt med BUP för sin ångest, och någon insats från socialtjänsten är därför inte aktuell.",
        "Ångesten beslutar vi inte om, eftersom remiss är skickad till BUP.",
        "Kims ångest behandlas av psykiatrin. Ingen insats ges därför för detta.",
    ],
)
def test_left_to_others_with_the_reason(decision: str) -> None:
    assert answers(analysis="Kim behöver hjälp med sin ångest.", decision=decision) == ["refused_with_reason"]


def test_the_only_open_need_of_the_parent_whom_it_is_for() -> None:
    result = linked(
        analysis="Kim behöver sova ostört. Pappan behöver hejda sin ilska.",
        decision="Individuellt samtalsstöd till pappan, för att han ska hinna stanna upp.",
    )
    assert [n.answer for n in result.needs] == ["none", "argued"]


def test_needs_named_by_their_numbers_in_one_sentence() -> None:
    result = linked(
        analysis="1. Kim behöver sova ostört.\n\n2. Kim behöver träffa jämnåriga.\n\n3. Kim behöver läxhjälp.",
        decision="Kontaktperson beviljas: kvällar hos Bo (behov 1) och handboll (behov 2).",
    )
    assert [n.answer for n in result.needs] == ["argued", "argued", "none"]


@pytest.mark.parametrize(
    ("analysis", "decision", "expected"),
    [
        # Two needs, one sentence whose clauses answer one each.
        ("Kim behöver rena kläder och en egen säng. Hon behöver fasta tider för kvällsmat.",
         "Hemmahosare beviljas, så att pappan lär sig tvätta kläderna och bädda sängen och får till kvällsmaten.",
         ["argued", "argued"]),
        ("Kim behöver slippa tolka för sina föräldrar. Kim behöver vänner i sin egen ålder.",
         "Kontaktperson beviljas, som följer med till klubben så att Kim får vara med andra.",
         ["none", "argued"]),
        # As many proposals as needs, in the same order; the words of the second are far apart.
        ("Kim behöver slippa föra bud mellan föräldrarna. Kim behöver få vara liten ibland.",
         "Samarbetssamtal beviljas så att föräldrarna talar med varandra och Kim slipper föra bud. "
         "Kontaktfamilj beviljas, där någon annan lagar frukosten.",
         ["argued", "argued"]),
        # Named side by side with nothing of what they are for, order tells nothing.
        ("Kim behöver hjälp med läxorna. Kim behöver få vara liten ibland.",
         "Familjebehandling beviljas. Kontaktperson beviljas.",
         ["none", "none"]),
    ],
)  # fmt: skip
def test_clauses_and_order(analysis: str, decision: str, expected: list[str]) -> None:
    assert answers(analysis=analysis, decision=decision) == expected


def test_needs_called_by_their_place():
    found = facts_of(
        "# Utredning\n| Barn | Tuva Ek |\n## Analys och bedömning\nTuva behöver gråta ut hos någon som tål det. "
        "Hon behöver ett skäl att gå upp på morgonen. Hon behöver få sina tänder lagade.\n\n"
        "Det första möts genom samtal hos Ungdomshuset, där hon själv får styra takten.\n\n"
        "Det andra möts genom praktik i stallet, eftersom hästarna väntar på henne klockan sju.\n\n"
        "Det tredje lämnas utan insats, då folktandvården redan har bokat tid.\n"
        "## Beslut\nSamtalsstöd och dagverksamhet beviljas enligt ovan."
    ).needs
    assert [n.answer for n in found] == ["argued", "argued", "refused_with_reason"]


def test_numbered_answers():
    found = facts_of(
        "# Utredning\n| Barn | Tuva Ek |\n## Analys och bedömning\nBehov:\n1. Bli av med spelskulden.\n"
        "2. Vuxet sällskap om nätterna.\n"
        "## Förslag\nTill 1: budgetrådgivaren gör en plan med Tuva så att hon kan betala.\n\n"
        "Till 2: ingen insats nu. Mormor flyttar in i maj, frågan tas upp då."
    ).needs
    assert [n.answer for n in found] == ["argued", "refused_with_reason"]


def test_answer_without_a_known_name():
    """What the office arranges answers a need by its purpose, whatever it is called."""
    found = facts_of(
        "# Utredning\n| Barn | Tuva Ek |\n## Analys och bedömning\nTuva behöver få spela trumpet igen. "
        "Hon behöver nya glasögon.\n## Förslag\nHyrinstrument från kulturskolan ordnas genom oss för att "
        "Tuva ska kunna spela trumpet hemma."
    ).needs
    assert [n.answer for n in found] == ["argued", "none"]


def test_the_same_words_for_every_need_are_no_answer():
    found = facts_of(
        "# Utredning\n| Barn | Tuva Ek |\n## Analys och bedömning\nTuva behöver lugna kvällar. "
        "Tuva behöver någon att prata med om brodern.\n# Genomförandeplan\n| Behov | Insats |\n"
        "| Lugna kvällar | Teamet arbetar med familjen |\n| Prata om brodern | Teamet arbetar med familjen |"
    ).needs
    assert {n.answer for n in found} <= {"none", "general"}


def test_enumerated_needs_are_not_met():
    found = facts_of(
        "# Utredning\n| Barn | Tuva Ek |\n## Analys och bedömning\nTuva behöver språkträning. Tuva behöver kamrater. "
        "Tuva behöver vila från småsyskonen.\n## Beslut\nKontaktfamilj beviljas för språkträning, för kamrater, "
        "för vila och för att hon ska få sova ostört."
    ).needs
    assert [n.answer for n in found].count("argued") <= 1


def test_refusal_that_names_only_whose_need_it_is():
    found = facts_of(
        "# Utredning\n| Barn | Tuva Ek |\n| Mor | Maj Ek |\n## Analys och bedömning\nTuva behöver få träna simning. "
        "Mamma behöver lära sig svenska.\n## Förslag\nSimskola ordnas för att Tuva ska få träna simning.\n\n"
        "Mammas behov besvarar vi inte nu. Så länge hon arbetar natt går det inte att läsa."
    ).needs
    assert [n.answer for n in found] == ["argued", "refused_with_reason"]


def test_a_wish_in_the_plan_is_no_answer():
    found = facts_of(
        "# Utredning\n| Barn | Tuva Ek |\n## Analys och bedömning\nTuva behöver vård för sin hosta. "
        "Tuva behöver en säng.\n# Vårdplan\n| Barn | Tuva Ek |\nInsats: familjehem.\n"
        "Vårdens mål: att Tuva ska växa upp tryggt.\n"
        "Tuvas egen önskan: en säng och en hund."
    ).needs
    assert [n.answer == "argued" for n in found] == [False, False]


@pytest.mark.parametrize(
    "refusal",
    [
        "Logopeden arbetar redan med talet, så där lägger vi inget till.",
        "Talet tränar logopeden redan, och där behövs inget mer från oss.",
        "Talet tar logopeden redan hand om.",
    ],
)
def test_somebody_else_does_it_already(refusal: str) -> None:
    found = answers(analysis="Kim behöver träna sitt tal.", decision=f"Kontaktfamilj beviljas. {refusal}")
    assert found == ["refused_with_reason"]


def test_refusal_that_points_at_the_last_of_the_needs() -> None:
    found = answers(
        analysis="Kim behöver sova bättre. Pappa behöver avlastning. Kim behöver vänner.",
        decision="Kim beviljas stödsamtal för att sömnen ska bli bättre. "
        "Kontaktfamilj en helg i månaden beviljas, vilket ger pappa avlastning. "
        "Fritidsgården håller redan i just detta, så där behövs inget mer från oss.",
    )
    assert found == ["argued", "argued", "refused_with_reason"]


def test_what_answers_several_needs_says_so() -> None:
    found = answers(
        analysis="Kim behöver mat på bestämda tider. Kim behöver råd om läxorna.",
        decision="Hemstödjare beviljas. Hon lagar måltiderna med pappa och visar läxor, vilket svarar mot behoven av "
        "mat och av råd om läxorna.",
    )
    assert found == ["argued", "argued"]


def test_a_third_persons_name_is_a_matter() -> None:
    found = linked(
        analysis="Mammas vän Rolf kommer om nätterna. Mamma behöver kraft att neka Rolf, för det är hon som vakar.",
        decision="Stödsamtal beviljas, för att mamma ska kunna stänga ute Rolf.",
    )
    assert [n.answer for n in found.needs] == ["argued"]
