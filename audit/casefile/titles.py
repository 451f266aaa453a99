"""What the words of a heading mean: form, side, domain or part; bears misspellings, another order and extra words."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Any

from audit.casefile.lexicon import NAME, NUMBERING, STOP, Entry, Lexicon, lexicon_of_headings, title_words
from audit.casefile.model import Side
from audit.casefile.stems import Stems
from audit.vocabulary import load_vocabulary

_NO_LEAD = 3  # letters; so short a word says nothing of a heading that goes on
_STEM_WORDS = 8  # a longer line with such a word in it is a sentence

_COMPOUND = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_AND = re.compile(r"\s*[,/&+]\s*|\s[–—-]\s|\s(?:och|samt|med|jämte|inkl\.?|inklusive|o)\s", re.IGNORECASE)
_APART = re.compile(r"\s[–—-]\s|:\s")
# Whose it is says nothing of which domain or part it is; a child's name in the genitive is met in `meaning`.
_WHOSE = frozenset(
    "barnets barnens flickans pojkens ungdomens unges ungas dotterns sonens elevens vår min vårt".split()  # noqa: SIM905
)

_OWN = _WHOSE | frozenset(("din", "ditt", "er", "ert", "familjens", "hans", "hennes", "deras", "den", "här"))


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a heading says it is. Empty fields where its words are in no vocabulary."""

    forms: tuple[str, ...] = ()
    other: bool = False  # a document that is read but is no form
    whole_file: bool = False
    side: Side | None = None
    heads: tuple[int, ...] = ()  # indexes of domains.yaml's `headings`
    parts: tuple[str, ...] = ()  # candidates; the form tells which of them
    below_domain: bool = False
    parents_own: bool = False
    listed: bool = False  # a well-known heading that says none of this
    known: bool = False  # something of the above, or another well-known heading
    whole: bool = False  # the heading says nothing but this
    loose: bool = False  # pieced together: it names domains, but no generation's printed heading
    generation: str | None = None  # a side's heading that only one generation has


def title_meaning(title: str, names: tuple[str, ...] = ()) -> Meaning:
    """What a document's title means; a form's name may also stand later in it ("Kim Ek, genomförandeplan")."""
    means = meaning(title, names)
    if (paired := _paired(title, means, names)) is not None:
        return paired
    if means.forms or means.other or means.whole_file:
        return means
    lexicon = lexicon_of_headings()
    bare = tuple(lexicon.nearest(w, abbreviated=False) for w in title_words(title) if w not in STOP)
    if form := _by_stem(title_words(title)[:1]):
        return replace(means, forms=(form,), known=True)  # the first word before what it is of: "Uppf. genomf.plan"
    for at in range(1, len(bare)):
        found = [e for e in _lead(lexicon, bare[at:]) if e.kind in ("form", "both", "other")]
        if found:
            return _merge(found, whole=False)
    if form := _by_stem(bare):
        return replace(means, forms=(form,), known=True)
    if inside := re.search(r"\(([^)]{3,})\)", title):  # "Det vi har sett (utredning)"
        told_inside = meaning(inside[1], names)
        if told_inside.forms:
            return replace(means, forms=told_inside.forms, known=True)
    others = tuple(w for w in bare if w not in _OWN and not _is_name(w, names)) or bare  # "Kims plan", "Er plan"
    for words in dict.fromkeys((bare, others)):
        for length in range(min(len(words), 5), 0, -1):
            told = [e for e in lexicon.starts.get(words[:length], ()) if e.kind == "title"]
            if told and not means.heads and not means.side:
                form = told[0].value
                return replace(means, forms=(form,) if form else (), other=form is None, known=True)
    return means


def _paired(title: str, means: Meaning, names: tuple[str, ...]) -> Meaning | None:
    """ "Orosanmälan jämte förhandsbedömning", "Uppdrag och insatsplan": each piece may name a form."""
    if len(means.forms) > 1:
        return None
    told = [meaning(p.strip(), names) for p in _AND.split(title) if p.strip()]
    forms = tuple(dict.fromkeys(f for m in told for f in m.forms if not (m.heads or m.side)))
    if len(forms) > 1 and list(forms[:2]) in load_vocabulary("forms")["pairs"]:
        return replace(means, forms=forms[:2], other=False, known=True)
    if (means.other or means.whole_file) and not means.forms and len(forms) == 1:
        return replace(means, forms=forms, other=False, whole_file=False)
    return None


