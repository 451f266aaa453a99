"""Dates in every form, and what only looks like one. All texts are invented."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from audit.swedish.dates import find_dates

WRITTEN = date(2014, 5, 1)
NAMES = ("januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september", "oktober", "november",
         "december")  # fmt: skip
SHORT = ("jan", "feb", "mars", "apr", "maj", "juni", "juli", "aug", "sept", "okt", "nov", "dec")
WEEKDAYS = ("måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag")


def said(text: str, around: date | None = WRITTEN) -> list[tuple[str, str, str, str]]:
    return [(text[f.start : f.end], str(f.day), f.precision, f.year_from) for f in find_dates(text, around=around)]


WITH_YEAR = {
    "iso": lambda d: f"{d:%Y-%m-%d}",
    "slashes": lambda d: f"{d:%Y/%m/%d}",
    "compact": lambda d: f"{d:%Y%m%d}",
    "six": lambda d: f"{d:%y%m%d}",
    "short iso": lambda d: f"{d:%y-%m-%d}",
    "day/month year": lambda d: f"{d.day}/{d.month} {d.year}",
    "0day/0month year": lambda d: f"{d:%d/%m %Y}",
    "day/month-yy": lambda d: f"{d.day}/{d.month}-{d:%y}",
    "day/month -yy": lambda d: f"{d.day}/{d.month} -{d:%y}",
    "0day/0month-yy": lambda d: f"{d:%d/%m-%y}",
    "day/month-year": lambda d: f"{d.day}/{d.month}-{d.year}",
    "dots": lambda d: f"{d.day}.{d.month}.{d.year}",
    "0dots": lambda d: f"{d:%d.%m.%Y}",
    "dots yy": lambda d: f"{d:%d.%m.%y}",
    "named": lambda d: f"{d.day} {NAMES[d.month - 1]} {d.year}",
    "den": lambda d: f"den {d.day} {NAMES[d.month - 1]} {d.year}",
    "ordinal": lambda d: f"den {d.day}:e {NAMES[d.month - 1]} {d.year}",
    "short name": lambda d: f"{d.day} {SHORT[d.month - 1]} -{d:%y}",
    "short name.": lambda d: f"{d.day} {SHORT[d.month - 1]}. {d.year}",
    "weekday": lambda d: f"{WEEKDAYS[d.weekday()]}en den {d.day} {NAMES[d.month - 1]} {d.year}",
    "short weekday": lambda d: f"{WEEKDAYS[d.weekday()][:3]} {d.day}/{d.month} {d.year}",
    "capitals": lambda d: f"DEN {d.day} {NAMES[d.month - 1].upper()} {d.year}",
}
WITHOUT_YEAR = {
    "day/month": lambda d: f"{d.day}/{d.month}",
    "named": lambda d: f"{d.day} {NAMES[d.month - 1]}",
    "den": lambda d: f"den {d.day} {NAMES[d.month - 1]}",
    "short": lambda d: f"{d.day} {SHORT[d.month - 1]}",
    "den day/month": lambda d: f"den {d.day}/{d.month}",
}
AROUND_IT = [
    "{}", "Möte {} på kontoret.", "Mamman ringde {}.", "({})", "{}: hembesök", "{}, kl. 10.30", "{} 08.30 Samtal",
    "Hembesök\t{}\tKim", "Kim är 9 år. {} kom hon.", "Akten\n{}\nslut", "Anmälan inkom {}; skyddsbedömning gjordes.",
]  # fmt: skip


@pytest.mark.parametrize("form", WITH_YEAR)
@settings(max_examples=120, deadline=None)
@given(day=st.dates(date(1980, 1, 1), date(2050, 12, 31)), frame=st.sampled_from(AROUND_IT))
def test_every_day_is_found_again(form, day, frame):
    written = WITH_YEAR[form](day)
    text = frame.format(written)
    assert said(text) == [(written, str(day), "day", "text")]


@pytest.mark.parametrize("form", WITHOUT_YEAR)
@settings(max_examples=120, deadline=None)
@given(
    around=st.dates(date(1985, 1, 1), date(2045, 1, 1)), away=st.integers(-270, 90), frame=st.sampled_from(AROUND_IT)
)
def test_missing_year_is_that_of_the_latest_past_or_near_day(form, around, away, frame):
    day = around + timedelta(days=away)
    assume((day.month, day.day) != (2, 29))
    written = WITHOUT_YEAR[form](day)
    assert said(frame.format(written), around) == [(written, str(day), "day", "context")]


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet="0123456789/.-–: §kapdenmrsv,\n", max_size=40))
def test_any_text_gives_ordered_dates_inside_it(text):
    found = find_dates(text, around=WRITTEN)
    assert all(0 <= f.start < f.end <= len(text) for f in found)
    assert all(a.end <= b.start for a, b in pairwise(found))


@settings(max_examples=100, deadline=None)
@given(st.dates(date(1980, 1, 1), date(2049, 12, 31)), st.integers(0, 9999))
def test_personal_number_is_no_date(day, last):
    assert said(f"Kim Ek, {day:%y%m%d}-{last:04}, {day:%Y%m%d}-{last:04}") == []


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("2014-03-18--19", ["2014-03-18", "2014-03-19"]),
        ("2014-03-18--04-02", ["2014-03-18", "2014-04-02"]),
        ("140318--20", ["2014-03-18", "2014-03-20"]),
        ("140318-140320", ["2014-03-18", "2014-03-20"]),
        ("den 2 och 9 april 2014", ["2014-04-02", "2014-04-09"]),
        ("2, 9 och 16 april", ["2014-04-02", "2014-04-09", "2014-04-16"]),
        ("2–4 april", ["2014-04-02", "2014-04-04"]),
        ("den 2 till den 4 april 2013", ["2013-04-02", "2013-04-04"]),
        ("mellan 2 och 4 april", ["2014-04-02", "2014-04-04"]),
        ("18-19/3", ["2014-03-18", "2014-03-19"]),
        ("18/3-20/4", ["2014-03-18", "2014-04-20"]),
        ("4/3, 11/3 och 18/3 2013", ["2013-03-04", "2013-03-11", "2013-03-18"]),
        ("28 december–4 januari 2014", ["2013-12-28", "2014-01-04"]),
        ("den 4 mars resp. den 5 mars", ["2014-03-04", "2014-03-05"]),
    ],
)
def test_lists_and_ranges(text, days):
    assert [day for _, day, _, _ in said(text)] == days


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Flyttade hit mars 2014.", ("mars 2014", "2014-03-01", "month", "text")),
        ("Hon flyttade i mars.", ("mars", "2014-03-01", "month", "context")),
        ("Mars månad 2013 var lugn.", ("Mars månad 2013", "2013-03-01", "month", "text")),
        ("Mötet är v. 12 2014.", ("v. 12 2014", "2014-03-17", "month", "text")),
        ("Mötet var vecka 12.", ("vecka 12", "2014-03-17", "month", "context")),
        ("Sedan 2012 bor de isär.", ("2012", "2012-01-01", "year", "text")),
        ("Läsåret 2012/13 gick bra.", ("2012/13", "2012-01-01", "year", "text")),
        ("Hösten 2013 separerade de.", ("Hösten 2013", "2013-01-01", "year", "text")),
        ("De separerade i höstas.", ("i höstas", "None", "month", "context")),
        ("den 18 dennes", ("den 18 dennes", "2014-05-18", "day", "context")),
        ("den 12.3 kom hon", ("den 12.3", "2014-03-12", "day", "context")),
        ("den första april 2014", ("den första april 2014", "2014-04-01", "day", "text")),
        ("12 mars i fjol", ("12 mars i fjol", "2013-03-12", "day", "context")),
        ("Hon ringer idag.", ("idag", "2014-05-01", "day", "context")),
        ("Hon ringde i går.", ("i går", "2014-04-30", "day", "context")),
        ("Hon kom i måndags.", ("i måndags", "2014-04-28", "day", "context")),
        ("Möte på fredag.", ("på fredag", "2014-05-02", "day", "context")),
    ],
)
def test_other_forms(text, found):
    assert said(text) == [found]


def test_weekday_decides_the_year():
    assert said("måndagen den 4 mars")[0][1] == "2013-03-04"  # 2014 it was a Tuesday


def test_plan_lies_ahead_and_a_meeting_behind():
    assert said("Planen ska följas upp den 4 november.")[0][1] == "2014-11-04"
    assert said("Mötet hölls den 4 november.")[0][1] == "2013-11-04"


def test_same_day_is_the_day_named_before_on_the_line():
    assert said("Den 4 april kom en anmälan. Samma dag ringde hon.")[1][1] == "2014-04-04"
    assert said("Den 4 april kom en anmälan.\nSamma dag ringde hon.")[1][1] == "2014-05-01"


def test_without_a_day_of_writing_the_year_stays_open():
    assert said("den 4 mars, i dag, vecka 12", None) == [
        ("den 4 mars", "None", "day", "context"),
        ("i dag", "None", "day", "context"),
        ("vecka 12", "None", "month", "context"),
    ]


def test_range_of_the_text():
    text = "2014-01-01 och 2014-02-02 och 2014-03-03"
    assert [f.start for f in find_dates(text, start=11, end=30)] == [15]


@pytest.mark.parametrize(
    "text",
    [
        "20140318-XXXX", "201403181234", "kl. 10.40", "10.40", "kl. 08.15–09.00", "klockan 8-9", "kl 13 till 15",
        "11 kap. 1 § SoL", "4 kap 1§", "4:1", "§ 12", "prop. 2012/13:10", "SFS 2001:453", "1990:52",
        "2000 kr", "1990 kronor", "2014 kr", "070-123 45 67", "08-12 34 56", "0520-49 70 00", "tel 140318",
        "dnr 2014/0907", "Dnr: 2014-0907", "SN 2014/123", "ärendenr 140318",
        "12 år", "3 rum och kök", "3/4 tjänst", "arbetar 3/4", "tjänst på 3/4", "3/4 av tiden", "åk 7/8",
        "vara tillgänglig 24/7",
        "skattar sitt mående till 8/10 på en skala 1/10", "1/2 tablett", "gravid i vecka 12", "v. 12+3",
        "Maj-Britt ringde", "Brev till Maj", "de kommer i jul", "32/3", "3/14", "120/80", "38.5 grader",
        "den 31 april", "2013-02-29", "720412", "1972-04-12", "Storgatan 18", "2,5 timmar", "2 000",
        "Han är 4 och hon 9.", "klass 4", "1-2 gånger", "måndagar och tisdagar", "den 18 gången", "v.v.",
        "I höst 14 gånger",
        "2014-BU-1234", "BU-2014-12345",
    ],
)  # fmt: skip
def test_no_date(text):
    assert said(text) == []
    assert said(f"Kim säger att {text} gäller.") == []
