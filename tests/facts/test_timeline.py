"""The course of events from text; every person and place is invented."""

from datetime import date

import pytest

from audit.facts.flags import find_flags
from audit.facts.model import Facts, Timeline, Unknown
from audit.facts.record import Record
from audit.facts.timeline import find_timeline
from tests.builders import annotated_of, facts_of

REPORT = "# Anmälan\n\n| Namn | Kim Ek |\n| Inkom | 2019-01-20 |\n\nLäraren ringer och är orolig för Kim.\n"
INVESTIGATION = """# Utredning

| Namn | Kim Ek |
| Inledd | 2019-02-04 |
| Avslutad | 2019-06-10 |

## Analys och bedömning

Kim behöver någon att tala med.

"""


def timeline_of(*texts: str) -> Timeline:
    return find_timeline(Record(annotated_of(*texts)))[0]


@pytest.mark.parametrize(
    ("label", "value", "opened", "closed"),
    [
        ("Inledd / avslutad", "2011-09-26 / 2011-12-14", date(2011, 9, 26), date(2011, 12, 14)),
        ("Utredningstid", "2019-04-02 – 2019-07-19", date(2019, 4, 2), date(2019, 7, 19)),
        ("Utredningen pågått", "4 mars 2014 – 2 juli 2014", date(2014, 3, 4), date(2014, 7, 2)),
    ],
)
def test_both_days_in_one_value(label: str, value: str, opened: date, closed: date) -> None:
    found = timeline_of(f"# Utredning\n\n| Namn | Kim Ek |\n| {label} | {value} |\n\n## Hälsa\n\nKim är frisk.\n")
    assert (found.opened, found.closed) == (opened, closed)


@pytest.mark.parametrize(
    ("told", "opened", "closed"),
    [
        (
            "Utredningen inleddes den 5 september 2019 och avslutas i dag, den 20 december 2019.",
            date(2019, 9, 5),
            date(2019, 12, 20),
        ),
        (
            "Den 3 mars 2014 beslutades att inleda utredning. Utredningen avslutas 2014-06-30.",
            date(2014, 3, 3),
            date(2014, 6, 30),
        ),
        ("Utredning öppnades 2012-02-01. Utredningen slutfördes den 25 maj 2012.", date(2012, 2, 1), date(2012, 5, 25)),
    ],
)
def test_days_in_prose(told: str, opened: date, closed: date) -> None:
    found = timeline_of(f"# Utredning\n\n| Namn | Kim Ek |\n\n## Utredningens genomförande\n\n{told}\n")
    assert (found.opened, found.closed) == (opened, closed)


def test_a_planned_end_is_no_end() -> None:
    header = "# Utredning\n\n| Namn | Kim Ek |\n| Inledd | 2019-02-04 |\n"
    text = header + "| Planerad avslutning | 2019-06-04 |\n\nUnder arbete.\n"
    assert timeline_of(text).closed is None


def test_the_end_of_an_intervention_is_not_the_investigations() -> None:
    text = INVESTIGATION + "\n# Uppföljning\n\n| Insats avslutad | 2020-01-15 |\n\nKim mår bättre.\n"
    assert timeline_of(text).closed == date(2019, 6, 10)


@pytest.mark.parametrize("label", ["Inkom", "Inkommen", "Mottagen", "Ankomstdatum", "Datum", "Mottagningsdatum"])
def test_reported_in_the_header(label: str) -> None:
    text = f"# Anmälan\n\n| Namn | Kim Ek |\n| {label} | 2019-01-20 |\n\nSkolan är orolig.\n"
    assert timeline_of(text, INVESTIGATION).reported == date(2019, 1, 20)


@pytest.mark.parametrize(
    "told",
    [
        "Den 20 januari 2019 inkom en anmälan från skolan.",
        "Anmälan inkom 2019-01-20 från förskolan.",
        "Rektorn anmälde den 20 januari 2019 att Kim uteblir.",
        "Modern ansökte den 20 januari 2019 om stöd.",
    ],
)
def test_reported_though_the_report_is_missing(told: str) -> None:
    text = INVESTIGATION.replace("## Analys", f"## Orsak till utredningen\n\n{told}\n\n## Analys", 1)
    assert timeline_of(text).reported == date(2019, 1, 20)


def test_a_report_to_the_police_or_long_before_is_another() -> None:
    told = "En anmälan inkom den 3 maj 2016 och lades ned. Polisanmälan gjordes den 22 januari 2019."
    assert timeline_of(INVESTIGATION.replace("## Analys", f"## Bakgrund\n\n{told}\n\n## Analys", 1)).reported is None


