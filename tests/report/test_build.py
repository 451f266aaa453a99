"""The open report from levels and rubric alone: its words, its safety, its bytes."""

import io
import json
import re
import zipfile
from datetime import date
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest
from openpyxl import load_workbook

from audit.errors import AuditError
from audit.report.build import build_open
from audit.rubric import load_rubric
from tests.report.levelfiles import facts, intervention, level, many, record, rubric_line, write_run

DAY = date(2024, 6, 3)


def built(folder: Path, records, *, language: str = "sv", **more) -> str:
    run = write_run(folder / "run", records)
    return build_open([run], folder / "to", language=language, day=DAY, **more).read_text(encoding="utf-8")


class Reader(HTMLParser):
    """Tags, headings and attributes of a page; a tag closed in the wrong order is an error."""

    VOID = ("meta", "br", "link", "line", "circle", "rect", "path")

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.feed(html)
        assert not self.open

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if "style" not in self.open and "script" not in self.open:
            self.words.append(data)


def test_levels_and_rubric_are_all_it_needs(tmp_path):
    run = write_run(tmp_path / "run", many())
    assert sorted(p.name for p in run.iterdir()) == ["levels.jsonl", "rubric.json"]
    page = build_open([run], run, language="sv", day=None)
    assert page == run / "open" / "report.html"
    assert sorted(p.name for p in page.parent.iterdir()) == ["counts.json", "report.html", "tables.xlsx"]


def test_the_same_bytes_each_time(tmp_path):
    first, second = tmp_path / "a", tmp_path / "b"
    built(first, many())
    built(second, many()[::-1])
    for name in ("report.html", "counts.json", "tables.xlsx"):
        assert (first / "to/open" / name).read_bytes() == (second / "to/open" / name).read_bytes()


@pytest.mark.parametrize("language", ["sv", "en"])
def test_no_request_leaves_and_no_script_runs(tmp_path, language):
    html = built(tmp_path, many(), language=language)
    page = Reader(html)
    assert f'<html lang="{language}">' in html
    assert "default-src &#39;none&#39;" in html or "default-src 'none'" in html
    assert not [tag for tag, _ in page.tags if tag in ("script", "link", "img", "iframe", "object", "form")]
    for tag, attrs in page.tags:
        for name in ("href", "src", "xlink:href"):
            assert (attrs.get(name) or "#").startswith("#"), (tag, attrs)
        assert not [name for name in attrs if name.startswith("on")]
    assert not re.search(r"url\(|@import", html)


def test_headings_descend_one_step_at_a_time_and_ids_are_unique(tmp_path):
    page = Reader(built(tmp_path, many()))
    steps = [int(tag[1]) for tag, _ in page.tags if re.fullmatch(r"h[1-6]", tag)]
    assert steps[0] == 1
    assert steps.count(1) == 1
    assert all(b <= a + 1 for a, b in pairwise(steps))
    ids = [attrs["id"] for _, attrs in page.tags if "id" in attrs]
    assert len(ids) == len(set(ids))
    for _, attrs in page.tags:
        if (href := attrs.get("href")) and len(href) > 1:
            assert href[1:] in ids
        for name in ("aria-labelledby", "aria-describedby"):
            assert all(part in ids for part in (attrs.get(name) or "").split())


def test_tables_have_scopes_and_figures_words(tmp_path):
    html = built(tmp_path, many())
    page = Reader(html)
    assert all("scope" in attrs for tag, attrs in page.tags if tag == "th")
    drawn = html.split('<svg class="bar')[1:]
    assert drawn
    assert all('role="img"' in svg and re.search(r"<title>[^<]+</title>", svg) for svg in drawn)


def test_all_of_it_in_english(tmp_path):
    html = built(tmp_path, many(), language="en")
    said = " ".join(Reader(html).words)
    assert "The child's own voice" in said
    for swedish in ("akter", "osäkerhet", "Delaktighet", "Uppföljning", "utsträckning", "behov ", "vårdnadshavare"):
        assert swedish not in said, swedish


