"""Meetings told in the shortest way, where the file says how the investigation was made: days, names and places."""

from collections.abc import Iterator, Sequence
from datetime import date

from audit.annotate.model import Sentence
from audit.facts.record import Record
from audit.facts.talk_days import Anchor, anchors_of
from audit.facts.talk_words import IN_PERSON, Item, clauses, counted, pieces, seen

_JOINS = frozenset({",", "och", "samt", "resp.", "respektive", "den", "+", "&", "/", "–", "-", "o"})
_TURNS = frozenset({";", "men"})
_STOPS = frozenset({",", ";", "men", "då", "och", "–"})
_OF_WHICH = frozenset({"varav", "därav"})
_SUBORDINATE = frozenset({"då", "när", "att", "som", "sedan", "eftersom", "om"})
_SHORT = 14  # tokens beside a day in a list that needs no word for the meeting
_WAY = 4  # tokens after a day in which the way of a talk stands
_PLAIN = 2  # of them words that are no names
_OFTEN = 4  # times that a name without a role stands in the file when it is of the family


def of_list(record: Record, sentence: Sentence, *, strict: bool = False) -> Iterator[Item]:
    """The part on how the investigation was made: a day with a person or a place is a meeting.

    `strict`: in other prose each day needs a word for the meeting, or to be joined to one that has it.
    """
    anchors = anchors_of(record, sentence)
    if not anchors:
        yield from _undated(record, sentence)
        return
    passage = record.annotated.passage(sentence)
    whole_keys, whole_roles = seen(record, sentence, sentence.tokens[0], told_from(record, sentence))
    family = whole_roles & {"child", "parent"}
    if not whole_roles:
        unknown = unknown_name(record, sentence, sentence.tokens)
        if unknown or _each_other(record, sentence):
            family = frozenset({"parent"})
        else:
            family = _met_before(record, sentence) or _at_home(record, sentence)
    ways = {*IN_PERSON, "talks", "remote", "came"}
    keys: frozenset[str] = frozenset()
    roles: frozenset[str] = frozenset()
    held = True
    tokens = record.case.parsed[sentence.document].tokens
    waiting: list[tuple[date | None, int | None]] = []
    for anchor, piece in zip(anchors, pieces(record, sentence, anchors), strict=True):
        piece = _own(record, sentence, piece)
        own_keys, own_roles = seen(record, sentence, *piece)
        more_keys, more_roles = seen(record, sentence, *_list_after(record, sentence, anchor, piece))
        own_roles |= more_roles
        own_keys |= _remote_after(record, sentence, anchor, piece)
        words = [t.lower for t in tokens[piece[0] : piece[1]]]
        joined = bool(roles or keys) and all(w in _JOINS for w in words) and not more_keys & ways
        if piece[0] >= anchor[1] and "," in words:
            words = words[: words.index(",")]
        if anchor is not anchors[0] and not own_keys & ways and any(w in _SUBORDINATE for w in words):
            continue  # "… då de fick besked om en plats från den 2 juni"
        if not own_keys and not own_roles and not roles and not keys:
            waiting.append(anchor[2:])
            continue
        kind = (own_keys | more_keys) & ways
        if strict and not kind and not joined and anchor is not anchors[0] and not _to(words):
            continue
        if kind and not own_roles and roles == {"child"} and unknown_name(record, sentence, piece):
            roles = frozenset({"parent"})  # "Bo kom till mig den 24 mars": somebody else of the family
        if own_roles or not roles:
            roles = own_roles or (family if kind - {"remote"} else frozenset())
        keys = own_keys | more_keys | (keys & ways if not kind else frozenset())
        if not keys & ways and "remote" not in whole_keys:
            keys |= whole_keys & {"meets", "talks", "home"}
        if not whole_roles & {"parent"}:
            keys |= whole_keys & {"alone", "lone"}
        if len(anchors) == 1:
            keys |= whole_keys & {"alone"}  # "…, Lisa väntade i receptionen"
        if roles == {"other"} and own_keys & {*IN_PERSON} and unknown_name(record, sentence, piece, _OFTEN):
            roles |= {"parent"}  # "möte på skolan med Bo, Lo och klassläraren"
        if "home" in keys and not roles & {"child", "parent"}:
            roles |= family
        if own_keys & {"home", "office"} and not roles and unknown_name(record, sentence, piece):
            roles |= {"parent"}  # "2 mars, Lo på kontoret"
        listed = bool(roles & {"child", "parent"}) and _is_bare(record, sentence, anchor, piece)
        if _fails_after(record, sentence, anchor):
            continue
        turn = _own(record, sentence, _turn(record, sentence, anchor)) if len(anchors) == 1 else piece
        if own_keys & {"home", "office", "came"} and turn[0] < told_from(record, sentence):
            turn = turn[0], min(turn[1], told_from(record, sentence))  # "… och sade att hon inte vill"
        if not joined:
            planned = "planned" in own_keys and not own_keys & {"office", "home"}
            held = not planned and "failed" not in seen(record, sentence, *turn)[0]
        if "at_home" in own_keys:
            keys |= {"home"}
        if "came" in own_keys and roles & {"child", "parent"}:
            keys |= {"meets"}
        told = own_keys & {"home", "office", "meets", "talks"} or {"writer", "place"} <= own_keys
        if anchor[3] is not None and anchor[3] < 0 and not told:
            continue
        listed = listed or bool("child" in roles and keys & {"alone", "lone"})
        keys |= whole_keys & {"observed"}
        if len(anchors) == 1:
            keys |= whole_keys & {"with_parent"}
        if "named_care" in own_keys and own_roles & {"child", "parent"} and not strict and not keys & {"remote"}:
            keys -= {"foreign"}  # "19/9 besök på BVC, Kim, Lo och sköterskan": a list of those who were there
        if "foreign" not in keys and "remote" not in keys and (listed or keys & {*IN_PERSON, "talks"}):
            for day, week in [*waiting, anchor[2:]]:
                yield Item(passage, keys, roles, day=day, week=week, held=held)
        waiting.clear()


