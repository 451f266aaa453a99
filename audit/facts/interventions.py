"""Interventions of the social services for this child: `find_interventions(annotated) -> tuple[Intervention, ...]`."""

from audit.annotate.model import Annotated
from audit.facts.model import Intervention


def find_interventions(annotated: Annotated) -> tuple[Intervention, ...]:
    """What is granted, offered, proposed or begun, each once; `needs` are set by `links`."""
    return ()
