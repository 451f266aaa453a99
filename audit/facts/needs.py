"""Needs that the investigation concludes: `find_needs(annotated) -> tuple[Need, ...]`; answers are set by `links`.

A need is what the writer says that the child, or a parent for the child's sake, needs. What a parent asks for, what a
sibling or an office needs, a need that is denied, and an intervention put in the place of a need are none.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from audit.annotate.model import Annotated, Sentence
from audit.documents.model import Passage
from audit.facts.listed import ITEM, is_item, is_short_line, opens_list, seen_by_others, under_need_heading
from audit.facts.matter import matters
from audit.facts.model import Need
from audit.facts.need_pieces import clause_before, common_words, end_of_need, is_need, is_same, pieces_of, trimmed
from audit.facts.stated import after_subject, cue_of, is_stated, is_told
from audit.facts.wording import Line, alike, content, is_in, lines, stretch, table, words
from audit.swedish.model import Token
from audit.vocabulary import load_vocabulary

_REASONING = frozenset({"interprets", "causes", "consequence", "weighs"})
_CONCLUDING = frozenset({"analys", "forslag", "beslut", "behov", "mal"})
_NOT_HERE = frozenset(
    {
        "orsak",
        "tidigare",
        "foraldrars_uppgifter",
        "foraldrars_installning",
        "barnets_installning",
        "uppfoljning_planerad",
    }
)
_NEVER = frozenset({"anmalan", "forhandsbedomning", "utredningsplan", "journal", "uppfoljning"})
_CONCLUDED_ONLY = frozenset({"must", "required", "spared", "lacks"})  # said of much else in a description
_BOXES = "☐☒☑□■"


@dataclass(frozen=True, slots=True)
class _Said:
    """One statement of a need before repeats are merged."""

    line: Line
    first: Token
    last: Token
    matter: tuple[str, ...]
    strong: bool  # said outright, not only mentioned in passing
    concluded: bool  # in the analysis, the proposal or a list of needs, not in a description
    plan: bool


def find_needs(annotated: Annotated) -> tuple[Need, ...]:
    """Needs of the child, or of a parent for the child's sake, in the order of the file; `answer` is still none."""
    every = lines(annotated)
    kept: list[_Said] = []
    for one in _of_the_best_place(list(_said(annotated, every))):
        if not any(is_same(one.matter, other.matter) for other in kept):
            kept.append(one)
    kept.sort(key=lambda s: (s.line.sentence.document, s.first.start))
    reasons = [
        (line.sentence, frozenset(content(line.tokens, line.cast)))
        for line in every
        if "analys" in line.sentence.forms and not line.sentence.heading and _reasons(line)
    ]
    return tuple(
        Need(f"n{number}", _domain(annotated, one), _passage(annotated, one, kept), _reasoned(one, reasons))
        for number, one in enumerate(kept, 1)
    )


def _of_the_best_place(said: list[_Said]) -> list[_Said]:
    """What is said outright in the investigation, else what it mentions, else what the plan says.

    Where the analysis or a list of needs concludes some, a description's "behöver hjälp med allt" tells how things are.
    """
    found = [s for s in said if not s.plan] or said
    found = [s for s in found if s.strong] or found
    return [s for s in found if s.concluded] or found


def _said(annotated: Annotated, every: Sequence[Line]) -> Iterator[_Said]:
    listing: int | None = None  # the section where a lead "Behov:" has opened a list
    analysed = any("analys" in line.sentence.forms for line in every)
    worded = {line.sentence.section for line in every if line.has("needs", "says_need")}
    for line in every:
        if line.sentence.heading:
            listing = line.sentence.section if opens_list(annotated, line) else None
            continue
        where = _where(line.sentence, analysed=analysed)
        if where is None or any(box in annotated.text(line.sentence) for box in _BOXES):
            continue
        if seen_by_others(annotated.case.sections[line.sentence.section].title):
            continue
        plan, concluded = where
        found = list(_in_sentence(line, concluded=concluded, plan=plan))
        yield from found
        headed = under_need_heading(annotated, line.sentence)
        item = is_item(annotated, line) or (
            headed and line.sentence.section not in worded and is_short_line(annotated, line)
        )
        # An item that says its need itself, without a full stop, breaks off nothing.
        if opens_list(annotated, line) and (not found or line.tokens[-1].lower == ":"):
            listing = line.sentence.section
        elif not item:
            listing = None
        elif not found and (listing == line.sentence.section or headed):
            yield from _item(line, plan=plan)


def _where(sentence: Sentence, *, analysed: bool) -> tuple[bool, bool] | None:
    """(in a plan, in a concluding part), or None where no need is looked for."""
    forms, parts = sentence.forms, sentence.parts
    if "utredning" in forms or "analys" in forms:
        if parts & _NOT_HERE and "analys" not in forms:
            return None
        return False, "analys" in forms or bool(parts & _CONCLUDING)
    if forms & {"vardplan", "genomforandeplan"}:
        return None if parts & _NOT_HERE else (True, True)
    # An assessment that stands in a document with another title, where the file has no analysis besides.
    if not analysed and parts & {"bedomning", "behov"} and not forms & _NEVER - {"anmalan"}:
        return False, True
    return None


