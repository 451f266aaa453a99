"""`python benchmarks/run.py`: how fast and how large the tool is, against what it stands on, in one run on one machine.

Contestants take turns on the same files, and each is given by the median of its rounds in processor time, so that other
work on the machine changes the numbers but hardly the ratios. Exit 1 where a limit is passed.
"""

import argparse
import contextlib
import gc
import json
import logging
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SAMPLES = ROOT / "corpus_samples"
sys.path.insert(0, str(ROOT))

Read = Callable[[Path], object]
WORDS = 3500  # of the case that is timed: a long investigation with its plan and notes
FEW_SHAPES = 4  # a page with fewer drawn shapes has no ruled table


@dataclass(frozen=True)
class Measured:
    """One number with its limit; `holds` tells whether it is kept."""

    name: str
    value: float
    unit: str
    limit: float
    at_least: bool = False
    detail: str = ""

    @property
    def holds(self) -> bool:
        return self.value >= self.limit if self.at_least else self.value <= self.limit

    def __str__(self) -> str:
        sign, mark = ("≥" if self.at_least else "≤"), ("ok " if self.holds else "NO ")
        return f"{mark} {self.name:<52} {self.value:7.2f} {self.unit:<3} ({sign} {self.limit:g})  {self.detail}"


def main() -> int:
    """Runs all benchmarks and prints a line for each limit."""
    options = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    options.add_argument("--rounds", type=int, default=7)
    options.add_argument("--json", action="store_true", help="one JSON document instead of lines")
    given = options.parse_args()
    logging.disable(logging.WARNING)  # pdfminer tells of fonts
    found = [*docx(given.rounds), *pdf(given.rounds), *case(given.rounds), memory()]
    if given.json:
        print(json.dumps([{"name": m.name, "value": m.value, "limit": m.limit, "holds": m.holds} for m in found]))
    else:
        print("\n".join(map(str, found)))
    return 0 if all(m.holds for m in found) else 1


def docx(rounds: int) -> list[Measured]:
    """Reading Word files: against opening them, and against another reader."""
    from docx import Document
    from docx2python import docx2python

    from audit.documents.reader import read_document

    def other(path: Path) -> object:
        with docx2python(path) as read:
            return read.text

    files = sorted(SAMPLES.glob("[de]*/*.docx"))
    ours, opening, theirs = _in_turns(
        files, rounds, lambda p: read_document(p, p.name), lambda p: Document(str(p)), other
    )
    each = f"{1000 * ours / len(files):.1f} ms a file, {len(files)} files"
    return [
        Measured("docx read / python-docx opening it", ours / opening, "×", 2, detail=each),
        Measured("docx read / docx2python", ours / theirs, "×", 1),
    ]


def pdf(rounds: int) -> list[Measured]:
    """Reading PDF files: against their plain text by pdfium, and against pdfplumber where there is no table."""
    import pdfplumber
    import pypdfium2

    from audit.documents.reader import read_document

    def plain(path: Path) -> object:
        with contextlib.closing(pypdfium2.PdfDocument(path)) as document:
            return [page.get_textpage().get_text_range() for page in document]

    def plumber(path: Path) -> object:
        with pdfplumber.open(path) as document:
            texts = []
            for page in document.pages:
                texts.append(page.extract_text())
                page.close()
            return texts

    def without_tables(path: Path) -> bool:
        with contextlib.closing(pypdfium2.PdfDocument(path)) as document:
            shapes = [sum(1 for _ in page.get_objects(filter=[2], max_depth=2)) for page in document]
            return max(shapes, default=0) < FEW_SHAPES

    def ours(path: Path) -> object:
        return read_document(path, path.name)

    files = sorted(SAMPLES.glob("[de]*/*.pdf"))
    read, text = _in_turns(files, rounds, ours, plain)
    simple = [path for path in files if without_tables(path)]
    read_simple, by_plumber = _in_turns(simple, min(rounds, 3), ours, plumber)
    each = f"{1000 * read / len(files):.1f} ms a file, {len(files)} files"
    return [
        Measured("pdf read / plain pdfium text", read / text, "×", 3, detail=each),
        Measured(
            "pdfplumber extract_text / pdf read, plain pages", by_plumber / read_simple, "×", 10, at_least=True,
            detail=f"{len(simple)} files",
        ),
    ]  # fmt: skip


def case(rounds: int) -> list[Measured]:
    """A case of 3,500 words from files to grades in a warm process; each text is timed the first time it is met."""
    from audit.discovery import CaseSource, find_cases
    from audit.documents.reader import read_document
    from audit.pipeline import audit_case
    from audit.rubric import load_rubric

    rubrics = (load_rubric("bbic"),)
    cases = find_cases([SAMPLES]).cases

    def words(source: CaseSource) -> int:
        return sum(len(read_document(f, f.name).text.split()) for f in source.files)

    long = sorted(cases, key=lambda source: abs(words(source) - WORDS))[:rounds]
    for source in cases:
        if source not in long:
            audit_case(source, rubrics)
    times, sizes = [], []
    for source in long:
        gc.collect()
        began = time.process_time()
        audit_case(source, rubrics)
        times.append(1000 * (time.process_time() - began))
        sizes.append(words(source))
    per_size = [t * WORDS / n for t, n in zip(times, sizes, strict=True)]
    detail = (
        f"{len(long)} cases of {min(sizes)}–{max(sizes)} words, {min(times):.0f}–{max(times):.0f} ms; "
        f"a million additions take {_a_million_additions():.0f} ms here"
    )
    return [Measured(f"a case of {WORDS} words, warm", statistics.median(per_size), "ms", 150, detail=detail)]


def _a_million_additions() -> float:
    """What the machine does in plain Python just now, in ms: the one number here that is no ratio needs a measure."""
    began, total = time.process_time(), 0
    for number in range(1_000_000):
        total += number
    return 1000 * (time.process_time() - began)


def memory() -> Measured:
    """The largest resident memory of a process that audits all sample cases by itself."""
    code = (
        "import resource, sys; from audit.cli import cli\n"
        "try: cli(sys.argv[1:])\n"
        "except SystemExit as end: assert not end.code, end.code\n"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
    )
    with tempfile.TemporaryDirectory() as out:
        done = subprocess.run(
            [sys.executable, "-c", code, "run", str(SAMPLES), "-o", out, "--workers", "1", "--json"],
            env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=True,
        )  # fmt: skip
    largest = int(done.stdout.split()[-1]) * (1 if sys.platform == "darwin" else 1024)
    return Measured("resident memory for all sample cases", largest / 2**20, "MB", 300)


def _in_turns(files: Sequence[Path], rounds: int, *contestants: Read) -> list[float]:
    """The median processor time of each contestant over all files."""
    times: list[list[float]] = [[] for _ in contestants]
    for _ in range(rounds + 1):
        for number, read in enumerate(contestants):
            gc.collect()
            began = time.process_time()
            for path in files:
                read(path)
            times[number].append(time.process_time() - began)
    return [statistics.median(own[1:]) for own in times]  # the first round warms up


if __name__ == "__main__":
    sys.exit(main())
