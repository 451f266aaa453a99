"""What can be known of one stretch of Swedish without knowing whose file it is; plain data, no spaCy."""

from dataclasses import dataclass
from datetime import date
from typing import Literal


@dataclass(slots=True, unsafe_hash=True)  # never changed; `frozen` would make each three times as dear
class Token:
    """A word, number or sign, with its place in the text; `lemma` is lower case."""

    start: int
    end: int
    lower: str
    lemma: str


@dataclass(frozen=True, slots=True)
class Parsed:
    """One text after its single language pass: all tokens, and each sentence as a half-open range of tokens.

    A sentence never crosses a line of the text.
    """

    tokens: tuple[Token, ...]
    sentences: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date as it stands in a text; `day` is None where the text does not settle it (unknown year, "i våras")."""

    start: int
    end: int
    day: date | None
    precision: Literal["day", "month", "year"]
    year_from: Literal["text", "context"]  # context: the year was taken from the document, not written
