"""The internal pages: the case list, and each case's text beside its grades. Under secrecy."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from audit.levels import content_key
from audit.report.casepage import case_values
from audit.report.marks import visible
from audit.report.pages import page
from audit.report.queue import Waiting, doubt_words, queue_of
from audit.report.words import criterion_title, domain_name, level_name, reason_words
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
        queue=_queue(results, numbered, rubric, language),
        unreadable=_unreadable(numbered, t),
    )
    write_whole(index, html, secret=True)
    return index


def _row(number: int, result: CaseResult, rubric: Rubric, columns: list[str], language: str) -> dict[str, Any]:
    t = texts_in(language)
    doubtful = sum(result.criteria[n].confidence == "doubtful" for n in columns if n in result.criteria)
    areas = sum(c.confidence == "doubtful" for c in result.criteria.values()) - doubtful
    near = sum(c.confidence == "near" for c in result.criteria.values())
    unread = sum(d.status == "unreadable" for d in result.documents)
    described = [c.level for n, c in result.criteria.items() if n.startswith("domain.") and c.level is not None]
    return {
        "order": (-doubtful, -unread, -areas, -near, number),
        "number": number,
        "case_id": visible(result.case_id),
        "district": visible(result.district or t("group.district_unknown")),
        "year": result.year or t("group.year_unknown"),
        "doubtful": t("internal.doubtful_of", levels=doubtful, areas=areas) if areas else doubtful,
        "unread": unread,
        "notices": len(result.notices),
        "cells": [_cell(result.criteria.get(name), rubric, name, language) for name in columns],
        "described": t("figure.count_of", count=sum(v >= 2 for v in described), n=len(described)) if described else ".",
    }


def _queue(
    results: Sequence[CaseResult], numbered: list[tuple[int, CaseResult]], rubric: Rubric, language: str
) -> list[dict[str, Any]]:
    """The whole queue in its four groups, each line with links to the case's page."""
    t = texts_in(language)
    number_of = {result.case_id: number for number, result in numbered}
    groups: dict[tuple[str, bool], list[dict[str, Any]]] = {}
    for waiting in queue_of(results, rubric):
        page_of_case = f"cases/{number_of[waiting.case_id]}.html"
        links = [
            {"href": f"{page_of_case}#c-{name}", "title": _title(name, waiting, rubric, language), "level": level}
            for name, level in waiting.levels
        ]
        line = {"case_id": visible(waiting.case_id), "href": page_of_case, "links": links}
        line["why"] = doubt_words(waiting.doubt, t)
        groups.setdefault((waiting.confidence, waiting.area), []).append(line)
    return [
        {
            "title": t(f"queue.group.{confidence}{'.areas' if area else ''}"),
            "levels": sum(len(line["links"]) for line in lines),
            "open": confidence == "doubtful" and not area,
            "lines": lines,
        }
        for (confidence, area), lines in groups.items()
    ]


def _title(name: str, waiting: Waiting, rubric: Rubric, language: str) -> str:
    area = domain_name(name.partition(".")[2], waiting.bbic)
    return area if waiting.area else criterion_title(rubric, name, language)


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
