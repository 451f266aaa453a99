"""All cue lists of the annotations, compiled into one table that is asked once for each sentence."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import Any

from audit.swedish.model import Token
from audit.swedish.phrases import PhraseTable
from audit.vocabulary import load_vocabulary

Span = tuple[int, int]
Cues = Mapping[str, tuple[Span, ...]]

_FILES = ("speech", "reasoning", "polarity", "sides", "areas", "stock")
# Looked up by name, not met in texts.
_NO_PHRASES = frozenset({"sexes", "generations", "parents_and_family", "of_child", "of_parents"})


def find_cues(tokens: Sequence[Token], first: int, last: int) -> dict[str, tuple[Span, ...]]:
    """Where each cue list meets the sentence: list name ("reasoning.causes.strong") → token ranges in order."""
    found: dict[str, list[Span]] = {}
    for hit in _table().find(tokens, first, last):
        found.setdefault(hit.key, []).append((hit.start, hit.end))
    return {key: tuple(spans) for key, spans in found.items()}


def content_in(tokens: Sequence[Token], first: int, last: int) -> tuple[int, ...]:
    """Which of the tokens carry content of their own."""
    return tuple(i for i in range(first, last) if _carries(tokens[i].lower, tokens[i].lemma))


@cache
def words(name: str) -> frozenset[str]:
    """A closed class of words ("prepositions") from the vocabulary `grammar`."""
    return frozenset(load_vocabulary("grammar")[name])


@lru_cache(maxsize=50_000)
def _carries(lower: str, lemma: str) -> bool:
    return lemma not in words("function") and lower not in words("function") and any(c.isalnum() for c in lower)


@cache
def _table() -> PhraseTable:
    lists: dict[str, list[str]] = {}
    for name in _FILES:
        lists.update(_flat(name, load_vocabulary(name)))
    return PhraseTable(lists)


def _flat(name: str, data: Any) -> Iterator[tuple[str, list[str]]]:
    if isinstance(data, dict):
        for key, inner in data.items():
            if key not in _NO_PHRASES:
                yield from _flat(f"{name}.{key}", inner)
    else:
        yield name, [str(phrase) for phrase in data]
