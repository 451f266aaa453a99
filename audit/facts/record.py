"""A case file ready for look-ups: labelled values of headers, dates with their years, hits of the word lists.

Made once for each case and handed to the subjects that need it, so that no text is searched twice.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache, cached_property
from itertools import pairwise

from audit.annotate.model import Annotated, Sentence
from audit.casefile.model import CaseFile, Form, Section
from audit.documents.model import Block, Passage
from audit.swedish.dates import find_dates
from audit.swedish.model import FoundDate, Token
from audit.swedish.phrases import Hit, PhraseTable
from audit.vocabulary import load_vocabulary

_LEADING = 26  # letters into an entry where its date may begin: "v. 38, torsdag den 18/9"
_CONCLUDING = frozenset({"analys", "forslag", "beslut", "mal", "uppfoljning_planerad"})
_METHOD = 2  # sections with text that may tell the method where no section has a domain
_HEADER = 16  # blocks of a form that its header may fill
_SIGNED = 6  # blocks at a form's end with decision and signature
_ONGOING = frozenset({"utredning", "journal"})  # forms that go on for months after the report
_ONWARDS = timedelta(days=120)  # from the first day of what goes on to the one about which its days lie
_OFTEN = 8  # times that a file names its child at least, if it is another than the one taken for it
_FAR = 4  # times as often as the one taken for it
_CANDIDATES = 3  # of the names used most, of which one is the child's
_SHORTEST = 3  # letters of a name
_KNOWN = frozenset({"worker", "professional", "mother", "father", "guardian"})
_TO_PLACES = frozenset({"i", "på", "till", "från", "vid", "via", "kring", "genom"})
_SOON = timedelta(days=45)  # a header's day so near the report is the first day of the investigation, not its last
_LABEL = 48  # letters of the longest label that ends with a colon


@dataclass(frozen=True, slots=True)
class Labelled:
    """A label of a header table or line with its value: where the value stands, and the form it belongs to."""

    document: int
    form: int | None
    label: tuple[int, int]  # in the document's text
    start: int
    end: int


@cache
def word_table(name: str, part: str = "words") -> PhraseTable:
    """The lists under `part` of a vocabulary as one table keyed by the lists' names; a bare list by its own."""
    listed = load_vocabulary(name)[part]
    return PhraseTable(listed if isinstance(listed, dict) else {part: listed})


