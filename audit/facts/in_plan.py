"""Whether the child's own view or wish stands in the decision, a plan or a follow-up (manual §4, `in_plan`).

    find_in_plan(annotated) -> tuple[bool | None, tuple[Passage, ...]]

None where the file holds none of these forms and parts; the passages are those that give the view.
"""

from audit.annotate.model import Annotated
from audit.documents.model import Passage

_FORMS = frozenset({"genomforandeplan", "vardplan", "uppfoljning"})


def find_in_plan(annotated: Annotated) -> tuple[bool | None, tuple[Passage, ...]]:
    """Also where an adult tells it; the investigation's descriptions do not count."""
    inside = [s for s in annotated.sentences if s.forms & _FORMS or "beslut" in s.parts]
    passages = tuple(annotated.passage(s) for s in inside if s.view_of == "child" and not s.denied)
    return (bool(passages) if inside else None), passages
