"""Word files: opened with python-docx, their XML walked in order, so that no word of the body is lost.

Left out on purpose: deletions, hidden text, unfilled placeholders, field codes. Headers, footers, comments and the
table of contents are set aside. python-docx's own iterators lose content controls, insertions, text boxes and fields.
"""

import hashlib
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from audit.documents.docx_package import Damaged, WordFile, open_word
from audit.documents.docx_signs import PRIVATE, checkbox, form_field, sign, text_of_signs
from audit.documents.docx_styles import ParagraphLook, RunLook, W, WordStyles, is_on
from audit.documents.docx_tree import (
    ALTERNATIVES,
    CONTROL,
    DELETED,
    INSERTED,
    LEFT_OUT,
    begins_page,
    child_of,
    choice,
    content_of,
    ends_page,
    inside,
    is_contents,
    is_shaded,
)  # fmt: skip
from audit.documents.draft import BULLET, PLAIN, Draft, tidy, unreadable
from audit.documents.model import Aside, BlockKind, Document, Style

SUFFIXES = (".docx", ".docm")

LONGEST_HEADING = 30  # words; a paragraph of text that was given a heading style is no heading
_LAYOUT = 40  # words; a cell with more, in several paragraphs, is page layout and not a cell of a form

_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"

_PARAGRAPH, _TABLE, _ROW, _CELL, _RUN, _BREAK = W + "p", W + "tbl", W + "tr", W + "tc", W + "r", W + "br"
_PARAGRAPH_PROPERTIES, _ROW_PROPERTIES, _RUN_PROPERTIES = W + "pPr", W + "trPr", W + "rPr"
_TEXT, _TEXT_BOX, _FIELD_SIGN = W + "t", W + "txbxContent", W + "fldChar"
_SIGNS = {W + "tab": "\t", W + "ptab": "\t", W + "br": "\n", W + "cr": "\n", W + "noBreakHyphen": "-"}
_NOTE_SIGNS = {W + "footnoteReference": "f", W + "endnoteReference": "e"}
_PLAIN_RUN = RunLook(False, None, False, "")


def read(path: Path, name: str) -> Document:
    """All words of the file, in order; a damaged file is unreadable."""
    content = path.read_bytes()
    sha256 = hashlib.sha256(content).hexdigest()
    try:
        word = open_word(content)
    except Damaged:
        return unreadable(name, sha256, "corrupt")
    walker = _Walker(word)
    document = walker.document(name, sha256)
    if walker.in_code:  # a field that never ends would hide all that follows it
        document = _Walker(word, fields_hide=False).document(name, sha256)
    return document


@dataclass(slots=True)
class _Line:
    """A paragraph that is being read: pieces of text with their look, and what hangs on them."""

    pieces: list[tuple[str, RunLook]] = field(default_factory=list)
    boxes: list[Any] = field(default_factory=list)  # text boxes anchored in it
    notes: list[str] = field(default_factory=list)  # footnotes referred to
    new_page: Literal["before", "after"] | None = None  # a page begins before its words, or after them

    def add(self, text: str, look: RunLook) -> None:
        if text:
            self.pieces.append((text, look))

    @property
    def text(self) -> str:
        return "".join([piece[0] for piece in self.pieces])


@dataclass(frozen=True, slots=True)
class _Place:
    """Where blocks stand: in the body (table None) or in a table."""

    table: int | None = None
    boxed: bool = False
    shaded: bool = False


