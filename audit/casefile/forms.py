"""Documents cut into forms: by titles, by headed parts of longer documents, else by what the text says."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from audit.casefile.headings import DATE_FIRST, Heading
from audit.casefile.labels import Label
from audit.casefile.titles import title_meaning, title_words
from audit.documents.model import Document
from audit.swedish.dates import find_dates
from audit.vocabulary import load_vocabulary

_SENTENCE_END = re.compile(r"(?<=[.!?])\s+|\n")
_WORDS = re.compile(r"[\w-]+")
_PAST = ("ade", "ades", "dde", "ddes", "tte", "ttes")  # preterites of the weak verbs
_SUBTITLE = 6  # words
_OPEN_WORDS = 20  # a shorter document that nothing names stays without a form
_DOMAINS = 4  # under one heading in free words make it an investigation
_COMBINED = 2  # different forms among its highest headings make a file a combined one
_LAST_BLOCKS = 6  # in which a signature with its date stands
_SIGNATURE = 12  # words of such a line
_TITLE_BLOCKS = 8  # a title stands among the first blocks
_ALONE = frozenset(("utredningsplan", "utredning", "genomforandeplan", "vardplan", "journal"))  # never a mere part
_DATE_LABELS = {
    "anmalan": ("reported", "made", "worker"),
    "forhandsbedomning": ("closed", "made"),
    "utredning": ("closed", "opened_closed", "made"),
}


@dataclass(frozen=True, slots=True)
class Unit:
    """A stretch of blocks with one title: a whole document, or one of those in a combined file."""

    document: int
    blocks: tuple[int, int]
    title: Heading | None
    forms: tuple[str, ...]  # two where the title names two forms; () where it is read but no form
    certain: bool = True  # by its title or headings, not by its file name or words
    dated: date | None = None
    open: bool = False  # neither title, file name nor words tell what it is; its place in the file may


def units_of(
    number: int, document: Document, headings: Sequence[Heading], labels: Sequence[Label], names: tuple[str, ...]
) -> tuple[Unit, ...]:
    """The document's forms in order; together they cover all its blocks."""
    titles = _titles(document, headings, labels, names)
    starts = [0, *(h.block for h in titles if h.block > 0)]
    by_block = {h.block: h for h in titles}
    if titles and titles[0].block < _TITLE_BLOCKS:
        first = titles[0]
        starts = [0, *(h.block for h in titles[1:])]
        by_block[0] = first
    units = []
    for at, end in zip(starts, [*starts[1:], len(document.blocks)], strict=True):
        units.append(
            _unit(number, document, (at, end), by_block.get(at), headings, labels, names, alone=len(starts) == 1)
        )
    return tuple(units)


def placed_by_order(documents: Sequence[Document], units: Sequence[tuple[Unit, ...]]) -> list[tuple[Unit, ...]]:
    """A document that nothing names: before the investigation it may be the report, after a plan the follow-up."""
    flat = [u for document in units for u in document]
    have = [u.forms[0] if u.forms else None for u in flat]
    placed: dict[int, Unit] = {}
    for at, unit in enumerate(flat):
        if not unit.open:
            continue
        text = "\n".join(
            documents[unit.document].text[b.start : b.end] for b in documents[unit.document].blocks[slice(*unit.blocks)]
        )
        if len(text.split()) < _OPEN_WORDS:
            continue
        before, after = have[:at], have[at + 1 :]
        form = _form_by_place(text, before, after, have)
        if form:
            placed[id(unit)] = replace(unit, forms=(form,))
            have[at] = form
    return [tuple(placed.get(id(u), u) for u in document) for document in units]


def _form_by_place(
    text: str, before: Sequence[str | None], after: Sequence[str | None], have: Sequence[str | None]
) -> str | None:
    words = load_vocabulary("forms")["open"]
    done = tells_of_done(text, "")
    if "anmalan" not in have and "utredning" not in before and _has_any(text, words["report"]):
        return "anmalan"
    if "utredning" in after:
        asks = "utredningsplan" not in have and "anmalan" in before and "utredning" not in before
        return "utredningsplan" if asks and not done and _has_any(text, words["inquiry"], least=3) else None
    if {"genomforandeplan", "vardplan"} & set(before) and done:
        return "uppfoljning"
    if "utredning" not in before:
        return None
    if done and _has_any(text, words["follow_up"]):
        return "uppfoljning"
    planned = not done and not {"genomforandeplan", "vardplan"} & set(have) and _has_any(text, words["plan"], least=3)
    return "genomforandeplan" if planned else None


