"""Areas of the triangle told of under another heading, or under none; every person is invented."""

import pytest

from audit.annotate.model import Annotated, Sentence
from tests.builders import annotated_of

_HEAD = "# Utredning\n\n| Namn | Kim Ek |\n| Vårdnadshavare | Sara Ek (mamma) |\n| Inledd | 2019-02-04 |\n\n"


def _free(text: str) -> Annotated:
    """A narrative without headings of areas."""
    return annotated_of(f"{_HEAD}## Vad som framkommit\n\n{text}\n")


def _headed(halsa: str, rest: str) -> Annotated:
    return annotated_of(
        "# Utredning\n\n| Namn | Kim Ek |\n| Vårdnadshavare | Sara Ek (mamma) |\n| Inledd | 2012-02-04 |\n\n"
        f"## Hälsa\n\n{halsa}\n\n## Utbildning\n\nKim går i sjuan och når målen i allt utom engelska.\n\n"
        "## Ekonomi\n\nMamman har haft försörjningsstöd sedan i maj och betalar av en hyresskuld.\n\n"
        f"## Familjens bakgrund\n\n{rest}\n"
    )


def _last(annotated: Annotated) -> Sentence:
    return annotated.sentences[-1]


@pytest.mark.parametrize(
    ("text", "areas"),
    [
        ("Kim har haft ont i magen varje morgon och väger mindre än i fjol.", {"halsa"}),
        ("Frisk, vaccinerad, glasögon sedan trean.", {"halsa"}),
        ("Hon har svårt att somna och tar melatonin, en medicin som läkaren skrivit ut.", {"halsa"}),
        ("Mentorn berättar att frånvaron är trettio procent.", {"utbildning"}),
        ("Familjen bor i en hyresrätt på tredje våningen.", {"boende_arbete_ekonomi"}),
        ("Mamman arbetar heltid och har skulder hos kronofogden.", {"boende_arbete_ekonomi"}),
        ("Mamman växte upp i fosterhem.", {"familjebakgrund"}),
        ("Moderns väninnor och en granne ställer upp.", {"natverk_integrering"}),
        ("Mamman sätter inga gränser och ger efter.", {"stimulans_vagledning"}),
    ],
)
def test_a_narrative_is_read_by_its_matters(text, areas):
    assert areas <= _last(_free(text)).domains


@pytest.mark.parametrize(
    "text", ["Kim har en katt.", "Det har varit en lång vår.", "Utredarna träffade Kim två gånger."]
)
def test_not_every_sentence_has_an_area(text):
    assert not _last(_free(text)).domains


def test_a_sentence_may_tell_of_several_areas():
    assert {"utbildning", "halsa"} <= _last(_free("Kim missar skolan för att magontet kommer på morgnarna.")).domains


def test_a_parents_illness_is_not_the_childs_health():
    assert "halsa" not in _last(_free("Mamman har diabetes och tar medicin.")).domains


@pytest.mark.parametrize("pointer", ["Se ovan.", "Se under bakgrund.", "Se 4.1."])
def test_elsewhere_counts_where_the_areas_own_heading_points_on(pointer):
    told = _headed(pointer, "Kim har haft astma och eksem sedan födseln.")
    assert "halsa" in _last(told).also


@pytest.mark.parametrize("own", ["Kim är frisk och äter bra.", "Inget att anmärka."])
def test_elsewhere_does_not_count_where_the_area_has_text_of_its_own(own):
    assert "halsa" not in _last(_headed(own, "Kim har haft astma och eksem sedan födseln.")).domains


def test_what_is_proposed_describes_nothing():
    assert not _last(_free("Det föreslås att Kim får samtal om sin ångest.")).domains


def test_under_a_side_a_sentence_belongs_to_its_areas() -> None:
    """Whole and clean clothes are the parents' care below their heading, also where the child wears them."""
    annotated = annotated_of(
        "# Beslutsunderlag\n\n## Barnets utveckling\n\nKim går i trean och läser bra.\n\n"
        "## Föräldrarnas förmåga\n\nKim är hel och ren. Han lägger sig själv.\n"
    )
    told = {annotated.text(s): s.domains for s in annotated.sentences}
    assert told["Kim är hel och ren."] == {"grundlaggande_omsorg"}
    assert "utbildning" in told["Kim går i trean och läser bra."]


def test_a_heading_of_child_and_family_is_of_no_side() -> None:
    annotated = annotated_of(
        "# Utredning\n\n| Barn | Kim Ek |\n| Född | 2009-03-04 |\n\n## Kim och familjen\n\n"
        "Kim går i trean och läser bra. Läraren hjälper honom i matte.\n"
    )
    assert any("utbildning" in s.domains for s in annotated.sentences)


@pytest.mark.parametrize(
    ("text", "area"),
    [
        ("Kim hälsade på mig i dörren och satte sig i soffan.", "halsa"),
        ("Kim beskriver sig som trött.", "kansla_beteende"),
        ("Migrationsverket bekräftar att papperen har kommit fram.", "kanslomassig_tillganglighet"),
        ("Husvagnen saknade värme i mars.", "kanslomassig_tillganglighet"),
        ("Uppgifter har lämnats av polisen.", "sakerhet"),
    ],
)
def test_a_word_of_another_meaning_is_no_matter(text, area):
    assert area not in _last(_free(text)).domains


def test_what_goes_on_is_no_full_account_of_its_own():
    annotated = _free("Mentorn berättar att frånvaron är trettio procent. Det var så även i fjol, i maj och i juni.")
    assert _last(annotated).domain is None
    assert _last(annotated).domains == {"utbildning"}


def test_a_meeting_tells_of_no_area():
    annotated = _free("Mentorn berättar att frånvaron är trettio procent. Mötet ägde rum på kontoret den 4 maj.")
    assert not _last(annotated).domains


def test_nothing_told_holds_for_all_areas_of_its_heading():
    annotated = annotated_of(
        "# Utredning\n\n| Namn | Kim Ek |\n| Inledd | 2012-02-04 |\n\n## Barnets behov\n\n"
        "### Identitet, socialt uppträdande, klara sig själv\n\nEj aktuellt med hänsyn till Kims ålder.\n"
    )
    assert _last(annotated).domains == {"identitet", "socialt_upptradande", "klara_sig_sjalv"}


def test_a_siblings_illness_is_not_the_childs_health():
    annotated = annotated_of(
        f"{_HEAD}## Hälsa\n\nBrodern Albin har epilepsi och tar medicin.\n\n## Utbildning\n\nKim går i fyran.\n"
    )
    sentence = next(s for s in annotated.sentences if "epilepsi" in annotated.text(s))
    assert "halsa" not in sentence.domains


def test_the_parents_work_is_told_under_their_own_heading():
    annotated = annotated_of(f"{_HEAD}## Föräldrarna\n\nSara är uppvuxen i Finspång.\n")
    assert "familjebakgrund" in _last(annotated).domains


def test_many_matters_of_one_area_make_a_full_account():
    annotated = _free(
        "I skolan går Kim i femman, når kunskapskraven i alla ämnen, har god närvaro och gillar sin mentor."
    )
    assert _last(annotated).rich
