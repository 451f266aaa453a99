"""What a sentence of the analysis does, and what only looks like reasoning; every person is invented."""

import pytest

from tests.annotate.told import analysed, said

REASONING = {"interprets", "causes", "consequence", "weighs"}

INTERPRETS = [
    "Jag tror att hon vaktar.",
    "Vi förstår det inte som ovilja.",
    "Att hon går hem på rasterna passar in i bilden.",
    "Vi läser tystnaden som skam.",
    "Oron är allvarlig för att den har varat sedan förskolan.",
    "Jag räknar med att hon håller masken hos oss också.",
    "Att Kim slutat svara i telefon kan förstås som ett sätt att slippa välja sida.",
    "Kims utbrott tyder på att hon är rädd när rösterna höjs.",
    "Magontet är ett uttryck för att hon oroar sig för mamman.",
    "Det handlar om att ingen vuxen har tagit över ansvaret.",
    "För Kim innebär detta att hon aldrig vet vem som är hemma.",
    "Kim är inte lat utan slut.",
    "Det är inte skolan som är svår utan vägen hem.",
    "Jag tolkar tystnaden som skam.",
    "Ett barn som väntar på nästa bråk kan inte läsa läxor.",
    "En elvaåring ska inte behöva räkna flaskor, och att hon gör det är allvarligt.",
    "Den som sover med skorna på räknar med att behöva springa.",
    "Det allvarliga är att bråken har blivit vardag.",
    "Sannolikt har Kim förstått mer än de vuxna tror.",
    "Vad hon än svarar gör hon någon besviken.",
    "Hon har lärt sig att inte be om hjälp.",
    "Risken bedöms som hög så länge pappan dricker.",
    "Det som ser ut som trots är snarare rädsla.",
    "Kims ordning i skåpet är ett försök att få något att hålla.",
]
CAUSES = [
    "Kims frånvaro beror på att hon vaktar lillebror på morgnarna.",
    "Sömnlösheten hänger ihop med bråken på kvällarna.",
    "Att mamman inte orkar sätta gränser har sin grund i hennes depression.",
    "Kim går hem på rasterna just för att mamman är ensam då.",
    "Pappans oberäkneliga tider gör att Kim aldrig kan planera något.",
    "Att hon slår andra är en reaktion på det hon ser hemma.",
    "Bråken bottnar i att ekonomin tagit slut.",
    "Tystnaden hemma bidrar till att Kim söker sig till äldre kamrater.",
    "Hon håller sig vaken, rimligen för att höra när dörren går.",
]
CONSEQUENCE = [
    "Dricker pappan igen får Kim ingen som möter henne vid bussen.",
    "Går det så här till jul är det troligt att hon slutar komma till skolan.",
    "Blir det en höst till kan vanan ha satt sig.",
    "Händer inget är hon ute ur laget till våren.",
    "Om ingen tar över pärmen blir det Kim som öppnar breven.",
    "Hon ligger vaken och lyssnar, och då blir det ingen ork kvar till läxorna på dagen.",
    "Om inget förändras riskerar Kim att tappa hela läsåret.",
    "Detta leder till att Kim tar hand om sina syskon i stället för läxorna.",
    "Så länge pappan bor kvar kommer Kim inte att våga sova.",
    "På sikt kan det leda till att hon slutar be om hjälp.",
    "Konsekvensen för Kim är att hon mister sina vänner.",
    "Utan stöd kommer hon att fortsätta hålla ihop familjen.",
    "Det är Kim som blir den som får trösta.",
    "Får det fortsätta är högstadiet förlorat.",
    "Fortsätter hon att vakta på nätterna orkar hon inte skolan.",
    "Det går ut över hennes sömn och skolarbete.",
]
WEIGHS = [
    "Det som håller emot är att mormor bor i samma trapp.",
    "Vi tar grannens uppgift på större allvar än pappans.",
    "Det skyddar henne i dag.",
    "Vi litar mer på dagboken än på minnet.",
    "Mormors stöd väger inte upp att ingen vuxen är hemma på nätterna.",
    "Mammans vilja att förändra väger tyngre än de enskilda återfallen.",
    "Å ena sidan är pappan varm, å andra sidan är han sällan nykter.",
    "Mot detta står att Kim har en lärare som hon litar på.",
    "Skyddet räcker inte, eftersom mormor bor sextio mil bort.",
    "Det som talar för familjen är att båda föräldrarna ber om hjälp.",
    "Uppgifterna går isär, och skolans är mer trovärdiga då de är förda dag för dag.",
    "Kims uppgifter läggs till grund eftersom de är detaljerade och oförändrade.",
    "Trots att risken är allvarlig finns samtidigt ett skydd i mormor, men det är bräckligt.",
    "Det går inte att bortse från att våldet har upprepats.",
    "Pappan nekar, men hans version stämmer inte med läkarens fynd.",
]

