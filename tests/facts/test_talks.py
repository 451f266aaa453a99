"""Talks, meetings and talks alone from text; every person and place is invented."""

import pytest

from audit.facts.record import Record
from audit.facts.talks import Met, find_talks
from audit.facts.timeline import find_timeline
from tests.builders import annotated_of

HEADER = """# Utredning

| Barn | Kim Ek |
| Vårdnadshavare | Lisa Ek, Bo Alm |
| Inledd | 2014-02-04 |
| Avslutad | 2014-06-02 |

"""


def met(told: str, *more: str) -> Met:
    record = Record(
        annotated_of(HEADER + f"## Utredningens genomförande\n\n{told}\n\n## Hälsa\n\nKim är frisk.\n", *more)
    )
    return find_talks(record, find_timeline(record)[0])


@pytest.mark.parametrize(
    ("told", "meetings"),
    [
        ("Hembesök har gjorts den 2 april, den 14 maj och den 24 maj 2014.", 3),
        ("Två hembesök och ett samtal på kontoret med Lisa.", 3),
        ("Mamma på kontoret 140305. Hembesök mamma och pappa 140327. Pappa ensam 140416.", 3),
        ("12 mars Lisa, kontoret. 2 april hembesök, alla hemma. 15 april Kim, skolan, vi två.", 3),
        ("Lisa kom till kontoret den 12 mars och Bo den 14.", 2),
        ("Jag har träffat föräldrarna den 12 mars och den 3 april. Hembesök gjordes den 2 maj.", 3),
        ("Hembesök den 2 april. Vid hembesöket den 2 april visade Kim sitt rum.", 1),
        ("Samtal med Lisa per telefon den 12 mars. Lisa på kontoret den 14 mars.", 1),
        ("Mötet med Lisa den 12 mars blev inte av.", 0),
        ("Med klassläraren har möte ägt rum den 12 mars. Hembesök den 14 mars.", 1),
        ("Hembesök den 20 januari 2014 under förhandsbedömningen. Hembesök den 14 mars.", 1),
        ("Lisa träffades vid tre tillfällen, två gånger på kontoret och en gång i hemmet.", 3),
        ("Sammanlagt sex möten med Lisa, varav två hembesök.", 6),
        ("Fyra samtal har förts med föräldrarna och två med Kim.", 6),
        ("Mötet med Lisa hölls den 1 mars via Teams. Hembesök den 20 april.", 1),
        ("Lisa kallades till möte den 12 mars men uteblev. Nytt möte med Lisa hölls den 20 mars.", 1),
        ("Lisa kallades den 12 mars och den 19 mars. Lisa och Kim kom till kontoret den 2 april.", 1),
        ("Möten med Lisa 12/3 (inställt), 19/3 och 2/4.", 2),
        ("Lisa kom till kontoret den 12 mars, uteblev den 19 mars och den 2 april och träffades den 9 april.", 2),
        ("Hembesök den 12 mars, alla hemma, tolk i telefon. Lisa på kontoret 2 april, telefontolk.", 2),
        ("Jag träffade Lisa här den 12 mars. Några dagar senare var jag hemma hos Lisa och Kim.", 2),
        ("Samtal med Kim enskilt: 2014-03-12 (skolan), 2014-03-20 (biblioteket) och 2014-04-02 (skolan).", 3),
        ("Mo träffad på ktr 12 mars, i hemmet 2 april. Promenad m K 9 april (utan förä).", 3),
        ("Möte med Lisa och Bo den 12 mars, då de fick besked om en plats från den 2 april.", 1),
        ("Avslutande möte med båda 2014-05-12.", 1),
        ("Behandlaren har varit hos familjen fr.o.m. den 12 mars t.o.m. den 30 april.", 0),
        ("Möten med föräldrarna den 12 mars (kontoret), den 2 april (hembesök) och den 9 maj (kontoret).", 3),
        ("Lisa och Bo har hörts var för sig den 11 respektive den 12 mars och tillsammans den 15 april.", 3),
        ("Lisa på kontoret den 12 mars. Den 19 mars kom Bo inte. Den 2 april kom han.", 2),
        ("Den 12 mars åkte vi hem till Lisa och den 19 mars till Bo.", 2),
        ("Båda var här den 12 april.", 1),
        ("Jag träffade Lisa den 12 mars. Den 14 mars var jag på nytt hemma.", 2),
        ("Lisa har jag träffat fyra gånger, två i husvagnen och två hos mig.", 4),
        ("Samtal med Lisa om Kim på kontoret den 12 mars. Samtal den 20 mars med Lisas mor.", 1),
        ("Kims bror Ove har träffat en egen utredare den 3 mars. Lisa på kontoret den 12 mars.", 1),
        ("Möten: Kim v. 11. 12 mars Kim på biblioteket.", 1),
        ("Samtal med föräldrarna på kontoret 12/3 och 2/4 (tolk Mona Haddad, på plats båda gångerna).", 2),
        ("Möte med Lisa via video den 12 mars. Lisa på kontoret den 14 mars.", 1),
        ("Mötet den 12 mars ställde Lisa in. Lisa på kontoret den 14 mars.", 1),
    ],
)
def test_meetings(told: str, meetings: int) -> None:
    assert met(told).meetings == meetings


