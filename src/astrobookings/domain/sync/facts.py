"""What a copy says, in plain values: to be compared, shown, and told by one number."""

import json
from collections.abc import Mapping, Set
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import Enum
from hashlib import sha256
from typing import Any
from uuid import UUID

from attrs import fields, has

from astrobookings.domain.kernel.instants import in_utc
from astrobookings.domain.kernel.money import Money
from astrobookings.domain.kernel.origins import unset

__all__ = ["BOOKKEEPING", "Facts", "digest_of", "facts_of"]

Facts = Mapping[str, Any]
"""Plain JSON values by the path of their field, such as `card/launch/price`."""

BOOKKEEPING = frozenset({"version", "created_at", "updated_at"})
"""Fields of a copy's own record, which its source knows nothing of."""


def facts_of(value: object, *, without: frozenset[str] = frozenset()) -> dict[str, object]:
    """The fields of *value* and of the values within it; lists stay whole.

    *without* names fields of *value* itself that are left out.
    """
    found: dict[str, object] = {}
    for name, inner in _parts(value).items():
        if name in without:
            continue
        if has(type(inner)) and not isinstance(inner, Money):
            found |= {f"{name}/{below}": fact for below, fact in facts_of(inner).items()}
        else:
            found[name] = _plain(inner)
    return found


def digest_of(facts: Facts) -> str:
    """The same for equal facts, another for others: 64 hexadecimal digits."""
    text = json.dumps(facts, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return sha256(text.encode()).hexdigest()


def _parts(value: Any) -> dict[str, object]:
    told = ((one, getattr(value, one.name)) for one in fields(type(value)))
    return {one.name: part for one, part in told if not unset(one, part)}


def _plain(value: object) -> object:
    match value:
        case Money():
            return str(value.amount)
        case Enum():
            return value.value
        case UUID() | Decimal():
            return str(value)
        case datetime():
            return in_utc(value).isoformat()
        case date():
            return value.isoformat()
        case timedelta():
            return value.total_seconds()
        case Mapping():
            return {str(key): _plain(inner) for key, inner in value.items()}
        case Set():
            return sorted((_plain(inner) for inner in value), key=str)
        case list() | tuple():
            return [_plain(inner) for inner in value]
        case _ if has(type(value)):
            return {name: _plain(inner) for name, inner in _parts(value).items()}
        case _:
            return value
