"""The manual's flags (§7): arithmetic on the timeline and the order of dates; they say nothing of intent.

decided_before(record, interventions, timeline) -> tuple[Passage, ...]     empty: nothing shows it
find_flags(timeline, before) -> tuple[str, ...]
"""

from collections.abc import Sequence
from datetime import date, timedelta

from audit.annotate.model import Sentence
from audit.documents.model import Passage
from audit.facts.days import leading_day, nearest
from audit.facts.ended import of_sibling
from audit.facts.model import Intervention, Timeline, Unknown
from audit.facts.record import Record
from audit.facts.talk_words import seen
from audit.swedish.phrases import Hit

LATE_PRELIM = timedelta(days=14)  # the manual's flag late_prelim
LONG = timedelta(days=120)  # the manual's flag long; the legal limit is four calendar months
_PERIOD = 2  # days, the first and the last, of what is granted for a time
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
        if not sentence.heading and _shows_before(record, sentence, assessed, timeline)
    )


def _shows_before(record: Record, sentence: Sentence, assessed: date, timeline: Timeline) -> bool:
    opened = timeline.opened
    hits = record.hits("events", sentence)
    if sentence.denied or "hoped" in hits or "wished" in hits or of_sibling(record, sentence):
        return False
    if sentence.forms & {"anmalan", "forhandsbedomning", "uppfoljning", *_PLANS}:
        return False
    days = [d.day for d in record.dates_of(sentence) if d.day and (opened is None or d.day >= opened)]
    if "intervention" not in hits:
        # "Hon började där redan den 3 mars", in the decision on what it was
        told = sentence.parts & {"forslag", "beslut"} and "begins" in hits and "at_that_time" in hits
        return bool(told) and any(day < assessed for day in days)
    if "already" in hits or ("promised" in hits and not _by_family(record, sentence, hits["promised"][0])):
        written = record.day_of(sentence)
        return written is None or written <= assessed
    if "begins" in hits:
        return any(day < assessed for day in days)
    if "granted" not in hits or sentence.planned:
        return False
    granted = record.dates_of(sentence)
    if sentence.parts & {"forslag", "beslut"} and len(granted) == _PERIOD and timeline.reported:
        # "Beviljas placering för tiden 3/1 – 31/8": it began before it was assessed
        first = granted[0].day
        if first and timeline.reported <= first < assessed:
            return True
    # Granted on a day of its own, or for a time that lies before the assessment
    beside = [d.day for hit in hits["granted"] if (d := nearest(record, sentence, hit, hits.get("report", ())))]
    written = record.entry_day(sentence) or leading_day(record, sentence) if "utredning" not in sentence.forms else None
    return any(day and day < assessed and (opened is None or day >= opened) for day in (*beside, written))


def _by_family(record: Record, sentence: Sentence, promise: Hit) -> bool:
    """It is a parent or the child who promises: the name before the verb."""
    _, roles = seen(record, sentence, sentence.tokens[0], promise.start)
    tokens = record.case.parsed[sentence.document].tokens
    passive = tokens[promise.start].lower.endswith(("s", "ts", "des"))
    return bool(roles & {"child", "parent"}) and not passive
