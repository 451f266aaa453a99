"""What one internal case page shows: the documents with their passages marked, the grades, and the facts."""

from collections.abc import Iterator
from typing import Any

from audit.errors import AuditError
from audit.report.explained import explain
from audit.report.marks import Line, Mark, marked_lines, visible
from audit.report.tables import NOT_AVAILABLE
from audit.report.words import (
    criterion_of,
    criterion_title,
    domain_name,
    place_words,
    reason_words,
)
from audit.results import CaseResult, DocumentRecord, PassageRecord
from audit.rubric import Rubric
from audit.runfolder import RunFolder
from audit.texts import Texts, texts_in

DATES = ("reported", "prelim_decided", "opened", "closed", "started", "ended")
SHORT = 90  # as much of a passage as leads to it
FEW = 4  # passages shown before the rest is folded
_Placed = dict[str, list[Mark]]  # document's name → the marks in it


def case_values(out: RunFolder, result: CaseResult, rubric: Rubric, language: str) -> dict[str, Any]:
    """Everything that the template of a case page asks for."""
    t = texts_in(language)
    marks: _Placed = {d.name: [] for d in result.documents}
    # Areas stand last and without a number: they are many, and their passages nearly all of the investigation.
    names = sorted(result.criteria, key=lambda name: criterion_of(rubric, name).each is not None)
    criteria = [_criterion(n, name, result, rubric, language, marks) for n, name in enumerate(names, start=1)]
    facts = _facts(result, t, marks)
    return {
        "case_id": visible(result.case_id),
        "district": visible(result.district or t("group.district_unknown")),
        "year": result.year or t("group.year_unknown"),
        "bbic": t(f"bbic.{result.bbic}") if result.bbic else t("reason.generation_unknown"),
        "criteria": [c for c in criteria if not c["area"]],
        "areas": [c for c in criteria if c["area"]],
        "documents": [_document(n, d, out, marks[d.name], t) for n, d in enumerate(result.documents, start=1)],
        "notices": [_notice(n.id, n.values, t) for n in result.notices],
        **facts,
    }


# Grades


def _criterion(
    number: int, name: str, result: CaseResult, rubric: Rubric, language: str, marks: _Placed
) -> dict[str, Any]:
    t, record = texts_in(language), result.criteria[name]
    area = criterion_of(rubric, name).each is not None
    title = domain_name(name.partition(".")[2], result.bbic) if area else criterion_title(rubric, name, language)
    # One passage may serve several measures; it is shown once.
    passages = {(p.document, p.start, p.end, p.for_): p for p in record.passages}.values()
    links = [_link(k, p, number, name, title, area, result, t, marks) for k, p in enumerate(passages, start=1)]
    said = explain(result, name, rubric, language)
    return {
        "id": f"c-{name}",
        "number": number,
        "area": area,
        "title": title,
        "asks": said.asks,
        "level": record.level,
        "called": said.called,
        "says": said.says,
        "confidence": record.confidence,
        "confidence_words": said.confidence,
        "sure": t(f"confidence.{record.confidence}") if record.confidence else "",
        "rule": said.rule,
        "for": _first_and_rest([link for link in links if link["for"]]),
        "against": _first_and_rest([link for link in links if not link["for"]]),
        "next": said.next_level,
        "lacking": [lack.words for lack in said.lacking],
        "looked_in": said.looked_in,
    }


def _first_and_rest(links: list[dict[str, Any]]) -> dict[str, Any]:
    """A long list is folded after its first few."""
    few = links if len(links) <= FEW + 2 else links[:FEW]
    return {"first": few, "rest": links[len(few) :], "more": len(links) - len(few)}


def _link(
    k: int,
    p: PassageRecord,
    number: int,
    name: str,
    title: str,
    area: bool,
    result: CaseResult,
    t: Texts,
    marks: _Placed,
) -> dict[str, Any]:
    mark = f"m-{number}-{k}"
    kind = "area" if area else "for" if p.for_ else "against"
    label = "" if area else f"{number}{'+' if p.for_ else '−'}"
    said = t("passage.for") if p.for_ else t("passage.against")
    marks.setdefault(p.document, []).append(Mark(mark, p.start, p.end, kind, f"#c-{name}", label, f"{title}: {said}"))
    return {
        "mark": mark,
        "for": p.for_,
        "quote": _short(p.quote),
        "where": _where(p.document, p.form, p.section, p.page, result, t),
    }


def _where(document: str, form: str | None, section: str | None, page: int | None, result: CaseResult, t: Texts) -> str:
    place = place_words(f"{form}.{section}" if section else form, t, result.bbic) if form else visible(document)
    return place + (f", {t('explain.page', page=page)}" if page else "")


def _short(quote: str) -> str:
    words = visible(" ".join(quote.split()))
    return words if len(words) <= SHORT else words[:SHORT].rsplit(" ", 1)[0] + " …"


# Documents


