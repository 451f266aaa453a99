"""Events that show the child and the guardians taking part in the planning (manual §9), and the levels they give.

find_participation(annotated) -> tuple[TookPart, ...]     in the order of the file
participation_level(events, who) -> int                   0-2, the highest event of "child" or "parents"

What a child wants as told by an adult is no event, unless the adult says to have asked it about the proposal.
"""

from collections.abc import Iterable, Iterator
from typing import Literal

from audit.annotate.model import Annotated, Sentence
from audit.facts.cues import cue_table, cues_in, is_only_heading, tokens_of
from audit.facts.model import TookPart
from audit.facts.named import Named
from audit.swedish.phrases import Hit

_PLANS = frozenset({"genomforandeplan", "vardplan"})
_OUTSIDE = frozenset({"anmalan", "forhandsbedomning", "utredningsplan"})
_DECIDING = frozenset({"beslut", "forslag", "mal"})
_SIGNS = (
    "informed",
    "answered",
    "applied",
    "present",
    "asked",
    "shaped",
    "shaped_by",
    "wished",
    "owned",
    "comment",
    "says",
)
_ACTING = frozenset({"answered", "shaped", "wished", "comment", "says"})
_TOLD_COUNTS = frozenset({"informed", "asked", "present"})  # signs that an adult may tell of the child
_SHARED = ("kommunic", "synpunkt", "delgivning", "inställning till")
_BOTH = frozenset({"båda", "bägge", "bådadera"})
_SHOWN_WITHIN = 4  # sentences of the paragraph in which the plan may have been named
_NOTED_WITHIN = 2  # sentences after a comment in which the answer to it may stand
_NEGATIONS = frozenset({"inte", "ej", "aldrig", "icke", "ingen", "inga", "utan"})
_TO_COME = frozenset({"ska", "skall", "skulle", "bör", "avses", "kommer", "kan", "måste", "behöver", "rätt", "önskar"})
Place = Literal["plan", "decision", "described", "elsewhere"]
_WHETHER = frozenset({"om", "huruvida", "ifall", "vad"})
_LATER = frozenset({"senare", "framöver", "därefter", "inom"})
_CHECKED = ("☒", "☑", "[x]", "[X]", "(x)", "(X)")


