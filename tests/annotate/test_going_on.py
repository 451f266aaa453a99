"""Where an account goes on, where the writer takes over, and who takes a stand; every person is invented."""

import pytest

from tests.annotate.told import analysed, in_talk, said
from tests.builders import annotated_of

HEAD = "| Namn | Kim Ek |\n| Personnummer | 080314-0005 |\n| Vårdnadshavare | Sara Ek (mamma) |\n\n"


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Mamman berättar att Kim är trött. Hon orkar inte ens ta på sig jackan.", "parent"),
        ("Mamman berättar att Kim är trött. I kylskåpet fanns bara senap.", "writer"),
        ("Mamman berättar att Kim är trött. Närvaron i höst är 71 procent.", "writer"),
        ("Mamman berättar att Kim är trött. Kim går i klass 5 B.", "writer"),
        ("Mamman berättar att Kim är trött. Ett nytt besök bokas i maj.", "writer"),
        ("Mamman berättar att Kim är trött. I övrigt har inget framkommit.", "writer"),
        ("Kim berättar att det är bråk. Mamma går ut på balkongen då.", "child"),
        ("Kim berättar att det är bråk. Lampan i hallen är sönder sedan i våras.", "writer"),
    ],
)
def test_goes_on_with_a_pronoun_and_not_with_a_thing(text, speaker):
    assert said(text).speaker == speaker


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Kim önskar att kvällarna vore lugnare.", "child"),
        ("Kim är arg på att ingen frågade henne.", "child"),
        ("Kim motsätter sig en kontaktfamilj.", "child"),
        ("Mamman samtycker till samtalen.", "parent"),
        ("Pappan är emot förslaget.", "parent"),
        ("Kim sitter längst fram och vill ha lampan tänd.", "writer"),
        ("Det Kim är rädd för är tystnaden.", "writer"),
        ("Kim tror att pappa jobbar i Norge.", "writer"),
        ("Kim verkar ledsen.", "writer"),
        ("Om Kim vill byta skola finns plats.", "writer"),
    ],
)
def test_a_stand_is_the_account_of_who_takes_it(text, speaker):
    assert said(text).speaker == speaker


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Läraren har märkt att Kim sitter kvar efter lektionen.", "other"),
        ("Polisen fann ingen i lägenheten.", "other"),
        ("Grannen har hört skrik två nätter i rad.", "other"),
        ("Skolan ligger vid torget.", "writer"),
    ],
)
def test_what_a_party_has_found_is_its_account(text, speaker):
    assert said(text).speaker == speaker


def test_in_the_analysis_a_fear_is_what_the_writer_understands():
    assert analysed("Kim är rädd för att bli lämnad.").speaker == "writer"
    assert analysed("Kim vill bo hos mormor på heltid.").speaker == "child"


def test_in_the_own_part_the_child_must_have_spoken():
    assert in_talk("Kim kom till kontoret med sin pappa. De spelade kort.").speaker == "writer"
    assert in_talk("Kim säger att det är bra. Maten i skolan är tråkig.").speaker == "child"
    assert in_talk("Kim säger att det är bra. Tiden ändras till onsdag.").speaker == "writer"


def test_what_the_child_told_an_adult_is_the_adults_also_in_the_childs_own_part():
    text = "Fostermamman Ulla Vik uppger att Kim trivs. Hon har sagt till henne att hon saknar sin katt."
    assert in_talk(text).speaker != "child"


def test_a_report_is_the_reporters_account_throughout():
    text = f"# Orosanmälan\n\n{HEAD}## Oro\n\nKim har samma kläder varje dag. Undertecknad tog emot samtalet.\n"
    found = [s.speaker for s in annotated_of(text).sentences if not s.heading]
    assert found == ["other", "writer"]


def test_a_letter_to_a_parent_is_not_written_to_the_child():
    text = (
        "Du har berättat om Kim. Du säger att Kim sover dåligt. Du tycker att Kim ska få hjälp. Du och Kim bor ihop. "
        "Du vill ha mer tid. Din syster passar Kim. Du säger att Kim är orolig."
    )
    assert said(text).speaker == "parent"


@pytest.mark.parametrize(
    ("text", "view"),
    [
        ("Mamman säger att Kim inte vill sova.", None),
        ("Mamman säger att Kim säger emot.", None),
        ("Mamman säger att Kim vill byta skola.", "child"),
        ("Skolan vill att socialtjänsten dokumenterar barnets uppfattning.", None),
        ("Vid besöket var Kim rädd.", None),
    ],
)
def test_habits_and_what_the_writer_saw_are_no_view(text, view):
    found = said(text).view_of
    assert found == view or (view is None and found != "child")


def test_a_baby_told_of_by_months_tells_nothing():
    head = "# Utredning\n\n| Namn | Siv Ro |\n\n## Sivs röst\n\n"
    text = f"{head}Siv är nio månader. Hon lägger sig mot pappan och är lugn.\n"
    assert [s.speaker for s in annotated_of(text).sentences if not s.heading] == ["writer", "writer"]
