"""Coefficients of agreement against printed examples, other programs, and what must hold of each."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.stats.inter_rater import cohens_kappa

from audit.agreement import coefficients as c
from audit.agreement.bootstrap import drawn

# Twelve units, four readers, 0 for a reader who gave none: the example of Krippendorff, "Computing Krippendorff's
# alpha-reliability" (2011), and of Gwet, "Handbook of inter-rater reliability" (4th ed. 2014).
PRINTED = np.array(
    [
        [1, 1, 0, 1], [2, 2, 3, 2], [3, 3, 3, 3], [3, 3, 3, 3], [2, 2, 2, 2], [1, 2, 3, 4],
        [4, 4, 4, 4], [1, 1, 2, 1], [2, 2, 2, 2], [0, 5, 5, 5], [0, 0, 1, 1], [0, 3, 0, 0],
    ]
) - 1  # fmt: skip
# numpy.random.default_rng(7).integers(0, 4, (15, 3)), 15 % taken away.
MADE = np.array(
    [
        [3, 2, 2], [3, 2, 3], [3, 0, -1], [1, 1, 3], [3, 0, 1], [3, 0, 3], [0, 1, 3], [1, 1, 1],
        [-1, 1, 3], [1, 1, 2], [2, 2, -1], [3, -1, 3], [2, 2, 1], [-1, 1, 0], [3, -1, 3],
    ]
)  # fmt: skip


def alpha(ratings, levels, metric="ordinal"):
    return float(c.alpha(c.coincidences(np.asarray(ratings), levels).sum(axis=0)[None], metric)[0])


def gwet(ratings, levels, disagreement=c.quadratic):
    weights = disagreement(levels)
    return float(c.ac2(c.pairwise_agreement(np.asarray(ratings), weights).sum(axis=0)[None], weights)[0])


def kappa(table, disagreement):
    return float(c.kappa(np.asarray(table, dtype=float)[None], np.asarray(disagreement, dtype=float))[0])


def table_of(pairs, levels):
    table = np.zeros((levels, levels))
    for a, b in pairs:
        table[a, b] += 1
    return table


# Printed examples. What is printed has few decimals; the fraction behind it is checked to 1e-9.


def test_kappa_of_cohen_1968():
    """Psychological Bulletin 70, table 1: kappa .492, weighted .348."""
    table = [[88, 14, 18], [10, 40, 10], [2, 6, 12]]
    assert kappa(table, c.nominal(3)) == pytest.approx(0.29 / 0.59, abs=1e-9)
    assert round(kappa(table, c.nominal(3)), 3) == 0.492
    weights = [[0, 1, 3], [1, 0, 6], [3, 6, 0]]
    assert kappa(table, weights) == pytest.approx(1 - 0.90 / 1.38, abs=1e-9)
    assert round(kappa(table, weights), 3) == 0.348


def test_kappa_of_fleiss():
    """Statistical methods for rates and proportions, ch. 18: kappa .68."""
    assert kappa([[75, 1, 4], [5, 4, 1], [0, 0, 10]], c.nominal(3)) == pytest.approx(0.23 / 0.34, abs=1e-9)


@pytest.mark.parametrize(
    ("metric", "printed", "exact"),
    [("nominal", 0.743, 113 / 152), ("ordinal", 0.815, 0.8153875037548814), ("interval", 0.849, 951 / 1120)],
)
def test_alpha_of_krippendorff_2011(metric, printed, exact):
    """Exact: the package krippendorff 0.9.0 (GPL, so it is no dependency), `krippendorff.alpha(data.T, metric)`."""
    assert round(alpha(PRINTED, 5, metric), 3) == printed
    assert alpha(PRINTED, 5, metric) == pytest.approx(exact, abs=1e-9)


def test_ac1_of_gwet():
    """The handbook's example: AC1 0.77544; twelve decimals and AC2 by irrCAC 0.4.4, `CAC(data, weights).gwet()`."""
    assert gwet(PRINTED, 5, c.nominal) == pytest.approx(0.775444068127, abs=1e-9)
    assert gwet(PRINTED, 5) == pytest.approx(0.914000723552, abs=1e-9)


# Other programs


def test_made_ratings_as_other_programs():
    """krippendorff 0.9.0 and irrCAC 0.4.4, which pins an old scipy."""
    assert alpha(MADE, 4, "nominal") == pytest.approx(0.1648351648351648, abs=1e-9)
    assert alpha(MADE, 4) == pytest.approx(0.025047890681537566, abs=1e-9)
    assert alpha(MADE, 4, "interval") == pytest.approx(0.011560693641618491, abs=1e-9)
    assert gwet(MADE, 4) == pytest.approx(0.172901325479, abs=1e-9)
    assert gwet(MADE, 4, c.nominal) == pytest.approx(0.211891891892, abs=1e-9)


@pytest.mark.parametrize("seed", range(20))
def test_kappa_as_statsmodels(seed):
    random = np.random.default_rng(seed)
    table = random.integers(0, 9, (4, 4)) + np.eye(4, dtype=int)
    assert kappa(table, c.quadratic(4)) == pytest.approx(cohens_kappa(table, wt="quadratic").kappa, abs=1e-9)
    assert kappa(table, c.nominal(4)) == pytest.approx(cohens_kappa(table).kappa, abs=1e-9)


# What must hold


pairs_drawn = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=2, max_size=40)


@given(pairs_drawn)
def test_two_readers_may_change_places(pairs):
    there, back = table_of(pairs, 4), table_of([(b, a) for a, b in pairs], 4)
    assert kappa(there, c.quadratic(4)) == pytest.approx(kappa(back, c.quadratic(4)), nan_ok=True, abs=1e-12)
    ratings = np.array(pairs)
    assert alpha(ratings, 4) == pytest.approx(alpha(ratings[:, ::-1], 4), nan_ok=True, abs=1e-12)
    assert gwet(ratings, 4) == pytest.approx(gwet(ratings[:, ::-1], 4), nan_ok=True, abs=1e-12)


