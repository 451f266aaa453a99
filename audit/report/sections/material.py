"""What was read: documents by format and what became of them, and how the files are spread."""

from audit.aggregate import Group
from audit.report.charts import Figure, Key, Row, stacked
from audit.report.tables import Cell, Table, table
from audit.report.view import View

STATUSES = (("read", "l2"), ("duplicate", "l1"), ("unreadable", "none"))


@table("material")
def documents(view: View) -> Table | None:
    """Documents read, doubled and unreadable, by format."""
    t, total = view.t, view.counts.tally("documents")
    if total.closed or not total.base:
        return None
    formats = {s: view.counts.tally(f"documents.{s}").values for s, _ in STATUSES}
    kinds = sorted({kind for values in formats.values() for kind in values})
    lines = [(t("group.all"), [total.values.get(s) or 0 for s, _ in STATUSES])]
    lines += [(kind or t("value.no_format"), [formats[s].get(kind) or 0 for s, _ in STATUSES]) for kind in kinds]
    rows, bars = [], []
    for label, counts in lines:
        rows.append((Cell(label), *(view.count_cell(n) for n in counts), view.count_cell(sum(counts))))
        parts = stacked([(n, tone, view.whole(n)) for n, (_, tone) in zip(counts, STATUSES, strict=True)], sum(counts))
        told = ", ".join(f"{t(f'document.{s}')} {n}" for n, (s, _) in zip(counts, STATUSES, strict=True))
        bars.append(Row(label, f"{label}: {told}", view.whole(sum(counts)), parts))
    read, doubled, unread = lines[0][1]
    said = [t("say.documents", documents=view.whole(total.base), cases=view.whole(total.cases), read=view.whole(read))]
    said += [t("say.unreadable", count=view.whole(unread)) if unread else t("say.all_read")]
    said += [t("say.duplicates", count=view.whole(doubled))] if doubled else []
    keys = tuple(Key(t(f"document.{s}"), tone=tone) for s, tone in STATUSES)
    columns = (t("col.format"), *(t(f"document.{s}") for s, _ in STATUSES), t("col.total"))
    title = t("table.documents")
    return Table(
        "documents", title, columns, tuple(rows), tuple(said), Figure(title, t("figure.documents"), tuple(bars), keys)
    )


@table("material")
def unreadable(view: View) -> Table | None:
    """Why documents could not be read, and what to do."""
    t, total = view.t, view.counts.tally("unreadable")
    if not total.base:
        return None
    # How many documents, of any kind, tells of the archive and of no child: shown also where there are few.
    found = sorted(total.values.items(), key=lambda pair: (-(pair[1] or 0), pair[0]))
    rows = tuple((Cell(t(f"reason.{reason}")), view.count_cell(n)) for reason, n in found)
    return Table("unreadable", t("table.unreadable"), (t("col.reason"), t("col.count")), rows)


@table("material")
def files_and_documents(view: View) -> Table | None:
    """Files and documents by year and district."""
    t = view.t
    if not view.counts.cases:
        return None
    rows = []
    for _, label, tally, _ in view.groups("documents"):
        counts = [None if tally.closed else tally.values.get(s) or 0 for s, _ in STATUSES]
        rows.append((Cell(label), view.count_cell(tally.cases), *(view.count_cell(n) for n in counts)))
    columns = (t("col.group"), t("col.n_all"), *(t(f"document.{s}") for s, _ in STATUSES))
    return Table("files", t("table.files"), columns, tuple(rows))


@table("material")
def files_crossed(view: View) -> Table | None:
    """How many files there are of each district and year."""
    t, years, districts = view.t, view.counts.years, view.counts.districts
    if len(years) < 2 or len(districts) < 2:
        return None
    rows = tuple(
        (Cell(view.district_name(d)), *(view.count_cell(view.counts.groups.get(Group(d, y), 0)) for y in years),
         view.count_cell(view.counts.groups.get(Group(district=d), 0)))
        for d in districts
    )  # fmt: skip
    columns = (t("col.area"), *(view.year_name(y) for y in years), t("col.total"))
    return Table("files_crossed", t("table.files_crossed"), columns, rows)
