"""Events that show the child and the guardians taking part in the planning (manual §9), and the levels they give.

find_participation(annotated, heeded=()) -> tuple[TookPart, ...]     in the order of the file
participation_level(events, who) -> int                   0-2, the highest event of "child" or "parents"

What a child wants as told by an adult is no event, unless the adult says to have asked it about the proposal.
"""

from collections.abc import Iterable, Iterator
from typing import Literal

from audit.annotate.model import Annotated, Sentence
from audit.facts.cues import is_only_heading
from audit.facts.model import Heeded, TookPart
from audit.facts.participation_reading import CHECKED, PLANS, ParticipationReading
from audit.swedish.phrases import Hit

Place = Literal["plan", "decision", "described", "elsewhere"]
_OUTSIDE = frozenset({"anmalan", "forhandsbedomning", "utredningsplan"})
_DECIDING = frozenset({"beslut", "forslag", "mal"})
_SIGNS = (
    "informed", "answered", "terse", "applied", "present", "asked", "joined", "shaped", "shaped_by", "wished", "owned",
    "comment", "says",
)  # fmt: skip
_ACTING = frozenset({"answered", "joined", "shaped", "wished", "comment", "says"})
_TOLD_COUNTS = frozenset({"informed", "asked", "present"})  # signs that an adult may tell of the child
_BY_A_NAME = frozenset({"informed", "comment", "says", "answered", "wished", "joined", "shaped", "owned"})
_BOTH = frozenset({"båda", "bägge", "bådadera"})
_NEGATIONS = frozenset({"inte", "ej", "aldrig", "icke", "ingen", "inga", "utan"})
_TO_COME = frozenset({"ska", "skall", "skulle", "bör", "avses", "kommer", "kan", "måste", "behöver", "rätt", "önskar"})
_CHANCE = frozenset({"rätt", "möjlighet", "möjligheten", "tillfälle", "inbjudits", "ombetts", "välkomna", "ska", "kan"})
_WHETHER = frozenset({"om", "huruvida", "ifall", "vad"})
_TOO = frozenset({"också", "även", "likaså", "detsamma"})  # as the sentence before
_FINDS = frozenset({"tycker", "tyckte", "anser", "menar"})
_TOLD = frozenset(
    {"informerad", "informerade", "informerats", "info", "underrättad", "underrättats", "upplyst", "upplysta"}
)
_BRIEF = 8  # tokens
_LATER = frozenset({"senare", "framöver", "därefter", "inom"})


def find_participation(annotated: Annotated, heeded: Iterable[Heeded] = ()) -> tuple[TookPart, ...]:
    """Level 1: informed or heard about the proposal; 2: shaped goals or interventions, or a comment was answered.

    `heeded`: what the child's view weighed; in a plan the child has thereby shaped it.
    """
    file = ParticipationReading(annotated)
    found: dict[tuple[str, int, int], TookPart] = {}
    followed = {(h.passage.document, h.passage.start) for h in heeded}
    for sentence in annotated.sentences:
        if sentence.forms & _OUTSIDE or file.is_siblings(sentence):
            continue
        if is_only_heading(annotated, sentence) and not file.is_row(sentence):
            continue
        events = list(_events(file, sentence))
        if sentence.forms & PLANS and (sentence.document, sentence.start) in followed:
            events.append(("child", 2))
        for who, level in events:
            key = (who, sentence.document, sentence.start)
            if key not in found or found[key].level < level:
                found[key] = TookPart(who, level, annotated.passage(sentence))
    return tuple(found.values())


def participation_level(events: Iterable[TookPart], who: Literal["child", "parents"]) -> int:
    """The highest level among the events; 0 without any."""
    return max((event.level for event in events if event.who == who), default=0)


def _events(file: ParticipationReading, sentence: Sentence) -> Iterator[tuple[Literal["child", "parents"], int]]:
    place = _place(file, sentence)
    for hit in file.hits(sentence, *_SIGNS):
        if place == "described" and hit.key not in ("comment", "says") and not file.names_shown(sentence, hit):
            continue
        if _is_denied(file, sentence, hit) or (hit.key in ("wished", "says", "answered") and file.is_goal(sentence)):
            continue
        level = _level(file, sentence, hit, place)
        for who in _whose(file, sentence, hit) if level else ():
            if who == "child" and hit.key not in _TOLD_COUNTS and file.is_told_by_adult(sentence, hit):
                continue
            if who == "child":
                yield from _of_the_child(file, sentence, hit, place, level)
            else:
                yield who, level


