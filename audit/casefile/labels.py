"""Label and value: what header tables and lines such as "Handläggare: …" tell."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from audit.casefile.stems import Stems
from audit.casefile.titles import meaning
from audit.documents.model import Block, Document
from audit.vocabulary import load_vocabulary

_LINE = re.compile(r"\s*([^\W\d_][^:\t]{0,45}?)\s*(?::\s*|\t)(?=\S)")
_SIGNS = re.compile(r"[^\w]+")
_LABEL_WORDS = 5
_VALUE_WORDS = 30  # more is text that a form's row holds, no value


@dataclass(frozen=True, slots=True)
class Label:
    """A label and where its value stands in the document's text."""

    key: str  # of roles.yaml's `labels`
    block: int
    words: str  # the label as written, in lower case
    start: int
    end: int


def find_labels(document: Document) -> tuple[Label, ...]:
    """All labels of the document in order, with values that are not empty."""
    return tuple(_labels(document))


def label_key(words: str) -> str | None:
    """What the label tells, None where it is none."""
    plain = _plain(words)
    if plain in (known := _known()):
        return known[plain]
    parts = plain.split()
    if 0 < len(parts) <= _LABEL_WORDS and words[:1].isupper():
        means = meaning(words)
        if means.heads or means.side or (means.whole and means.parts):
            return None  # "Barnets hälsa: …" is a heading
        return next(iter(sorted((k for w in parts for k in _stems().of(w)), key=_order().index)), None)
    return None


@cache
def _stems() -> Stems[str]:
    return Stems(load_vocabulary("roles")["stems"])


@cache
def _order() -> tuple[str, ...]:
    return tuple(load_vocabulary("roles")["stems"])


@cache
def _known() -> dict[str, str]:
    labels: dict[str, list[str]] = load_vocabulary("roles")["labels"]
    return {_plain(label): key for key, listed in labels.items() for label in listed}


def _plain(words: str) -> str:
    return _SIGNS.sub(" ", words).strip().lower()


def _labels(document: Document) -> Iterator[Label]:
    text = document.text
    head: tuple[int, Block] | None = None  # a row of labels whose values stand in the row below
    for index, block in enumerate(document.blocks):
        if len(block.cells) >= 2:
            if head is not None and head[1].table == block.table and len(head[1].cells) == len(block.cells):
                for over, cell in zip(head[1].cells, block.cells, strict=True):
                    if key := label_key(text[slice(*over)]):
                        yield from _put(document, index, key, text[slice(*over)], *cell)
                head = None
                continue
            keys = [label_key(text[slice(*cell)].rstrip(": ")) for cell in block.cells]
            head = None
            if _heads_columns(document, index):
                head = (index, block)
                continue
            yield from _row(document, index, block, keys)
        else:
            head = None
            yield from _line(document, index, block.start, block.end)


def _heads_columns(document: Document, index: int) -> bool:
    """Whether a row is labels only, with their values in the row below ("Namn | Personnummer")."""
    block, text = document.blocks[index], document.text
    if index + 1 >= len(document.blocks) or not all(_plain(text[slice(*c)]) in _known() for c in block.cells):
        return False
    below = document.blocks[index + 1]
    if below.table != block.table or len(below.cells) != len(block.cells):
        return False
    return not any(_plain(text[slice(*c)]) in _known() for c in below.cells)


def _row(document: Document, index: int, block: Block, keys: list[str | None]) -> Iterator[Label]:
    text = document.text
    at = 0
    while at < len(block.cells):
        start, end = block.cells[at]
        if keys[at] and at + 1 < len(block.cells):
            yield from _put(document, index, str(keys[at]), text[start:end], *block.cells[at + 1])
            at += 2
        else:
            yield from _line(document, index, start, end)
            at += 1


def _line(document: Document, index: int, start: int, end: int) -> Iterator[Label]:
    found = _LINE.match(document.text, start, end)
    if found and len(found[1].split()) <= _LABEL_WORDS and (key := label_key(found[1])):
        yield from _put(document, index, key, found[1], found.end(), end)


def _put(document: Document, index: int, key: str, words: str, start: int, end: int) -> Iterator[Label]:
    value = document.text[start:end]
    if value.strip(" .-–_") and len(value.split()) <= _VALUE_WORDS:
        yield Label(key, index, words.strip(" :").lower(), start, end)
