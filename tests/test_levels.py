"""levels.jsonl holds nothing that was written in a file: numbers, booleans, and words that this program owns."""

import csv
import json
import os
import re
import stat
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from audit.casefile.domains import domain_ids
from audit.discovery import KNOWN_UNREAD
from audit.documents.reader import formats
from audit.errors import AuditError
from audit.levels import LevelRecord, content_key, levels_of, read_levels
from audit.results import read_results
from audit.rubric import load_rubric

ROOT = Path(__file__).resolve().parents[1]
FORMATS = {suffix.lstrip(".") for suffix in formats().keys() | KNOWN_UNREAD}
ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d")


@pytest.fixture(scope="module")
def records(whole_run) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (whole_run.out / "levels.jsonl").read_text(encoding="utf-8").splitlines()]


def strings_in(data: Any, at: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], str]]:
    """Every text with the keys that lead to it; keys of maps count as texts too."""
    if isinstance(data, str):
        yield at, data
    elif isinstance(data, dict):
        for key, value in data.items():
            yield (*at, "(key)"), key
            yield from strings_in(value, (*at, key))
    elif isinstance(data, list):
        for value in data:
            yield from strings_in(value, at)


def own_words() -> set[str]:
    """All words that the program, its word lists' keys and the rubric can give as values."""
    words = {name for ids in domain_ids().values() for name in ids} | set(LevelRecord.model_fields) | FORMATS
    for path in (ROOT / "rubrics" / "vocabulary").glob("*.yaml"):
        words |= set(keys_of(yaml.safe_load(path.read_text(encoding="utf-8"))))
    for path in (ROOT / "audit").rglob("*.py"):
        words |= set(re.findall(r"""["']([a-z][a-z0-9_]*)["']""", path.read_text(encoding="utf-8")))
    for criterion in load_rubric("bbic").criteria:
        words |= {criterion.id, *(m.lacks.code for m in criterion.measures.values() if m.lacks), *criterion.measures}
    return words


def keys_of(data: Any) -> Iterator[str]:
    if isinstance(data, dict):
        for key, value in data.items():
            yield str(key)
            yield from keys_of(value)


def test_only_enumerations(records):
    allowed = own_words()
    domains = {name for ids in domain_ids().values() for name in ids}
    districts = {row["district"] for row in manifest()}
    rubric = load_rubric("bbic")
    head = f"{rubric.head.id} {rubric.head.version} {rubric.sha256}"
    strange = {
        (".".join(at), text)
        for record in records
        for at, text in strings_in(record)
        if text not in allowed
        and not (at == ("district",) and text in districts)
        and not (at == ("rubric",) and text == head)
        and not (at == ("bbic",) and text in ("2006", "2016"))
        and not (at[-1] == "(key)" and text.removeprefix("domain.") in domains)
        and not (at[-1] == "link_types" and all(part in allowed | {"None"} for part in text.split(":")))
        and not (text.startswith("participation.") and text.rpartition(".")[2] in ("child", "parents"))
    }
    assert strange == set()


def test_no_exact_date(records):
    assert not [text for record in records for _, text in strings_in(record) if ISO_DAY.search(text)]
    days = {v for r in manifest() for v in (r["case_id"],)}
    assert not [text for record in records for _, text in strings_in(record) if text in days]


def test_nothing_of_the_files_themselves(whole_run, records):
    """No id, file or folder name, and nobody named in a file: neither first nor last name, number, address, place."""
    said = {text for record in records for _, text in strings_in(record)}
    own = own_words() | {row["district"] for row in manifest()}
    named: set[str] = set()
    for result in read_results(whole_run.out / "results.jsonl"):
        named |= {result.case_id, *(d.name for d in result.documents), *(Path(d.name).stem for d in result.documents)}
    for path in (ROOT / "corpus_samples").glob("*/case.yaml"):
        named |= {one["text"] for one in yaml.safe_load(path.read_text(encoding="utf-8")).get("pii", [])}
    assert len(named) > 1000
    assert said & (named - own) == set()
    whole = "\n".join(json.dumps({**r, "district": None}, ensure_ascii=False) for r in records)
    assert [
        name for name in named if len(name) > 5 and name.casefold() not in {w.casefold() for w in own} and name in whole
    ] == []


