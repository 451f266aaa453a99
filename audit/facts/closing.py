"""Why the investigation was closed and to whom the family was referred: `find_closing(annotated, outcome) -> Closing`."""

from dataclasses import dataclass

from audit.annotate.model import Annotated
from audit.documents.model import Passage
from audit.facts.outcome import Outcome


@dataclass(frozen=True, slots=True)
class Closing:
    """`reason` is an id of the manual §7 or None; `referred_to` are contact ids; each with its passages."""

    reason: str | None = None
    referred_to: tuple[str, ...] = ()
    reason_passages: tuple[Passage, ...] = ()
    referred_passages: tuple[Passage, ...] = ()


def find_closing(annotated: Annotated, outcome: Outcome) -> Closing:
    """The reason of closing and the contacts that the family is referred to."""
    return Closing()
