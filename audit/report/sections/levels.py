"""The levels of every criterion, overall and by year and district, and what is most often lacking."""

from collections.abc import Iterator

from audit.aggregate import Tally
from audit.counted import NOTHING
from audit.report.charts import Figure, Key, Row, stacked, tones
from audit.report.tables import HIDDEN, NOT_APPLICABLE, Cell, Table, table
from audit.report.view import View

PLACED = ("analysis", "child_voice", "follow_up", "trace", "participation.child", "participation.parents")


@table("analysis")
def analysis(view: View) -> Table | None:
    """How well the information is analysed, in the study's four grades."""
    return levels_table(view, "analysis")


@table("analysis")
def analysis_lacking(view: View) -> Table | None:
    """What the analyses lack."""
    return lacking_table(view, "analysis")


@table("voice")
def child_voice(view: View) -> Table | None:
    """Whether the child's own voice is heard."""
    return levels_table(view, "child_voice")


@table("voice")
def child_voice_lacking(view: View) -> Table | None:
    """What the child's voice lacks."""
    return lacking_table(view, "child_voice")


@table("participation")
def participation(view: View) -> Iterator[Table]:
    """The part that child and guardians take in planning, and what is lacking of it."""
    for name in ("participation.child", "participation.parents"):
        yield from filter(None, (levels_table(view, name), lacking_table(view, name)))


@table("trace")
def trace(view: View) -> Table | None:
    """Whether interventions answer needs."""
    return levels_table(view, "trace")


@table("trace")
def trace_lacking(view: View) -> Table | None:
    """What the red thread lacks."""
    return lacking_table(view, "trace")


@table("follow_up")
def follow_up(view: View) -> Table | None:
    """Whether interventions are followed up, where that is due."""
    return levels_table(view, "follow_up")


@table("follow_up")
def follow_up_lacking(view: View) -> Table | None:
    """What the follow-ups lack."""
    return lacking_table(view, "follow_up")


@table("criteria")
def other_criteria(view: View) -> Iterator[Table]:
    """The criteria of a rubric of one's own."""
    for name, criterion in view.criteria.items():
        if name in PLACED or criterion.each:
            continue
        yield from filter(None, (levels_table(view, name), lacking_table(view, name)))


def levels_table(view: View, name: str) -> Table | None:
    """A criterion's levels as a stacked bar a group, with the table of them."""
    criterion = view.criteria.get(name)
    total = view.counts.tally(f"level.{name}")
    if criterion is None or not total.cases:
        return None
    t, levels = view.t, [str(n) for n in range(len(criterion.levels))]
    good = levels[-2:] if len(levels) > 3 else levels[-1:]
    groups = view.groups(f"level.{name}")
    missing = [kind for kind in NOTHING if any(tally.nothing.get(kind) for _, _, tally, _ in groups)]
    rows = tuple(
        (Cell(label), *_counts(view, tally, levels), *_share(view, tally, good), *_missing(view, tally, missing))
        for _, label, tally, _ in groups
    )
    high = t("col.level_share", levels="–".join(dict.fromkeys((good[0], good[-1]))))
    names = (f"{n} {called}" for n, called in enumerate(criterion.levels))
    columns = (
        t("col.group"), t("col.n_all"), t("col.n_base"), *names, high, t("col.interval"),
        *(t(f"state.{kind}") for kind in missing),
    )  # fmt: skip
    return Table(
        id=f"levels.{name}",
        title=criterion.title,
        columns=columns,
        rows=rows,
        said=_said(view, name, total, levels),
        figure=_figure(view, name, groups, levels),
        note=t("note.not_due") if "not_due" in missing else "",
        status=view.status(name),
        measured=view.measured(name),
    )


def _counts(view: View, tally: Tally, levels: list[str]) -> Iterator[Cell]:
    yield view.count_cell(tally.cases)
    yield view.count_cell(None if tally.closed else tally.base)
    for level in levels:
        yield view.count_cell(tally.count(level))


def _share(view: View, tally: Tally, good: list[str]) -> tuple[Cell, Cell]:
    count = tally.count(*good)
    return view.share_cell(count, tally.base), view.interval_cell(count, tally.base)