def test_numbers_are_counts_and_days_between(records):
    """No personal number, phone or date written as a number: days between events are the largest."""
    large = [(at, n) for record in records for at, n in numbers_in(record) if n > 9999 and at[-1:] != ("words",)]
    assert large == []


def numbers_in(data: Any, at: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], float]]:
    if isinstance(data, dict):
        for key, value in data.items():
            yield from numbers_in(value, (*at, key))
    elif isinstance(data, list):
        for value in data:
            yield from numbers_in(value, at)
    elif isinstance(data, int | float) and not isinstance(data, bool):
        yield at, data


def test_case_numbers_follow_the_content(whole_run, records):
    """Numbers tell nothing of the folder; key.csv alone ties them to a case."""
    results = {r.case_id: r for r in read_results(whole_run.out / "results.jsonl")}
    with (whole_run.out / "key.csv").open(encoding="utf-8", newline="") as file:
        key = list(csv.DictReader(file))
    assert [int(row["case"]) for row in key] == [r["case"] for r in records] == list(range(1, 61))
    assert {row["case_id"] for row in key} == set(results)
    hashes = [content_key(results[row["case_id"]]) for row in key]
    assert hashes == sorted(hashes)
    for row, record in zip(key, records, strict=True):
        levels = {name: c.level for name, c in results[row["case_id"]].criteria.items()}
        assert {name: c["level"] for name, c in record["criteria"].items()} == levels


@pytest.mark.skipif(os.name == "nt", reason="Windows has other rights")
def test_rights(whole_run):
    def rights(path: Path) -> int:
        return stat.S_IMODE(path.stat().st_mode)

    assert {n: rights(whole_run.out / n) for n in ("key.csv", "levels.jsonl", "results.jsonl")} == dict.fromkeys(
        ("key.csv", "levels.jsonl", "results.jsonl"), 0o600
    )
    assert rights(whole_run.out / "internal") == 0o700
    assert not [p for p in (whole_run.out / "internal").rglob("*") if rights(p) & 0o077]


def test_the_report_is_made_from_levels_and_rubric_alone(whole_run, tmp_path):
    """`report` in a folder where only those two exist gives the page of the run."""
    from tests.conftest import aktgranska

    for name in ("levels.jsonl", "rubric.json"):
        (tmp_path / name).write_bytes((whole_run.out / name).read_bytes())
    newest = max(
        f.date for r in read_results(whole_run.out / "results.jsonl") for d in r.documents for f in d.forms if f.date
    )
    done = aktgranska("report", tmp_path, "--date", newest)
    assert done.returncode == 0, done.stderr
    page = Path("open", "report.html")
    assert (tmp_path / page).read_bytes() == (whole_run.out / page).read_bytes()


def test_a_follow_up_is_due(whole_run):
    results = list(read_results(whole_run.out / "results.jsonl"))
    started = [r for r in results if r.facts["timeline"]["started"]]
    early, late = (
        {i: record.facts["follow_up_due"] for record, i in levels_of(started, as_of=day)}
        for day in (date(1990, 1, 1), date(2090, 1, 1))
    )
    assert set(early.values()) == {False}
    assert set(late.values()) == {True}


def test_a_line_that_cannot_be_read(tmp_path):
    (tmp_path / "levels.jsonl").write_text('{"schema": 1}\n', encoding="utf-8")
    with pytest.raises(AuditError, match=r"levels\.jsonl:1: case"):
        list(read_levels(tmp_path / "levels.jsonl"))


def manifest() -> list[dict[str, str]]:
    with (ROOT / "corpus_samples" / "manifest.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
