"""Levels of many cases as counts that add up, by district and year; what is too small to show is taken out here, once.

Disclosure, with a least number of 5:
- A group (a district, a year, a district's year, or all) with fewer files, or fewer with an answer, is closed: ×.
- What is about the *file* (forms, levels, days, meetings) is shown whole in every open group.
- What is about the *child* (need, intervention, answer, outcome) has each count of 1-4 hidden, and never by both
  district and year.
- Nothing hidden can be had by adding and subtracting what is shown (`disclosure.py`), and groups closed in one division
  are together at least 5 files. If more than a third of a division's counts would be hidden, only the totals are shown.
"""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from audit.counted import About, Variable, days_of, variables_for
from audit.disclosure import sheltered
from audit.levels import LevelRecord
from audit.stats import quantile

LEAST = 5
LEAST_FOR_P90 = 20  # of fewer, the ninetieth percentile is the days of one file
ALL, UNKNOWN = "*", "?"
SCHEMA = 1


@dataclass(frozen=True, slots=True, order=True)
class Group:
    """Cases of a district and a year; "*" is all, "?" not known."""

    district: str = ALL
    year: str = ALL

    @property
    def crossed(self) -> bool:
        """Whether it is one district's year."""
        return self.district != ALL and self.year != ALL


@dataclass(frozen=True, slots=True)
class Tally:
    """One variable in one group: how many have each value, and how many have none, by kind of nothing.

    `base` is how many have an answer; a hidden count is None; in a closed group nothing but `cases` may be shown.
    """

    cases: int
    base: int
    values: Mapping[str, int | None]
    nothing: Mapping[str, int]
    closed: bool = False

    def count(self, *values: str) -> int | None:
        """How many have one of the values; None where that is hidden."""
        found = [self.values.get(v, 0) for v in values]
        return None if self.closed or None in found else sum(n for n in found if n is not None)


@dataclass(frozen=True, slots=True)
class Days:
    """A length of time in one group; None where too few are known."""

    n: int
    median: float | None
    p90: float | None


@dataclass(frozen=True, slots=True)
class Counts:
    """All that the open report is made of: no case can be told from it once it is disclosed."""

    groups: Mapping[Group, int]  # files in each
    tallies: Mapping[str, Mapping[Group, Tally]]
    days: Mapping[str, Mapping[Group, Days]]
    about: Mapping[str, About]
    rubrics: Mapping[str, tuple[str, ...]]  # year → "id version hash" of its levels
    sources: tuple[str, ...]
    least: int = LEAST

    @property
    def cases(self) -> int:
        """Files in all."""
        return self.groups.get(Group(), 0)

    @property
    def districts(self) -> tuple[str, ...]:
        """Every district by name, the unknown last."""
        return _unknown_last({g.district for g in self.groups} - {ALL})

    @property
    def years(self) -> tuple[str, ...]:
        """Every year, the unknown last."""
        return _unknown_last({g.year for g in self.groups} - {ALL})

    def tally(self, variable: str, group: Group | None = None) -> Tally:
        """A variable in a group; an empty one where nobody was asked."""
        return self.tallies.get(variable, {}).get(group or Group(), Tally(0, 0, {}, {}))

    def by_district(self, variable: str) -> dict[str, Tally]:
        """A variable district by district."""
        return {d: self.tally(variable, Group(district=d)) for d in self.districts}

    def by_year(self, variable: str) -> dict[str, Tally]:
        """A variable year by year."""
        return {y: self.tally(variable, Group(year=y)) for y in self.years}


def counts_of(records: Sequence[LevelRecord], *, least: int = LEAST) -> Counts:
    """Counts that may be shown."""
    variables = variables_for(records)
    groups: Counter[Group] = Counter({Group(): 0})
    for record in records:
        groups.update(_groups(record))
    tallies = {v.id: _disclosed(_tallied(v, records), v, least) for v in variables}
    rubrics: dict[str, set[str]] = {}
    for record in records:
        rubrics.setdefault(_year(record), set()).add(record.rubric)
    return Counts(
        groups=dict(sorted(groups.items())),
        tallies=tallies,
        days=_days(records, least),
        about={v.id: v.about for v in variables},
        rubrics={year: tuple(sorted(found)) for year, found in sorted(rubrics.items())},
        sources=tuple(sorted({r.source for r in records})),
        least=least,
    )


def counts_json(counts: Counts) -> str:
    """The counts as the file that may leave the house: additive, hidden ones null, closed groups without any."""
    data = {
        "schema": SCHEMA,
        "least": counts.least,
        "sources": counts.sources,
        "rubrics": counts.rubrics,
        "files": [{"district": g.district, "year": g.year, "files": n} for g, n in counts.groups.items()],
        "variables": {
            name: {"about": counts.about[name], "groups": [_as_data(g, t) for g, t in sorted(by_group.items())]}
            for name, by_group in sorted(counts.tallies.items())
            if by_group
        },
    }
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":")) + "\n"


def _as_data(group: Group, tally: Tally) -> dict[str, Any]:
    said: dict[str, Any] = {"district": group.district, "year": group.year, "files": tally.cases}
    if tally.closed:
        return said | {"hidden": True}
    return said | {"base": tally.base, "values": tally.values, "nothing": tally.nothing}


# Counting


def _groups(record: LevelRecord) -> tuple[Group, ...]:
    district, year = record.district or UNKNOWN, _year(record)
    return Group(), Group(district=district), Group(year=year), Group(district, year)


def _year(record: LevelRecord) -> str:
    return UNKNOWN if record.year is None else str(record.year)