def _of_the_child(
    file: ParticipationReading, sentence: Sentence, hit: Hit, place: Place, level: int
) -> Iterator[tuple[Literal["child"], int]]:
    """What a child says or wants stands everywhere in a file; only about the proposal is it participation."""
    if "observes_experience" in sentence.roles:
        return  # what an infant was seen to want
    if hit.key == "says" and not file.was_shown(sentence, "child"):
        return
    if hit.key == "answered" and not file.is_about(
        sentence, *(("shown",) if place == "elsewhere" else ("plan", "help"))
    ):
        return
    if hit.key == "wished" and place == "decision" and not file.is_noted(sentence):
        return
    # A wish that stands in a plan may be an adult's guess; the child took part where it was there or the wish was met.
    guessed = hit.key == "wished" or (hit.key == "shaped" and place != "plan")
    met = not guessed or file.is_noted(sentence) or file.attends(sentence.document)
    yield "child", level if met else min(level, 1)


def _place(file: ParticipationReading, sentence: Sentence) -> Place:
    """Where it stands: in a plan, a decision or proposal, what the investigation tells of the family, or elsewhere."""
    if sentence.forms & PLANS:
        return "plan"
    section = file.annotated.case.sections[sentence.section]
    if sentence.parts & _DECIDING or file.is_shared(sentence):
        return "decision"
    return "described" if section.domain else "elsewhere"


def _level(file: ParticipationReading, sentence: Sentence, hit: Hit, place: Place) -> int:
    """0: no sign of participation in this place."""
    in_plan = place in ("plan", "decision") or file.is_box(sentence)
    if hit.key == "terse":
        colon = file.words(hit.start - 1, hit.start, sentence) == [":"]
        said = any(m.end == hit.start - colon for m in file.named.mentions(sentence))
        return 1 if said and (in_plan or file.is_about_nearby(sentence, "plan", "help")) else 0
    if hit.key == "present":
        if place == "plan" and file.tells_meeting(sentence):
            return 1
        # Who sits at the table has heard of the plan; a part in the shaping is said in other words.
        if place != "plan" or not (file.is_row(sentence) or file.is_about(sentence, "plan", "meeting")):
            return 0
        return 1
    if hit.key == "asked":
        return 1 if in_plan else 0
    if hit.key == "informed" and (file.is_about(sentence, "opening") or file.is_content(sentence, hit)):
        return 0
    if hit.key == "informed" and in_plan and file.is_quoted(sentence) and file.is_noted(sentence):
        return 2  # what was said of it stands there, and what was done with that
    if hit.key == "comment" and file.is_only_label(sentence, hit):
        return 1
    if hit.key in ("informed", "answered", "applied"):
        kinds = ("plan",) if hit.key == "informed" else ("plan", "help")
        spoken = file.words(*sentence.tokens, sentence)
        said_to = set(file.words(hit.start, hit.end, sentence)) & _TOLD
        # "Modern informerad per telefon.": of what, the sentences before it tell.
        too = hit.key == "informed" and (
            set(spoken) & _TOO or (len(spoken) <= _BRIEF and said_to and "om" not in spoken)
        )
        if (
            hit.key == "answered"
            and hit.end - hit.start <= 3
            and {"tackar", "tackade", "tackat"} & set(file.words(hit.start, hit.end, sentence))
        ):
            return 1 if in_plan or file.is_about_nearby(sentence, "plan", "help") else 0
        about = file.is_about_nearby(sentence, "plan") if too else file.is_about(sentence, *kinds)
        return 1 if in_plan or about else 0
    noted = file.is_noted(sentence)
    if hit.key in ("comment", "says"):
        if hit.key == "says" and sentence.planned:
            return 0
        written = "yttrande" in file.words(*sentence.tokens, sentence)  # made on what was sent out
        corrected = hit.key == "comment" and (written or (noted and place == "decision"))
        if not corrected and not file.is_shown_plan(sentence, by_name=hit.key == "comment"):
            return 0
        asks = hit.key == "says" and bool(file.hits(sentence, "question"))
        elsewhere = hit.key == "says" and not file.is_shared(sentence) and not file.is_about(sentence, "plan", "help")
        bare = asks or elsewhere or file.is_bare_praise(sentence)
        return 2 if noted or not bare else 1
    if hit.key == "wished" and set(file.words(hit.end, hit.end + 2, sentence)) & _NEGATIONS:
        return 1 if in_plan else 0
    if place == "plan":
        bare = hit.key == "wished" and bool(file.hits(sentence, "praise")) and not noted
        return 1 if bare or file.is_declined(sentence) else 2
    if place == "decision":
        return 2 if noted or hit.key in ("owned", "joined", "shaped", "shaped_by") else 1
    if set(file.words(hit.start, hit.end, sentence)) & _FINDS:
        return 0  # how the help is liked, told at its follow-up
    return 2 if noted and ("uppfoljning" in sentence.forms or file.is_shown_plan(sentence, by_name=False)) else 0


