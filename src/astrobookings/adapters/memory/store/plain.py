"""Values as JSON has them, for the change log."""

from collections.abc import Mapping, Set
from datetime import date, timedelta
from decimal import Decimal
from enum import Enum
from typing import Any
from uuid import UUID

from attrs import fields, has

from astrobookings.domain.kernel.money import Money
from astrobookings.domain.kernel.origins import FieldChange

__all__ = ["plain", "plain_changes"]


def plain(value: object) -> object:
    """*value* as text, number, list, mapping or None.

    Money is its amount, `"1250000.00"`; instants and dates are ISO 8601; spans are seconds.
    """
    match value:
        case Money():
            return str(value.amount)
        case Enum():
            return value.value
        case UUID() | Decimal():
            return str(value)
        case date():
            return value.isoformat()
        case timedelta():
            return value.total_seconds()
        case Mapping():
            return {str(key): plain(inner) for key, inner in value.items()}
        case Set():
            return sorted((plain(inner) for inner in value), key=str)
        case list() | tuple():
            return [plain(inner) for inner in value]
        case _:
            return _parts(value) if has(type(value)) else value


def _parts(value: Any) -> dict[str, object]:
    return {one.name: plain(getattr(value, one.name)) for one in fields(type(value))}


def plain_changes(changes: Mapping[str, FieldChange]) -> dict[str, FieldChange]:
    return {name: FieldChange(plain(one.old), plain(one.new)) for name, one in changes.items()}
