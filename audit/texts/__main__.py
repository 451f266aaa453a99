"""`python -m audit.texts` compiles the catalogues; run it after each change of a .po file. Needs Babel (extra `test`)."""

import io
from pathlib import Path


def compiled(source: Path) -> bytes:
    """The .mo bytes of a .po file."""
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    out = io.BytesIO()
    with source.open("rb") as file:
        write_mo(out, read_po(file))
    return out.getvalue()


def main() -> None:
    """Compiles both languages beside their sources."""
    for source in sorted(Path(__file__).parent.glob("*.po")):
        source.with_suffix(".mo").write_bytes(compiled(source))


if __name__ == "__main__":
    main()
