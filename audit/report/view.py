"""What the tables of the open report are made from: the counts, the rubric's words, and numbers in a language."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from typing import Any

from audit.aggregate import UNKNOWN, Counts, Group, Tally
from audit.report.standing import Figure, Standing
from audit.report.tables import HIDDEN, NOT_APPLICABLE, NOT_AVAILABLE, ZERO, Cell
from audit.stats import P, newcombe, wilson
from audit.texts import Texts, texts_in

NBSP = "\u00a0"
MINUS = "\u2212"
WORD_JOINER = "\u2060"  # a line may break after a dash otherwise


def decimal(value: float, digits: int, language: str) -> str:
    """A number with so many decimals, the language's decimal sign and a true minus."""
    text = f"{abs(value):.{digits}f}"
    text = text.replace(".", ",") if language == "sv" else text
    return (MINUS if value < 0 and any(c in "123456789" for c in text) else "") + text


def _half_up(value: float) -> int:
    """Rounded as in print: 12.5 is 13; a hair of float error below a half counts as the half."""
    return math.floor(value + 0.5 + 1e-9)


@dataclass(frozen=True, slots=True)
class CriterionText:
    """A criterion as rubric.json tells of it."""

    id: str
    title: str
    asks: str
    levels: tuple[str, ...]
    says: tuple[str, ...]
    lacks: Mapping[str, str]
    each: bool


