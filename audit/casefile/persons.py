"""The persons of a file: from header tables, personal numbers and the role words that stand beside names."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Literal

from audit.casefile.labels import Label
from audit.casefile.model import Notice, Person, Role
from audit.documents.model import Document
from audit.vocabulary import load_vocabulary

Sex = Literal["flicka", "pojke"]

_PART = r"[A-ZÅÄÖÉÜ][a-zåäöéèüçáíóñćčšžłø]+(?:-[A-ZÅÄÖ][a-zåäöéü]+)*"
_NAME = re.compile(rf"(?<![\w-]){_PART}(?: (?:(?:af|von|de|van|al|el) )?{_PART}){{0,3}}(?![\w])")
_NUMBER = re.compile(r"(?<!\d)((?:19|20)?\d{2})(\d{2})(\d{2})\s?[-+–]?\s?(\d{4}|[Xx]{4}|[A-Z]{2}\d{2})?(?!\d)")
_PIECES = re.compile(r"[,;/\n]|\boch\b|\bsamt\b|&|\+|\bresp(?:ektive)?\b\.?")
_BEFORE = re.compile(r"([\w-]+)( heter|,| [–-])? $")
_AFTER = re.compile(r" ?(?:\(|, )((?:ensam |biologisk |biträdande )?[\w-]+)")
_ORGANISATION = re.compile(r"(?i:skola|enhet|förvaltning|myndighet|nämnd|sjukhus|mottagning|teamet|gatan|vägen)")
_ORDER: tuple[Role, ...] = ("child", "mother", "father", "guardian", "sibling", "relative", "worker", "professional", "other")
_BY_LABEL: dict[str, Role] = {"mother": "mother", "father": "father", "guardian": "guardian", "sibling": "sibling", "relative": "relative", "worker": "worker"}  # fmt: skip
_PARENTS_OWN = frozenset("mammas mammans moderns mors pappas pappans faderns fars föräldrarnas hennes hans".split())
_NEWEST_BIRTH = 40  # two figures of a year of birth above this are of the 1900s


@dataclass
class _Draft:
    """A person while the file is read."""

    name: str
    role: Role
    contact: str | None = None
    sex: Sex | None = None
    born: date | None = None
    more: list[str] = field(default_factory=list)


def child_names(documents: Sequence[Document], labels: Sequence[Sequence[Label]]) -> tuple[str, ...]:
    """First names (lower case) of all children that headers name; known before the headings are."""
    found = [n.split()[0].lower() for n, _, _ in _children(documents, labels)]
    return tuple(dict.fromkeys(found))


def find_persons(
    documents: Sequence[Document], labels: Sequence[Sequence[Label]]
) -> tuple[tuple[Person, ...], tuple[Notice, ...]]:
    """All persons, the child first; a notice where headers name several children."""
    drafts: list[_Draft] = []
    notices: tuple[Notice, ...] = ()
    children = _children(documents, labels)
    if children:
        chosen, others = _whose_file(children, documents)
        numbers = {name.split()[0]: number for name, number, _ in children if number}
        for name in (chosen, *others):
            born, sex = _born(numbers.get(name.split()[0]))
            _put(drafts, _Draft(name, "child" if name == chosen else "sibling", sex=sex, born=born))
        if others:
            notices = (Notice("several_children_named", (("count", str(1 + len(others))),)),)
    for document, found in zip(documents, labels, strict=True):
        for label in found:
            for draft in _labelled(document, label):
                _put(drafts, draft)
    for document in documents:
        for draft in _told(document.text, drafts):
            _put(drafts, draft)
    persons = [_person(d) for d in drafts]
    return tuple(sorted(persons, key=lambda p: _ORDER.index(p.role))), notices


def sex_of_name(first: str) -> Sex | None:
    """The usual sex of a first name; None where the list does not hold it."""
    return _names().get(first)


@cache
def _names() -> dict[str, Sex]:
    data = load_vocabulary("names")
    found: dict[str, Sex] = dict.fromkeys(data["female"], "flicka")
    found.update(dict.fromkeys(data["male"], "pojke"))
    return found


@cache
def _role_words() -> dict[str, tuple[Role, str | None]]:
    data = load_vocabulary("roles")
    words: dict[str, tuple[Role, str | None]] = {}
    for contact, listed in data["professions"].items():
        words.update({w.split()[-1]: ("professional", contact) for w in listed})
    for role, listed in data["roles"].items():
        words.update({w.split()[-1]: (role, None) for w in listed})
    return words


@cache
def _no_names() -> frozenset[str]:
    return frozenset(load_vocabulary("roles")["no_names"])


def _children(documents: Sequence[Document], labels: Sequence[Sequence[Label]]) -> list[tuple[str, str | None, int]]:
    """(name, personal number, weight) of each mention of a child in a header, in order."""
    found: list[tuple[str, str | None, int]] = []
    for document, listed in zip(documents, labels, strict=True):
        last = len(found)
        for label in listed:
            value = document.text[label.start : label.end]
            if label.key in ("child", "children"):
                last = len(found)
                for at, (name, number) in enumerate(_names_with_numbers(value)):
                    found.append((name, number, 3 if at == 0 and label.key == "child" else 1))
            elif label.key == "born" and len(found) > last and found[last][1] is None:
                if number := _NUMBER.search(value):
                    found[last] = (found[last][0], number[0], found[last][2])
        if len(found) == last:
            found += _named_rows(document)
    return found


def _named_rows(document: Document) -> list[tuple[str, str | None, int]]:
    """ "Kim Ek | 140318-1234": a row or line at the top that is only a name and a personal number."""
    for block in document.blocks[:8]:
        words = document.text[block.start : block.end]
        number = _NUMBER.search(words)
        name = _NAME.match(words.lstrip())
        if number and name and len(words.split()) <= 6 and number[4]:
            return [(name[0], number[0], 2)]
    return []


def _names_with_numbers(value: str) -> list[tuple[str, str | None]]:
    """The names of a header's value; first names that share a surname ("Bo och Siv Ek") get it."""
    found: list[tuple[str, str | None]] = []
    for piece in _PIECES.split(re.sub(r"\([^)]*\)", lambda m: m[0] if any(c.isdigit() for c in m[0]) else " ", value)):
        number = _NUMBER.search(piece)
        plain = piece[: number.start()] if number and number.start() > 2 else _NUMBER.sub(" ", piece)
        name = _NAME.search(plain)
        before = plain[: name.start()].split() if name else []
        if name and len(before) <= 2 and name[0].split()[0] not in _no_names() and not re.match(r"\s*\d", plain[name.end() :]):
            found.append((" ".join(name[0].split()), number[0] if number else None))
        elif number and found and found[-1][1] is None:
            found[-1] = (found[-1][0], number[0])
        elif not name and any(c.isdigit() for c in plain):
            break  # an address has begun
    for at in range(len(found) - 2, -1, -1):
        if " " not in found[at][0] and " " in found[at + 1][0]:
            found[at] = (f"{found[at][0]} {found[at + 1][0].split(' ', 1)[1]}", found[at][1])
    return found


