"""Whose account a sentence is, and whose view it gives."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from audit.annotate.model import Speaker
from audit.annotate.people import Cast
from audit.annotate.reading import QUOTES, Mention, Reading
from audit.vocabulary import load_vocabulary

View = Literal["child", "parent", "other"]
_OWN_PARTS = frozenset({"samtal_med_barnet", "barnets_installning"})
_DECIDING = frozenset({"forslag", "beslut", "mal", "analys"})
_ADULTS = frozenset({"mother", "father", "parents", "professional", "natverk", "other", "sibling"})
_COMPLEMENTS = frozenset({"att", ":", "om", "hur", "var", "när", "vad", "varför", "så", *QUOTES})


@dataclass(frozen=True, slots=True)
class Account:
    """Who tells something: the speaker, and for others the contact id."""

    speaker: Speaker
    source: str | None = None
    kind: str = ""
    mention: Mention | None = None
    sure: bool = True


WRITER = Account("writer")


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
    told = _told(reading, mentions, before, cast, goes_on)
    if told is not None:
        # What a report says that the child said, it tells itself.
        hearsay = (
            told.speaker == "child"
            and "anmalan" in reading.part.forms
            and "forhandsbedomning" not in reading.part.forms
        )
        return Account("other", None, "other", sure=False) if hearsay else told
    if reading.unquoted("speech.writer_cues") or (reading.analytic and reading.has("reasoning.concludes_need.strong")):
        return WRITER
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
    if not reading.has("speech.seen", "speech.logistics"):
        if of_part is not None and (of_part.speaker != "child" or _is_of_child(reading, mentions)):
            return of_part
        if reading.part.parts & _OWN_PARTS and _is_of_child(reading, mentions):
            return Account("child", None, "child", sure=False)
    return WRITER


def view_of(reading: Reading, mentions: Sequence[Mention], account: Account, *, stock: bool) -> View | None:
    """Whose wish, feeling or opinion the sentence gives, whoever tells it."""
    if reading.has("speech.silent") or stock:
        return None
    if account.speaker == "child":
        return "child"
    found: list[View] = []
    for start, end in reading.spans("speech.views"):
        subject = _subject(reading, mentions, start, end)
        if subject is not None and subject.kind != "writer":
            found.append(_whose(subject))
        elif subject is None and start - reading.first <= 1 and account.speaker in ("parent", "other"):
            found.append(account.speaker)  # "Vill ha ett möte."
    for start, _ in reading.spans("speech.view_nouns"):
        owner = next((m for m in mentions if m.genitive and start - 4 <= m.start < start), None)
        if owner is not None and owner.kind != "writer":
            found.append(_whose(owner))
        elif owner is None and start == reading.first and not mentions:
            found.append("child")
    for start, end in reading.spans("speech.tells"):
        subject = _subject(reading, mentions, start, end)
        if subject is not None and subject.kind == "child":
            found.append("child")
    # The child's view before others': "mamman är orolig för att Kim vill flytta" tells both.
    return "child" if "child" in found else found[0] if found else None


def weighed_by_writer(reading: Reading, account: Account) -> Account:
    """In "Kim har sagt att …, och det har varit avgörande" the second half is the writer's, and so is the point of it."""
    if account.speaker != "child" or (not reading.part.parts & _DECIDING and not reading.analytic):
        return account
    for start, _ in reading.unquoted("reasoning.weighs_view.strong"):
        words = [_word(reading, i) for i in range(reading.first, start)]
        turns = [i for i, w in enumerate(words) if w in (",", ";", "–")]
        if (
            turns
            and turns[-1] + 1 < len(words)
            and words[turns[-1] + 1] in ("och", "vilket", "detta", "därför", "varför", "men", "det")
        ):
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


def account_by(mention: Mention) -> Account:
    """The account that this person or source gives."""
    if mention.kind == "writer":
        return WRITER
    if mention.kind == "child":
        return Account("child", None, "child", mention)
    if mention.kind in ("mother", "father", "parents"):
        return Account("parent", None, mention.kind, mention)
    source = "natverk" if mention.kind in ("natverk", "sibling") else mention.contact
    return Account("other", source, mention.kind, mention)


