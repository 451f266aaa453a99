"""How dates are written, and what only looks like one, as patterns; what they mean is told in `dates`."""

import re
from collections.abc import Iterable
from functools import cache

from audit.vocabulary import load_vocabulary

MONTHS = ("jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
WEEKDAYS = ("måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag")
WORD_DAYS = (
    "första", "andra", "tredje", "fjärde", "femte", "sjätte", "sjunde", "åttonde", "nionde", "tionde", "elfte",
    "tolfte", "trettonde", "fjortonde", "femtonde", "sextonde", "sjuttonde", "artonde", "nittonde", "tjugonde",
    "tjugoförsta", "tjugoandra", "tjugotredje", "tjugofjärde", "tjugofemte", "tjugosjätte", "tjugosjunde",
    "tjugoåttonde", "tjugonionde", "trettionde", "trettioförsta",
)  # fmt: skip
RELATIVE_DAYS = {
    "idag": 0, "i dag": 0, "igår": -1, "i går": -1, "i förrgår": -2, "förrgår": -2, "imorgon": 1, "i morgon": 1,
    "imorron": 1, "i morrn": 1, "i övermorgon": 2, "övermorgon": 2, "igår kväll": -1, "i går kväll": -1,
}  # fmt: skip

_FULL = "januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december"
# The longest first; "Maj-Britt" is no month.
MONTH = rf"(?:{_FULL}|sept|febr|jan|feb|mar|apr|jun|jul|aug|sep|okt|nov|dec)(?![^\W_])(?!-(?-i:[A-ZÅÄÖ]))"
_FULL_MONTH = rf"(?:{_FULL})(?![^\W_])(?!-(?-i:[A-ZÅÄÖ]))"
_YEAR = r"(?:19[89]\d|20[0-4]\d|2050)"
_DAY = r"(?:[12]\d|3[01]|0?[1-9])"
_DAY_ORD = rf"{_DAY}(?!\d)(?::?[ea](?![^\W\d_])|\.(?=\s*[a-zåäö]))?"
_M = r"(?:1[0-2]|0?[1-9])"
_WEEKDAY = r"(?:(?:mån|tis|ons|tors|fre|lör|sön)dag(?:en|s)?|(?:mån|tis|ons|tors|tor|fre|lör|sön)\.?)"
_SHORT_WEEKDAYS = tuple(day[:3] for day in WEEKDAYS)
_LEAD = rf"(?:(?P<weekday>{_WEEKDAY}),?\s+)?(?:den\s+|d\.?\s+)?"
# Days before the last one of a list or a range: "2, 9 och", "2–", "den 2 och den". Commas alone make no list.
_DAYS_BEFORE = (
    rf"(?P<before>{_DAY_ORD}(?:\s*,\s*(?:den\s+)?{_DAY_ORD})*"
    rf"\s*(?:,?\s*(?:och|samt|eller|till|tom|t\.o\.m\.)\s+|&\s*|[-–]{{1,2}}\s*)(?:{_WEEKDAY}\s+)?(?:den\s+)?)?"
)
_SHORT_YEAR = r"\d\d(?!\d|\s?[/.:]\d|:?e\b)"
_YEAR_AFTER_NAME = (
    rf"(?:\.?,?\s+(?:år\s+)?(?P<y>{_YEAR})(?!\d)|\.?\s?[-–’'´](?P<yy>{_SHORT_YEAR}(?!\s*{MONTH}))"
    r"|\s+(?P<rel>i år|i fjol|förra året|nästa år)\b"
)
_YEAR_AFTER_SLASH = rf"(?:,?\s+(?P<y>{_YEAR})(?!\d)|\s?[-–/](?P<y2>{_YEAR})(?!\d)|\s?[-–/’'](?P<yy>{_SHORT_YEAR}))"


def _form(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


# Where a date, or something to be passed over, may begin.
START = _form(
    rf"(?<![^\W_])(?:\d|§|\+46|{_WEEKDAY}(?![^\W_])|den\b|d\.?\s+(?=\d)|i\s?(?:dag|går|förrgår|morgon|morrn|morron|övermorgon)\b"
    rf"|förrgår\b|övermorgon\b|samma\s+dag|på\s+\w+dag\b|i\s+\w+dags\b|i\s+(?:våras|somras|höstas|vintras)"
    rf"|{MONTH}|(?:v\.?|vecka|veckan)\s?(?=\d)|kl\b|klockan\b|tel|tfn|mobil|(?:{'|'.join(WORD_DAYS)})\s"
    r"|(?:(?:vår|höst|sommar|vinter)(?:en|terminen|termin)?|ht|vt)(?=\s?[-–’']?(?:år\s+)?\d))"
)

# What looks like a date and is none; tried first, and passed over as a whole.
PASSED_OVER = tuple(
    _form(p)
    for p in (
        r"(?:\d\d)?\d{6}\s?[-+–]\s?(?:\d{4}|[x*]{4}|tf\d\d)(?![\d-])",  # personal number
        r"(?:19|20)\d{10}(?!\d)",
        r"kl(?:ockan|\.)?\s*\d{1,2}(?:[.:]\d\d)?(?:\s*[-–]\s*\d{1,2}(?:[.:]\d\d)?(?![\d/])(?!\s*(?:" + MONTH + ")))?",
        r"\d{1,2}[.:]\d\d(?:\s*[-–]\s*\d{1,2}[.:]\d\d)?(?!\d|\.\d|\.[-–]?\d)(?=(?:\W|$))",  # 10.40, 08.15–09.00
        # "tel 08-123 45", but "per telefon 2014-03-05" and "tel 5/3 2014" tell the day.
        rf"(?:tel|tfn|telefon|telnr|mobil|mobilnr|telefonnummer)[.:]*\s*(?!{_YEAR}[-–./]\d|\d{{1,2}}/\d)[+\d][\d\s()/-]{{5,}}",
        r"(?:\+46\s?\d{1,3}|0\d{1,3}\s?[-–]|0\d{2,3}[/ ])\s?\d{2,3}(?: ?\d{2,4}){1,3}(?![\d-])",  # 070-123 45 67
        r"\d+\s*[a-z]?\s*kap\.?(?:\s*\d+\s*[a-z]?(?=\s*§)\s*§+)?",  # 11 kap. 1 §
        r"\d+\s?[a-z]?\s*§+",
        r"§+\s*\d+(?:\s*[a-z]\b)?",
        r"\d+:\d+(?!\d)",  # 4:1, 2001:453
        r"\d{4}/\d\d:\d+",
        rf"{_YEAR}\s?[-/]\s?\d{{3}}(?!\d)|{_YEAR}\s?[-/]\s?(?!{_YEAR}(?!\d))\d{{4,}}",  # diary number 2014/0907
    )
)

# Forms of dates, the fuller before the shorter. Groups: y yy y2 year, m month number, name month name, d day.
FORMS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (kind, _form(pattern))
    for kind, pattern in (
        (
            "iso",
            _LEAD + rf"(?P<y>{_YEAR})(?P<sep>[-–./])(?P<m>{_M})(?P=sep)(?P<d>{_DAY})(?!\d)"
            rf"(?:(?:--|–|/|\s?-\s?)(?:(?P<m2>0[1-9]|1[0-2])-)?(?P<d2>0[1-9]|[12]\d|3[01])(?![\d.:/-]))?",
        ),
        ("compact", _LEAD + rf"(?P<y>{_YEAR})(?P<m>0[1-9]|1[0-2])(?P<d>0[1-9]|[12]\d|3[01])(?![\d])"),
        ("short_iso", _LEAD + r"(?P<yy>\d\d)-(?P<m>0[1-9]|1[0-2])-(?P<d>0[1-9]|[12]\d|3[01])(?!\d|-\d)"),
        (
            "compact",
            _LEAD + r"(?P<yy>\d\d)(?P<m>0[1-9]|1[0-2])(?P<d>0[1-9]|[12]\d|3[01])(?!\d|\s\d\d\s\d\d(?!\d))"
            r"(?:(?:--|–)(?P<d2>0[1-9]|[12]\d|3[01])(?![\d.:/-]))?",
        ),
        (
            "dotted",
            _LEAD + rf"(?P<d>{_DAY})\.\s?(?P<m>{_M})\.\s?-?(?:(?P<y>{_YEAR})|(?P<yy>\d\d))(?![\d])(?!\.\d)",
        ),
        ("slash", _LEAD + _DAYS_BEFORE + rf"(?P<d>{_DAY})/(?P<m>{_M})(?![\d])" + _YEAR_AFTER_SLASH + "?(?!/)"),
        ("slash", _LEAD + rf"(?P<d>{_DAY})/(?P<m>{_M})(?![\d/])"),
        (
            "named",
            _LEAD
            + _DAYS_BEFORE
            + rf"(?P<d>{_DAY_ORD})\s*(?P<name>{MONTH})"
            + _YEAR_AFTER_NAME
            + r"|\s+(?P<yb>\d\d)(?=\s*(?:[,;)\n]|\.(?!\d)|$)))?",
        ),
        ("named", _LEAD + rf"(?P<word>{'|'.join(WORD_DAYS)})\s+(?P<name>{MONTH})" + _YEAR_AFTER_NAME + ")?"),
        (
            "this_month",
            r"(?:den\s+|d\.?\s+)?" + rf"(?P<d>{_DAY})(?::?[ea])?\s+(?:dennes|dennas|d\.?s\b\.?|ds\b\.?|dns\b)",
        ),
        (
            "short_dotted",
            rf"(?:(?P<weekday>{_WEEKDAY})\s+(?:den\s+)?|den\s+)(?P<d>{_DAY})\.(?P<m>{_M})(?![\d])(?!\.\d)",
        ),
        ("iso_month", rf"(?P<y>{_YEAR})-(?P<m>0[1-9]|1[0-2])(?![\d-])"),
        (
            "month",
            rf"(?P<first>{MONTH})(?:\s*(?:/|-|–|och|till|samt)\s*(?P<name>{MONTH}))?(?:\s+månad)?"
            + _YEAR_AFTER_NAME
            + ")",
        ),
        (
            "month_alone",
            rf"(?P<first>{_FULL_MONTH})(?:\s*(?:/|-|–|och|till|samt)\s*(?P<name>{_FULL_MONTH}))?(?:\s+månad)?",
        ),
        (
            "week",
            r"(?:v\.?|vecka|veckan)\s?(?P<w>[1-4]\d|5[0-3]|0?[1-9])(?!\d|\+|[.:]\d)"
            r"(?:\s?(?:[-–]|och|till)\s?(?:v\.?\s?|vecka\s)?(?P<w2>[1-4]\d|5[0-3]|0?[1-9])(?!\d))?"
            rf"(?:(?:,?\s+(?:år\s+)?|\s?[-/]\s?)(?P<y>{_YEAR})(?!\d)|\s?[-–’'](?P<yy>{_SHORT_YEAR}))?",
        ),
        (
            "season",
            r"(?:(?:vår|höst|sommar|vinter)(?:en|terminen|termin)?|ht|vt)\s?"
            rf"(?:(?:år\s+|[-–])?(?P<y>{_YEAR})(?!\d)|(?:[-–’']|(?<=[hv]t)|(?<=[hv]t ))(?P<yy>{_SHORT_YEAR}))",
        ),
        ("past_season", r"i\s+(?:våras|somras|höstas|vintras)\b"),
        ("years", rf"(?P<y>{_YEAR})\s?[-–/]\s?(?P<y2>{_YEAR}|\d\d)(?![\d/:-])"),
        ("year", rf"(?<![^\W\d_]-)(?P<y>{_YEAR})(?![^\W_])(?![/:]\d|-\w|[.,]\d)"),
        ("same_day", r"samma\s+dag\b"),
        ("relative", r"(?P<rel>i\s?(?:dag|går|förrgår|morgon|morrn|morron|övermorgon)|förrgår|övermorgon)\b"),
        ("last_weekday", r"i\s+(?P<weekday>(?:mån|tis|ons|tors|fre|lör|sön)dags)\b"),
        ("next_weekday", r"på\s+(?P<weekday>(?:mån|tis|ons|tors|fre|lör|sön)dag)\b"),
    )
)

DAY_IN_LIST = re.compile(_DAY + r"(?!\d)")
JOINS_DATES = re.compile(r"\s*(?:,|och|samt|eller|till|tom|t\.o\.m\.|[-–]{1,2}|/|&)\s*(?:och\s+)?", re.IGNORECASE)
BEFORE_MONTH = re.compile(
    r"(?:^|[\s(])(?:i|under|sedan|sen|från|fr\.?o\.?m\.?|till|t\.?o\.?m\.?|av|före|efter|innan|kring|runt|"
    r"mellan|och|per|till och med|från och med|hela|förra|nästa|senast)\s+$",
    re.IGNORECASE,
)


def month_number(name: str) -> int:
    """1–12 from a name or its short form."""
    return 1 + MONTHS.index(name[:3].lower())


def weekday_number(name: str) -> int:
    """0 (Monday) to 6 from a name in any form."""
    return _SHORT_WEEKDAYS.index(name[:3].lower())


@cache
def around_number(name: str) -> re.Pattern[str]:
    """A list of `rubrics/vocabulary/dates.yaml` as a pattern: its words last before, or first after, a place."""
    words: Iterable[str] = load_vocabulary("dates")[name]
    either = "|".join(re.escape(w) for w in sorted(words, key=lambda w: (-len(w), w)))
    if name.endswith("_after"):
        return re.compile(rf"(?<![^\W_])(?:{either})\W{{1,3}}(?:(?:på|till|sig|är|ca|cirka)\W+)?$", re.IGNORECASE)
    if name.endswith("_before"):
        return re.compile(rf"\s?-?(?:{either})(?![^\W_])", re.IGNORECASE)
    return re.compile(rf"(?<![^\W_])(?:{either})(?![^\W_])", re.IGNORECASE)
