"""The lemma of a word, over the invented list in `lemmas.txt`."""

from pathlib import Path

import pytest

from audit.swedish.lemmas import lemma

LISTED = [
    (form, base)
    for line in (Path(__file__).parent / "lemmas.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
    for base, forms in [line.split(": ", 1)]
    for form in forms.split()
]


def test_listed_words():
    wrong = {form: (lemma(form), base) for form, base in LISTED if lemma(form) != base}
    assert not wrong
    assert len(LISTED) > 1200


@pytest.mark.parametrize(("one", "other"), [("ska", "skola"), ("sin", "sitta"), ("var", "varje"), ("hon", "henne")])
def test_words_that_stay_apart(one, other):
    assert lemma(one) != lemma(other)


def test_compound_follows_its_last_part():
    assert lemma("genomförandeplanens") == "genomförandeplan"
    assert lemma("omsorgsbrister") == "omsorgsbrist"
    assert lemma("historisk") == "historisk"  # no risk in it


def test_case_of_letters_does_not_matter():
    assert lemma("Utredningen") == lemma("UTREDNINGEN") == lemma("utredningen") == "utredning"


@pytest.mark.parametrize("sign", ["t.ex.", "kl.", "10.30", "2014-03-18", "§", "…", "§§", "12"])
def test_signs_and_short_forms_stay(sign):
    assert lemma(sign) == sign
