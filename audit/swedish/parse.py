"""One pass over a Swedish text: tokens with their lemmas, and sentences by rule. The only user of spaCy."""

import re
from functools import cache
from pathlib import Path
from typing import Any

from audit.errors import AuditError
from audit.swedish.lemmas import is_known, lemma
from audit.swedish.model import Parsed, Token
from audit.vocabulary import load_vocabulary

__all__ = ["lemma", "parse_text", "tokens_of", "use_pipeline"]

_MOST_WORDS = 50_000  # different forms kept in memory, about 25 MB
_LONGEST_QUOTE = 40  # tokens that a quotation may hold and still stay whole
_MARKS = frozenset({".", "!", "?", "…", "...", "!!", "??", "?!", "!?"})
_QUOTES = frozenset('"”“„»«')
_CLOSERS = _QUOTES | {"’", "'", ")", "]"}
_NUMBER = re.compile(r"\d+(?:[.:/]\d+)?[a-z]?")
_INITIAL = re.compile(r"[A-ZÅÄÖ]\.?")
_MONTH = re.compile(r"(?:jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec)")
_pipeline_path: Path | None = None


def parse_text(text: str) -> Parsed:
    """All tokens of the text but white space, and its sentences, which together hold every token once.

    A line end always ends a sentence, a tab (the border of a cell) never does by itself. Abbreviations (t.ex., kl.,
    soc.sekr.), dates, initials, paragraph signs and numbers of a list do not end one; a quotation of up to 40 tokens
    is kept whole, so that what is said stays with who says it. Full stops of abbreviations belong to their token,
    others are tokens of their own. The text of a token is `text[token.start:token.end]`.
    """
    nlp = _pipeline(_pipeline_path)
    ruled = _pipeline_path is None
    if ruled and len(nlp.vocab) > _MOST_WORDS:
        # spaCy never forgets a word, so memory would grow with every file; its memory zone costs five times the time.
        _pipeline.cache_clear()
        nlp = _pipeline(_pipeline_path)
    tokens: list[Token] = []
    breaks: list[bool] = []  # the token begins a line, or a sentence according to the user's pipeline
    fresh = True
    for word in nlp.make_doc(text) if ruled else nlp(text):
        form = word.text
        if form.isspace():
            fresh = fresh or "\n" in form
            continue
        start = word.idx
        tokens.append(Token(start, start + len(form), form.lower(), lemma(form)))
        breaks.append(fresh or (not ruled and bool(word.is_sent_start)))
        fresh = False
    if ruled:
        _break_sentences(text, tokens, breaks)
    starts = [i for i, new in enumerate(breaks) if new]
    return Parsed(tuple(tokens), tuple(zip(starts, [*starts[1:], len(tokens)], strict=False)))


def tokens_of(text: str) -> tuple[Token, ...]:
    """The tokens alone, by the same tokenizer, for words and phrases that are looked for."""
    doc = _pipeline(None).make_doc(text)
    return tuple(Token(w.idx, w.idx + len(w.text), w.text.lower(), lemma(w.text)) for w in doc if not w.text.isspace())


def use_pipeline(path: Path | None) -> None:
    """Takes tokens and sentences from a spaCy pipeline on disk instead of the rules; None goes back to the rules.

    Lemmas stay those of `lemma`, because phrases are looked up by them. Lines still end sentences.
    """
    global _pipeline_path
    if path is not None:
        nlp = _pipeline(path)
        if not any(nlp.has_pipe(name) for name in ("parser", "senter", "sentencizer")):
            raise AuditError(
                f"{path}: this spaCy pipeline finds no sentences; it needs a parser, senter or sentencizer."
            )
    _pipeline_path = path


@cache
def _pipeline(path: Path | None) -> Any:
    import spacy  # 1 s and 100 MB, so only on first use

    if path is not None:
        try:
            return spacy.load(path)
        except (OSError, ValueError) as fault:
            raise AuditError(f"{path}: not a spaCy pipeline that can be loaded (language sv, spaCy 3.8).") from fault
    nlp: Any = spacy.blank("sv")
    # spaCy's own list holds words too (mos., min.) and would hide the end of a sentence.
    nlp.tokenizer.rules = {
        form: [{65: form}]
        for short in sorted(_abbreviations())
        for form in (short, short[0].upper() + short[1:], short.upper())
    }
    # A stop after a capital (SoL.) is left in the word by spaCy, which takes it for an abbreviation.
    suffixes = [*nlp.Defaults.suffixes, r"(?<=[\wåäö][A-ZÅÄÖ])\."]
    nlp.tokenizer.suffix_search = spacy.util.compile_suffix_regex(suffixes).search
    return nlp


