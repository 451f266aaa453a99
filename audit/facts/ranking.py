"""How far the words around an intervention's name show that the family is to have it: `rank_of(line, hit, zone, …)`."""

from collections.abc import Iterator
from itertools import pairwise

from audit.facts.wording import Line, is_in, is_word, table, words
from audit.facts.zones import Zone
from audit.swedish.phrases import Hit

NAMED, STATED, BEGUN, GRANTED = 1, 2, 3, 4  # shows nothing by itself; proposed or offered; begun; granted
PLACEMENTS = frozenset({"familjehem", "jourhem", "hvb", "stodboende"})
_STATUS_RANK = {"granted": GRANTED, "begun": BEGUN, "proposed": STATED, "offered": STATED, "fits": STATED}
_ADJECTIVES = ("ade", "ad", "at", "iv", "ivt", "iva", "lla", "llt", "ell")
_PURPOSE = (("för", "att"), ("så", "att"))
_PERSONS = ("aren", "arna")  # endings of those who do it: "pedagogen", "behandlaren"
_NEAR = 5  # words between "får" and what is got


def rank_of(line: Line, hit: Hit, zone: Zone, *, sure: bool, labelled: bool) -> int:
    """How far the mention shows that it is to be given; 0 where it does not speak of this at all."""
    # What the proposal begins with is the office's to arrange, wherever it is given.
    arranged = sure and zone == "decide" and _leads(line, hit) and not line.has("answers", "refuses")
    if _of_a_sibling(line, hit) or (_from_another(line, hit) and not arranged):
        return 0
    if labelled and zone in ("plan", "follow", "decide"):
        return STATED if sure else 0
    start, end = line.clause(hit.start)
    rank = max((_STATUS_RANK[cue] for cue in _cues(line, zone) if sure or cue != "fits"), default=0)
    if is_dropped(line, hit):
        return NAMED if zone in ("decide", "plan", "notes") and sure else 0
    if zone not in ("decide", "plan", "follow") and line.has("interventions", "background", start=start, end=end):
        return 0
    leads = zone == "decide" and _leads(line, hit)
    if line.sentence.speaker in ("parent", "child", "other") and rank < GRANTED and is_reported(line) and not leads:
        return NAMED if sure else 0
    acts = line.has("interventions", "office_acts")
    if (
        zone == "body"
        and rank == BEGUN
        and not acts
        and not any(is_in(t, words("interventions", "office")) for t in line.tokens)
    ):
        rank = NAMED
    if line.sentence.planned and zone in ("early", "body", "analysis") and rank == BEGUN:
        rank = NAMED
    if zone == "report":
        # A report tells of others' wishes; only an acute placement is the office's own.
        acute = rank >= BEGUN and hit.key in PLACEMENTS and not line.sentence.planned
        return rank if acute and sure else 0
    if zone == "plan" and rank < BEGUN and sure and hit.key != "annan" and _is_done_there(line, hit):
        return STATED
    begins = zone in ("notes", "early") and line.has("interventions", "started")
    if not rank and (leads or ((zone == "decide" or begins) and _is_got(line, hit))):
        return STATED
    return _by_zone(rank, zone, sure=sure)


def is_dropped(line: Line, hit: Hit) -> bool:
    """Taken back or only thought of, by a word in its clause; what stands in its purpose ("… för att kunna tala om
    sorgen") is what is to be done with it."""
    start, end = line.clause(hit.start)
    for found in line.hits("interventions", "dropped"):
        if start <= found.start and found.end <= end:
            between = [t.lower for t in line.tokens[hit.end : found.start]]
            if not any(pair in _PURPOSE for pair in pairwise(between)):
                return True
    return False


def _is_done_there(line: Line, hit: Hit) -> bool:
    """What a plan says is done, not who does it: "Stödsamtal varannan vecka" but not "socialpedagogen"."""
    person = line.tokens[hit.end - 1].lower
    stands = (
        "hur" in line.sentence.parts or _leads(line, hit) or "\t" in line.text[line.sentence.start : line.sentence.end]
    )
    return stands and not person.endswith(("are", "aren", "arna", "gog", "gogen", "goger", "person", "personen"))


def _leads(line: Line, hit: Hit) -> bool:
    """The proposal begins with it: "Samtal för Kim hos …", "Två träffar med …", "Placering i stödboendet …"."""
    if _is_person(line, hit):
        return False
    if hit.start and line.text[line.tokens[hit.start].start - 1] == "\t":
        return True  # begins a cell of a table
    first = next((i for i, t in enumerate(line.tokens) if t.lower[:1].isalpha() and len(t.lower) > 1), hit.start)
    before = [t for t in line.tokens[first : hit.start] if is_word(t)]
    if any(is_in(t, words("interventions", "not_leading")) for t in before):
        return False
    leading = all(_may_lead(t.lower) or is_in(t, words("interventions", "leading")) for t in before)
    return (len(before) <= 1 or leading) and (line.capital(first) or _after_colon(line, first))


