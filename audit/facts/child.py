"""The child as the file knows it: age in whole years when the investigation was opened, sex, and whether it is born."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

from audit.casefile.model import Person
from audit.documents.model import Passage
from audit.facts.model import Timeline, Unknown
from audit.facts.record import Record
from audit.vocabulary import load_vocabulary

Sex = Literal["flicka", "pojke"]
_NUMBER = re.compile(r"(?<![\d-])((?:19|20)\d\d|\d\d)(\d\d)(\d\d)[-+ ]?(\d\d(\d)\d)(?!\d)")
_BIRTHDAY = re.compile(r"(?<![\d-])((?:19|20)\d\d|\d\d)-?(\d\d)-?(\d\d)(?![\d-])")
_AGE = re.compile(r"\b(\d{1,2})[ -]?(?:år|åring|årig)", re.I)
_AGED = re.compile(
    r"(?: [A-ZÅÄÖ][\w-]+){0,2}(?:,|:| är| \(|,? uppgiven ålder)? ?(\d{1,2}|[a-zåäö]+) (?:och ett halvt )?(år|mån)"
)
_YEAR = re.compile(
    r"\b(?:född|f\.|f)(?: (?:i )?(jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec)\w*\.?)? ((?:19|20)\d\d)(?![\d-])",
    re.I,
)
_MIDDLE = 7  # the month of a birthday of which only the year is told
_MONTHS = "janfebmaraprmajjunjulaugsepoktnovdec"
_BESIDE = 60  # letters after the child's name in which its age stands
_GROWN = 21  # years; an older number in the child's line is somebody else's
_COORDINATION = 60  # added to the day in a coordination number


@dataclass(frozen=True, slots=True)
class Child:
    """What is known of the child, and what shows it."""

    age: int | None
    sex: Sex | None
    unborn: bool | None
    shown: dict[str, tuple[Passage, ...] | Unknown]


def find_child(record: Record, timeline: Timeline) -> Child:
    """Age and sex from the personal number in the child's own line; else from a date of birth, an age, or words."""
    at = timeline.opened or timeline.reported or next((f.date for f in record.case.forms if f.date), None)
    born, number_sex, born_shown = _born(record, at)
    unborn_shown = _unborn(record) if born is None or (at and born > at) else ()
    unborn = True if unborn_shown else False if born or at else None
    age, age_shown = (None, ()) if unborn else (_years(born, at), born_shown)
    if age is None and not unborn:
        age, age_shown = _told_age(record)
    if age is None and not unborn:
        age, age_shown = _born_in_year(record, at)
    sex, sex_shown = (number_sex, born_shown) if number_sex else (None, ()) if unborn else _told_sex(record)
    return Child(
        age=age,
        sex=sex,
        unborn=unborn,
        shown={
            "child.age": age_shown if age is not None else Unknown("not_documented"),
            "child.sex": sex_shown if sex else Unknown("not_documented"),
            "child.unborn": unborn_shown or born_shown or Unknown("not_documented"),
        },
    )


def _years(born: date | None, at: date | None) -> int | None:
    if born is None or at is None or born > at:
        return None
    return at.year - born.year - ((at.month, at.day) < (born.month, born.day))


def _born(record: Record, at: date | None) -> tuple[date | None, Sex | None, tuple[Passage, ...]]:
    """Birth and sex by the header's number; a line of the child's goes before any other."""
    child = record.case.child
    for own in (True, False):
        for labelled in record.labels:
            if "born" not in record.label_keys(labelled, "entry"):
                continue
            value = record.case.documents[labelled.document].text[labelled.start : labelled.end]
            if own and child and not _names(value, child) and not value.strip()[:1].isdigit():
                continue
            for pattern in (_NUMBER, _BIRTHDAY):
                found = pattern.search(value)
                born = _day(found, at) if found else None
                if found and born:
                    sex: Sex | None = None
                    if pattern is _NUMBER:
                        sex = "pojke" if int(found[5]) % 2 else "flicka"
                    return born, sex, (record.passage_of(labelled),)
    return _born_in_text(record, at)


