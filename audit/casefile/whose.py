"""Whose file it is where no header says so: the name that stands where a child's name stands, and stands often."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache

from audit.casefile.names import NAME, NUMBER, ORGANISATION, PART, Sex, first_names, nicknames, no_names, role_words
from audit.casefile.told import Draft
from audit.documents.model import Document
from audit.vocabulary import load_vocabulary

_HEAD = 4  # blocks at the top of a document
_TITLE_WORDS = 9  # a longer line is no title or heading
_CUE, _AGE, _TITLE, _NUMBER = 6, 4, 3, 8  # what a place of that kind weighs beside a plain mention
_MOST = 3  # places of a kind that count
_ROLE = 8  # what a mention with another's role takes away
_NEAR = 120  # letters after a name in which a pronoun may mean it
_WORD = re.compile(r"[^\W\d_]+")
_PRONOUNS = 3  # times that one of them stands beside the name
_LEAST = 3  # mentions, or one cue, without which a word in no list is no child's name
_AFTER_NAME = rf"(?: {PART}){{0,2}}"
_AGED = re.compile(
    rf"{_AFTER_NAME}(?:,? (?:född|f\.) ?(?:[\d/ ]+ )?(?:19|20)\d\d\b|(?:,| \(| är)? ?(?:nu )?"
    r"(?:(?:1?\d|20|[a-zåäö]{2,9}) (?:år|mån|månader|veckor)\b|(?:i )?(?:åk|årskurs|klass)\b)|(?:,| \() ?1?\d ?[),])"
)
_NUMBERED = re.compile(rf"{_AFTER_NAME},? ?\(?(?:19|20)?\d{{6}}[-–]?(?:\d{{4}}|[Xx]{{4}})?")
_INTRODUCED = re.compile(r"\b(?:[Jj]ag heter|[Mm]itt namn är|[Jj]ag,)\s$")  # a letter is seldom by the child
_PLACE = re.compile(r"\b(?:i|på|vid|till)\s$")


def child_by_text(documents: Sequence[Document], told: Iterable[Draft]) -> tuple[str, ...]:
    """The first name of the child, or nothing where no name stands out."""
    if _is_unborn(documents):
        return ()
    others: Counter[str] = Counter(d.name.split()[0] for d in told if d.role not in ("child", "sibling"))
    siblings = {d.name.split()[0] for d in told if d.role == "sibling"}
    scores: Counter[str] = Counter()
    mentions: Counter[str] = Counter()
    alone: Counter[str] = Counter()
    inside: Counter[str] = Counter()
    places: Counter[str] = Counter()
    last: Counter[str] = Counter()
    writers: set[str] = set()
    kinds: dict[str, Counter[int]] = {}
    called = {nick: first for d in documents for first, nick in nicknames(d.text)}
    for document in documents:
        text = document.text
        titles = {(b.start, b.end) for b in document.blocks if len(text[b.start : b.end].split()) <= _TITLE_WORDS}
        starts = dict(titles)
        for found in NAME.finditer(text):
            words = found[0].split()
            start = found.start()
            if len(words) > 1 and words[0] not in first_names() and _cues().search(words[0] + " "):
                start += len(words[0]) + 1  # "Gäller Kim Ek" at the beginning of a sentence
                words = words[1:]
            last.update(words[1:])
            first = _bare(words[0])
            if first is None:
                continue
            first = called.get(first, first)
            mentions[first] += 1
            alone[first] += len(words) == 1
            before = text[max(0, start - 40) : start]
            inside[first] += bool(re.search(r"[a-zåäö,] $", before))
            places[first] += len(words) == 1 and _PLACE.search(before) is not None
            counts = kinds.setdefault(first, Counter())
            tail = text[start + len(words[0]) :][:60]
            line = text.rfind("\n", 0, start) + 1
            if _INTRODUCED.search(before):
                writers.add(first)
            if _cues().search(before):
                counts[_CUE] += 1
            if line in starts and found.end() <= starts[line]:
                counts[_TITLE] += 1
            if _NUMBERED.match(tail):
                counts[_NUMBER] += 1
            elif _AGED.match(tail):
                counts[_AGE] += 1
        for first in _in_capitals(text, sorted(titles)):
            if first in mentions:
                mentions[first] += 1
                alone[first] += 1
                kinds[first][_TITLE] += 1
    ordinary = set(load_vocabulary("names")["words"])
    for first in [name for name in mentions if name.endswith("s") and mentions[name[:-1]] > mentions[name]]:
        mentions[first[:-1]] += mentions.pop(first)
        kinds[first[:-1]].update(kinds[first])
        inside[first[:-1]] += inside[first]
    for first, number in mentions.items():
        counts = kinds[first]
        if first in writers and not counts[_NUMBER]:
            continue
        known = first in first_names() and first not in ordinary
        if not (known or inside[first] or counts[_CUE]) or last[first] > number or places[first] * 3 > number:
            continue
        if not known and not inside[first]:
            continue
        if not known and not (counts[_CUE] or counts[_AGE] or counts[_NUMBER]):
            continue
        scores[first] = number + alone[first] + sum(weight * min(times, _MOST) for weight, times in counts.items())
        scores[first] -= _ROLE * min(others[first], _MOST) + _ROLE * (first in siblings and not counts[_CUE])
    best = max(scores, key=lambda name: (scores[name], name), default=None)
    if best is None or scores[best] <= 0:
        return ()
    if best not in first_names() and mentions[best] < _LEAST and not kinds[best][_CUE]:
        return ()
    return (best,)


def _in_capitals(text: str, titles: Sequence[tuple[int, int]]) -> list[str]:
    """Names in headings that are written in capitals ("KIMS HÄLSA"), as names are written elsewhere."""
    lines = [text[start:end] for start, end in titles]
    words = [w.capitalize() for line in lines if line.isupper() for w in _WORD.findall(line) if len(w) > 2]
    return [name for name in map(_bare, words) if name is not None]


def number_by_text(documents: Sequence[Document], first: str) -> str | None:
    """The personal number beside the child's name, else the only one of the whole file."""
    beside = re.compile(rf"\b{re.escape(first)}{_AFTER_NAME},? ?\(?((?:19|20)?\d{{6}}[-–]?(?:\d{{4}}|[Xx]{{4}}))")
    found = {m[1] for d in documents for m in beside.finditer(d.text)}
    if not found:
        found = {m[0].strip() for d in documents for m in NUMBER.finditer(d.text) if m[4] and not m[0].isdigit()}
    return found.pop() if len(found) == 1 else None


