"""Needs that the investigation concludes: `find_needs(annotated) -> tuple[Need, ...]`; answers are set by `links`."""

from audit.annotate.model import Annotated
from audit.facts.model import Need


def find_needs(annotated: Annotated) -> tuple[Need, ...]:
    """Needs of the child, or of a parent for the child's sake, in the order of the file; `answer` is still none."""
    return ()
