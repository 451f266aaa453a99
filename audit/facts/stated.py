"""Whether a cue of need is a statement of need: by whom it is said, denied or asked, and who has the need."""

from collections.abc import Sequence

from audit.facts.wording import CLAUSE_SIGNS, Line, is_in, is_word, table, words
from audit.swedish.model import Token

_QUOTES = frozenset('"”“»«')
_HOLDERS = dict.fromkeys(("mother", "father", "guardian", "relative", "other"), "parent") | {"child": "child"}
_PRONOUNS = frozenset({"han", "hon", "hen", "de", "dom", "barnet", "barnen", "pojken", "flickan"})
_QUESTIONS = frozenset({"vad", "vilket", "vilken", "vilka", "hur", "om", "som", "när", "varför", "det"})


def cue_of(tokens: Sequence[Token], key: str, start: int, end: int) -> int | None:
    """The token of the verb or noun itself."""
    if key in ("noun", "is"):
        return next((i for i in range(start, end) if tokens[i].lower.startswith("behov")), None)
    return start if key in ("must", "required", "spared", "lacks") else end - 1


def is_told(line: Line, at: int) -> bool:
    """Somebody else says it: a reporting verb before the cue, "enligt", or a quotation."""
    tokens = line.tokens
    # "Kim anses behöva" is the writer's own judgement.
    told = [h for h in line.hits("needs", "tells") if h.start < at and tokens[h.start].lower != "anses"]
    if told and not any(is_in(t, words("needs", "writers")) for t in tokens[: told[-1].end + 2]):
        return True
    if sum(t.lower in _QUOTES for t in tokens[:at]) % 2:
        return True
    # After the cue: "…, säger mamman."
    return any(h.start > at and tokens[h.start - 1].lower == "," for h in line.hits("needs", "tells"))


def is_stated(line: Line, at: int, key: str) -> bool:
    """Whether the clause around the cue says that this child or a parent has the need."""
    tokens = line.tokens
    left = _clause_start(tokens, at)
    before, after = tokens[left:at], tokens[at + 1 : at + 4]
    if left > 1 and tokens[left - 1].lower == "att" and is_in(tokens[left - 2], words("needs", "without_that")):
        return False
    if key == "lacks":  # not what the papers or the office lack
        cut = next((i for i in range(at, len(tokens)) if tokens[i].lower == "är"), len(tokens))
        return not any(is_in(t, words("needs", "other_words")) for t in tokens[at + 1 : cut])
    if key == "spared":
        return _held_by(line, left, at, key) in ("child", "parent") and not _conditional(tokens, left, at)
    if _denied(before, after) and not (key == "verb" and any(t.lemma in ("slippa", "undgå") for t in after)):
        return False
    phrase = at > left and tokens[at - 1].lower in ("vid", "efter", "om", "utifrån")
    if key in ("noun", "is") and (phrase or _denied_after(tokens, at)):
        return False
    if _conditional(tokens, left, at) or _opinion_denied(tokens, left):
        return False
    if key == "required":
        # "Viktigt att Kim får …": whoever stands first in the clause is to have it.
        asked = tokens[at].lower.startswith(("krävs", "förutsätt"))
        that = None if asked else next((i for i in range(at, len(tokens)) if tokens[i].lower == "att"), None)
        places = range(len(tokens)) if that is None else range(that + 1, min(that + 4, len(tokens)))
        # "För Kim är det avgörande att …"
        for_whom = next((i for i in range(max(0, at - 3), that or at) if tokens[i].lower == "för"), None)
        if for_whom is not None and _holder(line, for_whom + 1) in ("child", "parent"):
            return True
        return any(_holder(line, i) in ("child", "parent") for i in places)
    return _held_by(line, left, at, key) in ("child", "parent", "elided")


def after_subject(line: Line, at: int) -> int:
    """Where the need begins after an inverted subject: "Vidare behöver hon |få börja …"."""
    i = at + 1
    while i < min(len(line.tokens), at + 4) and (
        is_in(line.tokens[i], words("needs", "adverbs")) or _holder(line, i) in ("child", "parent")
    ):
        i += 1
    return i


def _denied(before: Sequence[Token], after: Sequence[Token]) -> bool:
    denies = words("needs", "denies")
    return any(is_in(t, denies) for t in before) or any(is_in(t, denies) for t in after[:2])


def _opinion_denied(tokens: Sequence[Token], left: int) -> bool:
    """As in "jag tror inte att det behövs …": the clause above denies it."""
    above = tokens[max(0, left - 6) : left]
    return bool(above) and above[-1].lower == "att" and any(is_in(t, words("needs", "denies")) for t in above)


def _denied_after(tokens: Sequence[Token], at: int) -> bool:
    """As in "något behov av skydd finns inte"."""
    rest = tokens[at + 1 : at + 16]
    for i, token in enumerate(rest):
        if token.lower in (",", ";", "."):
            return False
        if token.lemma in ("finnas", "föreligga", "bedöma", "framkomma", "anse", "ha", "se"):
            return any(t.lower in ("inte", "ej", "icke") for t in rest[i : i + 4])
    return False


