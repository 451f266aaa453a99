"""Whether the writer reasons in a sentence, and in which way: by words that say so, else by several weak signs together.

Writers reason without connectives too: in conditions ("så länge hon gör det märker ingen …"), in general truths ("ett
barn som …"), in contrasts ("det är inte X utan Y"). Each of these is a sign with a weight; what counts is their sum.
"""

from audit.annotate.reading import Reading
from audit.annotate.rich import own_content

_ROLES = ("interprets", "causes", "consequence", "weighs")
_SURE = 1.0
_ENOUGH = 0.6
_BESIDE = 0.8  # a second way of reasoning, beside one said outright
_WEAK = 0.35
_STANCE = 0.45
_FOR_WHOM = frozenset({"blir", "innebär", "betyder", "är", "har"})
_UNREAL = frozenset({"hade", "vore", "skulle"})
_CLAUSE_SUBJECTS = frozenset(
    ["han", "hon", "hen", "det", "den", "de", "dom", "inget", "inte", "ingen", "detta", "föräldrarna", "mamman", "pappan", "modern", "fadern"]
)
_ELSEWHERE = 0.4  # outside the analysis a sentence needs more to be taken for reasoning


def reasons_in(reading: Reading) -> tuple[dict[str, bool], bool]:
    """Each way of reasoning found, with whether it is said outright; and whether all rests on more than weak signs."""
    found: dict[str, bool] = {}
    for role in _ROLES:
        if reading.unquoted(f"reasoning.{role}.strong"):
            found[role] = True
    score = _signs(reading)
    brake = _retelling(reading) + (0.0 if reading.analytic else _ELSEWHERE)
    if not own_content(reading, frozenset(), "stock.jargon"):
        return found, True
    if found:
        found.update((role, False) for role in _ROLES if role not in found and score[role] - brake >= _BESIDE)
        return found, True
    best = max(score, key=lambda role: (score[role], -_ROLES.index(role)))
    total = sum(score.values()) - brake
    if score[best] > 0 and total >= _ENOUGH:
        return {best: total >= _SURE}, total >= _SURE
    return {}, True


def has_outright_reason(reading: Reading) -> bool:
    """Some way of reasoning is said in so many words."""
    return any(reading.unquoted(f"reasoning.{role}.strong") for role in _ROLES)


def _signs(reading: Reading) -> dict[str, float]:
    score = {role: _WEAK * min(len({start for start, _ in reading.unquoted(f"reasoning.{role}.weak")}), 2) for role in _ROLES}
    words = [t.lower for t in reading.words]
    if reading.unquoted("reasoning.interprets.stance"):
        score["interprets"] += _STANCE
    if score["causes"] and (reading.has("reasoning.weighs.risk", "polarity.negations") or "=" in words or "→" in words):
        score["causes"] += 0.25  # the reason for something amiss
    if any(w in ("=", "→", "->", "=>") for w in words):
        score["causes"] += 0.6
    if words[0] in _UNREAL and any(w in _UNREAL for w in words[3:]):
        score["consequence"] += 1.0  # "hade mormor bott närmare hade …"
    if words[0] == "för" and len(words) > 4 and words[2] in _FOR_WHOM and _is_somebody(reading, reading.first + 1):
        score["consequence"] += 0.8  # "för Kim blir det …"
    if _generalises(reading):
        score["interprets"] += 0.6
    if _is_condition(reading, words):
        score["consequence"] += 0.6
    if _not_but(words):
        score["interprets"] += 0.6
    if "än" in words and any(
        w in words
        for w in ("mer", "mindre", "snarare", "större", "viktigare", "annat", "värre", "starkare", "svagare", "hellre")
    ):
        score["interprets"] += 0.4
    if _concedes(words):
        score["interprets"] += 0.6
    if _is_cleft(words):
        score["interprets"] += 0.3
    if _but_not(words):
        score["interprets"] += 0.5
    if words[0] == "därför" and words[-1] != "?":
        score["causes"] += 0.35
    if _guessed_reason(words):
        score["causes"] += 0.6
    if "kommer" in words and "om" in words[words.index("kommer") :]:
        score["consequence"] += 0.5
    if _comes_to(words):
        score["consequence"] += 0.6
    if "utan" in words and words[words.index("utan") + 1 : words.index("utan") + 2] == ["att"]:
        score["interprets"] += 0.25
    if reading.has("reasoning.weighs.risk") and reading.has("reasoning.weighs.protection") and score["weighs"]:
        score["weighs"] += 0.5
    return score


