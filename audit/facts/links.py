"""Which need is answered by what: `find_links(annotated, needs, goals, interventions) -> Linked`.

`Linked` holds the same needs, goals and interventions with their answers filled in, and the pairs (need, intervention).
A need is argued where a passage that names what is to be done, or a goal, takes up its matter and says in which way;
it is general where such a passage only stands there, and refused with a reason where the file says why nothing is done.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from audit.annotate.model import Annotated, Sentence
from audit.documents.model import Passage
from audit.facts.matter import Rarity, matter_of, taken_up
from audit.facts.mentions import Mention, find_mentions
from audit.facts.model import Answer, Goal, Intervention, Need
from audit.facts.wording import Cast, Line, lines

LEAST = 0.3  # share of a need's matter that an answer must take up
BESIDE = 0.75  # share of the best need's score that another need must reach to be answered by the same sentence


@dataclass(frozen=True, slots=True)
class Linked:
    """Needs with answers, goals and interventions with needs, and the argued pairs (need id, intervention id)."""

    needs: tuple[Need, ...]
    goals: tuple[Goal, ...]
    interventions: tuple[Intervention, ...]
    links: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class _Statement:
    """A sentence, with its neighbours in the paragraph, that may answer a need."""

    line: Line
    matter: tuple[str, ...]
    types: frozenset[str]  # the interventions it speaks of
    argues: bool  # says in which way, or is a goal
    refuses: bool
    goal: str | None


def find_links(
    annotated: Annotated, needs: Sequence[Need], goals: Sequence[Goal], interventions: Sequence[Intervention]
) -> Linked:
    """Pairs needs with what is said to meet them, and tells which are refused with a reason or left general."""
    if not needs:
        return Linked((), tuple(goals), tuple(interventions), ())
    every = lines(annotated)
    cast = every[0].cast
    rarity = Rarity(every, cast)
    wanted = {need.id: _need_matter(annotated, every, need, cast) for need in needs}
    stated = _statements(annotated, every, needs, goals, interventions)
    answers: dict[str, tuple[Answer, list[Passage]]] = {need.id: ("none", []) for need in needs}
    pairs: dict[tuple[str, str], None] = {}
    of_goals: dict[str, dict[str, None]] = {}
    for statement in stated:
        for need_id in _met(statement, needs, wanted, rarity):
            kind: Answer = "argued" if statement.argues and not statement.refuses else "general"
            if statement.refuses:
                kind = "refused_with_reason"
            _note(answers, need_id, kind, annotated.passage(statement.line.sentence))
            if kind == "argued":
                for one in interventions:
                    if one.type in statement.types:
                        pairs[need_id, one.id] = None
                if statement.goal:
                    of_goals.setdefault(statement.goal, {})[need_id] = None
    for need_id, one, passage in _following(annotated, every, needs, interventions):
        _note(answers, need_id, "argued", passage)
        pairs[need_id, one] = None
    links = tuple(sorted(pairs, key=lambda p: (int(p[0][1:]), int(p[1][1:]))))
    return Linked(
        tuple(replace(n, answer=answers[n.id][0], answered_by=tuple(answers[n.id][1])) for n in needs),
        tuple(replace(g, needs=tuple(of_goals.get(g.id, ()))) for g in goals),
        tuple(replace(i, needs=tuple(n for n, other in links if other == i.id)) for i in interventions),
        links,
    )


_ORDER = {"none": 0, "general": 1, "refused_with_reason": 2, "argued": 3}


def _note(answers: dict[str, tuple[Answer, list[Passage]]], need_id: str, kind: Answer, passage: Passage) -> None:
    """The strongest answer holds; passages of the same strength are kept beside each other."""
    known, passages = answers[need_id]
    if _ORDER[kind] > _ORDER[known]:
        answers[need_id] = (kind, [passage])
    elif kind == known and passage not in passages:
        passages.append(passage)


def _need_matter(annotated: Annotated, every: Sequence[Line], need: Need, cast: Cast) -> tuple[str, ...]:
    place = need.passage
    tokens = [
        t
        for t in annotated.case.parsed[place.document].tokens
        if place.start <= t.start and t.end <= place.end and t.lemma not in ("behöva", "behov")
    ]
    return matter_of(tokens, cast)


def _statements(
    annotated: Annotated,
    every: Sequence[Line],
    needs: Sequence[Need],
    goals: Sequence[Goal],
    interventions: Sequence[Intervention],
) -> list[_Statement]:
    mentions = find_mentions(annotated)
    types = {i.type for i in interventions}
    by_block: dict[tuple[int, int], list[Mention]] = {}
    by_section: dict[int, set[str]] = {}
    by_document: dict[int, set[str]] = {}
    for mention in mentions:
        if mention.type not in types:
            continue
        sentence = mention.line.sentence
        by_block.setdefault((sentence.document, sentence.block), []).append(mention)
        if sentence.heading:
            by_section.setdefault(sentence.section, set()).add(mention.type)
        if mention.zone == "plan":
            by_document.setdefault(sentence.document, set()).add(mention.type)
    goal_at = {(g.passage.document, g.passage.start): g.id for g in goals}
    needed = {(n.passage.document, n.passage.start) for n in needs}
    found = []
    for line in every:
        sentence = line.sentence
        zone = _place(sentence)
        if zone is None:
            continue
        goal = next(
            (goal_at[k] for k in goal_at if k[0] == sentence.document and sentence.start <= k[1] < sentence.end), None
        )
        if (sentence.document, sentence.start) in needed and not goal:
            continue
        if sentence.heading and not goal:
            continue
        near = by_block.get((sentence.document, sentence.block), [])
        before = {m.type for m in near if m.line.sentence.index <= sentence.index}
        here = {m.type for m in near if m.line.sentence.index == sentence.index}
        speaks = here or before or by_section.get(sentence.section, set())
        if not speaks and zone == "plan":
            named = by_document.get(sentence.document, set())
            speaks = named if len(named) == 1 else set()
        refuses = _refuses(line, every)
        if not (speaks or goal or zone == "plan" or refuses):
            continue
        argues = bool(goal) or line.has("answers", "purpose") or (bool(before) and not here and zone == "decide")
        found.append(_Statement(line, matter_of(line.tokens, line.cast), frozenset(speaks), argues, refuses, goal))
    return found


def _place(sentence: Sentence) -> str | None:
    """Where an answer may stand: a plan, the proposal and decision, or the analysis."""
    if sentence.forms & {"genomforandeplan", "vardplan"}:
        return "plan"
    if sentence.forms & {"utredning", "analys"}:
        if sentence.parts & {"forslag", "beslut", "mal"}:
            return "decide"
        return "analysis" if "analys" in sentence.forms else None
    return None


def _refuses(line: Line, every: Sequence[Line]) -> bool:
    """Says that nothing is done about it, and why, here or in the next sentence of the paragraph."""
    if not line.has("answers", "refuses"):
        return False
    if line.has("answers", "because"):
        return True
    at = line.sentence.index + 1
    following = every[at] if at < len(every) else None
    return (
        following is not None
        and (following.sentence.document, following.sentence.block) == (line.sentence.document, line.sentence.block)
        and following.has("answers", "because")
    )


def _met(statement: _Statement, needs: Sequence[Need], wanted: dict[str, tuple[str, ...]], rarity: Rarity) -> list[str]:
    scores = {need.id: taken_up(wanted[need.id], statement.matter, rarity) for need in needs}
    best = max(scores.values())
    return [need for need, score in scores.items() if score >= LEAST and score >= BESIDE * best]


def _following(
    annotated: Annotated, every: Sequence[Line], needs: Sequence[Need], interventions: Sequence[Intervention]
) -> list[tuple[str, str, Passage]]:
    """A need, and in the next sentence "Därför föreslås …": the file itself says that the one meets the other."""
    by_sentence: dict[int, list[Need]] = {}
    for line in every:
        for need in needs:
            p = need.passage
            if p.document == line.sentence.document and line.sentence.start <= p.start < line.sentence.end:
                by_sentence.setdefault(line.sentence.index, []).append(need)
    mentions: dict[int, set[str]] = {}
    for mention in find_mentions(annotated):
        mentions.setdefault(mention.line.sentence.index, set()).add(mention.type)
    found = []
    for index, stated in by_sentence.items():
        following = every[index + 1] if index + 1 < len(every) else None
        if len(stated) != 1 or following is None or index - 1 in by_sentence and index + 1 not in mentions:
            continue
        if following.sentence.block != every[index].sentence.block or not following.has(
            "answers", "therefore", end=min(8, len(following.tokens))
        ):
            continue
        same = every[index - 1] if index else None
        if same and same.sentence.index in by_sentence and same.sentence.block == every[index].sentence.block:
            continue
        for one in interventions:
            if one.type in mentions.get(index + 1, set()):
                found.append((stated[0].id, one.id, annotated.passage(following.sentence)))
    return found
