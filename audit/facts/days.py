"""Days of the course of events as the file tells them: under a label, beside a word, at the head of a paragraph."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from audit.annotate.model import Sentence
from audit.casefile.model import Form
from audit.documents.model import Passage
from audit.facts.record import Record
from audit.swedish.model import FoundDate
from audit.swedish.phrases import Hit

_RUN = timedelta(days=730)  # two days further apart are no investigation
_LEADING = 26  # letters into a paragraph where a date that heads it may begin
_OTHER_EVENTS = ("opens", "closes", "arrives", "reports", "granted")
_OPENED_HEADERS = ("utredning", "utredningsplan", "journal")
_FIRST_OF_RUN = frozenset({"den", "från", "fr.o.m.", "tid", "tiden", "under", "mellan", "perioden", "period"})
_NOTE = 12  # tokens of a line that tells the day of an event and nothing else
_NOT = frozenset({"inte", "ej", "aldrig", "icke"})
_BESIDE = 4  # tokens between a verb and what denies it


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the course of events, with what shows it."""

    day: date
    passage: Passage
    year_told: bool = True  # False: the year was taken from the context


def after(found: Day, earlier: date | None) -> Day:
    """A day whose year is not written lies after the one before: "startade 3 mars 2014 och blev klar 10 januari"."""
    if found.year_told or earlier is None or found.day > earlier or (found.day.month, found.day.day) == (2, 29):
        return found
    return replace(found, day=found.day.replace(year=found.day.year + 1))


def in_headers(
    record: Record, forms: Iterable[int | None], wanted: str, *, without: frozenset[str] = frozenset({"planned"})
) -> Iterator[Day]:
    """The first date of each label of this kind in the forms, in their order; None: in no form."""
    for number in forms:
        for labelled in record.labels:
            if labelled.form != number:
                continue
            keys = record.label_keys(labelled)
            if wanted not in keys or keys & without:
                continue
            for dated in record.dates(labelled.document, labelled.start, labelled.end)[:1]:
                if dated.day:
                    yield Day(dated.day, record.passage_of(labelled), dated.year_from == "text")


def period_in_headers(record: Record, *, last: bool) -> Iterator[Day]:
    """First or last day of "Inledd / avslutad" or "Utredningstid", which need two dates in the value."""
    for number, _ in record.forms(*_OPENED_HEADERS):
        for labelled in record.labels:
            if labelled.form != number:
                continue
            keys = record.label_keys(labelled)
            both = {"opened", "closed"} <= keys or "period" in keys
            if not both or keys & {"planned", "intervention"}:
                continue
            dates = record.dates(labelled.document, labelled.start, labelled.end)
            if len(dates) >= 2 and (day := dates[-1 if last else 0].day):
                yield Day(day, record.passage_of(labelled))


def told_in(record: Record, *forms: str) -> list[Sentence]:
    """Sentences of these forms in the order of `forms`; headings only where a date stands in them.

    Where the file has no report that was recognised, text outside all forms stands in its place.
    """
    by_form: dict[int | None, list[Sentence]] = {}
    for sentence in record.annotated.sentences:
        if not sentence.heading or record.dates_of(sentence):
            by_form.setdefault(record.form_at(sentence.document, sentence.start), []).append(sentence)
    numbers: list[int | None] = [number for number, _ in record.forms(*forms)]
    if "anmalan" in forms and not any(True for _ in record.forms("anmalan")):
        numbers.append(None)
    return [sentence for number in numbers for sentence in by_form.get(number, ())]


def nearest(record: Record, sentence: Sentence, at: Hit, others: Sequence[Hit] = ()) -> FoundDate | None:
    """The date that belongs to the words at `at`: the first one after it up to the next event, else the last before."""
    tokens = record.case.parsed[sentence.document].tokens
    start, end = tokens[at.start].start, tokens[at.end - 1].end
    until = min((tokens[o.start].start for o in others if o.start >= at.end), default=sentence.end)
    since = max((tokens[o.end - 1].end for o in others if o.end <= at.start), default=sentence.start)
    dates = [_meant(record, sentence, d) for d in record.dates_of(sentence, relative=True)]
    later = [d for d in dates if end <= d.start < until]
    if later:
        return later[0]
    before = [d for d in dates if since <= d.start < start]
    if before:
        return before[-1]
    within = [d for d in dates if start <= d.start < end]
    return within[0] if within else None


def _meant(record: Record, sentence: Sentence, dated: FoundDate) -> FoundDate:
    """ "I dag" is the day of writing, and so is "samma dag som beslutet"; "samma dag" alone is the day before it."""
    text = record.case.documents[sentence.document].text
    words = " ".join(text[dated.start : dated.end].lower().split())
    if any(c.isdigit() for c in words) or words not in ("samma dag", "i dag", "idag"):
        return dated
    block = record.block_of(sentence)
    named = bool(record.dates(sentence.document, block.start, dated.start))
    decided = text[dated.end : dated.end + 5].lower().startswith(" som ")
    if words == "samma dag" and named and not decided:
        return dated
    headed = heading_day(record, sentence) if decided else None
    written = headed or leading_day(record, sentence) or record.day_of(sentence)
    return replace(dated, day=written) if written else dated


