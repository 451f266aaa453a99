"""Which blocks, or beginnings of blocks, are headings; at what level; with or without styles in the file."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from audit.casefile.labels import Label
from audit.casefile.lexicon import NUMBERING
from audit.casefile.model import Side
from audit.casefile.nesting import SCHEME, Heading, nested
from audit.casefile.titles import Meaning, meaning, under_side
from audit.documents.model import Block, Document

_LONGEST = 14  # words of a line that only looks like a heading
_LONGEST_MARKED = 25  # words of a heading that the file itself marks
_LINE = 9  # words of a plain line that is a heading by its words
_LEAD = 60  # letters of a beginning that may be a heading
_SEVERAL = 3  # domains told as "Hälsa: …" in one document
_NUMBERED = re.compile(r"\s*\d{1,2}(?:[.,]\d{1,2})*[.)]?\s+[^\W\d_]")
_STOP = re.compile(r"[.:](?=\s+[\"”»(]?[A-ZÅÄÖ\d]|\s*$)")  # "Soc. nätverk" is one heading
_LABELLED = re.compile(r":\s+\S")
_MULTI = re.compile(r"\s*\d{1,2}[.,]\d{1,2}[.)]?\s+(?=[^\W\d_])")
_CAPITALS = 4  # words in capitals that are a heading though a full stop ends them
_SCHEME = 3  # lines numbered "1.1" that make a scheme of headings
DATE_FIRST = re.compile(
    r"\s*(?:\[|\()?(?:(?:mån|tis|ons|tors|tor|fre|lör|sön)(?:dag)?(?:en)?\.?\s+)?(?:den\s+)?"
    r"(?:\d{1,2}\.\d{1,2}\.(?:19|20)?\d{2}"
    r"|(?:19|20)?\d{2}[-.]?\d{2}[-.]?\d{2}|\d{1,2}\s*/\s*\d{1,2}(?:\s*[-/ ]\s*(?:19|20)?\d{2})?"
    r"|\d{1,2}\s+(?:jan|feb|mars|apr|maj|jun|jul|aug|sep|okt|nov|dec)[a-z]*\.?(?:\s+(?:19|20)\d{2})?)(?!\d)",
    re.IGNORECASE,
)


def find_headings(document: Document, labels: Sequence[Label], names: tuple[str, ...] = ()) -> tuple[Heading, ...]:
    """All headings of a document, in order, with a level that tells which stands below which."""
    return tuple(nested(_in_context(_without_lone_leads(list(_candidates(document, labels, names))))))


def _without_lone_leads(found: list[Heading]) -> Iterator[Heading]:
    """ "Fritid: ingen egen insats" and "Skolan. Bra." are headings only where several domains are told in this way."""
    for look in (("colon",), ("stop",)):
        domains = {h.means.heads for h in found if h.look == look and h.means.heads}
        parts = {h.means.parts for h in found if h.look == look and h.means.parts}
        alike = len(domains) >= _SEVERAL or (look == ("stop",) and len(domains | parts) >= _SEVERAL)
        found = [h for h in found if h.look != look or alike or (h.means.parts and look == ("colon",))]
    return iter(found)


def _in_context(found: Iterator[Heading]) -> list[Heading]:
    """ "Bakgrund" is a domain's heading below the side of family and surroundings only."""
    side: Side | None = None
    kept: list[Heading] = []
    for heading in found:
        means = heading.means
        if not (side and side in map(under_side, means.heads)):  # "Arbetet" there is a domain, elsewhere a part
            side = means.side or (None if means.parts or means.forms else side)
        if any(under_side(head) not in (None, side) for head in means.heads):
            heads = tuple(h for h in means.heads if under_side(h) in (None, side))
            known = bool(heads or means.forms or means.parts or means.side or means.listed)
            means = replace(means, heads=heads, known=known, whole=means.whole and known)
        kept.append(replace(heading, means=means))
    return kept