def _in_sentence(line: Line, *, concluded: bool, plan: bool) -> Iterator[_Said]:
    tokens = line.tokens
    hits = line.hits("needs", "says_need")
    if not hits:
        return
    weak = [(h.start, h.end) for h in line.hits("needs", "mentions_need")]
    taken = -1
    for number, hit in enumerate(hits):
        if hit.start < taken or (hit.key in _CONCLUDED_ONLY and not concluded):
            continue
        at = cue_of(tokens, hit.key, hit.start, hit.end)
        if at is None or is_told(line, at) or not is_stated(line, at, hit.key):
            continue
        if not concluded and any(is_in(t, words("needs", "habitual")) for t in tokens[max(0, at - 3) : at + 4]):
            continue
        start = after_subject(line, at) if hit.key == "verb" else hit.end
        later = [h for h in hits[number + 1 :] if h.key == "verb" and h.start > start]
        end = end_of_need(tokens, start, next(filter(None, (clause_before(line, h.end - 1) for h in later)), None))
        mentioned = any(a <= hit.start < b for a, b in weak)
        begin = 0 if taken < 0 else taken
        while 0 < begin < hit.start and tokens[begin].lower in (",", ";", "och", "samt", "men", "–"):
            begin += 1
        pieces = pieces_of(line, start, end)
        for number, (a, b) in enumerate(pieces):
            matter = content(tokens[a:b], line.cast) or common_words(tokens[a:b])
            if not matter or not is_need(tokens[a:b], matter):
                continue
            first = tokens[begin] if number == 0 else tokens[a]
            rest = later or number < len(pieces) - 1  # another need follows in the sentence
            last = tokens[b - 1] if rest else tokens[trimmed(tokens, len(tokens)) - 1]
            taken = end
            yield _Said(line, first, last, matter, not mentioned, concluded, plan)


def _item(line: Line, *, plan: bool) -> Iterator[_Said]:
    """A line of a list of needs: a need though it lacks the verb."""
    tokens = line.tokens
    matter = content(tokens, line.cast)
    # "… att inte behöva flytta" is a need, "inget behov av skola" is none.
    denied = tokens[0].lower != "att" and any(is_in(t, words("needs", "denies")) for t in tokens[:3])
    if matter and not denied and is_need(tokens, matter):
        yield _Said(line, tokens[0], tokens[trimmed(tokens, len(tokens)) - 1], matter, True, True, plan)


def _passage(annotated: Annotated, one: _Said, kept: Sequence[_Said]) -> Passage:
    """The sentence, or the part of it where it holds several needs."""
    if sum(other.line.sentence.index == one.line.sentence.index for other in kept) == 1:
        whole = annotated.passage(one.line.sentence)
        sign = ITEM.match(whole.quote)
        return annotated.case.passage(whole.document, whole.start + (sign.end() if sign else 0), whole.end)
    return stretch(annotated, one.line.sentence.document, one.first, one.last)


def _domain(annotated: Annotated, one: _Said) -> str | None:
    if one.line.sentence.domain:
        return one.line.sentence.domain
    within = [t for t in one.line.tokens if one.first.start <= t.start and t.end <= one.last.end]
    hits = table("needs", "domains").find(within)
    if not hits:
        return None
    order = list(load_vocabulary("needs")["domains"])
    best = min(order, key=lambda d: (-sum(h.key == d for h in hits), order.index(d)))
    newer = str(annotated.case.bbic.value) == "2016"
    return str(load_vocabulary("needs")["newer"].get(best, best)) if newer else best


def _reasons(line: Line) -> bool:
    return bool(line.sentence.roles & _REASONING) or line.has("needs", "reasons")


def _reasoned(one: _Said, reasons: Sequence[tuple[Sentence, frozenset[str]]]) -> bool:
    here = one.line.sentence
    if "analys" in here.forms and here.roles & (_REASONING - {"weighs"}):
        return True
    if "analys" in here.forms and one.line.has("needs", "follows"):
        return any(sentence.document == here.document for sentence, _ in reasons)
    touched = 0
    theirs = frozenset().union(*(matters(a) for a in one.matter if not a.startswith("@")))
    for sentence, matter in reasons:
        if sentence.document != here.document or sentence.index == here.index:
            continue
        touched += bool(theirs & frozenset().union(*(matters(b) for b in matter)))
        if sentence.block == here.block and abs(sentence.index - here.index) == 1:
            return True
        if any(alike(a, b) for a in one.matter for b in matter if not a.startswith("@")):
            return True
    return touched > 1  # the matter is reasoned about, though in other words
