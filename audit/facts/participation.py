"""Events that show the child and the guardians taking part in the planning (manual §9), and the levels they give.

find_participation(annotated) -> tuple[TookPart, ...]     in the order of the file
participation_level(events, who) -> int                   0-2, the highest event of "child" or "parents"

What a child wants as told by an adult is no event, unless the adult says to have asked it about the proposal.
"""

from collections.abc import Iterable, Iterator
from typing import Literal

from audit.annotate.model import Annotated, Sentence
from audit.facts.cues import cue_table, cues_in, tokens_of
from audit.facts.model import TookPart
from audit.facts.named import Named
from audit.swedish.phrases import Hit

_PLANS = frozenset({"genomforandeplan", "vardplan"})
_OUTSIDE = frozenset({"anmalan", "forhandsbedomning", "utredningsplan"})
_DECIDING = frozenset({"beslut", "forslag", "mal"})
_SIGNS = ("informed", "answered", "applied", "present", "asked", "shaped", "owned", "comment")
_TOLD_COUNTS = frozenset({"informed", "asked", "present"})  # signs that an adult may tell of the child
_BOTH = frozenset({"båda", "bägge", "bådadera"})
_SHOWN_WITHIN = 4  # sentences of the paragraph in which the plan may have been named
_NOTED_WITHIN = 2  # sentences after a comment in which the answer to it may stand
_NEGATIONS = frozenset({"inte", "ej", "aldrig", "icke", "ingen", "inga", "utan"})
_TO_COME = frozenset({"ska", "skall", "skulle", "bör", "avses", "kommer", "kan", "måste"})
Place = Literal["plan", "decision", "described", "elsewhere"]
_CHECKED = ("☒", "☑", "[x]", "[X]", "(x)", "(X)")


def find_participation(annotated: Annotated) -> tuple[TookPart, ...]:
    """Level 1: informed or heard about the proposal; 2: shaped goals or interventions, or a comment was answered."""
    file = _File(annotated)
    found: dict[tuple[str, int, int], TookPart] = {}
    for sentence in annotated.sentences:
        if sentence.heading or sentence.forms & _OUTSIDE or file.is_siblings(sentence):
            continue
        for who, level in _events(file, sentence):
            key = (who, sentence.document, sentence.start)
            if key not in found or found[key].level < level:
                found[key] = TookPart(who, level, annotated.passage(sentence))
    return tuple(found.values())


def participation_level(events: Iterable[TookPart], who: Literal["child", "parents"]) -> int:
    """The highest level among the events; 0 without any."""
    return max((event.level for event in events if event.who == who), default=0)


class _File:
    def __init__(self, annotated: Annotated) -> None:
        self.annotated = annotated
        self.named = Named(annotated)
        self._hits: dict[int, list[Hit]] = {}
        self._declined = {
            (s.document, s.section) for s in annotated.sentences if s.forms & _PLANS and self._declines(s)
        }

    def hits(self, sentence: Sentence, *keys: str) -> list[Hit]:
        if sentence.index not in self._hits:
            self._hits[sentence.index] = cues_in(self.annotated, sentence, cue_table("participation", "events"))
        return [h for h in self._hits[sentence.index] if h.key in keys]

    def _declines(self, sentence: Sentence) -> bool:
        return bool(cues_in(self.annotated, sentence, cue_table("participation", "declined")))

    def words(self, start: int, end: int, sentence: Sentence) -> list[str]:
        first, last = sentence.tokens
        return [t.lower for t in tokens_of(self.annotated, sentence)[max(start, first) : min(end, last)]]

    def is_about_plan(self, sentence: Sentence) -> bool:
        return bool(cues_in(self.annotated, sentence, cue_table("participation", "about")))

    def is_siblings(self, sentence: Sentence) -> bool:
        return "sibling" in sentence.about and not sentence.about & {"child", "parent"}

    def is_noted(self, sentence: Sentence) -> bool:
        """A comment or wish is answered, in the sentence or just after it."""
        return any(self.hits(s, "noted") for s in (sentence, *self.following(sentence)))

    def is_shown_plan(self, sentence: Sentence) -> bool:
        """The paragraph so far tells of showing the investigation, the proposal or the plan."""
        first = max(0, sentence.index - _SHOWN_WITHIN)
        before = [s for s in self.annotated.sentences[first : sentence.index + 1] if s.block == sentence.block]
        return any(s.document == sentence.document and self.is_about_plan(s) for s in before)

    def is_declined(self, sentence: Sentence) -> bool:
        """The part of the plan says that it was turned down."""
        return (sentence.document, sentence.section) in self._declined

    def following(self, sentence: Sentence) -> list[Sentence]:
        after = self.annotated.sentences[sentence.index + 1 : sentence.index + 1 + _NOTED_WITHIN]
        return [s for s in after if s.document == sentence.document and s.section == sentence.section]


