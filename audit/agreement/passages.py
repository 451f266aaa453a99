"""Passages compared by overlap of words, over files where both readers point some out.

Where both know the places in the text, a word is its place; else it is the word itself, as often as it is quoted.
"""

import re
from collections import Counter
from collections.abc import Sequence

import numpy as np

from audit.agreement import coefficients as c
from audit.agreement.bootstrap import Drawn
from audit.agreement.file import PassageFigures
from audit.agreement.reading import Quote, Reading

_WORD = re.compile(r"\w+")


def passage_figures(first: Reading, second: Reading, cases: Sequence[str], drawn: Drawn) -> dict[str, PassageFigures]:
    """The figures of every criterion for which both readers point out passages in some file."""
    found: dict[str, c.Floats] = {}
    placed: dict[str, bool] = {}
    for place, case in enumerate(cases):
        a, b = first.cases.get(case), second.cases.get(case)
        for name in a.passages if a and b else ():
            assert a is not None
            assert b is not None
            if name in b.passages:
                known = all(q.document is not None for q in (*a.passages[name], *b.passages[name]))
                placed[name] = placed.get(name, True) and known
                sums = found.setdefault(name, np.zeros((len(cases), 3)))
                sums[place] = overlap(a.passages[name], b.passages[name], by_place=known)
    return {name: _figures(sums, placed[name], drawn) for name, sums in sorted(found.items())}


def _figures(sums: c.Floats, positions: bool, drawn: Drawn) -> PassageFigures:
    of_both, of_given, of_coded = drawn.sums(sums, sums[:, [0, 1]], sums[:, [0, 2]])
    return PassageFigures(
        n=int((sums[:, 1] > 0).sum()),
        positions=positions,
        f1=of_both.estimate(c.f1),
        precision=of_given.estimate(c.share),
        recall=of_coded.estimate(c.share),
    )


def overlap(first: Sequence[Quote], second: Sequence[Quote], *, by_place: bool) -> tuple[int, int, int]:
    """How many words are in both, in the first and in the second."""
    a, b = (_places(q) if by_place else _words(q) for q in (first, second))
    return (a & b).total(), a.total(), b.total()


def _places(quotes: Sequence[Quote]) -> Counter[object]:
    """Each word by its place, once, however many passages hold it."""
    return Counter({(q.document, q.start + m.start()): 1 for q in set(quotes) for m in _WORD.finditer(q.text)})


def _words(quotes: Sequence[Quote]) -> Counter[object]:
    seen: dict[object, str] = {}
    for q in dict.fromkeys(quotes):
        # Words of passages that overlap count once where their places are known.
        of = q.document or q.text
        seen.update(((of, q.start + m.start()), m[0].casefold()) for m in _WORD.finditer(q.text))
    return Counter(seen.values())
