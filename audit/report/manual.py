"""A rubric as a manual to be read: `python -m audit.report.manual [RUBRIC] > docs/criteria.md`."""

import sys
from collections.abc import Iterator

from audit.rubric import Criterion, Rubric, load_rubric


def manual_of(rubric: Rubric) -> str:
    """Every criterion with its question, its levels in both languages and what each of them requires."""
    lines = [
        f"# {rubric.head.title.sv}",
        "",
        f"{rubric.head.title.en}. Rubric `{rubric.head.id}` version {rubric.head.version}. Made from `rubrics/` by",
        "`python -m audit.report.manual > docs/criteria.md`; the YAML files are what counts.",
    ]
    for criterion in rubric.criteria:
        lines += ["", *_criterion(criterion)]
    return "\n".join(lines) + "\n"


def _criterion(c: Criterion) -> Iterator[str]:
    yield f"## {c.title.sv if c.title else c.id} (`{c.id}`)"
    yield ""
    yield f"{c.asks.sv} *{c.asks.en}*"
    if c.each:
        yield f"One criterion for each of the file's {c.each}."
    if c.applies:
        least = ", ".join(f"{name} ≥ {value:g}" for name, value in c.applies.items())
        yield f"Not applicable (`na`) unless {least}."
    yield ""
    yield "| level | called | says | requires |"
    yield "|---|---|---|---|"
    for number, level in sorted(c.levels.items()):
        says = f"{level.says.sv} *{level.says.en}*" if level.says else ""
        least = ", ".join(f"{name} ≥ {value:g}" for name, value in level.requires.items())
        alone = " (stands alone)" if level.stands_alone else ""
        yield f"| {number} | {level.called.sv} / {level.called.en} | {says} | {least}{alone} |"
    lacking = [(name, m.lacks) for name, m in c.measures.items() if m.lacks]
    if lacking:
        yield ""
        yield "| measure | when it is missing | code |"
        yield "|---|---|---|"
        for name, lacks in lacking:
            yield f"| {name} | {lacks.sv} / {lacks.en} | `{lacks.code}` |"


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    print(manual_of(load_rubric(sys.argv[1] if len(sys.argv) > 1 else "bbic")), end="")