def _events(file: _File, sentence: Sentence) -> Iterator[tuple[Literal["child", "parents"], int]]:
    place = _place(file, sentence)
    for hit in file.hits(sentence, *_SIGNS):
        if place == "described" and hit.key != "comment":
            continue
        if _is_denied(file, sentence, hit):
            continue
        level = _level(file, sentence, hit, place)
        for who in _whose(file, sentence, hit) if level else ():
            told = who == "child" and sentence.speaker in ("parent", "other")
            if not told or hit.key in _TOLD_COUNTS:
                yield who, level


def _place(file: _File, sentence: Sentence) -> Place:
    """Where it stands: in a plan, a decision or proposal, what the investigation tells of the family, or elsewhere."""
    if sentence.forms & _PLANS:
        return "plan"
    if sentence.parts & _DECIDING:
        return "decision"
    return "described" if file.annotated.case.sections[sentence.section].domain else "elsewhere"


def _level(file: _File, sentence: Sentence, hit: Hit, place: Place) -> int:
    """0: no sign of participation in this place."""
    about = place in ("plan", "decision") or file.is_about_plan(sentence)
    noted = file.is_noted(sentence)
    if hit.key == "present":
        return 1 if place == "plan" else 0
    if hit.key == "asked":
        return 1 if place in ("plan", "decision") else 0
    if hit.key in ("informed", "answered", "applied"):
        return 1 if about else 0
    if hit.key == "comment":
        return 2 if noted and (about or file.is_shown_plan(sentence)) else 1 if about else 0
    if place == "plan":
        return 1 if file.is_declined(sentence) else 2
    if place == "decision":
        return 2 if noted or hit.key == "owned" else 1
    return 2 if noted and file.is_shown_plan(sentence) else 0


def _whose(file: _File, sentence: Sentence, hit: Hit) -> list[Literal["child", "parents"]]:
    if hit.key == "present":
        groups = file.named.any_groups(sentence)
    elif hit.key == "owned":
        groups = file.named.owners(sentence, hit.start, hit.end)
    elif hit.key in ("applied", "asked"):
        groups = file.named.after(sentence, hit.end)
    else:
        groups = file.named.groups(sentence, hit.start, hit.end)
        if not groups and hit.start - sentence.tokens[0] <= 3 and not file.named.mentions(sentence):
            both = set(file.words(hit.start - 3, hit.end, sentence)) & _BOTH
            groups = frozenset({"parents"}) if both else file.named.before(sentence)
    return [who for who in ("child", "parents") if who in groups]


def _is_denied(file: _File, sentence: Sentence, hit: Hit) -> bool:
    """Denied or still to come in the cue's own words, or a box that is ticked for no."""
    text = file.annotated.text(sentence)
    if any(f"{mark} Nej" in text or f"{mark}Nej" in text for mark in _CHECKED):
        return True
    if hit.key in ("informed", "present", "shaped"):
        near = file.words(hit.start - 3, hit.end, sentence)
        opening = file.words(hit.start, hit.start + 1, sentence)
        if not set(opening) & _NEGATIONS and set(near) & (_NEGATIONS - {"inga", "ingen", "utan"}):
            return True
        return bool(set(file.words(hit.start - 3, hit.start, sentence)) & _TO_COME)
    return False
