"""Agreement on levels: one criterion, or several pooled, over two readers or more.

The last reader of a pair is taken as the coding. A level withheld where the coding gives one counts as the farthest, so
that silence wins nothing; files that the coding does not grade stand in the figure of states alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from itertools import combinations

import numpy as np

from audit.agreement import coefficients as c
from audit.agreement.bootstrap import Drawn
from audit.agreement.file import ConfidenceFigures, CriterionFigures, Estimate, LevelFigures, PairFigures
from audit.agreement.reading import NOT_APPLICABLE, Reading
from audit.stats import wilson

CONFIDENCE = ("firm", "near", "doubtful")
_Pair = tuple[int, int, int]  # case, given, coded


@dataclass(frozen=True, slots=True)
class Unit:
    """One decision: the place of its case, what each reader gave, and how sure the first one was."""

    case: int
    given: tuple[object, ...]
    confidence: str | None


def farthest(coded: float, levels: int) -> int:
    """The level farthest from the coding; the lower one from the very middle."""
    return levels - 1 if coded < (levels - 1) / 2 else 0


def units_of(names: Sequence[str], readings: Sequence[Reading], cases: Sequence[str]) -> list[Unit]:
    """Every decision on these criteria; `names` are several where they are pooled."""
    found = []
    for name in names:
        for place, case in enumerate(cases):
            coded = [reading.cases.get(case) for reading in readings]
            given = [who.levels.get(name, ...) if who else ... for who in coded]
            if all(value is ... for value in given):
                continue
            for at, (who, reading) in enumerate(zip(coded, readings, strict=True)):
                if who and given[at] is ... and reading.kind == "results":
                    given[at] = None  # a program that does not answer what another does has withheld its level
            if sum(value is not ... for value in given) >= 2:
                found.append(Unit(place, tuple(given), coded[0].confidence.get(name) if coded[0] else None))
    return found


def criterion_figures(
    units: Sequence[Unit], levels: int, readings: Sequence[Reading], drawn: Drawn, cases: int, *, described: bool
) -> CriterionFigures:
    """All figures of one criterion."""
    both = [u for u in units if u.given[0] is not ... and u.given[1] is not ...]
    pairs, shown = filled(both, levels, 0, 1), graded(both, 0, 1)
    matrix = [list(u.given) for u in units]
    readers = len(readings)
    if readers == 2:
        all_filled, all_shown = ratings_of_pairs(pairs), ratings_of_pairs(shown)
    else:
        all_filled = _ratings(units, levels)
        all_shown = [(u.case, [v if isinstance(v, int) else c.MISSING for v in u.given]) for u in units]
    tool = readings[0].kind == "results"
    return CriterionFigures(
        **_figures(pairs, all_filled, levels, drawn, cases).model_dump(),
        levels=levels,
        withheld=len(pairs) - len(shown),
        two_off=sum(abs(given - coded) > 1 for _, given, coded in pairs),
        state=_state(both, drawn, cases),
        state_n=sum(u.given[1] is not None for u in both),
        graded_only=_figures(shown, all_shown, levels, drawn, cases),
        described=_described(pairs, levels, drawn, cases) if described else None,
        prevalence=[_counted([row[r] for row in matrix if row[r] is not ...], levels) for r in range(readers)],
        confusion=_confusion(both, levels),
        by_confidence=_by_confidence(both) if tool else {},
        pairs=_pairs(units, levels, drawn, cases) if readers > 2 else [],
    )


def filled(units: Sequence[Unit], levels: int, first: int, second: int) -> list[_Pair]:
    """Case, given and coded level wherever the coding grades; what was withheld as the farthest."""
    return [
        (u.case, given if isinstance(given, int) else farthest(coded, levels), coded)
        for u in units
        for given, coded in [(u.given[first], u.given[second])]
        if isinstance(coded, int) and given is not ...
    ]


def graded(units: Sequence[Unit], first: int, second: int) -> list[_Pair]:
    """The same where both grade."""
    return [
        (u.case, given, coded)
        for u in units
        for given, coded in [(u.given[first], u.given[second])]
        if isinstance(coded, int) and isinstance(given, int)
    ]


def ratings_of_pairs(pairs: Sequence[_Pair]) -> list[tuple[int, list[int]]]:
    """Pairs as ratings of two readers."""
    return [(case, [given, coded]) for case, given, coded in pairs]


def _ratings(units: Sequence[Unit], levels: int) -> list[tuple[int, list[int]]]:
    """Ratings of all readers where at least half of the codings grade; who withheld stands farthest from their mean."""
    rows = []
    for u in units:
        codings = [v for v in u.given[1:] if v is not ...]
        coded = [v for v in codings if isinstance(v, int)]
        if not coded or 2 * len(coded) < len(codings):
            continue
        silent = farthest(sum(coded) / len(coded), levels)
        rows.append((u.case, [c.MISSING if v is ... else v if isinstance(v, int) else silent for v in u.given]))
    return rows


def _pairs(units: Sequence[Unit], levels: int, drawn: Drawn, cases: int) -> list[PairFigures]:
    """Every two readers who both coded something of it."""
    found = []
    for first, second in combinations(range(len(units[0].given)), 2):
        if not any(u.given[first] is not ... and u.given[second] is not ... for u in units):
            continue
        pairs = filled(units, levels, first, second)
        figures = _figures(pairs, ratings_of_pairs(pairs), levels, drawn, cases)
        withheld = len(pairs) - len(graded(units, first, second))
        found.append(PairFigures(**figures.model_dump(), first=first, second=second, withheld=withheld))
    return found


def _figures(
    pairs: Sequence[_Pair], ratings: Sequence[tuple[int, list[int]]], levels: int, drawn: Drawn, cases: int
) -> LevelFigures:
    tables = np.zeros((cases, levels, levels))
    sums = np.zeros((cases, 3))  # equal, given minus coded, decisions
    for case, given, coded in pairs:
        tables[case, given, coded] += 1
        sums[case] += (given == coded, given - coded, 1)
    readers = len(ratings[0][1]) if ratings else 2
    rated = np.array([values for _, values in ratings], dtype=np.int64).reshape(len(ratings), readers)
    where = [case for case, _ in ratings]
    squared = c.quadratic(levels)
    agreed = _by_case(c.pairwise_agreement(rated, squared), where, cases)
    together = _by_case(c.coincidences(rated, levels), where, cases)
    one = _only({v for _, *values in pairs for v in values})
    one_of_all = _only({v for _, values in ratings for v in values if v != c.MISSING})
    of_pair, of_readers, of_values, equal, higher = drawn.sums(
        tables, agreed, together, sums[:, [0, 2]], sums[:, [1, 2]]
    )
    return LevelFigures(
        n=len(pairs),
        kappa=of_pair.estimate(partial(c.kappa, disagreement=squared), *one),
        ac2=of_readers.estimate(partial(c.ac2, disagreement=squared), *one_of_all),
        alpha=of_values.estimate(c.alpha, *one_of_all),
        exact=equal.estimate(c.share),
        bias=higher.estimate(c.share),
    )


def _by_case(rows: c.Floats, where: Sequence[int], cases: int) -> c.Floats:
    found = np.zeros((cases, *rows.shape[1:]))
    np.add.at(found, np.array(where, dtype=np.int64), rows)
    return found


def _only(values: set[int]) -> tuple[str, dict[str, str]]:
    """Why a chance-corrected figure cannot be had, if it cannot."""
    return ("all_one_level", {"level": str(*values)}) if len(values) == 1 else ("no_cases", {})


def _state(units: Sequence[Unit], drawn: Drawn, cases: int) -> Estimate:
    sums = np.zeros((cases, 2))
    for u in units:
        given, coded = u.given[:2]
        if coded is not None:
            sums[u.case] += ((coded == NOT_APPLICABLE) == (not isinstance(given, int)), 1)
    return drawn.sums(sums)[0].estimate(c.share)


def _described(pairs: Sequence[_Pair], levels: int, drawn: Drawn, cases: int) -> Estimate:
    top, sums = levels - 1, np.zeros((cases, 3))
    for case, given, coded in pairs:
        sums[case] += (given == coded == top, given == top, coded == top)
    return drawn.sums(sums)[0].estimate(c.f1, "nothing_on_either_side")


def _place(value: object, levels: int) -> int:
    return value if isinstance(value, int) else levels if value == NOT_APPLICABLE else levels + 1


def _counted(values: Sequence[object], levels: int) -> list[int]:
    places = [_place(v, levels) for v in values]
    return [places.count(n) for n in range(levels + 2)]


def _confusion(units: Sequence[Unit], levels: int) -> list[list[int]]:
    """Rows as coded, columns as given; a last row is only there where a coding withheld."""
    table = [[0] * (levels + 2) for _ in range(levels + 2)]
    for u in units:
        table[_place(u.given[1], levels)][_place(u.given[0], levels)] += 1
    return table if any(table[-1]) else table[:-1]


def _by_confidence(units: Sequence[Unit]) -> dict[str, ConfidenceFigures]:
    found = {}
    for name in CONFIDENCE:
        wrong = [u.given[0] != u.given[1] for u in units if u.confidence == name and isinstance(u.given[1], int)]
        if not wrong:
            continue
        ends = wilson(sum(wrong), len(wrong))
        share = Estimate(value=round(sum(wrong) / len(wrong), 6), low=_rounded(ends.low), high=_rounded(ends.high))
        found[name] = ConfidenceFigures(n=len(wrong), wrong=sum(wrong), share=share)
    return found


def _rounded(end: float | None) -> float | None:
    return None if end is None else round(end, 6)


def levels_in(units: Sequence[Unit]) -> int:
    """One more than the highest level that anybody gave: for a criterion that no rubric tells of."""
    return 1 + max((v for u in units for v in u.given if isinstance(v, int)), default=0)
