"""Tables of one shape that several sections share: how many files, or things in them, have each value."""

from collections.abc import Sequence

from audit.aggregate import Tally
from audit.report.charts import Dot, Figure, Key, Row, dot, stacked
from audit.report.tables import HIDDEN, NOT_APPLICABLE, ZERO, Cell, Table
from audit.report.view import View
from audit.stats import wilson

Named = Sequence[tuple[str, str]]  # (value, what it is called)


def values_table(
    view: View, variable: str, named: Named, *, unit: str, title: str, said: tuple[str, ...] = (), text: str = "",
    note: str = "", ordered: bool = False,
) -> Table | None:  # fmt: skip
    """A bar for each value, its count and its share; with intervals where files are counted, not things in them."""
    t, total = view.t, view.counts.tally(variable)
    if not total.base or total.closed:
        return None
    files = unit == "case"
    rows, bars, hidden = [], [], 0
    if ordered:
        named = sorted(
            named, key=lambda x: (x[0] == "unknown", -(total.count(x[0]) or 0), total.count(x[0]) is None, x[1])
        )
    for value, label in named:
        count = total.count(value)
        if count == 0 and ordered:
            continue
        share = view.share_cell(count, total.base)
        rows.append((
            Cell(label), view.count_cell(count), share, *([view.interval_cell(count, total.base)] if files else [])
        ))  # fmt: skip
        if count is None:
            hidden += 1
            continue
        words = view.share(count, total.base) if files else view.part(count, total.base, unit)
        bar = stacked([(count, "l2", "")], total.base)
        bars.append(Row(label, f"{label}: {words}", f"{view.whole(count)} · {share.text}" if count else ZERO, bar))
    if hidden:
        label = t("figure.hidden", n=hidden)
        bars.append(Row(label, f"{label}: {t('sign.hidden')}", sign=HIDDEN))
    missing = [
        (Cell(t(f"state.{kind}")), view.count_cell(n), *[Cell(NOT_APPLICABLE, None, "sign")] * (1 + files))
        for kind, n in total.nothing.items()
        if n
    ]
    columns = (t("col.what"), t("col.count"), t("col.share"), *([t("col.interval")] if files else []))
    figure = Figure(
        title, text or t("figure.values", n=view.whole(total.base), unit=t.n(f"unit.{unit}", total.base)), tuple(bars)
    )
    return Table(variable, title, columns, (*rows, *missing), said, figure, note)


def share_rows(
    view: View, asked: Sequence[tuple[str, str]], yes: tuple[str, ...] = ("yes",)
) -> tuple[list[tuple[Cell, ...]], list[Row]]:
    """A row and a dot for each (variable, label): how many of the files with an answer have one of the values."""
    rows, dots = [], []
    for variable, label in asked:
        tally = view.counts.tally(variable)
        count = tally.count(*yes)
        base = None if tally.closed else tally.base
        rows.append((
            Cell(label), view.count_cell(count), view.count_cell(base), view.share_cell(count, tally.base),
            view.interval_cell(count, tally.base), *left_out(view, tally),
        ))  # fmt: skip
        dots.append(share_row(view, label, [(tally, yes, "full")]))
    return rows, dots


def left_out(view: View, tally: Tally) -> tuple[Cell, ...]:
    """How many files had no answer, and why."""
    said = ", ".join(f"{view.t(f'state.{kind}')} {n}" for kind, n in tally.nothing.items() if n)
    return (Cell("" if tally.closed else said),)


def share_columns(view: View) -> tuple[str, ...]:
    """The columns of `share_rows`."""
    t = view.t
    return (t("col.what"), t("col.count"), t("col.n_base"), t("col.share"), t("col.interval"), t("col.left_out"))


def share_row(
    view: View, label: str, series: Sequence[tuple[Tally, tuple[str, ...], str]], *, spread: bool = False
) -> Row:  # fmt: skip
    """One line of a dot figure with a dot a series; `spread` puts them above each other."""
    t, dots, told, values = view.t, [], [], []
    for n, (tally, yes, shape) in enumerate(series):
        if tally.closed:
            told.append(t("sign.hidden"))
            values.append(HIDDEN)
            continue
        if not tally.base:
            told.append(t("sign.none"))
            values.append(NOT_APPLICABLE)
            continue
        count = tally.count(*yes) or 0
        dots.append(_dot(count, tally.base, shape, n if spread else 0, len(series) if spread else 1))
        told.append(view.share(count, tally.base))
        values.append(t("figure.count_of", count=view.whole(count), n=view.whole(tally.base)))
    sign = values[0] if not dots else ""
    return Row(label, f"{label}: {'; '.join(told)}", " / ".join(values) if dots else "", (), tuple(dots), sign)


def _dot(count: int, base: int, shape: str, line: int, lines: int) -> Dot:
    ends = wilson(count, base)
    return dot(count / base, ends.low, ends.high, shape, line=line, lines=lines)


def dots_figure(view: View, title: str, text: str, rows: Sequence[Row], keys: Sequence[Key] = ()) -> Figure:
    """A figure of shares on a common scale from nought to a hundred per cent."""
    axis = tuple((float(n), view.percent(n / 100)) for n in (0, 25, 50, 75, 100))
    return Figure(title, text, tuple(rows), tuple(keys), axis)
