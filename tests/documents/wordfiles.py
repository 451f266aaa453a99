"""Word files made from a few lines of XML, so that a test shows the very construct that it is about."""

import zipfile
from pathlib import Path

_NAMESPACES = " ".join(
    f'xmlns:{prefix}="{uri}"'
    for prefix, uri in {
        "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
        "v": "urn:schemas-microsoft-com:vml",
        "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    }.items()
)
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_ROOTS = {
    "styles": "styles", "footnotes": "footnotes", "endnotes": "endnotes", "comments": "comments",
    "header": "hdr", "footer": "ftr",
}  # fmt: skip
MAIN = _TYPE + "document.main+xml"


def write_docx(path: Path, body: str, *, main_type: str = MAIN, **parts: str) -> Path:
    """A package with this body and parts (`styles`, `header1`, `footnotes` …), each the XML inside its root."""
    kinds = {name: name.rstrip("0123456789") for name in parts}
    types = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_TYPE}{kind}+xml"/>' for name, kind in kinds.items()
    )
    related = "".join(
        f'<Relationship Id="{name}" Type="{_RELATED}{kind}" Target="{name}.xml"/>' for name, kind in kinds.items()
    )
    with zipfile.ZipFile(path, "w") as package:
        package.writestr(
            "[Content_Types].xml",
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/word/document.xml" ContentType="{main_type}"/>{types}</Types>',
        )
        start = f'<Relationship Id="d" Type="{_RELATED}officeDocument" Target="word/document.xml"/>'
        package.writestr("_rels/.rels", _relations(start))
        package.writestr("word/_rels/document.xml.rels", _relations(related))
        package.writestr("word/document.xml", f"<w:document {_NAMESPACES}><w:body>{body}</w:body></w:document>")
        for name, inside in parts.items():
            root = _ROOTS[kinds[name]]
            package.writestr(f"word/{name}.xml", f"<w:{root} {_NAMESPACES}>{inside}</w:{root}>")
    return path


def p(*inside: str, style: str = "", more: str = "") -> str:
    """A paragraph of runs; plain words become a run."""
    properties = (f'<w:pStyle w:val="{style}"/>' if style else "") + more
    runs = "".join(piece if piece.startswith("<") else r(piece) for piece in inside)
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{runs}</w:p>"


def r(text: str, look: str = "") -> str:
    """A run; `look` is the inside of its `w:rPr`."""
    return f'<w:r>{f"<w:rPr>{look}</w:rPr>" if look else ""}<w:t xml:space="preserve">{text}</w:t></w:r>'


def tc(*inside: str, more: str = "") -> str:
    """A cell; plain words become a paragraph."""
    blocks = "".join(piece if piece.startswith("<") else p(piece) for piece in inside)
    return f"<w:tc><w:tcPr>{more}</w:tcPr>{blocks or p()}</w:tc>"


def tbl(*rows: str) -> str:
    """A table of rows, each the cells' XML."""
    return "<w:tbl><w:tblPr/>" + "".join(f"<w:tr>{row}</w:tr>" for row in rows) + "</w:tbl>"


def sdt(inside: str, properties: str = "") -> str:
    """A content control."""
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{inside}</w:sdtContent></w:sdt>"


def field(code: str, result: str) -> str:
    """A complex field: begin, code, separator, result, end."""
    sign = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    code = f"<w:r><w:instrText>{code}</w:instrText></w:r>"
    return sign.format("begin") + code + sign.format("separate") + result + sign.format("end")


def form_field(inside: str) -> str:
    """An old form field with `w:ffData`, without a result."""
    begin = f'<w:fldChar w:fldCharType="begin"><w:ffData>{inside}</w:ffData></w:fldChar>'
    return f'<w:r>{begin}</w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'


def style(
    style_id: str, name: str, *, based_on: str = "", paragraph: str = "", run: str = "", kind: str = "paragraph"
) -> str:
    """A style with the inside of its `w:pPr` and `w:rPr`."""
    based = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
    return (
        f'<w:style w:type="{kind}" w:styleId="{style_id}"><w:name w:val="{name}"/>{based}'
        f"<w:pPr>{paragraph}</w:pPr><w:rPr>{run}</w:rPr></w:style>"
    )


def _relations(inside: str) -> str:
    return (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{inside}</Relationships>'
    )
