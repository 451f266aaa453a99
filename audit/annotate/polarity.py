"""Whether a sentence denies what it tells of, and whether that is only planned."""

from audit.annotate.cues import words
from audit.annotate.reading import Reading


def is_denied(reading: Reading) -> bool:
    """What the sentence tells of did not happen or is not there.

    A negated habit or state ("sover inte") is a fact of its own and no denial.
    """
    harmless = reading.spans("polarity.no_denial")
    if reading.unquoted("polarity.missing"):
        return True
    for start, _ in reading.unquoted("polarity.negations"):
        if any(s <= start < e for s, e in harmless):
            continue
        left, right = _clause(reading, start)
        if not _tells(reading, left):
            continue
        if any(left <= s and e <= right + 1 for s, e in reading.spans("polarity.occurs")):
            return True
    return False


def is_planned(reading: Reading) -> bool:
    """Only planned, possible or wished for: so says the first main clause, or a question of the investigation plan."""
    if "utredningsplan" in reading.part.forms and reading.tokens[reading.last - 1].lower == "?":
        return True
    if reading.unquoted("polarity.missing"):
        return False  # booked and called off
    for start, _ in reading.unquoted("polarity.planned"):
        left, _ = _clause(reading, start)
        if _tells(reading, left) and not _main_before(reading, left):
            return True
    return bool(reading.unquoted("polarity.to_come")) and not any(_is_past(t.lower, t.lemma) for t in reading.words)


def _is_past(lower: str, lemma: str) -> bool:
    plain = lower.removesuffix("s")  # "hölls", "gavs"
    return (
        plain in words("past_only")
        or lower == "har"
        or (lower != lemma and lemma.endswith("a") and lower.endswith(("de", "te", "ts")))
    )


def _main_before(reading: Reading, left: int) -> bool:
    """A main clause of its own stands before: what it tells has happened."""
    at = reading.first
    while at < left:
        _, right = _clause(reading, at)
        clause = reading.tokens[at:right]
        if _tells(reading, at) and any(
            t.lower in words("past") or (t.lower != t.lemma and t.lower.endswith(("de", "te", "r"))) for t in clause
        ):
            return reading.tokens[left].lower != "att"
        at = max(right, at + 1)
    return False


def _clause(reading: Reading, at: int) -> tuple[int, int]:
    left = at
    while left > reading.first and not _opens(reading, left):
        left -= 1
    right = at + 1
    while right < reading.last and not _opens(reading, right):
        right += 1
    return left, right


def _opens(reading: Reading, i: int) -> bool:
    return reading.tokens[i].lower in (",", ";", ":", "–", "(") or any(
        s == i for s, _ in reading.cues.get("polarity.clause_openers", ())
    )


def _tells(reading: Reading, left: int) -> bool:
    """The clause carries what the sentence tells: a main clause, or the att-clause of a verb of telling."""
    opener = reading.tokens[left].lower
    if opener == "att":
        return any(e <= left and left - e <= 3 for _, e in reading.spans("polarity.carriers"))
    return opener not in words("asides")
