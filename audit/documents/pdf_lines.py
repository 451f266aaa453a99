"""The lines of one pdf page as they stand: text, place, size and bold, from pdfium with a few probes a line."""

import ctypes
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Any

_PIECE = re.compile("[^\r\n\ufffe\x02]+")
_BOLD_NAME = re.compile("bold|black|heavy|demi", re.IGNORECASE)
_BULLETS = "•·▪◦●○■□‣⁃∙➢➤✓\uf0b7\uf0a7\uf0d8\uf0fc\uf02d\uf076"
_BULLET = re.compile(rf"(?:[{_BULLETS}]|[-–*o](?=\s))\s*")
_ODD = re.compile("[\u2190-\u2bff\ue000-\uf8ff]")  # a checkbox, arrow or bullet
_NUMBER = re.compile(r"(?:\d{1,2}|[a-zåäö])[.)]\s")
_PLAIN_SIGN = re.compile(r"[-–*o]\s")  # begins an item only where a line may begin
_WORD = re.compile(r"\S+")
_LETTER = re.compile(r"[^\W_]")
_GAP = 1.5  # ems; wider than any space of justified text, it parts a label from its value


@dataclass(slots=True)
class Line:
    """One visual line, or the part of it that stands in one cell."""

    text: str  # a hidden hyphen at its end is U+FFFE; a blank at its end is kept
    page: int
    first: int  # index of its first character on the page
    x0: float
    x1: float
    y: float  # of its baseline, from the foot of the page
    size: float
    bold: bool
    lead: int = 0  # letters of its bold beginning, where not all of it is bold
    word_end: float = 0.0  # where its first word ends
    space: float = 0.0  # how wide a space is
    sign: bool = False  # began with a bullet that was drawn, not typed; the text is without it
    stops: tuple[float, ...] = ()  # where words stand that follow a wide gap, shown by a tab
    shaded: bool = False
    is_uneven: bool = False  # its end stands on another height
    tag: Any = None  # of a tagged file

    @property
    def is_item(self) -> bool:
        """Begins with a bullet, or with a dash that may be one."""
        return self.sign or _BULLET.match(self.text) is not None

    @property
    def is_sure_item(self) -> bool:
        """Begins with a bullet that can be nothing else."""
        return self.is_item and (self.sign or not _PLAIN_SIGN.match(self.text))


