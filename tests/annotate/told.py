"""Ways to set a sentence into an invented case file: the child is Kim Ek, a girl of eleven; everybody is invented."""

from functools import cache

from audit.annotate.model import Annotated, Sentence
from tests.builders import annotated_of

_HEAD = (
    "# Utredning\n\n| Namn | Kim Ek |\n| Personnummer | 080314-0005 |\n"
    "| Vårdnadshavare | Sara Ek (mamma), Jonas Ek (pappa) |\n| Inledd | 2019-02-04 |\n\n"
)
_BABY = (
    "# Utredning\n\n| Namn | Alma Dal |\n| Personnummer | 180914-0005 |\n"
    "| Vårdnadshavare | Lisa Dal |\n| Inledd | 2019-02-04 |\n\n"
)


@cache
def case(text: str, heading: str = "Utbildning", head: str = _HEAD) -> Annotated:
    """The text under a heading of the investigation."""
    return annotated_of(f"{head}## {heading}\n\n{text}\n")


def said(text: str, heading: str = "Utbildning") -> Sentence:
    """The last sentence of the text, under the heading of an area."""
    return case(text, heading).sentences[-1]


def analysed(text: str) -> Sentence:
    """The last sentence of the text, in the analysis."""
    return said(text, "Analys och bedömning")


def in_talk(text: str) -> Sentence:
    """The last sentence of the text, in the part about the talk with the child."""
    return said(text, "Samtal med barnet")


def of_baby(text: str, heading: str = "Känslor och beteende") -> Sentence:
    """The last sentence of the text, in the file of a child of five months."""
    return case(text, heading, _BABY).sentences[-1]
