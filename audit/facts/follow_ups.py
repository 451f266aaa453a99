"""Follow-ups that the file plans or documents as done (manual §3).

    find_follow_ups(annotated, interventions=(), goals=(), needs=()) -> tuple[FollowUp, ...]

In the order of the file. `interventions` settles whether a plan was ever in force: where every one of them was
declined, only a follow-up of the child's situation remains planned. `goals` and `needs` help to see that a follow-up
takes them up. One fact for each occasion that is done, with what its whole form or entry says.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from audit.annotate.model import Annotated, Sentence
from audit.casefile.model import Form, Person
from audit.documents.model import Passage
from audit.facts.cues import cue_table, cues_in, tokens_of
from audit.facts.model import FollowUp, Goal, Intervention, Need
from audit.swedish.dates import find_dates
from audit.swedish.model import FoundDate
from audit.swedish.phrases import Hit

_PLANS = frozenset({"genomforandeplan", "vardplan"})
_OUTSIDE = frozenset({"anmalan", "forhandsbedomning", "utredningsplan"})  # before there is anything to follow up
_DECIDING = frozenset({"beslut", "forslag", "analys", "uppfoljning_planerad", "mal"})
_TOLD = frozenset({"orsak", "underlag", "samtal_med_barnet", "barnets_installning"})
_TERMS = (
    " t.o.m.",
    " tom",
    " t o m",
    " till och med",
    " fr.o.m.",
    " from",
    " från och med",
    " från",
    " sedan",
    " daterad",
)
_SUBJECT = frozenset({"avser", "namn", "barn", "barnet", "barnets", "gäller", "för", "den"})  # labels of a header row
_NUMBER = re.compile(r"\b(?:19|20)?\d{6}[-+]\d{4}\b")
_ABOUT = frozenset({"om", "inför", "till", "kring", "ang", "angående", "gällande", "rörande", "innan", "efter"})
_HEADED = ("uppfölj", "utvärder")  # in the heading of a part about follow-up
_AGENT = re.compile(r"\b(?:av|genom) [A-ZÅÄÖÉ][a-zåäöé]+")  # somebody named whose role the file does not tell
_RESTATED = 0.6  # share of a goal's content words that must stand in a follow-up that takes it up without the word


def find_follow_ups(
    annotated: Annotated,
    interventions: tuple[Intervention, ...] = (),
    goals: tuple[Goal, ...] = (),
    needs: tuple[Need, ...] = (),
) -> tuple[FollowUp, ...]:
    """Planned: a time or an occasion, and who is responsible where the file shows it. Done: documented as held."""
    file = _File(annotated, [g.passage for g in goals] + [n.passage for n in needs])
    done = _merged(sorted(_done(file), key=lambda f: (f.passage.document, f.passage.start)))
    planned = list(_planned(file))
    if interventions and all(i.answer == "declined" for i in interventions):
        planned = [(s, f) for s, f in planned if file.has(s, "situation", "situation")]
    found = [*done, *(f for _, f in planned)]
    return tuple(sorted(found, key=lambda f: (f.passage.document, f.passage.start, f.state)))


@dataclass(frozen=True, slots=True)
class _Unit:
    """What documents one occasion: a follow-up form, a dated part of a plan, or a journal entry."""

    sentences: tuple[Sentence, ...]
    day: date | None
    is_form: bool


class _File:
    """The case with its cues, each sentence looked up once for each list."""

    def __init__(self, annotated: Annotated, aims: list[Passage]) -> None:
        self.annotated = annotated
        self.case = annotated.case
        self._hits: dict[tuple[int, str], list[Hit]] = {}
        self._aims = [self._content_of(p) for p in aims]
        child = self.case.child
        self._child = _first_names([child] if child else [])
        siblings = [p for p in self.case.persons if p.role == "sibling" or (p.role == "child" and p is not child)]
        self._siblings = _first_names(siblings) - self._child
        self.worker_names = tuple(p.name.lower() for p in self.case.persons if p.role == "worker")
        self._workers = {
            word.lower() for p in self.case.persons if p.role == "worker" for word in (*p.name.split(), *p.first)
        }
        self._professionals = {
            word.lower() for p in self.case.persons if p.role == "professional" for word in (*p.name.split(), *p.first)
        }

    def hits(self, sentence: Sentence, part: str) -> list[Hit]:
        key = (sentence.index, part)
        if key not in self._hits:
            self._hits[key] = cues_in(self.annotated, sentence, cue_table("follow_up", part))
        return self._hits[key]

    def has(self, sentence: Sentence, part: str, *keys: str) -> bool:
        return any(h.key in keys for h in self.hits(sentence, part))

    def written(self, sentence: Sentence) -> date | None:
        """The day of the entry or form that it stands in."""
        form = self.case.sections[sentence.section].form
        day = self.case.sections[sentence.section].dated
        return day or (self.case.forms[form].date if form is not None else None)

    def words(self, sentence: Sentence) -> set[str]:
        return {t.lower for t in tokens_of(self.annotated, sentence)[slice(*sentence.tokens)]}

    def content(self, sentence: Sentence) -> frozenset[str]:
        tokens = tokens_of(self.annotated, sentence)[slice(*sentence.tokens)]
        return frozenset(t.lemma for t in tokens if len(t.lemma) > 4)

    def _content_of(self, passage: Passage) -> frozenset[str]:
        tokens = self.case.parsed[passage.document].tokens
        return frozenset(t.lemma for t in tokens if passage.start <= t.start < passage.end and len(t.lemma) > 4)

    def restates_aim(self, sentence: Sentence) -> bool:
        said = self.content(sentence)
        return any(len(aim) >= 2 and len(aim & said) >= _RESTATED * len(aim) for aim in self._aims)

    def names_sibling_only(self, words: set[str]) -> bool:
        bare = words | {w[:-1] for w in words if w.endswith("s")}
        return bool(bare & self._siblings) and not bare & self._child

    def names_child(self, words: set[str]) -> bool:
        return bool((words | {w[:-1] for w in words if w.endswith("s")}) & self._child)

    @property
    def knows_child(self) -> bool:
        return bool(self._child)

    def worker_in(self, words: set[str]) -> bool:
        return bool(words & self._workers)

    def professional_in(self, words: set[str]) -> bool:
        return bool(words & self._professionals)

    def text(self, sentence: Sentence) -> str:
        return self.annotated.text(sentence)


def _first_names(persons: Iterable[Person]) -> set[str]:
    return {name.lower() for p in persons for name in (*p.name.split()[:1], *p.first)}


def _done(file: _File) -> Iterator[FollowUp]:
    for unit in _units(file):
        if not unit.sentences or not _is_held(file, unit):
            continue
        told = [s for s in unit.sentences if not s.heading] or list(unit.sentences)
        taken_up = [
            s for s in unit.sentences
            if (file.has(s, "goals", "goals") and not file.has(s, "goals", "no_goals")) or file.restates_aim(s)
        ]  # fmt: skip
        achieved = [s for s in told if file.has(s, "outcome", "achieved")]
        yield FollowUp(
            "done",
            file.annotated.passage(next(iter(achieved), told[0])),
            unit.day.isoformat() if unit.day else None,
            takes_up=bool(taken_up),
            achieved=bool(achieved),
            next=any(file.has(s, "outcome", "next") for s in told),
            whose="sibling" if _is_siblings(file, unit) else "child",
        )


def _units(file: _File) -> Iterator[_Unit]:
    case = file.case
    for form in case.forms:
        if form.id == "uppfoljning":
            inside = tuple(s for s in file.annotated.sentences if _stands_in(s, form))
            yield _Unit(inside, form.date, True)
    for entry in _entries(file):
        if entry.sentences and _is_follow_up_entry(file, entry):
            yield entry


def _stands_in(sentence: Sentence, form: Form) -> bool:
    return sentence.document == form.document and form.start <= sentence.start < form.end


def _entries(file: _File) -> Iterator[_Unit]:
    """Journal entries and headed parts of plans; an entry goes on to the next paragraph that begins with a date."""
    group: list[Sentence] = []
    for sentence in file.annotated.sentences:
        if "uppfoljning" in sentence.forms or not sentence.forms & (_PLANS | {"journal"}):
            continue
        if group and _begins_entry(file, group[-1], sentence):
            yield _entry(file, group)
            group = []
        group.append(sentence)
    if group:
        yield _entry(file, group)


def _begins_entry(file: _File, before: Sentence, sentence: Sentence) -> bool:
    if sentence.section != before.section:
        return True
    if sentence.block == before.block or "journal" not in sentence.forms:
        return False
    opening = file.text(sentence)[:24]
    return any(d.start <= 2 for d in find_dates(opening)) or opening[:6].isdigit()


def _entry(file: _File, group: Sequence[Sentence]) -> _Unit:
    section = file.case.sections[group[0].section]
    day = next((s.dated for s in group if s.dated), None) or section.dated
    return _Unit(tuple(group), day, False)


def _is_follow_up_entry(file: _File, entry: _Unit) -> bool:
    """A follow-up is told of as held: by its verb, or because the entry is headed by the word and not only booked."""
    if any(
        file.has(s, "held", "held")
        and not file.has(s, "booked", "booked")
        and not file.has(s, "elsewhere", "elsewhere")
        and not file.has(s, "not_held", "none", "off")
        for s in entry.sentences
    ):
        return True
    if "journal" not in entry.sentences[0].forms:
        return _is_dated_part(file, entry)
    named = [s for s in entry.sentences if file.has(s, "noun", "strong")]
    if not named or not _heads(file, entry, named[0]):
        return False
    return not any(
        s.denied or file.has(s, "booked", "booked") or file.has(s, "vague", "vague") or file.has(s, "not_held", "none", "off")
        or file.has(s, "elsewhere", "elsewhere")
        for s in named
    )  # fmt: skip


def _is_dated_part(file: _File, entry: _Unit) -> bool:
    """A part of a plan whose heading names a follow-up with its day, and that tells an outcome."""
    title = file.case.sections[entry.sentences[0].section].title
    named = any(word in title.lower() for word in (*_HEADED, "avstämning"))
    told = [s for s in entry.sentences if not s.heading]
    return named and bool(find_dates(title)) and any(file.has(s, "outcome", "achieved") for s in told)


def _heads(file: _File, entry: _Unit, sentence: Sentence) -> bool:
    """The follow-up is named at the beginning of the entry, as the kind of contact that it is about."""
    first = min(h.start for h in file.hits(sentence, "noun") if h.key == "strong")
    if tokens_of(file.annotated, sentence)[first - 1].lower in _ABOUT:
        return False
    opening = [s for s in entry.sentences if not s.heading][:2]
    return sentence in opening and first - sentence.tokens[0] <= 6


def _is_held(file: _File, unit: _Unit) -> bool:
    if not unit.is_form:
        return True
    told = [s for s in unit.sentences if not s.heading]
    if not told:
        return False
    siblings = _is_siblings(file, unit)
    none = [s for s in told if file.has(s, "not_held", "none") and not siblings]
    off = [s for s in told if file.has(s, "not_held", "off")]
    outcome = [s for s in told if file.has(s, "outcome", "achieved") and s not in none and s not in off]
    goals = any(file.has(s, "goals", "goals") and not file.has(s, "goals", "no_goals") for s in told)
    if none:
        return goals and len(outcome) >= 2
    if off:
        met = any(file.has(s, "held", "met", "held") for s in told if s not in off)
        return len(outcome) >= 2 or (bool(outcome) and (goals or met))
    return True


def _is_siblings(file: _File, unit: _Unit) -> bool:
    """The form or entry is another child's: its heading rows, else its first sentence, name the sibling alone."""
    for sentence in unit.sentences[:8]:
        words = file.words(sentence)
        row = file.case.documents[sentence.document].blocks[sentence.block].kind == "row"
        if file.names_sibling_only(words) and (row or sentence.heading or file.has(sentence, "noun", "strong")):
            return True
        if row and words & _SUBJECT and _NUMBER.search(file.text(sentence)) and not file.names_child(words):
            return file.knows_child  # a header row with somebody else's personal number
        if file.names_child(words):
            return False
    return False