def _candidates(document: Document, labels: Sequence[Label], names: tuple[str, ...]) -> Iterator[Heading]:
    labelled = {label.block for label in labels}
    tables = Counter(document.blocks[index].table for index in labelled if document.blocks[index].cells)
    headers = {table for table, rows in tables.items() if rows >= 2}  # "Boende | hos mamman" there is no domain
    of_child = {label.block for label in labels if label.key in ("child", "born")}
    blocks, text = document.blocks, document.text
    body = _body_size(document)
    scheme = _is_numbered(document, names)
    shouting = _mostly_capitals(document)
    for index, block in enumerate(blocks):
        words = text[block.start : block.end]
        if block.kind == "heading":
            if 0 < len(words.split()) <= _LONGEST_MARKED and not _is_dated(words, names):
                yield _heading(index, block.start, block.end, words, names, marked=block.level or 1, block=block)
            continue
        if block.kind == "row":
            if index not in labelled and block.cells and block.table not in headers:
                yield from _row(index, block, text, names)
            continue
        if index in labelled:
            continue
        header = {index + 1, index + 2} <= labelled and bool(of_child & {index + 1, index + 2}) and ": " not in words
        line = _line(document, index, words, body, shouting, names, above_header=header, scheme=scheme)
        if line is not None:
            yield line
        elif (inside := _run_in(index, block, text, names, scheme=scheme)) is not None:
            yield inside


def _line(
    document: Document, index: int, words: str, body: float | None, shouting: bool, names: tuple[str, ...],
    *, above_header: bool, scheme: bool,
) -> Heading | None:  # fmt: skip
    """A whole line that looks like a heading, whose words are a known one, or that stands above a header."""
    block = document.blocks[index]
    count = len(words.split())
    bare = words.strip()
    if not any(c.isalpha() for c in bare):
        return None
    sentence = (bare.endswith((".", ",", ";", "!")) and not _abbreviated(bare)) or "\t" in bare
    bold = block.style.bold and block.kind == "paragraph"
    larger = body is not None and block.style.size is not None and block.style.size >= body + 0.9
    capitals = not shouting and bare.upper() == bare and sum(c.isalpha() for c in bare) >= 3
    numbered = bool(_NUMBERED.match(bare))
    look = (bold, larger and block.style.size, capitals, numbered and bool(_MULTI.match(bare)), block.style.shaded)
    if above_header and count <= _LONGEST_MARKED and not sentence:
        return _heading(index, block.start, block.end, words, names, block=block, look=look)
    if count > _LONGEST or _is_dated(words, names):
        return None
    if scheme and count <= _LINE and _MULTI.match(bare) and not _LABELLED.search(bare) and not _goes_on(bare):
        return _heading(index, block.start, block.end, words, names, block=block, look=look)
    sentence = sentence and not (capitals and bare.endswith(".") and count <= _CAPITALS)
    if not sentence and (bold or larger or (capitals and count <= 10 and block.kind == "paragraph")):
        return _heading(index, block.start, block.end, words, names, block=block, look=look)
    if _LABELLED.search(bare):  # "Anmälan kom: i går" is a label and its value
        return None
    if sentence or count > _LINE or (bare[0].islower() and bare[1:2].islower() and not _clipped(bare, names)):
        return None
    means = meaning(bare.rstrip(":"), names)
    if means.known and (means.whole or _may_go_on(bare, means)) and _is_followed(document, index):
        if block.kind == "list_item" and not numbered:
            return None
        return _heading(index, block.start, block.end, words, names, block=block, look=look)
    if (
        block.kind == "paragraph"
        and count <= 6
        and (_stands_between(document, index) or _is_of_child(document, index, names))
    ):
        return _heading(index, block.start, block.end, words, names, block=block, look=look)
    return None


