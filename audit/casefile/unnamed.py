"""The analysis that no heading names: the part between the descriptions and the decision that reasons by itself."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from audit.casefile.model import Section
from audit.documents.model import Document
from audit.vocabulary import load_vocabulary

_LEAST_WORDS = 40  # of an analysis without a heading of its own
_LEAST_SIGNS = 3  # words of reasoning in it
_DENSITY = 0.025  # words of reasoning to all words
_OVER_REPORTING = 1.5  # words of reasoning to words of reporting
_DOMAINS = 3
_END_PARTS = frozenset(("forslag", "beslut", "kommunicering", "uppfoljning_planerad"))
_MAY_BE = frozenset(("sammanfattning", "behov", "risk_skydd"))  # parts that are the analysis where nothing else is
_TOLD = ("samtal", "uppgift", "möte", "kontakt", "intervju", "tidigare")
_WORD = re.compile(r"[^\W\d_]+")
_QUOTED = re.compile(r"[\"”“»][^\"”“»]{3,300}[\"”“«]")


@dataclass(frozen=True, slots=True)
class Reasoning:
    """How much a stretch of text reasons, and how much it reports what others have said."""

    words: int
    reasons: int
    reports: int

    @property
    def is_enough(self) -> bool:
        """Whether it reasons in the writer's own words."""
        return (
            self.words >= _LEAST_WORDS
            and self.reasons >= _LEAST_SIGNS
            and self.reasons >= _DENSITY * self.words
            and self.reasons >= _OVER_REPORTING * self.reports
        )

    @property
    def leans(self) -> bool:
        """Whether it reasons at least as much as it reports."""
        return self.words >= _LEAST_WORDS // 2 and self.reasons >= 2 and self.reasons >= self.reports


def weigh(text: str) -> Reasoning:
    """Counts the signs; what stands between quotation marks is another's."""
    words = [w.lower() for w in _WORD.findall(_QUOTED.sub(" ", text))]
    whole, beginnings = _signs()
    reports = _reports()
    reasons = sum(w in whole or w.startswith(beginnings) for w in words)
    return Reasoning(len(words), reasons, sum(w in reports for w in words))


def place_analysis(document: Document, sections: Sequence[Section], labelled: set[int]) -> list[Section]:
    """Sections of one investigation where none is headed as its analysis; the one that reasons becomes it."""
    placed = list(sections)
    end = next((i for i, s in enumerate(placed) if s.parts & _END_PARTS), len(placed))
    # Where the descriptions stand under domains of their own, an unknown part after them needs fewer signs.
    after_domains = len({s.domain for s in placed[:end] if s.domain}) >= _DOMAINS
    for at in range(end - 1, 0, -1):
        section = placed[at]
        if section.domain is not None or section.parts - _MAY_BE:
            break
        if section.heading is None or _is_side(placed, at):
            continue
        found = weigh(" ".join(_text(document, s) for s in placed[at:end]))
        if found.is_enough or after_domains and found.leans and not _reports_by_title(section):
            placed[at:end] = [_as_analysis(s) for s in placed[at:end]]
            return placed
    for at in (end - 1, end):
        if 0 <= at < len(placed) and (cut := _tail(document, placed[at], labelled, ends=at == end)):
            placed[at : at + 1] = cut
            return placed
    return placed


def _reports_by_title(section: Section) -> bool:
    """ "Samtal med …", "Uppgifter från …": told by others, whatever its words."""
    return section.title.lower().startswith(_TOLD)


def _is_side(sections: Sequence[Section], at: int) -> bool:
    """Text straight below the heading of a side describes; its domains follow on a lower level."""
    return at + 1 < len(sections) and sections[at + 1].domain is not None and sections[at + 1].level > sections[at].level


def _as_analysis(section: Section) -> Section:
    return replace(
        section, forms=section.forms | {"analys"}, parts=section.parts | {"analys"}, domain=None, also=(), uncertain=True
    )


def _tail(document: Document, section: Section, labelled: set[int], *, ends: bool) -> tuple[Section, Section] | None:
    """The last paragraphs of a section of description that reason; the decision itself has none."""
    if ends or section.parts - _MAY_BE or section.heading is None and section.blocks[0] > 3:
        return None
    first, last = section.blocks
    start = last
    while start - 1 > first:
        block = document.blocks[start - 1]
        text = document.text[block.start : block.end]
        signs = weigh(text)
        if start - 1 in labelled or signs.reasons <= signs.reports or signs.words and signs.reasons < _DENSITY * signs.words:
            break
        start -= 1
    if start >= last:
        return None
    begins = document.blocks[start].start
    if not weigh(document.text[begins : section.end]).is_enough:
        return None
    before = replace(section, blocks=(first, start), end=begins)
    after = replace(section, heading=None, title="", level=section.level, blocks=(start, last), start=begins)
    return before, _as_analysis(after)


def _text(document: Document, section: Section) -> str:
    return document.text[section.heading[1] if section.heading else section.start : section.end]


@cache
def _signs() -> tuple[frozenset[str], tuple[str, ...]]:
    listed: list[str] = load_vocabulary("parts")["reasoning"]
    return frozenset(w for w in listed if "*" not in w), tuple(w[:-1] for w in listed if w.endswith("*"))


@cache
def _reports() -> frozenset[str]:
    return frozenset(load_vocabulary("parts")["reporting"])