def test_a_meeting_told_in_notes_too_counts_once() -> None:
    journal = (
        "# Journal\n\n| Namn | Kim Ek |\n\n**2014-04-02** Hembesök. Lisa och Kim hemma.\n\n**2014-04-10** Tel. Lisa.\n"
    )
    assert met("Hembesök gjordes den 2 april.", journal).meetings == 1


def test_notes_alone_give_the_number() -> None:
    journal = (
        "# Journal\n\n| Namn | Kim Ek |\n\n**2014-03-05** Lisa på kontoret. Hon är trött.\n\n"
        "**2014-03-12** Lisa ringer och avbokar.\n\n**2014-03-20** Hembesök. Alla hemma.\n\n"
        "**2014-07-01** Lisa på kontoret, planering av insats.\n"
    )
    assert met("Se journal.", journal).meetings == 2


@pytest.mark.parametrize(
    ("told", "alone"),
    [
        ("Kim har träffats enskilt på skolan den 20 mars.", True),
        ("Den 20 mars gick jag en promenad med Kim, bara vi två.", True),
        ("20 mars Kim på skolan.", True),
        ("Den 20 mars träffade jag Kim utan mamma på skolan.", True),
        ("Bara dig 20 mars (vi gick till parken).", True),
        ("20 mars: Kim, enskilt (mamma skulle ha varit med men uteblev).", True),
        ("Samtal med Kim 20 mars, föräldrarna inte med.", True),
        ("Jag träffade Kim den 20 mars i mormors närvaro.", False),
        ("Enskilt samtal med Kim har inte genomförts.", False),
        ("Den 20 mars kom Kim till kontoret tillsammans med Lisa.", False),
        ("Enskilt samtal med Lisa den 20 mars.", False),
        ("Hembesök den 20 mars, Lisa och Kim hemma.", False),
    ],
)
def test_talked_alone(told: str, alone: bool) -> None:
    assert met(told).talked_alone is alone


def test_a_meeting_is_shown() -> None:
    found = met("Hembesök gjordes den 2 april.")
    assert found.meetings_shown[0].quote == "Hembesök gjordes den 2 april."


def test_an_offered_talk_is_known_but_not_held() -> None:
    talks = met("Kim har erbjudits samtal men ville inte komma.").talks
    assert [t.held for t in talks if "child" in t.with_] == [False]


def test_no_investigation_was_opened() -> None:
    record = Record(annotated_of("# Anmälan\n\n| Namn | Kim Ek |\n\nSkolan är orolig för Kim.\n"))
    assert find_talks(record, find_timeline(record)[0]).meetings == 0


def test_the_investigation_is_not_in_the_file() -> None:
    told = "# Anmälan\n\n| Namn | Kim Ek |\n\nSkolan är orolig för Kim. Beslut 2014-02-04: utredning inleds.\n"
    record = Record(annotated_of(told))
    assert find_talks(record, find_timeline(record)[0]).meetings is None


def test_a_table_of_contacts() -> None:
    rows = (
        "| 2014-03-12 | Kontorsbesök | Lisa |\n| 2014-04-02 | Hembesök | Lisa, Kim |\n| 2014-04-10 | Telefon | Bo |\n"
    )
    assert met("| Datum | Kontakt | Med |\n" + rows).meetings == 2


