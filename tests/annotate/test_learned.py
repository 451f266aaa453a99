"""Roles by the learned model; every sentence and person is invented."""

import numpy as np
import pytest

from audit.annotate.learned import ANY, features_of_order, features_of_word, model, use_roles
from audit.annotate.roles import REASONING
from tests.builders import CHILD, annotated_of

ANALYSIS = CHILD + "## Analys och bedömning\n\n"


def last(text):
    return annotated_of(ANALYSIS + text).sentences[-1]


@pytest.fixture(autouse=True)
def _by_model(_by_rules):
    use_roles("model")


@pytest.mark.parametrize(
    "text",
    [
        "Nätterna kommer alltid sist när de vuxna räknar.",
        "Tas skolan ifrån henne också finns inget ställe kvar där hon är barn.",
        "Farfar är snäll men han är åttiotre och bor på tredje våningen utan hiss.",
    ],
)
def test_reasoning_in_plain_words(text):
    """What no cue list holds, the model hears in the whole of the sentence."""
    assert last(text).roles & REASONING


@pytest.mark.parametrize(
    "text",
    [
        "Läraren uppger att Kim ofta är trött på måndagar.",
        "Möte hölls på kontoret den 3 maj.",
        "Familjen bor i en trea på Storgatan.",
    ],
)
def test_a_summary_is_no_reasoning(text):
    assert not last(text).roles & REASONING


def test_what_a_rule_says_outright_stays():
    assert "causes" in last("Kims frånvaro beror på att hon vaktar lillebror på morgnarna.").roles


def test_names_carry_no_role():
    one = last("Det är Kim som bär oron för sin mamma, och det gör att hon aldrig slappnar av.")
    other = annotated_of(
        ANALYSIS.replace("Kim Ek", "Bo Ask")
        + "Det är Bo som bär oron för sin mamma, och det gör att hon aldrig slappnar av."
    ).sentences[-1]
    assert one.roles == other.roles


def test_chances_are_those_of_the_table():
    """The sum kept by word is the sum over all features."""
    learned, words, places, signs = model(), ["hon", "bär", "hon", "oron"], ["@analys"], ["&by writer", "&analytic"]
    features = [f for w in words for f in features_of_word(w)] + [*features_of_order(words), *places]
    rows = [learned.weights(f) for f in features]
    total = sum(rows) / np.sqrt(len(features)) + 0.25 * sum(learned.weights(s) for s in signs)
    expected = 1 / (1 + np.exp(-(learned.begin + total)))
    assert learned.chances(words, places, signs) == pytest.approx(expected, abs=1e-12)


def test_the_model_is_plain_data():
    assert ANY in model().roles
    assert set(model().roles) > REASONING


def test_rules_alone_can_be_chosen():
    text = "Nätterna kommer alltid sist när de vuxna räknar."
    use_roles("rules")
    assert not last(text).roles & REASONING