IMPLICIT = [
    "Kims skolfrånvaro ska inte ses isolerat utan som en del av familjens situation.",
    "Våldet har satt djupa spår hos Kim.",
    "Kim har tvingats växa upp för fort.",
    "Hon har tagit på sig rollen som familjens medlare.",
    "Kims behov har fått stå tillbaka för föräldrarnas konflikt.",
    "Mammans insikt om sina svårigheter ökar förutsättningarna för förändring.",
    "Föräldrarnas oförmåga att samarbeta lämnar Kim ensam med sina känslor.",
    "Att hon inte gråter längre oroar mer än att hon grät.",
    "Kim håller ihop dagarna men till priset av sina nätter.",
    "Bakom skolkandet finns en flicka som inte vågar lämna sin mamma.",
    "Det räcker inte att pappan lovar bättring.",
    "Ju längre tiden går desto svårare blir det att vända.",
    "Mammans återfall har följt samma mönster varje höst.",
    "Det är svårt att se hur Kim ska orka ett år till.",
    "Ingen av dem ser att Kim lyssnar.",
    "Pappans frånvaro förstärker bilden hos Kim av att hon inte är viktig.",
    "Kims lojalitet med mamman hindrar henne från att berätta.",
    "Trots mormors stöd är Kim i praktiken utan vuxna på kvällarna.",
    "Kims goda skolresultat kan lätt dölja hur hon mår.",
    "Skolans uppgifter bekräftas av BUP, vilket gör dem svåra att avfärda.",
    "Det finns alltså två problem som göder varandra.",
    "Mammans sjukdom är varken hennes fel eller Kims ansvar.",
    "En trettonåring kan inte bära det.",
    "Så som det är nu får Kim sina föräldrar en i taget, aldrig när hon behöver dem.",
    "Utan förändring är det troligt att Kim söker sig bort.",
    "Kims utagerande fyller funktionen att någon kommer.",
    "Pappans hot, även om de inte satts i verket, styr hela familjens vardag.",
    "Den trygghet som finns hos mormor väger inte upp det som saknas hemma.",
    "Kim behöver inte fler samtal utan en säng att sova i.",
    "Vi tolkar det som att hon skyddar sin pappa.",
    "Det som började som hjälp har blivit kontroll.",
    "Konflikten har pågått i fyra år och ingenting tyder på att den avtar.",
    "Kims situation är allvarligare än vad föräldrarna vill tro.",
    "Sannolikheten att det händer igen är stor.",
    "Följden blir att Kim står utan stöd just när hon behöver det som mest.",
    "Det skyddande är att Kim själv söker hjälp.",
    "Om mamman inte får vård är risken stor att Kim blir placerad.",
    "Mammans oro smittar av sig på Kim.",
    "Kim speglar sin mammas humör.",
]