def _missing(view: View, tally: Tally, kinds: list[str]) -> Iterator[Cell]:
    for kind in kinds:
        yield view.count_cell(None if tally.closed else tally.nothing.get(kind, 0))


def _said(view: View, name: str, total: Tally, levels: list[str]) -> tuple[str, ...]:
    t = view.t
    if total.closed:
        return (t("say.too_few", least=view.counts.least),)
    if not total.base:
        return (t("say.none_graded"),)
    top, low = total.count(levels[-1]) or 0, total.count("0") or 0
    if t.has(f"say.{name}.top"):
        return (
            t(f"say.{name}.top", share=view.share(top, total.base)),
            t(f"say.{name}.low", share=view.share(low, total.base)),
        )
    called = view.criteria[name].levels
    return (
        t("say.level", level=called[-1], share=view.share(top, total.base)),
        t("say.level", level=called[0], share=view.share(low, total.base)),
    )


def _figure(view: View, name: str, groups: list[tuple[str, str, Tally, bool]], levels: list[str]) -> Figure:
    t, criterion, colours = view.t, view.criteria[name], tones(len(levels))
    rows = []
    # Where some files are not yet due, they stand beside the levels in grey, and the parts say how many they are.
    waits = any(tally.nothing.get("not_due") for _, _, tally, _ in groups)
    for heading, label, tally, broken in groups:
        if tally.closed or not tally.base:
            sign = HIDDEN if tally.closed else NOT_APPLICABLE
            said = f"{label}: {t('sign.hidden' if tally.closed else 'sign.none')}"
            rows.append(Row(label, said, sign=sign, heading=heading, broken=broken))
            continue
        counts = [(tally.count(level) or 0, colours[n]) for n, level in enumerate(levels)]
        later = tally.nothing.get("not_due", 0)
        parts = [(n, tone, view.whole(n) if waits else view.percent(n / tally.base)) for n, tone in counts]
        bar = stacked([*parts, (later, "other", view.whole(later))], tally.base + later)
        told = ", ".join(f"{criterion.levels[n]} {c[0]}" for n, c in enumerate(counts))
        value = t("figure.of", n=view.whole(tally.base), unit=t.n("unit.case", tally.base))
        told += f", {t('state.not_due')} {later}" if later else ""
        rows.append(Row(label, f"{label}: {told}", value, bar, heading=heading, broken=broken))
    keys = tuple(Key(f"{n} {called}", tone=colours[n]) for n, called in enumerate(criterion.levels))
    keys += (Key(t("state.not_due"), tone="other"),) if waits else ()
    return Figure(criterion.title, t("figure.levels", title=criterion.title), tuple(rows), keys)


def lacking_table(view: View, name: str) -> Table | None:
    """What the next level most often lacks, most often first."""
    criterion = view.criteria.get(name)
    total = view.counts.tally(f"lacking.{name}")
    if criterion is None or total.closed or not total.base or not any(total.values.values()):
        return None
    t = view.t
    codes = sorted(total.values, key=lambda code: (-(total.count(code) or 0), code))
    words = {code: criterion.lacks.get(code, code) for code in codes}
    years = view.open_years(f"lacking.{name}")
    rows, bars = [], []
    for code in codes:
        count = total.count(code) or 0
        by_year = (view.share_cell(tally.count(code), tally.base) for _, tally in years)
        share, ends = view.share_cell(count, total.base), view.interval_cell(count, total.base)
        rows.append((Cell(_capital(words[code])), view.count_cell(count), share, ends, *by_year))
        said = f"{words[code]}: {view.share(count, total.base)}"
        parts = stacked([(count, "l2", "")], total.base)
        bars.append(Row(_capital(words[code]), said, f"{view.whole(count)} · {share.text}", parts))
    columns = (t("col.lacking"), t("col.count"), t("col.share"), t("col.interval"), *(y for y, _ in years))
    title = t("table.lacking", title=criterion.title)
    said = t("say.lacking", what=words[codes[0]], share=view.share(total.count(codes[0]) or 0, total.base))
    return Table(
        f"lacking.{name}", title, columns, tuple(rows), (said,),
        Figure(t("section.lacking"), t("figure.lacking", title=criterion.title), tuple(bars)), t("note.lacking"),
    )  # fmt: skip


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
