"""The reference texts as cases: sentences with their roles, and short parts with their levels.

`reference_texts/README.md` says how the files are written. A text of sentences becomes a small file of its own, so that
it is annotated where it would stand; a part is a small file already.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from audit.annotate.model import Annotated, Sentence
from audit.annotate.sentences import annotate_case
from audit.casefile.build import documents_to_case
from audit.documents.text import markdown_to_document
from audit.yamlfile import read_yaml

FOLDER = Path(__file__).parents[2] / "reference_texts"
_TITLES = {
    "anmalan": "Anmälan", "forhandsbedomning": "Förhandsbedömning", "utredningsplan": "Utredningsplan",
    "utredning": "Utredning", "analys": "Utredning", "genomforandeplan": "Genomförandeplan", "vardplan": "Vårdplan",
    "uppfoljning": "Uppföljning av genomförandeplan", "journal": "Journalanteckningar",
}  # fmt: skip
_WRITTEN = {"2006": 2011, "2016": 2019}  # a year in the middle of each generation


class _Record(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Coded(_Record):
    """A sentence as its writer coded it."""

    t: str
    r: tuple[str, ...] = ()
    by: str = "writer"
    view: str | None = None
    denied: bool = False
    planned: bool = False


class Child(_Record):
    """The child that a text is about."""

    name: str | None = None  # of a child that has none yet, or whom the text does not name
    age: int | None = None


class Text(_Record):
    """Sentences in a row under one heading of one form."""

    id: str
    style: str | None = None
    generation: str = "2016"
    child: Child
    form: str
    heading: str = ""
    trap: str | None = None
    s: tuple[Coded, ...]


class Part(_Record):
    """A small file with the level that a reader of the manual sets."""

    id: str
    criterion: str
    level: int | str
    trap: str | None = None
    why: str = ""
    style: str | None = None
    generation: str | None = None
    documents: tuple[str, ...]


class Hand(_Record):
    """All texts of one writer."""

    hand: str
    texts: tuple[Text, ...] = ()
    parts: tuple[Part, ...] = Field(default=())


@dataclass(frozen=True)
class Read:
    """A coded sentence beside what the tool makes of it; `found` are the tool's sentences that it covers."""

    text: Text
    coded: Coded
    annotated: Annotated
    found: tuple[Sentence, ...]

    @property
    def roles(self) -> frozenset[str]:
        """The roles that the tool gives it."""
        return frozenset().union(*(s.roles for s in self.found))


def hands(half: str) -> tuple[Hand, ...]:
    """The writers of a half, `test` or `learn`, by name."""
    return tuple(Hand.model_validate(read_yaml(path).data) for path in sorted((FOLDER / half).glob("*.yaml")))


def annotated_of(*documents: str) -> Annotated:
    """A small file, annotated."""
    read = [markdown_to_document(text, f"{number}.md") for number, text in enumerate(documents, 1)]
    return annotate_case(documents_to_case("text", read))


def sentences_of(text: Text) -> Iterator[Read]:
    """Every coded sentence of a text with the tool's reading of it."""
    annotated = annotated_of(_as_document(text))
    written = annotated.case.documents[0].text
    at = 0
    for coded in text.s:
        words = " ".join(coded.t.split())
        start = written.find(words, at)
        if start < 0:
            raise ValueError(f"{text.id}: a sentence is not found in its own text; write it without markup")
        at = start + len(words)
        found = [s for s in annotated.sentences if not s.heading and s.start < at and start < s.end]
        yield Read(text, coded, annotated, tuple(found))


def _as_document(text: Text) -> str:
    year = _WRITTEN[text.generation]
    lines = [f"# {_TITLES[text.form]}", "", f"| Namn | {text.child.name or ''} |"]
    if text.child.age is not None:
        lines += [f"| Född | {year - text.child.age}-02-03 |"]
    lines += [f"| Datum | {year}-05-06 |", ""]
    heading = text.heading or ("Analys och bedömning" if text.form == "analys" else "")
    if text.form == "analys" and heading != "Analys och bedömning":
        lines += ["## Analys och bedömning"]
        lines += [f"### {heading}"] if heading else []
    elif heading:
        lines += [f"## {heading}"]
    return "\n".join([*lines, "", " ".join(" ".join(c.t.split()) for c in text.s), ""])
