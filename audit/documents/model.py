"""A document as it was read: its text, never changed again, and what stands where in it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

BlockKind = Literal["heading", "paragraph", "list_item", "row"]


@dataclass(frozen=True, slots=True)
class Style:
    """How a block looks; hints for finding headings in files that mark none."""

    bold: bool = False  # every letter of the block is bold
    size: float | None = None  # the commonest size in points, where the format has one
    shaded: bool = False  # stands in a shaded cell
    boxed: bool = False  # stands in a table of one column (a form box)


@dataclass(frozen=True, slots=True)
class Block:
    """One line of `Document.text`: a heading, paragraph or list item, or a row of a table with its cells."""

    kind: BlockKind  # "heading" only where the file itself says so (style, outline level, tag, '#')
    start: int
    end: int
    page: int | None = None  # counted from 1; None where the format has no pages
    level: int | None = None  # of a heading, 1 = highest; None for other blocks
    style: Style = Style()
    lead_end: int | None = None  # end of a bold beginning of a block that is not all bold (a run-in heading or date)
    cells: tuple[tuple[int, int], ...] = ()  # of a row: where each cell stands; merged cells once
    table: int | None = None  # rows (and boxed paragraphs) of one table share its number
    new_page: bool = False  # the file itself says that a page begins here, other than where the text filled one


@dataclass(frozen=True, slots=True)
class Aside:
    """Words of the file that stand outside its text: a header, footer, comment or page number."""

    reason: str  # header | footer | page_number | comment | contents (a table of them) | note (referred to nowhere)
    text: str
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """One file that was read; `text` is NFC, one block to a line, cells of a row parted by a tab.

    A block's text is `text[block.start:block.end]`; line ends inside a paragraph or cell have become spaces.
    An unreadable document has no text and a `reason` (an id of the catalogue).
    """

    name: str  # path inside the case's folder, with forward slashes
    sha256: str  # of the file's bytes
    text: str = ""
    blocks: tuple[Block, ...] = ()
    pages: int | None = None
    aside: tuple[Aside, ...] = ()
    status: Literal["read", "unreadable", "duplicate"] = "read"
    reason: str | None = None
    notices: tuple[str, ...] = ()
    facts: Mapping[str, str] = field(default_factory=dict)  # of the file itself: title, created (never an author)


@dataclass(frozen=True, slots=True)
class Passage:
    """Words of one document, carried along and never searched for again: `text[start:end] == quote`."""

    document: int  # index in CaseFile.documents
    start: int
    end: int
    quote: str
