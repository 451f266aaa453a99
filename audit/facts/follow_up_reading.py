"""A case as the search for follow-ups reads it: cues of each sentence, whose names stand there, goals told again."""

from collections.abc import Iterable, Sequence
from datetime import date

from audit.annotate.model import Annotated, Sentence
from audit.casefile.model import Person
from audit.documents.model import Passage
from audit.facts.cues import cues_in, is_only_heading, tokens_of
from audit.facts.matter import Rarity, matter_of, taken_up
from audit.facts.wording import lines
from audit.facts.zones import speaks_of_sibling
from audit.swedish.model import Token
from audit.swedish.phrases import Hit

PLANS = frozenset({"genomforandeplan", "vardplan"})
HEADED = ("uppfölj", "utvärder")  # in the heading of a part about follow-up
_SIBLINGS = (
    "bror",
    "broder",
    "bröder",
    "syster",
    "systrar",
    "syskon",
    "lillebr",
    "storebr",
    "lillasys",
    "storasys",
    "tvilling",
)
_REMAIN = frozenset(
    {"kvarstår", "kvarstod", "gäller", "gällde", "fast", "oförändrade", "desamma", "aktuella", "ändras"}
)
_BARE = 8  # words of a sentence that says no more than that
_TAKEN_UP = 0.5  # share of a goal's matter that a paragraph must hold to take it up without the word goal