def stem_form(title: str) -> str | None:
    """The form that a single word of a heading tells, wherever it stands ("Tremånadersuppföljning, familjestöd")."""
    return _by_stem(title_words(title))


def _by_stem(words: Iterable[str]) -> str | None:
    return next((form for word in words for form in _form_stems().of(word)), None)


def under_side(head: int) -> Side | None:
    """The only side of the triangle below which this heading of domains.yaml means its domain; None: anywhere."""
    side: Side | None = load_vocabulary("domains")["headings"][head].get("under")
    return side


@lru_cache(maxsize=4096)
def meaning(title: str, names: tuple[str, ...] = ()) -> Meaning:
    """What a heading means; `names` are first names (lower case) that may stand for "barnet" in it."""
    lexicon = lexicon_of_headings()
    words = tuple(NAME if _is_name(w, names) else w for w in title_words(title))
    if not words or len(words) > 16:
        return Meaning()
    short = set(re.findall(r"([^\W\d_]+)\.", title.lower()))
    mended = tuple(w if w in STOP or w == NAME else lexicon.nearest(w, abbreviated=w in short) for w in words)
    bare = tuple(w for w in mended if w not in STOP) or mended
    found = _whole(lexicon, bare, words) or _clipped(lexicon, words, short)
    if found and all(e.kind in ("parents_own", "known") for e in found) and (told := _in_pieces(title, names)):
        return told  # "Mamma och pappa (omsorg, gränser)"
    if found:
        return _merge(found, whole=True)
    several = _in_pieces(title, names) or _several_domains(lexicon, title, names)
    if several:
        return several
    led = _merge(_lead(lexicon, bare), whole=False)
    if led.known or len(words) > _STEM_WORDS:
        return led
    parts = _stem_parts(words)
    if parts:
        return Meaning(parts=parts, known=True)
    heads = _stem_heads(title)
    return Meaning(heads=heads, known=True) if heads else led


def _clipped(lexicon: Lexicon, words: tuple[str, ...], short: set[str]) -> list[Entry]:
    """ "Grundl oms", "Social integr.": words of a known heading, in order, of which some are only begun."""
    bare = tuple(w for w in words if w not in STOP)
    if not bare or (len(bare) == 1 and not (bare[0] in short and len(bare[0]) >= 2)):
        return []
    found: list[tuple[int, int, str, Entry]] = []
    for entry in lexicon.initials.get("".join(w[0] for w in bare), ()):
        full = tuple(w for w in entry.words if w not in STOP)
        if all(
            _is_begun(w, whole, w in short)
            or w == lexicon.nearest(whole, abbreviated=False)
            or lexicon.nearest(w, abbreviated=False) == whole
            for w, whole in zip(bare, full, strict=True)
        ):
            found.append((entry.kind not in ("domain", "side"), sum(map(len, full)), " ".join(full), entry))
    best = min(found, key=lambda f: f[:3], default=None)
    return [f[3] for f in found if best and f[:3] == best[:3]]


def _is_begun(word: str, whole: str, short: bool) -> bool:
    return whole == word or (whole.startswith(word) and (short or len(word) >= 3) and len(whole) >= len(word) + 2)


def _in_pieces(title: str, names: tuple[str, ...]) -> Meaning | None:
    """ "Så har hon det (skola, vänner)", "Föräldrarna – omsorg": one of the pieces says the domain."""
    inside = re.search(r"\(([^)]{3,})\)", title)
    pieces = [title[: inside.start()], inside[1]] if inside else _APART.split(title)
    if len(pieces) < 2:
        return None
    told = [meaning(p.strip(), names) for p in pieces if p.strip()]
    heads = (told[-1].heads if inside else ()) or tuple(dict.fromkeys(h for m in told for h in m.heads))
    if not heads or any(m.forms or m.other or m.parts for m in told):
        return None
    side = next((m.side for m in told if m.side), None)
    return Meaning(heads=heads, side=side, known=True, whole=True, loose=True)


def _stem_heads(title: str) -> tuple[int, ...]:
    """The domains that single words of a free heading tell ("Boendet och pengarna"); "It-säkerhet" is one word."""
    words = _COMPOUND.findall(title.lower())
    heads = tuple(dict.fromkeys(head for word in words for head in _head_stems().of(word)))
    return heads if heads and not _no_domain().any_of(words) else ()


