"""Names of persons as they stand in headers and text, with personal numbers and the words that tell a role."""

import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Literal

from audit.casefile.model import Role
from audit.vocabulary import load_vocabulary

Sex = Literal["flicka", "pojke"]

PART = r"[A-ZÅÄÖÉÜ][a-zåäöéèüçáíóñćčšžłø]+(?:-[A-ZÅÄÖ][a-zåäöéü]+)*"
NAME = re.compile(rf"(?<![\w-]){PART}(?: (?:(?:af|von|de|van|al|el) )?{PART}){{0,3}}(?![\w])")
NUMBER = re.compile(r"(?<!\d)((?:19|20)?\d{2})(\d{2})(\d{2})\s?[-+–]?\s?(\d{4}|[Xx]{4}|[A-Z]{2}\d{2})?(?!\d)")
ORGANISATION = re.compile(r"(?i:skola|enhet|förvaltning|myndighet|nämnd|sjukhus|mottagning|teamet|gatan|vägen)")
_CALLED = re.compile(
    rf"(?<![\w-])({PART})(?: {PART}){{0,2}},?(?: som)? (?:kallas|kallad|kallar sig|kallar sig själv|tilltalas)"
    rf"(?: för)? [\"”“]?({PART})(?![\w-])"
)
_PIECES = re.compile(r"[,;/\n]|\boch\b|\bsamt\b|&|\+|\bresp(?:ektive)?\b\.?")
_AGE = re.compile(r"\s*1?\d\s*(?:år|mån\w*)?\s*")
_CHILDREN = re.compile(r"\b(?:barn|barnen|syskonen)\s*:", re.IGNORECASE)  # "familjen Ek, tre barn: Alva, Bo …"
_NEWEST_BIRTH = 40  # two figures of a year of birth above this are of the 1900s


def sex_of_name(first: str) -> Sex | None:
    """The usual sex of a first name; None where the list does not hold it or both sexes bear it."""
    return first_names().get(first)


@cache
def first_names() -> dict[str, Sex | None]:
    """All first names of the vocabulary with the sex that each mostly goes with."""
    data = load_vocabulary("names")
    found: dict[str, Sex | None] = dict.fromkeys(data["either"])
    found.update(dict.fromkeys(data["female"], "flicka"))
    found.update(dict.fromkeys(data["male"], "pojke"))
    return found


@cache
def role_words() -> dict[str, tuple[Role, str | None]]:
    """Words that tell a person's role, and of a professional the contact id."""
    data = load_vocabulary("roles")
    words: dict[str, tuple[Role, str | None]] = {}
    for contact, listed in data["professions"].items():
        words.update({w.split()[-1]: ("professional", contact) for w in listed})
    for role, listed in data["roles"].items():
        words.update({w.split()[-1]: (role, None) for w in listed})
    return words


@cache
def plural_roles() -> frozenset[str]:
    """Role words that several names may stand after."""
    return frozenset(load_vocabulary("roles")["plural"])


@cache
def no_names() -> frozenset[str]:
    """Capitalised words that are no names."""
    return frozenset(load_vocabulary("roles")["no_names"])


def nicknames(text: str) -> Iterator[tuple[str, str]]:
    """(first name, what the person is called) where the text says so: "Kristoffer Ek kallas Kricke"."""
    for found in _CALLED.finditer(text):
        if found[1] not in no_names() and found[2] not in no_names() and found[1] != found[2]:
            yield found[1], found[2]


def pieces_of(value: str) -> list[str]:
    """A header's value cut at commas and "och"; a first name gets the surname of the one after it ("Bo och Siv Ek")."""
    pieces = [piece.strip() for piece in _PIECES.split(value)]
    for at in range(len(pieces) - 2, -1, -1):
        alone = re.fullmatch(PART, pieces[at])
        after = NAME.match(pieces[at + 1])
        if (
            alone
            and after
            and " " in after[0]
            and alone[0] not in no_names()
            and pieces[at].lower() not in role_words()
        ):
            pieces[at] = f"{pieces[at]} {after[0].split(' ', 1)[1]}"
    return pieces


def names_with_numbers(value: str) -> list[tuple[str, str | None]]:
    """The names of a header's value, each with its personal number; an address after them is left out."""
    found: list[tuple[str, str | None]] = []
    several = _CHILDREN.search(value)
    for piece in pieces_of(re.sub(r"\([^)\d]*\)", " ", value[several.end() :] if several else value)):
        number = NUMBER.search(piece)
        plain = piece[: number.start()] if number and number.start() > 2 else NUMBER.sub(" ", piece)
        name = NAME.search(plain)
        before = plain[: name.start()].split() if name else []
        follows = name and re.match(r"\s*\d", plain[name.end() :]) and not _AGE.fullmatch(plain, name.end())
        if name and len(before) <= 2 and name[0].split()[0] not in no_names() and not follows:
            found.append((name[0], number[0] if number else None))
        elif number and found and found[-1][1] is None:
            found[-1] = (found[-1][0], number[0])
        elif not name and any(c.isdigit() for c in plain):
            break
    return found


def born_and_sex(number: str | None) -> tuple[date | None, Sex | None]:
    """Day of birth and sex by a personal number; a co-ordination number has 60 added to its day."""
    found = NUMBER.search(number) if number else None
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
