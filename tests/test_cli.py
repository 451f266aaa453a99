"""The commands from the outside: exit codes, one-line errors, options, output. Every person here is invented."""

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from audit.cli import cli

ROOT = Path(__file__).resolve().parents[1]

REPORT = """Anmälan

Namn: Kim Ek
Personnummer: 090314-0005
Datum: 2019-01-28

Skolan anmäler oro för Kim, som kommit utan mat i tre veckor.
"""
INVESTIGATION = """Utredning enligt 11 kap. 1 § SoL

Namn: Kim Ek
Utredningen inleddes 2019-02-04 och avslutades 2019-05-20.

Hälsa

Kim sover sju timmar per natt och har inga allergier.

Familjerelationer

Mamman berättar att Kim och hon grälar om läxor varje kväll.

Analys och bedömning

Grälen gör att Kim sover dåligt, vilket på sikt hotar skolgången. Kim behöver lugna kvällar.

Beslut

Utredningen avslutas utan insats.
"""


@pytest.fixture(autouse=True)
def _stand_elsewhere(tmp_path, monkeypatch):
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")


@pytest.fixture
def files(tmp_path):
    """Two cases, one of them with two documents."""
    for name, text in {"ek/1.txt": REPORT, "ek/2.txt": INVESTIGATION, "alm/akt.txt": INVESTIGATION}.items():
        path = tmp_path / "files" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path / "files"


def aktgranska(*args: object) -> Result:
    return CliRunner().invoke(cli, [str(a) for a in args], prog_name="aktgranska")


def one_line(result: Result, *words: str) -> None:
    """Exit code 1, nothing on stdout, and one line that says all of these words."""
    assert result.exit_code == 1, result.output
    assert result.stdout == ""
    errors = [line for line in result.stderr.splitlines() if line]
    assert len(errors) == 1
    assert errors[0].startswith("Error: ")
    for word in words:
        assert word in errors[0]


# What a run leaves and says


def test_run(files):
    done = aktgranska("run", files, "-o", "out")
    assert done.exit_code == 0
    assert "Analysens djup" in done.stdout
    assert "out/open/report.html" in done.stdout.replace("\\", "/")
    assert "2 of 2 cases" in done.stderr
    left = {p.relative_to("out").as_posix() for p in Path("out").rglob("*") if p.is_file()}
    assert {"results.jsonl", "levels.jsonl", "rubric.json", "run.json", "key.csv", "open/report.html"} <= left
    assert "internal/index.html" in left


def test_english(files):
    done = aktgranska("run", files, "-o", "out", "--language", "en")
    assert "Depth of analysis" in done.stdout
    assert 'lang="en"' in Path("out/open/report.html").read_text(encoding="utf-8")


def test_json_is_one_document_and_nothing_else(files):
    done = aktgranska("run", files, "-o", "out", "--json")
    counts = json.loads(done.stdout)
    assert (counts["cases"], counts["documents"]) == (2, 3)
    assert json.loads(aktgranska("run", files, "-o", "out2", "--dry-run", "--json").stdout) == {
        "cases": [
            {"case_id": "alm", "documents": ["akt.txt"]},
            {"case_id": "ek", "documents": ["1.txt", "2.txt"]},
        ]
    }
    assert json.loads(aktgranska("score", files / "ek", "--json").stdout)["case_id"] == "ek"
    explained = json.loads(aktgranska("explain", files / "ek", "analysis", "--json").stdout)
    assert explained["criterion"] == "analysis"
    assert not any("quote" in p for p in explained["passages"])


