"""How the matter came in, from text; every person and place is invented."""

import pytest

from audit.facts.entry import find_entry
from audit.facts.record import Record
from tests.builders import annotated_of


def entry(text: str):  # type: ignore[no-untyped-def]
    return find_entry(Record(annotated_of(text)))


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Anmälan", "anmalan"),
        ("Orosanmälan", "anmalan"),
        ("Ansökan om stöd", "ansokan"),
        ("Information på annat sätt", "information"),
    ],
)
def test_kind(title: str, kind: str) -> None:
    assert entry(f"# {title}\n\n| Barn | Kim Ek |\n| Inkom | 2019-01-20 |\n\nKim har det svårt.\n").kind == kind


@pytest.mark.parametrize(
    ("label", "who", "reporter"),
    [
        ("Anmälare", "Rektor Bo Alm, Ekskolan", "skola"),
        ("Anmälare", "Polismyndigheten", "polis"),
        ("Anmälare", "BVC Eken, sjuksköterska", "halso_sjukvard"),
        ("Från", "Förskolan Eken", "forskola"),
        ("Uppgiftslämnare", "Vill vara anonym", "anonym"),
        ("Anmälare", "Granne till familjen", "privatperson"),
        ("Anmälare", "Mormor Siv Ek", "natverk"),
    ],
)
def test_reporter(label: str, who: str, reporter: str) -> None:
    text = f"# Anmälan\n\n| Barn | Kim Ek |\n| {label} | {who} |\n| Inkom | 2019-01-20 |\n\nKim har det svårt.\n"
    assert entry(text).reporter == reporter


def test_reporter_in_prose() -> None:
    text = "# Anmälan\n\n| Barn | Kim Ek |\n| Inkom | 2019-01-20 |\n\nRektorn ringer och är orolig för Kim.\n"
    assert entry(text).reporter == "skola"


def test_reasons_come_from_the_report() -> None:
    text = "# Anmälan\n\n| Barn | Kim Ek |\n| Inkom | 2019-01-20 |\n\nKim har blåmärken. Pappan har slagit Kim.\n"
    assert entry(text).reasons == ("vald",)
