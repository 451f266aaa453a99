"""The one case that a command is about: read now, or looked up in a run by its id."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from audit.cli.options import (
    PATH,
    config_option,
    include_option,
    json_option,
    language_option,
    model_option,
    roles_option,
    rubric_option,
)
from audit.cli.terminal import one_line
from audit.config import known_words
from audit.errors import AuditError

if TYPE_CHECKING:
    from audit.annotate.learned import RolesBy
    from audit.pipeline import Audited
    from audit.results import CaseResult
    from audit.rubric import Rubric


@dataclass(frozen=True)
class OneCase:
    """The result of one case and the rubric it was graded with; `audited` where its files were read now."""

    result: CaseResult
    rubric: Rubric
    audited: Audited | None = None


def one_case_options(command: Callable[..., int]) -> Callable[..., int]:
    """What every command about one case asks: the argument and options of `one_case`, then of how it is shown."""
    asked = (
        click.argument("case", metavar="CASE"),
        click.option("--in", "out", type=PATH, metavar="OUT", help="CASE is an id in this run's results."),
        *(rubric_option, config_option, language_option, include_option, model_option, roles_option, json_option),
    )
    for option in reversed(asked):
        command = option(command)
    return command


def one_case(
    *,
    case: str,
    out: Path | None,
    rubrics: tuple[str, ...],
    include: tuple[str, ...],
    model: Path | None,
    roles: RolesBy,
) -> OneCase:
    """The case that is meant; a path is read now, an id looked up in `out`."""
    from audit.rubric import load_rubric

    if len(rubrics) > 1:
        raise AuditError("one rubric is meant here. Give --rubric once.")
    rubric = load_rubric(rubrics[0])
    if out is not None:
        return OneCase(_result_in(out, case, rubric), rubric)
    from audit.discovery import find_cases
    from audit.pipeline import Means, audit_case

    Means(model, roles).take()
    path = Path(case)
    if not path.exists():
        raise AuditError(f"{one_line(case)}: no such file or folder. To name a case of a run, add --in OUT.")
    found = find_cases([path], case="folder" if path.is_dir() else "file", include=include).cases
    if len(found) != 1:
        raise AuditError(
            f"{one_line(case)}: holds {len(found)} cases. Give one case's folder, or use `aktgranska run`."
        )
    audited = audit_case(found[0], (rubric,))
    return OneCase(audited.results[0], rubric, audited)


def _result_in(out: Path, case: str, rubric: Rubric) -> CaseResult:
    """A case of a run by its id, among the results of the rubric asked for."""
    from audit.results import read_results
    from audit.runfolder import RunFolder

    ids: list[str] = []
    for result in read_results(RunFolder(out).results_of(rubric.head.id)):
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
    raise AuditError(f"{out}: no case '{one_line(case)}' in its results. {known_words(case, ids[:20])}")
