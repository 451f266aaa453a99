"""What a case is, and which files are its documents. All names are invented."""

from pathlib import Path

import pytest

from audit.discovery import MOST_DOCUMENTS, CaseSource, find_cases, natural
from audit.errors import AuditError


def test_a_folder_with_documents_is_a_case(tmp_path: Path) -> None:
    _files(tmp_path, "a/1.docx", "a/2.pdf", "b/akt.txt", "empty/case.yaml")
    assert _found(tmp_path) == {"a": ["1.docx", "2.pdf"], "b": ["akt.txt"]}


def test_the_path_itself_may_be_the_case(tmp_path: Path) -> None:
    _files(tmp_path, "a/akt.txt")
    assert _found(tmp_path / "a") == {"a": ["akt.txt"]}


@pytest.mark.parametrize(
    "name",
    [
        "README.md", "readme.txt", "manifest.csv", "Manifest.xlsx", "case.yaml", ".dold.docx", "~$akt.docx", "akt.md",
        "LÄSMIG.txt", "Thumbs.db", "lista.csv", "film.mp4",
    ],
)  # fmt: skip
def test_no_document(tmp_path: Path, name: str) -> None:
    _files(tmp_path, "a/akt.docx", *([] if name.lower() == "manifest.xlsx" else [f"a/{name}"]))
    assert _found(tmp_path) == {"a": ["akt.docx"]}


@pytest.mark.parametrize("name", ["akt.doc", "akt.odt", "akt.rtf", "sida 1.jpg", "brev.msg", "AKT.DOCX"])
def test_unreadable_kinds_are_documents_too(tmp_path: Path, name: str) -> None:
    _files(tmp_path, f"a/{name}")
    assert _found(tmp_path) == {"a": [name]}


def test_unknown_kinds_are_told(tmp_path: Path) -> None:
    _files(tmp_path, "a/akt.docx", "a/samtal.mp3")
    assert find_cases([tmp_path]).passed_over == (tmp_path / "a" / "samtal.mp3",)


@pytest.mark.parametrize("include", ["md", ".md", "*.md", "MD"])
def test_markdown_when_asked_for(tmp_path: Path, include: str) -> None:
    _files(tmp_path, "a/akt.md", "a/README.md")
    assert [case.id for case in find_cases([tmp_path], include=[include]).cases] == ["a"]
    assert find_cases([tmp_path], include=[include]).cases[0].files == (tmp_path / "a" / "akt.md",)


def test_natural_order(tmp_path: Path) -> None:
    _files(tmp_path, "a/Handling 10.txt", "a/Handling 2.txt", "a/handling 1.txt", "a10/x.txt", "a9/x.txt")
    found = _found(tmp_path)
    assert found["a"] == ["handling 1.txt", "Handling 2.txt", "Handling 10.txt"]
    assert list(found) == ["a", "a9", "a10"]
    assert sorted(["b", "B", "a 2", "a 10"], key=natural) == ["a 2", "a 10", "B", "b"]


def test_names_that_repeat_become_paths(tmp_path: Path) -> None:
    _files(tmp_path, "Norra/2014/1/x.txt", "Södra/2014/1/x.txt", "Södra/2014/2/x.txt")
    assert list(_found(tmp_path)) == ["2", "Norra/2014/1", "Södra/2014/1"]


def test_repeats_under_several_paths(tmp_path: Path) -> None:
    _files(tmp_path, "Norra/1/x.txt", "Södra/1/x.txt")
    found = find_cases([tmp_path / "Norra", tmp_path / "Södra", tmp_path / "Södra"])
    assert [case.id for case in found.cases] == ["Norra/1", "Södra/1"]


def test_folders_above_a_case(tmp_path: Path) -> None:
    _files(tmp_path, "Norra/2014/1/x.txt")
    assert find_cases([tmp_path]).cases[0].folders == ("Norra", "2014")


def test_a_folder_that_mixes_both_asks_what_a_case_is(tmp_path: Path) -> None:
    _files(tmp_path, "a/1.txt", "a/bilagor/2.txt")
    with pytest.raises(AuditError, match=r"--case file .* or --case folder"):
        find_cases([tmp_path])
    assert _found(tmp_path, case="folder") == {"a": ["1.txt", "bilagor/2.txt"]}
    assert _found(tmp_path, case="file") == {"1": ["1.txt"], "2": ["2.txt"]}


