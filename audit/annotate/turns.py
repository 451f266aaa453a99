"""Turns of thought that no single word shows: conditions, general truths, contrasts, concessions."""

from collections.abc import Iterator, Sequence

from audit.annotate.cues import words
from audit.annotate.reading import Reading

_ARROWS = frozenset({"=", "→", "->", "=>"})


def turns_in(reading: Reading) -> Iterator[tuple[str, float]]:
    """The role that each turn of thought speaks for, and how much."""
    said = [t.lower for t in reading.words]
    if not _ARROWS.isdisjoint(said):
        yield "causes", 0.6
    if said[0] in words("unreal") and not words("unreal").isdisjoint(said[3:]):
        yield "consequence", 1.0  # "hade mormor bott närmare hade …"
    if said[0] == "för" and len(said) > 4 and said[2] in words("for_whom") and _is_somebody(reading, reading.first + 1):
        yield "consequence", 0.8  # "för Kim blir det …"
    if _generalises(reading):
        yield "interprets", 0.6
    if _foresees(reading, said):
        yield "consequence", 1.0
    elif _is_condition(reading, said):
        yield "consequence", 0.5 if said[0] == "om" else 0.6
    if _then(reading, said):
        yield "consequence", 0.45
    if _for_reason(reading, said):
        yield "causes", 0.4
    if _judges_a_fact(reading, said):
        yield "interprets", 0.6
    if _not_but(said):
        yield "interprets", 0.6
    if "än" in said and not words("comparatives").isdisjoint(said):
        yield "interprets", 0.4
    if _concedes(said):
        yield "interprets", 0.6
    if _is_cleft(said):
        yield "interprets", 0.3
    if _is_singled_out(said):
        yield "interprets", 0.6
    if _but_not(said):
        yield "interprets", 0.6
    if "men" in said and said[said.index("men") + 1 : said.index("men") + 2] == ["inte"]:
        yield "weighs", 0.35
    if _falls_on_child(reading, said):
        yield "interprets", 0.4  # on top of the cleft itself
    if ":" in said[3:-3]:
        yield "interprets", 0.15  # what follows explains
    if said[0] == "därför" and said[-1] != "?":
        yield "causes", 0.35
    if _guessed_reason(said):
        yield "causes", 1.0
    if "kommer" in said and "om" in said[said.index("kommer") :]:
        yield "consequence", 0.5
    if _comes_to(said):
        yield "consequence", 0.6
    if "utan" in said and said[said.index("utan") + 1 : said.index("utan") + 2] == ["att"]:
        yield "interprets", 0.25


def _is_somebody(reading: Reading, i: int) -> bool:
    token = reading.tokens[i]
    return reading.text[token.start - reading.start].isupper() or token.lower in ("henne", "honom", "barnet", "barnen")


def _generalises(reading: Reading) -> bool:
    return any(
        start == reading.first or reading.tokens[start - 1].lower in (",", ":", ";", "och", "men", "för", "att", "hur")
        for start, _ in reading.unquoted("reasoning.generalises")
    )


def _is_condition(reading: Reading, said: Sequence[str]) -> bool:
    """ "Så länge …", "Om …", or the verb first: "Får hon det så …"."""
    if said[-1] == "?" or len(said) < 6 or not words("offers").isdisjoint(said[1:4]):
        return False
    if any(start == reading.first for start, _ in reading.unquoted("reasoning.conditions")):
        # "Om skolan säger hon …" is a preposition: a condition has a clause of its own before the main one.
        return said[0] != "om" or "," in said or "så" in said or said[1] in words("clause_subjects")
    first, second = reading.tokens[reading.first], reading.tokens[reading.first + 1]
    verb_first = (
        first.lower != first.lemma and first.lower.endswith(("r", "s")) and first.lemma.endswith(("a", "å", "e"))
    ) or first.lower in ("är", "har", "vill")
    return (
        verb_first
        and second.lower in ("han", "hon", "hen", "det", "den", "de", "dom", "inte", "inget")
        and ("så" in said or "," in said or len(said) > 7)
    )


def _foresees(reading: Reading, said: Sequence[str]) -> bool:
    """ "Röker hon igen får barnet …", "Om ingen gör något är du …": a condition, then the verb before its subject."""
    if said[-1] == "?" or len(said) < 6:
        return False
    opened = said[0] in ("om", "så", "fortsätter", "händer") or (
        _is_present(reading, reading.first) and _is_subject(reading, reading.first + 1)
    )
    if not opened or not words("offers").isdisjoint(said[1:4]):
        return False
    return any(
        said[i] in words("outcomes")
        and said[i - 1] not in ("att", "som", "och", "inte", "när", "det", "hon", "han", "de", "hen")
        and not _is_subject(reading, reading.first + i - 1, names=False)
        and _is_subject(reading, reading.first + i + 1)
        for i in range(3, len(said) - 2)
    )


