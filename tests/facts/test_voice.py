"""Whose voice the forms carry; every person and place is invented."""

import pytest

from audit.facts.voice import find_voice
from tests.builders import annotated_of

HEAD = "# Utredning\n\n| Namn | Elvira Tallgren |\n| Vårdnadshavare | Jenny Tallgren |\n\n"


@pytest.mark.parametrize(
    ("text", "child"),
    [
        ("Elvira berättar att hon är rädd för hunden.", 2),
        ("Elvira säger: ”Jag vill bo hos pappa.”", 2),
        ("Modern uppger att Elvira vill bo hos pappa.", 1),
        ("Elvira är lång för sin ålder.", 0),
    ],
)
def test_voice_of_the_child(text, child):
    assert find_voice(annotated_of(HEAD + "## Känslor och beteende\n\n" + text))["utredning"][0] == child


def test_voice_of_the_parents():
    annotated = annotated_of(HEAD + "## Hälsa\n\nModern berättar att hon sover dåligt.")
    assert find_voice(annotated)["utredning"][1] == 2


def test_the_vanishing_child():
    plan = "# Genomförandeplan\n\n| Barn | Elvira Tallgren |\n\n## Mål\n\nLugna kvällar i familjen."
    voice = find_voice(annotated_of(HEAD + "## Hälsa\n\nElvira säger att hon inte kan sova.", plan))
    assert (voice["utredning"][0], voice["genomforandeplan"]) == (2, (0, 0))


def test_a_file_that_is_written_to_the_child():
    told = (
        "Du heter Elvira. Jag har träffat dig två gånger och din mamma en gång. Du går i sexan, din lärare heter Bo. "
        "Du sover dåligt. Din mamma vill att du ska sova mer. Du och din mamma bor ihop."
    )
    said = " Du sa att du inte vill byta skola."
    assert find_voice(annotated_of(HEAD + "## Hur du har det\n\n" + told + said))["utredning"] == (2, 2)
    assert find_voice(annotated_of(HEAD + "## Hälsa\n\n" + said))["utredning"][0] < 2  # one "du" addresses nobody
