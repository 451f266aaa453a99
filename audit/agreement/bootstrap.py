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
class Drawn:
    """Files drawn with replacement: how often each file is in each draw, the material itself first."""

    counts: Floats

    def estimate(
        self, per_case: Floats, figure: Figure, reason: str = "no_cases", values: dict[str, str] | None = None
    ) -> Estimate:
        """A figure with its interval; `reason` is why it is null where its table is degenerate."""
        rows = per_case.reshape(len(per_case), -1)
        sums = (self.counts @ rows).reshape(-1, *per_case.shape[1:])
        found = figure(sums)
        if not len(rows) or np.isnan(found[0]):
            return Estimate(value=None, reason=reason, values=values or {})
        value, known = round(float(found[0]), _DECIMALS), found[1:][~np.isnan(found[1:])]
        # A file alone, or a figure that most draws cannot give, tells nothing of its spread.
        if np.count_nonzero(rows.any(axis=1)) < 2 or len(known) * 2 < len(found) - 1 or not len(known):
            return Estimate(value=value, reason="few_cases")
        low, high = (round(float(end), _DECIMALS) for end in np.quantile(known, (0.025, 0.975)))
        return Estimate(value=value, low=low, high=high)


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
