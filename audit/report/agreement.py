"""The comparison of readers in words: the tables of its page and of the terminal, and the page itself."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from audit.agreement.file import FILE_NAME, POOLED, AgreementFile, CriterionFigures, Estimate, LevelFigures
from audit.agreement.reading import DOMAIN
from audit.report.pages import page
from audit.report.tables import ZERO, Cell, Table
from audit.report.view import NBSP, WORD_JOINER, decimal
from audit.report.words import criterion_title, domain_name, level_name
from audit.rubric import Rubric
from audit.runfolder import write_whole
from audit.texts import Texts, texts_in

PAGE_NAME = "agreement.html"
_SHADES = 4


@dataclass(frozen=True, slots=True)
class Square:
    """A cell of a confusion matrix: its count, how dark, and whether both said the same."""

    text: str
    shade: int
    same: bool


@dataclass(frozen=True, slots=True)
class Matrix:
    """A confusion matrix: as coded down, as given across."""

    id: str
    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[Square, ...]], ...]
    legend: tuple[str, ...]  # what the levels are called


@dataclass(frozen=True)
class Comparison:
    """An agreement file with the words and numbers to show it in."""

    file: AgreementFile
    rubric: Rubric
    language: str
    brief: bool = False  # for a terminal: of levels the interval of kappa alone, and a sign where a figure is not

    @property
    def t(self) -> Texts:
        """The texts of the language."""
        return texts_in(self.language)

    @property
    def of_what(self) -> str:
        """How many files, and where they come from."""
        how = "invented" if self.file.invented else self.file.drawn
        return self.t(f"agreement.cases.{how}", n=self.file.cases)

    # Words

    def decimal(self, value: float, digits: int = 2) -> str:
        """A number with so many decimals and the language's sign."""
        return decimal(value, digits, self.language)

    def estimate(self, found: Estimate, *, interval: bool = True) -> str:
        """A figure with its interval, or why there is none."""
        if found.value is None:
            return self.t(f"reason.{found.reason}", **found.values)
        if not interval:
            return self.decimal(found.value)
        if found.low is None or found.high is None:
            return f"{self.decimal(found.value)} ({self.t(f'reason.{found.reason}')})"
        low, high = self.decimal(found.low), self.decimal(found.high)
        ends = f"{low}–{WORD_JOINER}{high}" if found.low >= 0 else self.t("say.range", low=low, high=high)
        return f"{self.decimal(found.value)} ({ends})"

    def reader(self, place: int) -> str:
        """A reader's letter, and whether it is the tool."""
        reader = self.file.readers[place]
        return self.t("agreement.tool" if reader.kind == "results" else "agreement.person", name=reader.name)

    def criterion(self, name: str) -> str:
        """What a criterion is called."""
        if name == POOLED:
            return self.t("criterion.domains")
        if name.startswith(DOMAIN):
            return domain_name(name.removeprefix(DOMAIN))
        return criterion_title(self.rubric, name, self.language) if self.rubric.criterion(name) else name

    def level(self, name: str, level: int) -> str:
        """What a level is called; empty where the rubric does not know the criterion."""
        asked = f"{DOMAIN}any" if name == POOLED else name
        return level_name(self.rubric, asked, level, self.language) if self.rubric.criterion(asked) else ""

    def fact(self, name: str) -> str:
        """What a fact is called."""
        keys = (f"fact.{name}", f"date.{name}", name)
        return next((self.t(key) for key in keys if self.t.has(key)), name)

    # Tables

    def _names(self, *, areas: bool = False) -> list[str]:
        """The rubric's order, the areas together at the end, then what only a coding has."""
        order = [c.id for c in self.rubric.criteria if not c.each]
        single = [n for n in self.file.figures if n != POOLED and n.startswith(DOMAIN) is areas]
        found = sorted(single, key=lambda n: (order.index(n) if n in order else len(order), n))
        return [*found, *([POOLED] if not areas and POOLED in self.file.figures else [])]

    def _is_shown(self, name: str) -> bool:
        return not (self.brief and name.startswith(DOMAIN))

    def _cell(self, found: Estimate, *, interval: bool = True) -> Cell:
        none: Literal["sign", "text"] = "sign" if self.brief else "text"
        return Cell(self.estimate(found, interval=interval), found.value, none if found.value is None else "range")

    def _count(self, n: int) -> Cell:
        return Cell(str(n) if n else ZERO, n, "count")

    def _figures(self, found: LevelFigures) -> tuple[Cell, ...]:
        others = (self._cell(e, interval=not self.brief) for e in (found.ac2, found.alpha, found.exact, found.bias))
        return self._cell(found.kappa), *others, self._count(found.n)

    def _columns(self, *names: str) -> tuple[str, ...]:
        return tuple(self.t(f"agreement.col.{n}") for n in ("kappa", "ac2", "alpha", "exact", "bias", "n", *names))

    def levels(self, *, areas: bool = False) -> Table:
        """The main table: a criterion a row, or an area a row."""
        rows = []
        for name in self._names(areas=areas):
            f = self.file.figures[name]
            more = (self._count(f.withheld), self._count(f.two_off), self._cell(f.state, interval=not self.brief))
            rows.append((Cell(self.criterion(name)), *self._figures(f), *more))
        return Table(
            id="areas" if areas else "levels",
            title=self.t("agreement.areas" if areas else "agreement.levels"),
            columns=(self.t("score.criterion"), *self._columns("withheld", "two_off", "state")),
            rows=tuple(rows),
        )

    def described(self) -> Table | None:
        """F1 of the highest level of the areas, each and together."""
        found = {n: f.described for n, f in self.file.figures.items() if f.described and self._is_shown(n)}
        names = [n for n in (POOLED, *sorted(found)) if n in found]
        rows = tuple((Cell(self.criterion(n)), self._cell(found[n])) for n in dict.fromkeys(names) if found[n])
        columns = (self.t("score.criterion"), self.t("agreement.col.described"))
        return Table("described", self.t("agreement.col.described"), columns, rows) if rows else None

    def graded_only(self) -> Table:
        """The same figures where both set a level."""
        rows = tuple((Cell(self.criterion(n)), *self._figures(self.file.figures[n].graded_only)) for n in self._names())
        columns = (self.t("score.criterion"), *self._columns())
        return Table("graded_only", self.t("agreement.graded_only"), columns, rows)

    def confidence(self) -> Table | None:
        """How often the tool was wrong, by how sure it was."""
        rows = tuple(
            (
                Cell(self.criterion(name)),
                Cell(self.t(f"confidence.{sure}")),
                self._count(found.n),
                self._count(found.wrong),
                self._cell(found.share),
            )
            for name in self._names()
            for sure, found in self.file.figures[name].by_confidence.items()
        )
        counted = (self.t(f"agreement.col.{n}") for n in ("n", "wrong", "share_wrong"))
        columns = (self.t("score.criterion"), self.t("score.confidence"), *counted)
        return Table("confidence", self.t("agreement.confidence"), columns, rows) if rows else None

    def pairs(self) -> Table | None:
        """Every two of more than two readers."""
        rows = tuple(
            (Cell(self.criterion(name)), Cell(" – ".join(self.file.readers[n].name for n in (p.first, p.second))),
             *self._figures(p), self._count(p.withheld))
            for name in self._names()
            for p in self.file.figures[name].pairs
        )  # fmt: skip
        columns = (self.t("score.criterion"), self.t("agreement.col.pair"), *self._columns("withheld"))
        return Table("pairs", self.t("agreement.pairs"), columns, rows) if rows else None

    def prevalence(self) -> Table:
        """How often each reader set each level."""
        most = max((f.levels for f in self.file.figures.values()), default=0)
        rows = []
        for name in self._names():
            f = self.file.figures[name]
            for place, counts in enumerate(f.prevalence):
                levels = [self._count(n) for n in counts[: f.levels]] + [Cell("")] * (most - f.levels)
                silent = [self._count(n) for n in counts[f.levels :]]
                rows.append((Cell(self.criterion(name)), Cell(self.reader(place)), *levels, *silent))
        heads = (*map(str, range(most)), self.t("agreement.na"), self.t("agreement.withheld"))
        columns = (self.t("score.criterion"), self.t("agreement.col.reader"), *heads)
        return Table("prevalence", self.t("agreement.prevalence"), columns, tuple(rows))

    def facts(self) -> Table | None:
        """Every fact with the figures of its kind."""
        rows = []
        for name, f in self.file.facts.items():
            shown = {"f1": f.f1, "kappa": f.kappa, "exact": f.exact, "dated": f.dated, "within_one": f.within_one}
            for figure, found in shown.items():
                if found is not None:
                    rows.append(
                        (Cell(self.fact(name)), Cell(self.t(f"agreement.figure.{figure}")), self._cell(found),
                         self._count(f.n), self._count(f.withheld))
                    )  # fmt: skip
        columns = tuple(self.t(f"agreement.col.{n}") for n in ("fact", "figure", "value", "cases", "withheld"))
        return Table("facts", self.t("agreement.facts"), columns, tuple(rows)) if rows else None

    def passages(self) -> Table | None:
        """Overlap of passages."""
        rows = tuple(
            (Cell(self._passages_of(n)), *(self._cell(e) for e in (p.f1, p.precision, p.recall)), self._count(p.n))
            for n, p in self.file.passages.items()
            if self._is_shown(n)
        )
        figures = (self.t(f"agreement.col.{n}") for n in ("f1", "precision", "recall", "cases"))
        columns = (self.t("score.criterion"), *figures)
        return Table("passages", self.t("agreement.passages"), columns, rows) if rows else None

    def _passages_of(self, name: str) -> str:
        key = f"agreement.passages.{name}"
        return self.t(key) if self.t.has(key) else self.criterion(name)

    def readers(self) -> Table:
        """Who is compared."""
        rows = tuple(
            (Cell(self.reader(place)), self._count(r.cases), self._count(r.only_here))
            for place, r in enumerate(self.file.readers)
        )
        columns = tuple(self.t(f"agreement.col.{n}") for n in ("reader", "cases", "only_here"))
        return Table("readers", self.t("agreement.readers"), columns, rows)

    def matrices(self, *, areas: bool = False) -> Iterator[Matrix]:
        """Confusion matrices, the first reader by the second."""
        for name in self._names(areas=areas):
            yield self._matrix(name, self.file.figures[name])

    def _matrix(self, name: str, f: CriterionFigures) -> Matrix:
        heads = (*map(str, range(f.levels)), self.t("agreement.na"), self.t("agreement.withheld"))
        rows = tuple(
            (heads[at], tuple(_square(n, row, at == to) for to, n in enumerate(row)))
            for at, row in enumerate(f.confusion)
            if any(row) or at < f.levels
        )
        called = [(n, self.level(name, n)) for n in range(f.levels)]
        return Matrix(
            id=name.replace(".", "-"),
            title=self.criterion(name),
            columns=heads,
            rows=rows,
            legend=tuple(f"{n}{NBSP}{words}" for n, words in called if words),
        )


