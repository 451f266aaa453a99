"""Needs: what the writer concludes, one an item; every person is invented."""

import pytest

from audit.facts.needs import find_needs
from tests.builders import facts_of
from tests.facts.investigations import investigation


def quotes(**parts: str) -> list[str]:
    return [need.passage.quote for need in find_needs(investigation(**parts))]


@pytest.mark.parametrize(
    "text",
    [
        "Kim behöver en vuxen som väcker honom på morgnarna.",
        "Kim har behov av tydliga rutiner vid läggdags.",
        "Kim är i behov av skydd mot våld.",
        "Kims främsta behov är att få vara ifred från föräldrarnas konflikt.",
        "Vidare behöver hon hjälp med skolarbetet.",
        "Det Kim behöver är lugn och ro när läxorna ska göras.",
        "Bedömningen är att Kim behöver någon att prata med om det som hänt.",
        "Sammantaget bedöms Kim behöva en trygg skolgång.",
        "Kim måste få veta varför pappan flyttade.",
        "Kim skulle må bra av att träffa jämnåriga efter skolan.",
        "För att Kim ska kunna sova krävs att det är tyst i lägenheten på nätterna.",
        "Det är viktigt att Kim får träffa sin mormor regelbundet.",
        "Mamman behöver stöd i att sätta gränser för Kim.",
        "Sara behöver avlastning på helgerna.",
        "Det bedöms vara av största vikt för Kims utveckling att hon tillförsäkras en kontinuerlig skolgång.",
        "Familjen behöver en egen bostad.",
        "Eftersom Kim behöver förutsägbarhet bör umgänget följa ett schema.",
        "Behov av läkarundersökning föreligger för Kim.",
        "Barnen behöver skyddas från fortsatt våld.",
        "Det behövs en vuxen i hemmet när Kim kommer från skolan.",
        "Kim behöver slippa vara budbärare mellan föräldrarna.",
        "Undertecknad bedömer att Kim har ett stort behov av kontinuitet.",
        "De behöver någonstans att vara när det bråkas hemma.",
        "Kim ska inte behöva vara rädd hemma.",
        "Kim klarar sig inte utan en vuxen som väcker honom.",
        "Det som saknas är en vuxen som märker när Kim är ledsen.",
        "Det måste finnas en nykter vuxen hos Kim varje kväll.",
        "Därtill behöver det finnas en nykter vuxen hemma på kvällarna.",
        "Framöver behöver det vara tyst i lägenheten på nätterna.",
    ],
)
def test_is_a_need(text: str) -> None:
    assert quotes(analysis=text) == [text]


@pytest.mark.parametrize(
    "text",
    [
        "Något behov av skydd finns inte.",
        "Kim har inget behov av stöd från socialtjänsten.",
        "Kim behöver inte längre någon extra hjälp i skolan.",
        "Kim är i behov av insatser från socialtjänsten.",
        "Familjen har behov av familjebehandling.",
        "Kim behöver stöd och hjälp.",
        "Utredningen behöver kompletteras med uppgifter från förskolan.",
        "Mamman säger att hon behöver avlastning på helgerna.",
        "Enligt pappan behöver Kim strängare regler.",
        "Vera behöver egen hjälp med skolarbetet.",
        "Frågan är vad Kim behöver för att må bättre.",
        "Om Kim behöver prata ringer hon sin mormor.",
        "Ett barn i den åldern behöver förutsägbara vuxna.",
        "Vi behöver förstå mer om kvällarna.",
        "Skolan behöver anpassa undervisningen.",
        "Kontakt kan tas vid behov.",
        "Föräldrarna tillgodoser barnets behov.",
        "Tolk har behövts vid samtalen.",
        "Behöver Kim mer vila?",
        "Behov av tolk finns.",
        '"Jag behöver få sova", säger Kim.',
        "Kim behövde hjälp med läxorna under förra läsåret.",
        "Skolan anser att Kim behöver en resursperson i klassen.",
        "Det som saknas i utredningen är ett läkarintyg.",
        "Pappan uppger att det som saknas är regler.",
        "Mamman säger att Kim inte ska behöva byta skola.",
    ],
)
def test_is_no_need(text: str) -> None:
    assert quotes(analysis=text) == []


