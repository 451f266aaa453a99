"""The forms of one unit: its own, and those that stand inside it as headed parts with content."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from audit.casefile.forms import Unit, date_of, follow_up_kind, tells_of_done
from audit.casefile.labels import Label
from audit.casefile.model import Form, Section
from audit.casefile.titles import meaning, stem_form
from audit.casefile.unheaded import find_unheaded
from audit.casefile.unnamed import only_decides, place_analysis
from audit.casefile.weighing import cut_at_turn
from audit.documents.model import Document
from audit.swedish.dates import find_dates

_OWN_TEXT = 2  # words under a heading without which it is empty
_PLAN = 15  # words of a plan that is a headed part of another form
_BLANK = re.compile(r"^[^:\n]{1,45}:[ \t._–-]*$", re.MULTILINE)  # "Datum:", "Närvarande: ____"
_RETOLD = 8  # words of a report that a preliminary assessment holds
# Parts that belong to a follow-up though their headings look like its own.
_OF_FOLLOW_UP = frozenset(
    ("mal", "maluppfyllelse", "framat", "barnets_installning", "foraldrars_installning", "delaktighet")
)


def find_forms(
    document: Document, unit: Unit, sections: list[Section], labels: Sequence[Label], *, base: int
) -> tuple[list[Section], list[Form]]:
    """The forms of one unit: its own, and those that stand inside it as headed parts."""
    if not unit.forms or not sections:
        return sections, []
    main = unit.forms[0]
    day = date_of(main, unit, document, labels)
    label_blocks = {x.block for x in labels}
    forms: list[Form] = []
    if _has_content(document, sections, label_blocks):
        title = unit.title.title if unit.title else ""
        kind = follow_up_kind(title) if main == "uppfoljning" else None
        forms.append(Form(main, unit.document, sections[0].start, sections[-1].end, day, kind, title))
        sections = [replace(s, form=base) for s in sections]
    else:
        sections = [replace(s, forms=frozenset()) for s in sections]
    if main == "utredning" and forms and not any("analys" in s.parts for s in sections):
        sections = _assessments(sections) or place_analysis(document, sections, label_blocks)
        if not any("analys" in s.parts for s in sections):
            sections = cut_at_turn(document, sections, label_blocks) or sections
    sections, begun = find_unheaded(document, unit, sections, day)
    at = 0
    while at < len(sections):
        inner = _inner_form(document, unit, sections, at)
        if inner is None and sections[at].start in begun:
            inner = begun[sections[at].start], at + 1
        if inner is None:
            at += 1
            continue
        form, until = inner
        held = sections[at:until]
        own = held[0].dated or _decided(document, held) or (day if form == "analys" else None)
        kind = follow_up_kind(held[0].title) if form == "uppfoljning" else None
        number = base + len(forms)
        within = base if forms else None
        forms.append(Form(form, unit.document, held[0].start, held[-1].end, own, kind, held[0].title, within))
        for index in range(at, until):
            old = sections[index]
            kept = old.forms | {form} if form == "analys" else frozenset((form,))
            parts = old.parts - {"uppfoljning_planerad"} if form == "uppfoljning" else old.parts
            sections[index] = replace(old, forms=kept, parts=parts, form=number)
        at = until
    if len(unit.forms) > 1 and not any(f.id == unit.forms[1] for f in forms):
        forms += _second_form(document, unit, sections, base if forms else None)
    # An empty analysis is no form, and no part of one.
    if not any(f.id == "analys" for f in forms):
        sections = [replace(s, forms=s.forms - {"analys"}) for s in sections]
    return sections, forms


def _assessments(sections: Sequence[Section]) -> list[Section]:
    """Where no analysis brings the domains together, the assessments of single domains are what there is."""
    if not any("bedomning" in s.parts for s in sections):
        return []
    return [
        replace(
            s,
            forms=s.forms | {"analys"},
            parts=s.parts - {"bedomning"} | {"analys"},
            domain=None,
            also=(),
            uncertain=True,
        )
        if "bedomning" in s.parts
        else s
        for s in sections
    ]


def _second_form(document: Document, unit: Unit, sections: Sequence[Section], within: int | None) -> list[Form]:
    """ "Anmälan med förhandsbedömning" whose second half has no heading of its own: it begins where its words do."""
    for section in sections:
        for block in document.blocks[slice(*section.blocks)]:
            words = document.text[block.start : block.end]
            if re.search(r"(?i)\b(?:förhandsbedöm\w*|inleda utredning|utredning inleds|inte inleds?)\b", words):
                return [Form(unit.forms[1], unit.document, block.start, sections[-1].end, None, None, "", within)]
    return []


def _decided(document: Document, held: Sequence[Section]) -> date | None:
    """The day of the decision that a part tells of ("Beslut 2019-03-19 att inleda …")."""
    for section in reversed(held):
        found = [
            d.day
            for d in find_dates(document.text, start=section.start, end=section.end)
            if d.day and d.precision == "day"
        ]
        if found:
            return found[-1]
    return None


def _inner_form(document: Document, unit: Unit, sections: Sequence[Section], at: int) -> tuple[str, int] | None:
    """The form that begins with this section as a headed part, and the section after it."""
    section = sections[at]
    main = unit.forms[0]
    if unit.title is not None and section.heading == (unit.title.start, unit.title.end):
        return None
    until = at + 1
    while until < len(sections) and sections[until].level > section.level:
        until += 1
    held = sections[at:until]
    words = _own_words(document, held)
    if "analys" in section.parts and main == "utredning":
        until = at + 1
        while until < len(sections) and "analys" in sections[until].parts:
            until += 1
        told = " ".join(_text_under(document, s) for s in sections[at:until])
        return ("analys", until) if len(told.split()) >= _OWN_TEXT and not only_decides(told) else None
    named = _named_form(section)
    if named is None or named == main or words < _OWN_TEXT:
        return None
    if named == "uppfoljning":
        # Its goals may stand under headings that look like its own.
        while until < len(sections) and sections[until].parts and sections[until].parts <= _OF_FOLLOW_UP:
            until += 1
        for stop in (at + 1, until):
            if tells_of_done(" ".join(_text_under(document, s) for s in sections[at:stop]), section.title):
                return named, until
        return None
    if named == "forhandsbedomning":
        return named, until
    if named in ("utredningsplan", "genomforandeplan", "vardplan") and words >= _PLAN:
        return named, until
    if named == "anmalan" and main == "forhandsbedomning" and words >= _RETOLD:
        return named, until
    if named == "journal" and any(s.dated for s in held):
        return named, until
    return None


def _named_form(section: Section) -> str | None:
    means = meaning(section.title.strip(" :–-"))
    if means.forms:
        return means.forms[0]
    return stem_form(section.title) if len(section.title.split()) <= 6 and not means.heads else None


def _has_content(document: Document, sections: Sequence[Section], labels: set[int]) -> bool:
    """Words of its own below the headings, labels and their values left out."""
    words = 0
    for section in sections:
        inside = section.heading is not None and section.blocks[0] < section.blocks[1]
        for index in range(*section.blocks):
            block = document.blocks[index]
            if index in labels:
                continue
            start = max(block.start, section.heading[1]) if inside and section.heading else block.start
            words += len(_BLANK.sub("", document.text[start : block.end]).split())
            if words >= _OWN_TEXT:
                return True
    return False


def _own_words(document: Document, sections: Sequence[Section]) -> int:
    """How many words stand under these headings, headings left out."""
    return sum(len(_text_under(document, s).split()) for s in sections)


def _text_under(document: Document, section: Section) -> str:
    """A section's text without its heading and without labels that nobody has filled in."""
    start = section.heading[1] if section.heading else section.start
    return _BLANK.sub("", document.text[start : section.end])
