"""What the child or the parents themselves ask for (manual §7, `wishes`).

find_wishes(annotated) -> tuple[tuple[str, str, Passage], ...]

("child" | "parents", kind, passage) with kind one of praktisk_hjalp, avlastning, samtal, behandling, annat;
each person and kind once, with the first passage that says so.
"""

from collections.abc import Sequence

from audit.annotate.model import Annotated, Sentence
from audit.documents.model import Passage
from audit.facts.cues import cues_in, tokens_of
from audit.facts.named import Named
from audit.swedish.phrases import Hit

KINDS = ("praktisk_hjalp", "avlastning", "samtal", "behandling", "annat")
_REACH = 12  # tokens after the asking within which the thing asked for is named
_CLAUSE_ENDS = frozenset({";", ":", "men", "."})


def find_wishes(annotated: Annotated) -> tuple[tuple[str, str, Passage], ...]:
    """A wish that the person voices; what others suggest, and what the person turns down, is none."""
    named = Named(annotated)
    found: dict[tuple[str, str], Passage] = {}
    for sentence in annotated.sentences:
        if sentence.heading:
            continue
        for who, kind in _wishes(annotated, named, sentence):
            found.setdefault((who, kind), annotated.passage(sentence))
    return tuple((who, kind, passage) for (who, kind), passage in found.items())


def _wishes(annotated: Annotated, named: Named, sentence: Sentence) -> list[tuple[str, str]]:
    asking = cues_in(annotated, sentence, "wishes", "ask")
    if not asking:
        return []
    refused = [h for h in asking if h.key == "refused"]
    wanted = cues_in(annotated, sentence, "wishes", "kind")
    found: list[tuple[str, str]] = []
    for ask in asking:
        if ask.key == "refused" or any(r.start <= ask.start < r.end for r in refused):
            continue
        kind = _kind(annotated, sentence, ask, wanted)
        if kind is None:
            continue
        groups = named.groups(sentence, ask.start, ask.end) or named.owners(sentence, ask.start, ask.end)
        if not groups and not named.mentions(sentence) and ask.start - sentence.tokens[0] <= 2:
            groups = named.before(sentence)
        found += [(who, kind) for who in ("child", "parents") if who in groups]
    return found


def _kind(annotated: Annotated, sentence: Sentence, ask: Hit, wanted: Sequence[Hit]) -> str | None:
    """The most telling thing named after the asking and before the clause ends; `annat` only where nothing else is."""
    tokens = tokens_of(annotated, sentence)
    stop = min(sentence.tokens[1], ask.end + _REACH)
    stop = next((i for i in range(ask.end, stop) if tokens[i].lower in _CLAUSE_ENDS), stop)
    near = {h.key for h in wanted if ask.start < h.end and ask.start <= h.start < stop}
    return next((kind for kind in KINDS if kind in near), None)
