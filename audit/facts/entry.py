"""How the matter came in (manual §7): report, application or other information, from whom, and for what reasons."""

from dataclasses import dataclass
from typing import Literal

from audit.annotate.model import Sentence
from audit.casefile.model import Form
from audit.documents.model import Passage
from audit.facts.cues import cues_in
from audit.facts.model import Unknown
from audit.facts.record import Record
from audit.swedish.model import Token
from audit.swedish.phrases import Hit
from audit.vocabulary import load_vocabulary

Kind = Literal["anmalan", "ansokan", "information"]
REPORTERS = (
    "anonym", "bup", "forskola", "polis", "skola", "halso_sjukvard", "socialtjanst", "vardnadshavare", "barnet",
    "natverk", "privatperson", "annan",
)  # fmt: skip
_FROM = 5  # tokens before a reporter where "från" stands
_VERB = 6  # tokens between a reporter and its verb
_LEAD = 5  # sentences of the report in which the reporter is looked for
_TITLES = 3  # headings of a report that may name its kind
_OPENING = 3  # sentences in which the child itself is told to come
_REASONS = 2  # hits that make a reason, unless it is the only one


@dataclass(frozen=True, slots=True)
class Entry:
    """What is known of how the matter came in, and what shows it."""

    kind: Kind | None
    reporter: str | None
    reasons: tuple[str, ...]
    shown: dict[str, tuple[Passage, ...] | Unknown]


def find_entry(record: Record) -> Entry:
    """From the report itself; without one, from what later forms tell of it."""
    report = next((form for _, form in record.forms("anmalan")), None)
    kind, kind_shown = _kind(record, report)
    reporter, reporter_shown = _reporter(record, report, kind)
    reasons = _reasons(record, report)
    return Entry(
        kind=kind,
        reporter=reporter,
        reasons=tuple(reason for reason, _ in reasons),
        shown={
            "entry.kind": kind_shown or Unknown("not_documented"),
            "entry.reporter": reporter_shown or Unknown("not_documented"),
            "entry.reasons": tuple(passage for _, passage in reasons) or Unknown("not_documented"),
        },
    )


def _kind(record: Record, report: Form | None) -> tuple[Kind | None, tuple[Passage, ...]]:
    """The title decides; where it names several kinds, a report goes before information and an application first."""
    if report is not None:
        passage = (record.passage_of_title(report),)
        titles = [passage[0], *_headings(record, report)]
        keys = {h.key for t in titles for h in record.hits_all("entry", "kinds", report.document, t.start, t.end)}
        kinds: tuple[Kind, ...] = ("ansokan", "anmalan", "information")
        for kind in kinds:
            if kind in keys:
                return kind, passage
        return "anmalan", passage
    for sentence in record.annotated.sentences:
        if not sentence.forms & {"forhandsbedomning", "utredning"} or not (
            "orsak" in sentence.parts or "forhandsbedomning" in sentence.forms or sentence.heading
        ):
            continue
        keys = {h.key for h in cues_in(record.annotated, sentence, "entry", "kinds")}
        verbs = record.hits("events", sentence)
        if "ansokan" in keys:
            return "ansokan", (record.annotated.passage(sentence),)
        if "anmalan" in keys or "reports" in verbs:
            return "anmalan", (record.annotated.passage(sentence),)
    return None, ()


def _headings(record: Record, report: Form) -> list[Passage]:
    """The first headings of the report, where its title says nothing: "17/3 Ansökan, per telefon"."""
    return [
        record.case.passage(section.document, *section.heading)
        for section in record.case.sections
        if section.heading and section.document == report.document and report.start <= section.start < report.end
    ][:_TITLES]


def _reporter(record: Record, report: Form | None, kind: Kind | None) -> tuple[str | None, tuple[Passage, ...]]:
    for labelled in record.labels:
        if "reporter" not in record.label_keys(labelled, "entry"):
            continue
        form = record.case.forms[labelled.form] if labelled.form is not None else None
        if report is not None and form is not report:
            continue
        who = _who(record, labelled.document, labelled.start, labelled.end)
        passage = record.passage_of(labelled)
        if who:
            return who, (passage,)
        return _unnamed(record, labelled.document, labelled.start, labelled.end, kind), (passage,)
    if report is not None:
        lead = [s for s in record.annotated.sentences if record.form_of(s) is report and not s.heading]
        prose = [s for s in lead if record.block_of(s).kind != "row"][:_LEAD]
    else:
        notes = [s for s in record.annotated.sentences if record.entry_day(s) and not s.heading][:_OPENING]
        prose = notes + [s for s in record.annotated.sentences if "orsak" in s.parts and not s.heading][:_LEAD]
    for sentence in prose[:_OPENING]:
        if _child_comes(record, sentence):
            return "barnet", (record.annotated.passage(sentence),)
    if kind == "ansokan" and report is not None:
        return "vardnadshavare", (record.passage_of_title(report),)
    for sentence in prose:
        who = _who_reports(record, sentence)
        if who:
            return who, (record.annotated.passage(sentence),)
    for sentence in prose:
        who = _who(record, sentence.document, sentence.start, sentence.end)
        if who and who not in ("vardnadshavare", "barnet"):  # of these a report mostly tells
            return who, (record.annotated.passage(sentence),)
    return None, ()


