"""Whatever stands in a file, its text is covered once, by sections in order; all persons are invented."""

import random
from itertools import pairwise

import pytest

from audit.casefile.build import documents_to_case
from audit.documents.model import Document
from audit.documents.text import markdown_to_document, plain_to_document

LINES = (
    "# Utredning", "# Anmälan med förhandsbedömning", "# Journal", "# Beslut", "# 1.", "## ", "## Hälsa", "## Analys",
    "### Bedömning", "##### x", "## Uppföljning 2019-04-05", "**2019-03-04** Möte.", "**Mål.** Text här.", "**  **",
    "| Namn | Kim Ek |", "| Namn | Personnummer |", "| Kim Ek | 080314-1234 |", "| Hälsa | Frisk och glad. |",
    "|  |  |",
    "| Barn | och, & / ; |", "- punkt", "Hälsa. Frisk.", "Mål: att komma i tid.", "ANALYS", "Samtal med Kim",
    "12/13 fel",
    "2019-13-45 felaktigt", "Inledd: 2019-99-99", "Personnummer: 999999-9999", "1.2 Skolan", "",
    "Kim berättar att hon mår bra. Därför bedöms risken för skada vara liten.", "Närvarande: alla. Målet uppnått.",
)  # fmt: skip


def made(seed: int) -> list[Document]:
    chance = random.Random(seed)
    documents = []
    for number in range(chance.randint(1, 3)):
        text = chance.choice(("\n", "\n\n")).join(chance.choice(LINES) for _ in range(chance.randint(0, 14)))
        into = markdown_to_document if chance.random() < 0.6 else plain_to_document
        documents.append(into(text, f"{number}.txt"))
    return [*documents, Document("x.pdf", "", status="unreadable", reason="scanned")]


@pytest.mark.parametrize("seed", range(60))
def test_sections_cover_each_document_once(seed: int) -> None:
    documents = made(seed)
    case = documents_to_case("fall", documents)
    for number, document in enumerate(documents):
        ours = [s for s in case.sections if s.document == number]
        if document.blocks:
            assert (ours[0].start, ours[-1].end) == (0, len(document.text))
            assert all(before.end == after.start for before, after in pairwise(ours))
        below = [block for s in ours for block in range(*s.blocks)]
        assert len(below) == len(set(below))
    assert all(case.forms[s.form].document == s.document for s in case.sections if s.form is not None)