@cache
def _abbreviations() -> dict[str, str]:
    lists = load_vocabulary("abbreviations")
    return {str(short): kind for kind in ("last", "before_name", "inside") for short in lists[kind]}


@cache
def _starters() -> frozenset[str]:
    return frozenset(load_vocabulary("abbreviations")["starters"])


def _break_sentences(text: str, tokens: list[Token], breaks: list[bool]) -> None:
    """Sets a break before each token that begins a sentence inside its line."""
    short = _abbreviations()
    closed = _quotations(text, tokens, breaks)
    until = 0  # end of the quotation that holds the current token
    begun = 0  # first token of the current sentence
    for i, token in enumerate(tokens):
        if breaks[i]:
            begun = i
        until = max(until, closed.get(i, 0))
        if i + 1 == len(tokens) or breaks[i + 1] or i + 1 < until:
            continue
        if token.lower in _MARKS or token.lower in short:
            mark = i
        elif token.lower in _CLOSERS:
            mark = i - 1
            while mark > begun and tokens[mark].lower in _CLOSERS:
                mark -= 1
            if tokens[mark].lower not in _MARKS or text[tokens[i + 1].start].islower():
                continue  # ”Vill du?” frågade hon.
        elif _INITIAL.fullmatch(text, token.start, token.end) and token.lower.endswith("."):
            mark = i
        else:
            continue
        following = i + 1
        if tokens[following].lower in _MARKS or (tokens[following].lower in _CLOSERS and following not in closed):
            continue
        if _ends(text, tokens, mark, begun, following):
            breaks[following] = True


def _ends(text: str, tokens: list[Token], mark: int, begun: int, following: int) -> bool:
    sign, after = tokens[mark].lower, text[tokens[following].start]
    next_word = tokens[following].lower
    kind = _abbreviations().get(sign)
    if kind == "inside":
        return False
    if kind == "before_name":
        return after.isupper() and next_word in _starters()
    if kind == "last":
        return after.isupper() and not _MONTH.match(next_word)
    if _INITIAL.fullmatch(text, tokens[mark].start, tokens[mark].end):
        return next_word in _starters() and after.isupper()
    if sign != "." or mark == begun:
        return not after.islower() and tokens[max(mark - 1, 0)].lower != "("
    before = tokens[mark - 1]
    if _NUMBER.fullmatch(before.lower):
        listed = mark - 1 == begun or tokens[mark - 2].lower in ("§", "§§")
        return not listed and not after.islower() and not after.isdigit() and not _MONTH.match(next_word)
    if len(before.lower) == 1 and before.lower.isalpha():
        if mark - 1 == begun:  # a) b) c) of a list
            return False
        return after.isupper() and (next_word in _starters() or not text[before.start].isupper())
    if after.islower():
        # A sentence without its capital, or an abbreviation that is on no list: short and no word.
        after_number = mark - 2 >= begun and tokens[mark - 2].lower.isdigit()
        return before.lower.isalpha() and not after_number and (len(before.lower) > 5 or is_known(before.lower))
    return True


def _quotations(text: str, tokens: list[Token], breaks: list[bool]) -> dict[int, int]:
    """First token of each closed quotation → the token after its last; which sign opens is told by the spaces."""
    found: dict[int, int] = {}
    opened: int | None = None
    for i, token in enumerate(tokens):
        if breaks[i]:
            opened = None
        if token.lower not in _QUOTES:
            continue
        before, after = text[token.start - 1 : token.start], text[token.end : token.end + 1]
        if opened is None and after.strip() and (not before.strip() or before in "([–-:/"):
            opened = i
        elif opened is not None:
            if i - opened <= _LONGEST_QUOTE:
                found[opened] = i + 1
            opened = None
    return found
