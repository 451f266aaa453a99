"""Parties from whom information was actually got during the investigation (manual §8).

A party counts where the part on how the investigation was made, a running note or the description shows that it
told or sent something. One only planned, sought in vain or refused does not count, nor does a register check; who
only reported counts nothing, since the report lies before the opening.
"""

from collections.abc import Iterator, Mapping
from datetime import date

from audit.annotate.model import Sentence
from audit.documents.model import Passage
from audit.facts.days import tells
from audit.facts.model import Timeline
from audit.facts.parties import merely_place, parties_of
from audit.facts.record import Record
from audit.swedish.model import Token
from audit.swedish.phrases import Hit

ORDER = (
    "forskola", "skola", "bvc", "halso_sjukvard", "bup", "polis", "fritid", "natverk",
    "annan_kommun", "annan_socialtjanst", "annan",
)  # fmt: skip
_LISTED = 24  # tokens of a sentence that goes on with a list of contacts
_BARE = 6  # … where it bears no date
_SHORT = 14  # tokens of a sentence in a list of contacts that needs no verb
_NEAR = 12  # tokens between a party and the word of contact, or the party before it in a list
_SUBJECT = 6  # tokens between a party and the verb that it is the subject of
_CLAUSED = 12  # … with a clause between commas after the party
_FEW = 8  # tokens of an entry in a list of contacts
_LATER = frozenset({"utredning", "utredningsplan", "genomforandeplan", "vardplan", "uppfoljning"})
_OF_REPORTER = {"socialtjanst": "annan_socialtjanst", "privatperson": "natverk"}
_NOT_TOLD = frozenset({"analys", "forslag", "beslut", "mal", "uppfoljning_planerad"})
_SHOWN = 3  # passages shown for each party
# In the description these are often told of by a parent, so one sentence of theirs is not enough.
_OFTEN_RETOLD = frozenset({"halso_sjukvard", "annan", "annan_socialtjanst", "annan_kommun"})
_REGISTERS = frozenset({"polis", "annan_socialtjanst", "annan"})  # a check in their registers is no contact
_BREAKS = frozenset({";", "men", "medan", "däremot", "fast", "dock", "eftersom", "då", "utan"})
_SUBJECTS = frozenset({"jag", "vi", "han", "hon", "de", "dom", "man"})
_AT = frozenset({"på", "i", "till", "vid", "inom", "runt", "utanför", "efter", "före", "under", "om"})
_STATES = frozenset({"bor", "bodde", "är", "finns", "fanns", "lever", "arbetar", "dog", "avled", "avliden"})
_PROVIDERS = ("kontaktperson", "kontaktfamilj", "öppenvården", "familjebehandl", "behandlare", "boendestödjare")
_CURATOR = frozenset({"kurator", "kuratorn"})
_CLINICS = frozenset({"halso_sjukvard", "bup"})
_FROM = frozenset({"från", "med", "av", "hos", "enligt"})


def find_contacts(
    record: Record, timeline: Timeline, *, reporter: str | None = None
) -> tuple[tuple[str, ...], dict[str, tuple[Passage, ...]]]:
    """The contact ids in the manual's order, and for each "contacts.<id>" the passages that show it.

    `reporter`: who reported (`entry.reporter`), for "anmälaren" who is asked again.
    """
    meant = {"pedagog": _preschool_or_school(record), "reporter": _OF_REPORTER.get(reporter or "", reporter)}
    asked = _forms_of_inquiry(record)
    curators = _Curators(record)
    found: dict[str, list[Passage]] = {}
    enough: set[str] = set()
    rows: set[tuple[int, int]] = set()
    for sentence in record.annotated.sentences:
        if record.block_of(sentence).kind == "row":
            if (sentence.document, sentence.block) in rows:
                continue
            if not record.in_method(sentence) and not _of_sources(record, sentence):
                continue
            rows.add((sentence.document, sentence.block))
            sentence = record.row_of(sentence)
        elif sentence.heading and not (record.block_of(sentence).kind == "list_item" and record.in_method(sentence)):
            continue
        for party, alone in _told_by(record, sentence, timeline, asked, curators):
            contact = meant.get(party, party)
            if contact not in ORDER:
                continue
            passages = found.setdefault(contact, [])
            passages.append(record.annotated.passage(sentence))
            if alone or len(passages) > 1:
                enough.add(contact)
    contacts = tuple(c for c in ORDER if c in enough)
    return contacts, {f"contacts.{c}": tuple(found[c][:_SHOWN]) for c in contacts}


