"""Tokens and sentences. All texts are invented."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audit.errors import AuditError
from audit.swedish.parse import parse_text, use_pipeline


def sentences(text: str) -> list[str]:
    parsed = parse_text(text)
    return [text[parsed.tokens[a].start : parsed.tokens[b - 1].end] for a, b in parsed.sentences]


@pytest.mark.parametrize(
    "text",
    [
        "Hon vill t.ex. Lisas hjälp och bl.a. Kims.",
        "Enl. Mamman p.g.a. Kims sjukdom.",
        "Hon kom kl. 10.30 och gick ca. 12.",
        "F.d. sambon bor där fr.o.m. Maj t.o.m. Juni.",
        "Kontakt tas med soc.sekr. Ek och resp. Skola.",
        "Mötet 12.3. blev inställt.",
        "12.3. Möte med mamman.",
        "Handläggare är A. Ek och B. Al.",
        "Jfr. Ek s. 4 och nr. 7.",
        "Enligt § 3. Beslutet gäller.",
        "Den 1. mars flyttade de.",
        "Kim går i 2. klass.",
        "1. Barnets behov",
        "Han sa: ”Jag vill inte. Det är tråkigt.”",
        "”Vill du?” frågade mamma.",
        '"Nej. Aldrig." sa Kim.',
        "”Jag vill inte. Det är tråkigt”, sa hon.",
        "Hon var (?) Lisas vän.",
        "Han kom 30 min. senare.",
        "Det är stök, bråk m.m. hemma.",
        "Barnet (f. 2009) bor här.",
        "Mamman nås på tel. 070-123 45 67.",
        "Namn\tKim Ek\tFlicka",
        "Vad är det som händer?!",
        "Den 3 aug. 2014 kom hon.",
    ],
)
def test_is_one_sentence(text):
    assert sentences(text) == [text]


@pytest.mark.parametrize(
    "parts",
    [
        ["Kim är född 2009.", "Hon bor med pappan."],
        ["Mötet hölls 12.3.", "Mamman kom inte."],
        ["Hon kom kl. 10.30.", "Sedan gick hon."],
        ["Det var stök, bråk m.m.", "Kim grät."],
        ["Undertecknad ringde vh.", "Hon svarade inte."],
        ["Han ringde K.", "Mamman svarade."],
        ["Han sa: ”Jag vill inte. Det är tråkigt.”", "Sedan gick han."],
        ['"Jo!"', "Kim grät."],
        ["Hon sa nej.", "”Jag vill”, sa hon."],
        ["Det gäller 4 kap. 1 § SoL.", "Beslut fattas."],
        ["Ingen vet...", "Kanske."],
        ["mamma ringer.", "vill boka tid."],
        ["Vad händer?", "Ingen vet!", "Så är det."],
        ["Hon vann ”Årets elev” i skolan.", "Pappan är stolt."],
        ["De sov (se ovan).", "Sedan åt de."],
    ],
)
def test_are_several_sentences(parts):
    assert sentences(" ".join(parts)) == parts


def test_missing_space_parts_sentences():
    assert sentences("Han kom hem.Mamman åt.") == ["Han kom hem.", "Mamman åt."]


def test_line_end_parts_even_quotations():
    assert sentences("Hälsa\nKim mår ”bra\noch sover” gott") == ["Hälsa", "Kim mår ”bra", "och sover” gott"]


def test_long_quotation_is_parted():
    assert len(sentences("”" + "Kim sover gott om natten. " * 12 + "Så är det.”")) > 10


def test_tokens():
    parsed = parse_text("Mamman/pappan säger t.ex.\tatt BVC-sköterskan ringer.\n")
    assert [t.lower for t in parsed.tokens] == [
        "mamman", "/", "pappan", "säger", "t.ex.", "att", "bvc-sköterskan", "ringer", ".",
    ]  # fmt: skip
    assert [t.lemma for t in parsed.tokens][:5] == ["mamma", "/", "pappa", "säga", "t.ex."]


def test_no_text():
    assert parse_text("").tokens == parse_text(" \n\t\n").tokens == ()
    assert parse_text("\n").sentences == ()


PIECES = [
    "Kim",
    "säger",
    "nej",
    ".",
    "!",
    "?",
    "\n",
    "\t",
    "  ",
    "”",
    '"',
    "(",
    ")",
    "t.ex.",
    "A.",
    "12.3.",
    "§",
    "3",
    ",",
    "…",
]


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=40).map(" ".join))
def test_sentences_cover_every_token_once_and_cross_no_line(text):
    parsed = parse_text(text)
    assert [i for a, b in parsed.sentences for i in range(a, b)] == list(range(len(parsed.tokens)))
    assert all(a < b for a, b in parsed.sentences)
    for a, b in parsed.sentences:
        assert "\n" not in text[parsed.tokens[a].start : parsed.tokens[b - 1].end]
    assert all(text[t.start : t.end].lower() == t.lower for t in parsed.tokens)
    covered = "".join(text[t.start : t.end] for t in parsed.tokens)
    assert covered == "".join(text.split())


def test_own_pipeline_gives_the_sentences(tmp_path):
    import spacy

    nlp = spacy.blank("sv")
    nlp.add_pipe("sentencizer", config={"punct_chars": [";"]})
    nlp.to_disk(tmp_path / "own")
    try:
        use_pipeline(tmp_path / "own")
        assert sentences("Kim sover. Hon äter; hon leker\nSlut") == ["Kim sover. Hon äter;", "hon leker", "Slut"]
        assert parse_text("Skolan").tokens[0].lemma == "skola"
    finally:
        use_pipeline(None)
    assert sentences("Kim sover. Hon äter; hon leker") == ["Kim sover.", "Hon äter; hon leker"]


def test_own_pipeline_that_cannot_serve_is_refused(tmp_path):
    import spacy

    spacy.blank("sv").to_disk(tmp_path / "bare")
    with pytest.raises(AuditError, match="sentences"):
        use_pipeline(tmp_path / "bare")
    with pytest.raises(AuditError, match="spaCy"):
        use_pipeline(tmp_path / "none")
