"""Events that show the child and the guardians taking part in the planning (manual §9), and the levels they give.

find_participation(annotated) -> tuple[TookPart, ...]     in the order of the file
participation_level(events, who) -> int                   0-2, the highest event of "child" or "parents"

What a child wants as told by an adult is no event, unless the adult says to have asked it about the proposal.
"""

from collections.abc import Iterable, Iterator
from typing import Literal

from audit.annotate.model import Annotated, Sentence
from audit.facts.cues import cue_table, cues_in, tokens_of
from audit.facts.mentions import Named
from audit.facts.model import TookPart
from audit.swedish.phrases import Hit

_PLANS = frozenset({"genomforandeplan", "vardplan"})
_OUTSIDE = frozenset({"anmalan", "forhandsbedomning", "utredningsplan"})
_DECIDING = frozenset({"beslut", "forslag", "mal"})
_NOTED_WITHIN = 2  # sentences after a comment in which the answer to it may stand
_NEGATIONS = frozenset({"inte", "ej", "aldrig", "icke", "ingen", "inga", "utan"})
_TO_COME = frozenset({"ska", "skall", "skulle", "bör", "avses", "kommer", "kan", "måste"})
_CHECKED = ("☒", "☑", "[x]", "[X]", "(x)", "(X)")


def find_participation(annotated: Annotated) -> tuple[TookPart, ...]:
    """Level 1: informed or heard about the proposal; 2: shaped goals or interventions, or got an answer to a comment."""
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

    def hits(self, sentence: Sentence, *keys: str) -> list[Hit]:
        if sentence.index not in self._hits:
            self._hits[sentence.index] = cues_in(self.annotated, sentence, cue_table("participation", "events"))
        return [h for h in self._hits[sentence.index] if h.key in keys]

    def words(self, start: int, end: int, sentence: Sentence) -> list[str]:
        first, last = sentence.tokens
        return [t.lower for t in tokens_of(self.annotated, sentence)[max(start, first) : min(end, last)]]

    def is_about_plan(self, sentence: Sentence) -> bool:
        return bool(cues_in(self.annotated, sentence, cue_table("participation", "about")))

    def is_siblings(self, sentence: Sentence) -> bool:
        return "sibling" in sentence.about and not sentence.about & {"child", "parent"}

    def following(self, sentence: Sentence) -> list[Sentence]:
        after = self.annotated.sentences[sentence.index + 1 : sentence.index + 1 + _NOTED_WITHIN]
        return [s for s in after if s.document == sentence.document and s.section == sentence.section]


def _events(file: _File, sentence: Sentence) -> Iterator[tuple[Literal["child", "parents"], int]]:
    in_plan = bool(sentence.forms & _PLANS)
    deciding = bool(sentence.parts & _DECIDING)
    about = in_plan or deciding or file.is_about_plan(sentence)
    described = sentence.domain is not None and not deciding  # what the investigation tells of the family
    for hit in file.hits(sentence, "informed", "answered", "present", "shaped", "comment"):
        if described and hit.key != "comment":
            continue
        if _is_denied(file, sentence, hit):
            continue
        level = _level(file, sentence, hit, in_plan=in_plan, deciding=deciding, about=about)
        if not level:
            continue
        for who in _whose(file, sentence, hit):
            if who == "child" and sentence.speaker in ("parent", "other"):
                if hit.key in ("shaped", "comment", "answered"):
                    continue
            yield who, level  # type: ignore[misc]


def _level(file: _File, sentence: Sentence, hit: Hit, *, in_plan: bool, deciding: bool, about: bool) -> int:
    if hit.key == "present":
        return 1 if in_plan else 0
    if hit.key in ("informed", "answered"):
        return 1 if about else 0
    noted = bool(file.hits(sentence, "noted")) or any(file.hits(s, "noted") for s in file.following(sentence))
    if hit.key == "comment":
        return 0 if not about and not noted else 2 if noted else 1
    if in_plan:
        return 2
    return 2 if deciding and noted else 1 if deciding else 0


def _whose(file: _File, sentence: Sentence, hit: Hit) -> list[str]:
    if hit.key == "present":
        groups = file.named.any_groups(sentence)
    else:
        groups = file.named.groups(sentence, hit.start, hit.end)
        if not groups and not file.named.mentions(sentence):
            groups = file.named.before(sentence)
    return sorted(groups)


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
