"""The cues that stand in a sentence, and whether it says anything beside its heading.

The lists that nearly every sentence is asked for are one table, looked up once for each sentence and kept for the case.
"""

from collections.abc import Mapping, Sequence
from functools import cache

from audit.annotate.model import Annotated, Sentence
from audit.facts.wording import kept
from audit.swedish.model import Token
from audit.swedish.phrases import Hit, PhraseTable
from audit.vocabulary import load_vocabulary

_TOGETHER = (
    ("contacts", "parties"),
    ("contacts", "places"),
    ("contacts", "words"),
    ("entry", "sip"),
    ("entry", "worker_titles"),
    ("events", "words"),
    ("follow_up", "booked"),
    ("follow_up", "elsewhere"),
    ("follow_up", "held"),
    ("follow_up", "not_held"),
    ("follow_up", "noun"),
    ("follow_up", "responsible"),
    ("follow_up", "void"),
    ("heeded", "signs"),
    ("participation", "about"),
    ("participation", "declined"),
    ("participation", "events"),
    ("talks", "words"),
    ("wishes", "ask"),
    ("wishes", "kind"),
    ("wishes", "views"),
)
_ASKED_OFTEN = frozenset(_TOGETHER)
_Range = tuple[int, int, int]  # a document and a half-open range of its tokens


def cues_in(annotated: Annotated, sentence: Sentence, name: str, part: str) -> Sequence[Hit]:
    """Hits of one part of a vocabulary in the sentence; their ranges count tokens of its document."""
    list_ = (name, part)
    if list_ not in _ASKED_OFTEN:
        return word_table(name, part).find(tokens_of(annotated, sentence), *sentence.tokens)
    found = _of_case(annotated)
    place = (sentence.document, *sentence.tokens)
    cues = found.get(place)
    if cues is None:
        cues = found[place] = _look_up(annotated, sentence)
    return cues.get(list_, ())


@cache
def word_table(name: str, part: str = "words") -> PhraseTable:
    """The lists under `part` of a vocabulary as one table keyed by the lists' names; a bare list by its own."""
    return PhraseTable(_lists(name, part))


def _lists(name: str, part: str) -> dict[str, list[str]]:
    listed = load_vocabulary(name)[part]
    return listed if isinstance(listed, dict) else {part: listed}


def _look_up(annotated: Annotated, sentence: Sentence) -> Mapping[tuple[str, str], Sequence[Hit]]:
    parted: dict[tuple[str, str], list[Hit]] = {}
    keys = _keys()
    for hit in _together().find(tokens_of(annotated, sentence), *sentence.tokens):
        list_, key = keys[hit.key]
        parted.setdefault(list_, []).append(Hit(key, hit.start, hit.end))
    return parted


@kept
def _of_case(annotated: Annotated) -> dict[_Range, Mapping[tuple[str, str], Sequence[Hit]]]:
    return {}


@cache
def _keys() -> Mapping[str, tuple[tuple[str, str], str]]:
    """Each key of the joint table with the place of its list and its key there."""
    return {f"{number} {key}": (place, key) for number, place in enumerate(_TOGETHER) for key in _lists(*place)}


@cache
def _together() -> PhraseTable:
    return PhraseTable({joint: _lists(*place)[key] for joint, (place, key) in _keys().items()})


def tokens_of(annotated: Annotated, sentence: Sentence) -> tuple[Token, ...]:
    """All tokens of the sentence's document, in which its range and the hits count."""
    return annotated.case.parsed[sentence.document].tokens


def is_only_heading(annotated: Annotated, sentence: Sentence) -> bool:
    """A heading or label without a text of its own; "Uppföljning: den 4 juni, Berit kallar" has one."""
    if not sentence.heading:
        return False
    section = annotated.case.sections[sentence.section]
    row = annotated.case.documents[sentence.document].blocks[sentence.block].kind == "row"
    beyond = (
        section.heading is not None and sentence.start <= section.heading[0] and sentence.end > section.heading[1] + 2
    )
    labelled = any(t.lower == ":" for t in tokens_of(annotated, sentence)[sentence.tokens[0] : sentence.tokens[1] - 2])
    return row or not (beyond or labelled)
