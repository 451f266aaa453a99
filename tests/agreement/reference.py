"""How well sentence roles and the levels of short parts agree with the reference texts, half by half.

usage: python -m tests.agreement.reference [learn] [--roles rules|model] [--misses ROLE]

Both halves are printed side by side: `learn` may be looked at, `test` is for measuring only, and every run over it is
added to the log in docs/validity.md. Single sentences are shown of `learn` only (`--misses`).
"""

import argparse
import math
import subprocess
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from hashlib import sha256

import numpy as np

from audit.agreement.coefficients import kappa, quadratic
from audit.annotate.learned import roles_by, use_roles
from audit.annotate.model import ROLES
from audit.facts.find import find_facts
from audit.rubric import load_rubric
from audit.scoring import score_criterion
from tests.agreement.reference_texts import FOLDER, Read, annotated_of, hands, sentences_of
from tests.agreement.renderings import ROOT

CRITERIA = ("analysis", "follow_up", "child_voice", "trace")
REASONS = frozenset({"interprets", "causes", "consequence", "weighs"})
_LOG = "<!-- log: python -m tests.agreement.reference -->"


def all_sentences(half: str) -> list[Read]:
    """Every coded sentence of the half."""
    return [read for hand in hands(half) for text in hand.texts for read in sentences_of(text)]


def part_levels(half: str) -> dict[str, list[tuple[str, int | str, int | str]]]:
    """By criterion: id, coded level and given level of every part; "na" where there is none to give."""
    criteria = {c.id: c for c in load_rubric("bbic").criteria}
    found: dict[str, list[tuple[str, int | str, int | str]]] = defaultdict(list)
    for hand in hands(half):
        for part in hand.parts:
            annotated = annotated_of(*part.documents)
            score = score_criterion(criteria[part.criterion], annotated, find_facts(annotated))
            found[part.criterion].append((part.id, part.level, "na" if score.level is None else score.level))
    return found


def f1(pairs: Iterable[tuple[bool, bool]]) -> tuple[float | None, float | None, float | None, int]:
    """F1, precision and recall of "is it so?", and how many are so."""
    listed = list(pairs)
    both = sum(a and b for a, b in listed)
    coded, given = sum(a for a, _ in listed), sum(b for _, b in listed)
    total = coded + given
    return (
        2 * both / total if total else None,
        both / given if given else None,
        both / coded if coded else None,
        coded,
    )


def rows(reads: Sequence[Read]) -> dict[str, tuple[float | None, float | None, float | None, int]]:
    """Each role, reasoning of any kind, whose account, whose view, denied and planned."""
    found = {role: f1((role in r.coded.r, role in r.roles) for r in reads) for role in ROLES}
    found["any reasoning"] = f1((not REASONS.isdisjoint(r.coded.r), not REASONS.isdisjoint(r.roles)) for r in reads)
    for who in ("writer", "child", "parent", "other"):
        found[f"by {who}"] = f1((r.coded.by == who, any(s.speaker == who for s in r.found)) for r in reads)
    found["view of child"] = f1((r.coded.view == "child", any(s.view_of == "child" for s in r.found)) for r in reads)
    found["denied"] = f1((r.coded.denied, any(s.denied for s in r.found)) for r in reads)
    found["planned"] = f1((r.coded.planned, any(s.planned for s in r.found)) for r in reads)
    return found


def agreed(pairs: Sequence[tuple[int | str, int | str]]) -> float | None:
    """Quadratic kappa of levels; a grade withheld counts as the farthest, a coded na is left out."""
    graded = [(int(a), int(b) if b != "na" else (3 if int(a) < 2 else 0)) for a, b in pairs if a != "na"]
    return quadratic_kappa(graded)


def quadratic_kappa(pairs: Sequence[tuple[int, int]]) -> float | None:
    """Quadratic kappa of coded and given levels, 0 to 3; None where nothing varies, or nothing is there."""
    table = np.zeros((1, 4, 4))
    for coded, given in pairs:
        table[0, coded, given] += 1
    value = float(kappa(table, quadratic(4))[0]) if pairs else math.nan
    return None if math.isnan(value) else value


