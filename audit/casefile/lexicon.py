"""All known headings: looked up by their words as a set, joined to one, from the left, and by initials."""

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from itertools import takewhile
from typing import Any, Literal

from rapidfuzz.distance import OSA

from audit.vocabulary import load_vocabulary

Class = Literal["form", "title", "both", "other", "file", "side", "domain", "part", "known", "below", "parents_own"]
NAME = "nn"  # stands in the vocabulary for the child's first name, also in the genitive
_MOST_REMEMBERED = 20_000
_WORD = re.compile(r"[^\W\d_]+")
NUMBERING = re.compile(r"^\s*(?:(?:\d{1,2}(?:[.,]\d{1,2})*[.):]?|[A-Za-z]\)|[IVX]{1,4}\.)\s+|[•▪■●–—-]\s+)")
_LAW = re.compile(
    r"\b(?:enl(?:igt|\.)?\s+)?(?:\d+\s*(?:kap\.?|:)\s*\d*\s*[a-z]?\s*§*\s*)+(?:SoL|LVU|LSS|OSL|socialtjänstlagen|FL)?\b|\b(?:SoL|LVU|BBIC)\b"
)
STOP = frozenset(
    "och o samt i av om för på till med den det de en ett att som m mm etc ev resp respektive enl enligt".split()  # noqa: SIM905
)


def title_words(title: str) -> tuple[str, ...]:
    """The words of a heading in lower case, without numbering, brackets, dates and paragraphs of law."""
    bare = re.sub(r"\([^)]*\)", " ", NUMBERING.sub("", title)) or title
    bare = _LAW.sub(" ", bare)
    return tuple(w.lower() for w in _WORD.findall(bare))


def within(a: str, b: str, most: int) -> int | None:
    """Edits (put in, left out, changed, two letters swapped) from one word to another; None where more than `most`."""
    edits = OSA.distance(a, b, score_cutoff=max(most, 0))
    return edits if edits <= most else None


@dataclass(frozen=True, slots=True)
class Entry:
    words: tuple[str, ...]
    kind: Class
    value: Any


class Lexicon:
    """All headings of the vocabulary, looked up by their words as a set, joined to one, and from the left."""

    def __init__(self) -> None:
        self.sets: dict[frozenset[str], list[Entry]] = {}
        self.joined: dict[str, list[Entry]] = {}
        self.starts: dict[tuple[str, ...], list[Entry]] = {}
        self.initials: dict[str, list[Entry]] = {}
        self.words: set[str] = set()
        self.domain_words: set[str] = set()
        forms, parts, domains = (load_vocabulary(n) for n in ("forms", "parts", "domains"))
        for form, titles in forms["forms"].items():
            self._add(titles, "form", form)
        for form, titles in forms["titles_only"].items():
            self._add(titles, "title", form)
        for pair in forms["both"]:
            self._add(pair["titles"], "both", tuple(pair["forms"]))
        self._add(forms["others"], "other", None)
        self._add(forms["other_titles"], "title", None)
        self._add(forms["whole_file"], "file", None)
        for side, by_generation in domains["sides"].items():
            for generation, titles in by_generation.items():
                self._add(titles, "side", (side, None if generation == "any" else generation))
        for index, heading in enumerate(domains["headings"]):
            self._add(heading["heads"], "domain", index)
        self._add(domains["parents_own"], "parents_own", None)
        for part, titles in parts["parts"].items():
            self._add(titles, "part", part)
        self._add(parts["known"], "known", None)
        self._add(parts["below_domain"], "below", None)
        self.by_length: dict[int, list[str]] = {}
        self.sorted_words = sorted(self.words)
        self.remembered: dict[tuple[str, bool], str] = {}
        for word in self.sorted_words:
            self.by_length.setdefault(len(word), []).append(word)

    def _add(self, titles: Iterable[str], kind: Class, value: Any) -> None:
        for title in titles:
            words = title_words(title)
            entry = Entry(words, kind, value)
            self.words.update(words)
            if kind == "domain":
                self.domain_words.update(words)
            bare = tuple(w for w in words if w not in STOP)
            self.sets.setdefault(frozenset(bare or words), []).append(entry)
            if kind != "title":
                self.joined.setdefault("".join(bare), []).append(entry)
            self.starts.setdefault(bare, []).append(entry)
            if kind in ("domain", "side", "part", "form"):
                self.initials.setdefault("".join(w[0] for w in bare), []).append(entry)

    def nearest(self, word: str, *, abbreviated: bool) -> str:
        """The word of the vocabulary that is meant, or the word itself."""
        if (word, abbreviated) not in self.remembered:
            if len(self.remembered) > _MOST_REMEMBERED:
                self.remembered.clear()
            self.remembered[word, abbreviated] = self._nearest(word, abbreviated=abbreviated)
        return self.remembered[word, abbreviated]

    def _nearest(self, word: str, *, abbreviated: bool) -> str:
        if word in self.words or (len(word) < 4 and not abbreviated):
            return word
        best: tuple[int, str] | None = None
        most = 0 if len(word) < 5 else 1 if len(word) < 9 else 2
        for length in range(len(word) - most, len(word) + most + 1):
            for known in self.by_length.get(length, ()):
                if length < 5 or (known[0] != word[0] and known[1:] != word and known[-3:] != word[-3:]):
                    continue
                edits = within(word, known, best[0] - 1 if best else most)
                if edits is not None:
                    best = (edits, known)
        if best is None and len(word) >= 3 and (abbreviated or len(word) >= 4):
            first = bisect_left(self.sorted_words, word)
            longer = [
                w for w in takewhile(lambda w: w.startswith(word), self.sorted_words[first:]) if len(w) >= len(word) + 2
            ]
            if longer and (abbreviated or len(word) >= 5):
                return min(longer, key=lambda w: (w not in self.domain_words, len(w), w))
        return best[1] if best else word


@cache
def lexicon_of_headings() -> Lexicon:
    return Lexicon()