class _Curators:
    """Where "the curator" of the file works, once a clinic was named with one; no school's where it names its own."""

    def __init__(self, record: Record) -> None:
        words = (t.lower for parsed in record.case.parsed for t in parsed.tokens)
        self._of_school = any(word.startswith("skolkurator") for word in words)
        self._clinic: str | None = None

    def meant(self, tokens: tuple[Token, ...], contact: str, hit: Hit) -> str:
        """The contact of a party, where a bare "kuratorn" stands for the clinic's told before."""
        beside = {t.lower for t in tokens[max(0, hit.start - 1) : hit.end]}
        if not beside & _CURATOR:
            return contact
        if contact in _CLINICS:
            self._clinic = contact
        elif contact == "skola" and tokens[hit.start].lower in _CURATOR and self._clinic and not self._of_school:
            return self._clinic
        return contact


def _of_sources(record: Record, sentence: Sentence) -> bool:
    """A row whose label names the sources: "Referenser | mentor Bo Ek"."""
    block = record.block_of(sentence)
    if block.kind != "row" or not block.cells:
        return False
    label = record.hits_all("contacts", "words", sentence.document, *block.cells[0])
    return any(h.key == "channel" for h in label)


def _preschool_or_school(record: Record) -> str:
    """Where the pedagogues of the file work: the kind that it names more."""
    words = [t.lower for parsed in record.case.parsed for t in parsed.tokens]
    small = sum(w.startswith(("förskola", "dagis")) for w in words)
    return "forskola" if small > sum(w.startswith(("skola", "lärare", "mentor")) for w in words) else "skola"


def _forms_of_inquiry(record: Record) -> frozenset[str]:
    """The forms whose contacts count; where nothing was opened, the preliminary assessment stands in their place."""
    investigated = any(True for _ in record.forms("utredning"))
    return frozenset({"utredning", "journal"} if investigated else {"forhandsbedomning", "journal"})


def _told_by(
    record: Record, sentence: Sentence, timeline: Timeline, asked: frozenset[str], curators: "_Curators"
) -> Iterator[tuple[str, bool]]:
    """Contacts that the sentence shows, and whether it is enough on its own."""
    noted = record.entry_day(sentence) is not None and not sentence.forms & _LATER
    if not (sentence.forms & asked or noted) or "analys" in sentence.forms:
        return
    hits = record.hits("contacts", sentence)
    if "forhandsbedomning" in asked and not noted and "channel" not in hits:
        return
    if tells(record.hits("events", sentence), "opens"):
        return
    method = record.in_method(sentence) or "method" in hits or _of_sources(record, sentence)
    method = method or bool(asked & {"forhandsbedomning"} & sentence.forms)
    if sentence.parts & _NOT_TOLD or ("orsak" in sentence.parts and not method):
        return
    if noted and not _during(record.entry_day(sentence), timeline):
        return
    tokens = record.case.parsed[sentence.document].tokens
    reached: list[Hit] = []
    for contact, hit, sure in parties_of(record, sentence):
        contact = curators.meant(tokens, contact, hit)
        start, end = _clause(tokens, sentence, hit)
        if contact in _REGISTERS and "register" in hits and "informs" not in hits:
            continue
        verb = _verb(hits, hit, start, end, tokens)
        if any(start <= h.start < end for h in hits.get("refuses", ())):
            continue
        if _fails(hits, hit, verb, start, end) or (noted and _fails_later(record, sentence)):
            continue
        if ("asked" in hits and "got" not in hits and verb is None) or _unanswered(record, sentence, contact):
            continue
        if method or noted:
            near = any(_apart(hit, other) <= _NEAR for other in (*hits.get("channel", ()), *reached))
            near = near or (contact == "natverk" and _came(record, sentence, hit))
            near = (
                near or verb is not None or (method and (_goes_on(record, sentence) or _lists(record, sentence, hit)))
            )
            if verb is None and merely_place(record, sentence, hit):
                continue
            if contact == "natverk" and verb is None and "channel" not in hits and _tells_of(tokens, sentence):
                continue  # "Mormor bor i Falun"
            if _refuses_after(hits, tokens, sentence, end):
                continue
            if noted and contact == "annan_socialtjanst" and tokens[hit.start].lower.startswith(_PROVIDERS):
                continue  # who carries out what is given tells of that
            if contact == "natverk" and "home" in record.hits("talks", sentence) and verb is None:
                continue  # who was at home when the family was visited
            short = sentence.tokens[1] - sentence.tokens[0] <= _SHORT
            begins = noted and short and hit.start == sentence.tokens[0]
            if (sure or verb or _is_source(tokens, hit)) and (near or begins):
                reached.append(hit)
                yield contact, True
        elif verb and sentence.speaker not in ("child", "parent") and not _retold(record, sentence, hit, verb):
            yield contact, contact not in _OFTEN_RETOLD


