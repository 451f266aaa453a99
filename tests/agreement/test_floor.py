"""Agreement with the codings of the samples stays above the floor; district, year and generation are never wrong."""

import csv

import pytest
import yaml

from audit.casefile.build import documents_to_case
from audit.discovery import find_cases
from audit.pipeline import read_documents
from audit.results import read_results
from tests.agreement import validity
from tests.agreement.renderings import ROOT

SAMPLES = ROOT / "corpus_samples"


@pytest.fixture(scope="module")
def pairs(whole_run) -> list[validity.Pair]:
    return [
        (yaml.safe_load((SAMPLES / r.case_id / "case.yaml").read_text(encoding="utf-8")), r)
        for r in read_results(whole_run.out / "results.jsonl")
    ]


@pytest.mark.parametrize(
    ("figure", "floor"),
    [
        ("graded or na right", 0.90),
        ("forms, F1", 0.90),
        ("domains described, F1", 0.80),
        *((f"{name}, quadratic kappa", 0.4) for name in validity.LEVELS),
    ],
)
def test_above_the_floor(pairs, figure, floor):
    assert validity.figures()[figure](pairs) >= floor


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
