"""Taking part in the planning; every person and place is invented."""

import pytest

from audit.facts.heeded import find_heeded
from audit.facts.model import Unknown
from audit.facts.participation import find_participation, participation_level
from tests.builders import annotated_of, facts_of

HEAD = (
    "# Utredning\n\n| Namn | Elvira Tallgren |\n| Vårdnadshavare | Jenny Tallgren, Robert Öst |\n"
    "| Handläggare | Berit Moberg |\n\nJenny och Robert är skilda.\n\n"
)
PLAN = "# Genomförandeplan\n\n| Barn | Elvira Tallgren |\n\n"
HOW = PLAN + "## Arbetssätt\n\n"


def levels(*texts):
    events = find_participation(annotated_of(*texts))
    return participation_level(events, "child"), participation_level(events, "parents")


def in_decision(text):
    return levels(HEAD + "## Beslut\n\n" + text)


def in_communication(text):
    return levels(HEAD + "## Kommunicering\n\n" + text)


def in_plan(text):
    return levels(HEAD, HOW + text)


@pytest.mark.parametrize(
    "text",
    [
        "Vårdnadshavarna har tagit del av utredningen.",
        "Familjen är positiv till insatsen.",
        "Jenny är införstådd med planen.",
        "Robert ställer sig bakom förslaget.",
        "Båda föräldrarna samtycker.",
        "Utredningen har kommunicerats med Jenny Tallgren.",
        "Handläggaren har gått igenom utredningen med föräldrarna.",
        "Förslaget har diskuterats med Robert.",
        "Vh har läst och godkänt.",
        "Modern tackar nej till kontaktfamilj.",
        "Fadern har beretts tillfälle att yttra sig över utredningen.",
        "Beslutet har meddelats vårdnadshavarna per telefon.",
        "Gode mannen har informerats om beslutet.",
        "Insatsen beviljas efter ansökan av föräldrarna.",
    ],
)
def test_guardians_informed_or_heard(text):
    assert in_decision(text) == (0, 1)


@pytest.mark.parametrize(
    "text",
    [
        "Elvira har informerats om beslutet.",
        "Elvira har fått beslutet förklarat för sig.",
        "Berit har berättat för Elvira om förslaget.",
        "Flickan har delgivits beslutet.",
        "Elvira är informerad av modern om beslutet.",
    ],
)
def test_child_informed(text):
    assert in_decision(text)[0] == 1


@pytest.mark.parametrize(
    "text",
    [
        "Föräldrarna har läst utredningen. Robert menar att avsnittet om skolan är missvisande.",
        "Jenny har lämnat synpunkter som bifogas.",
        "Robert anser att han framställs orättvist. Detta har noterats.",
        "Robert påpekade ett sakfel som har rättats.",
        "Modern har läst utkastet och begärt att en mening stryks, vilket har gjorts.",
        "Fadern vidhåller sin invändning mot uppgiften om boendet, den får stå kvar.",
    ],
)
def test_a_comment_that_is_noted(text):
    assert in_communication(text) == (0, 2)


@pytest.mark.parametrize(
    "text",
    [
        "Föräldrarna har läst utredningen och har inga synpunkter.",
        "Jenny har läst utredningen. Hon tycker att den är bra skriven.",
        "Föräldrarna tycker att utredningen stämmer.",
        "Robert avstod från att yttra sig.",
        "Föräldrarna har tagit del av utredningen utan erinran.",
    ],
)
def test_praise_and_silence_are_no_comment(text):
    assert in_communication(text) == (0, 1)


@pytest.mark.parametrize(
    ("text", "parents"),
    [
        ("Vårdnadshavare har rätt att ta del av utredningen och framföra synpunkter.", 0),
        ("Föräldrarna har getts tillfälle att lämna synpunkter på utredningen men har inte hört av sig.", 1),
    ],
)
def test_a_chance_to_comment_is_no_comment(text, parents):
    assert in_communication(text) == (0, parents)


@pytest.mark.parametrize(
    ("text", "parents"),
    [
        ("Hembesök. Gick igenom förslaget. Fadern undrar om det kan bli lördagar i stället, det går bra.", 2),
        ("Genomgång av utredningen med mor. Hon reagerar på ordet missbruk. Ändrat till alkoholproblem.", 2),
        ("Tel. modern, läste upp utredningen. Hon tycker att den är bra.", 1),
        ("Mamma ringer och är ledsen.", 0),
        ("Mamma säger att utredningen tar lång tid.", 0),
    ],
)
def test_told_in_the_journal(text, parents):
    journal = "# Journalanteckningar\n\n| Namn | Elvira Tallgren |\n\n**2019-05-03** "
    assert levels(HEAD, journal + text)[1] == parents


