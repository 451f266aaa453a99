"""Whose account a sentence is, and whose view it gives."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from audit.annotate.cues import words
from audit.annotate.model import Mention
from audit.annotate.people import Cast
from audit.annotate.reading import Reading
from audit.annotate.reasoning import has_outright_reason
from audit.annotate.rich import is_stock
from audit.annotate.telling import (
    OWN_PARTS,
    WRITER,
    Account,
    account_by,
    begins_with_verb,
    opener,
    subject_of,
    told_by,
    word_at,
)

View = Literal["child", "parent", "other"]
TALK = "talk"  # the writer tells that it has talked with the child; what follows may be the child's
_AFTER_TALK = Account("writer", kind=TALK)
_REPORTER = Account("other", None, "other", sure=False)
_BRIEF = 8  # tokens
# Forms in which the office itself writes: what was told in one sentence seldom goes on in the next.
_OFFICES_OWN = frozenset(
    {"analys", "genomforandeplan", "vardplan", "uppfoljning", "forhandsbedomning", "utredningsplan"}
)
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
    if told is not None and told.speaker == "child" and _says_nothing(reading):
        told = WRITER  # that it said nothing, the writer tells
    reported = "anmalan" in reading.part.forms and "forhandsbedomning" not in reading.part.forms
    if told is not None:
        # What a report says that the child said, it tells itself.
        return _REPORTER if reported and told.speaker == "child" else told
    if reported and not reading.has("speech.office"):
        return _REPORTER  # the report is the reporter's account throughout
    if reading.unquoted("speech.writer_cues") or (reading.analytic and reading.has("reasoning.concludes_need.strong")):
        return _AFTER_TALK if _opens_talk(reading, mentions) else WRITER
    if goes_on and before is not None and before.speaker != "writer" and _goes_on(reading, mentions, before):
        return before
    itself = _quotes_itself(reading, mentions)
    if itself is not None:
        return itself
    held = _held_by(reading, mentions, before if goes_on else None, cast)
    if held is not None:
        return held
    if _is_all_quoted(reading):
        speaking = [m for m in mentions if m.kind != "writer" and m.start not in reading.quoted]
        if speaking:
            return account_by(speaking[0])
        if before is not None and before.speaker != "writer" and goes_on:
            return before
        if goes_on and cast.told is not None:
            return cast.told  # "Jag frågar hur det går. ”Bra.”"
        if goes_on and cast.topics:
            return account_by(cast.topics[-1])  # a quotation on its own belongs to whom the text last began with
        return before or of_part or WRITER
    if goes_on and before is not None and before.kind == TALK and _tells_own_view(reading, mentions):
        return Account("child", None, "child", sure=False)
    if not reading.has("speech.seen", "speech.logistics") and not _is_office_act(reading):
        own = of_part is not None and of_part.speaker == "child"
        spoke = not cast.speechless and (
            cast.child_spoke or _tells_own_view(reading, mentions) or reading.has("speech.childs_verdict")
        )
        if own and not spoke:
            of_part = None  # what stands there is what the writer saw
        if of_part is not None and (not own or (_is_of_child(reading, mentions) and not _is_silent(reading))):
            return of_part
        if reading.part.parts & OWN_PARTS and spoke and _is_of_child(reading, mentions):
            return Account("child", None, "child", sure=False)
    return _AFTER_TALK if _opens_talk(reading, mentions) else WRITER


def view_of(reading: Reading, mentions: Sequence[Mention], account: Account, *, stock: bool) -> View | None:
    """Whose wish, feeling or opinion the sentence gives, whoever tells it."""
    if stock or _is_silent(reading):
        return None
    if account.speaker == "child":
        return "child"
    if reading.has("speech.view_asked_for"):
        return None
    behaves = reading.spans("speech.behaves")
    found: list[View] = []
    told = account.speaker != "writer"  # that the child is afraid is the writer's own reading, unless it is told
    states = [span for span in reading.spans("speech.states") if _is_state(reading, span[0])]
    for start, end in sorted([*reading.spans("speech.views"), *states]):
        subject = subject_of(reading, mentions, start, end)
        if any(s <= start < e for s, e in behaves):
            continue
        childs_state = subject is not None and subject.kind == "child" and (start, end) in states
        # … and how it reacts ("blir ledsen när hon går") anybody can see.
        if childs_state and (not told or _is_reaction(reading, start)):
            continue
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
    for start, end in reading.spans("speech.tells") if told else ():
        if _is_passive(reading, start) or any(s <= start < e for s, e in reading.spans("speech.no_tells")):
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
    """The account of the sentence before goes on: whoever told it is meant by a pronoun, or left out.

    A sentence that begins with a name, a thing or another person is as a rule the writer's again, or another's account.
    """
    if reading.has("speech.logistics", "reasoning.decides", "reasoning.plans_follow_up") or is_stock(reading):
        return False
    if any(start == reading.first for start, _ in reading.spans("speech.seen", "speech.office_notes")):
        return False  # "Ritar under tiden.", "Bokar ny tid.": what the writer sees and does
    first = next((m for m in mentions if not m.genitive), None)
    if reading.analytic or reading.part.forms & _OFFICES_OWN:
        if reading.has("reasoning.concludes_need.strong") or has_outright_reason(reading):
            return False
        if first is None:
            return begins_with_verb(reading)  # terse notes: "Skolan: somnar ofta. Föreslår läxhjälp."
        return first.pronoun and first.start <= reading.first + 3 and first.kind in (before.kind, "child")
    if first is None:
        return begins_with_verb(reading) or _opens_telling(reading) or _adds_briefly(reading)
    if first.pronoun:
        return True
    if before.kind == "child":
        # A child's people as a child calls them; a writer says "modern", "Lena".
        return not first.name and word_at(reading, first.start) in words("said_by_children")
    if first.kind == "child":
        return not first.name or first.start > reading.first + 1
    return first.kind == before.kind or (first.start > reading.first + 1 and not first.name)


def _opens_telling(reading: Reading) -> bool:
    """ "Då …", "Sedan …", "Ibland …": the next thing in somebody's story."""
    return word_at(reading, reading.first) in words("next_in_story")