def find_participation(annotated: Annotated) -> tuple[TookPart, ...]:
    """Level 1: informed or heard about the proposal; 2: shaped goals or interventions, or a comment was answered."""
    file = _File(annotated)
    found: dict[tuple[str, int, int], TookPart] = {}
    for sentence in annotated.sentences:
        if sentence.forms & _OUTSIDE or file.is_siblings(sentence):
            continue
        if is_only_heading(annotated, sentence) and not file.is_row(sentence):
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

    def is_about(self, sentence: Sentence, *kinds: str) -> bool:
        """The investigation, proposal, decision or plan is named (`plan`), some help (`help`) or a `meeting`."""
        hits = cues_in(self.annotated, sentence, cue_table("participation", "about"))
        named = any(h.key in kinds for h in hits) or ("plan" in kinds and bool(self.hits(sentence, "read")))
        return named and ("opening" in kinds or not any(h.key == "opening" for h in hits))

    def names_shown(self, sentence: Sentence, hit: Hit) -> bool:
        """Told or answered of the investigation or the proposal itself, so also in a part about something else."""
        return hit.key in ("informed", "answered") and self.is_about(sentence, "shown")

    def titled(self, sentence: Sentence) -> frozenset[str]:
        """Whose part it is by its heading ("Föräldrarnas synpunkter", "Barnets delaktighet")."""
        title = self.annotated.case.sections[sentence.section].title.lower()
        if any(word in title for word in ("föräld", "vårdnadsh", "moder", "fader", "mamma", "pappa")):
            return frozenset({"parents"})
        child = self.annotated.case.child
        names = ("barnet", "den unge", "ungdomen", *(n.lower() for n in (child.first if child else ())))
        return frozenset({"child"}) if any(word in title for word in names) else frozenset()

    def is_siblings(self, sentence: Sentence) -> bool:
        return "sibling" in sentence.about and not sentence.about & {"child", "parent"}

    def is_noted(self, sentence: Sentence) -> bool:
        """A comment or wish is answered, in the sentence or just after it."""
        return any(self.hits(s, "noted") for s in (sentence, *self.following(sentence)))

    def is_shown_plan(self, sentence: Sentence, *, by_name: bool) -> bool:
        """The paragraph so far tells of showing the investigation, the proposal or the plan, or at least names it."""
        first = max(0, sentence.index - _SHOWN_WITHIN)
        place = (sentence.document, sentence.block)
        before = [s for s in self.annotated.sentences[first : sentence.index + 1] if (s.document, s.block) == place]
        titled = any(word in self.annotated.case.sections[sentence.section].title.lower() for word in _SHARED)
        if by_name:
            return titled or any(self.is_about(s, "plan") for s in before)
        return titled or any(self.hits(s, "informed") and self.is_about(s, "plan") for s in before)

    def was_shown(self, sentence: Sentence, who: str) -> bool:
        """The paragraph tells of showing this very person the investigation, the proposal or the plan."""
        place = (sentence.document, sentence.block)
        first = max(0, sentence.index - _SHOWN_WITHIN)
        before = [s for s in self.annotated.sentences[first : sentence.index + 1] if (s.document, s.block) == place]
        return any(
            who in self.named.groups(s, h.start, h.end) and self.is_about(s, "plan")
            for s in before
            for h in self.hits(s, "informed")
        )

    def is_goal(self, sentence: Sentence) -> bool:
        """It says how things are to be ("Målet är att Kim säger vad hon vill")."""
        text = self.annotated.text(sentence).lower().lstrip("-–•* 0123456789.")
        return text.startswith(("att ", "målet är", "mål:", "delmål", "huvudmål"))

    def is_row(self, sentence: Sentence) -> bool:
        """It stands in a table."""
        return self.annotated.case.documents[sentence.document].blocks[sentence.block].kind == "row"

    def is_box(self, sentence: Sentence) -> bool:
        """A line of a form that is answered by a ticked box."""
        return any(mark in self.annotated.text(sentence) for mark in _CHECKED)

    def is_told_by_adult(self, sentence: Sentence, hit: Hit) -> bool:
        """A parent or another adult, named before it in the sentence, tells what the child wants."""
        telling = any(h.start < hit.start for h in self.hits(sentence, "says", "asked"))
        if sentence.speaker not in ("parent", "other") and not telling:
            return False
        before = [m for m in self.named.mentions(sentence) if m.end <= hit.start and not m.genitive]
        return any(m.kind not in ("child", "writer", "sibling") for m in before)

    def attends(self, document: int) -> bool:
        """The child is named among those present where the plan was made."""
        rows = [s for s in self.annotated.sentences if s.document == document and self.hits(s, "present")]
        return any("child" in self.named.any_groups(s) for s in rows if self.is_row(s))

    def is_declined_in(self, document: int) -> bool:
        """Somewhere in the plan it is said to be turned down."""
        return any(d == document for d, _ in self._declined)

    def is_declined(self, sentence: Sentence) -> bool:
        """The part of the plan says that it was turned down."""
        return (sentence.document, sentence.section) in self._declined

    def following(self, sentence: Sentence) -> list[Sentence]:
        after = self.annotated.sentences[sentence.index + 1 : sentence.index + 1 + _NOTED_WITHIN]
        return [s for s in after if s.document == sentence.document and s.section == sentence.section]


def _events(file: _File, sentence: Sentence) -> Iterator[tuple[Literal["child", "parents"], int]]:
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
    file: _File, sentence: Sentence, hit: Hit, place: Place, level: int
) -> Iterator[tuple[Literal["child"], int]]:
    """What a child says or wants stands everywhere in a file; only about the proposal is it participation."""
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


def _place(file: _File, sentence: Sentence) -> Place:
    """Where it stands: in a plan, a decision or proposal, what the investigation tells of the family, or elsewhere."""
    if sentence.forms & _PLANS:
        return "plan"
    section = file.annotated.case.sections[sentence.section]
    if sentence.parts & _DECIDING or any(word in section.title.lower() for word in _SHARED):
        return "decision"
    return "described" if section.domain else "elsewhere"


