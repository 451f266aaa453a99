"""How the review was made: the manual and its levels, who graded, and how sure the tool was."""

from audit.report.sections.simple import left_out
from audit.report.tables import Cell, Table, table
from audit.report.view import View


@table("method")
def levels_in_words(view: View) -> Table | None:
    """What each level asks for, in the manual's words."""
    t = view.t
    rows = tuple(
        (Cell(c.title), Cell(f"{n} {called}"), Cell(c.says[n]))
        for c in view.criteria.values()
        for n, called in enumerate(c.levels)
    )
    return Table("manual", t("table.manual"), (t("summary.criterion"), t("score.level"), t("col.means")), rows)


@table("method")
def agreement(view: View) -> Table | None:
    """How far the tool and readers agree, criterion by criterion, and what follows for its status."""
    t, found = view.t, view.measured_criteria
    if not found or view.standing.measured is None:
        return None
    rows = tuple(
        (
            Cell(view.criteria[name].title),
            view.count_cell(figure.n),
            Cell(t("measured.none"))
            if figure.kappa.value is None
            else Cell(view.decimal(figure.kappa.value, 2), figure.kappa.value, "range"),
            Cell(view.kappa_ends(figure), None, "range"),
            Cell(view.status(name)),
        )
        for name, figure in found.items()
    )
    columns = (t("summary.criterion"), t("col.decisions"), t("col.kappa"), t("col.interval"), t("col.status"))
    own = "own" if view.standing.own else "shipped"
    note = t(f"note.agreement.{own}", n=view.whole(view.standing.measured.cases))
    floor = t("note.floor", floor=view.decimal(view.standing.floor, 1))
    return Table("agreement", t("col.agreement"), columns, rows, note=f"{note} {floor}")


@table("method")
def confidence(view: View) -> Table | None:
    """How far from a border the levels lie."""
    t, rows = view.t, []
    kinds = ("firm", "near", "doubtful")
    for name, criterion in view.criteria.items():
        tally = view.counts.tally(f"confidence.{name}")
        if criterion.each or not tally.base:
            continue
        base = None if tally.closed else tally.base
        cells = (view.count_cell(tally.count(kind)) for kind in kinds)
        rows.append((Cell(criterion.title), view.count_cell(base), *cells, *left_out(view, tally)))
    if not rows:
        return None
    columns = (t("summary.criterion"), t("col.n_base"), *(t(f"confidence.{kind}") for kind in kinds), t("col.left_out"))
    return Table("confidence", t("table.confidence"), columns, tuple(rows), note=t("note.confidence"))


@table("method")
def manual(view: View) -> Table:
    """Which manual and version the levels were set by."""
    t = view.t
    years: dict[str, list[str]] = {}
    for year, found in view.counts.rubrics.items():
        for rubric in found:
            years.setdefault(rubric, []).append(view.year_name(year))
    rows = []
    for rubric, used in years.items():
        name, version, sha256 = rubric.rsplit(" ", 2)
        period = t("group.all") if len(years) == 1 else ", ".join(used)
        rows.append((Cell(period), Cell(name), Cell(version), Cell(sha256)))
    return Table(
        "versions",
        t("table.versions"),
        (t("col.period"), t("col.manual"), t("col.version"), t("col.hash")),
        tuple(rows),
    )
