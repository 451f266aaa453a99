"""Documents cut into forms: by titles, by headed parts of longer documents, else by what the text says."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from audit.casefile.combined import TITLE_BLOCKS, titles_of
from audit.casefile.headings import DATE_FIRST
from audit.casefile.labels import Label
from audit.casefile.lexicon import title_words
from audit.casefile.nesting import Heading
from audit.casefile.titles import title_meaning
from audit.documents.model import Document
from audit.swedish.dates import find_dates
from audit.vocabulary import load_vocabulary

_SENTENCE_END = re.compile(r"(?<=[.!?])\s+|\n")
_WORDS = re.compile(r"[\w-]+")
_PAST = ("ade", "ades", "dde", "ddes", "tte", "ttes")  # preterites of the weak verbs
_OURS = 2  # words of one's own work in a plan
_OPEN_WORDS = 20  # a shorter document that nothing names stays without a form
_LAST_BLOCKS = 6  # in which a signature with its date stands
_PERSONS = frozenset(("child", "children", "born", "guardian", "mother", "father", "sibling", "relative"))
_SIGNATURE = 12  # words of such a line
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
    titles = titles_of(document, headings, labels, names)
    starts = [0, *(h.block for h in titles if h.block > 0)]
    by_block = {h.block: h for h in titles}
    if titles and titles[0].block < TITLE_BLOCKS:
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
    ours = sum(w in words["ours"] for w in _WORDS.findall(text.lower())) >= _OURS
    if "anmalan" not in have and "utredning" not in before and _has_any(text, words["report"]):
        return "anmalan"
    if "utredning" in after:
        asks = "utredningsplan" not in have and "anmalan" in before and "utredning" not in before
        return "utredningsplan" if asks and ours and not done and _has_any(text, words["inquiry"], least=3) else None
    if {"genomforandeplan", "vardplan"} & set(before) and done:
        return "uppfoljning"
    if "utredning" not in before:
        return None
    if done and _has_any(text, words["follow_up"]):
        return "uppfoljning"
    planned = (
        ours
        and not done
        and not {"genomforandeplan", "vardplan"} & set(have)
        and _has_any(text, words["plan"], least=3)
    )
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
    of_persons = {x.block for x in inside if x.key in _PERSONS}
    for index in reversed(range(unit.blocks[0], unit.blocks[1])[-_LAST_BLOCKS:]):
        block = document.blocks[index]
        words = document.text[block.start : block.end]
        if index in of_persons:
            continue  # a day beside a name in the header is a birth
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
    if _is_journal([document.text[b.start : b.end] for b in document.blocks[slice(*blocks)]]):
        return Unit(number, blocks, None, ("journal",), certain=False)
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


def _is_journal(lines: Sequence[str]) -> bool:
    """Dated entries, of which each takes a few lines at most."""
    entries, around = 0, None
    for line in lines:
        if day := entry_date(line, around):
            entries, around = entries + 1, day  # "6/5" below "4/5 2009"
    return entries >= 3 and entries * 3 >= len(lines)


def _by_words(document: Document, blocks: tuple[int, int], labels: Sequence[Label]) -> tuple[str, ...]:
    """A document without a title that says what it is: dated entries are a journal, else its words tell."""
    lines = [document.text[b.start : b.end] for b in document.blocks[slice(*blocks)]]
    if _is_journal(lines):
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
