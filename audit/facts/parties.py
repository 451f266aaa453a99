"""Parties that a sentence names, by words and by names; a title with its place of work is one party."""

from audit.annotate.model import Sentence
from audit.facts.cues import cues_in
from audit.facts.record import Record
from audit.swedish.model import Token
from audit.swedish.phrases import Hit

_AT_WORK = 5  # tokens between a title and the place of work
_NEAR_PLACE = 4  # tokens before a place in which whoever was there stands
_FAMILY = frozenset({"child", "parent", "sibling"})
_PLACED = frozenset({"på", "i", "vid"})
_WORKPLACES = frozenset({"bvc", "bup"})
_BY_NAME = 2  # tokens between an interpreter's title and name
_KIN = frozenset({"syster", "bror", "mor", "far", "mamma", "pappa", "föräldrar", "kusin", "moster", "väninna", "vän"})
_TITLES = ("kurator", "psykolog", "ssk", "sjuksköterska", "behandlare", "läkare", "socionom", "terapeut")
_WITH_STAFF = frozenset({"bup", "bvc", "halso_sjukvard"})  # workplaces whose staff bear titles that others have too
_WITH_RELATIVES = frozenset({"hos", "sin", "sina"})
_VISITS = ("besök", "hembesök", "samtal", "hemma")
_TAKEN_IN = frozenset({"in", "inlagd", "inlagda", "inlagt", "intagen", "inskriven", "vårdas", "vårdades", "vårdats"})
_CONSENT = frozenset({"samtycke", "samtycken"})
_OFFICES = frozenset({"socialtjänsten", "socialkontoret", "socialförvaltningen", "socialnämnden", "ifo"})
_MUNICIPALITY = frozenset({"kommun", "kommuns", "socialtjänst", "socialkontor", "socialförvaltning"})
_GENERAL = frozenset({"halso_sjukvard", "skola", "annan_socialtjanst"})  # whose staff also work for others


def parties_of(record: Record, sentence: Sentence) -> list[tuple[str, Hit, bool]]:
    """Parties of the sentence: contact id, place, and whether the word is a person or office rather than a place."""
    tokens = record.case.parsed[sentence.document].tokens
    found: list[tuple[str, Hit, bool]] = []
    taken: set[int] = set()
    for part, sure in (("parties", True), ("places", False)):
        for hit in sorted(cues_in(record.annotated, sentence, "contacts", part), key=lambda h: h.start - h.end):
            if taken.isdisjoint(range(hit.start, hit.end)):
                found.append((hit.key, hit, sure))
                taken.update(range(hit.start, hit.end))
    for at in range(*sentence.tokens):
        if at in taken:
            continue
        if contact := _named(record, tokens[at]):
            interprets = any("tolk" in t.lower for t in tokens[max(sentence.tokens[0], at - _BY_NAME) : at])
            if not interprets:
                found.append((contact, Hit(contact, at, at + 1), True))
        elif _other_office(record, sentence, at):
            found.append(("annan_kommun", Hit("annan_kommun", at, at + 2), True))
        elif tokens[at].lower in _KIN and at > sentence.tokens[0] and _of_parent(record, tokens[at - 1]):
            found.append(("natverk", Hit("natverk", at, at + 1), True))
    found = [f for f in found if not _of_other(record, sentence, f[1])]
    found = _joined(sorted(found, key=lambda f: f[1].start))
    found = _at_their_place(tokens, found)
    return [
        f
        for i, f in enumerate(found)
        if not (i + 1 < len(found) and _works_there(tokens, f, found[i + 1]))
        and not (i and (_explains(tokens, found[i - 1], f) or _housed(tokens, found[i - 1], f)))
    ]


def _of_other(record: Record, sentence: Sentence, hit: Hit) -> bool:
    """What belongs to a sibling ("Los dagmamma"), or is only asked about consent ("Samtycke BUP: nej")."""
    if hit.start == sentence.tokens[0]:
        return False
    before = record.case.parsed[sentence.document].tokens[hit.start - 1].lower
    owner = record.people.roles_by_name.get(before.removesuffix("s")) if before.endswith("s") else None
    return owner == "sibling" or before in _CONSENT


def _other_office(record: Record, sentence: Sentence, at: int) -> bool:
    """ "Socialtjänsten Falun", "Faluns kommun": a place beside the office, and not the own one."""
    tokens = record.case.parsed[sentence.document].tokens
    if at + 1 >= sentence.tokens[1]:
        return False
    one, two = tokens[at], tokens[at + 1]
    if one.lower not in _OFFICES and two.lower not in _MUNICIPALITY:
        return False
    text = record.case.documents[sentence.document].text
    if one.lower in _OFFICES and text[two.start].isupper():
        place = two.lower
    elif two.lower in _MUNICIPALITY and text[one.start].isupper() and one.lower[0].isalpha():
        place = one.lower
    else:
        return False
    own = str(record.case.district.value or "").lower()
    stem = place.removesuffix("s")
    return bool(own) and stem not in own and len(stem) > 2 and record.people.roles_by_name.get(place) is None


