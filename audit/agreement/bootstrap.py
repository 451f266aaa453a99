"""Percentile bootstrap over files: files are what is sampled, not single decisions (Efron and Tibshirani 1993, ch. 13).

A figure is a function of sums over files, so a draw is a count of each file times what the file brings, and two
thousand draws are one product of matrices.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from audit.agreement.coefficients import Floats
from audit.agreement.file import Estimate

DRAWS, SEED = 2000, 1
_DECIMALS = 6  # what differs below hangs on the order of a sum
Figure = Callable[[Floats], Floats]


@dataclass(frozen=True, slots=True)
class Summed:
    """Sums over the files of the material and of each draw; `files` of them bring something."""

    sums: Floats
    files: int

    def estimate(self, figure: Figure, reason: str = "no_cases", values: dict[str, str] | None = None) -> Estimate:
        """A figure with its interval; `reason` is why it is null where its table is degenerate."""
        found = figure(self.sums)
        if np.isnan(found[0]):
            return Estimate(value=None, reason=reason, values=values or {})
        value, known = round(float(found[0]), _DECIMALS), found[1:][~np.isnan(found[1:])]
        # A file alone, or a figure that most draws cannot give, tells nothing of its spread.
        if self.files < 2 or len(known) * 2 < len(found) - 1 or not len(known):
            return Estimate(value=value, reason="few_cases")
        low, high = (round(float(end), _DECIMALS) for end in np.quantile(known, (0.025, 0.975)))
        return Estimate(value=value, low=low, high=high)


@dataclass(frozen=True, slots=True)
class Drawn:
    """Files drawn with replacement: how often each file is in each draw, the material itself first."""

    counts: Floats

    def sums(self, *per_case: Floats) -> list[Summed]:
        """What each file brings, summed: several tables in one product, which is what the time goes to."""
        rows = [table.reshape(len(table), -1) for table in per_case]
        ends = np.cumsum([row.shape[1] for row in rows])[:-1]
        parts = np.split(self.counts @ np.concatenate(rows, axis=1), ends, axis=1)
        return [
            Summed(part.reshape(-1, *table.shape[1:]), int(np.count_nonzero(row.any(axis=1))))
            for part, table, row in zip(parts, per_case, rows, strict=True)
        ]


def drawn(cases: int, *, draws: int = DRAWS, seed: int = SEED) -> Drawn:
    """So many draws of so many files, the same for the same seed."""
    counts = np.zeros((draws + 1, cases))
    counts[0] = 1.0
    if cases:
        # PCG64 by name: the generator behind a bare seed may change with numpy.
        picked = np.random.Generator(np.random.PCG64(seed)).integers(0, cases, (draws, cases))
        rows = np.repeat(np.arange(1, draws + 1), cases)
        np.add.at(counts, (rows, picked.ravel()), 1.0)
    return Drawn(counts)
