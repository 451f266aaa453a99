"""Many cases: the same bytes however they are spread over processes; a worker that dies, a case that fails."""

import os
from dataclasses import replace
from pathlib import Path

import pytest

from audit import batch
from audit.batch import case_key, run_cases, run_key
from audit.discovery import CaseSource, find_cases
from audit.errors import AuditError
from audit.pipeline import Means
from audit.rubric import load_rubric
from audit.runfolder import RunFolder
from tests.conftest import aktgranska, manifest_of
from tests.test_cli_terminal import contents

SIX = ("d02", "d03", "d07", "d12", "d16", "d21")  # docx, pdf and txt, one document and several


def test_same_bytes_whatever_workers_and_hash_seed(tmp_path):
    manifest = manifest_of(tmp_path / "manifest.csv", SIX)
    left = []
    for name, workers, seed in (("a", 1, "0"), ("b", 2, "1")):
        done = aktgranska(
            "run", "--manifest", manifest, tmp_path, "-o", tmp_path / name, "--workers", workers, PYTHONHASHSEED=seed
        )
        assert done.returncode == 0, done.stderr
        left.append(contents(tmp_path / name))
    one, two = left
    assert one.keys() == two.keys()
    assert {"results.jsonl", "levels.jsonl", "open/report.html", "internal/index.html"} <= one.keys()
    assert sum(name.startswith("internal/cases/") for name in one) == len(SIX)
    assert [name for name in one if one[name] != two[name]] == []


@pytest.fixture
def cases(tmp_path):
    for n in range(4):
        folder = tmp_path / "akter" / f"fall {n}"
        folder.mkdir(parents=True)
        (folder / "akt.txt").write_text(f"Utredning\n\nHälsa\n\nKim sover {n} timmar.\n", encoding="utf-8")
    return find_cases([tmp_path / "akter"]).cases


@pytest.fixture
def out(tmp_path):
    folder = RunFolder(tmp_path / "out")
    folder.prepare()
    return folder


def run(
    cases: tuple[CaseSource, ...], out: RunFolder, workers: int = 1
) -> tuple[list[str], tuple[tuple[str, ...], ...]]:
    """The ids read in this run, and the lines of results."""
    rubrics = (load_rubric("bbic"),)
    before = {entry["case"] for entry in out.entries()}
    places = run_cases(cases, [case_key(case) for case in cases], rubrics, out, means=Means(), workers=workers)
    lines = tuple(tuple(out.entry_at(place)["results"]) for place in places)
    return [entry["id"] for entry in out.entries() if entry["case"] not in before], lines


def test_finished_cases_are_not_read_again(cases, out):
    first, _ = run(cases[:2], out)
    then, lines = run(cases, out)
    assert (first, then) == (["fall 0", "fall 1"], ["fall 2", "fall 3"])
    assert len(lines) == 4


def test_a_case_whose_text_is_gone_is_read_again(cases, out):
    run(cases, out)
    key = run_key((load_rubric("bbic"),), Means())
    text = next(entry["texts"][0] for entry in out.entries() if entry["id"] == "fall 2")
    out.text_of(text).unlink()
    assert len(out.finished(key)) == 3
    run(cases, out)
    assert out.text_of(text).is_file()


@pytest.mark.parametrize(
    "change",
    [
        lambda case: replace(case, id="annat"),
        lambda case: replace(case, manifest=("Norr", 2019)),
        lambda case: replace(case, folders=("Norr",)),
    ],
    ids=["id", "manifest", "folders"],
)
def test_what_a_case_hangs_on(cases, change):
    assert case_key(cases[0]) == case_key(cases[0])
    assert case_key(change(cases[0])) != case_key(cases[0])


def test_another_byte_is_another_case(cases):
    before = case_key(cases[0])
    cases[0].files[0].write_text("Utredning\n", encoding="utf-8")
    assert case_key(cases[0]) != before


def test_a_mistake_of_ours_names_the_case(cases, out, monkeypatch):
    def fail(case, rubrics):
        raise ZeroDivisionError

    monkeypatch.setattr(batch, "audit_case", fail)
    with pytest.raises(ZeroDivisionError) as caught:
        run(cases, out)
    assert "fall 0" in caught.value.__notes__[0]


def _die_once(case: CaseSource) -> dict[str, object]:
    """In a worker: dies on "fall 1" the first time, as for want of memory."""
    mark = case.path.parent / "died"
    if case.id == "fall 1" and not mark.exists():
        mark.touch()
        os._exit(9)
    return batch._one(case, batch._rubrics)


def _die(case: CaseSource) -> dict[str, object]:
    if case.id == "fall 1":
        os._exit(9)
    return batch._one(case, batch._rubrics)


def test_a_worker_that_dies_is_replaced(cases, out, monkeypatch, tmp_path):
    monkeypatch.setattr(batch, "_in_worker", _die_once)
    _, lines = run(cases, out, workers=2)
    alone = RunFolder(tmp_path / "alone")
    alone.prepare()
    assert run(cases, alone)[1] == lines
    assert Path(cases[0].path.parent / "died").exists()


def test_a_case_that_kills_workers_is_named(cases, out, monkeypatch):
    monkeypatch.setattr(batch, "_in_worker", _die)
    with pytest.raises(AuditError, match=r"fall 1: a worker process died on this case twice. Take the case out"):
        run(cases, out, workers=2)
    assert [entry["id"] for entry in out.entries()] == ["fall 0"]