def leading_day(record: Record, sentence: Sentence) -> date | None:
    """A date that begins the sentence's paragraph, or stands in its heading ("Beslut 2019-10-09")."""
    block = record.block_of(sentence)
    dates = record.dates(sentence.document, block.start, min(sentence.start, block.start + _LEADING))
    return dates[-1].day if dates else heading_day(record, sentence)


def heading_day(record: Record, sentence: Sentence) -> date | None:
    """The date in the heading that the sentence stands under."""
    section = record.case.sections[sentence.section]
    dates = record.dates(sentence.document, *section.heading) if section.heading else []
    return dates[-1].day if dates else None


def form_day(record: Record, form: Form) -> date | None:
    """The day under a label of a decision, else that of the form."""
    number = record.case.forms.index(form)
    decided = next(in_headers(record, [number], "decided"), None)
    return decided.day if decided else form.date


def event_days(record: Record, sentence: Sentence, verbs: str) -> list[Day]:
    """Days on which the investigation was opened ("opens") or ended ("closes") according to one sentence."""
    hits = record.hits("events", sentence)
    passage = record.annotated.passage(sentence)
    if _is_run(record, sentence, hits):
        day = record.dates_of(sentence)[-1 if verbs == "closes" else 0].day
        return [Day(day, passage)] if day else []
    if verbs in hits and "investigation" not in hits and _notes(record, sentence, hits):
        hits = {"investigation": hits[verbs], **hits}  # "Inledd 3 mars 2014." "Daterad och avslutad 10 juni 2014."
    if not tells(hits, verbs) or is_denied(record, sentence, hits[verbs]):
        return []
    others = [h for key in _OTHER_EVENTS if key != verbs for h in hits.get(key, ())]
    found = []
    for verb in hits[verbs]:
        dated = nearest(record, sentence, verb, [o for o in others if o.start != verb.start])
        if dated and dated.day:
            found.append(Day(dated.day, passage, dated.year_from == "text"))
            continue
        written = leading_day(record, sentence) or record.day_of(sentence)
        if written and "tomorrow" in hits:
            found.append(Day(record.next_day(written), passage))
        elif written and "today" in hits:
            found.append(Day(written, passage))
    return found


def tells(hits: Mapping[str, tuple[Hit, ...]], verbs: str) -> bool:
    """The words open or end an investigation, and do not only wish for it or refuse it."""
    return verbs in hits and "investigation" in hits and not hits.keys() & {"wished", "not_opened"}


def is_denied(record: Record, sentence: Sentence, verbs: Sequence[Hit]) -> bool:
    """What is done is denied, not something else of the sentence: "Utredningen avslutas utan insats" is an end."""
    if not sentence.denied:
        return False
    tokens = record.case.parsed[sentence.document].tokens
    first, last = sentence.tokens
    return all(
        any(t.lower in _NOT for t in tokens[max(first, v.start - _BESIDE) : min(last, v.end + _BESIDE)]) for v in verbs
    )


def _notes(record: Record, sentence: Sentence, hits: Mapping[str, tuple[Hit, ...]]) -> bool:
    """The investigation or its plan tells its own first or last day: "Inledd 2014-03-03", and nothing of a stay."""
    form = record.form_of(sentence)
    if form is None or form.id not in ("utredning", "utredningsplan") or "intervention" in hits or sentence.planned:
        return False
    if sentence.domain or sentence.parts - {"underlag", "beslut"} or "analys" in sentence.forms:
        return False
    tokens = record.case.parsed[sentence.document].tokens
    if any(tokens[h.start].lower.endswith("ande") for key in ("opens", "closes") for h in hits.get(key, ())):
        return False  # "Avslutande möte den 5 juni."
    both = {"opens", "closes"} <= hits.keys()
    return both or sentence.tokens[1] - sentence.tokens[0] <= _NOTE


def _is_run(record: Record, sentence: Sentence, hits: Mapping[str, tuple[Hit, ...]]) -> bool:
    """ "Utredningen pågick från den 3 mars till den 10 juni": two days, the first and the last of it."""
    form = record.form_of(sentence)
    days = [d.day for d in record.dates_of(sentence) if d.day]
    told = "runs" in hits and "investigation" in hits and not hits.keys() & {"hoped", "opens", "closes", "written"}
    tokens = record.tokens_of(sentence)
    # "Den 3 mars till den 10 juni 2014" as a line of its own before the descriptions
    bare = len(tokens) <= _NOTE and record.before_domains(sentence) and tokens[0].lower in _FIRST_OF_RUN
    told = told or (bare and not hits.keys() & {"hoped", "intervention"})
    return bool(told and form and form.id == "utredning" and len(days) == 2 and timedelta(7) < days[1] - days[0] < _RUN)
