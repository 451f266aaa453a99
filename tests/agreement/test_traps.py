"""The trap bank: small invented files by which a reader could be fooled, and what the manual says of each.

`reference_texts/traps/` holds one file a kind of trap. What the tool still falls for stands in `fallen_for.txt` there,
so that a trap newly fallen into fails, and one that is escaped at last must be taken off the list.
"""

from collections.abc import Iterator
from typing import Any

import pytest

from audit.annotate.sentences import annotate_case
from audit.casefile.build import documents_to_case
from audit.casefile.domains import domain_ids
from audit.documents.text import markdown_to_document
from audit.facts.find import find_facts
from audit.recorded import result_of
from audit.results import CaseResult
from audit.rubric import load_rubric
from audit.scoring import score_case
from audit.yamlfile import read_yaml
from tests.agreement.reference_texts import FOLDER

TRAPS = FOLDER / "traps"
FALLEN_FOR = TRAPS / "fallen_for.txt"


def bank() -> Iterator[tuple[str, dict[str, Any]]]:
    """Every case of the bank with the kind of trap."""
    for path in sorted(TRAPS.glob("*.yaml")):
        data = read_yaml(path).data
        for case in data["cases"]:
            yield data["trap"], case


BANK = list(bank())
KNOWN = frozenset(FALLEN_FOR.read_text(encoding="utf-8").split())


def result(case: dict[str, Any]) -> CaseResult:
    """The case graded as a whole."""
    documents = [markdown_to_document(text, f"{n}.md") for n, text in enumerate(case["documents"], 1)]
    annotated = annotate_case(documents_to_case("trap", documents))
    rubric, facts = load_rubric("bbic"), find_facts(annotated)
    return result_of(annotated, facts, score_case(rubric, annotated, facts, domain_ids()), rubric)


def answer(found: CaseResult, asked: str) -> Any:
    """What the tool says where the bank asks for a criterion's level or a fact."""
    if not asked.startswith("facts."):
        record = found.criteria.get(asked)
        if record is None:  # an area that the file's generation does not have
            return 0
        return "na" if record.level is None else record.level
    name = asked.removeprefix("facts.")
    facts: Any = found.facts
    if name in facts["timeline"]:
        return facts["timeline"][name]
    for key in name.split("."):
        facts = facts[key]
    return facts


def wrong(case: dict[str, Any]) -> list[tuple[str, Any, Any]]:
    """Where the tool is fooled: what was asked, what a reader says, what the tool says."""
    found = result(case)
    said = [(asked, meant, answer(found, asked)) for asked, meant in case["expect"].items()]
    return [(a, m, s) for a, m, s in said if (sorted(m) != sorted(s) if isinstance(m, list) else m != s)]


@pytest.mark.parametrize(("trap", "case"), BANK, ids=[case["id"] for _, case in BANK])
def test_trap(trap, case):
    if case["id"] in KNOWN:
        assert wrong(case), f"no longer fooled: take {case['id']} off the list"
    else:
        assert wrong(case) == []


def test_bank_is_whole():
    """Twenty kinds, each with at least five texts."""
    kinds = {trap: sum(t == trap for t, _ in BANK) for trap, _ in BANK}
    assert len(kinds) >= 20
    assert min(kinds.values()) >= 5
    assert {case["id"] for _, case in BANK} >= KNOWN
