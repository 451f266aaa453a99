"""Sides of the triangle, areas without a heading, headings and dates; every person is invented."""

from datetime import date

import pytest

from tests.annotate.told import analysed, case, said
from tests.builders import annotated_of


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        ("Kim sover dåligt och orkar inte skolan.", {"child"}),
        ("Mamman brister i omsorg och tillsyn.", {"parents"}),
        ("Lägenheten är trång och hyran obetald.", {"environment"}),
        ("Kims oro hänger ihop med att mamman dricker.", {"child", "parents"}),
        ("Vräkningen har gjort att Kim bytt skola tre gånger.", {"child", "environment"}),
        ("Pappans arbetslöshet har gjort honom uppgiven som förälder.", {"parents", "environment"}),
    ],
)
def test_sides(text, sides):
    assert analysed(text).sides == sides


@pytest.mark.parametrize(
    ("text", "domain"),
    [
        ("Kim har astma, tar medicin och går på kontroller hos läkare.", "halsa"),
        ("Läraren uppger att Kim har svårt med matte och att frånvaron ökar.", "utbildning"),
        ("Familjen bor i en hyresrätt med två rum.", "boende_arbete_ekonomi"),
        ("Kim har en katt.", None),
        ("Det har varit en lång vår.", None),
    ],
)
def test_area_where_no_heading_tells_it(text, domain):
    text = f"# Utredning\n\n| Namn | Kim Ek |\n| Inledd | 2019-02-04 |\n\n## Vad som framkommit\n\n{text}\n"
    assert annotated_of(text).sentences[-1].domain == domain


def test_the_heading_goes_before_the_words():
    assert said("Familjen bor i en hyresrätt med två rum.", "Utbildning").domain == "utbildning"


@pytest.mark.parametrize("text", ["Behov:", "☐ Ja ☒ Nej", "Anna Berg, socialsekreterare", "Handläggare: Anna Berg"])
def test_lines_without_a_statement(text):
    assert said(text, "Beslut").heading


@pytest.mark.parametrize(
    "text",
    [
        "[I analysen ska uppgifterna vägas samman.]",
        "Under denna rubrik redovisas barnets behov.",
        "I analysen ska risk- och skyddsfaktorer vägas mot varandra.",
        "Här ska en sammanvägd bedömning göras.",
    ],
)
def test_a_forms_instructions_are_no_statement(text):
    assert said(text, "Analys och bedömning").heading


@pytest.mark.parametrize(
    "text", ["Mamma: orolig.", "Kim sover.", "Insatsen gäller till juni.", "Kim Ek beviljas kontaktperson."]
)
def test_lines_with_a_statement(text):
    assert not said(text).heading


def test_header_rows_and_headings_count_for_nothing():
    marked = [s for s in case("Kim sover sju timmar.").sentences if s.heading]
    assert len(marked) == 6


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Den 3 maj 2019 kom Kim hem sent.", date(2019, 5, 3)),
        ("2019-05-03 ringde skolan.", date(2019, 5, 3)),
        ("Kim har 3 syskon.", None),
    ],
)
def test_dated(text, day):
    assert said(text).dated == day
