"""What children and parents ask for; every person and place is invented."""

import pytest

from audit.facts.wishes import find_wishes
from tests.builders import annotated_of

PERSONS = "| Namn | Elvira Tallgren |\n| Vårdnadshavare | Jenny Tallgren |\n\n"
HEAD = "# Utredning\n\n" + PERSONS + "## Nuvarande familjesituation\n\n"


def wishes(text):
    return [(who, kind) for who, kind, _ in find_wishes(annotated_of(HEAD + text))]


@pytest.mark.parametrize(
    ("text", "who", "kind"),
    [
        ("Modern önskar avlastning varannan helg.", "parents", "avlastning"),
        ("Jenny vill ha hjälp med att hämta barnen på förskolan.", "parents", "praktisk_hjalp"),
        ("Föräldrarna efterfrågar samtal om gränssättning.", "parents", "samtal"),
        ("Mamman undrar om hon kan få städhjälp.", "parents", "praktisk_hjalp"),
        ("Föräldrarna ansöker om familjebehandling.", "parents", "behandling"),
        ("Jenny bad om en större lägenhet.", "parents", "praktisk_hjalp"),
        ("Elvira vill ha någon att prata med.", "child", "samtal"),
        ("Elvira önskar en kontaktperson.", "child", "avlastning"),
        ("Elvira vill flytta till sin moster.", "child", "annat"),
    ],
)
def test_wish(text, who, kind):
    assert wishes(text) == [(who, kind)]


@pytest.mark.parametrize(
    "text",
    [
        "Modern vill inte ha någon kontaktfamilj.",
        "Skolan önskar att familjen får avlastning.",
        "Modern tackar nej till samtal.",
        "Kontaktfamilj har diskuterats.",
        "Jenny vill Elviras bästa.",
    ],
)
def test_no_wish(text):
    assert wishes(text) == []


def test_each_kind_once():
    assert wishes("Modern önskar avlastning. Hon vill ha avlastning på helgerna.") == [("parents", "avlastning")]
