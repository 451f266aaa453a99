"""What a measure is: a question put to one case, answered with a value and the passages behind it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from functools import cached_property
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, field_validator

from audit.annotate.model import ROLES, Annotated, Sentence
from audit.documents.model import Passage
from audit.facts.model import Disagreement, Facts, FollowUp, Goal, Heeded, Intervention, Need, Talk, TookPart
from audit.swedish.phrases import PhraseTable

# Conditions that a sentence may fail and yet lie near, the nearest first; who and what is asked for are none of them.
NEARLY = ("rich", "mainly", "side", "about", "copied", "planned", "denied", "not_role", "speaker", "place")
NEARLY_FACTS = 2  # conditions that a fact may fail and yet lie near
_WHO = frozenset({"who", "with"})  # another person's event is none of this one's
COLLECTIONS: dict[str, type] = {
    "needs": Need,
    "goals": Goal,
    "interventions": Intervention,
    "disagreements": Disagreement,
    "talks": Talk,
    "follow_ups": FollowUp,
    "participation": TookPart,
    "heeded": Heeded,
}


@dataclass(frozen=True, slots=True)
class Finding:
    """A measure's answer. `items` are the sentences or facts counted, `left` those asked of but not passing."""

    value: float
    passages: tuple[Passage, ...] = ()
    against: tuple[Passage, ...] = ()
    looked_in: tuple[str, ...] = ()  # form, form.part or form.domain, in the order of the file
    items: tuple[Any, ...] = ()
    left: tuple[Any, ...] = ()
    margin: float | None = None  # of a derived measure: by how much its best alternative passes


@dataclass(frozen=True, slots=True)
class Miss:
    """What nearly counted for a measure, and the conditions that it did not meet; never more than a few."""

    passage: Passage
    failed: tuple[str, ...]


class Words(BaseModel):
    """A text in both languages."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    sv: str
    en: str


class Lacks(BaseModel):
    """What the next level lacks when this measure is the unmet one: a stable code, and words for it."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    code: str
    sv: str
    en: str


def _listed(value: Any) -> Any:
    return value if value is None or isinstance(value, list | tuple) else (value,)


