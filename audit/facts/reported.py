"""The day on which the report, application or other information came in (manual §7)."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import takewhile

from audit.casefile.model import Form
from audit.documents.model import Block
from audit.facts.days import Day, in_headers, told_in
from audit.facts.record import Record
from audit.swedish.model import FoundDate

_NEAR = 8  # tokens between a report and its day
_LEADING = 26  # letters into a paragraph where a date that heads it may begin
_STAMP = 16  # tokens of a line that holds a stamp of arrival, or a date alone with a place
_BARE = 5  # tokens beside a date that stands alone at the head of a report
_HEAD = 10  # blocks of a report's head
_FIRST = 3  # sentences of a report in which the call is told of
_CAUSE = timedelta(days=31)  # a day in the part on the cause is the report's only if it lies near the opening
_OWN = timedelta(days=31)  # an older report told of in the report is another one
_BEFORE = timedelta(days=90)  # a report told of elsewhere that is older than this is an earlier one


def find_reported(record: Record, opened: date | None) -> Iterator[Day]:
    """Days on which the report may have come in, the most trusted first."""
    reports = list(record.forms("anmalan"))
    numbers: list[int | None] = [n for n, _ in reports]
    told = _told(record, opened)
    yield from in_headers(record, numbers or [None], "reported")
    for number, form in reports:
        yield from _stamped(record, form.document, _blocks(record, number, form))
    if not reports:
        for document in range(len(record.case.documents)):
            yield from _stamped(record, document, _outside(record, document))
    yield from (day for day, inside in told if inside)
    yield from in_headers(record, numbers, "dated")
    for number, form in reports:
        yield from _called(record, number, form, opened)
        yield from _bare(record, number, form)
    yield from _from_reporter(record, numbers or [None])
    for _, form in reports:
        if form.date:
            yield Day(form.date, record.passage_of_form(form))
    for number, form in reports:
        yield from _leading(record, number, form, opened)
    others = [n for n, _ in record.forms("forhandsbedomning", "utredning", "utredningsplan", "journal")]
    yield from in_headers(record, others, "reported")
    yield from (day for day, _ in told)
    for number, form in reports:
        yield from _anywhere(record, number, form, opened)
    yield from _in_cause(record, opened)


def _blocks(record: Record, number: int, form: Form) -> Iterator[Block]:
    """The form's own blocks with text, without those of a form inside it."""
    for block in record.case.documents[form.document].blocks:
        inside = form.start <= block.start < form.end and block.end > block.start
        if inside and record.form_at(form.document, block.start) == number:
            yield block


def _day(record: Record, form: Form, dated: FoundDate, block: Block | None = None) -> Day | None:
    start, end = (block.start, block.end) if block else (dated.start, dated.end)
    if dated.day is None:
        return None
    return Day(dated.day, record.case.passage(form.document, start, end), dated.year_from == "text")


def _outside(record: Record, document: int) -> Iterator[Block]:
    """The first blocks of a document that no form takes in."""
    own = [b for b in record.case.documents[document].blocks if b.end > b.start][:_HEAD]
    yield from takewhile(lambda b: record.form_at(document, b.start) is None, own)


def _stamped(record: Record, document: int, blocks: Iterator[Block]) -> Iterator[Day]:
    """A short line or sentence of the report with a word of arrival: "Ankomststämpel 2014-03-05", "Inkommen 5/3"."""
    tokens = record.case.parsed[document].tokens
    for block in blocks:
        for dated in record.dates(document, block.start, block.end):
            place, after = record.tokens(document, dated.start, dated.end)
            first, last = record.tokens(document, block.start, block.end)
            start, end = max(first, place - _NEAR), min(last, after + _NEAR)
            while start < place and any(t.lower in {".", ";", "!", "?"} for t in tokens[start:place]):
                start += 1
            hits = record.hits_all("events", "stamps", document, tokens[start].start, tokens[end - 1].end)
            near = any(h.end <= place or h.start <= after + 1 for h in hits)
            if near and (
                last - first <= _STAMP
                or any(h.start == first or tokens[h.start - 1].lower in {".", ":", "*"} for h in hits)
            ):
                told = dated.year_from == "text"
                if dated.day:
                    yield Day(dated.day, record.case.passage(document, dated.start, dated.end), told)


