"""Interventions of the social services for this child: `find_interventions(annotated) -> tuple[Intervention, ...]`.

Every mention of a type is weighed by where it stands and by the words around it (`mentions`); a type is an
intervention where at least one mention grants, begins, proposes or offers it. Earlier help, what was only thought of,
what another authority gives and what a sibling gets are none.
"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from audit.annotate.model import Annotated
from audit.facts.mentions import Mention, find_mentions, record_of
from audit.facts.model import Intervention
from audit.facts.ranking import STATED
from audit.facts.replies import reply_to
from audit.facts.replies_said import find_replies
from audit.facts.terms import basis, cared_for_without_consent, ended, extent, method, provider, started
from audit.facts.wording import Line, lines
from audit.vocabulary import load_vocabulary


def find_interventions(annotated: Annotated) -> tuple[Intervention, ...]:
    """What is granted, offered, proposed or begun, each once; `needs` are set by `links`."""
    record = record_of(annotated)
    mentions = find_mentions(annotated)
    replies = find_replies(annotated, mentions)
    following = _following(annotated)
    forced = cared_for_without_consent(lines(annotated))
    carried_out = any(
        f.id in ("genomforandeplan", "uppfoljning") and "förslag" not in f.title.lower() for f in annotated.case.forms
    )
    found = []
    for group in _by_type(mentions):
        best = max(group, key=lambda m: (m.zone == "decide" and m.rank >= STATED, m.rank, -m.line.sentence.index))
        answer, declined_by = reply_to(group, replies, carried_out=carried_out)
        grounds = basis(group, following, without_consent=forced)
        found.append(
            Intervention(
                id="",
                type=best.type,
                form=load_vocabulary("interventions")["forms"][best.type],
                passage=annotated.passage(best.line.sentence),
                basis=grounds,
                answer="not_asked" if grounds == "lvu" else answer,
                declined_by=None if grounds == "lvu" else declined_by,
                method=method(group),
                provider=provider(group),
                extent=extent(group),
                started=started(group, record),
                ended=ended(group, record),
            )
        )
    found.sort(key=lambda i: (i.passage.document, i.passage.start))
    return tuple(replace(one, id=f"i{number}") for number, one in enumerate(found, 1))


def _by_type(mentions: Sequence[Mention]) -> list[list[Mention]]:
    """Mentions of each type that something shows to be given or offered."""
    groups: dict[str, list[Mention]] = {}
    for mention in mentions:
        groups.setdefault(mention.type, []).append(mention)
    return [group for group in groups.values() if any(m.rank >= STATED for m in group)]


def _following(annotated: Annotated) -> dict[int, Line]:
    """The next sentence of the same paragraph, by the index of the one before."""
    every = lines(annotated)
    return {
        line.sentence.index: after
        for line, after in pairwise(every)
        if (line.sentence.document, line.sentence.block) == (after.sentence.document, after.sentence.block)
    }