def test_two_rubrics(files, tmp_path):
    own = rubric_in(tmp_path / "own")
    assert aktgranska("run", files, "-o", "out", "--rubric", "bbic", "--rubric", own).exit_code == 0
    second = [json.loads(line) for line in Path("out/results.own.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [r["rubric"]["id"] for r in second] == ["own", "own"]
    assert list(second[0]["criteria"]) == ["sleep"]
    assert Path("out/levels.own.jsonl").is_file()
    assert Path("out/rubric.own.json").is_file()
    told = aktgranska("explain", "ek", "sleep", "--in", "out", "--rubric", own)
    assert told.exit_code == 0
    assert "2.txt" in told.stdout


def test_two_rubrics_of_one_id(files, tmp_path):
    own = rubric_in(tmp_path / "own")
    one_line(aktgranska("run", files, "-o", "out", "--rubric", own, "--rubric", own), "two rubrics", "'own'")


def test_dry_run_reads_and_writes_nothing(files):
    done = aktgranska("run", files, "-o", "out", "--dry-run")
    assert done.exit_code == 0
    assert done.stdout.splitlines() == ["alm: akt.txt", "ek: 1.txt, 2.txt"]
    assert "Nothing was read" in done.stderr
    assert not Path("out").exists()


def test_out_among_the_case_files(files):
    """The pages of an earlier run are no case files."""
    for _ in range(2):
        done = aktgranska("run", files, "-o", files / "out")
        assert done.exit_code == 0, done.output
        assert "2 of 2 cases" in done.stderr


# Exit codes


def test_strict(files):
    (files / "alm" / "bild.png").write_bytes(b"\x89PNG\r\n\x1a\n" + b"0" * 40)
    done = aktgranska("run", files, "-o", "out", "--strict")
    assert done.exit_code == 3
    assert "alm: bild.png" in done.stderr
    assert aktgranska("run", files, "-o", "out").exit_code == 0


def test_strict_with_nothing_to_complain_of(tmp_path):
    own = rubric_in(tmp_path / "own")
    (tmp_path / "akt.txt").write_text(INVESTIGATION, encoding="utf-8")
    assert aktgranska("run", tmp_path / "akt.txt", "-o", "out", "--rubric", own, "--strict").exit_code == 0


@pytest.mark.parametrize(
    "args", [("run",), ("run", "x"), ("nonsense",), ("run", "x", "-o", "y", "--langauge", "sv"), ("score",)]
)
def test_wrong_usage(args):
    done = aktgranska(*args)
    assert done.exit_code == 2
    assert done.stdout == ""
    assert "Traceback" not in done.stderr


def test_interrupted(files, monkeypatch):
    def ctrl_c(*args, **kwargs):
        raise KeyboardInterrupt

    monkeypatch.setattr("audit.discovery.find_cases", ctrl_c)
    done = aktgranska("run", files, "-o", "out")
    assert done.exit_code == 130
    assert "run again to go on" in done.stderr


# One-line errors


def test_no_such_path():
    one_line(aktgranska("run", "nowhere", "-o", "out"), "nowhere", "no such file or folder")


def test_no_case_found(tmp_path):
    (tmp_path / "empty").mkdir()
    one_line(aktgranska("run", tmp_path / "empty", "-o", "out"), "no case files found", "docx, pdf, txt")
    (tmp_path / "empty" / "a.md").write_text("# Utredning", encoding="utf-8")
    one_line(aktgranska("run", tmp_path / "empty", "-o", "out"), "--include md")


def test_out_is_a_file(files):
    Path("taken").write_text("x", encoding="utf-8")
    one_line(aktgranska("run", files, "-o", "taken"), "taken", "is a file", "Give a folder")
    one_line(aktgranska("run", files, "-o", "taken/out"), "taken", "cannot be written")


def test_out_is_the_folder_of_the_case_files(files):
    one_line(aktgranska("run", files, "-o", files), "Give another folder")


def test_a_place_in_out_is_taken(files):
    Path("out/results.jsonl").mkdir(parents=True)
    one_line_after_progress = aktgranska("run", files, "-o", "out")
    assert one_line_after_progress.exit_code == 1
    assert "results.jsonl: cannot be written" in one_line_after_progress.stderr.splitlines()[-1]


def test_bad_manifest(files, tmp_path):
    table = tmp_path / "m.csv"
    one_line(aktgranska("run", files, "-o", "out", "--manifest", table), "m.csv")
    table.write_text("case_id,district,year\nborta,Norr,2019\n", encoding="utf-8")
    one_line(aktgranska("run", files, "-o", "out", "--manifest", table), "m.csv: row 2", "borta")
    table.write_text("case_id,district,year\nek,Norr,igår\n", encoding="utf-8")
    one_line(aktgranska("run", files, "-o", "out", "--manifest", table), "m.csv: row 2", "year")


def test_bad_rubric(files, tmp_path):
    one_line(aktgranska("run", files, "-o", "out", "--rubric", "bbik"), "no rubric 'bbik'", "Known: bbic")
    own = rubric_in(tmp_path / "own")
    criterion = own / "10-sleep.yaml"
    criterion.write_text(criterion.read_text(encoding="utf-8").replace("sentences", "sentence"), encoding="utf-8")
    one_line(aktgranska("run", files, "-o", "out", "--rubric", own), "10-sleep.yaml:4", "Did you mean 'sentences'?")
    assert not Path("out").exists()


@pytest.mark.parametrize("command", [("score",), ("explain",)])
def test_no_such_case(files, command):
    criterion = ("analysis",) if command == ("explain",) else ()
    one_line(aktgranska(*command, "nowhere", *criterion), "nowhere", "--in OUT")
    one_line(aktgranska(*command, files, *criterion), "holds 2 cases")
    aktgranska("run", files, "-o", "out")
    one_line(aktgranska(*command, "ekk", *criterion, "--in", "out"), "no case 'ekk'", "Did you mean 'ek'?")
    one_line(aktgranska(*command, "ek", *criterion, "--in", "nowhere"), "nowhere", "cannot be read")


def test_no_such_criterion(files):
    one_line(aktgranska("explain", files / "ek", "analys"), "no criterion 'analys'", "Did you mean 'analysis'?")


def test_torn_results(files):
    aktgranska("run", files, "-o", "out")
    Path("out/results.jsonl").write_text("{", encoding="utf-8")
    one_line(aktgranska("explain", "ek", "analysis", "--in", "out"), "results.jsonl:1", "Run again")


def test_report_of_no_run(tmp_path):
    one_line(aktgranska("report", tmp_path / "nowhere"), "nowhere", "cannot be read")


# The configuration file


def config(**lines: str) -> Path:
    path = Path("granskning.toml")
    path.write_text("\n".join(f"{k.replace('_', '-')} = {v}" for k, v in lines.items()), encoding="utf-8")
    return path


def test_options_from_a_file(files):
    given = config(language='"en"', out='"out"', as_of="2024-05-01", workers="1", rubric='["bbic"]', dry_run="false")
    done = aktgranska("run", files, "--config", given)
    assert done.exit_code == 0, done.output
    assert "Depth of analysis" in done.stdout
    assert json.loads(Path("out/run.json").read_text(encoding="utf-8"))["options"]["as_of"] == "2024-05-01"


def test_the_command_line_wins(files):
    done = aktgranska("run", files, "-o", "out", "--config", config(language='"en"'), "--language", "sv")
    assert "Analysens djup" in done.stdout


def test_a_single_value_for_an_option_that_takes_several(files):
    assert aktgranska("run", files, "--config", config(out='"out"', rubric='"bbic"'), "--dry-run").exit_code == 0


def test_unknown_key(files):
    one_line(aktgranska("run", files, "-o", "out", "--config", config(langauge='"sv"')), "'langauge'", "'language'")


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        ("workers", '"many"', "a whole number"),
        ("workers", "0", "0"),
        ("workers", "1.5", "a whole number"),
        ("workers", "true", "no meaning"),
        ("strict", '"yes"', "true or false"),
        ("strict", "1", "true or false"),
        ("language", "3", "text in quotation marks"),
        ("language", '"fi"', "'fi' is not one of"),
        ("language", '["sv"]', "not several"),
        ("rubric", "[1]", "text in quotation marks"),
        ("rubric", "{a = 1}", "a list"),
        ("as_of", '"i går"', "does not match"),
        ("as_of", "12:30:00", "text in quotation marks"),
    ],
)
def test_a_value_of_another_type(files, key, value, said):
    one_line(aktgranska("run", files, "-o", "out", "--config", config(**{key: value})), key.replace("_", "-"), said)