def test_the_year_turns_within_the_investigation() -> None:
    text = HEADER.replace("2014-02-04", "2013-11-18").replace("2014-06-02", "2014-03-07")
    body = "## Genomförande\n\nHembesök den 3 december och den 14 januari.\n\n## Hälsa\n\nKim är frisk.\n"
    record = Record(annotated_of(text + body))
    assert find_talks(record, find_timeline(record)[0]).meetings == 2


def test_a_meeting_told_beside_the_decision_counts() -> None:
    text = HEADER + "## Genomförande\n\nHembesök den 2 april.\n\n## Förslag till beslut\n\n"
    text += "Utredningen har gåtts igenom med Kim och Lisa vid besök på kontoret 2014-05-28.\n"
    record = Record(annotated_of(text))
    assert find_talks(record, find_timeline(record)[0]).meetings == 2


def test_a_note_of_several_sentences() -> None:
    journal = (
        "# Journal\n\n| Namn | Kim Ek |\n\n**140305** Skolan, grupprummet. Kim, ensam. Ritar.\n\n"
        "**140312** Besök av Lisa. Kim var kallad men kom inte.\n\n**140320** Hembesök. Ingen öppnar.\n\n"
        "**140327** Lisa ej kommit. Inget återbud.\n"
    )
    found = met("Se journal.", journal)
    assert (found.meetings, found.talked_alone) == (2, True)


def test_notes_without_years_follow_each_other() -> None:
    report = "# Anmälan\n\n| Namn | Kim Ek |\n| Inkom | 2014-11-20 |\n\nSkolan är orolig för Kim.\n"
    notes = "# Journal\n\n**24/11** Utredning inleds.\n\n**9/12** Hembesök. Lisa och Kim hemma.\n\n"
    notes += "**20/1** Mamma på kontoret.\n\n**14/5** Mamma på kontoret.\n"
    record = Record(annotated_of(report, notes))
    assert find_talks(record, find_timeline(record)[0]).meetings == 3


def test_lines_that_begin_with_their_day_are_a_list() -> None:
    text = (
        HEADER + "2014-03-01: Kim, enskilt, biblioteket\n\n2014-03-15: mamma, kontoret\n\n## Hälsa\n\nKim är frisk.\n"
    )
    record = Record(annotated_of(text))
    found = find_talks(record, find_timeline(record)[0])
    assert (found.meetings, found.talked_alone) == (2, True)


def test_a_child_named_later_in_a_note_was_not_met_alone() -> None:
    journal = "# Journal\n\n| Namn | Kim Ek |\n\n**2014-03-05** Möte på kontoret. Kim har ont i magen.\n"
    assert met("Se journal.", journal).talked_alone is False


def with_child(told: str) -> list[bool]:
    """For each talk that the child takes part in, whether it was held."""
    return [t.held for t in met(told).talks if "child" in t.with_]


@pytest.mark.parametrize(
    "told",
    [
        "Hembesök hos Lisa den 12 mars, barnen i skolan.",
        "Hembesök den 12 mars. Lisa hemma, Kim på förskolan.",
        "Jag var hemma hos Lisa den 12 mars, medan Kim var på fritids.",
        "Möte med Lisa utan barnen den 12 mars.",
        "Den 12 mars träffade jag Bo på kontoret utan Kim.",
        "Hembesök den 12 mars, Kim inte hemma.",
        "Hembesök den 12 mars (barnet hos mormor).",
        "Hembesök gjordes den 12 mars.",
        "Något samtal med Kim har inte genomförts.",
        "Se ovan om barnet.",
        "Lisa berättar vid mötet den 12 mars att hon har låst in Kim.",
    ],
)
def test_the_child_was_not_there(told: str) -> None:
    assert with_child(told) == []


@pytest.mark.parametrize(
    "told",
    [
        "Kim var med vid hembesöket den 3 maj.",
        "Den 12 mars träffade jag Kim på skolan.",
        "Samtal med barnen i skolan den 12 mars.",
        "Hembesök hos Lisa den 12 mars, Kim var hemma från skolan.",
        "Kim deltog vid mötet på kontoret.",
        "Hembesök den 12 mars. Kim och Lisa hemma.",
    ],
)
def test_the_child_was_there(told: str) -> None:
    assert with_child(told) == [True]


@pytest.mark.parametrize(
    ("told", "alone"),
    [
        ("Samtal med Kim på kontoret den 12 mars, Lisa väntade i receptionen.", True),
        ("Bo kom till mig den 24 mars. Jag var hemma hos Bo och Kim den 2 april.", False),
        ("Kim och Lisa på kontoret den 12 mars.", False),
    ],
)
def test_who_waited_outside(told: str, alone: bool) -> None:
    assert met(told).talked_alone is alone


