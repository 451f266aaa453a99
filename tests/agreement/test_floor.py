"""Agreement with the codings of the samples stays above the floor; district, year and generation are never wrong."""

import csv

import pytest
import yaml

from audit.agreement.codings import read_reading
from audit.agreement.reading import Coded, Reading
from audit.casefile.build import documents_to_case
from audit.discovery import find_cases
from audit.pipeline import read_documents
from audit.rubric import load_rubric
from tests.agreement import validity
from tests.agreement.renderings import ROOT

SAMPLES = ROOT / "corpus_samples"


@pytest.fixture(scope="module")
def rows(whole_run) -> validity.Rows:
    criteria = [c.id for c in load_rubric("bbic").criteria]
    pair = (read_reading(whole_run.out, criteria), read_reading(SAMPLES, criteria))
    return validity.rows_of(validity.compared(pair))


@pytest.mark.parametrize(
    ("figure", "floor"),
    [
        ("forms, F1", 0.90),
        ("domains described, F1", 0.80),
        *((f"{name}, quadratic kappa", 0.4) for name in validity.LEVELS),
        *((f"{name}, state right", 0.90) for name in validity.LEVELS),
    ],
)
def test_above_the_floor(rows, figure, floor):
    assert rows[figure].value >= floor


def test_every_target_has_a_figure(rows):
    assert {target.row for target in validity.TARGETS} <= rows.keys()


def test_closed_sets_are_never_looked_into():
    """Their cases are named by no table, and a list of single cases refuses them."""
    coded = Reading(SAMPLES, "codings", {"c01": Coded({name: 0 for name in validity.LEVELS})})
    with pytest.raises(AssertionError):
        validity.two_levels_off((coded, coded))


def test_identity_without_the_manifest_is_never_wrong():
    """Null with a reason where no document says it; the folder names here tell nothing."""
    with (SAMPLES / "manifest.csv").open(encoding="utf-8", newline="") as file:
        told = {row["case_id"]: row for row in csv.DictReader(file)}
    known = {"district": 0, "year": 0, "bbic": 0}
    for source in find_cases([SAMPLES]).cases:
        case = documents_to_case(source.id, read_documents(source))
        coding = yaml.safe_load((SAMPLES / source.id / "case.yaml").read_text(encoding="utf-8"))
        right = {"district": told[source.id]["district"], "year": int(told[source.id]["year"]), "bbic": coding["bbic"]}
        for name, value in right.items():
            found = getattr(case, name)
            assert found.value in (None, value), f"{source.id} {name}"
            assert found.value is not None or found.reason, f"{source.id} {name}"
            known[name] += found.value is not None
    # Measured: the others say it in no document.
    assert known["district"] >= 55
    assert known["year"] >= 58
    assert known["bbic"] >= 59
