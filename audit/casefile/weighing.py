"""The turn from telling to the writer's own weighing, in an investigation that no heading divides there."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from audit.casefile.model import Section
from audit.casefile.unnamed import as_analysis, weigh
from audit.documents.model import Document
from audit.vocabulary import load_vocabulary

_END = re.compile(r"(?<=[.!?])(?<!kap\.)(?<!enl\.)\s+(?=[\"”»(]?[A-ZÅÄÖ])")
_WORD = re.compile(r"[^\W\d_]{2,}")
_LEAST_WORDS = 6  # a shorter sentence says neither that it tells nor that it weighs
_FIRST = 3  # sentences of a part that only tell, before it may turn
_OWN, _MORE, _TOLD, _PLAIN = 1.0, 0.5, -1.0, -0.4  # what a sentence says for its being the writer's weighing
_ENOUGH = 2.0
_REASONED = 2  # sentences of one's own reasoning, where nothing announces it
_TELLING = frozenset(("samtal_med_barnet", "uppgifter", "foraldrars_uppgifter", "underlag", "orsak", "tidigare"))
_BEFORE = frozenset(("forslag", "beslut", "kommunicering", "uppfoljning_planerad", "mal"))  # what may stand after it


@dataclass(frozen=True, slots=True)
class _Line:
    """One sentence of a part, with what it says for the writer's weighing."""

    block: int
    start: int
    decides: bool
    announces: bool  # says outright that the assessment comes now
    leans: bool  # the writer shows itself thinking
    weight: float


def cut_at_turn(document: Document, sections: Sequence[Section], labelled: set[int]) -> list[Section] | None:
    """The sections with an analysis cut out of the last part that tells; None where the writer weighs nothing."""
    placed = list(sections)
    for at in range(len(placed) - 1, -1, -1):
        section = placed[at]
        if section.parts & _BEFORE:
            continue
        if section.parts & _TELLING:
            return None
        lines = list(_lines(document, section, labelled))
        if not lines:
            continue
        found = _turn(lines, ordered=section.domain is not None)
        if found is None:
            return None
        placed[at : at + 1] = _cut(section, lines, *found)
        return placed
    return None


def _turn(lines: Sequence[_Line], *, ordered: bool) -> tuple[int, int] | None:
    """The sentences from which and up to which the writer weighs; under a domain's heading only where it is announced
    at the beginning of a paragraph."""
    stop = len(lines)
    while stop > 0 and lines[stop - 1].decides:
        stop -= 1
    first_of_block = [n == 0 or lines[n - 1].block != line.block for n, line in enumerate(lines)]
    least = min(_FIRST, len(lines) // 2)
    for at in range(least, stop):
        line = lines[at]
        if (ordered and not first_of_block[at]) or line.decides:
            continue
        rest = sum(x.weight for x in lines[at:stop])
        if line.announces and (first_of_block[at] or 2 * at >= len(lines)):
            return at, stop
        if line.leans and first_of_block[at] and rest > 0:
            return at, stop
    if ordered:
        return None
    best, total, best_at = 0.0, 0.0, None
    for at in range(stop - 1, least - 1, -1):
        total += lines[at].weight
        if lines[at].weight > 0 and not lines[at].decides and total > best:
            best, best_at = total, at
    if best_at is None or best < _ENOUGH or sum(x.weight > 0 for x in lines[best_at:stop]) < _REASONED:
        return None
    return best_at, stop


def _cut(section: Section, lines: Sequence[_Line], first: int, stop: int) -> list[Section]:
    """The part before, the analysis, and what is decided after it; a cut may fall inside a block."""
    begins, last = lines[first].block, section.blocks[1]
    before = replace(section, blocks=(section.blocks[0], begins + 1), end=lines[first].start)
    analysis = as_analysis(
        replace(section, heading=None, title="", blocks=(begins, last), start=lines[first].start, parts=frozenset())
    )
    if stop == len(lines):
        return [before, analysis]
    ends = lines[stop]
    decided = replace(
        section, heading=None, title="", blocks=(ends.block, last), start=ends.start, domain=None, also=(),
        uncertain=True, parts=frozenset(("beslut",)),
    )  # fmt: skip
    return [before, replace(analysis, blocks=(begins, ends.block + 1), end=ends.start), decided]


def _lines(document: Document, section: Section, labelled: set[int]) -> Iterator[_Line]:
    for index in range(*section.blocks):
        block = document.blocks[index]
        if index in labelled or block.kind in ("row", "heading"):
            continue
        start = max(block.start, section.heading[1] if section.heading else section.start)
        while start < block.end:
            found = _END.search(document.text, start, block.end)
            end = found.start() if found else block.end
            words = document.text[start:end]
            line = _line(index, start, words)
            if line.decides or len(_WORD.findall(words)) >= _LEAST_WORDS:
                yield line
            start = found.end() if found else block.end


def _line(block: int, start: int, words: str) -> _Line:
    patterns = _patterns()
    signs = weigh(words)
    announces, leans = bool(patterns["announces"].match(words)), bool(patterns["leans"].search(words))
    own = signs.reasons + sum(1 for _ in patterns["moves"].finditer(words))
    if announces or leans:
        weight = _OWN + _MORE
    elif signs.reports or patterns["of_others"].search(words):
        weight = _TOLD
    else:
        weight = (_OWN + (_MORE if own > 1 else 0.0)) if own else _PLAIN
    return _Line(block, start, bool(patterns["decides"].search(words)), announces, leans, weight)


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    listed: dict[str, list[str]] = load_vocabulary("parts")["weighing"]
    told = {name: "|".join(patterns) for name, patterns in listed.items()}
    told["decides"] = "|".join(load_vocabulary("parts")["proposals"])
    return {name: re.compile(pattern, re.IGNORECASE) for name, pattern in told.items()}
