"""Each criterion's examples are run: one for each level, and one for each way of being fooled."""

import pytest

from audit.casefile.domains import domain_ids
from audit.facts.find import find_facts
from audit.rubric import Criterion, Example, load_rubric
from audit.scoring import score_case
from tests.builders import annotated_of

BBIC = load_rubric("bbic")
# The invented child of the examples and a header that says whose file it is.
HEADER = "| Namn | Tage Lind |\n| Personnummer | 110412-0017 |\n| Datum | 2019-03-04 |\n\n"
TITLES = {
    "anmalan": "Anmälan",
    "utredning": "Utredning",
    "analys": "Utredning",
    "genomforandeplan": "Genomförandeplan",
    "vardplan": "Vårdplan",
    "uppfoljning": "Uppföljning",
    "journal": "Journalanteckningar",
}


def documents(example: Example) -> list[str]:
    if example.text.startswith("# "):
        whole = ["# " + part for part in example.text.removeprefix("# ").split("\n# ")]
    else:
        assert example.form is not None, "an example is whole documents, or names its form"
        heading = "## Analys och bedömning\n" if example.form == "analys" else ""
        whole = [f"# {TITLES[example.form]}\n{heading}{example.text}"]
    parted = [text.partition("\n") for text in whole]
    return [f"{title}\n\n{body if body.startswith('|') else HEADER + body}" for title, _, body in parted]


def cases() -> list[object]:
    found = []
    for criterion in BBIC.criteria:
        for number, example in enumerate(criterion.examples):
            marks = [pytest.mark.xfail(reason=example.todo, strict=True)] if example.todo else []
            name = f"{criterion.id}-{number}-{example.fooled or example.level}"
            found.append(pytest.param(criterion, example, id=name, marks=marks))
    return found


@pytest.mark.parametrize(("criterion", "example"), cases())
def test_example(criterion: Criterion, example: Example):
    annotated = annotated_of(*documents(example))
    scores = score_case(BBIC, annotated, find_facts(annotated), domain_ids())
    name = f"{criterion.id}.{example.each}" if example.each else criterion.id
    assert scores[name].level == example.level


@pytest.mark.parametrize("criterion", BBIC.criteria, ids=lambda c: c.id)
def test_every_level_has_an_example(criterion: Criterion):
    assert {e.level for e in criterion.examples} >= set(criterion.levels)
    if criterion.applies:
        assert None in {e.level for e in criterion.examples}
    assert any(e.fooled for e in criterion.examples), "no example shows a way of being fooled"
