"""Figures of policies that differ from the defaults, read from a file.

    [retention]
    entries = "400 days"

    [policies.holds]
    lasts = "20 minutes"
    most_open = 3

A table is a policy of `Parts`, by the name it has there; a policy within a policy is a table within
its table.
"""

import tomllib
from pathlib import Path
from typing import Any

from astrobookings.domain.policies.figures import BadFigure, changed, named
from astrobookings.entrypoints.parts import standard_policies
from astrobookings.entrypoints.settings import BadSettings

__all__ = ["policies_in"]


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
    defaults = standard_policies()
    try:
        return {
            name: changed(named(defaults, name, name), table, name)
            for name, table in tables.items()
        }
    except BadFigure as fault:
        raise BadSettings(f"ASTRO_POLICIES_FILE: {fault}") from fault
