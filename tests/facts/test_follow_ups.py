"""Follow-ups planned and done; every person and place is invented."""

import pytest

from audit.facts.follow_ups import find_follow_ups
from audit.facts.model import Intervention
from tests.builders import annotated_of

PLAN = "# Genomförandeplan\n\n| Barn | Elvira Tallgren |\n| Datum | 2018-03-01 |\n| Handläggare | Berit Moberg |\n\n"
INVESTIGATION = "# Utredning\n\n| Namn | Elvira Tallgren |\n| Datum | 2018-03-01 |\n| Handläggare | Berit Moberg |\n\n"
FOLLOW_UP = "# Uppföljning av insats\n\n| Namn | Elvira Tallgren |\n| Datum | 2018-09-06 |\n\n"
JOURNAL = "# Journalanteckningar\n\n| Namn | Elvira Tallgren |\n\n"


def planned(*texts, **options):
    return [f for f in find_follow_ups(annotated_of(*texts), **options) if f.state == "planned"]


def done(*texts):
    return [f for f in find_follow_ups(annotated_of(*texts)) if f.state == "done"]


@pytest.mark.parametrize(
    "text",
    [
        "Planen följs upp den 4 juni av Berit Moberg.",
        "Uppföljning den 14 juni 2018 kl. 13.00 på kontoret, undertecknad kallar.",
        "Uppf. v. 24, handl. bokar.",
        "Vi ses för uppföljning i september, familjen, behandlaren och jag.",
        "Uppföljning sker efter tre månader tillsammans med vårdnadshavarna och socialsekreterare.",
        "Insatsen ska följas upp av handläggaren var tredje månad.",
        "Utvärdering görs av socialsekreteraren när insatsen avslutas.",
        "Uppföljningsmöte är bokat till 2018-06-14.",
        "Handläggaren kallar till uppföljning inom sex veckor.",
        "Insatsen utvärderas gemensamt vid terminens slut, behandlaren ansvarar.",
        "Första uppföljningen sker efter fem träffar med familjebehandlaren.",
        "Vi träffas igen på kontoret 2018-06-14 för att se hur det har gått, Berit bokar.",
        "**Uppföljning:** 3 mån efter start, soc.sekr. kallar.",
        "Halvtidsuppföljning i maj. Familjebehandlaren ansvarar.",
        "| Uppföljning | 2018-06-14 kl. 10, Berit Moberg |",
        "Uppföljning hålles av undertecknad under senare delen av augusti månad.",
    ],
)
def test_planned_in_a_plan(text):
    (found,) = planned(PLAN + "## Arbetssätt\n\n" + text)
    assert found.when
    assert found.responsible
    assert found.whose == "child"


@pytest.mark.parametrize(
    "text",
    [
        "Fredagen den 15 juni kl. 15.00 hos oss. Berit Moberg kallar.",
        "2018-06-15, kontoret. Handläggare ansvarar för kallelse.",
        "V. 25. Socialsekreterare bokar tid.",
        "Efter sommaren, undertecknad hör av sig.",
    ],
)
def test_planned_under_its_heading(text):
    (found,) = planned(PLAN + "## Uppföljning\n\n" + text)
    assert found.when
    assert found.responsible


@pytest.mark.parametrize(
    "text",
    [
        "Uppföljning sker vid behov.",
        "Planen följs upp löpande.",
        "Insatsen påbörjas den 5 mars och följs upp vid behov.",
        "Planen ses över när familjen vill det.",
        "Uppföljning görs kontinuerligt av behandlaren.",
        "Planen gäller tills vidare och revideras vid behov.",
        "Tid för uppföljning bestäms senare.",
        "Uppföljning: –",
        "Bistånd beviljas från och med 2018-03-05 till och med 2018-09-05.",
        "Elvira följs upp på BVC den 4 april.",
        "Läkaren följer upp medicineringen i maj.",
    ],
)
def test_not_planned(text):
    assert [f for f in planned(PLAN + "## Arbetssätt\n\n" + text) if f.when] == []


