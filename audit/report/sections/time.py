"""Time and order: how long investigations take, what the flags show, and where the intervention was first named."""

from audit.aggregate import Group
from audit.counted import DECISION_DAYS, FORMS, OPEN_DAYS, day_classes
from audit.report.sections.simple import dots_figure, share_columns, share_rows, values_table
from audit.report.tables import Cell, Table, table
from audit.report.view import View

ORDER = ("flag.decided_before_analysis", "flag.written_after_end")


@table("time")
def days_open(view: View) -> Table | None:
    """Days from opened to closed."""
    t, total = view.t, view.counts.tally("days.open")
    if total.closed or not total.base:
        return None
    days = view.counts.days["days.open"][Group()]
    said = []
    if days.median is not None:
        said.append(t("say.median", days=view.days_cell(days.median).text, n=view.whole(days.n)))
    over = view.counts.tally("over_four_months")
    if over.base and not over.closed:
        said.append(t("say.four_months", share=view.share(over.count("yes") or 0, over.base)))
    named = [(name, t("value.days", days=_dashed(name, view))) for name in day_classes(OPEN_DAYS)]
    return values_table(
        view, "days.open", named, unit="case", title=t("table.days_open"), said=tuple(said), note=t("note.days")
    )


@table("time")
def days_by_group(view: View) -> Table | None:
    """Median and ninetieth percentile by year and district, with the share over 120 days and over four months."""
    t, days = view.t, view.counts.days.get("days.open", {})
    if not days:
        return None
    keys = [Group(), *(Group(year=y) for y in view.counts.years), *(Group(district=d) for d in view.counts.districts)]
    rows = []
    for (_, label, tally, _), group in zip(_all_groups(view), keys, strict=True):
        known = days.get(group)
        over = view.counts.tally("over_four_months", group)
        long = view.counts.tally("flag.long", group)
        rows.append((
            Cell(label), view.count_cell(None if tally.closed else tally.base),
            view.days_cell(known.median if known and not tally.closed else None),
            view.days_cell(known.p90 if known and not tally.closed else None),
            view.count_cell(long.count("yes")), view.share_cell(long.count("yes"), long.base),
            view.count_cell(over.count("yes")), view.share_cell(over.count("yes"), over.base),
        ))  # fmt: skip
    columns = (
        t("col.group"), t("col.n_days"), t("col.median"), t("col.p90"), t("flag.long"), t("col.share"),
        t("law.four_months"), t("col.share"),
    )  # fmt: skip
    return Table("days_by_group", t("table.days_by_group"), columns, tuple(rows))


def _all_groups(view: View):  # type: ignore[no-untyped-def]
    yield "", view.t("group.all"), view.counts.tally("days.open"), False
    for year, tally in view.counts.by_year("days.open").items():
        yield "", view.year_name(year), tally, False
    for district, tally in view.counts.by_district("days.open").items():
        yield "", view.district_name(district), tally, False


@table("time")
def limits(view: View) -> Table | None:
    """The manual's flags and the limits of time, with and without a decision to prolong."""
    t = view.t
    asked = [
        ("flag.late_prelim", t("flag.late_prelim")),
        ("protection_assessment", t("protection_assessment")),
        ("flag.long", t("flag.long")),
        ("flag.long_without_extension", t("flag.long_without_extension")),
        ("over_four_months", t("law.four_months")),
        ("over_four_months.extended", t("law.four_months.extended")),
        *((name, t(name)) for name in ORDER),
    ]
    asked = [(v, label) for v, label in asked if view.counts.tally(v).base]
    if not asked:
        return None
    rows, dots = share_rows(view, asked)
    said = []
    late, extended = view.counts.tally("flag.late_prelim"), view.counts.tally("over_four_months.extended")
    if late.base and not late.closed:
        said.append(t("say.late_prelim", share=view.share(late.count("yes") or 0, late.base)))
    if extended.base and not extended.closed:
        said.append(t("say.extended", share=view.part(extended.count("no") or 0, extended.base, "case")))
    title = t("table.limits")
    figure = dots_figure(view, title, t("figure.shares"), dots)
    return Table("limits", title, share_columns(view), tuple(rows), tuple(said), figure, t("note.flags"))


@table("time")
def days_to_decision(view: View) -> Table | None:
    """Days from report to the decision of the preliminary assessment."""
    t = view.t
    named = [(name, t("value.days", days=_dashed(name, view))) for name in day_classes(DECISION_DAYS)]
    return values_table(view, "days.decision", named, unit="case", title=t("table.days_decision"))


@table("time")
def first_named(view: View) -> Table | None:
    """In which form the finally decided intervention first stands."""
    t, total = view.t, view.counts.tally("first_named")
    if not total.base or total.closed:
        return None
    before = total.count("anmalan", "forhandsbedomning", "utredningsplan") or 0
    said = (t("say.first_named", share=view.share(before, total.base)),)
    named = [(form, t(f"form.{form}")) for form in FORMS]
    return values_table(view, "first_named", named, unit="case", title=t("table.first_named"), said=said)


def _dashed(name: str, view: View) -> str:
    low, high = name.split("-")
    return f"{low}–{high}" if high else view.t("value.more", n=low)