def test_preliminary_assessment_and_opening_the_same_day() -> None:
    decision = "Utredning enligt 11 kap. 1 § SoL inleds den 4 februari 2019.\n"
    prelim = "# Förhandsbedömning\n\n| Namn | Kim Ek |\n\n## Beslut\n\n" + decision
    assert timeline_of(REPORT, prelim, INVESTIGATION).prelim_decided == date(2019, 2, 4)


def test_no_preliminary_assessment_no_day() -> None:
    found, shown = find_timeline(Record(annotated_of(REPORT, INVESTIGATION)))
    assert found.prelim_decided is None
    assert shown["timeline.prelim_decided"] == Unknown("no_prelim")


@pytest.mark.parametrize(
    ("told", "extended"),
    [
        ("Beslut fattades den 2 juni 2019 om att förlänga utredningstiden med en månad.", True),
        ("Utredningstiden har förlängts med två månader.", True),
        ("Något beslut om förlängning av utredningen har inte fattats.", False),
        ("Familjebehandlingen förlängs till jul.", False),
    ],
)
def test_extended(told: str, extended: bool) -> None:
    text = INVESTIGATION.replace("## Analys", f"## Utredningens genomförande\n\n{told}\n\n## Analys", 1)
    assert timeline_of(text).extended is extended


@pytest.mark.parametrize(
    ("told", "made"),
    [
        ("Kim bedöms inte vara i behov av omedelbart skydd.", True),
        ("En skyddsbedömning gjordes samma dag.", True),
        ("Kim är hos sin mormor och behöver inte skyddas i kväll.", True),
        ("Någon skyddsbedömning har inte gjorts.", False),
        ("Läraren är orolig för Kim.", False),
    ],
)
def test_protection_assessment(told: str, made: bool) -> None:
    assert timeline_of(REPORT + f"\n{told}\n", INVESTIGATION).protection_assessment is made


def test_a_need_in_the_analysis_is_no_protection_assessment() -> None:
    assert not timeline_of(REPORT, INVESTIGATION + "Kim behöver skyddas från att uppleva våld.\n").protection_assessment


def test_every_day_is_shown_by_its_words() -> None:
    annotated = annotated_of(REPORT, INVESTIGATION)
    _, shown = find_timeline(Record(annotated))
    for path in ("reported", "opened", "closed"):
        passages = shown[f"timeline.{path}"]
        assert isinstance(passages, tuple)
        assert passages
        for p in passages:
            assert annotated.case.documents[p.document].text[p.start : p.end] == p.quote


@pytest.mark.parametrize(
    ("timeline", "flags"),
    [
        (Timeline(reported=date(2019, 1, 1), prelim_decided=date(2019, 1, 15)), ()),
        (Timeline(reported=date(2019, 1, 1), prelim_decided=date(2019, 1, 16)), ("late_prelim",)),
        (Timeline(opened=date(2019, 1, 1), closed=date(2019, 5, 1)), ()),  # 120 days
        (Timeline(opened=date(2019, 1, 1), closed=date(2019, 5, 2)), ("long", "long_without_extension")),
        (Timeline(opened=date(2019, 1, 1), closed=date(2019, 5, 2), extended=True), ("long",)),
        (Timeline(closed=date(2019, 5, 2), ended=date(2019, 5, 1)), ("written_after_end",)),
        (Timeline(closed=date(2019, 5, 2)), ()),
    ],
)
def test_flags_are_arithmetic(timeline: Timeline, flags: tuple[str, ...]) -> None:
    assert find_flags(timeline) == flags


def test_no_facts_without_text() -> None:
    assert Facts().timeline == Timeline()


@pytest.mark.parametrize(
    "told",
    [
        "Utredningen pågick från den 3 mars till den 10 juni 2014.",
        "Utredningen startade 3 mars 2014 och blev klar 10 juni.",
        "Vi öppnade utredningen den 3 mars 2014. Vi stänger utredningen den 10 juni 2014.",
        "Utredningen har bedrivits under tiden 2014-03-03–2014-06-10.",
        "Beslut om att inleda utredning togs 2014-03-03. Beslut om att avsluta utredningen fattas 2014-06-10.",
    ],
)
def test_many_ways_to_say_when(told: str) -> None:
    found = timeline_of(f"# Utredning\n\n| Namn | Kim Ek |\n\n## Utredningens genomförande\n\n{told}\n")
    assert (found.opened, found.closed) == (date(2014, 3, 3), date(2014, 6, 10))


