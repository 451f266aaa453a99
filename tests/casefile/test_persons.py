"""Who is named in a file and as whom; all persons are invented."""

from datetime import date

import pytest

from audit.casefile.model import CaseFile, Person
from tests.builders import case_of

HEAD = (
    "# Utredning\n| Namn | Kim Ek |\n| Personnummer | 080314-1234 |\n"
    "| Vårdnadshavare | Lisa Ek (mor), Omar Haddad |\n\n"
)


def named(case: CaseFile, first: str) -> Person:
    return next(p for p in case.persons if p.first[0] == first)


def test_child_with_number() -> None:
    child = case_of(HEAD + "Kim är frisk.\n").child
    assert child is not None
    assert (child.name, child.sex, child.born) == ("Kim Ek", "pojke", date(2008, 3, 14))


@pytest.mark.parametrize(
    ("row", "name", "born"),
    [
        ("| Avser | Alva Ask, 20110304-1122 |", "Alva Ask", date(2011, 3, 4)),
        ("| Barn | Alva Ask 110304-1122, Storgatan 4 |", "Alva Ask", date(2011, 3, 4)),
        ("| Alva Ask | 110304-1122 |", "Alva Ask", date(2011, 3, 4)),
        ("| Namn | Personnummer |\n| Alva Ask | 110304-1122 |", "Alva Ask", date(2011, 3, 4)),
        ("| Den unge | Alva Ask |", "Alva Ask", None),
        ("| Anmälan gäller | Alva, åk 3 |", "Alva", None),
        ("| Barnets namn | Alva Ask |\n| Personnr | 981164-1122 |", "Alva Ask", date(1998, 11, 4)),
    ],
)
def test_child_of_header(row: str, name: str, born: date | None) -> None:
    child = case_of(f"# Utredning\n{row}\n\nHon är frisk.\n").child
    assert child is not None
    assert (child.name, child.born) == (name, born)


def test_number_and_name_that_disagree_on_sex() -> None:
    child = case_of("# Utredning\n| Barn | Alva Ask 110304-1132 |\n\nHon är frisk.\n").child
    assert child is not None
    assert child.sex is None


def test_guardians() -> None:
    case = case_of(HEAD + "Pappan Omar hämtar Kim.\n")
    assert [(p.name, p.role) for p in case.persons if p.role in ("mother", "father", "guardian")] == [
        ("Lisa Ek", "mother"),
        ("Omar Haddad", "father"),
    ]


def test_shared_surname() -> None:
    case = case_of("# Utredning\n| Föräldrar | Siv och Bo Ask |\n| Barn | Alva Ask |\n\nHon är frisk.\n")
    assert {p.name for p in case.persons} == {"Alva Ask", "Siv Ask", "Bo Ask"}


@pytest.mark.parametrize(
    ("text", "first", "role", "contact"),
    [
        ("Läraren Bo Ask berättar om matten.", "Bo", "professional", "skola"),
        ("BVC-sköterskan Siv Ask vägde Kim.", "Siv", "professional", "bvc"),
        ("Enligt rektor Bo Ask är frånvaron stor.", "Bo", "professional", "skola"),
        ("Bo Ask, kurator, ringer.", "Bo", "professional", "skola"),
        ("Mormor Siv bor nära.", "Siv", "relative", None),
        ("Kims lillebror Hugo sover.", "Hugo", "sibling", None),
        ("Mammas syster Siv ringer ofta.", "Siv", "relative", None),
        ("Hugos mamma Siv skjutsar till träningen.", "Siv", "other", None),
        ("Samtal med familjebehandlare Siv Ask.", "Siv", "professional", "annan_socialtjanst"),
    ],
)
def test_role_in_text(text: str, first: str, role: str, contact: str | None) -> None:
    person = named(case_of(HEAD + text + "\n"), first)
    assert (person.role, person.contact) == (role, contact)


@pytest.mark.parametrize(
    "text",
    [
        "Enligt mamman Under våren blev det värre.",
        "Pappan. Omar sover.",
        "Skolan och BUP är med.",
        "Mamman i Norrvik arbetar.",
    ],
)
def test_no_person(text: str) -> None:
    assert len(case_of(HEAD + text + "\n").persons) == 3


def test_several_names_after_one_role() -> None:
    case = case_of(HEAD + "Tvillingarna Hugo och Alva sover hos mormor Siv och hennes granne Bo.\n")
    assert [p.name for p in case.persons if p.role == "sibling"] == ["Hugo", "Alva"]


def test_worker_is_no_professional() -> None:
    case = case_of("# Utredning\n| Barn | Kim Ek |\n| Handläggare | Siv Ask, socialsekreterare |\n\nKim är frisk.\n")
    assert [(p.name, p.role) for p in case.persons] == [("Kim Ek", "child"), ("Siv Ask", "worker")]


def test_whose_file_among_siblings() -> None:
    case = case_of(
        "# Anmälan\n| Barn | Alva Ask, Hugo Ask |\n\nBåda barnen är ledsna.\n",
        "# Utredning avseende Hugo Ask\n| Barn | Hugo Ask |\n| Syskon | Alva |\n\nHugo är frisk.\n",
    )
    assert case.child is not None
    assert case.child.name == "Hugo Ask"
    assert named(case, "Alva").role == "sibling"
    assert "several_children_named" in [n.id for n in case.notices]


def test_label_with_text_is_no_name() -> None:
    case = case_of(
        "# Genomförandeplan\n| Barn | Kim Ek |\n| Föräldrar | Medverkar |\n| Kontaktperson | Träffar |\n\nMål.\n"
    )
    assert [p.name for p in case.persons] == ["Kim Ek"]


def test_child_is_also_called() -> None:
    text = HEAD + "Kim (Kimmie) sover dåligt. K vill byta skola. Läraren ser att K är trött och att K äter lite.\n"
    child = case_of(text).child
    assert child is not None
    assert child.first == ("Kim", "Kimmie", "K")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Alva var med vid hembesöket. Mamman Petra bjöd på kaffe. Alvas rum är ljust.", "Alva"),
        ("Hugo Ask ringde. Alva sover hos mormor Siv.", "Alva"),
        ("Mamman sover.", None),
    ],
)
def test_child_without_a_header(text: str, name: str | None) -> None:
    child = case_of(f"# Utredning\n## Hälsa\n{text}\n").child
    assert (child.name if child else None) == name
