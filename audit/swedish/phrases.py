"""Many phrases looked up at once in the tokens of a text, by lemma."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from audit.swedish.lemmas import lemma
from audit.swedish.model import Token

LONGEST_GAP = 4
_SENTENCE_SIGNS = frozenset({".", "!", "?", "…"})


@dataclass(frozen=True, slots=True)
class Hit:
    """A phrase found: the key it was listed under, and the half-open range of tokens where it stands."""

    key: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Word:
    """One place of a phrase: the alternatives that may stand there."""

    lemmas: frozenset[str]
    exact: frozenset[str]
    prefixes: tuple[str, ...]
    suffixes: tuple[str, ...]
    inner: tuple[str, ...]

    def fits(self, token: Token) -> bool:
        lower, base = token.lower, token.lemma
        return (
            base in self.lemmas
            or lower in self.exact
            or (bool(self.prefixes) and (lower.startswith(self.prefixes) or base.startswith(self.prefixes)))
            or (bool(self.suffixes) and (lower.endswith(self.suffixes) or base.endswith(self.suffixes)))
            or any(part in lower for part in self.inner)
        )


@dataclass(frozen=True, slots=True)
class _Phrase:
    key: str
    words: tuple[_Word, ...]
    gaps: tuple[bool, ...]  # gaps[i]: a gap may stand before words[i]
    anchor: int


class PhraseTable:
    """Phrases under keys, made once from a vocabulary and then looked up in any number of texts.

    `PhraseTable({"offered": ["erbjuda samtal", "=ej .. kallad|inbjuden"]})`. Words stand side by side and match by
    lemma; `=ord` is the exact lower-case form, `ord*` how a word begins, `*ord` how it ends (form or lemma), `*ord*`
    what it holds, `a|b` either, `..` up to four tokens between, none of them a full stop.
    """

    def __init__(self, phrases: Mapping[str, Iterable[str]]) -> None:
        self._phrases = [_compile(key, phrase) for key, listed in phrases.items() for phrase in listed]
        self._fitting: dict[tuple[str, str], tuple[_Phrase, ...]] = {}
        self._by_lemma: dict[str, list[int]] = {}
        self._by_exact: dict[str, list[int]] = {}
        self._by_affix: list[int] = []
        for number, phrase in enumerate(self._phrases):
            word = phrase.words[phrase.anchor]
            for literal in sorted(word.lemmas):
                self._by_lemma.setdefault(literal, []).append(number)
            for literal in sorted(word.exact):
                self._by_exact.setdefault(literal, []).append(number)
            if word.prefixes or word.suffixes or word.inner:
                self._by_affix.append(number)

    def find(self, tokens: Sequence[Token], start: int = 0, end: int | None = None) -> list[Hit]:
        """All phrases within the range, also overlapping ones, by place; at the same place the longest first.

        Give it one sentence (`find(parsed.tokens, *sentence)`), or a phrase may be found across two of them.
        """
        stop = len(tokens) if end is None else end
        found: dict[tuple[int, int, str], None] = {}
        fitting = self._fitting
        for i in range(start, stop):
            token = tokens[i]
            anchored = fitting.get((token.lower, token.lemma))
            if anchored is None:
                anchored = self._anchored(token)
            for phrase in anchored:
                left = _reach_left(phrase, tokens, i, start)
                if left is None:
                    continue
                right = _reach_right(phrase, tokens, i, stop)
                if right is not None:
                    found[left, -right, phrase.key] = None
        return [Hit(key, left, -right) for left, right, key in sorted(found)]

    def _anchored(self, token: Token) -> tuple[_Phrase, ...]:
        numbers = {*self._by_lemma.get(token.lemma, ()), *self._by_exact.get(token.lower, ())}
        for number in self._by_affix:
            phrase = self._phrases[number]
            if phrase.words[phrase.anchor].fits(token):
                numbers.add(number)
        if len(self._fitting) > 50_000:
            self._fitting.clear()
        fitting = tuple(self._phrases[n] for n in sorted(numbers))
        self._fitting[token.lower, token.lemma] = fitting
        return fitting


def _reach_left(phrase: _Phrase, tokens: Sequence[Token], at: int, start: int) -> int | None:
    for place in range(phrase.anchor - 1, -1, -1):
        for skipped in range(LONGEST_GAP + 1 if phrase.gaps[place + 1] else 1):
            here = at - 1 - skipped
            if here < start:
                return None
            if phrase.words[place].fits(tokens[here]):
                at = here
                break
            if tokens[here].lower in _SENTENCE_SIGNS:
                return None
        else:
            return None
    return at


def _reach_right(phrase: _Phrase, tokens: Sequence[Token], at: int, stop: int) -> int | None:
    for place in range(phrase.anchor + 1, len(phrase.words)):
        for skipped in range(LONGEST_GAP + 1 if phrase.gaps[place] else 1):
            here = at + 1 + skipped
            if here >= stop:
                return None
            if phrase.words[place].fits(tokens[here]):
                at = here
                break
            if tokens[here].lower in _SENTENCE_SIGNS:
                return None
        else:
            return None
    return at + 1


def _compile(key: str, phrase: str) -> _Phrase:
    words: list[_Word] = []
    gaps: list[bool] = []
    gap = False
    for part in phrase.split():
        if part == "..":
            gap = True
            continue
        words.append(_word(part))
        gaps.append(gap)
        gap = False
    literal = [i for i, w in enumerate(words) if not (w.prefixes or w.suffixes or w.inner)]
    anchor = max(literal or range(len(words)), key=lambda i: min(map(len, words[i].lemmas | words[i].exact), default=0))
    return _Phrase(key, tuple(words), tuple(gaps), anchor)


def _word(part: str) -> _Word:
    lemmas, exact, prefixes, suffixes, inner = set(), set(), [], [], []
    for one in part.lower().split("|"):
        if one.startswith("="):
            exact.add(one[1:])
        elif one.startswith("*") and one.endswith("*"):
            inner.append(one[1:-1])
        elif one.endswith("*"):
            prefixes.append(one[:-1])
        elif one.startswith("*"):
            suffixes.append(one[1:])
        else:
            lemmas.add(lemma(one))
    return _Word(frozenset(lemmas), frozenset(exact), tuple(prefixes), tuple(suffixes), tuple(inner))
