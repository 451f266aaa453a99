"""Where in the file the child is heard: form by form beside the guardians, alone, and in decisions and plans."""

from audit.counted import FORMS
from audit.report.charts import Key
from audit.report.sections.simple import dots_figure, share_columns, share_row, share_rows
from audit.report.tables import Cell, Table, table
from audit.report.view import View

OWN = ("2",)  # the manual's third value: an account or wish of one's own
LATER = ("genomforandeplan", "vardplan", "uppfoljning")


@table("voice")
def voice_by_form(view: View) -> Table | None:
    """Own account of child and guardians in each form, among the files that hold it."""
    t, rows, dots = view.t, [], []
    for form in FORMS:
        child, parents = (view.counts.tally(f"voice.{form}.{who}") for who in ("child", "parents"))
        if not child.base:
            continue
        base = None if child.closed else child.base
        rows.append((
            Cell(t(f"form.{form}")), view.count_cell(base),
            view.count_cell(child.count("2")), view.share_cell(child.count("2"), child.base),
            view.count_cell(parents.count("2")), view.share_cell(parents.count("2"), parents.base),
            view.count_cell(child.count("1")), view.count_cell(parents.count("1")),
        ))  # fmt: skip
        dots.append(share_row(view, t(f"form.{form}"), [(child, OWN, "full"), (parents, OWN, "diamond")], spread=True))
    if not rows:
        return None
    title = t("table.voice")
    keys = (Key(t("who.child"), shape="full"), Key(t("who.parents"), shape="diamond"))
    columns = (
        t("col.form"), t("col.n_form"), t("col.child_own"), t("col.child_own_share"), t("col.parents_own"),
        t("col.parents_own_share"), t("col.child_told"), t("col.parents_told"),
    )  # fmt: skip
    figure = dots_figure(view, title, t("figure.voice"), dots, keys)
    return Table("voice_by_form", title, columns, tuple(rows), _said(view), figure, t("note.voice"))


def _said(view: View) -> tuple[str, ...]:
    t, said = view.t, []
    for who in ("child", "parents"):
        tally = view.counts.tally(f"voice.utredning.{who}")
        if tally.closed or not tally.base:
            continue
        later = [view.counts.tally(f"voice.{form}.{who}") for form in LATER]
        count = sum(x.count("2") or 0 for x in later if not x.closed)
        n = sum(x.base for x in later if not x.closed)
        values = {"count": tally.count("2") or 0, "n": tally.base, "later": count, "later_n": n}
        said.append(t(f"say.voice.{who}" if n else f"say.voice.{who}.only", **values))
    return tuple(said)


@table("voice")
def alone_and_in_plan(view: View) -> Table | None:
    """Talks with the child alone, and its view in decision, plan or follow-up."""
    t = view.t
    asked = [("talked_alone", t("fact.talked_alone")), ("in_plan", t("fact.in_plan"))]
    rows, dots = share_rows(view, asked)
    said = []
    for variable, _ in asked:
        tally = view.counts.tally(variable)
        if tally.base and not tally.closed:
            said.append(t(f"say.{variable}", share=view.share(tally.count("yes") or 0, tally.base)))
    if not said:
        return None
    title = t("table.alone")
    figure = dots_figure(view, title, t("figure.shares"), dots)
    return Table("alone", title, share_columns(view), tuple(rows), tuple(said), figure)