def account_of_title(reading: Reading, mentions: Sequence[Mention]) -> Account | None:
    """Who tells the whole part under this heading ("Mammans uppgifter", "Samtal med skolan")."""
    if not mentions or not reading.has("speech.account_titles") or reading.part.domain or reading.analytic:
        return None
    account = account_by(mentions[0])
    return None if account is WRITER else replace(account, sure=False)


def _told(
    reading: Reading, mentions: Sequence[Mention], before: Account | None, cast: Cast, goes_on: bool
) -> Account | None:
    label = _label(reading, mentions)
    if label is not None:
        return account_by(label)
    for start, end in reading.unquoted("speech.according"):
        if end - start > 1 and start > reading.first:
            continue  # "bygger på uppgifter från skolan"
        source = next((m for m in mentions if start <= m.start <= end + 1), None)
        if source is not None and source.genitive:
            if any(source.end <= s <= source.end + 1 for s, _ in reading.spans("speech.wish_nouns")):
                continue  # "enligt Kims önskan" follows the wish
            source = next((m for m in mentions if m.start == source.end), source)
        if _is_name(reading, end) and (source is None or source.start > end):
            return Account("other", None, "other")
        if source is not None and source.kind != "writer":
            return account_by(source)
    for start, _ in reading.unquoted("speech.passive_tells"):
        for mention in mentions:
            if mention.start > reading.first - 1 and _word(reading, mention.start - 1) in (
                "från",
                "av",
                "enligt",
                "hos",
            ):
                if abs(mention.start - start) <= 6 and mention.kind != "writer":
                    return account_by(mention)
    owner = _bearer(reading, mentions)
    if owner is not None:
        return account_by(owner)
    for start, end in reading.unquoted("speech.tells", "speech.holds"):
        if not _is_telling(reading, mentions, start, end):
            continue
        subject = _subject(reading, mentions, start, end)
        if subject is None:
            if before is not None and before.speaker != "writer" and start - reading.first <= 2:
                return before
            if goes_on and cast.topics and start == reading.first:
                return account_by(cast.topics[-1])  # "Pappan ringer. Uppger att …"
            if reading.analytic and not _is_name(reading, start - 1):
                continue  # "det förklarar att": no person, but the writer's thought
            if start > reading.first and (start, end) in reading.cues.get("speech.tells", ()):
                return Account("other", None, "other", sure=False)  # "kvinnan berättar": somebody, but not the writer
            continue
        if subject.pronoun:
            subject = cast.teller(subject, before=before.mention if before and goes_on else None)
        if (
            subject.kind == "child"
            and (start, end) not in reading.cues.get("speech.tells", ())
            and not _child_tells(reading, before)
        ):
            continue  # "Kim tror att …": what the child holds, and who knows that is not said
        if (
            subject.kind == "child"
            and (before is None or before.kind != "child")
            and not reading.part.parts & _OWN_PARTS
        ):
            listener = _told_to(reading, mentions, end)
            if listener is not None:
                return account_by(listener)
        return account_by(subject)
    return None


def _label(reading: Reading, mentions: Sequence[Mention]) -> Mention | None:
    """ "Mamma: orolig.", "Mormor i telefon 4/5: …"."""
    if not mentions or mentions[0].start > reading.first + 1 or mentions[0].kind == "writer":
        return None
    nouns = reading.spans("speech.view_nouns", "speech.account_nouns", "speech.account_titles")
    end = next((i for i in range(mentions[0].end, reading.last) if _word(reading, i) == ":"), reading.first)
    if mentions[0].genitive and not any(mentions[0].end <= s < end for s, _ in nouns):
        return None
    for i in range(mentions[0].end, min(mentions[0].end + 8, reading.last - 1)):
        if _word(reading, i) in (":", "–", "-") and (_word(reading, i) == ":" or i == mentions[0].end):
            return mentions[0]
        if _is_finite(reading, i) or _word(reading, i) == ",":
            return None
    return None


