"""Which forms are used: over all files as the study did, and over those where the form applies."""

from audit.counted import FORMS
from audit.report.charts import Key
from audit.report.sections.simple import dots_figure, share_row
from audit.report.tables import HIDDEN, NOT_APPLICABLE, Cell, Table, table
from audit.report.view import View
from audit.stats import P, fisher, holm

YES = ("yes",)


@table("forms")
def forms(view: View) -> Table | None:
    """How many files hold each form, on two bases."""
    t = view.t
    if not view.counts.tally("form.utredning").base:
        return None
    rows, dots = [], []
    for form in FORMS:
        everywhere, where = view.counts.tally(f"form.{form}"), view.counts.tally(f"form_where.{form}")
        count, among = everywhere.count("yes"), where.count("yes")
        base = None if where.closed else where.base
        rows.append((
            Cell(t(f"form.{form}")), view.count_cell(count), view.share_cell(count, everywhere.base),
            view.interval_cell(count, everywhere.base), view.count_cell(among), view.count_cell(base),
            view.share_cell(among, where.base), view.interval_cell(among, where.base),
        ))  # fmt: skip
        dots.append(share_row(view, t(f"form.{form}"), [(everywhere, YES, "open"), (where, YES, "full")], spread=True))
    keys = (Key(t("base.all"), shape="open"), Key(t("base.applicable"), shape="full"))
    columns = (
        t("col.form"), t("col.count"), t("col.share_all"), t("col.interval"), t("col.count_where"), t("col.n_where"),
        t("col.share_where"), t("col.interval_where"),
    )  # fmt: skip
    return Table(
        "forms", t("table.forms"), columns, tuple(rows), _said(view),
        dots_figure(view, t("table.forms"), t("figure.forms"), dots, keys), t("note.forms"),
    )  # fmt: skip


def _said(view: View) -> tuple[str, ...]:
    t, said = view.t, []
    plan = view.counts.tally("form.utredningsplan")
    if not plan.closed:
        said.append(t("say.form", form=t("form.utredningsplan"), share=view.share(plan.count("yes") or 0, plan.base)))
    for form in ("vardplan", "uppfoljning"):
        where = view.counts.tally(f"form_where.{form}")
        if where.base and not where.closed:
            share = view.share(where.count("yes") or 0, where.base)
            said.append(t(f"say.form.{form}", form=t(f"form.{form}"), share=share))
    return tuple(said)


@table("forms")
def forms_by_year(view: View) -> Table | None:
    """Each form year by year, over the files where it applies, with the change from the first year to the last."""
    t = view.t
    years = [y for y, _ in view.open_years("form.utredning")]
    if len(years) < 2:
        return None
    lines: list[tuple[str, list[Cell], tuple[Cell, ...], P]] = []
    for form in FORMS:
        by_year = view.counts.by_year(f"form_where.{form}")
        cells = []
        for year in years:
            tally = by_year[year]
            if tally.closed or not tally.base:
                cells.append(Cell(HIDDEN if tally.closed else NOT_APPLICABLE, None, "sign"))
                continue
            count = tally.count("yes") or 0
            of = t("figure.count_of", count=count, n=tally.base)
            cells.append(Cell(f"{view.percent(count / tally.base)} ({of})", count / tally.base, "range"))
        known = [(y, by_year[y]) for y in years if by_year[y].base and not by_year[y].closed]
        change: tuple[Cell, ...] = (Cell(NOT_APPLICABLE, None, "sign"),) * 3
        p = P(None, "no_cases")
        if len(known) > 1:
            (first, old), (last, new) = known[0], known[-1]
            pair = (new.count("yes") or 0, new.base), (old.count("yes") or 0, old.base)
            p = fisher(*pair[0], *pair[1])
            change = (Cell(f"{first}–{last}"), *view.change_cells(*pair))
        lines.append((t(f"form.{form}"), cells, change, p))
    adjusted = holm([p for *_, p in lines])
    rows = tuple(
        (Cell(label), *cells, *change, view.p_cell(p), view.p_cell(q))
        for (label, cells, change, p), q in zip(lines, adjusted, strict=True)
    )
    columns = (
        t("col.form"),
        *years,
        t("col.years"),
        t("col.change"),
        t("col.interval_points"),
        t("col.p"),
        t("col.p_holm"),
    )
    found = [q.value for q in adjusted if q.value is not None]
    sure = sum(q < 0.05 for q in found)
    said = (t.n("say.changes", sure, forms=len(found)),) if sure else (t("say.no_change"),)
    return Table("forms_by_year", t("table.forms_by_year"), columns, rows, said if found else (), None, t("note.tests"))
