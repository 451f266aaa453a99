"""YAML read safely, and each key with the line where it stands.

Refused: duplicate keys, aliases and anchors, tags. Left as words: `no`, `off`, `12:30` and dates, which YAML 1.1
would turn into something else.
"""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from audit.errors import AuditError

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_KEPT = {"tag:yaml.org,2002:null", "tag:yaml.org,2002:int", "tag:yaml.org,2002:float"}


class _PlainLoader(_Loader):  # type: ignore[misc]
    yaml_implicit_resolvers = {  # noqa: RUF012 (PyYAML's own attribute)
        first: [(tag, rule) for tag, rule in rules if tag in _KEPT]
        for first, rules in _Loader.yaml_implicit_resolvers.items()
    }


_PlainLoader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(true|false)$"), list("tf"))
# 12:30 and 1_000 are words in a case file, whatever YAML 1.1 says of base 60.
for _first, _rules in _PlainLoader.yaml_implicit_resolvers.items():
    _PlainLoader.yaml_implicit_resolvers[_first] = [
        (tag, re.compile(r"^-?[0-9]+$") if tag.endswith(":int") else
         re.compile(r"^-?[0-9]+\.[0-9]+$") if tag.endswith(":float") else rule)
        for tag, rule in _rules
    ]  # fmt: skip


class YamlFile:
    """One YAML file: its `data`, and `line(path)` of each key path, counted from 1."""

    def __init__(self, path: Path, data: Any, lines: Mapping[tuple[Any, ...], int]) -> None:
        self.path, self.data, self._lines = path, data, lines

    def line(self, path: tuple[Any, ...]) -> int:
        """The line of the key at `path`, or of its nearest parent."""
        while path and path not in self._lines:
            path = path[:-1]
        return self._lines.get(path, 1)


def read_yaml(path: Path) -> YamlFile:
    """Reads one file; a fault is an AuditError with file and line."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as fault:
        raise AuditError(f"{path}: not UTF-8 (byte {fault.start}). Save the file as UTF-8.") from fault
    except OSError as fault:
        raise AuditError(f"{path}: cannot be read ({fault.strerror}).") from fault
    loader = _PlainLoader(text)
    try:
        node = loader.get_single_node()
        _refuse_aliases(text, path)
        lines: dict[tuple[Any, ...], int] = {}
        for key_path, line in _key_lines(node, (), path):
            lines[key_path] = line
        data = loader.construct_document(node) if node is not None else None
    except yaml.YAMLError as fault:
        mark = getattr(fault, "problem_mark", None)
        where = f":{mark.line + 1}" if mark else ""
        raise AuditError(f"{path}{where}: not valid YAML: {getattr(fault, 'problem', fault)}.") from fault
    finally:
        loader.dispose()
    return YamlFile(path, data, lines)


def _refuse_aliases(text: str, path: Path) -> None:
    for event in yaml.parse(text, Loader=_PlainLoader):
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            line = event.start_mark.line + 1 if event.start_mark else 1
            raise AuditError(f"{path}:{line}: anchors and aliases (& and *) are not allowed.")


def _key_lines(node: Any, at: tuple[Any, ...], path: Path) -> Iterator[tuple[tuple[Any, ...], int]]:
    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            if key.value in seen:
                raise AuditError(f"{path}:{key.start_mark.line + 1}: the key '{key.value}' stands twice.")
            seen.add(key.value)
            here = (*at, int(key.value) if key.tag.endswith(":int") else key.value)
            yield here, key.start_mark.line + 1
            yield from _key_lines(value, here, path)
    elif isinstance(node, yaml.SequenceNode):
        for index, value in enumerate(node.value):
            yield (*at, index), value.start_mark.line + 1
            yield from _key_lines(value, (*at, index), path)
