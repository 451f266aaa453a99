"""The pieces of a sentence that tells of meetings: its days, the words that belong to each, its clauses and numbers."""

from collections.abc import Sequence, Set
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from audit.annotate.model import Sentence
from audit.documents.model import Passage
from audit.facts.record import Record
from audit.facts.talk_days import Anchor
from audit.swedish.model import Token
from audit.swedish.phrases import Hit
from audit.vocabulary import load_vocabulary

IN_PERSON = ("home", "office", "meets", "place")
_INSTITUTIONS = frozenset({"skolan", "förskolan", "fritids"})
_CLOSE = 3  # tokens between an interpreter and the telephone

_LINKED = 3  # tokens between a name and where its bearer was instead
_LINKS = frozenset({"är", "var", "befann", "befinner", "sig", "fortfarande", "redan", "då", "under", "tiden"})
_WHILE = frozenset({"då", "när", "medan", "eftersom", "för"})
_OPENS = frozenset({",", ";", ":", ".", "(", "–", "-", "och", "men", *_WHILE})
_POSSESSIVES = frozenset({"sin", "sitt", "sina", "båda", "de", "något", "några", "att"})
_TURNS = frozenset({";", "men"})
_ABOUT = frozenset({"om", "angående", "ang", "ang.", "rörande", "beträffande", "kring", "gällande", "avseende"})
_PARENTAL = frozenset({"mamma", "mor", "moder", "pappa", "far", "fader", "föräldrar", "make", "maka", "sambo"})
_KIN = frozenset(
    {"bror", "syster", "storebror", "lillebror", "storasyster", "lillasyster", "halvbror", "halvsyster"}
    | {"tvillingbror", "tvillingsyster", "syskon"}
)
_PRONOUNS = frozenset(
    {"han", "hon", "hen", "de", "dom", "ingen", "mamma", "mamman", "modern", "pappa", "pappan", "fadern"}
    | {"föräldrarna", "barnet", "familjen", "båda"}
)
_NEVER = frozenset({"inte", "ej", "aldrig", "icke"})
_HELP = (
    *("stöd", "hjälp", "insats", "behandling", "situation", "våld", "bråk", "vård", "avlastning", "miljö"),
    *("förhållande", "arbete", "bor", "bodde", "vistas", "regler", "rutiner"),
)
_FAMILY = frozenset({"child", "mother", "father", "guardian", "sibling"})
_COUNT = 3  # tokens between a number and what it counts


@dataclass(frozen=True, slots=True)
class Item:
    passage: Passage
    keys: frozenset[str]  # lists of the vocabulary that the words are in
    roles: frozenset[str]  # child, parent, sibling, other
    day: date | None = None
    week: int | None = None
    count: int = 1
    exact: bool = False  # a number is written out
    sum: bool = False  # a number of meetings of every kind
    held: bool = True

    @property
    def with_family(self) -> bool:
        return bool(self.roles & {"child", "parent"}) or ("home" in self.keys and not self.roles & {"sibling", "other"})

    @property
    def in_person(self) -> bool:
        return "remote" not in self.keys

    @property
    def alone(self) -> bool:
        """With the child and no guardian: said in words, or only the child is named with a place or the writer."""
        if "child" not in self.roles or "sibling" in self.roles:
            return False
        if "alone" in self.keys:
            return "with_parent" not in self.keys or "parent" not in self.roles
        if "observed" in self.keys and not self.keys & {"talks", "lone"}:
            return False  # an infant that was looked at in its foster home
        if self.roles & {"parent", "other"} or self.keys & {"home", "with_parent", "children"}:
            return False
        if "unsaid" in self.keys and "lone" not in self.keys:
            return False
        if "came" in self.keys and not self.keys & {"talks", "place", "office", "lone"}:
            return False
        told = bool(self.day or self.week or self.exact or "writer" in self.keys)
        return told and bool(self.keys & {"place", "office", "meets", "talks", "lone"})