def _bearer(reading: Reading, mentions: Sequence[Mention]) -> Mention | None:
    """ "Skolans bild är att …"."""
    for start, end in reading.unquoted("speech.account_nouns"):
        owner = next((m for m in mentions if m.genitive and start - 3 <= m.start < start), None)
        if owner is None or owner.kind == "writer" or start - reading.first > 4:
            continue
        if _word(reading, end) in ("är", "var", "har") and "att" in (_word(reading, end + 1), _word(reading, end + 2)):
            return owner
    return None


def _is_telling(reading: Reading, mentions: Sequence[Mention], start: int, end: int) -> bool:
    """The verb tells what the sentence says; in "det han säger", "innan hon berättat", "kunna säga" it does not."""
    if any(s <= start < e for s, e in reading.spans("speech.no_tells")):
        return False
    token = reading.tokens[start]
    ahead = [_word(reading, i) for i in range(end, min(end + 4, reading.last))]
    complement = any(word in _COMPLEMENTS for word in ahead)
    if token.lower == token.lemma and token.lower.endswith(("a", "e")) and not _is_finite(reading, start):
        return (
            (start, end) in reading.cues.get("speech.tells", ())
            and "att" in ahead[:2]
            and any(_word(reading, i) in _list("speech", "modals") for i in range(max(start - 4, reading.first), start))
        )
    if (start, end) in reading.cues.get("speech.holds", ()) and not complement:
        following = _word(reading, end)
        if following not in ("det", "han", "hon", "de", "dom", "inte") and not any(m.start == end for m in mentions):
            return False
    if reading.analytic and not complement and token.lemma in ("säga", "berätta", "uppge", "mena", "nämna"):
        return False  # the writer speaks of the telling: "hon har sagt detsamma till tre personer"
    if token.lower.endswith("s") and not token.lemma.endswith("s"):
        return False  # passive: its subject is spoken of
    if _word(reading, start - 1) in ("det", "detta", "vilket"):
        return False  # "vilket bekräftar", "det förklarar": no person
    opener = _opener(reading, mentions, start)
    if opener is None:
        return True
    after = next((m for m in mentions if m.start == end), None)
    if after is not None and not any(m.end == start and not m.genitive for m in mentions) and _word(reading, opener) != "som":
        return True  # verb before subject: a main clause, whatever stands before ("När jag frågar säger Kim att")
    return _word(reading, opener) == "att" and any(
        e <= opener and opener - e <= 2 for _, e in reading.spans("polarity.carriers", "speech.passive_tells")
    )


def _opener(reading: Reading, mentions: Sequence[Mention], at: int) -> int | None:
    """The word that opens the clause in which the verb stands, if it is a subordinate one."""
    for i in range(at - 1, reading.first - 1, -1):
        word = _word(reading, i)
        if word in (",", ";", ":", "–", *QUOTES):
            return None
        if word in _list("speech", "relative_openers") or word == "att":
            return i
        if word in ("det", "vad", "allt") and i + 1 < at and any(m.start == i + 1 and m.end == at for m in mentions):
            return i  # "det han säger": a relative clause without som; in "det säger mamma" the verb comes at once
    return None


def _told_to(reading: Reading, mentions: Sequence[Mention], end: int) -> Mention | None:
    for mention in mentions:
        if mention.start <= end + 4 and mention.kind in _ADULTS:
            if any(
                _word(reading, i) in ("för", "till", "åt")
                for i in range(max(mention.start - 2, reading.first), mention.start)
            ):
                return mention
    return None


def _child_tells(reading: Reading, before: Account | None) -> bool:
    """The part is the child's own, or the child has spoken in it."""
    return bool(reading.part.parts & _OWN_PARTS or reading.quoted or (before is not None and before.kind == "child"))