def _has_any(text: str, beginnings: Sequence[str], least: int = 1) -> bool:
    """Whether so many of the beginnings begin some word."""
    words = set(_WORDS.findall(text.lower()))
    return sum(any(w.startswith(b) for w in words) for b in beginnings) >= least


def tells_of_done(text: str, title: str) -> bool:
    """Whether a part about follow-up tells what was done, and does not only plan it; sentence by sentence."""
    done = planned = 0
    for sentence in _SENTENCE_END.split(text):
        words = _WORDS.findall(sentence.lower())
        if any(w in _follow_up_words()["planned"] for w in words) or " vid behov" in sentence.lower():
            planned += 1
        elif any(w in _follow_up_words()["done"] or w.endswith(_PAST) for w in words):
            done += 1
    dated = any(d.precision == "day" for d in find_dates(title))
    return done >= 2 or (done >= 1 and (done > planned or dated))


def follow_up_kind(title: str) -> str:
    """uppfoljning, overvagande or omprovning, by the words of its title."""
    words = set(title_words(title))
    for kind, named in load_vocabulary("forms")["kinds"].items():
        if words & set(named):
            return str(kind)
    return "uppfoljning"


def date_of(form: str, unit: Unit, document: Document, labels: Sequence[Label]) -> date | None:
    """The day of a form: header table, else its end, its title, the file's name."""
    inside = [x for x in labels if unit.blocks[0] <= x.block < unit.blocks[1]]
    for key in _DATE_LABELS.get(form, ("made", "closed", "worker")):
        found = [
            d.day for x in inside if x.key == key for d in find_dates(document.text, start=x.start, end=x.end) if d.day
        ]
        if found:
            return found[-1] if key == "opened_closed" else found[0]
    blocks = document.blocks[slice(*unit.blocks)]
    if form == "journal":
        entries = [d for b in blocks if (d := entry_date(document.text[b.start : b.end], None))]
        if entries:
            return max(entries)
    for block in reversed(blocks[-_LAST_BLOCKS:]):
        words = document.text[block.start : block.end]
        if len(words.split()) <= _SIGNATURE and not _has_any(words, load_vocabulary("forms")["no_signature"]):
            days = [d.day for d in find_dates(words) if d.day and d.precision == "day"]
            if len(days) == 1:
                return days[0]
    for words in (unit.title.title if unit.title else "", document.name.rsplit("/", 1)[-1].rsplit(".", 1)[0]):
        found = [d.day for d in find_dates(words) if d.day and d.precision == "day"]
        if found:
            return found[-1]
    return None


def entry_date(words: str, around: date | None) -> date | None:
    """The day that heads a journal entry, where a date stands first in the block."""
    found = DATE_FIRST.match(words)
    if not found:
        return None
    dates = find_dates(words, end=min(len(words), found.end() + 6), around=around)
    return dates[0].day if dates and dates[0].start <= 12 else None


@cache
def _follow_up_words() -> dict[str, frozenset[str]]:
    return {key: frozenset(words) for key, words in load_vocabulary("forms")["follow_up"].items()}


