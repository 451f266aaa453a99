"""Intervals, tests and corrections for counts and shares, each after a named source.

A question that has no answer (a share of no files, a test where nothing varies) gives None with a reason, never NaN
and never an exception. The tests check every figure against scipy or statsmodels.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import NormalDist
from typing import Literal

Reason = Literal["no_cases", "nothing_varies"]
LEVEL = 0.95


@dataclass(frozen=True, slots=True)
class Interval:
    """An interval; both ends are None where `reason` says why there is none."""

    low: float | None
    high: float | None
    reason: Reason | None = None


@dataclass(frozen=True, slots=True)
class P:
    """A two-sided p value; None where `reason` says why there is none."""

    value: float | None
    reason: Reason | None = None


NO_INTERVAL = Interval(None, None, "no_cases")


def wilson(count: int, n: int, *, level: float = LEVEL) -> Interval:
    """The score interval of a share (Wilson 1927); `no_cases` for a share of nothing."""
    _refuse(count, n)
    if n == 0:
        return NO_INTERVAL
    z2 = _z(level) ** 2
    share = count / n
    middle = (share + z2 / (2 * n)) / (1 + z2 / n)
    half = math.sqrt(z2 * (share * (1 - share) / n + z2 / (4 * n * n))) / (1 + z2 / n)
    # At none and all the ends are 0 and 1 by algebra; floats would miss them by a hair.
    return Interval(0.0 if count == 0 else middle - half, 1.0 if count == n else middle + half)


def newcombe(count: int, n: int, other: int, m: int, *, level: float = LEVEL) -> Interval:
    """The interval of `count/n − other/m` from the two score intervals (Newcombe 1998, method 10)."""
    first, second = wilson(count, n, level=level), wilson(other, m, level=level)
    if first.low is None or first.high is None or second.low is None or second.high is None:
        return NO_INTERVAL
    p, q = count / n, other / m
    down = math.hypot(p - first.low, second.high - q)
    up = math.hypot(first.high - p, q - second.low)
    return Interval(p - q - down, p - q + up)


def fisher(count: int, n: int, other: int, m: int) -> P:
    """Fisher's exact test of two shares, two-sided: all tables no likelier than this one (Fisher 1935; R, scipy).

    Whole numbers throughout, so that equally likely tables are equal. `no_cases` where a group is empty,
    `nothing_varies` where all or none of both are counted.
    """
    _refuse(count, n)
    _refuse(other, m)
    if n == 0 or m == 0:
        return P(None, "no_cases")
    total = count + other
    if total in (0, n + m):
        return P(None, "nothing_varies")
    least, most = max(0, total - m), min(n, total)
    ways = math.comb(n, least) * math.comb(m, total - least)
    all_ways: list[int] = []
    for k in range(least, most + 1):
        all_ways.append(ways)
        ways = ways * (n - k) * (total - k) // ((k + 1) * (m - total + k + 1))
    here = all_ways[count - least]
    return P(sum(w for w in all_ways if w <= here) / sum(all_ways))


def two_proportions(count: int, n: int, other: int, m: int) -> P:
    """The z test of two shares with the pooled variance, two-sided; the same reasons as `fisher`."""
    _refuse(count, n)
    _refuse(other, m)
    if n == 0 or m == 0:
        return P(None, "no_cases")
    pooled = (count + other) / (n + m)
    if pooled in (0.0, 1.0):
        return P(None, "nothing_varies")
    z = (count / n - other / m) / math.sqrt(pooled * (1 - pooled) * (1 / n + 1 / m))
    return P(math.erfc(abs(z) / math.sqrt(2)))


def holm(ps: Sequence[P]) -> tuple[P, ...]:
    """P values adjusted over one table (Holm 1979); those that are None are no part of the family and stay so."""
    return _adjusted(ps, _holm)


def benjamini_hochberg(ps: Sequence[P]) -> tuple[P, ...]:
    """P values adjusted for the false discovery rate (Benjamini and Hochberg 1995); None as in `holm`."""
    return _adjusted(ps, _benjamini_hochberg)


def quantile(values: Sequence[float], share: float) -> float | None:
    """The quantile by linear interpolation (type 7 of Hyndman and Fan 1996, as numpy); None of no values."""
    if not 0 <= share <= 1:
        raise ValueError("a quantile lies between 0 and 1")
    if not values:
        return None
    ordered = sorted(values)
    place = (len(ordered) - 1) * share
    below = math.floor(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (place - below)


def median(values: Sequence[float]) -> float | None:
    """The middle value; None of no values."""
    return quantile(values, 0.5)


def _holm(ordered: list[float]) -> list[float]:
    m, highest, out = len(ordered), 0.0, []
    for rank, p in enumerate(ordered):
        highest = max(highest, min(1.0, p * (m - rank)))
        out.append(highest)
    return out


def _benjamini_hochberg(ordered: list[float]) -> list[float]:
    m, lowest, out = len(ordered), 1.0, []
    for rank in range(m, 0, -1):
        lowest = min(lowest, ordered[rank - 1] * m / rank)
        out.append(lowest)
    return out[::-1]


def _adjusted(ps: Sequence[P], rule: Callable[[list[float]], list[float]]) -> tuple[P, ...]:
    family = sorted((p.value, n) for n, p in enumerate(ps) if p.value is not None)
    new = dict(zip((n for _, n in family), rule([p for p, _ in family]), strict=True))
    return tuple(P(new[n]) if n in new else p for n, p in enumerate(ps))


def _z(level: float) -> float:
    return NormalDist().inv_cdf(0.5 + level / 2)


def _refuse(count: int, n: int) -> None:
    if not 0 <= count <= n:
        raise ValueError(f"{count} of {n} is no share")