def _square(n: int, row: Sequence[int], same: bool) -> Square:
    """Darker with its part of the row."""
    part = n / sum(row) if any(row) else 0.0
    return Square(str(n) if n else ZERO, min(_SHADES - 1, int(part * _SHADES)) if n else -1, same)


def agreement_page(file: AgreementFile, rubric: Rubric, language: str) -> str:
    """The page of one comparison."""
    shown = Comparison(file, rubric, language)
    later = [shown.confidence(), shown.pairs(), shown.facts(), shown.passages(), shown.prevalence(), shown.readers()]
    return page(
        "agreement.html",
        language=language,
        title=shown.t("agreement.title"),
        rubric_title=getattr(rubric.head.title, language),
        shown=shown,
        levels=shown.levels(),
        described=shown.described(),
        graded_only=shown.graded_only(),
        areas=shown.levels(areas=True),
        matrices=list(shown.matrices()),
        area_matrices=list(shown.matrices(areas=True)),
        tables=[table for table in later if table],
        given=shown.reader(0),
        coded=shown.reader(1),
    )


def write_agreement(file: AgreementFile, rubric: Rubric, to: Path, language: str) -> tuple[Path, Path]:
    """Writes page and figures into a folder, or beside a page's name; gives both paths."""
    whole = to if to.suffix.lower() in (".html", ".htm") else to / PAGE_NAME
    beside = whole.with_suffix(".json") if whole != to / PAGE_NAME else to / FILE_NAME
    write_whole(whole, agreement_page(file, rubric, language))
    write_whole(beside, file.text())
    return whole, beside