def _document(number: int, record: DocumentRecord, out: RunFolder, marks: list[Mark], t: Texts) -> dict[str, Any]:
    return {
        "id": f"d-{number}",
        "name": visible(record.name),
        "status": record.status,
        "reason": reason_words(record.reason, t),
        "forms": [t(f"form.{form.form}") for form in record.forms],
        "words": record.words,
        "lines": _lines(record, out, marks),
    }


def _lines(record: DocumentRecord, out: RunFolder, marks: list[Mark]) -> list[Line | list[Line]]:
    """The lines of a document; rows that follow each other are together, as one table."""
    if record.status != "read":
        return []
    path = out.text_of(record.sha256)
    try:
        lines = marked_lines(path.read_text(encoding="utf-8"), marks)
    except OSError as fault:
        raise AuditError(f"{path}: cannot be read ({fault.strerror}). Run again with --again.") from fault
    found: list[Line | list[Line]] = []
    for line in lines:
        if line.kind != "row":
            found.append(line)
        elif found and isinstance(found[-1], list) and line.page is None:
            found[-1].append(line)
        else:
            found.append([line])
    return found


# Facts


def _facts(result: CaseResult, t: Texts, marks: _Placed) -> dict[str, Any]:
    facts = result.facts

    def fact(mark: str, passage: dict[str, Any], title: str) -> dict[str, Any]:
        marks.setdefault(passage["document"], []).append(
            Mark(mark, passage["start"], passage["end"], "fact", "#facts", "", title)
        )
        where = _where(passage["document"], passage["form"], passage["section"], passage["page"], result, t)
        return {"mark": mark, "quote": _short(passage["quote"]), "where": where}

    needs = [
        {**fact(f"f-{n['id']}", n["passage"], t("col.needs")), "id": n["id"], "answer": t(f"need.{n['answer']}"),
         "unanswered": n["answer"] == "none", "area": domain_name(n["domain"], result.bbic) if n["domain"] else ""}
        for n in facts["needs"]
    ]  # fmt: skip
    interventions = [
        {**fact(f"f-{i['id']}", i["passage"], t("col.interventions")), "id": i["id"], "type": t(f"type.{i['type']}"),
         "answer": t(f"answer.{i['answer']}"), "basis": t(f"basis.{i['basis']}") if i["basis"] else NOT_AVAILABLE,
         "motivated": bool(i["needs"])}
        for i in facts["interventions"]
    ]  # fmt: skip
    follow_ups = [
        {**fact(f"f-u{n}", u["passage"], t("section.follow_up")), "when": visible(u["when"] or NOT_AVAILABLE),
         "state": t(f"follow_up.{u['state']}"),
         "shows": [t(f"follow_up.{k}") for k in ("takes_up", "achieved", "next") if u[k]]}
        for n, u in enumerate(facts["follow_ups"], start=1)
    ]  # fmt: skip
    timeline = facts["timeline"]
    return {
        "timeline": list(_timeline(result, t, fact)),
        "flags": [t(f"flag.{flag}") for flag in timeline["flags"]],
        "needs": needs,
        "interventions": interventions,
        "links": {(need, intervention) for need, intervention in map(tuple, facts["links"])},
        "follow_ups": follow_ups,
        "summary": list(_summary(facts, t)),
    }


def _timeline(result: CaseResult, t: Texts, fact: Any) -> Iterator[dict[str, Any]]:
    timeline = result.facts["timeline"]
    for name in sorted((d for d in DATES if timeline[d]), key=lambda d: (timeline[d], DATES.index(d))):
        passages = result.facts["shown"].get(f"timeline.{name}")
        shown = fact(f"f-{name}", passages[0], t(f"date.{name}")) if isinstance(passages, list) and passages else None
        yield {"date": timeline[name], "what": t(f"date.{name}"), "shown": shown}


def _summary(facts: dict[str, Any], t: Texts) -> Iterator[tuple[str, str]]:
    def truth(value: bool | None) -> str:
        return NOT_AVAILABLE if value is None else t("value.yes") if value else t("value.no")

    yield t("table.outcomes"), t(f"outcome.{facts['outcome']}") if facts["outcome"] else NOT_AVAILABLE
    yield t("table.meetings"), NOT_AVAILABLE if facts["meetings"] is None else str(facts["meetings"])
    yield t("table.contacts"), ", ".join(t(f"contact.{c}") for c in facts["contacts"]) or NOT_AVAILABLE
    yield t("fact.talked_alone"), truth(facts["talked_alone"])
    yield t("fact.in_plan"), truth(facts["in_plan"])
    yield t("protection_assessment"), truth(facts["timeline"]["protection_assessment"])


def _notice(notice: str, values: dict[str, str], t: Texts) -> str:
    shown = {k: visible(v) for k, v in values.items()}
    return t(f"notice.{notice}", **shown) if t.has(f"notice.{notice}") else notice