def _whose_file(
    children: Sequence[tuple[str, str | None, int]], documents: Sequence[Document]
) -> tuple[str, tuple[str, ...]]:
    """The child whose file it is: named in most headers, then in titles, then in the text."""
    weights: Counter[str] = Counter()
    fullest: dict[str, str] = {}
    for name, _, weight in children:
        first = name.split()[0]
        weights[first] += weight
        if len(name) > len(fullest.get(first, "")):
            fullest[first] = name
    if len(fullest) == 1:
        return next(iter(fullest.values())), ()
    order = {first: at for at, first in enumerate(fullest)}
    text = "\n".join(d.text for d in documents)
    named = {first: len(re.findall(rf"\b{re.escape(first)}s?\b", text)) for first in fullest}
    first = min(fullest, key=lambda f: (-weights[f], -named[f], order[f]))
    return fullest[first], tuple(name for f, name in fullest.items() if f != first)


def _born(number: str | None) -> tuple[date | None, Sex | None]:
    """Day of birth and sex by a personal number; a co-ordination number has 60 added to its day."""
    found = _NUMBER.search(number) if number else None
    if not found:
        return None, None
    year = int(found[1])
    if len(found[1]) == 2:
        year += 1900 if year > _NEWEST_BIRTH else 2000
    day = int(found[3])
    try:
        born = date(year, int(found[2]), day - 60 if day > 60 else day)
    except ValueError:
        return None, None
    last = found[4]
    if not last or not last.isdigit():
        return born, None
    return born, "pojke" if int(last[2]) % 2 else "flicka"


