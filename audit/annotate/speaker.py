"""Whose account a sentence is, and whose view it gives."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from audit.annotate.model import Speaker
from audit.annotate.reading import Mention, Reading

View = Literal["child", "parent", "other"]
_AUXILIARIES = frozenset({"har", "hade", "ska", "skulle", "kan", "kunde", "ville", "vill", "kommer", "har", "ha", "får", "fick"})
_ADVERBS = frozenset("också även själv dock ändå sedan nu då att vidare alltid ofta inte ej aldrig bara dessutom både däremot".split())
_OWN_PARTS = frozenset({"samtal_med_barnet", "barnets_installning"})
_PERSONAL = frozenset({"han", "hon", "hen", "de", "dom", "det", "detta", "där", "då", "sedan", "sen", "och", "men", "också", "även"})


@dataclass(frozen=True, slots=True)
class Account:
    """Who tells something: the speaker, and for others the contact id."""

    speaker: Speaker
    source: str | None = None
    kind: str = ""
    sure: bool = True


WRITER = Account("writer")


def account_of(
    reading: Reading, mentions: Sequence[Mention], before: Account | None, *, same_paragraph: bool
) -> Account:
    """Whose account the sentence is; `before` is the account that went on until now."""
    told = _told(reading, mentions, before)
    if told is not None:
        return told
    own = _of_the_part(reading, mentions)
    if reading.unquoted("speech.writer_cues"):
        return WRITER
    if same_paragraph and before is not None and before.speaker != "writer" and _goes_on(reading, mentions, before):
        return before
    if own is not None:
        return own
    if reading.quoted and len(reading.quoted) * 2 > reading.last - reading.first:
        speaking = [m for m in mentions if m.kind != "writer" and m.start not in reading.quoted]
        return _account(speaking[0]) if speaking else (before or own or WRITER)
    return WRITER


def view_of(reading: Reading, mentions: Sequence[Mention], account: Account) -> View | None:
    """Whose wish, feeling or opinion the sentence gives, whoever tells it."""
    if reading.has("speech.silent"):
        return None
    for start, end in reading.spans("speech.views"):
        subject = _subject(reading, mentions, start, end)
        if subject is not None and subject.kind != "writer":
            return _whose(subject)
    for start, end in reading.spans("speech.view_nouns"):
        owner = next((m for m in mentions if m.genitive and start - 4 <= m.start < start), None)
        if owner is not None and owner.kind != "writer":
            return _whose(owner)
    for start, _ in reading.spans("speech.tells"):
        subject = _subject(reading, mentions, start, start + 1)
        if subject is not None and subject.kind == "child":
            return "child"
    if account.speaker == "child":
        return "child"
    return None


def about(mentions: Sequence[Mention]) -> frozenset[str]:
    """Whom the sentence is about."""
    found = set()
    for mention in mentions:
        if mention.kind in ("mother", "father", "parents"):
            found.add("parent")
        elif mention.kind in ("child", "sibling"):
            found.add(mention.kind)
        elif mention.kind != "writer":
            found.add("other")
    return frozenset(found)


def _told(reading: Reading, mentions: Sequence[Mention], before: Account | None) -> Account | None:
    label = _label(reading, mentions)
    if label is not None:
        return label
    for start, end in reading.unquoted("speech.according"):
        source = next((m for m in mentions if start <= m.start <= end + 3 and m.kind != "writer"), None)
        if source is not None:
            return _account(source)
    for start, _ in reading.unquoted("speech.account_nouns"):
        owner = next((m for m in mentions if m.genitive and not m.pronoun and start - 3 <= m.start < start), None)
        if owner is not None and owner.kind != "writer" and start - reading.first <= 4 and not reading.analytic:
            return _account(owner)
    verbs = reading.unquoted("speech.tells", "speech.holds")
    for start, end in verbs:
        subject = _subject(reading, mentions, start, end)
        if subject is not None:
            return _account(subject)
        if start == reading.first and before is not None and before.speaker != "writer":
            return before
    if verbs and before is not None and before.speaker != "writer" and verbs[0][0] - reading.first <= 2:
        return before
    return None


def _label(reading: Reading, mentions: Sequence[Mention]) -> Account | None:
    if not mentions or mentions[0].start > reading.first + 1:
        return None
    first = mentions[0]
    if first.end < reading.last - 1 and reading.tokens[first.end].lower == ":" and first.kind != "writer":
        return _account(first)
    return None


def _subject(reading: Reading, mentions: Sequence[Mention], start: int, end: int) -> Mention | None:
    """Who does what the verb at `start` says: just before its finite verb, or just after it (inversion)."""
    finite = start
    for back in range(1, 5):
        i = start - back
        if i < reading.first or reading.tokens[i].lower in (",", ":"):
            break
        if reading.tokens[i].lower in _AUXILIARIES:
            finite = i
            break
    subjects = [m for m in mentions if not m.genitive]
    before = [m for m in subjects if m.end <= finite]
    if before and _near(reading, before[-1].end, finite):
        return before[-1]
    after = next((m for m in subjects if m.start > finite), None)
    if after is not None and _near(reading, finite + 1, after.start) and after.start - finite <= 4:
        return after
    if finite != start:
        between = next((m for m in subjects if finite < m.start < start), None)
        if between is not None:
            return between
    return before[-1] if before and not _clause_between(reading, before[-1].end, finite) else None


def _near(reading: Reading, start: int, end: int) -> bool:
    return all(reading.tokens[i].lower in _ADVERBS or reading.tokens[i].lower in (",", "(", ")") for i in range(start, end))


def _clause_between(reading: Reading, start: int, end: int) -> bool:
    return any(reading.tokens[i].lower in (",", "att", ";", "och", "men") for i in range(start, end))


def _account(mention: Mention) -> Account:
    if mention.kind == "writer":
        return WRITER
    if mention.kind == "child":
        return Account("child", None, "child")
    if mention.kind in ("mother", "father", "parents"):
        return Account("parent", None, mention.kind)
    return Account("other", "natverk" if mention.kind in ("natverk", "sibling") else mention.contact, mention.kind)


def _whose(mention: Mention) -> View:
    if mention.kind == "child":
        return "child"
    return "parent" if mention.kind in ("mother", "father", "parents") else "other"


def _of_the_part(reading: Reading, mentions: Sequence[Mention]) -> Account | None:
    if not reading.part.parts & _OWN_PARTS or reading.has("speech.seen"):
        return None
    first = next((m for m in mentions if not m.genitive), None)
    if first is None or first.kind == "child":
        return Account("child", None, "child", sure=False)
    return None


def _goes_on(reading: Reading, mentions: Sequence[Mention], before: Account) -> bool:
    if not reading.analytic:
        return True
    lower = reading.tokens[reading.first].lower
    if lower not in _PERSONAL or lower in ("det", "detta", "då", "men"):
        return False
    first = next((m for m in mentions if not m.genitive), None)
    return first is not None and first.pronoun and first.kind == before.kind