def _titles(
    document: Document, headings: Sequence[Heading], labels: Sequence[Label], names: tuple[str, ...]
) -> list[Heading]:
    """The headings that begin a form of their own."""
    found: list[Heading] = []
    labelled = {x.block for x in labels}
    first_label = min(labelled, default=_TITLE_BLOCKS)
    inner = [
        h for h in headings
        if (h.means.parts or h.means.heads or h.means.side) and len(_labels_below(h, labels, document)) < 2
    ]  # fmt: skip
    others = [h for h in headings if not h.means.forms]
    whole_file = False
    top = _top(headings, inner, names)
    for heading in headings:
        means = heading.means
        if not found and heading.block < _TITLE_BLOCKS and (heading.block <= first_label or heading.block <= 2):
            told = title_meaning(heading.title, names)
            if told.whole_file:
                whole_file = True
            elif (told.forms or told.other) and not (means.heads or means.side):
                found.append(replace(heading, means=told))
            continue
        if heading.inside or (found and _is_entry(heading, found[-1])):
            continue
        below = _labels_below(heading, labels, document)
        of_child = bool({"child", "born"} & set(below[:3]))
        headed = (len(below) >= 2 and (of_child or bool(means.forms or means.other))) or (
            of_child and below[0] == "child"
        )
        if (
            headed
            and not (means.heads or means.side)
            and not (found and found[-1].means.forms and not means.forms and _only_lines(document, found[-1], heading))
        ):
            # Above a header a line of free words is a title too; its text tells the form.
            found.append(replace(heading, means=title_meaning(heading.title, names)))
        elif heading in top and (told := title_meaning(heading.title, names)) and (told.forms or told.other):
            found.append(replace(heading, means=told))
        elif not (means.forms or means.other):
            continue
        elif (not found and whole_file) or (found and _begins_a_form(heading, found, inner, others)):
            found.append(heading)
    highest = {h.block for h in top}
    if whole_file or len({h.means.forms for h in found if h.block in highest and h.means.forms}) >= _COMBINED:
        # A file of several documents: each heading of their rank is one of them, also in free words.
        found += [replace(h, means=title_meaning(h.title, names)) for h in top if _is_another(h, found, headings)]
        found.sort(key=lambda h: h.block)
    return found


def _is_entry(heading: Heading, title: Heading) -> bool:
    """ "17 mars 2014. Ansökan" below the title of a journal is one of its entries."""
    return title.means.forms[:1] == ("journal",) and DATE_FIRST.match(heading.title) is not None


def _only_lines(document: Document, title: Heading, heading: Heading) -> bool:
    """Whether nothing but short lines (the office, the number of the file) stands between a title and this."""
    return (
        all(
            len(document.text[b.start : b.end].split()) <= _SUBTITLE * 2
            for b in document.blocks[title.block + 1 : heading.block]
        )
        and heading.block - title.block <= _TITLE_BLOCKS // 2
    )


def _is_another(heading: Heading, found: Sequence[Heading], headings: Sequence[Heading]) -> bool:
    means = heading.means
    apart = not (means.heads or means.side or means.whole_file or (means.whole and means.parts))
    return (apart or _heads_domains(heading, headings)) and all(h.block != heading.block for h in found)


def _heads_domains(heading: Heading, headings: Sequence[Heading]) -> bool:
    """Whether several domains stand below a heading in free words, so that it may be an investigation's title."""
    if heading.means.heads or heading.means.side or heading.inside:
        return False
    below = [h for h in headings if h.block > heading.block]
    like = [
        h.block for h in below if not h.inside and (h.level <= heading.level and (h.size or 0) >= (heading.size or 0))
    ]
    until = min(like, default=below[-1].block + 1 if below else 0)
    domains = {h.means.heads for h in below if h.block < until and h.means.heads}
    return len(domains) >= _DOMAINS


def _top(headings: Sequence[Heading], inner: Sequence[Heading], names: tuple[str, ...]) -> tuple[Heading, ...]:
    """The headings that stand above all those of parts and domains: by level, or by the size of their letters."""
    inner = [
        h for h in inner
        if not (h.means.forms or _heads_domains(h, headings) or (not h.inside and title_meaning(h.title, names).forms))
    ]  # fmt: skip
    marked = [h for h in headings if h.marked]
    if marked:
        highest = min(h.level for h in marked)
        if any(h.level <= highest for h in inner if h.marked):
            return ()
        return tuple(h for h in marked if h.level == highest)
    largest = max((h.size or 0 for h in headings if h.larger), default=0)
    if not largest or any((h.size or 0) >= largest for h in inner):
        return ()
    return tuple(h for h in headings if h.larger and h.size == largest)


