"""Whether a sentence is full of information on its own, and how concrete it is."""

import re

from audit.annotate.cues import words
from audit.annotate.reading import Reading

_NUMBER = re.compile(r"\d")
_OWN = 2  # words of its own from which on a sentence tells something concrete
_WITH_ONE = 4  # … or one among so many words with content
_FULL, _FULL_WITH_DETAILS = 8, 6  # … from which on it is full of information, alone or with two details beside them
_SHORT = 6  # tokens up to which a single word makes a stock phrase


def is_stock(reading: Reading) -> bool:
    """Stock phrases and little else: nothing told of an area, a formula, or words of assessment about nothing."""
    told = frozenset(i for s, e in reading.spans("stock.nothing_told") for i in range(s, e))
    formulas = frozenset(i for s, e in reading.spans("stock.formulas") for i in range(s, e))
    if formulas and own_words(reading, formulas | told, "stock.jargon") <= 2:
        return True
    if len(told) == 1 and len(reading.words) > _SHORT:
        told = frozenset()  # "frisk" in a sentence about something else
    if told and own_words(reading, told) <= (3 if len(told) > 1 else 1):
        return True
    if len(told) > 1 and own_words(reading, told, "stock.area_names", "stock.jargon") <= 1:
        return True  # "Boende, arbete och ekonomi har inte gett skäl till redovisning"
    return len(reading.spans("stock.jargon")) >= 2 and not own_words(reading, frozenset(), "stock.jargon")


def is_concrete(reading: Reading) -> bool:
    """Tells something of this child or family that could not stand in any file."""
    covered = frozenset(i for s, e in reading.spans("stock.nothing_told", "stock.formulas") for i in range(s, e))
    own = own_words(reading, covered)
    return own >= _OWN or (own == 1 and len(reading.content) >= _WITH_ONE)


def is_rich(reading: Reading) -> bool:
    """Several concrete details in a sentence of some length."""
    own = own_words(reading)
    return own >= _FULL or (own >= _FULL_WITH_DETAILS and _details(reading) >= 2)


def own_words(reading: Reading, covered: frozenset[int] = frozenset(), *also: str) -> int:
    """How many words tell something that neither a stock phrase covers nor any file would hold."""
    if also:
        covered = covered | {i for s, e in reading.spans(*also) for i in range(s, e)}
    return sum(1 for i in reading.own if i not in covered) if covered else len(reading.own)


def _details(reading: Reading) -> int:
    """How many concrete details stand in it: numbers and times, quotations, names inside the sentence."""
    tokens = reading.words
    numbers = sum(1 for t in tokens if _NUMBER.search(t.lower) or t.lower in words("numerals"))
    names = sum(1 for t in tokens[1:] if reading.text[t.start - reading.start].isupper() and len(t.lower) > 1)
    return min(numbers, 3) + min(names, 2) + (2 if reading.quoted else 0)
