"""What weight the child's view was given; every person and place is invented."""

import pytest

from audit.facts.heeded import find_heeded
from tests.builders import annotated_of

HEAD = "# Utredning\n\n| Namn | Elvira Tallgren |\n| Vårdnadshavare | Jenny Tallgren |\n\n"
VOICE = "## Samtal med Elvira\n\nElvira säger att hon vill bo kvar hemma.\n\n"
ANALYSIS = HEAD + VOICE + "## Analys och bedömning\n\n"
DECISION = HEAD + VOICE + "## Förslag till beslut\n\n"
PLAN = "# Genomförandeplan\n\n| Barn | Elvira Tallgren |\n\n"


def heeded(head, text):
    annotated = annotated_of(HEAD + VOICE, head + text) if head is PLAN else annotated_of(head + text)
    return [h.passage.quote for h in find_heeded(annotated)]


@pytest.mark.parametrize(
    ("head", "text"),
    [
        (ANALYSIS, "Elviras vilja har vägt tungt i bedömningen."),
        (ANALYSIS, "Det Elvira vill har fått styra: ingen av insatserna sker utanför hemmet, eftersom hon bad om det."),
        (ANALYSIS, "Vi lägger störst vikt vid Elviras egen berättelse."),
        (ANALYSIS, "Hänsyn har tagits till Elviras önskan att inte byta skola."),
        (ANALYSIS, "Elviras åsikt har beaktats på så sätt att samtalen läggs efter skolan."),
        (ANALYSIS, "Hennes inställning kan inte ensam avgöra, hon är för ung för det."),
        (ANALYSIS, "Elvira är femton år och hennes nej måste respekteras, varför någon placering inte föreslås."),
        (DECISION, "Familjehem har övervägts men valts bort, eftersom Elvira inte vill bo hos främmande."),
        (DECISION, "Trots att Elvira inte vill flytta föreslås placering, då risken hemma är för stor."),
        (DECISION, "Beslutet går emot Elviras önskan, då hemmet inte är tryggt."),
        (DECISION, "Kontaktperson beviljas i enlighet med Elviras önskemål."),
        (DECISION, "Elvira har sagt nej till gruppen och den erbjuds därför inte."),
        (DECISION, "Elvira vill inte träffa fler nya personer, därför föreslås ingen kontaktfamilj."),
        (DECISION, "Vi gör som Elvira vill."),
        (DECISION, "Det blir som Elvira har bett om: en kvinna som hämtar på fredagar."),
        (DECISION, "Elvira vill ha samtalen i skolan. Det har vi tagit fasta på."),
        (DECISION, "Utredarna följer Elviras linje."),
        (ANALYSIS, "Elvira vill helst gå själv till skolan, och så får det bli."),
        (ANALYSIS, "Elvira har bett om att slippa gruppen, vilket vi ordnar."),
        (ANALYSIS, "Elvira vill inte ha tolk, men det kan vi inte gå med på."),
        (ANALYSIS, "Elviras idé om odlingslotten har vi byggt förslaget på."),
        (ANALYSIS, "Hennes vädjan om att få stanna har inte bifallits."),
        (ANALYSIS, "Elvira har sagt nej till lägret. Det nejet följer vi."),
        (PLAN, "Elvira ville ha möten på onsdagar, så tiden är ändrad."),
        (PLAN, "Elvira föreslog bad i stället för bio. Planen är ändrad efter det."),
        (PLAN, "Elvira fick inte gehör för att sluta med läxhjälpen."),
        (DECISION, "Elviras önskan om att bo hos mormor kan inte tillgodoses, då mormor har tackat nej."),
        (PLAN, "Samtalen hålls på skolan eftersom Elvira bad om det."),
        (PLAN, "Elvira ville byta dag och så blir det."),
        (PLAN, "Elvira ville inte att skolan skulle få veta. Det lämnas ute ur planen."),
        (PLAN, "Tiden är lagd på torsdagar på Elviras begäran."),
        (PLAN, "Så som Elvira önskat hålls mötena utomhus."),
        (PLAN, "På Elviras eget förslag läggs träffarna i verkstaden."),
    ],
)
def test_weight_is_said(head, text):
    assert heeded(head, text)


@pytest.mark.parametrize(
    ("head", "text"),
    [
        (ANALYSIS, "Barnets åsikt har beaktats."),
        (ANALYSIS, "Barnets bästa har beaktats."),
        (ANALYSIS, "Elvira uppger att hon vill bo kvar hemma."),
        (ANALYSIS, "Elvira är rädd för att pappan ska komma."),
        (ANALYSIS, "Elviras åsikt ska inhämtas."),
        (ANALYSIS, "Elviras inställning är inte känd."),
        (ANALYSIS, "Jennys önskan om avlastning har vägt tungt."),
        (ANALYSIS, "Det som väger tyngst är att Jenny dricker."),
        (ANALYSIS, "Jenny säger att man måste lyssna på Elviras vilja."),
        (ANALYSIS, "Elvira säger att hon inte sover, eftersom mamma bråkar."),
        (ANALYSIS, "Vi bedömer att Elvira behöver en vuxen som lyssnar på henne."),
        (DECISION, "Kontaktfamilj beviljas eftersom Jenny vill ha avlastning."),
        (DECISION, "Elvira vill fortsätta med fotbollen."),
        (DECISION, "Kontaktperson beviljas. Elvira tackar ja."),
        (DECISION, "Utredningen avslutas då Jenny har tackat nej."),
        (PLAN, "Elvira ska få säga vad hon vill."),
        (PLAN, "Elvira vill lära sig laga mat."),
        (PLAN, "Behandlaren följer Elvira till skolan."),
        (PLAN, "Målet är att Elviras vilja ska respekteras av föräldrarna."),
        (HEAD, "## Hälsa\n\nElvira får välja eftersom hon vill."),
    ],
)
def test_no_weight(head, text):
    assert heeded(head, text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Vad Elvira berättat har vägt tungt.",
        "Avgörande vikt har lagts vid att Elvira visade att hon ville stanna.",
        "Det är Elviras besked som bedömningen vilar tyngst på.",
        "Elviras önskan om att få träffa sin bror och om egen nyckel bör däremot följas.",
    ],
)
def test_a_clause_of_the_childs_is_weighed(text):
    assert heeded(ANALYSIS, text) == [text]


@pytest.mark.parametrize(
    "text",
    [
        "Elviras tanke att det var hennes fel är tung att bära.",
        "Elviras önskan bör beaktas.",
        "Jenny berättade att det väger tungt.",
    ],
)
def test_what_weighs_on_the_child_is_no_weight(text):
    assert heeded(ANALYSIS, text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Skulden kan komma att bestämma vad hon gör, oavsett vad hon vill.",
        "Elviras önskan enligt samtal 17/12: mindre skola.",
    ],
)
def test_a_source_or_whatever_it_wants_is_no_weight(text):
    head = "# Utredning\n\n| Namn | Elvira Tallgren |\n\n## Analys och bedömning\n\n"
    assert not heeded(head, text)
