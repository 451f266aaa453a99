"""A sentence while it is being annotated: its place in the file, its cues, and who is mentioned in it."""

from dataclasses import dataclass
from typing import Literal

from audit.annotate.cues import Cues, Span
from audit.casefile.model import Section
from audit.swedish.model import Token

Kind = Literal["child", "mother", "father", "parents", "sibling", "professional", "natverk", "writer", "other"]
QUOTES = frozenset({'"', "”", "“", "„", "»", "«", "''", "’’"})


@dataclass(frozen=True, slots=True)
class Mention:
    """Somebody named, called by a role, or meant by a pronoun."""

    start: int  # token range in the document
    end: int
    kind: Kind
    contact: str | None = None  # of a professional: skola, bvc …
    sex: str | None = None  # f | m
    genitive: bool = False
    pronoun: bool = False
    name: str = ""  # tells two of one kind apart


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
    heading: bool = False

    @property
    def words(self) -> tuple[Token, ...]:
        """The sentence's own tokens."""
        return self.tokens[self.first : self.last]

    def has(self, *names: str) -> bool:
        """Whether any of these cue lists meets the sentence."""
        return any(name in self.cues for name in names)

    def spans(self, *names: str) -> list[Span]:
        """Where these cue lists meet the sentence, in order."""
        return sorted(span for name in names for span in self.cues.get(name, ()))

    def unquoted(self, *names: str) -> list[Span]:
        """The same, outside quotation marks."""
        return [span for span in self.spans(*names) if span[0] not in self.quoted]

    @property
    def analytic(self) -> bool:
        """It stands in the part of the investigation that is to weigh things together."""
        return "analys" in self.part.forms or "analys" in self.part.parts


def quoted_tokens(tokens: tuple[Token, ...], first: int, last: int, opened: bool) -> tuple[frozenset[int], bool]:
    """Tokens inside quotation marks, and whether a quotation is still open at the sentence's end."""
    inside: list[int] = []
    for i in range(first, last):
        if tokens[i].lower in QUOTES:
            opened = not opened
        elif opened:
            inside.append(i)
    return frozenset(inside), opened
