"""Outcome, closing, what came early, and disagreements; every person and place is invented."""

from datetime import date

import pytest

from audit.facts.closing import find_closing
from audit.facts.disagreements import find_disagreements
from audit.facts.early import find_early
from audit.facts.interventions import find_interventions
from audit.facts.model import Timeline
from audit.facts.outcome import find_outcome
from tests.builders import annotated_of
from tests.facts.investigations import HEADER, investigation

OPEN = HEADER.replace("| Utredning avslutad | 2019-05-20 |\n", "")


@pytest.mark.parametrize(
    ("decision", "outcome"),
    [
        ("Kim beviljas kontaktperson. Utredningen avslutas.", "insats"),
        ("Familjen erbjuds kontaktfamilj. Föräldrarna tackar nej. Utredningen avslutas.", "tackat_nej"),
        ("Föräldrarna tackar nej till kontaktfamilj men ja till familjebehandling, som beviljas.", "insats"),
        ("Utredningen avslutas utan insats.", "utan_insats"),
        ("Något behov av insats finns inte. Utredningen läggs ned.", "utan_insats"),
        ("Utredningen avslutas. Familjen hänvisas till BUP.", "utan_insats"),
    ],
)
def test_outcome(decision: str, outcome: str) -> None:
    annotated = investigation(decision=decision)
    assert find_outcome(annotated, find_interventions(annotated)).value == outcome


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        (OPEN + "\n## Analys\nKim mår bra.\n", "pagar"),
        (OPEN + "\nUtredningen beräknas vara avslutad i juni.\n", "pagar"),
        ("# Förhandsbedömning\n\n| Namn | Kim Ek |\n\nBeslut: utredning inleds.\n", "pagar"),
        ("# Förhandsbedömning\n\n| Namn | Kim Ek |\n\nBeslut 2019-02-04: utredning inleds inte.\n", "utan_insats"),
    ],
)
def test_outcome_of_what_has_no_end(text: str, outcome: str) -> None:
    annotated = annotated_of(text)
    assert find_outcome(annotated, find_interventions(annotated)).value == outcome


@pytest.mark.parametrize(
    ("decision", "reason", "referred"),
    [
        ("Kim beviljas kontaktperson. Utredningen avslutas.", "insats", ()),
        ("Något behov av insats finns inte. Utredningen avslutas.", "inget_behov", ()),
        ("Familjen hänvisas till BUP och till skolans elevhälsa. Utredningen avslutas.", "hanvisad", ("bup", "skola")),
        ("Familjen har flyttat till en annan kommun. Utredningen avslutas.", "flyttat", ()),
        ("Kontaktfamilj erbjuds. Föräldrarna tackar nej. Utredningen avslutas.", "tackat_nej", ()),
        ("Kontaktfamilj föreslås. Pappan samtycker inte till insatsen. Utredningen avslutas.", "samtycke_saknas", ()),
        ("Utredningen avslutas utan insats.", "annan", ()),
    ],
)
def test_closing(decision: str, reason: str, referred: tuple[str, ...]) -> None:
    annotated = investigation(decision=decision)
    closing = find_closing(annotated, find_outcome(annotated, find_interventions(annotated)))
    assert (closing.reason, closing.referred_to) == (reason, referred)


@pytest.mark.parametrize(
    ("analysis", "weighed"),
    [
        ("Uppgifterna går isär om vad som hände.", [False]),
        ("Mamman uppger att Kim sover hela natten medan skolan berättar att Kim somnar på lektionerna.", [False]),
        ("Pappan förnekar att han har slagit Kim.", [False]),
        ("Föräldrarnas bilder av kvällarna går isär. Mammans uppgift får väga tyngst eftersom grannen bekräftar den.",
         [True]),
        ("Mamman vill ha kontaktfamilj medan pappan vill ha avlösning.", []),
        ("Kim sover gott medan mamman arbetar.", []),
        ("Alla är överens om vad som hände.", []),
        ("Föräldrarna gick isär när Kim var två år.", []),
        ("Föräldrarna är oense om hur Kims sår har uppstått.", [False]),
    ],
)  # fmt: skip
def test_disagreements(analysis: str, weighed: list[bool]) -> None:
    assert [d.weighed for d in find_disagreements(investigation(analysis=analysis))] == weighed


