"""Agreement of the tool with the codings, set by set, with intervals; writes the table of docs/validity.md.

usage: python -m tests.agreement.validity [--write]
Sets: corpus_samples d and e, and the cases of tests/cases by their letter, rendered to docx and txt in varied layouts.
Intervals are percentile bootstraps over cases (200 draws, seed 1): cases are what is sampled, not decisions.
"""

import argparse
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import yaml

from audit.discovery import find_cases
from audit.pipeline import audit_case
from audit.results import CaseResult
from audit.rubric import load_rubric
from tests.agreement.renderings import ROOT, renderer

MARK = "<!-- agreement: python -m tests.agreement.validity --write -->"
LEVELS = ("analysis", "follow_up", "child_voice", "trace")
DRAWS = 200
Pair = tuple[dict[str, Any], CaseResult]  # the coding, and the tool's result


def sets() -> dict[str, list[Pair]]:
    """The cases of each set with their codings, audited now."""
    rubric = load_rubric("bbic")
    found: dict[str, list[Pair]] = {}

    def add(folder: Path, codings: Path) -> None:
        for case in find_cases([folder]).cases:
            coding = yaml.safe_load((codings / case.id / "case.yaml").read_text(encoding="utf-8"))
            result = audit_case(case, (rubric,)).results[0]
            found.setdefault(case.id[0], []).append((coding, result))

    add(ROOT / "corpus_samples", ROOT / "corpus_samples")
    render = renderer()
    render.print = lambda *_: None
    render.DELIVERY = ["docx", "docx_combined", "txt"]  # pdf has its own comparison: renderings.py
    with tempfile.TemporaryDirectory() as tmp:
        render.main(ROOT / "tests" / "cases", Path(tmp) / "cases")
        add(Path(tmp) / "cases", ROOT / "tests" / "cases")
    return found


def quadratic_kappa(pairs: Sequence[tuple[int, int]], levels: int) -> float | None:
    """Cohen's kappa with squared weights; None where everything is of one level on both sides."""
    if not pairs:
        return None
    table = np.zeros((levels, levels))
    for coded, given in pairs:
        table[coded, given] += 1
    distance = np.subtract.outer(np.arange(levels), np.arange(levels)) ** 2
    expected = np.outer(table.sum(1), table.sum(0)) / len(pairs)
    chance = (distance * expected).sum()
    return float(1 - (distance * table).sum() / chance) if chance else None


def level_pairs(name: str, cases: Sequence[Pair]) -> list[tuple[int, int]]:
    """Coded and given levels; a level withheld where the manual grades counts as the farthest."""
    pairs = []
    for coding, result in cases:
        coded, given = coding[name]["level"], result.criteria[name].level
        if coded != "na":
            pairs.append((coded, given if given is not None else (3 if coded < 2 else 0)))
    return pairs


def part_pairs(who: str, cases: Sequence[Pair]) -> list[tuple[int, int]]:
    """Coded and given participation."""
    return [(c["participation"][who], r.facts["participation"][who] or 0) for c, r in cases]


def domain_pairs(cases: Sequence[Pair]) -> list[tuple[int, int]]:
    """Coded and given levels of all areas."""
    pairs = []
    for coding, result in cases:
        for domain, coded in coding["domains"].items():
            record = result.criteria.get(f"domain.{domain}")
            pairs.append((coded, record.level if record and record.level is not None else 0))
    return pairs


def f1(pairs: Sequence[tuple[set[Any], set[Any]]]) -> float | None:
    """Micro F1 of sets."""
    both = sum(len(a & b) for a, b in pairs)
    total = sum(len(a) + len(b) for a, b in pairs)
    return 2 * both / total if total else None


def share(hits: Sequence[bool]) -> float | None:
    """The part that is right."""
    return sum(hits) / len(hits) if hits else None


Figure = Callable[[Sequence[Pair]], float | None]


