"""Whose account a sentence is, and whose view it gives."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from audit.annotate.cues import words
from audit.annotate.model import Mention
from audit.annotate.people import Cast
from audit.annotate.reading import Reading
from audit.annotate.telling import (
    OWN_PARTS,
    WRITER,
    Account,
    account_by,
    begins_with_verb,
    subject_of,
    told_by,
    word_at,
)

View = Literal["child", "parent", "other"]
TALK = "talk"  # the writer tells that it has talked with the child; what follows may be the child's
_AFTER_TALK = Account("writer", kind=TALK)
_DECIDING = frozenset({"forslag", "beslut", "mal", "analys"})


def account_of(
    reading: Reading,
    mentions: Sequence[Mention],
    before: Account | None,
    *,
    cast: Cast,
    goes_on: bool,
    of_part: Account | None,
) -> Account:
    """Whose account the sentence is.

    `before` is the account of the sentence before in the section; `goes_on`: nothing but a full stop lies between.
    `of_part` is who tells the whole part by its title ("Samtal med mamman").
    """
    told = told_by(reading, mentions, before, cast, goes_on)
    if told is not None:
        # What a report says that the child said, it tells itself.
        hearsay = (
            told.speaker == "child"
            and "anmalan" in reading.part.forms
            and "forhandsbedomning" not in reading.part.forms
        )
        return Account("other", None, "other", sure=False) if hearsay else told
    if reading.unquoted("speech.writer_cues") or (reading.analytic and reading.has("reasoning.concludes_need.strong")):
        return _AFTER_TALK if _opens_talk(reading, mentions) else WRITER
    if goes_on and before is not None and before.speaker != "writer" and _goes_on(reading, mentions, before):
        return before
    if _is_all_quoted(reading):
        speaking = [m for m in mentions if m.kind != "writer" and m.start not in reading.quoted]
        if speaking:
            return account_by(speaking[0])
        if before is not None and before.speaker != "writer" and goes_on:
            return before
        if goes_on and cast.topics:
            return account_by(cast.topics[-1])  # a quotation on its own belongs to whom the text last began with
        return before or of_part or WRITER
    if goes_on and before is not None and before.kind == TALK and _tells_own_view(reading, mentions):
        return Account("child", None, "child", sure=False)
    if not reading.has("speech.seen", "speech.logistics"):
        if of_part is not None and (of_part.speaker != "child" or _is_of_child(reading, mentions)):
            return of_part
        if reading.part.parts & OWN_PARTS and _is_of_child(reading, mentions):
            return Account("child", None, "child", sure=False)
    return _AFTER_TALK if _opens_talk(reading, mentions) else WRITER


def view_of(reading: Reading, mentions: Sequence[Mention], account: Account, *, stock: bool) -> View | None:
    """Whose wish, feeling or opinion the sentence gives, whoever tells it."""
    if stock or (reading.has("speech.silent") and not reading.has("speech.not_silent")):
        return None
    if account.speaker == "child":
        return "child"
    found: list[View] = []
    states = [span for span in reading.spans("speech.states") if _is_state(reading, span[0])]
    for start, end in sorted([*reading.spans("speech.views"), *states]):
        subject = subject_of(reading, mentions, start, end)
        if subject is not None and subject.kind != "writer":
            found.append(_whose(subject))
        elif subject is None and start - reading.first <= 1 and account.speaker in ("parent", "other"):
            found.append(account.speaker)  # "Vill ha ett möte."
    # "Önskan om två veckor …": a wish that begins a sentence and is nobody else's is the child's.
    wishes = {s for s, _ in reading.spans("speech.wish_nouns") if s == reading.first}
    for start, _ in reading.spans("speech.view_nouns"):
        owner = next((m for m in mentions if m.genitive and start - 4 <= m.start < start), None)
        if owner is not None and owner.kind != "writer":
            found.append(_whose(owner))
        elif owner is None and start in wishes and all(m.kind == "writer" for m in mentions):
            found.append("child")
    for start, end in reading.spans("speech.tells"):
        if _is_passive(reading, start):
            continue  # "Kim uppges vara frisk": of whom it is told
        subject = subject_of(reading, mentions, start, end)
        if subject is not None and subject.kind == "child":
            found.append("child")
    # The child's view before others': "mamman är orolig för att Kim vill flytta" tells both.
    return "child" if "child" in found else found[0] if found else None


def weighed_by_writer(reading: Reading, account: Account) -> Account:
    """In "Kim har sagt att …, och det har varit avgörande" the second half is the writer's, and with it the point."""
    if account.speaker != "child" or (not reading.part.parts & _DECIDING and not reading.analytic):
        return account
    for start, _ in reading.unquoted("reasoning.weighs_view.strong"):
        before = [word_at(reading, i) for i in range(reading.first, start)]
        signs = [i for i, w in enumerate(before) if w in (",", ";", "–")]
        if signs and before[signs[-1] + 1 :][:1] and before[signs[-1] + 1] in words("resumes"):
            return WRITER
    return account


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


