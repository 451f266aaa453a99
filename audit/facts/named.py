"""Whom a sentence names near a cue: the child, the guardians or others, pronouns resolved within the paragraph."""

from audit.annotate.model import Annotated, Mention, Sentence

_GUARDIANS = frozenset({"mother", "father", "parents"})
_FAMILY = frozenset({"familjen", "familjens"})
_OBLIQUE = frozenset({"enligt", "från", "hos", "till", "för", "om", "på", "mot", "av"})  # whom they govern does not act
_GIVEN_TO = frozenset({"till", "för", "med"})
_CLOSE = 6  # tokens between a person and what it is told
_LOOK_BACK = 4  # sentences of the paragraph from which a pronoun may take its meaning
_JOINED = frozenset({"och", "samt", "+", ",", "&", "o", "med", "/"})


class Named:
    """The persons of one case, found sentence by sentence and only where they are asked for."""

    def __init__(self, annotated: Annotated) -> None:
        self._annotated = annotated
        self._found: dict[int, tuple[Mention, ...]] = {}

    def mentions(self, sentence: Sentence) -> tuple[Mention, ...]:
        """All mentions of the sentence in order."""
        if sentence.index not in self._found:
            self._found[sentence.index] = _with_family(self._annotated, sentence)
        return self._found[sentence.index]

    def groups(self, sentence: Sentence, start: int, end: int, *, acting: bool = False) -> frozenset[str]:
        """`child`, `parents` or both: whom the cue at these tokens is about; empty where it is about somebody else.

        `acting`: only who does it; what the writer says or asks is not about the person that comes after.
        """
        named = [m for m in self.mentions(sentence) if not m.genitive]
        if acting:
            tokens = self._annotated.case.parsed[sentence.document].tokens
            named = [m for m in named if m.start >= start or tokens[m.start - 1].lower not in _OBLIQUE]
        near = _nearest(named, start, end, acting=acting)
        if near is None:
            return frozenset()
        if acting and near.kind == "writer" and sentence.speaker in ("child", "parent"):
            return frozenset({"child" if sentence.speaker == "child" else "parents"})  # "Mor: jag vill …"
        joined = [near, *_joined_with(self._annotated, sentence, named, near)]
        return frozenset(filter(None, (group_of(m) for m in joined)))

    def owners(self, sentence: Sentence, start: int, end: int) -> frozenset[str]:
        """Whose the noun at these tokens is: the last genitive beside it ("på mammans begäran", "Elins mål")."""
        owners = [m for m in self.mentions(sentence) if m.genitive and start - 2 <= m.start <= end]
        return frozenset(filter(None, (group_of(owners[-1]),))) if owners else frozenset()

    def after(self, sentence: Sentence, start: int) -> frozenset[str]:
        """The group named next after these tokens, and who is named in one breath ("ansökan av mor och far")."""
        named = [m for m in self.mentions(sentence) if not m.genitive and m.kind != "writer"]
        first = next((m for m in named if m.start >= start), None)
        if first is None:
            return frozenset()
        joined = [first, *_joined_with(self._annotated, sentence, named, first)]
        return frozenset(filter(None, (group_of(m) for m in joined)))

    def receivers(self, sentence: Sentence, start: int, end: int) -> frozenset[str]:
        """Who is told something: governed by till, för or med after the cue, or else standing close before it."""
        tokens = self._annotated.case.parsed[sentence.document].tokens
        named = [m for m in self.mentions(sentence) if not m.genitive and m.kind != "writer"]
        given = [
            m
            for m in named
            if m.start >= max(start, 1)
            and tokens[m.start - 1].lower in _GIVEN_TO
            and not (m.kind == "professional" and tokens[m.start - 1].lower == "med")  # "with an interpreter"
        ]
        close = [m for m in named if m.start < end and start - m.end <= _CLOSE]
        later = [m for m in named if m.start >= end]
        told = [m for m in named if m.start == end]  # "mamman har informerat Kim"
        near = next((found[0] for found in (told, given, close[::-1], later) if found), None)
        if near is None:
            return frozenset()
        joined = [near, *_joined_with(self._annotated, sentence, named, near)]
        return frozenset(filter(None, (group_of(m) for m in joined)))

    def any_groups(self, sentence: Sentence) -> frozenset[str]:
        """`child`, `parents` or both, wherever in the sentence; not those who only own something."""
        return frozenset(filter(None, (group_of(m) for m in self.mentions(sentence) if not m.genitive)))

    def before(self, sentence: Sentence) -> frozenset[str]:
        """The group that the sentences just before it in the paragraph speak of, for sentences without a subject."""
        for one in reversed(self._paragraph(sentence)[:-1]):
            subjects = [m for m in self.mentions(one) if not m.genitive]
            if subjects:
                return frozenset(filter(None, (group_of(subjects[0]),)))
        return frozenset()

    def _paragraph(self, sentence: Sentence) -> list[Sentence]:
        found = [sentence]
        while len(found) <= _LOOK_BACK and found[0].index > 0:
            one = self._annotated.sentences[found[0].index - 1]
            if (one.document, one.section, one.block) != (sentence.document, sentence.section, sentence.block):
                break
            found.insert(0, one)
        return found


def _with_family(annotated: Annotated, sentence: Sentence) -> tuple[Mention, ...]:
    """ "Familjen" is the guardians, where it is said to know, want or agree."""
    found, tokens = sentence.mentions, annotated.case.parsed[sentence.document].tokens
    taken = {i for m in found for i in range(m.start, m.end)}
    family = [
        Mention(i, i + 1, "parents", genitive=tokens[i].lower.endswith("s"))
        for i in range(*sentence.tokens)
        if tokens[i].lower in _FAMILY and i not in taken
    ]
    return tuple(sorted((*found, *family), key=lambda m: m.start)) if family else found


def group_of(mention: Mention) -> str | None:
    """`child`, `parents` or None."""
    return "child" if mention.kind == "child" else "parents" if mention.kind in _GUARDIANS else None


def _nearest(named: list[Mention], start: int, end: int, *, acting: bool) -> Mention | None:
    """The subject of the cue: inside it, or the last one before it, or the first after it."""
    inside = [m for m in named if start <= m.start < end and m.kind != "writer"]
    before = [m for m in named if m.end <= start]
    after = [m for m in named if m.start >= end]
    if acting and after and after[0].start == end and not (before and before[-1].end >= start - 2):
        return after[0]  # inverted: "… säger pappa"
    if before and (acting or before[-1].kind != "writer"):
        return before[-1]
    others = inside or [m for m in after if m.kind != "writer"] or [m for m in before if m.kind != "writer"]
    return others[0] if others else None


def _joined_with(annotated: Annotated, sentence: Sentence, named: list[Mention], near: Mention) -> list[Mention]:
    """Those named in one breath with it: "mor och Elin", "Elin, Karin och Olle"."""
    tokens = annotated.case.parsed[sentence.document].tokens
    found: list[Mention] = []
    for step in (-1, 1):
        at, edge = near, named.index(near)
        while 0 <= edge + step < len(named):
            other = named[edge + step]
            first, second = (other, at) if step < 0 else (at, other)
            between = {tokens[i].lower for i in range(first.end, second.start)}
            if not between or len(between) > 3 or not between & _JOINED or any(len(w) > 12 for w in between):
                break
            found.append(other)
            at, edge = other, edge + step
    return found
