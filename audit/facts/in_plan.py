"""Whether the child's own view or wish stands in the decision, a plan or a follow-up (manual §4, `in_plan`).

    find_in_plan(annotated) -> tuple[bool | None, tuple[Passage, ...]]

None where the file holds none of these forms and parts; the passages are those that give the view.
"""

from audit.annotate.model import Annotated, Sentence
from audit.documents.model import Passage

_FORMS = frozenset({"genomforandeplan", "vardplan", "uppfoljning"})
_PARTS = frozenset({"beslut", "forslag"})


def find_in_plan(annotated: Annotated) -> tuple[bool | None, tuple[Passage, ...]]:
    """Also where an adult tells it; the investigation's descriptions do not count."""
    inside = [s for s in annotated.sentences if s.forms & _FORMS or s.parts & _PARTS]
    passages = tuple(annotated.passage(s) for s in inside if gives_childs_view(s))
    return (bool(passages) if inside else None), passages


def gives_childs_view(sentence: Sentence) -> bool:
    """A view, wish or account of the child, whoever tells it."""
    return sentence.view_of == "child" and not sentence.heading
