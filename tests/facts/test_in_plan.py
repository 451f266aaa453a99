"""The child's view in decisions, plans and follow-ups; every person and place is invented."""

import pytest

from audit.facts.in_plan import find_in_plan
from tests.builders import annotated_of

HEAD = "# Utredning\n\n| Namn | Elvira Tallgren |\n| Vårdnadshavare | Jenny Tallgren |\n\nElvira bor hos Jenny.\n\n"
PLAN = "# Genomförandeplan\n\n| Barn | Elvira Tallgren |\n\n"
FOLLOW_UP = "# Uppföljning av insats\n\n| Namn | Elvira Tallgren |\n| Datum | 2018-09-06 |\n\n"
DECISION = HEAD + "## Beslut\n\n"


def case_with(head, text):
    return annotated_of(head + text) if head is DECISION else annotated_of(HEAD, head + text)


WITH_VIEW = [
    (PLAN, "Elvira vill ha samtalen på onsdagar."),
    (PLAN, "Enligt modern vill Elvira gärna ha en kontaktperson."),
    (PLAN, "Elviras egen regel skrivs in: frågor tas i bilen."),
    (PLAN, "Jenny berättar att Elvira tycker att kvällarna är jobbiga."),
    (PLAN, "Elvira säger nej till gruppverksamhet."),
    (PLAN, "Elvira ser fram emot att börja."),
    (FOLLOW_UP, "Elvira tycker att det är bra att någon hämtar henne."),
    (FOLLOW_UP, "Elvira berättar att hon sover bättre."),
    (FOLLOW_UP, "Mamman säger att Elvira är nöjd med kontaktpersonen."),
    (DECISION, "Elviras önskan att bo kvar har vägt tungt."),
    (DECISION, "Kontaktperson beviljas. Elvira har uttryckt att hon vill fortsätta."),
    (DECISION, "Elvira motsätter sig insatsen."),
]

WITHOUT = [
    (PLAN, "Elvira ska känna sig trygg hemma."),
    (PLAN, "Att Elvira trivs i skolan."),
    (PLAN, "Elviras inställning har inte inhämtats."),
    (PLAN, "Om Elvira vill kan samtalen hållas i skolan."),
    (PLAN, "Modern vill ha samtal på kvällstid."),
    (PLAN, "Elvira ville inte prata."),
    (FOLLOW_UP, "Modern är nöjd med insatsen och vill att den fortsätter."),
    (FOLLOW_UP, "Elvira har kommit i tid till skolan."),
    (DECISION, "Elvira beviljas kontaktperson. Modern samtycker."),
    (DECISION, "Utredningen avslutas. Barnets åsikt: se ovan."),
    (DECISION, "Föreslås att modern och Elvira beviljas stöd."),
    (DECISION, "Elvira fick höra om förslaget och frågade när det börjar."),
    (PLAN, "Elvira tränar bad och trappor med modern."),
]


@pytest.mark.parametrize(("head", "text"), WITH_VIEW)
def test_view_in_plan(head, text):
    found, passages = find_in_plan(case_with(head, text))
    assert found is True
    assert all(p.quote for p in passages)


@pytest.mark.parametrize(("head", "text"), WITHOUT)
def test_no_view_in_plan(head, text):
    found, passages = find_in_plan(case_with(head, text))
    assert (found, passages) == (False, ())


def test_nothing_to_stand_in():
    assert find_in_plan(annotated_of(HEAD + "## Hälsa\n\nElvira vill sova mer.")) == (None, ())


def test_the_investigation_alone_does_not_count():
    text = HEAD + "## Hälsa\n\nElvira vill sova mer.\n\n## Beslut\n\nUtredningen avslutas."
    assert find_in_plan(annotated_of(text))[0] is False


def test_in_its_own_part_the_one_told_of_is_the_child():
    text = "## Barnets inställning\n\nEnligt mostern vill hon bo kvar."
    assert find_in_plan(annotated_of(HEAD, "# Vårdplan\n\n| Barn | Elvira Tallgren |\n\n" + text))[0] is True


@pytest.mark.parametrize(
    "text",
    [
        "Elvira svarade ingenting.",
        "Elvira kryper dit hon vill.",
        "I gruppen ska Elvira få sjukdomen förklarad för sig.",
        "Elvira uppges vara frisk.",
    ],
)
def test_nothing_said_is_no_view(text):
    assert find_in_plan(annotated_of(HEAD, FOLLOW_UP + text))[0] is False
