"""The catalogue of texts: both languages whole, compiled as they stand, a text for every id that the code raises."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.pofile import read_po

from audit.results import read_results
from audit.texts import texts_in
from audit.texts.__main__ import compiled

ROOT = Path(__file__).resolve().parents[1]
AUDIT = ROOT / "audit"
LANGUAGES = ("sv", "en")
# Ids written in two words or one: what else stands in these places is a variable's name, a suffix or a sentence.
ID = re.compile(r"[a-z][a-z_]+")


def catalogue(language: str) -> dict[str, tuple[str, ...]]:
    with (AUDIT / "texts" / f"{language}.po").open("rb") as file:
        messages = [m for m in read_po(file) if m.id]
    keys = [m.id if isinstance(m.id, str) else m.id[0] for m in messages]
    texts = [(m.string,) if isinstance(m.string, str) else tuple(m.string) for m in messages]
    return dict(zip(keys, texts, strict=True))


def trees() -> Iterator[tuple[Path, ast.Module]]:
    for path in sorted(AUDIT.rglob("*.py")):
        yield path.relative_to(AUDIT), ast.parse(path.read_text(encoding="utf-8"))


def words_in(*nodes: ast.AST) -> set[str]:
    """The ids that an expression may give; what it asks before (`"a" if "b" in c`) is none of them."""
    words: set[str] = set()
    for node in nodes:
        match node:
            case ast.Constant(value=str() as word) if ID.fullmatch(word):
                words.add(word)
            case ast.IfExp():
                words |= words_in(node.body, node.orelse)
            case ast.Tuple() | ast.List() | ast.Set():
                words |= words_in(*node.elts)
    return words


def name_of(node: ast.AST) -> str:
    return getattr(node, "id", None) or getattr(node, "attr", "")


def reasons_raised() -> dict[str, str]:
    """Reason → the module that gives it: for a document, a grade, a fact, or where district and year come from."""
    found: dict[str, str] = {}
    for path, tree in trees():
        words: set[str] = set()
        for node in ast.walk(tree):
            if isinstance(node, ast.Call):
                words |= words_in(*(k.value for k in node.keywords if k.arg == "reason"))
                if name_of(node.func) in ("Unknown", "_shown", "unreadable"):
                    words |= words_in(*node.args)
            elif isinstance(node, ast.FunctionDef) and re.match(r"_what_it_is|_which_", node.name):
                words |= words_in(*(n.value for n in ast.walk(node) if isinstance(n, ast.Return) and n.value))
        found |= dict.fromkeys(words, path.as_posix())
    return found


def notices_raised() -> dict[str, str]:
    found: dict[str, str] = {}
    for path, tree in trees():
        words: set[str] = set()
        for node in ast.walk(tree):
            if isinstance(node, ast.Call):
                of = name_of(getattr(node.func, "value", node.func))
                if name_of(node.func) == "Notice":
                    words |= words_in(*node.args[:1])
                elif of in ("notices", "_notices") and name_of(node.func) in ("add", "append"):
                    words |= words_in(*node.args)
                words |= words_in(*(k.value for k in node.keywords if k.arg == "notices"))
            elif isinstance(node, ast.Assign) and "notices" in map(name_of, node.targets):
                words |= words_in(node.value)
        found |= dict.fromkeys(words, path.as_posix())
    return found


def test_the_search_finds_ids():
    """The two searches below see what they should: one id of each kind of place."""
    assert {"encrypted", "too_large", "scanned", "not_documented", "no_prelim", "nothing_to_grade", "same_text"} <= set(
        reasons_raised()
    )
    assert {"wrong_suffix", "tracked_changes", "several_children_named", "pages_scanned"} <= set(notices_raised())


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_reason_and_notice_has_a_text(language):
    t = texts_in(language)
    reasons = {r: where for r, where in reasons_raised().items() if not t.has(f"reason.{r}")}
    notices = {n: where for n, where in notices_raised().items() if not t.has(f"notice.{n}")}
    assert (reasons, notices) == ({}, {})


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_id_of_a_run_has_a_text(whole_run, language):
    t = texts_in(language)
    keys: set[str] = set()
    for result in read_results(whole_run.out / "results.jsonl"):
        keys |= {f"state.{c.state}" for c in result.criteria.values()}
        keys |= {f"confidence.{c.confidence}" for c in result.criteria.values() if c.confidence}
        keys |= {f"reason.{c.reason}" for c in result.criteria.values() if c.reason}
        keys |= {f"reason.{d.reason}" for d in result.documents if d.reason}
        keys |= {f"reason.{s['reason']}" for s in result.facts["shown"].values() if isinstance(s, dict)}
        keys |= {f"notice.{n.id}" for n in result.notices}
        keys |= {f"form.{f.form}" for d in result.documents for f in d.forms}
    assert sorted(key for key in keys if not t.has(key)) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_key_named_in_code_or_templates_has_a_text(language):
    t = texts_in(language)
    named: dict[str, str] = {}
    for path, tree in trees():
        calls = [
            n for n in ast.walk(tree) if isinstance(n, ast.Call) and n.args and isinstance(n.args[0], ast.Constant)
        ]
        keys = {c.args[0].value for c in calls if name_of(c.func) == "t" or name_of(getattr(c.func, "value", c)) == "t"}
        named |= dict.fromkeys(keys, path.as_posix())
    for path in sorted((ROOT / "templates").rglob("*.*")):
        keys = set(re.findall(r"""\bt(?:\.n)?\(\s*["']([\w.]+)["']\s*[,)]""", path.read_text(encoding="utf-8")))
        named |= dict.fromkeys(keys, path.name)
    assert len(named) > 30
    assert {key: where for key, where in named.items() if not t.has(key)} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_compiled_as_it_stands(language):
    source = AUDIT / "texts" / f"{language}.po"
    assert source.with_suffix(".mo").read_bytes() == compiled(source), "run `python -m audit.texts`"


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_key_twice_and_none_without_text(language):
    lines = (AUDIT / "texts" / f"{language}.po").read_text(encoding="utf-8").splitlines()
    keys = [line for line in lines if line.startswith("msgid ")]
    assert sorted({key for key in keys if keys.count(key) > 1}) == []
    assert [key for key, texts in catalogue(language).items() if not all(texts)] == []


def test_both_languages_have_the_same_keys_and_places_to_fill():
    sv, en = catalogue("sv"), catalogue("en")
    assert sv.keys() ^ en.keys() == set()

    def to_fill(texts: tuple[str, ...]) -> set[str]:
        return {name for text in texts for _, name, _, _ in Formatter().parse(text) if name}

    assert {key for key in sv if to_fill(sv[key]) != to_fill(en[key])} == set()


def test_a_missing_key_is_our_mistake():
    with pytest.raises(KeyError):
        texts_in("sv")("no.such.key")
    assert texts_in("en")("rubric") == "rubric", "a text may equal its key"
