"""Talks and meetings with the child and its parents, how many there were in person, whether the child was met alone.

A meeting counts once however many documents tell of it: it is known by its day. The part on how the investigation was
made and the running notes tell of meetings in the shortest way ("15/3 Ellen på skolan"), so there a day, a person and
a place are enough; in other prose the writer or the visit itself must be named.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from typing import Literal

from audit.annotate.model import Sentence
from audit.documents.model import Passage
from audit.facts.model import Talk, Timeline
from audit.facts.record import Record
from audit.swedish.model import Token
from audit.swedish.phrases import Hit
from audit.vocabulary import load_vocabulary

_IN_PERSON = ("home", "office", "meets", "place")
_FAMILY = ("child", "children", "parent", "family")
_JOINS = frozenset({",", "och", "samt", "resp.", "respektive", "den", "+", "&", "/", "–", "-", "o"})
_TURNS = frozenset({";", "men"})
_STOPS = frozenset({",", ";", "men", "då", "och", "–"})
_OF_WHICH = frozenset({"varav", "därav"})
_SUBORDINATE = frozenset({"då", "när", "att", "som", "sedan", "eftersom", "om"})
_NOT_TOLD = frozenset({"forslag", "beslut", "mal", "uppfoljning_planerad"})
_ENTRY = 2  # sentences of a running note that tell what kind of contact it was
_SHORT = 14  # tokens beside a day in a list that needs no word for the meeting
_WAY = 4  # tokens after a day in which the way of a talk stands
_PLAIN = 2  # of them words that are no names
_COUNT = 3  # tokens between a number and what it counts


_Anchor = tuple[int, int, date | None, int | None]  # first and last token of a day, and the day or the week


@dataclass(frozen=True, slots=True)
class Met:
    """What the file shows of talks: the talks themselves, the number of meetings in person, and a talk alone."""

    talks: tuple[Talk, ...]
    meetings: int | None
    meetings_shown: tuple[Passage, ...]
    talked_alone: bool
    alone_shown: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class _Item:
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
        told = bool(self.day or self.week or self.exact or "writer" in self.keys)
        return told and bool(self.keys & {"place", "office", "meets", "talks", "lone"})


def find_talks(record: Record, timeline: Timeline) -> Met:
    """All talks that the file documents, offers or plans; meetings count between opening and closing."""
    items = [i for i in _items(record) if _during(i, timeline)]
    held = [i for i in items if i.held and i.with_family and i.in_person]
    dated: dict[tuple[str, object], _Item] = {}
    for item in held:
        key = ("day", item.day) if item.day else ("week", item.week) if item.week else None
        if key is None:
            continue
        before = dated.get(key)
        dated[key] = item if before is None else replace(before, keys=before.keys | item.keys)
    told = [i for i in held if not i.day and not i.week]
    meetings = _number(list(dated.values()), told)
    alone = [i.passage for i in items if i.held and i.alone and i.in_person]
    shown = tuple(i.passage for i in dated.values()) or tuple(i.passage for i in told)
    has_investigation = any(True for _ in record.forms("utredning"))
    return Met(
        talks=tuple(_talk(i) for i in items if i.with_family),
        meetings=meetings if has_investigation else None,
        meetings_shown=_each_once(shown),
        talked_alone=bool(alone),
        alone_shown=_each_once(alone),
    )


def _number(dated: Sequence[_Item], told: Sequence[_Item]) -> int:
    """Dated meetings and those told by number alone: of each kind the greater, since one often sums up the other."""
    total = 0
    for home in (True, False):
        days = sum(("home" in i.keys) is home for i in dated)
        numbers: dict[tuple[int, bool], int] = {}
        for item in told:
            if item.sum or ("home" in item.keys) is not home or (days and not item.exact):
                continue
            place = (item.passage.document, item.exact)
            numbers[place] = numbers.get(place, 0) + item.count
        total += max([days, *numbers.values()])
    return max([total, *(i.count for i in told if i.sum)])


def _during(item: _Item, timeline: Timeline) -> bool:
    if item.day is None:
        return True
    first = timeline.opened or timeline.reported
    return (first is None or item.day >= first) and (timeline.closed is None or item.day <= timeline.closed)


def _talk(item: _Item) -> Talk:
    met: list[Literal["child", "parent", "network", "other"]] = []
    if "child" in item.roles or ("home" in item.keys and not item.roles):
        met.append("child")
    if "parent" in item.roles or ("home" in item.keys and not item.roles):
        met.append("parent")
    return Talk(item.passage, tuple(met), item.day, item.alone and item.held, item.in_person, item.held)


def _each_once(passages: Sequence[Passage]) -> tuple[Passage, ...]:
    return tuple(dict.fromkeys(passages))


# Where talks are told of


def _items(record: Record) -> Iterator[_Item]:
    noted: set[tuple[int, int]] = set()
    for sentence in record.annotated.sentences:
        if sentence.parts & _NOT_TOLD or "analys" in sentence.forms:
            continue
        block = (sentence.document, sentence.block)
        row = record.block_of(sentence).kind == "row"
        if sentence.heading or row:
            # "Hembesök den 3 april" as a heading, or a table of contacts with a row for each
            if block not in noted and sentence.forms & {"utredning", "journal"}:
                noted.add(block)
                whole = record.row_of(sentence)
                yield from (i for i in _of_list(record, whole) if i.day and i.keys & {*_IN_PERSON, "talks"})
        elif "journal" in sentence.forms and record.entry_day(sentence):
            if block not in noted:
                noted.add(block)
                yield from _of_entry(record, sentence)
        elif sentence.forms & {"utredning", "journal"}:
            if _tells_method(record, sentence):
                yield from _of_list(record, sentence)
            else:
                yield from _of_prose(record, sentence)
        elif "utredningsplan" in sentence.forms:
            yield from _of_prose(record, sentence)


def _tells_method(record: Record, sentence: Sentence) -> bool:
    return record.tells_method(sentence) or "method" in record.hits("contacts", sentence)


def _of_entry(record: Record, first: Sentence) -> Iterator[_Item]:
    """A running note: its first words say whom it was with and how."""
    sentences = record.annotated.sentences
    told = []
    for sentence in sentences[first.index : first.index + _ENTRY + 1]:
        if (sentence.document, sentence.block) != (first.document, first.block):
            break
        told.append(sentence)
    if told and all(not t.lower[0].isalpha() for t in record.tokens_of(told[0])):
        told = told[1:]  # only the date
    told = told[:_ENTRY]
    if not told:
        return
    head = _seen(record, told[0], *told[0].tokens)
    keys, roles = head
    for sentence in told[1:]:
        more_keys, more_roles = _seen(record, sentence, *sentence.tokens)
        if not roles & {"child", "parent"} and not roles & {"other"}:
            roles |= more_roles
        keys |= more_keys & {"failed", "alone", "lone", "with_parent"}
        if not keys & {*_IN_PERSON, "talks", "remote", "foreign"}:
            keys |= more_keys & {*_IN_PERSON, "talks", "remote", "foreign"}
    kind = keys & {*_IN_PERSON, "talks"} or (keys & {"alone", "lone"} and roles & {"child", "parent"})
    if not kind or keys & {"foreign"}:
        return
    held = not keys & {"failed"} and not ("planned" in head[0] and not head[0] & {"home", "office", "place"})
    passage = record.annotated.passage(told[0])
    yield _Item(passage, keys, roles, day=record.entry_day(first), held=held and not told[0].denied)


def _of_list(record: Record, sentence: Sentence) -> Iterator[_Item]:
    """The part on how the investigation was made: a day with a person or a place is a meeting."""
    anchors = _anchors(record, sentence)
    if not anchors:
        yield from _undated(record, sentence)
        return
    passage = record.annotated.passage(sentence)
    whole_keys, whole_roles = _seen(record, sentence, *sentence.tokens)
    family = whole_roles & {"child", "parent"} or (frozenset() if whole_roles else _met_before(record, sentence))
    ways = {*_IN_PERSON, "talks", "remote"}
    keys: frozenset[str] = frozenset()
    roles: frozenset[str] = frozenset()
    waiting: list[tuple[date | None, int | None]] = []
    for anchor, piece in zip(anchors, _pieces(record, sentence, anchors), strict=True):
        own_keys, own_roles = _seen(record, sentence, *piece)
        more_keys, more_roles = _seen(record, sentence, *_list_after(record, sentence, anchor, piece))
        own_roles |= more_roles
        own_keys |= _remote_after(record, sentence, anchor, piece)
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
        listed = bool(roles & {"child", "parent"}) and _is_bare(record, sentence, anchor, piece)
        told = _seen(record, sentence, *_turn(record, sentence, anchor))[0] if len(anchors) == 1 else own_keys
        failed = "failed" in told
        held = not failed and not ("planned" in own_keys and not own_keys & {"office", "home"})
        if "foreign" not in keys and "remote" not in keys and (listed or keys & {*_IN_PERSON, "talks"}):
            for day, week in [*waiting, anchor[2:]]:
                yield _Item(passage, keys, roles, day=day, week=week, held=held)
        waiting.clear()


def _turn(record: Record, sentence: Sentence, anchor: _Anchor) -> tuple[int, int]:
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
    return _seen(record, before, *before.tokens)[1] & {"child", "parent"}


def _is_bare(record: Record, sentence: Sentence, anchor: _Anchor, piece: tuple[int, int]) -> bool:
    """Hardly more than names and small words stand beside the day, so that it needs no word for the meeting."""
    alone = piece[0] >= anchor[1] and len(_anchors(record, sentence)) == 1
    start, end = sentence.tokens if alone else piece
    tokens = record.case.parsed[sentence.document].tokens[start:end]
    text = record.case.documents[sentence.document].text
    plain = [t for t in tokens if t.lower.isalpha() and len(t.lower) > 3 and not text[t.start].isupper()]
    return len(tokens) <= _SHORT and len(plain) <= _PLAIN and not any(t.lower in _SUBORDINATE for t in tokens)


def _remote_after(record: Record, sentence: Sentence, anchor: _Anchor, piece: tuple[int, int]) -> frozenset[str]:
    """ "Den 1 mars via länk": the way may stand after the day."""
    if piece[0] >= anchor[1]:
        return frozenset()
    tokens = record.case.parsed[sentence.document].tokens
    last = sentence.tokens[1]
    stop = next((k for k in range(anchor[1], last) if tokens[k].lower in _STOPS), last)
    keys, _ = _seen(record, sentence, anchor[1], min(stop, anchor[1] + _WAY))
    return keys & {"remote"}


def _list_after(record: Record, sentence: Sentence, anchor: _Anchor, piece: tuple[int, int]) -> tuple[int, int]:
    """The place and the names that follow a day: "15/3 på kontoret", "3/2 av Kim, Lo och Bo"."""
    tokens = record.case.parsed[sentence.document].tokens
    text = record.case.documents[sentence.document].text
    end = anchor[1]
    if piece[0] >= end or end >= sentence.tokens[1] or tokens[end].lower == "(":
        return end, end
    stop = next((k for k in range(end, sentence.tokens[1]) if tokens[k].lower in _STOPS), sentence.tokens[1])
    later = [a[0] for a in _anchors(record, sentence) if a[0] >= end]
    stop = min([stop, *later])
    if later:
        return end, end
    while stop < sentence.tokens[1] and (tokens[stop].lower in _JOINS or text[tokens[stop].start].isupper()):
        stop += 1
    return end, stop


def _of_prose(record: Record, sentence: Sentence) -> Iterator[_Item]:
    """Other prose: the writer or the visit itself must be named."""
    keys, roles = _seen(record, sentence, *sentence.tokens)
    if not keys & {*_IN_PERSON, "talks"} or "foreign" in keys:
        return
    passage = record.annotated.passage(sentence)
    plan = "utredningsplan" in sentence.forms
    held = not keys & {"failed", "planned"} and not sentence.planned and not sentence.denied
    strong = bool(keys & {"home", "office"}) or ("writer" in keys and keys & {"meets", "talks", "place"})
    anchors = _anchors(record, sentence)
    passive = bool(anchors) and bool(keys & {"meets", "talks"}) and "other" not in roles
    own_part = "samtal_med_barnet" in sentence.parts and keys & {"alone", "lone", "talks", "meets"}
    strong = strong or passive or bool(own_part)
    if plan and not anchors:
        if roles & {"child"} and keys & {"talks", "meets"}:
            yield _Item(passage, keys, roles, held=False)
        return
    if not strong or not (roles & {"child", "parent"} or "home" in keys):
        return
    if held and anchors and len(anchors) == 1:
        _, _, day, week = anchors[0]
        yield _Item(passage, keys, roles, day=day, week=week)
    elif "child" in roles and keys & {"talks", "meets", "alone"} and ("writer" in keys or own_part or not held):
        yield _Item(passage, keys, roles, count=0, held=held)


def _undated(record: Record, sentence: Sentence) -> list[_Item]:
    """Meetings told without a day; "tre tillfällen, två på kontoret och ett i hemmet" are three, not six."""
    items = list(_each_clause(record, sentence))
    exact = [i for i in items if i.exact]
    if len(exact) > 2 and "occasion" in exact[0].keys and exact[0].count == sum(i.count for i in exact[1:]):
        items.remove(exact[0])
    return items


def _each_clause(record: Record, sentence: Sentence) -> Iterator[_Item]:
    """A number of meetings, or one for each clause that names a visit and a person."""
    passage = record.annotated.passage(sentence)
    ways = frozenset({*_IN_PERSON, "talks", "remote", "family"})
    who: frozenset[str] = frozenset()
    how: frozenset[str] = frozenset()
    tokens = record.case.parsed[sentence.document].tokens
    for start, end in _clauses(record, sentence):
        if tokens[start].lower in _OF_WHICH:
            continue
        keys, roles = _seen(record, sentence, start, end)
        number = _counted(record, sentence, start, end, goes_on=bool(how))
        if number and not keys & ways:
            keys |= how  # "fyra samtal med föräldrarna och två med Kim"
        kind = keys & {*_IN_PERSON, "talks"}
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
            every = not keys & {"home", "office", "place"} and "family" in keys
            yield _Item(passage, keys, roles, count=number, exact=True, sum=every, held=held)
        elif family and keys & {"home", "office", "place", "meets"} and not keys & {"again"}:
            yield _Item(passage, keys, roles, held=held)
        elif "child" in roles and keys & {"talks", "meets"}:
            yield _Item(passage, keys, roles, count=0, held=held)


# Pieces of sentences


def _seen(record: Record, sentence: Sentence, start: int, end: int) -> tuple[frozenset[str], frozenset[str]]:
    """The vocabulary's lists and the roles of persons found between two tokens."""
    inside = {
        key: [h for h in hits if start <= h.start and h.end <= end]
        for key, hits in record.hits("talks", sentence).items()
    }
    where = {at for h in inside.get("place", ()) for at in range(h.start, h.end)}
    inside["others"] = [h for h in inside.get("others", ()) if h.start not in where]  # "på skolan" is a place
    keys = {key for key, hits in inside.items() if hits}
    tokens = record.case.parsed[sentence.document].tokens
    names = record.roles_by_name
    roles = set()
    for token in tokens[start:end]:
        role = names.get(token.lower) or (names.get(token.lower[:-1]) if token.lower.endswith("s") else None)
        if role and _is_name(record, sentence, token):
            roles.add(role)
    if keys & {"child", "children", "childtalk"}:
        roles.add("child")
    if "childtalk" in keys:
        keys |= {"talks", "alone"}
    if "parent" in keys:
        roles.add("parent")
    if "family" in keys:
        roles |= {"child", "parent"}
    if "others" in keys:
        roles.add("other")
    if "sibling" in keys:
        roles.add("sibling")
    return frozenset(keys), frozenset(roles)