def _adds_briefly(reading: Reading) -> bool:
    """ "Läxorna är alltid gjorda.", "Det är värst på kvällen.": how it is; "I kylen fanns …" is seen."""
    said = [t.lower for t in reading.words]
    return len(said) <= _BRIEF and "är" in said[1:3] and not any(w[0].isdigit() for w in said)


def _held_by(reading: Reading, mentions: Sequence[Mention], before: Account | None, cast: Cast) -> Account | None:
    """Who wants, thinks or feels it, where the main clause says so: "Alva vill byta skola.", "Modern samtycker …"."""
    if has_outright_reason(reading) or _is_silent(reading):
        return None
    held = [(s, e) for s, e in reading.unquoted("speech.stances")]
    if not reading.part.forms & _OFFICES_OWN:  # there a fear is what the writer understands
        held += [(s, e) for s, e in reading.unquoted("speech.states") if _is_of_something(reading, s, e)]
    for start, end in sorted(held):
        subject = subject_of(reading, mentions, start, end)
        if subject is None or subject.kind == "writer" or subject.start > start or _is_passive(reading, start):
            continue
        finite = {"och", ",", "som"}.isdisjoint(word_at(reading, i) for i in range(subject.end, start))
        if not finite or opener(reading, mentions, subject.end) is not None:
            continue
        if subject.kind != "child":
            return replace(account_by(subject), sure=False)
        if cast.speechless or reading.tokens[start].lemma in ("tro", "tänka"):
            continue  # what a child believes is said by whoever knows it
        if before is not None and before.speaker in ("parent", "other") and (before.of_child or subject.pronoun):
            return before  # an adult was just telling of the child
        if subject.pronoun and cast.teller(subject, before=None).kind != "child":
            continue
        return replace(account_by(subject), sure=False)
    return _found_by(reading, mentions)


def _quotes_itself(reading: Reading, mentions: Sequence[Mention]) -> Account | None:
    """ "Kim sover helst i hallen, ”där når ingen mig”": the words in the first person are its own."""
    if not reading.quoted or words("first_person").isdisjoint(word_at(reading, i) for i in reading.quoted):
        return None
    around = [m for m in mentions if m.start not in reading.quoted and not m.genitive]
    if not around or around[0].start > reading.first + 1 or any(m.kind != around[0].kind for m in around):
        return None
    return None if around[0].kind == "writer" else replace(account_by(around[0]), sure=False)


def _found_by(reading: Reading, mentions: Sequence[Mention]) -> Account | None:
    """What a party outside the office has seen or found is its account: "Läraren har märkt …", "Polisen fann …"."""
    first = next((m for m in mentions if not m.genitive), None)
    if first is None or first.pronoun or first.start > reading.first + 1 or reading.analytic:
        return None
    if first.kind not in ("professional", "natverk", "other"):
        return None
    for start, end in reading.unquoted("speech.finds"):
        if subject_of(reading, mentions, start, end) == first:
            return replace(account_by(first), sure=False)
    return None


def _is_silent(reading: Reading) -> bool:
    return reading.has("speech.silent") and not reading.has("speech.not_silent")


def _says_nothing(reading: Reading) -> bool:
    """The telling itself is denied ("sa inte ett ord"), not what is told ("säger att hemmet är tyst")."""
    silent = reading.spans("speech.silent")
    told = reading.spans("speech.tells")
    return bool(silent and told) and all(any(s <= start < e for s, e in silent) for start, _ in told)


def _is_of_something(reading: Reading, start: int, end: int) -> bool:
    """ "är rädd för …", "blev arg på …", not "verkar ledsen"."""
    before = {word_at(reading, i) for i in range(start - 3, start)}
    return not words("being_so").isdisjoint(before) and word_at(reading, end) in words("of_something")


def _is_all_quoted(reading: Reading) -> bool:
    return len(reading.quoted) * 2 > reading.last - reading.first


def _is_office_act(reading: Reading) -> bool:
    """ "Detta läggs in i planen.", "Tiden ändras.": what the office does, in the passive."""
    if reading.has("reasoning.decides", "reasoning.plans_follow_up"):
        return True
    ahead = reading.tokens[reading.first : min(reading.first + 5, reading.last)]
    return any(
        t.lower.endswith("s") and not t.lemma.endswith("s") and t.lemma.endswith("a") and t.lower != "sades"
        for t in ahead
    )


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


def _is_reaction(reading: Reading, start: int) -> bool:
    return any(word_at(reading, i) in ("blir", "blev", "blivit") for i in range(start - 3, start))


def _is_passive(reading: Reading, i: int) -> bool:
    token = reading.tokens[i]
    return token.lower.endswith("s") and not token.lemma.endswith("s")


def _whose(mention: Mention) -> View:
    if mention.kind == "child":
        return "child"
    return "parent" if mention.kind in ("mother", "father", "parents") else "other"
