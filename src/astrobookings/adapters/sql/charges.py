"""Charges of record."""

from collections.abc import Sequence
from datetime import datetime

from attrs import field, frozen
from sqlalchemy import func, select, text

from astrobookings.adapters.sql.mapping import shape_of
from astrobookings.adapters.sql.store.database import SqlStore
from astrobookings.adapters.sql.store.records import Records
from astrobookings.adapters.sql.tables.operations import IS_UNSETTLED, bookings, charges
from astrobookings.domain.booking.charges import Charge
from astrobookings.domain.booking.transfers import repeated
from astrobookings.domain.kernel.ids import AttemptId, BookingId, ChargeId, LaunchId

__all__ = ["SqlCharges"]

CHARGE = shape_of("charge", Charge, charges)


@frozen
class SqlCharges:
    store: SqlStore
    _records: Records[Charge] = field(init=False)

    @_records.default
    def _make_records(self) -> Records[Charge]:
        return Records(self.store, CHARGE)

    def get(self, charge_id: ChargeId) -> Charge:
        return self._records.get(charge_id)

    def add(self, charge: Charge) -> Charge:
        if charge.provider_id is None:
            return self._records.add(charge)
        added = self._records.added(charge, ["provider_id"])
        if added is None:
            raise repeated(charge)
        return added

    def save(self, charge: Charge) -> Charge:
        return self._records.save(charge)

    def of_booking(self, booking_id: BookingId) -> Sequence[Charge]:
        found = self._records.select().where(charges.c.booking_id == booking_id)
        return self._records.all(found.order_by(charges.c.created_at, charges.c.id))

    def of_attempt(self, attempt_id: AttemptId) -> Sequence[Charge]:
        found = self._records.select().where(charges.c.attempt_id == attempt_id)
        return self._records.all(found.order_by(charges.c.id))

    def find_by_provider_id(self, provider_id: str) -> Charge | None:
        return self._records.one(self._records.select().where(charges.c.provider_id == provider_id))

    def abandoned(self, now: datetime, limit: int) -> Sequence[AttemptId]:
        first_lease = func.min(charges.c.lease_until)
        found = (
            select(charges.c.attempt_id)
            .where(text(IS_UNSETTLED), charges.c.lease_until <= now)
            .group_by(charges.c.attempt_id)
            .order_by(first_lease, charges.c.attempt_id)
            .limit(limit)
        )
        return tuple(AttemptId(row[0]) for row in self.store.rows(found))

    def unsettled_on_launch(self, launch_id: LaunchId) -> bool:
        found = (
            select(charges.c.id)
            .join(bookings, bookings.c.id == charges.c.booking_id)
            .where(bookings.c.launch_id == launch_id, text(IS_UNSETTLED))
        )
        return self.store.first(found.limit(1)) is not None
