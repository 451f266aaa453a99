"""Why the matter was closed and to whom the family was sent on: `find_closing(annotated, outcome) -> Closing`."""

from dataclasses import dataclass

from audit.annotate.model import Annotated
from audit.documents.model import Passage
from audit.facts.outcome import Outcome, closing_lines
from audit.facts.wording import Line, lines, table
from audit.vocabulary import load_vocabulary

_PARTS = frozenset({"forslag", "beslut"})
_CONCLUDING = frozenset({"analys", "forhandsbedomning", "journal"})


@dataclass(frozen=True, slots=True)
class Closing:
    """`reason` is an id of the manual §7 or None; `referred_to` are contact ids; each with its passages."""

    reason: str | None = None
    referred_to: tuple[str, ...] = ()
    reason_passages: tuple[Passage, ...] = ()
    referred_passages: tuple[Passage, ...] = ()


def find_closing(annotated: Annotated, outcome: Outcome) -> Closing:
    """The reason of closing and the contacts that the family is referred to."""
    referred, shown = _referred(annotated)
    if outcome.value == "pagar":
        return Closing(None, referred, (), shown)
    if outcome.value == "insats":
        return Closing("insats", referred, outcome.passages, shown)
    reason, passages = _reason(annotated, outcome)
    return Closing(reason, referred, passages, shown)


def _reason(annotated: Annotated, outcome: Outcome) -> tuple[str, tuple[Passage, ...]]:
    near = {line.sentence.index for line in closing_lines(annotated)}
    found: dict[str, list[Passage]] = {}
    for line in lines(annotated):
        sentence = line.sentence
        if sentence.heading or not (sentence.parts & _PARTS or sentence.forms & _CONCLUDING):
            continue
        beside = any(abs(sentence.index - other) <= 3 for other in near)
        given = {h.key for h in line.hits("closing", "reasons")}
        for key in load_vocabulary("closing")["reasons"]:
            if key not in given:
                continue
            if key in ("flyttat", "hanvisad") and not beside:
                continue
            if key in ("inget_behov", "hanvisad") and sentence.speaker != "writer":
                continue
            found.setdefault(key, []).append(annotated.passage(sentence))
    order = list(load_vocabulary("closing")["reasons"])
    if outcome.value == "tackat_nej":
        order = ["flyttat", "samtycke_saknas"]
        default, shown = "tackat_nej", outcome.passages
    else:
        order = [key for key in order if key != "tackat_nej"]
        default, shown = "annan", outcome.passages
    for key in order:
        if key in found:
            return key, tuple(found[key])
    return default, shown


def _referred(annotated: Annotated) -> tuple[tuple[str, ...], tuple[Passage, ...]]:
    contacts: dict[str, None] = {}
    passages = []
    for line in lines(annotated):
        sentence = line.sentence
        if sentence.heading or sentence.denied or not (sentence.parts & _PARTS or sentence.forms & _CONCLUDING):
            continue
        if sentence.speaker != "writer":
            continue
        kinds = _sent_to(line)
        if kinds:
            passages.append(annotated.passage(sentence))
            contacts.update(dict.fromkeys(kinds))
    order = list(load_vocabulary("closing")["referred"])
    return tuple(c for c in order if c in contacts), tuple(passages)


def _sent_to(line: Line) -> list[str]:
    cues = line.hits("closing", "refers")
    if not cues:
        return []
    return [h.key for h in table("closing", "referred").find(line.tokens, cues[0].start)]
