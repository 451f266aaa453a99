"""The band under the report's title: who stands for the levels, and what was measured of them."""

from dataclasses import dataclass

from audit.report.view import View


@dataclass(frozen=True, slots=True)
class Band:
    """The status in a few words, and what is to be known of it."""

    status: str
    says: str


def band_of(view: View) -> Band:
    """One status for the whole report: checked only where each criterion is, or is said to be on trial."""
    t, standing = view.t, view.standing
    if standing.confirmed:
        return Band(t("status.confirmed"), "")
    each = {name: c.each for name, c in view.criteria.items() if _is_asked(view, name)}
    trial = [name for name in each if standing.on_trial(name, each=each[name])]
    kept = [name for name in each if name not in trial]
    checked = bool(kept) and all(standing.status(name, each=each[name]) == "checked" for name in kept)
    parts = [] if checked else [t("report.draft_says")]
    parts.append(_measured(view))
    if trial:
        parts.append(t("band.trial", names=", ".join(view.criteria[name].title for name in trial)))
    return Band(t("status.checked" if checked else "status.draft"), " ".join(parts))


def _is_asked(view: View, name: str) -> bool:
    """Whether the levels hold the criterion at all."""
    return any(v == f"level.{name}" or f".{name}." in v for v in view.counts.tallies)


def _measured(view: View) -> str:
    t, standing = view.t, view.standing
    if standing.measured is None:
        return t("band.other_state" if standing.other_state else "band.never")
    found = [f.kappa for f in view.measured_criteria.values() if f.kappa.value is not None]
    lows = [k.low for k in found if k.low is not None]
    if not found or not lows:
        return t("band.no_figure")
    values = sorted(k.value for k in found if k.value is not None)
    return t(
        "band.own" if standing.own else "band.shipped",
        n=view.whole(standing.measured.cases),
        kappa=view.t("say.range", low=view.decimal(values[0], 2), high=view.decimal(values[-1], 2)),
        least=view.decimal(min(lows), 2),
    )
