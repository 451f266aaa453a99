"""Readings become figures: what was withheld, what is missing, and the same figures as the delivered script."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from audit.agreement.codings import read_reading
from audit.agreement.compare import Sample, compare
from audit.agreement.file import read_agreement
from audit.agreement.passages import overlap
from audit.agreement.reading import Coded, Quote, Reading
from audit.errors import AuditError
from audit.results import RubricRecord
from audit.rubric import load_rubric
from tests.conftest import ROOT, SAMPLES

RUBRIC = load_rubric("bbic")
FEW = Sample(draws=100)


def reading(levels, kind="codings", name="analysis", **facts):
    """Levels of one criterion, a case each; `...` where the reader did not code it."""
    cases = {
        f"a{n:02d}": Coded({} if level is ... else {name: level}, {k: v[n] for k, v in facts.items()})
        for n, level in enumerate(levels)
    }
    return Reading(Path(kind), kind, cases)


def figures(*readings, name="analysis"):
    return compare(readings, RUBRIC, FEW).figures[name]


def test_withheld_counts_as_the_farthest():
    f = figures(reading([0, 1, None, None], "results"), reading([0, 1, 3, 0]))
    assert (f.n, f.withheld, f.two_off) == (4, 2, 2)
    assert f.exact.value == 0.5
    assert f.bias.value == 0  # three below and three above
    assert f.graded_only.n == 2
    assert f.graded_only.exact.value == 1
    assert f.graded_only.kappa.value == 1
    assert f.kappa.value < 0.2
    assert f.confusion[3] == [0, 0, 0, 0, 0, 1], "coded 3, withheld: in its own column"


def test_the_coding_that_does_not_grade_stands_in_states_alone():
    f = figures(reading([0, 1, "na", 2, None], "results"), reading([0, 1, "na", "na", "na"]))
    assert f.n == 2
    assert f.state_n == 5
    assert f.state.value == 0.8
    assert f.confusion[4] == [0, 0, 1, 0, 1, 1]


def test_a_table_of_one_level_is_named():
    f = figures(reading([2] * 9, "results"), reading([2] * 9))
    assert (f.kappa.value, f.kappa.reason, f.kappa.values) == (None, "all_one_level", {"level": "2"})
    assert f.alpha.reason == "all_one_level"
    assert (f.exact.value, f.ac2.value) == (1, 1)


def test_nothing_graded_is_named():
    f = figures(reading([0, 1], "results"), reading(["na", "na"]))
    assert (f.n, f.kappa.reason, f.exact.reason) == (0, "no_cases", "no_cases")
    assert f.state.value == 0


@pytest.mark.parametrize("levels", [[0] * 5, ["na"] * 5, [None] * 5, [0, 3, "na", None, ...]])
@pytest.mark.parametrize("coded", [[3] * 5, ["na"] * 5, [0, 1, 2, 3, "na"], [0, ..., ..., ..., ...]])
def test_no_table_is_an_exception_or_nan(levels, coded):
    file = compare([reading(levels, "results"), reading(coded)], RUBRIC, FEW)
    assert "NaN" not in file.text()
    for estimate in re.findall(r'"reason": null,\s*"value": null', file.text()):
        pytest.fail(f"no value and no reason: {estimate}")


def test_more_than_two_readers():
    a, b, c = reading([0, 1, 2, 3, 1], "results"), reading([0, 1, 2, 3, 2]), reading([0, 1, 2, ..., 1])
    f = figures(a, b, c)
    assert [(p.first, p.second, p.n) for p in f.pairs] == [(0, 1, 5), (0, 2, 4), (1, 2, 4)]
    assert f.pairs[1].kappa.value == 1
    assert f.kappa == figures(a, b).kappa, "the first two"
    assert f.pairs[2].kappa.value < f.alpha.value < 1
    assert [sum(p) for p in f.prevalence] == [5, 5, 4]


def test_among_readers_who_withholds_stands_farthest():
    graded = [reading([0, 1, 2, 3]), reading([0, 1, 2, 3])]
    silent = figures(reading([0, 1, 2, None], "results"), *graded)
    assert silent.alpha.value < figures(reading([0, 1, 2, 3], "results"), *graded).alpha.value == 1


def test_readers_without_the_tool():
    file = compare([reading([0, 1, 2]), reading([0, 1, 3])], RUBRIC, FEW)
    assert [r.kind for r in file.readers] == ["codings", "codings"]
    assert file.figures["analysis"].by_confidence == {}


def test_two_readers_may_change_places():
    one, other = reading([0, 1, 2, 3, 1, 0]), reading([0, 1, 3, 3, 0, 0])
    there, back = figures(one, other), figures(other, one)
    for name in ("kappa", "ac2", "alpha", "exact"):
        assert getattr(there, name) == getattr(back, name)
    assert there.bias.value == -back.bias.value


def test_the_order_of_readings_files_leaves_the_bytes():
    levels, coded = [0, 1, 2, 3, 1, 0], [0, 1, 3, 3, 0, 0]
    one, other = reading(levels), reading(coded)
    turned = Reading(one.path, one.kind, dict(reversed(one.cases.items())))
    assert compare([one, other], RUBRIC, FEW).text() == compare([turned, other], RUBRIC, FEW).text()


def test_facts_withheld_are_wrong_and_stand_apart():
    tool = reading(
        [1] * 4,
        "results",
        talked_alone=[True, False, None, True],
        meetings=[1, 4, None, 2],
        forms=[{"analys"}, set(), {"analys"}, set()],
        closed=["2014-01-02", None, None, "2014-01-03"],
    )
    coded = reading(
        [1] * 4,
        talked_alone=[True, False, False, "na"],
        meetings=[1, 3, 0, 2],
        forms=[{"analys"}, set(), {"analys", "journal"}, set()],
        closed=["2014-01-02", None, "2014-01-04", "2014-01-05"],
    )
    facts = compare([tool, coded], RUBRIC, FEW).facts
    assert (facts["talked_alone"].n, facts["talked_alone"].withheld) == (3, 1)
    assert facts["talked_alone"].exact.value == pytest.approx(2 / 3, abs=1e-6)
    assert facts["talked_alone"].graded_only["exact"].value == 1
    assert facts["meetings"].exact.value == 0.5
    assert facts["meetings"].within_one.value == 0.75
    assert facts["meetings"].graded_only["within_one"].value == 1
    assert facts["forms"].f1.value == 0.8
    assert facts["closed"].exact.value == 0.5
    assert facts["closed"].dated.value == pytest.approx(1 / 3, abs=1e-6)


def test_words_are_compared_by_place_where_it_is_known():
    there = [Quote("Hon vill bo hos mormor", "x", 100), Quote("vill bo", "x", 104)]
    assert overlap(there, [Quote("bo hos mormor", "x", 109)], by_place=True) == (3, 5, 3)
    assert overlap(there, [Quote("bo hos mormor", "x", 500)], by_place=True) == (0, 5, 3)
    assert overlap(there, [Quote("Bo hos MORMOR!"), Quote("mormor")], by_place=False) == (3, 5, 4)


def test_no_case_in_common():
    one, other = reading([1]), Reading(Path("b"), "codings", {"x": Coded({"analysis": 1})})
    with pytest.raises(AuditError, match="no case in common"):
        compare([one, other], RUBRIC)


def test_a_level_above_the_rubric():
    with pytest.raises(AuditError, match=r"level 7 .* ends at 3"):
        compare([reading([1]), reading([7])], RUBRIC)


def test_results_of_another_rubric():
    other = RubricRecord(id="own", version="1", sha256="0")
    run = Reading(Path("out"), "results", reading([1]).cases, other)
    with pytest.raises(AuditError, match=r"graded with the rubric 'own'.*--rubric"):
        compare([reading([1]), run], RUBRIC)


# The samples, whole


@pytest.fixture(scope="module")
def samples(whole_run):
    criteria = [c.id for c in RUBRIC.criteria if not c.each]
    return compare([read_reading(whole_run.out, criteria), read_reading(SAMPLES, criteria)], RUBRIC, FEW)


@pytest.fixture(scope="module")
def delivered(whole_run):
    """What the delivered script prints of the same run: name → figure → number."""
    script = ROOT / "tests" / "agreement" / "evaluate.py"
    done = subprocess.run(
        [sys.executable, script, "../../corpus_samples", "--tool", whole_run.out / "results.jsonl"],
        capture_output=True, text=True, encoding="utf-8", check=True,
    )  # fmt: skip
    found = {}
    for line in done.stdout.splitlines():
        name = re.match(r"intervention types|\S+", line)[0]
        words = re.findall(r"([A-Za-z][\w+-]*) +([+-]?\d+(?:\.\d+)?)", line[len(name) :])
        found[name] = {word: float(number) for word, number in words}
    return found


LEVELS = ("analysis", "follow_up", "child_voice", "trace")


@pytest.mark.parametrize("name", LEVELS)
def test_levels_as_the_delivered_script(samples, delivered, name):
    f, theirs = samples.figures[name], delivered[name]
    assert round(f.kappa.value, 2) == theirs["qwk"]
    assert round(f.exact.value, 2) == theirs["exact"]
    assert round(f.bias.value, 2) == theirs["bias"]
    assert round(f.state.value, 2) == theirs["state-right"]
    assert (f.n, f.withheld, f.two_off) == (theirs["n"], theirs["withheld"], theirs["off-by-2+"])


def test_areas_and_participation_as_the_delivered_script(samples, delivered):
    f, theirs = samples.figures["domains"], delivered["domains"]
    assert (round(f.kappa.value, 2), round(f.exact.value, 2)) == (theirs["qwk"], theirs["exact"])
    assert round(f.described.value, 2) == theirs["described-F1"]
    assert f.n == theirs["n"]
    for who in ("child", "parents"):
        f, theirs = samples.figures[f"participation.{who}"].graded_only, delivered[f"participation.{who}"]
        assert (round(f.kappa.value, 2), round(f.exact.value, 2), f.n) == (theirs["qwk"], theirs["exact"], theirs["n"])


def test_facts_as_the_delivered_script(samples, delivered):
    facts = samples.facts
    for name, theirs in (
        ("forms", "forms"), ("contacts", "contacts"), ("flags", "flags"), ("intervention_types", "intervention types"),
    ):  # fmt: skip
        f = facts[name]
        assert [round(e.value, 2) for e in (f.f1, f.precision, f.recall)] == [
            delivered[theirs][k] for k in ("F1", "P", "R")
        ]
    for name in ("reported", "prelim_decided", "opened", "closed"):
        theirs = delivered[f"date.{name}"]
        assert (round(facts[name].exact.value, 2), round(facts[name].dated.value, 2)) == (
            theirs["right"],
            theirs["gold"],
        )
    for name in ("extended", "protection_assessment"):
        assert round(facts[name].kappa.value, 2) == delivered[name]["kappa"]
    for name in ("talked_alone", "in_plan"):
        f = facts[name].graded_only
        assert (round(f["kappa"].value, 2), round(f["exact"].value, 2)) == (
            delivered[name]["kappa"],
            delivered[name]["exact"],
        )
    f = facts["meetings"].graded_only
    assert (round(f["exact"].value, 2), round(f["within_one"].value, 2)) == (
        delivered["meetings"]["exact"],
        delivered["meetings"]["within1"],
    )
    assert round(facts["outcome"].exact.value, 2) == delivered["outcome"]["exact"]
    for name in ("district", "year", "bbic"):
        assert round(facts[name].exact.value, 2) == delivered[name]["right"]


def test_a_run_agrees_wholly_with_itself(whole_run):
    run = read_reading(whole_run.out, ())
    file = compare([run, run], RUBRIC, FEW)
    for name, f in file.figures.items():
        assert f.exact.value == 1, name
        assert f.state.value == 1, name
    assert all(p.f1.value == 1 and p.positions for p in file.passages.values())


def test_the_file_is_read_as_written(samples, tmp_path):
    (tmp_path / "agreement.json").write_text(samples.text(), encoding="utf-8")
    assert read_agreement(tmp_path) == samples
    newer = samples.text().replace('"schema": 1', '"schema": 99')
    (tmp_path / "newer.json").write_text(newer, encoding="utf-8")
    with pytest.raises(AuditError, match="newer than"):
        read_agreement(tmp_path / "newer.json")
    (tmp_path / "other.json").write_text("[1]", encoding="utf-8")
    with pytest.raises(AuditError, match="not an agreement file"):
        read_agreement(tmp_path / "other.json")


def test_the_file_names_no_case_and_quotes_nothing(samples):
    text = samples.text()
    assert not re.search(r"\b[de]\d\d\b", text)
    assert "Kasper" not in text