def _subject(reading: Reading, mentions: Sequence[Mention], start: int, end: int) -> Mention | None:
    """Who does what stands at `start`: just before its finite verb, or just after it (inversion)."""
    finite = start
    for i in range(start - 1, max(start - 6, reading.first - 1), -1):
        word = _word(reading, i)
        if word in (",", ":", "att", "och", "som"):
            break
        if word in _list("speech", "auxiliaries"):
            finite = i
            break
    subjects = [m for m in mentions if not m.genitive]
    before = [m for m in subjects if m.end <= finite]
    if before and _only_adverbs(reading, before[-1].end, finite) and not _after_preposition(reading, before[-1]):
        return before[-1]
    after = next((m for m in subjects if m.start > finite), None)
    if after is not None and after.start - finite <= 3 and _only_adverbs(reading, finite + 1, after.start):
        return after
    between = next((m for m in subjects if finite < m.start < start), None)
    if between is not None:
        return between
    for mention in reversed(before):
        words = [_word(reading, i) for i in range(mention.end, finite)]
        if _list("speech", "breaks").isdisjoint(words) and not _after_preposition(reading, mention):
            joined = words[words.index("och") + 1 :] if "och" in words else []
            return mention if all(w in _list("speech", "adverbs") for w in joined) else None
    if before and _word(reading, finite - 1) == ",":
        # An inserted clause: "Kim, som går i trean, säger".
        return before[0]
    return None


def _goes_on(reading: Reading, mentions: Sequence[Mention], before: Account) -> bool:
    first = next((m for m in mentions if not m.genitive), None)
    if not reading.analytic:
        if reading.has("speech.logistics"):
            return False
        if first is None or first.pronoun or first.start > reading.first + 1 or first.kind in ("child", before.kind):
            return True
        # Another adult takes the stage: by name, or as no child would call it.
        own_words = _word(reading, first.start) in _list("speech", "said_by_children")
        return not (first.name or (before.kind == "child" and not own_words and first.kind != "professional"))
    if reading.has("reasoning.concludes_need.strong", "reasoning.interprets.strong", "reasoning.weighs.strong"):
        return False
    return first is not None and first.pronoun and first.start <= reading.first + 3 and first.kind == before.kind


def _is_all_quoted(reading: Reading) -> bool:
    return len(reading.quoted) * 2 > reading.last - reading.first


def _is_of_child(reading: Reading, mentions: Sequence[Mention]) -> bool:
    """In the child's own part: of nobody else, or of others as a child speaks of them ("mamma", "skolan")."""
    first = next((m for m in mentions if not m.genitive), None)
    if first is None or first.kind == "child":
        return True
    if first.name or first.pronoun or first.kind == "writer":
        return False
    return first.kind == "professional" or _word(reading, first.start) in _list("speech", "said_by_children")


def _only_adverbs(reading: Reading, start: int, end: int) -> bool:
    return all(_word(reading, i) in _list("speech", "adverbs") for i in range(start, end))


def _after_preposition(reading: Reading, mention: Mention) -> bool:
    at = mention.start - 1
    if _word(reading, at) in ("sin", "sina", "sitt", "min", "hans", "hennes", "deras", "den", "en"):
        at -= 1
    return _word(reading, at) in _list("speech", "prepositions")


def _is_finite(reading: Reading, i: int) -> bool:
    token = reading.tokens[i]
    if token.lower in _list("speech", "auxiliaries"):
        return True
    return token.lower != token.lemma and token.lemma.endswith("a") and token.lower.endswith(("r", "de", "te", "s"))


def _is_name(reading: Reading, i: int) -> bool:
    if not reading.first <= i < reading.last:
        return False
    token = reading.tokens[i]
    return reading.text[token.start - reading.start].isupper() and len(token.lower) > 1


def _word(reading: Reading, i: int) -> str:
    return reading.tokens[i].lower if reading.first <= i < reading.last else ""


def _whose(mention: Mention) -> View:
    if mention.kind == "child":
        return "child"
    return "parent" if mention.kind in ("mother", "father", "parents") else "other"


@cache
def _list(name: str, key: str) -> frozenset[str]:
    return frozenset(load_vocabulary(name)[key])
