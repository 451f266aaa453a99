"""Which areas of the triangle a sentence of the investigation tells of: by its heading, else by its matters."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache

from audit.annotate.inner import Inner, inner_heading
from audit.annotate.model import Sentence
from audit.annotate.reading import Reading
from audit.casefile.model import CaseFile, Section
from audit.vocabulary import load_vocabulary

_HEADED = 3  # areas with text under headings of theirs, from which on a file is ordered by areas
_NOT_DESCRIBING = frozenset(
    {"orsak", "underlag", "forslag", "beslut", "mal", "uppfoljning_planerad", "fragestallningar"}
)
_NOT_TELLING = frozenset({"decides", "concludes_need", "plans_follow_up", "reason_not_heard"})
_OWN, _ENOUGH, _TWICE = 2, 2, 3  # a word of its own counts double, a hint once
_OF_SIDE = 1
_FULL = 5  # matters of one area in a sentence that is an account of it on its own
# A brother's illness or school is no account of the child's; his company is.
_CHILDS_OWN = frozenset(
    {"halsa", "utbildning", "kansla_beteende", "identitet", "socialt_upptradande", "klara_sig_sjalv"}
)
_FAMILY = frozenset({"child", "parent"})


@dataclass(slots=True)
class Areas:
    """What the sentences of one case name, gathered until it is known which areas have text of their own."""

    case: CaseFile
    found: dict[int, tuple[str, ...]] = field(default_factory=dict)  # sentence → areas, those named most first
    told: dict[str, None] = field(default_factory=dict)  # areas with text under a heading of theirs
    full: set[int] = field(default_factory=set)  # sentences with so many matters of an area that they describe it alone
    silent: set[int] = field(default_factory=set)  # sentences that tell of no area: where and when people met
    inner: dict[int, Inner] = field(default_factory=dict)  # sentences below a heading inside their paragraph
    whole: set[int] = field(default_factory=set)  # sentences of nothing, which hold for all areas of their heading
    headings: set[int] = field(default_factory=set)  # sentences that are nothing but such a heading
    _before: tuple[tuple[int, int], tuple[str, ...]] = ((-1, -1), ())  # what its paragraph has named last
    _in_block: tuple[int, int, int] = (-1, -1, -1)  # the last of them, its document and its paragraph

    def add(self, reading: Reading, index: int, about: frozenset[str], roles: frozenset[str]) -> None:
        """Takes in one sentence; what is concluded, proposed or decided describes nothing."""
        if "utredning" not in reading.part.forms or reading.analytic or reading.part.parts & _NOT_DESCRIBING:
            return
        inner = inner_heading(reading, self._generation) or self._inner_before(reading, index)
        if inner is not None:
            self.inner[index] = inner
            self._in_block = (index, reading.document, reading.block)
            if inner.alone:
                self.inner[index] = replace(inner, alone=False)
                self.found[index] = ()
                self.headings.add(index)
                return
        points = bool(reading.spans("stock.points"))
        silent = points or reading.has("speech.logistics") or roles & _NOT_TELLING
        headed = inner.areas if inner else _headed(reading.part)
        side = _side(self._generation, None if headed else reading.part.side)
        place = (reading.document, reading.block)
        going = self._before[1] if self._before[0] == place else ()
        self.found[index] = () if silent else _named(reading, about, self._generation, side, going)
        if _matters(reading) >= _FULL:
            self.full.add(index)
        self._before = (place, self.found[index] or going)
        if silent:
            self.silent.add(index)
        if "stock_phrase" in roles:
            self.whole.add(index)
        if headed and not points:
            self.told.update(dict.fromkeys(_by_heading(headed, () if index in self.whole else self.found[index])))

    def _inner_before(self, reading: Reading, index: int) -> Inner | None:
        """The heading inside the paragraph that the sentence before stands below, in the same paragraph."""
        at, *place = self._in_block
        return self.inner.get(at) if place == [reading.document, reading.block] else None

    def placed(self, sentences: Sequence[Sentence]) -> tuple[Sentence, ...]:
        """The sentences with their areas. Elsewhere they count for an area that has no text under a heading of its own.

        In a file without such headings a sentence that names nothing goes on about the area of the one before it.
        """
        ordered = len(self.told) >= _HEADED
        kept: list[Sentence] = []
        goes_on: str | None = None  # the area that a sentence which names none goes on about
        for sentence in sentences:
            named = self.found.get(sentence.index)
            if named is None:
                kept.append(sentence)
                continue
            section = self.case.sections[sentence.section]
            domain: str | None
            inner = self.inner.get(sentence.index)
            headed = inner.areas if inner else _headed(section)
            if sentence.index in self.headings:
                kept.append(replace(sentence, heading=True, domain=headed[0], also=frozenset(headed[1:])))
                continue
            beside = [area for area in (named[:1] if ordered else named) if area not in self.told]
            if headed:
                domain, *rest = _by_heading(headed, () if sentence.index in self.whole else named)
                also = frozenset(rest) | frozenset(beside)
            else:
                domain = beside[0] if beside and not ordered else None
                also = frozenset(beside)
                before = kept[-1] if kept else None
                side = _side(self._generation, section.side)
                if before is None or before.block != sentence.block or sentence.index in self.silent:
                    goes_on = None
                if domain or (named and not ordered):
                    goes_on = domain
                elif goes_on and not ordered and sentence.index not in self.silent and (not side or goes_on in side):
                    also |= {goes_on}
            also = frozenset(area for area in also if area != domain)
            if "sibling" in sentence.about and not sentence.about & _FAMILY:
                domain, also = (None if domain in _CHILDS_OWN else domain), also - _CHILDS_OWN
            if sentence.index in self.full and not sentence.rich:
                sentence = replace(sentence, rich=True)
            unchanged = domain == sentence.domain and not also
            kept.append(sentence if unchanged else replace(sentence, domain=domain, also=also))
        return tuple(kept)

    @property
    def _generation(self) -> str:
        return str(self.case.bbic.value or "2016")


def _headed(section: Section) -> tuple[str, ...]:
    return (section.domain, *section.also) if section.domain else ()


def _by_heading(headed: tuple[str, ...], named: Sequence[str]) -> tuple[str, ...]:
    """Of the areas that a heading names those that the sentence is about, where it tells; else all of them."""
    fitting = tuple(area for area in named if area in headed) if len(headed) > 1 else ()
    return fitting or headed


def _named(
    reading: Reading,
    about: frozenset[str],
    generation: str,
    side: frozenset[str],
    going: tuple[str, ...] = (),
) -> tuple[str, ...]:
    """The areas whose own matter the sentence names, those with most of it first.

    Under the heading of a side a hint is enough for the areas of that side, whoever the sentence is about; the
    adults' areas under the child's side, and the child's under theirs, must be named twice, unless the paragraph is
    already about them (`going`).
    """
    votes: dict[str, int] = {}
    areas, of_child = _areas(generation), _side(generation, "child")
    for listed in dict.fromkeys(key.split(".")[1] for key in reading.cues if key.startswith("areas.")):
        own = reading.cues.get(f"areas.{listed}.own", ())
        within = {i for s, e in own for i in range(s, e)}
        hints = {s for s, _ in reading.cues.get(f"areas.{listed}.hint", ())} - within
        score = _OWN * len({s for s, _ in own}) + len(hints)
        if listed not in areas:
            continue
        area = areas[listed]
        crosses = bool(side) and (area in of_child) != bool(side & of_child)
        if area in side:
            votes[area] = votes.get(area, 0) + score + _OF_SIDE
        elif score >= (_TWICE if crosses and area not in going else _ENOUGH) and _concerns(listed, about):
            votes[area] = votes.get(area, 0) + score
    return tuple(sorted(votes, key=lambda area: (-votes[area], area)))


def _matters(reading: Reading) -> int:
    """The most matters of one area's own that the sentence names."""
    return max((len({s for s, _ in spans}) for key, spans in reading.cues.items() if _is_own(key)), default=0)


def _is_own(key: str) -> bool:
    return key.startswith("areas.") and key.endswith(".own")


def in_parents_or_family(domain: str | None) -> bool:
    """An area of the parents' or the family's side, of either generation."""
    return domain is not None and domain in load_vocabulary("sides")["parents_and_family"]


def _concerns(listed: str, about: frozenset[str]) -> bool:
    """A mother's own illness is no matter of the child's health, and a child's reading aloud no stimulation."""
    whose = load_vocabulary("areas")
    if listed in whose["of_child"]:
        return "child" in about or not about & {"parent", "sibling"}
    if listed in whose["of_parents"]:
        return "parent" in about or not about & {"child", "sibling"}
    return True


@cache
def _side(generation: str, side: str | None) -> frozenset[str]:
    names = load_vocabulary("domains")["names"]
    return frozenset((names.get(generation) or names["2016"])[side]) if side else frozenset()


@cache
def _areas(generation: str) -> Mapping[str, str]:
    generations = load_vocabulary("sides")["generations"]
    return dict(generations.get(generation) or generations["2016"])
