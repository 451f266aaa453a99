"""Many cases: spread over worker processes, kept as they finish, gone on with where a run was broken off.

The order of the input decides the order of the results, so that one worker and many give the same bytes.
"""

import contextlib
import hashlib
import json
import signal
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from functools import cache
from multiprocessing import get_context
from pathlib import Path
from types import TracebackType
from typing import Any

from audit import __version__
from audit.casefile.model import CaseFile
from audit.discovery import CaseSource
from audit.errors import AuditError
from audit.pipeline import Means, audit_case
from audit.rubric import Rubric, load_rubric
from audit.runfolder import RunFolder, write_whole

WINDOW = 4  # cases given to each worker ahead of the one awaited; more would only hold texts in memory


def run_key(rubrics: Sequence[Rubric], means: Means) -> str:
    """What, beside a case's own files and manifest row, decides its results: the program, the rubrics, the means."""
    pipeline = _state_of(means.pipeline) if means.pipeline else None
    said = [__version__, _program(), pipeline, means.roles, *(r.sha256 for r in rubrics)]
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()


def _state_of(pipeline: Path) -> list[tuple[str, int]]:
    """A pipeline's files with their sizes: it may be large, and a pipeline trained anew has others."""
    files = sorted(p for p in pipeline.rglob("*") if p.is_file())
    return [(path.relative_to(pipeline).as_posix(), path.stat().st_size) for path in files]


@cache
def _program() -> str:
    """The hash of this program's own modules and learned numbers: between two releases its version tells nothing."""
    folder = Path(__file__).parent
    digest = hashlib.sha256()
    for path in sorted(p for kind in ("*.py", "*.tsv") for p in folder.rglob(kind)):
        digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def case_key(case: CaseSource) -> str:
    """What of the input decides a case's results: its id, its files' names and bytes, and its manifest row."""
    digest = hashlib.sha256(json.dumps([case.id, case.folders, case.manifest], ensure_ascii=False).encode())
    for path in case.files:
        digest.update(case.name_of(path).encode() + b"\0")
        try:
            with path.open("rb") as file:
                digest.update(hashlib.file_digest(file, "sha256").digest())
        except OSError:
            digest.update(b"unreadable")
    return digest.hexdigest()


def run_cases(
    cases: Sequence[CaseSource],
    keys: Sequence[str],
    rubrics: Sequence[Rubric],
    out: RunFolder,
    *,
    workers: int,
    means: Means,
    finished: Callable[[], None] = lambda: None,
) -> tuple[int, ...]:
    """Audits what is not done yet; gives for each case its place in the record of `out`, in the order of `cases`.

    `keys` are the cases' own (`case_key`), worked out once since that reads every file.
    """
    key = run_key(rubrics, means)
    done = out.finished(key)
    left = [(case, k) for case, k in zip(cases, keys, strict=True) if k not in done]
    for _ in range(len(cases) - len(left)):
        finished()
    load = _Load(tuple(r.folder for r in rubrics), means)
    for (case, k), entry in zip(left, _audited([c for c, _ in left], load, workers), strict=True):
        texts = entry.pop("texts")
        for sha256, text in sorted(texts.items()):
            write_whole(out.text_of(sha256), text, secret=True)
        done[k] = out.add({"run": key, "case": k, "id": case.id, "texts": sorted(texts), **entry})
        finished()
    return tuple(done[k] for k in keys)


@dataclass(frozen=True, slots=True)
class _Load:
    """What a worker process loads for itself before its first case."""

    rubrics: tuple[Path, ...]
    means: Means


def _audited(cases: Sequence[CaseSource], load: _Load, workers: int) -> Iterator[dict[str, Any]]:
    if workers <= 1 or len(cases) < 2:
        rubrics = _loaded(load)
        yield from (_one(case, rubrics) for case in cases)
        return
    waiting: deque[tuple[CaseSource, Future[dict[str, Any]]]] = deque()
    todo = deque(cases)
    pool = _pool(load, workers)
    try:
        while todo or waiting:
            while todo and len(waiting) < workers * WINDOW:
                case = todo.popleft()
                with _deaf_children():
                    waiting.append((case, pool.submit(_in_worker, case)))
            case, future = waiting.popleft()
            try:
                yield future.result()
            except BrokenProcessPool:
                pool.shutdown(wait=False, cancel_futures=True)
                yield _alone(case, load)
                todo.extendleft(c for c, _ in reversed(waiting))
                waiting.clear()
                pool = _pool(load, workers)
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


@contextlib.contextmanager
def _deaf_children() -> Iterator[None]:
    """Ctrl-C reaches every process of a terminal: those started in here leave it to this one, which ends them."""
    heard = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, heard)


def _pool(load: _Load, workers: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(workers, get_context("spawn"), initializer=_start_worker, initargs=(load,))


def _alone(case: CaseSource, load: _Load) -> dict[str, Any]:
    """One more try in a process of its own, for the case at hand when a worker died; the next death stops the run."""
    with _pool(load, 1) as pool:
        try:
            with _deaf_children():
                alone = pool.submit(_in_worker, case)
            return alone.result()
        except BrokenProcessPool as fault:
            raise AuditError(
                f"{case.path}: a worker process died on this case twice. Take the case out and run again; it goes on."
            ) from fault


_rubrics: tuple[Rubric, ...] = ()


def _start_worker(load: _Load) -> None:
    global _rubrics
    _rubrics = _loaded(load)


def _loaded(load: _Load) -> tuple[Rubric, ...]:
    load.means.take()
    return tuple(load_rubric(folder) for folder in load.rubrics)


def _in_worker(case: CaseSource) -> dict[str, Any]:
    return _one(case, _rubrics)


class _naming:
    """Adds to a mistake of our own which case brought it out, so that it can be taken out and reported."""

    def __init__(self, case: CaseSource) -> None:
        self._case = case

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: type | None, fault: BaseException | None, trace: TracebackType | None) -> None:
        if fault is not None:
            fault.add_note(f"While grading {self._case.path}. Please report this; take the case out to go on.")


def _one(case: CaseSource, rubrics: tuple[Rubric, ...]) -> dict[str, Any]:
    with _naming(case):
        audited = audit_case(case, rubrics)
    return {"results": [r.line() for r in audited.results], "texts": _texts(audited.annotated.case)}


def _texts(case: CaseFile) -> dict[str, str]:
    """The read text of each document, for the internal pages: lines with kind, page and headings."""
    texts: dict[str, str] = {}
    for index, document in enumerate(case.documents):
        if document.status != "read":
            continue
        headings = {s.heading for s in case.sections if s.document == index and s.heading}
        texts[document.sha256] = json.dumps(
            {
                "text": document.text,
                "blocks": [
                    [
                        b.kind,
                        b.start,
                        b.end,
                        b.page,
                        any(h[0] <= b.start and b.end <= h[1] for h in headings),
                        [list(c) for c in b.cells],
                    ]
                    for b in document.blocks
                ],
            },
            ensure_ascii=False,
            sort_keys=True,
        )
    return texts
