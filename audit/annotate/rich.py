"""Whether a sentence is full of information on its own, and how concrete it is."""

import re
from collections.abc import Sequence
from functools import lru_cache

from audit.annotate.cues import words
from audit.annotate.reading import Reading
from audit.swedish.model import Token

_NUMBER = re.compile(r"\d")
_OWN = 2  # words of its own from which on a sentence tells something concrete
_WITH_ONE = 4  # … or one among so many words with content
_FULL, _FULL_WITH_DETAILS = 8, 6  # … from which on it is full of information, alone or with two details beside them
_SHORT = 6  # tokens up to which a single word makes a stock phrase


def content_lemmas(tokens: Sequence[Token]) -> list[str]:
    """Lemmas of the words that carry content."""
    return [t.lemma for t in tokens if _has_content(t)]


def is_stock(reading: Reading) -> bool:
    """Stock phrases and little else: nothing told of an area, a formula, or words of assessment about nothing."""
    told = frozenset(i for s, e in reading.spans("stock.nothing_told") for i in range(s, e))
    formulas = frozenset(i for s, e in reading.spans("stock.formulas") for i in range(s, e))
    if formulas and len(own_content(reading, formulas | told, "stock.jargon")) <= 2:
        return True
    if len(told) == 1 and len(reading.words) > _SHORT:
        told = frozenset()  # "frisk" in a sentence about something else
    if told and len(own_content(reading, told)) <= (3 if len(told) > 1 else 1):
        return True
    if len(told) > 1 and len(own_content(reading, told, "stock.area_names", "stock.jargon")) <= 1:
        return True  # "Boende, arbete och ekonomi har inte gett skäl till redovisning"
    return len(reading.spans("stock.jargon")) >= 2 and not own_content(reading, frozenset(), "stock.jargon")


def is_concrete(reading: Reading) -> bool:
    """Tells something of this child or family that could not stand in any file."""
    covered = frozenset(i for s, e in reading.spans("stock.nothing_told", "stock.formulas") for i in range(s, e))
    own = len(own_content(reading, covered))
    return own >= _OWN or (own == 1 and len(content_lemmas(reading.words)) >= _WITH_ONE)


def is_rich(reading: Reading) -> bool:
    """Several concrete details in a sentence of some length."""
    own = len(own_content(reading))
    return own >= _FULL or (own >= _FULL_WITH_DETAILS and _details(reading) >= 2)


def own_content(reading: Reading, covered: frozenset[int] = frozenset(), *also: str) -> list[str]:
    """Content that neither a stock phrase covers nor any file would hold: persons and general praise left out."""
    general = {i for s, e in reading.spans("stock.general", *also) for i in range(s, e)} | covered
    for key, spans in reading.cues.items():
        if key.startswith("speech.people."):
            general |= {i for s, e in spans for i in range(s, e)}
    return [t.lemma for i, t in enumerate(reading.words, reading.first) if i not in general and _has_content(t)]


def _details(reading: Reading) -> int:
    """How many concrete details stand in it: numbers and times, quotations, names inside the sentence."""
    tokens = reading.words
    numbers = sum(1 for t in tokens if _NUMBER.search(t.lower) or t.lower in words("numerals"))
    names = sum(1 for t in tokens[1:] if reading.text[t.start - reading.start].isupper() and len(t.lower) > 1)
    return min(numbers, 3) + min(names, 2) + (2 if reading.quoted else 0)


def _has_content(token: Token) -> bool:
    return _carries(token.lower, token.lemma)


@lru_cache(maxsize=50_000)
def _carries(lower: str, lemma: str) -> bool:
    return lemma not in words("function") and lower not in words("function") and any(c.isalnum() for c in lower)
