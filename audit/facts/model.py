"""What happened according to the file, each with the passage that says so; knows no rubric.

Names are those of the coding manual (§6-§9) and of the results contract. A fact that no passage shows is None,
and `Facts.shown` tells why.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from audit.documents.model import Passage

Answer = Literal["none", "general", "argued", "refused_with_reason"]


@dataclass(frozen=True, slots=True)
class Need:
    """What the investigation concludes that the child, or a parent for the child's sake, needs."""

    id: str  # n1, n2 … in the order of the file
    domain: str | None
    passage: Passage
    reasoned: bool = False  # follows from reasoning in the same analysis, not only listed
    answer: Answer = "none"
    answered_by: tuple[Passage, ...] = ()  # the passages that argue, name or refuse the answer


@dataclass(frozen=True, slots=True)
class Goal:
    """A goal of a plan or decision, with the needs that it serves."""

    id: str
    passage: Passage
    needs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Intervention:
    """What is granted, offered, proposed or begun; one and the same intervention once for the whole file."""

    id: str  # i1, i2 …
    type: str
    form: str
    passage: Passage
    basis: Literal["bistand", "service", "lvu"] | None = None
    answer: Literal["accepted", "declined", "unknown", "not_asked"] = "unknown"
    declined_by: Literal["vardnadshavare", "barnet", "bada"] | None = None
    method: str | None = None
    provider: Literal["egen", "annan_offentlig", "privat"] | None = None
    extent: str | None = None
    needs: tuple[str, ...] = ()  # the needs that it is said to meet (motivated by)
    started: date | None = None
    ended: date | None = None


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Sources that contradict each other, and whether the writer weighs them."""

    weighed: bool
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Talk:
    """A talk or meeting that the file documents, offers or plans."""

    passage: Passage
    with_: tuple[Literal["child", "parent", "network", "other"], ...]
    day: date | None = None
    alone: bool = False  # with the child, no guardian present
    in_person: bool = True
    held: bool = True  # False: offered, planned, cancelled or refused


@dataclass(frozen=True, slots=True)
class FollowUp:
    """A follow-up that is planned or documented as done."""

    state: Literal["planned", "done"]
    passage: Passage
    when: str | None = None  # ISO date or the passage's own words for the occasion
    responsible: str | None = None  # a role (never a name): socialsekreterare, utforare …
    takes_up: bool = False  # takes up goals or needs
    achieved: bool = False  # tells what was achieved
    next: bool = False  # tells what happens next
    whose: Literal["child", "sibling"] = "child"


@dataclass(frozen=True, slots=True)
class TookPart:
    """An event that shows the child or the guardians taking part in the planning (manual §9)."""

    who: Literal["child", "parents"]
    level: int  # 1 informed or heard, 2 took part in the shaping or commented with an answer
    passage: Passage


@dataclass(frozen=True, slots=True)
class Heeded:
    """The file says what weight the child's view was given, or carries out what the child asked for."""

    passage: Passage


@dataclass(frozen=True, slots=True)
class Timeline:
    """Dates of the course of events (manual §7)."""

    reported: date | None = None
    prelim_decided: date | None = None
    opened: date | None = None
    closed: date | None = None
    started: date | None = None
    ended: date | None = None
    extended: bool = False
    protection_assessment: bool = False
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Unknown:
    """Why a fact is null."""

    reason: str  # an id of the catalogue


@dataclass(frozen=True, slots=True)
class Facts:
    """All facts of one case; `shown` maps a fact's path ("timeline.opened") to its passages or a reason."""

    forms: tuple[str, ...] = ()  # ids present, in the manual's order
    needs: tuple[Need, ...] = ()
    goals: tuple[Goal, ...] = ()
    interventions: tuple[Intervention, ...] = ()
    links: tuple[tuple[str, str], ...] = ()  # (need, intervention)
    disagreements: tuple[Disagreement, ...] = ()
    talks: tuple[Talk, ...] = ()
    follow_ups: tuple[FollowUp, ...] = ()
    outcome: Literal["insats", "tackat_nej", "utan_insats", "pagar"] | None = None
    timeline: Timeline = Timeline()
    early: Literal["akut", "under_utredning", "slutlig"] | None = None
    first_named: tuple[str, str | None] | None = None  # form and ISO day
    child_age: int | None = None  # whole years at opening
    child_sex: Literal["flicka", "pojke"] | None = None
    child_unborn: bool | None = None
    entry_kind: Literal["anmalan", "ansokan", "information"] | None = None
    entry_reporter: str | None = None
    entry_reasons: tuple[str, ...] = ()
    closing_reason: str | None = None
    closing_referred_to: tuple[str, ...] = ()
    voice: dict[str, tuple[int, int]] = field(default_factory=dict)  # form → (child, parents), 0-2
    wishes: tuple[tuple[str, str], ...] = ()  # (child | parents, kind)
    workers: int | None = None
    sip: bool | None = None
    meetings: int | None = None
    contacts: tuple[str, ...] = ()
    talked_alone: bool | None = None
    in_plan: bool | None = None  # None: no decision, plan or follow-up
    participation_child: int | None = None
    participation_parents: int | None = None
    participation: tuple[TookPart, ...] = ()  # the events behind the two levels
    heeded: tuple[Heeded, ...] = ()  # what the child's view weighed
    shown: dict[str, tuple[Passage, ...] | Unknown] = field(default_factory=dict)