def test_the_signature_dates_the_end() -> None:
    header = "# Utredning\n\n| Namn | Kim Ek |\n| Inledd | 2019-02-18 |\n\n## Hälsa\n\nKim är frisk.\n\n"
    text = (
        header + "## Beslut\n\nUtredningen avslutas utan insats.\n\nEkby 2019-06-14\n\nSiri Dahl, socialsekreterare\n"
    )
    assert timeline_of(text).closed == date(2019, 6, 14)


def test_decided_not_to_open() -> None:
    prelim = "# Förhandsbedömning\n\n| Namn | Kim Ek |\n\nBeslut den 2 februari 2019 att inte inleda utredning.\n"
    found = timeline_of(REPORT, prelim)
    assert (found.opened, found.prelim_decided) == (None, date(2019, 2, 2))


# Which day the decision to open bears


NOTED = "Läraren är orolig för Kim."


@pytest.mark.parametrize(
    ("report", "decided"),
    [
        (
            "# Anmälan\n\nInkommen 2019-01-20.\n\n{}\n\nBeslut 2019-02-04: Utredning inleds enligt 11 kap. 1 § SoL.\n",
            date(2019, 2, 4),
        ),
        ("# Anmälan\n\n| Inkom | 2019-01-20 |\n\n{} Utredning inleds den 4 februari 2019.\n", date(2019, 2, 4)),
        ("# Anmälan\n\n| Inkom | 2019-01-20 |\n\n{}\n\nBeslut 2019-02-01: utredning inleds inte.\n", date(2019, 2, 1)),
        ("# Ansökan om stöd\n\n| Inkom | 2019-01-20 |\n\n{} Utredning inleds 2019-02-04.\n", None),
        ("# Anmälan\n\n| Inkom | 2019-01-20 |\n\n{}\n", None),
    ],
)
def test_the_decision_where_no_form_bears_the_name(report: str, decided: date | None) -> None:
    texts = [report.replace("{}", NOTED)]
    if "inte" not in report:
        texts.append(INVESTIGATION)
    found = find_timeline(Record(annotated_of(*texts)), applied="Ansökan" in report)[0]
    assert found.prelim_decided == decided


def test_the_decision_stands_in_the_notes() -> None:
    notes = "# Journal\n\n**2019-01-21** Läst på mötet.\n\n**2019-02-04** Utredning inleds enligt 11:1 SoL.\n"
    assert timeline_of(REPORT, notes, INVESTIGATION).prelim_decided == date(2019, 2, 4)


def test_an_investigation_was_running_when_the_report_came_in() -> None:
    later = REPORT.replace("2019-01-20", "2019-04-02")
    found = timeline_of(later, INVESTIGATION)
    assert (found.reported, found.opened, found.prelim_decided) == (date(2019, 4, 2), date(2019, 2, 4), None)


def test_the_same_day_as_the_decision_is_that_of_the_heading() -> None:
    told = (
        "# Förhandsbedömning 2019-02-04\n\nSamtal med Lisa den 1 februari. Utredning inleds samma dag som beslutet.\n"
    )
    found = timeline_of(REPORT, told)
    assert (found.opened, found.prelim_decided) == (date(2019, 2, 4), date(2019, 2, 4))


# When the report came in


@pytest.mark.parametrize(
    "report",
    [
        "# Anmälan\n\nAnkomststämpel 2019-01-20\n\nLäraren är orolig för Kim sedan den 4 januari.\n",
        "# Inkommen 2019-01-20, Norra kontoret\n\nFrån: läraren Bo Alm\n\nAnmälan. Läraren är orolig för Kim.\n",
        "# Orosanmälan\n\nNorra skolan\n\nden 20 januari 2019\n\nHej! Jag vill anmäla oro för Kim.\n",
        "# Anmälan\n\nSöndagen den 20 januari 2019 klockan 23 ringer polisen till jouren och berättar om Kim.\n",
        "# Anmälan\n\nAnmälare: polisen genom Bo Alm, den 20 januari 2019.\n\nKim var ensam hemma.\n",
        "# Anmälan\n\nLäraren är orolig.\n\n*Socialtjänstens anteckning:* Inkommen 2019-01-20. Ingen fara.\n",
    ],
)
def test_how_a_report_bears_its_day(report: str) -> None:
    assert timeline_of(report, INVESTIGATION).reported == date(2019, 1, 20)


def test_a_day_that_breaks_the_order_loses() -> None:
    notes = (
        "# Ansökan\n\n## 20.1.2019 Ansökan, per telefon\n\nLisa vill ha hjälp.\n\n## 20.5.2019\n\nLisa på kontoret.\n"
    )
    assert timeline_of(notes, INVESTIGATION).reported == date(2019, 1, 20)


# How it ended, and what began


