"""Moves in the XML of Word files: what a control holds, which of two versions is shown, the rows of a table."""

from collections.abc import Iterator
from typing import Any

from audit.documents.docx_styles import W, is_on, is_shade, value_of

MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
CONTROL, ALTERNATIVES = W + "sdt", MC + "AlternateContent"
DELETED, INSERTED = frozenset({W + "del", W + "moveFrom"}), frozenset({W + "ins", W + "moveTo"})
# Their words are no text: deletions, codes, properties, and what programs without text boxes are shown instead.
LEFT_OUT = (
    DELETED
    | {MC + "Fallback", W + "delText", W + "delInstrText", W + "instrText", W + "fldData", W + "rt", W + "pgNum"}
    | {W + "annotationRef", W + "footnoteRef", W + "endnoteRef", W + "separator", W + "continuationSeparator"}
    | {W + part + "Pr" for part in ("p", "r", "tbl", "tr", "tc", "sdt", "sdtEnd", "sect")}
    | {W + "tblPrEx", W + "tblGrid"}
)
_PAGE_BEFORE, _SECTION, _SECTION_KIND = W + "pageBreakBefore", W + "sectPr", W + "type"
_CELL_PROPERTIES, _SHADE, _CELL_DELETED = W + "tcPr", W + "shd", W + "cellDel"


def inside(parent: Any, tag: str) -> Iterator[Any]:
    """The rows of a table or cells of a row, each once, also within content controls and insertions."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag == CONTROL:
            if (content := content_of(child)) is not None:
                yield from inside(content, tag)
        elif child.tag == ALTERNATIVES:
            yield from inside(choice(child), tag)
        elif child.tag not in LEFT_OUT and isinstance(child.tag, str):
            yield from inside(child, tag)


def content_of(control: Any) -> Any:
    """What a content control holds; None while it shows its prompt."""
    if is_on(control.find(f"{W}sdtPr/{W}showingPlcHdr")):
        return None
    return control.find(W + "sdtContent")


def is_contents(control: Any) -> bool:
    """Whether a content control is the table of contents."""
    gallery = control.find(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery")
    return gallery is not None and value_of(gallery) == "Table of Contents"


def choice(alternatives: Any) -> Any:
    """The branch that Word shows; the other says the same for old readers."""
    shown = alternatives.find(MC + "Choice")
    return shown if shown is not None else next(iter(alternatives.findall(MC + "Fallback")), ())


def child_of(parent: Any, tag: str) -> Any:
    """The first child of that name, or None; as `find`, at a third of its cost."""
    return next(parent.iterchildren(tag), None)


def begins_page(properties: Any) -> bool:
    """Whether a paragraph stands first on a page because its properties say so."""
    return is_on(child_of(properties, _PAGE_BEFORE))


def ends_page(properties: Any) -> bool:
    """Whether a section of the file ends with this paragraph and the next one begins on a new page."""
    if child_of(properties, _SECTION) is None:
        return False
    # How a section begins stands in its own properties, which come at its end.
    following = properties.getparent().xpath("following::*[local-name()='sectPr'][1]")
    kind = child_of(following[0], _SECTION_KIND) if following else None
    return kind is None or value_of(kind) not in ("continuous", "nextColumn")


def is_shaded(tc: Any) -> bool | None:
    """Whether a cell is shaded; None where it is deleted."""
    shaded = False
    for properties in tc.iterchildren(_CELL_PROPERTIES):
        for child in properties:
            if child.tag == _SHADE:
                shaded = is_shade(child)
            elif child.tag == _CELL_DELETED:
                return None
    return shaded
