"""The persons of a file: from header tables, personal numbers and the role words that stand beside names."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import get_args

from audit.casefile.labels import Label
from audit.casefile.model import Notice, Person, Role
from audit.casefile.names import (
    NAME,
    NUMBER,
    ORGANISATION,
    PART,
    Sex,
    born_and_sex,
    first_names,
    names_with_numbers,
    nicknames,
    no_names,
    pieces_of,
    role_words,
    sex_of_name,
)
from audit.casefile.told import Draft, find_told
from audit.casefile.whose import child_by_text, number_by_text, sex_by_pronouns
from audit.documents.model import Document

_INITIALS = 3  # times that a letter stands alone before it is taken for the child
_ORDER = {role: at for at, role in enumerate(get_args(Role))}
_OTHER_SEX = {"mother": "pojke", "father": "flicka"}
_BY_LABEL: dict[str, Role] = {
    "mother": "mother",
    "father": "father",
    "guardian": "guardian",
    "sibling": "sibling",
    "relative": "relative",
    "worker": "worker",
}


def child_names(documents: Sequence[Document], labels: Sequence[Sequence[Label]]) -> tuple[str, ...]:
    """First names (lower case) of all children that headers name; known before the headings are."""
    found = [n.split()[0].lower() for n, _, _ in _children(documents, labels)]
    if not found:
        told: list[Draft] = []
        for document, listed in zip(documents, labels, strict=True):
            told += [draft for label in listed for draft in _labelled(document, label)]
            told += list(find_told(document.text, told))
        found = [name.lower() for name in child_by_text(documents, told)]
    return tuple(dict.fromkeys(found))


def find_persons(
    documents: Sequence[Document], labels: Sequence[Sequence[Label]]
) -> tuple[tuple[Person, ...], tuple[Notice, ...]]:
    """All persons, the child first; a notice where headers name several children."""
    drafts: list[Draft] = []
    notices: tuple[Notice, ...] = ()
    children = _children(documents, labels)
    if children:
        chosen, others = _whose_file(children, documents)
        numbers = {name.split()[0]: number for name, number, _ in children if number}
        for name in (chosen, *others):
            born, sex = born_and_sex(numbers.get(name.split()[0]))
            _put(drafts, Draft(name, "child" if name == chosen else "sibling", sex=sex, born=born))
        if others:
            notices = (Notice("several_children_named", (("count", str(1 + len(others))),)),)
    for document, found in zip(documents, labels, strict=True):
        for label in found:
            for draft in _labelled(document, label):
                _put(drafts, draft)
    told = list(drafts)
    for document in documents:
        for draft in find_told(document.text, drafts):
            told.append(draft)
            _put(drafts, draft)
    if not children:
        for name in child_by_text(documents, told):
            drafts = [d for d in drafts if d.name.split()[0] != name]
            born, sex = born_and_sex(number_by_text(documents, name))
            drafts.append(Draft(_fullest(name, documents), "child", sex=sex, born=born))
    persons = [_person(d, _also_called(d, drafts, documents), _sex(d, documents)) for d in drafts]
    return tuple(sorted(persons, key=lambda p: _ORDER[p.role])), notices


def _children(documents: Sequence[Document], labels: Sequence[Sequence[Label]]) -> list[tuple[str, str | None, int]]:
    """(name, personal number, weight) of each mention of a child in a header, in order."""
    found: list[tuple[str, str | None, int]] = []
    for document, listed in zip(documents, labels, strict=True):
        last = len(found)
        for label in listed:
            value = document.text[label.start : label.end]
            if label.key in ("child", "children"):
                last = len(found)
                for at, (name, with_name) in enumerate(names_with_numbers(value)):
                    found.append((name, with_name, 3 if at == 0 and label.key == "child" else 1))
            elif label.key == "born" and len(found) > last and found[last][1] is None:
                number = NUMBER.search(value)
                found[last] = (found[last][0], number[0] if number else None, found[last][2])
        if len(found) == last:
            found += _named_rows(document)
    return found


def _named_rows(document: Document) -> list[tuple[str, str | None, int]]:
    """ "Kim Ek | 140318-1234": a row or line at the top that is only a name and a personal number."""
    for block in document.blocks[:8]:
        words = document.text[block.start : block.end]
        number = NUMBER.search(words)
        name = NAME.match(words.lstrip())
        if number and name and len(words.split()) <= 6 and number[4] and name[0].split()[0] not in no_names():
            return [(name[0], number[0], 2)]
    return []


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


def _fullest(first: str, documents: Sequence[Document]) -> str:
    """The first name with the surname that most often follows it."""
    full = re.compile(rf"\b{re.escape(first)}((?: {PART}){{1,2}})")
    names = Counter(
        found[1] for d in documents for found in full.finditer(d.text) if not no_names() & set(found[1].split())
    )
    return first + min(names, key=lambda n: (-names[n], n)) if names else first


def _labelled(document: Document, label: Label) -> Iterator[Draft]:
    role = _BY_LABEL.get(label.key)
    if role is None and label.key not in ("reporter", "professional", "present"):
        return
    pieces = pieces_of(document.text[label.start : label.end])
    for at, piece in enumerate(pieces):
        name = next((n for n in NAME.finditer(piece) if n[0].split()[0] not in no_names()), None)
        if name is None or re.match(r"\s*\d", piece[name.end() :]) or not _is_person(name[0], piece, name.start()):
            continue
        told = next((role_words()[w] for w in re.findall(r"[\w-]+", piece.lower()) if w in role_words()), None)
        if told is None and at + 1 < len(pieces):
            told = role_words().get(pieces[at + 1].lower())  # "Bo Ek, rektor" but not "Bo Ek, rektor Siv Ask"
        if told and told[0] in ("mother", "father") and sex_of_name(name[0].split()[0]) == _OTHER_SEX[told[0]]:
            told = None  # "Nätverk: Siv, pappa" are two persons
        if told is None and label.key == "professional":
            told = role_words().get(label.words.split()[-1], ("professional", None))
        if role is None and told is None:
            continue  # a reporter or a guest whose part nothing tells
        given = told[0] if told and (role is None or role in ("guardian", "relative")) else role
        yield Draft(_without_role(name[0]), given or "other", told[1] if told and given == "professional" else None)


def _is_person(name: str, piece: str, start: int) -> bool:
    """A known first name, a first name and surname, or a name after a role; no school and no unit."""
    if name.split()[0] in first_names():
        return True
    if " " not in name or ORGANISATION.search(name):
        return False
    return start == 0 or piece[:start].lower().split()[-1] in role_words()


def _without_role(name: str) -> str:
    words = name.split()
    return " ".join(words[1:]) if len(words) > 1 and words[0].lower() in role_words() else name


def _put(drafts: list[Draft], new: Draft) -> None:
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
        if old.role == "other" or (old.role in ("guardian", "sibling") and new.role in ("mother", "father")):
            old.role = new.role
        old.contact = old.contact or new.contact
        old.born, old.sex = old.born or new.born, old.sex or new.sex
        drafts[at] = old
        return
    drafts.append(new)


def _may_be_one(old: Role, new: Role) -> bool:
    if (
        old == new
        or "other" in (old, new)
        or ({old, new} <= {"guardian", "mother", "father", "relative"} and "guardian" in (old, new))
    ):
        return True
    if old == "sibling" and new in ("mother", "father"):
        return True  # "sonen Bo" in a grandparent's words
    # The file's child is its sister's brother: "brodern Kim" in a sibling's words.
    return (old in ("child", "mother", "father", "guardian") and new in ("sibling", "relative")) or {old, new} == {
        "worker",
        "professional",
    }


def _also_called(draft: Draft, drafts: Sequence[Draft], documents: Sequence[Document]) -> tuple[str, ...]:
    """Other names that stand for a child alone: a nickname in brackets, and the initial in terse notes."""
    if draft.role not in ("child", "sibling"):
        return ()
    first = draft.name.split()[0]
    called = list(dict.fromkeys(nick for d in documents for name, nick in nicknames(d.text) if name == first))
    for document in documents:
        for found in re.finditer(rf"\b{re.escape(first)} (?:\(|\"|”|“)({PART})(?:\)|\"|”|“)", document.text):
            if found[1] not in called and found[1] not in no_names() and found[1].lower() not in role_words():
                called.append(found[1])
    initial = first[0]
    if draft.role == "child" and not any(d is not draft and d.name[0] == initial for d in drafts):
        alone = re.compile(rf"(?<![\w.-]){initial}(?:s|:s)?(?![\w.:/-])")
        if sum(len(alone.findall(d.text)) for d in documents) >= _INITIALS:
            called.append(initial)
    return tuple(called)


def _sex(draft: Draft, documents: Sequence[Document]) -> Sex | None:
    """Of a child by its number or name; where these disagree or tell nothing, by the pronouns after its name."""
    if draft.role not in ("child", "sibling"):
        return None  # told by the role
    by_name = sex_of_name(draft.name.split()[0])
    if by_name == draft.sex or (draft.sex and by_name):
        agreed = by_name if by_name == draft.sex else None
        return agreed or (sex_by_pronouns(documents, draft.name.split()[0]) if draft.role == "child" else None)
    return draft.sex or by_name


def _person(draft: Draft, called: tuple[str, ...], sex: Sex | None) -> Person:
    contact = draft.contact if draft.role == "professional" else None
    return Person(draft.name, draft.role, sex, (draft.name.split()[0], *called), contact, draft.born)
