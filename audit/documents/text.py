"""Plain text and light Markdown: the encoding found, hard-wrapped lines joined, lists and tables seen."""

import codecs
import hashlib
import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

from audit.documents.draft import BULLET, Draft, unreadable
from audit.documents.model import Aside, BlockKind, Document, Style

SUFFIXES = (".txt", ".md")

_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_TWICE = re.compile("Ã[¥¤¶…„–]")
_EIGHT_BITS = ("cp1252", "cp850", "mac_roman")  # Windows, DOS exports, old Macs
_LINE_END = re.compile("\r\n|[\n\r\x0b\x85\u2028]")
_RULE = re.compile(r"[-_=*~.+#\s]{3,}")  # a line drawn with signs
_NUMBERED = re.compile(r"\d{1,2}[.)]\s+\S")
_LABEL = re.compile(r"[A-ZÅÄÖ][^.:!?]{1,40}:(?:\s|$)")  # "Namn: Kim Ek"
_AND = re.compile(r"(?:och|eller|samt|respektive)\b")
_NARROWEST, _WIDEST = 50, 132  # columns at which editors wrap by themselves
_BOLD = Style(bold=True)


def read(path: Path, name: str) -> Document:
    """The file in the encoding that its bytes show; one that shows none is unreadable."""
    content = path.read_bytes()
    sha256 = hashlib.sha256(content).hexdigest()
    text = decode(content)
    if text is None:
        return unreadable(name, sha256, "unreadable_encoding")
    into = markdown_to_document if path.suffix.lower() == ".md" else plain_to_document
    return into(text, name, sha256=sha256)


def decode(content: bytes) -> str | None:
    """UTF-8 and UTF-16 with or without BOM, else the eight-bit code page that gives the most Swedish letters."""
    text = _decoded(content)
    if text is None:
        return None
    text = text.rstrip("\x1a\x00")  # DOS ends a file with Ctrl-Z
    return None if re.search("[\x00-\x08\x0e-\x1f]", text) else text


def plain_to_document(text: str, name: str, *, sha256: str = "") -> Document:
    """A paragraph a line, or a run of lines where the file is hard-wrapped."""
    draft = Draft()
    table = 0
    runs = list(_runs(text))
    width = _width(runs)
    for run in runs:
        lines = [line.strip() for line in (_joined(run, width) if width is not None else run)]
        for index, line in enumerate(lines):
            beside = lines[max(index - 1, 0) : index] + lines[index + 1 : index + 2]
            if "\t" in line and any("\t" in other for other in beside):
                table += not (index and "\t" in lines[index - 1])
                draft.add_row(line.split("\t"), table=table - 1)
            elif _RULE.fullmatch(line):
                continue
            elif BULLET.match(line) or (_NUMBERED.match(line) and any(map(_NUMBERED.match, beside))):
                draft.add("list_item", line)
            else:
                draft.add("paragraph", line)
    return draft.document(name, sha256)


def markdown_to_document(text: str, name: str, *, sha256: str = "") -> Document:
    """Markdown's headings, lists, tables and bold beginnings; signs of emphasis go."""
    draft = Draft()
    aside: list[Aside] = []
    text = text.removeprefix("\ufeff")
    if front := re.match(r"---\n(.*?)\n---\n", text, re.DOTALL):
        aside.append(Aside("header", front[1]))
        text = text[front.end() :]
    table, in_table = -1, False
    for line in _LINE_END.split(text):
        line = line.strip()
        was, in_table = in_table, line.startswith("|")
        if in_table:
            table += not was
            cells = [cell.strip() for cell in line.strip("|").split("|")]
            if not all(re.fullmatch(r":?-*:?", cell) for cell in cells):
                draft.add_row([_plain(cell) for cell in cells], table=table)
        elif heading := re.match(r"(#{1,6})\s+(.*?)\s*#*$", line):
            draft.add("heading", _plain(heading[2]), level=len(heading[1]))
        elif not _RULE.fullmatch(line):
            kind: BlockKind = "list_item" if BULLET.match(line) or _NUMBERED.match(line) else "paragraph"
            lead = re.match(r"(?:[-*•–]\s+)?\*\*(.+?)\*\*", line)
            whole = lead is not None and lead.end() == len(line)
            draft.add(kind, _plain(line), lead=_plain(lead[0]) if lead else "", style=_BOLD if whole else Style())
    return draft.document(name, sha256, aside=aside)


