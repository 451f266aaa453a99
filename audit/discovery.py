"""Which cases lie under the paths that a user names, and which files are their documents; reads no document."""

import os
import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from audit.documents.reader import formats
from audit.documents.tables import read_numbered
from audit.errors import AuditError

CaseIs = Literal["file", "folder"]

MOST_DOCUMENTS = 50  # in one case; more is most likely a folder of many cases
MANIFESTS = ("manifest.csv", "manifest.xlsx")
# Named as unreadable rather than passed over: text may stand in them.
KNOWN_UNREAD = frozenset(
    {".doc", ".dot", ".dotx", ".odt", ".rtf", ".wps", ".pages", ".xps"}
    | {".htm", ".html", ".mht", ".msg", ".eml"}
    | {".jpg", ".jpeg", ".png", ".gif", ".bmp", ".tif", ".tiff", ".heic", ".webp"}
)
_ONLY_WHEN_ASKED = frozenset({".md"})
_NO_DOCUMENT = re.compile(r"\.|~\$|readme|manifest|läs ?mig|case\.ya?ml$|thumbs\.db$|desktop\.ini$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class CaseSource:
    """One case before it is read: its documents in natural order, and what is known of it without them."""

    id: str
    path: Path  # the folder, or the one file
    files: tuple[Path, ...]
    folders: tuple[str, ...] = ()  # names of the folders between PATH and the case, outermost first
    manifest: tuple[str | None, int | None] | None = None  # district and year of its row; None without a row

    def name_of(self, file: Path) -> str:
        """The file's path inside the case's folder, with forward slashes."""
        root = self.path.parent if self.path in self.files else self.path
        return _nfc(file.relative_to(root).as_posix())


@dataclass(frozen=True, slots=True)
class Found:
    """All cases under the paths, in natural order of ids, and what was passed over."""

    cases: tuple[CaseSource, ...]
    unlisted: tuple[Path, ...] = ()  # folders with documents that no row of the manifest names
    passed_over: tuple[Path, ...] = ()  # files of unknown kinds


def find_cases(
    paths: Sequence[Path],
    *,
    case: CaseIs | None = None,
    manifest: Path | None = None,
    include: Collection[str] = (),
) -> Found:
    """The cases under `paths`; AuditError where it cannot be told what a case is.

    `include` names kinds of files that are documents only when asked for (`md`, `.md`, `*.md`).
    """
    look = _Look(case, frozenset("." + kind.lower().lstrip("*.") for kind in include))
    found: list[CaseSource] = []
    unlisted: list[Path] = []
    if manifest is not None:
        found = list(look.listed(manifest, [manifest.parent, *(p for p in paths if p.is_dir())]))
        unlisted = look.unlisted(paths, found)
    else:
        for path in paths:
            if not path.exists():
                raise AuditError(f"{path}: no such file or folder.")
            beside = _manifest_in(path) if path.is_dir() else None
            if beside is not None and case != "file":
                rows = list(look.listed(beside, [path]))
                found += rows
                unlisted += look.unlisted([path], rows)
            else:
                found += look.under(path)
    found = _once(found)
    if not found:
        where = ", ".join(map(str, paths)) or str(manifest)
        raise AuditError(f"{where}: no case files found. Documents are {_kinds()}; Markdown counts with --include md.")
    return Found(
        cases=tuple(sorted(_named(found, paths), key=lambda one: natural(one.id))),
        unlisted=tuple(sorted(unlisted, key=lambda folder: natural(str(folder)))),
        passed_over=tuple(sorted(look.passed_over, key=lambda file: natural(str(file)))),
    )


def natural(name: str) -> tuple[tuple[int, int, str], ...]:
    """A sort key by which 2 stands before 10, and capitals do not matter."""
    parts = re.split(r"(\d+)", unicodedata.normalize("NFC", name).casefold())
    return (*((0, int(part), "") if part.isdecimal() else (1, 0, part) for part in parts if part), (-1, 0, name))


class _Look:
    def __init__(self, case: CaseIs | None, asked_for: frozenset[str]) -> None:
        self._case = case
        self._suffixes = (formats().keys() | KNOWN_UNREAD) - (_ONLY_WHEN_ASKED - asked_for) | asked_for
        self.passed_over: set[Path] = set()

    def is_document(self, file: Path) -> bool:
        if _NO_DOCUMENT.match(file.name):
            return False
        if file.suffix.lower() in self._suffixes:
            return True
        if file.suffix.lower() not in _ONLY_WHEN_ASKED | {".yaml", ".yml", ".csv", ".json", ".py"}:
            self.passed_over.add(file)
        return False

    def under(self, path: Path) -> Iterator[CaseSource]:
        """Cases by folder, or by file."""
        if path.is_file():
            # A file that is named on the command line is a document whatever it is called.
            yield CaseSource(_nfc(path.stem), path, (path,), manifest=self._row_beside(path))
            return
        for folder, files, below in self._tree(path):
            above = tuple(_nfc(name) for name in folder.relative_to(path).parts)
            if self._case == "file":
                yield from (CaseSource(_nfc(f.stem), f, (f,), folders=above) for f in files)
            elif files:
                if below and self._case is None:
                    raise AuditError(
                        f"{folder}: holds documents and folders with documents. Say what a case is: "
                        f"--case file (each document) or --case folder (this folder with its subfolders)."
                    )
                documents = self._documents(folder)
                self._not_too_many(folder, documents)
                row = self._row_beside(folder) if folder == path else None
                yield CaseSource(_nfc(folder.resolve().name), folder, documents, above[:-1], row)

    def _tree(self, top: Path) -> Iterator[tuple[Path, list[Path], bool]]:
        """Folders with the documents that lie directly in them, and whether any lie below; taken-in ones not again."""
        files, folders = self._inside(top)
        below = any(self._documents(folder) for folder in folders)
        yield top, files, below
        if not (files and self._case == "folder"):
            for folder in folders:
                yield from self._tree(folder)

    def _inside(self, folder: Path) -> tuple[list[Path], list[Path]]:
        try:
            entries = sorted(os.scandir(folder), key=lambda entry: natural(entry.name))
        except OSError as fault:
            raise AuditError(f"{folder}: cannot be opened ({fault.strerror}).") from fault
        files = [Path(entry.path) for entry in entries if entry.is_file()]
        folders = [e for e in entries if e.is_dir(follow_symlinks=False) and not e.name.startswith((".", "~$"))]
        below = [Path(entry.path) for entry in folders]
        return [file for file in files if self.is_document(file)], [one for one in below if not _is_run(one)]

    def _documents(self, folder: Path) -> tuple[Path, ...]:
        """All documents of a folder and the folders in it."""
        found: list[Path] = []
        open_folders = [folder]
        while open_folders:
            files, folders = self._inside(open_folders.pop())
            found += files
            open_folders += folders
        return tuple(sorted(found, key=lambda file: [natural(part) for part in file.relative_to(folder).parts]))

    def _not_too_many(self, folder: Path, documents: Sequence[object]) -> None:
        if len(documents) > MOST_DOCUMENTS and self._case is None:
            raise AuditError(
                f"{folder}: {len(documents)} documents in one folder. Say what a case is: "
                f"--case file (each document) or --case folder (all of them together)."
            )

    def listed(self, manifest: Path, tops: Sequence[Path]) -> Iterator[CaseSource]:
        """A case for each row of the manifest."""
        first_row: dict[str, int] = {}
        by_name: dict[str, list[Path]] | None = None
        for number, row in read_numbered(manifest):
            at, given, case_id = f"{manifest}: row {number}", row.get("path", ""), row.get("case_id", "")
            if not (given or case_id):
                raise AuditError(
                    f"{manifest}: row {number}: no case_id and no path. A manifest has case_id,district,year."
                )
            case_id = case_id or _nfc(Path(given.replace("\\", "/")).stem)
            if case_id in first_row:
                raise AuditError(f"{at}: '{case_id}' stands in row {first_row[case_id]} too. Keep one.")
            first_row[case_id] = number
            path = _first_there(tops, given or case_id)
            if path is None and not given:
                by_name = by_name if by_name is not None else self._by_name(tops)
                same = by_name.get(case_id, [])
                if len(same) > 1:
                    raise AuditError(
                        f"{manifest}: row {number}: {len(same)} folders are named '{case_id}'. Add a column path."
                    )
                path = same[0] if same else None
            if path is None:
                raise AuditError(f"{at}: no folder '{given or case_id}'. Mend it, or give its place in a column path.")
            documents = self._documents(path) if path.is_dir() else (path,)
            if not documents:
                raise AuditError(f"{at}: '{path}' holds no documents ({_kinds()}). Add them, or take the row out.")
            self._not_too_many(path, documents)
            yield CaseSource(case_id, path, documents, _between(tops, path), _district_year(manifest, number, row))

    def _by_name(self, tops: Sequence[Path]) -> dict[str, list[Path]]:
        found: dict[str, list[Path]] = {}
        for top in dict.fromkeys(top.resolve() for top in tops):
            for folder, _, _ in os.walk(top):
                paths = found.setdefault(_nfc(Path(folder).name), [])
                if Path(folder) not in paths:
                    paths.append(Path(folder))
        return found

    def unlisted(self, paths: Sequence[Path], found: Sequence[CaseSource]) -> list[Path]:
        """Folders under the paths with documents of their own that belong to no case found."""
        taken = {file.resolve().parent for one in found for file in one.files}
        folders = (folder for path in paths if path.is_dir() for folder in _walk(path))
        return [folder for folder in folders if folder.resolve() not in taken and self._inside(folder)[0]]

    def _row_beside(self, path: Path) -> tuple[str | None, int | None] | None:
        """District and year of a case named by itself, from the manifest of the folder that it lies in."""
        path = path.resolve()
        manifest = _manifest_in(path.parent)
        for number, row in read_numbered(manifest) if manifest is not None else ():
            given = _first_there([path.parent], row.get("path") or row.get("case_id", ""))
            if given is not None and given.resolve() == path:
                assert manifest is not None
                return _district_year(manifest, number, row)
        return None


def _is_run(folder: Path) -> bool:
    """An OUT folder of ours: its pages are no case files, wherever a user puts it."""
    return (folder / "internal" / "progress.jsonl").is_file()


def _walk(top: Path) -> Iterator[Path]:
    for at, below, _ in os.walk(top):
        below[:] = [name for name in below if not _is_run(Path(at) / name)]
        yield Path(at)


def _manifest_in(folder: Path) -> Path | None:
    return next((folder / name for name in MANIFESTS if (folder / name).is_file()), None)


def _first_there(tops: Sequence[Path], given: str) -> Path | None:
    if not given:
        return None
    spellings = dict.fromkeys((given, given.replace("\\", "/"), unicodedata.normalize("NFD", given)))
    return next((top / spelled for top in tops for spelled in spellings if (top / spelled).exists()), None)


def _between(tops: Sequence[Path], path: Path) -> tuple[str, ...]:
    for top in tops:
        if path.resolve().is_relative_to(top.resolve()):
            return tuple(_nfc(name) for name in path.resolve().relative_to(top.resolve()).parts[:-1])
    return ()


def _district_year(manifest: Path, number: int, row: dict[str, str]) -> tuple[str | None, int | None]:
    year = row.get("year", "")
    if year and not re.fullmatch(r"(?:19|20)\d\d", year):
        raise AuditError(f"{manifest}: row {number}: the year is not four digits (as 2014). Mend it or leave it empty.")
    return row.get("district") or None, int(year) if year else None


def _once(found: Sequence[CaseSource]) -> list[CaseSource]:
    """Each case once, where paths overlap; a row of a manifest goes first."""
    kept: dict[Path, CaseSource] = {}
    for one in found:
        place = one.path.resolve()
        if place not in kept or kept[place].manifest is None:
            kept[place] = one
    return list(kept.values())


def _named(found: Sequence[CaseSource], paths: Sequence[Path]) -> list[CaseSource]:
    """Ids made unlike: a name that repeats becomes the path under PATH, at last with its suffix and PATH's name."""
    named = list(found)
    for wider in (_path_under, _path_with_suffix, _path_with_top):
        count = Counter(one.id for one in named)
        named = [replace(one, id=wider(one, paths)) if count[one.id] > 1 else one for one in named]
    return named


def _path_under(one: CaseSource, paths: Sequence[Path]) -> str:
    return "/".join((*one.folders, one.id.rpartition("/")[2]))


def _path_with_suffix(one: CaseSource, paths: Sequence[Path]) -> str:
    return "/".join((*one.folders, _nfc(one.path.resolve().name)))


def _path_with_top(one: CaseSource, paths: Sequence[Path]) -> str:
    place = one.path.resolve()
    top = next((path.resolve() for path in paths if place.is_relative_to(path.resolve())), place.parent)
    return _nfc(place.relative_to(top.parent).as_posix())


def _kinds() -> str:
    return ", ".join(sorted(suffix.lstrip(".") for suffix in formats().keys() - _ONLY_WHEN_ASKED))


def _nfc(name: str) -> str:
    # A name in another encoding than the system's has lone surrogates, which no results file can hold.
    name = name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    return unicodedata.normalize("NFC", name)
