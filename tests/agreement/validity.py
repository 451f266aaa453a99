"""Agreement of the tool with the codings, set by set; writes the tables of docs/validity.md and of README.md,
and the measurement that travels with the rubric.

usage: python -m tests.agreement.validity [--write] [--sets a,b,…]

Sets: corpus_samples d and e, and the cases of tests/cases by their letter, rendered to docx and txt in varied layouts.
The sets in CLOSED are nobody's to look into: only their totals are printed, never a case. The figures are those of
`aktgranska agreement`, whose bootstrap is over cases.
"""

import argparse
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from audit.agreement.codings import read_reading
from audit.agreement.compare import Sample, compare
from audit.agreement.file import POOLED, AgreementFile, CriterionFigures, Estimate, FactFigures
from audit.agreement.from_results import coded_result
from audit.agreement.levels import CONFIDENCE
from audit.agreement.reading import Coded, Reading
from audit.discovery import find_cases
from audit.pipeline import audit_case
from audit.results import RubricRecord
from audit.rubric import load_rubric
from tests.agreement.renderings import ROOT, renderer

LEVELS = ("analysis", "follow_up", "child_voice", "trace")
PARTICIPATION = ("participation.child", "participation.parents")
SAMPLES, CLOSED = "de", "ch"
CASES = ROOT / "tests" / "cases"
MEASURED = ROOT / "rubrics" / "bbic" / "measured.json"  # what the report's status band tells of the samples
MARK, END = "<!-- agreement: python -m tests.agreement.validity --write -->", "<!-- end -->"
NAMES = {
    "analysis": "Depth of analysis",
    "follow_up": "Follow-up",
    "child_voice": "The child's voice",
    "trace": "Red thread",
    POOLED: "Areas of life",
}
Rows = Mapping[str, Estimate]


@dataclass(frozen=True, slots=True)
class Target:
    """What issue 3 asks of the 60 samples: a row of the table and its least value."""

    row: str
    least: float


TARGETS = (
    Target("analysis, quadratic kappa", 0.80),
    Target("follow_up, quadratic kappa", 0.90),
    Target("child_voice, quadratic kappa", 0.85),
    Target("trace, quadratic kappa", 0.80),
    Target("domains, quadratic kappa", 0.85),
    Target("domains described, F1", 0.92),
    Target("follow_up, state right", 0.95),
    Target("trace, state right", 0.95),
    Target("forms, F1", 0.97),
    *(Target(f"{name}, right", 0.95) for name in ("reported", "opened", "closed", "prelim_decided")),
    Target("flags, F1", 0.95),
    Target("contacts, F1", 0.90),
    Target("intervention_types, F1", 0.90),
    Target("meetings, right", 0.85),
    Target("outcome, right", 0.90),
    Target("talked_alone, kappa", 0.70),
    Target("in_plan, kappa", 0.70),
    *(Target(f"{name}, quadratic kappa", 0.60) for name in PARTICIPATION),
)
MOST_TWO_OFF = 1


# The figures


def readings(letters: str) -> tuple[Reading, Reading]:
    """The tool's answers now, and the codings, on the cases of these sets."""
    rubric = load_rubric("bbic")
    given: dict[str, Coded] = {}
    coded: dict[str, Coded] = {}
    told_by = RubricRecord(id=rubric.head.id, version=rubric.head.version, sha256=rubric.sha256)

    def add(folder: Path, codings: Path) -> None:
        told = read_reading(codings, [c.id for c in rubric.criteria]).cases
        for case in find_cases([folder]).cases:
            if case.id[0] in letters:
                given[case.id] = coded_result(audit_case(case, (rubric,)).results[0])
                coded[case.id] = told[case.id]

    if set(letters) & set(SAMPLES):
        add(ROOT / "corpus_samples", ROOT / "corpus_samples")
    wanted = {p.name for p in CASES.iterdir() if (p / "case.yaml").exists() and p.name[0] in letters}
    if wanted:
        render = renderer()
        render.print = lambda *_: None
        render.DELIVERY = ["docx", "docx_combined", "txt"]  # pdf has its own comparison: renderings.py
        with tempfile.TemporaryDirectory() as tmp:
            render.main(CASES, Path(tmp) / "cases", only=wanted)
            add(Path(tmp) / "cases", CASES)
    return Reading(ROOT, "results", given, rubric=told_by), Reading(ROOT, "codings", coded)


