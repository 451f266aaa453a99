"""Who is mentioned in a sentence: by name, by role or by pronoun, and which of the persons a pronoun means."""

import re
from collections import Counter
from dataclasses import dataclass, field, replace

from audit.annotate.reading import Kind, Mention, Reading
from audit.casefile.model import CaseFile, Person

_KINDS: dict[str, Kind] = {
    "child": "child", "mother": "mother", "father": "father", "guardian": "parents", "sibling": "sibling",
    "relative": "natverk", "worker": "writer", "professional": "professional", "other": "other",
}  # fmt: skip
_SEXES = {"mother": "f", "father": "m"}
_FEMALE = frozenset("flickan flickans dottern dotterns tjejen tjejens dotter mormor farmor moster faster storasyster lillasyster "
                    "systern syster kusinen styvmor bonusmamma plastmamma styvmamma flickvän väninna".split())  # fmt: skip
_MALE = frozenset("pojken pojkens sonen sonens killen killens son morfar farfar morbror farbror storebror lillebror brodern bror "
                  "styvfar bonuspappa plastpappa styvpappa pojkvän".split())  # fmt: skip
_PRONOUNS = {
    "han": ("m", False), "honom": ("m", False), "hans": ("m", True),
    "hon": ("f", False), "henne": ("f", False), "hennes": ("f", True), "hen": (None, False), "hens": (None, True),
}  # fmt: skip
_PLURAL = {"de": False, "dom": False, "dem": False, "deras": True}
_NUMBER = re.compile(r"\b(?:19|20)?(\d{6})[-+](\d{4})\b")
_ARTICLE_AFTER = frozenset("båda bägge två tre fyra andra flesta stora små många senaste första enda gånger dagar tillfällen här där som".split())


@dataclass(slots=True)
class Cast:
    """The persons of one case, ready to be found among tokens, and whom a pronoun means at this point of the text."""

    names: dict[str, tuple[Kind, str | None, str | None, str]]
    child_sex: str | None
    child_initial: str | None
    last: dict[str, Mention] = field(default_factory=dict)  # f, m, plural → who was mentioned last

    def new_section(self) -> None:
        """A pronoun at the beginning of a section means the child, where the sex allows it."""
        self.last = {}

    def find(self, reading: Reading) -> tuple[Mention, ...]:
        """All mentions of the sentence in order, pronouns resolved."""
        found = _without_overlaps([*self._named(reading), *_called(reading)])
        mentions: list[Mention] = []
        ahead = iter(found)
        upcoming = next(ahead, None)
        for i in range(reading.first, reading.last):
            while upcoming is not None and upcoming.start <= i:
                mentions.append(upcoming)
                self._remember(upcoming)
                upcoming = next(ahead, None)
            pronoun = self._pronoun(reading, i)
            if pronoun is not None:
                mentions.append(pronoun)
        return tuple(mentions)

    def _named(self, reading: Reading) -> list[Mention]:
        found = []
        for i in range(reading.first, reading.last):
            token = reading.tokens[i]
            first_letter = reading.text[token.start - reading.start]
            if not first_letter.isupper():
                continue
            known = self.names.get(token.lower)
            genitive = False
            if known is None and token.lower.endswith(("s", ":s", "’s")):
                known = self.names.get(token.lower[:-1].rstrip(":’"))
                genitive = known is not None
            if known is None and len(token.lower) == 1 and token.lower == self.child_initial:
                known = ("child", None, self.child_sex, "")
            if known is not None:
                kind, contact, sex, name = known
                found.append(Mention(i, i + 1, kind, contact, sex, genitive, name=name))
        return found

    def _pronoun(self, reading: Reading, i: int) -> Mention | None:
        lower = reading.tokens[i].lower
        if lower in _PRONOUNS:
            sex, genitive = _PRONOUNS[lower]
            meant = self._meant(sex)
            return replace(meant, start=i, end=i + 1, genitive=genitive, pronoun=True) if meant else None
        if lower in _PLURAL:
            if lower == "de" and i + 1 < reading.last and not _may_be_pronoun(reading, i):
                return None
            meant = self.last.get("plural") or Mention(i, i + 1, "parents")
            return replace(meant, start=i, end=i + 1, genitive=_PLURAL[lower], pronoun=True)
        return None

    def _meant(self, sex: str | None) -> Mention | None:
        child = Mention(0, 0, "child", sex=self.child_sex)
        if sex is None:
            return child
        before = self.last.get(sex)
        if before is not None:
            return before
        if self.child_sex in (None, sex):
            return child
        return Mention(0, 0, "mother" if sex == "f" else "father", sex=sex)

    def _remember(self, mention: Mention) -> None:
        if mention.kind == "writer":
            return
        if mention.kind == "parents":
            self.last["plural"] = mention
            return
        sex = mention.sex or (self.child_sex if mention.kind == "child" else None)
        if mention.genitive and self.last.get(sex or ""):
            return
        for one in (sex,) if sex else ("f", "m"):
            if sex or mention.kind in ("child", "professional", "other"):
                self.last[one] = mention