class Record:
    """One annotated case with its dates, labels and hits; everything is found on first use and kept."""

    def __init__(self, annotated: Annotated) -> None:
        self.annotated = annotated
        self.case: CaseFile = annotated.case
        self._hits: dict[tuple[str, int, int, int], Mapping[str, tuple[Hit, ...]]] = {}

    # Where something stands

    @cached_property
    def _section_starts(self) -> dict[int, tuple[list[int], list[Section]]]:
        found: dict[int, tuple[list[int], list[Section]]] = {}
        for section in self.case.sections:
            starts, sections = found.setdefault(section.document, ([], []))
            starts.append(section.start)
            sections.append(section)
        return found

    def section_at(self, document: int, place: int) -> Section | None:
        """The section that holds this place of the document."""
        starts, sections = self._section_starts.get(document, ([], []))
        at = bisect_right(starts, place) - 1
        return sections[at] if at >= 0 else None

    def form_at(self, document: int, place: int) -> int | None:
        """The form that holds this place; an analysis counts as the investigation that it stands in."""
        section = self.section_at(document, place)
        return self._main_form(section.form) if section else None

    def form_of(self, sentence: Sentence) -> Form | None:
        """The sentence's form; an analysis counts as the investigation that it stands in."""
        at = self._main_form(self.case.sections[sentence.section].form)
        return None if at is None else self.case.forms[at]

    def _main_form(self, at: int | None) -> int | None:
        while at is not None and self.case.forms[at].id == "analys" and self.case.forms[at].within is not None:
            at = self.case.forms[at].within
        return at

    def forms(self, *ids: str) -> Iterator[tuple[int, Form]]:
        """The forms with one of these ids, in the order of `ids` and then of the file."""
        for wanted in ids:
            for number, form in enumerate(self.case.forms):
                if form.id == wanted:
                    yield number, form

    @cached_property
    def method_sections(self) -> frozenset[int]:
        """Sections on how the investigation was made: by their part, else those that stand before the descriptions."""
        found: set[int] = set()
        for number, _ in self.forms("utredning"):
            own = [
                at
                for at, section in enumerate(self.case.sections)
                if self._main_form(section.form) == number
                and not section.parts & _CONCLUDING
                and self._has_prose(section)
            ]
            named = [at for at in own if "underlag" in self.case.sections[at].parts]
            domains = [at for at in own if self.case.sections[at].domain]
            before = [at for at in own if at < domains[0]] if domains else own[:_METHOD]
            found.update(named or before)
        return frozenset(found)

    def _has_prose(self, section: Section) -> bool:
        blocks = self.case.documents[section.document].blocks[slice(*section.blocks)]
        return "underlag" in section.parts or any(block.kind in ("paragraph", "list_item") for block in blocks)

    def in_method(self, sentence: Sentence) -> bool:
        """The sentence or row stands in a section on how the investigation was made; the form's header does not."""
        section = self.case.sections[sentence.section]
        header = "underlag" not in section.parts and self.block_of(sentence).kind == "row"
        return sentence.section in self.method_sections and not header

    def tells_method(self, sentence: Sentence) -> bool:
        """The sentence belongs to the account of how the investigation was made."""
        return sentence.section in self.method_sections and self.block_of(sentence).kind != "row"

    def tokens(self, document: int, start: int, end: int) -> tuple[int, int]:
        """The range of the document's tokens between two places."""
        starts = self._token_starts(document)
        return bisect_left(starts, start), bisect_left(starts, end)

    def _token_starts(self, document: int) -> list[int]:
        if document not in self._starts:
            self._starts[document] = [t.start for t in self.case.parsed[document].tokens]
        return self._starts[document]

    @cached_property
    def _starts(self) -> dict[int, list[int]]:
        return {}

    def tokens_of(self, sentence: Sentence) -> tuple[Token, ...]:
        """The sentence's tokens."""
        return self.case.parsed[sentence.document].tokens[slice(*sentence.tokens)]

    # Words

    def hits(self, name: str, sentence: Sentence) -> Mapping[str, tuple[Hit, ...]]:
        """Hits of the vocabulary's words in the sentence by list; token indexes are the document's."""
        place = (name, sentence.document, *sentence.tokens)
        kept = self._hits.get(place)
        if kept is None:
            tokens = self.case.parsed[sentence.document].tokens
            grouped: dict[str, list[Hit]] = {}
            for hit in word_table(name).find(tokens, *sentence.tokens):
                grouped.setdefault(hit.key, []).append(hit)
            kept = self._hits[place] = {key: tuple(hits) for key, hits in grouped.items()}
        return kept

    def hits_all(self, name: str, part: str, document: int, start: int, end: int) -> list[Hit]:
        """Hits of one part of a vocabulary between two places of a document."""
        return word_table(name, part).find(self.case.parsed[document].tokens, *self.tokens(document, start, end))

    @cached_property
    def names(self) -> Mapping[str, int]:
        """How often the file uses each word that it also writes with a capital inside a sentence: names, mostly."""
        inside: set[str] = set()
        small: set[str] = set()
        counts: dict[str, int] = {}
        for document, parsed in zip(self.case.documents, self.case.parsed, strict=True):
            text = document.text
            for before, token in pairwise(parsed.tokens):
                word = text[token.start : token.end]
                if not word[0].isupper() or not word[1:].islower() or len(word) < _SHORTEST:
                    small.add(word)
                    continue
                counts[token.lower] = counts.get(token.lower, 0) + 1
                if before.lower[0].isalpha() and before.lower not in _TO_PLACES:
                    inside.add(token.lower)
        return {name: counts[name] for name in sorted(inside - small)}

    def _aged(self, name: str) -> bool:
        """The name is followed by a child's age: "Kim Ek, 12 år"."""
        spelled = re.compile(rf"\b{name}\b(?: [A-ZÅÄÖ][\w-]+){{0,2}},? (?:är )?\(?(?:1?\d|[a-zåäö]+) (?:år|mån)", re.I)
        return any(spelled.search(document.text) for document in self.case.documents)

    @cached_property
    def child_name(self) -> str | None:
        """The child's first name in small letters; whoever the file names by far the most, where it names another."""
        named = self.case.child.first[0].lower() if self.case.child and self.case.child.first else None
        known = {n.lower() for p in self.case.persons if p.role in _KNOWN for n in p.name.split()}
        known.update(str(self.case.district.value or "").lower().split())
        counts = {name: count for name, count in self.names.items() if name not in known}
        if not counts:
            return named
        often = sorted(counts, key=lambda n: (-counts[n], n))[:_CANDIDATES]
        most = next((n for n in often if counts[n] * 2 >= counts[often[0]] and self._aged(n)), often[0])
        clear = counts[most] >= _OFTEN and counts[most] >= _FAR * counts.get(named or "", 0)
        return most if clear else named

    @cached_property
    def contacts_by_name(self) -> dict[str, str]:
        """Lower-case names that stand for one outside party alone, with its contact id; relatives are `natverk`."""
        owners: dict[str, set[str | None]] = {}
        for person in self.case.persons:
            contact = "natverk" if person.role == "relative" else person.contact
            family = person.role in ("child", "mother", "father", "guardian", "sibling", "worker")
            parts = person.name.split()
            alone = {*person.first, *parts[:1], *(parts[1:] if person.role in ("professional", "relative") else ())}
            for name in alone:
                if len(name) > 2:
                    owners.setdefault(name.lower(), set()).add(None if family else contact)
            if family:
                for name in parts[1:]:
                    owners.setdefault(name.lower(), set()).add(None)
        return {
            name: next(iter(contacts)) or ""
            for name, contacts in sorted(owners.items())
            if len(contacts) == 1 and next(iter(contacts)) and name != self.child_name
        }

    @cached_property
    def roles_by_name(self) -> dict[str, str]:
        """Lower-case first names with the role of whoever bears them: child, parent, sibling or other."""
        order = {"child": 0, "mother": 1, "father": 1, "guardian": 1, "sibling": 2}
        called = {"mother": "parent", "father": "parent", "guardian": "parent", "child": "child", "sibling": "sibling"}
        roles: dict[str, str] = {self.child_name: "child"} if self.child_name else {}
        for person in sorted(self.case.persons, key=lambda p: order.get(p.role, 3)):
            if person.role == "worker":
                continue
            if person.role == "child" and self.child_name not in {n.lower() for n in person.first}:
                continue  # the file speaks of somebody else all the time
            for name in (*person.first, *person.name.split()[:1]):
                roles.setdefault(name.lower(), called.get(person.role, "other"))
        return roles

    @cached_property
    def worker_names(self) -> frozenset[str]:
        """Lower-case names of the social workers."""
        return frozenset(n.lower() for p in self.case.persons if p.role == "worker" for n in p.name.split())

    # Dates

    @cached_property
    def _dates(self) -> list[tuple[list[int], list[FoundDate]]]:
        """The dates of each document; a date without a year takes it from its entry, else from its form."""
        by_document: list[list[FoundDate]] = [[] for _ in self.case.documents]
        for section in self.case.sections:
            by_document[section.document].extend(self._dates_in(section))
        kept = []
        for dates in by_document:
            dates.sort(key=lambda d: d.start)
            kept.append(([d.start for d in dates], dates))
        return kept

    def _dates_in(self, section: Section) -> Iterator[FoundDate]:
        text = self.case.documents[section.document].text
        around = section.dated or self._day_around(section)
        if not self._runs(section) or section.dated:
            yield from find_dates(text, start=section.start, end=section.end, around=around)
            return
        # Notes follow each other, so a day without a year is the next one after the entry before.
        at = section.start
        blocks = self.case.documents[section.document].blocks
        for block in [b for b in blocks[slice(*section.blocks)] if b.start > at]:
            yield from self._entry_dates(text, at, block.start, section.document, around)
            at = block.start
        yield from self._entry_dates(text, at, section.end, section.document, around)

    def _entry_dates(
        self, text: str, start: int, end: int, document: int, around: date | None
    ) -> tuple[FoundDate, ...]:
        before = self._latest.get(document)
        found = find_dates(text, start=start, end=end, around=before + _ONWARDS if before else around)
        leads = [d.day for d in found[:1] if d.day and d.precision == "day" and d.start - start <= _LEADING]
        if leads:
            self._latest[document] = leads[0]
        return found

    @cached_property
    def _latest(self) -> dict[int, date]:
        return {}

    def _day_around(self, section: Section) -> date | None:
        at: int | None = section.form
        while at is not None:
            form = self.case.forms[at]
            if form.date:
                return form.date
            at = form.within
        form_at = self._main_form(section.form)
        start = self._started
        if form_at is not None:
            form = self.case.forms[form_at]
            written = self._written_days(form)
            later = form.id in _ONGOING and start is not None
            if written and not (later and start and written[-1] <= start + _SOON):
                return written[-1]
            if later and start:
                return start + _ONWARDS
        same = [f.date for f in self.case.forms if f.document == section.document and f.date]
        anywhere = same or [f.date for f in self.case.forms if f.date]
        return anywhere[0] if anywhere else self._written_anywhere

    @cached_property
    def _started(self) -> date | None:
        """The first day that the report bears, or writes out with its year."""
        for _, form in self.forms("anmalan", "forhandsbedomning"):
            days = [*([form.date] if form.date else []), *self._written_days(form)]
            if days:
                return min(days)
        return None

    @cached_property
    def _written_anywhere(self) -> date | None:
        """The middle one of all days written out with their year, for a file none of whose forms bears a day."""
        days = sorted(
            found.day
            for document in self.case.documents
            for found in find_dates(document.text)
            if found.day and found.precision == "day" and found.year_from == "text"
        )
        return days[len(days) // 2] if days else None

    def _written_days(self, form: Form) -> list[date]:
        """Days written out with their year in a form's header, else at its end, for a form without a day of its own."""
        document = self.case.documents[form.document]
        rows = [b for b in document.blocks if form.start <= b.start < form.end]
        for part in (rows[:_HEADER], rows[-_SIGNED:]):
            if not part:
                continue
            found = find_dates(document.text, start=part[0].start, end=part[-1].end)
            days = sorted(d.day for d in found if d.day and d.precision == "day" and d.year_from == "text")
            if days:
                return days
        return []

    def dates(self, document: int, start: int, end: int, *, relative: bool = False) -> list[FoundDate]:
        """The dates to the day between two places of a document; "i dag" and the like only where asked for."""
        starts, dates = self._dates[document]
        found = dates[bisect_left(starts, start) : bisect_left(starts, end)]
        text = self.case.documents[document].text
        return [
            d
            for d in found
            if d.day is not None
            and d.precision == "day"
            and (relative or any(c.isdigit() for c in text[d.start : d.end]))
        ]

    def dates_of(self, sentence: Sentence, *, relative: bool = False) -> list[FoundDate]:
        """The dates to the day that stand in the sentence."""
        return self.dates(sentence.document, sentence.start, sentence.end, relative=relative)

    def row_of(self, sentence: Sentence) -> Sentence:
        """The sentence widened to the whole row of its table, whose cells tell one thing together."""
        block = self.block_of(sentence)
        tokens = self.tokens(sentence.document, block.start, block.end)
        return replace(sentence, start=block.start, end=block.end, tokens=tokens)

    def block_of(self, sentence: Sentence) -> Block:
        """The sentence's paragraph."""
        return self.case.documents[sentence.document].blocks[sentence.block]

    @cached_property
    def _entry_days(self) -> dict[tuple[int, int], date]:
        """The day of each paragraph of running notes: its own leading date, else that of the entry it continues."""
        days: dict[tuple[int, int], date] = {}
        for section in self.case.sections:
            journal = self._runs(section)
            if not journal and section.dated is None:
                continue
            day = section.dated or self._heading_day(section)
            blocks = self.case.documents[section.document].blocks
            for number in range(*section.blocks):
                block = blocks[number]
                if journal:
                    lead = self.dates(section.document, block.start, min(block.end, block.start + _LEADING))
                    if lead and lead[0].day and not self._ends_sentence(section.document, block.start, lead[0].start):
                        day = lead[0].day
                if day is not None:
                    days[section.document, number] = day
        return days

    def _runs(self, section: Section) -> bool:
        """Running notes, also those that a form inside them takes in (a preliminary assessment among the notes)."""
        if "journal" in section.forms:
            return True
        within = self.case.forms[section.form].within if section.form is not None else None
        return within is not None and self.case.forms[within].id == "journal"

    def _heading_day(self, section: Section) -> date | None:
        dates = self.dates(section.document, *section.heading) if section.heading else []
        return dates[-1].day if dates else None

    def _ends_sentence(self, document: int, start: int, end: int) -> bool:
        text = self.case.documents[document].text[start:end]
        return any(mark in text for mark in ("! ", "? ", ": ")) or len(text.split()) > 4

    def entry_day(self, sentence: Sentence) -> date | None:
        """The day of the running note (or dated part) in which the sentence stands."""
        return self._entry_days.get((sentence.document, sentence.block))

    def day_of(self, sentence: Sentence) -> date | None:
        """The day on which the sentence was written: of its entry, else of its form."""
        form = self.form_of(sentence)
        return self.entry_day(sentence) or (form.date if form else None)

    def next_day(self, day: date) -> date:
        """The day after."""
        return day + timedelta(days=1)

    # Labels

    @cached_property
    def labels(self) -> tuple[Labelled, ...]:
        """Every label with its value: rows of two or four cells, and short lines with a colon."""
        return tuple(self._read_labels())

    def _read_labels(self) -> Iterator[Labelled]:
        for number, document in enumerate(self.case.documents):
            for block in document.blocks:
                if block.kind == "row" and len(block.cells) >= 2:
                    for at in range(0, len(block.cells) - 1, 2):
                        (start, stop), (value, end) = block.cells[at], block.cells[at + 1]
                        if start < stop and value < end:
                            yield Labelled(number, self.form_at(number, start), (start, stop), value, end)
                elif block.kind != "heading":
                    colon = document.text.find(":", block.start, min(block.end, block.start + _LABEL))
                    if colon > block.start and document.text[colon + 1 : colon + 2] in {" ", "\t", ""}:
                        yield Labelled(
                            number, self.form_at(number, block.start), (block.start, colon), colon + 1, block.end
                        )

    def label_keys(self, labelled: Labelled, name: str = "events") -> frozenset[str]:
        """The lists under `labels` of a vocabulary that the label's words are in."""
        kept = self._label_keys.get((name, labelled.document, labelled.label[0]))
        if kept is None:
            hits = self.hits_all(name, "labels", labelled.document, *labelled.label)
            kept = frozenset(hit.key for hit in hits)
            self._label_keys[name, labelled.document, labelled.label[0]] = kept
        return kept

    @cached_property
    def _label_keys(self) -> dict[tuple[str, int, int], frozenset[str]]:
        return {}

    # Passages

    def passage_of(self, labelled: Labelled) -> Passage:
        """The label and its value as they stand there."""
        return self.case.passage(labelled.document, labelled.label[0], labelled.end)

    def passage_of_title(self, form: Form) -> Passage:
        """The form's first line."""
        blocks = self.case.documents[form.document].blocks
        first = next((b for b in blocks if b.end > form.start and b.end > b.start), None)
        if first is None or first.start >= form.end:
            return self.case.passage(form.document, form.start, form.end)
        return self.case.passage(form.document, max(first.start, form.start), min(first.end, form.end))

    def passage_of_form(self, form: Form) -> Passage:
        """The place in the form where its day stands, else its first line."""
        if form.date:
            for found in self.dates(form.document, form.start, form.end):
                if found.day == form.date:
                    return self.case.passage(form.document, found.start, found.end)
        return self.passage_of_title(form)
