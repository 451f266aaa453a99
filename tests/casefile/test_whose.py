"""Whose file it is where no header says so; all persons are invented."""

import pytest

from tests.builders import case_of


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