def seen(record: Record, sentence: Sentence, start: int, end: int) -> tuple[frozenset[str], frozenset[str]]:
    """The vocabulary's lists and the roles of persons found between two tokens; kept, as many ask twice."""
    place = (sentence.document, *sentence.tokens, start, end)
    kept = record.seen.get(place)
    if kept is None:
        kept = record.seen[place] = _see(record, sentence, start, end)
    return kept


def _see(record: Record, sentence: Sentence, start: int, end: int) -> tuple[frozenset[str], frozenset[str]]:
    inside = {
        key: [h for h in hits if start <= h.start and h.end <= end]
        for key, hits in record.hits("talks", sentence).items()
    }
    where = {at for h in inside.get("place", ()) for at in range(h.start, h.end)}
    text = record.case.documents[sentence.document].text
    others = [h for h in inside.get("others", ()) if h.start not in where]  # "på skolan" is a place
    tokens = record.case.parsed[sentence.document].tokens
    apart = [h for h in others if _is_place(text, tokens, h)]
    inside["others"] = [h for h in others if h not in apart]
    inside["place"] = [*inside.get("place", ()), *apart]  # "Kim, ensam, skolan"
    inside["remote"] = [h for h in inside.get("remote", ()) if not _interpreter(tokens, h)]
    inside["home"] = [h for h in inside.get("home", ()) if not _lives_there(tokens, h, start)]
    inside["family"] = [h for h in inside.get("family", ()) if not _other_family(record, text, tokens, h)]
    keys = {key for key, hits in inside.items() if hits}
    if any(_stays_away(text, tokens, h, end) for h in inside.get("came", ())):
        keys.add("failed")
    if {"alone", "writer"} <= keys:
        keys.discard("foreign")  # "jag hämtade Kim på skolan och vi gick, bara hon och jag"
    names = record.people.roles_by_name
    roles = set()
    away = inside.get("elsewhere", []) + inside.get("absent", [])
    named = [h for key in ("child", "children") for h in inside.get(key, ())]
    for at in range(start, end):
        token = tokens[at]
        role = names.get(token.lower) or (names.get(token.lower[:-1]) if token.lower.endswith("s") else None)
        if role and _is_name(record, sentence, token):
            owned = token.lower not in names and at + 1 < end
            if owned and tokens[at + 1].lower in _KIN:
                roles.add("sibling")  # "Kims bror"
            elif owned and role == "parent" and tokens[at + 1].lower in _PARENTAL:
                inside["parent"] = [h for h in inside.get("parent", ()) if h.start != at + 1]
                roles.add("other")  # "Lisas mor"
            elif role == "child":
                named.append(Hit(role, at, at + 1))
            else:
                roles.add(role)
        elif len(token.lower) == 1 and _is_initial(record, sentence, token):
            named.append(Hit("child", at, at + 1))
    if not inside.get("parent"):
        keys.discard("parent")
    missed = [h for h in named if _is_away(tokens, h, away, start, _visits_home(record, sentence, h, keys))]
    if len(missed) < len(named) or "childtalk" in keys:
        roles.add("child")
    if "childtalk" in keys:
        keys |= {"talks", "alone"}
    without = [h for h in inside.get("parent", ()) if _is_without(tokens, h, start)]
    if "parent" in keys and len(without) < len(inside["parent"]):
        roles.add("parent")
    elif without and not roles:
        roles.add("child")  # "träffades på biblioteket utan sin mamma"
    if "family" in keys:
        roles |= {"parent"} if missed else {"child", "parent"}
    if "others" in keys:
        roles.add("other")
    if "sibling" in keys:
        roles.add("sibling")
    return frozenset(keys), frozenset(roles)