def cast_of(case: CaseFile) -> Cast:
    """Names that stand for one person only, and the child's sex as far as the file tells it."""
    owners: dict[str, list[Person]] = {}
    for person in case.persons:
        parts = person.name.split()
        alone = {*person.first, *parts[:1]} | (set(parts[1:]) if person.role in ("professional", "worker", "other") else set())
        for name in sorted(alone):
            if len(name) > 1:
                owners.setdefault(name.lower(), []).append(person)
    sex = _child_sex(case)
    names = {}
    for name, persons in owners.items():
        person = next((p for p in persons if p.role == "child"), persons[0])
        if len({p.name for p in persons}) > 1 and person.role != "child" and name not in {f.lower() for p in persons for f in p.first}:
            continue
        own = sex if person.role == "child" else {"flicka": "f", "pojke": "m"}.get(person.sex or "", _SEXES.get(person.role))
        names[name] = (_KINDS[person.role], person.contact, own, person.name)
    child = case.child
    return Cast(names, sex, child.name[0].lower() if child and child.name else None)


def _child_sex(case: CaseFile) -> str | None:
    child = case.child
    if child is not None and child.sex:
        return "f" if child.sex == "flicka" else "m"
    for document in case.documents:
        number = _NUMBER.search(document.text)
        if number:
            return "f" if int(number[2][2]) % 2 == 0 else "m"
    words = Counter(t.lower for parsed in case.parsed for t in parsed.tokens)
    girl = sum(words[w] for w in ("flickan", "dottern", "flickans", "dotterns"))
    boy = sum(words[w] for w in ("pojken", "sonen", "pojkens", "sonens"))
    return None if girl == boy else "f" if girl > boy else "m"


def _called(reading: Reading) -> list[Mention]:
    found = []
    for key, spans in reading.cues.items():
        if not key.startswith("speech.people."):
            continue
        role = key.removeprefix("speech.people.")
        kind: Kind = role if role in ("child", "mother", "father", "parents", "sibling", "natverk", "writer") else "professional"  # type: ignore[assignment]
        contact = "natverk" if role in ("natverk", "sibling") else role if kind == "professional" else None
        for start, end in spans:
            token = reading.tokens[end - 1]
            sex = _SEXES.get(kind) or ("f" if token.lemma in _FEMALE or token.lower in _FEMALE else "m" if token.lemma in _MALE or token.lower in _MALE else None)
            genitive = token.lower.endswith("s") and token.lower != token.lemma and not token.lemma.endswith("s")
            found.append(Mention(start, end, kind, contact, sex, genitive))
    return found


def _without_overlaps(mentions: list[Mention]) -> list[Mention]:
    kept: list[Mention] = []
    for mention in sorted(mentions, key=lambda m: (m.start, -m.end)):
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
    return kept


def _may_be_pronoun(reading: Reading, i: int) -> bool:
    after = reading.tokens[i + 1]
    return after.lower not in _ARTICLE_AFTER and (after.lower != after.lemma or after.lower in ("är", "har", "ska", "kan", "vill"))
