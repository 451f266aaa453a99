"""Whose account a sentence is; every person is invented."""

import pytest

from tests.annotate.told import analysed, in_talk, said

CUED = [
    ("Mamman uppger att Kim sover dåligt.", "parent", None),
    ("Enligt modern har Kim ont i magen varje morgon.", "parent", None),
    ("Sara Ek berättar att Kim har fått nya kamrater.", "parent", None),
    ("Sara säger att morgnarna är värst.", "parent", None),
    ("På kvällarna, säger pappan, är det lugnt.", "parent", None),
    ("Fadern har under utredningen beskrivit Kim som blyg.", "parent", None),
    ("Föräldrarna menar att skolan överdriver.", "parent", None),
    ("Det har från moderns sida framkommit att Kim är ensam.", "parent", None),
    ("Mamma: orolig, sover inte.", "parent", None),
    ("Pappa – tycker att det går framåt.", "parent", None),
    ("Vh uppger att Kim äter bra.", "parent", None),
    ("Moderns uppfattning är att Kim mår bättre.", "parent", None),
    ("Vårdnadshavarna har framfört att de vill ha stöd.", "parent", None),
    ("Läraren beskriver att Kim ofta sitter för sig själv.", "other", "skola"),
    ("Enl. skolan har Kim 40 procents frånvaro.", "other", "skola"),
    ("Skolan: somnar i bänken, glömmer gympakläder.", "other", "skola"),
    ("Mentorn Bo Alm berättar att Kim blivit tystare.", "other", "skola"),
    ("Av skolans yttrande framgår att Kim når målen i alla ämnen.", "other", "skola"),
    ("Rektorn uppgav i telefon att ärendet är känt.", "other", "skola"),
    ("Skolkuratorn menar att Kim bär på något.", "other", "skola"),
    ("Förskolan uppger att Kim leker med alla.", "other", "forskola"),
    ("Bvc-sköterskan berättar att vikten följer kurvan.", "other", "bvc"),
    ("Enligt BVC har familjen kommit till alla kontroller.", "other", "bvc"),
    ("Polisen uppger att ingen förundersökning har inletts.", "other", "polis"),
    ("BUP bedömer att Kim inte är i behov av medicin.", "other", "bup"),
    ("Läkaren skriver i sitt intyg att skadan är läkt.", "other", "halso_sjukvard"),
    ("Tränaren säger att Kim sällan missar en träning.", "other", "fritid"),
    ("Mormor berättar att hon har Kim varje helg.", "other", "natverk"),
    ("Grannen har hört skrik om nätterna, säger hon.", "other", "natverk"),
    ("Storasyster säger att det brukar vara värst på fredagar.", "other", "natverk"),
    ("Kim berättar att hon brukar gömma sig i tvättstugan.", "child", None),
    ("Kim säger att det är skönt när det är tyst.", "child", None),
    ("Flickan uppger att hon inte har någon att ringa.", "child", None),
    ("Enligt Kim själv går det bra i skolan.", "child", None),
    ('"Jag vill bara att de slutar bråka", säger Kim.', "child", None),
    ("Kim har vid två samtal berättat att hon är ensam på rasterna.", "child", None),
    ("Kim: vill byta rum, får inte.", "child", None),
]

WRITERS = [
    "Jag träffade Kim på skolan den 3 maj.",
    "Undertecknad uppfattar Kim som vaksam.",
    "Kim går i femte klass.",
    "Vid hembesöket stod disken kvar sedan flera dagar.",
    "Utredaren bedömer att Kim är i behov av stöd.",
    "Vi har gått igenom utredningen med föräldrarna.",
    "Kim har en egen hylla i hallen.",
    "Registerkontroll visade inga uppgifter.",
    "Det mamman säger om kvällarna är svårt att pröva.",
    "Innan mamman berättade om flytten var Kim glad.",
]


@pytest.mark.parametrize(("text", "speaker", "source"), CUED)
def test_cued(text, speaker, source):
    sentence = said(text)
    assert (sentence.speaker, sentence.source) == (speaker, source)


@pytest.mark.parametrize("text", WRITERS)
def test_writer(text):
    assert said(text).speaker == "writer"


