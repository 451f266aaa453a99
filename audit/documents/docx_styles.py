"""What the styles of a Word file say of its paragraphs and runs, each combination looked up once.

Headings go by the style's name, through `basedOn`: Swedish Word writes the id `Rubrik1` with the name `heading 1`.
"""

import re
from dataclasses import dataclass
from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

_VAL, _STYLE_ID, _DEFAULT = W + "val", W + "styleId", W + "default"
_BOLD, _SIZE, _RUN_STYLE, _FONTS, _HIDDEN = W + "b", W + "sz", W + "rStyle", W + "rFonts", W + "vanish"
_PARAGRAPH_STYLE, _NUMBERED, _OUTLINE, _SHADE, _FILL = (
    W + "pStyle",
    W + "numPr",
    W + "outlineLvl",
    W + "shd",
    W + "fill",
)
_RUN_PROPERTIES, _DELETED, _ASCII, _HANSI = W + "rPr", W + "del", W + "ascii", W + "hAnsi"
_Key = tuple[str | None, str | None, str | None, str | None, bool]
_NO_PROPERTIES: _Key = (None, None, None, None, False)
_HEADING = re.compile(r"(?:heading|rubrik) ?([1-9])(?!\d)")
_OFF = ("0", "false", "off", "none")
_BODY_LEVEL = 9  # Word's outline level of running text
_NO_FILL = ("", "auto", "FFFFFF", "ffffff", "nil")


# Looks are compared as objects: each combination is made once, and hashing their fields would cost more than reading.
@dataclass(frozen=True, slots=True, eq=False)
class RunLook:
    """Bold, size in points, whether the text is hidden, and its font where that is one of signs."""

    bold: bool
    size: float | None
    hidden: bool
    font: str


@dataclass(frozen=True, slots=True, eq=False)
class ParagraphLook:
    """What a paragraph is, by its style and its own properties."""

    level: int | None  # of a heading, 1 = highest
    is_list: bool
    is_contents: bool  # a line of the table of contents
    shaded: bool
    mark_deleted: bool  # the next paragraph continues it
    run: RunLook  # of its text where a run says nothing else


@dataclass(frozen=True, slots=True)
class _Style:
    name: str
    based_on: str | None
    outline: int | None
    is_list: bool | None
    shaded: bool
    bold: bool | None
    size: float | None
    hidden: bool | None