NO_REASONING = [
    "Det föreligger såväl risk- som skyddsfaktorer på individ- och familjenivå.",
    "Mamman brister i tillsyn, vilket är en riskfaktor, men är samarbetsvillig, vilket är en skyddsfaktor.",
    "Sammantaget bedöms därför att det finns både risk- och skyddsfaktorer.",
    "Sover dåligt, går i femman och trivs.",
    "Går i femman och tycker om att simma.",
    "Kim ritar, tycker om hästar och spelar fiol.",
    "Är det någon som vet var pappan bor?",
    "Av utredningen framkommer att Kim sover dåligt.",
    "Sammantaget har risk- och skyddsfaktorer vägts samman.",
    "En helhetsbedömning av risk- och skyddsfaktorer har gjorts.",
    "Barnets bästa har beaktats i bedömningen.",
    "Mamman uppger att Kim är trött eftersom hon spelar på nätterna.",
    "Läraren menar att det beror på att hon är rädd hemma.",
    "Mormor säger att det leder till att hon inte orkar skolan.",
    "Pappan anser att skolan bär ansvaret.",
    "Enligt skolan riskerar Kim att inte nå målen.",
    "Kim går i femte klass på Almskolan.",
    "Familjen bor i en hyresrätt om tre rum.",
    "Mot bakgrund av ovanstående föreslås familjebehandling.",
    "Föräldrarna är positiva till insats och därför föreslås familjebehandling.",
    "Utredningen avslutas.",
    "Modern har berättat att hon arbetar natt och att mormor då är hemma.",
    "Riskfaktorer: missbruk, trångboddhet, låg ålder.",
    "Skyddsfaktorer som framkommit är mormor, skolan och goda kamrater.",
    "Kim har haft 34 dagars frånvaro under höstterminen.",
    "Det har framkommit att föräldrarna har olika regler.",
    "Utredningen har belyst barnets behov, föräldrarnas förmåga samt familj och miljö.",
    "Den 3 maj kom en anmälan från skolan.",
    "Kim träffar skolkuratorn varannan vecka.",
    "Familjen bedöms vara i behov av insats då det har framkommit svårigheter.",
    "Därför har utredning genomförts.",
    "Samtycke finns från båda vårdnadshavarna.",
    "Sammanfattningsvis har båda föräldrarna svarat på alla frågor.",
    "I skolan går det bra och kamraterna är snälla.",
    "Skolan beskriver en tyst flicka som sällan räcker upp handen.",
    "Föräldrarna har medverkat i utredningen och kommit på alla möten.",
    "Kim bor växelvis hos föräldrarna, en vecka i taget.",
    "Modern brister i sin förmåga att sätta gränser.",
    "Det bedöms att Kim har en trygg tillvaro hos mormor.",
    "Föräldrarna bedöms ha god förmåga att tillgodose Kims behov.",
    "Kim bedöms inte vara i behov av skydd.",
    "Utredaren bedömer att det finns behov av stöd till familjen.",
    "Det finns en oro för att Kim far illa.",
    "Kim är en utsatt flicka.",
    "Det framkommer att Kim är utsatt för mobbning i skolan.",
    "Föräldrarna har själva sökt hjälp vilket är positivt.",
    "Modern har bett om hjälp, därför föreslås familjebehandling.",
    "Eftersom båda föräldrarna samtycker föreslås kontaktfamilj.",
    "Kim har ett nätverk bestående av mormor, morfar och moster.",
    "Barnet har god anknytning till sin mamma.",
    "Samtidigt arbetar mamman mycket.",
    "Pappan bor i en tvåa men söker större lägenhet.",
    "Kim går i skolan trots att hon är trött.",
    "Mamman har haft en depression men mår nu bättre.",
    "Om mamman vill kan hon kontakta öppenvården.",
    "När det gäller Kims skolgång är den bra.",
    "Föräldrarna har olika syn på vad som har hänt.",
    "Skolan är viktig för Kim.",
    "Det är viktigt att Kim får stöd i skolan.",
    "Att föräldrarna samarbetar är positivt.",
    "Genom familjebehandling kan föräldrarna få stöd i sin föräldraroll.",
    "Insatsen syftar till att stärka föräldrarna.",
    "Det har inte framkommit något som tyder på att Kim far illa.",
    "Inga tecken på missbruk har framkommit.",
    "Modern uppger att hon är rädd att Kim ska hamna snett.",
    "Kim beskrivs som en glad och social flicka som har lätt att få vänner.",
    "Fadern anser att det beror på skolan.",
    "Familjen har bott i Sverige sedan 2010 och är väl integrerad.",
    "Då Kim är 15 år har hon egen talan.",
    "Utifrån anmälan och vad som framkommit har frågan om våld utretts.",
    "Kim har behov av en stabil och trygg hemmiljö där hennes behov tillgodoses.",
    "Föräldrarna behöver stöd i att sätta gränser för att Kim ska utvecklas gynnsamt.",
    "Pappan har visat prov på att han klarar omsorgen.",
    "Kim har lärt sig läsa och skriva.",
    "Hon har svårt att koncentrera sig och får extra stöd i matematik.",
    "Det finns både risk- och skyddsfaktorer i familjen.",
    "En skyddsfaktor är att Kim har en god kontakt med mormor.",
    "Bland riskfaktorerna märks moderns missbruk och faderns frånvaro.",
    "I bedömningen har hänsyn tagits till Kims ålder.",
    "Vad gäller frågeställningen om våld har föräldrarna nekat.",
    "Kims lärare tror att hon skulle behöva mer sömn.",
    "Hon har en kompis som heter Moa, och de leker ofta.",
    "Ingen av föräldrarna har varit aktuell tidigare.",
]


