"""What makes a passage an answer to a need: the way in which it is said to meet it, or why nothing is done."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from audit.facts.matter import Matter, matter_of
from audit.facts.wording import Line, content, is_in, words
from audit.facts.zones import Zone
from audit.swedish.model import Token
from audit.vocabulary import load_vocabulary

_LABEL = re.compile(r"^\s*(?:behov\s*)?([a-h]|\d{1,2})\s*[).:]\s", re.I)
_NAMED_LABELS = re.compile(
    r"\bbehov(?:et|en)?\s+(?:nr\.?\s*)?((?:(?:[a-h]|\d{1,2})\b(?:\s*(?:,|och|samt|&|\+)\s*)?)+)", re.I
)
# A need called by its place: "det första möts genom …", "för att möta det andra behovet", "Till 3: …".
_BY_PLACE = re.compile(
    r"(?:^\W*(?:och\s+|för\s+|till\s+)?det\s+(första|andra|tredje|fjärde|femte|sjätte|sista|förstnämnda|sistnämnda)"
    r"(?=\s*[:,–-]|\s+(?:är|löses|hanteras|åtgärdas|gäller|ska|skall|får|kan|lämnas|kommer|bör|svarar|\w+s)\b)"
    r"|\b(första|andra|tredje|fjärde|femte|sjätte|sista|förstnämnda|sistnämnda)\s+(?:behovet|punkten))",
    re.I,
)
_TO = r"(?:till|ad|avseende|angående|gällande|för|på|om)"
_POINT = r"(?:behov|punkt|p\.?|nr\.?)"
_AT_HEAD = re.compile(rf"^\W*(?:{_TO}\s+{_POINT}|{_TO}|{_POINT})\s*([a-h]|\d{{1,2}})\s*[:)]\s", re.I)
_ORDINALS = {
    "första": "1", "förstnämnda": "1", "andra": "2", "tredje": "3", "fjärde": "4", "femte": "5", "sjätte": "6",
    "sista": "sist", "sistnämnda": "sist",
}  # fmt: skip
_ABOUT = frozenset({"för", "om", "kring", "rörande", "gällande", "avseende", "angående", "beträffande", "mot"})
_LEADS = frozenset({"som", "att", "där", "när", "om", "och", "samt", ","})
_FINITE = frozenset(
    {
        "är",
        "ska",
        "skall",
        "skulle",
        "kan",
        "får",
        "har",
        "blir",
        "går",
        "ger",
        "tar",
        "ser",
        "vet",
        "slipper",
        "finns",
        "så",
    }
)
_LAW = re.compile(r"\b\d+\s*(?:kap|§)", re.I)


@dataclass(frozen=True, slots=True)
class Statement:
    """Sentences that belong together and may answer a need."""

    lines: tuple[Line, ...]
    matter: Matter
    types: frozenset[str]  # the interventions it speaks of
    argues: bool = False  # says in which way, or is a goal
    refuses: bool = False  # says that nothing is done, and why
    points_back: bool = False  # names the need as a need
    goal: str | None = None
    points_at: frozenset[str] = frozenset()  # the letters or numbers of the needs that it names
    item: bool = False  # the whole of one proposal, not a sentence or clause of it
    decided: bool = False  # stands in the proposal or the decision
    named: bool = False  # names the intervention itself, not only by the plan that it stands in
    known: bool = True  # speaks of an intervention, a goal or a plan that is known as such


def says_way(line: Line) -> bool:
    """Says what it is to do: a word of purpose, or what stands behind the name ("…, där de övar …", "…: lugn")."""
    if line.has("answers", "purpose"):
        return True
    names = {h.end for t in ("types", "loose") for h in line.hits("interventions", t)}
    if not names:
        return False
    behind = line.tokens[max(names) - 1].end
    told = line.text.find("\t", behind, line.sentence.end)
    # The next cell of a table: need | intervention | how.
    if told >= 0 and len(content((t for t in line.tokens if t.start > told), line.cast)) > 1:
        return True
    leads = words("answers", "leads_to_matter")
    for i in range(min(names), len(line.tokens) - 1):
        word = line.tokens[i].lower
        if word == ":" or (word in ("där", "då") and line.tokens[i - 1].lower == ","):
            return bool(content(line.tokens[i + 1 :], line.cast))
        if is_in(line.tokens[i], leads) and (
            names & {i, i - 1, i - 2} or line.tokens[i + 1].lower in ("det", "de", "den")
        ):
            return bool(content(line.tokens[i + 1 : i + 6], line.cast))
    return False


def without_listing(line: Line) -> Sequence[Token]:
    """The sentence without what it only enumerates ("för språket, för vännerna, för läxorna"): that names no way."""
    tokens = line.tokens
    starts = [
        i
        for i in range(1, len(tokens) - 1)
        if tokens[i].lower in _ABOUT and tokens[i + 1].lower not in ("att", "det", "den", "de")
    ]
    alike = [i for i in starts if tokens[i].lower == tokens[starts[0]].lower]
    if len(alike) < 3 or any(tokens[i - 1].lower not in (",", "och", "samt") for i in alike[1:]):
        return tokens
    ends = [next((k for k in range(i, len(tokens)) if tokens[k].lower in (",", "och", "samt", ".")), i) for i in alike]
    listed = {k for i, end in zip(alike, ends, strict=True) for k in range(i, end)}
    return [t for k, t in enumerate(tokens) if k not in listed]


def clauses(line: Line) -> list[Sequence[Token]]:
    """The parts of a sentence that each tell of a matter: cut at signs and where "och" joins two of them."""
    tokens = line.tokens
    parts: list[Sequence[Token]] = []
    start = 0
    for i in range(2, len(tokens) - 2):
        word = tokens[i].lower
        cut = word in (",", ";", ":", "men") or (word in ("och", "samt") and _verb_follows(tokens, i))
        if cut and len(content(tokens[start:i], line.cast)) > 1:
            parts.append(tokens[start:i])
            start = i + 1
    rest = tokens[start:]
    if parts and len(content(rest, line.cast)) < 2:
        parts[-1] = tokens[tokens.index(parts[-1][0]) :]
    else:
        parts.append(rest)
    return parts


def _verb_follows(tokens: Sequence[Token], at: int) -> bool:
    """Whether a clause begins after "och": "… och får till kvällarna", not "tvätt och sängkläder"."""
    for token in tokens[at + 1 : at + 4]:
        word = token.lower
        if word in _LEADS:
            return word == "att"
        if word in _FINITE or (word.endswith("r") and not word.endswith("or") and token.lemma == word[:-2] + "a"):
            return True
        if word.endswith("ar") and token.lemma == word[:-1]:
            return True
    return False


def made_for(statement: Statement) -> frozenset[str]:
    """The matters that the interventions of the statement are made for."""
    listed = load_vocabulary("answers")["made_for"]
    if statement.types == frozenset({"annan"}) or not statement.known:
        return frozenset(map(str, load_vocabulary("answers")["matters"]))  # made for whatever it says
    return frozenset(str(matter) for kind in statement.types for matter in listed[kind])


def labels_named(line: Line) -> frozenset[str]:
    """As in "för behov b", "svarar mot behov 1 och 3", "Till 2: …" or "Det första möts genom …"."""
    text = line.text[line.sentence.start : line.sentence.end]
    named = {
        label
        for found in _NAMED_LABELS.finditer(text)
        if not _LAW.match(found.group(1))
        for label in re.findall(r"[a-h]|\d+", found.group(1).lower())
    }
    named.update(_ORDINALS[(found.group(1) or found.group(2)).lower()] for found in _BY_PLACE.finditer(text))
    head = _AT_HEAD.match(text)
    return frozenset(named | {head.group(1).lower()} if head else named)


def label_of(text: str) -> str | None:
    """The letter or number under which a need is listed."""
    found = _LABEL.match(text)
    return found.group(1).lower() if found else None


def states_need(line: Line, needed: set[tuple[int, int]]) -> bool:
    """Whether a need was read from the sentence."""
    sentence = line.sentence
    return any(d == sentence.document and sentence.start <= s < sentence.end for d, s in needed)


def find_refusals(
    block: Sequence[Line], zone: Zone, needed: set[tuple[int, int]], named: Mapping[int, frozenset[str]]
) -> Iterator[Statement]:
    """Says that nothing is done about something, and why, here or in the next sentence of the paragraph."""
    free = [line for line in block if not named.get(line.sentence.index)]
    for at, line in enumerate(free):
        if not _refuses(line, zone) or (states_need(line, needed) and not _goes_on(line)):
            continue
        pair = [line]
        if not line.has("answers", "because"):
            if at + 1 == len(free) or not free[at + 1].has("answers", "because"):
                continue
            pair.append(free[at + 1])
        # "Vården ger X. Någon insats ges därför inte för detta."
        if at and free[at - 1].has("interventions", "other_giver") and not states_need(free[at - 1], needed):
            pair.insert(0, free[at - 1])
        tokens = [t for one in pair for t in one.tokens]
        back = any(one.has("answers", "points_back") for one in pair)
        labels = frozenset(label for one in pair for label in labels_named(one))
        yield Statement(
            tuple(pair), matter_of(tokens, line.cast), frozenset(), refuses=True, points_back=back, points_at=labels
        )


def _refuses(line: Line, zone: Zone) -> bool:
    """In an analysis only what speaks of measures, or of who else meets the need."""
    if line.has("answers", "refuses"):
        return True
    if zone == "analysis":
        return False
    # "Habiliteringen arbetar redan med …"
    elsewhere = line.has("interventions", "other_giver") and any(t.lower == "redan" for t in line.tokens)
    return elsewhere or line.has("answers", "refuses_there")


def _goes_on(line: Line) -> bool:
    """The need and who else meets it in one sentence: "Kim behöver …, vilket tillgodoses av …"."""
    return any(
        line.tokens[i].lower in (",", ";", "men") for h in line.hits("answers", "refuses") for i in range(h.start)
    )