def _is_name(record: Record, sentence: Sentence, token: Token) -> bool:
    return record.case.documents[sentence.document].text[token.start].isupper()


def _anchors(record: Record, sentence: Sentence) -> list[_Anchor]:
    """Days and weeks in the sentence as token ranges, with those that share a month ("den 3, 10 och 17 mars")."""
    tokens = record.case.parsed[sentence.document].tokens
    found: list[_Anchor] = []
    for dated in record.dates_of(sentence):
        start, end = record.tokens(sentence.document, dated.start, dated.end)
        if dated.day is None:
            continue
        found.append((start, max(end, start + 1), dated.day, None))
    found.sort(key=lambda f: f[0])
    found.extend(list(_bare_days(tokens, sentence, found)))
    found.sort(key=lambda f: f[0])
    found = [f for i, f in enumerate(found) if not _inside_brackets(tokens, found[:i], f[0])]
    for at in range(sentence.tokens[0], sentence.tokens[1] - 1):
        if tokens[at].lower in {"v.", "v", "vecka", "veckan"} and tokens[at + 1].lower.isdigit():
            week = int(tokens[at + 1].lower)
            near = any(abs(f[0] - at) <= 4 for f in found)
            if 0 < week <= 53 and not near:
                found.append((at, at + 2, None, week))
    return sorted(found, key=lambda f: f[0])


