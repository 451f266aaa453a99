"""The lemma of a Swedish word, the same in a text and in a phrase that is looked for."""

from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Any

from audit.vocabulary import load_vocabulary

_SHORTEST_HEAD = 4  # letters; a shorter ending is seldom a word of its own in a compound


@lru_cache(maxsize=100_000)
def lemma(word: str) -> str:
    """The dictionary form of one word, lower case; case of the input does not matter, an unknown word is its own lemma.

    It looks at the word alone, never at its neighbours, so a word has one lemma wherever it stands:
    mamman, mammas, mammans → mamma; beviljas, beviljats, beviljade → bevilja; utredningens → utredning.
    Pronouns keep their case (hon, henne and hennes are three lemmas; sin, sitt and sina are one); modern and mor are
    `moder`; "far" is the verb `fara`; ska, skall and skulle are `ska`. Abbreviations, numbers and signs stay as they
    are. Corrections stand in `rubrics/vocabulary/lemmas.yaml`.
    """
    lower = word.lower()
    corrected = _corrections()
    known = corrected.get(lower)
    if known is not None:
        return known
    if not lower.replace("-", "").isalpha():
        return lower
    found = _looked_up(lower)
    for cut in range(2, len(lower) - _SHORTEST_HEAD + 1):  # a compound is as its last part: the longest first
        head = lower[cut:]
        right = corrected.get(head)
        if right is not None:
            wrong = _looked_up(head)
            return found[: len(found) - len(wrong)] + right if wrong != right and found.endswith(wrong) else found
    return found


@lru_cache(maxsize=20_000)
def is_known(word: str) -> bool:
    """The word or its lemma stands in the word list; compounds and names mostly do not."""
    return word.lower() in _corrections() or _is_word(word.lower())


def _looked_up(lower: str) -> str:
    found = _listed(lower, greedy=len(lower) > 2)
    # Below: what the general list gets wrong as a rule, each with an example.
    if found.endswith("ad") and lower.endswith(("ade", "ades", "at", "ats")):
        return found[:-1]  # a past tense listed under its participle: fattade → fattad
    if found == lower + "e" and lower.endswith("ar") and _listed(lower[:-1]) == lower[:-1]:
        return lower[:-1]  # a present tense taken for a noun: städar → städare
    if found.endswith(("d", "t")) and lower.endswith(("de", "des", "te", "tes")):
        stem = found[:-1]  # kände → känd
        return next((v for v in (stem + "a", stem + stem[-1:] + "a") if _is_word(v) and _listed(v) == v), found)
    if found.endswith("as") and _is_word(found[:-1]) and _listed(found[:-1]) == found[:-1]:
        return found[:-1]  # a passive listed as a verb of its own: behövdes → behövas
    if found == lower + "a" and not lower.endswith("r"):
        long = len(lower) > 7  # most likely a compound, which only the greedy search takes apart
        if lower in (_listed(lower + "en", greedy=long), _listed(lower + "et", greedy=long)):
            return lower  # a noun taken for an imperative: bråk → bråka, telefontolk → telefontolka
    return found


def _listed(lower: str, *, greedy: bool = False) -> str:
    import simplemma  # 0.5 s and 100 MB, so only on first use

    return str(simplemma.lemmatize(lower, lang="sv", greedy=greedy)).lower()


def _is_word(lower: str) -> bool:
    import simplemma

    return bool(simplemma.is_known(lower, lang="sv"))


@cache
def _corrections() -> Mapping[str, str]:
    lists: dict[str, dict[str, list[Any]]] = load_vocabulary("lemmas")
    return {
        str(form): str(base) for group in lists.values() for base, forms in group.items() for form in (base, *forms)
    }
