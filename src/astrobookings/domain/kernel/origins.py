"""Where a change comes from and what it changed (story 5.1)."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from attrs import Attribute, field, fields, frozen

from astrobookings.domain.kernel.entities import Entity
from astrobookings.domain.kernel.instants import aware

__all__ = ["LATER", "SECRET", "Change", "FieldChange", "Origin", "differences", "unset"]

SECRET = {"secret": True}
"""attrs metadata of a field whose value must never leave its record."""

LATER = {"later": True}
"""attrs metadata of a field that records written before it lack: told only once it is set."""

_BOOKKEEPING = {"version", "created_at", "updated_at"}


@frozen(kw_only=True)
class Origin:
    """Who caused a change, by which action, through which service and request."""

    service: str
    """The part of the platform: `booking`, `agency`, `system`, `worker`, `cli`, ..."""
    action: str
    """The intention, such as `book-seats`."""
    actor: UUID | None
    """The user, or None for the platform itself."""
    request_id: str
    at: datetime = field(validator=aware)


@frozen
class FieldChange:
    """One field before and after; None before creation and after deletion."""

    old: object
    new: object


@frozen(kw_only=True)
class Change:
    """What one save changed in one record, without secrets."""

    id: UUID
    kind: str
    """The record's kind: `booking`, `launch`, `account`, ..."""
    key: UUID
    version: int
    fields: Mapping[str, FieldChange]
    origin: Origin


def unset(attribute: "Attribute[Any]", value: object) -> bool:
    """Whether *value* is but the default of an *attribute* that came `LATER`."""
    return bool(attribute.metadata.get("later")) and value == attribute.default


def differences(old: Entity | None, new: Entity | None) -> dict[str, FieldChange]:
    """The fields in which *old* and *new* differ; secrets only say that they changed."""
    shape = new if new is not None else old
    if shape is None:
        return {}
    found = {}
    for attribute in fields(type(shape)):
        name = attribute.name
        before = None if old is None else getattr(old, name)
        after = None if new is None else getattr(new, name)
        if before == after or name in _BOOKKEEPING:
            continue
        alone = before if new is None else after
        if (old is None or new is None) and unset(attribute, alone):
            continue
        hidden = attribute.metadata.get("secret", False)
        found[name] = FieldChange("***", "***") if hidden else FieldChange(before, after)
    return found