def _stem_parts(words: tuple[str, ...]) -> tuple[str, ...]:
    """The part that one word tells in a heading of no list ("Hur vi tänker om framtiden")."""
    tells, not_these = _part_stems()
    told = {part for word in words for part in tells.of(word)}
    against = {part for word in words for part in not_these.of(word)} if told else set()
    return tuple(part for part in load_vocabulary("parts")["stems"] if part in told - against)


@cache
def _form_stems() -> Stems[str]:
    return Stems(load_vocabulary("forms")["stems"])


@cache
def _head_stems() -> Stems[int]:
    return Stems({index: h.get("words", ()) for index, h in enumerate(load_vocabulary("domains")["headings"])})


@cache
def _no_domain() -> Stems[bool]:
    return Stems({True: load_vocabulary("domains")["no_domain"]})


@cache
def _part_stems() -> tuple[Stems[str], Stems[str]]:
    stems: dict[str, dict[str, list[str]]] = load_vocabulary("parts")["stems"]
    return Stems({p: s["words"] for p, s in stems.items()}), Stems({p: s["but"] for p, s in stems.items()})


def _is_name(word: str, names: tuple[str, ...]) -> bool:
    return word in names or (word.endswith("s") and word[:-1] in names)


def _whole(lexicon: Lexicon, bare: tuple[str, ...], words: tuple[str, ...]) -> list[Entry]:
    found = [e for e in lexicon.sets.get(frozenset(bare), ()) if e.kind != "title"]
    if len({e.value for e in found if e.kind == "form"}) > 1:  # "Uppföljning av plan" is not "Plan och uppföljning"
        found = [e for e in found if e.kind != "form" or e.words[:1] == bare[:1]] or found
    if not found:
        found = list(lexicon.joined.get("".join(w for w in words if w not in STOP), ()))
    if not found and len(bare) > 1:
        rest = tuple(w for w in bare if w not in _WHOSE and w != NAME)
        if rest and rest != bare:
            both = NAME in bare and "och" in words  # "Kim och familjen" is of two sides
            kinds = ("domain", "part") if both else ("domain", "part", "side")
            found = [e for e in lexicon.sets.get(frozenset(rest), ()) if e.kind in kinds]
    return found


def _several_domains(lexicon: Lexicon, title: str, names: tuple[str, ...]) -> Meaning | None:
    """ "Socialt nätverk, boende, arbete och ekonomi": each piece is a domain's heading of its own."""
    pieces = [p for p in re.split(r"[,/&+;]|\b(?:och|samt|o)\b", NUMBERING.sub("", title)) if p.strip(" .:-")]
    if len(pieces) < 2:
        return None
    heads: list[int] = []
    known = True
    for piece in pieces:
        words = tuple(w for w in title_words(piece) if not _is_name(w, names))
        short = set(re.findall(r"([^\W\d_]+)\.", piece.lower()))
        mended = tuple(lexicon.nearest(w, abbreviated=True) for w in words)
        entries = _whole(lexicon, mended, words) or _clipped(lexicon, words, short)
        domains = tuple(e.value for e in entries if e.kind == "domain")
        if not domains:
            domains, known = _stem_heads(piece), False
        if not domains:
            return None
        heads += [d for d in domains if d not in heads]
    return Meaning(heads=tuple(heads), known=True, whole=known, loose=True)


def _lead(lexicon: Lexicon, bare: tuple[str, ...]) -> list[Entry]:
    for length in range(min(len(bare), 6), 0, -1):
        if length == 1 and len(bare) > 1 and len(bare[0]) <= _NO_LEAD:
            return []  # "Hur" alone is a heading, "Hur han mår" is another
        found = [
            e for e in lexicon.starts.get(bare[:length], ()) if e.kind in ("form", "both", "other", "part", "file")
        ]
        if found:
            return found
    return []


def _merge(found: list[Entry], *, whole: bool) -> Meaning:
    if not found:
        return Meaning()
    of: dict[str, list[Any]] = {}
    for entry in found:
        of.setdefault(entry.kind, []).append(entry.value)
    forms = tuple(dict.fromkeys([*(f for pair in of.get("both", []) for f in pair), *of.get("form", [])]))
    side, generation = of["side"][0] if "side" in of else (None, None)
    return Meaning(
        forms=forms,
        other="other" in of,
        whole_file="file" in of,
        side=side,
        heads=tuple(dict.fromkeys(of.get("domain", []))),
        parts=tuple(dict.fromkeys(of.get("part", []))),
        below_domain="below" in of,
        parents_own="parents_own" in of,
        listed="known" in of,
        known=True,
        whole=whole,
        generation=generation,
    )
