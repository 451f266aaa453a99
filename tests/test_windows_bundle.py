"""The zip for Windows machines without network: complete from its own wheels, checked by its own sums."""

import hashlib
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tools import bundle_windows as bundle

PYTHON = "3.12"


@pytest.mark.slow
def test_the_bundle_installs_from_its_wheels_alone(tmp_path):
    """Resolved for win_amd64 without any index, for a Python that is not the one that made the zip."""
    out = tmp_path / "bundle.zip"
    tool = Path(bundle.__file__)
    done = subprocess.run([sys.executable, tool, out, "--python", PYTHON], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    with zipfile.ZipFile(out) as packed:
        packed.extractall(tmp_path / "unpacked")
    unpacked = tmp_path / "unpacked"
    wheels = unpacked / "wheels"

    (own,) = wheels.glob("aktgranska-*.whl")
    assert bundle.unmet(own, wheels, PYTHON) == []
    assert list(wheels.glob("colorama-*.whl")), "needed on Windows only: pip on another system does not ask for it"
    assert {p.suffix for p in wheels.iterdir()} == {".whl"}
    foreign = [p.name for p in wheels.iterdir() if "linux" in p.name or "macosx" in p.name]
    assert foreign == []
    resolved = subprocess.run(
        [sys.executable, "-m", "pip", "download", "--isolated", "--no-index", "--find-links", wheels, "--dest",
         tmp_path / "resolved", "--only-binary=:all:", "--platform", "win_amd64", "--python-version", PYTHON,
         "aktgranska"],
        capture_output=True, text=True, env={**os.environ, "PIP_CONFIG_FILE": os.devnull, "PIP_FIND_LINKS": ""},
    )  # fmt: skip
    assert resolved.returncode == 0, resolved.stderr
    taken = {p.name for p in (tmp_path / "resolved").iterdir()}
    assert taken <= {p.name for p in wheels.iterdir()}
    for name in ("spacy", "lxml", "pypdfium2", "numpy", "aktgranska"):
        assert [one for one in taken if one.startswith(f"{name}-")]

    sums = dict(reversed(line.split(" *")) for line in (unpacked / "SHA256SUMS").read_text("utf-8").splitlines())
    assert set(sums) == {p.relative_to(unpacked).as_posix() for p in bundle.files(unpacked)} - {"SHA256SUMS"}
    for name, sha256 in sums.items():
        assert hashlib.sha256((unpacked / name).read_bytes()).hexdigest() == sha256

    install = (unpacked / "install.cmd").read_bytes()
    assert install.count(b"\n") == install.count(b"\r\n")
    assert b"pip install --user --no-index --find-links=wheels" in install
    assert b"in (3.12)" in install
    assert b"@" not in install.replace(b"@echo", b"")
    assert "Python 3.12" in (unpacked / "README-windows.txt").read_text("utf-8-sig")


def wheel(folder: Path, name: str, *requires: str) -> Path:
    path = folder / name
    title = name.split("-")[0]
    with zipfile.ZipFile(path, "w") as packed:
        head = "".join(f"Requires-Dist: {r}\n" for r in requires)
        packed.writestr(
            f"{title}-1.0.dist-info/METADATA", f"Metadata-Version: 2.4\nName: {title}\nVersion: 1.0\n{head}"
        )
    return path


@pytest.mark.parametrize(
    ("requires", "missing"),
    [
        ("there>=1", []),
        ("there>=2", ["there>=2"]),
        ("gone", ["gone"]),
        ("gone; sys_platform == 'linux'", []),
        ("gone>=0.4; platform_system == 'Windows'", ["gone>=0.4"]),
        ("gone; python_version < '3.12'", []),
        ("gone; extra == 'more'", []),
        ("there[more]", ["deep"]),
        ("other_python", ["other_python"]),
        ("other_system", ["other_system"]),
        ("compiled", []),
    ],
)
def test_what_a_bundle_lacks(tmp_path, requires, missing):
    own = wheel(tmp_path, "own-1.0-py3-none-any.whl", requires)
    wheel(tmp_path, "there-1.0-py3-none-any.whl", "deep; extra == 'more'")
    wheel(tmp_path, "other_python-1.0-cp311-cp311-win_amd64.whl")
    wheel(tmp_path, "other_system-1.0-cp312-cp312-manylinux_2_28_x86_64.whl")
    wheel(tmp_path, "compiled-1.0-cp38-abi3-win_amd64.whl")
    assert bundle.unmet(own, tmp_path, PYTHON) == missing


def test_the_same_files_give_the_same_zip(tmp_path):
    for name in ("a", "b"):
        (tmp_path / name / "wheels").mkdir(parents=True)
        (tmp_path / name / "wheels" / "x.whl").write_bytes(b"x")
        (tmp_path / name / "README-windows.txt").write_text("å", encoding="utf-8")
        bundle.zip_folder(tmp_path / name, tmp_path / f"{name}.zip")
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()


def test_the_page_names_the_tool():
    told = (bundle.ROOT / "docs" / "windows.md").read_text(encoding="utf-8")
    assert "tools/bundle_windows.py" in told
    for version in bundle.PYTHONS:
        assert version in told