def _is_somebody(reading: Reading, i: int) -> bool:
    token = reading.tokens[i]
    return reading.text[token.start - reading.start].isupper() or token.lower in ("henne", "honom", "barnet", "barnen")


def _retelling(reading: Reading) -> float:
    """What speaks against reasoning: numbers and dates, passives of reporting, all in the past."""
    digits = sum(1 for t in reading.words if t.lower[0].isdigit())
    present = sum(
        1 for t in reading.words if t.lower != t.lemma and t.lower.endswith("r") and t.lemma.endswith(("a", "å", "e"))
    )
    present += sum(1 for t in reading.words if t.lower in ("är", "har", "kan", "vill", "måste", "ska"))
    brake = 0.2 * min(digits, 2)
    if reading.has("reasoning.reports", "speech.passive_tells"):
        brake += 0.6
    if not present:
        brake += 0.3
    return brake


def _generalises(reading: Reading) -> bool:
    return any(
        start == reading.first or reading.tokens[start - 1].lower in (",", ":", ";", "och", "men", "för", "att", "hur")
        for start, _ in reading.unquoted("reasoning.generalises")
    )


def _is_condition(reading: Reading, words: list[str]) -> bool:
    """ "Så länge …", "Om …", or the verb first: "Får hon det så …"."""
    if words[-1] == "?" or len(words) < 6:
        return False
    if any(start == reading.first for start, _ in reading.unquoted("reasoning.conditions")):
        # "Om skolan säger hon …" is a preposition: a condition has a clause of its own before the main one.
        return words[0] != "om" or "," in words or "så" in words or words[1] in _CLAUSE_SUBJECTS
    first, second = reading.tokens[reading.first], reading.tokens[reading.first + 1]
    verb_first = (
        (first.lower != first.lemma
        and first.lower.endswith(("r", "s"))
        and first.lemma.endswith(("a", "å", "e")))
        or first.lower in ("är", "har", "vill")
    )
    return (
        verb_first
        and second.lower in ("han", "hon", "hen", "det", "den", "de", "dom", "inte", "inget")
        and ("så" in words or "," in words or len(words) > 7)
    )


def _not_but(words: list[str]) -> bool:
    for i, word in enumerate(words):
        if word in ("inte", "ej") and words[i + 1 : i + 2] not in (["bara"], ["enbart"], ["endast"]):
            for j in range(i + 2, len(words) - 1):
                if words[j] == "utan" and words[j + 1] not in ("att", "att,"):
                    return True
    return False


def _but_not(words: list[str]) -> bool:
    """ "Det är A, inte B": the last clause is a bare denial."""
    for i in range(2, len(words) - 1):
        if words[i] == "inte" and words[i - 1] in (",", "–", "och"):
            return "." not in words[i : len(words) - 1] and len(words) - i <= 7 and words[i + 1] != "heller"
    return False


def _guessed_reason(words: list[str]) -> bool:
    """ "rimligen för att", "kanske därför att"."""
    guesses = ("rimligen", "sannolikt", "troligen", "kanske", "antagligen", "förmodligen", "egentligen", "möjligen")
    return any(
        w in guesses and words[i + 1 : i + 3] in (["för", "att"], ["därför", "att"]) for i, w in enumerate(words)
    )


def _comes_to(words: list[str]) -> bool:
    """"…, kommer hon att …": the verb before its subject, after a condition."""
    return any(
        w == "kommer" and i > 3 and words[i + 1] in ("han", "hon", "hen", "det", "de", "dom") and "att" in words[i + 2 : i + 4]
        for i, w in enumerate(words[:-2])
    )


def _concedes(words: list[str]) -> bool:
    """ "Vad han än säger", "hur hon än gör"."""
    return any(
        w in ("vad", "hur", "vem", "var", "vilken", "vilket") and "än" in words[i + 1 : i + 4]
        for i, w in enumerate(words)
    )


def _is_cleft(words: list[str]) -> bool:
    for i in range(len(words) - 3):
        if words[i] in ("det", "detta") and words[i + 1] in ("är", "blir"):
            return "som" in words[i + 2 : i + 9]
    return False