def journal(*entries: str) -> str:
    return "# Journal\n\n| Namn | Kim Ek |\n\n" + "\n\n".join(entries)


@pytest.mark.parametrize(
    ("decision", "entry", "early"),
    [
        ("Kim beviljas familjebehandling.", "**2019-03-04** Familjebehandlingen påbörjas.", "slutlig"),
        ("Kim beviljas familjebehandling.", "**2019-03-04** Kim börjar i sorggruppen.", "under_utredning"),
        ("Kim beviljas familjebehandling.", "**2019-03-04** Kim placeras akut i jourhem.", "akut"),
        ("Kim beviljas familjebehandling.", "**2019-03-04** Telefon med skolan.", None),
        ("Kim beviljas familjebehandling.", "**2019-06-04** Familjebehandlingen påbörjas.", None),
    ],
)
def test_early(decision: str, entry: str, early: str | None) -> None:
    annotated = investigation(decision=decision, more=journal(entry))
    found = find_early(annotated, find_interventions(annotated), Timeline(closed=date(2019, 5, 20)))
    assert found.early == early


def test_first_named() -> None:
    annotated = investigation(
        decision="Kim beviljas kontaktfamilj.", more=journal("**2019-03-04** Mamman undrar om kontaktfamilj.")
    )
    found = find_early(annotated, find_interventions(annotated), Timeline(closed=date(2019, 5, 20)))
    assert found.first_named == ("journal", "2019-03-04")
    assert found.named_passages[0].quote.endswith("Mamman undrar om kontaktfamilj.")


@pytest.mark.parametrize(
    ("documents", "outcome", "reason"),
    [
        (["# Ansökan\n\n| Namn | Kim Ek |\n\nMamman ansöker om kontaktfamilj.",
          HEADER + "\n## Beslut\nAnsökan om kontaktfamilj avslås. Utredningen avslutas."], "utan_insats", "annan"),
        (["# Orosanmälan\n\n| Namn | Kim Ek |\n\nGrannen ringer.\n\n## Förhandsbedömning\nUtredning inleds inte. "
          "Mamman erbjuds råd och stöd men tackar nej."], "tackat_nej", "tackat_nej"),
        ([HEADER + "\n## Beslut\nFör Vera beviljas kontaktperson, se hennes akt. För Kims del avslutas utredningen "
          "utan insats."], "utan_insats", "annan"),
        (["# Orosanmälan\n\n| Namn | Kim Ek |\n\nSkolan föreslår kontaktperson.",
          "# Utredningsplan\n\n| Namn | Kim Ek |\n\nUtredningen ska vara avslutad senast den 7 juni."], "pagar", None),
        (["# Journal\n\n| Namn | Kim Ek |\n\n**2019-03-04** Föräldrarna tar emot erbjudandet om Komet, start i april.",
          HEADER + "\n## Beslut\nUtredningen avslutas utan ytterligare insats."], "insats", "insats"),
        ([HEADER + "\n## Förslag\nFamiljebehandling har erbjudits. Pappan ger inte sitt samtycke till insatsen.\n\n"
          "## Beslut\nUtredningen avslutas då samtycke saknas."], "tackat_nej", "samtycke_saknas"),
    ],
)  # fmt: skip
def test_whole_files(documents: list[str], outcome: str, reason: str | None) -> None:
    annotated = annotated_of(*documents)
    found = find_outcome(annotated, find_interventions(annotated))
    assert (found.value, find_closing(annotated, found).reason) == (outcome, reason)


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("## Förslag\nSamtalsstöd föreslås. Förslaget kommuniceras den 3 maj.", "pagar"),
        ("## Beslut\nFamiljen har erbjudits samtalsstöd men inte svarat. Utredningen avslutas.", "utan_insats"),
        ("## Beslut\nUtredningen läggs ned utan åtgärd då föräldrarna avböjt erbjudet stöd.", "tackat_nej"),
        ("## Beslut\nUtr avsl utan åtg.", "utan_insats"),
    ],
)
def test_outcome_of_offers_without_a_name_or_an_answer(text: str, outcome: str) -> None:
    annotated = annotated_of(f"{OPEN}\n## Analys och bedömning\nKim behöver någon att tala med.\n\n{text}\n")
    assert find_outcome(annotated, find_interventions(annotated)).value == outcome
