"""Follow-ups that the file plans or documents as done (manual §3).

    find_follow_ups(annotated, interventions=(), goals=(), needs=()) -> tuple[FollowUp, ...]

In the order of the file. `interventions` settles whether a plan was ever in force: where every one of them was
declined, only a follow-up of the child's situation remains planned. `goals`, or else `needs`, help to see that a
follow-up takes them up. One fact for each occasion that is done, with what its whole form or entry says.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from audit.annotate.model import Annotated, Sentence
from audit.facts.cues import tokens_of
from audit.facts.follow_up_reading import HEADED, PLANS, FollowUpReading
from audit.facts.follow_ups_done import done_follow_ups
from audit.facts.model import FollowUp, Goal, Intervention, Need
from audit.swedish.dates import find_dates
from audit.swedish.model import FoundDate

_OUTSIDE = frozenset({"anmalan", "forhandsbedomning", "utredningsplan"})  # before there is anything to follow up
_DECIDING = frozenset({"beslut", "forslag", "uppfoljning_planerad", "mal"})
_TOLD = frozenset({"orsak", "underlag", "samtal_med_barnet", "barnets_installning"})
_TERMS = (
    " t.o.m.",
    " tom",
    " t o m",
    " till och med",
    " fr.o.m.",
    " from",
    " från och med",
    " från",
    " sedan",
    " daterad",
)
_HEADED_TO_COME = (
    "avstäm",
    "stäm av",
    "stämma av",
    "stämmer av",
    "återträff",
    "nästa möte",
    "nästa träff",
    "nytt möte",
    "ses vi",
    "vi ses",
    "ses igen",
    "revider",
    "omprövning",
    "checka av",
)
_CALLS = ("kalla", "sammankalla")
_LABEL = 4  # tokens of a run-in heading, at most
_AGENT = re.compile(r"\b(?:av|genom) [A-ZÅÄÖÉ][a-zåäöé]+")  # somebody named whose role the file does not tell


def find_follow_ups(
    annotated: Annotated,
    interventions: tuple[Intervention, ...] = (),
    goals: tuple[Goal, ...] = (),
    needs: tuple[Need, ...] = (),
) -> tuple[FollowUp, ...]:
    """Planned: a time or an occasion, and who is responsible where the file shows it. Done: documented as held."""
    file = FollowUpReading(annotated, [g.passage for g in goals], [n.passage for n in needs])
    planned = list(_planned(file))
    declined = bool(interventions) and all(i.answer == "declined" for i in interventions)
    if declined:
        in_force = _plans_in_force(file)
        planned = [
            (s, f)
            for s, f in planned
            if file.has(s, "situation", "situation") or (s.forms & PLANS and s.document in in_force)
        ]
    found = [*done_follow_ups(file, declined=declined), *(f for _, f in planned)]
    return tuple(sorted(found, key=lambda f: (f.passage.document, f.passage.start, f.state)))


def _planned(file: FollowUpReading) -> Iterator[tuple[Sentence, FollowUp]]:
    void = {s.document for s in file.annotated.sentences if s.forms & PLANS and file.has(s, "void", "void")}
    for passage in _told_together(file):
        if passage[0].forms & _OUTSIDE or (passage[0].forms & PLANS and passage[0].document in void):
            continue
        planning = [s for s in passage if _may_plan(file, s)]
        by = next(
            (role for s in (*planning, *passage) if not file.is_heading(s) and (role := _responsible(file, s))), None
        )
        for sentence in planning:
            when = _when(file, sentence)
            if when is None and not _is_decided(file, sentence):
                continue
            role = _responsible(file, sentence) or by or _implied(file, sentence)
            planned = FollowUp("planned", file.annotated.passage(sentence), when, role)
            is_siblings = file.is_siblings(sentence)
            yield sentence, replace(planned, whose="sibling") if is_siblings else planned


def _is_decided(file: FollowUpReading, sentence: Sentence) -> bool:
    """Decided or planned without a time: it is said that one is to be made, in a plan or where the case is decided."""
    if not file.has(sentence, "noun", "strong") or sentence.denied or file.is_row(sentence):
        return False
    deciding = sentence.forms & PLANS or sentence.parts & _DECIDING or "journal" in sentence.forms
    return bool(deciding) and (file.has(sentence, "to_come", "to_come") or file.has(sentence, "vague", "vague"))


def _plans_in_force(file: FollowUpReading) -> set[int]:
    """Documents with a plan that nothing turns down, in the plan itself or after it."""
    plans = {f.document: f.date for f in file.case.forms if f.id in PLANS}
    turned_down = [
        (s.document, s.start, file.written(s))
        for s in file.annotated.sentences
        if file.has(s, "void", "void", "declined")
    ]
    return {
        document
        for document, day in plans.items()
        if not any(_comes_later(file, place, document, day) for place in turned_down)
    }


def _comes_later(file: FollowUpReading, place: tuple[int, int, date | None], document: int, day: date | None) -> bool:
    at, start, told = place
    if at == document:
        begin = min(f.start for f in file.case.forms if f.document == document and f.id in PLANS)
        return start >= begin
    return at > document if told is None or day is None or told == day else told > day


def _told_together(file: FollowUpReading) -> Iterator[list[Sentence]]:
    """Sentences that say when and who of one follow-up: a part headed as follow-up, else a paragraph."""
    group: list[Sentence] = []
    for sentence in file.annotated.sentences:
        if group and (
            (sentence.document, sentence.section) != (group[-1].document, group[-1].section)
            or (sentence.block != group[-1].block and not _is_headed(file, sentence))
        ):
            yield group
            group = []
        group.append(sentence)
    if group:
        yield group


def _may_plan(file: FollowUpReading, sentence: Sentence) -> bool:
    """A sentence about a follow-up to come, standing where follow-ups are planned."""
    row = file.is_row(sentence) and file.has(sentence, "noun", "strong") and "uppfoljning" not in sentence.forms
    if (file.is_heading(sentence) and not row) or file.has(sentence, "elsewhere", "elsewhere", "outside"):
        return False
    if file.has(sentence, "held", "held") or file.has(sentence, "not_held", "none", "off"):
        return False
    if _is_headed(file, sentence):
        return True
    strong, weak, contact, meeting = (
        file.has(sentence, "noun", key) for key in ("strong", "weak", "contact", "meeting")
    )
    booked = sentence.planned or file.has(sentence, "booked", "booked")
    if "uppfoljning" in sentence.forms:
        return strong or weak or contact or (meeting and booked)
    called = meeting and any(w.startswith(_CALLS) for w in file.words(sentence))  # "Genomgång den 4 juni, Sara kallar"
    if sentence.forms & PLANS:
        return strong or weak or contact or called
    if "utredning" in sentence.forms or "analys" in sentence.forms:
        if sentence.parts & _DECIDING:
            return strong or weak or contact or called
        return strong and file.case.sections[sentence.section].domain is None and not sentence.parts & _TOLD
    return strong


def _is_headed(file: FollowUpReading, sentence: Sentence) -> bool:
    """It stands in a part headed as the follow-up to come; a follow-up form's own title is no such heading."""
    title = file.title(sentence)
    if "uppfoljning" in sentence.forms:
        level = file.case.sections[sentence.section].level
        return level > 1 and any(word in title for word in ("nästa", "fortsatt uppfölj", "ny uppfölj"))
    if "uppfoljning_planerad" in sentence.parts or any(word in title for word in HEADED):
        return True
    if sentence.forms & PLANS and any(word in title for word in _HEADED_TO_COME):
        return True
    return _follows_a_label(file, sentence)