def _inside_brackets(tokens: Sequence[Token], before: Sequence[_Anchor], at: int) -> bool:
    """The day stands in a bracket that explains the day before it."""
    if not before or before[-1][1] >= len(tokens) or tokens[before[-1][1]].lower != "(":
        return False
    return not any(t.lower == ")" for t in tokens[before[-1][1] : at])


def _bare_days(tokens: Sequence[Token], sentence: Sentence, found: Sequence[_Anchor]) -> Iterator[_Anchor]:
    """ "Den 14" after a day with its month in the same sentence."""
    for at in range(sentence.tokens[0], sentence.tokens[1] - 1):
        inside = any(start <= at + 1 < end or start <= at < end for start, end, _, _ in found)
        before = [f for f in found if f[1] <= at and f[2]]
        if tokens[at].lower == "den" and not inside and before and before[-1][2]:
            day = _same_month(tokens[at + 1].lower, before[-1][2])
            if day is not None and day != before[-1][2]:
                yield at, at + 2, day, None


def _same_month(word: str, day: date) -> date | None:
    number = word.rstrip(":ea.")
    if not number.isdigit() or not 1 <= int(number) <= 31:
        return None
    try:
        return day.replace(day=int(number))
    except ValueError:
        return None


def _pieces(record: Record, sentence: Sentence, anchors: Sequence[_Anchor]) -> list[tuple[int, int]]:
    """For each day the words that belong to it: those before it, or those after it where the sentence begins so."""
    tokens = record.case.parsed[sentence.document].tokens
    first, last = sentence.tokens
    edges = [first, *(a[1] for a in anchors)]
    before = [(edges[i], anchors[i][0]) for i in range(len(anchors))]
    after = [(a[1], b[0]) for a, b in pairwise([*anchors, (last, last, None, None)])]
    bracketed = [tokens[a[1]].lower == "(" if a[1] < last else False for a in anchors]
    lead_keys, lead_roles = _seen(record, sentence, *before[0])
    day_first = not lead_roles and not lead_keys & {*_IN_PERSON, "talks", "remote", "others"}
    pieces = []
    for i, anchor in enumerate(anchors):
        if bracketed[i]:
            close = next((k for k in range(anchor[1], last) if tokens[k].lower == ")"), after[i][1])
            end = min(close, after[i][1]) if i + 1 < len(anchors) else close
            start = max([before[i][0], *(k + 1 for k in range(*before[i]) if tokens[k].lower == ")")])
            inside = _seen(record, sentence, anchor[1], end)[1]
            pieces.append((anchor[1] if inside else start, end))
        elif day_first:
            pieces.append(after[i])
        else:
            start, end = before[i]
            if i and bracketed[i - 1]:
                start = next((k + 1 for k in range(start, end) if tokens[k].lower == ")"), start)
            start = max([start, *(k + 1 for k in range(start, end) if tokens[k].lower in _TURNS)])
            pieces.append((start, end))
    return pieces


