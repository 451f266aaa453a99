"""The commands; the only place that prints, exits or shows an error. Heavy imports wait until a command needs them."""

from __future__ import annotations

import json
import os
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from audit import __version__
from audit.config import known_words, read_config
from audit.errors import AuditError

if TYPE_CHECKING:
    from audit.discovery import CaseSource
    from audit.results import CaseResult
    from audit.rubric import Rubric

OK, MENDABLE, USAGE, STRICT, INTERRUPTED = 0, 1, 2, 3, 130
FEW_CASES = 12  # below this a second process costs more than it saves


class _Group(click.Group):
    """Shows what a user can mend as one line; our own mistakes keep their traceback."""

    def main(self, *args: Any, **kwargs: Any) -> Any:
        for stream in (sys.stdout, sys.stderr):
            if hasattr(stream, "reconfigure"):  # a CP1252 or ASCII console shows ? rather than failing
                stream.reconfigure(errors="replace")
        kwargs["standalone_mode"] = False
        try:
            code = super().main(*args, **kwargs)
        except click.exceptions.Abort:
            click.echo("Interrupted. What was finished is kept; run again to go on.", err=True)
            sys.exit(INTERRUPTED)
        except KeyboardInterrupt:
            click.echo("Interrupted. What was finished is kept; run again to go on.", err=True)
            sys.exit(INTERRUPTED)
        except click.ClickException as fault:
            fault.show()
            sys.exit(fault.exit_code)
        except AuditError as fault:
            click.echo(f"Error: {_one_line(str(fault))}", err=True)
            sys.exit(MENDABLE)
        sys.exit(code if isinstance(code, int) else OK)

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except BrokenPipeError:  # `aktgranska explain … | head`: who reads has read enough
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return OK


def _one_line(text: str) -> str:
    """Without control characters, which a file name could carry to the terminal."""
    return "".join(c if c.isprintable() else "?" for c in text)


def _print_json(data: Any) -> None:
    """One document on stdout; a console that cannot show å gets it escaped, never as a question mark."""
    text = json.dumps(data, ensure_ascii=False, sort_keys=True)
    try:
        text.encode(getattr(sys.stdout, "encoding", None) or "utf-8")
    except UnicodeEncodeError:
        text = json.dumps(data, sort_keys=True)
    click.echo(text)


_DAY = click.DateTime(formats=["%Y-%m-%d"])
_PATH = click.Path(path_type=Path)
_config = click.option(
    "--config", type=_PATH, is_eager=True, expose_value=False, callback=read_config, metavar="FILE.toml",
    help="Take options from a file; its keys are the options' names.",
)  # fmt: skip
_language = click.option(
    "--language", type=click.Choice(["sv", "en"]), default="sv", show_default=True, help="Language of grades and pages."
)
_rubric = click.option(
    "--rubric", "rubrics", multiple=True, default=["bbic"], show_default=True, metavar="NAME|DIR",
    help="A shipped rubric or a folder of your own; may be given more than once.",
)  # fmt: skip
_manifest = click.option("--manifest", type=_PATH, help="Table with case_id, district, year and optional path.")
_case = click.option("--case", "case_is", type=click.Choice(["file", "folder"]), help="What makes a case.")
_model = click.option(
    "--model", type=_PATH, metavar="DIR", help="A spaCy pipeline of your own for words and sentences."
)
_include = click.option("--include", multiple=True, metavar="SUFFIX", help="Count this kind of file too, as md.")
_json = click.option("--json", "as_json", is_flag=True, help="One JSON document on stdout.")


@click.group(
    cls=_Group,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, prog_name="aktgranska")
@click.pass_context
def cli(ctx: click.Context) -> None:
    """Audits Swedish child-welfare case files against a coding manual.

    The tool proposes a grade for each criterion, with the passages that carry it and what the next grade lacks; a
    person decides. Nothing leaves this machine.
    """
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help())


