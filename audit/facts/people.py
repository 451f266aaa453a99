"""The names of a file and the part of whoever bears them: by its persons, and by how often it names them."""

import re
from collections.abc import Iterator, Mapping
from functools import cached_property
from itertools import pairwise

from audit.annotate.names import is_unborn
from audit.casefile.model import CaseFile

_OFTEN = 8  # times that a file names its child at least, if it is another than the one taken for it
_FAR = 4  # times as often as the one taken for it
_CANDIDATES = 3  # of the names used most, of which one is the child's
_SHORTEST = 3  # letters of a name
_KNOWN = frozenset({"worker", "professional", "mother", "father", "guardian"})
_CALLED_PARENT = re.compile(
    r"\b(?:mamma|mamman|modern|mor|pappa|pappan|fadern|far|(?:styv|bonus|plast)(?:mamma|pappa)n?|sambon?|"
    r"[Vv]årdnadshavare|[Vv]årdnadshavaren|[Mm]amman?|[Pp]appan?|[Mm]odern|[Ff]adern)\s+([A-ZÅÄÖ][a-zåäöé]{2,})\b"
)
_WHOSE = re.compile(r"\b([A-ZÅÄÖ][\w-]+s|\w+[ns]s|hans|hennes|dennes|deras)\s+$")
_LONGEST_NAME = 40
_TO_PLACES = frozenset({"i", "på", "till", "från", "vid", "via", "kring", "genom"})


class People:
    """Look-ups by name; everything is found on first use and kept."""

    def __init__(self, case: CaseFile) -> None:
        self.case = case

    @cached_property
    def names(self) -> Mapping[str, int]:
        """How often the file uses each word that it also writes with a capital inside a sentence: names, mostly."""
        inside: set[str] = set()
        small: set[str] = set()
        counts: dict[str, int] = {}
        for document, parsed in zip(self.case.documents, self.case.parsed, strict=True):
            text = document.text
            for before, token in pairwise(parsed.tokens):
                word = text[token.start : token.end]
                if not word.istitle() or len(word) < _SHORTEST:
                    small.add(word)
                    continue
                counts[token.lower] = counts.get(token.lower, 0) + 1
                if before.lower[0].isalpha() and before.lower not in _TO_PLACES:
                    inside.add(token.lower)
        return {name: counts[name] for name in sorted(inside - small)}

    def _aged(self, name: str) -> bool:
        """The name is followed by a child's age: "Kim Ek, 12 år"."""
        spelled = re.compile(rf"\b{name}\b(?: [A-ZÅÄÖ][\w-]+){{0,2}},? (?:är )?\(?(?:1?\d|[a-zåäö]+) (?:år|mån)", re.I)
        return any(spelled.search(document.text) for document in self.case.documents)

    @cached_property
    def child_name(self) -> str | None:
        """The child's first name in small letters; whoever the file names by far the most, where it names another."""
        if is_unborn(self.case):
            return None  # the commonest name is its mother's
        named = self.case.child.first[0].lower() if self.case.child and self.case.child.first else None
        known = {n.lower() for p in self.case.persons if p.role in _KNOWN for n in p.name.split()}
        known.update(str(self.case.district.value or "").lower().split())
        counts = {name: count for name, count in self.names.items() if name not in known}
        if not counts:
            return named
        often = sorted(counts, key=lambda n: (-counts[n], n))[:_CANDIDATES]
        most = next((n for n in often if counts[n] * 2 >= counts[often[0]] and self._aged(n)), often[0])
        clear = counts[most] >= _OFTEN and counts[most] >= _FAR * counts.get(named or "", 0)
        return most if clear else named

    @cached_property
    def contacts_by_name(self) -> dict[str, str]:
        """Lower-case names that stand for one outside party alone, with its contact id; relatives are `natverk`."""
        owners: dict[str, set[str | None]] = {}
        for person in self.case.persons:
            contact = "natverk" if person.role == "relative" else person.contact
            family = person.role in ("child", "mother", "father", "guardian", "sibling", "worker")
            parts = person.name.split()
            alone = {*person.first, *parts[:1], *(parts[1:] if person.role in ("professional", "relative") else ())}
            for name in alone:
                if len(name) > 2:
                    owners.setdefault(name.lower(), set()).add(None if family else contact)
            if family:
                for name in parts[1:]:
                    owners.setdefault(name.lower(), set()).add(None)
        return {
            name: next(iter(contacts)) or ""
            for name, contacts in sorted(owners.items())
            if len(contacts) == 1 and next(iter(contacts)) and name != self.child_name
        }

    def _called_parents(self) -> Iterator[str]:
        """Lower-case names right after a word for a parent of this child: "pappa Bo", "Kims mamma Lo"."""
        own = {f"{self.child_name}s", self.child_name, "barnets", "pojkens", "flickans"}
        for document in self.case.documents:
            after = 0
            for found in _CALLED_PARENT.finditer(document.text):
                whose = _WHOSE.search(document.text, max(after, found.start() - _LONGEST_NAME), found.start())
                if whose is None or whose[1].lower() in own:
                    yield found[1].lower()
                after = found.end()

    @cached_property
    def roles_by_name(self) -> dict[str, str]:
        """Lower-case first names with the role of whoever bears them: child, parent, sibling or other."""
        order = {"child": 0, "mother": 1, "father": 1, "guardian": 1, "sibling": 2}
        called = {"mother": "parent", "father": "parent", "guardian": "parent", "child": "child", "sibling": "sibling"}
        roles: dict[str, str] = {self.child_name: "child"} if self.child_name else {}
        known = ("sibling", "worker", "professional")
        others = {n.lower() for p in self.case.persons if p.role in known for n in p.first}
        for name in self._called_parents():
            if name not in others:
                roles.setdefault(name, "parent")
        for person in sorted(self.case.persons, key=lambda p: order.get(p.role, 3)):
            if person.role == "worker":
                continue
            if person.role == "child" and self.child_name not in {n.lower() for n in person.first}:
                continue  # the file speaks of somebody else all the time
            for name in (*person.first, *person.name.split()[:1]):
                roles.setdefault(name.lower(), called.get(person.role, "other"))
        return roles

    @cached_property
    def worker_names(self) -> frozenset[str]:
        """Lower-case names of the social workers."""
        return frozenset(n.lower() for p in self.case.persons if p.role == "worker" for n in p.name.split())
