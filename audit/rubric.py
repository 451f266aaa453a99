"""A rubric as its owner wrote it: a folder with `rubric.yaml` and one file a criterion, checked before any reading."""

import difflib
import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, StringConstraints, ValidationError

from audit.errors import AuditError
from audit.measures import Measure, measure_kinds
from audit.measures.base import Finding, Where, Words
from audit.resources import resource_folder
from audit.yamlfile import YamlFile, read_yaml

_M = TypeVar("_M", bound=BaseModel)
GENERATIONS = ("2006", "2016")
MEASURED = "measured.json"


class Level(BaseModel):
    """What one level is called and least requires; `stands_alone`: the levels below need not be met."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    called: Words
    says: Words | None = None  # the manual's description of the level
    stands_alone: bool = False
    requires: dict[str, float] = {}


class Example(BaseModel):
    """A text with the level that it must get, and optionally the level that it would get if the tool were fooled."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    level: Annotated[int | None, BeforeValidator(lambda v: None if v == "na" else v)]
    form: str | None = None
    text: str
    each: str | None = None  # of a criterion with `each`: the value that the example is about
    fooled: str | None = None  # how this text might fool a reader: denied, planned, said_by_other, keywords …
    todo: str | None = None  # why the example does not hold yet


class Criterion(BaseModel):
    """One question to the file, its measures, its levels and their proof."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    id: str
    asks: Words
    title: Words | None = None
    each: str | None = None
    scope: Where | None = None
    applies: dict[str, float] = {}
    measures: dict[str, Measure]
    levels: dict[int, Level]
    against: tuple[str, ...] = ()
    examples: tuple[Example, ...] = ()

    def required(self, level: int) -> dict[str, float]:
        """Least values for a level: its own and those below it, down to the nearest that stands alone."""
        least: dict[str, float] = {}
        for below in range(level, 0, -1):
            for name, value in self.levels[below].requires.items():
                least[name] = max(value, least.get(name, 0))
            if self.levels[below].stands_alone:
                break
        return least

    def unmet(self, level: int, findings: Mapping[str, Finding]) -> dict[str, float]:
        """The least values for a level that what was found does not reach; none where there is no such level."""
        required = self.required(level) if level in self.levels else {}
        return {name: least for name, least in required.items() if findings[name].value < least}

    def order(self) -> tuple[str, ...]:
        """Names of the measures, each after those that it uses."""
        return tuple(dict.fromkeys(name for first in self.measures for name in self._built_up(first)))

    def _built_up(self, name: str) -> Iterator[str]:
        for used in self.measures[name].uses():
            yield from self._built_up(used)
        yield name


class Head(BaseModel):
    """`rubric.yaml`: what the rubric is; its id names the files of its results."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    id: Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_-]*$")]
    version: str
    title: Words
    sources: tuple[str, ...] = ()
    floor: float = 0.4


@dataclass(frozen=True, slots=True)
class Rubric:
    """A rubric that can be used; `criteria` in the order of their files."""

    head: Head
    criteria: tuple[Criterion, ...]
    sha256: str
    folder: Path
    measured: Mapping[str, Any] | None = None  # what `measured.json` beside the rubric says of its agreement
    _filled: dict[tuple[str, str], Criterion] = field(default_factory=dict, compare=False, repr=False)

    def criterion(self, name: str) -> Criterion | None:
        """The criterion behind an id of the results, also of one made by `each`; None where there is no such."""
        return next((c for c in self.criteria if name == c.id or (c.each and name.startswith(f"{c.id}."))), None)

    def for_generation(
        self, bbic: str | None, domains: Mapping[str, tuple[str, ...]]
    ) -> Iterator[tuple[str, Criterion]]:
        """Each criterion's id in the results with the criterion; one with `each: domains` once for every domain."""
        for criterion in self.criteria:
            if criterion.each is None:
                yield criterion.id, criterion
                continue
            # Without a generation the twelve areas of today stand for the question that could not be put.
            for value in domains[bbic or GENERATIONS[-1]]:
                if (criterion.id, value) not in self._filled:
                    self._filled[criterion.id, value] = _each(criterion, value)
                yield f"{criterion.id}.{value}", self._filled[criterion.id, value]

    def as_json(self) -> str:
        """Everything that a report needs to explain the levels without the files: ids, texts, lacking codes."""
        return json.dumps(
            {
                "id": self.head.id,
                "version": self.head.version,
                "sha256": self.sha256,
                "title": self.head.title.model_dump(),
                "floor": self.head.floor,
                "sources": list(self.head.sources),
                "measured": self.measured,
                "criteria": [
                    {
                        "id": c.id,
                        "each": c.each,
                        "asks": c.asks.model_dump(),
                        "title": c.title.model_dump() if c.title else None,
                        "levels": {
                            str(n): level.model_dump(exclude={"stands_alone"}) for n, level in sorted(c.levels.items())
                        },
                        "lacks": {m.lacks.code: m.lacks.model_dump() for m in c.measures.values() if m.lacks},
                    }
                    for c in self.criteria
                ],
            },
            ensure_ascii=False,
            sort_keys=True,
            indent=1,
        )


