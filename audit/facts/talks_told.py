"""Where the file tells of talks and meetings with the family, one item for each.

The part on how the investigation was made and the running notes tell of meetings in the shortest way ("15/3 Ellen på
skolan"), so there a day, a person and a place are enough; in other prose the writer or the visit must be named.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from audit.annotate.model import Sentence
from audit.documents.model import Passage
from audit.facts.record import Record
from audit.facts.talk_words import IN_PERSON, Anchor, anchors_of, clauses, counted, pieces, seen

_JOINS = frozenset({",", "och", "samt", "resp.", "respektive", "den", "+", "&", "/", "–", "-", "o"})
_TURNS = frozenset({";", "men"})
_STOPS = frozenset({",", ";", "men", "då", "och", "–"})
_OF_WHICH = frozenset({"varav", "därav"})
_SUBORDINATE = frozenset({"då", "när", "att", "som", "sedan", "eftersom", "om"})
_NOT_TOLD = frozenset({"forslag", "beslut", "mal", "uppfoljning_planerad"})
_LATER = frozenset({"utredning", "utredningsplan", "genomforandeplan", "vardplan", "uppfoljning", "analys"})
_ENTRY = 2  # sentences of a running note that tell what kind of contact it was
_WHOLE = 5  # sentences of a running note in which it may say that the child was alone
_HEADING = 20  # tokens of a line that is a heading as a whole, rather than led by a label
_SHORT = 14  # tokens beside a day in a list that needs no word for the meeting
_WAY = 4  # tokens after a day in which the way of a talk stands
_PLAIN = 2  # of them words that are no names


@dataclass(frozen=True, slots=True)
class Item:
    passage: Passage
    keys: frozenset[str]  # lists of the vocabulary that the words are in
    roles: frozenset[str]  # child, parent, sibling, other
    day: date | None = None
    week: int | None = None
    count: int = 1
    exact: bool = False  # a number is written out
    sum: bool = False  # a number of meetings of every kind
    held: bool = True

    @property
    def with_family(self) -> bool:
        return bool(self.roles & {"child", "parent"}) or ("home" in self.keys and not self.roles & {"sibling", "other"})

    @property
    def in_person(self) -> bool:
        return "remote" not in self.keys

    @property
    def alone(self) -> bool:
        """With the child and no guardian: said in words, or only the child is named with a place or the writer."""
        if "child" not in self.roles or "sibling" in self.roles:
            return False
        if "alone" in self.keys:
            return "with_parent" not in self.keys or "parent" not in self.roles
        if self.roles & {"parent", "other"} or self.keys & {"home", "with_parent", "children"}:
            return False
        if "came" in self.keys and not self.keys & {"talks", "place", "office", "lone"}:
            return False
        told = bool(self.day or self.week or self.exact or "writer" in self.keys)
        return told and bool(self.keys & {"place", "office", "meets", "talks", "lone"})


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
                yield from (i for i in _of_list(record, whole) if i.day and i.keys & {*IN_PERSON, "talks", "alone"})
        elif not sentence.forms & _LATER and record.entry_day(sentence):
            if block not in noted:
                noted.add(block)
                yield from _of_entry(record, sentence)
            elif record.dates_of(sentence):
                yield from (i for i in _of_prose(record, sentence) if i.day)
        elif sentence.forms & {"utredning", "journal"}:
            if _tells_method(record, sentence):
                yield from _of_list(record, sentence)
            else:
                yield from _of_prose(record, sentence)
        elif "utredningsplan" in sentence.forms:
            yield from _of_prose(record, sentence)


def _tells_method(record: Record, sentence: Sentence) -> bool:
    return record.tells_method(sentence) or "method" in record.hits("contacts", sentence)


def _of_entry(record: Record, first: Sentence) -> Iterator[Item]:
    """A running note: its first words say whom it was with and how."""
    sentences = record.annotated.sentences
    told = []
    for sentence in sentences[first.index : first.index + _WHOLE]:
        if (sentence.document, sentence.block) != (first.document, first.block):
            break
        told.append(sentence)
    if told and all(not t.lower[0].isalpha() for t in record.tokens_of(told[0])):
        told = told[1:]  # only the date
    if not told:
        return
    head_keys, head_roles = seen(record, told[0], *told[0].tokens)
    keys, roles = head_keys, head_roles
    ways = frozenset({*IN_PERSON, "talks", "remote", "foreign"})
    place_only = bool(keys & {"place", "office"}) and not roles & {"child", "parent"}
    failed = "failed" in keys or told[0].denied
    for sentence in told[1 : _ENTRY + place_only]:
        more_keys, more_roles = seen(record, sentence, *sentence.tokens)
        other_person = bool(more_roles) and bool(roles) and not more_roles & roles
        if not roles & {"child", "parent"} and (place_only or not roles & {"other"}):
            roles = more_roles
        failed = failed or ("failed" in more_keys and not other_person)
        keys |= more_keys & {"alone", "lone", "with_parent"}
        if not keys & ways:
            keys |= more_keys & ways
    for sentence in told[_ENTRY:]:
        keys |= seen(record, sentence, *sentence.tokens)[0] & {"alone"}
    if keys & {"home", "office", "meets"} and not roles and _unknown_name(record, told[0], told[0].tokens):
        roles |= {"parent"}
    kind = keys & {*IN_PERSON, "talks"} or (keys & {"alone", "lone"} and roles & {"child", "parent"})
    if not kind or keys & {"foreign"}:
        return
    held = not failed and not ("planned" in head_keys and not head_keys & {"home", "office", "place"})
    yield Item(record.annotated.passage(told[0]), keys, roles, day=record.entry_day(first), held=held)


def _of_conclusion(record: Record, sentence: Sentence) -> Iterator[Item]:
    """Proposal and decision tell of a meeting only by its noun and its day: "vid besök på kontoret den 5 juni"."""
    hits = record.hits("talks", sentence)
    anchors = [a for a in anchors_of(record, sentence) if a[2]]
    nouns = [h for key in ("home", "office", "meets") for h in hits.get(key, ())]
    keys, roles = seen(record, sentence, *sentence.tokens)
    if len(anchors) != 1 or sentence.planned or keys & {"failed", "foreign", "remote"}:
        return
    if any(0 <= anchors[0][0] - h.end <= _WAY for h in nouns) and roles & {"child", "parent"} and "planned" not in keys:
        yield Item(record.annotated.passage(sentence), keys, roles, day=anchors[0][2])


def _of_list(record: Record, sentence: Sentence) -> Iterator[Item]:
    """The part on how the investigation was made: a day with a person or a place is a meeting."""
    anchors = anchors_of(record, sentence)
    if not anchors:
        yield from _undated(record, sentence)
        return
    passage = record.annotated.passage(sentence)
    whole_keys, whole_roles = seen(record, sentence, *sentence.tokens)
    family = whole_roles & {"child", "parent"}
    if not whole_roles:
        unknown = _unknown_name(record, sentence, sentence.tokens)
        family = frozenset({"parent"}) if unknown else _met_before(record, sentence)
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
        if anchor is not anchors[0] and not own_keys & ways and any(w in _SUBORDINATE for w in words):
            continue  # "… då de fick besked om en plats från den 2 juni"
        if not own_keys and not own_roles and not roles and not keys:
            waiting.append(anchor[2:])
            continue
        kind = (own_keys | more_keys) & ways
        if own_roles or not roles:
            roles = own_roles or (family if kind - {"remote"} else frozenset())
        keys = own_keys | more_keys | (keys & ways if not kind else frozenset())
        if not keys & ways and "remote" not in whole_keys:
            keys |= whole_keys & {"meets", "talks", "home"}
        if not whole_roles & {"parent"}:
            keys |= whole_keys & {"alone", "lone"}
        if "home" in keys and not roles & {"child", "parent"}:
            roles |= family
        if own_keys & {"home", "office"} and not roles and _unknown_name(record, sentence, piece):
            roles |= {"parent"}  # "2 mars, Lo på kontoret"
        listed = bool(roles & {"child", "parent"}) and _is_bare(record, sentence, anchor, piece)
        if _fails_after(record, sentence, anchor):
            continue
        turn = _own(record, sentence, _turn(record, sentence, anchor)) if len(anchors) == 1 else piece
        if not joined:
            planned = "planned" in own_keys and not own_keys & {"office", "home"}
            held = not planned and "failed" not in seen(record, sentence, *turn)[0]
        if "at_home" in own_keys:
            keys |= {"home"}
        if "came" in own_keys and roles & {"child", "parent"}:
            keys |= {"meets"}
        if anchor[3] is not None and anchor[3] < 0 and not own_keys & {"home", "office", "meets", "talks"}:
            continue
        listed = listed or bool("child" in roles and keys & {"alone", "lone"})
        if len(anchors) == 1:
            keys |= whole_keys & {"with_parent"}
        if "foreign" not in keys and "remote" not in keys and (listed or keys & {*IN_PERSON, "talks"}):
            for day, week in [*waiting, anchor[2:]]:
                yield Item(passage, keys, roles, day=day, week=week, held=held)
        waiting.clear()


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


def _unknown_name(record: Record, sentence: Sentence, piece: tuple[int, int]) -> bool:
    """A name among the words that the file gives no role: whoever comes to the office is mostly of the family."""
    text = record.case.documents[sentence.document].text
    named = [t for t in record.case.parsed[sentence.document].tokens[slice(*piece)] if text[t.start].isupper()]
    return any(
        record.names.get(t.lower, 0) > 1
        and record.roles_by_name.get(t.lower) is None
        and t.lower not in record.contacts_by_name
        and t.lower not in record.worker_names
        for t in named
    )


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
    stop = min([stop, *later])
    if later:
        return end, end
    while stop < sentence.tokens[1] and (tokens[stop].lower in _JOINS or text[tokens[stop].start].isupper()):
        stop += 1
    return end, stop


def _of_prose(record: Record, sentence: Sentence) -> Iterator[Item]:
    """Other prose: the writer or the visit itself must be named."""
    keys, roles = seen(record, sentence, *sentence.tokens)
    if not keys & {*IN_PERSON, "talks"} or "foreign" in keys:
        return
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
    elif (
        "child" in roles and keys & {"talks", "meets", "alone"} and ("writer" in keys or own_part or alone or not held)
    ):
        yield Item(passage, keys, roles, count=0, held=held)


def _undated(record: Record, sentence: Sentence) -> list[Item]:
    """Meetings told without a day; "tre tillfällen, två på kontoret och ett i hemmet" are three, not six."""
    items = list(_each_clause(record, sentence))
    exact = [i for i in items if i.exact]
    if len(exact) > 2 and "occasion" in exact[0].keys and exact[0].count == sum(i.count for i in exact[1:]):
        items.remove(exact[0])
    return items


def _each_clause(record: Record, sentence: Sentence) -> Iterator[Item]:
    """A number of meetings, or one for each clause that names a visit and a person."""
    passage = record.annotated.passage(sentence)
    ways = frozenset({*IN_PERSON, "talks", "remote", "family"})
    who: frozenset[str] = frozenset()
    how: frozenset[str] = frozenset()
    tokens = record.case.parsed[sentence.document].tokens
    for start, end in clauses(record, sentence):
        if tokens[start].lower in _OF_WHICH:
            continue
        keys, roles = seen(record, sentence, start, end)
        number = counted(record, sentence, start, end, goes_on=bool(how))
        if number and not keys & ways:
            keys |= how  # "fyra samtal med föräldrarna och två med Kim"
        kind = keys & {*IN_PERSON, "talks"}
        if not roles and (kind or number):
            roles = who
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
        elif "child" in roles and keys & {"talks", "meets"}:
            yield Item(passage, keys, roles, count=0, held=held)