def _to(words: Sequence[str]) -> bool:
    """The way goes on: "den 9 mars åkte vi hem till Lisa och den 16 mars till Bo"."""
    return bool(words) and words[0] in {"till", "hos", "med"}


def _each_other(record: Record, sentence: Sentence) -> bool:
    """Writer and reader meet: "Första gången vi sågs var den 3 mars"."""
    words = {t.lower for t in record.tokens_of(sentence)}
    return "vi" in words and bool(words & {"sågs", "setts", "ses", "träffades", "träffats", "möttes", "satt", "satte"})


def _own(record: Record, sentence: Sentence, piece: tuple[int, int]) -> tuple[int, int]:
    """The piece without a bracket on somebody else: "Kim, enskilt (mamma skulle vara med men uteblev)"."""
    tokens = record.case.parsed[sentence.document].tokens
    at = next((k for k in range(piece[0] + 1, piece[1]) if tokens[k].lower == "("), None)
    if at is None:
        return piece
    before, inside = seen(record, sentence, piece[0], at)[1], seen(record, sentence, at, piece[1])[1]
    return (piece[0], at) if before & {"child", "parent"} and inside and not before & inside else piece


def _fails_after(record: Record, sentence: Sentence, anchor: Anchor) -> bool:
    """ "2/3 (inställt), 4/3 och 7/3": the word of failure stands beside its day."""
    tokens = record.case.parsed[sentence.document].tokens
    at = anchor[1]
    if at >= sentence.tokens[1] or tokens[at].lower not in {"(", ",", "–", "-"}:
        return False
    hits = [h for h in record.hits("talks", sentence).get("failed", ()) if at < h.start <= at + 2]
    later = {a[0] for a in anchors_of(record, sentence) if a[0] > at}
    return any(not {h.end, h.end + 1} & later for h in hits)