@cli.command()
@click.argument("paths", nargs=-1, required=True, type=_PATH, metavar="PATH…")
@click.option("-o", "--out", required=True, type=_PATH, metavar="OUT", help="Folder for results and report.")
@_rubric
@_manifest
@_config
@_language
@_case
@_include
@_model
@click.option("--as-of", type=_DAY, help="Day by which a follow-up is due; else the newest document's.")
@click.option("--date", "report_date", type=_DAY, help="Date printed on the report; else the newest document's.")
@click.option("--workers", type=click.IntRange(1, 64), help="Processes; else as many as there are cores, at most 4.")
@click.option("--strict", is_flag=True, help="Exit 3 if anything was unreadable or not assessable.")
@click.option("--again", is_flag=True, help="Start over: throw away what earlier runs left in OUT.")
@click.option("--dry-run", is_flag=True, help="Show which cases and documents would be read, and stop.")
@_json
def run(
    paths: tuple[Path, ...],
    out: Path,
    rubrics: tuple[str, ...],
    manifest: Path | None,
    language: str,
    case_is: str | None,
    include: tuple[str, ...],
    model: Path | None,
    as_of: Any,
    report_date: Any,
    workers: int | None,
    strict: bool,
    again: bool,
    dry_run: bool,
    as_json: bool,
) -> int:
    """Audits all case files under PATH and writes results and report to OUT."""
    from audit.discovery import find_cases
    from audit.rubric import load_rubric

    loaded = tuple(load_rubric(name) for name in rubrics)
    if out.resolve() in {path.resolve() for path in paths}:
        raise AuditError(f"{out}: is the folder of the case files. Give another folder for the results.")
    found = find_cases(paths, case=case_is, manifest=manifest, include=include)  # type: ignore[arg-type]
    for folder in found.unlisted:
        click.echo(
            _one_line(f"Note: {folder}: holds documents, but no row of the manifest names it; left out."), err=True
        )
    if found.passed_over:
        kinds = sorted({p.suffix.lower() or "no suffix" for p in found.passed_over})
        click.echo(
            _one_line(f"Note: {len(found.passed_over)} files of other kinds passed over ({', '.join(kinds)})."),
            err=True,
        )
    if dry_run:
        return _show_dry_run(found.cases, as_json=as_json)
    from audit.runs import Run, carry_out

    done = carry_out(
        Run(
            cases=found.cases,
            rubrics=loaded,
            out=out,
            language=language,
            as_of=as_of.date() if as_of else None,
            report_date=report_date.date() if report_date else None,
            model=model,
            workers=workers or _workers(len(found.cases)),
            again=again,
        ),
        tell=lambda line: click.echo(_one_line(line), err=True),
        progress=_progress,
    )
    for number, results in enumerate(done.results):
        if as_json:
            break
        _show_summary(results, loaded[number], language)
    if as_json:
        _print_json({"out": str(out), **done.counts})
    else:
        click.echo(
            f"\n{_one_line(f'Report:   {done.report}')}\n{_one_line(f'Internal: {done.internal} (under secrecy)')}"
        )
    return STRICT if strict and (done.counts["unreadable"] or done.counts["not_assessable"]) else OK


def _workers(cases: int) -> int:
    return 1 if cases < FEW_CASES else min(4, os.cpu_count() or 1)


def _show_dry_run(cases: Sequence[CaseSource], *, as_json: bool) -> int:
    if as_json:
        listed = [{"case_id": c.id, "documents": [c.name_of(f) for f in c.files]} for c in cases]
        _print_json({"cases": listed})
        return OK
    for case in cases:
        click.echo(_one_line(f"{case.id}: {', '.join(map(case.name_of, case.files))}"))
    click.echo(f"{len(cases)} cases, {sum(len(c.files) for c in cases)} documents. Nothing was read.", err=True)
    return OK


