"""Follow-ups that are documented as held: in a form of their own, at the end of a plan, or in the journal."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from audit.annotate.model import Sentence
from audit.facts.cues import tokens_of
from audit.facts.follow_up_reading import FollowUpReading
from audit.facts.follow_up_units import Unit, find_units, is_siblings, is_verdict
from audit.facts.model import FollowUp
from audit.facts.wording import words
from audit.swedish.lemmas import lemma

_BY_NOW = frozenset(
    {"nu", "numera", "sedan", "sen", "redan", "förut", "tidigare", "innan", "våras", "höstas", "somras", "sista"}
)
_LABEL = re.compile(r"^\W*(?:\d{1,2}\s*[.):]\s*)?([^\W\d][^:.;!?]{1,38}):\s+\S")


def done_follow_ups(file: FollowUpReading, *, declined: bool = False) -> list[FollowUp]:
    """One for each occasion, with what its whole form or entry says, in the order of the file.

    `declined`: every intervention was; then a meeting of any other name than follow-up is the one about the answer.
    """
    found = [_follow_up(file, unit) for unit in find_units(file, declined=declined)]
    return _merged(sorted(found, key=lambda f: (f.passage.document, f.passage.start)))


def _follow_up(file: FollowUpReading, unit: Unit) -> FollowUp:
    siblings = is_siblings(file, unit)
    every = unit.sentences if siblings else file.without_siblings(unit.sentences) or unit.sentences
    told = [s for s in every if not file.is_heading(s)] or list(every)
    named = [s for s in every if file.names_goal(s)]
    verdict = any(is_verdict(file, s) for s in told)
    points = _point_by_point(file, told)
    again = file.aims_taken_up(told) | points
    # Where no goal is called so, only what has come of its own matter is an outcome.
    achieved = [
        s
        for s in told
        if file.has(s, "outcome", "achieved")
        and not (file.has(s, "goals", "goals") and not file.names_goal(s))
        and (named or verdict or not again or s.block in again)
    ]
    if not achieved and points:
        # Under the matter's own word also "nu läser han" tells how far it has come.
        achieved = [s for s in told if s.block in points and not s.planned and file.words(s) & _BY_NOW]
    telling = next((s for s in achieved if s in named), None) or next(iter(achieved), None)
    return FollowUp(
        "done",
        file.annotated.passage(telling or next((s for s in told if not file.is_row(s)), told[0])),
        unit.day.isoformat() if unit.day else None,
        takes_up=bool(named) or verdict or bool(again),
        achieved=bool(achieved),
        next=any(_tells_what_is_next(file, s) for s in told),
        whose="sibling" if siblings else "child",
    )


def _tells_what_is_next(file: FollowUpReading, sentence: Sentence) -> bool:
    """A goal that is said again ("hon ska sova") tells nothing of what comes after the follow-up."""
    return file.has(sentence, "outcome", "next") or (
        file.has(sentence, "outcome", "coming") and not file.names_goal(sentence)
    )


def _point_by_point(file: FollowUpReading, told: Sequence[Sentence]) -> frozenset[int]:
    """The paragraphs that take up one matter each under its own word: "Frukosten: fungerar sedan jul."

    Who tells something ("Mamma: …") is no matter, unless it stands among matters.
    """
    if not file.has_aims:
        return frozenset()
    formal, telling = words("follow_up", "formal_labels"), words("follow_up", "telling_labels")
    found: dict[int, bool] = {}  # by the sentence's index: whether it is a matter by its own word
    blocks: list[int] = []
    for s in told:
        label = _LABEL.match(file.text(s))
        if not label or file.is_row(s):
            continue
        named = label.group(1).lower().split()
        lemmas = {lemma(w) for w in named}
        if lemmas & formal or file.worker_in(set(named)):
            continue
        colon = s.start + label.end(1)
        tokens = tokens_of(file.annotated, s)
        somebody = bool(lemmas & telling) or any(tokens[m.start].start < colon for m in s.mentions)
        found[s.index] = not somebody
        blocks.append(s.block)
    return frozenset(blocks) if len(found) >= 2 and any(found.values()) else frozenset()


def _merged(done: Iterable[FollowUp]) -> list[FollowUp]:
    """One fact for each occasion: a journal's line and the form of the same day are one."""
    kept: list[FollowUp] = []
    for one in done:
        for place, other in enumerate(kept):
            if other.when == one.when and one.when is not None and other.whose == one.whose:
                richer = max(other, one, key=lambda f: (f.takes_up, f.achieved, f.next))
                kept[place] = replace(
                    richer,
                    takes_up=other.takes_up or one.takes_up,
                    achieved=other.achieved or one.achieved,
                    next=other.next or one.next,
                )
                break
        else:
            kept.append(one)
    return kept