def unknown_name(record: Record, sentence: Sentence, piece: tuple[int, int], times: int = 2) -> bool:
    """A name among the words that the file gives no role: whoever comes to the office is mostly of the family."""
    text = record.case.documents[sentence.document].text
    named = [t for t in record.case.parsed[sentence.document].tokens[slice(*piece)] if text[t.start].isupper()]
    return any(
        record.people.names.get(t.lower, 0) >= times
        and record.people.roles_by_name.get(t.lower) in (None, "other")
        and t.lower not in record.people.contacts_by_name
        and t.lower not in record.people.worker_names
        for t in named
    )


def told_from(record: Record, sentence: Sentence) -> int:
    """Where that begins which somebody tells at the meeting: "Lisa berättar i samtalet att hon …"."""
    tokens = record.case.parsed[sentence.document].tokens
    told = [h.end for h in record.hits("talks", sentence).get("tells", ())]
    last = sentence.tokens[1]
    return next((at for at in range(min(told), last) if tokens[at].lower == "att"), last) if told else last


def _turn(record: Record, sentence: Sentence, anchor: Anchor) -> tuple[int, int]:
    """The part of the sentence around the day, between semicolons and "men"."""
    tokens = record.case.parsed[sentence.document].tokens
    first, last = sentence.tokens
    start = max([first, *(k + 1 for k in range(first, anchor[0]) if tokens[k].lower in _TURNS)])
    end = next((k for k in range(anchor[1], last) if tokens[k].lower == ";"), last)
    return start, end


def _met_before(record: Record, sentence: Sentence) -> frozenset[str]:
    """Whom the sentence before in the same paragraph names, for "Nytt möte hölls den 20 mars"."""
    if sentence.index == 0:
        return frozenset()
    before = record.annotated.sentences[sentence.index - 1]
    if (before.document, before.block) != (sentence.document, sentence.block):
        return frozenset()
    return seen(record, before, *before.tokens)[1] & {"child", "parent"}


def _at_home(record: Record, sentence: Sentence) -> frozenset[str]:
    """Who was there by the sentence after it: "Hembesök den 12 mars. Kim och Lisa hemma." """
    if sentence.index + 1 >= len(record.annotated.sentences):
        return frozenset()
    after = record.annotated.sentences[sentence.index + 1]
    if (after.document, after.block) != (sentence.document, sentence.block):
        return frozenset()
    keys, roles = seen(record, after, *after.tokens)
    return roles & {"child", "parent"} if "at_home" in keys else frozenset()


def _is_bare(record: Record, sentence: Sentence, anchor: Anchor, piece: tuple[int, int]) -> bool:
    """Hardly more than names and small words stand beside the day, so that it needs no word for the meeting."""
    alone = len(anchors_of(record, sentence)) == 1
    start, end = piece
    if alone:
        every = record.case.parsed[sentence.document].tokens
        start, end = sentence.tokens
        end = next((k for k in range(anchor[1], end) if every[k].lower in _STOPS), end)
    tokens = record.case.parsed[sentence.document].tokens[start:end]
    text = record.case.documents[sentence.document].text
    plain = [t for t in tokens if t.lower.isalpha() and len(t.lower) > 3 and not text[t.start].isupper()]
    if any(start <= h.start < end for h in record.hits("contacts", sentence).get("informs", ())):
        return False
    return len(tokens) <= _SHORT and len(plain) <= _PLAIN and not any(t.lower in _SUBORDINATE for t in tokens)


def _remote_after(record: Record, sentence: Sentence, anchor: Anchor, piece: tuple[int, int]) -> frozenset[str]:
    """ "Den 1 mars via länk": the way may stand after the day."""
    if piece[0] >= anchor[1]:
        return frozenset()
    tokens = record.case.parsed[sentence.document].tokens
    last = sentence.tokens[1]
    stop = next((k for k in range(anchor[1], last) if tokens[k].lower in _STOPS), last)
    keys, _ = seen(record, sentence, anchor[1], min(stop, anchor[1] + _WAY))
    return keys & {"remote"}


