"""Where the file tells of talks and meetings with the family, one item for each.

The part on how the investigation was made and the running notes tell of meetings in the shortest way ("15/3 Ellen på
skolan"), so there a day, a person and a place are enough; in other prose the writer or the visit must be named.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from audit.annotate.model import Sentence
from audit.facts.days import tells
from audit.facts.record import Record
from audit.facts.talk_days import anchors_of
from audit.facts.talk_words import IN_PERSON, Item, clauses, counted, seen
from audit.facts.talks_listed import of_list, told_from, unknown_name

_NOT_TOLD = frozenset({"forslag", "beslut", "mal", "uppfoljning_planerad"})
_LATER = frozenset({"utredning", "utredningsplan", "genomforandeplan", "vardplan", "uppfoljning", "analys"})
_WEEKDAYS = frozenset(
    {"måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag"}
    | {"måndagen", "tisdagen", "onsdagen", "torsdagen", "fredagen", "lördagen", "söndagen", "den"}
    | {"mån", "tis", "ons", "tors", "tor", "fre", "lör", "sön", "må", "ti", "on", "to", "fr"}
)
_WORDS = 20  # letters that a paragraph holds at least after the day at its head
_MARKS = 2  # letters beside a day that stands alone
_ENTRY = 2  # sentences of a running note that tell what kind of contact it was
_WHOLE = 5  # sentences of a running note in which it may say that the child was alone
_ENTRY_TOKENS = 30  # of an entry that is read as one
_HEADING = 20  # tokens of a line that is a heading as a whole, rather than led by a label
_WAY = 4  # tokens after a day in which the way of a talk stands


def find_items(record: Record) -> Iterator[Item]:
    noted: set[tuple[int, int]] = set()
    for sentence in record.annotated.sentences:
        if sentence.parts & _NOT_TOLD or "analys" in sentence.forms:
            yield from _of_conclusion(record, sentence)
            continue
        block = (sentence.document, sentence.block)
        row = record.block_of(sentence).kind == "row"
        if sentence.heading or row:
            # "Hembesök den 3 april" as a heading, or a table of contacts with a row for each
            whole = record.row_of(sentence)
            short = row or whole.tokens[1] - whole.tokens[0] <= _HEADING
            if block not in noted and short and sentence.forms & {"utredning", "journal"}:
                noted.add(block)
                yield from (i for i in of_list(record, whole) if i.day and i.keys & {*IN_PERSON, "talks", "alone"})
        elif not sentence.forms & _LATER and record.entry_day(sentence):
            if block not in noted:
                noted.add(block)
                yield from _of_entry(record, sentence)
            elif record.dates_of(sentence):
                yield from (i for i in _of_prose(record, sentence) if i.day)
        elif block in noted and "utredning" in sentence.forms:
            continue
        elif "utredning" in sentence.forms and (day := _day_before(record, sentence)):
            noted.add(block)
            yield from _of_entry(record, sentence, day)
        elif sentence.forms & {"utredning", "journal"}:
            method = _tells_method(record, sentence)
            whole = _whole_entry(record, sentence) if method else sentence
            if whole is not sentence:
                noted.add(block)
            listed = list(of_list(record, whole)) if method else []
            yield from listed or _of_prose(record, whole)
        elif "utredningsplan" in sentence.forms:
            yield from _of_prose(record, sentence)


def _tells_method(record: Record, sentence: Sentence) -> bool:
    if record.tells_method(sentence) or "method" in record.hits("contacts", sentence):
        return True
    # A line that begins with its day, outside the descriptions, is an entry in a list of contacts.
    block = record.block_of(sentence)
    short = sentence.tokens[1] - sentence.tokens[0] <= _HEADING
    return short and sentence.domain is None and any(d.start == block.start for d in record.dates_of(sentence))


def _whole_entry(record: Record, sentence: Sentence) -> Sentence:
    """The short paragraph of a list that begins with its only day: "5/3 hembesök. Kim, Bo." is one entry."""
    block = record.block_of(sentence)
    dates = record.dates(sentence.document, block.start, block.end)
    if sentence.start != block.start or len(dates) != 1 or sentence.end >= block.end:
        return sentence
    whole = record.row_of(sentence)
    begins = dates[0].start - block.start <= _MARKS
    return whole if begins and whole.tokens[1] - whole.tokens[0] <= _ENTRY_TOKENS else sentence


def _day_before(record: Record, sentence: Sentence) -> date | None:
    """The day that stands alone at the head of a paragraph of several sentences: "Fredag 8 mars. Möte här, …"."""
    block = record.block_of(sentence)
    after = sentence.end < block.end - _WORDS
    dates = record.dates_of(sentence)
    if sentence.start != block.start or not after or len(dates) != 1:
        return None
    outside = [t.lower for t in record.tokens_of(sentence) if not dates[0].start <= t.start < dates[0].end]
    return dates[0].day if all(w in _WEEKDAYS or not w[0].isalnum() for w in outside) else None


def _of_entry(record: Record, first: Sentence, day: date | None = None) -> Iterator[Item]:
    """A running note: its first words say whom it was with and how."""
    sentences = record.annotated.sentences
    told = []
    for sentence in sentences[first.index : first.index + _WHOLE]:
        if (sentence.document, sentence.block) != (first.document, first.block):
            break
        told.append(sentence)
    if len(told) > 1 and _only_dated(record, told[0]):
        told = told[1:]
    if not told:
        return
    head_keys, head_roles = seen(record, told[0], *told[0].tokens)
    keys, roles = head_keys, head_roles
    ways = frozenset({*IN_PERSON, "talks", "remote", "foreign"})
    if tells(record.hits("events", told[0]), "opens"):
        return  # the decision, not a meeting
    if "came" in keys and not keys & {"remote", "failed"} and not roles & {"other", "sibling"}:
        keys |= {"meets"}  # "Lisa kommer, en kvart sen"
    if keys & {"home", "office", "meets"} and not roles and unknown_name(record, told[0], told[0].tokens):
        roles |= {"parent"}
    met = keys & {"meets", "talks"} or roles & {"child", "parent"}
    place_only = bool(keys & {"place", "office"}) and "remote" not in keys and not met
    failed = "failed" in keys or told[0].denied
    for sentence in told[1 : _ENTRY + place_only]:
        more_keys, more_roles = seen(record, sentence, *sentence.tokens)
        other_person = bool(more_roles) and bool(roles) and not more_roles & roles
        if not roles & {"child", "parent"} and (place_only or not roles & {"other", "sibling"}):
            roles = more_roles
            if not place_only:
                keys |= {"unsaid"}  # who else was there is not told
        failed = failed or ("failed" in more_keys and not other_person)
        keys |= more_keys & {"alone", "lone", "with_parent"}
        if not keys & ways and not (sentence.planned or "planned" in more_keys):
            keys |= more_keys & ways
    for sentence in told[_ENTRY:]:
        keys |= seen(record, sentence, *sentence.tokens)[0] & {"alone"}
    if _others_meet(record, told[0], head_keys):
        return
    kind = keys & {*IN_PERSON, "talks"} or (keys & {"alone", "lone"} and "child" in roles)
    if not kind or keys & {"foreign"}:
        return
    held = not failed and not ("planned" in head_keys and not head_keys & {"home", "office", "place"})
    yield Item(record.annotated.passage(told[0]), keys, roles, day=day or record.entry_day(first), held=held)


def _of_conclusion(record: Record, sentence: Sentence) -> Iterator[Item]:
    """Proposal and decision tell of a meeting only by its noun and its day: "vid besök på kontoret den 5 juni"."""
    hits = record.hits("talks", sentence)
    anchors = [a for a in anchors_of(record, sentence) if a[2]]
    nouns = [h for key in ("home", "office", "meets") for h in hits.get(key, ())]
    keys, roles = seen(record, sentence, *sentence.tokens)
    written = record.day_of(sentence)
    ahead = sentence.planned and not (anchors and anchors[0][2] and written and anchors[0][2] <= written)
    if len(anchors) != 1 or ahead or keys & {"failed", "foreign", "remote"}:
        return
    if "writer" in keys:  # "Kim läste utredningen tillsammans med mig 16 mars på biblioteket"
        nouns += [h for h in hits.get("place", ()) if 0 <= h.start - anchors[0][1] <= 1]
        nouns = [h if h.end <= anchors[0][0] else replace(h, end=anchors[0][0]) for h in nouns]
    if any(0 <= anchors[0][0] - h.end <= _WAY for h in nouns) and roles & {"child", "parent"} and "planned" not in keys:
        yield Item(record.annotated.passage(sentence), keys, roles, day=anchors[0][2])


def _of_prose(record: Record, sentence: Sentence) -> Iterator[Item]:
    """Other prose: the writer or the visit itself must be named."""
    keys, roles = seen(record, sentence, sentence.tokens[0], told_from(record, sentence))
    whole = seen(record, sentence, *sentence.tokens)[0] & {"failed", "planned", "foreign", "remote", "not_made"}
    met = keys & {"office", "home", "meets"} and any(
        a[1] <= told_from(record, sentence) for a in anchors_of(record, sentence)
    )
    keys |= (
        whole - {"failed", "planned", "not_made"} if met else whole
    )  # "Kim kom hit den 5 maj och sade att hon inte …"
    if "alone" in keys and not roles and _of_child(record, sentence):
        roles |= {"child"}  # "Vi satt i parken, hon och jag"
    if not keys & {*IN_PERSON, "talks"} or "foreign" in keys:
        return
    if not roles and "writer" in keys and keys & {"meets", "home", "office"} and "others" not in keys:
        roles |= {"parent"} if unknown_name(record, sentence, sentence.tokens) else set()
    passage = record.annotated.passage(sentence)
    plan = "utredningsplan" in sentence.forms
    held = not keys & {"failed", "planned"} and not sentence.planned and not sentence.denied
    strong = bool(keys & {"home", "office"}) or ("writer" in keys and keys & {"meets", "talks", "place"})
    anchors = anchors_of(record, sentence)
    passive = bool(anchors) and bool(keys & {"meets", "talks"}) and "other" not in roles
    own_part = "samtal_med_barnet" in sentence.parts and keys & {"alone", "lone", "talks", "meets"}
    alone = sentence.speaker == "child" and {"alone", "talks"} <= keys  # "Kim berättar i enskilt samtal att …"
    strong = strong or passive or bool(own_part) or alone
    if plan and not anchors:
        if roles & {"child"} and keys & {"talks", "meets"}:
            yield Item(passage, keys, roles, held=False)
        return
    if not strong or not (roles & {"child", "parent"} or "home" in keys):
        return
    if held and anchors and len(anchors) == 1:
        _, _, day, week = anchors[0]
        yield Item(passage, keys, roles, day=day, week=week)
    elif held and anchors and not keys & {"remote"}:
        yield from (i for i in of_list(record, sentence, strict=True) if i.keys & {*IN_PERSON, "talks"})
    elif held and {"writer", "meets"} <= keys and "tells" not in keys and (number := _times(record, sentence)):
        yield Item(passage, keys, roles, count=number, exact=True, sum=True)
    elif (
        "child" in roles and keys & {"talks", "meets", "alone"} and ("writer" in keys or own_part or alone or not held)
    ):
        yield Item(passage, keys, roles, count=0, held=held)


def _only_dated(record: Record, sentence: Sentence) -> bool:
    """Nothing but the day: "6 dec.", "140305"."""
    dated = sum(d.end - d.start for d in record.dates_of(sentence))
    if _day_before(record, sentence):
        return True
    bare = all(not t.lower[0].isalpha() for t in record.tokens_of(sentence))
    return bare or (dated > 0 and sentence.end - sentence.start - dated <= _MARKS)


def _of_child(record: Record, sentence: Sentence) -> bool:
    """The part bears the child's name or tells of talks with it."""
    section = record.case.sections[sentence.section]
    roles = record.people.roles_by_name
    title = [w.strip(".,:?!").lower() for w in section.title.split()]
    named = any("child" in (roles.get(w), roles.get(w.removesuffix("s"))) for w in title)
    return named or "samtal_med_barnet" in section.parts


def _times(record: Record, sentence: Sentence) -> int | None:
    """How often they met, where the first clause says so: "Jag har träffat Lisa fyra gånger, två hemma och två här"."""
    start, end = clauses(record, sentence)[0]
    return counted(record, sentence, start, end, goes_on=False)


def _others_meet(record: Record, sentence: Sentence, keys: frozenset[str]) -> bool:
    """Somebody else's meeting, noted: "Kontaktpersonen har träffat Kim första gången"."""
    if keys & {"home", "office", "writer", "talks"} or "meets" not in keys:
        return False
    hits = record.hits("talks", sentence)
    others, meets = hits.get("others", ()), hits.get("meets", ())
    return bool(others) and others[0].start - sentence.tokens[0] <= 1 + _ENTRY and others[0].start < meets[0].start
