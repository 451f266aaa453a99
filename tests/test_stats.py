"""Every figure beside the one that scipy or statsmodels gives, and the cases that have no answer."""

import math
import random

import numpy
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import fisher_exact
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint, proportions_ztest

from audit.stats import P, benjamini_hochberg, fisher, holm, median, newcombe, quantile, two_proportions, wilson

PAIRS = [
    (37, 140, 20, 140),
    (0, 12, 5, 9),
    (12, 12, 3, 9),
    (1, 1, 0, 1),
    (59, 140, 41, 140),
    (3, 7, 3, 7),
    (250, 900, 1, 40),
]


def close(a, b):
    return math.isclose(a, b, rel_tol=1e-9, abs_tol=1e-9)


@pytest.mark.parametrize(("count", "n"), [(37, 140), (0, 5), (5, 5), (1, 1), (16000, 16001), (1, 16000)])
def test_wilson_as_statsmodels(count, n):
    low, high = proportion_confint(count, n, method="wilson")
    found = wilson(count, n)
    assert close(found.low, low)
    assert close(found.high, high)


@pytest.mark.parametrize("pair", PAIRS)
def test_newcombe_as_statsmodels(pair):
    low, high = confint_proportions_2indep(*pair, method="newcomb", compare="diff")
    found = newcombe(*pair)
    assert close(found.low, low)
    assert close(found.high, high)


@pytest.mark.parametrize("pair", PAIRS)
def test_fisher_as_scipy(pair):
    a, n, b, m = pair
    assert close(fisher(*pair).value, fisher_exact([[a, n - a], [b, m - b]]).pvalue)


@given(st.integers(1, 60), st.integers(1, 60), st.data())
def test_fisher_as_scipy_for_any_table(n, m, data):
    a, b = data.draw(st.integers(0, n)), data.draw(st.integers(0, m))
    found = fisher(a, n, b, m)
    if found.value is None:
        assert found.reason == "nothing_varies"
        assert a + b in (0, n + m)
    else:
        assert close(found.value, fisher_exact([[a, n - a], [b, m - b]]).pvalue)


@pytest.mark.parametrize("pair", PAIRS)
def test_two_proportions_as_statsmodels(pair):
    a, n, b, m = pair
    assert close(two_proportions(*pair).value, proportions_ztest([a, b], [n, m])[1])


@pytest.mark.parametrize(("rule", "method"), [(holm, "holm"), (benjamini_hochberg, "fdr_bh")])
def test_corrections_as_statsmodels(rule, method):
    ps = [0.011, 0.5, 0.0004, 0.04, 0.04, 0.99, 0.049, 0.2]
    expected = multipletests(ps, method=method)[1]
    assert all(close(a.value, b) for a, b in zip(rule([P(p) for p in ps]), expected, strict=True))


def test_a_test_without_an_answer_is_no_part_of_the_family():
    none = P(None, "nothing_varies")
    assert holm([P(0.01), none, P(0.04)]) == (P(0.02), none, P(0.04))


@pytest.mark.parametrize("share", [0, 0.1, 0.25, 0.5, 0.9, 1])
def test_quantiles_as_numpy(share):
    draw = random.Random(7)
    for size in (1, 2, 3, 10, 31):
        values = [draw.randrange(400) for _ in range(size)]
        assert close(quantile(values, share), float(numpy.quantile(values, share)))


def test_none_with_a_reason_where_there_is_no_answer():
    assert wilson(0, 0).reason == "no_cases"
    assert newcombe(1, 2, 0, 0).reason == "no_cases"
    assert fisher(0, 0, 1, 2) == P(None, "no_cases")
    assert fisher(0, 4, 0, 9) == P(None, "nothing_varies")
    assert two_proportions(4, 4, 9, 9) == P(None, "nothing_varies")
    assert median([]) is None
    assert holm([]) == ()


def test_a_count_above_its_base_is_our_own_mistake():
    with pytest.raises(ValueError, match="no share"):
        wilson(3, 2)