def test_status_period_and_day_stand_at_the_top(tmp_path):
    html = built(tmp_path, many())
    assert "Maskinellt förslag – ej granskat" in html
    assert "Akter från 2011–2024" in html
    assert "2024-06-03" in html
    run = write_run(tmp_path / "plain", many())
    assert "2024-06-03" not in build_open([run], run, language="sv", day=None).read_text(encoding="utf-8")


def test_a_reader_s_levels_are_confirmed(tmp_path):
    assert "Fastställd av granskare" in built(tmp_path, [record(n, source="reader") for n in range(6)])


def test_count_stands_before_per_cent(tmp_path):
    records = [record(n, criteria={"analysis": level(3 if n < 6 else 1)}) for n in range(24)]
    said = built(tmp_path, records)
    assert (
        "I 6 av 24 akter (25\u00a0%, osäkerhet 12–\u206045\u00a0%) är uppgifterna analyserade i högre utsträckning."
        in said
    )


@pytest.mark.parametrize("language", ["sv", "en"])
def test_no_sentence_on_the_page_is_long(tmp_path, language):
    html = built(tmp_path, many(120), language=language)
    said = re.findall(r'<p class="(?:said|note|files)">([^<]+)', html) + re.findall(r"<li>\s*<p>([^<]+)", html)
    assert len(said) > 30
    for sentence in (s for text in said for s in re.split(r"(?<=[.:])\s", text)):
        assert len(sentence.split()) <= 25, sentence


def test_what_is_lacking_is_said_in_the_rubric_s_words(tmp_path):
    records = [record(n, criteria={"analysis": level(1, "risk_ej_vagd")}) for n in range(8)]
    assert "Oftast saknas risk vägd mot skydd. Det gäller 8 av 8 akter" in built(tmp_path, records)


def test_not_yet_due_stands_apart(tmp_path):
    due = [record(n, criteria={"follow_up": level(0)}) for n in range(6)]
    later = [record(n, criteria={"follow_up": level(0)}, facts=facts(follow_up_due=False)) for n in range(4)]
    html = built(tmp_path, [*due, *later])
    assert "ännu inte aktuell" in html
    assert "I 6 av 6 akter" in html


def test_unreadable_documents_are_counted_by_reason_and_never_named(tmp_path):
    bad = {"format": "pdf", "status": "unreadable", "reason": "scanned", "words": 0}
    good = {"format": "docx", "status": "read", "reason": None, "words": 10}
    html = built(tmp_path, [record(n, documents=[good, *([bad] if n < 2 else [])]) for n in range(9)])
    assert "2 handlingar kunde inte läsas." in html
    assert "Skannad utan text" in html


def test_a_small_district_is_a_sign(tmp_path):
    records = [*(record(n, district="Almvik") for n in range(2)), *(record(n, district="Björnö") for n in range(30)),
               *(record(n, district="Åsby") for n in range(30))]  # fmt: skip
    html = built(tmp_path, records)
    assert "×" in html
    assert "dold för att skydda enskilda" in html


def test_an_empty_run_says_so(tmp_path):
    assert "Inga akter har granskats." in built(tmp_path, [])


def test_few_files_show_no_figures(tmp_path):
    assert "Färre än 5 akter kunde bedömas." in built(tmp_path, [record(1), record(2)])


def test_names_of_districts_are_inert(tmp_path):
    evil = "<script>alert(1)</script>{{ 7*7 }}"
    html = built(
        tmp_path, [*(record(n, district=evil) for n in range(9)), *(record(n, district="Åsby") for n in range(9))]
    )
    assert "<script" not in html
    assert "{{ 7*7 }}" in html


# Several runs


def test_runs_are_joined(tmp_path):
    one = write_run(tmp_path / "one", [record(n, district="Almvik") for n in range(6)])
    two = write_run(tmp_path / "two", [record(n, district="Åsby") for n in range(7)])
    html = build_open([one, two], tmp_path / "to", language="sv", day=None).read_text(encoding="utf-8")
    assert "13 akter från 2 stadsdelar eller enheter." in html