class WordStyles:
    """The styles of one file."""

    def __init__(self, root: Any) -> None:
        self._elements: dict[str, Any] = {}  # read when first asked for: a file defines many more than it uses
        self._styles: dict[str, _Style] = {}
        self._default: str | None = None
        self._size: float | None = None
        self._paragraphs: dict[_Key, ParagraphLook] = {}
        self._runs: dict[tuple[ParagraphLook | str | None, ...], RunLook] = {}
        if root is None:
            return
        self._size = _size_of(root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr"))
        for element in root.iterchildren(W + "style"):
            style_id = element.get(_STYLE_ID)
            if style_id is not None:
                self._elements[style_id] = element
            if element.get(_DEFAULT) in ("1", "true", "on") and element.get(W + "type") == "paragraph":
                self._default = style_id

    def of_paragraph(self, properties: Any) -> ParagraphLook:
        """The look of a paragraph with these `w:pPr`, or None."""
        key = _NO_PROPERTIES
        if properties is not None:
            key = _paragraph_key(properties)
        if (known := self._paragraphs.get(key)) is None:
            known = self._paragraphs[key] = self._resolve_paragraph(*key)
        return known

    def of_run(self, properties: Any, paragraph: ParagraphLook) -> RunLook:
        """The look of a run with these `w:rPr` in such a paragraph."""
        style = bold = size = hidden = None
        font = ""
        for child in properties:
            tag = child.tag
            if tag == _BOLD:
                bold = child.get(_VAL) or "1"
            elif tag == _SIZE:
                size = child.get(_VAL)
            elif tag == _RUN_STYLE:
                style = child.get(_VAL)
            elif tag == _FONTS:
                font = _sign_font(child)
            elif tag == _HIDDEN:
                hidden = child.get(_VAL) or "1"
        if style is bold is size is hidden is None and not font:
            return paragraph.run
        key = (paragraph, style, bold, size, hidden, font)
        if (known := self._runs.get(key)) is None:
            known = self._runs[key] = self._resolve_run(paragraph.run, style, bold, size, hidden, font)
        return known

    def _chain(self, style_id: str | None) -> list[_Style]:
        """The style and those it is based on, nearest first."""
        chain: list[_Style] = []
        seen: set[str] = set()
        while style_id in self._elements and style_id not in seen:
            seen.add(style_id)
            if style_id not in self._styles:
                self._styles[style_id] = _read_style(self._elements[style_id])
            chain.append(self._styles[style_id])
            style_id = chain[-1].based_on
        return chain

    def _resolve_paragraph(
        self, style_id: str | None, outline: str | None, numbering: str | None, fill: str | None, mark_deleted: bool
    ) -> ParagraphLook:
        chain = self._chain(style_id if style_id in self._elements else self._default)
        level = None
        if outline is not None and outline.isdecimal():
            level = int(outline) + 1 if int(outline) < _BODY_LEVEL else None
        else:
            level = next((found for style in chain if (found := _level(style)) is not None), None)
            level = level or None
        listed = next((style.is_list for style in chain if style.is_list is not None), False)
        if numbering is not None:
            listed = numbering != "0"
        bold = next((style.bold for style in chain if style.bold is not None), False)
        size = next((style.size for style in chain if style.size is not None), self._size)
        hidden = next((style.hidden for style in chain if style.hidden is not None), False)
        shaded = fill not in _NO_FILL if fill is not None else any(style.shaded for style in chain)
        contents = any(re.match(r"toc \d|innehåll \d", style.name) for style in chain)
        return ParagraphLook(level, listed, contents, shaded, mark_deleted, RunLook(bold, size, hidden, ""))

    def _resolve_run(
        self, of: RunLook, style_id: str | None, bold: str | None, size: str | None, hidden: str | None, font: str
    ) -> RunLook:
        is_bold, points, is_hidden = of.bold, of.size, of.hidden
        chain = self._chain(style_id)
        # Bold and hidden are toggles: set in both the paragraph's and the run's style they cancel out.
        if next((style.bold for style in chain if style.bold is not None), False):
            is_bold = not is_bold
        if next((style.hidden for style in chain if style.hidden is not None), False):
            is_hidden = not is_hidden
        points = next((style.size for style in chain if style.size is not None), points)
        if bold is not None:
            is_bold = bold not in _OFF
        if hidden is not None:
            is_hidden = hidden not in _OFF
        return RunLook(is_bold, _points(size) or points, is_hidden, font)


def is_shade(shade: Any) -> bool:
    """Whether a `w:shd` colours what it stands on."""
    if shade is None:
        return False
    return shade.get(W + "fill", "") not in _NO_FILL or shade.get(_VAL, "clear") not in ("clear", "nil")


def is_on(element: Any) -> bool:
    """Whether a switch like `w:vanish` or `w:checked` is there and on."""
    return element is not None and value_of(element, "1") not in _OFF


def value_of(element: Any, default: str = "") -> str:
    """The `val` attribute, in Word's own or the element's namespace."""
    found = element.get(_VAL)
    if found is None:
        found = element.get(element.tag.partition("}")[0] + "}val")
    return default if found is None else str(found)


def _read_style(element: Any) -> _Style:
    named, based = element.find(W + "name"), element.find(W + "basedOn")
    name = value_of(named).lower() if named is not None else ""
    paragraph, run = element.find(W + "pPr"), element.find(W + "rPr")
    outline = numbering = None
    shaded = False
    if paragraph is not None:
        _, outline, numbering, fill, _ = _paragraph_key(paragraph)
        shaded = fill is not None and fill not in _NO_FILL
    listed = None if numbering is None else numbering != "0"
    if listed is None and name.startswith("list ") and name != "list paragraph":
        listed = True
    bold = hidden = None
    if run is not None:
        bold = None if run.find(W + "b") is None else is_on(run.find(W + "b"))
        hidden = None if run.find(W + "vanish") is None else is_on(run.find(W + "vanish"))
    return _Style(
        name=name,
        based_on=value_of(based) if based is not None else None,
        outline=int(outline) if outline is not None and outline.isdecimal() else None,
        is_list=listed,
        shaded=shaded,
        bold=bold,
        size=_size_of(run),
        hidden=hidden,
    )


def _level(style: _Style) -> int | None:
    """The heading level that one style gives; 0 says that it is running text whatever it is based on."""
    if style.outline is not None:
        return style.outline + 1 if style.outline < _BODY_LEVEL else 0
    if found := _HEADING.match(style.name):
        return int(found[1])
    return 1 if style.name == "title" else None


def _paragraph_key(properties: Any) -> _Key:
    style = outline = numbering = fill = None
    mark_deleted = False
    for child in properties:
        tag = child.tag
        if tag == _PARAGRAPH_STYLE:
            style = child.get(_VAL)
        elif tag == _NUMBERED:
            number = child.find(W + "numId")
            numbering = "0" if number is not None and number.get(_VAL) == "0" else "1"
        elif tag == _OUTLINE:
            outline = child.get(_VAL)
        elif tag == _SHADE:
            fill = child.get(_FILL)
        elif tag == _RUN_PROPERTIES:
            mark_deleted = next(child.iterchildren(_DELETED), None) is not None
    return style, outline, numbering, fill, mark_deleted


def _sign_font(fonts: Any) -> str:
    """The font that a `w:rFonts` names, where it is one of signs; else nothing."""
    name = fonts.get(_ASCII) or fonts.get(_HANSI) or ""
    return name if name.startswith(("Wingdings", "Symbol")) else ""


def _size_of(properties: Any) -> float | None:
    if properties is None:
        return None
    size = properties.find(W + "sz")
    return None if size is None else _points(size.get(_VAL))


def _points(half_points: str | None) -> float | None:
    try:
        return float(half_points) / 2 if half_points else None
    except ValueError:
        return None