class _Walker:
    def __init__(self, word: WordFile, *, fields_hide: bool = True) -> None:
        self._word = word
        self._fields_hide = fields_hide
        self._draft = Draft()
        self._styles = WordStyles(word.styles)
        self._noted: set[str] = set()
        self._fields: list[bool] = []  # open fields, innermost last; True while their code is passing
        self._contents: int | None = None  # how many fields were open where a table of contents began
        self._in_contents = False  # of the paragraph at hand
        self._aside: list[Aside] = []
        self._held: tuple[_Line, ParagraphLook, _Place] | None = None  # its mark was deleted: the next one continues it
        self._tables = 0
        self._looks: dict[tuple[bool, float | None, bool, bool], Style] = {}
        self._notices: set[str] = set()

    def document(self, name: str, sha256: str) -> Document:
        self._blocks(self._word.root.find(W + "body"), _Place())
        for reason, parents in self._word.outside:
            for parent in parents:
                self._set_aside(parent, reason)
        for number in sorted(self._word.notes.keys() - self._noted):
            self._set_aside(self._word.notes[number], "note")
        made = self._draft.document(
            name, sha256, aside=self._aside, notices=sorted(self._notices), facts=self._word.facts
        )
        if made.reason == "empty" and "embedded_not_read" in self._notices:
            return unreadable(name, sha256, "not_supported")
        if made.reason == "empty" and next(self._word.root.iter("{*}blip", "{*}imagedata"), None) is not None:
            return unreadable(name, sha256, "scanned")
        return made

    @property
    def in_code(self) -> bool:
        """Whether what comes next is a field's code."""
        return True in self._fields

    def _set_aside(self, parent: Any, reason: str) -> None:
        words = self._apart(parent, _Place()).text
        if words:
            self._aside.append(Aside(reason, words))

    def _apart(self, parent: Any, place: _Place) -> Draft:
        """What stands under `parent`, in a draft of its own."""
        outer, self._draft = self._draft, Draft()
        self._blocks(parent, place)
        inner, self._draft = self._draft, outer
        return inner

    def _blocks(self, parent: Any, place: _Place) -> None:
        self._each_block(parent, place)
        self._let_go()

    def _let_go(self) -> None:
        """What is held for the next paragraph, where none comes."""
        if self._held is not None:
            line, look, where = self._held
            self._held = None
            self._put(line, look, where)

    def _each_block(self, parent: Any, place: _Place) -> None:
        for child in parent:
            tag = child.tag
            if tag == _PARAGRAPH:
                self._paragraph(child, place)
            elif tag == _TABLE:
                self._let_go()
                self._table(child)
            elif tag == CONTROL:
                content = content_of(child)
                if content is not None and is_contents(child):
                    self._let_go()
                    self._set_aside(content, "contents")
                elif content is not None:
                    self._each_block(content, place)
            elif tag == ALTERNATIVES:
                self._each_block(choice(child), place)
            elif tag == W + "altChunk":  # a whole document of another format, kept as a part of its own
                self._notices.add("embedded_not_read")
            elif tag not in LEFT_OUT and isinstance(tag, str):
                self._each_block(child, place)

    def _paragraph(self, p: Any, place: _Place) -> None:
        line, look = _Line(), None
        if self._held is not None:
            (line, look, _), self._held = self._held, None
        properties = child_of(p, _PARAGRAPH_PROPERTIES)
        own = self._styles.of_paragraph(properties)
        look = look or own
        if properties is not None and begins_page(properties):
            line.new_page = "before"
        self._in_contents = self._contents is not None
        self._inline(p, line, look)
        if properties is not None and ends_page(properties):
            line.new_page = line.new_page or "after"
        if own.mark_deleted:
            self._held = line, look, place
        elif self._in_contents or look.is_contents:
            if words := tidy(line.text):
                self._aside.append(Aside("contents", words))
        else:
            self._put(line, look, place)

    def _put(self, line: _Line, look: ParagraphLook, place: _Place) -> None:
        text = line.text
        if line.new_page == "before":
            self._draft.begin_page()
        if text and not text.isspace():
            bold, size, lead = _look_of(line)
            key = (bold, size, place.shaded or look.shaded, place.boxed)
            style = self._looks.get(key) or self._looks.setdefault(key, Style(*key))
            if look.level is not None and len(text.split()) <= LONGEST_HEADING:
                self._draft.add("heading", text, level=look.level, style=style, table=place.table)
            else:
                kind: BlockKind = "list_item" if look.is_list or BULLET.match(text.lstrip()) else "paragraph"
                self._draft.add(kind, text, lead=lead, style=style, table=place.table)
        if line.new_page == "after":
            self._draft.begin_page()
        for box in line.boxes:  # text boxes and notes follow the paragraph that they hang on
            self._blocks(box, _Place())
        for number in line.notes:
            if number in self._word.notes and number not in self._noted:
                self._noted.add(number)
                self._blocks(self._word.notes[number], _Place())

    def _table(self, tbl: Any) -> None:
        number = self._tables
        self._tables += 1
        places = {shaded: _Place(number, True, shaded) for shaded in (False, True)}
        for row in inside(tbl, _ROW):
            properties = child_of(row, _ROW_PROPERTIES)
            if properties is not None and child_of(properties, W + "del") is not None:
                self._notices.add("tracked_changes")
                continue
            cells = [(cell, shaded) for cell in inside(row, _CELL) if (shaded := is_shaded(cell)) is not None]
            if len(cells) == 1:
                self._blocks(cells[0][0], places[cells[0][1]])
                continue
            read = [self._apart(cell, places[shaded]) for cell, shaded in cells]
            # In more columns such cells are a plan's goals and measures, whose row belongs together.
            if sum(map(bool, read)) <= 2 and any(len(cell) > 1 and cell.words > _LAYOUT for cell in read):
                for cell in read:
                    self._draft.extend(cell)
            else:
                bold = all(cell.is_bold for cell in read if len(cell))
                shaded = bool(cells) and all(shaded for _, shaded in cells)
                style = Style(bold=bold, shaded=shaded) if bold or shaded else PLAIN
                self._draft.add_row([cell.text for cell in read], style=style, table=number)

    def _inline(self, parent: Any, line: _Line, look: ParagraphLook) -> None:
        for child in parent:
            tag = child.tag
            if tag == _RUN:
                self._run(child, line, look)
            elif tag in DELETED:
                self._notices.add("tracked_changes")
                self._fields_of(child)
            elif tag in LEFT_OUT:
                continue
            elif tag in INSERTED:
                self._notices.add("tracked_changes")
                self._inline(child, line, look)
            elif tag == CONTROL:
                box = child.find(f"{W}sdtPr/{_W14}checkbox")
                content = content_of(child)
                if box is not None:
                    line.add(checkbox(is_on(box.find(_W14 + "checked"))), look.run)
                elif content is not None:
                    self._inline(content, line, look)
            elif tag == ALTERNATIVES:
                self._inline(choice(child), line, look)
            elif tag == _TEXT_BOX:
                line.boxes.append(child)
            elif tag == _M + "t":
                line.add(child.text or "", look.run)
            elif isinstance(tag, str):
                self._inline(child, line, look)

    def _run(self, run: Any, line: _Line, look: ParagraphLook) -> None:
        seen = look.run
        if seen.hidden and child_of(run, _RUN_PROPERTIES) is None:
            self._notices.add("hidden_text")
            self._fields_of(run)
            return
        for child in run:
            tag = child.tag
            if tag == _TEXT:
                text = child.text
                if text and not self.in_code:
                    if seen.font or PRIVATE.search(text):
                        text = text_of_signs(text, seen.font)
                    line.pieces.append((text, seen))
            elif tag == _RUN_PROPERTIES:  # always the first child
                seen = self._styles.of_run(child, look)
                if seen.hidden:
                    self._notices.add("hidden_text")
                    self._fields_of(run)
                    return
            elif tag == _FIELD_SIGN:
                self._field(child, line, seen)
            elif tag in LEFT_OUT:
                if tag == W + "instrText" and (child.text or "").split()[:1] == ["TOC"]:
                    self._contents = len(self._fields)
                    self._in_contents = True
            elif self.in_code:
                continue
            elif tag in _SIGNS:
                if tag == _BREAK and child.get(W + "type") == "page":
                    line.new_page = "after" if line.text.strip() else "before"
                line.add(_SIGNS[tag], seen)
            elif tag == W + "sym":
                line.add(sign(child.get(W + "char") or "", child.get(W + "font") or ""), seen)
            elif tag in _NOTE_SIGNS:
                line.notes.append(_NOTE_SIGNS[tag] + (child.get(W + "id") or ""))
            elif isinstance(tag, str) and len(child):
                self._inline(choice(child) if tag == ALTERNATIVES else child, line, look)

    def _fields_of(self, left_out: Any) -> None:
        """Nothing in there is text, but fields may begin and end in it."""
        for child in left_out.iter(_FIELD_SIGN):
            self._field(child, _Line(), _PLAIN_RUN)

    def _field(self, sign: Any, line: _Line, seen: RunLook) -> None:
        what = sign.get(W + "fldCharType")
        if what == "begin":
            form = sign.find(W + "ffData")
            if form is not None and not self.in_code:
                line.add(form_field(form), seen)
            self._fields.append(self._fields_hide)
        elif what == "separate" and self._fields:
            self._fields[-1] = False
        elif what == "end" and self._fields:
            if self._contents is not None and len(self._fields) <= self._contents:
                self._contents = None
            self._fields.pop()


def _look_of(line: _Line) -> tuple[bool, float | None, str]:
    """Whether a whole paragraph is bold, its commonest size, and its bold beginning where not all of it is bold."""
    first = line.pieces[0][1]
    if all(seen is first for _, seen in line.pieces):
        return first.bold and any(map(str.isalnum, line.text)), first.size, ""
    bold = True
    lead = ""
    sizes: Counter[float] = Counter()
    for text, seen in line.pieces:
        if bold and not seen.bold and any(map(str.isalnum, text)):
            bold = False
        elif bold:
            lead += text
        if seen.size is not None:
            sizes[seen.size] += len(text)
    size = max(sizes, key=lambda points: (sizes[points], points)) if sizes else None
    if bold:
        # Signs alone, as a bullet before bold words, do not make a line light; nor do they make it bold.
        return any(seen.bold and any(map(str.isalnum, text)) for text, seen in line.pieces), size, ""
    return False, size, lead if any(map(str.isalnum, lead)) else ""