def _child_comes(record: Record, sentence: Sentence) -> bool:
    """ "Kim ringer själv", "Kim kommer på egen hand": the child is the subject and acts of its own."""
    if "self" not in record.hits("entry", sentence):
        return False
    tokens = record.tokens_of(sentence)
    text = record.case.documents[sentence.document].text
    words = load_vocabulary("entry")["sexes"]
    child = {w.lstrip("=") for listed in words.values() for w in listed} | {
        "barnet",
        "ungdomen",
        record.people.child_name,
    }
    first = next((t for t in tokens if text[t.start].isupper() or t.lower in child), None)
    return first is not None and any(t.lower in child for t in tokens[:_VERB])


def _reporters(record: Record, document: int, start: int, end: int) -> list[Hit]:
    """Words of reporters in order, the longest and narrowest at each place; "kurator vid BUP" is BUP."""
    hits = record.hits_all("entry", "reporters", document, start, end)
    hits.sort(key=lambda h: (h.start, h.start - h.end, REPORTERS.index(h.key)))
    first: list[Hit] = []
    for hit in hits:
        if not first or first[-1].end <= hit.start:
            first.append(hit)
    tokens = record.case.parsed[document].tokens
    general = frozenset(load_vocabulary("entry")["general"])
    return [h for h in first if tokens[h.start].lemma not in general] or first


def _who(record: Record, document: int, start: int, end: int) -> str | None:
    """The reporter that the words name first; whoever will not be named is anonymous."""
    tokens = record.case.parsed[document].tokens
    hits = [h for h in _reporters(record, document, start, end) if "till" not in _before(tokens, h)]
    if any(h.key == "anonym" for h in record.hits_all("entry", "reporters", document, start, end)):
        return "anonym"
    return hits[0].key if hits else None


def _before(tokens: tuple[Token, ...], hit: Hit) -> set[str]:
    return {t.lower for t in tokens[max(0, hit.start - 2) : hit.start]}


def _who_reports(record: Record, sentence: Sentence) -> str | None:
    """Who is the subject of a verb of reporting, or where the report is said to come from."""
    hits = _reporters(record, sentence.document, sentence.start, sentence.end)
    verbs = cues_in(record.annotated, sentence, "entry", "reports")
    tokens = record.case.parsed[sentence.document].tokens
    for hit in hits:
        before = {t.lower for t in tokens[max(sentence.tokens[0], hit.start - _FROM) : hit.start]}
        if before & {"från", "genom"} or any(0 <= v.start - hit.end <= _VERB for v in verbs):
            return hit.key
        if any(0 <= hit.start - v.end <= 1 for v in verbs) and "till" not in before:
            return hit.key
    return None


def _unnamed(record: Record, document: int, start: int, end: int, kind: Kind | None) -> str:
    """A label with a mere name: a guardian's own application or report, a relative, else somebody private."""
    tokens = record.case.parsed[document].tokens[slice(*record.tokens(document, start, end))]
    words = [t.lower.removesuffix("s") for t in tokens]
    roles = {record.people.roles_by_name.get(word) for word in words}
    if "parent" in roles or kind == "ansokan":
        return "vardnadshavare"
    if "child" in roles:
        return "barnet"
    if any(record.people.contacts_by_name.get(word) == "natverk" for word in words):
        return "natverk"
    return "privatperson" if words else "annan"


def _reasons(record: Record, report: Form | None) -> list[tuple[str, Passage]]:
    """Kinds of concern that the report names, the most told first; one named once counts only if none is told more."""
    counts: dict[str, int] = {}
    first: dict[str, Passage] = {}
    for sentence in record.annotated.sentences:
        form = record.form_of(sentence)
        inside = form is report if report is not None else "orsak" in sentence.parts
        if not inside or sentence.heading or sentence.denied:
            continue
        for key in sorted({h.key for h in cues_in(record.annotated, sentence, "entry", "reasons")}):
            counts[key] = counts.get(key, 0) + 1
            first.setdefault(key, record.annotated.passage(sentence))
    if not counts:
        return []
    least = min(_REASONS, max(counts.values()))
    return [(key, first[key]) for key in sorted(counts, key=lambda k: (-counts[k], k)) if counts[key] >= least]
