"""The OUT folder: whole files or none, the user's rights, what is taken away and what is not."""

import os
import stat

import pytest

from audit.errors import AuditError
from audit.runfolder import RunFolder, write_whole

posix = pytest.mark.skipif(os.name == "nt", reason="Windows has other rights")


@pytest.fixture
def out(tmp_path):
    folder = RunFolder(tmp_path / "out")
    folder.prepare()
    return folder


def entry(case: str, run: str = "r") -> dict[str, object]:
    return {"run": run, "case": case, "id": case, "texts": [], "results": [case]}


def test_a_file_is_written_whole_or_not_at_all(tmp_path):
    path = tmp_path / "results.jsonl"
    path.write_text("before", encoding="utf-8")

    def broken():
        yield "half"
        raise RuntimeError

    with pytest.raises(RuntimeError):
        write_whole(path, broken())
    assert path.read_text(encoding="utf-8") == "before"
    write_whole(path, ["å", "\n"])
    assert path.read_bytes() == "å\n".encode()
    assert [p.name for p in tmp_path.iterdir()] == ["results.jsonl"]


@posix
def test_secret_files_are_for_the_user_alone(tmp_path, out):
    write_whole(tmp_path / "key.csv", "x", secret=True)
    out.add(entry("1"))
    assert stat.S_IMODE((tmp_path / "key.csv").stat().st_mode) == 0o600
    assert stat.S_IMODE(out.progress.stat().st_mode) == 0o600
    assert {stat.S_IMODE(p.stat().st_mode) for p in (out.internal, out.internal / "text", out.internal / "cases")} == {
        0o700
    }


@posix
def test_a_part_left_by_a_killed_run_lends_no_rights(tmp_path):
    (tmp_path / ".key.csv.part").write_text("old", encoding="utf-8")
    write_whole(tmp_path / "key.csv", "x", secret=True)
    assert stat.S_IMODE((tmp_path / "key.csv").stat().st_mode) == 0o600


def test_a_torn_line_is_left_out_and_ended(out):
    out.add(entry("1"))
    with out.progress.open("a", encoding="utf-8") as file:
        file.write('{"run": "r", "case": "2", "te')
    assert list(out.finished("r")) == ["1"]
    out.add(entry("3"))
    assert list(out.finished("r")) == ["1", "3"]


def test_finished_in_another_run(out):
    out.add(entry("1", run="other"))
    assert out.finished("r") == {}


def test_one_run_at_a_time(out):
    with out.locked(), pytest.raises(AuditError, match="another run is writing here"), RunFolder(out.path).locked():
        pass
    with out.locked():
        pass


def test_start_over_takes_only_what_is_ours(out):
    theirs = [out.path / "anteckningar.txt", out.internal / "review.sqlite", out.open / "egen.xlsx"]
    ours = [out.results, out.path / "results.own.jsonl", out.run, out.key, out.open / "report.html", out.text_of("a")]
    for path in theirs + ours:
        path.parent.mkdir(exist_ok=True)
        path.write_text("x", encoding="utf-8")
    out.add(entry("1"))
    out.start_over()
    assert all(path.exists() for path in theirs)
    assert not any(path.exists() for path in ours)
    assert out.finished("r") == {}


def test_keep_only(out):
    for case, text in (("1", "a"), ("2", "b")):
        out.text_of(text).write_text("{}", encoding="utf-8")
        out.add({**entry(case), "texts": [text]})
    out.keep_only("r", ["2"])
    assert list(out.finished("r")) == ["2"]
    assert [p.name for p in (out.internal / "text").iterdir()] == ["b.json"]


def test_no_place_to_write(tmp_path):
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(AuditError, match=r"file: is a file\. Give a folder"):
        RunFolder(tmp_path / "file").prepare()
    with pytest.raises(AuditError, match="cannot be written"):
        RunFolder(tmp_path / "file" / "out").prepare()
