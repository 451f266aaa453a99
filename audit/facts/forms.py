"""Which forms the file holds: `find_forms(annotated) -> tuple[str, ...]`, each once, in the manual's order."""

from audit.annotate.model import Annotated

ORDER = (
    "anmalan", "forhandsbedomning", "utredningsplan", "utredning", "analys",
    "genomforandeplan", "vardplan", "uppfoljning", "journal",
)  # fmt: skip


def find_forms(annotated: Annotated) -> tuple[str, ...]:
    """A form counts wherever it stands, also as a part of another; a heading without content was never made a form."""
    present = {form.id for form in annotated.case.forms}
    return tuple(form for form in ORDER if form in present)
