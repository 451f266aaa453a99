"""The seam: every line of a run by the published schema, every quote where it says, every schema ever released."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from audit import results
from audit.errors import AuditError
from audit.results import SCHEMA, CaseResult, read_results, schema_json

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="module")
def lines(whole_run) -> list[str]:
    return (whole_run.out / "results.jsonl").read_text(encoding="utf-8").splitlines()


def test_schema_is_published_as_it_is():
    published = (ROOT / "docs" / "results.schema.json").read_text(encoding="utf-8")
    assert published == schema_json(), "run `python -m audit.results > docs/results.schema.json`"


def test_every_line_follows_the_schema(lines):
    schema = json.loads(schema_json())
    jsonschema.Draft202012Validator.check_schema(schema)
    valid = jsonschema.Draft202012Validator(schema)
    assert len(lines) == 60
    for line in lines:
        valid.validate(json.loads(line))


def test_the_schema_refuses_what_is_not_its_own(lines):
    valid = jsonschema.Draft202012Validator(json.loads(schema_json()))
    record = json.loads(lines[0])
    for wrong in (
        {**record, "grade": 1},
        {**record, "year": "2014"},
        {k: v for k, v in record.items() if k != "criteria"},
    ):
        assert not valid.is_valid(wrong)


def test_a_line_read_and_written_is_the_same(lines):
    for line in lines:
        assert CaseResult.model_validate_json(line).line() == line


def test_every_passage_is_quoted_from_where_it_says(whole_run, lines):
    checked, kept = 0, whole_run.out / "internal" / "text"
    for line in lines:
        result = json.loads(line)
        texts = {
            d["name"]: json.loads((kept / f"{d['sha256']}.json").read_text(encoding="utf-8"))["text"]
            for d in result["documents"] if d["status"] == "read"
        }  # fmt: skip
        for passage in passages_in(result):
            there = texts[passage["document"]][passage["start"] : passage["end"]]
            assert there == passage["quote"], (result["case_id"], passage["document"], passage["start"])
            assert there.strip(), "a passage shows something"
            checked += 1
    assert checked > 60 * 20


def passages_in(data: Any) -> Iterator[dict[str, Any]]:
    """Every record with a quote, wherever it stands: under levels and under facts."""
    if isinstance(data, dict):
        if "quote" in data:
            yield data
        for value in data.values():
            yield from passages_in(value)
    elif isinstance(data, list):
        for value in data:
            yield from passages_in(value)


def test_no_level_without_proof(lines):
    for line in lines:
        for name, c in json.loads(line)["criteria"].items():
            if c["level"]:
                assert any(p["for"] for p in c["passages"]), name
            if c["level"] is None:
                assert c["reason"], name
            if c["next_level"]:
                assert c["next_level"]["lacking"], name


def test_every_stated_fact_is_shown_or_has_a_reason(lines):
    for line in lines:
        facts = json.loads(line)["facts"]
        for day, value in facts["timeline"].items():
            if day in ("reported", "prelim_decided", "opened", "closed", "started", "ended"):
                shown = facts["shown"][f"timeline.{day}"]
                assert bool(shown) if value else "reason" in shown, day


def test_an_older_schema_is_brought_up(tmp_path, lines, monkeypatch):
    monkeypatch.setattr(results, "SCHEMA", SCHEMA + 1)
    monkeypatch.setitem(results.UPGRADERS, SCHEMA, lambda raw: {**raw, "schema": SCHEMA + 1, "notices": []})
    (tmp_path / "results.jsonl").write_text(lines[0] + "\n", encoding="utf-8")
    (read,) = read_results(tmp_path / "results.jsonl")
    assert read.schema_ == SCHEMA + 1


def test_every_schema_ever_released_has_an_upgrader():
    assert set(results.UPGRADERS) == set(range(1, SCHEMA))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda r: {**r, "schema": SCHEMA + 1}, f"schema {SCHEMA + 1} is newer than this program"),
        (lambda r: {k: v for k, v in r.items() if k != "schema"}, "schema"),
        (lambda r: {**r, "grade": 1}, "grade"),
        (lambda r: {**r, "year": "i går"}, "year"),
        (lambda r: [r], "not a JSON object"),
    ],
    ids=["newer", "no schema", "unknown key", "wrong type", "a list"],
)
def test_a_line_that_cannot_be_read(tmp_path, lines, change, said):
    path = tmp_path / "results.jsonl"
    path.write_text(lines[0] + "\n" + json.dumps(change(json.loads(lines[1]))) + "\n", encoding="utf-8")
    with pytest.raises(AuditError, match=r"results\.jsonl:2: ") as caught:
        list(read_results(path))
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_file_in_another_encoding(tmp_path):
    (tmp_path / "results.jsonl").write_bytes('{"å": 1}'.encode("cp1252"))
    with pytest.raises(AuditError, match="UTF-8"):
        list(read_results(tmp_path / "results.jsonl"))
