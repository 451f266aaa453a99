"""One child's file: its documents, the forms found in them, the sections of these, and the persons named."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from audit.documents.model import Document, Passage
from audit.swedish.model import Parsed

Generation = Literal["2006", "2016"]
Role = Literal["child", "mother", "father", "guardian", "sibling", "relative", "worker", "professional", "other"]
Side = Literal["child", "parents", "environment"]


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody named in the file, from header tables, roles ("mamman Lisa", "läraren Bo Ek") and personal numbers."""

    name: str  # as fully as the file gives it
    role: Role
    sex: Literal["flicka", "pojke"] | None = None
    first: tuple[str, ...] = ()  # first names and nicknames that stand for the person alone
    contact: str | None = None  # of a professional: the contact id (skola, bvc, polis …)
    born: date | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with the blocks that stand directly under it, up to the next heading of any level."""

    document: int
    form: int | None  # index in CaseFile.forms of the form it stands in; None: read, but part of no form
    forms: frozenset[str]  # ids; an analysis inside an investigation has both
    parts: frozenset[str]  # analys, orsak, underlag, samtal_med_barnet, barnets_installning, mal, forslag, beslut …
    domain: str | None  # id of the BBIC domain whose heading it stands under
    heading: tuple[int, int] | None  # in the document's text; None for text before the first heading
    title: str  # the heading's words, "" without one
    level: int
    # Half-open range in Document.blocks, the heading's block left out, except where the heading is only the beginning
    # of its block (a label, a run-in heading): then the text of blocks[0] begins at heading[1].
    blocks: tuple[int, int]
    start: int
    end: int
    uncertain: bool = False  # placed by where it stands and what it says, not by its heading
    dated: date | None = None  # of a journal entry or a part with a date of its own
    also: tuple[str, ...] = ()  # further domains that the same heading names ("Arbete och ekonomi" in a file of 2006)
    side: Side | None = None  # of the triangle, where a heading above names it


@dataclass(frozen=True, slots=True)
class Form:
    """A form with content of its own: a document, a part of a combined file or a headed part of a longer one."""

    id: str
    document: int
    start: int
    end: int
    date: date | None
    kind: str | None = None  # of uppfoljning: uppfoljning | overvagande | omprovning
    title: str = ""
    within: int | None = None  # index of the form that it is a part of (analys → utredning)


@dataclass(frozen=True, slots=True)
class Known:
    """District, year or generation with where it comes from; `value` is None with a reason where nothing says it."""

    value: str | int | None
    origin: Literal["manifest", "document", "header", "folder", "headings", "date"] | None = None
    reason: str | None = None
    passages: tuple[Passage, ...] = ()


@dataclass(frozen=True, slots=True)
class Notice:
    """Something a reviewer should know of the case; `id` is in the catalogue, `values` hold no text of the file."""

    id: str
    values: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class CaseFile:
    """Everything read of one case; documents in natural file order, forms by date and then in that order."""

    id: str
    documents: tuple[Document, ...]
    parsed: tuple[Parsed, ...]  # one for each document
    forms: tuple[Form, ...]
    sections: tuple[Section, ...]  # by document and place; together they cover each document's text
    persons: tuple[Person, ...]
    district: Known
    year: Known
    bbic: Known
    notices: tuple[Notice, ...] = ()

    @property
    def child(self) -> Person | None:
        """The child whose file it is, where the file names it."""
        return next((p for p in self.persons if p.role == "child"), None)

    def passage(self, document: int, start: int, end: int) -> Passage:
        """The words that stand there."""
        return Passage(document, start, end, self.documents[document].text[start:end])
