"""The words of a sentence as the facts of needs and interventions ask for them: clauses, content words, whose name."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, wraps
from typing import TypeVar

from audit.annotate.model import Annotated, Sentence
from audit.casefile.model import CaseFile
from audit.documents.model import Passage
from audit.swedish.lemmas import lemma
from audit.swedish.model import Token
from audit.swedish.phrases import Hit, JointTable, PhraseTable
from audit.vocabulary import load_vocabulary

# The lists that nearly every sentence is asked for: looked up in one pass, and kept for the case.
_TOGETHER: tuple[tuple[str, ...], ...] = (
    ("needs", "says_need"),
    ("interventions", "types"),
    ("interventions", "loose"),
    ("interventions", "answers"),
    ("interventions", "basis", "lvu"),
    ("interventions", "other_giver"),
    ("interventions", "own_proposal"),
    ("answers", "formal"),
    ("answers", "refuses"),
    ("closing", "closed"),
    ("closing", "refers"),
    ("closing", "reasons"),
    ("disagreements", "signs"),
    ("contacts", "parties"),
    ("contacts", "places"),
    ("contacts", "words"),
    ("entry", "sip"),
    ("entry", "worker_titles"),
    ("events", "words"),
    ("follow_up", "booked"),
    ("follow_up", "elsewhere"),
    ("follow_up", "held"),
    ("follow_up", "not_held"),
    ("follow_up", "noun"),
    ("follow_up", "responsible"),
    ("follow_up", "void"),
    ("heeded", "signs"),
    ("participation", "about"),
    ("participation", "declined"),
    ("participation", "events"),
    ("talks", "words"),
    ("wishes", "ask"),
    ("wishes", "kind"),
    ("wishes", "views"),
)
_ASKED_OFTEN = frozenset(_TOGETHER)
_Range = tuple[int, int, int]  # a document and a half-open range of its tokens
CLAUSE_SIGNS = frozenset({",", ";", ":", "–", "-", "(", ")", "."})
_Found = TypeVar("_Found")


def kept(find: Callable[[Annotated], _Found]) -> Callable[[Annotated], _Found]:
    """Keeps the last case's result, since several subjects ask the same of one case after each other."""
    last: list[tuple[Annotated, _Found]] = []

    @wraps(find)
    def found(annotated: Annotated) -> _Found:
        if not last or last[0][0] is not annotated:
            last[:] = [(annotated, find(annotated))]
        return last[0][1]

    return found


@cache
def table(vocabulary: str, *keys: str) -> PhraseTable:
    """The lists of a vocabulary as one table; with keys, only the lists under them."""
    return PhraseTable(_lists(vocabulary, *keys))


def _lists(vocabulary: str, *keys: str) -> dict[str, list[str]]:
    data = load_vocabulary(vocabulary)
    for key in keys:
        data = data[key]
    return data if isinstance(data, dict) else {keys[-1]: data}


def is_together(*place: str) -> bool:
    """Whether a list is one of those that are looked up together."""
    return place in _ASKED_OFTEN


def found_together(annotated: Annotated, sentence: Sentence) -> Mapping[tuple[str, ...], Sequence[Hit]]:
    """The hits of all those lists in the sentence; their ranges count tokens of its document."""
    found = _of_case(annotated)
    place = (sentence.document, *sentence.tokens)
    here = found.get(place)
    if here is None:
        here = found[place] = _together().find(annotated.case.parsed[sentence.document].tokens, *sentence.tokens)
    return here


@kept
def _of_case(annotated: Annotated) -> dict[_Range, Mapping[tuple[str, ...], Sequence[Hit]]]:
    return {}


@cache
def _together() -> JointTable[tuple[str, ...]]:
    return JointTable({place: _lists(*place) for place in _TOGETHER})


@cache
def words(vocabulary: str, key: str) -> frozenset[str]:
    """A plain list of single words: lemmas, and forms marked with `=`, as a set of both kinds."""
    listed = [str(w) for w in load_vocabulary(vocabulary)[key]]
    return frozenset(w if w.startswith("=") else lemma(w) for w in listed)


def is_in(token: Token, listed: frozenset[str]) -> bool:
    """Whether a word is in a list of `words`, by lemma or by exact form."""
    return token.lemma in listed or f"={token.lower}" in listed


def tokens_of(annotated: Annotated, sentence: Sentence) -> Sequence[Token]:
    """The tokens of a sentence."""
    return annotated.case.parsed[sentence.document].tokens[slice(*sentence.tokens)]


def stretch(annotated: Annotated, document: int, first: Token, last: Token) -> Passage:
    """The words from one token to another."""
    return annotated.case.passage(document, first.start, last.end)


def is_word(token: Token) -> bool:
    """Letters or digits, no sign."""
    return token.lower[:1].isalnum()