def sex_by_pronouns(documents: Sequence[Document], first: str) -> Sex | None:
    """What "hon" or "han" after the child's name tells, with nobody else named between, where one clearly prevails."""
    name = re.compile(rf"\b{re.escape(first)}s?\b(?=([^.!?\n]*(?:[.!?]\s+\w+)?))")
    counts: Counter[str] = Counter()
    sexes: dict[str, list[str]] = load_vocabulary("names")["pronouns"]
    told = {word: sex for sex, listed in sexes.items() for word in listed}
    for document in documents:
        for found in name.finditer(document.text):
            for word in _WORD.findall(found[1][:_NEAR]):
                if word.lower() in told:
                    counts[told[word.lower()]] += 1
                    break
                if word.lower() in role_words() or word in first_names():
                    break
    girl, boy = counts["flicka"], counts["pojke"]
    if max(girl, boy) < _PRONOUNS or max(girl, boy) < 4 * min(girl, boy):
        return None
    return "flicka" if girl > boy else "pojke"


def _is_unborn(documents: Sequence[Document]) -> bool:
    listed: list[str] = load_vocabulary("names")["unborn"]
    return any(
        any(words in d.text[b.start : b.end].lower() for words in listed)
        for d in documents
        for b in d.blocks[:_HEAD]
        if len(d.text[b.start : b.end].split()) <= _TITLE_WORDS
    )


def _bare(word: str) -> str | None:
    """A first name without its genitive; None for a word that is no name."""
    if word in no_names() or ORGANISATION.search(word):
        return None
    if word.endswith("s") and word not in first_names() and word[:-1] in first_names():
        return word[:-1]
    return word


@cache
def _cues() -> re.Pattern[str]:
    listed: list[str] = load_vocabulary("names")["of_child"]
    return re.compile("(?:" + "|".join(listed) + r")\s+$", re.IGNORECASE)
