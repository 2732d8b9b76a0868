"""Instants are aware and in UTC."""

from datetime import UTC, datetime
from typing import Any

from attrs import Attribute

__all__ = ["aware", "in_utc"]


def in_utc(moment: datetime) -> datetime:
    """The same instant in UTC.

    Raises:
        ValueError: *moment* has no time zone.
    """
    if moment.utcoffset() is None:
        raise ValueError("an instant needs a time zone")
    return moment.astimezone(UTC)


def aware(_: object, attribute: "Attribute[Any]", value: Any) -> None:
    """attrs validator: a moment has a zone (None passes)."""
    if value is not None and value.utcoffset() is None:
        raise ValueError(f"{attribute.name} needs a time zone")