def test_the_decision_under_its_heading_ends_the_investigation() -> None:
    text = "# Utredning\n\n| Inledd | 2019-02-04 |\n\n## Hälsa\n\nKim är frisk.\n\n## Beslut\n\n"
    text += "Nämnden beslutade den 30 maj 2019 enligt förslaget. Utredningen avslutas.\n"
    assert timeline_of(text).closed == date(2019, 5, 30)


def test_an_end_without_year_lies_after_the_opening() -> None:
    text = "# Utredning\n\n| Inledd | 2019-11-04 |\n\nUtredningen avslutades 28/2.\n\n## Hälsa\n\nKim är frisk.\n"
    assert timeline_of(text).closed == date(2020, 2, 28)


@pytest.mark.parametrize(
    ("head", "opened", "closed"),
    [
        ("Inledd 2013-03-04.\nAvslutad 2013-06-28.", date(2013, 3, 4), date(2013, 6, 28)),
        ("Öppnad 4/3 2013. Daterad och avslutad den 28 juni 2013.", date(2013, 3, 4), date(2013, 6, 28)),
        ("Den 4 mars till den 28 juni 2013", date(2013, 3, 4), date(2013, 6, 28)),
        ("Utredare: Ida Fors. Inledd 130304. Klar 130628.", date(2013, 3, 4), date(2013, 6, 28)),
    ],
)
def test_first_and_last_day_noted_above_the_descriptions(head: str, opened: date, closed: date) -> None:
    found = timeline_of(f"# Utredning\n\n{head}\n\n## Hälsa\n\nKim är frisk.\n")
    assert (found.opened, found.closed) == (opened, closed)


def test_concluding_talk_is_no_end() -> None:
    told = "# Utredning\n\nInledd 2013-03-04. Avslutande samtal den 3 juni 2013.\n\n## Hälsa\n\nKim är frisk.\n"
    assert timeline_of(told + "\n## Beslut\n\nBeslut 2013-06-28: Utredningen avslutas.\n").closed == date(2013, 6, 28)


@pytest.mark.parametrize(
    "decision",
    ["Beslut 2019-06-17: Utredningen avslutas utan insats.", "2019-06-17 Utredningen avslutas enligt förslaget."],
)
def test_decision_to_end_goes_before_day_of_writing(decision: str) -> None:
    head = "# Utredning\n\n| Namn | Kim Ek |\n| Inledd | 2019-02-04 |\n| Utredningen färdigställd | 2019-06-10 |\n"
    assert timeline_of(f"{head}\n## Hälsa\n\nKim är frisk.\n").closed == date(2019, 6, 10)
    assert timeline_of(f"{head}\n## Hälsa\n\nKim är frisk.\n\n## Beslut\n\n{decision}\n").closed == date(2019, 6, 17)


def test_day_after_a_telephone_is_read() -> None:
    assert timeline_of("# Anmälan\n\nInkom per telefon 2014-03-05 från rektor.\n").reported == date(2014, 3, 5)


@pytest.mark.parametrize(
    ("report", "decided"),
    [
        (
            "Inkommen 2019-02-01.\n\nUtredning inleds 2019-02-04.",
            None,
        ),  # a week had not passed, and nothing was weighed
        ("Inkommen 2019-02-04.\n\nUtredning inleds samma dag, 2019-02-04.", None),
        (
            "Inkommen 2019-01-31.\n\nSkyddsbedömning 2019-01-31: ej akut.\n\nUtredning inleds 2019-02-04.",
            date(2019, 2, 4),
        ),
        ("Inkommen 2019-01-25.\n\nUtredning inleds 2019-02-04.", date(2019, 2, 4)),
    ],
)
def test_an_opening_at_once_is_no_preliminary_assessment(report: str, decided: date | None) -> None:
    assert timeline_of(f"# Anmälan\n\n{report}\n", INVESTIGATION).prelim_decided == decided


def test_last_day_for_a_decision_is_no_decision() -> None:
    form = "# Förhandsbedömning\n\nBeslut ska fattas senast 2019-02-03. Mamman är uppringd.\n"
    assert timeline_of(REPORT, form).prelim_decided is None


def test_report_told_of_by_its_first_words() -> None:
    text = (
        "# Anmälan\n\n2019-01-17 skriftlig anmälan från kurator.\n\nFörhandsbedömning 2019-02-04: utredning inleds.\n"
    )
    assert timeline_of(text, INVESTIGATION).reported == date(2019, 1, 17)


def test_assessment_of_protection_not_made() -> None:
    form = "# Förhandsbedömning\n\nNågon omedelbar skyddsbedömning har inte gjorts.\n"
    assert not timeline_of(REPORT, form).protection_assessment
    made = "# Förhandsbedömning\n\nOmedelbar skyddsbedömning: inget behov av omedelbart skydd.\n"
    assert timeline_of(REPORT, made).protection_assessment


