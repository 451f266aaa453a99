"""A level explained, from text to words and codes. Every person here is invented."""

import json
import re
import time

import pytest
from click.testing import CliRunner

from audit.casefile.domains import domain_ids
from audit.cli import cli
from audit.facts.find import find_facts
from audit.measures.base import NEARLY, Where
from audit.recorded import nearest_of, result_of
from audit.report.explained import as_data, explain, lines_of, near_words
from audit.rubric import load_rubric
from audit.scoring import score_case
from audit.texts import texts_in
from tests.builders import annotated_of

RUBRIC = load_rubric("bbic")
HEAD = "# Utredning\n| Namn | Tage Lind |\n| Inledd | 2019-02-04 |\n"


class Case:
    """A case of these texts, graded."""

    def __init__(self, *texts: str) -> None:
        self.annotated = annotated_of(*texts)
        self.facts = find_facts(self.annotated)
        scores = score_case(RUBRIC, self.annotated, self.facts, domain_ids())
        self.result = result_of(self.annotated, self.facts, scores, RUBRIC)

    def nearest(self, name: str):
        return nearest_of(self.annotated, self.facts, RUBRIC, self.result, name)

    def lines(self, name: str, language: str = "sv", *, quotes: bool = False, from_files: bool = True) -> list[str]:
        said = explain(self.result, name, RUBRIC, language, self.nearest(name) if from_files else None)
        return list(lines_of("fall", said, language, quotes=quotes, from_files=from_files))


ANALYSIS = (
    "Att Tage har slutat sova i sitt rum tyder på att han är rädd för det som händer på kvällarna. "
    "Han håller sig vaken för att vakta sin mamma, vilket gör att han inte orkar skolan. "
    "Mormor menar att mormors hjälp uppväger riskerna."
)


def test_the_rule_that_decided():
    told = Case(f"{HEAD}## Analys och bedömning\n{ANALYSIS}").lines("analysis")
    assert told[3].startswith("Nivå 2: i viss utsträckning. Minst en oro tolkas")
    rule = told[told.index("Det som avgjorde är att akten har det som nivån kräver:") + 1 :]
    assert rule[0] == (
        "  - resonemang om minst en oro: vad den betyder för barnet, varför den finns, hur allvarlig den är "
        "(har 2, kräver 2)"
    )


def test_two_things_in_full_and_the_nearest_first():
    told = Case(f"{HEAD}## Analys och bedömning\n{ANALYSIS}").lines("analysis")
    lacking = [line for line in told[told.index("Det här saknas:") + 1 :] if line.startswith("  - ")]
    assert lacking[0].startswith("  - två sidor av triangeln") or "(har " in lacking[0], "something of it is there"
    assert lacking[2].startswith("  - Därefter: ")
    assert len(lacking) == 3


@pytest.mark.parametrize(
    ("criterion", "text", "failed"),
    [
        ("analysis", "## Familjen\nAtt Tage inte sover tyder på att han är rädd.\n## Analys\nMamman är nöjd.", "place"),
        ("child_voice", "## Samtal\nMamman säger att Tage vill bo hos mormor.", "speaker"),
        ("follow_up", "## Beslut\nKontaktfamilj beviljas. Mamman tackar ja. Följs upp den 4 juni av Sara Ek.", "state"),
        ("follow_up", "## Beslut\nKontaktfamilj beviljas. Mamman tackar ja. Insatsen följs upp vid behov.", "has.when"),
        ("participation.child", "## Kommunicering\nTage har informerats om förslaget den 3 juni.", "level"),
        ("domain.halsa", "## Hälsa\nTage har astma och tar medicin på morgonen.", "rich"),
    ],
)  # fmt: skip
def test_what_lay_nearest_and_why_it_does_not_count(criterion, text, failed):
    case = Case(HEAD + text)
    assert failed in [condition for near in case.nearest(criterion).values() for condition in near.failed]
    told = "\n".join(case.lines(criterion))
    assert re.search(rf"Det räknas inte, för [^.]*{re.escape(near_words(failed, texts_in('sv')))}", told)


def test_every_other_sentence_is_not_nearest():
    case = Case(f"{HEAD}## Hälsa\nTage sover sju timmar. Tage äter frukost.\n## Beslut\nUtredningen avslutas.")
    assert case.nearest("analysis") == {}


def test_passing_is_failing_nothing():
    """The two readings of the conditions, one fast and one that names them, agree on every sentence."""
    case = annotated_of(f"{HEAD}## Hälsa\nMamman säger att Tage inte sover.\n## Analys och bedömning\n{ANALYSIS}")
    for criterion in RUBRIC.criteria:
        for measure in criterion.measures.values():
            if isinstance(where := getattr(measure, "where", None), Where):
                for sentence in case.sentences:
                    assert where.passes(sentence, case) == (where.failed(sentence, case) == ())


