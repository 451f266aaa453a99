"""Coefficients of agreement, each after a named source, over many tables at once.

Every function takes sums over files, one table a row, so that a figure and its bootstrap are the same arithmetic: the
first row is the material, the others are files drawn anew. What a table cannot give is NaN in here; `bootstrap` makes
it a reason. The tests check each against printed examples and against other programs.
"""

from typing import Literal

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Metric = Literal["nominal", "ordinal", "interval"]
MISSING = -1


def quadratic(levels: int) -> Floats:
    """Disagreement that grows with the square of the distance, 1 at the farthest."""
    places = np.arange(levels)
    distance: Floats = np.subtract.outer(places, places).astype(np.float64) ** 2
    return distance / max(1, levels - 1) ** 2


def nominal(levels: int) -> Floats:
    """Every disagreement is as great as any other."""
    return 1.0 - np.eye(levels)


def kappa(tables: Floats, disagreement: Floats) -> Floats:
    """Cohen's kappa (1960), weighted (1968): observed by expected disagreement, from one; NaN if none is expected."""
    n = tables.sum(axis=(1, 2))
    observed = np.einsum("bij,ij->b", tables, disagreement)
    expected = np.einsum("bi,bj,ij->b", tables.sum(axis=2), tables.sum(axis=1), disagreement)
    return 1.0 - _ratio(observed * n, expected)


def pairwise_agreement(ratings: Ints, disagreement: Floats) -> Floats:
    """What AC2 needs of each unit: its pairs' agreement, whether it has pairs, its levels' shares, whether it has one.

    `ratings` has a unit a row and a reader a column, MISSING where a reader gave none.
    """
    counts = _counts(ratings, len(disagreement))
    readers = counts.sum(axis=1)
    alike = 1.0 - disagreement
    paired = readers >= 2
    agreed = (counts * (counts @ alike - 1.0)).sum(axis=1)
    share = np.where(paired, agreed / np.where(paired, readers * (readers - 1), 1.0), 0.0)
    rated = readers >= 1
    shares = counts / np.where(rated, readers, 1.0)[:, None]
    return np.column_stack([share, paired, shares, rated]).astype(np.float64)


def ac2(sums: Floats, disagreement: Floats) -> Floats:
    """Gwet's AC2 (2014, ch. 3–4) for any number of readers, of the sums of pairwise_agreement; AC1 where nominal."""
    levels = len(disagreement)
    observed = _ratio(sums[:, 0], sums[:, 1])
    shares = sums[:, 2 : 2 + levels] / np.where(sums[:, -1:] > 0, sums[:, -1:], np.nan)
    weight = (1.0 - disagreement).sum() / (levels * (levels - 1))
    expected = weight * (shares * (1.0 - shares)).sum(axis=1)
    return _ratio(observed - expected, 1.0 - expected)


def coincidences(ratings: Ints, levels: int) -> Floats:
    """Krippendorff's coincidence matrix of each unit: its pairs of values, each unit with the weight of its readers."""
    counts = _counts(ratings, levels)
    readers = counts.sum(axis=1)
    pairs = np.einsum("ui,uj->uij", counts, counts) - np.einsum("ui,ij->uij", counts, np.eye(levels))
    weight = np.where(readers >= 2, 1.0 / np.where(readers >= 2, readers - 1, 1.0), 0.0)
    found: Floats = pairs * weight[:, None, None]
    return found


def alpha(tables: Floats, metric: Metric = "ordinal") -> Floats:
    """Krippendorff's alpha (2011) of coincidence matrices; NaN where all values are one.

    Ordinal is the one for ordered levels whose distances nobody has measured, and the one in the agreement file;
    interval is quadratic kappa's nearest kin.
    """
    values = tables.sum(axis=2)
    n = values.sum(axis=1)
    distance = _distance(values, metric)
    observed = (tables * distance).sum(axis=(1, 2))
    expected = np.einsum("bi,bj,bij->b", values, values, distance)
    return 1.0 - _ratio(observed * (n - 1.0), expected)


def share(sums: Floats) -> Floats:
    """The first column by the second."""
    return _ratio(sums[:, 0], sums[:, 1])


def f1(sums: Floats) -> Floats:
    """Micro F1 of sets, of the columns in both, in the first, in the second (van Rijsbergen 1979)."""
    return _ratio(2.0 * sums[:, 0], sums[:, 1] + sums[:, 2])


def _counts(ratings: Ints, levels: int) -> Floats:
    """How many readers gave each unit each level."""
    counts: Floats = (ratings[:, :, None] == np.arange(levels)).sum(axis=1).astype(np.float64)
    return counts


def _distance(values: Floats, metric: Metric) -> Floats:
    draws, levels = values.shape
    if metric == "ordinal":
        # Readers between the two levels, half of those at either end counted: the squared difference of mean ranks.
        rank = np.cumsum(values, axis=1) - values / 2.0
        between: Floats = (rank[:, :, None] - rank[:, None, :]) ** 2
        return between
    fixed = nominal(levels) if metric == "nominal" else quadratic(levels)
    everywhere: Floats = np.broadcast_to(fixed, (draws, levels, levels))
    return everywhere


def _ratio(over: Floats, under: Floats) -> Floats:
    defined = under > 0
    found: Floats = np.where(defined, over / np.where(defined, under, 1.0), np.nan)
    return found
