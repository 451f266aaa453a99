"""Cue lists compiled once, and the cues that stand in a sentence."""

from functools import cache

from audit.annotate.model import Annotated, Sentence
from audit.swedish.model import Token
from audit.swedish.phrases import Hit, PhraseTable
from audit.vocabulary import load_vocabulary


@cache
def cue_table(vocabulary: str, part: str) -> PhraseTable:
    """The lists under one key of a vocabulary file, each list's name being the key of its hits."""
    return PhraseTable(load_vocabulary(vocabulary)[part])


def cues_in(annotated: Annotated, sentence: Sentence, table: PhraseTable) -> list[Hit]:
    """All cues in the sentence; the ranges count tokens of its document."""
    return table.find(annotated.case.parsed[sentence.document].tokens, *sentence.tokens)


def tokens_of(annotated: Annotated, sentence: Sentence) -> tuple[Token, ...]:
    """All tokens of the sentence's document, in which its range and the hits count."""
    return annotated.case.parsed[sentence.document].tokens
