"""What the family answered to one intervention, and who of them: `reply_to(group, replies) -> (answer, who)`."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Literal

from audit.facts.mentions import Mention
from audit.facts.ranking import BEGUN, GRANTED, STATED
from audit.facts.replies_said import Reply
from audit.facts.wording import Line

DRAFT = timedelta(days=45)  # from the reading of a proposal to its date, at the most
Answer = Literal["accepted", "declined", "unknown"]
Who = Literal["vardnadshavare", "barnet", "bada"]


def reply_to(
    group: Sequence[Mention], replies: Sequence[Reply], *, carried_out: bool = False
) -> tuple[Answer, Who | None]:
    """The last answer about this intervention; a no after it had begun is an end, not an answer.

    `carried_out`: the file holds a plan or a follow-up, which nobody writes of what the family has not taken.
    """
    first = min(_place(m.day, m.line) for m in group)
    sections = {m.line.sentence.section for m in group if m.rank >= STATED}
    kind = group[0].type
    begun = [_place(m.day, m.line) for m in group if m.rank == BEGUN or (m.zone == "follow" and m.rank >= STATED)]
    about = [
        r
        for r in replies
        if (kind in r.types or not r.types)
        and (_place(r.day, r.line) >= first or r.line.sentence.section in sections or _to_a_draft(r, first[0]))
    ]
    about.sort(key=lambda r: _place(r.day, r.line))
    nos = frozenset(r.line.sentence.index for r in about if not r.yes)
    answer: Answer = "unknown"
    who: frozenset[str] = frozenset()
    for reply in about:
        late = begun and min(begun) < _place(reply.day, reply.line)
        # "Avslutas utan insats, då det som erbjöds avböjts" says that it never began.
        ended = "uppfoljning" in reply.line.sentence.forms and not reply.line.has("closing", "without")
        if not reply.yes and (late or ended) and _was_given(group, answer, nos):
            continue
        answer, who = ("accepted", frozenset()) if reply.yes else ("declined", who | reply.who)
    planned = any(m.zone == "plan" and (m.rank >= STATED or m.line.sentence.heading) for m in group)
    if answer == "declined" and _carried_out(group, [r for r in about if not r.yes][-1]):
        return "accepted", None
    if answer == "declined" and _granted_after(group, [r for r in about if not r.yes][-1]):
        return "accepted" if any(r.yes for r in about) or carried_out else "unknown", None
    if answer == "declined":
        return answer, _who_of(who)
    decided = any(m.zone == "decide" and m.rank >= STATED for m in group)
    if answer == "unknown" and (begun or planned or (carried_out and decided)):
        return "accepted", None
    return answer, None


def _carried_out(group: Sequence[Mention], no: Reply) -> bool:
    """A plan made after the no, of what was granted or the no did not name: it was another's, or was changed."""
    if no.types and not any(m.rank == GRANTED for m in group):
        return False
    plans = [m for m in group if m.zone == "plan"]
    return any(m.day > no.day if m.day and no.day else m.line.sentence.index > no.line.sentence.index for m in plans)


def _granted_after(group: Sequence[Mention], no: Reply) -> bool:
    """Granted further on in the decision: what is turned down is not granted, so the no was to another's share."""
    here = no.line.sentence
    return any(
        m.rank == GRANTED
        and "beslut" in m.line.sentence.parts
        and m.line.sentence.document == here.document
        and m.line.sentence.index > here.index
        for m in group
    )


def _to_a_draft(reply: Reply, first: date) -> bool:
    """Given when the proposal was read to the family, in the weeks before it is dated."""
    return reply.day is not None and not reply.types and timedelta(0) < first - reply.day <= DRAFT


def _was_given(group: Sequence[Mention], answer: Answer, nos: frozenset[int]) -> bool:
    """Taken, granted or followed up; the sentence of a no follows nothing up."""
    followed = any(m.zone == "follow" and m.line.sentence.index not in nos for m in group)
    return answer == "accepted" or followed or any(m.rank == GRANTED for m in group)


def _who_of(who: frozenset[str]) -> Who | None:
    if len(who) == 2:
        return "bada"
    if "barnet" in who:
        return "barnet"
    return "vardnadshavare" if who else None


def _place(day: date | None, line: Line) -> tuple[date, int]:
    return day or date.min, line.sentence.index
