"""Which least values of the analysis criterion agree best with the invented files, leaving one writer out at a time.

usage: python -m tests.agreement.calibrate [--roles rules|model]

Prints the agreement over all files, that of each writer's files graded by the setting which was best without them, and
for each value how well it can do. Take round values from the middle of what is equally good, not the peak: the files
are invented and few. The files that agreement is reported on (_KEPT_ASIDE) are never looked at.
"""

import argparse
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import redirect_stdout
from dataclasses import dataclass
from io import StringIO
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory

import yaml

from audit.annotate.learned import roles_by, use_roles
from audit.annotate.model import Annotated
from audit.annotate.sentences import annotate_case
from audit.casefile.build import documents_to_case
from audit.discovery import find_cases
from audit.facts.find import find_facts
from audit.measures.base import Finding
from audit.pipeline import read_documents
from audit.rubric import Criterion, load_rubric
from tests.agreement.reference import quadratic_kappa
from tests.agreement.reference_texts import annotated_of, hands
from tests.agreement.renderings import renderer

_ROOT = Path(__file__).parents[2]
_KEPT_ASIDE = re.compile(r"e(19|2\d|3\d)$|[ch]\d+$")
# Measure, level that requires it, values tried; 0 leaves the measure out.
_GRID = (
    ("reasoning", 2, (1, 2, 3)),
    ("reasoned_part", 2, (0, 0.2, 0.25, 0.3, 0.4)),
    ("reasoning", 3, (3, 4, 5, 6)),
    ("reasoned_part", 3, (0, 0.4, 0.5, 0.55, 0.6)),
    ("sides", 3, (0, 2)),
    ("prospects", 3, (0, 1, 2)),
    ("weighs", 3, (0, 1, 2)),
    ("ends", 3, (0, 1)),
    ("weighed", 3, (0, 0.5)),
)
Setting = tuple[float, ...]


@dataclass(frozen=True)
class Case:
    """One file: the level that its reader gave, and what each measure finds."""

    id: str
    writer: str
    level: int
    values: Mapping[str, float]


def measured(folder: Path, codings: Path, criterion: Criterion) -> Iterator[Case]:
    """Every case under `folder` that has a coding under `codings`."""
    known = [p.name for p in sorted(codings.iterdir()) if (p / "case.yaml").exists() and not _KEPT_ASIDE.search(p.name)]
    for source in find_cases([folder / name for name in known if (folder / name).exists()]).cases:
        coded = yaml.safe_load((codings / source.id / "case.yaml").read_text(encoding="utf-8"))
        case = documents_to_case(source.id, read_documents(source), manifest=source.manifest, folders=source.folders)
        yield Case(source.id, source.id[0], coded["analysis"]["level"], values_of(annotate_case(case), criterion))


def values_of(annotated: Annotated, criterion: Criterion) -> dict[str, float]:
    """What each measure finds in a file."""
    facts = find_facts(annotated)
    found: dict[str, Finding] = {}
    for name in criterion.order():
        found[name] = criterion.measures[name].find(annotated, facts, found)
    return {name: finding.value for name, finding in found.items()}


def parts(criterion: Criterion) -> Iterator[Case]:
    """The short parts of `reference_texts/learn/`."""
    for hand in hands("learn"):
        for part in hand.parts:
            if part.criterion == "analysis":
                values = values_of(annotated_of(*part.documents), criterion)
                yield Case(part.id, hand.hand, int(part.level), values)


def all_cases() -> list[Case]:
    """The sample files, the files written for tests (rendered as text), and the short parts."""
    criterion = next(c for c in load_rubric("bbic").criteria if c.id == "analysis")
    samples = _ROOT / "corpus_samples"
    cases = list(measured(samples, samples, criterion))
    with TemporaryDirectory() as folder:
        out = Path(folder) / "cases"
        written = _ROOT / "tests" / "cases"
        with redirect_stdout(StringIO()):
            names = {p.name for p in written.iterdir() if not _KEPT_ASIDE.search(p.name)}
            renderer().main(str(written), str(out), how="txt", only=names)
        cases += measured(out, written, criterion)
    return [*cases, *parts(criterion)]


def level_of(case: Case, setting: Setting) -> int:
    """The level under these least values."""
    if case.values["part"] < 1:
        return 0
    level = 1
    for wanted in (2, 3):
        least = [(name, value) for (name, at, _), value in zip(_GRID, setting, strict=True) if at == wanted]
        if any(case.values[name] < value for name, value in least):
            return level
        level = wanted
    return level


def kappa(pairs: Sequence[tuple[int, int]]) -> float:
    """Quadratic weighted kappa; 1 where nothing varies, since nothing is wrong then."""
    value = quadratic_kappa(pairs)
    return 1.0 if value is None else value


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--roles", choices=["rules", "model"], default=roles_by())
    use_roles(parser.parse_args().roles)
    cases = all_cases()
    settings = list(product(*(values for *_, values in _GRID)))
    levels = {setting: [level_of(case, setting) for case in cases] for setting in settings}
    own = [case.level for case in cases]
    whole = {s: kappa(list(zip(own, found, strict=True))) for s, found in levels.items()}
    off = {s: [(a - b) ** 2 for a, b in zip(own, found, strict=True)] for s, found in levels.items()}
    left_out = []
    for writer in sorted({case.writer for case in cases}):
        theirs = [n for n, case in enumerate(cases) if case.writer == writer]
        rest = {s: sum(found) - sum(found[n] for n in theirs) for s, found in off.items()}
        best = min(rest.values())
        # Of the equally good the middle one, as a person would choose.
        good = sorted(s for s in settings if rest[s] == best)
        left_out += [(own[n], levels[good[len(good) // 2]][n]) for n in theirs]
    print(f"files {len(cases)}  best kappa {max(whole.values()):.3f}  left out: kappa {kappa(left_out):.3f}", end="  ")
    print(f"exact {sum(a == b for a, b in left_out) / len(left_out):.2f}")
    print(f"{'measure':14s}{'level':>6s}{'least':>7s}{'best':>8s}{'mean of best tenth':>20s}{'of all':>8s}")
    for place, (name, level, values) in enumerate(_GRID):
        for value in values:
            reached = sorted((whole[s] for s in settings if s[place] == value), reverse=True)
            tenth = reached[: max(1, len(reached) // 10)]
            print(
                f"{name:14s}{level:6d}{value:7g}{reached[0]:8.3f}{sum(tenth) / len(tenth):20.3f}"
                f"{sum(reached) / len(reached):8.3f}"
            )


if __name__ == "__main__":
    main()