def _other_family(record: Record, text: str, tokens: Sequence[Token], hit: Hit) -> bool:
    """A family by a name of its own, as those who help are called: "familjen Ek"."""
    if tokens[hit.end - 1].lower not in ("familj", "familjen") or hit.end >= len(tokens):
        return False
    name = tokens[hit.end]
    own = {n.lower() for p in record.case.persons if p.role in _FAMILY for n in p.name.split()}
    called = text[name.start].isupper() and name.lower[0].isalpha()
    return called and name.lower not in own and name.lower.removesuffix("s") not in own


def _lives_there(tokens: Sequence[Token], hit: Hit, start: int) -> bool:
    """What is in the home and no visit to it: "stöd i hemmet", "våld i hemmet"."""
    before = tokens[hit.start - 1].lower if hit.start > start else ""
    return tokens[hit.start].lower == "i" and any(before.startswith(w) or before.endswith(w) for w in _HELP)


def _stays_away(text: str, tokens: Sequence[Token], hit: Hit, end: int) -> bool:
    """ "Då kom han inte": the one awaited stands between the verb and its denial."""
    after = tokens[hit.end : min(end, hit.end + 2)]
    if not after or after[-1].lower not in _NEVER:
        return False
    return len(after) == 1 or after[0].lower in _PRONOUNS or text[after[0].start].isupper()


def _is_away(tokens: Sequence[Token], named: Hit, away: Sequence[Hit], first: int, home: bool) -> bool:
    """Named as not being there: "utan barnen", "Kim inte hemma", "hembesök, barnen i skolan", "medan Kim var ute"."""
    before = [t.lower for t in tokens[max(first, named.start - 2) : named.start]]
    if before[-1:] and before[-1] in _ABOUT and home is False and len(before) > 1:
        return True  # "samtal med Lisa om Kim"
    if "utan" in before[-1:] or (before[:1] == ["utan"] and before[-1] in _POSSESSIVES):
        return True
    for hit in away:
        between = [t.lower for t in tokens[named.end : hit.start]]
        if not 0 <= hit.start - named.end <= _LINKED or not all(word in _LINKS for word in between):
            continue
        if hit.key == "absent" or (between and before[-1:] and before[-1] in _WHILE):
            return True
        if home and (not before or before[-1] in _OPENS):
            return True
    return False


def _is_without(tokens: Sequence[Token], hit: Hit, first: int) -> bool:
    """ "utan mamma", "utan sin mamma"."""
    before = [t.lower for t in tokens[max(first, hit.start - 2) : hit.start]]
    return "utan" in before[-1:] or (before[:1] == ["utan"] and before[-1] in _POSSESSIVES)


def _visits_home(record: Record, sentence: Sentence, named: Hit, keys: Set[str]) -> bool:
    """The home is visited where the name stands: in the same piece, or before it in a sentence of one meeting."""
    if "home" in keys or "at_home" in keys:
        return True
    hits = record.hits("talks", sentence)
    visits = [h.end for key in ("home", "at_home") for h in hits.get(key, ()) if h.end <= named.start]
    if not visits or len(record.dates_of(sentence)) > 1:
        return False
    others = [h for key in ("office", "talks", "meets") for h in hits.get(key, ())]
    return not any(max(visits) <= h.start < named.start for h in others)


def _is_place(text: str, tokens: Sequence[Token], hit: Hit) -> bool:
    """A party that only tells where: "Kim, ensam, skolan", "på mormors balkong"."""
    token = tokens[hit.start]
    if token.lower in _INSTITUTIONS:
        return text[max(0, token.start - 2) : token.start].strip(" ")[-1:] in {",", "(", "\t"}
    return token.lower.endswith("s") and tokens[hit.start - 1].lower in {"på", "i", "vid"} if hit.start else False


def _interpreter(tokens: Sequence[Token], hit: Hit) -> bool:
    """It is the interpreter who was on the telephone: "tolk i telefon", "telefontolk"."""
    return any("tolk" in t.lower for t in tokens[max(0, hit.start - _CLOSE) : hit.end])