def figures() -> dict[str, Figure]:
    """Each row of the table: its name and how it is worked out over cases."""
    rows: dict[str, Figure] = {}
    for name in LEVELS:
        rows[f"{name}, quadratic kappa"] = lambda cases, n=name: quadratic_kappa(level_pairs(n, cases), 4)
        rows[f"{name}, exact"] = lambda cases, n=name: share([a == b for a, b in level_pairs(n, cases)])
    rows["graded or na right"] = lambda cases: share(
        [(c[n]["level"] == "na") == (r.criteria[n].level is None) for c, r in cases for n in LEVELS]
    )
    for who in ("child", "parents"):
        rows[f"participation.{who}, quadratic kappa"] = lambda cases, w=who: quadratic_kappa(part_pairs(w, cases), 3)
    rows["domains, quadratic kappa"] = lambda cases: quadratic_kappa(domain_pairs(cases), 3)
    rows["domains described, F1"] = lambda cases: f1(
        [({0} if a == 2 else set(), {0} if b == 2 else set()) for a, b in domain_pairs(cases)]
    )
    for name in ("forms", "contacts"):
        rows[f"{name}, F1"] = lambda cases, n=name: f1([(set(c[n] or []), set(r.facts[n])) for c, r in cases])
    rows["flags, F1"] = lambda cases: f1(
        [(set(c["timeline"].get("flags") or []), set(r.facts["timeline"]["flags"])) for c, r in cases]
    )
    rows["intervention types, F1"] = lambda cases: f1(
        [
            ({i["type"] for i in c["interventions"] or []}, {i["type"] for i in r.facts["interventions"]})
            for c, r in cases
        ]
    )
    for name in ("reported", "prelim_decided", "opened", "closed"):
        rows[f"{name}, right"] = lambda cases, n=name: share(
            [str(c["timeline"].get(n)) == str(r.facts["timeline"][n]) for c, r in cases]
        )
    for name in ("extended", "protection_assessment"):
        rows[f"{name}, right"] = lambda cases, n=name: share(
            [bool(c["timeline"].get(n)) == r.facts["timeline"][n] for c, r in cases]
        )
    for name in ("talked_alone", "in_plan"):
        rows[f"{name}, right"] = lambda cases, n=name: share(
            [c["child_voice"][n] == r.facts[n] for c, r in cases if isinstance(c["child_voice"][n], bool)]
        )
    rows["outcome, right"] = lambda cases: share([c["outcome"] == r.facts["outcome"] for c, r in cases])
    rows["meetings, right"] = lambda cases: share([c["meetings"] == r.facts["meetings"] for c, r in cases])
    rows["meetings, within one"] = lambda cases: share(
        [r.facts["meetings"] is not None and abs(c["meetings"] - r.facts["meetings"]) <= 1 for c, r in cases]
    )
    return rows


def interval(figure: Figure, cases: Sequence[Pair]) -> tuple[float, float] | None:
    """The middle 95 % of the figure over redrawn cases."""
    random = np.random.default_rng(1)
    drawn = [figure([cases[i] for i in random.integers(0, len(cases), len(cases))]) for _ in range(DRAWS)]
    known = [value for value in drawn if value is not None]
    return (float(np.quantile(known, 0.025)), float(np.quantile(known, 0.975))) if known else None


def table() -> str:
    """The table in Markdown."""
    found = sets()
    lines = [MARK, "", "| | " + " | ".join(f"{s} (n {len(c)})" for s, c in sorted(found.items())) + " |"]
    lines.append("|---|" + "---|" * len(found))
    for name, figure in figures().items():
        cells = []
        for _, cases in sorted(found.items()):
            value, limits = figure(cases), interval(figure, cases)
            cells.append(
                "not estimable" if value is None or limits is None else f"{value:.2f} ({limits[0]:.2f}–{limits[1]:.2f})"
            )
        lines.append(f"| {name} | " + " | ".join(cells) + " |")
    return "\n".join([*lines, "", "<!-- end -->"])


def main() -> None:
    """Prints the table, or writes it into its place in docs/validity.md."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true")
    made = table()
    if not parser.parse_args().write:
        print(made)
        return
    page = ROOT / "docs" / "validity.md"
    text = page.read_text(encoding="utf-8")
    before, _, rest = text.partition(MARK)
    page.write_text(before + made + rest.partition("<!-- end -->")[2], encoding="utf-8")


if __name__ == "__main__":
    main()
