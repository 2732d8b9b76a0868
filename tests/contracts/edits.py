"""Changing copies in the way of one who knows nothing of synchronization."""

from typing import Any

from sqlalchemy import update

from astrobookings.adapters.memory.booking_copies import MemoryBookingCopies
from astrobookings.adapters.memory.launch_copies import MemoryLaunchCopies
from astrobookings.adapters.memory.travelers import MemoryTravelers
from astrobookings.adapters.mongo.booking_copies import MongoBookingCopies
from astrobookings.adapters.mongo.launch_copies import MongoLaunchCopies
from astrobookings.adapters.plain import plain
from astrobookings.adapters.sql.tables.operations import travelers
from astrobookings.adapters.sql.tables.system_copies import booking_copies, launch_copies
from astrobookings.adapters.sql.travelers import TRAVELER
from astrobookings.domain.booking.travelers import BillingCopy
from astrobookings.domain.kernel.ids import UserId

__all__ = ["edit_booking", "edit_launch", "edit_traveler"]


def _edit(port: Any, table: Any, edited: Any) -> None:
    match port:
        case MemoryLaunchCopies() | MemoryBookingCopies():
            port.copies.edit(edited.id, lambda _: edited)
        case MongoLaunchCopies() | MongoBookingCopies():
            rows = port.store.collection(table.name)
            rows.update_one(
                {"_id": edited.id}, {"$set": {**port._copies.fields(edited), "body": plain(edited)}}
            )
        case _:
            changed = update(table).where(table.c.id == edited.id)
            values = {**port._copies.columns(edited), "body": plain(edited)}
            port.store.write_alone(changed.values(values))


def edit_launch(port: Any, edited: Any) -> None:
    """Change the body of the launch's copy."""
    _edit(port, launch_copies, edited)


def edit_booking(port: Any, edited: Any) -> None:
    """Change the body of the booking's copy."""
    _edit(port, booking_copies, edited)


def edit_traveler(port: Any, edited: BillingCopy) -> None:
    """Change the traveler's billing copy."""
    if isinstance(port, MemoryTravelers):
        port.edit(UserId(edited.id), lambda _: edited)
        return
    values = {
        name: value
        for name, value in TRAVELER.values(edited).items()
        if name not in {"version", "created_at", "updated_at"}
    }
    changed = update(travelers).where(travelers.c.id == edited.id)
    port.store.write_alone(changed.values(values))