def only(pair: tuple[Reading, Reading], letters: str) -> tuple[Reading, Reading]:
    """The part of the readings that is of these sets."""
    first, second = (
        replace(r, cases={name: said for name, said in r.cases.items() if name[0] in letters}) for r in pair
    )
    return first, second


def compared(pair: tuple[Reading, Reading]) -> AgreementFile:
    """The agreement file of these readings."""
    return compare(pair, load_rubric("bbic"), Sample(drawn="chosen", invented=True))


def rows_of(file: AgreementFile) -> dict[str, Estimate]:
    """Every row of the big table with its figure."""
    rows: dict[str, Estimate] = {}
    for name in LEVELS:
        f = file.figures[name]
        rows |= {
            f"{name}, quadratic kappa": f.kappa, f"{name}, AC2": f.ac2, f"{name}, alpha (ordinal)": f.alpha,
            f"{name}, exact": f.exact, f"{name}, state right": f.state,
        }  # fmt: skip
    for name in (*PARTICIPATION, POOLED):
        rows |= {f"{name}, quadratic kappa": file.figures[name].kappa, f"{name}, exact": file.figures[name].exact}
    rows["domains described, F1"] = file.figures[POOLED].described or Estimate(value=None, reason="no_cases")
    for name, fact in file.facts.items():
        rows |= {f"{name}, {figure}": found for figure, found in fact_figures(fact)}
    return rows


def fact_figures(fact: FactFigures) -> Iterator[tuple[str, Estimate]]:
    """The figures of a fact, named."""
    named = {"F1": fact.f1, "kappa": fact.kappa, "right": fact.exact, "right where dated": fact.dated,
             "within one": fact.within_one}  # fmt: skip
    yield from ((name, found) for name, found in named.items() if found is not None)


# The tables, in Markdown


def shown(found: Estimate | None) -> str:
    """A figure with its interval."""
    if found is None:
        return ""
    if found.value is None:
        level = f": all graded {found.values['level']}" if "level" in found.values else ""
        return f"not estimable{level}"
    return f"{found.value:.2f}" if found.low is None else f"{found.value:.2f} ({found.low:.2f}–{found.high:.2f})"


