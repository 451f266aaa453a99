"""What the investigations describe: each area of the triangle, in three blocks, the two generations apart."""

from audit.casefile.domains import domain_names
from audit.report.charts import Figure, Key, Row, stacked
from audit.report.tables import HIDDEN, Cell, Table, table
from audit.report.view import View

SHADES = (("1", "l1"), ("2", "l3"))


@table("domains")
def domains_2016(view: View) -> Table | None:
    """The areas of today's BBIC."""
    return _domains(view, "2016")


@table("domains")
def domains_2006(view: View) -> Table | None:
    """The areas of the first BBIC, in files up to about 2015."""
    return _domains(view, "2006")


def _domains(view: View, bbic: str) -> Table | None:
    t, criterion = view.t, view.criteria.get("domain")
    sides = domain_names().get(bbic, {})
    tallies = {d: view.counts.tally(f"level.{bbic}.domain.{d}") for side in sides.values() for d in side}
    shown = {d: tally for d, tally in tallies.items() if tally.base and not tally.closed}
    if criterion is None or not shown:
        return None
    rows, bars = [], []
    for side, names in sides.items():
        for n, (domain, name) in enumerate(names.items()):
            tally = tallies[domain]
            label = t(f"domain.{bbic}.{domain}") if t.has(f"domain.{bbic}.{domain}") else name
            heading = t(f"side.{bbic}.{side}") if n == 0 else ""
            if tally.closed or not tally.base:
                bars.append(Row(label, f"{label}: {t('sign.hidden')}", sign=HIDDEN, heading=heading))
                rows.append((Cell(label), *[Cell(HIDDEN, None, "sign")] * 6))
                continue
            counts = {level: tally.count(level) or 0 for level in ("0", "1", "2")}
            text = {level: view.whole(counts[level]) for level in counts}
            bar = stacked([(counts[level], tone, text[level]) for level, tone in reversed(SHADES)], tally.base)
            told = ", ".join(f"{criterion.levels[int(level)]} {counts[level]}" for level in ("2", "1", "0"))
            value = view.percent(counts["2"] / tally.base)
            bars.append(Row(label, f"{label}: {told}", value, bar, heading=heading))
            rows.append((
                Cell(label), view.count_cell(tally.base), *(view.count_cell(n) for n in counts.values()),
                view.share_cell(counts["2"], tally.base), view.interval_cell(counts["2"], tally.base),
            ))  # fmt: skip
    ranked = sorted(shown, key=lambda d: (-(shown[d].count("2") or 0) / shown[d].base, d))
    names = {d: name for side in sides.values() for d, name in side.items()}
    ends = (ranked[0], ranked[-1])
    called_area = {d: t(f"domain.{bbic}.{d}") if t.has(f"domain.{bbic}.{d}") else names[d] for d in ends}
    base = shown[ranked[0]].base
    said = (
        t("say.domains", most=called_area[ranked[0]], most_count=view.whole(shown[ranked[0]].count("2") or 0),
          least=called_area[ranked[-1]], least_count=view.whole(shown[ranked[-1]].count("2") or 0), n=view.whole(base)),
        t("say.not_all_areas"),
    )  # fmt: skip
    title = t("table.domains", years=t(f"bbic.{bbic}"))
    called = criterion.levels
    keys = tuple(Key(called[int(level)], tone=tone) for level, tone in reversed(SHADES))
    columns = (
        t("col.domain"), t("col.n_base"), *called, t("col.share_described"), t("col.interval"),
    )  # fmt: skip
    figure = Figure(title, t("figure.domains"), tuple(bars), keys)
    return Table(
        f"domains_{bbic}", title, columns, tuple(rows), said, figure,
        status=view.status("domain"), measured=view.measured("domain"),
    )  # fmt: skip