def _whose(file: ParticipationReading, sentence: Sentence, hit: Hit) -> list[Literal["child", "parents"]]:
    named = file.named
    if hit.key == "present":
        groups = named.any_groups(sentence) or _unnamed(file, sentence, hit)
    elif hit.key == "owned":
        groups = named.owners(sentence, hit.start, hit.end) or named.groups(sentence, hit.start, hit.end, acting=True)
    elif hit.key in ("applied", "asked", "shaped_by"):
        groups = named.after(sentence, hit.start + 1)
    else:
        told = hit.key == "informed"
        groups = (
            named.receivers(sentence, hit.start, hit.end)
            if told
            else named.groups(sentence, hit.start, hit.end, acting=hit.key in _ACTING)
        )
        # A name whose role the file does not tell is nobody else's: children and guardians answer a proposal.
        others = [m for m in named.mentions(sentence) if not m.genitive and m.kind not in ("writer", "other")]
        if not groups and not others:
            groups = _unnamed(file, sentence, hit)
    if hit.key in _BY_A_NAME and not groups:
        groups = file.represented(sentence, hit)
    if hit.key in _BY_A_NAME and _is_unknown(file, sentence, hit):
        return ["parents"]
    return [who for who in ("child", "parents") if who in groups]


def _is_unknown(file: ParticipationReading, sentence: Sentence, hit: Hit) -> bool:
    """Done by, or the own of, somebody called by a name that the file does not explain: who reads and answers the
    investigation without being the child or a professional is a guardian."""
    near = [
        m
        for m in file.named.mentions(sentence)
        if m.kind != "writer" and m.start < hit.end and (hit.key == "owned" or not m.genitive)
    ]
    if not near or near[-1].kind != "other" or not near[-1].name:
        return False
    if any(m.kind == "child" and not m.genitive for m in near):
        return False  # somebody else beside the child, as at its talks
    return hit.key != "owned" or near[-1].end >= hit.start - 1


def _unnamed(file: ParticipationReading, sentence: Sentence, hit: Hit) -> frozenset[str]:
    """Whose it is where nobody is named: both parents, the owner of the label or heading, or who was just spoken of."""
    if set(file.words(hit.start - 3, hit.end, sentence)) & _BOTH:
        return frozenset({"parents"})
    owners = file.named.owners(sentence, sentence.tokens[0], hit.start) or file.titled(sentence)
    near = hit.start - sentence.tokens[0] <= 3
    if not owners and near:
        owners = file.named.before(sentence)
    # Who answers a proposal without being named, or by a name that the file does not explain, is a guardian.
    return owners or (frozenset({"parents"}) if hit.key in ("answered", "wished", "joined", "shaped") else frozenset())


def _is_denied(file: ParticipationReading, sentence: Sentence, hit: Hit) -> bool:
    """Denied or still to come in the cue's own words, or a box that is ticked for no."""
    text = file.annotated.text(sentence)
    if any(f"{mark} Nej" in text or f"{mark}Nej" in text for mark in CHECKED):
        return True
    if hit.key in ("comment", "says") and set(file.words(hit.start - 10, hit.start, sentence)) & _CHANCE:
        return True
    if hit.key == "wished" and set(file.words(hit.start - 2, hit.start, sentence)) & _WHETHER:
        return True
    if set(file.words(hit.end, hit.end + 1, sentence)) & _LATER:
        return True
    if hit.key == "shaped" and "den" in file.words(hit.start - 3, hit.start, sentence):
        return True  # "hans mening har vägt in och den har fått bestämma": no person does
    if hit.key in ("informed", "present", "joined", "shaped", "shaped_by", "wished"):
        near = file.words(hit.start - 3, hit.end, sentence)
        opening = file.words(hit.start, hit.start + 1, sentence)
        if not set(opening) & _NEGATIONS and set(near) & (_NEGATIONS - {"inga", "ingen", "utan"}):
            return True
        return bool(set(file.words(hit.start - 3, hit.start, sentence)) & _TO_COME)
    return False
