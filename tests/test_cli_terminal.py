"""The command as a process: consoles, colours, signals, a light start. Every person here is invented."""

import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.conftest import ROOT, aktgranska, environment, manifest_of
from tests.test_cli import INVESTIGATION

HEAVY = (
    "spacy",
    "simplemma",
    "pydantic",
    "rich",
    "docx",
    "pdfplumber",
    "pypdfium2",
    "numpy",
    "jinja2",
    "openpyxl",
    "yaml",
)
SLOW_ENOUGH = [f"d{n:02}" for n in range(1, 13)]  # seconds of work, so that a run can be met in the middle
posix = pytest.mark.skipif(os.name == "nt", reason="signals and pseudo-terminals are those of POSIX")


@pytest.fixture
def files(tmp_path):
    folder = tmp_path / "akter" / "åsa"
    folder.mkdir(parents=True)
    (folder / "utredning.txt").write_text(
        INVESTIGATION.replace("Kim Ek", "Åsa Öst").replace("lugna kvällar", "lugna kvällar – ☒"), encoding="utf-8"
    )
    return folder.parent


@pytest.mark.parametrize("args", [("--help",), ("run", "--help"), ("--version",)])
def test_help_loads_nothing_heavy(args):
    code = (
        "import sys\nfrom audit.cli import cli\n"
        f"try: cli({list(args)!r}, prog_name='aktgranska')\nexcept SystemExit: pass\n"
        f"print([name for name in {HEAVY!r} if name in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], env=environment(), capture_output=True, text=True, cwd=ROOT)
    assert done.stderr.strip() == "[]"


def test_help_is_there_at_once():
    def seconds() -> float:
        began = time.perf_counter()
        assert aktgranska("--help").returncode == 0
        return time.perf_counter() - began

    assert min(seconds() for _ in range(5)) <= 0.4


@pytest.mark.parametrize("encoding", ["cp1252", "ascii"])
@pytest.mark.parametrize(
    "args", [("run",), ("run", "--dry-run"), ("run", "--language", "en"), ("score",), ("explain",)], ids=" ".join
)
def test_a_console_that_cannot_show_all_signs(files, tmp_path, encoding, args):
    command, *options = args
    where = {
        "run": (files, "-o", tmp_path / "out"),
        "score": (files / "åsa",),
        "explain": (files / "åsa", "analysis", "--quotes"),
    }[command]
    done = aktgranska(command, *where, *options, PYTHONIOENCODING=encoding)
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("encoding", ["cp1252", "ascii"])
def test_json_is_right_on_every_console(files, encoding):
    done = subprocess.run(
        [sys.executable, "-m", "audit", "explain", str(files / "åsa"), "analysis", "--json", "--quotes"],
        env=environment(PYTHONIOENCODING=encoding), capture_output=True, cwd=ROOT,
    )  # fmt: skip
    explained = json.loads(done.stdout.decode(encoding))
    assert explained["case_id"] == "åsa"
    assert any("Grälen gör att Kim sover dåligt" in p["quote"] for p in explained["passages"])


def test_a_file_name_in_another_encoding(tmp_path):
    (tmp_path / "akt").mkdir()
    try:
        (tmp_path / "akt" / os.fsdecode(b"utredning \xe5r.txt")).write_text(
            "Utredning\n\nHälsa\n\nKim sover.\n", encoding="utf-8"
        )
    except OSError:
        pytest.skip("this file system takes UTF-8 names only")
    done = aktgranska("run", tmp_path / "akt", "-o", tmp_path / "out")
    assert done.returncode == 0, done.stderr


def test_a_closed_pipe_is_no_error(files):
    child = subprocess.Popen(
        [sys.executable, "-m", "audit", "score", str(files / "åsa"), "--json"],
        env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT,
    )  # fmt: skip
    assert child.stdout
    assert child.stderr
    child.stdout.close()
    assert b"Traceback" not in child.stderr.read()
    child.stderr.close()
    assert child.wait(60) == 0


@posix
@pytest.mark.parametrize(("env", "coloured"), [({}, True), ({"NO_COLOR": "1"}, False)], ids=["plain", "NO_COLOR"])
def test_progress_and_colours_on_a_terminal(files, tmp_path, env, coloured):
    shown = on_a_terminal("run", files, "-o", tmp_path / "out", **env)
    assert "Analysens djup" in shown
    assert "1 of 1 cases" not in shown, "a bar stands where there is a terminal"
    colours = re.findall(r"\x1b\[(?:[0-9;]*;)?(?:3|4|9|10)[0-7](?:;[0-9]+)*m", shown)
    assert bool(colours) is coloured


def test_plain_lines_without_a_terminal(files, tmp_path):
    done = aktgranska("run", files, "-o", tmp_path / "out")
    assert "1 of 1 cases" in done.stderr
    assert "\x1b" not in done.stdout + done.stderr


def on_a_terminal(*args: object, **env: str) -> str:
    import pty

    ours, theirs = pty.openpty()
    child = subprocess.Popen(
        [sys.executable, "-m", "audit", *map(str, args)],
        env=environment(TERM="xterm-256color", COLUMNS="110", **env),
        stdin=theirs, stdout=theirs, stderr=theirs, cwd=ROOT,
    )  # fmt: skip
    os.close(theirs)
    shown = b""
    while True:
        try:
            part = os.read(ours, 65536)
        except OSError:  # Linux says so when the other end is closed
            break
        if not part:
            break
        shown += part
    os.close(ours)
    assert child.wait(60) == 0, shown
    return shown.decode()


# Broken off


@posix
@pytest.mark.parametrize("workers", [1, 2])
def test_ctrl_c(tmp_path, workers):
    manifest = manifest_of(tmp_path / "manifest.csv", SLOW_ENOUGH)
    out = tmp_path / "out"
    child = started("run", "--manifest", manifest, tmp_path, "-o", out, "--workers", workers)
    before = met_in_the_middle(child, out)
    os.killpg(child.pid, signal.SIGINT)  # as a terminal does: to the command and to its processes
    _, said = child.communicate(timeout=60)
    assert child.returncode == 130
    assert [line for line in said.splitlines() if line and "of 12 cases" not in line] == [
        "Interrupted. What was finished is kept; run again to go on."
    ]
    assert not (out / "results.jsonl").exists()
    assert lines_in(out) >= before


@posix
def test_killed_in_the_middle_and_gone_on(tmp_path):
    manifest = manifest_of(tmp_path / "manifest.csv", SLOW_ENOUGH)
    unbroken, out = tmp_path / "unbroken", tmp_path / "out"
    assert aktgranska("run", "--manifest", manifest, tmp_path, "-o", unbroken).returncode == 0

    workers = 2
    child = started("run", "--manifest", manifest, tmp_path, "-o", out, "--workers", workers)
    met_in_the_middle(child, out)
    os.killpg(child.pid, signal.SIGKILL)
    child.communicate()
    kept = lines_in(out)
    assert 0 < kept < len(SLOW_ENOUGH)
    with (out / "internal" / "progress.jsonl").open("a", encoding="utf-8") as file:
        file.write('{"case": "half a li')  # what a kill in the middle of writing leaves

    again = aktgranska("run", "--manifest", manifest, tmp_path, "-o", out, "--workers", workers)
    assert again.returncode == 0
    assert f"{kept} of 12 cases were finished before and are not read again." in again.stderr
    assert contents(out) == contents(unbroken)


@posix
def test_a_second_run_is_refused(tmp_path):
    manifest = manifest_of(tmp_path / "manifest.csv", SLOW_ENOUGH)
    out = tmp_path / "out"
    child = started("run", "--manifest", manifest, tmp_path, "-o", out, "--workers", 1)
    met_in_the_middle(child, out)
    os.killpg(child.pid, signal.SIGSTOP)  # held there, so that it cannot be done before the second one asks
    second = aktgranska("run", "--manifest", manifest, tmp_path, "-o", out)
    assert second.returncode == 1
    assert second.stderr.strip() == f"Error: {out}: another run is writing here. Wait for it, or give another folder."
    os.killpg(child.pid, signal.SIGKILL)
    child.communicate()


def started(*args: object) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-m", "audit", *map(str, args)],
        env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True, cwd=ROOT,
    )  # fmt: skip


def met_in_the_middle(child: "subprocess.Popen[str]", out: Path) -> int:
    """Waits until some cases are finished and others are not; how many are."""
    until = time.monotonic() + 60
    while lines_in(out) < 3:
        assert child.poll() is None, f"ended too early: {child.communicate()[1]}"
        assert time.monotonic() < until, "no case was finished within a minute"
        time.sleep(0.005)
    return lines_in(out)


def lines_in(out: Path) -> int:
    progress = out / "internal" / "progress.jsonl"
    return progress.read_bytes().count(b"\n") if progress.exists() else 0


def contents(out: Path) -> dict[str, bytes]:
    """All that a run left except its clock, and the record of how it went."""
    left = {p.relative_to(out).as_posix(): p.read_bytes() for p in sorted(out.rglob("*")) if p.is_file()}
    return {name: data for name, data in left.items() if name not in ("run.json", ".lock", "internal/progress.jsonl")}