def test_coordinated_needs_are_two() -> None:
    found = quotes(analysis="Kim har behov av en läkarundersökning samt av en trygg och stabil omsorg.")
    assert found == ["Kim har behov av en läkarundersökning", "en trygg och stabil omsorg"]


def test_one_matter_in_two_words_is_one() -> None:
    assert len(quotes(analysis="Kim behöver komma bort från gänget och få tillbaka sina gamla kamrater.")) == 1


def test_repeated_need_is_one() -> None:
    found = quotes(
        analysis="Kim behöver fasta rutiner vid läggdags.",
        proposal="Då Kim behöver fasta rutiner vid läggdags föreslås stöd av familjepedagog.",
    )
    assert found == ["Kim behöver fasta rutiner vid läggdags."]


def test_list_under_a_lead() -> None:
    found = quotes(analysis="Kim är trött.\n\nKim behöver:\n\n- en vuxen hemma på morgonen\n- hjälp med läxorna\n")
    assert found == ["en vuxen hemma på morgonen", "hjälp med läxorna"]


def test_list_under_a_heading_of_needs() -> None:
    found = quotes(analysis="Kim är trött.\n\n### Behov\n\n- Trygg vuxen på kvällarna\n- Ta igen matematiken\n")
    assert found == ["Trygg vuxen på kvällarna", "Ta igen matematiken"]


def test_list_of_risks_is_no_list_of_needs() -> None:
    assert quotes(analysis="Riskfaktorer:\n\n- Bråk mellan föräldrarna\n- Hög frånvaro\n") == []


def test_need_in_a_description_counts() -> None:
    text = "Kim behöver en lugn plats för läxorna."
    assert quotes(domain=f"\n## Hälsa\nKim sover för lite. {text}\n", decision="Utredningen avslutas.") == [text]


def test_habit_in_a_description_is_no_need() -> None:
    assert quotes(domain="\n## Hälsa\nKim behöver ibland påminnas om att äta.\n", analysis="Kim mår bra.") == []


def test_need_in_a_plan_counts_only_where_the_investigation_has_none() -> None:
    plan = "## Behov\n- Kim behöver sova hela natten\n"
    assert quotes(plan=plan) == ["Kim behöver sova hela natten"]
    assert quotes(analysis="Kim behöver en vuxen på morgonen.", plan=plan) == ["Kim behöver en vuxen på morgonen."]


def test_need_in_a_report_is_no_conclusion() -> None:
    more = "# Orosanmälan\n\n| Namn | Kim Ek |\n\nKim behöver skydd från pappan."
    assert quotes(analysis="Kim mår bra.", more=more) == []


@pytest.mark.parametrize(
    ("text", "reasoned"),
    [
        ("Kim somnar på lektionerna eftersom bråken håller henne vaken om nätterna. Kim behöver lugna nätter.", True),
        ("Kim går i femman. Mamman arbetar natt.\n\nKim behöver en cykelhjälm.", False),
    ],
)
def test_reasoned(text: str, reasoned: bool) -> None:
    needs = find_needs(investigation(analysis=text))
    assert [n.reasoned for n in needs] == [reasoned]


@pytest.mark.parametrize(
    ("text", "domain"),
    [
        ("Kim behöver en läkarundersökning.", "halsa"),
        ("Kim behöver hjälp med läxorna i skolan.", "utbildning"),
        ("Kim behöver skydd mot våld.", "sakerhet"),
        ("Familjen behöver en egen bostad.", "boende_arbete_ekonomi"),
    ],
)
def test_domain(text: str, domain: str) -> None:
    assert [n.domain for n in find_needs(investigation(analysis=text))] == [domain]


@pytest.mark.parametrize(
    "text",
    [
        "Det som krävs är att Kim får sova i egen säng.",
        "Du behöver få vara ifred på kvällarna.",
        "Vi ser ett behov av fasta rutiner hos Kim.",
        "För Kim är det nödvändigt att skolgången fungerar.",
        "Det viktigaste för Kim är att få bo kvar.",
        "Kims behov av trygghet och förutsägbarhet är stort.",
        "Skolgången behöver fungera.",
        "Kim skulle gynnas av att få komma ut på eftermiddagarna.",
        "Kim beh lugn o ro vid läxorna.",
    ],
)
def test_other_ways_to_say_it(text: str) -> None:
    assert len(quotes(analysis=text)) == 1


