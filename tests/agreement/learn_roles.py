"""Learns roles of sentences from `reference_texts/learn/`; writes the numbers that `audit/annotate/learned.py` reads.

usage: python -m tests.agreement.learn_roles [--write]

Prints F1 a role with one writer left out at a time (no hand is predicted from itself) beside that of the rules. A
logistic regression a role (liblinear, no randomness); weights of little moment are left out, the others kept in
hundredths, so that the same texts give the same bytes.
"""

import argparse
import math
from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from audit.annotate.learned import ANY, FILE, SCALE, SIGN, features, places_of, ruled, signs_of, use_roles, words_of
from audit.annotate.model import ROLES
from audit.annotate.reading import readings_of
from audit.annotate.roles import REASONING
from tests.agreement.reference import f1
from tests.agreement.reference_texts import Read, hands, sentences_of

FEWEST = 2  # sentences that a feature must stand in
_C = 10.0  # how freely weights may grow
_LEAST = 5  # hundredths; a feature whose weights are all nearer to nothing is left out
_TRIED = tuple(n / 100 for n in range(10, 65, 5))  # least chances
_LABELS = (*ROLES, ANY)
Example = tuple[Counter[str], frozenset[str], frozenset[str]]  # features of the words, signs, coded roles


def examples(reads: Sequence[Read]) -> list[Example]:
    """Features of each coded sentence and its roles."""
    found = []
    before: list[str] | None = None
    last = None
    for read in reads:
        if read.text is not last:
            before, last = None, read.text
        own = {(s.document, s.start): s for s in read.found}
        counted: Counter[str] = Counter()
        signs: set[str] = set()
        for reading in readings_of(read.annotated.case):
            s = own.get((reading.document, reading.start))
            if s is not None:
                counted.update(features(words_of(reading, s.mentions), places_of(reading)))
                signs.update(
                    signs_of(
                        reading, s.roles, before, speaker=s.speaker, about=s.about, view=s.view_of, denied=s.denied,
                        planned=s.planned,
                    )
                )  # fmt: skip
                before = ruled(s.roles, s.speaker)
        coded = frozenset(read.coded.r)
        found.append((counted, frozenset(signs), coded | {ANY} if coded & REASONING else coded))
    return found


def matrix(data: Sequence[Example], index: dict[str, int]) -> csr_matrix:
    """A row a sentence: counts over the root of their number, and signs."""
    rows, columns, values = [], [], []
    for row, (counts, signs, _) in enumerate(data):
        root = math.sqrt(counts.total())
        weighed = {**{f: n / root for f, n in counts.items()}, **dict.fromkeys(signs, SIGN)}
        for feature, value in weighed.items():
            if feature in index:
                rows.append(row)
                columns.append(index[feature])
                values.append(value)
    return csr_matrix((values, (rows, columns)), shape=(len(data), len(index)))


def index_of(data: Sequence[Example]) -> dict[str, int]:
    """The features that enough sentences have, in order."""
    seen = Counter(feature for counts, signs, _ in data for feature in (*counts, *signs))
    return {feature: n for n, feature in enumerate(sorted(f for f, n in seen.items() if n >= FEWEST))}


def learn(data: Sequence[Example], index: dict[str, int]) -> np.ndarray:
    """Weights: first row where each role begins, then a row a feature; in hundredths, as whole numbers."""
    x = matrix(data, index)
    columns = []
    for role in _LABELS:
        y = np.array([role in roles for *_, roles in data])
        if y.sum() < 5:
            columns.append(np.r_[-10.0, np.zeros(len(index))])
            continue
        fitted = LogisticRegression(C=_C, solver="liblinear", max_iter=1000, random_state=0).fit(x, y)
        columns.append(np.r_[fitted.intercept_, fitted.coef_[0]])
    return np.rint(np.stack(columns, axis=1) * SCALE).astype(int)


