"""What is denied and what is only planned; every person is invented."""

import pytest

from tests.annotate.told import analysed, said

DENIED = [
    ("Något möte har inte hållits.", True),
    ("Kim har inte träffat någon läkare.", True),
    ("Det har inte framkommit något om våld.", True),
    ("Inget behov av omedelbart skydd föreligger.", True),
    ("Någon uppföljning har ej gjorts.", True),
    ("Insats beviljas inte.", True),
    ("Skolan har aldrig kontaktat familjen.", True),
    ("Uppgifter från förskolan saknas.", True),
    ("Mötet ställdes in.", True),
    ("Mamman uppger att något samtal inte har hållits.", True),
    ("Ansökan avslås.", True),
    ("Det finns varken släkt eller vänner i närheten.", True),
    ("Ingen har frågat Kim, uppger skolan.", True),
    ("Pojken vill byta skola.", False),
    ("Det går inte att bortse från risken.", False),
    ("Kim sover inte på nätterna.", False),
    ("Kim vill inte flytta.", False),
    ("Kim orkar inte gå upp på morgnarna.", False),
    ("Det är inte bara på fredagar det bråkas.", False),
    ("Mamman vågar inte säga nej.", False),
    ("Mötet hölls den 3 maj.", False),
    ("Kim berättar att hon inte sover.", False),
    ("Mamman som inte fått någon kallelse kom ändå till mötet.", False),
    ("När samtalet inte hade börjat satt Kim i trappan.", False),
    ("Utan tvekan har mötet gjort nytta.", False),
    ("Kim har fått en kontaktperson.", False),
]

PLANNED = [
    ("Kim ska träffa skolkuratorn den 3 maj.", True),
    ("Ett nytt möte planeras till hösten.", True),
    ("Uppföljning kommer att ske i juni.", True),
    ("Tid är bokad hos BUP.", True),
    ("Kontaktfamilj föreslås.", True),
    ("Föräldrarna bör erbjudas samtal.", True),
    ("En remiss övervägs.", True),
    ("Vi ska ringa skolan.", True),
    ("Kontaktperson kan bli aktuellt.", True),
    ("Mötet var bokat men blev inställt.", False),
    ("Kim träffade kuratorn den 3 maj.", False),
    ("Mamman kom till mötet fast hon skulle arbeta.", False),
    ("Pappan lade ned sin klocka för att Kim skulle få sova.", False),
    ("Uppföljning hölls den 3 maj.", False),
    ("Kim går till kuratorn varje torsdag.", False),
    ("Kim behöver någon att prata med.", False),
]


@pytest.mark.parametrize(("text", "denied"), DENIED)
def test_denied(text, denied):
    assert said(text).denied is denied


@pytest.mark.parametrize(("text", "planned"), PLANNED)
def test_planned(text, planned):
    assert said(text).planned is planned


def test_what_nothing_is_done_about_leads_to_is_no_plan():
    assert not analysed("Om inget förändras riskerar Kim att bli ensam.").planned


@pytest.mark.parametrize(
    ("text", "follows"),
    [
        ("Insatsen ska följas upp den 3 maj av handläggaren.", True),
        ("Uppföljning planeras efter tre månader.", True),
        ("En första avstämning är bokad till vecka 40.", True),
        ("Uppföljning hölls den 3 maj.", False),
        ("Kim ska börja i fotbollsskolan.", False),
    ],
)
def test_plans_follow_up(text, follows):
    assert ("plans_follow_up" in said(text).roles) is follows


@pytest.mark.parametrize(
    ("text", "planned"),
    [
        ("Nästa avstämning den 14 maj.", True),
        ("Vi ses igen på torsdag.", True),
        ("Planen revideras i höst.", True),
        ("Handläggaren kallar till nytt möte.", True),
        ("Ett nytt möte hölls på torsdag förmiddag.", False),
        ("Nästa möte blev kort.", False),
    ],
)
def test_what_is_still_to_come(text, planned):
    assert said(text).planned is planned
