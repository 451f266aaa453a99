"""Agreement on facts: sets, dates, yes or no, classes and counts, of the first reader with the second.

What was withheld where the coding has an answer counts as wrong; `graded_only` leaves it out.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any, Literal

import numpy as np

from audit.agreement import coefficients as c
from audit.agreement.bootstrap import Drawn
from audit.agreement.file import Estimate, FactFigures
from audit.agreement.reading import FACTS, Reading

_Pair = tuple[int, Any, Any]  # case, given, coded
_Figure = Callable[[Sequence[_Pair], Drawn, int], Estimate]
# Dates and these are either documented or not: null is an answer.
_NULL_IS_FALSE = ("extended", "protection_assessment")


def facts_figures(first: Reading, second: Reading, cases: Sequence[str], drawn: Drawn) -> dict[str, FactFigures]:
    """The figures of every fact that both readers have."""
    found = {}
    for name, kind in FACTS.items():
        pairs = [
            (place, a.facts[name], b.facts[name])
            for place, case in enumerate(cases)
            for a, b in [(first.cases.get(case), second.cases.get(case))]
            if a and b and name in a.facts and name in b.facts
        ]
        if not pairs:
            continue
        if name in _NULL_IS_FALSE:
            pairs = [(case, bool(a), bool(b)) for case, a, b in pairs]
        found[name] = _KINDS[kind](pairs, drawn, len(cases))
    return found


def _sets(pairs: Sequence[_Pair], drawn: Drawn, cases: int) -> FactFigures:
    sums = np.zeros((cases, 3))
    for case, given, coded in pairs:
        sums[case] += (len(given & coded), len(given), len(coded))
    of_both, of_given, of_coded = drawn.sums(sums, sums[:, [0, 1]], sums[:, [0, 2]])
    return FactFigures(
        kind="set",
        n=len(pairs),
        f1=of_both.estimate(c.f1, "nothing_on_either_side"),
        precision=of_given.estimate(c.share, "nothing_given"),
        recall=of_coded.estimate(c.share, "nothing_coded"),
    )


def _dates(pairs: Sequence[_Pair], drawn: Drawn, cases: int) -> FactFigures:
    dated = [p for p in pairs if p[2]]
    right = _exact(dated, drawn, cases).model_copy()
    if right.reason == "no_cases":
        right = Estimate(value=None, reason="nothing_coded")
    return FactFigures(kind="date", n=len(pairs), exact=_exact(pairs, drawn, cases), dated=right)


def _booleans(pairs: Sequence[_Pair], drawn: Drawn, cases: int) -> FactFigures:
    coded = [(case, given if isinstance(given, bool) else not told, told) for case, given, told in pairs if
             isinstance(told, bool)]  # fmt: skip
    shown = [p for p in pairs if isinstance(p[1], bool) and isinstance(p[2], bool)]
    return _answered("boolean", coded, shown, {"exact": _exact, "kappa": _kappa}, drawn, cases)


def _classes(pairs: Sequence[_Pair], drawn: Drawn, cases: int) -> FactFigures:
    coded = [p for p in pairs if p[2] is not None]
    shown = [p for p in coded if p[1] is not None]
    return _answered("class", coded, shown, {"exact": _exact}, drawn, cases)


def _numbers(pairs: Sequence[_Pair], drawn: Drawn, cases: int) -> FactFigures:
    coded = [p for p in pairs if _whole(p[2])]
    shown = [p for p in coded if _whole(p[1])]
    return _answered("count", coded, shown, {"exact": _exact, "within_one": _within_one}, drawn, cases)


def _answered(
    kind: Literal["boolean", "class", "count"],
    coded: Sequence[_Pair],
    shown: Sequence[_Pair],
    figures: Mapping[str, _Figure],
    drawn: Drawn,
    cases: int,
) -> FactFigures:
    """The figures where the coding answers, and again where both do."""
    return FactFigures(
        kind=kind,
        n=len(coded),
        withheld=len(coded) - len(shown),
        graded_only={name: figure(shown, drawn, cases) for name, figure in figures.items()},
        **{name: figure(coded, drawn, cases) for name, figure in figures.items()},
    )


def _whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _exact(pairs: Sequence[_Pair], drawn: Drawn, cases: int) -> Estimate:
    return _share([(case, given == coded) for case, given, coded in pairs], drawn, cases)


def _within_one(pairs: Sequence[_Pair], drawn: Drawn, cases: int) -> Estimate:
    return _share([(p[0], _whole(p[1]) and abs(p[1] - p[2]) <= 1) for p in pairs], drawn, cases)


def _share(right: Sequence[tuple[int, bool]], drawn: Drawn, cases: int) -> Estimate:
    sums = np.zeros((cases, 2))
    for case, is_right in right:
        sums[case] += (is_right, 1)
    return drawn.sums(sums)[0].estimate(c.share)


def _kappa(pairs: Sequence[_Pair], drawn: Drawn, cases: int) -> Estimate:
    tables = np.zeros((cases, 2, 2))
    for case, given, coded in pairs:
        tables[case, int(given), int(coded)] += 1
    values = {v for _, *both in pairs for v in both}
    reason = ("all_true" if True in values else "all_false") if len(values) == 1 else "no_cases"
    return drawn.sums(tables)[0].estimate(partial(c.kappa, disagreement=c.nominal(2)), reason)


_KINDS = {"set": _sets, "date": _dates, "boolean": _booleans, "class": _classes, "count": _numbers}