@pytest.mark.parametrize(
    "text",
    [
        PLAN + "## Arbetssätt\n\nUppföljning sker vid behov.",
        PLAN + "## Arbetssätt\n\nTid för uppföljning bestäms senare.",
        INVESTIGATION + "## Beslut\n\nUtredningen avslutas. Elviras situation ska följas upp.",
        INVESTIGATION + "## Beslut\n\nUtredningen avslutas. Beslut fattas om uppföljning enligt 11 kap. 4 a § SoL.",
        INVESTIGATION + "## Beslut\n\nKontaktfamiljen följs upp när den har kommit igång.",
    ],
)
def test_decided_without_a_time(text):
    (found,) = planned(text)
    assert found.when is None or "igång" in text


@pytest.mark.parametrize(
    "text",
    [
        INVESTIGATION + "## Beslut\n\nUtredningen avslutas. Någon uppföljning ska inte göras.",
        INVESTIGATION + "## Beslut\n\nUtredningen avslutas. Ingen uppföljning planeras.",
        INVESTIGATION + "## Beslut\n\nUtredningen avslutas. Remissen till logoped följs upp av skolan.",
        INVESTIGATION + "## Utbildning\n\nRektor följer upp frånvaron i maj.",
        INVESTIGATION + "## Skola\n\nElvira har ett åtgärdsprogram som följs upp i november.",
        INVESTIGATION + "## Boende\n\nFukten i badrummet följs upp av hyresvärden före jul.",
    ],
)
def test_nothing_decided(text):
    assert planned(text) == []


def test_vague_but_with_a_last_day():
    (found,) = planned(PLAN + "## Uppföljning\n\nVid behov, dock senast den 1 juni. Berit Moberg ansvarar.")
    assert found.when == "2018-06-01"


def test_only_vague_under_its_heading():
    assert [f for f in planned(PLAN + "## Uppföljning\n\nVid behov. Kontakt kan tas med Berit Moberg.") if f.when] == []


def test_day_without_year_comes_after_the_plan():
    (found,) = planned(PLAN + "## Uppföljning\n\nDen 14 januari, handläggaren kallar.")
    assert found.when == "2019-01-14"


def test_planned_in_a_decision():
    (found,) = planned(
        INVESTIGATION
        + "## Hälsa\n\nFrisk.\n\n## Beslut\n\nKontaktperson beviljas. Uppföljning i mars, undertecknad kallar."
    )
    assert found.responsible == "socialsekreterare"


def test_a_follow_up_that_the_investigation_tells_of_is_not_planned():
    assert planned(INVESTIGATION + "## Hälsa\n\nUppföljning av hörseln sker i oktober.\n\n## Beslut\n\nAvslutas.") == []


def test_what_the_reporter_plans_does_not_count():
    text = "# Anmälan\n\n| Namn | Elvira Tallgren |\n\nSkolan har tid för uppföljning med föräldrarna den 3 april."
    assert planned(text) == []


def test_a_plan_that_was_turned_down_is_no_plan():
    declined = Intervention("i1", "kontaktfamilj", "annan", annotated_passage(), answer="declined")
    text = PLAN + "## Uppföljning\n\nDen 14 juni, handläggaren kallar."
    after = JOURNAL + "**2018-04-02** Tel. modern, hon tackar nej till kontaktfamiljen."
    assert planned(text, after, interventions=(declined,)) == []
    assert planned(text + " Mamman tackar nej till insatsen.", interventions=(declined,)) == []
    before = INVESTIGATION + "## Förslag\n\nFamiljebehandling erbjöds i januari. Modern tackade nej till den."
    assert len(planned(before, text, interventions=(declined,))) == 1  # the plan was made after that, of something else
    situation = INVESTIGATION + "## Beslut\n\nUppföljning av barnets situation görs av Berit Moberg inom två månader."
    assert len(planned(situation, interventions=(declined,))) == 1


def test_a_cancelled_plan_says_so_itself():
    text = (
        PLAN
        + "## Mötet\n\nPlanen makuleras och träder ej i kraft.\n\n## Uppföljning\n\nDen 14 juni, handläggaren kallar."
    )
    assert planned(text) == []


def annotated_passage():
    annotated = annotated_of(PLAN + "Text.")
    return annotated.passage(annotated.sentences[-1])