@pytest.mark.parametrize(
    ("text", "child"),
    [
        ("Målen är formulerade av Elvira.", 2),
        ("Mål 2 är Elviras eget.", 2),
        ("Elvira fick välja mellan två kontaktpersoner och valde den äldre.", 2),
        ("Elvira tyckte att en gång i veckan var för ofta. Det blev varannan vecka.", 2),
        ("Elvira tillfrågades om hon ville ha kontaktperson; hon svarade nej.", 1),
        ("Undertecknad har informerat Elvira om planens innehåll.", 1),
        ("Elvira har rätt att ta del av planen.", 0),
        ("Elvira var inte med på mötet.", 0),
        ("Elvira är positiv till skolan.", 0),
        ("Elvira ska få veta vad som händer.", 0),
    ],
)
def test_the_child_and_its_plan(text, child):
    assert in_plan(text)[0] == child


def test_the_childs_comment_on_its_part():
    assert in_communication("Elvira har läst sin del och ville stryka en mening, vilket har gjorts.")[0] == 2


@pytest.mark.parametrize(
    ("text", "child", "parents"),
    [
        ("Målen har formulerats tillsammans med Jenny och Robert.", 0, 2),
        ("Planen har upprättats i samråd med familjen.", 0, 2),
        ("Jenny önskar att mötena hålls på kvällstid.", 0, 2),
        ("På Jennys förslag börjar samtalen i maj.", 0, 2),
        ("Föräldrarna kom överens om att turas om med hämtningarna.", 0, 2),
        ("Planen har tagits fram av Elvira, Jenny och behandlaren gemensamt.", 2, 2),
        ("Elvira har själv valt dag för samtalen.", 2, 0),
        ("Elvira vill helst ha samtalen i skolan, och så blir det.", 2, 0),
        ("Elvira föreslog att samtalen hålls under promenader.", 2, 0),
        ("Jenny har fått planen hemskickad.", 0, 1),
    ],
)
def test_shaping_the_plan(text, child, parents):
    assert in_plan(text) == (child, parents)


@pytest.mark.parametrize(
    "text",
    [
        "Elvira ska känna sig trygg hemma.",
        "Elvira deltar i fotboll.",
        "Elvira har inte deltagit i planeringen.",
        "Jenny berättar att Elvira vill ha samtalen i skolan.",
        "Målet är att Elvira vågar säga vad hon vill.",
    ],
)
def test_no_part_of_the_childs(text):
    assert in_plan(text)[0] == 0


def test_an_adult_who_asked_the_child_of_the_proposal():
    assert in_plan("Jenny har pratat med Elvira om planen hemma.")[0] == 1


def test_those_at_the_table():
    rows = "# Genomförandeplan\n\n| Barn | Elvira Tallgren |\n| Närvarande | Elvira, Jenny, Berit Moberg |\n\n"
    assert levels(HEAD, rows + "Mål: lugna kvällar.") == (1, 1)  # to sit there is not yet to shape anything


def test_turning_the_plan_down_at_the_table():
    rows = "# Genomförandeplan\n\n| Barn | Elvira Tallgren |\n| Närvarande | Jenny, Berit Moberg |\n\n"
    assert levels(HEAD, rows + "Jenny tackar nej till insatsen.") == (0, 1)


@pytest.mark.parametrize(
    "text",
    [
        "# Anmälan\n\n| Namn | Elvira Tallgren |\n\nFöräldrarna är informerade om anmälan och förslaget.",
        "# Förhandsbedömning\n\n| Namn | Elvira Tallgren |\n\nModern har informerats om beslutet att inleda utredning.",
        "# Utredningsplan\n\n| Namn | Elvira Tallgren |\n\nPlanen har tagits fram tillsammans med föräldrarna.",
    ],
)
def test_before_the_investigation_nothing_counts(text):
    assert levels(text) == (0, 0)


def test_told_of_the_beginning_is_no_part_in_the_outcome():
    journal = "# Journalanteckningar\n\n| Namn | Elvira Tallgren |\n\n**2019-03-04** "
    assert levels(HEAD, journal + "Modern informeras om att utredning inleds.") == (0, 0)


@pytest.mark.parametrize(("box", "child"), [("Barnet informerat: ☒ Ja ☐ Nej", 1), ("Barnet informerat: ☐ Ja ☒ Nej", 0)])
def test_ticked_boxes(box, child):
    assert in_decision(box)[0] == child


def test_who_is_told_comes_after_the_word():
    assert in_decision("Beslutet om kontaktperson för Elvira har meddelats till modern.") == (0, 1)


def test_a_siblings_list_is_not_the_childs():
    text = (
        "# Genomförandeplan\n\n| Barn | Elvira Tallgren |\n\nOssian hade skrivit en lista över vad han vill ändra på."
    )
    assert levels(HEAD + "Hennes bror Ossian går i ettan.\n\n", text)[0] == 0


def test_event_carries_its_words():
    annotated = annotated_of(HEAD + "## Beslut\n\nUtredningen avslutas. Modern samtycker.")
    (event,) = find_participation(annotated)
    assert (event.who, event.level, event.passage.quote) == ("parents", 1, "Modern samtycker.")