def test_the_same_run_twice_is_refused(tmp_path):
    run = write_run(tmp_path / "one", [record(1)])
    with pytest.raises(AuditError, match="given twice"):
        build_open([run, run], tmp_path / "to", language="sv", day=None)


def test_other_rubrics_are_refused_and_joined_with_a_break(tmp_path):
    old = write_run(tmp_path / "old", [record(n, year=2014, rubric="bbic 0.9 " + "a" * 64) for n in range(6)])
    new = write_run(tmp_path / "new", [record(n, year=2019) for n in range(6)])
    with pytest.raises(AuditError, match="--allow-mixed"):
        build_open([old, new], tmp_path / "to", language="sv", day=None)
    page = build_open([old, new], tmp_path / "to", language="sv", day=None, allow_mixed=True)
    html = page.read_text(encoding="utf-8")
    assert "Här byter bedömningsmanualen version." in html
    assert "Jämför inte åren över brottet." in html


def test_a_reader_s_levels_and_the_tool_s_are_not_joined(tmp_path):
    run = write_run(tmp_path / "run", [record(1), record(2, source="reader")])
    with pytest.raises(AuditError, match="reader's"):
        build_open([run], tmp_path / "to", language="sv", day=None)


@pytest.mark.parametrize(("name", "content"), [("rubric.json", "[]"), ("rubric.json", "{"), ("levels.jsonl", "{}")])
def test_a_broken_run_is_an_error_that_says_where(tmp_path, name, content):
    run = write_run(tmp_path / "run", [record(1)])
    (run / name).write_text(content)
    with pytest.raises(AuditError, match=name):
        build_open([run], tmp_path / "to", language="sv", day=None)


def test_a_criterion_of_one_s_own_is_shown(tmp_path):
    rubric = json.loads(load_rubric("bbic").as_json())
    levels = {str(n): {"called": {"sv": w, "en": w}, "says": None, "requires": {}} for n, w in enumerate(("nej", "ja"))}
    asks = {"sv": "Är språket klart?", "en": "Is it clear?"}
    own = {"id": "sprak", "each": None, "asks": asks, "title": None, "lacks": {}, "levels": levels}
    rubric["criteria"].append(own)
    run = write_run(tmp_path / "run", [record(n, criteria={"sprak": level(n % 2)}) for n in range(12)], rubric=rubric)
    html = build_open([run], tmp_path / "to", language="sv", day=None).read_text(encoding="utf-8")
    assert "Är språket klart?" in html
    assert "”ja”: 6 av 12 akter" in html


# The workbook


def test_words_in_the_workbook_are_never_formulas(tmp_path):
    evil = '=HYPERLINK("http://x")'
    built(tmp_path, [*(record(n, district=evil) for n in range(9)), *(record(n, district="Åsby") for n in range(9))])
    raw = (tmp_path / "to/open/tables.xlsx").read_bytes()
    with zipfile.ZipFile(io.BytesIO(raw)) as book:
        assert {i.date_time[:3] for i in book.infolist()} == {(1980, 1, 1)}
        assert not [n for n in book.namelist() if b"<f>" in book.read(n)]
    cells = [c.value for sheet in load_workbook(io.BytesIO(raw)) for row in sheet for c in row]
    assert evil in cells


def test_numbers_in_the_workbook_are_numbers(tmp_path):
    built(tmp_path, [record(n, facts=facts(interventions=[intervention()])) for n in range(8)])
    sheet = load_workbook(tmp_path / "to/open/tables.xlsx")["levels.analysis"]
    assert sheet["A4"].value == "Alla"
    assert sheet["B4"].value == 8


# The golden page


def test_golden_page(tmp_path, golden):
    """The words of a whole page of invented levels; `--update-golden` accepts a change, reviewed like code."""
    html = built(tmp_path, many(60, seed=11))
    html = html.replace(rubric_line().split()[-1], "0" * 64)  # a word in a vocabulary changes the hash, not the page
    lines = "".join(Reader(html).words).splitlines()
    golden("report_page.txt", "\n".join(line.strip() for line in lines if line.strip()) + "\n")
