"""Districts side by side, in alphabetical order and without ranking."""

from collections.abc import Iterator

from audit.aggregate import Group
from audit.report.charts import Figure
from audit.report.sections.simple import dots_figure, share_row
from audit.report.tables import HIDDEN, NOT_APPLICABLE, Cell, Table, table
from audit.report.view import View


def _good(view: View, name: str) -> tuple[str, ...]:
    levels = [str(n) for n in range(len(view.criteria[name].levels))]
    return tuple(levels[-2:] if len(levels) > 3 else levels[-1:])


def _criteria(view: View) -> list[str]:
    return [name for name, c in view.criteria.items() if not c.each and view.counts.tally(f"level.{name}").base]


@table("areas")
def areas(view: View) -> Iterator[Table]:
    """The share at the higher levels of each criterion, district by district."""
    t, names = view.t, _criteria(view)
    if len(view.counts.districts) < 2 or not names:
        return
    rows = []
    for district in view.counts.districts:
        cells = []
        for name in names:
            tally = view.counts.tally(f"level.{name}", Group(district=district))
            cells.append(_cell(view, tally.count(*_good(view, name)), tally.base))
        rows.append(
            (Cell(view.district_name(district)), view.count_cell(view.counts.groups[Group(district=district)]), *cells)
        )
    columns = (t("col.area"), t("col.n_all"), *(view.criteria[n].title for n in names))
    said = (t("say.areas"),)
    yield Table("areas", t("table.areas"), columns, tuple(rows), said, None, t("note.areas"))


def _cell(view: View, count: int | None, base: int) -> Cell:
    if count is None:
        return Cell(HIDDEN, None, "sign")
    if not base:
        return Cell(NOT_APPLICABLE, None, "sign")
    return Cell(view.t("figure.count_of", count=view.whole(count), n=view.whole(base)), count / base, "range")


def _figure(view: View, name: str) -> Figure:
    t, good = view.t, _good(view, name)
    total = view.counts.tally(f"level.{name}")
    rows = [
        share_row(view, view.district_name(d), [(tally, good, "full")])
        for d, tally in view.counts.by_district(f"level.{name}").items()
    ]
    title = t(
        "figure.areas_title", title=view.criteria[name].title, levels="–".join(dict.fromkeys((good[0], good[-1])))
    )
    drawn = dots_figure(view, title, t("figure.areas"), rows)
    line = None if total.closed or not total.base else round(100 * (total.count(*good) or 0) / total.base, 2)
    return Figure(drawn.title, drawn.text, drawn.rows, drawn.keys, drawn.axis, line, t("group.all"))


@table("areas")
def areas_by_year(view: View) -> Iterator[Table]:
    """Each criterion district by district, and by year where a district has enough files of it."""
    t, years = view.t, view.counts.years
    if len(view.counts.districts) < 2:
        return
    for name in _criteria(view):
        good = _good(view, name)
        rows = tuple(
            (Cell(view.district_name(d)), *(
                _cell(view, tally.count(*good), tally.base)
                for tally in (view.counts.tally(f"level.{name}", Group(d, y)) for y in years)
            ))
            for d in view.counts.districts
        )  # fmt: skip
        title = t(
            "table.areas_by_year", title=view.criteria[name].title, levels="–".join(dict.fromkeys((good[0], good[-1])))
        )
        columns = (t("col.area"), *(view.year_name(y) for y in years))
        yield Table(f"areas.{name}", title, columns, rows, (), _figure(view, name))