def _is_initial(record: Record, sentence: Sentence, token: Token) -> bool:
    """Terse notes call the child by its first letter: "promenad m L"."""
    text = record.case.documents[sentence.document].text
    own = record.people.child_name is not None and record.people.child_name[0] == token.lower
    return own and text[token.start].isupper() and text[token.end : token.end + 1] in {" ", ",", ".", ";", ")", ""}


def _is_name(record: Record, sentence: Sentence, token: Token) -> bool:
    return record.case.documents[sentence.document].text[token.start].isupper()


def pieces(record: Record, sentence: Sentence, anchors: Sequence[Anchor]) -> list[tuple[int, int]]:
    """For each day the words that belong to it: those before it, or those after it where the sentence begins so."""
    tokens = record.case.parsed[sentence.document].tokens
    first, last = sentence.tokens
    edges = [first, *(a[1] for a in anchors)]
    before = [(edges[i], anchors[i][0]) for i in range(len(anchors))]
    after = [(a[1], b[0]) for a, b in pairwise([*anchors, (last, last, None, None)])]
    bracketed = [tokens[a[1]].lower == "(" if a[1] < last else False for a in anchors]
    lead_keys, lead_roles = seen(record, sentence, *before[0])
    day_first = not lead_roles and not lead_keys & {*IN_PERSON, "talks", "remote", "others", "came"}
    pieces = []
    for i, anchor in enumerate(anchors):
        if bracketed[i]:
            close = next((k for k in range(anchor[1], last) if tokens[k].lower == ")"), after[i][1])
            end = min(close, after[i][1]) if i + 1 < len(anchors) else close
            start = max([before[i][0], *(k + 1 for k in range(*before[i]) if tokens[k].lower == ")")])
            inside = seen(record, sentence, anchor[1], end)[1]
            if any("tolk" in t.lower for t in tokens[anchor[1] : end]):
                pieces.append((start, max(start, anchor[0])))  # a bracket on the interpreter
                continue
            pieces.append((anchor[1] if inside else start, end))
        elif day_first:
            pieces.append(after[i])
        else:
            start, end = before[i]
            if i and bracketed[i - 1]:
                start = next((k + 1 for k in range(start, end) if tokens[k].lower == ")"), start)
            start = max([start, *(k + 1 for k in range(start, end) if tokens[k].lower in _TURNS)])
            pieces.append((start, end))
    return pieces


def clauses(record: Record, sentence: Sentence) -> list[tuple[int, int]]:
    """The sentence cut at commas, semicolons, and "och" before a number."""
    tokens = record.case.parsed[sentence.document].tokens
    numbers = load_vocabulary("talks")["numbers"]
    first, last = sentence.tokens
    cuts = [first]
    for at in range(first + 1, last - 1):
        joined = tokens[at].lower in {"och", "samt"} and any(
            t.lower in numbers or t.lower.isdigit() for t in tokens[at + 1 : at + 1 + _COUNT]
        )
        if tokens[at].lower in {",", ";", ":"} or joined:
            cuts.append(at + 1)
    return [(a, b) for a, b in pairwise([*cuts, last]) if a < b]


def counted(record: Record, sentence: Sentence, start: int, end: int, *, goes_on: bool) -> int | None:
    """The number of meetings written in the clause: "två hembesök", "tre gånger", and after these "två med Kim"."""
    tokens = record.case.parsed[sentence.document].tokens
    numbers = load_vocabulary("talks")["numbers"]
    sums: list[Hit] = [h for h in record.hits("talks", sentence).get("sum", ()) if start <= h.start < end]
    for at in range(start, end):
        word = tokens[at].lower
        number = numbers.get(word) or (int(word) if word.isdigit() and len(word) <= 2 else None)
        if not number:
            continue
        follows = (
            goes_on and at == start and at + 1 < end and tokens[at + 1].lower in {"med", "av", "hos", "tillsammans"}
        )
        if follows or any(0 < h.start - at <= _COUNT for h in sums):
            return int(number)
    return None
