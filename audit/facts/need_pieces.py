"""Where a need begins and ends in its sentence, and the several needs of one sentence apart."""

from collections.abc import Sequence

from audit.facts.wording import CLAUSE_SIGNS, Line, alike, content, is_in, is_word, table, words
from audit.swedish.model import Token

SAME = 0.6  # share of the shorter need's content words that makes two needs one
_INFINITIVE = ("a", "få", "gå", "se", "bli", "må", "stå", "slå", "bo")


def common_words(tokens: Sequence[Token]) -> tuple[str, ...]:
    """For a need said in common words only ("någon att göra saker med"): those that are not quite empty."""
    empty = words("needs", "empty_heads")
    found = tuple(dict.fromkeys(t.lemma for t in tokens if len(t.lower) > 3 and not is_in(t, empty)))
    return found if len(found) > 1 else ()


def clause_before(line: Line, cue: int) -> int | None:
    """Where a later clause with a need of its own begins: "…, att han |behöver …", "… och att knäet |behöver …"."""
    for i in range(cue - 1, max(0, cue - 6), -1):
        word = line.tokens[i].lower
        if word in ("och", "samt", "men") and i < cue - 1:
            return i
        if word == "att" and line.tokens[i - 1].lower in (",", "och", "samt", "men"):
            return i - 1
        if word in ("som", "vad", "det") or word in CLAUSE_SIGNS:
            return None
    return None


def end_of_need(tokens: Sequence[Token], start: int, stop: int | None = None) -> int:
    """The end of the sentence, or of the clause where another begins."""
    if stop is not None and stop > start:
        return trimmed(tokens, stop)
    for i in range(start, len(tokens) - 1):
        following = tokens[i + 1].lower
        listed = any(t.lower == ":" for t in tokens[max(0, start - 1) : i])
        if tokens[i].lower == ";" and not listed:
            return i
        if tokens[i].lower == "," and following in ("men", "då", "eftersom", "vilket"):
            return i
    return trimmed(tokens, len(tokens))


def trimmed(tokens: Sequence[Token], end: int) -> int:
    while end > 1 and tokens[end - 1].lower in (".", ",", ";", ":", "!", "och", "samt"):
        end -= 1
    return end


def pieces_of(line: Line, start: int, end: int) -> list[tuple[int, int]]:
    """Coordinated needs apart: where the little word is said again ("samt av", "och av"), or the matters differ."""
    tokens = line.tokens
    cuts: list[tuple[int, int]] = []
    for i in range(start + 1, end - 1):
        word, following = tokens[i].lower, tokens[i + 1].lower
        if word in ("samt", "och", ",", "dels") and following in ("av", "samt", "dels"):
            cuts.append((i, i + 2))
        elif word in (",", "och", "samt") and _counted(tokens, start, i):
            cuts.append((i, i + 1))  # "tre saker: sluta röka, slippa skulden och ha något att göra"
        elif word in ("samt", "och", ",") and following == "att" and any(t.lower == ":" for t in tokens[start:i]):
            cuts.append((i, i + 1))  # "tre saker: att …, att … och att …"
        elif word == ";":
            cuts.append((i, i + 1 + (following in ("och", "samt"))))  # "behöver: …; …; och …"
        elif word == "samt" or (word == "och" and following == "behöver"):
            left, right = content(tokens[start:i], line.cast), content(tokens[i + 1 : end], line.cast)
            if left and right and not is_same(left, right):
                cuts.append((i, i + 1 + (following in ("behöver", "att"))))
    pieces, begin = [], start
    for cut, resume in cuts:
        if cut > begin:
            pieces.append((begin, cut))
        begin = max(resume, begin)
    pieces.append((begin, end))
    return [(a, b) for a, b in pieces if b > a]


def _counted(tokens: Sequence[Token], start: int, at: int) -> bool:
    """Stands in a list whose lead counts it ("tre saker: …"), before a verb that begins the next item."""
    colon = next((i for i in range(start, at) if tokens[i].lower == ":"), None)
    if colon is None or not any(is_in(t, words("needs", "counted")) for t in tokens[max(0, colon - 2) : colon]):
        return False
    following = tokens[at + 1]
    return following.lower != "och" and following.lower == following.lemma and following.lower.endswith(_INFINITIVE)


def is_need(tokens: Sequence[Token], matter: tuple[str, ...]) -> bool:
    """False where an intervention or the office's own business stands in the need's place, or nothing but "help"."""
    heads = words("needs", "no_need_heads")
    empty = words("needs", "empty_heads")
    telling = [t for t in tokens if is_word(t) and t.lemma in matter]
    rest = [t for t in telling if not is_in(t, empty)]
    if not rest:
        return False
    purpose = bool(table("answers", "purpose").find(tokens))
    if not purpose and any(is_in(t, heads) for t in tokens[:3]):
        return False
    return (purpose and len(rest) > 1) or not is_in(rest[0], heads)


def is_same(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    short, long = sorted((one, other), key=len)
    shared = sum(any(alike(a, b) for b in long) for a in short)
    return bool(short) and shared / len(short) >= SAME and shared / len(long) >= 0.3
