"""What came before the assessment: `find_early(annotated, interventions, timeline) -> Early`."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from audit.annotate.model import Annotated
from audit.documents.model import Passage
from audit.facts.model import Intervention, Timeline


@dataclass(frozen=True, slots=True)
class Early:
    """The kind of early measure, and the form and ISO day that first name the finally decided intervention."""

    early: Literal["akut", "under_utredning", "slutlig"] | None = None
    first_named: tuple[str, str | None] | None = None
    early_passages: tuple[Passage, ...] = ()
    named_passages: tuple[Passage, ...] = ()


def find_early(annotated: Annotated, interventions: Sequence[Intervention], timeline: Timeline) -> Early:
    """Only `timeline.closed` (and `opened`) are read, so it may be called before flags are set."""
    return Early()