def _labelled(document: Document, label: Label) -> Iterator[_Draft]:
    role = _BY_LABEL.get(label.key)
    if role is None and label.key not in ("reporter", "professional", "present"):
        return
    value = document.text[label.start : label.end]
    at = 0
    for whole in _PIECES.split(value):
        at = value.find(whole, at) + len(whole)
        piece = whole.strip()
        name = next((n for n in _NAME.finditer(piece) if n[0].split()[0] not in _no_names()), None)
        words = re.findall(r"[\w-]+", piece.lower())
        told = next((_role_words()[w] for w in words if w in _role_words()), None)
        if name is None or re.match(r"\s*\d", piece[name.end() :]) or not _is_person(name[0], piece, name.start()):
            continue
        following = re.match(r"\s*,\s*([\w-]+)(?!\s+[A-ZÅÄÖ])", value[at:])  # "Bo Ek, rektor" but "Bo Ek, rektor Siv Ask"
        if told is None and following:
            told = _role_words().get(following[1].lower())
        if told is None and label.key == "professional":
            told = _role_words().get(label.words.split()[-1], ("professional", None))
        contact = told[1] if told else None
        if role is None and told is None:
            continue  # a reporter or a guest whose part nothing tells
        given = told[0] if told and (role is None or role in ("guardian", "relative")) else role
        yield _Draft(_without_role(name[0]), given or "other", contact if given == "professional" else None)


def _is_person(name: str, piece: str, start: int) -> bool:
    """A known first name, a first name and surname, or a name after a role; no school and no unit."""
    if name.split()[0] in _names():
        return True
    if " " not in name or _ORGANISATION.search(name):
        return False
    return start == 0 or piece[:start].lower().split()[-1] in _role_words()


def _without_role(name: str) -> str:
    words = name.split()
    return " ".join(words[1:]) if len(words) > 1 and words[0].lower() in _role_words() else name


def _told(text: str, known: Sequence[_Draft]) -> Iterator[_Draft]:
    """ "mamman Lisa", "läraren Bo Ek", "Lisa Ek (mor)"."""
    roles = _role_words()
    no_names = _no_names()
    for found in _NAME.finditer(text):
        name = found[0]
        words = name.split()
        start = found.start()
        if words[0].lower() in roles and len(words) > 1:  # "Mamma Lisa" at the beginning of a sentence
            told = roles[words[0].lower()]
            name = _ungenitive(" ".join(words[1:]), text, found.end())
            if _fits(name, told[0], text):
                yield _Draft(name, *_of_whom(text, start, told, known))
            continue
        if words[0] in no_names:
            continue
        before = _BEFORE.search(text, max(0, start - 30), start)
        if before and before[1].lower() in roles and (not before[2] or before[2] == " heter" or _is_inserted(text, before, found)):
            told = _of_whom(text, before.start(1), roles[before[1].lower()], known)
            name = _ungenitive(name, text, found.end())
            if _fits(name, told[0], text):
                yield _Draft(name, *told)
            continue
        after = _AFTER.match(text, found.end(), min(len(text), found.end() + 30))
        if after and after[1].lower() in roles and (text[found.end() :].lstrip()[:1] == "(" or words[0] in _names()):
            told = roles[after[1].lower()]
            if _fits(name, told[0], text) and (text[found.end() :].lstrip()[:1] == "(" or _ends_there(text, found, after)):
                yield _Draft(name, *told)


def _is_inserted(text: str, role: re.Match[str], name: re.Match[str]) -> bool:
    """ "mamman, Lisa, kom" but no list as in "Bo, mamman, Lisa och Siv"."""
    before = text[max(0, role.start() - 2) : role.start()].rstrip(" ")
    return role[1].endswith("n") and not before.endswith(",") and text[name.end() : name.end() + 1] in ",.–-)"