def _born_in_text(record: Record, at: date | None) -> tuple[date | None, Sex | None, tuple[Passage, ...]]:
    for number, document in enumerate(record.case.documents):
        for found in _NUMBER.finditer(document.text):
            born = _day(found, at)
            if born:
                sex: Sex = "pojke" if int(found[5]) % 2 else "flicka"
                return born, sex, (record.case.passage(number, found.start(), found.end()),)
    return None, None, ()


def _names(value: str, child: Person) -> bool:
    return any(name in value for name in (child.name, *child.first) if name)


def _day(found: re.Match[str], at: date | None) -> date | None:
    year, month, day = int(found[1]), int(found[2]), int(found[3])
    day -= _COORDINATION if day > _COORDINATION else 0
    if year < 100:
        year += 2000 if not at or year + 2000 <= at.year + 1 else 1900
    try:
        born = date(year, month, day)
    except ValueError:
        return None
    return None if at and at.year - born.year > _GROWN else born


def _told_age(record: Record) -> tuple[int | None, tuple[Passage, ...]]:
    child = record.case.child
    for labelled in record.labels:
        keys = record.label_keys(labelled, "entry")
        value = record.case.documents[labelled.document].text[labelled.start : labelled.end]
        found = _AGE.search(value) if "born" in keys else re.search(r"\d{1,2}", value) if "age" in keys else None
        if found:
            age = int(re.sub(r"\D", "", found[0]))
            if age < _GROWN and ("age" in keys or child is None or _names(value, child)):
                return age, (record.passage_of(labelled),)
    named = record.people.child_name
    numbers = load_vocabulary("entry")["ages"]
    for number, document in enumerate(record.case.documents):
        for name in re.finditer(rf"\b{named}\b", document.text, re.I) if named else ():
            found = _AGED.match(document.text, name.end(), min(len(document.text), name.end() + _BESIDE))
            if found is None:
                continue
            word = found[1].lower()
            age = 0 if found[2].lower().startswith("mån") else int(word) if word.isdigit() else numbers.get(word)
            if age is not None and age < _GROWN:
                return age, (record.case.passage(number, name.start(), found.end()),)
    for sentence in record.annotated.sentences:
        if named not in {t.lower for t in record.tokens_of(sentence)} and "child" not in sentence.about:
            continue
        found = _AGE.search(record.annotated.text(sentence))
        if found and int(found[1]) < _GROWN:
            return int(found[1]), (record.annotated.passage(sentence),)
    return None, ()


def _born_in_year(record: Record, at: date | None) -> tuple[int | None, tuple[Passage, ...]]:
    """ "Född 2009", "f. nov 2018": the year alone, in the middle of which the birthday is taken to lie."""
    for number, document in enumerate(record.case.documents):
        found = _YEAR.search(document.text)
        if found and at:
            month = _MONTHS.find(found[1][:3].lower()) // 3 + 1 if found[1] else _MIDDLE
            age = at.year - int(found[2]) - (at.month < month)
            if 0 <= age < _GROWN:
                return age, (record.case.passage(number, found.start(), found.end()),)
    return None, ()


def _told_sex(record: Record) -> tuple[Sex | None, tuple[Passage, ...]]:
    child = record.case.child
    if child and child.sex:
        return child.sex, ()
    counts: dict[Sex, int] = {"flicka": 0, "pojke": 0}
    first: dict[Sex, Passage] = {}
    words = {w.lstrip("="): sex for sex, listed in load_vocabulary("entry")["sexes"].items() for w in listed}
    for number, parsed in enumerate(record.case.parsed):
        for token in parsed.tokens:
            sex = words.get(token.lower)
            if sex:
                counts[sex] += 1
                first.setdefault(sex, record.case.passage(number, token.start, token.end))
    if counts["flicka"] == counts["pojke"]:
        return None, ()
    sex = max(counts, key=lambda s: counts[s])
    return sex, (first[sex],)


def _unborn(record: Record) -> tuple[Passage, ...]:
    reports = {number for number, _ in record.forms("anmalan", "forhandsbedomning", "utredning")}
    for number, form in record.forms("anmalan", "forhandsbedomning", "utredning"):
        if number not in reports:
            continue
        for hit in record.hits_all("entry", "unborn", form.document, form.start, form.end):
            tokens = record.case.parsed[form.document].tokens
            return (record.case.passage(form.document, tokens[hit.start].start, tokens[hit.end - 1].end),)
    return ()