def _is_numbered(document: Document, names: tuple[str, ...]) -> bool:
    """Whether lines numbered as "1.1 Hälsa" are the document's headings: several, and some of them domains."""
    lines = [document.text[b.start : b.end] for b in document.blocks if b.kind != "row"]
    leads = [line[: _first_stop(line)] for line in lines if _MULTI.match(line)]
    domains = {meaning(lead.strip(" :–-"), names).heads for lead in leads if 0 < len(lead.split()) <= _LINE}
    return len(leads) >= _SCHEME and len(domains - {()}) >= _SCHEME - 1


def _first_stop(words: str) -> int:
    """Where the beginning of a line ends: at its first full stop or colon after the number, at most at its end."""
    number = NUMBERING.match(words)
    found = _STOP.search(words, number.end() if number else 0)
    return found.start() if found else len(words)


def _goes_on(bare: str) -> bool:
    """ "1.1 Hälsa. Frisk.": text stands after the heading's full stop."""
    return bool(_STOP.search(bare.rstrip(".: "), _MULTI.match(bare).end()))  # type: ignore[union-attr]


def _clipped(bare: str, names: tuple[str, ...]) -> bool:
    """ "äkerhet": a known heading that has lost its first letter."""
    return len(bare.split()) <= 4 and bool(meaning(bare, names).heads)


def _may_go_on(bare: str, means: Meaning) -> bool:
    """ "Beslut 2019-10-09", "Uppföljning av kontaktperson": more than a known heading, yet no sentence."""
    return bool(means.forms or means.parts) and len(bare.split()) <= 6 and not _VERBS.search(bare)


_VERBS = re.compile(
    r"\b(?:är|var|har|hade|ska|skall|kan|kommer|blir|blev|görs|sker|inleds|fattas|saknas|finns|vid behov)\b"
)


def _is_followed(document: Document, index: int) -> bool:
    """A heading has something below it: text, a list, a table, or at least another heading."""
    return index + 1 < len(document.blocks)


def _is_of_child(document: Document, index: int, names: tuple[str, ...]) -> bool:
    """A line that is only the name of a child of the file, above a paragraph."""
    blocks, text = document.blocks, document.text
    words = text[blocks[index].start : blocks[index].end].lower().split()
    if len(words) > 2 or words[0] not in names or index + 1 >= len(blocks):
        return False
    after = blocks[index + 1]
    return after.kind == "paragraph" and len(text[after.start : after.end].split()) >= 12


def _stands_between(document: Document, index: int) -> bool:
    """A short line without an end sign between a finished paragraph and a new one is a heading of its own."""
    blocks, text = document.blocks, document.text
    if not 0 < index < len(blocks) - 1:
        return False
    words = text[blocks[index].start : blocks[index].end].strip()
    before = text[blocks[index - 1].start : blocks[index - 1].end].strip()
    after = blocks[index + 1]
    follows = text[after.start : after.end]
    return (
        words[0].isupper()
        and words[-1].isalnum()
        and not any(c.isdigit() for c in words)
        and "," not in words
        and len(before.split()) >= 12
        and before.endswith((".", "!", "?", "”", '"', "’"))
        and after.kind == "paragraph"
        and len(follows.split()) >= 12
    )


def _row(index: int, block: Block, text: str, names: tuple[str, ...]) -> Iterator[Heading]:
    """A form's row: a shaded cell of its own, or a label whose cell beside it holds the text."""
    start, end = block.cells[0]
    if len(block.cells) >= 3:  # "Barnets behov | Hälsa | Frisk …": the side stands beside its domain
        second = slice(*block.cells[1])
        third = text[slice(*block.cells[2])]
        if meaning(text[second].rstrip(": "), names).heads and not meaning(third, names).heads:
            start, end = block.cells[1]
    words = text[start:end]
    if not 0 < len(words.split()) <= _LINE or _is_dated(words, names):
        return
    means = meaning(words.rstrip(": "), names)
    if len(block.cells) == 1:
        if block.style.shaded or block.style.bold or (means.known and means.whole):
            yield _heading(index, start, end, words, names, block=block, look=("row", block.style.shaded))
        return
    beside = text[end : block.end].split()
    strong = bool(means.heads or means.side) or len(beside) >= 8
    if means.whole and strong and (means.heads or means.side or means.parts):
        yield _heading(index, start, end, words, names, block=block, inside=True, look=("label",))


