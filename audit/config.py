"""Options from a TOML file: its keys are the options' names, its types are checked, the command line wins."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import click

from audit.errors import AuditError


def read_config(ctx: click.Context, param: click.Parameter, value: Path | None) -> Path | None:
    """Takes options from a TOML file; the command line wins, unknown keys are refused."""
    if value is None:
        return None
    try:
        given = tomllib.loads(value.read_text(encoding="utf-8-sig"))
    except OSError as fault:
        raise AuditError(f"{value}: cannot be read ({fault.strerror}). Give a TOML file.") from fault
    except UnicodeDecodeError as fault:
        raise AuditError(f"{value}: not UTF-8 (byte {fault.start}). Save the file as UTF-8.") from fault
    except tomllib.TOMLDecodeError as fault:
        raise AuditError(f"{value}: not valid TOML: {fault}.") from fault
    options = {o.removeprefix("--"): p for p in ctx.command.params for o in p.opts if o.startswith("--")}
    options = {name: p for name, p in options.items() if name not in ("config", "help", "version")}
    for key in given:
        if key not in options:
            raise AuditError(f"{value}: unknown key '{key}'. {known_words(key, sorted(options))}")
    taken = {str(options[key].name): _checked(ctx, options[key], raw, f"{value}: {key}") for key, raw in given.items()}
    ctx.default_map = {**(ctx.default_map or {}), **taken}
    return value


def _checked(ctx: click.Context, option: click.Parameter, raw: Any, at: str) -> Any:
    """A value of a configuration file as its option takes it; of another type, an AuditError rather than a guess."""
    flag = isinstance(option, click.Option) and option.is_flag
    several = option.multiple if isinstance(option, click.Option) else False
    if flag != isinstance(raw, bool):
        raise AuditError(f"{at}: " + ("true or false is meant." if flag else "true or false has no meaning here."))
    if flag:
        return raw
    values = raw if isinstance(raw, list) and several else [raw]
    if any(isinstance(one, list | dict) for one in values):
        raise AuditError(f"{at}: one value is meant" + (", or a list of them." if several else ", not several."))
    wants_number = isinstance(option.type, click.IntRange)
    texts = [one.isoformat() if isinstance(one, date) else one for one in values]
    for one in texts:
        if isinstance(one, int) != wants_number or not isinstance(one, int | str):
            raise AuditError(f"{at}: {'a whole number' if wants_number else 'a text in quotation marks'} is meant.")
        try:
            option.type.convert(one, option, ctx)
        except click.BadParameter as fault:
            raise AuditError(f"{at}: {fault.message}") from fault
    return texts if several else texts[0]


def known_words(word: str, known: Sequence[str]) -> str:
    """What could have been meant."""
    from difflib import get_close_matches

    near = get_close_matches(word, known, n=1, cutoff=0.5)
    return f"Known: {', '.join(known)}." + (f" Did you mean '{near[0]}'?" if near else "")