def _merged(done: Iterable[FollowUp]) -> list[FollowUp]:
    """One fact for each occasion: a journal's line and the form of the same day are one."""
    kept: list[FollowUp] = []
    for one in done:
        for place, other in enumerate(kept):
            if other.when == one.when and one.when is not None and other.whose == one.whose:
                richer = max(other, one, key=lambda f: (f.takes_up, f.achieved, f.next))
                kept[place] = replace(
                    richer,
                    takes_up=other.takes_up or one.takes_up,
                    achieved=other.achieved or one.achieved,
                    next=other.next or one.next,
                )
                break
        else:
            kept.append(one)
    return kept


def _planned(file: _File) -> Iterator[tuple[Sentence, FollowUp]]:
    void = {s.document for s in file.annotated.sentences if s.forms & _PLANS and file.has(s, "void", "void")}
    for passage in _told_together(file):
        first = passage[0]
        if first.forms & _OUTSIDE or (first.forms & _PLANS and first.document in void):
            continue
        planning = [s for s in passage if _may_plan(file, s)]
        timed = [(s, when) for s in planning if (when := _when(file, s))]
        by = next((role for s in planning if (role := _responsible(file, s))), None)
        by = by or next((role for s in passage if (role := _responsible(file, s)) and not s.heading), None)
        for sentence, when in timed:
            role = _responsible(file, sentence) or by or _implied(file, sentence)
            whose = "sibling" if file.names_sibling_only(file.words(sentence)) else "child"
            yield sentence, FollowUp("planned", file.annotated.passage(sentence), when, role, whose=whose)


