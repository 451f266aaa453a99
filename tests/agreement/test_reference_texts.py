"""The reference texts are whole, and the half for measuring is the one that was committed before rules were changed."""

from collections import Counter

import pytest

from audit.annotate.model import ROLES
from tests.agreement.reference import digest
from tests.agreement.reference_texts import hands, sentences_of

HALVES = ("test", "learn")
TEST_HALF = "dc059ed1862bdb9a"  # of commit cf93cd1; whoever changes a text there measures something else


@pytest.fixture(scope="module")
def texts():
    return {half: [text for hand in hands(half) for text in hand.texts] for half in HALVES}


def test_the_test_half_is_unchanged():
    assert digest("test") == TEST_HALF


def test_there_are_enough(texts):
    assert sum(len(text.s) for found in texts.values() for text in found) >= 3000
    assert sum(len(hand.parts) for half in HALVES for hand in hands(half)) >= 120


def test_about_a_third_are_traps(texts):
    every = [bool(text.trap) for found in texts.values() for text in found]
    assert 0.25 <= sum(every) / len(every) <= 0.5


def test_ids_and_sentences_are_not_repeated(texts):
    assert not [n for n, many in Counter(text.id for found in texts.values() for text in found).items() if many > 1]
    own = {half: {s.t for text in found for s in text.s} for half, found in texts.items()}
    alike = own["test"] & own["learn"]
    assert all(len(sentence.split()) <= 4 for sentence in alike)  # "Utredning inleds ej." anybody writes


@pytest.mark.parametrize("half", HALVES)
def test_every_role_is_known_and_there(texts, half):
    given = Counter(role for text in texts[half] for s in text.s for role in s.r)
    assert set(given) == set(ROLES)


@pytest.mark.parametrize("half", HALVES)
def test_every_sentence_is_found_in_its_text(texts, half):
    """A coded sentence stands in what the tool reads; a heading or label takes a few away."""
    reads = [read for text in texts[half] for read in sentences_of(text)]
    assert sum(bool(read.found) for read in reads) >= 0.97 * len(reads)
