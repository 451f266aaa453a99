"""`python tools/bundle_windows.py OUT.zip`: all that a Windows machine without network or admin rights needs.

The zip holds the tool and everything it depends on as win_amd64 wheels, `install.cmd`, a page in Swedish, check sums.
Run it on any machine that reaches a package index; unpack the zip on the other and start install.cmd.
"""

import argparse
import hashlib
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from email.parser import HeaderParser
from pathlib import Path

from packaging import tags
from packaging.markers import default_environment
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name, parse_wheel_filename

ROOT = Path(__file__).resolve().parents[1]
PYTHONS = ("3.11", "3.12", "3.13")
PLATFORM = "win_amd64"
ZIP_TIME = (2020, 1, 1, 0, 0, 0)  # the same wheels give the same zip

INSTALL = r"""@echo off
rem Installs aktgranska for this user, from the folder "wheels" beside this file. No network, no admin rights.
chcp 65001 >nul
setlocal
cd /d "%~dp0"
set "PYTHON="
for %%V in (@PYTHONS@) do if not defined PYTHON py -%%V -c "import struct, sys; sys.exit(struct.calcsize('P') != 8)" >nul 2>nul && set "PYTHON=py -%%V"
if not defined PYTHON python -c "import struct, sys; sys.exit(not (@LEAST@ <= sys.version_info[:2] <= @MOST@ and struct.calcsize('P') == 8))" >nul 2>nul && set "PYTHON=python"
if not defined PYTHON goto nopython
%PYTHON% -m pip --version >nul 2>nul || %PYTHON% -m ensurepip --user
%PYTHON% -m pip install --user --no-index --find-links=wheels --no-warn-script-location aktgranska || goto failed
%PYTHON% -m audit --version || goto failed
echo.
echo Klart. Granska en mapp med akter så här:
echo   %PYTHON% -m audit run MAPP -o RESULTAT
pause
exit /b 0
:nopython
echo Python saknas. Installera Python @WORDS@ (64 bitar) från Microsoft Store eller Företagsportalen,
echo eller be IT-avdelningen om det. Starta sedan install.cmd på nytt.
pause
exit /b 1
:failed
echo Det gick inte. Packa upp hela zip-filen i en mapp där du får skriva, och starta install.cmd där.
echo Läs README-windows.txt, eller skicka texten ovan till den som gav dig filen.
pause
exit /b 1
"""  # noqa: E501  one command is one line

README = """aktgranska @VERSION@ för Windows, utan nät och utan administratörsrättigheter
====================================================================

Det som behövs: Windows 10 eller 11, 64 bitar, och Python @WORDS@.
Finns inte Python: hämta det i Microsoft Store eller Företagsportalen, eller be IT-avdelningen.

1. Packa upp hela zip-filen, till exempel i mappen Hämtade filer.
2. Dubbelklicka på install.cmd. Allt installeras för dig, från mappen wheels. Ingenting hämtas från nätet.
3. Öppna Kommandotolken och granska en mapp med akter:

       py -m audit run MAPP -o RESULTAT

   (Finns flera Python: install.cmd visar vilken som används, till exempel py -3.12 -m audit.)
   Rapporten ligger i RESULTAT\\open\\report.html, och akterna med markerade ställen i
   RESULTAT\\internal\\index.html. Det senare är under sekretess.

Hjälp:           py -m audit --help
Ta bort:         py -m pip uninstall aktgranska
Kontrollsummor:  SHA256SUMS (certutil -hashfile FIL SHA256)

Verktyget föreslår nivåer; en människa beslutar. Det skickar ingenting någonstans.
"""


def main() -> None:
    """Builds the zip that the command line asks for."""
    options = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    options.add_argument("out", type=Path, metavar="OUT.zip")
    options.add_argument("--python", action="append", choices=PYTHONS, help="only this version; may be repeated")
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as work:
        folder = Path(work)
        bundle(folder, given.python or PYTHONS)
        zip_folder(folder, given.out)
    print(f"{given.out}: {given.out.stat().st_size / 2**20:.0f} MB, Python {', '.join(given.python or PYTHONS)}")


def bundle(folder: Path, pythons: Sequence[str]) -> Path:
    """Fills `folder` with wheels, install.cmd, README-windows.txt and SHA256SUMS; gives the wheel of the tool."""
    wheels = folder / "wheels"
    wheels.mkdir()
    own = build_wheel(wheels)
    for python in pythons:
        download([str(own)], wheels, python)
        # pip asks for what *this* machine needs ("colorama; sys_platform == 'win32'" is not among it).
        while missing := unmet(own, wheels, python):
            download(missing, wheels, python)
    version = str(parse_wheel_filename(own.name)[1])
    for name, text in (("install.cmd", INSTALL), ("README-windows.txt", README)):
        text = filled(text, version, pythons).replace("\n", "\r\n")
        (folder / name).write_bytes((b"" if name.endswith(".cmd") else b"\xef\xbb\xbf") + text.encode())
    sums = (
        f"{hashlib.sha256(p.read_bytes()).hexdigest()} *{p.relative_to(folder).as_posix()}\n" for p in files(folder)
    )
    (folder / "SHA256SUMS").write_text("".join(list(sums)), encoding="utf-8", newline="\n")
    return own


