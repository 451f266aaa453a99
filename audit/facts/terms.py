"""The terms of an intervention as its mentions give them: basis, method, provider, extent, first and last day."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Literal

from audit.facts.mentions import Mention
from audit.facts.ranking import BEGUN, GRANTED, STATED
from audit.facts.record import Record
from audit.facts.wording import Line, is_in, words

_NEAR = 25  # letters between the word and its day
_PLACED = frozenset({"familjehem", "jourhem", "hvb", "stodboende"})


def basis(
    group: Sequence[Mention], following: Mapping[int, Line], *, without_consent: bool = False
) -> Literal["bistand", "service", "lvu"] | None:
    """By the words of the sentences that give it and of those after them; a grant without other words is bistånd.

    `without_consent`: the file holds a decision on care under LVU, which a placement and the care plan then rest on.
    """
    shown = [m for m in group if m.rank >= STATED]
    if without_consent and any(m.type in _PLACED or "vardplan" in m.line.sentence.forms for m in shown):
        return "lvu"
    service = granted = False
    for mention in shown:
        keys = {h.key for h in mention.line.hits("interventions", "basis")}
        if "lvu" in keys and mention.type in _PLACED:
            return "lvu"
        after = following.get(mention.line.sentence.index)
        short = after is not None and len(after.tokens) <= 12
        later = {h.key for h in after.hits("interventions", "basis")} if after and short else set()
        served = "service" in keys or ("service" in later and "bistand" not in keys)
        service = service or served
        granted = granted or ("bistand" in keys and not served) or (mention.rank == GRANTED and not served)
    if granted:
        return "bistand"
    if service:
        return "service"
    return "bistand" if any(m.zone == "decide" for m in shown) else None


def cared_for_without_consent(every: Sequence[Line]) -> bool:
    """Whether the file decides care under LVU; what is only weighed, asked or denied is no decision."""
    for line in every:
        sentence = line.sentence
        if sentence.heading or sentence.denied or sentence.parts & {"orsak", "tidigare"} or sentence.domain:
            continue
        if not line.has("interventions", "basis", "lvu"):
            continue
        if line.has("interventions", "lvu_care") and not line.has("interventions", "lvu_not"):
            return True
    return False


def method(group: Sequence[Mention]) -> str | None:
    """The named method in a sentence that gives it."""
    for mention in group:
        hits = mention.line.hits("interventions", "methods")
        if hits:
            return hits[0].key
    return None


def provider(group: Sequence[Mention]) -> Literal["egen", "annan_offentlig", "privat"] | None:
    """Who carries it out, where a sentence that gives it says so."""
    for mention in sorted(group, key=lambda m: -m.rank):
        keys = {h.key for h in mention.line.hits("interventions", "providers")}
        for kind in ("privat", "annan_offentlig", "egen"):
            if kind in keys:
                return kind
    return None


def extent(group: Sequence[Mention]) -> str | None:
    """Length or frequency in the words of the file: "sex månader", "en helg i månaden"."""
    numbers, units = words("interventions", "extent_numbers"), words("interventions", "extent_units")
    for mention in sorted(group, key=lambda m: -m.rank):
        tokens = mention.line.tokens
        for i in range(len(tokens) - 1):
            counted = is_in(tokens[i], numbers) or tokens[i].lower.isdigit()
            if not counted or not is_in(tokens[i + 1], units):
                continue
            end = i + 2
            if end + 1 < len(tokens) and tokens[end].lower in ("i", "per", "om", "/") and is_in(tokens[end + 1], units):
                end += 2
            return mention.line.text[tokens[i].start : tokens[end - 1].end]
    return None


def started(group: Sequence[Mention], record: Record) -> date | None:
    """The first day that a sentence gives to its beginning."""
    return _day(group, record, "started", first=True)


def ended(group: Sequence[Mention], record: Record) -> date | None:
    """The day on which it is told to have ended; the last day of a grant is no end."""
    return _day([m for m in group if m.zone in ("follow", "notes", "decide", "body")], record, "ended", first=False)


def _day(group: Sequence[Mention], record: Record, cue: str, *, first: bool) -> date | None:
    days = []
    granted = any(m.rank == GRANTED for m in group)
    for mention in group:
        # What is offered in a note or while the investigation runs may bear its own first day.
        told = mention.zone in ("follow", "plan") or (mention.zone in ("early", "notes") and mention.rank >= STATED)
        ran = mention.zone == "body" and granted and mention.line.has("interventions", "status", "begun")
        if mention.rank < BEGUN and not told and not ran:
            continue
        found = list(_beside(mention, record, cue))
        days.extend(found)
        if first and not found and mention.type in _PLACED and mention.zone in ("report", "early", "notes"):
            # A child is placed on the day on which it is written down, where no other is told.
            days.extend([mention.day] if mention.day and mention.rank >= BEGUN else [])
    return (min(days) if first else max(days)) if days else None


def _beside(mention: Mention, record: Record, cue: str) -> Iterator[date]:
    """Days close behind a word of beginning or ending."""
    tokens = mention.line.tokens
    for hit in mention.line.hits("interventions", cue):
        dates = record.dates(mention.line.sentence.document, tokens[hit.start].start, mention.line.sentence.end)
        if dates and dates[0].day and dates[0].start - tokens[hit.end - 1].end <= _NEAR:
            yield dates[0].day
