"""Contacts from text; every person and place is invented."""

import pytest

from audit.facts.contacts import find_contacts
from audit.facts.record import Record
from audit.facts.timeline import find_timeline
from tests.builders import annotated_of

HEADER = """# Utredning

| Barn | Kim Ek |
| Vårdnadshavare | Lisa Ek |
| Inledd | 2014-02-04 |
| Avslutad | 2014-06-02 |

"""


def contacts(told: str, heading: str = "Utredningens genomförande") -> tuple[str, ...]:
    record = Record(annotated_of(HEADER + f"## {heading}\n\n{told}\n\n## Analys\n\nKim behöver lugn.\n"))
    return find_contacts(record, find_timeline(record)[0])[0]


@pytest.mark.parametrize(
    ("told", "found"),
    [
        ("Uppgifter har inhämtats från skolan och BVC.", ("skola", "bvc")),
        ("Telefon: mentorn, förskolan Eken, mormor.", ("forskola", "skola", "natverk")),
        ("Samtal har förts med skolsköterskan.", ("skola",)),
        ("Personal på fritids har lämnat uppgifter per telefon.", ("fritid",)),
        ("Med öppna förskolan har jag talat i telefon.", ("forskola",)),
        ("Uppgifter från BUP har inte inhämtats eftersom samtycke saknas.", ()),
        ("BUP har jag inte pratat med. Klassläraren har jag talat med.", ("skola",)),
        ("Läraren söktes den 3 mars utan framgång.", ()),
        ("Registerkontroll har gjorts hos polisen.", ()),
        ("Jag har träffat Kim på skolan.", ()),
        ("Kontakt ska tas med BVC.", ()),
        ("Inhämtat från neonatalavdelningen (kurator och ssk) samt från BVC.", ("bvc", "halso_sjukvard")),
        ("BUP: psykolog Eva Holm, tel.", ("bup",)),
        ("Samtal med BVC-sköterskan på Ekens vårdcentral den 3 mars.", ("bvc",)),
        ("Uppgifter har inhämtats från psykiatriska öppenvården.", ("halso_sjukvard",)),
        ("Uppgifter från närpolisen Åke Vik.", ("polis",)),
        ("Polisen har meddelat att de inte lämnar ut något. Rektorn har jag talat med.", ("skola",)),
        ("Jag har talat med läraren och med Lisas syster i Umeå.", ("skola", "natverk")),
        ("Farmor har tillfrågats men vill inte tala med socialtjänsten.", ()),
        ("Samråd på Barnahus den 3 mars, polisen deltog.", ("polis",)),
        ("Berit Ax på BVC har lämnat uppgifter två gånger per telefon.", ("bvc",)),
        ("Mormor bor i Falun.", ()),
        ("Psykologen på BUP har skickat ett utlåtande.", ("bup",)),
        ("Yttrande har begärts in från BUP men inte kommit.", ()),
        ("Kontakt har tagits med skolan. Skolan har inte återkommit.", ()),
        (
            "Uppgifter har inhämtats från mentorn, från vårdcentralen och från polisen.",
            ("skola", "halso_sjukvard", "polis"),
        ),
        ("Telefonsamtal med sjuksköterskan Siv Ek på Norra BVC och med polisen.", ("bvc", "polis")),
        ("Uppgifter från BVC (sjuksköterskan Siv Ek).", ("bvc",)),
        ("Barnhabiliteringen och neurologmottagningen har lämnat uppgifter.", ("halso_sjukvard",)),
        ("Jag hade tänkt ringa mormor men det blev aldrig av.", ()),
        ("Kim hördes på Barnahus den 2 april.", ()),
        ("Lisa kom till kontoret den 2 april med sin advokat.", ()),
        ("Vårdcentralen: begärt, ej svar.", ()),
        ("Lisa har motsatt sig att uppgifter inhämtas från BUP.", ()),
        ("Socialtjänsten i Norrköping har lämnat uppgifter per telefon.", ("annan_kommun",)),
    ],
)
def test_how_the_investigation_was_made(told: str, found: tuple[str, ...]) -> None:
    assert contacts(told) == found


