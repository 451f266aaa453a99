"""Interventions whose name no list holds: "Solgläntan, service", "bistånd i form av …", an item of the proposal."""

import re
from collections.abc import Iterator, Sequence

from audit.annotate.model import Annotated
from audit.facts.wording import Line, content, is_in, is_word, table, words
from audit.vocabulary import load_vocabulary

Found = tuple[str, Line, int, int]  # type, line, first and last token (half-open)
_RECEIVERS = frozenset({"hon", "han", "hen", "de", "barnet", "familjen", "föräldrarna", "pojken", "flickan", "och"})
_EARLY = 4  # words before "säger" where the account begins with it
_NO_THING = ("er", "ar", "s", "igen", "vis", "skt", "lt", "igt")  # endings of verbs, adverbs, known things
_MOST = 45  # words of an item that may still be the name of something given


def unlisted(
    annotated: Annotated, decided: Sequence[Line], labelled: Sequence[Line], beside: Sequence[Line] = ()
) -> Iterator[Found]:
    """Type by the words around the name, else `annan`; `decided` and `labelled` name no known type.

    `beside`: what a paragraph says further on that names a known one; only what is clearly one more counts there.
    """
    for line in beside:
        place = _item(annotated, line) if _proposes(line) and not line.has("answers", "formal") else None
        if place and not _barred(line):
            yield _type(line), line, *place
    for line in decided:
        place = _granted(line)
        if place is None and not line.has("answers", "formal"):
            place = _service(line) or _item(annotated, line)
        if place and not _barred(line):
            yield _type(line), line, *place
    for line in labelled:
        block = annotated.case.documents[line.sentence.document].blocks[line.sentence.block]
        start = next((i for i, t in enumerate(line.tokens) if block.cells and t.start >= block.cells[0][1]), 0)
        if start and not _barred(line) and content(line.tokens[start:], line.cast):
            yield _type(line), line, start, len(line.tokens)


def _granted(line: Line) -> tuple[int, int] | None:
    """As in "bistånd i form av X", "beviljas X", where X is a thing of its own."""
    for hit in line.hits("interventions", "granting"):
        first = hit.end
        # "Beviljas hon lekgruppen Kotten": who gets it stands before the thing.
        while first < len(line.tokens) and _is_receiver(line, first):
            first += 1
        if first >= len(line.tokens):
            continue
        _, end = line.clause(first - 1)
        # "Erbjuds plats på X" tells of an intervention only where X is the name of one.
        if hit.key == "placing" and not line.capital(first):
            continue
        named = content(line.tokens[first : min(end, first + 6)], line.cast)
        if named and not is_in(line.tokens[first], words("interventions", "no_names")):
            return first, max(first + 1, end)
    return None


def _is_receiver(line: Line, at: int) -> bool:
    return line.tokens[at].lower in _RECEIVERS or line.cast.role(line.tokens[at]) is not None


def _service(line: Line) -> tuple[int, int] | None:
    """A name with "service" beside it."""
    for i, token in enumerate(line.tokens):
        if i and token.lower in ("service", "serviceinsats") and line.capital(0) and i <= 8:
            return 0, i
    return None


def _item(annotated: Annotated, line: Line) -> tuple[int, int] | None:
    """An item of the list of what is proposed or decided, that begins with its name."""
    block = annotated.case.documents[line.sentence.document].blocks[line.sentence.block]
    text = line.text[block.start : block.end]
    marked = re.match(r"(?:[-–•*]|\d{1,2}[.)])\s*", text)
    lead = block.start + (marked.end() if marked else 0)
    if line.sentence.start > lead or not (marked or block.kind == "list_item"):
        if not _proposes(line):
            return None
        lead = max(lead, line.sentence.start)
    start = next((i for i, t in enumerate(line.tokens) if t.start >= lead and is_word(t)), None)
    if start is None or line.tokens[start].start > lead + 2 or len(line.tokens) > _MOST or not line.capital(start):
        return None
    first = line.tokens[start]
    if line.cast.is_name(first) or is_in(first, words("interventions", "no_names")):
        return None
    verbal = table("interventions", "finite").find(line.tokens, start, min(start + 4, len(line.tokens)))
    return None if verbal else (start, min(start + 4, len(line.tokens)))


def _proposes(line: Line) -> bool:
    """A sentence that begins with a thing, says what it is for, and speaks of no decision, reason or person."""
    told = line.sentence.speaker != "writer" and any(h.start < _EARLY for h in line.hits("needs", "tells"))
    if told or line.sentence.denied or not line.has("answers", "aims"):
        return False
    first = line.tokens[0]
    owner = first.lower.endswith(("ens", "ets", "rnas"))  # "Räddningstjänstens kurs"
    verbal = first.lower.endswith(_NO_THING) and first.lower not in ("plats", "kurs", "besök") and not owner
    return is_word(first) and not verbal and not is_in(first, words("interventions", "no_thing"))


def _barred(line: Line) -> bool:
    """Formalities, what others do, refusals and needs."""
    return (
        line.has("interventions", "dropped")
        or line.has("interventions", "not_offered")
        or line.has("interventions", "other_giver")
        or line.has("needs", "says_need")
    )


def _type(line: Line) -> str:
    """What the words around an unknown name tell of it."""
    hits = line.hits("interventions", "guess")
    order = list(load_vocabulary("interventions")["guess"])
    return min((h.key for h in hits), key=order.index) if hits else "annan"
