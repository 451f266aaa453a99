"""The course of events (manual §7): when the report came in, the decisions, the investigation's first and last day.

A day in the header of the form concerned goes before a day in prose, and prose before the form's own date; every day
comes with its passage, and every unknown one with its reason.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from audit.annotate.model import Sentence
from audit.casefile.model import Form
from audit.documents.model import Passage
from audit.facts.begun import find_begun
from audit.facts.model import Intervention, Timeline, Unknown
from audit.facts.record import Record
from audit.swedish.model import FoundDate
from audit.swedish.phrases import Hit

Shown = tuple[Passage, ...] | Unknown
_SIGNED = 4  # blocks at a form's end in which its signature stands
_FEW = 12  # tokens of a signature
_RUN = timedelta(days=730)  # two days further apart are no investigation
_NEAR = 8  # tokens between a report and its day
_LEADING = 26  # letters into a paragraph where a date that heads it may begin
_CAUSE = timedelta(days=31)  # a day in the part on the cause is the report's only if it lies near the opening
_OWN = timedelta(days=31)  # an older report told of in the report is another one
_BEFORE = timedelta(days=90)  # a report told of elsewhere that is older than this is an earlier one


@dataclass(frozen=True, slots=True)
class _Day:
    day: date
    passage: Passage
    year_told: bool = True  # False: the year was taken from the context


def find_timeline(record: Record, interventions: Sequence[Intervention] = ()) -> tuple[Timeline, dict[str, Shown]]:
    """The timeline without its flags, and what shows each of its parts."""
    prelim = _prelim_forms(record)
    opened = _opened(record, prelim)
    closed = _closed(record, opened)
    reported = _reported(record, opened)
    decided = _prelim_decided(record, prelim, opened)
    extended = _extended(record, opened, closed)
    protection = _protection(record)
    started = min((i.started for i in interventions if i.started and i.answer != "declined"), default=None)
    begun = None
    if started is None and any(i.answer in ("accepted", "unknown") for i in interventions):
        begun = find_begun(record, _day(opened))
        started = begun[0] if begun else None
    ended = max((i.ended for i in interventions if i.ended and i.answer != "declined"), default=None)
    shown: dict[str, Shown] = {
        "timeline.reported": _shown(reported, "not_documented"),
        "timeline.prelim_decided": _shown(decided, "not_documented" if prelim else "no_prelim"),
        "timeline.opened": _shown(opened, "not_documented"),
        "timeline.closed": _shown(closed, "not_documented" if _has(record, "utredning") else "no_investigation"),
        "timeline.extended": extended or Unknown("not_documented"),
        "timeline.protection_assessment": protection or Unknown("not_documented"),
    }
    for path, day in (("timeline.started", started), ("timeline.ended", ended)):
        behind = tuple(i.passage for i in interventions if day and day in (i.started, i.ended))
        shown[path] = behind or Unknown("not_documented")
    if begun:
        shown["timeline.started"] = (begun[1],)
    return (
        Timeline(
            reported=_day(reported),
            prelim_decided=_day(decided),
            opened=_day(opened),
            closed=_day(closed),
            started=started,
            ended=ended,
            extended=bool(extended),
            protection_assessment=bool(protection),
        ),
        shown,
    )


def _shown(found: _Day | None, reason: str) -> Shown:
    return (found.passage,) if found else Unknown(reason)


def _day(found: _Day | None) -> date | None:
    return found.day if found else None


def _has(record: Record, form: str) -> bool:
    return any(True for _ in record.forms(form))


def _prelim_forms(record: Record) -> list[tuple[int, Form]]:
    return list(record.forms("forhandsbedomning"))


# Headers


def _in_headers(
    record: Record, forms: Iterable[int], wanted: str, *, without: frozenset[str] = frozenset({"planned"})
) -> _Day | None:
    """The first date of the first label of this kind in the forms, in their order."""
    for number in forms:
        for labelled in record.labels:
            if labelled.form != number:
                continue
            keys = record.label_keys(labelled)
            if wanted not in keys or keys & without:
                continue
            dates = record.dates(labelled.document, labelled.start, labelled.end)
            if dates and dates[0].day:
                return _Day(dates[0].day, record.passage_of(labelled))
    return None


def _period_in_headers(record: Record, last: bool) -> _Day | None:
    """First or last day of "Inledd / avslutad" or "Utredningstid", which need two dates in the value."""
    for number, _ in record.forms("utredning", "utredningsplan", "journal"):
        for labelled in record.labels:
            if labelled.form != number:
                continue
            keys = record.label_keys(labelled)
            both = {"opened", "closed"} <= keys or "period" in keys
            if not both or keys & {"planned", "intervention"}:
                continue
            dates = record.dates(labelled.document, labelled.start, labelled.end)
            if len(dates) >= 2 and (day := dates[-1 if last else 0].day):
                return _Day(day, record.passage_of(labelled))
    return None


# Sentences


def _sentences(record: Record, *forms: str) -> list[Sentence]:
    """Sentences of these forms in the order of `forms`; headings only where a date stands in them."""
    by_form: dict[int | None, list[Sentence]] = {}
    for sentence in record.annotated.sentences:
        if not sentence.heading or record.dates_of(sentence):
            by_form.setdefault(record.form_at(sentence.document, sentence.start), []).append(sentence)
    return [sentence for number, _ in record.forms(*forms) for sentence in by_form.get(number, ())]


def _nearest(record: Record, sentence: Sentence, at: Hit, others: Sequence[Hit]) -> FoundDate | None:
    """The date that belongs to the words at `at`: the first one after it up to the next event, else the last before."""
    tokens = record.case.parsed[sentence.document].tokens
    start, end = tokens[at.start].start, tokens[at.end - 1].end
    until = min((tokens[o.start].start for o in others if o.start >= at.end), default=sentence.end)
    since = max((tokens[o.end - 1].end for o in others if o.end <= at.start), default=sentence.start)
    dates = record.dates_of(sentence, relative=True)
    after = [d for d in dates if end <= d.start < until]
    if after:
        return after[0]
    before = [d for d in dates if since <= d.start < start]
    if before:
        return before[-1]
    within = [d for d in dates if start <= d.start < end]
    return within[0] if within else None


def _is_run(record: Record, sentence: Sentence) -> bool:
    """ "Utredningen pågick från den 3 mars till den 10 juni": two days, the first and the last of it."""
    hits = record.hits("events", sentence)
    form = record.form_of(sentence)
    days = [d.day for d in record.dates_of(sentence) if d.day]
    told = hits.keys() & {"runs"} and "investigation" in hits and not hits.keys() & {"hoped", "opens", "closes"}
    return bool(told and form and form.id == "utredning" and len(days) == 2 and timedelta(7) < days[1] - days[0] < _RUN)


def _event_days(record: Record, sentence: Sentence, verbs: str) -> list[_Day]:
    """Days on which the investigation was opened or ended according to one sentence."""
    hits = record.hits("events", sentence)
    if _is_run(record, sentence):
        day = record.dates_of(sentence)[-1 if verbs == "closes" else 0].day
        return [_Day(day, record.annotated.passage(sentence))] if day else []
    form = record.form_of(sentence)
    if form and form.id == "utredning" and {"opens", "closes"} <= hits.keys() and "intervention" not in hits:
        hits = {"investigation": hits["opens"], **hits}  # "Inledd 3 mars 2014, avslutad 10 juni 2014."
    if verbs not in hits or "investigation" not in hits or hits.keys() & {"wished", "not_opened"} or sentence.denied:
        return []
    others = [h for key in ("opens", "closes", "arrives", "reports") if key != verbs for h in hits.get(key, ())]
    found = []
    for verb in hits[verbs]:
        date_found = _nearest(record, sentence, verb, [o for o in others if o.start != verb.start])
        if date_found and date_found.day:
            told = date_found.year_from == "text"
            found.append(_Day(date_found.day, record.annotated.passage(sentence), told))
            continue
        written = record.day_of(sentence)
        if written is None:
            continue
        if "tomorrow" in hits:
            found.append(_Day(record.next_day(written), record.annotated.passage(sentence)))
    return found


def _leading_day(record: Record, sentence: Sentence) -> date | None:
    """A date that begins the sentence's paragraph, or stands in its heading ("Beslut 2019-10-09")."""
    block = record.block_of(sentence)
    dates = record.dates(sentence.document, block.start, min(sentence.start, block.start + _LEADING))
    if dates:
        return dates[-1].day
    section = record.case.sections[sentence.section]
    if section.heading:
        dates = record.dates(sentence.document, *section.heading)
        if dates:
            return dates[-1].day
    return None


