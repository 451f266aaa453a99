"""Meetings with child and parents, and from whom information was got."""

from audit.report.sections.simple import values_table
from audit.report.tables import Table, table
from audit.report.view import View

MEETINGS = ("0", "1", "2-4", "5-")
PARTIES = (
    "skola", "forskola", "bvc", "halso_sjukvard", "bup", "polis", "fritid", "natverk", "annan_kommun",
    "annan_socialtjanst", "annan",
)  # fmt: skip


@table("contacts")
def meetings(view: View) -> Table | None:
    """Meetings in person during the investigation."""
    t, total = view.t, view.counts.tally("meetings")
    if total.closed or not total.base:
        return None
    said = (t("say.meetings", share=view.share(total.count("2-4") or 0, total.base)),)
    named = [(value, t(f"meetings.{value}")) for value in MEETINGS]
    return values_table(view, "meetings", named, unit="case", title=t("table.meetings"), said=said)


@table("contacts")
def contacts(view: View) -> Table | None:
    """Share of files with information from each party."""
    t, total = view.t, view.counts.tally("contacts")
    if total.closed or not total.base:
        return None
    named = [(party, t(f"contact.{party}")) for party in PARTIES]
    most = max(named, key=lambda pair: total.count(pair[0]) or 0)
    said = (t("say.contacts", party=most[1], share=view.share(total.count(most[0]) or 0, total.base)),)
    return values_table(
        view,
        "contacts",
        named,
        unit="case",
        title=t("table.contacts"),
        said=said,
        note=t("note.contacts"),
        ordered=True,
    )
