"""Shared by all tests: the command as a real process, one whole run over `corpus_samples/`, and --update-golden."""

import csv
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from filelock import FileLock

ROOT = Path(__file__).resolve().parents[1]
SAMPLES = ROOT / "corpus_samples"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="Accept what a run gives now as tests/golden/.")


# Programs that tests look at documents and pages with; the tool itself needs none of them.
PROGRAMS = {"office": ("soffice",), "browser": ("chromium", "chromium-browser", "google-chrome")}


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Leaves out what needs a program that is not there; CI has all of them, and leaves nothing out."""
    for mark, names in PROGRAMS.items():
        if item.get_closest_marker(mark) and not any(map(shutil.which, names)):
            missing = f"needs {names[0]}"
            pytest.fail(missing, pytrace=False) if os.environ.get("CI") else pytest.skip(missing)


@dataclass(frozen=True)
class WholeRun:
    """A run over all sample files: its OUT folder and what the command printed."""

    out: Path
    stdout: str
    stderr: str


def environment(**more: str) -> dict[str, str]:
    """The environment of a process that finds this checkout whatever folder it stands in."""
    kept = {k: v for k, v in os.environ.items() if k not in ("NO_COLOR", "FORCE_COLOR", "PYTHONIOENCODING")}
    return {**kept, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "0", "PYTHONIOENCODING": "utf-8", **more}


def aktgranska(*args: object, cwd: Path | None = None, **env: str) -> subprocess.CompletedProcess[str]:
    """Runs the command as a user does, in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "audit", *map(str, args)],
        cwd=cwd or ROOT, env=environment(**env), capture_output=True, encoding="utf-8", errors="replace", timeout=300,
    )  # fmt: skip


def manifest_of(path: Path, names: Sequence[str]) -> Path:
    """A manifest that names these sample cases where they lie, with district and year."""
    with (SAMPLES / "manifest.csv").open(encoding="utf-8", newline="") as file:
        rows = {row["case_id"]: row for row in csv.DictReader(file)}
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["case_id", "district", "year", "path"])
        writer.writerows([n, rows[n]["district"], rows[n]["year"], SAMPLES / n] for n in names)
    return path


@pytest.fixture(scope="session")
def whole_run(tmp_path_factory: pytest.TempPathFactory) -> WholeRun:
    """The run of the README, made once for all processes of a test run."""
    base = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        base = base.parent  # the folder that all processes of this test run share
    folder = base / "whole_run"
    with FileLock(base / "whole_run.lock"):
        if not (folder / "stdout.txt").exists():
            folder.mkdir(exist_ok=True)
            done = aktgranska("run", SAMPLES, "-o", "out", cwd=folder)
            assert done.returncode == 0, done.stderr
            (folder / "stderr.txt").write_text(done.stderr, encoding="utf-8")
            (folder / "stdout.txt").write_text(done.stdout, encoding="utf-8")
    printed = [(folder / name).read_text(encoding="utf-8") for name in ("stdout.txt", "stderr.txt")]
    return WholeRun(folder / "out", *printed)


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compares a text with `tests/golden/<name>`; `--update-golden` accepts it."""

    def compare(name: str, text: str) -> None:
        path = ROOT / "tests" / "golden" / name
        if request.config.getoption("--update-golden"):
            path.write_text(text, encoding="utf-8")
            return
        assert path.exists(), f"no tests/golden/{name} yet: run with --update-golden and look at it"
        import difflib

        before = path.read_text(encoding="utf-8").splitlines()
        changes = list(difflib.unified_diff(before, text.splitlines(), "golden", "now", lineterm="", n=1))
        if changes:
            more = f"\n… {len(changes) - 60} lines more" if len(changes) > 60 else ""
            pytest.fail(
                f"{name} differs. If this is meant: the same test with --update-golden, and look at the diff.\n"
                + "\n".join(changes[:60])
                + more,
                pytrace=False,
            )

    return compare
