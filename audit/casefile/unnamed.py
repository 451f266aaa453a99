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
_REASONED = ("motiver", "ställningstag", "skäl")  # headings of a decision below which an assessment may stand
_PARAGRAPH = 8  # words; a shorter line at the end is a signature or a label
_WORD = re.compile(r"[^\W\d_]+")
_SENTENCE = re.compile(r"(?<=[.!?])(?<!kap\.)(?<!enl\.)\s+(?=[A-ZÅÄÖ])|\n")
_UNFILLED = re.compile(r"\[[^\]]{10,}\]")  # what a template says should be written here
_QUOTED = re.compile(r"[\"”“»][^\"”“»]{3,300}[\"”“«]")


@dataclass(frozen=True, slots=True)
class Reasoning:
    """How much a stretch of text reasons, and how much it reports what others have said."""

    words: int
    reasons: int
    reports: int
    kinds: int  # different words of reasoning; needs told one after the other are no analysis

    @property
    def is_enough(self) -> bool:
        """Whether it reasons in the writer's own words."""
        return (
            self.words >= _LEAST_WORDS
            and self.reasons >= _LEAST_SIGNS
            and self.kinds > 1
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
    reasons = [w for w in words if w in whole or w.startswith(beginnings)]
    return Reasoning(len(words), len(reasons), sum(w in reports for w in words), len(set(reasons)))


def only_decides(text: str) -> bool:
    """Whether a part does nothing but propose or decide, so that it weighs nothing together."""
    sentences = [s for s in _SENTENCE.split(_UNFILLED.sub(" ", text)) if _WORD.search(s)]
    return bool(sentences) and all(_proposes().search(s) and not weigh(s).reasons for s in sentences)


def place_analysis(document: Document, sections: Sequence[Section], labelled: set[int]) -> list[Section]:
    """Sections of one investigation where none is headed as its analysis; the one that reasons becomes it."""
    placed = list(sections)
    described = max((i for i, s in enumerate(placed) if s.domain), default=0)
    end = next((i for i, s in enumerate(placed) if i > described and s.parts & _END_PARTS), len(placed))
    # Where the descriptions stand under domains of their own, an unknown part after them needs fewer signs.
    after_domains = len({s.domain for s in placed[:end] if s.domain}) >= _DOMAINS
    for at in range(end - 1, 0, -1):
        section = placed[at]
        if section.domain is not None or section.parts - _MAY_BE:
            break
        if section.heading is None or _is_side(placed, at):
            continue
        found = weigh(" ".join(_text(document, s) for s in placed[at:end]))
        if found.is_enough or (after_domains and found.leans and not _reports_by_title(section)):
            placed[at:end] = [as_analysis(s) for s in placed[at:end]]
            return placed
    for at in range(end - 1, max(described, 0) - 1, -1):
        if cut := _tail(document, placed[at], labelled):
            placed[at : at + 1] = cut
            return placed
    for at, section in enumerate(placed):
        if (
            section.parts & _END_PARTS
            and section.title.lower().startswith(_REASONED)
            and weigh(_text(document, section)).is_enough
        ):
            placed[at] = as_analysis(replace(section, parts=frozenset()))
            return placed
    return placed


def _reports_by_title(section: Section) -> bool:
    """ "Samtal med …", "Uppgifter från …": told by others, whatever its words."""
    return section.title.lower().startswith(_TOLD)


def _is_side(sections: Sequence[Section], at: int) -> bool:
    """Text straight below the heading of a side describes; its domains follow on a lower level."""
    return (
        at + 1 < len(sections) and sections[at + 1].domain is not None and sections[at + 1].level > sections[at].level
    )


def as_analysis(section: Section) -> Section:
    return replace(
        section,
        forms=section.forms | {"analys"},
        parts=section.parts | {"analys"},
        domain=None,
        also=(),
        uncertain=True,
    )


def _tail(document: Document, section: Section, labelled: set[int]) -> tuple[Section, ...] | None:
    """The last paragraphs of a description that reason; a decision or signature after them is left as it stands."""
    if section.parts - _MAY_BE:
        return None
    first, last = section.blocks
    texts = {i: document.text[document.blocks[i].start : document.blocks[i].end] for i in range(first, last)}
    ends = [last, *(i for i in range(last - 1, first, -1) if _decision().match(texts[i]))]
    found = next((f for end in ends if (f := _reasoned(document, texts, first, end, labelled))), None)
    if found is None:
        return None
    best, stop = found
    stop = next((i for i in range(best + 1, stop) if _decision().match(texts[i])), stop)
    begins = document.blocks[best].start
    before = replace(section, blocks=(first, best), end=begins)
    after = replace(section, heading=None, title="", blocks=(best, stop), start=begins)
    cut = (before, as_analysis(after))
    if stop == last:
        return cut
    rest = document.blocks[stop].start
    decision = replace(
        section, heading=None, title="", blocks=(stop, last), start=rest, domain=None, also=(), uncertain=True,
        parts=frozenset(("beslut",)) if _decision().match(texts[stop]) else frozenset(),
    )  # fmt: skip
    return before, replace(cut[1], end=rest), decision


def _reasoned(
    document: Document, texts: dict[int, str], first: int, stop: int, labelled: set[int]
) -> tuple[int, int] | None:
    """The first of the last paragraphs before `stop` that reason, and where they end."""
    while stop > first and (
        stop - 1 in labelled or len(texts[stop - 1].split()) < _PARAGRAPH or _decision().match(texts[stop - 1])
    ):
        stop -= 1
    best = None
    for start in range(stop - 1, first, -1):
        if start in labelled or document.blocks[start].kind == "row":
            break
        signs = weigh(texts[start])
        if signs.reasons <= signs.reports or signs.reasons < 2 or signs.reasons < _DENSITY * signs.words:
            continue
        if weigh("\n".join(texts[i] for i in range(start, stop))).is_enough:
            best = start
    return None if best is None else (best, stop)


def _text(document: Document, section: Section) -> str:
    return document.text[section.heading[1] if section.heading else section.start : section.end]


@cache
def _decision() -> re.Pattern[str]:
    return re.compile("|".join(load_vocabulary("parts")["decision_lines"]))


@cache
def _proposes() -> re.Pattern[str]:
    return re.compile("|".join(load_vocabulary("parts")["proposals"]), re.IGNORECASE)


@cache
def _signs() -> tuple[frozenset[str], tuple[str, ...]]:
    listed: list[str] = load_vocabulary("parts")["reasoning"]
    return frozenset(w for w in listed if "*" not in w), tuple(w[:-1] for w in listed if w.endswith("*"))


@cache
def _reports() -> frozenset[str]:
    return frozenset(load_vocabulary("parts")["reporting"])