class Where(BaseModel):
    """Conditions on sentences: keys are ANDed, a list is OR; denied and only planned sentences pass when asked for."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    forms: tuple[str, ...] | None = None
    not_forms: tuple[str, ...] | None = None
    parts: tuple[str, ...] | None = None
    not_parts: tuple[str, ...] | None = None
    domain: tuple[str, ...] | None = None
    mainly: bool = False  # the sentence's own area only, not further ones that it touches beside it
    side: tuple[str, ...] | None = None
    role: tuple[str, ...] | None = None
    not_role: tuple[str, ...] | None = None
    speaker: tuple[str, ...] | None = None
    view_of: tuple[str, ...] | None = None
    about: tuple[str, ...] | None = None
    any_of: tuple[str, ...] | None = None
    copied: bool | None = None
    rich: bool | None = None
    denied: tuple[bool, ...] = (False,)
    planned: tuple[bool, ...] = (False,)

    _lists = field_validator(
        "forms", "not_forms", "parts", "not_parts", "domain", "side", "role", "not_role", "speaker", "view_of",
        "about", "any_of", "denied", "planned", mode="before",
    )(_listed)  # fmt: skip

    @field_validator("role", "not_role")
    @classmethod
    def _known_roles(cls, value: tuple[str, ...] | None) -> tuple[str, ...] | None:
        for role in value or ():
            if role not in ROLES:
                raise ValueError(f"no role '{role}'. Known: {', '.join(ROLES)}")
        return value

    def joined(self, scope: "Where | None") -> "Where":
        """These conditions together with those of the criterion's `scope`; its own keys go before the scope's."""
        if scope is None:
            return self
        given = {name: getattr(scope, name) for name in scope.model_fields_set}
        return Where(**{**given, **{name: getattr(self, name) for name in self.model_fields_set}})

    @cached_property
    def _phrases(self) -> PhraseTable | None:
        return PhraseTable({"any_of": list(self.any_of)}) if self.any_of else None

    def sees(self, forms: frozenset[str], parts: frozenset[str], domains: frozenset[str]) -> bool:
        """Whether the place is one that these conditions look in."""
        placed = parts | domains
        return (
            (self.forms is None or not forms.isdisjoint(self.forms))
            and (self.not_forms is None or forms.isdisjoint(self.not_forms))
            and (self.parts is None or not placed.isdisjoint(self.parts))
            and (self.not_parts is None or placed.isdisjoint(self.not_parts))
            and (self.domain is None or not domains.isdisjoint(self.domain))
        )

    def passes(self, s: Sentence, case: Annotated) -> bool:
        """Whether one sentence meets every condition."""
        return (
            not s.heading
            and s.denied in self.denied
            and s.planned in self.planned
            and self.sees(s.forms, s.parts, _domains(s.domain) if self.mainly else s.domains)
            and (self.role is None or not s.roles.isdisjoint(self.role))
            and (self.not_role is None or s.roles.isdisjoint(self.not_role))
            and (self.speaker is None or s.speaker in self.speaker)
            and (self.view_of is None or s.view_of in self.view_of)
            and (self.about is None or not s.about.isdisjoint(self.about))
            and (self.side is None or not s.sides.isdisjoint(self.side))
            and (self.copied is None or bool(s.copied) is self.copied)
            and (self.rich is None or s.rich is self.rich)
            and (self._phrases is None or self._holds_phrase(s, case, self._phrases))
        )

    def failed(self, s: Sentence, case: Annotated) -> tuple[str, ...]:
        """The conditions that one sentence does not meet, by name; all about its place but the area are `place`."""
        met = {
            "heading": not s.heading,
            "denied": s.denied in self.denied,
            "planned": s.planned in self.planned,
            "place": self.model_copy(update={"domain": None}).sees(s.forms, s.parts, s.domains),
            "domain": self.domain is None or not s.domains.isdisjoint(self.domain),
            "mainly": not self.mainly or self.domain is None or s.domain in self.domain,
            "role": self.role is None or not s.roles.isdisjoint(self.role),
            "not_role": self.not_role is None or s.roles.isdisjoint(self.not_role),
            "speaker": self.speaker is None or s.speaker in self.speaker,
            "view_of": self.view_of is None or s.view_of in self.view_of,
            "about": self.about is None or not s.about.isdisjoint(self.about),
            "side": self.side is None or not s.sides.isdisjoint(self.side),
            "copied": self.copied is None or bool(s.copied) is self.copied,
            "rich": self.rich is None or s.rich is self.rich,
            "any_of": self._phrases is None or self._holds_phrase(s, case, self._phrases),
        }
        return tuple(name for name, is_met in met.items() if not is_met)

    def misses(self, case: Annotated) -> tuple[Miss, ...]:
        """Sentences that pass all conditions but one, the nearest first; what is asked for itself is never that one."""
        if self.role is None and self.view_of is None and self.any_of is None and self.domain is None:
            return ()  # any sentence would do, so that every other one is as near as the next
        asked = frozenset(self.domain or ())
        here = {x.document for x in case.case.sections if self.sees(x.forms, x.parts, asked)}  # documents looked in
        ranked = []
        for s in case.sentences:
            failed = self.failed(s, case)
            if len(failed) == 1 and failed[0] in NEARLY:
                rank = (NEARLY.index(failed[0]), s.document not in here, not s.certain, s.index)
                ranked.append((rank, Miss(case.passage(s), failed)))
        return tuple(miss for _, miss in sorted(ranked, key=lambda r: r[0]))

    @staticmethod
    def _holds_phrase(s: Sentence, case: Annotated, phrases: PhraseTable) -> bool:
        return bool(phrases.find(case.case.parsed[s.document].tokens, *s.tokens))

    def sentences(self, case: Annotated) -> tuple[Sentence, ...]:
        """All sentences that pass, in the order of the file."""
        if self.domain is not None:  # a twentieth of the file, asked for once for each area
            asked = {
                s.index: s for domain in self.domain for s in case.by_domain.get(domain, ()) if self.passes(s, case)
            }
            return tuple(asked[index] for index in sorted(asked))
        return tuple(s for s in case.sentences if self.passes(s, case))

    def looked_in(self, case: Annotated) -> tuple[str, ...]:
        """The places of the file that were searched, each once; an area without a heading was looked for in all."""
        return places_of(case, self) or places_of(case, self.model_copy(update={"domain": None}))


def _domains(*named: str | None) -> frozenset[str]:
    return frozenset(domain for domain in named if domain)


def places_of(case: Annotated, where: Where | None = None) -> tuple[str, ...]:
    """Names of the places that exist in the file and that `where` sees: form, form.part or form.domain."""
    seen = case.places if where is None else [p for p in case.places if where.sees(p.forms, p.parts, p.domains)]
    return tuple(dict.fromkeys(place.name for place in seen))


class FactWhere(BaseModel):
    """Conditions on facts: each key a field of the fact, or `has`: fields that must be known and not empty."""

    model_config = ConfigDict(extra="allow", frozen=True)
    has: tuple[str, ...] = ()

    def passes(self, fact: Any) -> bool:
        """Whether one fact meets every condition; a field with several values meets one by any of them."""
        for name, wanted in (self.model_extra or {}).items():
            value = getattr(fact, _field(name))
            values = value if isinstance(value, tuple) else (value,)
            if not any(v in _listed(wanted) for v in values):
                return False
        return all(bool(getattr(fact, _field(name))) for name in self.has)

    def failed(self, fact: Any) -> tuple[str, ...]:
        """The conditions that one fact does not meet: fields by name, those of `has` as `has.<field>`."""
        keys = [n for n in self.model_extra or {} if not FactWhere(**{n: (self.model_extra or {})[n]}).passes(fact)]
        return (*keys, *(f"has.{name}" for name in self.has if not getattr(fact, _field(name))))

    def misses(self, facts: Iterable[Any], case: Annotated) -> tuple[Miss, ...]:
        """Facts that fail but one or two conditions, the nearest first."""
        ranked = []
        for place, fact in enumerate(facts):
            failed, shown = self.failed(fact), passages_of(fact, case)
            if 0 < len(failed) <= NEARLY_FACTS and _WHO.isdisjoint(failed) and shown:
                ranked.append((len(failed), place, Miss(shown[0], failed)))
        return tuple(miss for _, _, miss in sorted(ranked, key=lambda r: r[:2]))

    def unknown_field(self, of: str) -> str | None:
        """The first key that the facts of this collection do not have."""
        known = fact_fields(of)
        return next((n for n in (*(self.model_extra or {}), *self.has) if n not in known), None)


def _field(name: str) -> str:
    return "with_" if name == "with" else name


def fact_fields(of: str) -> tuple[str, ...]:
    """The fields that `where` may name for facts of this collection."""
    return tuple(f.name.rstrip("_") for f in fields(COLLECTIONS[of]))


def passages_of(item: Any, case: Annotated) -> tuple[Passage, ...]:
    """The passages that show a sentence or fact."""
    if isinstance(item, Sentence):
        return (case.passage(item),)
    assert is_dataclass(item)
    own = getattr(item, "passages", None) or (getattr(item, "passage", None),)
    return tuple(p for p in (*own, *getattr(item, "answered_by", ())) if p is not None)


class Measure(BaseModel):
    """One question with its parameters; a kind is a module of this folder with one subclass, named as its `kind`."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    kind: str
    lacks: Lacks | None = Field(default=None)
    says: Words | None = Field(default=None)  # what it finds, where `lacks` does not tell it

    def uses(self) -> tuple[str, ...]:
        """Names of the measures that this one is built from."""
        return ()

    def most(self) -> float:
        """The greatest value that it can give; a level asking more can never be given."""
        return float("inf")

    def scoped(self, scope: Where | None) -> "Measure":
        """This measure with the criterion's `scope` joined to its conditions."""
        return self

    def find(self, case: Annotated, facts: Facts, others: Mapping[str, Finding]) -> Finding:
        """Answers for one case; `others` holds the findings of the measures that it uses."""
        raise NotImplementedError

    def near(self, case: Annotated, facts: Facts, others: Mapping[str, Finding]) -> tuple[Miss, ...]:
        """What nearly counted, the nearest first; asked only to explain a level, never to give one."""
        return ()


def unique(passages: Iterator[Passage]) -> tuple[Passage, ...]:
    """Each passage once, in the order of the file."""
    return tuple(sorted(set(passages), key=lambda p: (p.document, p.start, p.end)))
