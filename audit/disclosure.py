"""Which counts must be hidden beside those that are too small, so that no sum gives them away.

The counts of a table hang together: districts add up to all, values to their base. Whoever knows the shown counts
solves these sums for the hidden ones. Here the sums are solved too, and the next smallest count is hidden until no
count that needs shelter comes out. (That counts are never negative may still narrow a hidden one down.)
"""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import TypeVar

import numpy

_K = TypeVar("_K", bound=Hashable)
Sum = Mapping[_K, int]  # what is added with 1 and what it makes with -1; the rest of the sum is known


def sheltered(
    sizes: Mapping[_K, int],
    sums: Sequence[Sum[_K]],
    hidden: Iterable[_K],
    small: set[_K],
    along: Mapping[_K, Sequence[_K]] | None = None,
) -> set[_K]:
    """The hidden cells and those to hide with them, so that no cell of `small` follows from the sums.

    `along`: what is hidden along with a cell because it makes it up.
    """
    along = along or {}
    found: dict[_K, None] = {}  # kept in order: the same input hides the same cells
    for key in hidden:
        found |= dict.fromkeys((key, *along.get(key, ())))
    order = {key: n for n, key in enumerate(sizes)}
    while True:
        given_away = [key for key in determined(tuple(found), sums) if key in small]
        if not given_away:
            return set(found)
        key = min(given_away, key=order.__getitem__)
        beside = [k for line in sums if key in line for k in line if k not in found and sizes.get(k)]
        # Where its own sums have nothing left to hide, hiding anything else of the table may loosen another sum.
        left = beside or [k for k in sizes if k not in found and sizes[k]]
        if not left:
            return set(found)
        key = min(left, key=lambda k: (sizes[k], order[k]))
        found |= dict.fromkeys((key, *along.get(key, ())))


def determined(hidden: Sequence[_K], sums: Sequence[Sum[_K]]) -> list[_K]:
    """The hidden cells that the sums have only one solution for."""
    place = {key: n for n, key in enumerate(hidden)}
    lines = [[(place[k], c) for k, c in line.items() if k in place] for line in sums]
    lines = [line for line in lines if line]
    if not lines:
        return []
    matrix = numpy.zeros((len(lines), len(hidden)))
    for row, line in enumerate(lines):
        for column, coefficient in line:
            matrix[row, column] = coefficient
    _, values, base = numpy.linalg.svd(matrix)
    free = base[int((values > 1e-9).sum()) :]  # every way in which the hidden cells can still differ
    return [key for key, n in place.items() if not free.size or numpy.abs(free[:, n]).max() < 1e-9]
