"""Whose file it is where no header says so; all persons are invented."""

import pytest

from audit.casefile.build import documents_to_case
from tests.builders import case_of, document_of


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("# Anmälan\nBVC anmäler. Rör Kim Ek, tre år. Faster Siv Ask följde med. Faster Siv var tyst.", "Kim"),
        (
            "# Utredning om Semire\nSemire sover dåligt och läraren Bo ser att Semire är trött. Bo ringer, Bo undrar.",
            "Semire",
        ),
        (
            "# Ansökan\nSiv kommer till kontoret och söker kontaktfamilj åt sonen Ilkan, 9 år. Siv är sjuk.",
            "Ilkan",
        ),
        (
            "# Anmälan\n**Barn:** familjen Ask, barnen: Semire 8, Hugo 5\n\nSemire somnar ofta. Semire är trött.",
            "Semire",
        ),
        (
            "# Anmälan\nMottagen av jouren. Barnet: Alva Ek, 7 år. Petra svarade i telefon. Petra lade på.",
            "Alva",
        ),
        (
            "# Ansökan\nJag heter Petra Ask och är ensam med Hugo som är åtta. Hugo sover inte.\n\n"
            "# Utredning\nPetra träffades på kontoret. Petra arbetar kvällar. Petra är trött. Hugo sover.",
            "Hugo",
        ),
        ("# Utredning\nInga skor fanns. Inga böcker lästes. Inga lekar lektes. Hugo var ensam.", "Hugo"),
        ("# Utredning\nMamman är trött och barnet skriker. Inget mer framkom.", None),
        ("# Anmälan om oro för väntat barn\nLisa Ek är gravid i sjunde månaden. Lisa dricker.", None),
    ],
)
def test_child(text: str, name: str | None) -> None:
    child = case_of(text + "\n").child
    assert (child.first[0] if child else None) == name


@pytest.mark.parametrize(
    ("text", "sex"),
    [
        ("Semire berättar att hon sover. Semire säger att hon är trött. I dag är Semire glad. Hon sjunger.", "flicka"),
        ("Semire berättar att han sover. När Semire är trött gråter han. Semire leker. Han är fyra.", "pojke"),
        ("Semire berättar att hon sover. Semire och pappa åker bil, han kör. Semire äter.", None),
    ],
)
def test_sex_by_pronouns(text: str, sex: str | None) -> None:
    child = case_of(f"# Utredning\n| Barn | Semire Ek |\n\n{text}\n").child
    assert child is not None
    assert child.sex == sex


def test_number_beside_the_name_in_the_text() -> None:
    child = case_of("# Utredning om Kim\nKim Ek 080314-0005 bor hos sin mamma. Kim går i femman.\n").child
    assert child is not None
    assert str(child.born) == "2008-03-14"


def test_a_child_mostly_told_of_by_a_nickname() -> None:
    case = case_of(
        "# Utredning\n\nKristoffer kallas Kricke av alla. Hans personnummer är 110302-9838.\n\n"
        "Kricke bor hos Siv. Siv ringer ofta. Siv arbetar kväll. Kricke säger att Siv är snäll. Kricke vill bo kvar.\n"
    )
    assert case.child is not None
    assert case.child.first[:2] == ("Kristoffer", "Kricke")


def test_the_childs_name_in_headings_in_capitals() -> None:
    siv = "På kvällarna arbetar Siv, på helgerna sover Siv hos en väninna, och när hon vill ringer Siv till skolan."
    text = f"UTREDNING\n\nALVAS UTVECKLING\n\nDär går Alva i fyran.\n\nVAD ALVA TYCKER\n\n{siv}\n"
    case = documents_to_case("fall", [document_of(text, "1.txt")])
    assert case.child is not None
    assert case.child.name == "Alva"


def test_hennes_of_the_child_makes_parents_and_of_a_parent_does_not() -> None:
    case = case_of(
        "# Utredning\n\n| Namn | Kim Ek |\n\nKim är 9 år. Hennes mamma heter Lisa Ask och hennes pappa Bo Ek.\n\n"
        "Lisa arbetar kväll. Mamman säger att hennes mamma Siv Berg hjälper till.\n"
    )
    roles = {p.name: p.role for p in case.persons}
    assert (roles["Lisa Ask"], roles["Bo Ek"], roles["Siv Berg"]) == ("mother", "father", "relative")
