"""Sources that contradict each other: `find_disagreements(annotated) -> tuple[Disagreement, ...]`."""

from audit.annotate.model import Annotated
from audit.facts.model import Disagreement


def find_disagreements(annotated: Annotated) -> tuple[Disagreement, ...]:
    """Contradictions about the child's situation, and whether the writer takes a stand on grounds in the analysis."""
    return ()