def _tells_of(tokens: tuple[Token, ...], sentence: Sentence) -> bool:
    """The sentence tells how the relative lives and nothing of what it said."""
    return any(t.lower in _STATES for t in tokens[slice(*sentence.tokens)])


def _came(record: Record, sentence: Sentence, party: Hit) -> bool:
    """The relative came to the office: "Farmor kom hit"."""
    hits = record.hits("talks", sentence)
    return "office" in hits and any(0 <= h.start - party.end <= 2 for h in hits.get("came", ()))


def _refuses_after(
    hits: Mapping[str, tuple[Hit, ...]], tokens: tuple[Token, ...], sentence: Sentence, end: int
) -> bool:
    """ "Farmor har tillfrågats men vill inte": what turns right after the party's clause denies it."""
    last = sentence.tokens[1]
    if end >= last or tokens[end].lower not in {"men", "fast"}:
        return False
    denied = any(end < h.start <= end + 3 for h in hits.get("failed", ()))
    return denied and not any(end < h.start for h in hits.get("informs", ()))


def _lists(record: Record, sentence: Sentence, party: Hit) -> bool:
    """A few words that begin with a party in a list of contacts: "BUP, Kim Ek."."""
    first, last = sentence.tokens
    family = record.hits("talks", sentence).keys() & {"child", "parent", "family", "home", "office"}
    days = [record.tokens(sentence.document, d.start, d.end)[1] for d in record.dates_of(sentence)[:1]]
    begins = party.start == first or any(0 <= party.start - end <= 1 for end in days)
    return begins and last - first <= _FEW + len(days) and not family


def _apart(one: Hit, other: Hit) -> int:
    return max(other.start - one.end, one.start - other.end, 0)


def _during(day: date | None, timeline: Timeline) -> bool:
    if day is None:
        return True
    return (timeline.opened is None or day >= timeline.opened) and (timeline.closed is None or day <= timeline.closed)


def _clause(tokens: tuple[Token, ...], sentence: Sentence, hit: Hit) -> tuple[int, int]:
    """The clause around the party: up to a conjunction that turns, a semicolon, or a comma before a new subject."""
    start, end = sentence.tokens
    left = hit.start
    while left > start and tokens[left - 1].lower not in _BREAKS:
        left -= 1
    right = hit.end
    while right < end and tokens[right].lower not in _BREAKS:
        right += 1
    return left, right


def _fails(hits: Mapping[str, tuple[Hit, ...]], party: Hit, verb: Hit | None, start: int, end: int) -> bool:
    """Nothing came of it; what a party denies in its own account ("läraren uppger att han inte …") is an account."""
    if verb is not None and verb.key != "label":
        start, end = min(party.start, verb.start) - 1, max(verb.end, party.end) + 2
    return any(start <= h.start < end for key in ("failed", "attempted") for h in hits.get(key, ()))


def _goes_on(record: Record, sentence: Sentence) -> bool:
    """A list of contacts in the same paragraph goes on over a full stop: "Tel: lärare. Rektor 3/10."."""
    tokens = record.tokens_of(sentence)
    if len(tokens) > _LISTED or any(t.lower in _SUBJECTS for t in tokens):
        return False
    if len(tokens) > _BARE and not record.dates_of(sentence):
        return False
    at = sentence.index - 1
    sentences = record.annotated.sentences
    while at >= 0 and (sentences[at].document, sentences[at].block) == (sentence.document, sentence.block):
        if "channel" in record.hits("contacts", sentences[at]):
            return True
        at -= 1
    return False


