"""Readers' grades from a folder, a table or results become one kind of reading. Every case here is invented."""

import pytest
from openpyxl import Workbook

from audit.agreement.codings import read_reading
from audit.errors import AuditError
from tests.conftest import SAMPLES

CRITERIA = ("analysis", "follow_up")
YAML = """
id: a1
domains: {halsa: 2, utbildning: 0}
analysis: {level: 2, why: "x"}
follow_up: {level: na}
trace: {level: null}
child_voice: {level: 1, talked_alone: true, in_plan: na}
forms: [anmalan, utredning]
interventions: [{type: kontaktperson}, {type: kontaktperson}]
timeline: {reported: 2014-02-06, closed: null, extended: false, flags: [long]}
meetings: 3
participation: {child: 0, parents: 2}
weak_passages: [{text: "Följs upp vid behov.", why: "x"}]
"""


def table(tmp_path, text, name="kodning.csv"):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


def refused(path, criteria=CRITERIA):
    with pytest.raises(AuditError) as fault:
        read_reading(path, criteria)
    return str(fault.value)


@pytest.mark.parametrize("place", ["a1/case.yaml", "a1.yaml", "other-name.yaml"])
def test_folder_of_codings(tmp_path, place):
    path = tmp_path / place
    path.parent.mkdir(exist_ok=True)
    path.write_text(YAML, encoding="utf-8")
    coded = read_reading(tmp_path, CRITERIA).cases["a1"]
    assert coded.levels == {
        "analysis": 2, "follow_up": "na", "trace": None, "child_voice": 1, "domain.halsa": 2, "domain.utbildning": 0,
        "participation.child": 0, "participation.parents": 2,
    }  # fmt: skip
    assert coded.facts["forms"] == {"anmalan", "utredning"}
    assert coded.facts["intervention_types"] == {"kontaktperson"}
    assert coded.facts["reported"] == "2014-02-06"
    assert coded.facts["closed"] is None
    assert coded.facts["flags"] == {"long"}
    assert coded.facts["talked_alone"] is True
    assert coded.facts["in_plan"] == "na"
    assert "contacts" not in coded.facts, "not coded is not the same as none"
    assert [q.text for q in coded.passages["marked"]] == ["Följs upp vid behov."]


def test_one_case_coded_twice(tmp_path):
    for name in ("x", "y"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "case.yaml").write_text("id: a1\nanalysis: {level: 1}\n", encoding="utf-8")
    assert "coded twice" in refused(tmp_path)


def test_a_level_that_is_none_names_file_and_line(tmp_path):
    (tmp_path / "a1.yaml").write_text("id: a1\nanalysis:\n  level: mycket\n", encoding="utf-8")
    said = refused(tmp_path)
    assert "a1.yaml:3: analysis.level" in said
    assert "mycket" not in said


def test_an_empty_folder_says_what_is_wanted(tmp_path):
    assert "case.yaml" in refused(tmp_path)


CSV = "Aktnr;analysis;follow_up;domain.halsa;forms;reported;talked_alone;meetings;outcome;kommentar\n"


def test_table_with_a_row_a_case(tmp_path):
    path = table(tmp_path, CSV + "a1;2;na;1;anmalan; utredning\n".replace("anmalan; utredning", '"anmalan; utredning"'))
    coded = read_reading(path, CRITERIA).cases["a1"]
    assert coded.levels == {"analysis": 2, "follow_up": "na", "domain.halsa": 1}
    assert coded.facts == {"forms": {"anmalan", "utredning"}, "reported": None}
    full = table(tmp_path, CSV + "a2;?;;2;;2014-02-06;ja;4;insats;nota bene\n")
    reading = read_reading(full, CRITERIA)
    coded = reading.cases["a2"]
    assert coded.levels == {"analysis": None, "domain.halsa": 2}, "? is withheld, an empty cell was not coded"
    assert coded.facts == {
        "forms": frozenset(), "reported": "2014-02-06", "talked_alone": True, "meetings": 4, "outcome": "insats",
    }  # fmt: skip
    assert reading.passed_over == ("comment",)


def test_xlsx_is_read_as_csv(tmp_path):
    book = Workbook()
    for row in (["case_id", "analysis", "talked_alone"], ["a1", 3, False], ["a2", "na", True]):
        book.active.append(row)
    book.save(tmp_path / "kodning.xlsx")
    cases = read_reading(tmp_path / "kodning.xlsx", CRITERIA).cases
    assert [cases[i].levels["analysis"] for i in ("a1", "a2")] == [3, "na"]
    assert [cases[i].facts["talked_alone"] for i in ("a1", "a2")] == [False, True]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("analysis\n2\n", "case_id"),
        ("case_id;analysis\na1;2\na1;1\n", "row 3: the case 'a1' stands twice"),
        ("case_id;analysis\na1;hög\n", "row 2, column 'analysis': not a level"),
        ("case_id;reported\na1;6/2 2014\n", "column 'reported': not a date"),
        ("case_id;talked_alone\na1;kanske\n", "column 'talked_alone': neither true nor false"),
        ("case_id;anlysis\na1;2\n", "no column is a criterion"),
    ],
)
def test_a_fault_in_a_table_says_where(tmp_path, text, said):
    assert said in refused(table(tmp_path, text))


def test_results_become_a_reading(whole_run):
    for path in (whole_run.out, whole_run.out / "results.jsonl"):
        reading = read_reading(path, CRITERIA)
        assert reading.kind == "results"
        assert len(reading.cases) == 60
        assert reading.rubric.id == "bbic"
    coded = reading.cases["d01"]
    assert set(coded.facts) == set(read_reading(SAMPLES, CRITERIA).cases["d01"].facts)
    assert all(q.document for quotes in coded.passages.values() for q in quotes)
    assert set(coded.confidence.values()) <= {"firm", "near", "doubtful"}