def _told_together(file: _File) -> Iterator[list[Sentence]]:
    """Sentences that say when and who of one follow-up: a part headed as follow-up, else a paragraph."""
    group: list[Sentence] = []
    for sentence in file.annotated.sentences:
        if group and (
            sentence.section != group[-1].section
            or (sentence.block != group[-1].block and not _is_headed(file, sentence))
        ):
            yield group
            group = []
        group.append(sentence)
    if group:
        yield group


def _may_plan(file: _File, sentence: Sentence) -> bool:
    """A sentence about a follow-up to come, standing where follow-ups are planned."""
    if sentence.heading or file.has(sentence, "elsewhere", "elsewhere"):
        return False
    if file.has(sentence, "held", "held") or file.has(sentence, "not_held", "none", "off"):
        return False
    if _is_headed(file, sentence):
        return True
    strong, weak, meeting = (file.has(sentence, "noun", key) for key in ("strong", "weak", "meeting"))
    if "uppfoljning" in sentence.forms:
        return strong or weak or (meeting and (sentence.planned or file.has(sentence, "booked", "booked")))
    if sentence.forms & _PLANS:
        return strong or (weak and bool(sentence.parts & _DECIDING))
    if "utredning" in sentence.forms or "analys" in sentence.forms:
        return strong and file.case.sections[sentence.section].domain is None and not sentence.parts & _TOLD
    return strong