class FollowUpReading:
    """One case; each sentence is looked up once for each list of cues."""

    def __init__(self, annotated: Annotated, *aims: Sequence[Passage]) -> None:
        self.annotated = annotated
        self.case = annotated.case
        self._aims = aims
        self._hits: dict[tuple[int, str], Sequence[Hit]] = {}
        child = self.case.child
        siblings = [p for p in self.case.persons if p.role == "sibling" or (p.role == "child" and p is not child)]
        self._child = _first_names([child] if child else [])
        self._siblings = _first_names(siblings) - self._child
        self._workers = _all_names(p for p in self.case.persons if p.role == "worker")
        self._professionals = _all_names(p for p in self.case.persons if p.role == "professional")

    def hits(self, sentence: Sentence, part: str) -> Sequence[Hit]:
        """The cues of one part of the vocabulary in the sentence."""
        key = (sentence.index, part)
        if key not in self._hits:
            self._hits[key] = cues_in(self.annotated, sentence, "follow_up", part)
        return self._hits[key]

    def has(self, sentence: Sentence, part: str, *keys: str) -> bool:
        """Whether one of these lists of the part meets the sentence."""
        return any(h.key in keys for h in self.hits(sentence, part))

    def text(self, sentence: Sentence) -> str:
        """The sentence as it stands."""
        return self.annotated.text(sentence)

    def words(self, sentence: Sentence) -> set[str]:
        """Its words in lower case."""
        return {t.lower for t in tokens_of(self.annotated, sentence)[slice(*sentence.tokens)]}

    def title(self, sentence: Sentence) -> str:
        """The heading that it stands under, in lower case."""
        return self.case.sections[sentence.section].title.lower()

    def written(self, sentence: Sentence) -> date | None:
        """The day of the entry or form that it stands in."""
        section = self.case.sections[sentence.section]
        return section.dated or (self.case.forms[section.form].date if section.form is not None else None)

    def is_heading(self, sentence: Sentence) -> bool:
        """It says nothing but a heading, a label or a header row."""
        return is_only_heading(self.annotated, sentence)

    def is_row(self, sentence: Sentence) -> bool:
        """It stands in a table."""
        return self.case.documents[sentence.document].blocks[sentence.block].kind == "row"

    def names_child(self, words: set[str]) -> bool:
        """The child's name is among the words."""
        return bool(_bare(words) & self._child)

    def names_sibling_only(self, words: set[str]) -> bool:
        """A sibling's name is among the words and the child's is not."""
        return bool(_bare(words) & self._siblings) and not self.names_child(words)

    def is_siblings(self, sentence: Sentence) -> bool:
        """It is about a sibling and not about the child, by name or by another word ("systerns insats")."""
        if self.names_sibling_only(self.words(sentence)):
            return True
        if speaks_of_sibling(self.annotated, sentence):
            return True
        return (
            "sibling" in sentence.about and "child" not in sentence.about and not self.names_child(self.words(sentence))
        )

    def is_of_childs_sibling(self, sentence: Sentence) -> bool:
        """The child is named only as somebody's sibling: "Tuvas bror Elis"."""
        return "sibling" in sentence.about and speaks_of_sibling(self.annotated, sentence)

    @property
    def has_aims(self) -> bool:
        """The file has goals, needs or a plan to follow up against."""
        if any(self._aims) or any(f.id in PLANS for f in self.case.forms):
            return True
        return any(self.names_goal(s) for s in self.annotated.sentences if "journal" in s.forms)

    @property
    def knows_child(self) -> bool:
        """The file names the child."""
        return bool(self._child)

    def worker_in(self, words: set[str]) -> bool:
        """A caseworker's name is among the words."""
        return bool(words & self._workers)

    def professional_in(self, words: set[str]) -> bool:
        """A professional's name is among the words."""
        return bool(words & self._professionals)

    def names_goal(self, sentence: Sentence) -> bool:
        """Goals or needs are taken up by that name, and not only to say that there are none."""
        if not self.has(sentence, "goals", "goals") or self.has(sentence, "goals", "no_goals"):
            return False
        # "Målen kvarstår": named, and nothing said of them.
        words = self.words(sentence)
        return not (words & _REMAIN and len(words) <= _BARE)

    def aims_taken_up(self, sentences: Sequence[Sentence]) -> frozenset[int]:
        """The paragraphs that speak again of the goals, or of the needs; none where they leave out more than half."""
        if not any(self._aims):
            return frozenset()
        every = lines(self.annotated)
        cast = every[0].cast
        rarity = Rarity(every)
        blocks: dict[int, list[Token]] = {}
        for s in sentences:
            blocks.setdefault(s.block, []).extend(tokens_of(self.annotated, s)[slice(*s.tokens)])
        said = {block: matter_of(tokens, cast) for block, tokens in blocks.items()}
        for aims in filter(None, self._aims):
            wanted = [matter_of(self._tokens_in(p), cast) for p in aims]
            met = [[b for b, one in said.items() if taken_up(w, one, rarity).share >= _TAKEN_UP] for w in wanted]
            if sum(map(bool, met)) * 2 >= len(wanted):
                return frozenset(b for found in met for b in found)
        return frozenset()

    def _is_called_sibling(self, sentence: Sentence) -> bool:
        words = self.words(sentence)
        return any(w.startswith(_SIBLINGS) for w in words) and not self.names_child(words)

    def without_siblings(self, sentences: Sequence[Sentence]) -> list[Sentence]:
        """What is left without the parts and paragraphs that begin with a sibling ("Brodern", "Disas samtal …")."""
        left: list[Sentence] = []
        labelled = skipping = False
        block = -1
        for s in sentences:
            if self.is_heading(s):
                labelled = skipping = self.is_siblings(s) or self._is_called_sibling(s)
            elif s.block != block and not labelled:
                skipping = self.is_siblings(s)
            block = s.block
            if not skipping:
                left.append(s)
        return left

    def _tokens_in(self, passage: Passage) -> list[Token]:
        tokens = self.case.parsed[passage.document].tokens
        return [t for t in tokens if passage.start <= t.start < passage.end]


def _first_names(persons: Iterable[Person]) -> set[str]:
    return {name.lower() for p in persons for name in (*p.name.split()[:1], *p.first)}


def _all_names(persons: Iterable[Person]) -> set[str]:
    return {word.lower() for p in persons for word in (*p.name.split(), *p.first) if len(word) > 2}


def _bare(words: set[str]) -> set[str]:
    return words | {w[:-1] for w in words if w.endswith("s")}