class Cast:
    """Whose name a word is: child, sibling, mother, father, worker … by the persons of the file."""

    def __init__(self, case: CaseFile) -> None:
        self._roles: dict[str, str] = {}
        for person in case.persons:
            for name in person.first or tuple(person.name.split()[:1]):
                for word in name.lower().split():
                    # The child comes before a sibling of the same name, whoever is listed first.
                    if self._roles.get(word) != "child":
                        self._roles[word] = person.role
        self._last = {p.name.lower().split()[-1] for p in case.persons if " " in p.name}

    def role(self, token: Token) -> str | None:
        """The role of the person whose first name this is, also in the genitive; None for other words."""
        word = token.lower
        return self._roles.get(word) or (self._roles.get(word[:-1].rstrip(":")) if word.endswith("s") else None)

    def is_name(self, token: Token) -> bool:
        """A first or last name of somebody in the file."""
        return self.role(token) is not None or token.lower in self._last


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence with its tokens, ready to be asked for its clauses and names."""

    sentence: Sentence
    tokens: Sequence[Token]
    text: str  # of the whole document
    cast: Cast
    annotated: Annotated = field(compare=False, repr=False)
    _found: dict[tuple[str, ...], list[Hit]] = field(default_factory=dict, compare=False, repr=False)

    def capital(self, at: int) -> bool:
        """Whether the word begins with a capital letter."""
        return self.text[self.tokens[at].start].isupper()

    def written(self, at: int) -> str:
        """The word as it stands."""
        return self.text[self.tokens[at].start : self.tokens[at].end]

    def clause(self, at: int) -> tuple[int, int]:
        """The half-open range of the clause around a token, cut at signs and the commonest conjunctions."""
        start = next((i + 1 for i in range(at - 1, -1, -1) if self._parts(i)), 0)
        end = next((i for i in range(at + 1, len(self.tokens)) if self._parts(i)), len(self.tokens))
        return start, end

    def _parts(self, at: int) -> bool:
        word = self.tokens[at].lower
        return word in CLAUSE_SIGNS or word in ("men", "medan", "eftersom")

    def has(self, vocabulary: str, *keys: str, start: int = 0, end: int | None = None) -> bool:
        """Whether a phrase of the list stands in the range."""
        stop = len(self.tokens) if end is None else end
        return any(start <= h.start and h.end <= stop for h in self.hits(vocabulary, *keys))

    def hits(self, vocabulary: str, *keys: str) -> list[Hit]:
        """The phrases of the list in the line; looked up once, since several subjects ask for the same."""
        place = (vocabulary, *keys)
        found = self._found.get(place)
        if found is not None:
            return found
        if place in _ASKED_OFTEN:
            first = self.sentence.tokens[0]
            there = found_together(self.annotated, self.sentence).get(place, ())
            found = [Hit(hit.key, hit.start - first, hit.end - first) for hit in there]
        else:
            found = table(vocabulary, *keys).find(self.tokens)
        self._found[place] = found
        return found


@kept
def lines(annotated: Annotated) -> tuple[Line, ...]:
    """All sentences as lines, by their index."""
    cast = Cast(annotated.case)
    return tuple(
        Line(s, tokens_of(annotated, s), annotated.case.documents[s.document].text, cast, annotated)
        for s in annotated.sentences
    )


def content(tokens: Iterable[Token], cast: Cast) -> tuple[str, ...]:
    """The words that carry matter, as lemmas, each once in their order; kin are kept as one word for each."""
    kin = _kin()
    small = words("answers", "function_words")
    found: dict[str, None] = {}
    for token in tokens:
        if not is_word(token) or token.lower.isdigit():
            continue
        role = cast.role(token)
        if role in ("mother", "father", "sibling", "guardian"):
            found["@parents" if role == "guardian" else f"@{role}"] = None
        elif cast.is_name(token):
            continue
        elif token.lemma in kin or token.lower in kin:
            found[kin.get(token.lemma) or kin[token.lower]] = None
        elif len(token.lower) > 2 and not is_in(token, small):
            found[token.lemma] = None
    return tuple(found)


def alike(one: str, other: str) -> bool:
    """The same matter in two forms: tvätt and tvätta, läggning and läggdags, sorg and sorggrupp."""
    if one == other:
        return True
    if one.startswith("@") or other.startswith("@"):
        return False
    short, long = (one, other) if len(one) <= len(other) else (other, one)
    if len(short) < 4 or (short[0] != long[0] and not long.endswith(short)):
        return False
    # A compound's last part is its head; not so for verbs, where klarlägga is no kind of lägga.
    if long.startswith(short) or (len(short) > 4 and long.endswith(short) and not short.endswith("a")):
        return True
    shared = 0
    for a, b in zip(short, long, strict=False):
        if a != b:
            break
        shared += 1
    return shared >= max(5, len(short) - 2) or (shared >= 4 and len(short) <= 6)


def is_kin(token: Token) -> bool:
    """A word for a member of the family."""
    return token.lemma in _kin() or token.lower in _kin()


@cache
def _kin() -> dict[str, str]:
    listed = load_vocabulary("answers")["kin"]
    return {str(word): f"@{key}" for key, group in listed.items() for word in group}
