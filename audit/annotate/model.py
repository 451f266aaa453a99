"""Sentences that know who speaks and of whom; made once, knowing no rubric."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Literal

from audit.casefile.model import CaseFile, Side
from audit.documents.model import Passage

Speaker = Literal["writer", "child", "parent", "other"]
Kind = Literal["child", "mother", "father", "parents", "sibling", "professional", "natverk", "writer", "other"]
ROLES = (
    "reports", "lists", "describes", "interprets", "causes", "consequence", "weighs", "concludes_need", "decides",
    "weighs_view", "reason_not_heard", "observes_experience", "plans_follow_up", "stock_phrase",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Mention:
    """Somebody named, called by a role, or meant by a pronoun."""

    start: int  # token range in the document
    end: int
    kind: Kind
    contact: str | None = None  # of a professional: skola, bvc …
    sex: str | None = None  # f | m
    genitive: bool = False
    pronoun: bool = False
    name: str = ""  # tells two of one kind apart


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of the file with all that later stages ask of it."""

    index: int  # in Annotated.sentences
    document: int
    section: int  # index in CaseFile.sections
    block: int  # index in Document.blocks: its paragraph
    start: int
    end: int
    tokens: tuple[int, int]  # half-open range in Parsed.tokens of the document
    forms: frozenset[str]
    parts: frozenset[str]
    domain: str | None
    also: frozenset[str] = frozenset()  # further areas that it tells of, which have no text under a heading of theirs
    heading: bool = False  # a heading or a label; counts for no measure
    speaker: Speaker = "writer"  # whose account it is: the writer's own words, or the child's, a parent's, another's
    source: str | None = None  # of speaker other: the contact id where the file tells it (skola, bvc, natverk …)
    view_of: Literal["child", "parent", "other"] | None = None  # whose view, wish or feeling it gives
    about: frozenset[str] = frozenset()  # child, parent, sibling, other
    roles: frozenset[str] = frozenset()  # of ROLES
    sides: frozenset[Side] = frozenset()  # sides of the triangle that it touches
    denied: bool = False
    planned: bool = False  # only planned, possible or wished for; not done
    copied: tuple[Passage, ...] = ()  # earlier passages of the file that it repeats almost word by word
    rich: bool = False  # full of information on its own: place, time, number, name or several concrete statements
    certain: bool = True  # False: its role rests on weak signs
    mentions: tuple[Mention, ...] = ()  # in the order of the sentence
    dated: date | None = None  # the day it tells of, where a date stands in it or heads its entry

    @property
    def domains(self) -> frozenset[str]:
        """All areas that it counts for."""
        return self.also | {self.domain} if self.domain else self.also


@dataclass(frozen=True, slots=True)
class Place:
    """Where sentences of the file stand; its name is form, form.part or form.domain."""

    name: str
    forms: frozenset[str]
    parts: frozenset[str]
    domains: frozenset[str]


@dataclass(frozen=True)
class Annotated:
    """A case file with its sentences, in the order of the file."""

    case: CaseFile
    sentences: tuple[Sentence, ...]

    @cached_property
    def by_domain(self) -> dict[str, tuple[Sentence, ...]]:
        """The sentences of each area of the triangle, in the order of the file."""
        found: dict[str, list[Sentence]] = {}
        for sentence in self.sentences:
            for domain in sentence.domains:
                found.setdefault(domain, []).append(sentence)
        return {domain: tuple(listed) for domain, listed in found.items()}

    @cached_property
    def places(self) -> tuple[Place, ...]:
        """The kinds of places that the file has, each once, in the order of the file; empty sections are none."""
        found: dict[Place, None] = {}
        for section in self.case.sections:
            if section.form is None or section.end <= section.start:
                continue
            form = self.case.forms[section.form].id
            detail = section.domain or next(iter(sorted(section.parts - {form, "analys"})), None)
            domains = frozenset(domain for domain in (section.domain, *section.also) if domain)
            found.setdefault(Place(f"{form}.{detail}" if detail else form, section.forms, section.parts, domains))
        return tuple(found)

    def text(self, sentence: Sentence) -> str:
        """The sentence as it stands in the document."""
        return self.case.documents[sentence.document].text[sentence.start : sentence.end]

    def passage(self, sentence: Sentence) -> Passage:
        """The sentence as a passage."""
        return self.case.passage(sentence.document, sentence.start, sentence.end)

    def lemmas(self, sentence: Sentence) -> tuple[str, ...]:
        """The lemmas of its tokens in order."""
        return tuple(t.lemma for t in self.case.parsed[sentence.document].tokens[slice(*sentence.tokens)])
