"""Running headers, footers and page numbers of a pdf: lines at the edge of the page that are no part of its text.

A line counts as running where it recurs at one height on at least half of the pages (digits masked), or where it
stands alone in the margin, nearer to the edge of the page than text ever does.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from audit.documents.draft import tidy_cell
from audit.documents.model import Aside
from audit.documents.pdf_lines import Line

_EDGE = 66.0  # points from the edge; Word's own header stands at 36, its text begins at 71
_NARROWEST = 30.0  # points that any printed page leaves free at its edge
_ZONE = 0.2  # of the page's height in which running lines are looked for
_MOST = 8  # running lines at one edge
_LEADER = re.compile(r"(?:\.\s?){5,}\s*\d{1,3}$")
_PAGE_NUMBER = re.compile(
    r"(?:sida|sid\.?|s\.|page)?\s*#+\s*(?:(?:av|of|/|\(|\||:|–|-)\s*#+)?\s*\)?[.\s]*", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class PageLines:
    """The lines of one page, and its size."""

    number: int
    width: float
    height: float
    lines: Sequence[Line]
    edge: float  # how near to the edge of the page only running lines stand

    is_tagged: bool  # its tags say which lines are part of the text

    def is_artifact(self, row: Sequence[Line]) -> bool:
        """By the tags of the file, the row is no part of its text."""
        return self.is_tagged and all(line.tag is None for line in row)


def page_lines(number: int, width: float, height: float, lines: Sequence[Line]) -> PageLines:
    """The lines with the width of the page's margin, which is less where the side margins are narrow."""
    lefts = Counter(round(line.x0) for line in lines)
    left = lefts.most_common(1)[0][0] if lefts else _EDGE
    is_tagged = any(line.tag is not None for line in lines)
    return PageLines(number, width, height, lines, min(_EDGE, max(0.9 * left, _NARROWEST)), is_tagged)


def set_margins_aside(pages: Sequence[PageLines]) -> tuple[list[Aside], set[int]]:
    """What was set aside, and the ids of its lines."""
    aside: list[Aside] = []
    gone: set[int] = set()
    for at_top in (True, False):
        for page, rows in _running(pages, at_top):
            for row in rows:
                gone.update(id(line) for line in row)
                reason = "page_number" if _PAGE_NUMBER.fullmatch(_masked(row)) else "header" if at_top else "footer"
                aside.append(Aside(reason, _said(row), page.number))
    for page in pages:
        listed = (
            [line for line in page.lines if line.tag is not None and line.tag.is_contents]
            if page.is_tagged
            else _with_leaders(page.lines)
        )
        for line in listed:
            if id(line) not in gone:
                gone.add(id(line))
                aside.append(Aside("contents", _said([line]), page.number))
    order = {"header": 0, "contents": 1, "footer": 2, "page_number": 3}
    return sorted(aside, key=lambda one: (one.page or 0, order[one.reason])), gone


_Row = list[Line]  # lines on one baseline


def _running(pages: Sequence[PageLines], at_top: bool) -> list[tuple[PageLines, list[_Row]]]:
    edges = [(page, _edge_rows(page, at_top)) for page in pages]
    places: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for page, rows in edges:
        for row in rows[:_MOST]:
            if _distance(page, row, at_top) < _ZONE * page.height:
                places[_masked(row)].append((page.number, _distance(page, row, at_top)))
    follows_full = _follows_full(pages)
    margin_is_free = all(_apart(page, rows, at_top) is not None for page, rows in edges)
    found = []
    for page, rows in edges:
        running: list[_Row] = []
        for row in rows[:_MOST]:
            here = _distance(page, row, at_top)
            if here > _ZONE * page.height:
                break
            recurs = {n for n, there in places[_masked(row)] if abs(there - here) <= 3}
            if not (page.is_artifact(row) or _recurs_enough(recurs, pages, follows_full, here < page.edge)):
                break
            running.append(row)
        if margin_is_free and not running:
            running = _alone(page, rows, at_top)
        if len(running) < len(rows) or len(pages) > 1:
            found.append((page, running))
    return found


def _recurs_enough(recurs: set[int], pages: Sequence[PageLines], follows_full: set[int], in_margin: bool) -> bool:
    if len(recurs) < max(2, 0.5 * len(pages)):
        return False
    if in_margin:
        return True
    # A title on each form of a combined file recurs as well, but its page does not go on from a full one.
    later = recurs - {1}
    return len(pages) > 2 and 2 * len(later & follows_full) >= len(later)


def _follows_full(pages: Sequence[PageLines]) -> set[int]:
    """Pages before which the text reached the foot of the page."""
    feet = {page.number: _foot(page) for page in pages}
    lowest = min(feet.values(), default=0.0)
    return {number + 1 for number, foot in feet.items() if foot <= lowest + 60}


def _foot(page: PageLines) -> float:
    inside = [line.y for line in page.lines if line.y > page.edge]
    return min(inside, default=page.height)


def _alone(page: PageLines, rows: Sequence[_Row], at_top: bool) -> list[_Row]:
    """Rows at the edge with a gap between them and the text."""
    apart = _apart(page, rows, at_top)
    if not apart or len(apart) == len(rows):
        return []
    body = Counter(round(line.size) for line in page.lines).most_common(1)[0][0]
    if at_top and any(line.size > 1.25 * body for row in apart for line in row):
        return []  # a title that stands high
    return apart


def _apart(page: PageLines, rows: Sequence[_Row], at_top: bool) -> list[_Row] | None:
    """The outermost rows, the first of them in the margin, up to a gap; None where text runs into the margin."""
    apart: list[_Row] = []
    for row in rows:
        inside = _distance(page, row, at_top) < page.edge
        if not apart and not inside:
            return []
        if apart:
            gap = abs(apart[-1][0].y - row[0].y)
            if gap > 1.6 * max(apart[-1][0].size, row[0].size) or (not inside and row[0].bold):
                return apart
        if len(apart) == _MOST // 2:
            return None
        apart.append(row)
    return apart


def _edge_rows(page: PageLines, at_top: bool) -> list[_Row]:
    """The outermost lines of the page, those on one baseline together."""
    rows: list[_Row] = []
    for line in sorted(page.lines, key=lambda line: (-line.y if at_top else line.y, line.x0)):
        if rows and abs(rows[-1][0].y - line.y) <= 2:
            rows[-1].append(line)
        elif len(rows) > _MOST:
            break
        else:
            rows.append([line])
    return rows


def _distance(page: PageLines, row: _Row, at_top: bool) -> float:
    return page.height - row[0].y if at_top else row[0].y


def _said(row: _Row) -> str:
    return tidy_cell(" ".join(line.text.replace("\ufffe", "-") for line in row))


def _with_leaders(lines: Sequence[Line]) -> list[Line]:
    """Lines of a table of contents: a heading, dots, and the number of a page."""
    found = [line for line in lines if _LEADER.search(line.text.rstrip()[-40:])]
    return found if len(found) > 1 else []


def _masked(row: _Row) -> str:
    return re.sub(r"\d", "#", " ".join(line.text.strip() for line in sorted(row, key=lambda line: line.x0))).lower()
