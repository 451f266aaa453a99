"""Headings and their levels: which stands below which, with or without levels in the file."""

from collections import Counter
from dataclasses import dataclass, replace

from audit.casefile.titles import Meaning

SCHEME = ("scheme",)  # the look of beginnings numbered "1.1", all of one rank


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; `inside` where it is only the beginning of its block, whose text goes on after it."""

    block: int
    start: int
    end: int
    title: str
    means: Meaning
    level: int
    marked: bool  # the file itself says that it is a heading
    inside: bool = False
    size: float | None = None
    look: tuple[object, ...] = ()

    @property
    def larger(self) -> bool:
        """Whether its letters are larger than those of the text."""
        return len(self.look) > 1 and bool(self.look[1])


def nested(found: list[Heading]) -> list[Heading]:
    """Levels of the file where it has any; else by the vocabulary, and for unknown words by headings of like look."""
    by_rank: dict[int, Counter[int]] = {}
    by_look: dict[tuple[object, ...], Counter[int]] = {}
    for heading in found:
        rank = _rank(heading.means)
        if rank is not None and heading.marked:
            by_rank.setdefault(rank, Counter())[heading.level] += 1
        elif rank is not None:
            by_look.setdefault(heading.look, Counter())[rank] += 1
    placed: list[Heading] = []
    marked_above = 0
    for heading in found:
        if heading.marked:
            marked_above = heading.level
            placed.append(heading)
            continue
        rank = _rank(heading.means)
        if heading.inside:  # the beginning of a paragraph stands below the heading of its text
            around = next((h.level for h in reversed(placed) if not h.inside), 0)
            placed.append(replace(heading, level=max(3 if heading.look == SCHEME else rank or 4, around + 1)))
            continue
        above = next((h for h in reversed(placed) if not h.means.below_domain), None)
        if (
            heading.means.below_domain
            and above is not None
            and above.means.heads
            and not _stands_out(heading, above, by_look)
        ):
            placed.append(replace(heading, level=above.level + 1))  # who told, below the domain that it tells of
            continue
        if by_rank:  # a file with marked headings: others nest below them, unless their like is marked elsewhere
            like = by_rank.get(rank) if rank is not None else None
            level = like.most_common(1)[0][0] if like else marked_above + 1
        elif rank is not None:
            out = heading.means.below_domain and above is not None and _stands_out(heading, above, by_look)
            level = min(rank, 2) if out else rank
        elif placed and placed[-1].block + 1 == heading.block and _rank(placed[-1].means) == 2:
            level = placed[-1].level + 1  # straight below "Analys", with no text between them
        else:
            looks = by_look.get(heading.look)
            beside = next((h.level for h in reversed(placed) if h.look == heading.look and h.level > 1), None)
            if beside is None and looks:
                beside = max(looks, key=lambda r: (looks[r], r))
            level = max(beside or (4 if heading.inside else 2), 2)
        placed.append(replace(heading, level=level))
    return placed


def _stands_out(heading: Heading, above: Heading, by_look: dict[tuple[object, ...], Counter[int]]) -> bool:
    """Whether it looks otherwise than the domain above it, and as headings that stand above domains."""
    return heading.look != above.look and any(rank < 3 for rank in by_look.get(heading.look, ()))


def _rank(means: Meaning) -> int | None:
    """How high a heading stands by its words alone."""
    if means.heads and means.whole:
        return 3
    if means.below_domain and not means.side:
        return 4 if not means.parts else 2
    if means.whole_file or (means.forms and not means.parts and not means.side):
        return 1
    if means.side or means.parts or means.other:
        return 2
    return None
