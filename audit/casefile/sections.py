"""Headings and forms become sections that know their form, parts and domain, and cover all text."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from audit.casefile.forms import Unit, date_of, entry_date, follow_up_kind, tells_of_done
from audit.casefile.headings import Heading
from audit.casefile.labels import Label
from audit.casefile.model import Form, Generation, Section
from audit.casefile.titles import meaning, stem_form
from audit.casefile.unnamed import place_analysis
from audit.documents.model import Document
from audit.swedish.dates import find_dates
from audit.vocabulary import load_vocabulary

_OWN_TEXT = 2  # words under a heading without which it is empty
_PARENTS_OWN = {"2006": "familjebakgrund", "2016": "familjesituation"}
_CHILDS = frozenset(("halsa", "utbildning", "kansla_beteende", "identitet", "sociala_relationer", "familjerelationer"))
_OF_FOLLOW_UP = frozenset(("mal", "maluppfyllelse", "framat", "barnets_installning", "foraldrars_installning", "delaktighet"))  # fmt: skip
_KEEPS_DOMAIN = frozenset(("samtal_med_barnet", "uppgifter", "foraldrars_uppgifter", "barnets_installning", "foraldrars_installning", "risk_skydd", "sammanfattning"))  # fmt: skip


@dataclass
class _Open:
    """A heading under which we still are."""

    level: int
    parts: frozenset[str]
    domain: str | None
    also: tuple[str, ...] = ()
    forms: frozenset[str] = frozenset()
    parents_own: bool = False


@dataclass(frozen=True, slots=True)
class Cut:
    """Sections and forms of one document; `form` numbers count in this document's forms."""

    sections: tuple[Section, ...]
    forms: tuple[Form, ...]


def cut_document(
    document: Document,
    units: Sequence[Unit],
    headings: Sequence[Heading],
    labels: Sequence[Label],
    generation: Generation,
) -> Cut:
    """All sections of a document and the forms that have content of their own."""
    sections: list[Section] = []
    forms: list[Form] = []
    for unit in units:
        inside = [h for h in headings if unit.blocks[0] <= h.block < unit.blocks[1]]
        made = list(_sections(document, unit, inside, generation))
        made, found = _forms(document, unit, made, labels, base=len(forms))
        sections += made
        forms += found
    return Cut(tuple(_covering(sections, document)), tuple(forms))


def own_words(document: Document, sections: Sequence[Section]) -> int:
    """How many words stand under these headings, headings left out."""
    return sum(len(text_under(document, s).split()) for s in sections)


def text_under(document: Document, section: Section) -> str:
    """A section's text without its heading."""
    start = section.heading[1] if section.heading else section.start
    return document.text[start : section.end]


def _sections(document: Document, unit: Unit, headings: Sequence[Heading], generation: Generation) -> Iterator[Section]:
    form = unit.forms[0] if unit.forms else None
    base = frozenset(unit.forms[:1])
    stack: list[_Open] = []
    seen: set[str] = set()
    side: str | None = None
    starts: list[tuple[Heading | None, int]] = [(None, unit.blocks[0]), *((h, h.block) for h in headings)]
    if headings and headings[0].block == unit.blocks[0] and not headings[0].inside:
        starts = starts[1:]
    elif unit.blocks[0] == unit.blocks[1]:
        return
    for at, (heading, first) in enumerate(starts):
        following = starts[at + 1][0] if at + 1 < len(starts) else None
        last = starts[at + 1][1] if at + 1 < len(starts) else unit.blocks[1]
        if heading is None:
            if last == first and not (following and following.inside):
                continue
            opened = _Open(0, frozenset(), None)
            yield from _section(document, unit, None, opened, base, first, last)
            continue
        if heading is unit.title or (unit.title is not None and heading.block == unit.title.block):
            stack = []
            opened = _Open(0, frozenset(), None)
        else:
            side = heading.means.side or (None if heading.means.parts else side)
            while stack and (stack[-1].level >= heading.level or _leaves(heading, stack[-1], seen, generation)):
                stack.pop()
            opened = _open(heading, stack, form, side, seen, generation)
            stack.append(opened)
            if opened.domain:
                seen.add(opened.domain)
        body = first if heading.inside else first + 1
        yield from _section(document, unit, heading, opened, base, body, last)


