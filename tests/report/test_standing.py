"""The status of levels: what was measured, on whose files, and what is no main finding. All is invented."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from audit.cli import cli
from audit.report.build import build_open
from audit.rubric import load_rubric
from tests.report.levelfiles import level, many, record, rubric_line, write_run
from tests.report.test_build import Reader

SHA = rubric_line().split()[-1]
NAMES = ("analysis", "follow_up", "child_voice", "trace", "participation.child", "participation.parents", "domains")


def estimate(value: float | None, low: float | None = None, high: float | None = None) -> dict[str, Any]:
    return {"value": value, "low": low, "high": high, "reason": None, "values": {}}


def figures(n: int, kappa: dict[str, Any]) -> dict[str, Any]:
    """The figures of one criterion in an agreement file; all but kappa are of no matter here."""
    none = estimate(None)
    plain = {"n": n, "kappa": kappa, "ac2": none, "alpha": none, "exact": none, "bias": none}
    return plain | {
        "levels": 4, "withheld": 0, "two_off": 0, "state": none, "state_n": n, "graded_only": plain,
        "prevalence": [], "confusion": [],
    }  # fmt: skip


def agreement(n: int = 40, **given: Any) -> dict[str, Any]:
    """An agreement file of a unit's own."""
    kappas = {name: estimate(0.72, 0.58, 0.83) for name in NAMES} | given.pop("kappas", {})
    reader = {"cases": n, "only_here": 0}
    return {
        "schema": 1, "tool": "aktgranska 0", "rubric": {"id": "bbic", "version": "1.0", "sha256": SHA},
        "invented": False, "drawn": "random", "cases": n, "seed": 1, "draws": 2000,
        "readers": [{"name": "A", "kind": "results", **reader}, {"name": "B", "kind": "codings", **reader}],
        "figures": {name: figures(n, kappa) for name, kappa in kappas.items()}, "facts": {}, "passages": {},
    } | given  # fmt: skip


def built(
    folder: Path, *, measured: dict[str, Any] | None = None, own: dict[str, Any] | None = None, **more: Any
) -> str:
    rubric = json.loads(load_rubric("bbic").as_json()) | {"measured": measured}
    run = write_run(folder / "run", more.pop("records", None) or many(), rubric=rubric)
    path = None
    if own is not None:
        path = folder / "agreement.json"
        path.write_text(json.dumps(own), encoding="utf-8")
    told: list[str] = []
    page = build_open(
        [run], folder / "to", language=more.get("language", "sv"), day=None, agreement=path, tell=told.append
    )
    (folder / "told").write_text("\n".join(told))
    return page.read_text(encoding="utf-8")


def band(html: str) -> str:
    return "".join(Reader(html[html.index('<p class="band">') :].partition("</p>")[0] + "</p>").words)


def shipped(**given: Any) -> dict[str, Any]:
    return agreement(60, **{"invented": True, "drawn": "chosen"} | given)


def test_measured_on_invented_files_until_the_unit_has_its_own(tmp_path):
    html = built(tmp_path, measured=shipped(kappas={"trace": estimate(0.91, 0.44, 0.97)}))
    assert band(html) == (
        "Maskinellt förslag – ej granskat · Nivåerna är verktygets förslag. Ingen granskare har prövat dem. "
        "Mätt på 60 påhittade akter: kappa 0,72 till 0,91, lägsta nedre gräns 0,44. Ännu inte mätt på era akter."
    )
    assert "Mätt på 60 påhittade akter: kappa 0,91 (0,44–\u20600,97)." in html, "beside the criterion too"
    assert "på prov" not in band(html).lower()


def test_a_criterion_under_the_floor_is_on_trial_and_no_main_finding(tmp_path):
    low = shipped(kappas={"analysis": estimate(0.5, 0.31, 0.66)})
    html = built(tmp_path, measured=low)
    assert "På prov: Analysens djup. De ingår inte i det viktigaste." in band(html)
    points = html[html.index('<ul class="points">') :].partition("</ul>")[0]
    assert "analyserade i högre utsträckning" not in points
    assert "återges barnets röst" in points
    assert '<span class="status">Maskinellt förslag – ej granskat · på prov</span>' in html
    assert "analyserade i högre utsträckning" in html, "its own section still tells"


def test_at_the_floor_is_not_under_it(tmp_path):
    html = built(tmp_path, measured=shipped(kappas={"analysis": estimate(0.5, 0.4, 0.66)}))
    assert "På prov" not in band(html)


def test_the_floor_is_the_rubric_s(tmp_path):
    rubric = json.loads(load_rubric("bbic").as_json()) | {"measured": shipped(), "floor": 0.6}
    run = write_run(tmp_path / "run", many(), rubric=rubric)
    html = build_open([run], tmp_path / "to", language="sv", day=None).read_text(encoding="utf-8")
    assert "På prov: " in band(html)
    assert '<ul class="points">' in html, "the time of investigations is no criterion"


@pytest.mark.parametrize("language", ["sv", "en"])
def test_another_state_of_the_rubric_is_not_measured(tmp_path, language):
    other = shipped(rubric={"id": "bbic", "version": "0.9", "sha256": "0" * 64})
    html = built(tmp_path, measured=other, language=language)
    said = {"sv": "Denna version av bedömningsmanualen är inte mätt", "en": "This version of the rubric has not been"}
    assert said[language] in band(html)
    assert "kappa 0" not in html


