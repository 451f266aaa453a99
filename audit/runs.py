"""One run from the cases found to an OUT folder that is complete: results, levels, report, internal pages."""

import csv
import io
import json
import platform
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import date
from itertools import accumulate
from pathlib import Path
from typing import Any, Protocol, overload

from audit import __version__
from audit.batch import case_key, run_cases, run_key
from audit.discovery import CaseSource
from audit.errors import AuditError
from audit.levels import levels_of
from audit.pipeline import Means
from audit.results import CaseResult
from audit.rubric import Rubric
from audit.runfolder import RunFolder, write_whole


@dataclass(frozen=True, slots=True)
class Run:
    """What a run is asked to do."""

    cases: tuple[CaseSource, ...]
    rubrics: tuple[Rubric, ...]
    out: Path
    language: str
    as_of: date | None = None
    report_date: date | None = None
    means: Means = field(default_factory=Means)
    workers: int = 1
    again: bool = False

    def options(self) -> dict[str, str | None]:
        """The options that decide what is written beside the cases' own results."""
        return {
            "language": self.language,
            "as_of": self.as_of.isoformat() if self.as_of else None,
            "model": self.means.pipeline.resolve().name if self.means.pipeline else None,
            "roles": self.means.roles,
            "date": self.report_date.isoformat() if self.report_date else None,
        }


@dataclass(frozen=True, slots=True)
class Done:
    """What a run left; `results` for each rubric, `counts` of cases and of what could not be graded."""

    results: tuple[Sequence[CaseResult], ...]
    counts: dict[str, int]
    report: Path
    internal: Path


class Progress(Protocol):
    """Shows how far a run has come."""

    def step(self) -> None: ...


def carry_out(
    run: Run, *, tell: Callable[[str], None], progress: Callable[[int], AbstractContextManager[Progress]]
) -> Done:
    """Audits what is not done yet and writes everything; the same cases, rubric and options again change nothing."""
    from audit.report.build import build_internal, build_open

    _refuse_same_ids(run.rubrics)
    run.means.take()  # here too, so that a pipeline that cannot be used stops the run before any worker starts
    began = time.time()
    out = RunFolder(run.out)
    out.prepare()
    with out.locked():
        key = run_key(run.rubrics, run.means)
        if run.again:
            out.start_over()
        else:
            _refuse_other_run(run, out, key, tell)
        keys = [case_key(case) for case in run.cases]
        already = len(set(keys) & out.finished(key).keys())
        if already:
            tell(f"{already} of {len(run.cases)} cases were finished before and are not read again.")
        with progress(len(run.cases)) as bar:
            places = run_cases(
                run.cases, keys, run.rubrics, out, workers=run.workers, means=run.means, finished=bar.step
            )
        results = tuple(_write_results(run, out, places, n) for n in range(len(run.rubrics)))
        out.keep_only(key, keys)
        newest = newest_day(results[0])
        as_of = run.as_of or newest
        folders = {case.id: str(case.path) for case in run.cases}
        for n, rubric in enumerate(run.rubrics):
            suffix = _suffix(run, n)
            write_whole(run.out / f"rubric{suffix}.json", rubric.as_json() + "\n")
            numbered: list[tuple[int, str, str]] = []

            def lines(n: int = n, numbered: list[tuple[int, str, str]] = numbered) -> Iterator[str]:
                for record, case_id in levels_of(results[n], as_of=as_of):
                    numbered.append((record.case, case_id, folders[case_id]))
                    yield record.line() + "\n"

            write_whole(run.out / f"levels{suffix}.jsonl", lines(), secret=True)
            if n == 0:
                write_whole(out.key, _key_table(numbered), secret=True)
        counts = _counts(results)
        report = build_open([run.out], run.out, language=run.language, day=run.report_date or newest)
        internal = build_internal(out, results[0], run.rubrics[0], language=run.language)
        write_whole(out.run, _run_record(run, counts, as_of, began))
    return Done(results, counts, report, internal)


def _suffix(run: Run, number: int) -> str:
    """The first rubric's files have plain names, each other's its id."""
    return "" if number == 0 else f".{run.rubrics[number].head.id}"


def _write_results(run: Run, out: RunFolder, places: Sequence[int], number: int) -> "_Results":
    path = run.out / f"results{_suffix(run, number)}.jsonl"
    write_whole(path, (out.entry_at(place)["results"][number] + "\n" for place in places), secret=True)
    return _Results(path)


