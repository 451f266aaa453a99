"""Lines become one line of text: a line end is a space, and a hyphen at a line end goes or stays.

pdfium hides a hyphen at a line end in U+FFFE (U+0002 by the character); typesetters write U+2010 or U+00AD there.
"""

import re
from collections.abc import Sequence
from functools import cached_property

HIDDEN = "\ufffe"  # the sign that stands for a hyphen at a line end, in a piece of text that is to be joined
_HYPHENS = "-\u2010\u00ad\ufffe\x02"
_LAST_WORD = re.compile(r"[^\W_]+$")
_FIRST_WORD = re.compile(r"[^\W_]+")
_WORD = re.compile(r"[^\W_]+(?:[-\u2010][^\W_]+)*")
_PARTED = re.compile(r"[a-zåäöé](?:[\ufffe\x02]|[-\u2010\u00ad]\s*\n)[a-zåäöé]")
_VOWEL = re.compile("[aeiouyåäöéü]", re.IGNORECASE)
_PAIRING = {"och", "eller", "samt", "respektive", "resp", "till", "som", "men", "and"}  # för- och nackdelar
_OF_THEIR_OWN = {"icke", "ex"}  # beginnings that keep their hyphen by the rules of spelling


class Words:
    """The words of one file, as a witness of how it spells a word that a line end has parted."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts = texts
        self._found: set[str] | None = None

    @cached_property
    def parted_are_rare(self) -> bool:
        """Most line ends of the file were made without parting words."""
        parted = sum(len(_PARTED.findall(text)) for text in self._texts)
        return parted < 0.04 * sum(text.count("\n") for text in self._texts)

    def __contains__(self, word: str) -> bool:
        if self._found is None:
            self._found = set()
            for text in self._texts:
                self._found.update(found.lower().replace("\u2010", "-") for found in _WORD.findall(text))
        return word.lower() in self._found


def join_lines(lines: Sequence[str], words: Words, *, breaks_show: bool = False) -> str:
    """One line of text; `breaks_show`: the file keeps the space at a line end, so that none means none."""
    parts: list[str] = []
    for line in filter(None, (line.strip("\n") for line in lines)):
        if parts:
            parts[-1], line = _ends(parts[-1], line.lstrip(), words, breaks_show)
        parts.append(line)
    return "".join(parts).rstrip().replace(HIDDEN, "-").replace("\x02", "-")


def ends_parted(line: str) -> bool:
    """The line ends in a hyphen inside a word or number, so that it goes on in the next one."""
    return line[-1:] in _HYPHENS and line[-2:-1].isalnum()


def _ends(before: str, after: str, words: Words, breaks_show: bool) -> tuple[str, str]:
    """The two lines, with what belongs between them at the end of the first."""
    bare = before.rstrip()
    if not bare or not after:
        return bare, after
    if before[-1] in _HYPHENS:
        parted, follows = _LAST_WORD.search(before[-60:-1]), _FIRST_WORD.match(after)
        if parted and follows:
            return before[:-1] + _between(parted[0], follows[0], before[-1], words), after
    if before != bare or not breaks_show:
        # Numbers and dates are parted after their dash or stroke: 4–5, 2014/15.
        is_tight = before == bare and after[0].isdigit() and re.search(r"\d[–/]$", bare[-2:])
    else:
        is_tight = re.search(r"\S[/–—]$", bare[-2:])
    return bare + ("" if is_tight else " "), after


def _between(start: str, end: str, sign: str, words: Words) -> str:
    """What stands between two parts of a parted word: nothing, a hyphen, or a hyphen and a space."""
    if end.lower() in _PAIRING:
        return "" if start + end in words or _is_swedish(start + end) else "- "
    if start[-1].isdigit() or not end[0].islower() or (len(start) > 1 and start.isupper()):
        return "-"
    if start + end in words:
        return ""
    if f"{start}-{end}" in words or start.lower() in _OF_THEIR_OWN:
        return "-"
    if sign not in "-\ufffe\x02":
        return ""  # U+2010 and U+00AD are written only where a word is parted
    if len(start) == 1 or not _VOWEL.search(start):
        return "-"  # e-post, tv-spel: no syllable that a word could be parted after
    if _is_swedish(start + end):
        return ""
    # Where words are hardly ever parted, the hyphen is the writer's own: november-december.
    return "-" if words.parted_are_rare and _is_swedish(start) and _is_swedish(end) else ""


def _is_swedish(word: str) -> bool:
    import simplemma  # 0.3 s, and hardly ever asked

    return simplemma.is_known(word.lower(), lang="sv")
