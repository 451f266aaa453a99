"""Sources that contradict each other: `find_disagreements(annotated) -> tuple[Disagreement, ...]`.

Counted are contradictions about what is or has been, in the investigation; different wishes are none.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from audit.annotate.model import Annotated
from audit.documents.model import Passage
from audit.facts.model import Disagreement
from audit.facts.wording import Line, alike, content, lines, table


@dataclass(slots=True)
class _Matter:
    """One thing that the sources tell differently."""

    lines: list[Line]
    words: set[str]
    weighed: list[Passage]


def find_disagreements(annotated: Annotated) -> tuple[Disagreement, ...]:
    """Contradictions about the child's situation, and whether the writer takes a stand on grounds in the analysis."""
    matters: list[_Matter] = []
    investigation = [
        line for line in lines(annotated) if line.sentence.forms & {"utredning", "analys"} and not line.sentence.heading
    ]
    for line in investigation:
        if not _contradicts(line):
            continue
        words = {w for w in content(line.tokens, line.cast) if not w.startswith("@")}
        same = next((m for m in matters if _same(m, line, words)), None)
        if same is None:
            matters.append(_Matter([line], words, []))
        else:
            same.lines.append(line)
            same.words |= words
    for at, line in enumerate(investigation):
        if "analys" in line.sentence.forms and _takes_stand(investigation, at):
            for matter in matters:
                if _about(matter, line):
                    matter.weighed.append(annotated.passage(line.sentence))
    return tuple(
        Disagreement(bool(m.weighed), (*(annotated.passage(line.sentence) for line in m.lines), *m.weighed[:3]))
        for m in matters
    )


def _contradicts(line: Line) -> bool:
    signs = line.hits("disagreements", "signs")
    if not signs or line.has("disagreements", "wishes"):
        return False
    kinds = {h.key for h in signs}
    # In a description, parents who are at odds may as well disagree on what they want.
    if "apart" in kinds or ("at_odds" in kinds and "analys" in line.sentence.forms):
        return True
    if "denies" in kinds:
        return len(_parties(line)) > 1 or line.sentence.speaker != "writer"
    cut = next((h.start for h in signs if h.key == "contrast"), None)
    if cut is None:
        return False
    told = line.hits("disagreements", "reports")
    left, right = _parties(line, end=cut), _parties(line, start=cut)
    both = any(h.start < cut for h in told) and any(h.start > cut for h in told)
    return both and bool(left) and bool(right - left)


def _parties(line: Line, *, start: int = 0, end: int | None = None) -> set[str]:
    stop = len(line.tokens) if end is None else end
    found = {h.key for h in table("disagreements", "parties").find(line.tokens, start, stop)}
    for token in line.tokens[start:stop]:
        role = line.cast.role(token)
        if role:
            found.add({"professional": "school", "relative": "others"}.get(role, role))
    return found


def _same(matter: _Matter, line: Line, words: set[str]) -> bool:
    here = line.sentence
    if any((o.sentence.document, o.sentence.block) == (here.document, here.block) for o in matter.lines):
        return True
    shared = sum(any(alike(a, b) for b in matter.words) for a in words)
    return bool(words) and shared >= 2 and shared / len(words) >= 0.3


def _takes_stand(investigation: Sequence[Line], at: int) -> bool:
    line = investigation[at]
    if line.sentence.speaker != "writer":
        return False
    if "weighs" in line.sentence.roles and not _contradicts(line):  # naming the dispute takes no stand in it
        return True
    if not line.has("disagreements", "stand"):
        return False
    near = [line]
    for other in (at - 1, at + 1):
        if 0 <= other < len(investigation):
            beside = investigation[other]
            if (beside.sentence.document, beside.sentence.block) == (line.sentence.document, line.sentence.block):
                near.append(beside)
    return any(one.has("disagreements", "grounds") for one in near)


def _about(matter: _Matter, line: Line) -> bool:
    here = line.sentence
    if any((o.sentence.document, o.sentence.block) == (here.document, here.block) for o in matter.lines):
        return True
    words = [w for w in content(line.tokens, line.cast) if not w.startswith("@")]
    if sum(any(alike(a, b) for b in matter.words) for a in words) >= 2:
        return True
    # A stand on what one of them says is a stand on their dispute.
    return bool(_parties(line) & set().union(*(_parties(other) for other in matter.lines)) - {"child"})