def _then(reading: Reading, said: Sequence[str]) -> bool:
    """ "Då orkar hon inte …", "…, och då blir det …": what follows, in the present."""
    for i, word in enumerate(said[:-3]):
        if word == "då" and (i == 0 or (said[i - 1] in ("och", "för") and i > 3)):
            return _is_present(reading, reading.first + i + 1) and _is_subject(reading, reading.first + i + 2)
    return False


def _for_reason(reading: Reading, said: Sequence[str]) -> bool:
    """ "…, för han ser honom …": `för` before a clause gives a reason."""
    return any(
        word == "för" and said[i - 1] in (",", "–") and _opens_clause(reading, reading.first + i + 1)
        for i, word in enumerate(said[:-3])
        if i > 2
    )


def _judges_a_fact(reading: Reading, said: Sequence[str]) -> bool:
    """ "Att hon gick passar in i …": a whole clause is the subject of what is said of it."""
    if said[0] != "att" or len(said) < 8 or not _is_subject(reading, reading.first + 1):
        return False
    verbs = [i for i in range(2, len(said)) if _is_present(reading, reading.first + i)]
    return bool(verbs) and verbs[-1] > 4 and words("demands").isdisjoint(said[1:5])


def _opens_clause(reading: Reading, i: int) -> bool:
    after = reading.tokens[i + 1] if i + 1 < reading.last else None
    return _is_subject(reading, i) and after is not None and _is_verb(after.lower, after.lemma)


def _is_subject(reading: Reading, i: int, *, names: bool = True) -> bool:
    """A pronoun, a name or a definite noun: what may stand as subject."""
    if i >= reading.last:
        return False
    token = reading.tokens[i]
    if token.lower in words("subjects"):
        return True
    if names and reading.text[token.start - reading.start].isupper():
        return True
    return len(token.lower) > 4 and token.lower != token.lemma and token.lower.endswith(("en", "et", "an", "na"))


def _is_present(reading: Reading, i: int) -> bool:
    token = reading.tokens[i]
    return token.lower in words("present_forms") or (
        token.lower != token.lemma and token.lower.endswith("r") and token.lemma.endswith(tuple("aåeiouyäö"))
    )


def _is_verb(lower: str, lemma: str) -> bool:
    return lower in words("finite") or (lower != lemma and lemma.endswith("a") and lower.endswith(("r", "de", "te")))


def _not_but(said: Sequence[str]) -> bool:
    for i, word in enumerate(said):
        if word in ("inte", "ej") and said[i + 1 : i + 2] not in (["bara"], ["enbart"], ["endast"]):
            for j in range(i + 2, len(said) - 1):
                if said[j] == "utan" and said[j + 1] not in ("att", "att,"):
                    return True
    return False


def _but_not(said: Sequence[str]) -> bool:
    """ "Det är A, inte B": the last clause is a bare denial."""
    for i in range(2, len(said) - 1):
        if said[i] == "inte" and said[i - 1] in (",", "–", "och"):
            return "." not in said[i : len(said) - 1] and len(said) - i <= 7 and said[i + 1] not in ("heller", "ens")
    return False


def _guessed_reason(said: Sequence[str]) -> bool:
    """ "rimligen för att", "kanske därför att"."""
    return any(
        w in words("guesses") and said[i + 1 : i + 3] in (["för", "att"], ["därför", "att"]) for i, w in enumerate(said)
    )


def _comes_to(said: Sequence[str]) -> bool:
    """ "…, kommer hon att …": the verb before its subject, after a condition."""
    return any(
        w == "kommer"
        and i > 3
        and said[i + 1] in ("han", "hon", "hen", "det", "de", "dom")
        and "att" in said[i + 2 : i + 4]
        for i, w in enumerate(said[:-2])
    )


def _concedes(said: Sequence[str]) -> bool:
    """ "Vad han än säger", "hur hon än gör"."""
    return any(
        w in ("vad", "hur", "vem", "var", "vilken", "vilket") and "än" in said[i + 1 : i + 4]
        for i, w in enumerate(said)
    )


def _falls_on_child(reading: Reading, said: Sequence[str]) -> bool:
    """ "Det är Kim som tröstar", "är det barnet som …"."""
    for i in range(len(said) - 3):
        if (said[i], said[i + 1]) in (("det", "är"), ("är", "det"), ("det", "blir"), ("blir", "det")):
            child = said[i + 2] in ("hon", "han") or _is_somebody(reading, reading.first + i + 2)
            return child and said[i + 3] == "som"
    return False


def _is_singled_out(said: Sequence[str]) -> bool:
    """ "Det svåra är att …", "det som sliter är …"."""
    if len(said) < 6 or said[0] != "det":
        return False
    return said[1].endswith(("a", "ande", "ende")) and said[2] in ("är", "blir") and "att" in said[3:5]


def _is_cleft(said: Sequence[str]) -> bool:
    for i in range(len(said) - 3):
        if {said[i], said[i + 1]} in ({"det", "är"}, {"detta", "är"}, {"det", "blir"}):
            return "som" in said[i + 2 : i + 9]
    return False