def test_each_clause_its_own_need() -> None:
    text = "Det framgår att Kim behöver eget rum, att hon behöver någon att prata med och att synen behöver undersökas."
    assert len(quotes(analysis=text)) == 3


@pytest.mark.parametrize(
    "text",
    [
        "Jag tror inte att det behövs att Kim byter skola.",
        "Familjen är i behov av insats enligt 4 kap. 1 § SoL.",
        "Familjen bedöms vara i behov av en fördjupad intervention.",
        "Kims behov bedöms vara följande.",
        "Sammantaget bedöms att behov av stöd föreligger.",
        "Behov av insats föreligger ej.",
    ],
)
def test_no_need_of_its_own(text: str) -> None:
    assert quotes(analysis=text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Kim bedöms ha behov av\n\n- att sova ostört,\n- att inte behöva vakta sin mamma,\n- att få fler kamrater.",
        "Därför behöver Kim\n\n- sova ostört\n- slippa vakta sin mamma\n- få fler kamrater",
        "Kim behöver tre saker: att sova ostört, att slippa vakta sin mamma och att få fler kamrater.",
    ],
)
def test_a_list_after_its_lead(text: str) -> None:
    assert len(quotes(analysis=text)) == 3


def test_a_list_with_semicolons() -> None:
    text = "Kim behöver: sova ostört; slippa vakta sin mamma; och få träffa sina kamrater."
    assert len(quotes(analysis=text)) == 3


def test_reasoned_in_other_words() -> None:
    # The nights are reasoned about, the homework is not.
    needs = find_needs(
        investigation(
            analysis="Att Kim somnar på lektionerna beror på att hon ligger vaken. Det leder till att hon tröttnar. "
            "Så länge kvällarna är oroliga riskerar hon att somna ännu senare.\n\n"
            "Pappan har flyttat till Umeå. Kim ska börja femman.\n\n"
            "Kim behöver en egen säng. Kim behöver pengar till fotbollen."
        )
    )
    assert [need.reasoned for need in needs] == [True, False]


def test_a_description_tells_how_things_are_where_needs_are_concluded() -> None:
    described = "\n## Klara sig själv\nKim behöver hjälp med knappar och skor.\n"
    assert quotes(domain=described, analysis="Kim behöver en lugnare skolgång.") == ["Kim behöver en lugnare skolgång."]
    assert quotes(domain=described) == ["Kim behöver hjälp med knappar och skor."]


def test_two_needs_of_one_sentence_stand_apart():
    found = facts_of(
        "# Utredning\n| Barn | Tuva Ek |\n## Analys och bedömning\n"
        "Tuva behöver slippa hämta sin bror, och hon behöver få åka skridskor."
    ).needs
    assert [n.passage.quote for n in found] == ["Tuva behöver slippa hämta sin bror", "hon behöver få åka skridskor"]


def test_heading_of_what_a_parent_sees():
    text = "# Utredning\n| Barn | Tuva Ek |\n## Behov som mamma ser\n- behov av läxhjälp\n- behov av cykel"
    assert facts_of(text).needs == ()


def test_counted_list_within_a_sentence():
    found = facts_of(
        "# Utredning\n| Barn | Tuva Ek |\n## Analys och bedömning\n"
        "Tuva behöver två saker: slippa byta skola igen och lära känna sin morfar."
    ).needs
    assert len(found) == 2


def test_item_that_says_its_need_opens_no_list() -> None:
    found = facts_of(
        "# Utredning\n| Barn | Tuva Ek |\n## Analys och bedömning\n"
        "- Tuva behöver sova ostört\n- Tuva behöver en egen säng\n- Grannarna: se ovan"
    )
    assert len(found.needs) == 2


@pytest.mark.parametrize(
    "text",
    [
        "Pappa övar på att somna om utan att Tuva behöver vakna.",
        "Mamma fick till svar att proven behövs tills vidare.",
        "Tuva ska slippa att hon behöver hämta sin bror.",
    ],
)
def test_what_is_not_to_be_is_no_need(text: str) -> None:
    found = facts_of(f"# Utredning\n| Barn | Tuva Ek |\n## Analys och bedömning\nTuva mår bra.\n## Förslag\n{text}")
    assert found.needs == ()