def load_rubric(name_or_folder: str | Path) -> Rubric:
    """Reads and checks a rubric by name (of those shipped) or folder; any fault is an AuditError with file and line."""
    shipped = resource_folder("rubrics")
    folder = shipped / str(name_or_folder)
    # A shipped name means the shipped rubric, whatever folders lie around where the command is run.
    if not (len(folder.parts) == len(shipped.parts) + 1 and (folder / "rubric.yaml").is_file()):
        folder = Path(name_or_folder)
        if not folder.is_dir():
            known = sorted(p.parent.name for p in shipped.glob("*/rubric.yaml"))
            raise AuditError(
                f"no rubric '{name_or_folder}'. Known: {', '.join(known)}; or give a folder with rubric.yaml."
            )
    head_file = folder / "rubric.yaml"
    if not head_file.is_file():
        raise AuditError(f"{folder}: no rubric.yaml here. A rubric is a folder with rubric.yaml and its criteria.")
    head = _validated(Head, read_yaml(head_file))
    files = sorted(p for p in folder.glob("*.yaml") if p.name != "rubric.yaml")
    criteria = tuple(_criterion(read_yaml(path)) for path in files)
    if not criteria:
        raise AuditError(f"{folder}: no criterion. Add a file such as 10-analysis.yaml.")
    _refuse_twice(criteria, files)
    return Rubric(head, criteria, _hash(folder), folder, _measured(folder / MEASURED))


def _measured(path: Path) -> dict[str, Any] | None:
    """The agreement of the levels with readers as it was measured; no part of the hash, since it changes no level."""
    if not path.is_file():
        return None
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        figures = {
            name: {"n": f["n"], "kappa": {k: f["kappa"][k] for k in ("value", "low", "high")}}
            for name, f in found["figures"].items()
            if not name.startswith("domain.")  # areas are told of together
        }
        told = {key: found[key] for key in ("tool", "cases", "invented", "drawn")}
        return {**told, "rubric": {"sha256": found["rubric"]["sha256"]}, "figures": figures}
    except (ValueError, KeyError, TypeError, AttributeError) as fault:
        raise AuditError(
            f"{path}: not an agreement file. Make it with `aktgranska agreement`, or take it away."
        ) from fault


def _refuse_twice(criteria: tuple[Criterion, ...], files: list[Path]) -> None:
    seen: dict[str, Path] = {}
    for criterion, path in zip(criteria, files, strict=True):
        if criterion.id in seen:
            other = seen[criterion.id].name
            raise AuditError(f"{path}:1: id '{criterion.id}' stands in {other} too. Give it another id.")
        seen[criterion.id] = path


def _hash(folder: Path) -> str:
    """Of all that can change a level: the rubric and the vocabulary; line ends of Windows count as none."""
    digest = hashlib.sha256()
    vocabulary = resource_folder("rubrics") / "vocabulary"
    for path in (*sorted(folder.glob("*.yaml")), *sorted(vocabulary.glob("*.yaml"))):
        digest.update(path.name.encode() + b"\0" + path.read_bytes().replace(b"\r\n", b"\n") + b"\0")
    return digest.hexdigest()


def _each(criterion: Criterion, value: str) -> Criterion:
    filled = {}
    for name, measure in criterion.measures.items():
        where = getattr(measure, "where", None)
        if isinstance(where, Where):
            measure = measure.model_copy(update={"where": _filled(where, value)})
        filled[name] = measure
    return criterion.model_copy(update={"id": f"{criterion.id}.{value}", "measures": filled})


def _filled(where: Where, value: str) -> Where:
    given = {name: getattr(where, name) for name in where.model_fields_set}
    for name, old in given.items():
        if isinstance(old, tuple):
            given[name] = tuple(v.replace("{each}", value) if isinstance(v, str) else v for v in old)
    return Where(**given)


def _validated(model: type[_M], file: YamlFile, data: Any = None, at: tuple[Any, ...] = ()) -> _M:
    try:
        return model.model_validate(file.data if data is None else data)
    except ValidationError as fault:
        first = fault.errors()[0]
        raise _at(file, (*at, *first["loc"]), _said(first, model)) from fault