def _begins_a_form(heading: Heading, found: list[Heading], inner: Sequence[Heading], others: Sequence[Heading]) -> bool:
    """Whether a heading that names a form begins one here, though no header stands below it."""
    title = found[0]
    if heading.marked and title.marked:
        if heading.level > title.level:
            return False
        if not any(
            h.marked and h.level <= title.level for h in inner if h.block != heading.block and not h.means.forms
        ):
            return True
        return bool(_ALONE & set(heading.means.forms) - set(found[-1].means.forms)) and not heading.means.parts
    largest = max((h.size or 0 for h in others if h.block != title.block), default=0)
    if title.size and heading.size and title.larger and title.size > largest:
        return heading.size >= title.size
    return (
        bool(_ALONE & set(heading.means.forms) - set(found[-1].means.forms))
        and heading.look in [h.look for h in found]
        and not heading.means.parts
    )


def _labels_below(heading: Heading, labels: Sequence[Label], document: Document) -> list[str]:
    """The keys of the header below a title, straight or after one short line (a subtitle, "Fält | Uppgift")."""
    below = [x for x in labels if heading.block < x.block <= heading.block + 4]
    if not below or below[0].block > heading.block + 2:
        return []
    between = document.blocks[heading.block + 1]
    text = document.text[between.start : between.end]
    straight = below[0].block == heading.block + 1
    return [x.key for x in below] if straight or (len(text.split()) <= _SUBTITLE and not text.endswith(".")) else []


def _unit(
    number: int, document: Document, blocks: tuple[int, int], title: Heading | None, headings: Sequence[Heading],
    labels: Sequence[Label], names: tuple[str, ...], *, alone: bool,
) -> Unit:  # fmt: skip
    inside = [h for h in headings if blocks[0] <= h.block < blocks[1]]
    domains = {h.means.heads for h in inside if h.means.heads and h.means.whole}
    forms: tuple[str, ...] = ()
    certain = True
    if title is not None:
        forms = title.means.forms
        if not forms and len(domains) >= 4:
            forms = ("utredning",)
        if forms or title.means.other:
            return Unit(number, blocks, title, forms)
        if len(domains) >= 3:
            return Unit(number, blocks, title, ("utredning",))
        forms = _by_words(document, blocks, labels)
        return Unit(number, blocks, title, forms, certain=False, open=not forms)
    whole_file = any(h.means.whole_file for h in inside[:2])
    if len(domains) >= 3:
        return Unit(number, blocks, None, ("utredning",))
    if whole_file:
        return Unit(number, blocks, None, ())
    first = document.text[document.blocks[0].start : document.blocks[0].end] if document.blocks else ""
    if blocks[0] == 0 and len(first.split()) <= 14:
        told = title_meaning(first, names)
        if told.forms or told.other:
            return Unit(number, blocks, None, told.forms)
    if alone:
        name = re.sub(r"\.\w{2,5}$", "", document.name.rsplit("/", 1)[-1])
        told = title_meaning(re.sub(r"[_\d]+", " ", name), names)
        if told.forms or told.other:
            return Unit(number, blocks, None, told.forms, certain=False)
    if blocks[0] == 0:
        certain = False
        forms = _by_words(document, blocks, labels)
        return Unit(number, blocks, None, forms, certain, open=not forms)
    return Unit(number, blocks, None, forms, certain)


def _by_words(document: Document, blocks: tuple[int, int], labels: Sequence[Label]) -> tuple[str, ...]:
    """A document without a title that says what it is: dated entries are a journal, else its words tell."""
    lines = [document.text[b.start : b.end] for b in document.blocks[slice(*blocks)]]
    entries = sum(entry_date(line, None) is not None for line in lines)
    if entries >= 3 and entries * 3 >= len(lines):
        return ("journal",)
    text = " ".join(lines).lower()
    inside = {x.key for x in labels if blocks[0] <= x.block < blocks[1]}
    told = load_vocabulary("forms")["signals"]
    scores = {
        form: sum(bool(re.search(rf"\b{re.escape(word)}\b", text)) for word in words)
        for form, words in told["words"].items()
    }
    for key, form in told["labels"].items():
        scores[form] += 2 * (key in inside)
    best = max(scores, key=lambda form: scores[form])
    if scores[best] >= 2 and sum(s == scores[best] for s in scores.values()) == 1:
        return (best,)
    return ()