AGAINST_GOALS = [
    "Målet att komma i tid till skolan är delvis uppnått. Insatsen förlängs till jul.",
    "Mål 1. Uppnått, Elvira sover hela nätter sedan april.\n\nMål 2. Inte uppnått.\n\nNytt möte den 3 december.",
    "Vi gick igenom delmålen. Bråken hemma har minskat och frånvaron har sjunkit. Kontaktpersonen fortsätter.",
    "Samtliga mål i planen bedöms som uppfyllda. Insatsen avslutas.",
    "Behoven är i huvudsak tillgodosedda: Elvira kommer numera i tid. Ärendet avslutas.",
    "Delmål 1 – frukost varje dag. Ja, nästan alltid.\n\nDelmål 2 – i säng kl 21. Nej.\n\nVi förlänger till december.",
    "Syftet med insatsen var att minska bråken. Båda säger att det är lugnare. Insatsen avslutas i dag.",
    "Kvällarna. Bråken har upphört. Nått.\n\nSkolan. Frånvaron är som förr. Ej uppnått.\n\nNytt möte i maj.",
    "**Sömn.** Somnar före tio. Uppfyllt. **Skola.** Halvvägs. Kontaktpersonen fortsätter till sommaren.",
    "Måluppfyllelsen är låg, modern har inte kommit till samtalen. Ny plan skrivs i höst.",
]


@pytest.mark.parametrize("text", AGAINST_GOALS)
def test_done_against_goals(text):
    (found,) = done(FOLLOW_UP + text)
    assert (found.takes_up, found.achieved, found.next) == (True, True, True)
    assert found.when == "2018-09-06"


@pytest.mark.parametrize(
    "text",
    [
        "Den 6 september träffade vi mamma och Elvira på kontoret. De trivs med kontaktfamiljen.",
        "Hembesök. Elvira visade sitt rum. Mamma tycker att samtalen är bra.",
        "Mål enligt genomförandeplan: ej aktuellt. Läraren berättar att terminen har gått bra. Ärendet avslutas.",
        "Pappan lämnade återbud men mamma och Elvira kom. Det fungerar bättre hemma sedan pappan flyttade, och "
        "läxorna har blivit gjorda oftare. Vi gick igenom planen.",
    ],
)
def test_done_but_not_against_goals(text):
    (found,) = done(FOLLOW_UP + text)
    assert not (found.takes_up and found.achieved and found.next)


@pytest.mark.parametrize(
    "text",
    [
        "Någon uppföljning har inte gjorts. Ärendet avslutas.",
        "Ingen uppföljning har skett under insatstiden.",
        "Mötet ställdes in då mamma fick förhinder.",
        "Möte var bokat men familjen uteblev. Ny tid den 4 oktober kl. 10, jag kallar.",
        "Uppföljningen blev inte av på grund av sjukdom.",
        "Insatsen har inte följts upp. Rapport från utföraren har inte begärts.",
        "Mamma ringde återbud. Någon uppföljning blev det därmed inte.",
        "Uppföljning ej genomförd.",
        "Någon genomgång av insatsen har inte skett.",
        "Insatsen har inte kommit igång. Ingen uppföljning är därför möjlig.",
        "Uppföljning har inte kunnat genomföras då familjen inte svarat.",
    ],
)
def test_not_held(text):
    assert done(FOLLOW_UP + text) == []


def test_a_new_day_in_a_cancelled_meetings_form_is_a_plan():
    (found,) = planned(FOLLOW_UP + "Familjen uteblev från mötet. Ny tid är bokad den 4 oktober kl. 10, jag kallar.")
    assert (found.when, found.responsible) == ("2018-10-04", "socialsekreterare")


@pytest.mark.parametrize(
    "entry",
    [
        "**2018-09-06** Uppföljningsmöte på kontoret. Mamma, Elvira och behandlaren deltog.",
        "**2018-09-06** Uppföljning. Mamma berättar att de har gått på alla samtal.",
        "**2018-09-06** Insatsen följdes upp på familjeenheten med mamma.",
        "**2018-09-06** Hembesök hos mamma. Vi följde upp insatsen och pratade om hur det går.",
    ],
)
def test_done_in_the_journal(entry):
    (found,) = done(JOURNAL + "**2018-04-02** Tel. skolan. Inget nytt.\n\n" + entry)
    assert found.when == "2018-09-06"


