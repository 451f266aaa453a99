"""Where the file says what weight the child's view was given: followed, not followed and why, or built on (manual §4).

find_heeded(annotated) -> tuple[Heeded, ...]     in the order of the file

In the analysis, the proposal or decision, a plan or a follow-up, by the writer. That the view "has been regarded"
without a word of whose or of what it was is a formula and no weight.
"""

from collections.abc import Sequence

from audit.annotate.model import Annotated, Sentence
from audit.facts.cues import cues_in, is_only_heading, tokens_of
from audit.facts.model import Heeded
from audit.facts.named import Named
from audit.swedish.phrases import Hit

_FORMS = frozenset({"analys", "genomforandeplan", "vardplan", "uppfoljning"})
_PARTS = frozenset({"beslut", "forslag", "mal", "analys"})
_OUTSIDE = frozenset({"anmalan", "forhandsbedomning", "utredningsplan"})
_CLAUSE = 7  # tokens between a connective and what the child says
_FAR = 20  # … between a view and what it weighed
_CLOSE = 3  # … between a view and "enligt", "mot", "följs"
_LATER = 12
_OPENING = 5  # tokens before the child's verb in which its clause opens
_OPENS_CLAUSE = frozenset({"det", "vad", "hur", "att"})
_ANYBODYS = frozenset({"barnets", "barnens", "ungas", "unges"})
_PRONOUNS = frozenset({"hans", "hennes", "hens", "henoms"})
_CHILDS = frozenset({"du", "din", "ditt", "dina", "dig"})  # in a file that is written to the child
_WRITERS = frozenset({"vi", "jag", "utredarna", "undertecknad", "undertecknade", "oss", "socialtjänsten", "nämnden"})
_ENDS_CLAUSE = frozenset({",", ";", "–", "-", ":", "("})
_GOES_ON = frozenset({
    "och", "men", "så", "vilket", "vilken", "det", "den", "detta", "därför", "varför", "då", "vi", "jag", "planen",
    "fick", "får", "tiden", "förslaget", "insatsen", "där", "här", "också", "även", "dock",
})  # fmt: skip
_OBJECTS = frozenset({"honom", "henne", "ont"})
_WHATEVER = frozenset({"oavsett", "oberoende", "vadhelst", "än"})  # "oavsett vad han vill": it weighs nothing
_SOURCES = ("samtal", "uppgift", "journal", "telefon", "möte", "anteckning", "besök", "brev", "tfn", "tel")
_JOINS = frozenset({"och", "men"})
_JUDGES = frozenset(
    {"bedömer", "bedöms", "anser", "tror", "ser", "läser", "tolkar", "uppfattar", "märker", "uppger", "säger"}
)
_AIMS = frozenset({"ska", "skall", "bör"})


def find_heeded(annotated: Annotated) -> tuple[Heeded, ...]:
    """Each sentence that says so, once."""
    file = _Reading(annotated)
    found = []
    for sentence in annotated.sentences:
        if (
            sentence.speaker in ("parent", "other")
            or is_only_heading(annotated, sentence)
            or not file.is_place(sentence)
        ):
            continue
        if file.hits(sentence, "empty"):
            continue
        ways = (file.weighs, file.follows, file.explains, file.settles, file.answers)
        if any(way(sentence) for way in ways):
            found.append(Heeded(annotated.passage(sentence)))
    return tuple(found)


