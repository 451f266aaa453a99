"""Forms inside others that no heading of their own begins: entries of a journal, lines and rows of a report, reviews
written into a plan."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import cache, partial

from audit.casefile.forms import Unit, tells_of_done
from audit.casefile.headings import DATE_FIRST
from audit.casefile.labels import label_key
from audit.casefile.model import Section
from audit.casefile.titles import meaning, stem_form
from audit.documents.model import Document
from audit.swedish.dates import find_dates
from audit.vocabulary import load_vocabulary

_LEAD = 60  # letters of a line's beginning that may say what it is
_LEAD_WORDS = 6
_LEAST = {"anmalan": 12, "forhandsbedomning": 5, "uppfoljning": 8}  # words of an entry that is such a form
_REVIEW = 12  # words of a dated paragraph in a plan
_REVIEWED = 4  # paragraphs that tell of goals below the line that dates a review
_BEGINS = re.compile(r"\s*(?:kl\.?\s*\d{1,2}[.:]?\d{0,2})?[\s,:;.–—-]*")
_STOPS = re.compile(r"[.:;,(\t\n]|\s[–—-]\s")
_PLANS = ("genomforandeplan", "vardplan")


def find_unheaded(
    document: Document, unit: Unit, sections: list[Section], made: date | None
) -> tuple[list[Section], dict[int, str]]:
    """The sections, cut where such a form begins, and the form that begins at each of these places of the text."""
    main = unit.forms[0]
    begun: dict[int, str] = {}
    if main == "journal":
        for section in sections:
            if section.dated and (form := _entry_form(document, section)):
                begun[section.start] = form
    elif main == "anmalan" and not any("forhandsbedomning" in meaning(s.title).forms for s in sections):
        sections = list(_cut(document, sections, _decides, "forhandsbedomning", begun))
    elif main in _PLANS:
        sections = list(_cut(document, sections, partial(_reviews, made=made), "uppfoljning", begun))
    elif main == "uppfoljning":
        begun.update({s.start: "genomforandeplan" for s in sections if _is_goal_table(document, s)})
    return sections, begun


def _entry_form(document: Document, section: Section) -> str | None:
    """What an entry says it is in its first words ("14/3 Förhandsbedömning: …", "2014-03-01 Orosanmälan inkom …")."""
    text = document.text[section.start : section.end]
    date = DATE_FIRST.match(text)
    text = text[date.end() :] if date else text
    text = text[_BEGINS.match(text).end() :]  # type: ignore[union-attr]
    stop = _STOPS.search(text, 0, _LEAD)
    lead = text[: stop.end()].strip(" :;,(–—-\t\n") if stop else ""
    words = len(text.split())
    form = None
    if 0 < len(lead.split()) <= _LEAD_WORDS:
        means = meaning(lead)
        form = means.forms[0] if means.forms else stem_form(lead)
    if form not in _LEAST and _patterns()["arrives"].match(text):
        form = "anmalan"
    if form not in _LEAST or words < _LEAST[form]:
        return None
    if form == "forhandsbedomning" and "bed" not in lead.lower() and not _patterns()["heard"].search(text):
        return None  # that an investigation is opened, and no more
    return None if form == "uppfoljning" and not tells_of_done(text, section.title or "") else form


def _decides(document: Document, index: int) -> bool:
    """A line or row headed as the preliminary assessment, or one that tells who was heard and what was decided."""
    block = document.blocks[index]
    words = document.text[block.start : block.end]
    stop = _STOPS.search(words, 0, _LEAD)
    lead = words[: stop.start()] if stop else ""
    if 0 < len(lead.split()) <= _LEAD_WORDS and "forhandsbedomning" in meaning(lead.strip()).forms:
        return len(words.split()) >= len(lead.split()) + 2
    named = _patterns()["assessed"].search(words)
    return all(_patterns()[name].search(words) for name in ("opens", "heard", *(() if named else ("decision",))))


def _reviews(document: Document, index: int, made: date | None) -> bool:
    """A paragraph that begins with a day after the plan was made, and tells, with those after it, what came of it."""
    block = document.blocks[index]
    lead = document.text[block.start : min(block.end, block.start + _LEAD)]
    days = [
        d for d in find_dates(lead, around=made) if d.precision == "day" and d.day and len(lead[: d.start].split()) <= 3
    ]
    if not days or days[0].day is None or label_key(lead[: days[0].start].strip("\t\n :")) is not None:
        return False  # "Datum: 2014-03-11" is a header's line
    first = DATE_FIRST.match(lead) is not None  # else the line names an occasion, and must tell of what was reached
    if made is not None and (days[0].day < made or (first and days[0].day == made)):
        return False  # a file kept as one is dated by its last part
    following = document.blocks[index : index + (1 if first else _REVIEWED)]
    words = document.text[block.start : following[-1].end]
    taken_up = _patterns()["review" if first else "reached"].search(words)
    return len(words.split()) >= _REVIEW and taken_up is not None and tells_of_done(words, "")


def _cut(
    document: Document,
    sections: Sequence[Section],
    begins: Callable[[Document, int], bool],
    form: str,
    begun: dict[int, str],
) -> Iterator[Section]:
    """Each section up to the first block where the form begins, and the rest of it."""
    for section in sections:
        first, last = section.blocks
        at = next((i for i in range(first, last) if not begun and begins(document, i)), None)
        if at is None:
            yield section
            continue
        start = document.blocks[at].start
        begun[max(start, section.start)] = form
        if at == first and (section.heading is None or section.heading[0] >= start):
            yield section
            continue
        yield replace(section, blocks=(first, at), end=start)
        yield replace(section, heading=None, title="", blocks=(at, last), start=start, parts=frozenset())


def _is_goal_table(document: Document, section: Section) -> bool:
    """A table of goals with who or when beside them: a plan, also in the minutes of a meeting."""
    columns = load_vocabulary("forms")["goal_table"]
    for block in document.blocks[slice(*section.blocks)]:
        if len(block.cells) >= 2:
            heads = [document.text[slice(*cell)].lower().split() for cell in block.cells]
            firsts = {words[0].strip(":?") for words in heads if words}
            if firsts & set(columns["goal"]) and firsts & set(columns["beside"]):
                return True
    return False


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    listed: dict[str, list[str]] = load_vocabulary("forms")["within"]
    return {name: re.compile("|".join(patterns), re.IGNORECASE) for name, patterns in listed.items()}