@pytest.mark.parametrize(
    ("text", "parents"),
    [
        ("Jenny läste utkastet den 3 maj. Hon ville att flytten skulle nämnas, och det lägger jag till här.", 2),
        ("Jenny har läst allt och anser att stycket om flytten är fel. Det är nu struket.", 2),
        ('Robert läste 3/5: "Så var det inte i mars." Hans mening är antecknad.', 2),
        ("Moderns ombud har invänt att sambon har flyttat. Invändningen är bemött ovan.", 2),
        ("Föräldrarna har fått utredningen uppläst med tolk.", 1),
        ("Jenny: i texten står att hon flyttade i mars, det ska stå i maj. Ändrat.", 2),
        ("Moderns biträde har i yttrande invänt att sambon har flyttat.", 2),
        ("Jenny har läst. Hon säger ja.", 1),
        ("Robert lovades kontaktfamilj vid mötet i maj.", 1),
        ("Jenny har läst utredningen och undrar när insatsen börjar.", 1),
        ("Utr hemskickad till mor. Inga synp.", 1),
        ("Familjen har fått utredningstid till maj.", 0),
    ],
)
def test_guardians_answer_the_investigation(text, parents):
    assert in_communication(text)[1] == parents


def test_a_guardian_whom_the_file_only_calls_by_name():
    head = HEAD.replace("| Vårdnadshavare | Jenny Tallgren, Robert Öst |\n", "").replace(
        "Jenny och Robert är skilda.", ""
    )
    text = (
        "## Synpunkter på utredningen\n\nMarika läste utkastet och ville stryka en mening om flytten. Den är struken."
    )
    assert levels(head + text) == (0, 2)


@pytest.mark.parametrize(
    ("text", "child"),
    [
        ("Samtalen läggs på torsdagar eftersom Elvira bad om det.", 2),
        ("Elvira ville byta dag. Så blir det.", 2),
        ("Elvira har varit med och bestämt målen.", 2),
        ("Mamman har informerat Elvira.", 1),
        ("Elvira tränar bad och trappor med mamman.", 0),
    ],
)
def test_the_child_in_the_plan(text, child):
    annotated = annotated_of(HEAD, HOW + text)
    assert participation_level(find_participation(annotated, find_heeded(annotated)), "child") == child


def test_both_have_written_the_goals():
    assert in_plan("Jenny och Robert har varit med och skrivit målen.")[1] == 2


@pytest.mark.parametrize(
    "text",
    [
        "Elvira och Jenny deltog i mötet den 4 april då förslagen utformades.",
        "Elvira och Jenny var med när insatsen planerades.",
        "Elvira och Jenny var med och bestämde dagarna.",
    ],
)
def test_being_there_when_it_was_shaped(text):
    assert in_decision(text) == (2, 2)


def test_the_writer_sat_down_with_them():
    assert in_plan("Jenny, Elvira och jag satt i köket.") == (1, 1)


def test_read_as_well():
    assert in_communication("Jenny har läst utredningen. Elvira har också läst.") == (1, 1)


@pytest.mark.parametrize("text", ["Elvira blev tyst när vi läste upp listan.", "Jenny läste igenom boken."])
def test_another_thing_was_read(text):
    assert levels(HEAD + "## Samtal\n\n" + text) == (0, 0)


def test_content_of_the_help_is_no_part_in_the_plan():
    assert levels(HEAD, HOW + "Kuratorn går igenom händelserna med Elvira.") == (0, 0)


def test_agreement_with_an_exception_is_a_comment():
    assert in_communication("Jenny har läst detta och tycker att det stämmer, utom att bilen är såld.") == (0, 2)
    assert in_communication("Jenny har läst detta och tycker att det stämmer.") == (0, 1)


def test_both_levels_and_wishes_are_shown_or_told_why_not() -> None:
    facts = facts_of("# Utredning\n| Namn | Kim Ek |\n## Kommunicering\nMamman har läst utredningen.")
    assert [p.quote for p in facts.shown["participation.parents"]] == ["Mamman har läst utredningen."]
    assert facts.shown["participation.child"] == Unknown("not_documented")
    assert facts.shown["wishes"] == Unknown("not_documented")


def test_the_label_of_a_form_is_no_comment():
    assert levels(PLAN + "## Synpunkter\n\nFöräldrarnas synpunkter: Modern är informerad om planen.")[1] == 1


def test_an_answer_in_one_word():
    assert in_decision("Familjebehandling i ett halvår. Jenny: ja.") == (0, 1)


def test_told_of_the_decision_just_before():
    assert in_decision("Beslut: kolloplats i juni. Jenny informerad per tel.")[1] == 1


def test_proposed_by_a_parent():
    assert levels(HOW + "Tiden föreslogs av modern.")[1] == 2


def test_nothing_to_say_is_heard():
    assert in_decision("Elvira informerades om förslaget den 3 maj. Elvira hade inget att säga om förslaget.") == (1, 0)
