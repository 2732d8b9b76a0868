"""What people are told of the records about them."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec

from astrobookings.application.identity.export_me import HeldData
from astrobookings.domain.kernel.origins import Change

__all__ = ["HeldDataAnswer", "OwnChangeShape", "held_data"]


class OwnChangeShape(msgspec.Struct, kw_only=True):
    """What was changed in one record, and through what; secrets only say that they changed."""

    kind: str
    at: datetime
    service: str
    action: str
    request_id: str
    fields: dict[str, dict[str, Any]]


class HeldDataAnswer(msgspec.Struct, kw_only=True):
    """The records about a person by kind, oldest first."""

    user_id: UUID
    as_of: datetime
    account: dict[str, list[dict[str, Any]]]
    """Account, profile, sessions, preferences, notifications."""
    business: dict[str, list[dict[str, Any]]]
    """Bookings, payments, receipts, testimonials; an agency's fleet, launches, invoices."""
    changes: list[OwnChangeShape]


def held_data(held: HeldData) -> HeldDataAnswer:
    return HeldDataAnswer(
        user_id=held.user_id,
        as_of=held.as_of,
        account=_records(held.account),
        business=_records(held.business),
        changes=[_change(one) for one in held.changes],
    )


def _records(told: Mapping[str, Sequence[Mapping[str, object]]]) -> dict[str, list[dict[str, Any]]]:
    return {kind: [dict(record) for record in records] for kind, records in told.items()}


def _change(one: Change) -> OwnChangeShape:
    return OwnChangeShape(
        kind=one.kind,
        at=one.origin.at,
        service=one.origin.service,
        action=one.origin.action,
        request_id=one.origin.request_id,
        fields={name: {"old": was.old, "new": was.new} for name, was in one.fields.items()},
    )
