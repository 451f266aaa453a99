"""Who is mentioned in a sentence: by name, by role or by pronoun, and whom a pronoun means."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from audit.annotate.cues import words
from audit.annotate.model import Kind, Mention
from audit.annotate.names import child_sex, commonest_name, is_unborn, sex_of, sex_of_name, stranger, tellers
from audit.annotate.reading import Reading
from audit.casefile.model import CaseFile, Person
from audit.vocabulary import load_vocabulary

if TYPE_CHECKING:
    from audit.annotate.telling import Account  # which itself needs the cast

_KINDS: dict[str, Kind] = {
    "child": "child", "mother": "mother", "father": "father", "guardian": "parents", "sibling": "sibling",
    "relative": "natverk", "worker": "writer", "professional": "professional", "other": "other",
}  # fmt: skip
_OWN_KINDS = frozenset({"child", "mother", "father", "parents", "sibling", "natverk", "writer"})
_PRONOUNS = {
    "han": ("m", False), "honom": ("m", False), "hans": ("m", True),
    "hon": ("f", False), "henne": ("f", False), "hennes": ("f", True),
    "hen": (None, False), "hens": (None, True),
}  # fmt: skip
_ADDRESSED = 10  # such words in a document that is written to somebody
_ADDRESSED_SHORT = 3  # … in a short one, where they are one word in fifty
_AS_CHILDREN_SAY = frozenset({"mamma", "pappa", "mammas", "pappas", "föräldrar"})
_YOU = {"du": False, "dig": False, "din": True, "ditt": True, "dina": True}
_REFLEXIVE = frozenset({"sin", "sitt", "sina"})  # who is somebody's own to the subject is no subject ("sin mamma")
_PARTED = frozenset({",", ";", ":", "–", ".", "säger", "berättar", "att", "som", "heter", "är"})
_THEY = {"de": False, "dom": False, "dem": False, "deras": True}


@dataclass(slots=True)
class Cast:
    """The persons of one case, ready to be found among tokens, and whom a pronoun means at this point of the text."""

    names: dict[str, Mention]
    child: Mention
    initial: str | None  # "K" alone stands for the child in terse notes
    last: dict[str, Mention] = field(default_factory=dict)  # f, m, plural, unknown → who was mentioned last
    topics: list[Mention] = field(default_factory=list)  # who each sentence of the paragraph so far begins with
    parental: bool = False
    speechless: bool = False  # the child is too small to tell anything
    unborn: bool = False
    addressed: Mapping[int, Kind] = field(default_factory=dict)  # documents that are written to somebody → whom
    told: "Account | None" = None  # the account that was last given in the paragraph
    child_spoke: bool = False  # the child has told something in this section
    _child_here: bool = False  # named or called so in the paragraph
    _topic: Mention | None = None  # of the sentence at hand, which counts from the next one on
    _sex_of: dict[int, str | None] = field(default_factory=dict)  # the sex that a pronoun itself shows, by its place

    def teller(self, pronoun: Mention, *, before: Mention | None) -> Mention:
        """Who a pronoun with a verb of telling means: who told before, else the last subject of the paragraph it fits.

        A child is often spoken of while an adult tells, so that the plain resolution would make the child speak.
        """
        if pronoun.start not in self._sex_of and (pronoun.kind == "child" or self.addressed):
            return pronoun  # "du"
        word = self._sex_of.get(pronoun.start)
        if self.speechless and pronoun.kind == "child":
            pronoun = Mention(pronoun.start, pronoun.end, "mother" if word == "f" else "father", sex=word, pronoun=True)
        if before is not None and (before.sex is None or word is None or before.sex == word):
            return before
        for topic in (*reversed(self.topics), *([self._topic] if self._topic else [])):
            if topic.pronoun:
                continue
            if (topic.sex is None or word is None or topic.sex == word) and not (
                self.speechless and topic.kind == "child"
            ):
                return topic
        if pronoun.kind == "child" and self.parental:
            return Mention(pronoun.start, pronoun.end, "mother" if word == "f" else "father", sex=word)
        return pronoun

    def new_paragraph(self) -> None:
        """At the beginning of a paragraph a pronoun means the child again, where its sex allows that."""
        self.topics.clear()
        self.told = None
        self._topic = None
        self._child_here = False
        self._sex_of.clear()
        self.last.pop("unknown", None)
        if self.parental:
            return
        if self.child.sex:
            self.last.pop(self.child.sex, None)
        else:
            self.last.clear()

    def new_section(self, *, parental: bool = False) -> None:
        """Nobody has been mentioned yet; in an area of the parents or the family a pronoun is less likely the child."""
        self.last.clear()
        self.topics.clear()
        self.told = None
        self.child_spoke = False
        self._topic = None
        self.parental = parental

    def find(self, reading: Reading) -> tuple[Mention, ...]:
        """All mentions of the sentence in order, pronouns resolved."""
        named = {m.start: m for m in _apart([*self._named(reading), *_called(reading)])}
        mentions: list[Mention] = []
        if self._topic is not None:
            self.topics.append(self._topic)
        topic: Mention | None = None
        for i in range(reading.first, reading.last):
            mention = named.get(i)
            if mention is not None:
                before = reading.tokens[i - 1].lower
                free = i == reading.first or not (before in words("prepositions") or before in _REFLEXIVE)
                if i in reading.quoted:
                    mentions.append(mention)
                    continue  # whom a quotation names is known to its speaker, not to the text around it
                self._remember(mention, subject=free and not mention.genitive)
                if topic is None and free and not mention.genitive and mention.kind != "writer":
                    topic = mention
            else:
                mention = self._pronoun(reading, i)
            if mention is not None:
                mentions.append(mention)
        if mentions and self._opens_for_another(reading, mentions):
            mentions[0] = self._other_than_child(mentions[0], self._sex_of.get(reading.first))
        self._topic = topic or next(
            (m for m in mentions if m.pronoun and not m.genitive and m.start not in reading.quoted), None
        )
        return tuple(mentions)

    def _opens_for_another(self, reading: Reading, mentions: list[Mention]) -> bool:
        """ "Hon har gråtit framför Kim": who is named later in the clause is not meant by its first pronoun."""
        first = mentions[0]
        if not first.pronoun or first.kind != "child" or first.start != reading.first or first.genitive:
            return False
        for mention in mentions[1:]:
            if mention.kind == "child" and not mention.pronoun and mention.name and mention.start not in reading.quoted:
                between = {reading.tokens[i].lower for i in range(first.end, mention.start)}
                return not between & _PARTED
        return False

    def _other_than_child(self, pronoun: Mention, sex: str | None) -> Mention:
        before = self.last.get(sex or "")
        if before is not None and before.kind != "child":
            return replace(before, start=pronoun.start, end=pronoun.end, genitive=False, pronoun=True)
        return Mention(pronoun.start, pronoun.end, "mother" if sex == "f" else "father", sex=sex, pronoun=True)

    def _named(self, reading: Reading) -> list[Mention]:
        found = []
        for i in range(reading.first, reading.last):
            token = reading.tokens[i]
            if not reading.text[token.start - reading.start].isupper():
                continue
            lower, genitive = token.lower.rstrip("."), False  # "Tel. Jan." is no month
            known = self.names.get(lower)
            if known is None and lower.endswith("s"):
                known, genitive = self.names.get(lower[:-1].rstrip(":’'")), True
            if known is None and lower == self.initial and not _is_numbering(reading, i):
                known, genitive = self.child, False
            if known is None and not (i == reading.first and lower in _PRONOUNS):  # "Hans önskan …"
                known, genitive = stranger(lower)
            if known is not None:
                found.append(replace(known, start=i, end=i + 1, genitive=genitive))
        return found

    def _pronoun(self, reading: Reading, i: int) -> Mention | None:
        lower = reading.tokens[i].lower
        if lower in _PRONOUNS:
            sex, genitive = _PRONOUNS[lower]
            self._sex_of[i] = sex
            meant = self._one_of_them(reading, i, sex) or self._meant(sex)
            return replace(meant, start=i, end=i + 1, genitive=genitive, pronoun=True)
        if lower in _YOU and reading.document in self.addressed and i not in reading.quoted:
            whom = self.addressed[reading.document]
            meant = self.child if whom == "child" else Mention(i, i + 1, whom)
            return replace(meant, start=i, end=i + 1, genitive=_YOU[lower], pronoun=True)
        if lower in _THEY and (lower != "de" or _stands_alone(reading, i)):
            meant = self.last.get("plural") or Mention(i, i + 1, "parents")
            return replace(meant, start=i, end=i + 1, genitive=_THEY[lower], pronoun=True)
        return None

    def _one_of_them(self, reading: Reading, i: int, sex: str | None) -> Mention | None:
        """ "Föräldrarna gör olika: hon visar, han säger nej": where both are told apart, each is one of them."""
        both = {t.lower for t in reading.words} >= {"han", "hon"}
        parents = reading.spans("speech.people.parents")
        if not both or sex is None or not parents or parents[0][0] > reading.first + 1:
            return None
        return Mention(i, i + 1, "mother" if sex == "f" else "father", sex=sex)

    def _meant(self, sex: str | None) -> Mention:
        if sex is None:
            return self.child
        before = self.last.get(sex)
        if before is not None:
            return before
        unknown = self.last.get("unknown")
        if unknown is not None and unknown.name and not self._child_here:
            return unknown  # "Tel. god man Ek. Han …": the child is not spoken of in the paragraph
        if self.child.sex in (None, sex) and not self.unborn:
            return self.child
        return self.last.get("unknown") or Mention(0, 0, "mother" if sex == "f" else "father", sex=sex)

    def _remember(self, mention: Mention, *, subject: bool) -> None:
        if mention.kind == "writer":
            return
        self._child_here = self._child_here or mention.kind == "child"
        if mention.kind == "parents" and not mention.name:
            self.last["plural"] = mention
        elif mention.sex and (subject or mention.sex not in self.last):
            self.last[mention.sex] = mention
        elif subject and not mention.sex and mention.kind != "child":
            self.last["unknown"] = mention


def cast_of(case: CaseFile, *, speechless: bool = False) -> Cast:
    """Names that stand for one person only, and the child's sex as far as the file tells it."""
    child = case.child
    sex = child_sex(case)
    # An unborn child has no name yet, and the commonest one is its mother's.
    unborn = is_unborn(case)
    name = "" if unborn else child.name if child and child.name else commonest_name(case)
    own = Mention(0, 0, "child", sex=sex or sex_of_name(name), name=name)
    owners: dict[str, list[Person]] = {}
    for person in case.persons:
        parts = person.name.replace('"', " ").replace("”", " ").split()
        surnames = parts[1:] if person.role in ("professional", "worker", "other") else []
        for part in sorted({*person.first, *parts[:1], *surnames}):
            if len(part) > 1 and part[0].isupper():
                owners.setdefault(part.lower(), []).append(person)
    names = {}
    for part, persons in owners.items():
        persons = [p for p in persons if p.role == "child"] or persons
        person = next((p for p in persons if part in (f.lower() for f in p.first)), persons[0])
        if person.role == "child":
            names[part] = own
        else:
            kind = _KINDS[person.role]
            contact = "natverk" if kind in ("natverk", "sibling") else person.contact
            names[part] = Mention(0, 0, kind, contact, sex_of(person), name=person.name)
    if name:
        names.setdefault(name.split()[0].lower(), own)
    for teller in tellers(case):
        names.setdefault(teller, Mention(0, 0, "other", sex=sex_of_name(teller), name=teller))
    initial = name[0].lower() if name else None
    speechless = speechless or unborn
    return Cast(names, own, initial, unborn=unborn, speechless=speechless, addressed=_written_to(case, name))