# Opened


def _opened(record: Record, prelim: Sequence[tuple[int, Form]]) -> _Day | None:
    headed = [n for n, _ in record.forms("utredning", "utredningsplan", "forhandsbedomning", "journal")]
    without = frozenset({"planned", "intervention", "closed"})
    found = _period_in_headers(record, last=False) or _in_headers(record, headed, "opened", without=without)
    if found:
        return found
    told = _sentences(record, "utredning", "forhandsbedomning", "anmalan", "journal", "utredningsplan")
    for sentence in told:
        days = _event_days(record, sentence, "opens")
        if days:
            return days[0]
    for sentence in told:
        hits = record.hits("events", sentence)
        if (
            "opens" not in hits
            or "investigation" not in hits
            or hits.keys() & {"wished", "not_opened"}
            or sentence.denied
        ):
            continue
        form = record.form_of(sentence)
        day = _leading_day(record, sentence) or record.entry_day(sentence)
        if day is None and form and form.id == "forhandsbedomning":
            day = _form_day(record, form)
        if day:
            return _Day(day, record.annotated.passage(sentence))
    return None


def _form_day(record: Record, form: Form) -> date | None:
    number = record.case.forms.index(form)
    decided = _in_headers(record, [number], "decided")
    if decided:
        return decided.day
    return form.date