@pytest.mark.parametrize(
    "entry",
    [
        "**2018-05-02** Bokat uppföljning till den 6 september.",
        "**2018-05-02** Kallelse till uppföljning skickad.",
        "**2018-05-02** Uppföljningen inställd, mamma sjuk.",
        "**2018-05-02** Ringt mamma om uppföljningen, inget svar.",
        "**2018-05-02** Tel. vårdcentralen. Uppföljning av blodprov där i maj.",
        "**2018-05-02** Avstämning med gruppledare.",
        "**2018-05-02** Mamma avbokar uppföljningen.",
        "**2018-05-02** Skolan ringer om uppföljning av frånvaron.",
        "**2018-05-02** Någon uppföljning har ännu inte gjorts.",
    ],
)
def test_not_done_in_the_journal(entry):
    assert done(JOURNAL + entry) == []


def test_form_and_journal_of_one_day_are_one_occasion():
    assert (
        len(
            done(
                FOLLOW_UP + AGAINST_GOALS[0], JOURNAL + "**2018-09-06** Uppföljning av insatsen, se särskild handling."
            )
        )
        == 1
    )


def test_held_part_at_the_end_of_a_plan():
    text = (
        PLAN
        + "## Mål\n\nElvira sover.\n\n## Uppföljning 2018-06-14\n\nMålet är uppnått, Elvira sover. Insatsen avslutas."
    )
    (found,) = done(text)
    assert (found.takes_up, found.achieved, found.next) == (True, True, True)


@pytest.mark.parametrize(
    "text",
    [
        "## Avstämning\n\nMål 1 är nått, hon somnar före tio. Mål 2 är delvis nått.\n\n## Framåt\n\nDet fortsätter.",
        "Avstämning 2018-06-14. Elvira somnar numera före tio. Målet är uppnått. Insatsen avslutas.",
        "**Uppf. 14/6 2018** hos mamma.\n\n*Mål 1.* Elvira har somnat i tid. Uppnått.\n\nInsatsen förlängs till jul.",
        "## Uppföljning 2018-06-14\n\n### Mål 1\n\nUppnått, hon sover.\n\n### Mål 2\n\nEj uppnått.\n\n### Sedan\n\n"
        "Insatsen fortsätter.",
    ],
)
def test_one_follow_up_inside_a_plan(text):
    (found,) = done(PLAN + "## Mål\n\nElvira ska somna före tio.\n\n" + text)
    assert (found.takes_up, found.achieved, found.next) == (True, True, True)


@pytest.mark.parametrize(
    "text",
    [
        "## Uppföljning\n\nDen 14 juni kl. 13, Berit Moberg kallar. Då ser vi om det går bättre i skolan.",
        "Avstämning 2018-06-14, Berit Moberg kallar.",
        "## Mål\n\nMålet är uppnått när Elvira sover hela nätter.\n\n## Uppföljning\n\nVecka 24 på kontoret.",
        "Uppföljning 14/6, då vi går igenom målen.",
    ],
)
def test_a_plan_that_only_plans_its_follow_up(text):
    assert done(PLAN + text) == []


def test_a_siblings_goal_in_the_childs_plan():
    head = INVESTIGATION + "Elvira bor med sin bror Ossian Tallgren."
    assert done(head, PLAN + "Mål: lugn.\n\nTidigare insats för brodern Ossian: målet uppnått, avslutat.") == []


def test_a_meeting_about_a_no_follows_up_nothing():
    declined = Intervention("i1", "kontaktfamilj", "annan", annotated_passage(), answer="declined")
    entry = "**2018-04-02** Avslutningsmöte. Mamma och Elvira säger nej till kontaktfamiljen."
    found = find_follow_ups(annotated_of(INVESTIGATION + "Text.", JOURNAL + entry), interventions=(declined,))
    assert [f for f in found if f.state == "done"] == []


def test_a_siblings_follow_up_is_the_siblings():
    head = INVESTIGATION + "Elvira bor med sin bror Ossian Tallgren."
    text = (
        "# Uppföljning av insats – Ossian Tallgren\n\n| Avser | Ossian Tallgren |\n| Datum | 2018-09-06 |\n\n"
        "Målet är uppnått. Insatsen avslutas."
    )
    (found,) = done(head, PLAN + "Mål: lugn.", text)
    assert found.whose == "sibling"


def test_passages_show_the_words():
    annotated = annotated_of(FOLLOW_UP + AGAINST_GOALS[0])
    (found,) = [f for f in find_follow_ups(annotated) if f.state == "done"]
    assert annotated.case.documents[0].text[found.passage.start : found.passage.end] == found.passage.quote
    assert "uppnått" in found.passage.quote