def _decoded(content: bytes) -> str | None:
    for bom, encoding in _BOMS:
        if content.startswith(bom):
            return content.decode(encoding, errors="replace")
    sample = content[:4000]
    if b"\x00" in sample:
        # Western text in UTF-16 has a zero in every other byte.
        even, odd = sample[::2].count(0), sample[1::2].count(0)
        if max(even, odd) * 2 < len(sample) * 0.7:
            return None
        return content.decode("utf-16-le" if odd > even else "utf-16-be", errors="replace")
    try:
        return _once_decoded(content.decode("utf-8"))
    except UnicodeDecodeError:
        return _mostly_utf8(content) or _eight_bits(content)


def _once_decoded(text: str) -> str:
    """The text itself, where a program took its UTF-8 for Windows' code page and encoded it again ("fÃ¶rÃ¤lder")."""
    if len(_TWICE.findall(text)) < 3 or re.search("[åäöÅÄÖ]", text):
        return text
    try:
        return text.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return text


def _mostly_utf8(content: bytes) -> str | None:
    """UTF-8 with a few stray bytes of Windows, as where two files were pasted together."""
    pieces, at, strays = [], 0, 0
    while at < len(content):
        try:
            pieces.append(content[at:].decode("utf-8"))
            break
        except UnicodeDecodeError as fault:
            pieces.append(content[at : at + fault.start].decode("utf-8"))
            pieces.append(content[at + fault.start : at + fault.end].decode("cp1252", errors="replace"))
            at, strays = at + fault.end, strays + 1
            if strays > 20:
                return None
    text = "".join(pieces)
    return text if sum(letter > "\x7f" for letter in text) > 3 * strays else None


def _eight_bits(content: bytes) -> str | None:
    best, most = None, -1
    for encoding in _EIGHT_BITS:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        swedish = len(re.findall("[åäöéÅÄÖ]", text)) - len(re.findall("[^\x00-\x7fåäöéÅÄÖüèàÉ–’”“…§•]", text))
        if swedish > most:
            best, most = text, swedish
    return best


def _runs(text: str) -> Iterator[list[str]]:
    """Lines that stand together, parted by blank lines and page breaks; they keep what they are indented by."""
    run: list[str] = []
    for line in _LINE_END.split(text.replace("\x0c", "\n\n")):
        line = line.rstrip()
        if line:
            run.append(line)
        elif run:
            yield run
            run = []
    if run:
        yield run


def _width(runs: Sequence[Sequence[str]]) -> int | None:
    """The column at which the file is hard-wrapped; None where its lines end where their writer ended them."""
    lengths = [len(line) for run in runs for line in run]
    within = [length for length in lengths if length <= _WIDEST]
    if len(within) < len(lengths) * 0.95:
        return None  # paragraphs stand on one line each, however long
    pairs = [pair for run in runs for pair in pairwise(run) if not _begins(pair[1])]
    # An editor's lines end within a word of the edge; lines copied from a page, with letters of unlike width, near it.
    for edge, share in ((1.0, 0.6), (0.85, 0.75)):
        width = int(max(within, default=0) * edge)
        full = [line for line, following in pairs if _is_full(line, following, width)]
        ended = sum(line.endswith((".", "!", "?", ":")) for line in full)
        if width >= _NARROWEST and len(full) >= max(3, len(pairs) * share) and ended < len(full) * 0.5:
            return width
    return None


def _is_full(line: str, following: str, width: float) -> bool:
    """Whether the next line's first word would not have fitted on this one: then an editor broke it, not the writer."""
    return len(line) + 1 + len(following.split(maxsplit=1)[0]) > width


def _begins(line: str) -> bool:
    """Whether the line begins something of its own: a list item, a cell, a label."""
    line = line.lstrip()
    return bool(BULLET.match(line) or _NUMBERED.match(line) or _LABEL.match(line) or "\t" in line)


def _joined(run: Sequence[str], width: int) -> list[str]:
    """The lines of a hard-wrapped file as paragraphs; a line that had room left stays a line."""
    lines = [run[0]]
    for before, line in pairwise(run):
        words = line.lstrip()
        goes_on = not before.endswith((".", "!", "?", ":")) and _is_full(before, line, width * 0.9)
        if _begins(line) or "\t" in before or not (goes_on or _is_full(before, line, width)):
            lines.append(line)
        elif re.search(r"\w-$", before) and words[0].islower() and not _AND.match(words):
            # No editor cuts words, so the hyphen is the word's own: e-post, not epost.
            lines[-1] += words
        else:
            lines[-1] += " " + words
    return lines


def _plain(text: str) -> str:
    text = re.sub(r"\*\*(.+?)\*\*", r"\1", text)
    return re.sub(r"(?<![\w*])\*([^*\s][^*]*)\*(?![\w*])", r"\1", text)
