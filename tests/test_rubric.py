"""A bad rubric stops the run with file, line, key and the nearest valid key."""

from pathlib import Path

import pytest

from audit.errors import AuditError
from audit.rubric import load_rubric

HEAD = "id: own\nversion: '1'\ntitle: {sv: Egen, en: Own}\n"
GOOD = """\
id: seen
asks: {sv: Syns barnet?, en: Is the child seen?}
measures:
  met: {kind: facts, of: talks, where: {with: child}}
levels:
  0: {called: {sv: nej, en: no}}
  1: {called: {sv: ja, en: yes}, requires: {met: 1}}
"""


def rubric(tmp_path: Path, text: str, head: str = HEAD) -> Path:
    (tmp_path / "rubric.yaml").write_text(head, encoding="utf-8")
    (tmp_path / "10-seen.yaml").write_text(text, encoding="utf-8")
    return tmp_path


def test_good_rubric_is_read(tmp_path):
    loaded = load_rubric(rubric(tmp_path, GOOD))
    assert [c.id for c in loaded.criteria] == ["seen"]
    assert loaded.criteria[0].required(1) == {"met": 1}


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        ("kind: facts", "kind: fact", 4, "no measure kind 'fact'.*Did you mean 'facts'"),
        ("requires:", "require:", 7, "unknown key 'require'.*Did you mean 'requires'"),
        ("{met: 1}", "{meet: 1}", 7, "no measure 'meet'.*Did you mean 'met'"),
        ("of: talks", "of: talk", 4, "'talks'"),
        ("with: child", "wiht: child", 4, "talks have no field 'wiht'"),
        ("asks: {sv: Syns barnet?, en: Is the child seen?}\n", "", 1, "'asks' is missing"),
        (", requires: {met: 1}", "", 4, "nobody uses this measure"),
        ("met: 1}", "met: 0}", 7, "can never be reached or missed"),
        ("  0: {", "  2: {", 5, "levels count from 0"),
        ("id: seen", "id: seen\nid: seen", 2, "'id' stands twice"),
        ("kind: facts", "kind: &a facts", 4, "anchors and aliases"),
        ("levels:", "levels", None, "not valid YAML"),
    ],
)
def test_faults_name_file_line_and_nearest_key(tmp_path, old, new, line, said):
    assert old in GOOD
    with pytest.raises(AuditError, match=said) as fault:
        load_rubric(rubric(tmp_path, GOOD.replace(old, new, 1)))
    assert str(fault.value).startswith(f"{tmp_path / '10-seen.yaml'}:{line or ''}")


def test_a_level_above_zero_that_requires_nothing(tmp_path):
    text = GOOD + "  2: {called: {sv: mer, en: more}}\n"
    with pytest.raises(AuditError, match="requires nothing"):
        load_rubric(rubric(tmp_path, text))


def test_circle_of_measures(tmp_path):
    text = GOOD.replace("levels:", "  a: {kind: any, of: {b: 1}}\n  b: {kind: any, of: {a: 1}}\nlevels:").replace(
        "{met: 1}", "{met: 1, a: 1}"
    )
    with pytest.raises(AuditError, match="circle: a → b → a"):
        load_rubric(rubric(tmp_path, text))


def test_unknown_role_is_refused(tmp_path):
    text = GOOD.replace("{kind: facts, of: talks, where: {with: child}}", "{kind: sentences, where: {role: interpret}}")
    with pytest.raises(AuditError, match=r"10-seen.yaml:4: measures.met.where.role: no role 'interpret'"):
        load_rubric(rubric(tmp_path, text))


def test_share_above_one_can_never_be_given(tmp_path):
    text = GOOD.replace(
        "levels:", "  half: {kind: share, among: met, where: {alone: true}, if_none: unmet}\nlevels:"
    ).replace("{met: 1}", "{met: 1, half: 2}")
    with pytest.raises(AuditError, match="the most is 1"):
        load_rubric(rubric(tmp_path, text))


def test_unknown_name_lists_the_known():
    with pytest.raises(AuditError, match=r"no rubric 'bbi'\. Known: bbic"):
        load_rubric("bbi")


def test_words_stay_words(tmp_path):
    """YAML 1.1 would read these as False and 750."""
    loaded = load_rubric(rubric(tmp_path, GOOD.replace("sv: nej", "sv: no").replace("sv: ja", "sv: 12:30")))
    levels = loaded.criteria[0].levels
    assert (levels[0].called.sv, levels[1].called.sv) == ("no", "12:30")


def test_hash_is_the_same_with_line_ends_of_windows(tmp_path):
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    one = load_rubric(rubric(tmp_path / "a", GOOD))
    other = rubric(tmp_path / "b", GOOD)
    for path in other.glob("*.yaml"):
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert load_rubric(other).sha256 == one.sha256


def test_levels_below_are_required_down_to_one_that_stands_alone():
    criteria = {c.id: c for c in load_rubric("bbic").criteria}
    assert criteria["follow_up"].required(3) == {"goals": 1, "held": 1}
    assert criteria["follow_up"].required(1) == {"planned": 1}
    assert set(criteria["analysis"].required(3)) >= {"part", "reasoning", "sides", "weighs"}


def test_a_shipped_name_means_the_shipped_rubric(tmp_path, monkeypatch):
    (tmp_path / "bbic").mkdir()
    monkeypatch.chdir(tmp_path)
    assert load_rubric("bbic").head.id == "bbic"


def test_an_id_that_could_be_a_path_is_refused(tmp_path):
    with pytest.raises(AuditError, match=r"rubric.yaml:1: id"):
        load_rubric(rubric(tmp_path, GOOD, HEAD.replace("id: own", "id: ../own")))