def table(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> list[str]:
    """A table in Markdown, with an empty line after it."""
    lines = ["| " + " | ".join(heads) + " |", "|" + "---|" * len(heads)]
    return [*lines, *("| " + " | ".join(str(cell) for cell in row) + " |" for row in rows), ""]


def big_table(files: Mapping[str, AgreementFile]) -> list[str]:
    """Every figure, a set a column."""
    rows = {letter: rows_of(file) for letter, file in files.items()}
    names = list(dict.fromkeys(name for found in rows.values() for name in found))
    heads = ["", *(f"{letter} (n {file.cases})" for letter, file in files.items())]
    return table(heads, ([name, *(shown(rows[letter].get(name)) for letter in files)] for name in names))


def targets_table(file: AgreementFile) -> list[str]:
    """The targets of issue 3 beside what is reached."""
    rows = rows_of(file)

    def line(target: Target) -> list[str]:
        found = rows[target.row]
        met = found.value is not None and found.value >= target.least
        hair = (
            f" ({found.value:.3f})"
            if found.value is not None and (round(found.value, 2) >= target.least) != met
            else ""
        )
        return [target.row, f"≥ {target.least:.2f}", shown(found), "met" if met else f"**not met**{hair}"]

    def two_off(name: str) -> list[str]:
        found = file.figures[name].two_off
        met = "met" if found <= MOST_TWO_OFF else "**not met**"
        return [f"{name}, cases two levels off", f"≤ {MOST_TWO_OFF}", str(found), met]

    lines = [*map(line, TARGETS), *map(two_off, (*LEVELS, *PARTICIPATION))]
    return table(["", "target", "reached", ""], lines)


def matrix(name: str, f: CriterionFigures) -> list[str]:
    """A confusion matrix: as coded down, as given across."""
    heads = [*map(str, range(f.levels)), "na", "withheld"]
    rows = ([f"**{heads[at]}**", *(n or "·" for n in row)] for at, row in enumerate(f.confusion) if any(row))
    return table([f"{name}: coded ↓ given →", *heads], rows)


def confidence_table(files: Mapping[str, AgreementFile]) -> list[str]:
    """How often levels of each confidence are wrong: wrong of n, share with Wilson's interval."""

    def cells(name: str, file: AgreementFile) -> Iterator[str]:
        for sure in CONFIDENCE:
            found = file.figures[name].by_confidence.get(sure)
            yield f"{found.wrong} of {found.n}: {shown(found.share)}" if found else "none"

    heads = ["", "files", *CONFIDENCE]
    return table(
        heads, ([n, of, *cells(n, file)] for n in (*LEVELS, *PARTICIPATION, POOLED) for of, file in files.items())
    )


def two_levels_off(pair: tuple[Reading, Reading]) -> list[str]:
    """The sample cases that are two levels off, by id."""
    given, coded = pair
    assert set(SAMPLES).issuperset(name[0] for name in coded.cases), "closed sets are not looked into"
    rows = []
    for name in (*LEVELS, *PARTICIPATION):
        for case, told in sorted(coded.cases.items()):
            level, found = told.levels[name], given.cases[case].levels.get(name)
            off = isinstance(level, int) and (not isinstance(found, int) or abs(level - found) > 1)
            if off:
                rows.append([name, case, level, "withheld" if found is None else found])
    return table(["", "case", "coded", "given"], rows) if rows else ["None.", ""]


def section(pair: tuple[Reading, Reading]) -> str:
    """What stands between the marks of docs/validity.md."""
    letters = sorted({name[0] for name in pair[1].cases})
    files = {letter: compared(only(pair, letter)) for letter in letters}
    lines = [MARK, "", *big_table(files)]
    groups: dict[str, AgreementFile] = {}
    if set(SAMPLES) <= set(letters):
        samples = groups["the 60 samples"] = compared(only(pair, SAMPLES))
        lines += ["### Targets, on the 60 sample files (d and e)", "", *targets_table(samples)]
        lines += ["### Which levels are mistaken for which, on the 60 sample files", ""]
        for name in LEVELS:
            lines += matrix(name, samples.figures[name])
    closed = [letter for letter in letters if letter in CLOSED]
    if closed:
        both = groups[f"held out: {' and '.join(closed)}"] = compared(only(pair, CLOSED))
        off = ", ".join(f"{name} {both.figures[name].two_off}" for name in (*LEVELS, *PARTICIPATION))
        lines += [f"Held out ({both.cases} files), two levels off: {off}.", ""]
    lines += ["### How often a grade is wrong, by its confidence", "", *confidence_table(groups)]
    if set(SAMPLES) <= set(letters):
        lines += ["### Sample files two levels off", "", *two_levels_off(only(pair, SAMPLES))]
    return "\n".join([*lines, END])


def readme_table(pair: tuple[Reading, Reading]) -> str:
    """What stands between the marks of README.md: the held-out files, and the samples beside them."""
    held, samples = compared(only(pair, CLOSED)), compared(only(pair, SAMPLES))
    heads = ["", f"held-out files ({held.cases}): quadratic kappa (95 %)", "same level",
             f"sample files ({samples.cases}): quadratic kappa (95 %)", "same level"]  # fmt: skip

    def cells(f: CriterionFigures) -> list[str]:
        return [shown(f.kappa), "" if f.exact.value is None else f"{f.exact.value:.2f}"]

    rows = ([words, *cells(held.figures[name]), *cells(samples.figures[name])] for name, words in NAMES.items())
    return "\n".join([MARK, "", *table(heads, rows), END])


def write(page: Path, made: str) -> None:
    """Puts what was made into its place."""
    before, mark, rest = page.read_text(encoding="utf-8").partition(MARK)
    assert mark, f"no place marked in {page.name}"
    page.write_text(before + made + rest.partition(END)[2], encoding="utf-8")


def main(print_: Callable[[str], None] = print) -> None:
    """Prints the tables, or writes them into their places."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--sets", help="Letters of the sets, with commas; all if not given. README.md needs all.")
    asked = parser.parse_args()
    every = {*SAMPLES, *(p.name[0] for p in CASES.iterdir() if (p / "case.yaml").exists())}
    letters = "".join(asked.sets.split(",")) if asked.sets else "".join(sorted(every))
    pair = readings(letters)
    made = section(pair)
    if not asked.write:
        print_(made)
        return
    write(ROOT / "docs" / "validity.md", made)
    if set(SAMPLES) <= set(letters):
        MEASURED.write_text(compared(only(pair, SAMPLES)).text(), encoding="utf-8")
    if {*SAMPLES, *CLOSED} <= set(letters):
        write(ROOT / "README.md", readme_table(pair))


if __name__ == "__main__":
    main()
