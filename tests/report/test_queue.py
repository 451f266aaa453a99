"""The levels for a person to read first: their order, their words, and that they fit a screen. Persons are invented."""

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from audit.cli import cli
from audit.report.queue import first_of, queue_of, waiting_words
from audit.results import CaseResult, read_results
from audit.rubric import load_rubric
from tests.report.test_build import Reader

RUBRIC = load_rubric("bbic")


@pytest.fixture(scope="module")
def results(whole_run) -> list[CaseResult]:
    return list(read_results(whole_run.out / "results.jsonl"))


def test_doubtful_before_near_and_criteria_before_areas(results):
    queue = queue_of(results, RUBRIC)
    assert [(w.confidence == "near", w.area) for w in queue] == sorted((w.confidence == "near", w.area) for w in queue)
    kinds = {(w.confidence, w.area) for w in queue}
    assert kinds == {("doubtful", False), ("doubtful", True), ("near", False), ("near", True)}
    near = [w.place for w in queue if w.confidence == "near" and not w.area]
    assert near == sorted(near), "by case"


def test_every_level_that_is_not_firm_stands_in_it_once(results):
    expected = sorted(
        (r.case_id, name) for r in results for name, c in r.criteria.items() if c.confidence in ("near", "doubtful")
    )
    assert sorted((w.case_id, name) for w in queue_of(results, RUBRIC) for name, _ in w.levels) == expected


def test_every_level_that_is_not_firm_has_a_reason(results):
    for result in results:
        for name, record in result.criteria.items():
            assert (record.doubt is None) == (record.confidence in ("firm", None)), (result.case_id, name)


@pytest.mark.parametrize("language", ["sv", "en"])
def test_it_fits_a_screen_and_tells_where_the_rest_is(results, language):
    queue = queue_of(results, RUBRIC)
    lines = list(first_of(queue, RUBRIC, language, lines=14, whole="OUT/internal/index.html"))
    assert len(lines) == 14
    assert lines[-1].endswith("OUT/internal/index.html")
    assert str(len(queue) - 12) in lines[-1]
    short = list(first_of(queue[:5], RUBRIC, language, lines=14, whole="OUT/internal/index.html"))
    assert len(short) == 6
    assert "internal" not in "".join(short)


def test_nothing_to_read():
    assert list(first_of([], RUBRIC, "sv", lines=14, whole="x")) == ["Ingen nivå är osäker eller nära gränsen."]


def test_areas_of_a_case_stand_together(results):
    queue = [w for w in queue_of(results, RUBRIC) if w.area]
    many = next(w for w in queue if len(w.levels) > 3)
    assert re.fullmatch(r"Delområden \(.+, .+ och \d+ till\)", waiting_words(many, RUBRIC, "sv"))
    assert len({(w.case_id, w.confidence, w.doubt) for w in queue}) == len(queue)


def test_results_from_before_reasons_were_told(results):
    old = [
        r.model_copy(update={"criteria": {n: c.model_copy(update={"doubt": None}) for n, c in r.criteria.items()}})
        for r in results[:2]
    ]
    assert list(first_of(queue_of(old, RUBRIC), RUBRIC, "sv", lines=14, whole="x"))[1].endswith("– osäker")


def test_the_case_list_shows_it_whole_with_links(results, whole_run):
    folder = whole_run.out / "internal"
    html = (folder / "index.html").read_text(encoding="utf-8")
    part = html[html.index('<section class="queue"') :].partition("</section>")[0]
    links = [attrs["href"] for tag, attrs in Reader(part + "</section>").tags if tag == "a" and "#" in attrs["href"]]
    assert len(links) == sum(len(w.levels) for w in queue_of(results, RUBRIC))
    for link in links[:: len(links) // 40]:
        page, _, anchor = link.partition("#")
        assert f'id="{anchor}"' in (folder / page).read_text(encoding="utf-8"), link


def test_the_run_ends_with_it(whole_run):
    assert "Läs detta först: " in whole_run.stdout
    assert Path("internal") / "index.html" == Path(*Path(whole_run.stdout.split(" till i ")[1].split()[0]).parts[-2:])


def test_json_counts_them(tmp_path):
    (tmp_path / "akt.txt").write_text("Utredning\n\nNamn: Kim Ek\n\nHälsa\n\nKim sover sju timmar.\n", encoding="utf-8")
    done = CliRunner().invoke(cli, ["run", str(tmp_path), "-o", str(tmp_path / "out"), "--json"])
    counts = json.loads(done.stdout)
    assert counts["firm"] + counts["near"] + counts["doubtful"] == counts["graded"]
