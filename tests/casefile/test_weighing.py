"""The writer's own weighing where no heading tells it. Every person is invented."""

import pytest

from tests.builders import case_of

TOLD = (
    "Utredningen inleddes den 4 mars 2019. Tove bor med sin mamma Ylva i en tvåa vid torget. "
    "Hon går i trean och har två kamrater som hon äter lunch med. Ylva arbetar natt på ett bageri. "
    "Läraren berättar att Tove somnar på eftermiddagarna. Ylva säger att hon inte har märkt något."
)


def _analysis(*paragraphs):
    case = case_of("# Utredning\n\n" + "\n\n".join(paragraphs))
    form = next((f for f in case.forms if f.id == "analys"), None)
    return None if form is None else case.documents[0].text[form.start : form.end].strip()


@pytest.mark.parametrize(
    "weighed",
    [
        "Sammantaget har läraren och mamman olika bild av hur trött flickan är på dagarna.",
        "Min bedömning är att flickan och mamman har det svårt på nätterna just nu.",
        "Av det som framkommit går det att säga att nätterna inte fungerar hemma.",
        "Jag tror att Tove ligger vaken tills mamman kommer hem, och att det är därför hon somnar i skolan.",
    ],
)
def test_paragraph_that_announces_or_shows_the_writer_thinking(weighed):
    assert _analysis(TOLD, weighed + " Utredningen avslutas utan insats.") == weighed


def test_inside_a_paragraph_by_its_reasoning():
    reasoned = (
        "Att ligga vaken är hennes sätt att vakta, eftersom ingen vuxen finns där. Fortsätter det kommer hon att "
        "tappa det hon ännu klarar i skolan. Tove behöver en vuxen i lägenheten om natten."
    )
    decided = "Familjen beviljas därför nattlig tillsyn."
    assert _analysis(f"{TOLD} {reasoned} {decided}") == reasoned


@pytest.mark.parametrize(
    "after",
    [
        "Utredningen avslutas utan insats.",
        "Skolan bedömer att Tove behöver mer sömn. Ylva tror att det går över.",
        "Mormor bor i samma hus och hämtar henne på tisdagarna.",
    ],
)
def test_telling_and_deciding_is_no_weighing(after):
    assert _analysis(TOLD, after) is None


def test_last_domain_keeps_its_text_unless_the_assessment_is_announced():
    domains = "## Hälsa\nTove sover dåligt och somnar på dagen.\n\n## Boende\n"
    home = "De bor i en tvåa vid torget. Ylva sover i köket, vilket gör att dörren måste vara stängd om natten."
    assert _analysis(domains + home) is None
    assert _analysis(domains + home, "Sammanfattningsvis går det dåligt för Tove om nätterna.") is not None