def _conditional(tokens: Sequence[Token], left: int, at: int) -> bool:
    """A question, a condition or a relative clause; "det Kim behöver är …" is none of these."""
    if any(t.lower == "?" for t in tokens[at:]):
        return True
    if at + 1 < len(tokens) and at and tokens[at + 1].lower in _PRONOUNS and tokens[at - 1].lower not in _QUESTIONS:
        return False  # an inverted main clause: "När det blir kväll behöver hon …"
    follows = any(t.lower in ("är", "utgörs", ":") for t in tokens[at + 1 : at + 6])
    for i in range(left, at):
        # "De behöver …": before its verb the word is a subject, elsewhere it may lead to a relative clause.
        if i == at - 1 and (i == left and tokens[i].lower in ("de", "den")):
            continue
        if is_in(tokens[i], words("needs", "conditional")):
            # Only what stands close before the verb rules its clause.
            return at - i <= 6 and not (tokens[i].lower in ("som", "vad", "det") and follows)
        if tokens[i].lower in ("det", "allt") and 1 < at - i <= 4 and tokens[at].lower == "behöver":
            # "det han behöver": what it is stands after "är", or was said before.
            return not follows
    return False


def _clause_start(tokens: Sequence[Token], at: int) -> int:
    for i in range(at - 1, -1, -1):
        word = tokens[i].lower
        if word in CLAUSE_SIGNS or word in ("att", "men", "eftersom", "då", "så", "medan"):
            return i + 1
        if word in ("och", "samt") and at - i <= 4:
            return i + 1
    return 0


def _holder(line: Line, at: int) -> str | None:
    token = line.tokens[at]
    role = line.cast.role(token)
    if role is not None:
        # Whoever else of the family is named may stand in a parent's place.
        return _HOLDERS.get(role, "other")
    for kind in ("other", "parent", "child"):
        if is_in(token, words("needs", f"{kind}_words")):
            return kind
    if line.capital(at) and at + 1 < len(line.tokens) and line.cast.role(token) is None:
        following = line.tokens[at + 1]
        # A name that no header told: before the verb it is most likely a parent or the child.
        if following.lower in ("behöver", "har", "är", "måste") or (at and not token.lower.endswith("s")):
            return "unknown"
    return None


def _held_by(line: Line, left: int, at: int, key: str) -> str | None:
    """Who has the need: the head before the verb, or after it in an inverted clause; the owner of a noun."""
    tokens = line.tokens
    before = [i for i in range(left, at) if is_word(tokens[i]) and not is_in(tokens[i], words("needs", "adverbs"))]
    held = [h for h in (_holder(line, i) for i in before) if h]
    if key in ("noun", "is"):
        owned = [h for h in held if h != "other"]
        seen = all(is_in(tokens[i], words("needs", "writers")) for i in before if _holder(line, i) == "other")
        return "child" if owned or not held or seen or tokens[left].lower in ("det", "detta") else "other"
    if table("needs", "generic_holders").find(tokens, left, min(at + 1, len(tokens))):
        return None
    passive = tokens[at].lower in ("behövs", "behövas") or _somebody(tokens, at) or _is_to_be_done(tokens, at)
    if before:
        nearest = _holder(line, before[-1])
        if nearest == "other" and tokens[before[-1]].lower in ("det", "detta", "den") and passive:
            return "elided"
        if nearest == "other" and "child" in held and any(t.lower == "och" for t in tokens[left:at]):
            return "child"
        if nearest is not None:
            return "parent" if nearest == "unknown" else nearest
        # "Pojken i fråga behöver …" has its head first; in "Kims skolgång behöver …" the child only owns the head.
        owner = len(before) > 1 and line.written(before[-2]).endswith("s") and line.cast.role(tokens[before[-2]])
        if held and not owner and len(before) <= 4 and held[0] != "other":
            return "child"
    for i in range(at + 1, min(at + 3, len(tokens))):
        holder = _holder(line, i)
        if holder == "other" and tokens[i].lower in ("det", "detta", "den") and passive:
            return "elided"  # "Därtill behöver det finnas en vuxen …"
        if holder is not None:
            return "parent" if holder == "unknown" else holder
    if passive or (not before and (left == 0 or tokens[left - 1].lower != "att")):
        return "elided"
    return None


def _is_to_be_done(tokens: Sequence[Token], at: int) -> bool:
    """As in "skolgången behöver fungera": the subject is the matter, the need the child's."""
    after = next((t for t in tokens[at + 1 : at + 4] if not is_in(t, words("needs", "adverbs"))), None)
    return after is not None and (is_in(after, words("needs", "to_be_done")) or _passive(after.lower))


def _passive(word: str) -> bool:
    return len(word) > 4 and word.endswith("as")


def _somebody(tokens: Sequence[Token], at: int) -> bool:
    """As in "det behöver finnas en vuxen hemma": the need is the child's, whoever meets it."""
    beside = {t.lower for t in (*tokens[max(0, at - 2) : at], *tokens[at + 1 : at + 3])}
    return bool(beside & {"vuxen", "vuxna"}) or ("det" in beside and bool(beside & {"finnas", "vara", "bli", "ske"}))