# Closed


def _closed(record: Record, opened: _Day | None) -> _Day | None:
    without = frozenset({"planned", "intervention", "opened"})
    found = _period_in_headers(record, last=True)
    if found is None:
        found = _in_headers(record, [n for n, _ in record.forms("utredning", "journal")], "closed", without=without)
    if found:
        return found
    for sentence in reversed(_sentences(record, "utredning")):
        if "hoped" in record.hits("events", sentence) or sentence.planned:
            continue
        days = [_not_before(d, opened) for d in _event_days(record, sentence, "closes")]
        days = [d for d in days if not opened or d.day > opened.day]
        if days:
            return days[-1]
    for _, form in record.forms("utredning"):
        heading = _decision_heading(record, form)
        if heading:
            return heading
        if form.date and form.date not in _planned_days(record) and (not opened or form.date > opened.day):
            return _Day(form.date, record.passage_of_form(form))
        signed = _signature(record, form)
        if signed and (not opened or signed.day > opened.day):
            return signed
    found = _in_headers(record, [n for n, _ in record.forms("utredning")], "dated")
    if found and (not opened or found.day > opened.day):
        return found
    for sentence in _sentences(record, "journal"):
        hits = record.hits("events", sentence)
        if "closes" in hits and "investigation" in hits and not sentence.denied and "hoped" not in hits:
            day = record.entry_day(sentence)
            if day:
                return _Day(day, record.annotated.passage(sentence))
    return None


def _decision_heading(record: Record, form: Form) -> _Day | None:
    """The date of the investigation's last heading of a decision ("Beslut 16/12 2011")."""
    found = None
    for section in record.case.sections:
        if section.heading is None or section.document != form.document or "beslut" not in section.parts:
            continue
        if not form.start <= section.start < form.end:
            continue
        dates = record.dates(section.document, *section.heading)
        if dates and dates[-1].day:
            found = _Day(dates[-1].day, record.case.passage(section.document, *section.heading))
    return found


def _not_before(found: _Day, opened: _Day | None) -> _Day:
    """An end whose year is not written lies after the opening: "startade 3 mars 2014 och blev klar 10 juni"."""
    if found.year_told or opened is None or found.day > opened.day or (found.day.month, found.day.day) == (2, 29):
        return found
    return replace(found, day=found.day.replace(year=found.day.year + 1))


def _planned_days(record: Record) -> set[date]:
    """Days under a label of something only planned."""
    return {
        dated.day
        for labelled in record.labels
        if "planned" in record.label_keys(labelled)
        for dated in record.dates(labelled.document, labelled.start, labelled.end)
        if dated.day
    }


def _signature(record: Record, form: Form) -> _Day | None:
    """A date among the few words that end the form: place, day and name of whoever signed it."""
    blocks = [
        b for b in record.case.documents[form.document].blocks if form.start <= b.start < form.end and b.end > b.start
    ]
    for block in blocks[-_SIGNED:]:
        first, last = record.tokens(form.document, block.start, block.end)
        dates = record.dates(form.document, block.start, block.end)
        if block.kind != "row" and dates and dates[-1].day and last - first <= _FEW:
            return _Day(dates[-1].day, record.case.passage(form.document, block.start, block.end))
    return None


