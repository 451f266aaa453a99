"""Yes and no to what is offered, as sentences say it: `find_replies(annotated, mentions) -> tuple[Reply, ...]`."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from audit.annotate.model import Annotated
from audit.facts.mentions import Mention, record_of
from audit.facts.ranking import STATED
from audit.facts.wording import Line, is_in, is_word, lines, words
from audit.swedish.lemmas import lemma
from audit.vocabulary import load_vocabulary

_ALL = frozenset(
    {"allt", "alltihop", "alltsammans", "allting", "båda", "bägge", "bådadera", "samtliga", "alla", "rubbet"}
)
_NEGATIONS = frozenset({"inte", "ej", "inget", "ingen", "inga", "aldrig"})


@dataclass(frozen=True, slots=True)
class Reply:
    """One yes or no; `types` is empty where it is given to everything that was offered."""

    yes: bool
    types: frozenset[str]
    who: frozenset[str]
    day: date | None
    line: Line


@dataclass(frozen=True, slots=True)
class _Cue:
    yes: bool
    firm: bool  # an answer by itself; else only with what it is about
    start: int
    end: int


def find_replies(annotated: Annotated, mentions: Sequence[Mention]) -> tuple[Reply, ...]:
    """Yes and no to what is offered, in the order of the file; answers about other things are left out."""
    if not mentions:
        return ()
    record = record_of(annotated)
    typed: dict[int, set[str]] = {}
    blocks: dict[tuple[int, int], set[str]] = {}
    for mention in mentions:
        sentence = mention.line.sentence
        typed.setdefault(sentence.index, set()).add(mention.type)
        blocks.setdefault((sentence.document, sentence.block), set()).add(mention.type)
    known = frozenset(m.type for m in mentions if m.rank >= STATED)
    found = []
    for line in lines(annotated):
        sentence = line.sentence
        if sentence.heading or "anmalan" in sentence.forms or sentence.domain:
            continue
        for cue in _cues(line):
            if _no_answer(line, cue):
                continue
            here = typed.get(sentence.index, set())
            near = blocks.get((sentence.document, sentence.block), set())
            if not cue.yes and not any(is_in(t, words("interventions", "everything")) for t in line.tokens):
                near = _nearest(line, typed, near)
            types = _target(annotated, line, cue, here, near, known)
            if types is not None:
                if _of_everything(line, cue):
                    types = set()
                found.append(Reply(cue.yes, frozenset(types), _who(line, cue.start), record.day_of(sentence), line))
    return tuple(found)


def _nearest(line: Line, typed: dict[int, set[str]], near: set[str]) -> set[str]:
    """A no is given to what the sentences just before it speak of."""
    if not near:
        return near
    return next(
        (typed[i] & near for i in range(line.sentence.index - 1, line.sentence.index - 4, -1) if i in typed), near
    )


def _cues(line: Line) -> list[_Cue]:
    """Each answer once; a negated yes is a no, and "motsätter sig inte" is a yes."""
    tokens = line.tokens
    found: list[_Cue] = []
    hits = line.hits("interventions", "answers")
    for hit in sorted(hits, key=lambda h: (h.start - h.end, not h.key.startswith("declined"), h.start)):
        if any(c.start < hit.end and hit.start < c.end for c in found):
            continue
        yes = hit.key.startswith("accepted")
        start, _ = line.clause(hit.start)
        near = tokens[max(start, hit.start - 3) : hit.start]
        after = tokens[hit.end : hit.end + 2]
        negated = any(t.lower in _NEGATIONS for t in near) or any(t.lower in ("inte", "ej") for t in after)
        against = any(t.lemma in ("motsätta", "emot", "negativ") for t in tokens[hit.start : hit.end])
        if yes and negated and not against:
            yes = False
        elif not yes and against and negated:
            yes = True
        found.append(_Cue(yes, hit.key.endswith("firm"), hit.start, hit.end))
    found.extend(c for c in _terse(line) if not any(k.start < c.end and c.start < k.end for k in found))
    return sorted(found, key=lambda c: c.start)


def _terse(line: Line) -> Iterator[_Cue]:
    """As in "Mamman nej, pappan ja per telefon": a person and the bare answer."""
    for i, token in enumerate(line.tokens):
        if i and token.lower in ("ja", "nej") and _is_person(line, i - 1 - (i > 1 and line.tokens[i - 1].lower == ":")):
            person = line.tokens[i - 1]
            answers = (
                i + 1 == len(line.tokens) or not is_word(line.tokens[i + 1]) or line.tokens[i + 1].lower[:1].isdigit()
            )
            answers = answers or line.tokens[i + 1].lower in (
                "till",
                "per",
                "på",
                "via",
                "den",
                "och",
                "men",
                "idag",
                "resp",
            )
            if answers and (is_word(person) or person.lower == ":"):
                yield _Cue(token.lower == "ja", True, i, i + 1)


def _of_everything(line: Line, cue: _Cue) -> bool:
    """The answer is to all that was offered, or the matter ends with nothing for its sake."""
    _, stop = line.clause(cue.end - 1)
    after = line.tokens[cue.end : min(stop, cue.end + 4)]
    return any(t.lower in _ALL for t in after) or (not cue.yes and line.has("closing", "without"))


def _no_answer(line: Line, cue: _Cue) -> bool:
    """What somebody says no to in everyday life ("när Kim säger nej"), or what an outsider answers."""
    start, _ = line.clause(cue.start)
    before = line.tokens[start : cue.start]
    if any(is_in(t, words("interventions", "whenever")) for t in (*before[:1], *before[-4:])):
        return True
    return any(is_in(t, words("interventions", "outsiders")) for t in before) and not _who(line, cue.start)


def _target(
    annotated: Annotated, line: Line, cue: _Cue, here: set[str], near: set[str], known: frozenset[str]
) -> set[str] | None:
    """The types answered to; empty for all, None where the answer is about something else."""
    start, stop = line.clause(cue.end - 1)
    rest = line.tokens[cue.end : stop]
    whole = words("interventions", "whole")
    # "Har sagt nej till X" is about X, also where nothing else in the file makes X an offer.
    named = {h.key for h in line.hits("interventions", "types") if cue.end <= h.start and h.end <= stop}
    short = {h.key for h in line.hits("interventions", "loose") if cue.end <= h.start and h.end <= stop} & known
    if short and not cue.yes and not named:
        return short
    if named and rest and rest[0].lower in ("till", "om", "att"):
        return named
    points = any(is_in(t, whole) for t in rest) or any(is_in(t, whole) for t in line.tokens[start : cue.start])
    if here:
        return here if cue.firm or points or named else None
    if not cue.firm:
        pointed = any(is_in(t, whole) and t.lower not in ("det", "den", "detta", "allt") for t in rest)
        offered = near or any(is_in(t, words("interventions", "offer_itself")) for t in rest)
        return set(near) if pointed and offered else None
    if any(t.lower in ("till", "om", "att") for t in rest[:3]) or _takes_object(line, cue):
        # What it is about stands close by: "nej till helger och därför ges inget stöd" is none to the support.
        about = next((i for i, t in enumerate(rest) if i > 1 and t.lower in ("och", "men", "därför", "så")), len(rest))
        if not any(is_in(t, whole) for t in rest[:about]):
            return None
        return set(near) if near or _decides(annotated, line) or _speaks_of_offer(annotated, line) else None
    if points and line.sentence.forms:
        return set(near)
    return set(near) if _decides(annotated, line) or near or _speaks_of_offer(annotated, line) else None


def _decides(annotated: Annotated, line: Line) -> bool:
    """The sentence stands in a proposal, a decision or a plan."""
    title = annotated.case.sections[line.sentence.section].title.lower()
    forms = line.sentence.forms
    return (
        bool(line.sentence.parts & {"forslag", "beslut"})
        or "genomforandeplan" in forms
        or title.startswith(("beslut", "förslag"))
    )


def _takes_object(line: Line, cue: _Cue) -> bool:
    """The answer is about what follows: "vill inte ha mål om sömn"."""
    if line.tokens[cue.end - 1].lemma not in ("ha", "emot", "få") or cue.end >= len(line.tokens):
        return False
    return is_word(line.tokens[cue.end]) and not is_in(line.tokens[cue.end], words("interventions", "whole"))


def _speaks_of_offer(annotated: Annotated, line: Line) -> bool:
    """The paragraph before the answer speaks of what is offered: "Läst upp förslaget. … Tackar ja."."""
    every = lines(annotated)
    for other in reversed(every[max(0, line.sentence.index - 8) : line.sentence.index]):
        if (other.sentence.document, other.sentence.block) != (line.sentence.document, line.sentence.block):
            return False
        if other.has("interventions", "offers"):
            return True
    return False


def _is_person(line: Line, at: int) -> bool:
    token = line.tokens[at]
    family = any(is_in(token, _people(kind)) for kind in ("barnet", "vardnadshavare"))
    return family or line.cast.role(token) in ("child", "mother", "father", "guardian")


def _who(line: Line, at: int) -> frozenset[str]:
    left, _ = line.clause(at)
    found: set[str] = set()
    for token in line.tokens[left : at + 3]:
        role = line.cast.role(token)
        found.update(kind for kind in ("barnet", "vardnadshavare") if is_in(token, _people(kind)))
        if role == "child":
            found.add("barnet")
        elif role in ("mother", "father", "guardian"):
            found.add("vardnadshavare")
    return frozenset(found)


@cache
def _people(kind: str) -> frozenset[str]:
    listed = [str(w) for w in load_vocabulary("interventions")["who_declines"][kind]]
    return frozenset(w if w.startswith("=") else lemma(w) for w in listed)
