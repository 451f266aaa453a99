"""The occasions on which a follow-up was held: a form of its own, the end of a plan, an entry of the journal."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from audit.annotate.model import Sentence
from audit.casefile.model import Form
from audit.facts.cues import tokens_of
from audit.facts.follow_up_reading import HEADED, PLANS, FollowUpReading
from audit.swedish.dates import find_dates

_SUBJECT = frozenset({"avser", "namn", "barn", "barnet", "barnets", "gäller", "för", "den"})  # labels of a header row
_NUMBER = re.compile(r"\b(?:19|20)?\d{6}[-+]\d{4}\b")
_ANOTHER = re.compile(
    r"(?:[Aa]vser|[Gg]äller|[Bb]arn|[Bb]arnet|[Bb]arnets namn|[Nn]amn)\s*:?\s+[A-ZÅÄÖÉ]\S+(?:\s+[A-ZÅÄÖÉ]\S+)*,?\s*"
    r"(?:\d{1,2}\s*år\b|f(?:ödd|\.)|(?:19|20)?\d{6})"
)
_TOLD = 40  # words of a form that tells of more than a meeting called off
_ABOUT = frozenset({"om", "inför", "till", "kring", "ang", "angående", "gällande", "rörande", "innan", "efter"})
_VERDICT = 4  # words of a sentence that only says whether a goal was reached
_LEAST_WORDS = 6  # of a follow-up form that says anything


@dataclass(frozen=True, slots=True)
class Unit:
    """What documents one occasion: a follow-up form, a dated part of a plan, or a journal entry."""

    sentences: tuple[Sentence, ...]
    day: date | None


def find_units(file: FollowUpReading, *, declined: bool) -> Iterator[Unit]:
    """Forms first, then what plans tell, then entries of the journal."""
    for form in file.case.forms:
        if form.id == "uppfoljning":
            own = Unit(tuple(_of_form(file, form)), form.date)
            before_end = declined or any(file.has(s, "not_held", "investigating") for s in own.sentences)
            if _is_held(file, own) and (not before_end or _is_named(file, own)):
                yield replace(own, sentences=own.sentences + tuple(_after_it(file, form)))
    yield from _in_plans(file)
    for entry in _entries(file, frozenset({"journal"})):
        if _is_follow_up_entry(file, entry, declined=declined):
            yield entry


def is_siblings(file: FollowUpReading, unit: Unit) -> bool:
    """The form or entry is another child's: its heading rows, else its first sentences, name the sibling alone."""
    for sentence in unit.sentences[:8]:
        words = file.words(sentence)
        names = sentence.heading or file.is_row(sentence) or file.has(sentence, "noun", "strong")
        if names and (file.names_sibling_only(words) or file.is_of_childs_sibling(sentence)):
            return True
        if _ANOTHER.match(file.text(sentence)) and file.knows_child and not file.names_child(words):
            return True  # "Gäller: Elis Ek, 14 år"
        if file.is_row(sentence) and words & _SUBJECT and _NUMBER.search(file.text(sentence)):
            return file.knows_child and not file.names_child(words)  # a header row with somebody's personal number
        if file.names_child(words):
            return False
    return False


def is_verdict(file: FollowUpReading, sentence: Sentence) -> bool:
    """Nothing but the outcome of a goal ("Delvis uppnått."), so a goal is taken up without being named."""
    words = [t for t in tokens_of(file.annotated, sentence)[slice(*sentence.tokens)] if t.lower.isalpha()]
    return (
        len(words) <= _VERDICT and file.has(sentence, "held", "verdict") and not file.has(sentence, "held", "criterion")
    )


def _of_form(file: FollowUpReading, form: Form) -> Iterator[Sentence]:
    for s in file.annotated.sentences:
        if s.document == form.document and form.start <= s.start < form.end:
            yield s


def _after_it(file: FollowUpReading, form: Form) -> Iterator[Sentence]:
    """Inside a plan the parts after it, as what comes next may have its own heading."""
    for s in file.annotated.sentences:
        if s.document == form.document and s.start >= form.end:
            if not s.forms & PLANS or "uppfoljning" in s.forms:
                return
            yield s


def _is_named(file: FollowUpReading, unit: Unit) -> bool:
    """It calls itself a follow-up, and not only a meeting."""
    return any(file.has(s, "noun", "strong") or file.has(s, "held", "held") for s in unit.sentences)


def _is_held(file: FollowUpReading, unit: Unit) -> bool:
    """A form tells of a follow-up as held, unless it says that none was made or that the meeting was called off."""
    told = [s for s in unit.sentences if not file.is_heading(s)]
    if sum(s.tokens[1] - s.tokens[0] for s in told if not file.is_row(s) or _is_long(s)) < _LEAST_WORDS:
        return False
    siblings = is_siblings(file, unit)
    told = told if siblings else file.without_siblings(told)
    none = [s for s in told if file.has(s, "not_held", "none") and not siblings]
    off = [s for s in told if file.has(s, "not_held", "off")]
    outcome = [s for s in told if file.has(s, "outcome", "achieved") and s not in none and s not in off]
    goals = any(file.names_goal(s) for s in told)
    if none:
        return goals and len(outcome) >= 2
    if off:
        met = any(file.has(s, "held", "met", "held") for s in told if s not in off)
        rest = sum(s.tokens[1] - s.tokens[0] for s in told if s not in off)
        return len(outcome) >= 2 or (bool(outcome) and (goals or met)) or rest >= _TOLD
    return True


def _is_long(sentence: Sentence) -> bool:
    return sentence.tokens[1] - sentence.tokens[0] > 12