# Reported


def _reported(record: Record, opened: _Day | None) -> _Day | None:
    reports = list(record.forms("anmalan"))
    numbers = [n for n, _ in reports]
    found = _in_headers(record, numbers, "reported")
    if found:
        return found
    told = _told_reports(record, opened)
    own = [t for t, inside in told if inside]
    if own:
        return own[0]
    found = _in_headers(record, numbers, "dated")
    if found:
        return found
    for _, form in reports:
        if form.date:
            return _Day(form.date, record.passage_of_form(form))
    found = _leading(record, reports, opened)
    if found:
        return found
    others = [n for n, _ in record.forms("forhandsbedomning", "utredning", "utredningsplan", "journal")]
    found = _in_headers(record, others, "reported")
    if found:
        return found
    if told:
        return told[0][0]
    return _in_cause(record, opened)


def _leading(record: Record, reports: Sequence[tuple[int, Form]], opened: _Day | None) -> _Day | None:
    """The date that begins a paragraph of a report whose header bears none ("2014-03-05 kl. 10 ringer …")."""
    for number, form in reports:
        for block in record.case.documents[form.document].blocks:
            if not form.start <= block.start < form.end or record.form_at(form.document, block.start) != number:
                continue
            for dated in record.dates(form.document, block.start, min(block.end, block.start + _LEADING)):
                if dated.day and (not opened or timedelta(0) <= opened.day - dated.day <= _BEFORE):
                    return _Day(dated.day, record.case.passage(form.document, dated.start, dated.end))
    return None


def _told_reports(record: Record, opened: _Day | None) -> list[tuple[_Day, bool]]:
    """Days on which prose lets the report come in, and whether the report itself says so."""
    found = []
    for sentence in _sentences(record, "anmalan", "forhandsbedomning", "utredning", "utredningsplan", "journal"):
        form = record.form_of(sentence)
        hits = record.hits("events", sentence)
        inside = form is not None and form.id == "anmalan"
        words = [*hits.get("report", ()), *hits.get("reports", ())]
        if not words or "other_report" in hits:
            continue
        arrives = "arrives" in hits or "reports" in hits
        if inside and "arrives" not in hits:
            continue
        tokens = record.case.parsed[sentence.document].tokens
        for dated in record.dates_of(sentence):
            place, _ = record.tokens(sentence.document, dated.start, dated.end)
            near = any(abs(place - w.start) <= _NEAR or abs(place - w.end) <= _NEAR for w in words)
            linked = arrives or any(0 <= dated.start - tokens[w.end - 1].end <= 2 for w in words)
            if not linked and not ("orsak" in sentence.parts and near):
                continue
            if not near or dated.day is None:
                continue
            if opened and not timedelta(0) <= opened.day - dated.day <= _BEFORE:
                continue
            if inside and form and form.date and abs(dated.day - form.date) > _OWN:
                continue
            if any(0 <= place - h.end <= 2 for h in hits.get("opens", ())):
                continue
            found.append((_Day(dated.day, record.annotated.passage(sentence)), inside))
            break
    return found


def _in_cause(record: Record, opened: _Day | None) -> _Day | None:
    """The first day told of how the matter arose, no later than the opening and not long before it."""
    for sentence in record.annotated.sentences:
        if "orsak" not in sentence.parts and not record.tells_method(sentence):
            continue
        if "other_report" in record.hits("events", sentence):
            continue
        for dated in record.dates_of(sentence):
            if dated.day and opened and timedelta(0) < opened.day - dated.day <= _CAUSE:
                return _Day(dated.day, record.annotated.passage(sentence))
    return None


# Preliminary assessment


def _prelim_decided(record: Record, prelim: Sequence[tuple[int, Form]], opened: _Day | None) -> _Day | None:
    for number, form in prelim:
        found = (
            _in_headers(record, [number], "decided", without=frozenset({"planned", "reported"}))
            or _opening_sentence(record, number)
            or _decision_sentence(record, number)
            or _in_headers(record, [number], "dated")
        )
        if found is None and form.date and form.within is None:
            found = _Day(form.date, record.passage_of_form(form))
        if found:
            return found
    if prelim and opened:
        return opened
    for _, form in prelim:
        if form.date:
            return _Day(form.date, record.passage_of_form(form))
    return _untitled_prelim(record) or _told_prelim(record)


