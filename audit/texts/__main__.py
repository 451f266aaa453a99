"""`python -m audit.texts` compiles the catalogues after each change of a .po file. Needs Babel (extra `test`)."""

import struct
from pathlib import Path


def compiled(source: Path) -> bytes:
    """The .mo bytes of a .po file: the same for the same file, whatever day and version of Babel."""
    from babel.messages.pofile import read_po

    with source.open("rb") as file:
        catalogue = read_po(file)
    plurals = f"nplurals={catalogue.num_plurals}; plural={catalogue.plural_expr};"
    texts = {"": f"Content-Type: text/plain; charset=UTF-8\nLanguage: {source.stem}\nPlural-Forms: {plurals}\n"}
    for message in catalogue:
        if message.id and message.string:
            key, text = (_joined(part) for part in (message.id, message.string))
            texts[key] = text
    return _as_mo({key.encode(): text.encode() for key, text in texts.items()})


def _joined(text: str | tuple[str, ...] | list[str]) -> str:
    return text if isinstance(text, str) else "\0".join(text)


def _as_mo(texts: dict[bytes, bytes]) -> bytes:
    """The layout of gettext: a head, lengths and places of keys, then of texts, then the words themselves."""
    keys = sorted(texts)
    head = 7 * 4
    place = head + 2 * 8 * len(keys)
    tables, words = b"", b""
    for group in (keys, [texts[key] for key in keys]):
        for text in group:
            tables += struct.pack("<II", len(text), place + len(words))
            words += text + b"\0"
    return struct.pack("<7I", 0x950412DE, 0, len(keys), head, head + 8 * len(keys), 0, place) + tables + words


def main() -> None:
    """Compiles both languages beside their sources."""
    for source in sorted(Path(__file__).parent.glob("*.po")):
        source.with_suffix(".mo").write_bytes(compiled(source))


if __name__ == "__main__":
    main()