@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_condition_has_words(language):
    t = texts_in(language)
    assert [c for c in NEARLY if not t.has(f"near.{c}")] == []
    asked: set[str] = set()
    for criterion in RUBRIC.criteria:
        for measure in criterion.measures.values():
            where = measure.model_dump().get("where") or {}
            if measure.kind == "facts" or (
                measure.kind == "share" and criterion.measures[measure.among].kind == "facts"
            ):
                asked |= {
                    *(k for k in where if k not in ("has", "who", "with")),
                    *(f"has.{f}" for f in where.get("has", ())),
                }
    assert [c for c in sorted(asked) if not t.has(f"near.{c}")] == []
    assert "sömn" in near_words("sömn", t), "a field of a rubric of one's own"


def test_every_measure_shown_has_words_of_the_rubric():
    for criterion in RUBRIC.criteria:
        shown = {*criterion.against, *(m for level in criterion.levels.values() for m in level.requires)}
        for name in shown:
            measure = criterion.measures[name]
            assert measure.says or measure.lacks, f"{criterion.id}: {name}"


def test_no_word_of_the_file_unless_asked():
    case = Case(f"{HEAD}## Analys och bedömning\n{ANALYSIS}")
    assert "slutat sova" not in "\n".join(case.lines("analysis"))
    assert "slutat sova" in "\n".join(case.lines("analysis", quotes=True))
    assert "slutat sova" not in json.dumps(as_data(case.result, "analysis", case.nearest("analysis"), quotes=False))


def test_without_the_files_it_says_how_to_see_what_lay_nearest():
    case = Case(f"{HEAD}## Analys och bedömning\n{ANALYSIS}")
    told = case.lines("analysis", from_files=False)
    assert told[-1].startswith("Ange aktens mapp")
    assert not any("låg närmast:" in line for line in told)


def test_codes_as_data():
    case = Case(f"{HEAD}## Kommunicering\nTage har informerats om förslaget den 3 juni.")
    data = as_data(case.result, "participation.child", case.nearest("participation.child"), quotes=False)
    assert data["decided"] == [{"measure": "heard", "has": 1, "needs": 1}]
    (lack,) = data["next_level"]["lacking"]
    assert (lack["code"], lack["nearest"]["failed"]) == ("barnet_ej_medverkat", ["level"])
    assert "quote" not in lack["nearest"]["passage"]


def test_what_is_not_graded_says_why():
    told = Case("# Utredning\n## Analys och bedömning\nTage har det bra hemma.\n## Beslut\nUtan insats.").lines("trace")
    assert told[-1].startswith("ej tillämpligt. ")


def test_an_area_without_a_heading_was_looked_for_in_the_investigation():
    text = f"{HEAD}## Utbildning\nTage går i årskurs 2 och läser flytande. Han kommer i tid alla dagar."
    told = Case(text).lines("domain.halsa")
    assert told[-1] == "Genomsökta avsnitt: Utredning (beslutsunderlag) (utbildning)."
    assert "osäker – inget hittades, men området har ingen egen rubrik" in told[4]


def test_sentences_are_short():
    for text in (f"{HEAD}## Analys och bedömning\n{ANALYSIS}", f"{HEAD}## Hälsa\nMamman säger att Tage vill flytta."):
        case = Case(text)
        for name in case.result.criteria:
            for language in ("sv", "en"):
                for line in case.lines(name, language):
                    if not line.startswith(("  ", "Genomsökta", "Sections")):
                        assert max(len(s.split()) for s in re.split(r"(?<=[.:])\s", line) or [""]) <= 30, line


def test_it_takes_no_time_once_the_case_is_read():
    text = (
        f"{HEAD}## Analys och bedömning\n{ANALYSIS}" + f"\n## Hälsa\n{'Tage sover sju timmar i sin säng hemma. ' * 400}"
    )
    case = Case(text)
    began = time.perf_counter()
    for name in ("analysis", "child_voice", "trace"):
        case.lines(name)
    assert time.perf_counter() - began < 3 * 0.5


def test_the_command_from_a_path_and_from_a_run(tmp_path):
    (tmp_path / "fall").mkdir()
    text = "Utredning\n\nNamn: Kim Ek\nInledd: 2019-02-04\n\nKommunicering\n\nKim har informerats om förslaget.\n"
    (tmp_path / "fall" / "akt.txt").write_text(text, encoding="utf-8")
    run = CliRunner().invoke(cli, ["run", str(tmp_path / "fall"), "-o", str(tmp_path / "out")])
    assert run.exit_code == 0, run.output
    by_path = CliRunner().invoke(cli, ["explain", str(tmp_path / "fall"), "participation.child"]).stdout
    by_id = CliRunner().invoke(cli, ["explain", "fall", "participation.child", "--in", str(tmp_path / "out")]).stdout
    assert "Det som låg närmast: akt.txt" in by_path
    assert [line for line in by_path.splitlines() if "närmast" not in line] == by_id.splitlines()[:-1]
    assert by_id.splitlines()[-1].startswith("Ange aktens mapp")