def digest(half: str) -> str:
    """One sha256 over the files of the half, by name."""
    whole = sha256()
    for path in sorted((FOLDER / half).glob("*.yaml")):
        whole.update(path.name.encode() + b"\0" + path.read_bytes())
    return whole.hexdigest()[:16]


def _cell(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}"


def show(halves: Sequence[str]) -> dict[str, str]:
    """Prints the figures of the halves side by side; gives the headline of each."""
    headlines = {}
    tables, parts = {}, {}
    for half in halves:
        reads = all_sentences(half)
        tables[half], parts[half] = rows(reads), part_levels(half)
        print(f"{half}: {len(hands(half))} hands, {len(reads)} sentences, sha256 {digest(half)}")
    print(f"{'F1 (precision recall) n':28s}" + "".join(f"{half:>30s}" for half in halves))
    for name in tables[halves[0]]:
        cells = ""
        for half in halves:
            f, p, r, n = tables[half][name]
            cells += f"{_cell(f):>12s} ({_cell(p)} {_cell(r)}) {n:5d}"
        print(f"{name:28s}{cells}")
    print("levels of parts: quadratic kappa, exact, two off, n")
    for name in CRITERIA:
        cells = ""
        for half in halves:
            pairs = [(a, b) for _, a, b in parts[half].get(name, [])]
            exact = sum(a == b for a, b in pairs) / len(pairs) if pairs else None
            far = sum(a != "na" and b != "na" and abs(int(a) - int(b)) > 1 for a, b in pairs)
            reached = _cell(agreed(pairs) if pairs else None)
            cells += f"{reached:>12s} {_cell(exact)} {far:3d} {len(pairs):5d}"
            headlines[half] = headlines.get(half, "") + f" {reached} ({_cell(exact)}) |"
        print(f"{name:28s}{cells}")
    for half in halves:
        reason = tables[half]["any reasoning"][0]
        speaker = tables[half]["by writer"][0]
        headlines[half] = f" {_cell(reason)} | {_cell(speaker)} |" + headlines[half]
    return headlines


def misses(reads: Iterable[Read], role: str) -> None:
    """Shows the sentences of `learn` where a role is missed (-) or given without being coded (+)."""
    for read in reads:
        coded, given = role in read.coded.r, role in read.roles
        if role in ("writer", "child", "parent", "other"):
            coded, given = read.coded.by == role, any(s.speaker == role for s in read.found)
        if coded != given:
            print("-" if coded else "+", read.text.id, sorted(read.coded.r), sorted(read.roles), read.coded.t)


def main() -> None:
    """Prints the tables, and notes the run if the test half is in it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("halves", nargs="*", default=["test", "learn"])
    parser.add_argument("--misses")
    parser.add_argument("--roles", choices=["rules", "model"], default=roles_by())
    given = parser.parse_args()
    use_roles(given.roles)
    if given.misses:
        misses(all_sentences("learn"), given.misses)
        for name, listed in part_levels("learn").items():
            print(name, [row for row in listed if row[1] != row[2]])
        return
    headlines = show(given.halves)
    if "test" in headlines:
        commit = subprocess.run(
            ["git", "rev-parse", "--short", "HEAD"],
            capture_output=True, text=True, check=True, cwd=ROOT,
        ).stdout.strip()  # fmt: skip
        page = ROOT / "docs" / "validity.md"
        text = page.read_text(encoding="utf-8")
        line = f"| {date.today().isoformat()} | {commit}, {roles_by()} | {digest('test')} |{headlines['test']}\n"
        head, _, rest = text.partition(_LOG)
        table, end, rest = rest.partition("\n\n<!-- end -->")
        page.write_text(head + _LOG + table + "\n" + line.rstrip("\n") + end + rest, encoding="utf-8")


if __name__ == "__main__":
    main()
