"""A case as the search for participation reads it: signs of a sentence, what it is about, what stands around it."""

from collections.abc import Sequence

from audit.annotate.model import Annotated, Sentence
from audit.facts.cues import cues_in, tokens_of
from audit.facts.named import Named
from audit.swedish.phrases import Hit

PLANS = frozenset({"genomforandeplan", "vardplan"})
SHARED = (
    "kommunic",
    "synpunkt",
    "delgivning",
    "inställning till",
    "om utredningen",
    "om förslaget",
    "tyckte",
    "tycker om",
    "yttrande över",
    "delaktighet",
)  # in headings: the investigation was shown
CHECKED = ("☒", "☑", "[x]", "[X]", "(x)", "(X)")
_REPRESENTS = ("ombud", "advokat", "biträd", "jurist")  # speak for a guardian
_SAID = ("comment", "says", "wished", "answered", "shaped", "shaped_by", "joined", "owned")
_DEFINITE = ("en", "et", "an", "na")  # endings of a noun that is meant as known
_SAT = frozenset({"satt", "träffades", "träffats", "sågs", "möttes", "samlades"})
_EXCEPT = frozenset({"utom", "förutom", "bortsett", "undantag"})
_NOTED_WITHIN = 2  # sentences after a comment in which the answer to it may stand
_SHOWN_WITHIN = 4  # sentences of the paragraph in which the plan may have been named


