"""What a sentence does in the file: retells, describes, reasons, weighs, concludes, decides."""

from collections.abc import Sequence

from audit.annotate.model import Mention
from audit.annotate.reading import Reading
from audit.annotate.reasoning import has_outright_reason, reasons_in
from audit.annotate.rich import is_concrete
from audit.annotate.telling import Account

_ACTIVE = frozenset({"träffat", "med", "samtalat", "kommit"})
REASONING = frozenset({"interprets", "causes", "consequence", "weighs"})


def roles_of(
    reading: Reading,
    mentions: Sequence[Mention],
    account: Account,
    about: frozenset[str],
    view: str | None,
    *,
    stock: bool,
    planned: bool,
    denied: bool,
    small_child: bool,
) -> tuple[frozenset[str], bool]:
    """The roles, and whether they rest on more than one weak sign."""
    roles: set[str] = set()
    certain = True
    own = account.speaker == "writer"
    stock = stock and not (own and reading.analytic and has_outright_reason(reading))
    if stock:
        roles.add("stock_phrase")
    if not own or reading.has("reasoning.reports", "speech.passive_tells"):
        roles.add("reports")
    needs = own and _concludes_need(reading)
    decides = own and reading.has("reasoning.decides")
    nothing_found = denied and "reports" in roles  # "inget har framkommit som tyder på …"
    if own and not stock and not nothing_found:
        reasons, certain = reasons_in(reading)
        # What motivates a need (or its absence) or a decision is no cause of the concern, unless it is said outright.
        roles |= {role for role, strong in reasons.items() if strong or not (needs or decides)}
        if not roles & REASONING:
            certain = True
    if needs and not denied:
        roles.add("concludes_need")
    if decides:
        roles.add("decides")
    if own and view is not None and _weighs_view(reading, decides=decides):
        roles.add("weighs_view")
        if view == "child":
            roles.discard("weighs")  # what is weighed is the view, not risk against protection
    if _not_heard(reading, about, mentions):
        roles.add("reason_not_heard")
    if planned and reading.has("reasoning.plans_follow_up"):
        roles.add("plans_follow_up")
    if (
        small_child
        and "child" in about
        and (
            (reading.has("reasoning.observes.does") and reading.has("reasoning.observes.read_as"))
            or (reading.has("reasoning.observes.as_lived") and not reading.analytic)
        )
    ):
        roles.add("observes_experience")
    listed = reading.has("reasoning.lists") or "risk_skydd" in reading.part.parts
    if own and listed and not roles & REASONING and _enumerates(reading):
        roles.add("lists")
    if not stock and is_concrete(reading) and not (reading.analytic and roles & (REASONING | {"lists", "decides"})):
        roles.add("describes")
    return frozenset(roles), certain


def _concludes_need(reading: Reading) -> bool:
    needs = reading.unquoted("reasoning.concludes_need.strong")
    if not needs:
        return False
    harmless = reading.spans("reasoning.concludes_need.none")
    return any(not any(s < end and start < e for s, e in harmless) for start, end in needs)


def _weighs_view(reading: Reading, *, decides: bool) -> bool:
    if reading.unquoted("reasoning.weighs_view.strong"):
        return True
    return reading.has("reasoning.weighs_view.turns") and decides


def _not_heard(reading: Reading, about: frozenset[str], mentions: Sequence[Mention]) -> bool:
    if "child" not in about:
        return False
    for start, end in reading.unquoted("reasoning.reason_not_heard.not_heard"):
        # "Kim har inte träffat någon" is the child's own doing, "Kim har inte träffats" is not.
        own_doing = reading.tokens[end - 1].lower in _ACTIVE and any(
            m.kind == "child" and m.end <= start for m in mentions
        )
        if not own_doing and reading.has("reasoning.reason_not_heard.why"):
            return True
    if reading.unquoted("reasoning.reason_not_heard.refused"):
        return True
    return bool(reading.unquoted("reasoning.reason_not_heard.because")) and reading.has(
        "reasoning.reason_not_heard.talks"
    )


def _enumerates(reading: Reading) -> bool:
    signs = [t.lower for t in reading.words]
    return signs.count(",") >= 1 or ":" in signs or "och" in signs or len(signs) <= 8