def account_of_title(reading: Reading, mentions: Sequence[Mention]) -> Account | None:
    """Who tells the whole part under this heading ("Mammans uppgifter", "Samtal med skolan")."""
    if not mentions or not reading.has("speech.account_titles") or reading.part.domain or reading.analytic:
        return None
    account = account_by(mentions[0])
    return None if account is WRITER else replace(account, sure=False)


def _opens_talk(reading: Reading, mentions: Sequence[Mention]) -> bool:
    """ "Kim enskilt på skolan 4/3.", "Jag träffade Kim ensam.": nobody else is there."""
    present = [m for m in mentions if not m.genitive and m.kind not in ("writer", "professional")]
    alone = reading.has("speech.alone") or (
        reading.has("speech.alone_in_talk") and reading.has("speech.logistics", "reasoning.reason_not_heard.talks")
    )
    return alone and bool(present) and all(m.kind == "child" for m in present)


def _tells_own_view(reading: Reading, mentions: Sequence[Mention]) -> bool:
    """A view of nobody else's: "Vill ha lås på dörren.", "Hon är rädd för kvällarna."."""
    first = next((m for m in mentions if not m.genitive), None)
    if reading.has("speech.seen") or (first is not None and first.kind != "child" and first.start <= reading.first + 1):
        return False
    views = reading.spans("speech.views", "speech.states")
    if first is None:
        return any(start == reading.first for start, _ in views)
    return any(subject_of(reading, mentions, *span) == first for span in views)


def _goes_on(reading: Reading, mentions: Sequence[Mention], before: Account) -> bool:
    first = next((m for m in mentions if not m.genitive), None)
    if not reading.analytic:
        if reading.has("speech.logistics"):
            return False
        if first is None or first.pronoun or first.start > reading.first + 1 or first.kind in ("child", before.kind):
            return True
        # Another adult takes the stage: by name, or as no child would call it.
        own_words = word_at(reading, first.start) in words("said_by_children")
        return not (first.name or (before.kind == "child" and not own_words and first.kind != "professional"))
    if reading.has("reasoning.concludes_need.strong", "reasoning.interprets.strong", "reasoning.weighs.strong"):
        return False
    if first is None:
        return begins_with_verb(reading)  # terse notes: "Skolan: somnar ofta. Föreslår läxhjälp."
    return first.pronoun and first.start <= reading.first + 3 and first.kind == before.kind


def _is_all_quoted(reading: Reading) -> bool:
    return len(reading.quoted) * 2 > reading.last - reading.first


def _is_of_child(reading: Reading, mentions: Sequence[Mention]) -> bool:
    """In the child's own part: of nobody else, or of others as a child speaks of them ("mamma", "skolan")."""
    first = next((m for m in mentions if not m.genitive), None)
    if first is None or first.kind == "child":
        return True
    if first.name or first.pronoun or first.kind == "writer":
        return False
    return first.kind == "professional" or word_at(reading, first.start) in words("said_by_children")


def _is_state(reading: Reading, start: int) -> bool:
    """ "är rädd", "arg på dem", but not "en trygg miljö"."""
    before = {word_at(reading, i) for i in range(start - 4, start)}
    return start == reading.first or not words("being").isdisjoint(before)


def _is_passive(reading: Reading, i: int) -> bool:
    token = reading.tokens[i]
    return token.lower.endswith("s") and not token.lemma.endswith("s")


def _whose(mention: Mention) -> View:
    if mention.kind == "child":
        return "child"
    return "parent" if mention.kind in ("mother", "father", "parents") else "other"
