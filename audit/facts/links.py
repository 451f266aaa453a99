"""Which need is answered by what: `find_links(annotated, needs, goals, interventions) -> Linked`.

`Linked` holds the same needs, goals and interventions with their answers filled in, and the pairs (need, intervention).
A need is argued where a passage that names what is to be done, or a goal, takes up its matter and says in which way;
it is general where such a passage only stands there, and refused with a reason where the file says why nothing is done.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from audit.annotate.model import Annotated
from audit.documents.model import Passage
from audit.facts.answering import find_statements
from audit.facts.left_over import by_clause, by_faint_tie, by_order
from audit.facts.matter import Matter, Overlap, Rarity, matter_of, taken_up
from audit.facts.model import Answer, Goal, Intervention, Need
from audit.facts.pointed import by_holder, by_label, by_therefore, named_loosely
from audit.facts.ways import Statement, made_for
from audit.facts.wording import Line, lines
from audit.swedish.model import Token

LEAST = 0.3  # share of a need's matter that an answer must take up
LEAST_TOLD = 0.25  # … where its purpose is told, and touches two of the need's matters
LEAST_GOAL = 0.2  # … for a goal in the need's own word
LEAST_REFUSED = 0.2  # a refusal names its matter briefly: "Umgänget är tingsrättens sak …"
BESIDE = 0.75  # share of the best need's score that another need must reach to be answered by the same passage
CLEAR = 0.4  # share at which a need is meant though another is taken up more
_GROUNDS = frozenset({"eftersom", "då", "vilket", "medan", "men", "annars"})
_SUBJECTS = frozenset({"det", "han", "hon", "hen", "de", "då", "annars"})
_ORDER: dict[Answer, int] = {"none": 0, "general": 1, "refused_with_reason": 2, "argued": 3}


@dataclass(frozen=True, slots=True)
class Linked:
    """Needs with answers, goals and interventions with needs, and the argued pairs (need id, intervention id)."""

    needs: tuple[Need, ...]
    goals: tuple[Goal, ...]
    interventions: tuple[Intervention, ...]
    links: tuple[tuple[str, str], ...]


def find_links(
    annotated: Annotated, needs: Sequence[Need], goals: Sequence[Goal], interventions: Sequence[Intervention]
) -> Linked:
    """Pairs needs with what is said to meet them, and tells which are refused with a reason or left general."""
    if not needs:
        return Linked((), tuple(goals), tuple(interventions), ())
    every = lines(annotated)
    rarity = Rarity(every)
    wanted = {need.id: _matter(annotated, need, every[0]) for need in needs}
    answers = _Answers(needs)
    statements = list(find_statements(annotated, needs, goals, interventions))
    pairs: dict[tuple[str, str], None] = {}
    of_goals: dict[str, dict[str, None]] = {}
    met: dict[int, list[str]] = {}
    for place, statement in enumerate(statements):
        if not statement.known:
            continue
        for need_id, overlap in _met(statement, wanted, rarity):
            kind = _kind(statement, overlap)
            met.setdefault(place, []).append(need_id)
            answers.note(need_id, kind, _shown(annotated, statement, wanted[need_id], rarity))
            if kind == "argued":
                pairs.update(((need_id, i.id), None) for i in interventions if i.type in statement.types)
                if statement.goal:
                    of_goals.setdefault(statement.goal, {})[need_id] = None
    for need_id, statement in by_label(annotated, needs, statements):
        said: Answer = "refused_with_reason" if statement.refuses else "argued"
        answers.note(need_id, said, annotated.passage(statement.lines[0].sentence))
        kinds = statement.types or named_loosely(statement)
        pairs.update(((need_id, i.id), None) for i in interventions if i.type in kinds)
    for need_id, statement in by_holder(annotated, needs, statements):
        answers.note(need_id, "refused_with_reason", annotated.passage(statement.lines[0].sentence))
    for need_id, intervention, passage in by_therefore(annotated, every, needs, interventions):
        answers.note(need_id, "argued", passage)
        pairs[need_id, intervention] = None
    for need_id, statement in _left_for(answers.open(), met, statements, wanted, rarity):
        answers.note(need_id, "argued", _shown(annotated, statement, wanted[need_id], rarity))
        pairs.update(((need_id, i.id), None) for i in interventions if i.type in statement.types)
    motivated = frozenset(intervention for _, intervention in pairs)
    for need_id, intervention, statement in by_faint_tie(
        annotated, answers.open(), needs, motivated, statements, wanted, interventions, rarity
    ):
        answers.note(need_id, "argued", _shown(annotated, statement, wanted[need_id], rarity))
        pairs[need_id, intervention] = None
    for need_id, statement in by_clause(answers.open(), met, statements, wanted, rarity):
        answers.note(need_id, "argued", _shown(annotated, statement, wanted[need_id], rarity))
        pairs.update(((need_id, i.id), None) for i in interventions if i.type in statement.types)
    for need_id, theirs, statement in by_order(answers.open(), needs, met, statements, interventions):
        reply: Answer = "refused_with_reason" if statement.refuses else "argued"
        answers.note(need_id, reply, _shown(annotated, statement, wanted[need_id], rarity))
        pairs.update(((need_id, intervention), None) for intervention in theirs)
    for statement in statements:
        if statement.known:
            continue
        # What bears no name that a list holds comes last: it answers what nothing else does.
        left = {need_id: wanted[need_id] for need_id in answers.open()}
        found = _met(statement, left, rarity) if left else []
        best = max((overlap.share for _, overlap in found), default=0.0)
        for need_id in [n for n, overlap in found if overlap.share == best or overlap.literal > 1]:
            answers.note(need_id, "argued", _shown(annotated, statement, wanted[need_id], rarity))
    links = tuple(sorted(pairs, key=lambda p: (int(p[0][1:]), int(p[1][1:]))))
    return Linked(
        answers.filled(),
        tuple(replace(g, needs=tuple(of_goals.get(g.id, ()))) for g in goals),
        tuple(replace(i, needs=tuple(n for n, other in links if other == i.id)) for i in interventions),
        links,
    )


def _shown(annotated: Annotated, statement: Statement, need: Matter, rarity: Rarity) -> Passage:
    """The sentence of the statement that takes up most of the need; of equals, the first."""
    best = max(statement.lines, key=lambda line: taken_up(need, matter_of(line.tokens, line.cast), rarity).share)
    return annotated.passage(best.sentence)


class _Answers:
    """The strongest answer to each need, with the passages of that strength."""

    def __init__(self, needs: Sequence[Need]) -> None:
        self._needs = needs
        self._found: dict[str, tuple[Answer, list[Passage]]] = {need.id: ("none", []) for need in needs}

    def note(self, need_id: str, kind: Answer, passage: Passage) -> None:
        """Keeps an answer unless a stronger one is known."""
        known, passages = self._found[need_id]
        if _ORDER[kind] > _ORDER[known]:
            self._found[need_id] = (kind, [passage])
        elif kind == known and passage not in passages:
            passages.append(passage)

    def open(self) -> list[str]:
        """The needs that nothing is said to meet and nothing refuses."""
        return [need_id for need_id, (kind, _) in self._found.items() if _ORDER[kind] < _ORDER["refused_with_reason"]]

    def filled(self) -> tuple[Need, ...]:
        """The needs with their answers."""
        return tuple(
            replace(need, answer=self._found[need.id][0], answered_by=tuple(self._found[need.id][1]))
            for need in self._needs
        )


def _kind(statement: Statement, overlap: Overlap) -> Answer:
    if statement.refuses:
        return "refused_with_reason"
    # What is given in the need's own words says in which way, also without a word of purpose.
    return "argued" if statement.argues or (statement.types and statement.named and overlap.literal >= 2) else "general"


def _matter(annotated: Annotated, need: Need, any_line: Line) -> Matter:
    """What the need is about: the words after "behöver" or "behov av", else all of the passage."""
    place = need.passage
    tokens = [t for t in annotated.case.parsed[place.document].tokens if place.start <= t.start and t.end <= place.end]
    cue = next((i for i, t in enumerate(tokens) if t.lemma in ("behöva", "behov")), None)
    after = tokens[cue + 1 :] if cue is not None else tokens
    # What follows as a ground ("…, eftersom …") is not what is needed.
    cut = next((i for i in range(3, len(after)) if after[i - 1].lower == "," and _is_ground(after, i)), None)
    after = after[:cut]
    found = matter_of(after, any_line.cast)
    # "Trygghet är det Kim behöver": the matter stands before the verb.
    return found if found.telling or found.plain else matter_of(tokens, any_line.cast)


def _is_ground(tokens: Sequence[Token], at: int) -> bool:
    """Begins a clause that gives the ground: ", eftersom …", ", för det är hon som …"."""
    word = tokens[at].lower
    following = tokens[at + 1].lower if at + 1 < len(tokens) else ""
    return word in _GROUNDS or (word in ("för", "ty") and following in _SUBJECTS)


def _met(statement: Statement, wanted: Mapping[str, Matter], rarity: Rarity) -> list[tuple[str, Overlap]]:
    """The needs that the passage takes up; one that it takes up much less than another is not meant."""
    found = {need_id: taken_up(matter, statement.matter, rarity) for need_id, matter in wanted.items()}
    scores = {need_id: _score(overlap, statement) for need_id, overlap in found.items()}
    first = max(scores, key=lambda need_id: scores[need_id])
    best = scores[first]
    return [
        (need_id, found[need_id])
        for need_id, score in scores.items()
        if (score >= BESIDE * best or _meant_too(wanted[need_id], found[need_id], found[first], statement))
        and _enough(found[need_id], score, statement)
    ]


def _left_for(
    open_needs: Sequence[str],
    met: Mapping[int, Sequence[str]],
    statements: Sequence[Statement],
    wanted: Mapping[str, Matter],
    rarity: Rarity,
) -> Iterator[tuple[str, Statement]]:
    """Taken up less than another need which something else is given for: then it is this one that is meant."""
    given: dict[str, set[str]] = {}
    for place, theirs in met.items():
        for need_id in theirs:
            given.setdefault(need_id, set()).update(statements[place].types if statements[place].argues else ())
    for need_id in open_needs:
        for place, theirs in met.items():
            one = statements[place]
            if not (one.argues and one.types and one.decided) or len(one.lines) > 1:
                continue
            overlap = taken_up(wanted[need_id], one.matter, rarity)
            others = all(given.get(other, set()) - one.types for other in theirs)
            if others and overlap.literal and _enough(overlap, _score(overlap, one), one):
                yield need_id, one
                break


def _meant_too(need: Matter, overlap: Overlap, best: Overlap, statement: Statement) -> bool:
    """Said outright beside another need: the same act and the same person, or the act that the other need lacks."""
    # "… vilket svarar mot behoven av mat och av sömn" takes up every need that it touches.
    if statement.points_back and (overlap.literal or overlap.related) and _several(statement):
        return True
    if not statement.argues or not overlap.literal:
        return False
    if overlap.share >= CLEAR and overlap.kin:
        return True
    # Of a whole paragraph one sentence may say in which way and another only name the next need.
    head = next((word for word in need.telling if not word.startswith("@")), None)
    return len(statement.lines) == 1 and overlap.share >= LEAST_TOLD and head in overlap.met - best.met


def _several(statement: Statement) -> bool:
    return any(t.lower in ("behoven", "dessa") for line in statement.lines for t in line.tokens)


def _score(overlap: Overlap, statement: Statement) -> float:
    return overlap.share + (0.15 if overlap.related & made_for(statement) else 0.0)


def _enough(overlap: Overlap, score: float, statement: Statement) -> bool:
    if statement.points_back and overlap.literal:
        return True
    # A goal in which the same person is to do the same thing is meant, though the need says more.
    if statement.refuses and (overlap.literal or overlap.related):
        return score >= LEAST_REFUSED
    if overlap.literal >= 2 or (statement.goal and overlap.literal and overlap.kin):
        return True
    related = overlap.related & made_for(statement) or len(overlap.related) > 1 or (overlap.related and overlap.kin)
    telling = overlap.literal or related or overlap.plain >= 3
    if statement.goal and overlap.literal:
        return score >= LEAST_GOAL
    return bool(telling) and score >= (LEAST_TOLD if statement.argues and len(overlap.related) > 1 else LEAST)
