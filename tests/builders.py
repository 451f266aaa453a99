"""Case files of a few lines, for tests; every person and place in tests is invented.

A text is light Markdown, as `read_document` reads it:

    # Utredning
    | Namn | Kim Ek |
    ## Hälsa
    Kim sover sju timmar.
"""

from typing import TYPE_CHECKING

from audit.casefile.build import documents_to_case
from audit.casefile.model import CaseFile
from audit.documents.model import Document
from audit.documents.text import markdown_to_document, plain_to_document

if TYPE_CHECKING:
    from audit.annotate.model import Annotated, Sentence
    from audit.facts.model import Facts

CHILD = "# Utredning\n\n| Namn | Kim Ek |\n| Personnummer | 080314-0005 |\n| Inledd | 2019-02-04 |\n\n"


def document_of(text: str, name: str = "akt.md") -> Document:
    """A document of light Markdown; of plain text where the name ends in .txt and no line begins with a sign."""
    plain = name.endswith(".txt") and not any(line.startswith(("#", "|", "**")) for line in text.splitlines())
    return plain_to_document(text, name) if plain else markdown_to_document(text, name)


def case_of(*texts: str, **options: object) -> CaseFile:
    """A case of these documents, "1.md", "2.md" and so on."""
    documents = [document_of(text, f"{number}.md") for number, text in enumerate(texts, 1)]
    return documents_to_case("fall", documents, **options)  # type: ignore[arg-type]


def annotated_of(*texts: str) -> "Annotated":
    """The same, annotated."""
    from audit.annotate.sentences import annotate_case

    return annotate_case(case_of(*texts))


def sentence(text: str) -> "Sentence":
    """The last sentence of the text, annotated, in an investigation of an invented child."""
    return annotated_of(CHILD + text).sentences[-1]


def facts_of(*texts: str) -> "Facts":
    """The facts of these documents."""
    from audit.facts.find import find_facts

    return find_facts(annotated_of(*texts))