class ParticipationReading:
    """One case; each sentence is looked up once."""

    def __init__(self, annotated: Annotated) -> None:
        self.annotated = annotated
        self.named = Named(annotated)
        self._hits: dict[int, Sequence[Hit]] = {}
        self._declined = {(s.document, s.section) for s in annotated.sentences if s.forms & PLANS and self._declines(s)}

    def hits(self, sentence: Sentence, *keys: str) -> list[Hit]:
        if sentence.index not in self._hits:
            self._hits[sentence.index] = cues_in(self.annotated, sentence, "participation", "events")
        return [h for h in self._hits[sentence.index] if h.key in keys]

    def _declines(self, sentence: Sentence) -> bool:
        return bool(cues_in(self.annotated, sentence, "participation", "declined"))

    def words(self, start: int, end: int, sentence: Sentence) -> list[str]:
        first, last = sentence.tokens
        return [t.lower for t in tokens_of(self.annotated, sentence)[max(start, first) : min(end, last)]]

    def is_about(self, sentence: Sentence, *kinds: str) -> bool:
        """The investigation, proposal, decision or plan is named (`plan`), some help (`help`) or a `meeting`."""
        hits = cues_in(self.annotated, sentence, "participation", "about")
        named = any(h.key in kinds for h in hits) or ("plan" in kinds and self._is_read(sentence))
        return named and ("opening" in kinds or not any(h.key == "opening" for h in hits))

    def _is_read(self, sentence: Sentence) -> bool:
        """Something was read through or out, and it is not said to be another thing ("läste upp listan")."""
        tokens = tokens_of(self.annotated, sentence)
        after = [tokens[h.end] for h in self.hits(sentence, "read") if h.end < sentence.tokens[1]]
        other = [t for t in after if t.lower != t.lemma and t.lower.endswith(_DEFINITE) and len(t.lower) > 4]
        return bool(self.hits(sentence, "read")) and (not other or len(other) < len(after))

    def is_content(self, sentence: Sentence, hit: Hit) -> bool:
        """What the help consists of, told in the present in a plan ("går igenom veckan med Kim")."""
        opening = self.words(hit.start, hit.start + 1, sentence)
        return bool(sentence.forms & PLANS) and opening[:1] in (["går"], ["gå"]) and not self.is_about(sentence, "plan")

    def is_about_nearby(self, sentence: Sentence, *kinds: str) -> bool:
        """It, or the sentences just before it in the paragraph, name one of these."""
        return any(self.is_about(s, *kinds) for s in self._before(sentence))

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

    def represented(self, sentence: Sentence, hit: Hit) -> frozenset[str]:
        """For whom somebody speaks who does it ("moderns ombud har invänt")."""
        tokens = tokens_of(self.annotated, sentence)
        for i in range(hit.start - 1, sentence.tokens[0], -1):
            if tokens[i].lower.startswith(_REPRESENTS):
                return self.named.owners(sentence, i, i + 1)
        return frozenset()

    def is_siblings(self, sentence: Sentence) -> bool:
        return "sibling" in sentence.about and not sentence.about & {"child", "parent"}

    def is_noted(self, sentence: Sentence) -> bool:
        """A comment or wish is answered, in the sentence or just after it."""
        return any(self.hits(s, "noted") for s in (sentence, *self.following(sentence)))

    def is_bare_praise(self, sentence: Sentence) -> bool:
        """Praise or agreement without a "but" ("stämmer, utom att …")."""
        praise = self.hits(sentence, "praise")
        return bool(praise) and not set(self.words(praise[0].end, sentence.tokens[1], sentence)) & _EXCEPT

    def is_shown_plan(self, sentence: Sentence, *, by_name: bool) -> bool:
        """The paragraph so far tells of showing the investigation, the proposal or the plan, or at least names it."""
        before = self._before(sentence)
        titled = self.is_shared(sentence)
        if by_name:
            return titled or any(self.is_about(s, "plan") for s in before)
        return titled or any(self.hits(s, "informed") and self.is_about(s, "plan") for s in before)

    def was_shown(self, sentence: Sentence, who: str) -> bool:
        """The paragraph tells of showing this very person the investigation, the proposal or the plan."""
        return any(
            who in self.named.groups(s, h.start, h.end) and self.is_about(s, "plan")
            for s in self._before(sentence)
            for h in self.hits(s, "informed")
        )

    def _before(self, sentence: Sentence) -> list[Sentence]:
        """The paragraph so far, the sentence itself last."""
        first = max(0, sentence.index - _SHOWN_WITHIN)
        place = (sentence.document, sentence.block)
        return [s for s in self.annotated.sentences[first : sentence.index + 1] if (s.document, s.block) == place]

    def is_goal(self, sentence: Sentence) -> bool:
        """It says how things are to be ("Målet är att Kim säger vad hon vill")."""
        text = self.annotated.text(sentence).lower().lstrip("-–•* 0123456789.")
        return text.startswith(("att ", "målet är", "mål:", "delmål", "huvudmål"))

    def is_shared(self, sentence: Sentence) -> bool:
        """It stands under a heading that says that the investigation was shown and answered."""
        title = self.annotated.case.sections[sentence.section].title.lower()
        return any(word in title for word in SHARED)

    def is_quoted(self, sentence: Sentence) -> bool:
        """It holds somebody's words."""
        return any(mark in self.annotated.text(sentence) for mark in ('"', "”", "“", "»"))

    def is_row(self, sentence: Sentence) -> bool:
        """It stands in a table."""
        return self.annotated.case.documents[sentence.document].blocks[sentence.block].kind == "row"

    def is_box(self, sentence: Sentence) -> bool:
        """A line of a form that is answered by a ticked box."""
        return any(mark in self.annotated.text(sentence) for mark in CHECKED)

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

    def tells_meeting(self, sentence: Sentence) -> bool:
        """A plan tells of the writer sitting down with them ("Vi satt i köket, Kim, mamma och jag")."""
        past = any(self.words(h.start, h.start + 1, sentence)[0] in _SAT for h in self.hits(sentence, "present"))
        return past and any(m.kind == "writer" for m in self.named.mentions(sentence))

    def is_only_label(self, sentence: Sentence, hit: Hit) -> bool:
        """ "Föräldrarnas synpunkter: Mamman är informerad.": the word for a comment is the form's own."""
        words = self.words(*sentence.tokens, sentence)
        colon = words.index(":") + sentence.tokens[0] if ":" in words else -1
        if not hit.end <= colon <= hit.end + 1:
            return False
        after = [h.key for h in self.hits(sentence, *_SAID, "informed") if h.start > colon]
        return bool(after) and set(after) == {"informed"}

    def is_declined(self, sentence: Sentence) -> bool:
        """The part of the plan says that it was turned down."""
        return (sentence.document, sentence.section) in self._declined

    def following(self, sentence: Sentence) -> list[Sentence]:
        after = self.annotated.sentences[sentence.index + 1 : sentence.index + 1 + _NOTED_WITHIN]
        return [s for s in after if s.document == sentence.document and s.section == sentence.section]