def _entries(file: FollowUpReading, forms: frozenset[str]) -> Iterator[Unit]:
    """Entries of journals, parts of plans; one goes on to the next heading or paragraph that begins with a date."""
    group: list[Sentence] = []
    for sentence in file.annotated.sentences:
        if "uppfoljning" in sentence.forms or not sentence.forms & forms:
            continue
        if group and _begins_entry(file, group[-1], sentence):
            yield _entry(file, group)
            group = []
        group.append(sentence)
    if group:
        yield _entry(file, group)


def _begins_entry(file: FollowUpReading, before: Sentence, sentence: Sentence) -> bool:
    if sentence.section != before.section or sentence.document != before.document:
        return True
    if sentence.block == before.block:
        return False
    opening = file.text(sentence)[:24]
    if "journal" not in sentence.forms:
        return _opens_follow_up(file, sentence)
    return any(d.start <= 2 for d in find_dates(opening)) or opening[:6].isdigit()


def _opens_follow_up(file: FollowUpReading, sentence: Sentence) -> bool:
    """A paragraph of a plan that begins with the word for a follow-up ("Uppföljning 4 juni: …")."""
    start = sentence.tokens[0]
    return any(h.start - start <= 1 for h in file.hits(sentence, "noun") if h.key in ("strong", "check"))


def _entry(file: FollowUpReading, group: Sequence[Sentence]) -> Unit:
    section = file.case.sections[group[0].section]
    day = section.dated or next((s.dated for s in group if s.dated), None)
    return Unit(tuple(group), day)


def _in_plans(file: FollowUpReading) -> Iterator[Unit]:
    """What a plan tells of its own follow-up: from the part that says so to the next such part or the plan's end."""
    found: list[Unit] = []
    for entry in _entries(file, PLANS):
        if _is_told_in_plan(file, entry):
            if found and _is_one_occasion(found[-1], entry):
                found[-1] = replace(found[-1], sentences=found[-1].sentences + entry.sentences)
            else:
                found.append(entry)
        elif found and entry.sentences[0].document == found[-1].sentences[0].document:
            found[-1] = replace(found[-1], sentences=found[-1].sentences + entry.sentences)
    yield from found


def _is_one_occasion(before: Unit, after: Unit) -> bool:
    """The same day, or no day of its own, in one document: the goals told one part after the other."""
    same = before.sentences[0].document == after.sentences[0].document
    return same and (after.day is None or after.day == before.day)


def _is_told_in_plan(file: FollowUpReading, entry: Unit) -> bool:
    """By its verb or the outcome of goals, or under a heading or label of follow-up with something that has changed."""
    usable = _usable(file, entry)
    if any(file.has(s, "held", "held") and not _is_still_to_come(file, s) for s in usable):
        return True
    if any(_tells_goal_outcome(file, s) for s in usable):
        return True
    title = file.title(entry.sentences[0])
    headed = any(word in title for word in (*HEADED, "avstämning", "revidering", "follow-up"))
    if not headed and not _opens_follow_up(file, entry.sentences[0]):
        return False
    told = [s for s in usable if not file.is_heading(s) and not _is_still_to_come(file, s) and not s.planned]
    changed = [s for s in told if file.has(s, "outcome", "achieved")]
    return len(changed) >= 2 or (bool(changed) and bool(find_dates(title)))


def _tells_goal_outcome(file: FollowUpReading, sentence: Sentence) -> bool:
    if file.is_siblings(sentence) or file.has(sentence, "held", "criterion") or file.is_heading(sentence):
        return False
    return file.has(sentence, "held", "goal_outcome") or is_verdict(file, sentence)


def _usable(file: FollowUpReading, entry: Unit) -> list[Sentence]:
    return [
        s
        for s in entry.sentences
        if not file.has(s, "elsewhere", "elsewhere", "outside")
        and not file.has(s, "not_held", "none", "off")
        and not file.is_siblings(s)
    ]


def _is_follow_up_entry(file: FollowUpReading, entry: Unit, *, declined: bool) -> bool:
    """Told of as held by its verb or by the outcome of goals, or headed by the word and not only booked."""
    declined = declined or any(file.has(s, "not_held", "investigating") for s in entry.sentences)
    usable = _usable(file, entry)
    if any(file.has(s, "held", "held") and not file.has(s, "booked", "booked") for s in usable):
        return True
    if any(_tells_goal_outcome(file, s) for s in usable):
        return True
    if not declined and any(_has_purpose(file, s) for s in usable):
        return True
    keys = ("strong",) if declined else ("strong", "check")
    named = [s for s in entry.sentences if file.has(s, "noun", *keys)]
    if not named or not _heads(file, entry, named[0]) or file.has(named[0], "noun", "internal"):
        return False
    return not any(s not in usable or s.denied or _is_still_to_come(file, s) for s in named)


def _has_purpose(file: FollowUpReading, sentence: Sentence) -> bool:
    """A meeting or a call told of as held, which was for following up: "Träff för att stämma av insatserna"."""
    to_come = sentence.denied or sentence.planned or _is_still_to_come(file, sentence)
    return file.has(sentence, "held", "purposed") and not to_come and not file.has(sentence, "noun", "internal")


def _is_still_to_come(file: FollowUpReading, sentence: Sentence) -> bool:
    return file.has(sentence, "booked", "booked") or file.has(sentence, "vague", "vague")


def _heads(file: FollowUpReading, entry: Unit, sentence: Sentence) -> bool:
    """The follow-up is named at the beginning of the entry, as the kind of contact that it is about."""
    first = min(h.start for h in file.hits(sentence, "noun") if h.key in ("strong", "check"))
    if tokens_of(file.annotated, sentence)[first - 1].lower in _ABOUT:
        return False
    opening = [s for s in entry.sentences if not file.is_heading(s)][:2]
    return sentence in opening and first - sentence.tokens[0] <= 6
