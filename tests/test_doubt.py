"""How sure a level is, from text to confidence and its reason. Every person here is invented."""

from dataclasses import replace

import pytest

from audit.casefile.domains import domain_ids
from audit.doubt import CODES
from audit.facts.find import find_facts
from audit.facts.model import Facts, Need
from audit.rubric import load_rubric
from audit.scoring import Score, score_case, score_criterion
from audit.texts import texts_in
from tests.builders import annotated_of

RUBRIC = load_rubric("bbic")
BBIC = {c.id: c for c in RUBRIC.criteria}
HEAD = "# Utredning\n| Namn | Tage Lind |\n| Inledd | 2019-02-04 |\n"


def doubt(criterion: str, *texts: str) -> tuple[int | None, str | None, str | None]:
    """Level, confidence and reason."""
    case = annotated_of(*texts)
    score = score_case(RUBRIC, case, find_facts(case), domain_ids())[criterion]
    return score.level, score.confidence, score.doubt


def needs_of(*answers: str) -> Score:
    """The red thread of a case with needs answered in these ways."""
    case = annotated_of("# Utredning\n## Hälsa\nTage sover sju timmar. Tage äter. Tage läser. Tage leker.")
    found = tuple(
        Need(f"n{n}", None, case.passage(s), answer=a)
        for n, (s, a) in enumerate(zip(case.sentences[-4:], answers, strict=False))
    )
    return score_criterion(BBIC["trace"], case, Facts(needs=found))


def test_one_more_would_give_the_next_level():
    text = f"{HEAD}## Hälsa\nTage har astma och tar medicin på morgonen."
    assert doubt("domain.halsa", text) == (1, "near", "one_short")
    assert doubt("domain.halsa", f"{HEAD}## Hälsa\nInget att anmärka.") == (1, "near", "just_enough")


def test_one_need_of_three_without_answer():
    assert (needs_of("argued", "argued", "none").level, needs_of("argued", "argued", "none").doubt) == (2, "one_short")
    assert needs_of("argued", "argued", "none", "none").doubt != "one_short", "two of four are missing"


def test_nothing_there_is_not_nearly_there():
    assert needs_of("none", "none", "none", "none").confidence == "firm"


def test_told_once_by_an_adult():
    told = "Mamman säger att Tage vill bo hos mormor."
    again = "Mormor berättar att Tage önskar flytta till henne."
    more = f"{told} {again} Pappan uppger att Tage vill vara hemma."
    assert doubt("child_voice", f"{HEAD}## Hälsa\n{told}") == (1, "doubtful", "told_once")
    assert doubt("child_voice", f"{HEAD}## Hälsa\n{more}")[:2] != (1, "doubtful")


def test_an_area_told_of_under_another_heading():
    health = "Tage har astma och tar medicin på morgonen. Han fick en spruta på vårdcentralen i mars."
    school = "Tage går i årskurs 2 och läser flytande. Han kommer i tid till skolan alla dagar."
    under_own = f"{HEAD}## Hälsa\n{health}\n## Utbildning\n{school}"
    elsewhere = f"{HEAD}## Om familjen\n{health}\n## Utbildning\n{school}"
    assert doubt("domain.halsa", under_own)[1:] != ("doubtful", "place_uncertain")
    assert doubt("domain.halsa", elsewhere) == (2, "doubtful", "place_uncertain")


def test_absence_where_no_heading_marks_the_place():
    text = f"{HEAD}## Utbildning\nTage går i årskurs 2 och läser flytande. Han kommer i tid alla dagar."
    assert doubt("domain.halsa", text) == (0, "doubtful", "place_unmarked")
    assert doubt("domain.halsa", f"{text}\n## Hälsa\n") == (0, "firm", None), "the heading is there, with nothing under"
    report = "# Anmälan\n| Datum | 2019-01-28 |\nSkolan anmäler oro för Tage."
    assert doubt("domain.halsa", report)[:2] == (0, "firm"), "no investigation"


def test_an_analysis_that_no_heading_names():
    text = (
        f"{HEAD}## Analys och bedömning\nAtt Tage har slutat sova i sitt rum tyder på att han är rädd för kvällarna. "
        "Han vakar över sin mamma, vilket gör att han inte orkar skolan. Det leder till att han kommer efter."
    )
    case = annotated_of(text)
    sure = score_criterion(BBIC["analysis"], case, find_facts(case))
    sections = tuple(replace(s, uncertain="analys" in s.forms) for s in case.case.sections)
    placed = replace(case, case=replace(case.case, sections=sections))
    found = score_criterion(BBIC["analysis"], placed, find_facts(placed))
    assert (found.level, found.confidence, found.doubt) == (sure.level, "doubtful", "place_uncertain")
    assert sure.confidence != "doubtful"


def test_the_single_sentence_is_itself_uncertain():
    told = "Mamman uppger att Tage sover. Skolan beskriver att han är trött."
    case = annotated_of(f"{HEAD}## Analys och bedömning\n{told}")
    weak = replace(case, sentences=tuple(replace(s, certain=False) for s in case.sentences[:-1]))
    assert score_criterion(BBIC["analysis"], case, Facts()).doubt != "one_uncertain_sentence"
    assert score_criterion(BBIC["analysis"], weak, Facts()).doubt == "one_uncertain_sentence"


@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_reason_has_words(language):
    assert [code for code in CODES if not texts_in(language).has(f"doubt.{code}")] == []


def test_reasons_are_stable():
    """A code may be added, never taken away: results of earlier runs name them."""
    assert {
        "one_uncertain_sentence", "told_once", "place_uncertain", "place_unmarked", "partly_read", "one_short",
        "just_enough",
    } <= set(CODES)  # fmt: skip
