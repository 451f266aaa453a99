"""Who tells what a sentence says: by a label, "enligt", or the subject of a verb of telling."""

from collections.abc import Sequence
from dataclasses import dataclass

from audit.annotate.cues import words
from audit.annotate.model import Mention, Speaker
from audit.annotate.people import Cast
from audit.annotate.reading import QUOTES, Reading

OWN_PARTS = frozenset({"samtal_med_barnet", "barnets_installning"})
_NEAR = 6  # words between "framgår" and "av skolans"
_OBJECTS = frozenset({"honom", "henne", "dig", "mig", "oss"})
_ADULTS = frozenset({"mother", "father", "parents", "professional", "natverk", "other", "sibling"})


@dataclass(frozen=True, slots=True)
class Account:
    """Who tells something: the speaker, and for others the contact id."""

    speaker: Speaker
    source: str | None = None
    kind: str = ""
    mention: Mention | None = None
    sure: bool = True
    of_child: bool = False  # what was just told is the child's view


WRITER = Account("writer")


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


def told_by(
    reading: Reading, mentions: Sequence[Mention], before: Account | None, cast: Cast, goes_on: bool
) -> Account | None:
    label = _label(reading, mentions)
    if label is not None and not (label.genitive and _another_tells(reading, mentions, label)):
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
            near = abs(mention.start - start) <= _NEAR and mention.kind != "writer"
            if near and word_at(reading, mention.start - 1) in words("sources"):
                return account_by(mention)
    owner = _bearer(reading, mentions)
    if owner is not None:
        return account_by(owner)
    for start, end in reading.unquoted("speech.tells", "speech.holds"):
        if not _is_telling(reading, mentions, start, end):
            continue
        subject = subject_of(reading, mentions, start, end)
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
            and word_at(reading, start - 1) != ","  # "…, tycker Kim": its words come before
            and not _answers(reading, start, end)
            and word_at(reading, end) != "själv"  # "Kim tror själv att …"
        ):
            continue  # "Kim tror att …": what the child holds, and who knows that is not said
        if (
            subject.kind == "child"
            and (before is None or before.kind != "child")
            and not (reading.part.parts & OWN_PARTS and (before is None or before.speaker == "writer"))
        ):
            listener = _told_to(reading, mentions, end)
            if listener is not None:
                return account_by(listener)
        return account_by(subject)
    return None


def subject_of(reading: Reading, mentions: Sequence[Mention], start: int, end: int) -> Mention | None:
    """Who does what stands at `start`: just before its finite verb, or just after it (inversion)."""
    finite = start
    verb = reading.tokens[start]
    bare = verb.lower == verb.lemma or not verb.lower.endswith(("r", "de", "te", "sa"))  # waits for an auxiliary
    for i in range(start - 1, max(start - 6, reading.first - 1) if bare else start - 1, -1):
        word = word_at(reading, i)
        if word in (",", ":", "att", "och", "som"):
            break
        if word in words("auxiliaries"):
            finite = i
            break
    subjects = [m for m in mentions if not m.genitive and word_at(reading, m.start) not in _OBJECTS]
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
        apart = [word_at(reading, i) for i in range(mention.end, finite)]
        if words("breaks").isdisjoint(apart) and not _after_preposition(reading, mention):
            joined = apart[apart.index("och") + 1 :] if "och" in apart else []
            return mention if all(w in words("adverbs") for w in joined) else None
    if before and word_at(reading, finite - 1) == ",":
        # An inserted clause: "Kim, som går i trean, säger".
        return before[0]
    return None


def word_at(reading: Reading, i: int) -> str:
    return reading.tokens[i].lower if reading.first <= i < reading.last else ""


def begins_with_verb(reading: Reading) -> bool:
    """Its subject is left out: "Uppger att …", "Föreslår läxhjälp."."""
    first = reading.tokens[reading.first]
    return first.lower != first.lemma and first.lower.endswith(("r", "de", "te")) and first.lemma.endswith(("a", "å"))


def _label(reading: Reading, mentions: Sequence[Mention]) -> Mention | None:
    """ "Mamma: orolig.", "Mormor i telefon 4/5: …"."""
    if not mentions or mentions[0].start > reading.first + 1 or mentions[0].kind == "writer":
        return None
    nouns = reading.spans("speech.view_nouns", "speech.account_nouns", "speech.account_titles")
    end = next((i for i in range(mentions[0].end, reading.last) if word_at(reading, i) == ":"), reading.first)
    if mentions[0].genitive and not any(mentions[0].end <= s < end for s, _ in nouns):
        return None
    for i in range(mentions[0].end, min(mentions[0].end + 8, reading.last - 1)):
        if word_at(reading, i) in (":", "–", "-") and (word_at(reading, i) == ":" or i == mentions[0].end):
            return mentions[0]
        if _is_finite(reading, i) or word_at(reading, i) == ",":
            return None
    return None


def _answers(reading: Reading, start: int, end: int) -> bool:
    """ "Hon svarar att …", not "svarar inte på tilltal"."""
    ahead = [word_at(reading, i) for i in range(end, end + 3)]
    return reading.tokens[start].lemma == "svara" and any(w in words("answers") or w in QUOTES for w in ahead)


