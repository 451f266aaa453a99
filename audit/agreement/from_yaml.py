"""Codings written as YAML: a folder with a case.yaml for each case, or with <case_id>.yaml files."""

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Any

from audit.agreement.reading import DOMAIN, NOT_APPLICABLE, PARTICIPATION, TIMELINE, Coded, Level, Quote, Reading
from audit.errors import AuditError
from audit.yamlfile import read_yaml


def from_folder(folder: Path, criteria: Collection[str]) -> Reading:
    files = [(p.parent.name, p) for p in sorted(folder.glob("*/case.yaml"))]
    files += [(p.stem, p) for p in sorted(folder.glob("*.yaml")) if p.name != "case.yaml"]
    if (folder / "case.yaml").exists():
        files.append((folder.name, folder / "case.yaml"))
    if not files:
        raise AuditError(
            f"{folder}: holds neither results.jsonl nor codings. Give the folder of a run, or one with a "
            "case.yaml in each case's folder."
        )
    cases: dict[str, Coded] = {}
    for name, path in files:
        case, coded = from_yaml(path, name, criteria)
        if case in cases:
            raise AuditError(f"{path}: the case '{case}' is coded twice in this folder. Keep one.")
        cases[case] = coded
    return Reading(folder, "codings", cases)


def from_yaml(path: Path, name: str, criteria: Collection[str]) -> tuple[str, Coded]:
    read = read_yaml(path)
    if not isinstance(read.data, dict):
        raise AuditError(f"{path}: not a coding. It should hold a key for each criterion: `analysis: {{level: 2}}`.")
    try:
        return str(read.data.get("id", name)), coded_of(read.data, criteria)
    except _Unreadable as fault:
        line = read.line(fault.at)
        raise AuditError(f"{path}:{line}: {'.'.join(fault.at)}: {fault.said}.") from fault


def coded_of(data: Mapping[str, Any], criteria: Collection[str] = ()) -> Coded:
    """One case of a case.yaml."""
    return Coded(dict(_yaml_levels(data, criteria)), dict(_yaml_facts(data)), _yaml_passages(data))


class _Unreadable(Exception):
    def __init__(self, at: tuple[str, ...], said: str) -> None:
        super().__init__(said)
        self.at, self.said = at, said


def _yaml_levels(data: Mapping[str, Any], criteria: Collection[str]) -> Iterator[tuple[str, Level]]:
    for key, value in data.items():
        if isinstance(value, dict) and "level" in value:
            yield key, _yaml_level(value["level"], (key, "level"))
        elif key in criteria:
            yield key, _yaml_level(value, (key,))
    for group, prefix in (("domains", DOMAIN), ("participation", PARTICIPATION)):
        for key, value in (data.get(group) or {}).items():
            yield prefix + key, _yaml_level(value, (group, key))


def _yaml_level(value: Any, at: tuple[str, ...]) -> Level:
    if value == NOT_APPLICABLE:
        return NOT_APPLICABLE
    if value is None or (isinstance(value, int) and not isinstance(value, bool)):
        return value
    raise _Unreadable(at, "a level is a whole number, `na`, or null where it was withheld")


def _yaml_facts(data: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    timeline, voice = data.get("timeline") or {}, data.get("child_voice") or {}
    for name in ("forms", "contacts"):
        if name in data:
            yield name, _yaml_set(data[name], (name,))
    if "interventions" in data:
        types = [i.get("type") for i in data["interventions"] or []]
        yield "intervention_types", _yaml_set(types, ("interventions",))
    if "flags" in timeline:
        yield "flags", _yaml_set(timeline["flags"], ("timeline", "flags"))
    for name in TIMELINE:
        if name in timeline:
            yield name, timeline[name]
    for name in ("talked_alone", "in_plan"):
        if isinstance(voice, dict) and name in voice:
            yield name, voice[name]
    for name in ("outcome", "meetings"):
        if name in data:
            yield name, data[name]
    for name in ("district", "year", "bbic"):
        if name in data:
            yield name, None if data[name] is None else str(data[name])


def _yaml_set(value: Any, at: tuple[str, ...]) -> frozenset[str]:
    if value is None:
        return frozenset()
    if not isinstance(value, list) or not all(isinstance(v, str) for v in value):
        raise _Unreadable(at, "should be a list of ids")
    return frozenset(value)


def _yaml_passages(data: Mapping[str, Any]) -> dict[str, tuple[Quote, ...]]:
    found = {name: _quotes(data.get(name)) for name in ("needs", "interventions")}
    found["marked"] = _quotes(data.get("weak_passages")) + _quotes(data.get("strong_passages"))
    for key, value in data.items():
        if isinstance(value, dict) and "level" in value:
            found[key] = _quotes(value.get("passages"))
    return {name: quotes for name, quotes in found.items() if quotes}


def _quotes(listed: Any) -> tuple[Quote, ...]:
    said = [item.get("text") if isinstance(item, dict) else item for item in listed or []]
    return tuple(Quote(text) for text in said if isinstance(text, str) and text)
