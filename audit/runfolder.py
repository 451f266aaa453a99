"""What a run leaves: the OUT folder, written whole or not at all, and the record that lets a run go on.

A finished case is a line of `internal/progress.jsonl`, written before the next case begins; results.jsonl and what
follows from it are made from these lines at the end, each in one replacing move. A kill loses the case at hand only.
"""

import contextlib
import json
import os
import shutil
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from audit.errors import AuditError

# All that a run may leave in OUT, as patterns; `start_over` takes away these and nothing else of the user's.
_LEFT = ("results*.jsonl", "levels*.jsonl", "rubric*.json", "run.json", "key.csv")
_LEFT_OPEN = ("report.html", "counts.json", "tables.xlsx")
_LEFT_INTERNAL = ("index.html", "progress.jsonl")  # what people decided (review.sqlite) is not ours to throw away


@dataclass(frozen=True, slots=True)
class RunFolder:
    """The OUT folder of a run."""

    path: Path

    @property
    def results(self) -> Path:
        return self.path / "results.jsonl"

    def results_of(self, rubric: str) -> Path:
        """The results by one of several rubrics, by its id; else the run's own."""
        own = self.path / f"results.{rubric}.jsonl"
        return own if own.exists() else self.results

    @property
    def levels(self) -> Path:
        return self.path / "levels.jsonl"

    @property
    def rubric(self) -> Path:
        return self.path / "rubric.json"

    @property
    def run(self) -> Path:
        return self.path / "run.json"

    @property
    def key(self) -> Path:
        return self.path / "key.csv"

    @property
    def open(self) -> Path:
        return self.path / "open"

    @property
    def internal(self) -> Path:
        return self.path / "internal"

    @property
    def progress(self) -> Path:
        return self.internal / "progress.jsonl"

    def text_of(self, sha256: str) -> Path:
        """Where the text of a document is kept for the internal pages."""
        return self.internal / "text" / f"{sha256}.json"

    def prepare(self) -> None:
        """Makes the folder; what holds text is for the user alone, where the system knows such rights."""
        if self.path.exists() and not self.path.is_dir():
            raise AuditError(f"{self.path}: is a file. Give a folder, which is made if it is not there.")
        with _as_audit_error(self.path):
            self.path.mkdir(parents=True, exist_ok=True)
            for folder in (self.internal, self.internal / "text", self.internal / "cases"):
                folder.mkdir(exist_ok=True)
                folder.chmod(0o700)

    @contextlib.contextmanager
    def locked(self) -> Iterator[None]:
        """Refuses a second run into the same folder while one is going on."""
        lock = FileLock(self.path / ".lock")
        try:
            with _as_audit_error(self.path):
                lock.acquire(timeout=0)
        except Timeout as fault:
            raise AuditError(
                f"{self.path}: another run is writing here. Wait for it, or give another folder."
            ) from fault
        try:
            yield
        finally:
            lock.release()

    def entries(self) -> Iterator[dict[str, Any]]:
        """All finished cases of the record, of whatever run; a torn last line is left out."""
        return (entry for _, entry in self._placed())

    def _placed(self) -> Iterator[tuple[int, dict[str, Any]]]:
        if not self.progress.exists():
            return
        with _as_audit_error(self.progress), self.progress.open("rb") as file:
            place = 0
            for line in file:
                with contextlib.suppress(ValueError):  # the run was killed while it wrote this line
                    yield place, json.loads(line)
                place += len(line)

    def finished(self, run_key: str) -> dict[str, int]:
        """The cases already done with this rubric and program: key → place in the record, for `entry_at`.

        One whose texts are gone is not done.
        """
        return {
            entry["case"]: place
            for place, entry in self._placed()
            if entry["run"] == run_key and all(self.text_of(sha256).is_file() for sha256 in entry["texts"])
        }

    def entry_at(self, place: int) -> dict[str, Any]:
        """One finished case; a run of thousands never holds them all."""
        with _as_audit_error(self.progress), self.progress.open("rb") as file:
            file.seek(place)
            entry: dict[str, Any] = json.loads(file.readline())
            return entry

    def asked(self) -> dict[str, Any] | None:
        """The options of the run that was completed here; None without one."""
        try:
            options: dict[str, Any] = json.loads(self.run.read_text(encoding="utf-8"))["options"]
        except (OSError, ValueError, KeyError, TypeError):
            return None
        return options

    def start_over(self) -> None:
        """Takes away what earlier runs left (`--again`), and nothing that is not theirs."""
        with _as_audit_error(self.path):
            for folder, patterns in ((self.path, _LEFT), (self.open, _LEFT_OPEN), (self.internal, _LEFT_INTERNAL)):
                for pattern in patterns:
                    for path in folder.glob(pattern):
                        path.unlink()
            for path in (self.internal / "text", self.internal / "cases"):
                shutil.rmtree(path)
        self.prepare()

    def add(self, entry: Mapping[str, Any]) -> int:
        """Adds one finished case, on disk before this returns; gives its place."""
        line = (json.dumps(entry, ensure_ascii=False, sort_keys=True) + "\n").encode()
        with _as_audit_error(self.progress):
            torn = _ends_torn(self.progress)
            with open(self.progress, "ab", opener=_for_the_user_alone) as file:
                file.write((b"\n" if torn else b"") + line)
                file.flush()
                os.fsync(file.fileno())
                return file.tell() - len(line)

    def keep_only(self, run_key: str, case_keys: Collection[str]) -> None:
        """Lets go of cases that are no part of the run any more: their lines, and texts that no other case has."""
        places = self.finished(run_key)
        kept = [place for key, place in places.items() if key in set(case_keys)]
        texts = {self.text_of(sha256) for place in kept for sha256 in self.entry_at(place)["texts"]}
        lines = (json.dumps(self.entry_at(at), ensure_ascii=False, sort_keys=True) + "\n" for at in sorted(kept))
        write_whole(self.progress, lines, secret=True)
        with _as_audit_error(self.internal):
            for path in (self.internal / "text").iterdir():
                if path not in texts:
                    path.unlink()


def _for_the_user_alone(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _ends_torn(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            file.seek(-1, os.SEEK_END)
            return file.read(1) != b"\n"
    except OSError:  # no such file yet, or an empty one
        return False


def write_whole(path: Path, parts: str | Iterable[str], *, secret: bool = False) -> None:
    """Writes a file beside its place and moves it there, so that nobody ever sees half of it."""
    beside = path.with_name(f".{path.name}.part")
    with _as_audit_error(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        beside.unlink(missing_ok=True)  # left by a run that was killed, perhaps with other rights
        opener = _for_the_user_alone if secret else None
        with open(beside, "w", encoding="utf-8", newline="\n", opener=opener) as file:
            for part in [parts] if isinstance(parts, str) else parts:
                file.write(part)
        os.replace(beside, path)


@contextlib.contextmanager
def _as_audit_error(path: Path) -> Iterator[None]:
    try:
        yield
    except Timeout:  # of the lock; an OSError too
        raise
    except OSError as fault:
        hint = "Close the program that has it open" if isinstance(fault, PermissionError) else "Mend that"
        raise AuditError(f"{path}: cannot be written ({fault.strerror}). {hint} and run again; it goes on.") from fault
