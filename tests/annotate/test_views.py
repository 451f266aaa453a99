"""Whose view a sentence gives, whom it is about, and how a small child's behaviour counts; every person is invented."""

import pytest

from tests.annotate.told import analysed, in_talk, of_baby, said
from tests.builders import annotated_of


@pytest.mark.parametrize(
    ("text", "view"),
    [
        ("Kim vill bo hos mormor.", "child"),
        ("Kim vill inte byta skola.", "child"),
        ("Mamman säger att Kim vill bo hos mormor.", "child"),
        ("Mamman berättar att Kim är rädd för mörkret.", "child"),
        ("Läraren uppger att Kim har sagt att det är bråkigt hemma.", "child"),
        ("Kims önskan är att få en egen säng.", "child"),
        ("Flickan är rädd när det smäller i dörren.", "child"),
        ("Kim tycker att det är jobbigt.", "child"),
        ("Kim känner sig ensam.", "child"),
        ("Mamman vill ha hjälp med morgnarna.", "parent"),
        ("Föräldrarna är positiva till insatsen.", "parent"),
        ("Pappan motsätter sig att Kim får en kontaktperson.", "parent"),
        ("Modern känner sig trött.", "parent"),
        ("Läraren är orolig för Kim.", "other"),
        ("Mormor vill gärna hjälpa till.", "other"),
        ("Kim går i femman.", None),
        ("Kim sade ingenting under mötet.", None),
        ("Kim ville inte prata.", None),
        ("Familjen bor i en trea.", None),
        ("Jag vill träffa Kim igen.", None),
    ],
)
def test_view(text, view):
    assert said(text).view_of == view


def test_all_of_the_childs_account_is_its_view():
    assert in_talk("Kim berättar att det brukar vara bråk på fredagar.").view_of == "child"


def test_a_heading_with_see_above_holds_no_view():
    assert in_talk("Barnets åsikt: se ovan.").view_of is None


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("Kim går i femman.", {"child"}),
        ("Mamman arbetar natt.", {"parent"}),
        ("Kim och mamman bor i en trea.", {"child", "parent"}),
        ("Lillebror går på förskolan.", {"sibling", "other"}),
        ("Mormor hämtar på tisdagar.", {"other"}),
        ("Lägenheten har tre rum.", set()),
        ("Hon har en katt.", {"child"}),
        ("Mamman är sjuksköterska. Hon arbetar natt.", {"parent"}),
    ],
)
def test_about(text, about):
    assert said(text).about >= about if about else not said(text).about


@pytest.mark.parametrize(
    "text",
    [
        "När mamman lämnar rummet gråter Alma och söker henne med blicken, hon verkar otrygg utan henne.",
        "Alma ler mot mamman och sträcker armarna efter henne, och hon blir lugn i famnen.",
        "Alma stelnar när det låter i trappan, vilket visar att hon är på sin vakt.",
    ],
)
def test_a_baby_shows_what_it_goes_through(text):
    assert "observes_experience" in of_baby(text).roles


@pytest.mark.parametrize(
    "text", ["Alma är 62 cm lång.", "Alma väger sju kilo och följer sin kurva.", "Mamman gråter och verkar ledsen."]
)
def test_facts_about_a_baby_are_no_experience(text):
    assert "observes_experience" not in of_baby(text).roles


def test_a_schoolchild_is_asked_and_not_only_observed():
    assert "observes_experience" not in said("Kim ler mot mamman och verkar trygg i hennes famn.").roles


def test_a_baby_tells_nothing():
    assert of_baby("Mamman bor ensam med Alma. Hon säger att nätterna är långa.").speaker == "parent"


@pytest.mark.parametrize(
    "text",
    [
        "Kims önskan att bo kvar hos mormor har vägt tungt i bedömningen.",
        "Kim vill inte ha någon kontaktperson, och förslaget följer det i enlighet med hennes önskan.",
        "Att Kim vill bo kvar har tillmätts stor betydelse med hänsyn till hennes ålder.",
        "Kims vilja går emot vad som bedöms tryggt och kan därför inte följas.",
        "Kim har sagt att hon vill fortsätta, och det har varit avgörande för förslaget.",
        "Hänsyn har tagits till att Kim vill gå kvar på sin skola.",
    ],
)
def test_weight_given_to_the_childs_view(text):
    sentence = analysed(text)
    assert "weighs_view" in sentence.roles
    assert (sentence.speaker, sentence.view_of) == ("writer", "child")


