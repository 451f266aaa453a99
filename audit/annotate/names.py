"""What names tell: whose they are where no table says so, and the sex that they usually go with."""

import re
from collections import Counter
from functools import cache

from audit.annotate.cues import words
from audit.annotate.model import Mention
from audit.casefile.model import CaseFile, Person
from audit.vocabulary import load_vocabulary

_UNBORN = re.compile(
    r"\b(?:väntat|väntade|ofött|ofödda|ännu ej fött|blivande) barn|\bbarnet (?:är|var) (?:ännu )?(?:ofött|inte fött)"
    r"|\b(?:under|inför) graviditeten\b|\b[Bb]eräknad(?:e)? (?:förlossning|nedkomst|födelse)|\bBF\b",
)
_NOT_YET = ("vänta", "ofö", "blivande", "ännu ", "kommande")  # in the place of the name
_NUMBER = re.compile(r"\b(?:19|20)?\d{6}[-+](\d{4})\b")


def tellers(case: CaseFile) -> list[str]:
    """Names that no table or role tells of: beside a verb of telling, and written large inside a sentence too."""
    verbs = words("name_before")
    beside: dict[str, None] = {}
    inside: set[str] = set()
    plain: set[str] = set()
    for document, parsed in zip(case.documents, case.parsed, strict=True):
        tokens = parsed.tokens
        for first, last in parsed.sentences:
            for i in range(first, last):
                token = tokens[i]
                if document.text[token.start].islower():
                    plain.add(token.lower)
                    if token.lower in verbs:
                        beside.update((tokens[j].lower, None) for j in (i - 1, i + 1) if first <= j < last)
                elif i > first and token.end - token.start > 2:
                    inside.add(token.lower)
    return [name for name in beside if name in inside and name not in plain and name.isalpha()]


def commonest_name(case: CaseFile) -> str:
    """Where nothing tells whose file it is: the first name that the texts hold most often."""
    female, male = _first_names()
    known = {part.lower() for person in case.persons for part in (*person.first, *person.name.split())}
    found = Counter(
        document.text[t.start : t.end]
        for document, parsed in zip(case.documents, case.parsed, strict=True)
        for t in parsed.tokens
        if (t.lower in female or t.lower in male) and t.lower not in known and document.text[t.start].isupper()
    )
    return min(found, key=lambda name: (-found[name], name)) if found else ""


def is_unborn(case: CaseFile) -> bool:
    """The file is of a child that is not born yet, and that no table or title names."""
    if case.child is not None:
        return case.child.name.lower().startswith(_NOT_YET)
    return any(_UNBORN.search(document.text) for document in case.documents)


def stranger(lower: str) -> tuple[Mention | None, bool]:
    """A first name that belongs to nobody known."""
    female, male = _first_names()
    for name, genitive in ((lower, False), (lower[:-1] if lower.endswith("s") else "", True)):
        if name in female or name in male:
            return Mention(0, 0, "other", sex="f" if name in female else "m", name=name), genitive
    return None, False


def child_sex(case: CaseFile) -> str | None:
    child = case.child
    if child is not None and child.sex:
        return "f" if child.sex == "flicka" else "m"
    seen = Counter(t.lower for parsed in case.parsed for t in parsed.tokens)
    girl = sum(seen[w] for w in ("flickan", "dottern", "flickans", "dotterns", "dotter"))
    boy = sum(seen[w] for w in ("pojken", "sonen", "pojkens", "sonens", "son"))
    if max(girl, boy) > 2 * min(girl, boy):
        return "f" if girl > boy else "m"
    if child is not None and (known := sex_of(child)):
        return known
    for document in case.documents:
        number = _NUMBER.search(document.text)
        if number:
            return "f" if int(number[1][2]) % 2 == 0 else "m"
    return None


def sex_of(person: Person) -> str | None:
    if person.sex:
        return "f" if person.sex == "flicka" else "m"
    if person.role in ("mother", "father"):
        return "f" if person.role == "mother" else "m"
    return sex_of_name(person.first[0] if person.first else person.name)


def sex_of_name(name: str) -> str | None:
    female, male = _first_names()
    first = name.split()[0].lower() if name.split() else ""
    if first in female or first in male:
        return "f" if first in female else "m"
    return "f" if first.endswith("a") else None


@cache
def _first_names() -> tuple[frozenset[str], frozenset[str]]:
    names = load_vocabulary("names")
    return frozenset(n.lower() for n in names["female"]), frozenset(n.lower() for n in names["male"])
