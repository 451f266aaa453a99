"""What an analysis takes over from the description; every person is invented."""

import pytest

from tests.annotate.told import case

_DESCRIBED = (
    "Kim vaknar tre gånger varje natt och känner på spisen innan hon somnar om i hallen. "
    "Mamman arbetar natt på ett lager i Tallnäs fyra nätter i veckan. "
    "Mormor bor i samma trappa och har nyckel till lägenheten."
)


def _analysed(text):
    return case(f"{_DESCRIBED}\n\n## Analys och bedömning\n\n{text}").sentences[-1]


@pytest.mark.parametrize(
    "text",
    [
        "Kim vaknar tre gånger varje natt och känner på spisen innan hon somnar om i hallen.",
        "Kim vaknar tre gånger per natt och känner på spisen innan hon somnar i hallen.",
        "Av utredningen framgår att mamman arbetar natt på ett lager i Tallnäs fyra nätter i veckan.",
        "Mormor bor i samma trappa och har nyckel till lägenheten.",
        "Mamman arbetar natt på ett lager fyra nätter i veckan och mormor i samma trappa har nyckel.",
        "Om nätterna vaknar Kim, känner på spisen och somnar i hallen.",
    ],
)
def test_copied_with_where_from(text):
    copied = _analysed(text).copied
    assert copied
    assert all(passage.quote in _DESCRIBED for passage in copied)


@pytest.mark.parametrize(
    "text",
    [
        "Att Kim vaknar och känner på spisen tyder på att hon inte litar på att någon vuxen vakar.",
        "Mormor i trappan är ett skydd, men hon sover själv på natten och det räcker inte.",
        "Kim behöver en vuxen som är hemma om natten.",
        "Hon har lärt sig att det är hon som måste vakta.",
        "Familjebehandling föreslås.",
    ],
)
def test_reasoning_about_what_was_described_is_no_copy(text):
    assert not _analysed(text).copied


def test_a_sentence_is_no_copy_of_its_own_section():
    twice = "Kim vaknar tre gånger varje natt och känner på spisen. "
    assert not case(twice + twice).sentences[-1].copied
