"""Learns the roles of sentences from `reference_texts/learn/` and writes the numbers that `audit/annotate/learned.py` reads.

usage: python -m tests.agreement.learn_roles [--write]

Prints F1 a role with one writer left out at a time (no hand is predicted from itself) beside that of the rules. A logistic
regression a role (liblinear, no randomness); weights of little moment are left out, the others kept in hundredths, so
that the same texts give the same bytes.
"""

import argparse
import math
from collections import Counter
from collections.abc import Sequence

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from audit.annotate.learned import FILE, SCALE, features, places_of, words_of
from audit.annotate.model import ROLES
from audit.annotate.reading import readings_of
from tests.agreement.reference import f1
from tests.agreement.reference_texts import Read, hands, sentences_of

FEWEST = 2  # sentences that a feature must stand in
_C = 30.0  # how freely weights may grow
_LEAST = 0.05  # weights all below this are left out
_LABELS = (*ROLES,)


def examples(reads: Sequence[Read]) -> list[tuple[Counter[str], frozenset[str]]]:
    """Features of each coded sentence and its roles."""
    found = []
    for read in reads:
        if not read.found:
            continue
        own = {(s.document, s.start) for s in read.found}
        counted: Counter[str] = Counter()
        mentions = {(s.document, s.start): s.mentions for s in read.found}
        for reading in readings_of(read.annotated.case):
            place = (reading.document, reading.start)
            if place in own:
                counted.update(features(words_of(reading, mentions[place]), places_of(reading)))
        found.append((counted, frozenset(read.coded.r)))
    return found


def matrix(counted: Sequence[Counter[str]], index: dict[str, int]) -> csr_matrix:
    """Counts over the root of their number, a row a sentence."""
    rows, columns, values = [], [], []
    for row, counts in enumerate(counted):
        root = math.sqrt(counts.total())
        for feature, count in counts.items():
            if feature in index:
                rows.append(row)
                columns.append(index[feature])
                values.append(count / root)
    return csr_matrix((values, (rows, columns)), shape=(len(counted), len(index)))


def index_of(counted: Sequence[Counter[str]]) -> dict[str, int]:
    """The features that enough sentences have, in order."""
    seen = Counter(feature for counts in counted for feature in counts)
    return {feature: n for n, feature in enumerate(sorted(f for f, n in seen.items() if n >= FEWEST))}


def learn(data: Sequence[tuple[Counter[str], frozenset[str]]], index: dict[str, int]) -> np.ndarray:
    """Weights: first row where each role begins, then a row a feature; in hundredths, as whole numbers."""
    x = matrix([counts for counts, _ in data], index)
    columns = []
    for role in _LABELS:
        y = np.array([role in roles for _, roles in data])
        if y.sum() < 5:
            columns.append(np.r_[-10.0, np.zeros(len(index))])
            continue
        fitted = LogisticRegression(C=_C, solver="liblinear", max_iter=1000, random_state=0).fit(x, y)
        columns.append(np.r_[fitted.intercept_, fitted.coef_[0]])
    return np.rint(np.stack(columns, axis=1) * SCALE).astype(int)


def predicted(table: np.ndarray, x: csr_matrix) -> np.ndarray:
    """Chances a sentence and role."""
    return 1 / (1 + np.exp(-(table[0] + x @ table[1:]) / SCALE))


def left_out() -> tuple[list[Read], np.ndarray]:
    """Every sentence of `learn`, with chances from a model that has seen no text of its writer."""
    by_hand = [[r for text in hand.texts for r in sentences_of(text) if r.found] for hand in hands("learn")]
    data = [examples(reads) for reads in by_hand]
    chances = []
    for n, own in enumerate(data):
        rest = [e for m, others in enumerate(data) if m != n for e in others]
        index = index_of([c for c, _ in rest])
        chances.append(predicted(learn(rest, index), matrix([c for c, _ in own], index)))
    return [r for reads in by_hand for r in reads], np.concatenate(chances)


def main() -> None:
    """Prints the left-one-hand-out figures; --write writes the model of all hands."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true")
    write = parser.parse_args().write
    reads, chances = left_out()
    print(f"{len(reads)} sentences; F1 (precision recall): rules, model with the writer left out, either")
    for n, role in enumerate(_LABELS):
        cells = []
        for given in (
            [role in r.roles for r in reads],
            [c[n] > 0.5 for c in chances],
            [role in r.roles or c[n] > 0.5 for r, c in zip(reads, chances, strict=True)],
        ):
            f, p, r, count = f1((role in read.coded.r, bool(g)) for read, g in zip(reads, given, strict=True))
            cells.append(" – " if f is None else f"{f:.2f} ({p or 0:.2f} {r or 0:.2f})")
        print(f"{role:22s}{'   '.join(cells)}  n {count}")
    if write:
        data = examples([r for hand in hands("learn") for text in hand.texts for r in sentences_of(text)])
        index = index_of([c for c, _ in data])
        table = learn(data, index)
        kept = [(f, table[n + 1]) for f, n in index.items() if np.abs(table[n + 1]).max() >= _LEAST * SCALE]
        lines = ["\t".join(("feature", *_LABELS)), "\t".join(("", *map(str, table[0])))]
        lines += ["\t".join((f, *map(str, weights))) for f, weights in kept]
        FILE.write_text("\n".join(lines) + "\n", encoding="utf-8")
        print(f"{len(kept)} features, {FILE.stat().st_size // 1024} kB")


if __name__ == "__main__":
    main()