class _progress:
    """A bar where there is a terminal, plain lines where there is none."""

    def __init__(self, total: int) -> None:
        self._total, self._done, self._bar = total, 0, None
        if sys.stderr.isatty():
            from rich.console import Console
            from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

            self._bar = Progress(
                TextColumn("Auditing"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(),
                console=Console(stderr=True), transient=True,
            )  # fmt: skip
            self._task = self._bar.add_task("", total=total)

    def __enter__(self) -> _progress:
        if self._bar:
            self._bar.start()
        return self

    def __exit__(self, *_: object) -> None:
        if self._bar:
            self._bar.stop()

    def step(self) -> None:
        """One case more is done."""
        self._done += 1
        if self._bar:
            self._bar.advance(self._task)
        elif self._done % 20 == 0 or self._done == self._total:
            click.echo(f"{self._done} of {self._total} cases", err=True)


def _console() -> Any:
    from rich.console import Console

    return Console(soft_wrap=not sys.stdout.isatty(), highlight=False, width=None if sys.stdout.isatty() else 110)


def _show_summary(results: Sequence[CaseResult], rubric: Rubric, language: str) -> None:
    from rich.table import Table

    from audit.texts import texts_in

    t = texts_in(language)
    table = Table(title=getattr(rubric.head.title, language), title_justify="left", show_lines=False)
    for heading in ("criterion", "level.0", "level.1", "level.2", "level.3", "state.other"):
        table.add_column(t(f"summary.{heading}"), justify="left" if heading == "criterion" else "right")
    counts: dict[str, Counter[int | None]] = {criterion.id: Counter() for criterion in rubric.criteria}
    owner: dict[str, str] = {}
    unread: list[str] = []
    for result in results:
        for name, record in result.criteria.items():
            if name not in owner:
                owner[name] = _owner(rubric, name)
            counts[owner[name]][record.level] += 1
        unread += [
            f"{result.case_id}: {d.name}: {t(f'reason.{d.reason}')}"
            for d in result.documents
            if d.status == "unreadable"
        ]
    for criterion in rubric.criteria:
        found = counts[criterion.id]
        cells = [str(found[n]) if n in criterion.levels else "" for n in range(4)]
        table.add_row(getattr(criterion.title or criterion.asks, language), *cells, str(found[None]))
    _console().print(table)
    for line in unread:
        click.echo(_one_line(line), err=True)
    click.echo(t("summary.proposal"))


def _owner(rubric: Rubric, name: str) -> str:
    """The criterion of the rubric behind an id of the results, also of one made by `each`."""
    from audit.report.words import criterion_of

    return criterion_of(rubric, name).id


@cli.command()
@click.argument("case", metavar="CASE")
@click.option("--in", "out", type=_PATH, metavar="OUT", help="CASE is an id in this run's results.")
@_rubric
@_config
@_language
@_include
@_model
@_json
def score(
    case: str,
    out: Path | None,
    rubrics: tuple[str, ...],
    language: str,
    include: tuple[str, ...],
    model: Path | None,
    as_json: bool,
) -> int:
    """Grades one case: a folder, a file, or an id with --in OUT."""
    result, rubric = _result_for(case, out, rubrics, include, model)
    if as_json:
        _print_json(json.loads(result.line()))
        return OK
    from rich.table import Table

    from audit.report.words import lacking_words, level_name, reason_words
    from audit.texts import texts_in

    t = texts_in(language)
    table = Table(title=_one_line(result.case_id), title_justify="left")
    for heading in ("criterion", "level", "confidence", "lacking"):
        table.add_column(t(f"score.{heading}"))
    for name, record in result.criteria.items():
        if record.level is None:
            table.add_row(
                _title(rubric, name, language), t(f"state.{record.state}"), "", reason_words(record.reason, t)
            )
            continue
        level = f"{record.level} {level_name(rubric, name, record.level, language)}"
        lacking = "; ".join(lacking_words(rubric, name, record, language))
        table.add_row(_title(rubric, name, language), level, t(f"confidence.{record.confidence}"), lacking)
    _console().print(table)
    return OK


@cli.command()
@click.argument("case", metavar="CASE")
@click.argument("criterion", metavar="CRITERION")
@click.option("--in", "out", type=_PATH, metavar="OUT", help="CASE is an id in this run's results.")
@click.option("--quotes", is_flag=True, help="Show the words of the passages too.")
@_rubric
@_config
@_language
@_include
@_model
@_json
def explain(
    case: str,
    criterion: str,
    out: Path | None,
    quotes: bool,
    rubrics: tuple[str, ...],
    language: str,
    include: tuple[str, ...],
    model: Path | None,
    as_json: bool,
) -> int:
    """Shows what carries one grade, where it stands, and what the next grade lacks."""
    result, rubric = _result_for(case, out, rubrics, include, model)
    if criterion not in result.criteria:
        known = known_words(criterion, list(result.criteria))
        raise AuditError(f"no criterion '{_one_line(criterion)}' in this case. {known}")
    record = result.criteria[criterion]
    if as_json:
        data = record.model_dump(mode="json", by_alias=True)
        if not quotes:
            for passage in data["passages"]:
                passage.pop("quote")
        _print_json({"case_id": result.case_id, "criterion": criterion, **data})
        return OK
    from audit.report.words import explained

    for line in explained(result, criterion, rubric, language, quotes=quotes):
        click.echo(_one_line(line))
    return OK


def _title(rubric: Rubric, name: str, language: str) -> str:
    from audit.report.words import criterion_title

    return criterion_title(rubric, name, language)


def _result_for(
    case: str, out: Path | None, rubrics: tuple[str, ...], include: tuple[str, ...], model: Path | None
) -> tuple[CaseResult, Rubric]:
    from audit.rubric import load_rubric

    if len(rubrics) > 1:
        raise AuditError("one rubric is meant here. Give --rubric once.")
    rubric = load_rubric(rubrics[0])
    if out is not None:
        return _result_in(out, case, rubric), rubric
    from audit.discovery import find_cases
    from audit.pipeline import audit_case
    from audit.swedish.parse import use_pipeline

    use_pipeline(model)
    path = Path(case)
    if not path.exists():
        raise AuditError(f"{_one_line(case)}: no such file or folder. To name a case of a run, add --in OUT.")
    found = find_cases([path], case="folder" if path.is_dir() else "file", include=include).cases
    if len(found) != 1:
        raise AuditError(
            f"{_one_line(case)}: holds {len(found)} cases. Give one case's folder, or use `aktgranska run`."
        )
    return audit_case(found[0], (rubric,)).results[0], rubric


def _result_in(out: Path, case: str, rubric: Rubric) -> CaseResult:
    """A case of a run by its id, among the results of the rubric asked for."""
    from audit.results import read_results
    from audit.runfolder import RunFolder

    own = out / f"results.{rubric.head.id}.jsonl"
    ids: list[str] = []
    for result in read_results(own if own.exists() else RunFolder(out).results):
        if result.rubric.id != rubric.head.id:
            raise AuditError(
                f"{out}: was graded with the rubric '{result.rubric.id}'. Name it, or its folder, with --rubric."
            )
        if result.case_id != case:
            ids.append(result.case_id)
            continue
        if result.rubric.sha256 != rubric.sha256:
            raise AuditError(
                f"{out}: was graded with another state of the rubric '{rubric.head.id}'. Run again with --again."
            )
        return result
    raise AuditError(f"{out}: no case '{_one_line(case)}' in its results. {known_words(case, ids[:20])}")


@cli.command()
@click.argument("outs", nargs=-1, required=True, type=_PATH, metavar="OUT…")
@click.option("--to", type=_PATH, metavar="DIR", help="Where the joined report goes; else the first OUT.")
@_config
@_language
@click.option("--date", "report_date", type=_DAY, help="Date printed on the report; else the newest document's.")
@click.option("--allow-mixed", is_flag=True, help="Join levels of different rubrics or versions, with a break shown.")
def report(outs: tuple[Path, ...], to: Path | None, language: str, report_date: Any, allow_mixed: bool) -> int:
    """Builds the open report of one run, or joins several, from their levels alone."""
    from audit.report.build import build_open

    day = report_date.date() if report_date else None
    click.echo(str(build_open(outs, to or outs[0], language=language, day=day, allow_mixed=allow_mixed)))
    return OK