def _unknown_last(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(names, key=lambda n: (n == UNKNOWN, _alphabetical(n))))


def _alphabetical(name: str) -> str:
    """The Swedish order: å, ä and ö after z."""
    return name.lower().translate(str.maketrans("åäæöø", "{||}}"))


def _tallied(variable: Variable, records: Sequence[LevelRecord]) -> dict[Group, Tally]:
    values: dict[Group, Counter[str]] = {}
    nothing: dict[Group, Counter[str]] = {}
    sizes: dict[Group, list[int]] = {}
    for record in records:
        seen = variable.of(record)
        if seen is None:
            continue
        for group in _groups(record):
            values.setdefault(group, Counter()).update(seen.values)
            nothing.setdefault(group, Counter()).update([seen.nothing] if seen.nothing else [])
            size = sizes.setdefault(group, [0, 0])
            size[0] += 1
            size[1] += seen.base
    return {
        g: Tally(cases, base, dict(sorted(values[g].items())), dict(sorted(nothing[g].items())))
        for g, (cases, base) in sorted(sizes.items())
    }


def _days(records: Sequence[LevelRecord], least: int) -> dict[str, dict[Group, Days]]:
    found: dict[str, dict[Group, list[int]]] = {}
    for record in records:
        for name, days in days_of(record).items():
            for group in _groups(record) if days is not None else ():
                found.setdefault(name, {}).setdefault(group, []).append(days or 0)
    return {
        name: {
            g: Days(
                len(days),
                quantile(days, 0.5) if len(days) >= least else None,
                quantile(days, 0.9) if len(days) >= max(least, LEAST_FOR_P90) else None,
            )
            for g, days in sorted(by_group.items())
        }
        for name, by_group in sorted(found.items())
    }


# Disclosure


def _disclosed(tallies: dict[Group, Tally], variable: Variable, least: int) -> dict[Group, Tally]:
    small = {g for g, t in tallies.items() if 0 < t.base < least or t.cases < least}
    if not tallies or Group() in small:
        return {g: replace(t, closed=True) for g, t in tallies.items()}
    if variable.about == "child":
        small |= {g for g in tallies if g.crossed}
    closed = _closed(tallies, small, least)
    if variable.about == "file":
        return {g: replace(t, closed=g in closed) for g, t in tallies.items()}
    return _with_hidden_counts(tallies, closed, summed=not variable.several, least=least)


def _divisions(tallies: Mapping[Group, Tally]) -> dict[tuple[Group, str], list[Group]]:
    """The groups that add up to a group: districts and years to all, a district's years, a year's districts."""
    found: dict[tuple[Group, str], list[Group]] = {}
    for group in tallies:
        if group.crossed:
            found.setdefault((Group(district=group.district), "year"), []).append(group)
            found.setdefault((Group(year=group.year), "district"), []).append(group)
        elif group != Group():
            found.setdefault((Group(), "district" if group.year == ALL else "year"), []).append(group)
    return found


def _closed(tallies: Mapping[Group, Tally], small: set[Group], least: int) -> set[Group]:
    """The groups too small to show, and those that would give them away."""
    sizes = {g: t.base for g, t in tallies.items()}
    divisions = _divisions(tallies)
    sums = [{whole: -1} | dict.fromkeys(parts, 1) for (whole, _), parts in divisions.items()]
    years = {whole: parts for (whole, _), parts in divisions.items() if whole != Group()}
    shown = {g: n for g, n in sizes.items() if g != Group()}
    closed = [g for g in tallies if g in small]
    while True:
        # A closed district has no open years, else they would add up to it.
        closed = sorted(sheltered(shown, sums, closed, small, years))
        more = _too_few(divisions, sizes, set(closed), least)
        if not more:
            return set(closed)
        closed = [*closed, *more]


def _too_few(
    divisions: Mapping[tuple[Group, str], list[Group]], sizes: Mapping[Group, int], closed: set[Group], least: int
) -> list[Group]:
    """The next smallest group of a division whose closed groups are together too small to show."""
    for (whole, _), parts in divisions.items():
        together = sum(sizes[g] for g in parts if g in closed)
        left = [g for g in parts if g not in closed and sizes[g]]
        if whole not in closed and 0 < together < least and left:
            return [min(left, key=lambda g: (sizes[g], g))]
    return []


def _with_hidden_counts(
    tallies: Mapping[Group, Tally], closed: set[Group], *, summed: bool, least: int
) -> dict[Group, Tally]:
    """Hides counts below the least and what would give them away; where that is too much of a division, closes it."""
    values = tuple(tallies[Group()].values)
    shown = [g for g in tallies if not g.crossed]
    sizes = {(g, v): tallies[g].values.get(v) or 0 for g in shown for v in values}
    sums: list[dict[tuple[Group, str], int]] = [{(g, v): 1 for v in values} for g in shown] if summed else []
    divisions = {axis: parts for (whole, axis), parts in _divisions(tallies).items() if whole == Group()}
    sums += [{(Group(), v): -1} | {(g, v): 1 for g in parts} for parts in divisions.values() for v in values]
    small = {cell for cell, n in sizes.items() if 0 < n < least}
    hidden = sheltered(sizes, sums, [c for c in sizes if c in small or c[0] in closed], small)
    for parts in divisions.values():
        filled = [(g, v) for g in parts for v in values if sizes[g, v]]
        if 3 * sum(c in hidden for c in filled) > len(filled):
            closed |= set(parts)
    return {
        g: replace(t, closed=g in closed, values={v: None if (g, v) in hidden else t.values.get(v, 0) for v in values})
        for g, t in tallies.items()
    }