@dataclass(frozen=True)
class View:
    """Counts with the words and numbers to show them in."""

    counts: Counts
    rubric: Mapping[str, Any]
    language: str
    standing: Standing = field(default_factory=Standing)

    @property
    def t(self) -> Texts:
        """The texts of the language."""
        return texts_in(self.language)

    @cached_property
    def criteria(self) -> dict[str, CriterionText]:
        """The rubric's criteria in its order."""
        lang = self.language
        return {
            c["id"]: CriterionText(
                id=c["id"],
                title=(c["title"] or c["asks"])[lang],
                asks=c["asks"][lang],
                levels=tuple(level["called"][lang] for _, level in sorted(c["levels"].items())),
                says=tuple((level.get("says") or {}).get(lang, "") for _, level in sorted(c["levels"].items())),
                lacks={code: lack[lang] for code, lack in c["lacks"].items()},
                each=bool(c["each"]),
            )
            for c in self.rubric["criteria"]
        }

    # Who stands for the levels

    def status(self, name: str) -> str:
        """Who stands for the levels of a criterion, in a few words; `på prov` where agreement is too low."""
        each = name in self.criteria and self.criteria[name].each
        words = self.t(f"status.{self.standing.status(name, each=each)}")
        return f"{words} · {self.t('status.trial')}" if self.standing.on_trial(name, each=each) else words

    def measured(self, name: str) -> str:
        """What was measured of a criterion, in a sentence; "" where nothing was."""
        each = name in self.criteria and self.criteria[name].each
        found = self.standing.figure(name, each=each)
        if found is None or self.standing.measured is None:
            return ""
        key = "measured.own" if self.standing.own else "measured.shipped"
        return self.t(key, kappa=self.kappa(found), n=self.whole(self.standing.measured.cases))

    def kappa(self, found: Figure) -> str:
        """Kappa with its interval, or that it cannot be estimated."""
        k = found.kappa
        if k.value is None:
            return self.t("measured.none")
        return self.decimal(k.value, 2) + (f" ({self.kappa_ends(found)})" if k.low is not None else "")

    def kappa_ends(self, found: Figure) -> str:
        """The interval of kappa."""
        low, high = found.kappa.low, found.kappa.high
        if low is None or high is None:
            return NOT_AVAILABLE
        ends = {"low": self.decimal(low, 2), "high": self.decimal(high, 2)}
        return self.t("say.range", **ends) if low < 0 else f"{ends['low']}–{WORD_JOINER}{ends['high']}"

    @property
    def measured_criteria(self) -> dict[str, Figure]:
        """The criteria of the rubric that were measured."""
        found = {name: self.standing.figure(name, each=c.each) for name, c in self.criteria.items()}
        return {name: figure for name, figure in found.items() if figure is not None}

    # Numbers

    def whole(self, n: float) -> str:
        """A whole number, thousands parted."""
        return f"{round(n):,}".replace(",", NBSP if self.language == "sv" else ",")

    def decimal(self, value: float, digits: int) -> str:
        """A number with so many decimals."""
        return decimal(value, digits, self.language)

    def percent(self, share: float) -> str:
        """A share as whole per cent."""
        return f"{_half_up(100 * share)}{NBSP if self.language == 'sv' else ''}%"

    def between(self, low: float | None, high: float | None) -> str:
        """An interval of shares."""
        if low is None or high is None:
            return NOT_APPLICABLE
        return f"{_half_up(100 * low)}–{WORD_JOINER}{self.percent(high)}"

    def interval(self, count: int, n: int) -> str:
        """The interval of a share."""
        found = wilson(count, n)
        return self.between(found.low, found.high)

    def share(self, count: int, n: int, unit: str = "case") -> str:
        """A share in words: count before per cent, then the interval."""
        return self.t(
            "say.share", count=self.whole(count), n=self.whole(n), unit=self.t.n(f"unit.{unit}", n),
            percent=self.percent(count / n), interval=self.interval(count, n),
        )  # fmt: skip

    def part(self, count: int, n: int, unit: str) -> str:
        """A share without interval, of things that hang together within a file."""
        values = {"count": self.whole(count), "n": self.whole(n), "unit": self.t.n(f"unit.{unit}", n)}
        return self.t("say.part", percent=self.percent(count / n), **values)

    # Cells

    def count_cell(self, n: int | None) -> Cell:
        """A count; zero and hidden have signs."""
        if n is None:
            return Cell(HIDDEN, None, "sign")
        return Cell(self.whole(n) if n else ZERO, n, "count")

    def share_cell(self, count: int | None, n: int) -> Cell:
        """A share in whole per cent."""
        if count is None:
            return Cell(HIDDEN, None, "sign")
        return Cell(self.percent(count / n), count / n, "share") if n else Cell(NOT_APPLICABLE, None, "sign")

    def interval_cell(self, count: int | None, n: int) -> Cell:
        """The interval of a share."""
        return Cell(HIDDEN, None, "sign") if count is None else Cell(self.interval(count, n), None, "range")

    def change_cells(self, new: tuple[int, int], old: tuple[int, int]) -> tuple[Cell, Cell]:
        """The change from an old to a new (count, base) in percentage points, and its interval."""
        found = newcombe(*new, *old)
        if found.low is None or found.high is None:
            return Cell(NOT_APPLICABLE, None, "sign"), Cell(NOT_APPLICABLE, None, "sign")
        points = 100 * (new[0] / new[1] - old[0] / old[1])
        ends = self.t("say.range", low=self.signed(100 * found.low), high=self.signed(100 * found.high))
        return Cell(self.signed(points), round(points, 1), "range"), Cell(ends, None, "range")

    def p_cell(self, p: P) -> Cell:
        """A p value with three decimals."""
        if p.value is None:
            return Cell(NOT_APPLICABLE, None, "sign")
        return Cell(
            self.decimal(p.value, 3) if p.value >= 0.001 else "<" + NBSP + self.decimal(0.001, 3), p.value, "range"
        )

    def signed(self, points: float) -> str:
        """A change with its sign."""
        size = _half_up(abs(points))
        return ("" if not size else "+" if points > 0 else MINUS) + self.whole(size)

    def days_cell(self, days: float | None) -> Cell:
        """A number of days."""
        if days is None:
            return Cell(NOT_AVAILABLE, None, "sign")
        return Cell(self.decimal(days, 0 if float(days).is_integer() else 1), days, "range")

    # Groups

    def year_name(self, year: str) -> str:
        """A year, or that it is not known."""
        return self.t("group.year_unknown") if year == UNKNOWN else year

    def district_name(self, district: str) -> str:
        """A district, or that it is not known."""
        return self.t("group.district_unknown") if district == UNKNOWN else district

    def breaks(self) -> set[str]:
        """Years before which the manual changed."""
        years = [y for y in self.counts.years if y != UNKNOWN]
        pairs = pairwise(years)
        return {b for a, b in pairs if self.counts.rubrics.get(a) != self.counts.rubrics.get(b)}

    def open_years(self, variable: str) -> list[tuple[str, Tally]]:
        """The years whose counts may be shown, the unknown left out."""
        found = self.counts.by_year(variable).items()
        return [(y, tally) for y, tally in found if y != UNKNOWN and tally.base and not tally.closed]

    def groups(self, variable: str) -> list[tuple[str, str, Tally, bool]]:
        """All, then year by year, then district by district: (heading, label, tally, whether the manual changed)."""
        breaks = self.breaks()
        rows = [("", self.t("group.all"), self.counts.tally(variable, Group()), False)]
        years = self.counts.by_year(variable)
        if len(years) > 1:
            rows += [
                (self.t("group.by_year") if not n else "", self.year_name(y), tally, y in breaks)
                for n, (y, tally) in enumerate(years.items())
            ]
        districts = self.counts.by_district(variable)
        if len(districts) > 1:
            rows += [
                (self.t("group.by_district") if not n else "", self.district_name(d), tally, False)
                for n, (d, tally) in enumerate(districts.items())
            ]
        return rows