def test_a_file_that_is_no_toml(files):
    Path("bad.toml").write_text("language: sv", encoding="utf-8")
    one_line(aktgranska("run", files, "-o", "out", "--config", "bad.toml"), "bad.toml", "not valid TOML")
    Path("bad.toml").write_bytes("district = 'Österäng'".encode("cp1252"))
    one_line(aktgranska("run", files, "-o", "out", "--config", "bad.toml"), "bad.toml", "UTF-8")
    one_line(aktgranska("run", files, "-o", "out", "--config", "nowhere.toml"), "nowhere.toml", "cannot be read")


# A second run into the same folder


def test_the_same_again_does_nothing(files):
    aktgranska("run", files, "-o", "out")
    before = {p: p.read_bytes() for p in Path("out").rglob("*") if p.is_file() and p.name != "run.json"}
    done = aktgranska("run", files, "-o", "out")
    assert "2 of 2 cases were finished before" in done.stderr
    assert {p: p.read_bytes() for p in Path("out").rglob("*") if p.is_file() and p.name != "run.json"} == before


def test_only_what_changed_is_read(files):
    aktgranska("run", files, "-o", "out")
    (files / "alm" / "akt.txt").write_text(REPORT, encoding="utf-8")
    assert "1 of 2 cases were finished before" in aktgranska("run", files, "-o", "out").stderr
    aktgranska("run", files, "-o", "fresh")
    for name in ("results.jsonl", "levels.jsonl", "open/report.html"):
        assert Path("out", name).read_bytes() == Path("fresh", name).read_bytes()
    assert {p.name for p in Path("out/internal/text").iterdir()} == {
        p.name for p in Path("fresh/internal/text").iterdir()
    }