def _is_person(line: Line, hit: Hit) -> bool:
    """Who does it, and not what is given: the definite form, or one with a name or a verb behind it.

    "Hemmahosare fyra morgnar i veckan" is given; "Behandlaren kallar" and "Behandlare Eva Ek" are persons.
    """
    word = line.tokens[hit.start].lower
    if not word.endswith(("are", *_PERSONS)):
        return False
    if word.endswith(_PERSONS) or hit.end >= len(line.tokens) or line.capital(hit.end):
        return True
    return bool(table("interventions", "finite").find(line.tokens, hit.end, min(hit.end + 4, len(line.tokens))))


def _may_lead(word: str) -> bool:
    """A number, or an adjective by its form: "enskilda", "riktad", "familjeinriktat"."""
    return word[:1].isdigit() or (
        len(word) > 5 and word.endswith(("ade", "ad", "at", "iv", "ivt", "iva", "lla", "llt", "ell"))
    )


def _after_colon(line: Line, at: int) -> bool:
    return at > 0 and line.tokens[at - 1].lower == ":"


def _is_got(line: Line, hit: Hit) -> bool:
    """As in "mamman får fem samtal hos …": whoever gets it stands before, and the thing close behind."""
    gets = words("interventions", "gets")
    start, _ = line.clause(hit.start)
    return any(is_in(t, gets) for t in line.tokens[max(start, hit.start - _NEAR) : hit.start])


def _cues(line: Line, zone: Zone) -> Iterator[str]:
    """Words of deciding, proposing or beginning; somebody else's proposal is none of the office's."""
    tokens = line.tokens
    office = words("interventions", "office")
    for hit in line.hits("interventions", "status"):
        before = tokens[hit.start - 1].lower if hit.start else ""
        if hit.key == "granted" and before in ("utan", "inget", "ej", "inte"):
            continue
        if hit.key == "proposed" and tokens[hit.start].lower in ("föreslår", "föreslog", "rekommenderar", "förordar"):
            start, end = line.clause(hit.start)
            if zone != "decide" and not any(is_in(t, office) for t in tokens[start:end]):
                continue
        yield hit.key
    if zone == "decide" and any(h.key.endswith("firm") for h in line.hits("interventions", "answers")):
        yield "offered"  # what was answered to was offered


def is_reported(line: Line) -> bool:
    """The account is somebody else's by the sentence's own words, not only by the one before.

    What is done "enligt" a method or a law behind the office's own proposal is nobody's account.
    """
    told = line.hits("needs", "tells")
    own = min((h.start for h in line.hits("interventions", "own_proposal")), default=None)
    return any(own is None or h.start < own or line.tokens[h.start].lower != "enligt" for h in told)


def _by_zone(rank: int, zone: Zone, *, sure: bool) -> int:
    if zone == "decide":
        return rank or (NAMED if sure else 0)
    if not sure:
        return rank if zone == "analysis" and rank in (STATED, GRANTED) else 0
    if zone == "analysis":
        return rank
    if zone in ("notes", "early"):
        return rank or NAMED
    return rank if rank >= BEGUN else NAMED


def _of_a_sibling(line: Line, hit: Hit) -> bool:
    """The clause names a sibling and neither the child nor a parent: it is the sibling's."""
    start, end = line.clause(hit.start)
    roles = {line.cast.role(t) for t in line.tokens[start:end]}
    if "sibling" in roles and not roles & {"child", "mother", "father", "guardian"}:
        others = {line.cast.role(t) for t in line.tokens}
        return "child" not in others
    return False


def _from_another(line: Line, hit: Hit) -> bool:
    """Given by health care, the school or another authority."""
    start, end = line.clause(hit.start)
    givers = [h for h in line.hits("interventions", "other_giver") if start <= h.start and h.end <= end]
    before = words("interventions", "giver_before")
    for giver in givers:
        if hit.start <= giver.start < hit.end:
            continue
        lead = line.tokens[giver.start - 1] if giver.start > start else None
        if giver.start >= hit.end and lead is not None and (is_in(lead, before) or giver.start - hit.end <= 1):
            return lead.lower not in ("till", "med")
        if giver.start < hit.start and giver.start - start <= 1:
            return True
    return False