def test_a_rubric_that_was_never_measured(tmp_path):
    assert "Bedömningsmanualen är inte mätt" in band(built(tmp_path))


def test_the_unit_s_own_file_makes_it_checked(tmp_path):
    html = built(tmp_path, measured=shipped(), own=agreement())
    assert band(html) == (
        "Stickprovsgranskad · Överensstämmer med era granskare: kappa 0,72 till 0,72, lägsta nedre gräns 0,58, n 40."
    )
    assert '<span class="status">Stickprovsgranskad</span>' in html
    assert "påhittade" not in html
    assert (tmp_path / "told").read_text() == ""


def test_checked_with_one_criterion_on_trial(tmp_path):
    html = built(tmp_path, own=agreement(kappas={"trace": estimate(0.4, 0.1, 0.6)}))
    assert band(html).startswith("Stickprovsgranskad · ")
    assert "På prov: Röd tråd mellan behov och insats." in band(html)


def test_what_cannot_be_estimated_is_not_checked(tmp_path):
    html = built(tmp_path, own=agreement(kappas={"trace": estimate(None)}))
    assert band(html).startswith("Maskinellt förslag")
    assert "kappa kan inte beräknas" in html


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"n": 29}, "29 files; at least 30"),
        ({"drawn": "chosen"}, "not drawn at random"),
        ({"drawn": "unknown"}, "not drawn at random"),
        ({"invented": True}, "invented"),
        ({"rubric": {"id": "bbic", "version": "1.0", "sha256": "0" * 64}}, "another state of the rubric"),
        ({"rubric": None}, "does not compare the tool"),
    ],
)
def test_an_own_file_that_does_not_count_changes_nothing(tmp_path, given, why):
    html = built(tmp_path, measured=shipped(), own=agreement(**given))
    told = (tmp_path / "told").read_text()
    assert why in told
    assert len(told.splitlines()) == 1
    assert "Mätt på 60 påhittade akter" in band(html)


def test_two_readers_alone_say_nothing_of_the_tool(tmp_path):
    reader = {"kind": "codings", "cases": 40, "only_here": 0}
    html = built(tmp_path, own=agreement(readers=[{"name": "A", **reader}, {"name": "B", **reader}]))
    assert band(html).startswith("Maskinellt förslag")


def test_a_reader_s_levels_need_no_figures(tmp_path):
    records = [record(n, source="reader", criteria={"analysis": level(2)}) for n in range(8)]
    html = built(tmp_path, measured=shipped(), records=records)
    assert band(html) == "Fastställd av granskare"
    assert "påhittade" not in html


def test_the_table_of_the_method_section(tmp_path):
    html = built(tmp_path, measured=shipped())
    block = html[html.index('id="t-agreement"') :].partition("</details>")[0]
    assert "Verktyget är utvecklat med hjälp av dem." in block
    assert block.count('<th scope="row">') == len(NAMES)


def test_the_command(tmp_path):
    built(tmp_path, own=agreement())
    run, file = tmp_path / "run", tmp_path / "agreement.json"
    done = CliRunner().invoke(cli, ["report", str(run), "--agreement", str(file)])
    assert done.exit_code == 0
    assert "Stickprovsgranskad" in (run / "open" / "report.html").read_text(encoding="utf-8")
    file.write_text(json.dumps(agreement(n=12)), encoding="utf-8")
    done = CliRunner().invoke(cli, ["report", str(run), "--agreement", str(file)])
    assert "does not count" in done.stderr
    assert "12 files" in done.stderr
    file.write_text("{", encoding="utf-8")
    done = CliRunner().invoke(cli, ["report", str(run), "--agreement", str(file)])
    assert done.exit_code == 1
    assert done.stderr.startswith("Error: ")


# The measurement that a rubric brings


def own_rubric(folder: Path, measured: str | None) -> Path:
    folder.mkdir()
    for path in load_rubric("bbic").folder.glob("*.yaml"):
        (folder / path.name).write_bytes(path.read_bytes())
    if measured is not None:
        (folder / "measured.json").write_text(measured, encoding="utf-8")
    return folder


def test_a_measurement_is_no_part_of_the_hash_and_travels_with_the_rubric(tmp_path):
    bare = load_rubric(own_rubric(tmp_path / "bare", None))
    told = load_rubric(own_rubric(tmp_path / "told", json.dumps(shipped())))
    assert bare.sha256 == told.sha256
    data = json.loads(told.as_json())["measured"]
    assert data["rubric"]["sha256"] == SHA
    assert data["figures"]["analysis"]["kappa"] == {"value": 0.72, "low": 0.58, "high": 0.83}
    assert json.loads(bare.as_json())["measured"] is None


@pytest.mark.parametrize("text", ["{", "[]", '{"figures": {"analysis": 1}}'])
def test_a_broken_measurement_says_so(tmp_path, text):
    from audit.errors import AuditError

    with pytest.raises(AuditError, match=r"measured\.json"):
        load_rubric(own_rubric(tmp_path / "own", text))
