"""From needs to interventions, which interventions are given, and how the matters ended."""

from audit.aggregate import ALL, Group
from audit.casefile.domains import domain_names
from audit.report.charts import Figure, Key, Row, stacked
from audit.report.sections.simple import values_table
from audit.report.tables import HIDDEN, Cell, Table, table
from audit.report.view import View

ANSWERS = (("argued", "l3"), ("general", "l1"), ("refused_with_reason", "other"), ("none", "none"))
TYPES = (
    "familjebehandling", "foraldrautbildning", "kontaktfamilj", "kontaktperson", "familjehem", "jourhem", "hvb",
    "stodboende", "samtalsstod", "gruppverksamhet", "dagverksamhet", "skolsocial_insats", "natverksarbete",
    "praktisk_hjalp", "socialpedagogiskt_stod", "annan",
)  # fmt: skip
OPEN_CARE = (
    "programverksamhet", "riktad_dagverksamhet", "socialpedagogisk_insats", "skolsocial_insats",
    "kvalificerat_natverksarbete", "enskilt_samtalsstod", "placering", "annan",
)  # fmt: skip


@table("trace")
def needs_answered(view: View) -> Table | None:
    """How many of the stated needs get an answer."""
    t, total = view.t, view.counts.tally("need.answer")
    if not total.base or total.closed:
        return None
    rows, bars = [], []
    for heading, label, tally, broken in view.groups("need.answer"):
        counts = [(tally.count(value), tone) for value, tone in ANSWERS]
        rows.append((
            Cell(label), view.count_cell(None if tally.closed else tally.base),
            *(view.count_cell(n) for n, _ in counts), view.share_cell(tally.count("none"), tally.base),
        ))  # fmt: skip
        if tally.closed or not tally.base:
            bars.append(Row(label, f"{label}: {t('sign.hidden')}", sign=HIDDEN, heading=heading, broken=broken))
            continue
        told = ", ".join(f"{t(f'need.{value}')} {n}" for (value, _), (n, _) in zip(ANSWERS, counts, strict=True))
        bar = stacked([(n or 0, tone, view.whole(n or 0)) for n, tone in counts], tally.base)
        value = t("figure.of", n=view.whole(tally.base), unit=t.n("unit.need", tally.base))
        bars.append(Row(label, f"{label}: {told}", value, bar, heading=heading, broken=broken))
    said = [t("say.needs", share=view.part(total.count("none") or 0, total.base, "need"))]
    motivated = view.counts.tally("intervention.motivated")
    if motivated.base and not motivated.closed:
        part = view.part(motivated.count("no") or 0, motivated.base, "intervention")
        said.append(t("say.unmotivated", share=part))
    keys = tuple(Key(t(f"need.{value}"), tone=tone) for value, tone in ANSWERS)
    title = t("table.needs")
    columns = (t("col.group"), t("col.needs"), *(t(f"need.{value}") for value, _ in ANSWERS), t("col.share_unanswered"))
    figure = Figure(title, t("figure.needs"), tuple(bars), keys)
    return Table("needs", title, columns, tuple(rows), tuple(said), figure, t("note.things"))


@table("trace")
def needs_by_area(view: View) -> Table | None:
    """What the needs are about."""
    t, total = view.t, view.counts.tally("need.domain")
    called: dict[str, str] = {}
    for bbic in ("2016", "2006"):
        for area in (area for side in domain_names()[bbic].values() for area in side):
            called.setdefault(area, t(f"domain.{bbic}.{area}"))
    named = [(area, name) for area, name in called.items() if area in total.values] + [("unknown", t("value.no_area"))]
    return values_table(
        view,
        "need.domain",
        named,
        unit="need",
        title=t("table.needs_by_area"),
        note=t("note.child", least=view.counts.least),
        ordered=True,
    )


@table("interventions")
def interventions(view: View) -> Table | None:
    """Types of intervention, most common first."""
    t, total = view.t, view.counts.tally("intervention.type")
    if not total.base or total.closed:
        return None
    placed = view.counts.tally("intervention.form").count("placering")
    treated = total.count("familjebehandling")
    said = [t("say.interventions", count=view.whole(total.base), cases=view.whole(total.cases))]
    if placed is not None and treated is not None:
        said.append(t("say.treatment_or_placement", share=view.part(treated + placed, total.base, "intervention")))
    named = [(kind, t(f"type.{kind}")) for kind in TYPES]
    return values_table(
        view, "intervention.type", named, unit="intervention", title=t("table.interventions"), said=tuple(said),
        note=t("note.child", least=view.counts.least), ordered=True,
    )  # fmt: skip


@table("interventions")
def open_care_forms(view: View) -> Table | None:
    """The same after the forms of the national survey."""
    t = view.t
    return values_table(
        view, "intervention.form", [(form, t(f"opencare.{form}")) for form in OPEN_CARE], unit="intervention",
        title=t("table.open_care"), note=t("note.child", least=view.counts.least), ordered=True,
    )  # fmt: skip


@table("interventions")
def basis(view: View) -> Table | None:
    """On what ground interventions are given."""
    t = view.t
    named = [(value, t(f"basis.{value}")) for value in ("bistand", "service", "lvu", "unknown")]
    return values_table(
        view,
        "intervention.basis",
        named,
        unit="intervention",
        title=t("table.basis"),
        note=t("note.child", least=view.counts.least),
    )


@table("interventions")
def answers(view: View) -> Table | None:
    """What the family answered."""
    t, total = view.t, view.counts.tally("intervention.answer")
    said: tuple[str, ...] = ()
    if total.base and (declined := total.count("declined")) is not None:
        said = (t("say.declined", share=view.part(declined, total.base, "intervention")),)
    named = [(value, t(f"answer.{value}")) for value in ("accepted", "declined", "unknown", "not_asked")]
    return values_table(
        view,
        "intervention.answer",
        named,
        unit="intervention",
        title=t("table.answers"),
        said=said,
        note=t("note.child", least=view.counts.least),
    )


@table("interventions")
def interventions_by_group(view: View) -> Table | None:
    """The answers by year and district, where that tells nothing of a single child."""
    t = view.t
    shown = [
        (g, x) for g, x in view.counts.tallies.get("intervention.answer", {}).items()
        if not x.closed and x.base and not g.crossed and g != Group()
    ]  # fmt: skip
    if not shown:
        return None
    rows = tuple(
        (Cell(view.year_name(g.year) if g.year != ALL else view.district_name(g.district)), view.count_cell(x.base),
         *(view.count_cell(x.count(v)) for v in ("accepted", "declined", "unknown", "not_asked")))
        for g, x in shown
    )  # fmt: skip
    columns = (
        t("col.group"),
        t("col.interventions"),
        *(t(f"answer.{v}") for v in ("accepted", "declined", "unknown", "not_asked")),
    )
    return Table(
        "answers_by_group", t("table.answers_by_group"), columns, rows, note=t("note.child", least=view.counts.least)
    )


@table("interventions")
def outcomes(view: View) -> Table | None:
    """How the matters ended."""
    t, total = view.t, view.counts.tally("outcome")
    said: tuple[str, ...] = ()
    if total.base and not total.closed and (granted := total.count("insats")) is not None:
        said = (t("say.outcome", share=view.share(granted, total.base)),)
    named = [(value, t(f"outcome.{value}")) for value in ("insats", "tackat_nej", "utan_insats", "pagar")]
    return values_table(
        view,
        "outcome",
        named,
        unit="case",
        title=t("table.outcomes"),
        said=said,
        note=t("note.child", least=view.counts.least),
    )