def _open(
    heading: Heading, stack: Sequence[_Open], form: str | None, side: str | None, seen: set[str], generation: Generation
) -> _Open:
    above = stack[-1] if stack else _Open(0, frozenset(), None)
    means = heading.means
    domains = _domains(means.heads, generation)
    parts = frozenset(_parts(means.parts, form)[:1]) if not domains else frozenset()
    if "analys" in parts and form == "utredning" and above.domain and heading.level > above.level:
        parts = frozenset(("bedomning",))  # of one domain; the analysis brings them together
    own = (means.parents_own and not means.side) or above.parents_own
    if domains:
        if (own and domains[0] in _CHILDS) or (side == "parents" and domains[0] in _CHILDS and domains[0] in seen):
            domains = (_PARENTS_OWN[generation],)
        return _Open(heading.level, above.parts & {"analys"}, domains[0], domains[1:], parents_own=above.parents_own)
    if parts & _leaving():
        return _Open(heading.level, parts, None)
    keeps = not means.side and (not parts or bool(parts & _KEEPS_DOMAIN) or means.below_domain or "bedomning" in parts)
    kept = above if keeps else _Open(0, frozenset(), None)
    return _Open(heading.level, parts | above.parts, kept.domain, kept.also, parents_own=own)


def _leaves(heading: Heading, above: _Open, seen: set[str], generation: Generation) -> bool:
    """A domain's heading leaves a part of the same file that no level holds it in, as "Underlag" in capitals."""
    if not heading.means.heads or heading.marked or above.domain or not above.parts:
        return False
    return not ("analys" in above.parts and set(_domains(heading.means.heads, generation)) <= seen)


def _domains(heads: Sequence[int], generation: Generation) -> tuple[str, ...]:
    listed = load_vocabulary("domains")["headings"]
    return tuple(dict.fromkeys(d for head in heads for d in listed[head][generation]))


def _parts(candidates: Sequence[str], form: str | None) -> list[str]:
    only: dict[str, list[str]] = load_vocabulary("parts")["only_in"]
    fitting = [p for p in candidates if p not in only or form is None or form in only[p]]
    if form in ("genomforandeplan", "vardplan") and len(fitting) > 1:
        fitting.sort(key=lambda p: p not in ("hur", "mal", "uppfoljning_planerad"))
    if form == "uppfoljning" and len(fitting) > 1:
        fitting.sort(key=lambda p: p not in ("maluppfyllelse", "framat"))
    if not fitting and "analys" in candidates:
        return ["bedomning"]
    return fitting


@cache
def _leaving() -> frozenset[str]:
    return frozenset(load_vocabulary("parts")["leaves_analysis"])


def _section(
    document: Document, unit: Unit, heading: Heading | None, opened: _Open, base: frozenset[str], first: int, last: int
) -> Iterator[Section]:
    """The section of a heading; in a journal one for each dated entry."""
    blocks = document.blocks
    start = heading.start if heading else blocks[first].start
    end = blocks[last - 1].end if last > first else heading.end if heading else start
    forms = base | ({"analys"} if "analys" in opened.parts else set())
    section = Section(
        document=unit.document, form=None, forms=forms, parts=opened.parts, domain=opened.domain, also=opened.also,
        heading=(heading.start, heading.end) if heading else None, title=heading.title if heading else "",
        level=heading.level if heading else 0, blocks=(first, last), start=start, end=end,
        dated=_heading_date(heading),
    )  # fmt: skip
    if "journal" not in base and not (heading and "journal" in heading.means.forms):
        yield section
        return
    entries: list[tuple[int, date | None]] = [(first, section.dated)]
    around = unit.dated
    for index in range(first, last):
        day = entry_date(document.text[blocks[index].start : blocks[index].end], around)
        if day:
            around = day
            entries.append((index, day))
    if len(entries) > 1 and entries[1][0] == first and not heading:
        entries = entries[1:]
    for at, (index, day) in enumerate(entries):
        until = entries[at + 1][0] if at + 1 < len(entries) else last
        kept = at == 0
        begins = start if kept else blocks[index].start
        ends = blocks[until - 1].end if until > index else section.heading[1] if kept and section.heading else begins
        yield replace(
            section, heading=section.heading if kept else None, title=section.title if kept else "",
            blocks=(index, until), start=begins, end=ends, dated=day,
        )  # fmt: skip