def test_another_rubric_needs_again(files, tmp_path):
    own = rubric_in(tmp_path / "own")
    aktgranska("run", files, "-o", "out", "--rubric", "bbic", "--rubric", own)
    Path("out/internal/review.sqlite").write_bytes(b"decisions")
    one_line(
        aktgranska("run", files, "-o", "out", "--rubric", own), "another rubric, model or program version", "--again"
    )
    assert aktgranska("run", files, "-o", "out", "--rubric", own, "--again").exit_code == 0
    assert not Path("out/results.own.jsonl").exists(), "results of a rubric that is no longer asked for"
    assert Path("out/internal/review.sqlite").read_bytes() == b"decisions"


@pytest.mark.parametrize(
    "options", [("--language", "en"), ("--as-of", "2020-01-01"), ("--date", "2020-01-01")], ids=lambda o: o[0]
)
def test_other_options_need_again(files, options):
    aktgranska("run", files, "-o", "out")
    one_line(aktgranska("run", files, "-o", "out", *options), options[0], "--again")
    assert aktgranska("run", files, "-o", "out", *options, "--again").exit_code == 0
    one_line(aktgranska("run", files, "-o", "out"), options[0], "--again")


def test_other_cases_need_again(files):
    aktgranska("run", files / "ek", "-o", "out")
    one_line(aktgranska("run", files / "alm", "-o", "out"), "other cases", "--again")
    done = aktgranska("run", files, "-o", "out")
    assert "1 of 2 cases were finished before" in done.stderr
    assert "1 cases of the earlier run" in aktgranska("run", files / "ek", "-o", "out").stderr


# A spaCy pipeline of the user's own


@pytest.fixture
def pipeline(tmp_path):
    """One that ends sentences at semicolons too."""
    import spacy

    nlp = spacy.blank("sv")
    nlp.add_pipe("sentencizer", config={"punct_chars": [".", ";"]})
    nlp.to_disk(tmp_path / "model")
    return tmp_path / "model"


@pytest.mark.parametrize("workers", [1, 2])
def test_own_model(files, pipeline, workers):
    text = (
        (files / "alm" / "akt.txt")
        .read_text(encoding="utf-8")
        .replace("Grälen gör", "Kvällarna är oroliga; grälen gör")
    )
    (files / "alm" / "akt.txt").write_text(text, encoding="utf-8")
    assert aktgranska("run", files, "-o", "plain", "--workers", workers).exit_code == 0
    done = aktgranska("run", files, "-o", "out", "--model", pipeline, "--workers", workers)
    assert done.exit_code == 0, done.output
    assert Path("out/results.jsonl").read_bytes() != Path("plain/results.jsonl").read_bytes()
    own = aktgranska("score", files / "alm", "--model", pipeline, "--json").stdout
    assert json.loads(own) in [json.loads(line) for line in Path("out/results.jsonl").read_text("utf-8").splitlines()]
    one_line(aktgranska("run", files, "-o", "out"), "another rubric, model or program version", "--again")


