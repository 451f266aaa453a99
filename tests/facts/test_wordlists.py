"""The word lists of needs, interventions, answers, closing and disagreements can be used as they stand."""

from collections.abc import Iterator
from typing import Any

import pytest

from audit.swedish.phrases import PhraseTable
from audit.vocabulary import load_vocabulary

NAMES = ("needs", "interventions", "answers", "closing", "disagreements")


def phrases(data: Any) -> Iterator[str]:
    if isinstance(data, dict):
        for value in data.values():
            yield from phrases(value)
    elif isinstance(data, list):
        yield from map(str, data)


@pytest.mark.parametrize("name", NAMES)
def test_every_phrase_compiles(name: str) -> None:
    listed = [p for p in phrases(load_vocabulary(name)) if p not in (":",)]
    assert PhraseTable({name: listed}).find(()) == []


@pytest.mark.parametrize("name", NAMES)
def test_no_phrase_holds_a_comma(name: str) -> None:
    """A comma inside quotes is a slip: signs are tokens of their own, and no word ends with one."""
    assert [p for p in phrases(load_vocabulary(name)) if "," in p] == []


def test_every_type_has_its_form_and_what_it_is_made_for() -> None:
    types = set(load_vocabulary("interventions")["types"])
    assert len(types) == 16
    assert set(load_vocabulary("interventions")["forms"]) == types
    assert set(load_vocabulary("answers")["made_for"]) == types
    matters = set(load_vocabulary("answers")["matters"])
    assert {m for listed in load_vocabulary("answers")["made_for"].values() for m in listed} <= matters