def _said(error: Any, model: type[BaseModel]) -> str:
    key = str(error["loc"][-1]) if error["loc"] else ""
    if error["type"] == "extra_forbidden":
        parent = _model_at(model, error["loc"][:-1])
        return f"unknown key '{key}'.{_nearest(key, list(parent.model_fields) if parent else [])}"
    if error["type"] == "missing":
        return f"the key '{key}' is missing."
    return f"{error['msg'].removeprefix('Value error, ')}."


def _model_at(model: type[BaseModel] | None, loc: tuple[Any, ...]) -> type[BaseModel] | None:
    for key in loc:
        field = model.model_fields.get(str(key)) if model else None
        if field is None:
            continue  # a key of a dict or an index of a list: the model inside it stays
        found = [a for a in _inside(field.annotation) if isinstance(a, type) and issubclass(a, BaseModel)]
        model = found[0] if found else None
    return model


def _inside(annotation: Any) -> Iterator[Any]:
    yield annotation
    for part in getattr(annotation, "__args__", ()):
        yield from _inside(part)


def _nearest(word: str, known: list[str]) -> str:
    close = difflib.get_close_matches(word, known, n=1, cutoff=0.5)
    return f" Known: {', '.join(known)}." + (f" Did you mean '{close[0]}'?" if close else "")


def _at(file: YamlFile, path: tuple[Any, ...], said: str) -> AuditError:
    where = ".".join(str(p) for p in path)
    return AuditError(f"{file.path}:{file.line(path)}: {where + ': ' if where else ''}{said}")


def _criterion(file: YamlFile) -> Criterion:
    data = file.data
    if not isinstance(data, dict) or not isinstance(data.get("measures"), dict):
        raise _at(file, ("measures",), "a criterion needs a map of measures.")
    measures = {name: _measure(file, name, raw) for name, raw in data["measures"].items()}
    rest = {key: value for key, value in data.items() if key != "measures"}
    bare = _validated(Criterion, file, {**rest, "measures": {}})
    scoped = {name: measure.scoped(bare.scope) for name, measure in measures.items()}
    criterion = bare.model_copy(update={"measures": scoped})
    _check(criterion, file)
    return criterion


def _measure(file: YamlFile, name: str, raw: Any) -> Measure:
    at = ("measures", name)
    kinds = measure_kinds()
    if not isinstance(raw, dict) or "kind" not in raw:
        raise _at(file, at, "a measure needs a kind." + _nearest("", list(kinds)))
    if raw["kind"] not in kinds:
        raise _at(file, (*at, "kind"), f"no measure kind '{raw['kind']}'.{_nearest(str(raw['kind']), list(kinds))}")
    return _validated(kinds[raw["kind"]], file, raw, at)


def _check(c: Criterion, file: YamlFile) -> None:
    named: list[tuple[tuple[Any, ...], str]] = [
        (("measures", n, "of"), used) for n, m in c.measures.items() for used in m.uses()
    ]
    named += [(("levels", n, "requires", m), m) for n, level in c.levels.items() for m in level.requires]
    named += [(("applies", m), m) for m in c.applies] + [(("against", i), m) for i, m in enumerate(c.against)]
    for path, name in named:
        if name not in c.measures:
            raise _at(file, path, f"no measure '{name}'.{_nearest(name, list(c.measures))}")
    _refuse_circles(c, file)
    used = {name for _, name in named}
    for name in c.measures:
        if name not in used:
            raise _at(file, ("measures", name), "nobody uses this measure. Name it in a level, or take it out.")
    if sorted(c.levels) != list(range(len(c.levels))) or len(c.levels) < 2:
        raise _at(file, ("levels",), "levels count from 0 without a gap, and there are at least two.")
    if c.levels[0].requires:
        raise _at(file, ("levels", 0, "requires"), "the lowest level requires nothing.")
    for number, level in c.levels.items():
        if number and not level.requires:
            raise _at(file, ("levels", number), "a level above 0 that requires nothing would always be given.")
        for name, least in level.requires.items():
            if not 0 < least <= c.measures[name].most():
                where = ("levels", number, "requires", name)
                most = c.measures[name].most()
                raise _at(file, where, f"{least:g} can never be reached or missed; the most is {most:g}.")


def _refuse_circles(c: Criterion, file: YamlFile) -> None:
    def visit(name: str, way: tuple[str, ...]) -> None:
        if name in way:
            raise _at(file, ("measures", way[0]), f"measures go round in a circle: {' → '.join((*way, name))}.")
        for used in c.measures[name].uses():
            visit(used, (*way, name))

    for name in c.measures:
        visit(name, ())
