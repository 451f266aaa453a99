"""What the child or the parents themselves ask for (manual §7, `wishes`).

    find_wishes(annotated) -> tuple[tuple[str, str, Passage], ...]

("child" | "parents", kind, passage) with kind one of praktisk_hjalp, avlastning, samtal, behandling, annat;
each person and kind once, with the first passage that says so.
"""

from audit.annotate.model import Annotated
from audit.documents.model import Passage


def find_wishes(annotated: Annotated) -> tuple[tuple[str, str, Passage], ...]:
    """A wish that the person voices; what others suggest, and what is declined, is none."""
    return ()