class _Results(Sequence[CaseResult]):
    """The cases of a results file, each read when it is asked for: thousands of files are too many to hold at once."""

    def __init__(self, path: Path) -> None:
        self._path = path
        with path.open("rb") as file:
            lengths = [len(line) for line in file]
        self._places = [0, *accumulate(lengths)]

    def __len__(self) -> int:
        return len(self._places) - 1

    @overload
    def __getitem__(self, index: int) -> CaseResult: ...
    @overload
    def __getitem__(self, index: slice) -> list[CaseResult]: ...
    def __getitem__(self, index: int | slice) -> CaseResult | list[CaseResult]:
        if isinstance(index, slice):
            return [self[n] for n in range(*index.indices(len(self)))]
        place, end = self._places[:-1][index], self._places[1:][index]
        with self._path.open("rb") as file:
            file.seek(place)
            return CaseResult.model_validate_json(file.read(end - place))

    def __iter__(self) -> Iterator[CaseResult]:
        with self._path.open("rb") as file:
            for line in file:
                yield CaseResult.model_validate_json(line)


def _refuse_same_ids(rubrics: Sequence[Rubric]) -> None:
    twice = [name for name, n in Counter(r.head.id for r in rubrics).items() if n > 1]
    if twice:
        raise AuditError(
            f"two rubrics have the id '{twice[0]}', which names their results. Change one in its rubric.yaml."
        )


def _refuse_other_run(run: Run, out: RunFolder, key: str, tell: Callable[[str], None]) -> None:
    """AuditError where going on would throw away or mix what another run left."""
    how = "Give --again to start over, or another folder."
    ids = {case.id for case in run.cases}
    earlier: set[str] = set()
    for entry in out.entries():
        if entry["run"] != key:
            raise AuditError(f"{run.out}: holds a run with another rubric, model or program version. {how}")
        earlier.add(entry["id"])
    for name, before in (out.asked() or {}).items():
        now = run.options().get(name, before)
        if now != before:
            option = "--" + name.replace("_", "-")
            said = f"{option} {before}" if before else f"no {option}"
            raise AuditError(f"{run.out}: holds a run with {said}, not {now or 'without it'}. {how}")
    if earlier and not earlier & ids:
        raise AuditError(f"{run.out}: holds a run of other cases. {how}")
    if earlier - ids:
        tell(f"{len(earlier - ids)} cases of the earlier run are no longer among the case files and are left out.")


def newest_day(results: Sequence[CaseResult]) -> date | None:
    """The day of the newest dated form of all cases: the report's own day, so that no clock stands in it."""
    return max((f.date for r in results for d in r.documents for f in d.forms if f.date), default=None)


def _key_table(rows: list[tuple[int, str, str]]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["case", "case_id", "folder"])
    writer.writerows(rows)
    return text.getvalue()


def _counts(results: Sequence[Sequence[CaseResult]]) -> dict[str, int]:
    states: Counter[str] = Counter()
    documents: Counter[str] = Counter()
    confidence: Counter[str | None] = Counter()
    for number, of_rubric in enumerate(results):
        for result in of_rubric:
            states.update(c.state for c in result.criteria.values())
            confidence.update(c.confidence for c in result.criteria.values())
            documents.update(d.status for d in result.documents if number == 0)
    return {
        "cases": len(results[0]),
        "documents": sum(documents.values()),
        "documents_unreadable": documents["unreadable"],
        "documents_duplicate": documents["duplicate"],
        **{state: states[state] for state in ("graded", "not_applicable", "not_assessable")},
        **{kind: confidence[kind] for kind in ("firm", "near", "doubtful")},  # together: graded
        # A document that could not be read counts as unreadable even where every level could be given.
        "unreadable": states["unreadable"] + documents["unreadable"],
    }


def _run_record(run: Run, counts: dict[str, int], as_of: date | None, began: float) -> str:
    record: dict[str, Any] = {
        "tool": f"aktgranska {__version__}",
        "python": platform.python_version(),
        "system": platform.system(),
        "rubrics": [{"id": r.head.id, "version": r.head.version, "sha256": r.sha256} for r in run.rubrics],
        "options": run.options(),
        "as_of": as_of and as_of.isoformat(),
        "workers": run.workers,
        "counts": counts,
        "began": time.strftime("%Y-%m-%dT%H:%M:%S", time.localtime(began)),
        "seconds": round(time.time() - began, 2),
    }
    return json.dumps(record, ensure_ascii=False, sort_keys=True, indent=1) + "\n"
