"""A sentence while it is being annotated: its place in the file, its cues, and who is mentioned in it."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from audit.annotate.cues import Cues, Span, content_in, find_cues
from audit.casefile.model import CaseFile, Section
from audit.swedish.model import Token

_BULLETS = frozenset({"-", "–", "•", "*", "·", "○", "▪", "►", "→"})
QUOTES = frozenset({'"', "”", "“", "„", "»", "«", "''", "’’"})


@dataclass(frozen=True, slots=True)
class Reading:
    """One sentence with what can be told of it alone."""

    document: int
    section: int
    part: Section
    block: int
    tokens: tuple[Token, ...]  # of the whole document
    first: int
    last: int
    start: int
    end: int
    text: str
    cues: Cues
    quoted: frozenset[int]  # tokens between quotation marks
    content: tuple[int, ...]  # tokens of words that carry content
    own: tuple[int, ...]  # … and that not any file would hold: persons and general praise left out

    @property
    def words(self) -> tuple[Token, ...]:
        """The sentence's own tokens."""
        return self.tokens[self.first : self.last]

    def has(self, *names: str) -> bool:
        """Whether any of these cue lists meets the sentence."""
        return any(name in self.cues for name in names)

    def spans(self, *names: str) -> list[Span]:
        """Where these cue lists meet the sentence, in order."""
        cues = self.cues
        found: list[Span] = []
        for name in names:
            if name in cues:
                found += cues[name]
        if len(names) > 1 and len(found) > 1:
            found.sort()
        return found

    def unquoted(self, *names: str) -> list[Span]:
        """The same, outside quotation marks."""
        if not self.quoted:
            return self.spans(*names)
        return [span for span in self.spans(*names) if span[0] not in self.quoted]

    @property
    def analytic(self) -> bool:
        """It stands in the part of the investigation that is to weigh things together."""
        return "analys" in self.part.forms or "analys" in self.part.parts


def readings_of(case: CaseFile) -> Iterator[Reading]:
    """All sentences in the order of documents; a document without text or sections has none."""
    for number, (document, parsed) in enumerate(zip(case.documents, case.parsed, strict=True)):
        sections = [(index, section) for index, section in enumerate(case.sections) if section.document == number]
        if not sections or not document.blocks:
            continue
        section_starts = [section.start for _, section in sections]
        block_starts = [block.start for block in document.blocks]
        opened, block_before = False, -1
        for first, last in parsed.sentences:
            start, end = parsed.tokens[first].start, parsed.tokens[last - 1].end
            block = max(bisect_right(block_starts, start) - 1, 0)
            index, section = sections[max(bisect_right(section_starts, start) - 1, 0)]
            while first < last - 1 and parsed.tokens[first].lower in _BULLETS:
                first += 1  # the words begin after the bullet
            quoted, opened = _quoted(parsed.tokens, first, last, opened and block == block_before)
            block_before = block
            cues, content = find_cues(parsed.tokens, first, last), content_in(parsed.tokens, first, last)
            yield Reading(
                number, index, section, block, parsed.tokens, first, last, start, end, document.text[start:end],
                cues, quoted, content, _own(cues, content),
            )  # fmt: skip


def _own(cues: Cues, content: tuple[int, ...]) -> tuple[int, ...]:
    general = {
        i
        for key, spans in cues.items()
        if key == "stock.general" or key.startswith("speech.people.")
        for start, end in spans
        for i in range(start, end)
    }
    return tuple(i for i in content if i not in general)


def _quoted(tokens: tuple[Token, ...], first: int, last: int, opened: bool) -> tuple[frozenset[int], bool]:
    """Tokens inside quotation marks, and whether a quotation is still open at the sentence's end."""
    inside: list[int] = []
    for i in range(first, last):
        if tokens[i].lower in QUOTES:
            opened = not opened
        elif opened:
            inside.append(i)
    return frozenset(inside), opened
