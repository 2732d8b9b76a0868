"""The tax numbers of people and companies, by the rules of python-stdnum.

A country is in `COMPLETE` when the library knows the numbers of both its people and its companies:
there, nothing else is taken. Elsewhere a number that the library recognizes is written its way, and
any other passes as it is, since people's numbers may be unknown to it.
"""

import re
from collections.abc import Mapping
from functools import lru_cache
from importlib import import_module
from typing import Protocol, cast

import stdnum
from stdnum.exceptions import ValidationError

__all__ = ["COMPLETE", "tax_number"]

COMPLETE: Mapping[str, tuple[str, ...]] = {
    country: tuple(names.split())
    for country, names in {
        "AR": "cuit dni",
        "AT": "uid tin vnr",
        "AU": "abn tfn",
        "BE": "vat nn bis",
        "BR": "cnpj cpf",
        "CA": "bn sin",
        "CH": "vat uid ssn",
        "CL": "rut",
        "CO": "nit",
        "CZ": "dic rc",
        "DE": "vat idnr stnr",
        "DK": "cvr cpr",
        "EE": "kmkr ik",
        "ES": "nif",
        "FI": "alv ytunnus hetu",
        "FR": "tva siren siret nif",
        "HR": "oib",
        "IE": "vat pps",
        "IN": "gstin pan",
        "IT": "iva codicefiscale",
        "JP": "cn in_",
        "KR": "brn rrn",
        "LT": "pvm asmens",
        "LV": "pvn",
        "MX": "rfc curp",
        "NL": "btw bsn",
        "NO": "mva orgnr fodselsnummer",
        "NZ": "ird",
        "PL": "nip pesel",
        "PT": "nif",
        "SE": "vat orgnr personnummer",
        "SI": "ddv",
        "SK": "dph rc",
        "TR": "vkn tckimlik",
        "US": "tin",
        "ZA": "tin",
    }.items()
}
"""ISO 3166-1 alpha-2 codes with the library's names of their numbers."""

_SIGNS_BETWEEN = re.compile(r"[\s./-]+")
_PLAIN = re.compile(r"[A-Z0-9]{4,20}")


class _NumberRules(Protocol):
    def validate(self, number: str) -> str: ...


def tax_number(text: str, country: str) -> str | None:
    """*text* without spaces and dashes, or None if it is no number of *country* (in capitals)."""
    for rules in _rules(country):
        try:
            return _SIGNS_BETWEEN.sub("", rules.validate(text)).upper()
        except ValidationError:
            continue
    plain = _SIGNS_BETWEEN.sub("", text).upper()
    return plain if country not in COMPLETE and _PLAIN.fullmatch(plain) else None


@lru_cache(maxsize=512)
def _rules(country: str) -> tuple[_NumberRules, ...]:
    if country in COMPLETE:
        folder = {"IN": "in_"}.get(country, country.lower())
        known = (import_module(f"stdnum.{folder}.{name}") for name in COMPLETE[country])
        return tuple(cast(_NumberRules, module) for module in known)
    found = (stdnum.get_cc_module(country, kind) for kind in ("vat", "tin", "personalid"))
    return tuple(module for module in found if module is not None)
