"""The manual's flags (§7): arithmetic on the timeline and the order of dates; they say nothing of intent.

decided_before(record, interventions, timeline) -> tuple[Passage, ...]     empty: nothing shows it
find_flags(timeline, before) -> tuple[str, ...]
"""

from collections.abc import Sequence
from datetime import date, timedelta

from audit.annotate.model import Sentence
from audit.documents.model import Passage
from audit.facts.model import Intervention, Timeline, Unknown
from audit.facts.record import Record

LATE_PRELIM = timedelta(days=14)  # the manual's flag late_prelim
LONG = timedelta(days=120)  # the manual's flag long; the legal limit is four calendar months
_PLANS = ("genomforandeplan", "vardplan")


def find_flags(timeline: Timeline, before: Sequence[Passage] = ()) -> tuple[str, ...]:
    """In the manual's order; a flag whose dates are unknown is not set. `before` is what `decided_before` found."""
    t = timeline
    flags = []
    if t.reported and t.prelim_decided and t.prelim_decided - t.reported > LATE_PRELIM:
        flags.append("late_prelim")
    if t.opened and t.closed and t.closed - t.opened > LONG:
        flags.append("long")
        if not t.extended:
            flags.append("long_without_extension")
    if before:
        flags.append("decided_before_analysis")
    if t.ended and t.closed and t.ended < t.closed:
        flags.append("written_after_end")
    return tuple(flags)


def decided_before(
    record: Record,
    interventions: Sequence[Intervention],
    timeline: Timeline,
    started: tuple[Passage, ...] | Unknown = (),
) -> tuple[Passage, ...]:
    """Passages that show an intervention decided, promised or begun before the assessment is dated.

    `started`: what shows the first day of the first one.

    The assessment is dated as the investigation is; a proposal that is only talked over is no promise. Without an
    intervention that somebody took up there is nothing that could have been decided.
    """
    assessed = timeline.closed
    if assessed is None or not any(i.answer != "declined" for i in interventions):
        return ()
    begun = [i.passage for i in interventions if i.started and i.started < assessed and i.answer != "declined"]
    if begun:
        return tuple(begun)
    if timeline.started and timeline.started < assessed and not isinstance(started, Unknown):
        return started
    for _, form in record.forms(*_PLANS):
        if form.date and form.date < assessed:
            return (record.passage_of_form(form),)
    return tuple(
        record.annotated.passage(sentence)
        for sentence in record.annotated.sentences
        if not sentence.heading and _shows_before(record, sentence, assessed, timeline.opened)
    )


def _shows_before(record: Record, sentence: Sentence, assessed: date, opened: date | None) -> bool:
    hits = record.hits("events", sentence)
    if "intervention" not in hits or sentence.denied or "hoped" in hits or "wished" in hits:
        return False
    if sentence.forms & {"anmalan", "forhandsbedomning", "uppfoljning", *_PLANS}:
        return False
    if "already" in hits or "promised" in hits:
        written = record.day_of(sentence)
        return written is None or written <= assessed
    if "begins" in hits:
        days = [d.day for d in record.dates_of(sentence) if d.day]
        return any(day < assessed and (opened is None or day >= opened) for day in days)
    entry = record.entry_day(sentence)
    granted = "granted" in hits and not sentence.planned
    return bool(granted and entry and entry < assessed and (opened is None or entry >= opened))