def _list_after(record: Record, sentence: Sentence, anchor: Anchor, piece: tuple[int, int]) -> tuple[int, int]:
    """The place and the names that follow a day: "15/3 på kontoret", "3/2 av Kim, Lo och Bo"."""
    tokens = record.case.parsed[sentence.document].tokens
    text = record.case.documents[sentence.document].text
    end = anchor[1]
    if piece[0] >= end or end >= sentence.tokens[1] or tokens[end].lower == "(":
        return end, end
    stop = next((k for k in range(end, sentence.tokens[1]) if tokens[k].lower in _STOPS), sentence.tokens[1])
    later = [a[0] for a in anchors_of(record, sentence) if a[0] >= end]
    stop = min([stop, told_from(record, sentence), *later])
    if later:
        return end, end
    while stop < told_from(record, sentence) and (tokens[stop].lower in _JOINS or text[tokens[stop].start].isupper()):
        stop += 1
    return end, stop


def _undated(record: Record, sentence: Sentence) -> list[Item]:
    """Meetings told without a day; "tre tillfällen, två på kontoret och ett i hemmet" are three, not six."""
    items = list(_each_clause(record, sentence))
    exact = [i for i in items if i.exact]
    if len(exact) > 2 and "occasion" in exact[0].keys and exact[0].count == sum(i.count for i in exact[1:]):
        items.remove(exact[0])
    elif len(exact) > 1 and "occasion" in exact[0].keys:
        rest = exact[1:]
        # "fyra gånger, två ombord och två hos mig"
        split = sum(i.count for i in rest)
        named = len(rest) == 1 and "named" in rest[0].keys  # "mamma två gånger och pappa två gånger"
        if split <= exact[0].count and all(i.roles == exact[0].roles for i in rest) and not named:
            items = [i for i in items if i not in rest]
    return items


def _each_clause(record: Record, sentence: Sentence) -> Iterator[Item]:
    """A number of meetings, or one for each clause that names a visit and a person."""
    passage = record.annotated.passage(sentence)
    ways = frozenset({*IN_PERSON, "talks", "remote", "family"})
    who: frozenset[str] = frozenset()
    how: frozenset[str] = frozenset()
    tokens = record.case.parsed[sentence.document].tokens
    besides = seen(record, sentence, *sentence.tokens)[0] & {"besides"}
    for start, end in clauses(record, sentence):
        if tokens[start].lower in _OF_WHICH:
            continue
        keys, roles = seen(record, sentence, start, end)
        number = counted(record, sentence, start, end, goes_on=bool(how))
        keys |= besides
        if number and roles:
            keys |= {"named"}
        if number and not keys & ways:
            keys |= how  # "fyra samtal med föräldrarna och två med Kim"
        kind = keys & {*IN_PERSON, "talks"}
        if not roles and (kind or number):
            roles = who
        if not roles and kind & {"meets", "home", "office"} and unknown_name(record, sentence, (start, end)):
            roles = frozenset({"parent"})
        who = roles or who
        how = keys & ways if kind else how
        if "foreign" in keys or not kind:
            continue
        held = not keys & {"failed"} and not ("planned" in keys and number is None)
        family = roles & {"child", "parent"} or "home" in keys
        if number and family:
            number *= 2 if "each" in keys and "child" not in roles else 1
            listed = any(t.lower == "(" for t in tokens[start:end])  # "fyra gånger (kontoret, hemma, …)"
            every = listed or (not keys & {"home", "office", "place"} and "family" in keys)
            yield Item(passage, keys, roles, count=number, exact=True, sum=every, held=held)
        elif family and keys & {"home", "office", "place", "meets"} and not keys & {"again"}:
            yield Item(passage, keys, roles, held=held)
        elif "child" in roles and keys & {"talks", "meets", "with_parent"}:
            # Also a visit told of before: "Kim var med vid hembesöket"
            yield Item(passage, keys, roles, count=0, held=held)
