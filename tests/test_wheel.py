"""The wheel: built, installed into an empty environment, and run from another folder."""

import os
import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
CASES = ("d02", "d03")


def run(*args: object, cwd: Path) -> str:
    env = {k: v for k, v in os.environ.items() if k != "PYTHONPATH"}
    done = subprocess.run([str(a) for a in args], cwd=cwd, env=env, capture_output=True, text=True, timeout=900)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.mark.slow
def test_wheel(tmp_path):
    # From a copy without what lies about in a developer's tree: what git would give.
    source = tmp_path / "source"
    listed = run("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", cwd=ROOT).split("\0")
    for name in filter(None, listed):
        if (ROOT / name).is_file():
            (source / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, source / name)
    run(sys.executable, "-m", "build", "--outdir", tmp_path / "dist", source, cwd=tmp_path)
    run(sys.executable, "-m", "build", "--wheel", "--outdir", tmp_path / "direct", source, cwd=tmp_path)
    (wheel,) = (tmp_path / "dist").glob("*.whl")
    (direct,) = (tmp_path / "direct").glob("*.whl")
    assert contents(wheel) == contents(direct), "the sdist builds another wheel than the checkout"
    check_contents(wheel)
    with tarfile.open(next((tmp_path / "dist").glob("*.tar.gz"))) as sdist:
        names = {"/".join(name.split("/")[1:]) for name in sdist.getnames()}
    assert {"rubrics/bbic/rubric.yaml", "tests/conftest.py", "corpus_samples/manifest.csv", "LICENSE"} <= names

    env = tmp_path / "env"
    run(sys.executable, "-m", "venv", env, cwd=tmp_path)
    bin_ = env / ("Scripts" if os.name == "nt" else "bin")
    run(bin_ / "python", "-m", "pip", "install", "-q", "--no-compile", wheel, cwd=tmp_path)
    elsewhere = tmp_path / "elsewhere"
    for case in CASES:
        shutil.copytree(ROOT / "corpus_samples" / case, elsewhere / "akter" / case)
    run(bin_ / "aktgranska", "run", "akter", "-o", "out", "--workers", "2", cwd=elsewhere)
    out = elsewhere / "out"
    for name in ("results.jsonl", "levels.jsonl", "run.json", "open/report.html", "internal/index.html"):
        assert (out / name).stat().st_size > 0
    assert (out / "results.jsonl").read_text(encoding="utf-8").count("\n") == len(CASES)
    assert "Analysens djup" in run(bin_ / "python", "-m", "audit", "score", "akter/d02", cwd=elsewhere)
    assert "Depth of analysis" in run(bin_ / "aktgranska", "score", "akter/d02", "--language", "en", cwd=elsewhere)

    # The same grades as from the checkout: nothing is read from where the wheel was built.
    env_of_checkout = {**os.environ, "PYTHONPATH": str(ROOT)}
    subprocess.run(
        [sys.executable, "-m", "audit", "run", "akter", "-o", "again"], cwd=elsewhere, env=env_of_checkout,
        check=True, capture_output=True,
    )  # fmt: skip
    assert (elsewhere / "again" / "results.jsonl").read_bytes() == (out / "results.jsonl").read_bytes()


def contents(wheel: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(wheel) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def check_contents(wheel: Path) -> None:
    """Rubrics, word lists, templates and texts are in; tests, samples and tools are not."""
    names = set(contents(wheel))
    for folder, suffixes in (("rubrics", (".yaml",)), ("templates", (".html", ".css"))):
        ours = {p.relative_to(ROOT).as_posix() for p in (ROOT / folder).rglob("*") if p.suffix in suffixes}
        assert ours
        assert {f"audit/_data/{name}" for name in ours} <= names
    code = {p.relative_to(ROOT).as_posix() for p in (ROOT / "audit").rglob("*.py")}
    assert code <= names
    assert {"audit/texts/sv.mo", "audit/texts/en.mo"} <= names
    tops = {name.split("/")[0] for name in names}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"audit"}
    assert not [name for name in names if "corpus_samples" in name or "/test_" in name or "case.yaml" in name]
