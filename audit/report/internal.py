"""The internal pages: the case list, and each case's text beside its grades. Under secrecy."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from audit.levels import content_key
from audit.report.casepage import case_values
from audit.report.marks import visible
from audit.report.pages import page
from audit.report.words import criterion_title, level_name, reason_words
from audit.results import CaseResult, CriterionRecord
from audit.rubric import Rubric
from audit.runfolder import RunFolder, write_whole
from audit.texts import Texts, texts_in


def write_internal(out: RunFolder, results: Sequence[CaseResult], rubric: Rubric, *, language: str) -> Path:
    """Writes index.html and cases/<n>.html; gives the path of the case list. `n` is the case's number in key.csv."""
    t = texts_in(language)
    # The same order as in levels.jsonl, so that a number there leads to the page here.
    numbered = list(enumerate(sorted(results, key=lambda r: (content_key(r), r.case_id)), start=1))
    folder = out.internal / "cases"
    for number, result in numbered:
        values = case_values(out, result, rubric, language)
        beside = {"previous": number - 1 or None, "following": number + 1 if number < len(numbered) else None}
        html = page("case.html", language=language, number=number, **beside, **values)
        write_whole(folder / f"{number}.html", html, secret=True)
    kept = {f"{number}.html" for number, _ in numbered}
    for stale in folder.glob("*.html"):
        if stale.name not in kept:
            stale.unlink()
    columns = [c.id for c in rubric.criteria if c.each is None]
    index = out.internal / "index.html"
    rows = sorted((_row(n, r, rubric, columns, language) for n, r in numbered), key=lambda row: row["order"])
    html = page(
        "index.html",
        language=language,
        rubric_title=getattr(rubric.head.title, language),
        columns=[criterion_title(rubric, name, language) for name in columns],
        rows=rows,
        unreadable=_unreadable(numbered, t),
    )
    write_whole(index, html, secret=True)
    return index


def _row(number: int, result: CaseResult, rubric: Rubric, columns: list[str], language: str) -> dict[str, Any]:
    t = texts_in(language)
    doubtful = sum(c.confidence == "doubtful" for c in result.criteria.values())
    near = sum(c.confidence == "near" for c in result.criteria.values())
    unread = sum(d.status == "unreadable" for d in result.documents)
    described = [c.level for n, c in result.criteria.items() if n.startswith("domain.") and c.level is not None]
    return {
        "order": (-doubtful, -unread, -near, number),
        "number": number,
        "case_id": visible(result.case_id),
        "district": visible(result.district or t("group.district_unknown")),
        "year": result.year or t("group.year_unknown"),
        "doubtful": doubtful,
        "unread": unread,
        "notices": len(result.notices),
        "cells": [_cell(result.criteria.get(name), rubric, name, language) for name in columns],
        "described": t("figure.count_of", count=sum(v >= 2 for v in described), n=len(described)) if described else ".",
    }


def _cell(record: CriterionRecord | None, rubric: Rubric, name: str, language: str) -> dict[str, Any]:
    t = texts_in(language)
    if record is None:
        return {"level": None, "text": "..", "title": "", "confidence": None}
    if record.level is None:
        title = f"{t('state.' + record.state)}. {reason_words(record.reason, t)}"
        return {
            "level": None,
            "text": "." if record.state == "not_applicable" else "..",
            "title": title,
            "confidence": None,
        }
    called = level_name(rubric, name, record.level, language)
    title = f"{called} ({t('confidence.' + str(record.confidence))})"
    return {"level": record.level, "text": str(record.level), "title": title, "confidence": record.confidence}


def _unreadable(numbered: list[tuple[int, CaseResult]], t: Texts) -> list[dict[str, Any]]:
    return [
        {"number": n, "case_id": visible(r.case_id), "name": visible(d.name), "reason": reason_words(d.reason, t)}
        for n, r in numbered
        for d in r.documents
        if d.status == "unreadable"
    ]
