"""What a run leaves: the OUT folder, written whole or not at all, and the record that lets a run go on.

A finished case is a line of `internal/progress.jsonl`, written before the next case begins; results.jsonl and what
follows from it are made from these lines at the end, each in one replacing move. A kill loses the case at hand only.
"""

import contextlib
import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from audit.errors import AuditError


@dataclass(frozen=True, slots=True)
class RunFolder:
    """The OUT folder of a run."""

    path: Path

    @property
    def results(self) -> Path:
        return self.path / "results.jsonl"

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
            lock.acquire(timeout=0)
        except Timeout as fault:
            raise AuditError(f"{self.path}: another run is writing here. Wait for it, or give another folder.") from fault
        try:
            yield
        finally:
            lock.release()

    def finished(self, run_key: str) -> dict[str, dict[str, Any]]:
        """The cases already done with this rubric and these options, by case key; a torn last line is left out."""
        done: dict[str, dict[str, Any]] = {}
        with contextlib.suppress(FileNotFoundError), self.progress.open(encoding="utf-8") as file:
            for line in file:
                try:
                    entry = json.loads(line)
                except ValueError:
                    continue  # the run was killed while it wrote this line
                if entry.get("run") == run_key:
                    done[entry["case"]] = entry
        return done

    def other_run(self, run_key: str) -> bool:
        """Whether the folder holds cases of another rubric or other options."""
        with contextlib.suppress(FileNotFoundError), self.progress.open(encoding="utf-8") as file:
            first = file.readline()
            with contextlib.suppress(ValueError):
                return bool(first) and json.loads(first).get("run") != run_key
        return False

    def forget(self) -> None:
        """Takes away what an earlier run has finished (`--again`)."""
        self.progress.unlink(missing_ok=True)

    def add(self, entry: dict[str, Any]) -> None:
        """Adds one finished case, on disk before this returns."""
        with _as_audit_error(self.progress):
            torn = _ends_torn(self.progress)
            with self.progress.open("a", encoding="utf-8") as file:
                file.write(("\n" if torn else "") + json.dumps(entry, ensure_ascii=False, sort_keys=True) + "\n")
                file.flush()
                os.fsync(file.fileno())


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
        with beside.open("w", encoding="utf-8", newline="\n") as file:
            if secret:
                beside.chmod(0o600)
            for part in [parts] if isinstance(parts, str) else parts:
                file.write(part)
        os.replace(beside, path)


@contextlib.contextmanager
def _as_audit_error(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as fault:
        hint = "Close the program that has it open" if isinstance(fault, PermissionError) else "Mend that"
        raise AuditError(f"{path}: cannot be written ({fault.strerror}). {hint} and run again; it goes on.") from fault
