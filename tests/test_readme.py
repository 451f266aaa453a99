"""README and docs name what is there: commands, options, files; and the summary that a reader sees is that of a run."""

import re
from pathlib import Path

import click
import pytest

from audit.cli import cli

ROOT = Path(__file__).resolve().parents[1]
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]
README = (ROOT / "README.md").read_text(encoding="utf-8")
SAID = re.compile(r"`(?:\.venv/bin/|py -m )?(?:aktgranska|audit) ([^`]+)`")


def options_of(command: click.Command) -> set[str]:
    return {name for p in command.params for name in (*p.opts, *p.secondary_opts)} | {"--help", "-h"}


def calls(page: Path) -> list[str]:
    """Calls of the command that a page shows, in code of a line or of a block."""
    text = page.read_text(encoding="utf-8")
    blocks = re.findall(r"^```(?:sh|powershell)\n(.*?)^```", text, re.DOTALL | re.MULTILINE)
    in_blocks = [m for block in blocks for m in re.findall(r"(?:aktgranska|py -m audit) (\w[^\n;&|]*)", block)]
    return [*SAID.findall(text), *in_blocks]


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_every_call_shown_is_a_command_with_its_options(page):
    for call in calls(page):
        words = re.sub(r"[\[\]…]", " ", call).split()
        if words[0].startswith("-"):
            assert words[0] in {"--help", "--version", "-h"}, call
            continue
        assert words[0] in cli.commands, f"{page.name}: aktgranska {call}"
        known = options_of(cli.commands[words[0]])
        assert [w for w in words if w.startswith("-") and w.split("=")[0] not in known] == [], f"{page.name}: {call}"


def test_every_command_is_in_the_readme():
    shown = {call.split()[0] for call in calls(ROOT / "README.md")}
    assert set(cli.commands) <= shown


def test_every_option_named_in_prose_is_one_of_the_commands():
    known = set().union(*(options_of(c) for c in cli.commands.values()), {"--version"})
    for page in (ROOT / "README.md", ROOT / "docs" / "formats.md"):
        named = set(re.findall(r"`(--[a-z][a-z-]+)", page.read_text(encoding="utf-8")))
        assert named <= known, page.name


@pytest.mark.parametrize("name", ["run", "test"])
def test_two_commands_do_all_set_up(name):
    """Each in one line, from a clean clone, in an environment of its own; the Windows form beside it does the same."""
    posix = re.search(rf"<!-- {name} -->\n```sh\n(python3 -m venv (\S+) && .+)\n```", README)
    assert posix, f"no command marked <!-- {name} -->"
    folder = posix[2]
    after = README[posix.end() :]
    windows = re.search(r"```powershell\n(py -m venv .+)\n```", after)
    assert windows
    assert windows.start() < 80, "the Windows form stands beside"
    as_windows = (
        posix[1].replace("python3", "py", 1).replace(f"{folder}/bin/", f"{folder}\\Scripts\\").replace(" && ", "; ")
    )
    assert windows[1] == as_windows


def test_ci_calls_the_command_of_the_readme():
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert "<!-- test -->" in script
    assert "README.md" in script


def test_the_summary_is_that_of_a_run(whole_run, request):
    """The block marked <!-- summary --> is what the first command prints; --update-golden writes it there."""
    block = re.search(r"<!-- summary -->\n```\n(.*?)\n```", README, re.DOTALL)
    assert block, "no block marked <!-- summary -->"
    printed = whole_run.stdout.strip()
    if request.config.getoption("--update-golden"):
        (ROOT / "README.md").write_text(README.replace(block[1], printed), encoding="utf-8")
        return
    assert block[1] == printed, "run `python -m pytest tests/test_readme.py --update-golden`"


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_links_and_paths_lead_somewhere(page):
    text = page.read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)#:\s]+)(?:#[\w-]*)?\)", text):
        assert (page.parent / target).exists(), f"{page.name}: {target}"
    if page.name == "style.md":
        return  # names files of other projects
    for path in re.findall(r"`((?:audit|rubrics|tests|tools|benchmarks|docs|templates)/[\w./-]+)`", text):
        assert (ROOT / path).exists(), f"{page.name}: {path}"


def test_no_place_is_left_to_fill():
    assert re.findall(r"@@\w+@@", README) == []