def _run_in(index: int, block: Block, text: str, names: tuple[str, ...], *, scheme: bool) -> Heading | None:
    """ "**Hälsa.** Frisk …" and "Hälsa: Frisk …"."""
    if block.lead_end is not None and block.lead_end < block.end:
        lead = text[block.start : block.lead_end]
        if 0 < len(lead.split()) <= _LINE and not _is_dated(lead, names):
            means = meaning(lead.strip(" :–-"), names)
            ended = lead.rstrip().endswith((".", ":", "–", "-")) or text[block.lead_end :][:1] in ".:"
            if (means.known and (means.whole or ended)) or (ended and len(lead.split()) <= 5 and lead[:1].isupper()):
                return _heading(
                    index, block.start, block.lead_end, lead, names, block=block, inside=True, look=("lead",)
                )
    if block.kind == "row":
        return None
    number = NUMBERING.match(text[block.start : min(block.end, block.start + _LEAD)])
    first = block.start + (number.end() if number and block.kind == "paragraph" else 0)
    if scheme and _MULTI.match(text, block.start, block.end):
        at = block.start + _first_stop(text[block.start : block.end])
        lead = text[block.start : at + 1]
        if at + 1 < block.end and len(lead.split()) <= _LINE:
            return _heading(index, block.start, at + 1, lead, names, block=block, inside=True, look=SCHEME)
    for sign, look in ((":", "colon"), (".", "stop")):
        at = text.find(sign, first, min(block.end, first + _LEAD))
        lead = text[first:at]
        if at <= first or not text[at + 1 : at + 2].isspace() or len(lead.split()) > 4 or not lead[:1].isupper():
            continue
        means = meaning(lead, names)
        if (
            (means.whole or (means.loose and means.heads))
            and (means.heads or means.side or means.parts)
            and (block.kind == "paragraph" or means.heads)
        ):
            return _heading(index, block.start, at + 1, lead, names, block=block, inside=True, look=(look,))
    return None


def _heading(
    index: int, start: int, end: int, words: str, names: tuple[str, ...], *, block: Block,
    marked: int | None = None, inside: bool = False, look: tuple[object, ...] = (),
) -> Heading:  # fmt: skip
    title = " ".join(words.split()).strip()
    means = meaning(title.strip(" :–-"), names)
    return Heading(index, start, end, title, means, marked or 0, marked is not None, inside, block.style.size, look)


def _is_dated(words: str, names: tuple[str, ...]) -> bool:
    """A journal entry's date is no heading, whatever it looks like, unless a known heading stands after it."""
    found = DATE_FIRST.match(words)
    if not found:
        return False
    return not meaning(words[found.end() :].strip(" :–-"), names).whole


def _abbreviated(bare: str) -> bool:
    """ "BARNETS UTV." ends in an abbreviation, not a sentence."""
    if len(bare.split()) > 4:
        return False
    means = meaning(bare)
    return means.whole and bool(means.heads or means.side)


def _body_size(document: Document) -> float | None:
    sizes: Counter[float] = Counter()
    for block in document.blocks:
        if block.style.size is not None and block.kind != "heading":
            sizes[block.style.size] += block.end - block.start
    return max(sorted(sizes), key=lambda size: sizes[size]) if sizes else None


def _mostly_capitals(document: Document) -> bool:
    long = [b for b in document.blocks if b.end - b.start > 80][:20]
    capitals = sum(document.text[b.start : b.end].isupper() for b in long)
    return len(long) > 0 and capitals * 2 > len(long)