def _is_headed(file: _File, sentence: Sentence) -> bool:
    """It stands in a part headed as the follow-up to come; a follow-up form's own title is no such heading."""
    section = file.case.sections[sentence.section]
    title = section.title.lower()
    if "uppfoljning" in sentence.forms:
        return section.level > 1 and any(word in title for word in ("nästa", "fortsatt uppfölj", "ny uppfölj"))
    return "uppfoljning_planerad" in sentence.parts or any(word in title for word in _HEADED)


def _when(file: _File, sentence: Sentence) -> str | None:
    """The time or occasion; with "vid behov" beside it only one that is said after the follow-up is named."""
    text = file.text(sentence)
    tokens = tokens_of(file.annotated, sentence)
    vague = file.has(sentence, "vague", "vague")
    named = min((h.start for h in file.hits(sentence, "noun")), default=sentence.tokens[0])
    after = tokens[named].start - sentence.start if vague else 0
    written = file.written(sentence)
    for found in find_dates(text, around=written):
        if found.start < after or _is_term(text[: found.start]):
            continue
        if found.day is None or found.precision != "day":
            return text[found.start : found.end]
        return _coming(found, written).isoformat()
    document = file.case.documents[sentence.document].text
    for hit in file.hits(sentence, "when"):
        start, end = tokens[hit.start].start, tokens[hit.end - 1].end
        if start - sentence.start >= after and not _is_term(document[sentence.start : start]):
            return document[start:end]
    return None


def _coming(found: FoundDate, written: date | None) -> date:
    """The day in the year after where its year is not written and it would lie before the plan itself."""
    day = found.day or date.min
    if found.year_from == "context" and written and day < written and (day.month, day.day) != (2, 29):
        return day.replace(year=day.year + 1)
    return day


def _is_term(before: str) -> bool:
    """The date that follows ends or begins an intervention, or is that of a decision; it is no time of a meeting."""
    return before.rstrip().lower().endswith(_TERMS)


def _responsible(file: _File, sentence: Sentence) -> str | None:
    words = file.words(sentence)
    if file.worker_in(words):
        return "socialsekreterare"
    keys = {h.key for h in file.hits(sentence, "responsible")}
    for role in ("socialsekreterare", "utforare", "deltagare"):
        if role in keys:
            return role
    if file.professional_in(words):
        return "utforare"
    if "implied" in keys:
        return "socialsekreterare"
    return "namngiven" if _AGENT.search(file.text(sentence)) else None


def _implied(file: _File, sentence: Sentence) -> str | None:
    """The writer, where the document names its caseworker: a reader takes a set time as the writer's to keep."""
    text = file.case.documents[sentence.document].text.lower()
    return "socialsekreterare" if any(name in text for name in file.worker_names) else None
