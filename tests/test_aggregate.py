"""What is counted, what is kept apart, and that nothing hidden can be worked out."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audit.aggregate import Group, Tally, _disclosed, counts_json, counts_of
from audit.counted import Seen, Variable
from audit.disclosure import determined
from tests.report.levelfiles import facts, intervention, level, many, record


def test_five_kinds_of_nothing_stay_apart():
    def case(n, found, **more):
        return record(n, criteria={"follow_up": found}, facts=facts(**more))

    records = [
        *(case(n, level(0)) for n in range(1, 6)),
        case(6, level(None, state="not_applicable")),
        case(7, level(None, state="not_assessable")),
        case(8, level(None, state="unreadable")),
        case(9, level(1), follow_up_due=False),
        record(10, criteria={}),  # the question is not put to this one
    ]
    tally = counts_of(records).tally("level.follow_up")
    assert tally.values == {"0": 5}
    assert tally.base == 5
    assert tally.nothing == {"not_applicable": 1, "not_assessable": 1, "not_due": 1, "unreadable": 1}
    assert tally.cases == 9


def test_a_follow_up_done_early_counts():
    records = [record(n, criteria={"follow_up": level(3)}, facts=facts(follow_up_due=False)) for n in range(6)]
    assert counts_of(records).tally("level.follow_up").values == {"3": 6}


def test_the_generations_are_counted_apart():
    records = [
        *(record(n, bbic="2006", criteria={"domain.halsa": level(2)}) for n in range(6)),
        *(record(n, bbic="2016", criteria={"domain.halsa": level(1)}) for n in range(7)),
    ]
    counts = counts_of(records)
    assert counts.tally("level.2006.domain.halsa").values == {"2": 6}
    assert counts.tally("level.2016.domain.halsa").values == {"1": 7}


def test_a_form_has_two_bases():
    placed = intervention(form="placering")
    records = [
        *(record(n, facts=facts(forms=["anmalan"], interventions=[placed])) for n in range(5)),
        *(record(n, facts=facts(forms=["anmalan", "vardplan"], interventions=[placed])) for n in range(6)),
        *(record(n) for n in range(9)),
    ]
    counts = counts_of(records)
    assert counts.tally("form.vardplan").values == {"no": 14, "yes": 6}
    assert counts.tally("form_where.vardplan").values == {"no": 5, "yes": 6}
    assert counts.tally("form_where.vardplan").nothing == {"not_applicable": 9}


def test_a_small_group_is_closed_and_another_with_it():
    sizes = {"Almvik": 3, "Björnö": 7, "Ekbacken": 12}
    records = [record(district=d) for d, n in sizes.items() for _ in range(n)]
    by_district = counts_of(records).by_district("level.analysis")
    assert by_district["Almvik"].closed
    assert by_district["Björnö"].closed  # else Almvik were all minus the others
    assert not by_district["Ekbacken"].closed
    assert by_district["Almvik"].count("1") is None


def test_two_tiny_groups_close_a_third():
    sizes = {"Almvik": 1, "Björnö": 2, "Ekbacken": 6, "Åsby": 9}
    records = [record(district=d) for d, n in sizes.items() for _ in range(n)]
    closed = {d for d, tally in counts_of(records).by_district("level.analysis").items() if tally.closed}
    assert closed == {"Almvik", "Björnö", "Ekbacken"}


def test_rare_facts_of_children_are_hidden_and_levels_are_not():
    kinds = ["hvb"] * 2 + ["kontaktfamilj"] * 9 + ["familjebehandling"] * 12
    records = [
        record(n, criteria={"analysis": level(3 if n == 0 else 1)}, facts=facts(interventions=[intervention(type=k)]))
        for n, k in enumerate(kinds)
    ]
    counts = counts_of(records)
    assert counts.tally("level.analysis").values == {"1": 22, "3": 1}
    types = counts.tally("intervention.type").values
    assert types == {"familjebehandling": 12, "hvb": None, "kontaktfamilj": None}


def test_facts_of_children_are_never_crossed():
    records = [record(n, facts=facts(interventions=[intervention()])) for n in range(40)]
    assert counts_of(records).tally("intervention.type", Group("Almvik", "2019")).closed


def test_too_few_files_in_all_show_nothing():
    assert counts_of([record(1), record(2)]).tally("level.analysis").closed
    assert counts_of([]).cases == 0


def test_districts_stand_in_swedish_order_with_the_unknown_last():
    records = [record(district=d) for d in ("Östby", None, "Ärla", "Åby", "Vik")]
    assert counts_of(records).districts == ("Vik", "Åby", "Ärla", "Östby", "?")


CELLS = st.lists(
    st.tuples(st.sampled_from("ABCDE"), st.sampled_from(["1", "2", "3"]), st.sampled_from("xyz")),
    min_size=20,
    max_size=90,
)


@settings(max_examples=60, deadline=None)
@given(CELLS, st.sampled_from(["file", "child"]))
def test_no_sum_of_what_is_shown_gives_a_small_count(cells, about):
    """Whoever adds and subtracts all that is shown learns no count of a closed group and no hidden count of 1-4."""
    truth: dict[Group, dict[str, int]] = {}
    for district, year, value in cells:
        for group in (Group(), Group(district=district), Group(year=year), Group(district, year)):
            truth.setdefault(group, {}).setdefault(value, 0)
            truth[group][value] += 1
    tallies = {g: Tally(sum(v.values()), sum(v.values()), v, {}) for g, v in sorted(truth.items())}
    shown = _disclosed(tallies, Variable("v", about, lambda r: Seen()), 5)
    groups = [g for g in shown if g != Group()]
    values = sorted(truth[Group()])
    keys = [(g, v) for g in shown for v in values]
    sums = [{(Group(), v): -1} | {(g, v): 1 for g in groups if g.year == "*"} for v in values]
    sums += [{(Group(), v): -1} | {(g, v): 1 for g in groups if g.district == "*"} for v in values]
    for whole in groups:
        parts = [g for g in groups if g.crossed and (g.district == whole.district or g.year == whole.year)]
        if parts and not whole.crossed:
            sums += [{(whole, v): -1} | {(g, v): 1 for g in parts} for v in values]
    hidden = [k for k in keys if shown[k[0]].count(k[1]) is None]
    # The number of files of every group is shown.
    known = [{(g, v): 1 for v in values} for g in shown] if about == "child" else []
    found = determined(hidden, [*sums, *known])
    small = [k for k in found if 0 < truth[k[0]].get(k[1], 0) < 5 and tallies[k[0]].base >= 5]
    tiny = [k for k in found if tallies[k[0]].base < 5 and truth[k[0]].get(k[1])]
    assert not tiny
    assert about == "file" or not small


def test_counts_json_holds_no_hidden_number():
    counts = counts_of(many())
    data = json.loads(counts_json(counts))
    for name, variable in data["variables"].items():
        for group in variable["groups"]:
            if group.get("hidden"):
                assert set(group) == {"district", "year", "files", "hidden"}
            elif variable["about"] == "child":
                assert all(n is None or n == 0 or n >= 5 for n in group["values"].values()), name


@pytest.mark.parametrize("order", [1, -1])
def test_the_order_of_cases_changes_nothing(order):
    assert counts_json(counts_of(many()[::order])) == counts_json(counts_of(many()))
