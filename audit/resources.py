"""Where the rubrics and templates lie: inside the installed package, or at the root of the checkout."""

from importlib.resources import files
from pathlib import Path


def resource_folder(name: str) -> Path:
    """The folder `rubrics` or `templates`; the wheel carries it as package data, a checkout has it at its root."""
    # The checkout comes first: an editable install also lays an old copy into site-packages.
    beside = Path(__file__).resolve().parents[1] / name
    if beside.is_dir() and (beside.parent / "pyproject.toml").is_file():
        return beside
    return Path(str(files("audit"))) / "_data" / name
