"""Lacking codes are counted over years: they have words in both languages, and none ever goes away."""

import json

import pytest

from audit.levels import levels_of
from audit.report.sections.levels import lacking_table
from audit.report.tables import SECTIONS, tables_of
from audit.report.view import View
from audit.results import read_results
from audit.rubric import load_rubric
from tests.report.levelfiles import level, record

# A code may be added here with its measure; it is never renamed or taken away, since reports of other years count it.
FROZEN = {
    "domain": {"inget_om_omradet", "ej_konkret"},
    "analysis": {
        "analysdel_saknas", "aterger", "ej_om_barnet", "en_sida", "ingen_konsekvens_for_barnet", "risk_ej_vagd",
        "slutsats_foljer_ej", "kallor_ej_vagda", "mest_atergivet",
    },
    "follow_up": {"ingen_planerad_uppfoljning", "ingen_uppfoljning", "ej_mot_mal"},
    "child_voice": {"barnet_ej_med", "barnets_bild_saknas", "barnets_asikt_ej_vagd"},
    "trace": {"inga_behov", "behov_ar_insats", "behov_utan_svar", "insats_utan_behov"},
    "participation.child": {"barnet_ej_hort_om_forslaget", "barnet_ej_medverkat"},
    "participation.parents": {"foraldrar_ej_horda", "foraldrar_ej_medverkat"},
}  # fmt: skip
RUBRIC = load_rubric("bbic")
CODES = {c.id: {m.lacks.code: m.lacks for m in c.measures.values() if m.lacks} for c in RUBRIC.criteria}


def test_no_code_goes_away():
    assert {name: codes - set(CODES.get(name, ())) for name, codes in FROZEN.items()} == {
        name: set() for name in FROZEN
    }


def test_a_new_code_is_written_down_here():
    assert {name: set(codes) for name, codes in CODES.items()} == FROZEN


@pytest.mark.parametrize("criterion", RUBRIC.criteria, ids=lambda c: c.id)
def test_every_code_has_words_of_its_own_in_both_languages(criterion):
    for language in ("sv", "en"):
        words = [getattr(lacks, language) for lacks in CODES[criterion.id].values()]
        assert all(words)
        assert len(set(words)) == len(words), "two codes of one criterion would look the same in the report"


@pytest.mark.parametrize("criterion", RUBRIC.criteria, ids=lambda c: c.id)
def test_every_step_up_can_say_what_it_lacks(criterion):
    """Each least value of a level leads to a code with words: its own, or those of what it is built from."""
    for number, of_level in criterion.levels.items():
        for name in of_level.requires:
            measure = criterion.measures[name]
            parts = [criterion.measures[part] for part in measure.uses()]
            assert measure.lacks or (parts and all(part.lacks for part in parts)), f"level {number}: {name}"


def test_codes_of_a_run_are_those_of_the_rubric(whole_run):
    results = list(read_results(whole_run.out / "results.jsonl"))
    found: dict[str, set[str]] = {}
    for levels, _ in levels_of(results):
        for name, criterion in levels.criteria.items():
            found.setdefault("domain" if name.startswith("domain.") else name, set()).update(criterion.lacking)
    assert {name: codes - FROZEN[name] for name, codes in found.items()} == {name: set() for name in found}


@pytest.mark.parametrize("name", [c.id for c in RUBRIC.criteria if c.each is None])
def test_the_report_counts_every_code(name):
    from audit.aggregate import counts_of

    codes = sorted(FROZEN[name])
    records = [record(n, criteria={name: level(0, *codes[: 1 + n % len(codes)])}) for n in range(24)]
    view = View(counts_of(records), json.loads(RUBRIC.as_json()), "sv")
    table = lacking_table(view, name)
    assert table is not None
    counted = {row[0].text.lower(): row[1].number for row in table.rows}
    expected = {
        CODES[name][code].sv.lower(): sum(len(codes[: 1 + n % len(codes)]) > place for n in range(24))
        for place, code in enumerate(codes)
    }
    assert counted == expected
    shown = {t.id for section in SECTIONS for t in tables_of(view, section)}
    assert f"lacking.{name}" in shown, "it stands on the page"


def test_what_an_area_lacks_is_its_level(whole_run):
    """So that the table of areas, which counts the levels, counts the codes too."""
    lacks = {0: ["inget_om_omradet"], 1: ["ej_konkret"]}
    for result in read_results(whole_run.out / "results.jsonl"):
        for name, graded in result.criteria.items():
            if name.startswith("domain.") and graded.next_level is not None:
                assert [lack.code for lack in graded.next_level.lacking] == lacks[graded.level]