def _opening_sentence(record: Record, number: int) -> _Day | None:
    """The day beside the decision to open inside the form, or at the head of its paragraph."""
    for sentence in record.annotated.sentences:
        if sentence.heading or record.form_at(sentence.document, sentence.start) != number:
            continue
        hits = record.hits("events", sentence)
        if "opens" not in hits or "investigation" not in hits or hits.keys() & {"wished", "not_opened"}:
            continue
        days = _event_days(record, sentence, "opens")
        day = days[0].day if days else _leading_day(record, sentence)
        dates = record.dates_of(sentence)
        if day is None and len(dates) == 1:
            day = dates[0].day
        if day:
            return _Day(day, record.annotated.passage(sentence))
    return None


def _untitled_prelim(record: Record) -> _Day | None:
    """A report with a headed assessment of protection and a dated decision to open is a preliminary assessment too."""
    for number, _ in record.forms("anmalan"):
        own = (s for s in record.annotated.sentences if record.form_at(s.document, s.start) == number)
        if any(_under_assessment(record, s) and not s.heading for s in own):
            found = _opening_sentence(record, number)
            if found:
                return found
    return None


def _told_prelim(record: Record) -> _Day | None:
    """A later form tells the day on which a preliminary assessment that is not in the file was decided."""
    for sentence in _sentences(record, "utredning", "utredningsplan", "journal"):
        hits = record.hits("events", sentence)
        if "prelim" not in hits or sentence.denied or sentence.planned:
            continue
        for key in ("opens", "closes", "decision"):
            for hit in hits.get(key, ()):
                dated = _nearest(record, sentence, hit, ())
                if dated and dated.day:
                    return _Day(dated.day, record.annotated.passage(sentence))
    return None


def _decision_sentence(record: Record, number: int) -> _Day | None:
    """The date beside the word decision inside the form ("Beslut 2014-03-02: anmälan läggs utan åtgärd")."""
    found = None
    for sentence in record.annotated.sentences:
        if record.form_at(sentence.document, sentence.start) != number:
            continue
        for hit in record.hits("events", sentence).get("decision", ()):
            dated = _nearest(record, sentence, hit, ())
            if dated and dated.day:
                found = _Day(dated.day, record.annotated.passage(sentence))
    return found


# Extended and protection


def _extended(record: Record, opened: _Day | None, closed: _Day | None) -> tuple[Passage, ...]:
    headed = _in_headers(
        record,
        [n for n, _ in record.forms("utredning", "journal", "utredningsplan")],
        "extended",
        without=frozenset({"planned", "intervention"}),
    )
    found = [headed.passage] if headed else []
    for sentence in _sentences(record, "utredning", "journal", "utredningsplan"):
        hits = record.hits("events", sentence)
        if "prolongs" not in hits or sentence.denied or sentence.planned or "not_made" in hits:
            continue
        day = record.entry_day(sentence)
        meanwhile = bool(day and opened and closed and opened.day < day <= closed.day and "decision" in hits)
        if "prolonged" not in hits and not meanwhile:
            continue
        if "considered" in hits and "decision" not in hits:
            continue
        found.append(record.annotated.passage(sentence))
    return tuple(found)


def _protection(record: Record) -> tuple[Passage, ...]:
    """Passages of a documented assessment of the immediate need of protection, whatever it came to."""
    found = []
    for sentence in record.annotated.sentences:
        if sentence.forms & {"analys", "genomforandeplan", "vardplan", "uppfoljning"}:
            continue
        hits = record.hits("events", sentence)
        named = "assessment" in hits and not sentence.heading
        made = named and not ("not_made" in hits and "protection" not in hits and "protect" not in hits)
        here = "protection" in hits or ("protect" in hits and "now" in hits)
        if sentence.heading:
            continue
        if (
            (_under_assessment(record, sentence) and "not_made" not in hits)
            or (made and not sentence.planned)
            or (here and not _is_plan(sentence))
        ):
            found.append(record.annotated.passage(sentence))
    return tuple(found[:3])


def _under_assessment(record: Record, sentence: Sentence) -> bool:
    """The sentence stands under a heading, or in a line with a label, that names the assessment."""
    section = record.case.sections[sentence.section]
    if section.heading is None:
        return False
    keys = {h.key for h in record.hits_all("events", "words", sentence.document, *section.heading)}
    return "assessment" in keys or "protection" in keys


def _is_plan(sentence: Sentence) -> bool:
    return "utredningsplan" in sentence.forms
