"""What a sentence does in the file: retells, describes, reasons, weighs, concludes, decides."""

from audit.annotate.reading import Reading
from audit.annotate.rich import content_lemmas, details_of
from audit.annotate.speaker import Account

REASONING = frozenset({"interprets", "causes", "consequence", "weighs"})


def roles_of(
    reading: Reading, account: Account, about: frozenset[str], view: str | None, *, denied: bool, planned: bool, small_child: bool
) -> tuple[frozenset[str], bool]:
    """The roles, and whether they rest on more than one weak sign."""
    roles: set[str] = set()
    certain = True
    own = account.speaker == "writer"
    stock = _is_stock(reading)
    if stock:
        roles.add("stock_phrase")
    if not own or reading.has("reasoning.reports", "speech.passive_tells"):
        roles.add("reports")
    if own and not stock:
        reasoning, certain = _reasoning(reading)
        roles |= reasoning
    if own and not denied and reading.has("reasoning.concludes_need.strong") and not reading.has("reasoning.concludes_need.none"):
        roles.add("concludes_need")
        roles -= {"causes", "interprets"}
    if reading.has("reasoning.decides") and own:
        roles.add("decides")
    if own and view is not None and _weighs_view(reading):
        roles.add("weighs_view")
        roles -= {"weighs"}
    if reading.has("reasoning.reason_not_heard.not_heard") or (reading.has("reasoning.reason_not_heard.because") and "child" in about):
        roles.add("reason_not_heard")
    if reading.has("reasoning.plans_follow_up") and planned:
        roles.add("plans_follow_up")
    if small_child and "child" in about and reading.has("reasoning.observes.does") and reading.has("reasoning.observes.read_as"):
        roles.add("observes_experience")
    if reading.has("reasoning.lists") and not roles & REASONING:
        roles.add("lists")
    if not stock and _is_concrete(reading) and not roles & REASONING:
        roles.add("describes")
    return frozenset(roles), certain


def _reasoning(reading: Reading) -> tuple[set[str], bool]:
    found: set[str] = set()
    certain = True
    for role in ("interprets", "causes", "consequence", "weighs"):
        strong = reading.unquoted(f"reasoning.{role}.strong")
        weak = reading.unquoted(f"reasoning.{role}.weak")
        if strong:
            found.add(role)
        elif reading.analytic and len(weak) >= 2:
            found.add(role)
            certain = False
    return found, certain


def _weighs_view(reading: Reading) -> bool:
    if reading.has("reasoning.weighs_view.strong"):
        return True
    return reading.has("reasoning.weighs_view.turns") and reading.has("reasoning.decides")


def _is_stock(reading: Reading) -> bool:
    covered = {i for s, e in reading.spans("stock.nothing_told", "stock.formulas") for i in range(s, e)}
    if not covered:
        return False
    rest = [t for i, t in enumerate(reading.words, reading.first) if i not in covered]
    return len(content_lemmas(tuple(rest))) <= 3


def _is_concrete(reading: Reading) -> bool:
    return len(content_lemmas(reading.words)) + details_of(reading) >= 5