def _level(file: _File, sentence: Sentence, hit: Hit, place: Place) -> int:
    """0: no sign of participation in this place."""
    in_plan = place in ("plan", "decision") or file.is_box(sentence)
    if hit.key == "present":
        # Who sits at the table where the plan is made has a part in it, unless the plan is turned down there.
        if place != "plan" or not (file.is_row(sentence) or file.is_about(sentence, "plan", "meeting")):
            return 0
        return 1 if file.is_declined_in(sentence.document) else 2
    if hit.key == "asked":
        return 1 if in_plan else 0
    if hit.key == "informed" and file.is_about(sentence, "opening"):
        return 0
    if hit.key in ("informed", "answered", "applied"):
        kinds = ("plan",) if hit.key == "informed" else ("plan", "help")
        return 1 if in_plan or file.is_about(sentence, *kinds) else 0
    noted = file.is_noted(sentence)
    if hit.key in ("comment", "says"):
        if hit.key == "says" and sentence.planned:
            return 0
        corrected = hit.key == "comment" and noted and place == "decision"
        if not corrected and not file.is_shown_plan(sentence, by_name=hit.key == "comment"):
            return 0
        return 2 if noted or not file.hits(sentence, "praise") else 1
    if hit.key == "wished" and set(file.words(hit.end, hit.end + 2, sentence)) & _NEGATIONS:
        return 1 if in_plan else 0
    if place == "plan":
        return 1 if file.is_declined(sentence) else 2
    if place == "decision":
        return 2 if noted or hit.key in ("owned", "shaped", "shaped_by") else 1
    return 2 if noted and ("uppfoljning" in sentence.forms or file.is_shown_plan(sentence, by_name=False)) else 0


def _whose(file: _File, sentence: Sentence, hit: Hit) -> list[Literal["child", "parents"]]:
    named = file.named
    if hit.key == "present":
        groups = named.any_groups(sentence)
    elif hit.key == "owned":
        groups = named.owners(sentence, hit.start, hit.end) or named.groups(sentence, hit.start, hit.end, acting=True)
    elif hit.key in ("applied", "asked", "shaped_by"):
        groups = named.after(sentence, hit.start + 1)
    else:
        groups = named.groups(sentence, hit.start, hit.end, acting=hit.key in _ACTING)
        # A name whose role the file does not tell is nobody else's: children and guardians answer a proposal.
        others = [m for m in named.mentions(sentence) if not m.genitive and m.kind not in ("writer", "other")]
        if not groups and not others:
            groups = _unnamed(file, sentence, hit)
    return [who for who in ("child", "parents") if who in groups]


def _unnamed(file: _File, sentence: Sentence, hit: Hit) -> frozenset[str]:
    """Whose it is where nobody is named: both parents, the owner of the label or heading, or who was just spoken of."""
    if set(file.words(hit.start - 3, hit.end, sentence)) & _BOTH:
        return frozenset({"parents"})
    owners = file.named.owners(sentence, sentence.tokens[0], hit.start) or file.titled(sentence)
    near = hit.start - sentence.tokens[0] <= 3
    if not owners and near:
        owners = file.named.before(sentence)
    # Who answers a proposal without being named, or by a name that the file does not explain, is a guardian.
    return owners or (frozenset({"parents"}) if hit.key in ("answered", "wished", "shaped") else frozenset())


def _is_denied(file: _File, sentence: Sentence, hit: Hit) -> bool:
    """Denied or still to come in the cue's own words, or a box that is ticked for no."""
    text = file.annotated.text(sentence)
    if any(f"{mark} Nej" in text or f"{mark}Nej" in text for mark in _CHECKED):
        return True
    if hit.key == "wished" and set(file.words(hit.start - 2, hit.start, sentence)) & _WHETHER:
        return True
    if set(file.words(hit.end, hit.end + 1, sentence)) & _LATER:
        return True
    if hit.key in ("informed", "present", "shaped", "shaped_by", "wished"):
        near = file.words(hit.start - 3, hit.end, sentence)
        opening = file.words(hit.start, hit.start + 1, sentence)
        if not set(opening) & _NEGATIONS and set(near) & (_NEGATIONS - {"inga", "ingen", "utan"}):
            return True
        return bool(set(file.words(hit.start - 3, hit.start, sentence)) & _TO_COME)
    return False
