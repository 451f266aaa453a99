"""A document while it is being read: blocks are added in order, and laid out as one text with exact offsets."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import replace

from audit.documents.model import Aside, Block, BlockKind, Document, Style

PLAIN = Style()
BULLET = re.compile(r"[•\-*–—·▪◦●○■□]\s+(?=\S)")  # a typed sign that begins a list item
# Signs that Word and scanners leave in text and that stand for nothing: soft hyphen, zero width, direction, controls.
_NOTHING = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff\x00-\x08\x0e-\x1f\x7f\ud800-\udfff]")
_BLANK = re.compile(r"[^\S\t]+")
_TABS = re.compile(r" *\t[ \t]*")
_ANY_BLANK = re.compile(r"\s+")
_UGLY = re.compile("[^\\S ]|  |[\x00-\x1f\x7f\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff\ud800-\udfff]")


class Draft:
    """Collects the blocks of one document; an empty block is left out."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._blocks: list[Block] = []
        self._end = 0
        self._new_page = False

    def __len__(self) -> int:
        return len(self._blocks)

    @property
    def text(self) -> str:
        """All lines so far."""
        return "\n".join(self._lines)

    def add(
        self,
        kind: BlockKind,
        text: str,
        *,
        lead: str = "",
        level: int | None = None,
        style: Style = PLAIN,
        table: int | None = None,
        page: int | None = None,
    ) -> None:
        """One line; `lead` is the bold beginning of `text`, where not all of it is bold."""
        line = tidy(text)
        if not line:
            return
        start = self._next()
        end = start + len(line)
        lead_end = None
        if lead and (begins := tidy(lead)) and len(begins) < len(line) and line.startswith(begins):
            lead_end = start + len(begins)
        self._put(line, Block(kind, start, end, page, level, style, lead_end, (), table))

    def add_row(
        self, cells: Sequence[str], *, style: Style = PLAIN, table: int | None = None, page: int | None = None
    ) -> None:
        """One row of a table, its cells parted by tabs; an empty cell keeps its place."""
        parts = [tidy_cell(cell) for cell in cells]
        if not any(parts):
            return
        start = at = self._next()
        spans = []
        for part in parts:
            spans.append((at, at + len(part)))
            at += len(part) + 1
        self._put("\t".join(parts), Block("row", start, at - 1, page, None, style, None, tuple(spans), table))

    def begin_page(self) -> None:
        """The next block stands first on a page, because the file says so."""
        self._new_page = True

    def extend(self, other: "Draft") -> None:
        """The blocks of another draft, in their order."""
        for line, block in zip(other._lines, other._blocks, strict=True):
            by = self._next() - block.start
            self._put(
                line,
                replace(
                    block,
                    start=block.start + by,
                    end=block.end + by,
                    lead_end=None if block.lead_end is None else block.lead_end + by,
                    cells=tuple((start + by, end + by) for start, end in block.cells),
                ),
            )

    @property
    def words(self) -> int:
        """How many words stand there so far."""
        return sum(len(line.split()) for line in self._lines)

    @property
    def is_bold(self) -> bool:
        """Whether every block is."""
        return all(block.style.bold for block in self._blocks)

    def document(
        self,
        name: str,
        sha256: str,
        *,
        pages: int | None = None,
        aside: Sequence[Aside] = (),
        notices: Sequence[str] = (),
        facts: Mapping[str, str] | None = None,
    ) -> Document:
        """The finished document; one without a word is unreadable, for the reason `empty`."""
        text = self.text
        if not re.search(r"\w", text):
            return Document(name, sha256, pages=pages, aside=tuple(aside), status="unreadable", reason="empty")
        return Document(
            name,
            sha256,
            text=text,
            blocks=tuple(self._blocks),
            pages=pages,
            aside=tuple(aside),
            notices=tuple(notices),
            facts=dict(facts or {}),
        )

    def _next(self) -> int:
        return self._end + 1 if self._lines else 0

    def _put(self, line: str, block: Block) -> None:
        if self._new_page:
            block, self._new_page = replace(block, new_page=bool(self._blocks)), False
        self._lines.append(line)
        self._blocks.append(block)
        self._end = block.end


def tidy(text: str) -> str:
    """One line in NFC: blanks become one space, blanks with a tab among them one tab; signs that mean nothing go."""
    if not _UGLY.search(text):
        return unicodedata.normalize("NFC", text).strip()
    line = _NOTHING.sub("", text)
    line = _TABS.sub("\t", _BLANK.sub(" ", line)).strip()
    return unicodedata.normalize("NFC", line)


def tidy_cell(text: str) -> str:
    """As `tidy`, without tabs, which part the cells."""
    return tidy(_ANY_BLANK.sub(" ", text) if "\t" in text else text)


def unreadable(name: str, sha256: str, reason: str) -> Document:
    """A document of which no text is known, and why."""
    return Document(name, sha256, status="unreadable", reason=reason)