def flags_of(*texts: str) -> tuple[str, ...]:
    return facts_of(*texts).timeline.flags


HEAD = "# Utredning\n\nKim Ek. Inledd 2019-02-04. Mamma: Lisa Ek. Avslutad 2019-05-27.\n\n"
NEED = "## Analys och bedömning\n\nKim är ensam om kvällarna. Kim behöver en vuxen att prata med.\n\n"
GRANTED = "## Beslut\n\n2019-05-27. Kim beviljas kontaktperson från 2019-06-10.\n"


@pytest.mark.parametrize(
    ("texts", "flags"),
    [
        ((HEAD + NEED + GRANTED,), ()),
        (("# Beslut\n\n2019-03-11. Kim Ek beviljas kontaktperson.\n", HEAD + NEED), ("decided_before_analysis",)),
        (
            ("# Journal\n\n2019-03-11. Lisa lovas kontaktperson åt Kim.\n", HEAD + NEED + GRANTED),
            ("decided_before_analysis",),
        ),
        (("# Journal\n\n2019-03-11. Lisa lovar att ringa om kontaktperson.\n", HEAD + NEED + GRANTED), ()),
        (
            (HEAD + NEED + "## Beslut\n\nKontaktperson beviljas. Kim började där redan den 8 april 2019.\n",),
            ("decided_before_analysis",),
        ),
        (
            (HEAD + NEED + "## Beslut\n\nKontaktperson beviljas för tiden 1 mars 2019–30 april 2019.\n",),
            ("decided_before_analysis", "written_after_end"),
        ),
        (
            (
                "# Journal\n\n2019-03-01. Kim hos kontaktfamiljen Alm första helgen.\n\n2019-04-28. Sista helgen, "
                "familjen Alm flyttar.\n",
                HEAD + NEED + "## Beslut\n\nKontaktfamilj beviljas i efterhand.\n",
            ),
            ("decided_before_analysis", "written_after_end"),
        ),
        (
            (
                HEAD
                + "## Familj\n\nSystern hade kontaktperson beviljad 1 mars 2019–30 april 2019.\n\n"
                + NEED
                + GRANTED,
            ),
            (),
        ),
    ],
)
def test_flags_of_the_order_of_events(texts: tuple[str, ...], flags: tuple[str, ...]) -> None:
    assert flags_of(*texts) == flags


@pytest.mark.parametrize(
    ("told", "extended"),
    [
        ("Beslut 2019-05-20 (enhetschef Mona Hed): utredningstiden förlängs till och med 2019-07-15.", True),
        ("Utredningstiden kommer kanske att förlängas.", False),
    ],
)
def test_prolonged_until_a_day_to_come(told: str, extended: bool) -> None:
    assert timeline_of(INVESTIGATION.replace("## Analys", f"{told}\n\n## Analys")).extended is extended


def test_opened_in_the_report_without_a_day() -> None:
    report = "# Anmälan\n\n| Namn | Kim Ek |\n| Inkom | 2019-01-20 |\n| Datum | 2019-01-20 |\n\nLäraren ringer.\n\n"
    report += "Jag beslutar att inleda utredning nu på förmiddagen.\n"
    investigation = "# Utredning\n\n| Namn | Kim Ek |\n| Avslutad | 2019-05-10 |\n\n## Hälsa\n\nKim är frisk.\n"
    assert timeline_of(report, investigation).opened == date(2019, 1, 20)


def test_the_reports_own_date_goes_before_days_told_in_it() -> None:
    report = "# Anmälan\n\n| Namn | Kim Ek |\n| Datum | 2019-01-20 |\n\nKim kom till kuratorn den 17 januari.\n"
    assert timeline_of(report, INVESTIGATION).reported == date(2019, 1, 20)
    prelim = "# Förhandsbedömning\n\n- Kim Ek, 9 år\n- Orosanmälan in 2019-01-21 från polisen\n"
    assert timeline_of(prelim, INVESTIGATION).reported == date(2019, 1, 21)


@pytest.mark.parametrize(("value", "made"), [("Inget akut skyddsbehov.", True), ("______", False)])
def test_assessment_of_protection_in_a_row(value: str, made: bool) -> None:
    report = (
        f"# Anmälan\n\n| Namn | Kim Ek |\n| Inkom | 2019-01-20 |\n| Skyddsbedömning 2019-01-20 | {value} |\n\nOro.\n"
    )
    assert timeline_of(report, INVESTIGATION).protection_assessment is made