def _clauses(record: Record, sentence: Sentence) -> list[tuple[int, int]]:
    """The sentence cut at commas, semicolons, and "och" before a number."""
    tokens = record.case.parsed[sentence.document].tokens
    numbers = load_vocabulary("talks")["numbers"]
    first, last = sentence.tokens
    cuts = [first]
    for at in range(first + 1, last - 1):
        joined = tokens[at].lower in {"och", "samt"} and any(
            t.lower in numbers or t.lower.isdigit() for t in tokens[at + 1 : at + 1 + _COUNT]
        )
        if tokens[at].lower in {",", ";", ":"} or joined:
            cuts.append(at + 1)
    return [(a, b) for a, b in pairwise([*cuts, last]) if a < b]


def _counted(record: Record, sentence: Sentence, start: int, end: int, *, goes_on: bool) -> int | None:
    """The number of meetings written in the clause: "två hembesök", "tre gånger", and after these "två med Kim"."""
    tokens = record.case.parsed[sentence.document].tokens
    numbers = load_vocabulary("talks")["numbers"]
    sums: list[Hit] = [h for h in record.hits("talks", sentence).get("sum", ()) if start <= h.start < end]
    for at in range(start, end):
        word = tokens[at].lower
        number = numbers.get(word) or (int(word) if word.isdigit() and len(word) <= 2 else None)
        if not number:
            continue
        follows = (
            goes_on and at == start and at + 1 < end and tokens[at + 1].lower in {"med", "av", "hos", "tillsammans"}
        )
        if follows or any(0 < h.start - at <= _COUNT for h in sums):
            return int(number)
    return None
