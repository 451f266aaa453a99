"""Whether a sentence is full of information on its own, and how concrete it is."""

import re

from audit.annotate.reading import Reading
from audit.swedish.model import Token

_FUNCTION = frozenset(
    "och att det i på som en ett är av för med den till har inte om han hon de vara ha sig så men kan från vid också när eller hans hennes "
    "man än mycket efter nu bli vilja ska då där vad sin detta denna dessa få mot under finnas alla bara mer hur ut upp in över dock även "
    "sedan kunna skola måste många två jag vi ni du mig dig oss er dem dom honom henne deras min din vår någon något några ingen inget "
    "både ju väl väldigt ganska lite annan andra sådan samma själv egen här utan mellan genom innan medan eftersom därför dess vilken vilket "
    "gå komma göra säga ta hen ej sen utifrån enligt samt gällande avseende".split()
)
_NUMBER = re.compile(r"\d")


def content_lemmas(tokens: tuple[Token, ...]) -> list[str]:
    """Lemmas of the words that carry content."""
    return [t.lemma for t in tokens if t.lemma not in _FUNCTION and t.lower not in _FUNCTION and any(c.isalnum() for c in t.lower)]


def details_of(reading: Reading) -> int:
    """How many concrete details stand in it: numbers and times, quotations, names inside the sentence."""
    words = reading.words
    numbers = sum(1 for t in words if _NUMBER.search(t.lower))
    names = sum(1 for t in words[1:] if reading.text[t.start - reading.start].isupper() and len(t.lower) > 1)
    return min(numbers, 3) + min(names, 3) + (2 if reading.quoted else 0)


def is_rich(reading: Reading) -> bool:
    """Several concrete details in a sentence of some length."""
    content = content_lemmas(reading.words)
    return len(content) >= 12 or (len(content) >= 9 and details_of(reading) >= 2)
