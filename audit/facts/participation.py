"""Events that show the child and the guardians taking part in the planning (manual §9), and the levels they give.

    find_participation(annotated) -> tuple[TookPart, ...]     in the order of the file
    participation_level(events, who) -> int                   0-2, the highest event of "child" or "parents"
"""

from collections.abc import Iterable
from typing import Literal

from audit.annotate.model import Annotated
from audit.facts.model import TookPart


def find_participation(annotated: Annotated) -> tuple[TookPart, ...]:
    """Level 1: informed or heard about the proposal; 2: shaped goals or interventions, or a comment that is answered."""
    return ()


def participation_level(events: Iterable[TookPart], who: Literal["child", "parents"]) -> int:
    """The highest level among the events; 0 without any."""
    return max((event.level for event in events if event.who == who), default=0)
