"""Phrases in texts. All texts are invented."""

import random
import time

import pytest

from audit.errors import AuditError
from audit.swedish.parse import parse_text
from audit.swedish.phrases import Hit, PhraseTable


def found(phrase: str, text: str) -> list[str]:
    parsed = parse_text(text)
    return [
        text[parsed.tokens[h.start].start : parsed.tokens[h.end - 1].end]
        for h in PhraseTable({"key": [phrase]}).find(parsed.tokens)
    ]


@pytest.mark.parametrize(
    ("phrase", "text", "hits"),
    [
        ("erbjuda samtal", "Kim erbjöds samtal. Samtal erbjuds.", ["erbjöds samtal"]),
        ("barn behov", "Barnets behov är stora.", ["Barnets behov"]),
        ("=far", "Barnets far säger att Kim farit illa.", ["far"]),
        ("far illa", "Kim har farit illa och for illa.", ["farit illa", "for illa"]),
        ("mam*", "Mamman och mormor.", ["Mamman"]),
        ("*samtal", "Telefonsamtalet och barnsamtal, samtala.", ["Telefonsamtalet", "barnsamtal"]),
        ("*sköt*", "Skolsköterskan skötte det.", ["Skolsköterskan", "skötte"]),
        ("pojke|flicka må bra", "Pojken mår bra. Flickan mådde bra.", ["Pojken mår bra", "Flickan mådde bra"]),
        ("inte .. samtal", "Det blev inte av något samtal.", ["inte av något samtal"]),
        ("inte .. samtal", "inte ett två tre fyra samtal", ["inte ett två tre fyra samtal"]),
        ("inte .. samtal", "inte ett två tre fyra fem samtal", []),
        ("inte .. samtal", "Hon vill inte. Ett samtal hölls.", []),
        ("inte .. samtal", "Inte samtal.", ["Inte samtal"]),
        ("hon .. vill sova", "Hon vill äta och vill sova.", ["Hon vill äta och vill sova"]),
        ("säga .. säga nej", "Hon säger ja och sagt nej, säger nej.", ["säger ja och sagt nej", "sagt nej, säger nej"]),
        ("mamma/pappa", "Kims mamma/pappa ringde.", ["mamma/pappa"]),
        ("t.ex. skola", "Det gäller t.ex. skolan.", ["t.ex. skolan"]),
        ("=ej|inte|aldrig vilja", "Kim vill ej. Ej vill. Kim har aldrig velat.", ["Ej vill", "aldrig velat"]),
        ("dock , inte", "Dock, inte nu.", ["Dock, inte"]),
    ],
)  # fmt: skip
def test_found(phrase, text, hits):
    assert found(phrase, text) == hits


def test_order_is_place_then_longest_then_key():
    table = PhraseTable({"b": ["skola"], "a": ["skola"], "c": ["skola behöva"], "d": ["behöva"]})
    tokens = parse_text("Skolan behöver mer. Skolan.").tokens
    assert table.find(tokens) == [
        Hit("c", 0, 2), Hit("a", 0, 1), Hit("b", 0, 1), Hit("d", 1, 2), Hit("a", 4, 5), Hit("b", 4, 5),
    ]  # fmt: skip


def test_range_cuts_phrases():
    table = PhraseTable({"a": ["skola behöva"], "b": ["behöva"]})
    tokens = parse_text("Skolan behöver mer.").tokens
    assert table.find(tokens, 1) == [Hit("b", 1, 2)]
    assert table.find(tokens, 0, 1) == []


def test_a_phrase_finds_itself():
    phrases = [
        "vara i behov av",
        "fara illa",
        "enligt vårdnadshavare",
        "den unge",
        "skäl för utredning",
        "inte framkomma",
    ]
    table = PhraseTable({p: [p] for p in phrases})
    for phrase in phrases:
        assert phrase in [h.key for h in table.find(parse_text(phrase).tokens)]


@pytest.mark.parametrize("phrase", ["", "..", ".. mamma", "mamma ..", "a||b", "=", "*"])
def test_bad_phrase_is_named(phrase):
    with pytest.raises(AuditError, match="key"):
        PhraseTable({"key": [phrase]})


def test_two_thousand_phrases_in_a_long_text():
    random.seed(1)
    begins, ends = ("bar", "des", "fil", "gro", "hal", "jor", "kul", "lem", "mar", "nor"), ("ta", "ma", "der", "ning")
    words = [a + b for a in begins for b in ends]
    table = PhraseTable(
        {str(n): [" ".join(random.choices(words, k=2)), random.choice(words) + "*"] for n in range(1000)}
    )
    tokens = parse_text(
        " ".join(random.choices([*words, "och", "att", "hon", "inte", "det", "är", "på"], k=4000))
    ).tokens
    table.find(tokens)
    began = time.perf_counter()
    table.find(tokens)
    assert time.perf_counter() - began < 0.5  # guards against a search of every phrase at every token
