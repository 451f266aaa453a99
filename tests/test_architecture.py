"""Imports run one way; conventions of the layout hold."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
AUDIT = ROOT / "audit"

# Who may import whom: each stage, and the stages to its left. The first line stands below all.
ORDER = (
    ("errors", "resources", "yamlfile", "vocabulary", "texts"),
    ("documents",),
    ("discovery",),
    ("swedish",),
    ("casefile",),
    ("annotate",),
    ("facts",),
    ("measures",),
    ("rubric",),
    ("doubt",),
    ("scoring",),
    ("results",),
    ("recorded",),
    ("levels",),
    ("pipeline",),
    ("runfolder",),
    ("batch",),
    ("stats", "counted", "disclosure", "aggregate"),
    ("agreement",),
    ("report",),
    ("runs", "config"),
    ("cli",),
    ("__main__", "__init__"),
)
RANK = {name: rank for rank, names in enumerate(ORDER) for name in names}
# Lines whose modules may know each other: what stands below all, and the counting of cases.
SIDE_BY_SIDE = (RANK["errors"], RANK["aggregate"])
# Whole packages that only one place may know.
ONLY_IN = {
    "spacy": "swedish",
    "simplemma": ("swedish", "documents"),
    "click": ("cli", "config"),
    "rich": "cli",
    "jinja2": "report",
}


def modules() -> list[Path]:
    return sorted(AUDIT.rglob("*.py"))


def stage(path: Path) -> str:
    return path.relative_to(AUDIT).parts[0].removesuffix(".py")


def imported(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module)
            if node.module == "audit":
                names |= {f"audit.{alias.name}" for alias in node.names}
    return names


@pytest.mark.parametrize("path", modules(), ids=lambda p: p.relative_to(AUDIT).as_posix())
def test_imports_run_one_way(path):
    own = stage(path)
    assert own in RANK, f"{own} has no place in the order of stages"
    for name in imported(path):
        parts = name.split(".")
        if parts[0] == "audit" and len(parts) > 1 and parts[1] in RANK and parts[1] != own:
            beside = RANK[parts[1]] == RANK[own] and RANK[own] in SIDE_BY_SIDE
            assert RANK[parts[1]] < RANK[own] or beside, f"{own} imports {name}"
        if parts[0] in ONLY_IN:
            allowed = ONLY_IN[parts[0]]
            assert own in ((allowed,) if isinstance(allowed, str) else allowed), f"{own} imports {name}"


def test_no_network_code():
    """Nothing of a case file can be sent: no module imports a network library."""
    for path in modules():
        banned = {"socket", "http", "urllib", "requests", "httpx", "ftplib", "smtplib"} & {
            n.split(".")[0] for n in imported(path)
        }
        assert not banned, f"{path.relative_to(ROOT)} imports {banned}"


def test_measure_kinds_are_named_as_their_modules():
    from audit.measures import measure_kinds

    files = {p.stem for p in (AUDIT / "measures").glob("*.py")} - {"__init__", "base"}
    assert set(measure_kinds()) == files


def test_nothing_reads_shared():
    """What the project needs is in the project."""
    for path in [*modules(), *(ROOT / "tests").rglob("*.py"), *(ROOT / "rubrics").rglob("*.yaml")]:
        if path != Path(__file__):
            assert "../shared" not in path.read_text(encoding="utf-8"), path


def test_every_module_says_what_it_is_for():
    for path in modules():
        assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))), path