@pytest.mark.parametrize(
    ("text", "speaker", "source"),
    [
        ("Mamman berättar att Kim är trött. Hon somnar vid bordet.", "parent", None),
        ("Mamman berättar att Kim är trött. Morgnarna är värst.", "parent", None),
        ("Läraren säger att Kim är duktig. Läxorna är alltid gjorda.", "other", "skola"),
        ("Läraren säger att Kim är duktig. Mamman uppger att läxorna tar hela kvällen.", "parent", None),
        ("Mamman berättar att Kim är trött. Jag märkte inget av det.", "writer", None),
        ("Mamman berättar att Kim är trött. Vid hembesöket var Kim pigg.", "writer", None),
        ("Mamman berättar att Kim är trött.\n\nKim går i femte klass på Almskolan.", "writer", None),
        ("Kim berättar att hon är rädd. Det är värst på natten.", "child", None),
        ("Pappan ringer den 3 maj. Uppger att Kim inte kommer till mötet.", "parent", None),
    ],
)
def test_account_goes_on_until_another_takes_over(text, speaker, source):
    sentence = said(text)
    assert (sentence.speaker, sentence.source) == (speaker, source)


@pytest.mark.parametrize(
    "text",
    [
        "Läraren Pia Lund har haft Kim i två år. Hon säger att det har vänt.",
        "Owe Dahl tränar laget. Kim spelar back, säger han.",
        "Mamman kom ensam. Hon berättade att hon inte sover.",
        "Mamman berättar att Kim fått en vän. Hon säger att det syns på humöret.",
        "Kvinnan berättar att flickan stod ensam vid vägen.",
        "Kim tror att pappa är på resa.",
        "Så länge Kim inte säger något annat gäller det.",
        "Till läraren har Kim sagt att hon är rädd.",
        "Om Kim uppger modern att hon är arg.",
    ],
)
def test_an_adult_is_not_taken_for_the_child(text):
    assert said(text).speaker != "child"


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Kim tycker om att måla.", "child"),
        ("Hon vill bo kvar hos mormor.", "child"),
        ("Skolan är tråkig men lärarna är snälla.", "child"),
        ("Vill inte flytta.", "child"),
        ("Kim satt med luvan uppe och ritade.", "writer"),
        ("Samtalet ägde rum på skolan och varade fyrtio minuter.", "writer"),
        ("Mamman uppger att Kim vill flytta.", "parent"),
        ("Jag förklarade varför vi träffades.", "writer"),
    ],
)
def test_in_the_talk_with_the_child(text, speaker):
    assert in_talk(text).speaker == speaker


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Mamman säger att det går bra. Det är inte vanlig trötthet utan något annat.", "writer"),
        ("Kim har sagt detsamma till tre personer.", "writer"),
        ("Mamman uppger att Kim är trött.", "parent"),
        ("Pappans bild är att Kim har hittat på.", "parent"),
        ("Det Kim säger om helgerna väger tungt.", "writer"),
        ("Kim behöver kunna säga ifrån.", "writer"),
        ("Föräldrarna har uppgett att de är överens.", "parent"),
    ],
)
def test_in_the_analysis(text, speaker):
    assert analysed(text).speaker == speaker


def test_what_a_report_says_that_the_child_said_is_hearsay():
    from tests.builders import annotated_of

    head = "# Anmälan\n\n| Namn | Kim Ek |\n| Inkom | 2019-01-02 |\n\n## Vad anmälan gäller\n\n"
    text = head + "Kim sa att hon inte får gå hem."
    assert annotated_of(text).sentences[-1].speaker == "other"


def test_a_title_tells_whose_account_a_part_is():
    assert said("Det är värst på morgnarna.", "Samtal med mamman").speaker == "parent"
    assert said("Kim kommer ofta för sent.", "Uppgifter från skolan").speaker == "other"


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        # Who is named later in the clause is not the "hon" that opens it.
        ("Mamman säger att hon är slut. Hon har skrikit framför Kim och förklarat att ”mamma är trasig”.", "parent"),
        ("Kusinen får inte komma och möta henne, berättar Jonas, och Kim frågar varför.", "parent"),
        ("Kim sover helst i hallen, ”där ser ingen mig”.", "child"),
        ("Kim har avböjt alla samtal.", "writer"),
        ("Kim sa inte ett ord om bråket.", "writer"),
    ],
)
def test_whose_words_they_are_by_who_else_is_there(text, speaker):
    assert said(text, "Känslor och beteende").speaker == speaker


def test_a_blank_line_of_a_form_is_nobodys_account():
    assert said("Barnets inställning: ______").heading
    assert not said("Barnets inställning: hon vill bo kvar").heading


def test_how_a_child_reacts_is_no_view():
    assert said("Enligt mamman blir Kim ledsen när läraren skriker.").view_of != "child"
    assert said("Mamman säger att Kim vill byta skola.").view_of == "child"


def test_a_child_not_yet_born_says_nothing():
    from tests.builders import annotated_of

    head = "# Utredning\n\n| Namn | Väntat barn |\n| Mor | Anna Lund |\n\n## Nätverk\n\n"
    text = head + "Mormor hjälper till. Hon säger att hon kan komma."
    assert all(s.speaker != "child" and s.view_of != "child" for s in annotated_of(text).sentences)