def predicted(table: np.ndarray, x: csr_matrix) -> np.ndarray:
    """Chances a sentence and role."""
    return 1 / (1 + np.exp(-(table[0] + x @ table[1:]) / SCALE))


def left_out(only: str = "") -> tuple[list[Read], np.ndarray]:
    """Every sentence of `learn`, with chances from a model that has seen no text of its writer."""
    by_hand = [[r for text in hand.texts for r in sentences_of(text) if r.found] for hand in hands("learn")]
    data = [examples(reads) for reads in by_hand]
    if only == "words":
        data = [[(c, frozenset(), r) for c, _, r in d] for d in data]
    if only == "signs":
        data = [[(Counter({"1": 1}), s, r) for _, s, r in d] for d in data]
    chances = []
    for n, own in enumerate(data):
        rest = [e for m, others in enumerate(data) if m != n for e in others]
        index = index_of(rest)
        chances.append(predicted(learn(rest, index), matrix(own, index)))
    return [r for reads in by_hand for r in reads], np.concatenate(chances)


def best_least(coded: np.ndarray, chances: np.ndarray) -> float:
    """The least chance with the highest F1 over writers left out; the middle one of equals."""
    reached = [f1(zip(coded, chances >= least, strict=True))[0] or 0.0 for least in _TRIED]
    best = [least for least, f in zip(_TRIED, reached, strict=True) if f >= max(reached) - 0.005]
    return best[len(best) // 2]


def main() -> None:
    """Prints the left-one-hand-out figures; --write writes the model of all hands."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true")
    write = parser.parse_args().write
    use_roles("rules")  # the model is to hear the rules, not itself
    reads, chances = left_out()
    words_only = left_out("words")[1]
    coded = np.array([[_has(frozenset(r.coded.r), role) for role in _LABELS] for r in reads])
    by_rules = np.array([[_has(r.roles, role) for role in _LABELS] for r in reads])
    print(f"{len(reads)} sentences; F1 (precision recall), each writer left out in turn; least chance, number coded")
    print(f"{'':22s}{'rules':20s}{'words alone':20s}model")
    for n, role in enumerate(_LABELS):
        alone = words_only[:, n] >= best_least(coded[:, n], words_only[:, n])
        least = best_least(coded[:, n], chances[:, n])
        cells = ""
        for given in (by_rules[:, n], alone, chances[:, n] >= least):
            f, p, r, count = f1(zip(coded[:, n], given, strict=True))
            cells += f"{f or 0:.2f} ({p or 0:.2f} {r or 0:.2f})    "
        print(f"{role:22s}{cells}{least:.2f}  {count}")
    if write:
        FILE.write_text("\n".join(as_lines(*learned())) + "\n", encoding="utf-8")
        print(f"{FILE.stat().st_size // 1024} kB")


def learned() -> tuple[list[float], np.ndarray, dict[str, int]]:
    """Of all writers: the least chance of each role (by writers left out), the weights, and the features' rows."""
    reads, chances = left_out()
    coded = np.array([[_has(frozenset(r.coded.r), role) for role in _LABELS] for r in reads])
    least = [best_least(coded[:, n], chances[:, n]) for n in range(len(_LABELS))]
    data = examples(reads)
    index = index_of(data)
    return least, learn(data, index), index


def as_lines(least: Sequence[float], table: np.ndarray, index: Mapping[str, int]) -> list[str]:
    """The model's file: what weighs little is left out."""
    kept = [(f, table[n + 1]) for f, n in index.items() if np.abs(table[n + 1]).max() >= _LEAST]
    rows = [("least chance", [round(value * SCALE) for value in least]), ("begin", table[0]), *kept]
    return ["\t".join(("feature", *_LABELS)), *("\t".join((name, *map(str, row))) for name, row in rows)]


def _has(roles: frozenset[str], role: str) -> bool:
    return bool(roles & REASONING) if role == ANY else role in roles


if __name__ == "__main__":
    main()