def _follows_a_label(file: FollowUpReading, sentence: Sentence) -> bool:
    """The paragraph begins with the word alone ("Uppföljning. Den 4 juni …")."""
    index = sentence.index
    while index > 0 and file.annotated.sentences[index - 1].block == sentence.block:
        index -= 1
    first = file.annotated.sentences[index]
    if first is sentence or first.document != sentence.document:
        return False
    return first.tokens[1] - first.tokens[0] <= _LABEL and file.has(first, "noun", "strong")


def _when(file: FollowUpReading, sentence: Sentence) -> str | None:
    """The time or occasion; with "vid behov" beside it only one that is said after the follow-up is named."""
    text = file.text(sentence)
    tokens = tokens_of(file.annotated, sentence)
    vague = file.has(sentence, "vague", "vague")
    named = min((h.start for h in file.hits(sentence, "noun")), default=sentence.tokens[0])
    after = tokens[named].start - sentence.start if vague else 0
    written = file.written(sentence)
    for found in find_dates(text, around=written):
        if found.start < after or _is_term(text[: found.start]):
            continue
        if found.day is None or found.precision != "day":
            return text[found.start : found.end]
        day = _coming(found, written)
        if written is None or day >= written:
            return day.isoformat()
    document = file.case.documents[sentence.document].text
    for hit in file.hits(sentence, "when"):
        start, end = tokens[hit.start].start, tokens[hit.end - 1].end
        if start - sentence.start >= after and not _is_term(document[sentence.start : start]):
            return document[start:end]
    return None


def _coming(found: FoundDate, written: date | None) -> date:
    """The day in the year after where its year is not written and it would lie before the plan itself."""
    day = found.day or date.min
    if found.year_from == "context" and written and day < written and (day.month, day.day) != (2, 29):
        return day.replace(year=day.year + 1)
    return day


def _is_term(before: str) -> bool:
    """The date that follows ends or begins an intervention, or is that of a decision; it is no time of a meeting."""
    return f" {before}".rstrip().lower().endswith(_TERMS)


def _responsible(file: FollowUpReading, sentence: Sentence) -> str | None:
    words = file.words(sentence)
    if file.worker_in(words):
        return "socialsekreterare"
    keys = {h.key for h in file.hits(sentence, "responsible")}
    for role in ("socialsekreterare", "utforare", "deltagare"):
        if role in keys:
            return role
    if file.professional_in(words):
        return "utforare"
    if "implied" in keys:
        return "socialsekreterare"
    return "namngiven" if _AGENT.search(file.text(sentence)) else None


def _implied(file: FollowUpReading, sentence: Sentence) -> str | None:
    """The writer, where the document names its caseworker: a reader takes a set time as the writer's to keep."""
    words = {t.lower for t in tokens_of(file.annotated, sentence)}
    return "socialsekreterare" if file.worker_in(words) else None