def _called(record: Record, number: int, form: Form, opened: date | None) -> Iterator[Day]:
    """The report's first sentences tell that somebody calls, writes or comes: "Lördagen den 8 mars ringer …"."""
    own = [s for s in record.annotated.sentences if record.form_at(s.document, s.start) == number and not s.heading]
    for sentence in [s for s in own if record.block_of(s).kind != "row"][:_FIRST]:
        if "calls" not in record.hits("events", sentence):
            continue
        block = record.block_of(sentence)
        for dated in record.dates_of(sentence)[:1]:
            begins = dated.start - sentence.start <= _LEADING and sentence.start - block.start <= _LEADING
            if begins and dated.day and (opened is None or timedelta(0) <= opened - dated.day <= _BEFORE):
                yield Day(dated.day, record.annotated.passage(sentence), dated.year_from == "text")


def _bare(record: Record, number: int, form: Form) -> Iterator[Day]:
    """A date alone on a line at the head of the report, or in the heading of its first part."""
    for block in list(_blocks(record, number, form))[:_HEAD]:
        dates = record.dates(form.document, block.start, block.end)
        if len(dates) != 1 or block.kind == "row":
            continue
        first, last = record.tokens(form.document, block.start, block.end)
        start, end = record.tokens(form.document, dates[0].start, dates[0].end)
        if (last - first) - (end - start) <= _BARE and not _decides(record, form, block):
            day = _day(record, form, dates[0], block)
            if day:
                yield day


def _decides(record: Record, form: Form, block: Block) -> bool:
    keys = {h.key for h in record.hits_all("events", "words", form.document, block.start, block.end)}
    labels = {h.key for h in record.hits_all("events", "labels", form.document, block.start, block.end)}
    return bool(keys & {"opens", "decision", "prelim", "assessment"} or labels & {"planned"})


def _from_reporter(record: Record, numbers: list[int | None]) -> Iterator[Day]:
    """The line that names the reporter may hold the day: "Anmälare: polisen, den 11 februari 2013"."""
    for labelled in record.labels:
        if labelled.form in numbers and "reporter" in record.label_keys(labelled, "entry"):
            for dated in record.dates(labelled.document, labelled.start, labelled.end)[:1]:
                if dated.day:
                    yield Day(dated.day, record.passage_of(labelled), dated.year_from == "text")


def _leading(record: Record, number: int, form: Form, opened: date | None) -> Iterator[Day]:
    """The date that begins a paragraph of a report whose header bears none ("2014-03-05 kl. 10 ringer …")."""
    for block in _blocks(record, number, form):
        for dated in record.dates(form.document, block.start, min(block.end, block.start + _LEADING)):
            if dated.day and (opened is None or timedelta(0) <= opened - dated.day <= _BEFORE):
                yield Day(dated.day, record.case.passage(form.document, dated.start, dated.end))


def _anywhere(record: Record, number: int, form: Form, opened: date | None) -> Iterator[Day]:
    """The first day that the report names, no later than the opening and not long before it."""
    for block in _blocks(record, number, form):
        for dated in record.dates(form.document, block.start, block.end):
            if dated.day and opened and timedelta(0) <= opened - dated.day <= _CAUSE:
                yield Day(dated.day, record.case.passage(form.document, block.start, block.end))
                return


def _told(record: Record, opened: date | None) -> list[tuple[Day, bool]]:
    """Days on which prose lets the report come in, and whether the report itself says so."""
    found = []
    for sentence in told_in(record, "anmalan", "forhandsbedomning", "utredning", "utredningsplan", "journal"):
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
            if opened and not timedelta(0) <= opened - dated.day <= _BEFORE:
                continue
            if inside and form and form.date and abs(dated.day - form.date) > _OWN:
                continue
            if any(0 <= place - h.end <= 2 for h in hits.get("opens", ())) and not _same_day(
                record, sentence.document, dated.end, sentence.end
            ):
                continue
            found.append((Day(dated.day, record.annotated.passage(sentence)), inside))
            break
    return found


def _same_day(record: Record, document: int, start: int, end: int) -> bool:
    """ "Utredningen inleddes den 3 mars med anledning av anmälan samma dag"."""
    return "samma dag" in record.case.documents[document].text[start:end].lower()


def _in_cause(record: Record, opened: date | None) -> Iterator[Day]:
    """The first day told of how the matter arose, no later than the opening and not long before it."""
    for sentence in record.annotated.sentences:
        if "orsak" not in sentence.parts and not record.tells_method(sentence) and not record.before_domains(sentence):
            continue
        if "other_report" in record.hits("events", sentence):
            continue
        for dated in record.dates_of(sentence):
            if dated.day and opened and timedelta(0) < opened - dated.day <= _CAUSE:
                yield Day(dated.day, record.annotated.passage(sentence))