@pytest.mark.parametrize(
    ("told", "found"),
    [
        ("Läraren uppger att Kim inte kommer i tid.", ("skola",)),
        ("Enligt BVC följer Kim sin kurva.", ("bvc",)),
        ("Mormor berättar att Kim ofta är hos henne.", ("natverk",)),
        ("Enligt mamman tycker läraren att det går bra.", ()),
        ("Lisa säger att mormor tycker att det går bra.", ()),
        ("Från skolan framkommer att Kim är trött.", ("skola",)),
        ("Kim säger att farbror tycker att det är bra.", ()),
        ("Mormor, som bor i samma hus och ofta är där, berättar att Kim är trött.", ("natverk",)),
        ("Kim vill bli polis.", ()),
        ("Mormor bor två gator bort.", ()),
    ],
)
def test_told_in_the_description(told: str, found: tuple[str, ...]) -> None:
    assert contacts(told, "Hälsa") == found


def test_who_only_reported_counts_nothing() -> None:
    header = "# Anmälan\n\n| Barn | Kim Ek |\n| Inkom | 2014-01-20 |\n| Anmälare | Polisen |\n\n"
    report = header + "Polisen uppger att det var bråk.\n"
    record = Record(annotated_of(report, HEADER + "## Hälsa\n\nKim är frisk.\n"))
    assert find_contacts(record, find_timeline(record)[0])[0] == ()


def test_where_nothing_was_opened_the_preliminary_assessment_counts() -> None:
    report = (
        "# Anmälan\n\n| Barn | Kim Ek |\n| Inkom | 2014-01-20 |\n| Anmälare | Rektor Bo Ek, Norra skolan |\n\nOro.\n"
    )
    prelim = "# Förhandsbedömning\n\nTelefonsamtal med anmälaren den 22 januari. Polisen har inte kontaktats.\n\n"
    prelim += "Beslut 2014-01-30: utredning inleds inte.\n"
    record = Record(annotated_of(report, prelim))
    assert find_contacts(record, find_timeline(record)[0], reporter="skola")[0] == ("skola",)


@pytest.mark.parametrize(
    ("told", "found"),
    [
        ("- 3/3 tel Eva Holm, kurator vuxenpsyk", ("halso_sjukvard",)),
        ("- 3/3 mormor Gun, på tu man hand", ("natverk",)),
        ("- 3/3 tel socialtjänsten Nordby\n- 5/3 mentor, tel", ("skola", "annan_kommun")),
        ("Uppgifter från fältassistenten Mona Hed på fritidsförvaltningen.", ("fritid",)),
        ("Telefon: mentorn. Samtycke BUP: nej.", ("skola",)),
        ("Mormor skulle ha intervjuats den 18 mars men åkte in på sjukhus.", ()),
        ("Utdrag från kronofogden.", ()),
        ("Telefonsamtal med Kvinnohuset den 5 mars.", ("annan",)),
        (
            "| Datum | Vad | Vilka |\n| 4/3 | Telefon | farfar Nils |\n| 9/3 | Telefon | BUP, ssk Mona Hed |",
            ("bup", "natverk"),
        ),
    ],
)
def test_terse_lists_and_tables(told: str, found: tuple[str, ...]) -> None:
    header = HEADER.replace("| Lisa Ek |", "| Lisa Ek |\n| Kommun | Sundby kommun |")
    record = Record(annotated_of(header + f"## Kontakter\n\n{told}\n\n## Hälsa\n\nKim är frisk.\n"))
    assert find_contacts(record, find_timeline(record)[0])[0] == found


def test_the_curator_is_the_clinics_that_was_asked() -> None:
    told = "- 3/3 telefon psykiatriska mottagningen, kurator Eva Holm\n\n"
    told += "## Hälsa\n\nLisa mår bättre, vilket kuratorn bekräftar."
    assert contacts(told, "Kontakter") == ("halso_sjukvard",)
    assert "skola" in contacts(
        told + " Kuratorn uppger det.\n\nSkolkuratorn Bo Alm berättar att Kim läser bra.", "Kontakter"
    )