@pytest.mark.parametrize(
    ("text", "role"),
    [
        (t, r)
        for r, ts in (("interprets", INTERPRETS), ("causes", CAUSES), ("consequence", CONSEQUENCE), ("weighs", WEIGHS))
        for t in ts
    ],
)
def test_reasoning(text, role):
    sentence = analysed(text)
    assert role in sentence.roles
    assert sentence.speaker == "writer"


@pytest.mark.parametrize("text", IMPLICIT)
def test_reasoning_without_connectives(text):
    sentence = analysed(text)
    assert sentence.roles & REASONING
    assert sentence.speaker == "writer"


@pytest.mark.parametrize("text", NO_REASONING)
def test_key_words_and_retellings_are_no_reasoning(text):
    sentence = analysed(text)
    assert not sentence.roles & REASONING or sentence.speaker != "writer"


def test_one_weak_sign_is_not_enough():
    assert not analysed("Kim är möjligen i skolan på tisdagar.").roles & REASONING


def test_weak_signs_together_give_an_uncertain_role():
    sentence = analysed("En elvaåring ska inte ha hand om familjens räkningar.")
    assert sentence.roles & REASONING
    assert not sentence.certain


@pytest.mark.parametrize(
    "text",
    [
        "Kim behöver en vuxen som är hemma på nätterna.",
        "Kim har behov av trygghet och förutsägbarhet.",
        "Barnet är i behov av stöd i skolarbetet.",
        "Det Kim behöver är att slippa välja.",
        "Behovet är att någon tar över ansvaret på morgnarna.",
        "Mamman behöver stöd för att kunna sätta gränser.",
        "Hon bedöms behöva en egen vuxen att tala med.",
        "Det krävs att pappan slutar dricka.",
    ],
)
def test_concludes_need(text):
    assert "concludes_need" in analysed(text).roles


@pytest.mark.parametrize(
    "text",
    [
        "Mamman uppger att Kim behöver hjälp med läxorna.",
        "Skolan anser att Kim är i behov av utredning.",
        "Vad gäller barnets behov har framkommit att Kim sover lite.",
        "Inget behov av omedelbart skydd bedöms föreligga.",
        "Uppföljning sker vid behov.",
        "Vi behöver veta mer om kvällarna.",
        "Kim behöver inte längre vakta.",
        "Familjen bor i en trea.",
    ],
)
def test_concludes_no_need(text):
    sentence = analysed(text)
    assert "concludes_need" not in sentence.roles or sentence.speaker != "writer"


