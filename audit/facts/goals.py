"""Goals of plans and decisions: `find_goals(annotated) -> tuple[Goal, ...]`; their needs are set by `links`."""

from audit.annotate.model import Annotated
from audit.facts.model import Goal


def find_goals(annotated: Annotated) -> tuple[Goal, ...]:
    """Goals written under a heading or label of goals, one an item."""
    return ()