@pytest.mark.parametrize(
    "text",
    [
        "## Beslut\n\nFamiljebehandling beviljas. Genomgång av läget den 4 juni på kontoret, Berit Moberg kallar.",
        "## Beslut\n\nFamiljebehandling beviljas. Nytt samtal den 4 juni, socialsekreteraren kallar familjen.",
    ],
)
def test_called_to_in_the_decision(text):
    (one,) = planned(INVESTIGATION + text)
    assert (one.when, one.responsible) == ("2018-06-04", "socialsekreterare")


@pytest.mark.parametrize("title", ["Stämma av", "Nästa möte", "Då ses vi igen"])
def test_other_headings_of_what_is_to_come(title):
    assert [f.when for f in planned(PLAN + f"## {title}\n\nMåndag den 4 juni kl. 13. Berit Moberg kallar.")] == [
        "2018-06-04"
    ]


def test_a_siblings_part_of_the_form_tells_nothing_of_the_child():
    text = "Insatsen pågår och Elvira kommer till kontoret varje tisdag efter skolan."
    brother = "**Brodern**\n\nMålet om sömn är uppnått och samtalen fortsätter."
    (one,) = done(PLAN + "## Mål\n\nElvira ska sova.", FOLLOW_UP + "**Elvira**\n\n" + text + "\n\n" + brother)
    assert not one.takes_up


def goal_level(*texts):
    return [(f.takes_up, f.achieved, f.next) for f in done(*texts)]


def test_matters_taken_up_under_their_own_words():
    text = (
        "Hembesök den 6 september.\n\nLäggningen: Elvira somnar före nio sedan i maj.\n\n"
        "Läxorna: fyra av fem lämnas in, förut ingen.\n\nInsatsen fortsätter till jul."
    )
    assert goal_level(
        PLAN + "Elvira och mamma har familjebehandling på Linden en gång i veckan.", FOLLOW_UP + text
    ) == [(True, True, True)]


def test_who_tells_is_no_matter():
    text = (
        "Möte på kontoret.\n\nMamma: det går bättre hemma.\n\nPetra: hon har kommit varje gång.\n\nInsatsen fortsätter."
    )
    assert [
        f.takes_up
        for f in done(PLAN + "Elvira och mamma har familjebehandling på Linden en gång i veckan.", FOLLOW_UP + text)
    ] == [False]


def test_goals_that_only_remain():
    text = "Mamma, Elvira och behandlaren kom till mötet. Målen i planen kvarstår. Insatsen fortsätter."
    assert [
        f.takes_up and f.achieved
        for f in done(PLAN + "Elvira och mamma har familjebehandling på Linden en gång i veckan.", FOLLOW_UP + text)
    ] == [False]


@pytest.mark.parametrize(
    "text",
    [
        "**2018-09-06** Möte hemma hos familjen för att stämma av stödet. Mamma och behandlaren är nöjda.",
        "**2018-09-06** Ringde behandlaren och mamman för att höra hur insatsen går. Båda är nöjda.",
    ],
)
def test_meeting_that_was_for_following_up(text):
    assert [f.when for f in done(JOURNAL + "**2018-03-01** Familjebehandling är beviljad.\n\n" + text)] == [
        "2018-09-06"
    ]


def test_booked_for_following_up_is_not_held():
    assert done(JOURNAL + "**2018-09-06** Bokat möte den 4 oktober för att stämma av stödet.") == []


def test_siblings_follow_up_named_by_the_child():
    text = "**2018-09-06** Uppföljning av Elviras bror Hugo genomförd på kontoret. Hugo har nått sina mål."
    assert {f.whose for f in done(JOURNAL + text)} <= {"sibling"}


def test_form_with_empty_labels_is_no_follow_up():
    assert done(PLAN + "## Mål\nElvira sover.\n## Uppföljning\nDatum:\nNärvarande:\nMåluppfyllelse:\n") == []


def test_seeing_each_other_to_hear_how_it_went():
    text = (
        INVESTIGATION + "Elvira beviljas kontaktperson, och vi ses igen den 9 juni hos mig för att höra hur det gått."
    )
    assert [bool(f.when and f.responsible) for f in planned(text)] == [True]
