"""A case file ready for look-ups: labelled values of headers, dates with their years, hits of the word lists.

Made once for each case and handed to the subjects that need it, so that no text is searched twice.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property

from audit.annotate.model import Annotated, Sentence
from audit.casefile.model import CaseFile, Form, Section
from audit.documents.model import Block, Passage
from audit.facts.calendar import Calendar, main_form
from audit.facts.cues import cues_in
from audit.facts.people import People
from audit.facts.wording import table
from audit.swedish.model import FoundDate, Token
from audit.swedish.phrases import Hit

_CONCLUDING = frozenset({"analys", "forslag", "beslut", "mal", "uppfoljning_planerad"})
_LOGGED = 3  # cells of a row in a table of contacts
_MARKS = 2  # letters beside the day in its cell
_METHOD = 2  # sections with text that may tell the method where no section has a domain
_STOP = re.compile(r"[\d\w]{2}[.;]\s+(?=[A-ZÅÄÖ])")
_LABEL = 48  # letters of the longest label that ends with a colon


@dataclass(frozen=True, slots=True)
class Labelled:
    """A label of a header table or line with its value: where the value stands, and the form it belongs to."""

    document: int
    form: int | None
    label: tuple[int, int]  # in the document's text
    start: int
    end: int


class Record:
    """One annotated case with its dates, labels and hits; everything is found on first use and kept."""

    def __init__(self, annotated: Annotated) -> None:
        self.annotated = annotated
        self.case: CaseFile = annotated.case
        self.seen: dict[tuple[int, int, int, int, int], tuple[frozenset[str], frozenset[str]]] = {}  # of talk_words
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
        return main_form(self.case, section.form) if section else None

    def form_of(self, sentence: Sentence) -> Form | None:
        """The sentence's form; an analysis counts as the investigation that it stands in."""
        at = main_form(self.case, self.case.sections[sentence.section].form)
        return None if at is None else self.case.forms[at]

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
                if main_form(self.case, section.form) == number
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
        row = self.block_of(sentence).kind == "row"
        header = "underlag" not in section.parts and row
        in_section = sentence.section in self.method_sections and not header
        return in_section or (row and self._is_logged(sentence))

    def _is_logged(self, sentence: Sentence) -> bool:
        """A row of the investigation that begins with nothing but a day: an entry in a table of contacts."""
        cells = self.block_of(sentence).cells
        if len(cells) < _LOGGED or not self.before_domains(sentence):
            return False
        start, end = cells[0]
        dates = self.dates(sentence.document, start, end)
        return bool(dates) and sum(d.end - d.start for d in dates) >= end - start - _MARKS

    def tells_method(self, sentence: Sentence) -> bool:
        """The sentence belongs to the account of how the investigation was made."""
        return sentence.section in self.method_sections and self.block_of(sentence).kind != "row"

    def before_domains(self, sentence: Sentence) -> bool:
        """The sentence stands in an investigation before its first description of a domain."""
        form = main_form(self.case, self.case.sections[sentence.section].form)
        return form is not None and sentence.section < self._first_domains.get(form, 0)

    @cached_property
    def _first_domains(self) -> dict[int, int]:
        first: dict[int, int] = {}
        for number, section in enumerate(self.case.sections):
            form = main_form(self.case, section.form)
            if section.domain and form is not None and self.case.forms[form].id == "utredning":
                first.setdefault(form, number)
        return first

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
            grouped: dict[str, list[Hit]] = {}
            for hit in cues_in(self.annotated, sentence, name, "words"):
                grouped.setdefault(hit.key, []).append(hit)
            kept = self._hits[place] = {key: tuple(hits) for key, hits in grouped.items()}
        return kept

    def hits_all(self, name: str, part: str, document: int, start: int, end: int) -> list[Hit]:
        """Hits of one part of a vocabulary between two places of a document."""
        return table(name, part).find(self.case.parsed[document].tokens, *self.tokens(document, start, end))

    @cached_property
    def people(self) -> People:
        """Names of the file and the part of whoever bears them."""
        return People(self.case)

    # Dates

    @cached_property
    def _calendar(self) -> Calendar:
        return Calendar(self.case)

    def dates(self, document: int, start: int, end: int, *, relative: bool = False) -> list[FoundDate]:
        """The dates to the day between two places of a document; "i dag" and the like only where asked for."""
        return self._calendar.dates(document, start, end, relative=relative)

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

    def entry_day(self, sentence: Sentence) -> date | None:
        """The day of the running note (or dated part) in which the sentence stands."""
        return self._calendar.entry_days.get((sentence.document, sentence.block))

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
                        start = block.start
                        for mark in _STOP.finditer(document.text, block.start, colon):
                            start = mark.end()  # "Kim Ek. Inledd 3/2. Far: Bo Ek" has the label "Far"
                        yield Labelled(number, self.form_at(number, start), (start, colon), colon + 1, block.end)

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