@pytest.mark.parametrize(
    "text",
    [
        "Kim vill bo hos mormor.",
        "Barnets bästa har beaktats.",
        "Kim har kommit till tals.",
        "Mamman uppger att hon tagit hänsyn till vad Kim vill.",
        "Stor vikt har lagts vid skolans uppgifter.",
    ],
)
def test_no_weight_given(text):
    sentence = analysed(text)
    assert "weighs_view" not in sentence.roles or sentence.view_of != "child"


@pytest.mark.parametrize(
    "text",
    [
        "Något samtal med Kim har inte genomförts då modern motsatt sig det.",
        "Kim har inte kommit till tals eftersom hon vistas utomlands.",
        "Kim har på grund av sin ålder inte hörts.",
        "Jag har inte talat med Kim, hon är för liten för att förstå frågorna.",
        "Kim ville inte prata med utredaren.",
        "Kim har inte velat träffa socialtjänsten.",
        "Vårdnadshavarna samtycker inte till samtal med Kim.",
    ],
)
def test_why_the_child_was_not_heard(text):
    sentence = said(text)
    assert "reason_not_heard" in sentence.roles
    assert sentence.denied


@pytest.mark.parametrize(
    "text",
    [
        "Kim har inte träffat sina kusiner i sommar.",
        "Samtal med Kim har ej hållits.",
        "Kim pratar inte med någon på rasterna.",
        "Jag har träffat Kim två gånger.",
        "Mamman har inte kommit på mötet.",
        "Han talar inte med henne om det, säger Kim.",
    ],
)
def test_no_reason_for_not_hearing(text):
    assert "reason_not_heard" not in said(text).roles


@pytest.mark.parametrize(
    "text",
    [
        "Kim enskilt på skolan 4/3. Rädd för kvällarna.",
        "Jag träffade Kim ensam den 3 maj. Hon är rädd för kvällarna.",
        "Barnsamtal med Kim. Vill ha lås på dörren.",
        "Det bästa med mormor är pannkakorna, tycker Kim.",
        "Kim får frågan hur hon har det. Hon svarar att hon räknar bilar.",
        "Av samtalet med Kim framgår att hon inte vill träffa pappan.",
    ],
)
def test_the_childs_account_in_terse_notes_and_free_speech(text):
    sentence = said(text, "Känslor och beteende")
    assert (sentence.speaker, sentence.view_of) == ("child", "child")


@pytest.mark.parametrize(
    "text",
    [
        "Jag träffade Kim ensam den 3 maj. Hon visade sitt rum.",
        "Jag träffade Kim ensam den 3 maj. Mamman är rädd för kvällarna.",
        "Kim var trevlig och svarade när jag frågade.",
        "Kim svarade inte på tilltal.",
        "Föräldrarna gör olika: han säger nej, hon säger ja.",
        "Barnets inställning: ställföreträdaren uppger att Kim vill bo hos pappan.",
    ],
)
def test_what_others_do_or_tell_is_no_account_of_the_childs(text):
    sentence = said(text, "Känslor och beteende")
    assert sentence.speaker != "child" or sentence.view_of is None


def test_a_file_written_to_the_child():
    letter = (
        "# Utredning\n\n| Namn | Kim Ek |\n| Inledd | 2019-02-04 |\n\n## Hur jag har gjort\n\n"
        "Hej Kim! Det här handlar om dig. Du och jag har träffats två gånger. Du bor hos mamma. Du går i femman. "
        "Du har en katt. Du åker buss. Din bästis heter Mo. Din katt heter Sot.\n\n## Skolan\n\n"
        "Du har berättat att du inte vill byta skola.\n"
    )
    sentence = annotated_of(letter).sentences[-1]
    assert (sentence.speaker, sentence.view_of) == ("child", "child")
    assert "child" in sentence.about


@pytest.mark.parametrize("text", ["Kim uppges vara omtyckt.", "Kim sägs vara lik sin far.", "Kim beskrivs som lugn."])
def test_of_whom_it_is_told_does_not_tell(text):
    assert said(text).view_of is None


@pytest.mark.parametrize(
    "text",
    ["För Alma måste det ha varit som att falla.", "För henne tycks rummet vara en plats där man väntar."],
)
def test_how_it_must_be_for_a_baby(text):
    assert "observes_experience" in of_baby(text).roles
