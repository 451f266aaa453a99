"""Headings and forms become sections that know their form, parts and domain, and cover all text."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from audit.casefile.contained import find_forms
from audit.casefile.forms import Unit, entry_date
from audit.casefile.labels import Label
from audit.casefile.model import Form, Generation, Section, Side
from audit.casefile.nesting import Heading
from audit.documents.model import Document
from audit.swedish.dates import find_dates
from audit.vocabulary import load_vocabulary

_PARENTS_OWN = {"2006": "familjebakgrund", "2016": "familjesituation"}
_CHILDS = frozenset(("halsa", "utbildning", "kansla_beteende", "identitet", "sociala_relationer", "familjerelationer"))
_KEEPS_DOMAIN = frozenset(
    (
        "samtal_med_barnet", "uppgifter", "foraldrars_uppgifter", "barnets_installning", "foraldrars_installning",
        "risk_skydd", "sammanfattning",
    )
)  # fmt: skip


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
    around: date | None = None,
) -> Cut:
    """All sections of a document and the forms that have content; `around` gives the year to entries without one."""
    around = _named_day(document) or around
    sections: list[Section] = []
    forms: list[Form] = []
    for unit in units:
        inside = [h for h in headings if unit.blocks[0] <= h.block < unit.blocks[1]]
        made = list(_sections(document, replace(unit, dated=unit.dated or around), inside, generation))
        made, found = find_forms(document, unit, made, labels, base=len(forms))
        sections += made
        forms += found
    return Cut(tuple(_covering(sections, document)), tuple(forms))


def _sections(document: Document, unit: Unit, headings: Sequence[Heading], generation: Generation) -> Iterator[Section]:
    form = unit.forms[0] if unit.forms else None
    base = frozenset(unit.forms[:1])
    if "journal" in base:
        headings = [h for h in headings if not h.inside]  # an entry's first words are no part of their own
    stack: list[_Open] = []
    seen: set[str] = set()
    side: Side | None = None
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
                if form == "utredning" and heading.means.parts[:1] == ("risk_skydd",) and _weighs(stack[-1]):
                    break  # "Risker" below "Analys" belongs to it, whatever its level
                stack.pop()
            opened = _open(heading, stack, form, side, seen, generation)
            stack.append(opened)
            if opened.domain:
                seen.add(opened.domain)
        body = first if heading.inside else first + 1
        for section in _section(document, unit, heading, opened, base, body, last):
            yield replace(section, side=side) if side and not opened.parts else section


def _open(
    heading: Heading,
    stack: Sequence[_Open],
    form: str | None,
    side: Side | None,
    seen: set[str],
    generation: Generation,
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


def _weighs(above: _Open) -> bool:
    return "analys" in above.parts and "risk_skydd" not in above.parts


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


def _named_day(document: Document) -> date | None:
    """The day in the document's file name."""
    days = [d.day for d in find_dates(document.name.rsplit("/", 1)[-1].rsplit(".", 1)[0]) if d.precision == "day"]
    return days[0] if days else None


def _heading_date(heading: Heading | None) -> date | None:
    if heading is None or not any(c.isdigit() for c in heading.title):
        return None
    days = [d.day for d in find_dates(heading.title) if d.day and d.precision == "day"]
    return days[0] if days else None


def _covering(sections: Sequence[Section], document: Document) -> Iterator[Section]:
    """Each section reaches to the next, so that no text stands outside."""
    for at, section in enumerate(sections):
        start = 0 if at == 0 else section.start
        end = sections[at + 1].start if at + 1 < len(sections) else len(document.text)
        yield replace(section, start=start, end=end)
