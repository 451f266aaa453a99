"""Many phrases looked up at once in the tokens of a text, by lemma."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from audit.errors import AuditError
from audit.swedish.model import Token
from audit.swedish.parse import lemma, tokens_of

LONGEST_GAP = 4  # tokens that `..` may stand for
_STOPS_GAP = frozenset({".", "!", "?", "…"})
_MOST_REMEMBERED = 50_000  # words whose phrases are kept ready


@dataclass(slots=True, unsafe_hash=True)  # never changed; `frozen` would make each three times as dear
class Hit:
    """A phrase found: the key it was listed under, and the half-open range of tokens where it stands."""

    key: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Word:
    """One place of a phrase: what may stand there."""

    lemmas: frozenset[str] = frozenset()
    exact: frozenset[str] = frozenset()
    prefixes: tuple[str, ...] = ()
    suffixes: tuple[str, ...] = ()
    inner: tuple[str, ...] = ()
    after_gap: bool = False  # other tokens may stand between it and the word before

    def fits(self, token: Token) -> bool:
        lower, base = token.lower, token.lemma
        if base in self.lemmas or lower in self.exact:
            return True
        if self.prefixes and (lower.startswith(self.prefixes) or base.startswith(self.prefixes)):
            return True
        if self.suffixes and (lower.endswith(self.suffixes) or base.endswith(self.suffixes)):
            return True
        return bool(self.inner) and any(part in lower for part in self.inner)

    @property
    def literal(self) -> bool:
        return not (self.prefixes or self.suffixes or self.inner)


@dataclass(frozen=True, slots=True)
class _Phrase:
    key: str
    words: tuple[_Word, ...]
    anchor: int  # the word by which the phrase is looked up
    near: _Word | None = None  # must stand right beside the anchor, where the phrase has such a word in full
    step: int = 0  # on which side: -1 or 1


class PhraseTable:
    """Phrases under keys, compiled once from a vocabulary and then looked up in any number of texts.

    `PhraseTable({"offered": ["erbjuda samtal", "bli .. =kallad|inbjuden"], "held": ["*samtal .. hålla"]})`

    The words of a phrase stand in order and side by side, and match by lemma: "erbjuda samtal" finds "erbjöds
    samtal" and "erbjuder samtalen". Case does not matter. In place of a word may stand:

    - `=ord`: exactly this form, for where the lemma says too much (`=far`, `=hans`, `=bedömd`)
    - `ord*`, `*ord`, `*ord*`: the form or its lemma begins, ends so; the form holds it
    - `a|b|=c|d*`: one of these
    - `..`: up to four tokens, none of them a full stop, between two words

    Signs are tokens too ("dock , inte"), abbreviations with stops are one ("t.ex."), and "mamma/pappa" is three.
    """

    def __init__(self, phrases: Mapping[str, Iterable[str]]) -> None:
        words = [(key, _words(key, phrase)) for key, listed in phrases.items() for phrase in listed]
        common = Counter(form for _, ws in words for w in ws for form in w.lemmas | w.exact)
        self._phrases = [_phrase(key, ws, _rarest(ws, common)) for key, ws in words]
        self._by_lemma: dict[str, list[int]] = {}
        self._by_exact: dict[str, list[int]] = {}
        self._by_prefix: dict[str, list[int]] = {}
        self._by_suffix: dict[str, list[int]] = {}
        self._by_inner: dict[str, list[int]] = {}
        for number, phrase in enumerate(self._phrases):
            word = phrase.words[phrase.anchor]
            for index, forms in (
                (self._by_lemma, word.lemmas),
                (self._by_exact, word.exact),
                (self._by_prefix, word.prefixes),
                (self._by_suffix, word.suffixes),
                (self._by_inner, word.inner),
            ):
                for form in sorted(forms):
                    index.setdefault(form, []).append(number)
        self._prefix_lengths = sorted({len(p) for p in self._by_prefix})
        self._suffix_lengths = sorted({len(s) for s in self._by_suffix})
        self._remembered: dict[str, tuple[_Phrase, ...]] = {}  # by form, which alone decides the lemma

    def find(self, tokens: Sequence[Token], start: int = 0, end: int | None = None) -> list[Hit]:
        """All phrases that stand between the tokens `start` and `end`, overlapping ones too, by place.

        At the same place the longest comes first, then by key; a phrase with a gap is as short as it can be.
        Give it one sentence at a time, `table.find(parsed.tokens, *sentence)`: a whole text is searched as fast,
        but there a phrase may run over the border of two sentences that no full stop parts.
        """
        return [Hit(key, first, -beyond) for first, beyond, key in self._standing(tokens, start, end)]

    def _standing(self, tokens: Sequence[Token], start: int, end: int | None) -> list[tuple[int, int, str]]:
        stop = len(tokens) if end is None else min(end, len(tokens))
        found: set[tuple[int, int, str]] = set()
        remembered = self._remembered
        for i in range(start, stop):
            token = tokens[i]
            anchored = remembered.get(token.lower)
            if anchored is None:
                anchored = self._anchored_at(token)
            for phrase in anchored:
                near = phrase.near
                if near is not None:
                    beside = i + phrase.step
                    if not start <= beside < stop:
                        continue
                    if tokens[beside].lemma not in near.lemmas and tokens[beside].lower not in near.exact:
                        continue
                words, anchor = phrase.words, phrase.anchor
                if len(words) == 1:
                    found.add((i, -i - 1, phrase.key))
                    continue
                last = i if anchor + 1 == len(words) else _reach_right(words, anchor + 1, tokens, i, stop)
                if last is None:
                    continue
                first = i if anchor == 0 else _reach_left(words, anchor - 1, tokens, i, start)
                if first is not None:
                    found.add((first, -last - 1, phrase.key))
        return sorted(found)

    def _anchored_at(self, token: Token) -> tuple[_Phrase, ...]:
        """The phrases whose rarest word this token is; worked out once for each form."""
        lower, base = token.lower, token.lemma
        numbers = {*self._by_lemma.get(base, ()), *self._by_exact.get(lower, ())}
        for form in (lower, base):
            for length in self._prefix_lengths:
                numbers.update(self._by_prefix.get(form[:length], ()))
            for length in self._suffix_lengths:
                numbers.update(self._by_suffix.get(form[-length:], ()))
        for part, listed in self._by_inner.items():
            if part in lower:
                numbers.update(listed)
        if len(self._remembered) >= _MOST_REMEMBERED:
            self._remembered.clear()
        anchored = tuple(self._phrases[n] for n in sorted(numbers))
        self._remembered[lower] = anchored
        return anchored


Place = TypeVar("Place")


class JointTable(Generic[Place]):
    """Several tables as one, looked up in one pass; each keeps its hits apart under its place."""

    def __init__(self, tables: Mapping[Place, Mapping[str, Iterable[str]]]) -> None:
        self._keys = {
            f"{number} {key}": (place, key) for number, (place, lists) in enumerate(tables.items()) for key in lists
        }
        self._table = PhraseTable({joint: tables[place][key] for joint, (place, key) in self._keys.items()})

    def find(self, tokens: Sequence[Token], start: int = 0, end: int | None = None) -> dict[Place, list[Hit]]:
        """What `find` of each table would give, left out where that is nothing."""
        found: dict[Place, list[Hit]] = {}
        for first, beyond, joint in self._table._standing(tokens, start, end):
            place, key = self._keys[joint]
            found.setdefault(place, []).append(Hit(key, first, -beyond))
        return found


def _reach_right(words: tuple[_Word, ...], place: int, tokens: Sequence[Token], at: int, stop: int) -> int | None:
    """The last token of the phrase whose word `place` follows the token `at`."""
    word = words[place]
    for here in range(at + 1, min(stop, at + 2 + (LONGEST_GAP if word.after_gap else 0))):
        if word.fits(tokens[here]):
            if place + 1 == len(words):
                return here
            last = _reach_right(words, place + 1, tokens, here, stop)
            if last is not None:
                return last
        if tokens[here].lower in _STOPS_GAP:
            return None
    return None


def _reach_left(words: tuple[_Word, ...], place: int, tokens: Sequence[Token], at: int, start: int) -> int | None:
    """The first token of the phrase whose word `place` stands before the token `at`."""
    for here in range(at - 1, max(start - 1, at - 2 - (LONGEST_GAP if words[place + 1].after_gap else 0)), -1):
        if words[place].fits(tokens[here]):
            if place == 0:
                return here
            first = _reach_left(words, place - 1, tokens, here, start)
            if first is not None:
                return first
        if tokens[here].lower in _STOPS_GAP:
            return None
    return None


def _phrase(key: str, words: tuple[_Word, ...], anchor: int) -> _Phrase:
    # Most anchors stand there without the rest of the phrase; one look beside them tells.
    after, before = words[anchor + 1 : anchor + 2], words[anchor - 1 : anchor] if anchor else ()
    if after and after[0].literal and not after[0].after_gap:
        return _Phrase(key, words, anchor, after[0], 1)
    if before and before[0].literal and not words[anchor].after_gap:
        return _Phrase(key, words, anchor, before[0], -1)
    return _Phrase(key, words, anchor)


def _rarest(words: tuple[_Word, ...], common: Counter[str]) -> int:
    """The place of the word that few phrases of the table share and that is long, so most likely rare in a text."""

    def rarity(place: int) -> tuple[bool, int, int]:
        forms = words[place].lemmas | words[place].exact
        shortest = min(map(len, forms), default=0)
        return (words[place].literal, min(shortest, 5), -max((common[f] for f in forms), default=0))

    return max(range(len(words)), key=rarity)


def _words(key: str, phrase: str) -> tuple[_Word, ...]:
    words: list[_Word] = []
    gap = False
    parts = phrase.lower().split()
    if not parts or ".." in (parts[0], parts[-1]):
        raise AuditError(f"The phrase {phrase!r} under '{key}' needs a word at its beginning and its end.")
    for part in parts:
        if part == "..":
            gap = True
            continue
        for word in _places(key, part):
            words.append(replace(word, after_gap=gap))
            gap = False
    return tuple(words)


def _places(key: str, part: str) -> list[_Word]:
    choices = part.split("|") if part != "|" else [part]
    if len(choices) == 1 and not part.startswith(("=", "*")) and not part.endswith("*"):
        # One part may be several tokens: mamma/pappa
        return [_Word(frozenset({t.lemma})) for t in tokens_of(part)]
    lemmas: set[str] = set()
    exact: set[str] = set()
    affixes: dict[str, set[str]] = {"prefix": set(), "suffix": set(), "inner": set()}
    for choice in choices:
        bare = choice.strip("=*")
        if not bare:
            raise AuditError(f"The phrase part {part!r} under '{key}' has an empty alternative.")
        if choice.startswith("="):
            exact.add(bare)
        elif choice.startswith("*"):
            affixes["inner" if choice.endswith("*") else "suffix"].add(bare)
        elif choice.endswith("*"):
            affixes["prefix"].add(bare)
        else:
            lemmas.add(lemma(choice))
    prefix, suffix, inner = (tuple(sorted(affixes[kind])) for kind in ("prefix", "suffix", "inner"))
    return [_Word(frozenset(lemmas), frozenset(exact), prefix, suffix, inner)]
