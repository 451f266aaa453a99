"""The whole of `corpus_samples/` against what was accepted before: grades, main facts and the words of the page."""

import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

from audit.results import CaseResult, read_results

# What is said of the shipped measurement holds for one state of the rubric: any word list changes it, not the levels.
MEASURED = re.compile(
    r'<p class="(?:band|note measured)">.*?</p>|<span class="status">.*?</span>|'
    r'<div class="block" id="t-agreement">.*?</details>',
    re.DOTALL,
)
NULL = {"not_applicable": "na", "not_assessable": "cannot be assessed", "unreadable": "unreadable"}


def test_grades_and_facts(whole_run, golden):
    results = read_results(whole_run.out / "results.jsonl")
    golden("results.txt", "\n".join(line for result in results for line in lines_of(result)) + "\n")


def test_page(whole_run, golden):
    page = (whole_run.out / "open" / "report.html").read_text(encoding="utf-8")
    golden("report.txt", words_of(MEASURED.sub("", page)))


def lines_of(result: CaseResult) -> Iterator[str]:
    """A case in a few lines that a person can compare."""
    yield f"{result.case_id}: {result.district} {result.year} ({result.bbic})"
    graded = {name: _level(c.level, c.state, c.confidence) for name, c in result.criteria.items()}
    yield "  " + ", ".join(f"{n} {v}" for n, v in graded.items() if not n.startswith("domain."))
    yield "  domains: " + ", ".join(f"{n[7:]} {v}" for n, v in graded.items() if n.startswith("domain."))
    f = result.facts
    yield "  forms: " + _words(f["forms"])
    yield "  timeline: " + ", ".join(f"{k} {_word(v)}" for k, v in f["timeline"].items() if v)
    yield "  needs: " + ", ".join(f"{n['domain']} {n['answer']}{' reasoned' * n['reasoned']}" for n in f["needs"])
    for i in f["interventions"]:
        what = f"{i['type']} {i['basis']} {i['answer']} {i['provider']}"
        yield f"  intervention: {what} for {_words(i['needs']) or 'none'}"
    yield f"  talks: {len(f['talks'])}, meetings: {f['meetings']}, alone: {f['talked_alone']}, in plan: {f['in_plan']}"
    yield "  follow-ups: " + ", ".join(f"{u['state']} {u['whose']}" for u in f["follow_ups"])
    yield f"  outcome: {f['outcome']}, early: {f['early']}, contacts: {_words(f['contacts'])}"
    yield f"  child: {_word(f['child'])}, participation: {_word(f['participation'])}, voice: {_word(f['voice'])}"
    yield f"  entry: {_word(f['entry'])}, closing: {_word(f['closing'])}"


def _level(level: int | None, state: str, confidence: str | None) -> str:
    return NULL[state] if level is None else f"{level}{'' if confidence == 'firm' else ' ' + str(confidence)}"


def _words(values: list[str]) -> str:
    return " ".join(values)


def _word(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, sort_keys=True)


def words_of(page: str) -> str:
    """The words of a page, a block to a line, the cells of a row side by side."""
    reader = _Words()
    reader.feed(page)
    return "\n".join(line for text in "".join(reader.parts).splitlines() if (line := " ".join(text.split()))) + "\n"


class _Words(HTMLParser):
    IN_LINE = frozenset({"a", "abbr", "b", "code", "em", "i", "small", "span", "strong", "sub", "sup", "tspan", "u"})
    UNSEEN = frozenset({"script", "style", "head"})

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self._unseen = 0

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        self._unseen += tag in self.UNSEEN
        self.parts.append("" if tag in self.IN_LINE else " | " if tag in ("td", "th") else "\n")

    def handle_endtag(self, tag: str) -> None:
        self._unseen -= tag in self.UNSEEN
        if tag not in self.IN_LINE | {"td", "th"}:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self.parts.append(" ".join(data.split()) if not data.strip() else data.replace("\n", " "))
