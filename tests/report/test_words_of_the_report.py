"""What the open report says in its own words: plain, short, and without words that are not ours to print."""

import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from audit.report.sections import __path__ as sections
from audit.report.tables import SECTIONS
from audit.texts import texts_in

TEXTS = Path(__file__).resolve().parents[2] / "audit" / "texts"
OURS = ("report.", "say.", "note.", "method.", "limits.", "figure.", "table.", "internal.")
# labels.md: not to be printed.
FORBIDDEN = (
    "betyg", "poäng", "klient", "godkänd", "underkänd", "tillbakadater", "stereotypindex", "rättsosäker",
    "barnet försvinner", "lagbrott", "ai:n", "back-dated", "backdated",
)  # fmt: skip
LONGEST = 25


def catalogue(language: str) -> dict[str, list[str]]:
    with (TEXTS / f"{language}.po").open("rb") as file:
        return {
            (m.id if isinstance(m.id, str) else m.id[0]): [m.string] if isinstance(m.string, str) else list(m.string)
            for m in read_po(file)
            if m.id
        }


@pytest.mark.parametrize("language", ["sv", "en"])
def test_no_sentence_is_long(language):
    for key, texts in catalogue(language).items():
        if key.startswith(OURS):
            for sentence in (s for text in texts for s in re.split(r"(?<=[.:;])\s", text)):
                assert len(sentence.split()) <= LONGEST, (key, sentence)


@pytest.mark.parametrize("language", ["sv", "en"])
def test_words_not_to_be_printed(language):
    for key, texts in catalogue(language).items():
        for text in texts:
            assert not [word for word in FORBIDDEN if word in text.lower()], (key, text)


def test_every_section_has_a_name():
    for language in ("sv", "en"):
        assert all(texts_in(language)(f"section.{name}") for name in SECTIONS)


def test_every_text_that_the_report_asks_for_is_there():
    folder = Path(next(iter(sections))).parent
    pages = [*folder.rglob("*.py"), *(folder.parents[1] / "templates").glob("*.html")]
    asked = {
        key for page in pages for key in re.findall(r"""\bt(?:\.n)?\(\s*["']([\w.-]+)["']\s*[,)]""", page.read_text())
    }
    assert len(asked) > 100
    for language in ("sv", "en"):
        known = catalogue(language)
        assert not sorted(key for key in asked if key not in known)
