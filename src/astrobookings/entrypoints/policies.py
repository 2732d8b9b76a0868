"""Figures of policies that differ from the defaults, read from a file.

    [retention]
    entries = "400 days"

    [policies.holds]
    lasts = "20 minutes"
    most_open = 3

A table is a policy of `Parts`, by the name it has there; a policy within a policy is a table within
its table.
"""

import re
import tomllib
from collections.abc import Mapping
from datetime import timedelta
from decimal import Decimal, InvalidOperation
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import attrs

from astrobookings.domain.kernel.money import Money
from astrobookings.entrypoints.settings import BadSettings
from astrobookings.entrypoints.system import Parts

__all__ = ["policies_in"]

_SPAN = re.compile(r"(\d+(?:\.\d+)?) *(second|minute|hour|day|week)s?")


def policies_in(file: str) -> dict[str, Any]:
    """The policies of `Parts` that *file* changes, by their names; the empty text names no file.

    Raises:
        BadSettings: there is no such file, or a figure in it makes no sense.
    """
    if not file:
        return {}
    try:
        tables = tomllib.loads(Path(file).read_text("utf-8"))
    except OSError as error:
        told = f"ASTRO_POLICIES_FILE: {file} cannot be read: {error.strerror}"
        raise BadSettings(f"{told}; remove the setting to keep all defaults.") from error
    except ValueError as error:
        raise BadSettings(f"ASTRO_POLICIES_FILE: {file} is no TOML: {error}.") from error
    defaults = _defaults()
    return {
        name: _changed(_named(defaults, name, name), table, name) for name, table in tables.items()
    }


def _defaults() -> dict[str, Any]:
    """The policies that every system has."""
    return {
        field.name: field.default
        for field in attrs.fields(Parts)
        if attrs.has(type(field.default)) and type(field.default).__module__.find(".domain.") > 0
    }


def _named(known: Mapping[str, Any], name: str, path: str) -> Any:
    if name in known:
        return known[name]
    close = get_close_matches(name, sorted(known), n=1)
    meant = f"did you mean {close[0]}?" if close else f"there are {', '.join(sorted(known))}."
    raise BadSettings(f"ASTRO_POLICIES_FILE: there is no {path}; {meant}")


def _changed(policy: Any, table: Any, path: str) -> Any:
    """*policy* with the figures of *table*."""
    if not isinstance(table, dict):
        raise BadSettings(f"ASTRO_POLICIES_FILE: {path} is a table: [{path}]")
    known = {field.name: getattr(policy, field.name) for field in attrs.fields(type(policy))}
    figures = {
        name: _figure(_named(known, name, f"{path}.{name}"), value, f"{path}.{name}")
        for name, value in table.items()
    }
    try:
        return attrs.evolve(policy, **figures)
    except ValueError as error:
        raise BadSettings(f"ASTRO_POLICIES_FILE: [{path}]: {error}.") from error


def _figure(present: Any, value: Any, path: str) -> Any:
    """*value* as a figure of the same kind as the *present* one."""
    if isinstance(present, timedelta):
        return _span(value, path)
    if isinstance(present, Money | Decimal):
        return _amount(type(present), value, path)
    if attrs.has(type(present)):
        return _changed(present, value, path)
    if isinstance(present, bool) or not isinstance(present, int | float | str):
        if type(value) is type(present) is bool:
            return value
        raise _bad(path, "cannot be changed by configuration")
    if isinstance(present, float) and type(value) in {int, float}:
        return float(value)
    if type(value) is not type(present):
        kind = {int: "a whole number", float: "a number", str: "a text"}[type(present)]
        raise _bad(path, f"is {kind}, not {value!r}")
    return value


def _span(value: Any, path: str) -> timedelta:
    match = _SPAN.fullmatch(value) if isinstance(value, str) else None
    if match is None:
        raise _bad(path, f'is a time such as "15 minutes" or "30 days", not {value!r}')
    return timedelta(**{f"{match[2]}s": float(match[1])})


def _amount(kind: type[Any], value: Any, path: str) -> Any:
    try:
        if isinstance(value, str):
            return Money.of(value) if kind is Money else Decimal(value)
    except (InvalidOperation, ValueError) as error:
        raise _bad(path, f"is an amount, not {value!r}") from error
    raise _bad(path, f'is an amount in quotes such as "0.90" or "1000.00", not {value!r}')


def _bad(path: str, told: str) -> BadSettings:
    return BadSettings(f"ASTRO_POLICIES_FILE: {path} {told}.")
