"""Whether the writer reasons in a sentence, and how: by words that say so, else by several weak signs together.

Writers reason without connectives too: in conditions ("så länge hon gör det märker ingen …"), in general truths ("ett
barn som …"), in contrasts ("det är inte X utan Y"). Each of these is a sign with a weight; what counts is their sum.
"""

from audit.annotate.cues import words
from audit.annotate.reading import Reading
from audit.annotate.rich import own_words
from audit.annotate.turns import turns_in

_ROLES = ("interprets", "causes", "consequence", "weighs")
_SURE = 1.0
_ENOUGH = 0.6
_BESIDE = 0.8  # a second way of reasoning, beside one said outright
_WEAK = 0.35  # a weak word; two at most count for a role
_STANCE = 0.45  # the writer shows itself thinking
_UNDERSTANDS = 0.6  # … and says how it understands something
_MOVES = 0.6  # one thing works on another
_AMISS = 0.25  # a reason for something amiss
_BOTH = 0.5  # risk and protection in one contrast
_NUMBER, _REPORTED, _PAST, _LABELLED = 0.2, 0.6, 0.4, 0.8  # what speaks against it
_ELSEWHERE = 0.4  # outside the analysis a sentence needs more to be taken for reasoning


def reasons_in(reading: Reading) -> tuple[dict[str, bool], bool]:
    """Each way of reasoning found, with whether it is said outright; and whether all rests on more than weak signs."""
    found: dict[str, bool] = {}
    for role in _ROLES:
        if _outright(reading, role):
            found[role] = True
    score = _signs(reading)
    brake = _retelling(reading) + (0.0 if reading.analytic else _ELSEWHERE)
    if not own_words(reading, frozenset(), "stock.jargon") and not any(w >= _ENOUGH for _, w in turns_in(reading)):
        return found, True  # nothing of its own that weak signs could be about
    if found:
        found.update((role, False) for role in _ROLES if role not in found and score[role] - brake >= _BESIDE)
        return found, brake < _REPORTED
    best = max(score, key=lambda role: (score[role], -_ROLES.index(role)))
    total = sum(score.values()) - brake
    if score[best] > 0 and total >= _ENOUGH:
        return {best: total >= _SURE}, total >= _SURE
    return {}, True


def has_outright_reason(reading: Reading) -> bool:
    """Some way of reasoning is said in so many words."""
    return any(_outright(reading, role) for role in _ROLES)


def _outright(reading: Reading, role: str) -> bool:
    harmless = reading.spans(f"reasoning.{role}.none")
    return any(
        not any(s <= start and end <= e for s, e in harmless)
        for start, end in reading.unquoted(f"reasoning.{role}.strong")
    )


def _signs(reading: Reading) -> dict[str, float]:
    score = {}
    for role in _ROLES:
        weak = {start for start, _ in reading.unquoted(f"reasoning.{role}.weak")}
        score[role] = _WEAK * min(len(weak), 2)
    if reading.unquoted("reasoning.interprets.stance"):
        score["interprets"] += _STANCE
    if reading.unquoted("reasoning.interprets.understands"):
        score["interprets"] += _UNDERSTANDS
    if reading.unquoted("reasoning.interprets.moves"):
        score["interprets"] += _MOVES
    if score["causes"] and reading.has("reasoning.weighs.risk"):
        score["causes"] += _AMISS
    contrast = score["weighs"] or any(t.lower == "men" for t in reading.words)
    if contrast and reading.has("reasoning.weighs.risk") and reading.has("reasoning.weighs.protection"):
        score["weighs"] += _BOTH
    for role, weight in turns_in(reading):
        score[role] += weight
    return score


def _retelling(reading: Reading) -> float:
    """What speaks against reasoning: numbers and dates, passives of reporting, the past."""
    digits = sum(1 for t in reading.words if t.lower[0].isdigit())
    brake = _NUMBER * min(digits, 2)
    if reading.has("reasoning.reports", "speech.passive_tells"):
        brake += _REPORTED
    if reading.has("reasoning.labels"):
        brake += _LABELLED
    if not _in_present(reading):
        brake += _PAST
    return brake


def _in_present(reading: Reading) -> bool:
    """More of its verbs stand in the present than in the past."""
    present = past = 0
    for token in reading.words:
        if token.lower in words("present"):
            present += 1
        elif token.lower != token.lemma and token.lemma.endswith(tuple("aåeoiöy")):
            present += token.lower.endswith("r")
            past += token.lower.endswith(("de", "te"))
        past += token.lower in words("past_only")
    return present > past
