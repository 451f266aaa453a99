"""What is counted of a case: one variable a question, from levels that hold no text.

A variable gives the values of one case, or why it has none. The five kinds of nothing stay apart: level 0 is a value;
`not_applicable`, `not_assessable`, `unreadable` and `not_due` are counted beside the values; a case to which a question
is not put at all (an area of the other generation, a case outside the sample) is counted nowhere.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Literal

from audit.levels import LevelRecord

About = Literal["file", "child"]
NOTHING = ("not_applicable", "not_assessable", "unreadable", "not_due")
FORMS = (
    "anmalan", "forhandsbedomning", "utredningsplan", "utredning", "analys", "genomforandeplan", "vardplan",
    "uppfoljning", "journal",
)  # fmt: skip
PLACEMENT = "placering"
OPEN_DAYS = (60, 90, 120, 180, 365)  # upper ends of the classes; 120 is the manual's flag `long`
DECISION_DAYS = (7, 14, 30)
FOLLOWED_UP = 2  # the lowest level of follow_up at which one is documented as done


@dataclass(frozen=True, slots=True)
class Seen:
    """The values of one case. `base` is 1, or the number of things (documents, needs, interventions) counted in it."""

    values: tuple[str, ...] = ()
    base: int = 1
    nothing: str | None = None


@dataclass(frozen=True, slots=True)
class Variable:
    """A question to a case; what is `about` the child is hidden where rare. `several`: a case may give many values."""

    id: str
    about: About
    of: Callable[[LevelRecord], Seen | None]
    several: bool = False


def variables_for(records: Iterable[LevelRecord]) -> tuple[Variable, ...]:
    """Every question that these cases can answer: the criteria they hold, and the facts."""
    names = sorted({(r.bbic or "", n) if n.startswith("domain.") else ("", n) for r in records for n in r.criteria})
    found = [v for bbic, name in names for v in _of_criterion(name, bbic)]
    return (*found, *FACTS)


def days_of(record: LevelRecord) -> dict[str, int | None]:
    """The lengths of time that medians are made of."""
    timeline = record.facts["timeline"]
    return {"days.open": timeline["open_days"], "days.decision": timeline["days_to_decision"]}


def day_classes(ends: tuple[int, ...]) -> tuple[str, ...]:
    """The names of classes of days, "0-60", "61-90" … "366-"."""
    starts = (0, *(end + 1 for end in ends))
    return (*(f"{a}-{b}" for a, b in zip(starts, ends, strict=False)), f"{starts[-1]}-")


# Criteria


def _of_criterion(name: str, bbic: str) -> Iterator[Variable]:
    where = f"{bbic}." if bbic else ""
    if name.startswith("domain.") and not bbic:
        return  # the generation is unknown, so no area could be asked for

    def level(r: LevelRecord) -> Seen | None:
        record = r.criteria.get(name)
        if record is None or (bbic and r.bbic != bbic):
            return None
        if record.level is None:
            return Seen(base=0, nothing=record.state)
        if name == "follow_up" and record.level < FOLLOWED_UP and r.facts["follow_up_due"] is False:
            return Seen(base=0, nothing="not_due")
        return Seen((str(record.level),))

    def lacking(r: LevelRecord) -> Seen | None:
        seen = level(r)
        return Seen(r.criteria[name].lacking, 1) if seen and not seen.nothing else seen

    def confidence(r: LevelRecord) -> Seen | None:
        seen = level(r)
        return Seen((str(r.criteria[name].confidence),)) if seen and not seen.nothing else seen

    yield Variable(f"level.{where}{name}", "file", level)
    if not bbic:
        yield Variable(f"lacking.{name}", "file", lacking, several=True)
        yield Variable(f"confidence.{name}", "file", confidence)


# Facts


def _truth(value: bool | None, missing: str = "not_assessable") -> Seen:
    return Seen(base=0, nothing=missing) if value is None else Seen(("yes" if value else "no",))


def _one(value: Any, missing: str = "not_assessable") -> Seen:
    return Seen(base=0, nothing=missing) if value is None else Seen((str(value),))


def _class(value: int | None, ends: tuple[int, ...]) -> Seen:
    if value is None:
        return Seen(base=0, nothing="not_assessable")
    return Seen((day_classes(ends)[sum(value > end for end in ends)],))


def investigated(r: LevelRecord) -> bool:
    """Whether an investigation was opened, as far as the file shows."""
    opened = {"utredningsplan", "utredning", "analys"}.intersection(r.facts["forms"])
    return bool(opened) or r.facts["timeline"]["open_days"] is not None


def _begun(r: LevelRecord) -> list[dict[str, Any]]:
    return [i for i in r.facts["interventions"] if i["answer"] != "declined"]


def _form_applies(form: str, r: LevelRecord) -> bool:
    if form == "forhandsbedomning":
        return bool(r.facts["entry"]["kind"] != "ansokan")  # an application is investigated without one
    if form in ("utredningsplan", "utredning", "analys"):
        return investigated(r)
    if form == "vardplan":
        return any(i["form"] == PLACEMENT for i in _begun(r))
    if form == "genomforandeplan":
        return bool(_begun(r))
    if form == "uppfoljning":
        return bool(_begun(r)) and r.facts["follow_up_due"] is not False
    return True


def _forms() -> Iterator[Variable]:
    for form in FORMS:

        def anywhere(r: LevelRecord, form: str = form) -> Seen:
            return _truth(form in r.facts["forms"])

        def applicable(r: LevelRecord, form: str = form) -> Seen:
            return anywhere(r, form) if _form_applies(form, r) else Seen(base=0, nothing="not_applicable")

        yield Variable(f"form.{form}", "file", anywhere)
        yield Variable(f"form_where.{form}", "file", applicable)
        for who in ("child", "parents"):

            def voice(r: LevelRecord, form: str = form, who: str = who) -> Seen | None:
                said = r.facts["voice"].get(form)
                return _one(said[who]) if said else None

            yield Variable(f"voice.{form}.{who}", "file", voice)


def _meetings(r: LevelRecord) -> Seen:
    n = r.facts["meetings"]
    if n is None:
        return Seen(base=0, nothing="not_assessable" if investigated(r) else "not_applicable")
    return Seen((str(n) if n < 2 else "2-4" if n < 5 else "5-",))


def _contacts(r: LevelRecord) -> Seen:
    return Seen(tuple(r.facts["contacts"])) if investigated(r) else Seen(base=0, nothing="not_applicable")


def _documents(r: LevelRecord) -> Seen:
    return Seen(tuple(str(d["status"]) for d in r.documents), len(r.documents))


def _formats(status: str) -> Callable[[LevelRecord], Seen]:
    def of(r: LevelRecord) -> Seen:
        found = [d for d in r.documents if d["status"] == status]
        return Seen(tuple(str(d["format"]) for d in found), len(found))

    return of


def _unreadable(r: LevelRecord) -> Seen:
    found = [d for d in r.documents if d["status"] == "unreadable"]
    return Seen(tuple(str(d["reason"]) for d in found), len(found))


def _items(
    name: str, key: str, only: Callable[[dict[str, Any]], bool] = lambda i: True
) -> Callable[[LevelRecord], Seen]:
    def of(r: LevelRecord) -> Seen:
        found = [i for i in r.facts[name] if only(i)]
        return Seen(tuple(_word(i[key]) for i in found), len(found))

    return of


def _word(value: Any) -> str:
    return "unknown" if value is None else {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)


def _needs(r: LevelRecord) -> Seen:
    n = len(r.facts["needs"])
    if not n and not investigated(r):
        return Seen(base=0, nothing="not_applicable")
    return Seen(("0" if n == 0 else "1-2" if n < 3 else "3-5" if n < 6 else "6-",))


def _flag(name: str, known: Callable[[LevelRecord], bool]) -> Variable:
    def of(r: LevelRecord) -> Seen:
        flagged = name in r.facts["timeline"]["flags"]
        return _truth(flagged) if flagged or known(r) else Seen(base=0, nothing="not_assessable")

    return Variable(f"flag.{name}", "file", of)


def _over_four_months(r: LevelRecord) -> Seen:
    if not investigated(r):
        return Seen(base=0, nothing="not_applicable")
    return _truth(r.facts["timeline"]["over_four_months"])


def _extended(r: LevelRecord) -> Seen:
    if not r.facts["timeline"]["over_four_months"]:
        return Seen(base=0, nothing="not_applicable")
    return _truth(r.facts["timeline"]["extended"])


def _protection(r: LevelRecord) -> Seen:
    if r.facts["entry"]["kind"] == "ansokan":
        return Seen(base=0, nothing="not_applicable")
    return _truth(r.facts["timeline"]["protection_assessment"])


def _began_with_investigation(r: LevelRecord) -> bool:
    return investigated(r) and bool(_begun(r))


def _first_named(r: LevelRecord) -> Seen:
    return _one(r.facts["first_named"], "not_assessable" if _begun(r) else "not_applicable")


def _readable(r: LevelRecord) -> Seen:
    return _truth(any(d["status"] == "read" for d in r.documents))


FACTS: tuple[Variable, ...] = (
    Variable("readable", "file", _readable),
    Variable("documents", "file", _documents),
    *(Variable(f"documents.{status}", "file", _formats(status)) for status in ("read", "unreadable", "duplicate")),
    Variable("unreadable", "file", _unreadable),
    *_forms(),
    Variable("meetings", "file", _meetings),
    Variable("contacts", "file", _contacts, several=True),
    Variable("sip", "file", lambda r: _truth(r.facts["sip"])),
    Variable("talked_alone", "file", lambda r: _truth(r.facts["talked_alone"])),
    Variable("in_plan", "file", lambda r: _truth(r.facts["in_plan"], "not_applicable")),
    Variable("needs", "file", _needs),
    Variable("need.answer", "file", _items("needs", "answer")),
    Variable("need.domain", "child", _items("needs", "domain")),
    Variable("intervention.type", "child", _items("interventions", "type")),
    Variable("intervention.form", "child", _items("interventions", "form")),
    Variable("intervention.basis", "child", _items("interventions", "basis")),
    Variable("intervention.answer", "child", _items("interventions", "answer")),
    Variable("intervention.motivated", "file", _items("interventions", "motivated")),
    Variable("outcome", "child", lambda r: _one(r.facts["outcome"])),
    Variable("days.open", "file", lambda r: _class(r.facts["timeline"]["open_days"], OPEN_DAYS)),
    Variable("days.decision", "file", lambda r: _class(r.facts["timeline"]["days_to_decision"], DECISION_DAYS)),
    Variable("over_four_months", "file", _over_four_months),
    Variable("over_four_months.extended", "file", _extended),
    _flag("late_prelim", lambda r: r.facts["timeline"]["days_to_decision"] is not None),
    _flag("long", lambda r: r.facts["timeline"]["open_days"] is not None),
    _flag("long_without_extension", lambda r: r.facts["timeline"]["open_days"] is not None),
    _flag("decided_before_analysis", _began_with_investigation),
    _flag("written_after_end", _began_with_investigation),
    Variable("protection_assessment", "file", _protection),
    Variable("first_named", "file", _first_named),
)
