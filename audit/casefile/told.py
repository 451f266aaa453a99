"""Persons whom running text names with a role: "mamman Lisa", "läraren Bo Ek", "Lisa Ek (mor)"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from audit.casefile.model import Role
from audit.casefile.names import NAME, ORGANISATION, PART, Sex, first_names, no_names, plural_roles, role_words

_BEFORE = re.compile(r"(?<![\w-])([\w-]+)( heter|,| [–-])? $")
_AFTER = re.compile(r" ?(?:\(|, )((?:ensam |biologisk |biträdande )?[\w-]+)")
# A parent's sister is no sibling, a parent's mother no mother of the child.
_OF_PARENTS = frozenset(
    ["mammas", "mammans", "moderns", "mors", "pappas", "pappans", "faderns", "fars", "föräldrarnas", "hennes", "hans"]
)
_PRONOUNS = frozenset(("hennes", "hans"))


@dataclass
class Draft:
    """A person while the file is read."""

    name: str
    role: Role
    contact: str | None = None
    sex: Sex | None = None
    born: date | None = None


def find_told(text: str, known: Sequence[Draft]) -> Iterator[Draft]:
    """ "mamman Lisa", "läraren Bo Ek", "Lisa Ek (mor)"."""
    roles = role_words()
    for found in NAME.finditer(text):
        name = found[0]
        words = name.split()
        start = found.start()
        if words[0].lower() in roles and len(words) > 1:  # "Mamma Lisa" at the beginning of a sentence
            told = roles[words[0].lower()]
            name = _ungenitive(" ".join(words[1:]), text, found.end())
            if _fits(name, told[0], text):
                told = _of_whom(text, start, told, known)
                yield Draft(name, *told)
                if words[0].lower() in plural_roles():
                    yield from (Draft(n, *told) for n in _more_names(text, found.end()) if _fits(n, told[0], text))
            continue
        if words[0] in no_names():
            continue
        before = _BEFORE.search(text, max(0, start - 30), start) if text[start - 1 : start] == " " else None
        if (
            before
            and before[1].lower() in roles
            and (not before[2] or before[2] == " heter" or _is_inserted(text, before, found))
        ):
            told = _of_whom(text, before.start(1), roles[before[1].lower()], known)
            name = _ungenitive(name, text, found.end())
            if _fits(name, told[0], text):
                yield Draft(name, *told)
                if before[1].lower() in plural_roles():
                    yield from (Draft(n, *told) for n in _more_names(text, found.end()) if _fits(n, told[0], text))
            continue
        after = _AFTER.match(text, found.end(), min(len(text), found.end() + 30))
        if (
            after
            and after[1].lower() in roles
            and (text[found.end() :].lstrip()[:1] == "(" or words[0] in first_names())
        ):
            told = roles[after[1].lower()]
            if _fits(name, told[0], text) and (
                text[found.end() :].lstrip()[:1] == "(" or _ends_there(text, found, after)
            ):
                yield Draft(name, *told)


def _more_names(text: str, end: int) -> Iterator[str]:
    """ "bröderna Bo, Alf och Hugo": the names after the first."""
    while following := re.compile(rf"(?:, | och )({PART})").match(text, end):
        yield following[1]
        end = following.end()


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
    if first in no_names() or ORGANISATION.search(name):
        return False
    sex = first_names().get(first)
    if sex and role in ("mother", "father"):
        return sex == ("flicka" if role == "mother" else "pojke")
    return first in first_names() or " " in name or re.search(rf"[a-zåäö] {re.escape(first)}\b", text) is not None


def _of_whom(text: str, start: int, told: tuple[Role, str | None], known: Sequence[Draft]) -> tuple[Role, str | None]:
    """ "Alvas pappa Omar" where Alva is not the child is somebody else's father; "mammas syster Siv" is a relative."""
    role, contact = told
    if role not in ("mother", "father", "sibling", "relative"):
        return told
    owner = re.search(r"([\w-]+)\s+$", text[max(0, start - 30) : start])
    if not owner:
        return told
    word = owner[1].lower()
    if word in _PRONOUNS and role != "relative" and not _others_before(text, start, word, known):
        return told
    if word in _OF_PARENTS:
        return ("relative", None) if role in ("mother", "father", "sibling") else told
    if not owner[1][0].isupper() or not word.endswith("s"):
        return told
    for draft in known:
        first = draft.name.split()[0].lower()
        if word in (first, first + "s"):
            if draft.role in ("child", "sibling"):
                return told
            return (
                ("relative", None) if draft.role in ("mother", "father", "guardian", "relative") else ("other", contact)
            )
    if word[:-1].capitalize() in first_names():
        return "other", contact
    return told


def _others_before(text: str, start: int, pronoun: str, known: Sequence[Draft]) -> bool:
    """Whether "hennes" or "hans" may mean another than the child: somebody else is told of before it in the paragraph,
    other than as the same one's ("hennes mamma heter Siv och hennes pappa Bo")."""
    before = text[text.rfind("\n", 0, start) + 1 : start]
    own = re.compile(rf"(?i)\b{pronoun} ([\w-]+)(?: heter)?(?: {PART}){{0,2}}")
    before = own.sub(" ", before[: before.lower().rfind(pronoun)])
    others = {d.name.split()[0] for d in known if d.role not in ("child", "sibling")}
    words = re.findall(r"[\w-]+", before)
    return not words or any(
        w.lower() in role_words() or w in others or (w.endswith("s") and w[:-1] in others) for w in words
    )


def _ungenitive(name: str, text: str, end: int) -> str:
    """ "mamman Lisas syster": the name without its genitive where the list of names holds it."""
    last = name.split()[-1]
    if last.endswith("s") and last[:-1] in first_names() and last not in first_names() and text[end : end + 1] == " ":
        return name[:-1]
    return name
