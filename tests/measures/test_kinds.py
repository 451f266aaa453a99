"""Each kind of measure, from the lines of a file to its value and passages."""

import pytest

from audit.facts.model import Facts, FollowUp, Need, Talk
from audit.measures import Finding, measure_kinds
from tests.builders import annotated_of

CASE = annotated_of(
    "# Utredning\n\n| Namn | Kim Ek |\n| Personnummer | 080314-0005 |\n\n## Barnets behov\n### Hälsa\n"
    "Kim har astma och tar medicin varje morgon. Kim har ingen feber.\n### Utbildning\n"
    "Skolan uppger att Kim ska byta klass i höst.\n## Analys och bedömning\n"
    "Att Kim inte sover hänger ihop med bråken hemma.\n## Beslut\nKontaktfamilj beviljas."
)


def found(kind: str, facts: Facts | None = None, others: dict[str, Finding] | None = None, **given) -> Finding:
    return measure_kinds()[kind](kind=kind, **given).find(CASE, facts or Facts(), others or {})


def quotes(finding: Finding) -> list[str]:
    return [p.quote for p in finding.passages]


def test_denied_sentences_pass_only_when_asked_for():
    assert quotes(found("sentences", where={"domain": "halsa"})) == ["Kim har astma och tar medicin varje morgon."]
    assert found("sentences", where={"domain": "halsa", "denied": [True, False]}).value == 2


def test_planned_sentences_pass_only_when_asked_for():
    assert found("sentences", where={"domain": "utbildning"}).value == 0
    assert found("sentences", where={"domain": "utbildning", "planned": True}).value == 1


def test_keys_are_anded_and_lists_are_or():
    where = {"parts": ["analys", "beslut"], "any_of": ["kontaktfamilj"]}
    assert quotes(found("sentences", where=where)) == ["Kontaktfamilj beviljas."]


def test_not_parts_and_not_forms():
    assert "beviljas" not in " ".join(quotes(found("sentences", where={"not_parts": "beslut"})))
    assert found("sentences", where={"not_forms": "utredning"}).value == 0


def test_looked_in_names_the_places_that_exist():
    assert found("sentences", where={"parts": ["beslut", "mal"]}).looked_in == ("utredning.beslut",)


def need(number: int, answer: str) -> Need:
    return Need(f"n{number}", None, CASE.passage(CASE.sentences[number]), answer=answer)


def test_facts_are_counted_by_their_fields():
    talk = CASE.passage(CASE.sentences[0])
    facts = Facts(talks=(Talk(talk, ("child", "parent")), Talk(talk, ("parent",), held=False)))
    assert found("facts", facts, of="talks", where={"with": "child"}).value == 1
    assert found("facts", facts, of="talks", where={"held": [True, False]}).value == 2


def test_has_asks_for_fields_that_are_known():
    passage = CASE.passage(CASE.sentences[0])
    facts = Facts(follow_ups=(FollowUp("planned", passage, when="2019-05-09"), FollowUp("planned", passage)))
    assert found("facts", facts, of="follow_ups", where={"has": ["when"]}).value == 1


@pytest.mark.parametrize(("if_none", "value"), [("met", 1), ("unmet", 0)])
def test_share_of_nothing(if_none, value):
    others = {"needs": found("facts", of="needs")}
    assert found("share", others=others, among="needs", where={"answer": "argued"}, if_none=if_none).value == value


def test_share_names_those_left_out():
    facts = Facts(needs=(need(1, "argued"), need(2, "none")))
    others = {"needs": found("facts", facts, of="needs")}
    share = found("share", facts, others, among="needs", where={"answer": "argued"}, if_none="unmet")
    assert (share.value, [n.id for n in share.left]) == (0.5, ["n2"])
    assert share.against == (facts.needs[1].passage,)


def test_any_counts_the_alternatives_that_are_met():
    others = {"a": Finding(value=3), "b": Finding(value=0), "c": Finding(value=1)}
    either = found("any", others=others, of={"a": 1, "b": 1, "c": 2})
    assert (either.value, either.margin) == (1, 2)


def test_distinct_counts_values_in_one_place():
    said = found("sentences", where={"denied": [True, False], "planned": [True, False]})
    within_case = found("distinct", others={"said": said}, of="said", by="domain", within="case")
    within_paragraph = found("distinct", others={"said": said}, of="said", by="domain", within="paragraph")
    assert (within_case.value, within_paragraph.value) == (2, 1)


def test_taken_up_needs_two_content_words_in_common():
    annotated = annotated_of(
        "# Utredning\n\n| Namn | Kim Ek |\n\n## Samtal med barnet\n"
        "Kim säger att fiskeutflykten med morfar betyder mest.\nKim säger att katten sover.\n## Beslut\n"
        "Fiskeutflykten med morfar fortsätter eftersom den betyder mest för Kim."
    )
    kinds = measure_kinds()
    own = kinds["sentences"](kind="sentences", where={"speaker": "child"}).find(annotated, Facts(), {})
    taken = kinds["taken_up"](kind="taken_up", of="own", where={"parts": "beslut"})
    assert taken.find(annotated, Facts(), {"own": own}).value == 1