def _fails_later(record: Record, sentence: Sentence) -> bool:
    """The next two sentences of the same note say that nobody answered."""
    sentences = record.annotated.sentences
    for later in sentences[sentence.index + 1 : sentence.index + 3]:
        if (later.document, later.block) != (sentence.document, sentence.block):
            return False
        failed = record.hits("contacts", later).get("failed", ())
        tokens = record.case.parsed[later.document].tokens
        if any(tokens[h.end - 1].lower in {"upp", "min", "tag", "tagit"} or h.end - h.start > 1 for h in failed):
            return True
        short = later.tokens[1] - later.tokens[0] <= 6
        if short and failed and record.hits("contacts", later).keys() & {"informs", "channel"}:
            return True
    return False


def _verb(
    hits: Mapping[str, tuple[Hit, ...]], party: Hit, start: int, end: int, tokens: tuple[Token, ...]
) -> Hit | None:
    """The word by which the party tells: "läraren uppger", "uppger läraren", "enligt läraren", "läraren: …"."""
    before = tokens[party.start - 1].lower if party.start else ""
    # "Eva Berg på BVC har lämnat uppgifter": a surname before the place
    titled = party.start > 2 and party.start - 3 <= start and tokens[party.start - 2].lower[0].isalpha()
    for said in hits.get("according", ()):
        if 0 <= party.start - said.end <= 2:
            return said
    if "emerges" in hits and before in _FROM:
        return hits["emerges"][0]
    if before in _AT and not (party.start > 1 and before in {"på", "vid"} and titled):
        return None
    for told in hits.get("informs", ()):
        if not start <= told.start < end:
            continue
        between = [t.lower for t in tokens[party.end : told.start]]
        if (
            told.start >= party.end
            and len(between) <= (_SUBJECT if "," not in between else _CLAUSED)
            and ("och" not in between or between[0] == ",")
            and (between.count(",") % 2 == 0 or between[:2] == [",", "som"])
        ):
            return told
        object_ = any(h.start == told.start for h in hits.get("reaches", ())) and told.start > start
        if (
            not object_
            and 0 <= party.start - told.end <= 1
            and all(t.lower != "att" for t in tokens[told.end - 1 : party.start])
        ):
            return told
    after = party.end
    while after < end and after - party.end < 4 and tokens[after].lower[0].isalpha():
        after += 1
    return Hit("label", after, after + 1) if after < end and tokens[after].lower == ":" else None


def _is_source(tokens: tuple[Token, ...], hit: Hit) -> bool:
    """A place-word stands for its people: not "på skolan" but "från skolan", or first in its sentence."""
    before = tokens[hit.start - 1].lower if hit.start else ""
    return before in _FROM


def _retold(record: Record, sentence: Sentence, party: Hit, verb: Hit) -> bool:
    """A parent or the child tells what the party has said: "mamman säger att läraren är nöjd"."""
    hits = record.hits("contacts", sentence)
    if any(told.end <= party.start or told.start >= party.end for told in hits.get("retold", ())):
        return True
    tokens = record.case.parsed[sentence.document].tokens
    family = [h for key in ("child", "parent") for h in record.hits("talks", sentence).get(key, ())]
    for told in hits.get("informs", ()):
        if told.end > party.start or told == verb:
            continue
        if any(t.lower == "att" for t in tokens[told.end - 1 : party.start]):
            return True
        start = max(sentence.tokens[0], told.start - _SUBJECT)
        named = any(record.people.roles_by_name.get(t.lower) in ("child", "parent") for t in tokens[start : told.start])
        if named or any(start <= h.start < told.start for h in family):
            return True
    return False


def _unanswered(record: Record, sentence: Sentence, contact: str) -> bool:
    """The next sentence says that the party did not answer."""
    sentences = record.annotated.sentences
    if sentence.index + 1 >= len(sentences):
        return False
    later = sentences[sentence.index + 1]
    if (later.document, later.block) != (sentence.document, sentence.block):
        return False
    hits = record.hits("contacts", later)
    answer = {"unanswered"} & hits.keys()
    return bool(answer) and any(c == contact for c, _, _ in parties_of(record, later))