class _Reading:
    """One case; each sentence is looked up once."""

    def __init__(self, annotated: Annotated) -> None:
        self.annotated = annotated
        self.named = Named(annotated)
        self._hits: dict[int, Sequence[Hit]] = {}

    def hits(self, sentence: Sentence, *keys: str) -> list[Hit]:
        if sentence.index not in self._hits:
            self._hits[sentence.index] = cues_in(self.annotated, sentence, "heeded", "signs")
        return [h for h in self._hits[sentence.index] if h.key in keys]

    def is_place(self, sentence: Sentence) -> bool:
        """The analysis, the decision or proposal, a plan, its follow-up."""
        if sentence.forms & _OUTSIDE and not sentence.forms & _FORMS and not sentence.parts & _PARTS:
            return False
        return bool(sentence.forms & _FORMS or sentence.parts & _PARTS)

    def weighs(self, sentence: Sentence) -> bool:
        """The child's wish, no, story … weighs, steers, is followed or is not."""
        if any(self._owns(sentence, Hit(h.key, h.end - 1, h.end)) for h in self.hits(sentence, "asked")):
            return True
        for view in self.hits(sentence, "view", "idea"):
            if not self._owns(sentence, view):
                continue
            for weight in self.hits(sentence, "weight", "beside"):
                apart = max(weight.start - view.end, view.start - weight.end)
                if weight.start >= view.end and self._is_source(sentence, weight):
                    continue
                reach = _FAR if weight.key == "weight" else _CLOSE
                if 0 <= apart <= reach and not self._is_aim(sentence, view, weight):
                    return True
        return self._weighs_a_clause(sentence)

    def _is_source(self, sentence: Sentence, hit: Hit) -> bool:
        """ "Kims önskan enligt samtal 3/5: …": where it was said, not what it weighed."""
        tokens = tokens_of(self.annotated, sentence)
        after = tokens[hit.end].lower if hit.end < sentence.tokens[1] else ""
        return tokens[hit.end - 1].lower in ("enligt", "enl", "enl.") and after.startswith(_SOURCES)

    def _weighs_a_clause(self, sentence: Sentence) -> bool:
        """ "Vad han berättat har vägt tungt", "avgörande vikt har lagts vid att hon visade …"."""
        weights = self.hits(sentence, "weight")
        for wish in self.hits(sentence, "wish") if weights else ():
            if not self._words(sentence, wish.start - _OPENING, wish.start) & _OPENS_CLAUSE:
                continue
            if (
                not self._is_childs(sentence, wish)
                or self._words(sentence, wish.start - _CLOSE, wish.start) & _WHATEVER
            ):
                continue
            for weight in weights:
                apart = max(weight.start - wish.end, wish.start - weight.end)
                reach = _LATER if weight.start >= wish.end else _CLAUSE
                if 0 <= apart <= reach and not self._is_aim(sentence, wish, weight):
                    return True
        return False

    def follows(self, sentence: Sentence) -> bool:
        """The writer goes by the child: "vi gör som han vill", "jag går på det hon sagt", "vi följer henne i det"."""
        for hit in self.hits(sentence, "way"):
            if any(m.kind == "child" for m in self.named.mentions(sentence) if m.start < hit.end + 2):
                return True
        for hit in self.hits(sentence, "follow"):
            before = self._words(sentence, hit.start - 3, hit.start + 1)
            after = self._words(sentence, hit.end, hit.end + 2)
            if not (before | after) & (_WRITERS | {"så", "det"}):
                continue
            near = [m for m in self.named.mentions(sentence) if hit.start < m.start <= hit.end + 3]
            child = any(m.kind == "child" for m in near) or self._words(sentence, hit.end, hit.end + 4) & _CHILDS
            as_wished = bool(self._words(sentence, hit.start, hit.end) & {"som", "såsom"})
            if child and (self._wishes(sentence, hit.end) if as_wished else (before | after) & _WRITERS):
                return True
        return False

    def explains(self, sentence: Sentence) -> bool:
        """What was arranged or decided stands beside what the child said, joined by because, although or so."""
        wishes = [h for h in self.hits(sentence, "wish") if self._is_childs(sentence, h)]
        if not wishes:
            return False
        arranged = self.hits(sentence, "arranged")
        for wish in wishes:
            for because in self.hits(sentence, "because"):
                if not 0 <= wish.start - because.end <= _CLAUSE:
                    continue
                # The main clause stands before the connective, or after it where the sentence begins with that.
                opens = because.start - sentence.tokens[0] <= 1
                if any(a.end <= because.start or (opens and a.start >= wish.end) for a in arranged):
                    return True
            for so in self.hits(sentence, "so"):
                if so.start > wish.start and any(so.start - 1 <= a.start <= so.end + _LATER for a in arranged):
                    return True
        return False

    def settles(self, sentence: Sentence) -> bool:
        """What the child wants, and then in a clause of its own what comes of it: "Ida vill …, och så blir det"."""
        wants = [h for h in self.hits(sentence, "wants") if self._is_childs(sentence, h)]
        wants += [h for h in self.hits(sentence, "view", "idea") if self._owns(sentence, h)]
        if not wants:
            return False
        outcomes = self.hits(sentence, "outcome", "arranged", "weight")
        tokens = tokens_of(self.annotated, sentence)
        for want in wants:
            for at in range(want.end, sentence.tokens[1] - 1):
                opens = tokens[at].lower in _ENDS_CLAUSE and tokens[at + 1].lower in _GOES_ON
                if not opens and tokens[at].lower not in _JOINS:
                    continue
                for outcome in outcomes:
                    if not 0 < outcome.start - at <= _LATER or self._words(sentence, at, outcome.start) & _JUDGES:
                        continue
                    # After "och" alone the child may go on itself: "hon vill flytta och börja om".
                    if opens or outcome.key == "outcome":
                        return True
        return False

    def answers(self, sentence: Sentence) -> bool:
        """It answers what the child was just said to want ("… Så blir det.")."""
        hits = self.hits(sentence, "answer", "just_so")
        opens = any(h.start - sentence.tokens[0] <= 1 or h.key == "just_so" for h in hits)
        if not opens or sentence.index == 0:
            return False
        before = self.annotated.sentences[sentence.index - 1]
        if (before.document, before.section) != (sentence.document, sentence.section):
            return False
        told = [h for h in self.hits(before, "wish") if self._is_childs(before, h)]
        noun = [h for h in self.hits(before, "view") if self._owns(before, h)]
        return bool(told or noun)

    def _owns(self, sentence: Sentence, view: Hit) -> bool:
        """The child's own, by name, pronoun or role; what is anybody's ("barnets åsikt") needs more words."""
        tokens = tokens_of(self.annotated, sentence)
        near = [
            m
            for m in self.named.mentions(sentence)
            if view.start - 4 <= m.start < view.end
            and (m.genitive or (m.end == view.start and tokens[m.start].lower.endswith("s")))  # "Nils idé"
        ]
        words = self._words(sentence, view.start - 4, view.start)
        if words & {"din", "ditt", "dina"}:
            return True
        if not near:
            return bool(words & _PRONOUNS)
        own = near[-1]
        if own.kind == "child":
            said = tokens[own.start].lower
            return said not in _ANYBODYS or sentence.tokens[1] - sentence.tokens[0] > _LATER
        return own.pronoun and own.kind == "other"

    def _is_childs(self, sentence: Sentence, wish: Hit) -> bool:
        if "child" in self.named.groups(sentence, wish.start, wish.end, acting=True):
            # "Ingen har sagt honom varför": whom something is said to does not say it.
            return not self._words(sentence, wish.start - 1, wish.end + 2) & _OBJECTS
        return bool(self._words(sentence, wish.start - 2, wish.end + 1) & {"du"})

    def _wishes(self, sentence: Sentence, start: int) -> bool:
        return any(start <= h.start <= start + _CLAUSE for h in self.hits(sentence, "wish"))

    def _is_aim(self, sentence: Sentence, view: Hit, weight: Hit) -> bool:
        """ "Hennes åsikt ska beaktas" tells no weight yet."""
        later = max(view.start, weight.start)
        return bool(self._words(sentence, later - _CLOSE, later) & _AIMS)

    def _words(self, sentence: Sentence, start: int, end: int) -> set[str]:
        first, last = sentence.tokens
        return {t.lower for t in tokens_of(self.annotated, sentence)[max(start, first) : min(end, last)]}
