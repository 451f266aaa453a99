"""Levels are shown or not given; what is missing is named; what could not be read is never called absent."""

from dataclasses import replace

import pytest

from audit.documents.model import Document
from audit.facts.model import Facts, Need, Talk
from audit.rubric import Criterion, load_rubric
from audit.scoring import Score, score_criterion
from tests.builders import annotated_of

BBIC = {c.id: c for c in load_rubric("bbic").criteria}


@pytest.fixture
def case():
    return annotated_of(
        "# Utredning\n| Namn | Kim Ek |\n## Hälsa\nKim sover sju timmar.\n## Beslut\nUtredningen avslutas."
    )


def need(case, number: int, answer: str = "none") -> Need:
    return Need(f"n{number}", "halsa", case.passage(case.sentences[number]), answer=answer)


def test_a_level_without_a_passage_cannot_be_built():
    with pytest.raises(ValueError, match="needs a passage"):
        Score(1, "graded")


def test_no_level_without_a_reason():
    with pytest.raises(ValueError, match="needs a reason"):
        Score(None, "not_applicable")


def test_lacking_names_what_is_left_out(case):
    facts = Facts(needs=(need(case, 1, "argued"), need(case, 2, "argued"), need(case, 3)))
    score = score_criterion(BBIC["trace"], case, facts)
    assert score.level == 2
    settled = next(k for k in score.next_level.lacking if k.code == "behov_utan_svar")
    assert (settled.has, settled.needs, settled.items) == (0.6667, 1, ("n3",))
    assert "utredning.beslut" in score.next_level.looked_in


def test_every_need_answered_is_the_highest(case):
    facts = Facts(needs=(need(case, 0, "argued"), need(case, 1, "refused_with_reason")))
    assert score_criterion(BBIC["trace"], case, facts).level == 3


def test_not_applicable_has_a_reason(case):
    score = score_criterion(BBIC["trace"], case, Facts())
    assert (score.level, score.state, score.reason) == (None, "not_applicable", "nothing_to_grade")


def test_absence_is_not_claimed_where_something_was_not_read(case):
    score = score_criterion(BBIC["participation.child"], case, Facts(), unread=True)
    assert (score.level, score.state) == (None, "unreadable")


def test_a_higher_level_is_kept_as_far_as_read_and_never_firm(case):
    talks = tuple(Talk(case.passage(s), ("child",)) for s in case.sentences[:3])
    score = score_criterion(BBIC["child_voice"], case, Facts(talks=talks), unread=True)
    assert (score.level, score.as_far_as_read) == (1, True)
    assert score.confidence != "firm"


def test_lowest_level_says_where_it_looked(case):
    score = score_criterion(BBIC["participation.child"], case, Facts())
    assert score.level == 0
    assert score.next_level.looked_in


def test_confidence_is_the_margin(case):
    def confidence(count: int) -> str | None:
        talks = tuple(Talk(case.passage(case.sentences[i % 4]), ("child",)) for i in range(count))
        return score_criterion(_contact(), case, Facts(talks=talks)).confidence

    assert [confidence(n) for n in (1, 2, 3)] == ["near", "near", "firm"]


def _contact() -> Criterion:
    voice = BBIC["child_voice"]
    levels = {0: voice.levels[0], 1: replace_requires(voice.levels[1], {"contact": 1})}
    measures = {"contact": voice.measures["contact"]}
    return voice.model_copy(update={"levels": levels, "measures": measures, "against": ()})


def replace_requires(level, requires):
    return level.model_copy(update={"requires": requires})


def test_case_without_a_readable_document():
    from audit.casefile.domains import domain_ids
    from audit.scoring import score_case

    annotated = annotated_of("# Utredning\n## Hälsa\nKim sover.")
    nothing = Document(name="a.pdf", sha256="0", status="unreadable", reason="scanned")
    unread = replace(annotated, case=replace(annotated.case, documents=(nothing,)))
    scores = score_case(load_rubric("bbic"), unread, Facts(), domain_ids())
    assert {s.state for s in scores.values()} == {"unreadable"}


def test_scanned_pages_of_a_read_document_are_not_read():
    from audit.casefile.domains import domain_ids
    from audit.scoring import score_case

    annotated = annotated_of("# Utredning\n## Hälsa\nKim sover.")
    partly = replace(annotated.case.documents[0], notices=("pages_scanned",))
    case = replace(annotated, case=replace(annotated.case, documents=(partly,)))
    assert score_case(load_rubric("bbic"), case, Facts(), domain_ids())["participation.child"].state == "unreadable"
