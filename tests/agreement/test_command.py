"""`aktgranska agreement` as a user runs it: terminal, JSON, page and file."""

import json
import re

import pytest

from audit.agreement.file import read_agreement
from tests.conftest import SAMPLES, aktgranska

QUICK = ("--draws", "100")


@pytest.fixture(scope="module")
def compared(whole_run, tmp_path_factory):
    folder = tmp_path_factory.mktemp("agreement")
    done = aktgranska(
        "agreement",
        whole_run.out,
        SAMPLES,
        "-o",
        folder / "out",
        "--invented",
        "--drawn",
        "chosen",
        "--seed",
        "7",
        *QUICK,
    )
    assert done.returncode == 0, done.stderr
    return done, folder / "out"


def test_terminal_shows_criteria_and_facts(compared):
    done, _ = compared
    assert "Mätt på 60 påhittade akter." in done.stdout
    assert re.search(r"Analysens djup +│ +\d,\d\d \(\d,\d\d–\d,\d\d\)", done.stdout)
    assert "Antal möten" in done.stdout
    assert max(len(line) for line in done.stdout.splitlines() if line[0] in "│┃") <= 110


def test_what_was_asked_is_in_the_file(compared):
    file = read_agreement(compared[1])
    assert (file.invented, file.drawn, file.seed, file.draws, file.cases) == (True, "chosen", 7, 100, 60)
    assert file.rubric.id == "bbic"


def test_page_is_whole_and_loads_nothing(compared):
    page = (compared[1] / "agreement.html").read_text(encoding="utf-8")
    assert '<html lang="sv">' in page
    assert not re.search(r'(?:src|href)="(?!#)', page)
    assert "Vilka nivåer som förväxlas" in page
    assert page.count("<table") > 30
    assert not re.search(r"\b[de]\d\d\b", re.sub(r"<style>.*?</style>|sha.*", "", page, flags=re.DOTALL))
    for table in re.findall(r"<table.*?</table>", page, re.DOTALL):
        assert "<caption>" in table
        assert 'scope="row"' in table


def test_json_is_one_document(whole_run):
    done = aktgranska("agreement", whole_run.out, SAMPLES, "--json", *QUICK)
    data = json.loads(done.stdout)
    assert data["figures"]["analysis"]["kappa"]["value"] > 0.4
    assert data["drawn"] == "unknown"


def test_same_input_same_bytes(whole_run, tmp_path):
    for name, seed in (("a", "0"), ("b", "1")):
        done = aktgranska(
            "agreement", whole_run.out, SAMPLES, "-o", tmp_path / f"{name}.html", *QUICK, PYTHONHASHSEED=seed
        )
        assert done.returncode == 0, done.stderr
    for suffix in ("html", "json"):
        assert (tmp_path / f"a.{suffix}").read_bytes() == (tmp_path / f"b.{suffix}").read_bytes()


def test_readers_of_a_table_with_cases_of_their_own(tmp_path):
    (tmp_path / "c.csv").write_text("case_id;analysis\nd01;0\nd07;2\nzz;1\n", encoding="utf-8")
    (tmp_path / "d.csv").write_text("case_id;analysis\nd01;0\nd07;2\nd08;1\n", encoding="utf-8")
    files = [tmp_path / f"{n}.csv" for n in "cd"]
    done = aktgranska("agreement", SAMPLES, *files, "--language", "en", "-o", tmp_path / "out", *QUICK)
    assert done.returncode == 0, done.stderr
    assert "only with B (reader): 1 (zz)" in done.stderr
    assert "Readers two by two" in done.stdout
    assert read_agreement(tmp_path / "out").readers[1].only_here == 1


def test_a_degenerate_table_in_words(tmp_path):
    for name in "cd":
        (tmp_path / f"{name}.csv").write_text("case_id;analysis\na;2\nb;2\n", encoding="utf-8")
    done = aktgranska("agreement", tmp_path / "c.csv", tmp_path / "d.csv", "--language", "en", *QUICK)
    assert "Depth of analysis, Kappa: not estimable: all graded 2\n" in done.stdout
    assert "nan" not in done.stdout.lower()


def test_a_fault_is_one_line(tmp_path):
    done = aktgranska("agreement", tmp_path / "nowhere", SAMPLES)
    assert done.returncode == 1
    assert done.stderr.startswith("Error: ")
    assert done.stderr.count("\n") == 1
