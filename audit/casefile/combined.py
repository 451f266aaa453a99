"""Where the forms of a document begin: its title, and in a combined file those of the documents after it."""

from collections.abc import Sequence
from dataclasses import replace

from audit.casefile.headings import DATE_FIRST
from audit.casefile.labels import Label
from audit.casefile.nesting import Heading
from audit.casefile.titles import title_meaning
from audit.documents.model import Document

_SUBTITLE = 6  # words
_DOMAINS = 4  # under one heading in free words make it an investigation
_COMBINED = 2  # different forms among its highest headings make a file a combined one
TITLE_BLOCKS = 8  # a title stands among the first blocks
_REPORT = frozenset(("anmalan", "forhandsbedomning"))
_TITLE_WORDS = 14
_ALONE = frozenset(("utredningsplan", "utredning", "genomforandeplan", "vardplan", "journal"))  # never a mere part


def titles_of(
    document: Document, headings: Sequence[Heading], labels: Sequence[Label], names: tuple[str, ...]
) -> list[Heading]:
    """The headings that begin a form of their own."""
    found: list[Heading] = []
    labelled = {x.block for x in labels}
    first_label = min(labelled, default=TITLE_BLOCKS)
    inner = [
        h for h in headings
        if (h.means.parts or h.means.heads or h.means.side) and len(_labels_below(h, labels, document)) < 2
    ]  # fmt: skip
    others = [h for h in headings if not h.means.forms]
    whole_file = False
    top = _top(headings, inner, names)
    for heading in headings:
        means = heading.means
        if not found and heading.block < TITLE_BLOCKS and (heading.block <= first_label or heading.block <= 2):
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
    forms = {h.means.forms for h in found if h.block in highest and h.means.forms}
    if whole_file or len(forms) >= _COMBINED or _stands_later(top, found, headings):
        # A file of several documents: each heading of their rank is one of them, also in free words.
        found += [replace(h, means=title_meaning(h.title, names)) for h in top if _is_another(h, found, headings)]
        found.sort(key=lambda h: h.block)
    broken = [n for n, b in enumerate(document.blocks) if b.new_page]
    return _with_pages(document, headings, broken, found, names) if broken else found


def _with_pages(
    document: Document, headings: Sequence[Heading], broken: Sequence[int], found: list[Heading], names: tuple[str, ...]
) -> list[Heading]:
    """Where the file itself begins a new page, its first lines may be the title of the next document.

    They are where they name one, or where they look as the first lines of other pages that do.
    """
    by_block = {h.block: h for h in headings if not h.inside}
    kept = {h.block: h for h in found}
    looks: set[tuple[object, ...]] = set()
    unnamed: list[Heading] = []
    for block in broken:
        first = by_block.get(block)
        if not kept.keys() & {block, block + 1, block + 2}:
            named = next(
                (
                    told
                    for n in (block, block + 1, block + 2)
                    if (told := _named(document, by_block.get(n), n, block, names))
                ),
                None,
            )
            if named is None:
                if first is not None and (first.means.forms or first.means.other or not first.means.known):
                    unnamed.append(first)
                continue
            kept[block] = named if named.block == block else replace(named, block=block)
        if first is not None:
            looks.add(first.look)
    for heading in unnamed:
        if heading.look in looks or (heading.marked and any(h.marked and h.level == heading.level for h in found)):
            kept[heading.block] = heading
    return sorted(kept.values(), key=lambda h: h.block)


def _named(document: Document, heading: Heading | None, at: int, first: int, names: tuple[str, ...]) -> Heading | None:
    """One of the first lines of a page as a title, where it names a document."""
    block = document.blocks[at] if at < len(document.blocks) else None
    if block is None or (at > first and heading is None):
        return None
    if heading is None:
        words = document.text[block.start : block.end].strip()
        if block.kind != "paragraph" or len(words.split()) > _TITLE_WORDS or words.endswith((".", ",", ";", ":")):
            return None
        heading = Heading(at, block.start, block.end, words, title_meaning(words, names), 1, marked=False)
    told = title_meaning(heading.title, names)
    if heading.means.heads or heading.means.side or told.heads or told.side:
        return None
    if told.forms and (_REPORT & set(told.forms) or _ALONE & set(told.forms) or not heading.means.parts):
        return replace(heading, means=told)
    return replace(heading, means=told) if told.other and not told.parts and at == first else None


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
        and heading.block - title.block <= TITLE_BLOCKS // 2
    )


def _is_another(heading: Heading, found: Sequence[Heading], headings: Sequence[Heading]) -> bool:
    means = heading.means
    apart = not (means.heads or means.side or means.whole_file or (means.whole and means.parts))
    return (apart or _heads_domains(heading, headings)) and all(h.block != heading.block for h in found)


def _stands_later(top: Sequence[Heading], found: Sequence[Heading], headings: Sequence[Heading]) -> bool:
    """Whether the title of an investigation or a plan is of the highest rank, yet not the first of it: a title comes
    first in its document, so what stands before it is another."""
    named = {h.block for h in found if _ALONE & set(h.means.forms)}
    return any((h.marked or h.larger) and (h.block in named or _heads_domains(h, headings)) for h in top[1:])


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
    # "Samtal som kom in" may well be a title though it begins as a part's heading does.
    inner = [h for h in inner if h.block >= TITLE_BLOCKS or h.means.whole or h.means.heads]
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