def _three_letters(text: str) -> list[int]:
    """The first, a middle and the last letter or digit."""
    first = _LETTER.search(text)
    if first is None:
        return []
    middle = _LETTER.search(text, len(text) // 2) or first
    last = len(text) - 1
    while not text[last].isalnum():
        last -= 1
    return [first.start(), middle.start(), last]


class PageText:
    """The text of one page; probes are cheap, but not free: a few for each line."""

    def __init__(self, page: Any, number: int) -> None:
        import pypdfium2.raw as raw

        self._raw = raw
        self.number = number
        self.width, self.height = page.get_size()
        self._page = page
        self._textpage = page.get_textpage()
        self._handle = self._textpage.raw
        self.text: str = self._whole_text()
        self._bold: dict[bytes, bool] = {}  # by the name of the font
        self._moved: dict[int, int] = {}  # index in `text` → index on the page, where the two differ
        self._x, self._y = ctypes.c_double(), ctypes.c_double()
        self._box = raw.FS_RECTF()
        self._name, self._flags = ctypes.create_string_buffer(128), ctypes.c_int()
        self._matrix = raw.FS_MATRIX()

    def close(self) -> None:
        self._textpage.close()

    def turned(self) -> int:
        """By how many degrees the text is turned against the page: 0, 90 (upwards), 180 or 270."""
        longest = sorted(_PIECE.finditer(self.text), key=lambda piece: piece.start() - piece.end())[:3]
        turns = []
        for piece in longest:
            start = piece.start() + len(piece[0]) - len(piece[0].lstrip())
            x0, y0 = self.origin(start)
            x1, y1 = self.origin(piece.start() + len(piece[0].rstrip()) - 1)
            far = max(abs(x1 - x0), abs(y1 - y0))
            if far > 40:
                turns.append((0 if x1 > x0 else 180) if abs(x1 - x0) == far else (90 if y1 > y0 else 270))
        return max(turns, key=turns.count, default=0)

    def lines(self) -> list[Line]:
        """Visual lines in the order of the file; empty ones are left out."""
        found: list[Line] = []
        has_odd = _ODD.search(self.text) is not None
        for piece in _PIECE.finditer(self.text):
            if piece[0].isspace():
                continue
            hidden = self.text[piece.end() : piece.end() + 1] in ("\ufffe", "\x02")
            start, end = piece.start(), piece.end()
            if has_odd and _ODD.search(piece[0]):
                self._put_in_order(start, end)
            line = self.line(start, end, "\ufffe" if hidden else "")
            if line.is_uneven:
                found += [part for _, part in self.split(line, lambda index: round(self.origin(index)[1]))]
                continue
            before = found[-1] if found else None
            if before and abs(before.y - line.y) < 1 and before.x0 < line.x0 < before.x1 - 1:
                # Signs of another font are drawn after the words among which they stand.
                found.pop()
                self._put_in_order(before.first, end)
                line = self.line(before.first, end, "\ufffe" if hidden else "")
            elif line.x1 < line.word_end:
                self._put_in_order(start, end)
                line = self.line(start, end, "\ufffe" if hidden else "")
            found.append(line)
        return self._part_at_gaps(found)

    def _put_in_order(self, start: int, end: int) -> None:
        """Puts the words between two indexes in the order in which they stand from left to right."""
        words = [
            (self.origin(start + found.start())[0], start + found.start(), found[0])
            for found in _WORD.finditer(self.text[start:end].replace("\ufffe", " "))
        ]
        ordered = sorted(words, key=lambda word: word[0])
        if ordered == words:
            return
        moved: dict[int, int] = {}
        at = start
        for _, was, word in ordered:
            moved.update((at + n, self._moved.get(was + n, was + n)) for n in range(len(word)))
            at += len(word) + 1
        line = " ".join(word for _, _, word in ordered)
        self.text = self.text[:start] + line.ljust(end - start) + self.text[end:]
        self._moved.update(moved)

    def line(self, start: int, end: int, tail: str = "") -> Line:
        """The characters from `start` to `end`, which stand on one baseline."""
        text = self.text[start:end]
        start += len(text) - len(text.lstrip())
        text = text.lstrip()
        last = start + len(text.rstrip()) - 1
        x0, y = self.origin(start)
        probes = [start + at for at in _three_letters(text)] or [start]
        bolds = [self._is_bold(at) for at in probes]
        size = self._size(probes[len(probes) // 2])
        line = Line(text + tail, self.number, start, x0, self._right(last), y, size, all(bolds))
        line.is_uneven = self._box.top < y - 0.3 * size or self._box.bottom > y + size
        self._measure_first_word(line)
        if bolds[0] and not line.bold:
            line.lead = self._bold_until(text, start)
        return self._without_sign(line)

    def origin(self, index: int) -> tuple[float, float]:
        """Where the character stands on its baseline."""
        self._raw.FPDFText_GetCharOrigin(self._handle, self._moved.get(index, index), self._x, self._y)
        return self._x.value, self._y.value

    def words_at(self, line: Line) -> list[tuple[int, int, float]]:
        """First and last index of each word of the line, and where the word begins."""
        words = []
        for found in _WORD.finditer(line.text):
            start = line.first + found.start()
            words.append((start, line.first + found.end(), self.origin(start)[0]))
        return words

    def split(self, line: Line, home_of: Callable[[int], Any]) -> list[tuple[Any, Line]]:
        """The parts of the line that stand in different homes: cells, or elements of a tagged file."""
        words = self.words_at(line)
        homes = [home_of(start) for start, _, _ in words]
        if all(home == homes[0] for home in homes):
            return [(homes[0], line)] if homes else [(home_of(line.first), line)]
        tail = "\ufffe" if line.text.endswith("\ufffe") else ""
        parts, start = [], 0
        for index in range(1, len(words) + 1):
            last = index == len(words)
            if last or homes[index] != homes[start]:
                end = line.first + len(line.text) - len(tail) if last else words[index][0]
                parts.append((homes[start], self.line(words[start][0], end, tail if last else "")))
                start = index
        return parts

    def mark(self, index: int) -> int:
        """Number of the marked content that the character belongs to, -1 for none."""
        item = self._raw.FPDFText_GetTextObject(self._handle, self._moved.get(index, index))
        return int(self._raw.FPDFPageObj_GetMarkedContentID(item)) if item else -1

    def _whole_text(self) -> str:
        text: str = self._textpage.get_text_range()
        count = self._raw.FPDFText_CountChars(self._handle)
        if len(text) == count:
            return text
        # Signs without a code shift the indexes of the text against those of the page: read one by one.
        codes = (self._raw.FPDFText_GetUnicode(self._handle, index) for index in range(count))
        return "".join(chr(code) if 0 < code < 0xD800 or 0xDFFF < code < 0x110000 else " " for code in codes)

    def _right(self, index: int) -> float:
        # The loose box goes as far as the next character begins; the tight one ends with the ink.
        self._raw.FPDFText_GetLooseCharBox(self._handle, self._moved.get(index, index), self._box)
        return float(self._box.right)

    def _is_bold(self, index: int) -> bool:
        index = self._moved.get(index, index)
        self._name.value = b""
        self._raw.FPDFText_GetFontInfo(self._handle, index, self._name, 128, self._flags)
        name = self._name.value
        if name not in self._bold:
            said = _BOLD_NAME.search(name.decode("utf-8", "replace")) is not None
            self._bold[name] = said or self._raw.FPDFText_GetFontWeight(self._handle, index) >= 600
        return self._bold[name]

    def _size(self, index: int) -> float:
        size: float = self._raw.FPDFText_GetFontSize(self._handle, self._moved.get(index, index))
        if self._raw.FPDFText_GetMatrix(self._handle, self._moved.get(index, index), self._matrix):
            size *= (self._matrix.c**2 + self._matrix.d**2) ** 0.5 or 1.0
        return round(size, 1)

    def _bold_until(self, text: str, start: int) -> int:
        until = 0
        for word in _WORD.finditer(text):
            letter = _LETTER.search(word[0])
            if letter is None:
                continue  # a checkbox after a label is no part of it
            if not self._is_bold(start + word.start() + letter.start()):
                break
            until = word.end()
        return until

    def _without_sign(self, line: Line) -> Line:
        """A bullet that stands far from its text was drawn by a list; one a space away was typed and stays."""
        if _NUMBER.match(line.text) and not line.bold:
            line.sign = line.space > 0.6 * line.size  # a number that was drawn by a list stays: it may be meant
            return line
        found = _BULLET.match(line.text)
        if found is None or found.end() >= len(line.text):
            return line
        start = line.first + found.end()
        x0 = self.origin(start)[0]
        if x0 - self._right(line.first) < 0.6 * line.size and line.text[0] < "\uf000":
            return line
        line.sign = True
        line.text, line.first = line.text[found.end() :], start
        line.lead = max(0, line.lead - found.end())
        self._measure_first_word(line)
        return line

    def _measure_first_word(self, line: Line) -> None:
        word = _WORD.match(line.text)
        if word is None:
            line.word_end, line.space = line.x0, 0.25 * line.size
            return
        line.word_end = self._right(line.first + word.end() - 1)
        follows = _WORD.search(line.text, word.end())
        gap = self.origin(line.first + follows.start())[0] - line.word_end if follows else 0.0
        line.space = gap if 0.1 < gap / line.size < 0.9 else 0.25 * line.size

    def _part_at_gaps(self, lines: list[Line]) -> list[Line]:
        """Puts a tab where a wide gap parts the words of a line."""
        gaps = self._gaps
        if not gaps:
            return lines
        for line in lines:
            here = [
                x
                for y, x, wide in gaps
                if abs(y - line.y) < line.size * 0.5 and line.x0 < x < line.x1 and wide > _GAP * line.size
            ]
            if not here:
                continue
            first = 2 if _NUMBER.match(line.text) else 1  # the gap after a number is its list's
            for start, _, x in self.words_at(line)[first:]:
                if any(abs(x - gap) < line.size * 0.5 for gap in here):
                    at = start - line.first
                    if line.text[at - 1].isspace():
                        line.text = line.text[: at - 1] + "\t" + line.text[at:]
                        line.stops = (*line.stops, x)
        return lines

    @cached_property
    def _gaps(self) -> list[tuple[float, float, float]]:
        """Foot, end and width of each gap between two stretches of text on one height."""
        left, top, right, bottom = (ctypes.c_double() for _ in range(4))
        boxes = []
        for index in range(self._raw.FPDFText_CountRects(self._handle, 0, -1)):
            self._raw.FPDFText_GetRect(self._handle, index, left, top, right, bottom)
            boxes.append((left.value, right.value, bottom.value, top.value))
        gaps = []
        for before, after in pairwise(boxes):
            wide = after[0] - before[1]
            if wide > 6 and min(before[3], after[3]) > max(before[2], after[2]):
                gaps.append((after[2], after[0], wide))
        return gaps
