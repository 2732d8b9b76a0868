"""The countries of the world by name, from the time zone data."""

import re
from importlib.resources import files

from attrs import evolve

from astrobookings.domain.kernel.errors import AstroBookingsError, Invalid

__all__ = ["COUNTRIES", "countries_named", "country_name"]

_TAX_ID_OF = re.compile(r"(?<=no tax id of )[A-Z]{2}\b")


def _read() -> tuple[tuple[str, str], ...]:
    table = (files("tzdata") / "zoneinfo" / "iso3166.tab").read_text("utf-8")
    lines = (line.split("\t") for line in table.splitlines() if line and line[0] != "#")
    return tuple(sorted(((code, name) for code, name in lines), key=lambda each: each[1]))


COUNTRIES = _read()
"""Two-letter codes of ISO 3166 with their names, by name."""
_NAMES = dict(COUNTRIES)


def country_name(code: str) -> str:
    """The name of the country with this *code*; the code itself if there is none."""
    return _NAMES.get(code, code)


def countries_named(error: AstroBookingsError) -> AstroBookingsError:
    """*error* with the names of countries in place of their codes."""
    if not isinstance(error, Invalid):
        return error
    return Invalid(tuple(evolve(one, detail=_named(one.detail)) for one in error.faults))


def _named(detail: str) -> str:
    return _TAX_ID_OF.sub(lambda code: country_name(code[0]), detail)
