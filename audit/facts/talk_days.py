"""The days and weeks on which a sentence tells of meetings, as token ranges."""

from collections.abc import Iterator, Sequence
from datetime import date

from audit.annotate.model import Sentence
from audit.facts.record import Record
from audit.swedish.model import Token

Anchor = tuple[int, int, date | None, int | None]  # first and last token of a day, and the day or the week
MONTH_OF = 100  # what is left of a told moment's number by this is its month, or 0
_MONTHS = (
    *("januari", "februari", "mars", "april", "maj", "juni"),
    *("juli", "augusti", "september", "oktober", "november", "december"),
)
_LASTING = frozenset({"fr.o.m.", "t.o.m.", "sedan", "from", "tom"})
_BOTH = frozenset({"respektive", "resp", "resp.", "och", "samt", ",", "eller"})
_NUMBERED = frozenset(
    {"avdelning", "avd", "avd.", "rum", "sal", "plan", "våning", "årskurs", "åk", "åk.", "klass", "nr"}
)
_TOKENS = 1_000_000  # more than a document holds


def anchors_of(record: Record, sentence: Sentence) -> list[Anchor]:
    """Days and weeks in the sentence as token ranges, with those that share a month ("den 3, 10 och 17 mars")."""
    tokens = record.case.parsed[sentence.document].tokens
    found: list[Anchor] = []
    for dated in record.dates_of(sentence):
        start, end = record.tokens(sentence.document, dated.start, dated.end)
        if dated.day is None or _lasts(tokens, start):
            continue
        if start > sentence.tokens[0] and tokens[start - 1].lower in _NUMBERED and end - start <= 1:
            continue  # "på avdelning 14 och den 3 april"
        found.append((start, max(end, start + 1), dated.day, None))
    found.sort(key=lambda f: f[0])
    found.extend(list(_bare_days(tokens, sentence, found)))
    found.extend(list(_days_before(tokens, sentence, found)))
    found.sort(key=lambda f: f[0])
    found = [f for i, f in enumerate(found) if not _inside_brackets(tokens, found[:i], f[0])]
    found.extend(_moments(record, sentence, found))
    for at in range(sentence.tokens[0], sentence.tokens[1] - 1):
        if tokens[at].lower in {"v.", "v", "vecka", "veckan"} and tokens[at + 1].lower.isdigit():
            week = int(tokens[at + 1].lower)
            near = any(abs(f[0] - at) <= 4 for f in found)
            if 0 < week <= 53 and not near:
                found.append((at, at + 2, None, week))
    return sorted(found, key=lambda f: f[0])


def _lasts(tokens: Sequence[Token], at: int) -> bool:
    """The first or last day of something that went on: "fr.o.m. den 2 mars", "till och med 3/4"."""
    before = [t.lower for t in tokens[max(0, at - 3) : at] if t.lower != "den"]
    return bool(before) and (before[-1] in _LASTING or before[-2:] == ["och", "med"])


def _moments(record: Record, sentence: Sentence, found: Sequence[Anchor]) -> Iterator[Anchor]:
    """A meeting whose day is told by another one: "samma vecka", "några dagar senare"; each is its own."""
    if found:
        return
    hits = record.hits("talks", sentence)
    if "tells" in hits and "writer" not in hits and "home" not in hits:
        return  # "Detta skedde enligt henne i slutet av november"
    for hit in hits.get("moment", ())[:1]:
        last = record.case.parsed[sentence.document].tokens[hit.end - 1].lower
        month = _MONTHS.index(last) + 1 if last in _MONTHS else 0
        leads = hit.start <= sentence.tokens[0] + 1 or "home" in hits
        if month and not ("writer" in hits and leads):
            continue  # a month tells the day of a meeting only beside one who made it
        yield hit.start, hit.end, None, -((sentence.document * _TOKENS + hit.start + 1) * MONTH_OF + month)


def _inside_brackets(tokens: Sequence[Token], before: Sequence[Anchor], at: int) -> bool:
    """The day stands in a bracket that explains the day before it."""
    if not before or before[-1][1] >= len(tokens) or tokens[before[-1][1]].lower != "(":
        return False
    return not any(t.lower == ")" for t in tokens[before[-1][1] : at])


def _bare_days(tokens: Sequence[Token], sentence: Sentence, found: Sequence[Anchor]) -> Iterator[Anchor]:
    """ "Den 14" after a day with its month in the same sentence."""
    for at in range(sentence.tokens[0], sentence.tokens[1] - 1):
        inside = any(start <= at + 1 < end or start <= at < end for start, end, _, _ in found)
        before = [f for f in found if f[1] <= at and f[2]]
        if tokens[at].lower == "den" and not inside and before and before[-1][2]:
            day = _same_month(tokens[at + 1].lower, before[-1][2])
            if day is not None and day != before[-1][2]:
                yield at, at + 2, day, None


def _days_before(tokens: Sequence[Token], sentence: Sentence, found: Sequence[Anchor]) -> Iterator[Anchor]:
    """ "Den 11 respektive den 12 september": the month stands with the last one."""
    for start, _, day, _ in found:
        at = start
        while at - 3 >= sentence.tokens[0] and tokens[at - 1].lower in _BOTH and tokens[at - 3].lower == "den":
            earlier = _same_month(tokens[at - 2].lower, day) if day else None
            if earlier is None or day is None or earlier >= day or any(f[0] <= at - 2 < f[1] for f in found):
                break
            yield at - 3, at - 1, earlier, None
            at -= 3


def _same_month(word: str, day: date) -> date | None:
    number = word.rstrip(":ea.")
    if not number.isdigit() or not 1 <= int(number) <= 31:
        return None
    try:
        return day.replace(day=int(number))
    except ValueError:
        return None