@given(pairs_drawn, st.permutations(range(4)))
def test_nominal_figures_know_no_names(pairs, names):
    renamed = [(names[a], names[b]) for a, b in pairs]
    assert kappa(table_of(pairs, 4), c.nominal(4)) == pytest.approx(
        kappa(table_of(renamed, 4), c.nominal(4)), nan_ok=True, abs=1e-12
    )
    assert alpha(pairs, 4, "nominal") == pytest.approx(alpha(renamed, 4, "nominal"), nan_ok=True, abs=1e-12)
    assert gwet(pairs, 4, c.nominal) == pytest.approx(gwet(renamed, 4, c.nominal), nan_ok=True, abs=1e-12)


@given(pairs_drawn)
def test_ordered_figures_may_be_turned_over(pairs):
    turned = [(3 - a, 3 - b) for a, b in pairs]
    quadratic = c.quadratic(4)
    assert kappa(table_of(pairs, 4), quadratic) == pytest.approx(
        kappa(table_of(turned, 4), quadratic), nan_ok=True, abs=1e-12
    )
    assert alpha(pairs, 4) == pytest.approx(alpha(turned, 4), nan_ok=True, abs=1e-12)
    assert gwet(pairs, 4) == pytest.approx(gwet(turned, 4), nan_ok=True, abs=1e-12)


@given(pairs_drawn, st.randoms())
def test_the_order_of_files_leaves_the_figures(pairs, random):
    mixed = list(pairs)
    random.shuffle(mixed)
    assert alpha(pairs, 4) == pytest.approx(alpha(mixed, 4), nan_ok=True, abs=1e-12)
    assert gwet(pairs, 4) == pytest.approx(gwet(mixed, 4), nan_ok=True, abs=1e-12)


@given(pairs_drawn)
def test_none_is_above_one_and_agreement_is_one(pairs):
    for value in (kappa(table_of(pairs, 4), c.quadratic(4)), alpha(pairs, 4), gwet(pairs, 4)):
        assert math.isnan(value) or value <= 1 + 1e-12
    same = [(a, a) for a, _ in pairs]
    for value in (kappa(table_of(same, 4), c.quadratic(4)), alpha(same, 4)):
        assert math.isnan(value) or value == pytest.approx(1)
    assert gwet(same, 4) == pytest.approx(1)


@given(pairs_drawn)
def test_quadratic_kappa_stands_near_interval_alpha(pairs):
    """1 − α is 1 − κ, but for n, where both readers use the levels alike: made so here by turning pairs round."""
    both = [*pairs, *((b, a) for a, b in pairs)]
    n = 2 * len(both)
    found = alpha(both, 4, "interval")
    if not math.isnan(found):
        assert 1 - found == pytest.approx((1 - kappa(table_of(both, 4), c.quadratic(4))) * (n - 1) / n, abs=1e-12)


def test_a_reader_alone_in_a_file_counts_for_nothing_in_alpha():
    assert alpha([*MADE.tolist(), [0, -1, -1]], 4) == pytest.approx(alpha(MADE, 4), abs=1e-12)


def test_where_nothing_varies_there_is_no_kappa_and_no_alpha():
    assert math.isnan(kappa(table_of([(2, 2)] * 9, 4), c.quadratic(4)))
    assert math.isnan(alpha([(2, 2)] * 9, 4))
    assert gwet([(2, 2)] * 9, 4) == 1


def test_f1_is_micro():
    assert float(c.f1(np.array([[3.0, 4.0, 5.0]]))[0]) == pytest.approx(6 / 9)


# The bootstrap


def test_draws_are_of_files_and_the_same_for_the_same_seed():
    one, again, other = drawn(30, draws=50, seed=4), drawn(30, draws=50, seed=4), drawn(30, draws=50, seed=5)
    assert (one.counts[0] == 1).all()
    assert (one.counts.sum(axis=1) == 30).all()
    assert (one.counts == again.counts).all()
    assert (one.counts != other.counts).any()


def test_interval_covers_as_often_as_it_says():
    """A share of 0.6 lies within about 95 % of the intervals of 60 files."""
    random, within, trials = np.random.default_rng(3), 0, 200
    for trial in range(trials):
        hits = random.random(60) < 0.6
        found = drawn(60, draws=400, seed=trial).sums(np.column_stack([hits, np.ones(60)]))[0].estimate(c.share)
        within += found.low <= 0.6 <= found.high
    assert 0.90 <= within / trials <= 0.99


def test_a_file_alone_has_no_interval():
    found = drawn(1).sums(np.array([[1.0, 1.0]]))[0].estimate(c.share)
    assert (found.value, found.low, found.reason) == (1.0, None, "few_cases")


def test_a_degenerate_table_is_named():
    tables = np.zeros((9, 4, 4))
    tables[:, 2, 2] = 1
    found = drawn(9).sums(tables)[0].estimate(lambda t: c.kappa(t, c.quadratic(4)), "all_one_level", {"level": "2"})
    assert (found.value, found.reason, found.values) == (None, "all_one_level", {"level": "2"})


def test_two_thousand_draws_of_a_thousand_files_are_quick():
    from time import perf_counter

    random = np.random.default_rng(0)
    started = perf_counter()
    files = drawn(1000)
    for _ in range(30):
        files.sums(c.coincidences(random.integers(0, 4, (1000, 2)), 4))[0].estimate(c.alpha)
    assert perf_counter() - started < 5
