"""Headings of areas inside a paragraph; every person is invented."""

import pytest

from audit.annotate.model import Annotated
from tests.builders import annotated_of

_HEAD = "# Utredning\n\n| Namn | Kim Ek |\n| Vårdnadshavare | Sara Ek (mamma) |\n| Inledd | 2013-02-04 |\n\n"


def _areas(annotated: Annotated, word: str) -> frozenset[str]:
    return next(s.domains for s in annotated.sentences if word in annotated.text(s))


@pytest.mark.parametrize(
    ("text", "areas"),
    [
        ("Stimulans. Sara läser för Kim varje kväll. Stabilitet. Katten kom i maj.", {"stabilitet"}),
        (
            "Stimulans. Sara läser varje kväll. Boende. Stor gård. Social integrering. Katten är ny.",
            {"social_integrering"},
        ),
        ("Stimulans: Sara läser varje kväll. Stabilitet: Katten kom i maj.", {"stabilitet"}),
        ("Stimulans Sara läser varje kväll. Familjenätverk Katten kom i maj.", {"familjenatverk"}),
    ],
)
def test_what_follows_belongs_to_the_nearest_heading(text, areas):
    assert _areas(annotated_of(f"{_HEAD}## Föräldrarnas förmåga\n\n{text}\n"), "Katten") == areas


def test_such_a_heading_is_no_sentence():
    annotated = annotated_of(f"{_HEAD}## Stimulans\n\nSara läser varje kväll. Stabilitet. Katten kom i maj.\n")
    assert [annotated.text(s) for s in annotated.sentences if s.heading][-1] == "Stabilitet."


def test_it_ends_with_the_paragraph():
    annotated = annotated_of(f"{_HEAD}## Hälsa\n\nKim är frisk. Ekonomi. Sara har lön.\n\nKatten kom i maj.\n")
    assert _areas(annotated, "Katten") == {"halsa"}


@pytest.mark.parametrize("text", ["Skolan: Katten är Kims bästa vän.", "Du är frisk. Katten kom i maj."])
def test_who_says_something_is_no_heading(text):
    annotated = annotated_of(f"{_HEAD}## Boende\n\n{text}\n")
    assert annotated.sentences[-1].domain == "boende"
