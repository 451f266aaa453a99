"""The word lists of the method, read once from `rubrics/vocabulary/`."""

from functools import cache
from typing import Any

from audit.errors import AuditError
from audit.resources import resource_folder
from audit.yamlfile import read_yaml


@cache
def load_vocabulary(name: str) -> Any:
    """The content of `rubrics/vocabulary/<name>.yaml` as plain dicts, lists and strings; read once, not to be changed.

    Compile it where it is used, once: `PhraseTable(load_vocabulary("talks")["held"])`.
    """
    folder = resource_folder("rubrics") / "vocabulary"
    path = folder / f"{name}.yaml"
    if not path.is_file():
        known = ", ".join(sorted(p.stem for p in folder.glob("*.yaml")))
        raise AuditError(f"rubrics/vocabulary/{name}.yaml: no such word list. Known: {known}.")
    return read_yaml(path).data
