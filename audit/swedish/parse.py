"""One pass over a Swedish text: tokens with their lemmas, and sentences by rule. The only user of spaCy."""

from functools import lru_cache
from typing import Any

from audit.swedish.lemmas import lemma
from audit.swedish.model import Parsed, Token
from audit.vocabulary import load_vocabulary

__all__ = ["lemma", "parse_text"]

_ENDS = frozenset({".", "!", "?", "…", "..."})
_CLOSERS = frozenset({"”", '"', "’", "'", ")", "]", "»", "“"})


def parse_text(text: str) -> Parsed:
    """All tokens of the text but white space, and its sentences, which together cover every token once."""
    doc = _pipeline().make_doc(text)
    tokens: list[Token] = []
    fresh: list[bool] = []  # the token begins a line
    new_line = True
    for word in doc:
        form = word.text
        if form.isspace():
            new_line = new_line or "\n" in form
            continue
        lower = form.lower()
        tokens.append(Token(word.idx, word.idx + len(form), lower, lemma(lower)))
        fresh.append(new_line)
        new_line = False
    return Parsed(tuple(tokens), tuple(_sentences(text, tokens, fresh)))


def _sentences(text: str, tokens: list[Token], fresh: list[bool]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    first = 0
    for i in range(1, len(tokens)):
        if fresh[i] or _ends_before(text, tokens, i):
            found.append((first, i))
            first = i
    if tokens:
        found.append((first, len(tokens)))
    return found


def _ends_before(text: str, tokens: list[Token], i: int) -> bool:
    last = i - 1
    if tokens[i].lower in _CLOSERS:
        return False
    while last > 0 and tokens[last].lower in _CLOSERS:
        last -= 1
    opener = text[tokens[i].start]
    return tokens[last].lower in _ENDS and not opener.islower()


@lru_cache(maxsize=1)
def _pipeline() -> Any:
    import spacy

    nlp = spacy.blank("sv")
    lists = load_vocabulary("abbreviations")
    for short in (*lists["inside"], *lists["last"]):
        if " " not in short:
            for form in (short, short.capitalize()):
                nlp.tokenizer.add_special_case(form, [{"ORTH": form}])
    return nlp
