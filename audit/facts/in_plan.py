"""Whether the child's own view or wish stands in the decision, a plan or a follow-up (manual §4, `in_plan`).

find_in_plan(annotated) -> tuple[bool | None, tuple[Passage, ...]]

None where the file holds none of these forms and parts; the passages are those that give the view.
"""

from collections.abc import Sequence

from audit.annotate.model import Annotated, Sentence
from audit.documents.model import Passage
from audit.facts.cues import cues_in, is_only_heading, tokens_of
from audit.facts.named import Named
from audit.swedish.model import Token
from audit.swedish.phrases import Hit

_FORMS = frozenset({"genomforandeplan", "vardplan", "uppfoljning"})
_PARTS = frozenset({"beslut", "forslag"})
_PASSIVE = ("s", "ad")  # "föreslås att Kim …", "få det förklarat": nobody of the family says it
_NOTHING = frozenset({"inte", "ingenting", "inget", "ej", "aldrig", "knappt"})  # after "svarade": nothing was said
_SPEECH = frozenset({"ord", "tvåordsmeningar", "treordsmeningar", "meningar", "stavelser"})  # how a small child talks
_WHEREVER = frozenset({"dit", "vart"})  # "kryper dit han vill": no wish
_AIMS = frozenset({"ska", "skall", "bör", "behöver", "måste", "om", "så"})  # just before a view: it is none yet


def find_in_plan(annotated: Annotated) -> tuple[bool | None, tuple[Passage, ...]]:
    """Also where an adult tells it; the investigation's descriptions do not count."""
    inside = [s for s in annotated.sentences if s.forms & _FORMS or s.parts & _PARTS]
    named = Named(annotated)
    told = (s for s in inside if not is_only_heading(annotated, s))
    passages = tuple(annotated.passage(s) for s in told if gives_childs_view(annotated, named, s))
    return (bool(passages) if inside else None), passages


def gives_childs_view(annotated: Annotated, named: Named, sentence: Sentence) -> bool:
    """A view, wish or account of the child, whoever tells it; an aim for the child ("ska trivas") is none."""
    if sentence.heading and not any(c.isalnum() for c in annotated.text(sentence).partition(":")[2]):
        return False  # "Barnets inställning: ____"
    hits = cues_in(annotated, sentence, "wishes", "views")
    if any(h.key == "empty" for h in hits) or _is_aim(annotated, sentence):
        return False
    tokens = tokens_of(annotated, sentence)
    left = []
    for hit in hits:
        before = {t.lower for t in tokens[max(sentence.tokens[0], hit.start - 2) : hit.start]}
        if before & (_AIMS | _WHEREVER):
            continue
        if hit.key == "said" and (tokens[hit.start].lower.endswith(_PASSIVE) or _says_nothing(tokens, hit)):
            continue
        left.append(hit)
        if hit.key == "view" and _is_as_told(named, sentence, hit.start):
            return True
        if hit.key in ("view", "said") and "child" in named.groups(sentence, hit.start, hit.end, acting=True):
            return True
        if hit.key == "noun" and "child" in named.owners(sentence, hit.start, hit.end):
            return True
    return bool(left) and sentence.view_of == "child" and sentence.speaker in ("child", "parent", "other")


def _says_nothing(tokens: Sequence[Token], hit: Hit) -> bool:
    """ "Svarade inte", "hade inget att säga", "säger tio ord"."""
    ahead = [t.lower for t in tokens[hit.end : hit.end + 4]]
    before = [t.lower for t in tokens[max(hit.start - 2, 0) : hit.start]]
    if tokens[hit.start].lemma == "säga" and set(ahead) & _SPEECH:
        return True
    if tokens[hit.start].lemma == "svara" and ahead[:1] == ["mot"]:
        return True  # "svarar mot behoven"
    return ahead[:1] != [] and (ahead[0] in _NOTHING or (before[-1:] == ["att"] and bool(set(before) & _NOTHING)))


def _is_as_told(named: Named, sentence: Sentence, start: int) -> bool:
    """ "Enligt mostern vill hon …" in the part on the child's view: the one told of is the child."""
    if "barnets_installning" not in sentence.parts:
        return False
    after = [m for m in named.mentions(sentence) if m.start == start + 1 and m.pronoun]
    told = [m for m in named.mentions(sentence) if m.end <= start and not m.genitive]
    return bool(after and told) and told[-1].kind not in ("child", "writer")


def _is_aim(annotated: Annotated, sentence: Sentence) -> bool:
    """A goal ("Att Kim trivs i skolan")."""
    words = annotated.text(sentence).lower().lstrip("-–•* 0123456789.").split()
    return bool(words) and (words[0] == "att" or ("mal" in sentence.parts and "ska" in words))