def test_a_parent_by_the_word_before_the_name() -> None:
    text = HEADER.replace(", Bo Alm", "") + "## Underlag\n\n12 mars Sture, kontoret. 2 april Lisa, kontoret.\n\n"
    text += "## Familj\n\nKims pappa Sture bor i närheten. Sture arbetar natt.\n"
    record = Record(annotated_of(text))
    assert find_talks(record, find_timeline(record)[0]).meetings == 2


def test_somebody_elses_meeting_in_the_notes() -> None:
    notes = "# Journal\n\n2014-03-12 Kontaktpersonen har träffat Kim första gången.\n\n2014-03-20 Lisa kommer, sen.\n"
    assert met("Utredningen bygger på samtal.", notes).meetings == 1


def test_no_investigation_no_meeting_in_it() -> None:
    record = Record(annotated_of("# Journal\n\n2014-03-12 Hembesök hos Lisa och Kim Ek, 9 år.\n"))
    assert find_talks(record, find_timeline(record)[0]).meetings == 0


def test_days_at_the_head_of_paragraphs() -> None:
    told = "Fredag 7 mars. Möte här, Lisa och tolk.\n\nTorsdag 13 mars. Lisa kommer inte. Hon ringer sedan.\n\n"
    told += (
        "Måndag 17 mars. Läraren ringer och berättar. Kim läser bra.\n\nFredag 21 mars. Kim kommer hit själv. Vi ritar."
    )
    assert met(told).meetings == 2


@pytest.mark.parametrize(
    "told", ["Vi satt på ett kafé, hon och jag.", "Jag hämtade Kim på skolan, bara hon och jag gick ut."]
)
def test_alone_by_pronoun_under_a_heading_with_the_childs_name(told: str) -> None:
    record = Record(annotated_of(HEADER + f"## Vad Kim säger\n\n{told}\n\n## Hälsa\n\nKim är frisk.\n"))
    assert find_talks(record, find_timeline(record)[0]).talked_alone


def test_what_is_to_come_makes_no_meeting_of_a_note() -> None:
    notes = "# Journal\n\n2014-03-12 Ärendet dras i gruppen. Hembesöket ska göras klart först.\n"
    assert met("Utredningen bygger på samtal.", notes).meetings == 0


@pytest.mark.parametrize(
    ("told", "meetings"),
    [
        ("- 12/3 hembesök hos mormor. Lisa, Kim.\n- 19/3 kontoret. Lisa.\n- 25/3 enskilt med Kim. Kim kom inte.", 2),
        ("- 12/3 besök på BVC, Lisa, Kim, sköterskan Mona Hed\n- 19/3 Lisa, kontoret", 2),
        ("Jag har träffat mamma tre gånger och pappa två gånger på kontoret.", 5),
        ("Lisa på kontoret den 12 mars. Utöver det har jag träffat Kim två gånger på skolan.", 3),
        ("Lisa har hörts den 12 mars på avdelning 14 och den 3 april på kontoret.", 2),
        ("Lisa kom hit den 12 mars och sade att hon inte kunde träffa farmor.", 1),
    ],
)
def test_entries_of_several_sentences_and_numbers_beside_days(told: str, meetings: int) -> None:
    assert met(told).meetings == meetings


@pytest.mark.parametrize(
    ("told", "meetings"),
    [
        ("Genomgång av förslaget med båda föräldrarna på kontoret 12 maj.", 1),
        ("Kim läste utredningen tillsammans med mig 12 maj på biblioteket.", 1),
        ("Genomgång av stödet ska ske med båda på kontoret 12 juli.", 0),
    ],
)
def test_the_proposal_gone_through(told: str, meetings: int) -> None:
    record = Record(annotated_of(HEADER + f"## Hälsa\n\nKim är frisk.\n\n## Förslag\n\n{told}\n"))
    assert find_talks(record, find_timeline(record)[0]).meetings == meetings


def test_a_child_only_looked_at_is_not_talked_with() -> None:
    assert not met("Kim har iakttagits i jourhemmet den 5 mars och den 8 april.").talked_alone
    assert met("Kim har träffats i jourhemmet den 5 mars.").talked_alone