@pytest.mark.parametrize(
    ("text", "decides"),
    [
        ("Kontaktperson beviljas enligt 4 kap. 1 § SoL.", True),
        ("Utredningen avslutas utan insats.", True),
        ("Familjebehandling föreslås.", True),
        ("Föräldrarna erbjuds samtal.", True),
        ("Utredning inleds den 4 februari.", True),
        ("Ansökan om kontaktfamilj avslås.", True),
        ("Mamman föreslår att Kim bor hos mormor.", False),
        ("Kim går i femman.", False),
    ],
)
def test_decides(text, decides):
    assert ("decides" in said(text, "Beslut").roles) is decides


@pytest.mark.parametrize(
    "text", ["Riskfaktorer: missbruk, trångboddhet.", "Skyddsfaktorer är mormor, skola och goda kamrater."]
)
def test_lists(text):
    assert "lists" in analysed(text).roles


@pytest.mark.parametrize(
    "text",
    [
        "Av utredningen framgår att Kim sover lite.",
        "Mamman uppger att Kim sover lite.",
        "Det har framkommit att Kim sover lite.",
        "Skolan beskriver Kim som tyst.",
    ],
)
def test_reports(text):
    assert "reports" in analysed(text).roles


@pytest.mark.parametrize(
    "text",
    [
        "Kim har astma och tar medicin morgon och kväll.",
        "Lägenheten har tre rum och Kim delar säng med lillebror.",
        "Pappan kör lastbil till Tyskland och är borta fyra nätter i veckan.",
        "Mamman uppger att Kim vaknar tre gånger varje natt och kontrollerar spisen.",
        "Hon kom för sent 14 gånger under hösten.",
        "Kim stod i hallen med ytterkläderna på när jag kom.",
    ],
)
def test_describes(text):
    assert "describes" in said(text).roles


@pytest.mark.parametrize(
    "text",
    [
        "Inget att anmärka.",
        "Fungerar bra.",
        "Det har inte framkommit något.",
        "Ej aktuellt.",
        "Se ovan.",
        "U.a.",
        "Kim har kompisar.",
        "Frisk enligt mamman.",
        "Inga problem i skolan.",
        "Har inte utretts närmare.",
        "Föräldrarna tycker mycket om sina barn.",
        "Åldersadekvat utveckling.",
    ],
)
def test_describes_nothing(text):
    assert "describes" not in said(text).roles


@pytest.mark.parametrize(
    "text",
    [
        "Inget att anmärka.",
        "Fungerar bra.",
        "Det har inte framkommit något.",
        "Ej aktuellt.",
        "Se ovan.",
        "Barnets bästa har beaktats.",
        "En helhetsbedömning av risk- och skyddsfaktorer har gjorts.",
        "Sammantaget har risk- och skyddsfaktorer vägts samman.",
    ],
)
def test_stock_phrase(text):
    assert "stock_phrase" in analysed(text).roles


@pytest.mark.parametrize(
    ("text", "rich"),
    [
        (
            "Kim vaknar tre gånger varje natt, ser till spisen, känner på dörren och somnar i hallen med skor på.",
            True,
        ),
        ("Under höstterminen kom Kim för sent 14 gånger och var borta hela dagen 9 gånger, oftast måndagar.", True),
        ("Kim går i femman.", False),
        ("Det fungerar bra i skolan.", False),
        ("Kim har vänner och trivs.", False),
    ],
)
def test_rich(text, rich):
    assert said(text).rich is rich


@pytest.mark.parametrize(
    "text",
    [
        "Barnet är ofött och kan inte komma till tals.",
        "Kim är så liten att hon inte kan tillfrågas.",
        "Kim kan inte höras på grund av sin ålder.",
        "Kim har inbjudits till samtal men inte velat komma.",
    ],
)
def test_a_reason_why_the_child_was_not_heard_is_no_account(text):
    assert "reason_not_heard" in said(text).roles
