"""The bookings of record."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from attrs import field, frozen
from sqlalchemy import ColumnElement, Table, and_, or_, text

from astrobookings.adapters.sql.mapping import shape_of
from astrobookings.adapters.sql.store.database import SqlStore
from astrobookings.adapters.sql.store.pages import Keyset, by_id, by_instant
from astrobookings.adapters.sql.store.records import Records
from astrobookings.adapters.sql.tables.operations import HELD, bookings, launches
from astrobookings.adapters.sql.travelers import travelers_found_by
from astrobookings.domain.booking.booking import LIVE, Booking, BookingStatus
from astrobookings.domain.kernel.ids import AgencyId, BookingId, LaunchId, UserId
from astrobookings.domain.kernel.pages import Page, PageRequest

__all__ = ["BOOKING", "SqlBookings", "seen_as"]

BOOKING = shape_of("booking", Booking, bookings)
_NEWEST = Keyset((by_instant(bookings.c.created_at), by_id(bookings.c.id)), descending=True)


def _counted(booking: Booking) -> dict[str, Any]:
    return {"seat_count": len(booking.kept_numbers)}


@frozen
class SqlBookings:
    store: SqlStore
    _records: Records[Booking] = field(init=False)
    _reseated: Records[Booking] = field(init=False)

    @_records.default
    def _make_records(self) -> Records[Booking]:
        return Records(self.store, BOOKING, fixed=frozenset({"seats", "adding"}))

    @_reseated.default
    def _make_reseated(self) -> Records[Booking]:
        return Records(self.store, BOOKING, beside=_counted)

    def get(self, booking_id: BookingId) -> Booking:
        return self._records.get(booking_id)

    def lock(self, booking_id: BookingId) -> Booking:
        return self._records.lock(booking_id)

    def save(self, booking: Booking) -> Booking:
        return self._records.save(booking)

    def reseat(self, booking: Booking) -> Booking:
        return self._reseated.save(booking)

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
        booked_after: datetime | None = None,
        booked_before: datetime | None = None,
        traveler_text: str = "",
        now: datetime,
    ) -> Page[Booking]:
        found = self._records.select()
        exact = {
            "traveler_id": traveler_id,
            "launch_id": launch_id,
            "agency_id": agency_id,
            "reference": reference,
        }
        for name, value in exact.items():
            if value is not None:
                found = found.where(bookings.c[name] == value)
        if statuses is not None:
            found = found.where(seen_as(bookings, statuses, now))
        if launch_after is not None or launch_before is not None:
            found = found.join(launches, launches.c.id == bookings.c.launch_id)
        if launch_after is not None:
            found = found.where(launches.c.launch_at >= launch_after)
        if launch_before is not None:
            found = found.where(launches.c.launch_at < launch_before)
        if booked_after is not None:
            found = found.where(bookings.c.created_at >= booked_after)
        if booked_before is not None:
            found = found.where(bookings.c.created_at < booked_before)
        if traveler_text:
            found = found.where(bookings.c.traveler_id.in_(travelers_found_by(traveler_text)))
        return _NEWEST.page(self.store, found, page, BOOKING.read)

    def overdue(
        self, now: datetime, limit: int, launch_id: LaunchId | None = None
    ) -> Sequence[Booking]:
        found = self._records.select().where(text(HELD), bookings.c.held_until <= now)
        if launch_id is not None:
            found = found.where(bookings.c.launch_id == launch_id)
        longest = found.order_by(bookings.c.held_until, bookings.c.id).limit(limit)
        return self._records.all(longest)

    def live_of_launch(self, launch_id: LaunchId, limit: int) -> Sequence[Booking]:
        found = self._records.select().where(
            bookings.c.launch_id == launch_id, _one_of(bookings, frozenset(LIVE))
        )
        return self._records.all(found.order_by(bookings.c.id).limit(limit))


def _one_of(table: Table, statuses: frozenset[BookingStatus]) -> ColumnElement[bool]:
    return table.c.status.in_(sorted(status.value for status in statuses))


def seen_as(table: Table, statuses: frozenset[BookingStatus], now: datetime) -> ColumnElement[Any]:
    """The status at *now*: a lapsed hold is expired, though its row in *table* says held."""
    other_than_held = statuses - {BookingStatus.HELD}
    held = table.c.status == BookingStatus.HELD.value
    seen = [_one_of(table, other_than_held)]
    if BookingStatus.HELD in statuses:
        seen.append(and_(held, table.c.held_until > now))
    if BookingStatus.EXPIRED in statuses:
        seen.append(and_(held, table.c.held_until <= now))
    return or_(*seen)
