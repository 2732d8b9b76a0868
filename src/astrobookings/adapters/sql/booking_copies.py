"""Copies of bookings."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from attrs import field, frozen

from astrobookings.adapters.sql.bookings import seen_as
from astrobookings.adapters.sql.store.copies import Copies
from astrobookings.adapters.sql.store.database import SqlStore
from astrobookings.adapters.sql.store.pages import Keyset, by_id, by_instant
from astrobookings.adapters.sql.tables.system_copies import booking_copies, launch_copies
from astrobookings.application.ports.booking_copies import BookingSnapshot
from astrobookings.domain.booking.booking import BookingStatus
from astrobookings.domain.kernel.ids import AgencyId, BookingId, LaunchId, UserId
from astrobookings.domain.kernel.pages import Page, PageRequest

__all__ = ["SqlBookingCopies"]

_NEWEST = Keyset(
    (by_instant(booking_copies.c.created_at), by_id(booking_copies.c.id)), descending=True
)


def _columns(copy: BookingSnapshot) -> dict[str, Any]:
    booking = copy.booking
    return {
        "reference": booking.reference,
        "traveler_id": booking.traveler_id,
        "launch_id": booking.launch_id,
        "agency_id": booking.agency_id,
        "status": booking.status.value,
        "held_until": booking.held_until,
        "created_at": booking.created_at,
    }


@frozen
class SqlBookingCopies:
    store: SqlStore
    _copies: Copies[BookingSnapshot] = field(init=False)

    @_copies.default
    def _make_copies(self) -> Copies[BookingSnapshot]:
        return Copies(self.store, "booking", BookingSnapshot, booking_copies, _columns)

    def get(self, booking_id: BookingId) -> BookingSnapshot:
        found = self._copies.select().where(booking_copies.c.id == booking_id)
        return self._copies.one(found, booking_id)

    def list(
        self,
        page: PageRequest,
        *,
        traveler_id: UserId | None = None,
        launch_id: LaunchId | None = None,
        agency_id: AgencyId | None = None,
        reference: str | None = None,
        statuses: frozenset[BookingStatus] | None = None,
        launch_after: datetime | None = None,
        launch_before: datetime | None = None,
        now: datetime,
    ) -> Page[BookingSnapshot]:
        found = self._copies.select()
        exact = {
            "traveler_id": traveler_id,
            "launch_id": launch_id,
            "agency_id": agency_id,
            "reference": reference,
        }
        for name, value in exact.items():
            if value is not None:
                found = found.where(booking_copies.c[name] == value)
        if statuses is not None:
            found = found.where(seen_as(booking_copies, statuses, now))
        if launch_after is not None or launch_before is not None:
            found = found.join(launch_copies, launch_copies.c.id == booking_copies.c.launch_id)
        if launch_after is not None:
            found = found.where(launch_copies.c.launch_at >= launch_after)
        if launch_before is not None:
            found = found.where(launch_copies.c.launch_at < launch_before)
        return _NEWEST.page(self.store, found, page, self._copies.read)

    def put(self, copy: BookingSnapshot, *, over: str | None = None) -> bool:
        return self._copies.put(copy, over)

    def versions(self, keys: Collection[UUID]) -> Mapping[UUID, int]:
        return self._copies.versions(keys)

    def completed(self, moment: datetime) -> None:
        self._copies.completed(moment)

    def as_of(self) -> datetime | None:
        return self._copies.as_of()
