"""All facts of one case, subject by subject; the only place that knows their order."""

from dataclasses import replace

from audit.annotate.model import Annotated
from audit.facts.child import find_child
from audit.facts.closing import find_closing
from audit.facts.contacts import find_contacts
from audit.facts.disagreements import find_disagreements
from audit.facts.early import find_early
from audit.facts.entry import find_entry
from audit.facts.flags import decided_before, find_flags
from audit.facts.follow_ups import find_follow_ups
from audit.facts.forms import find_forms
from audit.facts.goals import find_goals
from audit.facts.heeded import find_heeded
from audit.facts.in_plan import find_in_plan
from audit.facts.interventions import find_interventions
from audit.facts.links import find_links
from audit.facts.mentions import record_of
from audit.facts.model import Facts, Unknown
from audit.facts.needs import find_needs
from audit.facts.outcome import find_outcome
from audit.facts.participation import find_participation, participation_level
from audit.facts.sip import find_sip
from audit.facts.talks import find_talks
from audit.facts.timeline import find_timeline
from audit.facts.voice import find_voice
from audit.facts.wishes import find_wishes
from audit.facts.workers import find_workers

__all__ = ["find_facts"]


def find_facts(annotated: Annotated) -> Facts:
    """What happened according to the file, each with the passage that says so or the reason why it is null."""
    record = record_of(annotated)
    interventions = find_interventions(annotated)
    entry = find_entry(record)
    timeline, timeline_shown = find_timeline(record, interventions, applied=entry.kind == "ansokan")
    before = decided_before(record, interventions, timeline, timeline_shown["timeline.started"])
    timeline = replace(timeline, flags=find_flags(timeline, before))
    linked = find_links(annotated, find_needs(annotated), find_goals(annotated), interventions)
    outcome = find_outcome(annotated, linked.interventions)
    closing = find_closing(annotated, outcome)
    contacts, contacts_shown = find_contacts(record, timeline, reporter=entry.reporter)
    child = find_child(record, timeline)
    met = find_talks(record, timeline, unborn=bool(child.unborn))
    workers, workers_shown = find_workers(record)
    sip, sip_shown = find_sip(record)
    early = find_early(annotated, linked.interventions, timeline)
    in_plan, in_plan_shown = find_in_plan(annotated)
    heeded = find_heeded(annotated)
    participation = find_participation(annotated, heeded)
    wishes = find_wishes(annotated)
    return Facts(
        forms=find_forms(annotated),
        needs=linked.needs,
        goals=linked.goals,
        interventions=linked.interventions,
        links=linked.links,
        disagreements=find_disagreements(annotated),
        talks=met.talks,
        follow_ups=find_follow_ups(annotated, linked.interventions, linked.goals, linked.needs),
        outcome=outcome.value,
        timeline=timeline,
        early=early.early,
        first_named=early.first_named,
        child_age=child.age,
        child_sex=child.sex,
        child_unborn=child.unborn,
        entry_kind=entry.kind,
        entry_reporter=entry.reporter,
        entry_reasons=entry.reasons,
        closing_reason=closing.reason,
        closing_referred_to=closing.referred_to,
        voice=find_voice(annotated),
        wishes=tuple((who, kind) for who, kind, _ in wishes),
        workers=workers,
        sip=sip,
        meetings=met.meetings,
        contacts=contacts,
        talked_alone=met.talked_alone,
        in_plan=in_plan,
        participation_child=participation_level(participation, "child"),
        participation_parents=participation_level(participation, "parents"),
        participation=participation,
        heeded=heeded,
        shown={
            **timeline_shown,
            "timeline.flags": before,
            **contacts_shown,
            **child.shown,
            **entry.shown,
            "workers": workers_shown or Unknown("not_documented"),
            "sip": sip_shown or Unknown("not_documented"),
            "meetings": met.meetings_shown,
            "talked_alone": met.alone_shown,
            "outcome": outcome.passages,
            "closing.reason": closing.reason_passages,
            "closing.referred_to": closing.referred_passages,
            "early": early.early_passages,
            "first_named": early.named_passages,
            "in_plan": in_plan_shown,
            "wishes": tuple(passage for _, _, passage in wishes) or Unknown("not_documented"),
            **{
                f"participation.{who}": tuple(e.passage for e in participation if e.who == who)
                or Unknown("not_documented")
                for who in ("child", "parents")
            },
        },
    )
