"""The internal pages: marked passages, untrusted text, the case list. Every person is invented."""

import json
import re
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path

import pytest

from audit.discovery import find_cases
from audit.levels import levels_of
from audit.report.build import build_internal
from audit.report.marks import Mark, marked_lines, visible
from audit.results import CaseResult
from audit.rubric import load_rubric
from audit.runfolder import RunFolder
from audit.runs import Run, carry_out
from tests.report.test_build import Reader

INVESTIGATION = """# Utredning

| Namn | Tage Ek |
| Inledd | 2019-02-04 |

## Samtal med barnet

Den 3 maj träffade jag Tage ensam på skolan. Tage berättar att han är rädd när mamma dricker.

## Analys och bedömning

Att Tage har slutat sova i sitt rum tyder på att han är rädd. Tage behöver en vuxen som är nykter varje kväll.

## Beslut

Familjebehandling beviljas enligt 4 kap. 1 § SoL. Mamman samtycker.
"""
EVIL = "<script>alert(1)</script> {{ 7 * 7 }} {% raw %} </mark></article> &lt; \u202eklam\u202c"
NAME = "två\u202e<b>"


@dataclass(frozen=True)
class Made:
    """A run of small cases and its internal pages."""

    out: RunFolder
    results: tuple[CaseResult, ...]

    def page(self, case_id: str) -> str:
        number = next(r.case for r, i in levels_of(self.results) if i == case_id)
        return (self.out.internal / "cases" / f"{number}.html").read_text(encoding="utf-8")


class Silent:
    """Shows nobody how far a run has come."""

    def step(self) -> None: ...


def made(folder: Path, cases: dict[str, dict[str, str]], *, language: str = "sv") -> Made:
    for case, files in cases.items():
        for name, text in files.items():
            path = folder / "in" / case / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    found = find_cases([folder / "in"], include=("md",)).cases
    run = Run(found, (load_rubric("bbic"),), folder / "out", language)
    done = carry_out(run, tell=lambda line: None, progress=lambda n: nullcontext(Silent()))
    return Made(RunFolder(folder / "out"), done.results[0])


@pytest.fixture(scope="module")
def run(tmp_path_factory) -> Made:
    cases = {
        "ett": {"1.md": INVESTIGATION, "tom.txt": ""},
        NAME: {"1.md": INVESTIGATION.replace("Tage berättar", f"{EVIL} Tage berättar")},
    }
    return made(tmp_path_factory.mktemp("internal"), cases)


def test_every_page_says_that_it_is_secret(run):
    for page in (run.out.internal / "index.html", *(run.out.internal / "cases").glob("*.html")):
        html = page.read_text(encoding="utf-8")
        assert "INTERN – sekretess" in html
        assert "default-src 'none'" in html
        assert not [tag for tag, _ in Reader(html).tags if tag in ("script", "link", "img")]
        assert page.stat().st_mode & 0o077 == 0


def test_each_level_links_to_its_passages_in_the_text(run):
    html = run.page("ett")
    ids = {attrs["id"] for _, attrs in Reader(html).tags if "id" in attrs}
    links = [attrs["href"][1:] for _, attrs in Reader(html).tags if (attrs.get("href") or "").startswith("#")]
    assert len([link for link in links if link.startswith("m-")]) > 5
    assert set(links) <= ids
    assert '<mark class="for' in html
    assert "Barnets egen röst" in html
    assert "Genomsökta avsnitt" in html


def test_the_text_of_a_file_is_inert(run):
    html = run.page(NAME)
    assert "<script" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html
    assert "{{ 7 * 7 }}" in html
    assert "\u202e" not in html
    assert "två⟨U+202E⟩&lt;b&gt;" in html
    Reader(html)  # closes its tags in order


def test_nothing_of_the_text_is_lost_by_marking(run):
    html = run.page("ett")
    shown = re.sub(r"\s+", " ", "".join(Reader(re.sub(r'<a class="ref[^>]*>[^<]*</a>', "", html)).words))
    for line in INVESTIGATION.splitlines():
        for cell in line.strip("|# ").split(" | "):
            assert cell in shown


def test_the_red_thread_stands_as_a_matrix(run):
    html = run.page("ett")
    matrix = html[html.index('<table class="matrix">') :].partition("</table>")[0]
    assert "Familjebehandling" in matrix
    assert "vuxen som är nykter" in matrix
    assert 'scope="row"' in matrix


def test_unreadable_documents_are_named(run):
    index = (run.out.internal / "index.html").read_text(encoding="utf-8")
    assert "tom.txt" in index
    assert "Filen är tom." in index
    assert "tom.txt" in run.page("ett")


def doubting(result: CaseResult) -> CaseResult:
    criteria = {
        name: record.model_copy(update={"confidence": "doubtful"}) if record.level is not None else record
        for name, record in result.criteria.items()
    }
    return result.model_copy(update={"criteria": criteria})


def test_doubtful_cases_stand_first(run):
    rubric = load_rubric("bbic")
    for name in ("ett", NAME):
        results = [doubting(r) if r.case_id == name else r for r in run.results]
        build_internal(run.out, results, rubric, language="sv")
        index = (run.out.internal / "index.html").read_text(encoding="utf-8")
        rows = index[index.index("<tbody>") :].split("<tr>")[1:]
        assert ("två" in rows[0]) is (name == NAME)
    build_internal(run.out, run.results, rubric, language="sv")


def test_pages_of_cases_no_longer_there_go_away(tmp_path):
    both = made(tmp_path, {"a": {"1.md": INVESTIGATION}, "b": {"1.md": INVESTIGATION.replace("Tage", "Moa")}})
    build_internal(both.out, both.results[:1], load_rubric("bbic"), language="sv")
    assert [p.name for p in (both.out.internal / "cases").glob("*.html")] == ["1.html"]


def test_in_english(tmp_path):
    html = made(tmp_path, {"a": {"1.md": INVESTIGATION}}, language="en").page("a")
    assert "INTERNAL – under secrecy" in html
    assert "The child&#39;s own voice" in html
    assert "Sections searched" in html


# Marks

KEPT = json.dumps({
    "text": "Tage sover inte. Han är rädd.\nSlut",
    "blocks": [["paragraph", 0, 29, 1, False, []], ["heading", 30, 34, 2, True, []]],
})  # fmt: skip


def mark(name: str, start: int, end: int, kind: str = "for") -> Mark:
    return Mark(name, start, end, kind, "#x", name, name)


def test_overlapping_marks_are_cut_at_their_ends():
    first, last = marked_lines(KEPT, [mark("a", 0, 16), mark("b", 5, 29, "against"), mark("c", 5, 10)])
    (stretches,) = first.cells
    assert [s.text for s in stretches] == ["Tage ", "sover", " inte.", " Han är rädd."]
    assert [s.kinds for s in stretches] == [("for",), ("for", "against"), ("for", "against"), ("against",)]
    assert [[m.id for m in s.begins] for s in stretches] == [["a"], ["b", "c"], [], []]
    assert last.kind == "heading"
    assert last.page == 2


def test_a_mark_over_two_lines_has_its_id_once():
    lines = marked_lines(KEPT, [mark("a", 20, 34)])
    begins = [m.id for line in lines for cell in line.cells for s in cell for m in s.begins]
    assert begins == ["a"]
    assert lines[1].cells[0][0].kinds == ("for",)


def test_unseen_signs_are_shown():
    assert visible("a\u202eb\u0000c\u2067") == "a⟨U+202E⟩b⟨U+0000⟩c⟨U+2067⟩"
    assert visible("å\té") == "å\té"