def _written_to(case: CaseFile, name: str) -> dict[int, Kind]:
    """Documents that say "du" throughout, and to whom; what a report or an application quotes is written to nobody.

    Who is told of by name is not the one addressed: a letter to the child speaks of mamma and pappa, one to a parent
    of the child.
    """
    outside = {f.document for f in case.forms if f.id in ("anmalan", "forhandsbedomning")}
    first = name.split()[0].lower() if name else ""
    found: dict[int, Kind] = {}
    for number, parsed in enumerate(case.parsed):
        said = sum(t.lower in _YOU for t in parsed.tokens)
        if number in outside or said < _ADDRESSED_SHORT or (said < _ADDRESSED and said * 50 < len(parsed.tokens)):
            continue
        child = sum(t.lower in (first, first + "s") for t in parsed.tokens) if first else 0
        parents = sum(t.lower in _AS_CHILDREN_SAY for t in parsed.tokens)
        found[number] = "parents" if child > max(parents, said // 4) else "child"
    return found


def _called(reading: Reading) -> list[Mention]:
    found = []
    sexes = load_vocabulary("speech")["sexes"]
    for key, spans in reading.cues.items():
        role = "writer" if key == "speech.first_person" else key.removeprefix("speech.people.")
        if role == key:
            continue
        if key == "speech.first_person":
            spans = tuple(span for span in spans if span[0] not in reading.quoted)
        kind: Kind = role if role in _OWN_KINDS else "professional"  # type: ignore[assignment]
        contact = "natverk" if role in ("natverk", "sibling") else role if kind == "professional" else None
        for start, end in spans:
            token = reading.tokens[end - 1]
            sex = next((s for s in ("f", "m") if token.lemma in sexes[s] or token.lower in sexes[s]), None)
            found.append(Mention(start, end, kind, contact, sex, _is_genitive(token.lower, token.lemma)))
    return found


def _is_genitive(lower: str, lemma: str) -> bool:
    return len(lower) > 2 and lower.endswith("s") and lower != lemma and not lemma.endswith("s")


def _apart(mentions: list[Mention]) -> list[Mention]:
    """Of overlapping mentions the longest; "läraren Bo Ek" and "mamma Lisa" are one mention, its name telling who."""
    kept: list[Mention] = []
    for mention in sorted(mentions, key=lambda m: (m.start, -m.end, not m.name)):
        before = kept[-1] if kept else None
        if before is None or mention.start > before.end or (mention.start == before.end and not _same(before, mention)):
            kept.append(mention)
        elif mention.start == before.end:
            told = mention if mention.kind not in ("other", "professional") and before.kind != "writer" else before
            kept[-1] = replace(
                told, start=before.start, end=mention.end, genitive=mention.genitive, name=mention.name or before.name,
                sex=before.sex or mention.sex, contact=before.contact or mention.contact,
            )  # fmt: skip
    return kept


def _same(before: Mention, after: Mention) -> bool:
    if before.genitive:
        return False
    return bool(after.name) and (not before.name or before.name == after.name)


def _is_numbering(reading: Reading, i: int) -> bool:
    return i == reading.first and i + 1 < reading.last and reading.tokens[i + 1].lower in (".", ")")


def _stands_alone(reading: Reading, i: int) -> bool:
    """ "de" before a finite verb is a pronoun, before anything else an article."""
    if i + 1 >= reading.last:
        return True
    after = reading.tokens[i + 1]
    return after.lower in words("finite") or (after.lower.endswith(("r", "de", "te")) and after.lower != after.lemma)
