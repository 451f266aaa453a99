"""What the family answered to what it was offered, and who of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from audit.annotate.model import Annotated
from audit.facts.mentions import BEGUN, GRANTED, STATED, Mention
from audit.facts.record import Record
from audit.facts.wording import Line, is_in, lines, table, words

Answer = Literal["accepted", "declined", "unknown"]
Who = Literal["vardnadshavare", "barnet", "bada"]


@dataclass(frozen=True, slots=True)
class Reply:
    """One yes or no; `types` is empty where it is given to everything that was offered."""

    yes: bool
    types: frozenset[str]
    who: frozenset[str]
    day: date | None
    line: Line


def find_replies(annotated: Annotated, record: Record, mentions: Sequence[Mention]) -> tuple[Reply, ...]:
    """Yes and no to what is offered, in the order of the file; answers about other things are left out."""
    if not mentions:
        return ()
    typed: dict[int, set[str]] = {}
    blocks: dict[tuple[int, int], set[str]] = {}
    for mention in mentions:
        sentence = mention.line.sentence
        typed.setdefault(sentence.index, set()).add(mention.type)
        blocks.setdefault((sentence.document, sentence.block), set()).add(mention.type)
    found = []
    for line in lines(annotated):
        sentence = line.sentence
        if sentence.heading or sentence.forms & {"anmalan"}:
            continue
        for yes, start, end in _cues(line):
            here = typed.get(sentence.index, set())
            near = blocks.get((sentence.document, sentence.block), set())
            types = _target(line, start, end, here, near)
            if types is not None:
                found.append(Reply(yes, frozenset(types), _who(line, start), record.day_of(sentence), line))
    return tuple(found)


def reply_to(group: Sequence[Mention], replies: Sequence[Reply]) -> tuple[Answer, Who | None]:
    """The last answer about this intervention; a no after it had begun is an end, not an answer."""
    first = min(_place(m.day, m.line) for m in group)
    kind = group[0].type
    about = [r for r in replies if (kind in r.types or not r.types) and _place(r.day, r.line) >= first]
    about.sort(key=lambda r: _place(r.day, r.line))
    begun = [_place(m.day, m.line) for m in group if m.rank == BEGUN or m.zone == "follow"]
    answer: Answer = "unknown"
    who: frozenset[str] = frozenset()
    for reply in about:
        if not reply.yes and begun and answer == "accepted" and min(begun) < _place(reply.day, reply.line):
            continue
        answer, who = ("accepted", frozenset()) if reply.yes else ("declined", who | reply.who)
    if answer == "declined":
        return answer, "bada" if len(who) == 2 else next((w for w in ("barnet", "vardnadshavare") if w in who), None)  # type: ignore[return-value]
    if answer == "unknown" and (begun or any(m.zone == "plan" and m.rank >= STATED for m in group)):
        return "accepted", None
    return answer, None


def _place(day: date | None, line: Line) -> tuple[date, int]:
    return day or date.min, line.sentence.index


def _cues(line: Line) -> list[tuple[bool, int, int]]:
    hits = table("interventions", "answers").find(line.tokens)
    noes = [h for h in hits if h.key == "declined"]
    found = [(False, h.start, h.end) for h in noes]
    for hit in hits:
        if hit.key == "accepted" and not any(n.start < hit.end and hit.start < n.end for n in noes):
            negated = any(
                t.lower in ("inte", "ej", "inget", "ingen") for t in line.tokens[max(0, hit.start - 3) : hit.end + 2]
            )
            meant = any(t.lemma in ("motsätta", "emot") for t in line.tokens[hit.start : hit.end])
            if negated and not meant:
                found.append((False, hit.start, hit.end))
            else:
                found.append((True, hit.start, hit.end))
    if any(t.lower == "nej" for t in line.tokens) and not noes and any(t.lower == "till" for t in line.tokens):
        at = next(i for i, t in enumerate(line.tokens) if t.lower == "nej")
        found.append((False, at, at + 1))
    return sorted(set(found), key=lambda f: f[1])


def _target(line: Line, start: int, end: int, here: set[str], near: set[str]) -> set[str] | None:
    """The types answered to; empty for all, None where the answer is about something else."""
    _, stop = line.clause(end - 1)
    whole = words("interventions", "whole")
    rest = line.tokens[end:stop]
    if here:
        return here
    if any(t.lower == "till" for t in rest) or rest and rest[0].lower == "om":
        return set() if any(is_in(t, whole) for t in rest) else None
    decides = bool(line.sentence.parts & {"forslag", "beslut"}) or bool(
        line.sentence.forms & {"genomforandeplan", "vardplan"}
    )
    if any(is_in(t, whole) and t.lower not in ("det", "den") for t in line.tokens):
        return near or set()
    return (near or set()) if decides or near else None


def _who(line: Line, at: int) -> frozenset[str]:
    left, _ = line.clause(at)
    found = set()
    for token in line.tokens[left : at + 3]:
        role = line.cast.role(token)
        for kind in ("barnet", "vardnadshavare"):
            if is_in(token, words_of(kind)):
                found.add(kind)
        if role == "child":
            found.add("barnet")
        elif role in ("mother", "father", "guardian"):
            found.add("vardnadshavare")
    return frozenset(found)


def words_of(kind: str) -> frozenset[str]:
    """The words for the child, or for a guardian."""
    from audit.swedish.lemmas import lemma
    from audit.vocabulary import load_vocabulary

    listed = [str(w) for w in load_vocabulary("interventions")["who_declines"][kind]]
    return frozenset(w if w.startswith("=") else lemma(w) for w in listed)


_ = GRANTED