def test_a_model_that_cannot_be_used(files, tmp_path):
    one_line(aktgranska("run", files, "-o", "out", "--model", tmp_path / "nowhere"), "nowhere", "spaCy pipeline")
    one_line(aktgranska("score", files / "ek", "--model", tmp_path / "nowhere"), "nowhere", "spaCy pipeline")


def test_roles_by_the_rules_alone(files, tmp_path, monkeypatch):
    """Another choice is another run, never mixed with what was finished before."""
    monkeypatch.chdir(tmp_path)
    assert aktgranska("run", files, "-o", "out", "--roles", "rules").exit_code == 0
    assert json.loads((tmp_path / "out" / "run.json").read_text(encoding="utf-8"))["options"]["roles"] == "rules"
    one_line(aktgranska("run", files, "-o", "out"), "another rubric, model or program version", "--again")
    # The model last: what a command takes stays taken in this process.
    both = [aktgranska("score", files / "ek", "--roles", by, "--json") for by in ("rules", "model")]
    assert all(done.exit_code == 0 for done in both)


# Naming a case; explaining a grade


def test_a_case_is_a_folder_a_file_or_an_id(files):
    aktgranska("run", files, "-o", "out")
    by_folder = json.loads(aktgranska("score", files / "ek", "--json").stdout)
    by_id = json.loads(aktgranska("score", "ek", "--in", "out", "--json").stdout)
    assert by_folder == by_id
    assert json.loads(aktgranska("score", files / "ek" / "2.txt", "--json").stdout)["case_id"] == "2"
    assert "Analysens djup" in aktgranska("score", files / "ek").stdout


def test_explain_names_the_place_and_quotes_only_when_asked(files):
    told = aktgranska("explain", files / "ek", "analysis").stdout
    assert re.search(r"^  - 2\.txt, Analys och bedömning( \(\d+ textställen\))?$", told, re.MULTILINE)
    assert "Grälen" not in told
    assert "”Grälen gör att Kim sover dåligt" in aktgranska("explain", files / "ek", "analysis", "--quotes").stdout


def test_explain_names_the_page():
    told = aktgranska("explain", ROOT / "corpus_samples" / "d03", "child_voice").stdout
    assert re.search(r"^  - akt\.pdf, .+, sida \d+$", told, re.MULTILINE), told


def test_explain_another_rubric_than_that_of_the_run(files, tmp_path):
    own = rubric_in(tmp_path / "own")
    aktgranska("run", files, "-o", "out", "--rubric", own)
    one_line(aktgranska("explain", "ek", "sleep", "--in", "out"), "'own'", "--rubric")


def test_a_name_with_control_characters(tmp_path):
    folder = tmp_path / "x" / "ond\x1b[31m"
    folder.mkdir(parents=True)
    (folder / "akt.txt").write_text(REPORT, encoding="utf-8")
    done = aktgranska("run", folder.parent, "-o", "out", "--dry-run")
    assert "\x1b" not in done.output


# Help


def test_no_arguments_show_help():
    done = aktgranska()
    assert done.exit_code == 0
    assert "Commands:" in done.stdout


def test_version():
    from audit import __version__

    assert aktgranska("--version").stdout.strip() == f"aktgranska, version {__version__}"


@pytest.mark.parametrize("command", sorted(cli.commands))
def test_help_of_each_command(command):
    done = aktgranska(command, "--help")
    assert done.exit_code == 0
    assert "Usage: aktgranska" in done.stdout


def rubric_in(folder: Path) -> Path:
    """A rubric of one criterion with the id "own"."""
    folder.mkdir()
    (folder / "rubric.yaml").write_text('id: own\nversion: "1"\ntitle: {sv: Egen, en: Own}\n', encoding="utf-8")
    (folder / "10-sleep.yaml").write_text(
        "id: sleep\n"
        "asks: {sv: Nämns sömnen?, en: Is sleep mentioned?}\n"
        "measures:\n"
        "  said: {kind: sentences, where: {any_of: [sova]}, lacks: {code: ingen_somn, sv: sömn, en: sleep}}\n"
        "levels:\n"
        "  0: {called: {sv: nej, en: 'no'}}\n"
        "  1: {called: {sv: ja, en: 'yes'}, requires: {said: 1}}\n",
        encoding="utf-8",
    )
    return folder