def _of_parent(record: Record, token: Token) -> bool:
    """ "Lisas syster", where Lisa is the mother or another grown-up of the family: a relative of the child."""
    name = token.lower[:-1]
    roles = record.people.roles_by_name
    grown = roles.get(name, "other") in ("parent", "other") and record.people.names.get(name, 0) > 1
    return token.lower.endswith("s") and (roles.get(name) == "parent" or grown)


def _at_their_place(tokens: tuple[Token, ...], found: list[tuple[str, Hit, bool]]) -> list[tuple[str, Hit, bool]]:
    """A title that many workplaces have belongs to the one before it: "avdelningen (kurator)", "BUP: psykolog"."""
    settled: list[tuple[str, Hit, bool]] = []
    for contact, hit, sure in found:
        titled = tokens[hit.start].lower.startswith(_TITLES)
        if titled and settled and settled[-1][0] in _WITH_STAFF and settled[-1][0] != contact:
            between = {t.lower for t in tokens[settled[-1][1].end : hit.start]}
            beside = hit.start - settled[-1][1].end <= _AT_WORK and between & {"(", ",", ":"}
            known = settled[-1][0] == "bup" and tokens[hit.start].lower.startswith("psykolog")
            if (beside and not between & {"och", "samt", "med", "från"}) or known:
                contact = settled[-1][0]
        settled.append((contact, hit, sure))
    return settled


def _joined(found: list[tuple[str, Hit, bool]]) -> list[tuple[str, Hit, bool]]:
    """ "Psykologen Kim Ek" is one party, not a psychologist and a name."""
    joined: list[tuple[str, Hit, bool]] = []
    for contact, hit, sure in found:
        if joined and joined[-1][0] == contact and hit.start - joined[-1][1].end <= 1:
            before = joined.pop()
            hit, sure = Hit(contact, before[1].start, hit.end), sure or before[2]
        joined.append((contact, hit, sure))
    return joined


def _works_there(tokens: tuple[Token, ...], one: tuple[str, Hit, bool], other: tuple[str, Hit, bool]) -> bool:
    """ "Psykologen Kim Ek på BUP" is BUP."""
    between = [t.lower for t in tokens[one[1].end : other[1].start]]
    return (
        one[0] in _GENERAL
        and one[0] != other[0]
        and len(between) <= _AT_WORK
        and not {",", "och", "samt"} & {*between}
        and (not between or bool({"på", "vid", "från", "i"} & {*between[-2:]}))
    )


def _explains(tokens: tuple[Token, ...], one: tuple[str, Hit, bool], other: tuple[str, Hit, bool]) -> bool:
    """ "BVC (sjuksköterskan Kim Ek)", "BVC, sjuksköterska Kim Ek" are BVC."""
    beside = [t.lower for t in tokens[one[1].end : other[1].start]]
    named = other[1].end - other[1].start > 1  # with the name of whoever works there
    return other[0] == "halso_sjukvard" and one[0] in _WORKPLACES and beside in (["("], [","]) and named


def _housed(tokens: tuple[Token, ...], one: tuple[str, Hit, bool], other: tuple[str, Hit, bool]) -> bool:
    """ "BVC-sköterskan på Ekens vårdcentral" is BVC."""
    between = [t.lower for t in tokens[one[1].end : other[1].start]]
    return (
        one[0] in _WORKPLACES
        and other[0] == "halso_sjukvard"
        and len(between) <= _AT_WORK
        and bool(between)
        and between[0] in _PLACED
    )


def _named(record: Record, token: Token) -> str | None:
    contacts = record.people.contacts_by_name
    if record.people.roles_by_name.get(token.lower) in _FAMILY:
        return None
    return contacts.get(token.lower) or (contacts.get(token.lower[:-1]) if token.lower.endswith("s") else None)


def merely_place(record: Record, sentence: Sentence, party: Hit) -> bool:
    """Where something was done, not who was asked: "Kim hördes på Barnahus"; "Bo Ek vid polisen" was asked."""
    if party.start < sentence.tokens[0] + 2:
        return False
    tokens = record.case.parsed[sentence.document].tokens
    beside, before = tokens[party.start - 1].lower, tokens[party.start - 2].lower
    if party.key == "natverk" and beside in _WITH_RELATIVES:
        # "han var hos farmor", "hon frågade sin svägerska"; a visit of the writer's is told as one
        return beside != "hos" or not before.startswith(_VISITS)
    if beside not in _PLACED:
        return False
    if before in _TAKEN_IN:
        return True  # "mormor åkte in på sjukhus"
    if party.key == "annan" and before.startswith((*_VISITS, "möte", "förhör", "samråd", "barnförhör")):
        return True  # "samråd på Barnahus"
    since = max(sentence.tokens[0], party.start - _NEAR_PLACE)
    family = [h for key in ("child", "parent") for h in record.hits("talks", sentence).get(key, ())]
    named = any(record.people.roles_by_name.get(t.lower) in _FAMILY for t in tokens[since : party.start])
    return named or any(since <= h.start < party.start for h in family)