def _ends_there(text: str, name: re.Match[str], role: re.Match[str]) -> bool:
    """ "Bo Ek, rektor, ringer": the role is an apposition and not the next thing in a list or clause."""
    if " " not in name[0] and text[max(0, name.start() - 2) : name.start()] == ", ":
        return False
    return text[role.end() : role.end() + 1] in ",.;:)\n" or role.end() >= len(text)


def _fits(name: str, role: Role, text: str) -> bool:
    """No mother with a man's name; a single word in no list must stand inside a sentence somewhere as a name does."""
    first = name.split()[0]
    if first in _no_names() or _ORGANISATION.search(name):
        return False
    sex = _names().get(first)
    if sex and role in ("mother", "father"):
        return sex == ("flicka" if role == "mother" else "pojke")
    return sex is not None or " " in name or re.search(rf"[a-zåäö] {re.escape(first)}\b", text) is not None


def _of_whom(
    text: str, start: int, told: tuple[Role, str | None], known: Sequence[_Draft]
) -> tuple[Role, str | None]:
    """ "Alvas pappa Omar" where Alva is not the child is somebody else's father; "mammas syster Siv" is a relative."""
    role, contact = told
    if role not in ("mother", "father", "sibling", "relative"):
        return told
    owner = re.search(r"([\w-]+)\s+$", text[max(0, start - 30) : start])
    if not owner:
        return told
    word = owner[1].lower()
    if word in _PARENTS_OWN:
        return ("relative", None) if role in ("mother", "father", "sibling") else told
    if not owner[1][0].isupper() or not word.endswith("s"):
        return told
    for draft in known:
        first = draft.name.split()[0].lower()
        if word in (first, first + "s"):
            if draft.role in ("child", "sibling"):
                return told
            return ("relative", None) if draft.role in ("mother", "father", "guardian", "relative") else ("other", contact)
    if word[:-1].capitalize() in _names():
        return "other", contact
    return told


def _ungenitive(name: str, text: str, end: int) -> str:
    """ "mamman Lisas syster": the name without its genitive where the list of names holds it."""
    last = name.split()[-1]
    if last.endswith("s") and last[:-1] in _names() and last not in _names() and text[end : end + 1] == " ":
        return name[:-1]
    return name


def _put(drafts: list[_Draft], new: _Draft) -> None:
    """A person met again gains what the new place tells; a first name alone is the fuller name met before."""
    first = new.name.split()[0]
    for at, old in enumerate(drafts):
        same = old.name.split()[0] == first and (" " not in new.name or " " not in old.name or old.name == new.name)
        if not same:
            continue
        if not _may_be_one(old.role, new.role):
            continue
        if len(new.name) > len(old.name):
            old.name = new.name
        if old.role == "other" or old.role == "guardian" and new.role in ("mother", "father"):
            old.role = new.role
        old.contact = old.contact or new.contact
        old.born, old.sex = old.born or new.born, old.sex or new.sex
        drafts[at] = old
        return
    drafts.append(new)


def _may_be_one(old: Role, new: Role) -> bool:
    if old == new or "other" in (old, new) or {old, new} <= {"guardian", "mother", "father", "relative"} and "guardian" in (old, new):
        return True
    # The file's child is its sister's brother: "brodern Kim" in a sibling's words.
    return old in ("child", "mother", "father", "guardian") and new in ("sibling", "relative") or {old, new} == {"worker", "professional"}


def _person(draft: _Draft) -> Person:
    first = draft.name.split()[0]
    # The sex of others than the children is told by their role; of a child by its number, else by its name.
    by_name = sex_of_name(first)
    sex = draft.sex or by_name if draft.role in ("child", "sibling") else None
    if draft.sex and by_name and draft.sex != by_name:
        sex = None  # a number and a name that disagree: one of them is miswritten, and the text must tell
    contact = draft.contact if draft.role == "professional" else None
    return Person(draft.name, draft.role, sex, (first,), contact, draft.born)
