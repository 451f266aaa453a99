"""The child's age, sex and birth, and the workers and joint plans, from text; every person and place is invented."""

import pytest

from audit.facts.child import Child, find_child
from audit.facts.record import Record
from audit.facts.sip import find_sip
from audit.facts.timeline import find_timeline
from tests.builders import annotated_of


def child(header: str, text: str = "Kim är frisk.") -> Child:
    body = f"# Utredning\n\n| Namn | Kim Ek |\n{header}| Inledd | 2019-02-04 |\n\n## Hälsa\n\n{text}\n"
    record = Record(annotated_of(body))
    return find_child(record, find_timeline(record)[0])


@pytest.mark.parametrize(
    ("number", "age", "sex"),
    [
        ("080314-0005", 10, "flicka"),
        ("20080203-0013", 11, "pojke"),  # the birthday was the day before
        ("080205-0013", 10, "pojke"),
        ("081274-0005", 10, "flicka"),  # a coordination number: day + 60
    ],
)
def test_age_and_sex_of_the_number(number: str, age: int, sex: str) -> None:
    found = child(f"| Personnummer | {number} |\n")
    assert (found.age, found.sex, found.unborn) == (age, sex, False)


def test_age_told() -> None:
    assert child("| Ålder | 6 år |\n").age == 6


def test_a_parents_number_is_not_the_childs() -> None:
    assert child("", "Modern är född 1981.").age is None


def test_unborn() -> None:
    header = "# Anmälan\n\n| Avser | Väntat barn |\n| Inkom | 2019-02-04 |\n\n"
    text = header + "Modern är gravid, beräknad förlossning i maj.\n"
    record = Record(annotated_of(text))
    found = find_child(record, find_timeline(record)[0])
    assert (found.unborn, found.age) == (True, None)


@pytest.mark.parametrize(
    ("told", "sip"),
    [
        ("SIP-möte hölls med BUP den 3 mars.", True),
        ("En samordnad individuell plan upprättades.", True),
        ("SIP ska eventuellt göras.", None),
        ("Kim trivs.", None),
    ],
)
def test_sip(told: str, sip: bool | None) -> None:
    body = f"# Utredning\n\n| Namn | Kim Ek |\n| Inledd | 2019-02-04 |\n\n## Hälsa\n\n{told}\n"
    assert find_sip(Record(annotated_of(body)))[0] is sip