def test_too_many_documents_ask_what_a_case_is(tmp_path: Path) -> None:
    _files(tmp_path, *(f"a/{number}.txt" for number in range(MOST_DOCUMENTS + 1)))
    with pytest.raises(AuditError, match=rf"{MOST_DOCUMENTS + 1} documents .* --case file"):
        find_cases([tmp_path])
    assert len(_found(tmp_path, case="file")) == MOST_DOCUMENTS + 1
    assert list(_found(tmp_path, case="folder")) == ["a"]
    (tmp_path / "a" / "0.txt").unlink()
    assert list(_found(tmp_path)) == ["a"]


def test_files_as_cases(tmp_path: Path) -> None:
    _files(tmp_path, "a/akt.txt", "b/akt.docx", "b/akt.pdf", "c.txt")
    assert list(_found(tmp_path, case="file")) == ["a/akt", "b/akt.docx", "b/akt.pdf", "c"]
    assert _found(tmp_path / "c.txt") == {"c": ["c.txt"]}


def test_manifest(tmp_path: Path) -> None:
    _files(tmp_path, "1/x.txt", "2/sub/y.txt", "inte med/z.txt", "Norra/3/x.txt", "lösa/fyra.txt")
    _manifest(tmp_path, "1;Norra;2014", "2;;", "3;Södra;2015", r"4;Norra;2014;lösa\fyra.txt")
    found = find_cases([tmp_path])
    assert [(case.id, case.manifest, [case.name_of(file) for file in case.files]) for case in found.cases] == [
        ("1", ("Norra", 2014), ["x.txt"]),
        ("2", (None, None), ["sub/y.txt"]),
        ("3", ("Södra", 2015), ["x.txt"]),
        ("4", ("Norra", 2014), ["fyra.txt"]),
    ]
    assert found.unlisted == (tmp_path / "inte med",)
    assert found.cases[2].folders == ("Norra",)


def test_manifest_elsewhere(tmp_path: Path) -> None:
    _files(tmp_path, "akter/1/x.txt", "listor/tom.yaml")
    _manifest(tmp_path / "listor", "1;Norra;2014")
    found = find_cases([tmp_path / "akter"], manifest=tmp_path / "listor" / "manifest.csv")
    assert [(case.id, case.manifest) for case in found.cases] == [("1", ("Norra", 2014))]


def test_a_case_by_itself_has_its_row_too(tmp_path: Path) -> None:
    _files(tmp_path, "1/x.txt", "2/x.txt")
    _manifest(tmp_path, "1;Norra;2014")
    assert find_cases([tmp_path / "1"]).cases[0].manifest == ("Norra", 2014)
    assert find_cases([tmp_path / "2"]).cases[0].manifest is None


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        (["1;Norra;2014", "1;Norra;2015"], "row 3: '1' stands in row 2 too"),
        (["9;Norra;2014"], "row 2: no folder '9'"),
        (["tom;Norra;2014"], "holds no documents"),
        (["1;Norra;-14"], "row 2: the year is not four digits"),
        ([";Norra;2014"], "row 2: no case_id and no path"),
        (["x;Norra;2014"], "row 2: 2 folders are named 'x'"),
    ],
)
def test_bad_manifest(tmp_path: Path, rows: list[str], says: str) -> None:
    _files(tmp_path, "1/a.txt", "tom/case.yaml", "p/x/a.txt", "q/x/a.txt")
    _manifest(tmp_path, *rows)
    with pytest.raises(AuditError) as raised:
        find_cases([tmp_path])
    assert says in str(raised.value)
    assert "manifest.csv" in str(raised.value)


def test_no_case(tmp_path: Path) -> None:
    _files(tmp_path, "a/README.md")
    with pytest.raises(AuditError, match=r"no case files found\. Documents are docm, docx, pdf, txt"):
        find_cases([tmp_path])
    with pytest.raises(AuditError, match="no such file or folder"):
        find_cases([tmp_path / "saknas"])


def test_decomposed_names_are_composed(tmp_path: Path) -> None:
    _files(tmp_path, "A\u030astorp/o\u0308ver.txt")
    assert _found(tmp_path) == {"Åstorp": ["över.txt"]}


def _files(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("Kim mår bra.", encoding="utf-8")


def _manifest(folder: Path, *rows: str) -> None:
    (folder / "manifest.csv").write_text("\n".join(["case_id;district;year;path", *rows]), encoding="utf-8")


def _found(path: Path, *, case: str | None = None) -> dict[str, list[str]]:
    found: tuple[CaseSource, ...] = find_cases([path], case=case).cases
    return {one.id: [one.name_of(file) for file in one.files] for one in found}