def _heading_date(heading: Heading | None) -> date | None:
    if heading is None or not any(c.isdigit() for c in heading.title):
        return None
    days = [d.day for d in find_dates(heading.title) if d.day and d.precision == "day"]
    return days[0] if days else None


def _forms(
    document: Document, unit: Unit, sections: list[Section], labels: Sequence[Label], *, base: int
) -> tuple[list[Section], list[Form]]:
    """The forms of one unit: its own, and those that stand inside it as headed parts."""
    if not unit.forms or not sections:
        return sections, []
    main = unit.forms[0]
    day = date_of(main, unit, document, labels)
    label_blocks = {x.block for x in labels}
    forms: list[Form] = []
    if _has_content(document, sections, label_blocks, main):
        title = unit.title.title if unit.title else ""
        kind = follow_up_kind(title) if main == "uppfoljning" else None
        forms.append(Form(main, unit.document, sections[0].start, sections[-1].end, day, kind, title))
        sections = [replace(s, form=base) for s in sections]
    else:
        sections = [replace(s, forms=frozenset()) for s in sections]
    if main == "utredning" and forms and not any("analys" in s.parts for s in sections):
        sections = _assessments(sections) or place_analysis(document, sections, label_blocks)
    at = 0
    while at < len(sections):
        inner = _inner_form(document, unit, sections, at)
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
    words = own_words(document, held)
    if "analys" in section.parts and main == "utredning":
        until = at + 1
        while until < len(sections) and "analys" in sections[until].parts:
            until += 1
        return ("analys", until) if own_words(document, sections[at:until]) >= _OWN_TEXT else None
    named = _named_form(section)
    if named is None or named == main or words < _OWN_TEXT:
        return None
    if named == "uppfoljning":
        # Its goals may stand under headings that look like its own.
        while until < len(sections) and sections[until].parts and sections[until].parts <= _OF_FOLLOW_UP:
            until += 1
        for stop in (at + 1, until):
            if tells_of_done(" ".join(text_under(document, s) for s in sections[at:stop]), section.title):
                return named, until
        return None
    if named == "forhandsbedomning":
        return named, until
    if named in ("utredningsplan", "genomforandeplan", "vardplan") and words >= 15:
        return named, until
    if named == "anmalan" and main == "forhandsbedomning" and words >= 8:
        return named, until
    if named == "journal" and any(s.dated for s in held):
        return named, until
    return None


def _named_form(section: Section) -> str | None:
    means = meaning(section.title.strip(" :–-"))
    if means.forms:
        return means.forms[0]
    return stem_form(section.title) if len(section.title.split()) <= 6 and not means.heads else None


def _has_content(document: Document, sections: Sequence[Section], labels: set[int], form: str) -> bool:
    """Words of its own below the headings, labels and their values left out."""
    words = 0
    for section in sections:
        inside = section.heading is not None and section.blocks[0] < section.blocks[1]
        for index in range(*section.blocks):
            block = document.blocks[index]
            if index in labels:
                continue
            start = max(block.start, section.heading[1]) if inside and section.heading else block.start
            words += len(document.text[start : block.end].split())
            if words >= _OWN_TEXT:
                return True
    return form == "anmalan" and len(labels) >= 3 and False


def _covering(sections: Sequence[Section], document: Document) -> Iterator[Section]:
    """Each section reaches to the next, so that no text stands outside."""
    for at, section in enumerate(sections):
        start = 0 if at == 0 else section.start
        end = sections[at + 1].start if at + 1 < len(sections) else len(document.text)
        yield replace(section, start=start, end=end)