def _another_tells(reading: Reading, mentions: Sequence[Mention], label: Mention) -> bool:
    """ "Barnets inställning: ställföreträdaren uppger att …"."""
    for start, end in reading.unquoted("speech.tells"):
        subject = subject_of(reading, mentions, start, end)
        if subject is not None and subject.start > label.start and subject.kind in _ADULTS:
            return True
    return False


def _bearer(reading: Reading, mentions: Sequence[Mention]) -> Mention | None:
    """ "Skolans bild är att …"."""
    for start, end in reading.unquoted("speech.account_nouns"):
        owner = next((m for m in mentions if m.genitive and start - 3 <= m.start < start), None)
        if owner is None or owner.kind == "writer" or start - reading.first > 4:
            continue
        if word_at(reading, end) in ("är", "var", "har") and "att" in (
            word_at(reading, end + 1),
            word_at(reading, end + 2),
        ):
            return owner
    return None


def _is_telling(reading: Reading, mentions: Sequence[Mention], start: int, end: int) -> bool:
    """The verb tells what the sentence says; in "det han säger", "innan hon berättat", "kunna säga" it does not."""
    if any(s <= start < e for s, e in reading.spans("speech.no_tells")):
        return False
    token = reading.tokens[start]
    ahead = [word_at(reading, i) for i in range(end, min(end + 4, reading.last))]
    complement = any(word in words("complements") or word in QUOTES for word in ahead)
    if token.lower == token.lemma and token.lower.endswith(("a", "e")) and not _is_finite(reading, start):
        return (
            (start, end) in reading.cues.get("speech.tells", ())
            and "att" in ahead[:2]
            and any(word_at(reading, i) in words("modals") for i in range(max(start - 4, reading.first), start))
        )
    if (start, end) in reading.cues.get("speech.holds", ()) and not complement:
        following = word_at(reading, end)
        if following not in ("det", "han", "hon", "de", "dom", "inte") and not any(m.start == end for m in mentions):
            return False
    inserted = word_at(reading, start - 1) == "," and any(m.start == end for m in mentions)  # "…, säger hon"
    if (
        reading.analytic
        and not complement
        and not inserted
        and token.lemma in ("säga", "berätta", "uppge", "mena", "nämna")
    ):
        return False  # the writer speaks of the telling: "hon har sagt detsamma till tre personer"
    if token.lower.endswith("s") and not token.lemma.endswith("s"):
        return False  # passive: its subject is spoken of
    if word_at(reading, start - 1) in ("det", "detta", "vilket"):
        return False  # "vilket bekräftar", "det förklarar": no person
    opened = opener(reading, mentions, start)
    if opened is None:
        return True
    after = next((m for m in mentions if m.start == end), None)
    if (
        after is not None
        and not any(m.end == start and not m.genitive for m in mentions)
        and word_at(reading, opened) != "som"
    ):
        return True  # verb before subject: a main clause, whatever stands before ("När jag frågar säger Kim att")
    return word_at(reading, opened) == "att" and any(
        e <= opened and opened - e <= 2 for _, e in reading.spans("polarity.carriers", "speech.passive_tells")
    )


def opener(reading: Reading, mentions: Sequence[Mention], at: int) -> int | None:
    """The word that opens the clause in which the verb stands, if it is a subordinate one."""
    for i in range(at - 1, reading.first - 1, -1):
        word = word_at(reading, i)
        if word in (",", ";", ":", "–", *QUOTES):
            return None
        if word in words("relative_openers") or word == "att":
            return i
        if word in ("det", "vad", "allt") and i + 1 < at and any(m.start == i + 1 and m.end == at for m in mentions):
            return i  # "det han säger": a relative clause without som; in "det säger mamma" the verb comes at once
    return None


def _told_to(reading: Reading, mentions: Sequence[Mention], end: int) -> Mention | None:
    if word_at(reading, end) in ("ja", "nej", "ifrån"):
        return None  # "säger nej till kontaktperson"
    for mention in mentions:
        if mention.start <= end + 4 and mention.kind in _ADULTS:
            lead = {word_at(reading, mention.start - 1), word_at(reading, mention.start - 2)}
            if not words("listeners").isdisjoint(lead):
                return mention
    return None


def _child_tells(reading: Reading, before: Account | None) -> bool:
    """The part is the child's own, or the child has spoken in it."""
    return bool(reading.part.parts & OWN_PARTS or reading.quoted or (before is not None and before.kind == "child"))


def _only_adverbs(reading: Reading, start: int, end: int) -> bool:
    return all(word_at(reading, i) in words("adverbs") for i in range(start, end))


def _after_preposition(reading: Reading, mention: Mention) -> bool:
    at = mention.start - 1
    if word_at(reading, at) in words("possessives"):
        at -= 1
    return word_at(reading, at) in words("prepositions")


def _is_finite(reading: Reading, i: int) -> bool:
    token = reading.tokens[i]
    if token.lower in words("auxiliaries"):
        return True
    return token.lower != token.lemma and token.lemma.endswith("a") and token.lower.endswith(("r", "de", "te", "s"))


def _is_name(reading: Reading, i: int) -> bool:
    if not reading.first <= i < reading.last:
        return False
    token = reading.tokens[i]
    return reading.text[token.start - reading.start].isupper() and len(token.lower) > 1