def filled(text: str, version: str, pythons: Sequence[str]) -> str:
    """A text with the versions that the bundle is for, the newest first where one is looked for."""
    least, most = (f"({p.replace('.', ', ')})" for p in (pythons[0], pythons[-1]))
    words = pythons[0] if len(pythons) == 1 else f"{', '.join(pythons[:-1])} eller {pythons[-1]}"
    values = {"PYTHONS": " ".join(reversed(pythons)), "LEAST": least, "MOST": most, "WORDS": words, "VERSION": version}
    for name, value in values.items():
        text = text.replace(f"@{name}@", value)
    return text


def build_wheel(to: Path) -> Path:
    """The wheel of this checkout."""
    _pip("wheel", "--no-deps", "--wheel-dir", str(to), str(ROOT))
    (own,) = to.glob("aktgranska-*.whl")
    return own


def download(what: Iterable[str], to: Path, python: str) -> None:
    """Wheels for Windows and one Python, with all that pip believes they need; never a source to build."""
    args = ["--only-binary=:all:", "--platform", PLATFORM, "--python-version", python, "--implementation", "cp"]
    _pip("download", *args, "--find-links", str(to), "--dest", str(to), *what)


def unmet(own: Path, wheels: Path, python: str) -> list[str]:
    """Requirements that no wheel of the folder meets on Windows with this Python, from our own wheel onwards."""
    usable = list(_usable(wheels, python))
    windows = {
        **default_environment(),
        "os_name": "nt", "sys_platform": "win32", "platform_system": "Windows", "platform_machine": "AMD64",
        "platform_release": "10", "platform_version": "10.0",
        "python_version": python, "python_full_version": f"{python}.0",
    }  # fmt: skip
    missing: dict[str, None] = {}
    seen: set[tuple[Path, str]] = set()
    todo = [(own, "")]
    while todo:
        wheel, extra = todo.pop()
        if (wheel, extra) in seen:
            continue
        seen.add((wheel, extra))
        for needed in _requires(wheel):
            if needed.marker and not needed.marker.evaluate({**windows, "extra": extra}):
                continue
            found = [w for w in usable if _meets(w, needed)]
            if not found:
                missing.setdefault(str(needed).split(";")[0].strip())
            todo += [(w, e) for w in found for e in ("", *sorted(needed.extras))]
    return list(missing)


def _usable(wheels: Path, python: str) -> Iterator[Path]:
    version = tuple(map(int, python.split(".")))
    known = {
        *tags.cpython_tags(version, platforms=[PLATFORM]),
        *tags.compatible_tags(version, f"cp{''.join(python.split('.'))}", [PLATFORM]),
    }
    return (path for path in sorted(wheels.glob("*.whl")) if parse_wheel_filename(path.name)[3] & known)


def _requires(wheel: Path) -> list[Requirement]:
    with zipfile.ZipFile(wheel) as parts:
        name = next(n for n in parts.namelist() if n.endswith(".dist-info/METADATA") and n.count("/") == 1)
        head = HeaderParser().parsestr(parts.read(name).decode("utf-8"))
    return [Requirement(line) for line in head.get_all("Requires-Dist", [])]


def _meets(wheel: Path, needed: Requirement) -> bool:
    name, version, _, _ = parse_wheel_filename(wheel.name)
    return name == canonicalize_name(needed.name) and needed.specifier.contains(version, prereleases=True)


def files(folder: Path) -> list[Path]:
    """All files below, in the order of their names."""
    return sorted((p for p in folder.rglob("*") if p.is_file()), key=lambda p: p.relative_to(folder).as_posix())


def zip_folder(folder: Path, out: Path) -> None:
    """Packs a folder; the same files give the same bytes."""
    with zipfile.ZipFile(out, "w") as packed:
        for path in files(folder):
            entry = zipfile.ZipInfo(path.relative_to(folder).as_posix(), ZIP_TIME)
            entry.external_attr = 0o644 << 16
            # Wheels are zips themselves: packing them again only costs time.
            entry.compress_type = zipfile.ZIP_STORED if path.suffix == ".whl" else zipfile.ZIP_DEFLATED
            packed.writestr(entry, path.read_bytes())


def _pip(*args: str) -> None:
    done = subprocess.run([sys.executable, "-m", "pip", "-q", *args], capture_output=True, text=True)
    if done.returncode:
        said = [line for line in done.stderr.splitlines() if line.startswith("ERROR")] or done.stderr.splitlines()[-3:]
        raise SystemExit(f"pip {args[0]} failed: {' '.join(said) or 'no reason given'}")


if __name__ == "__main__":
    main()
