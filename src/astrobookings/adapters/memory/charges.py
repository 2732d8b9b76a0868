"""Charges in memory."""

from collections.abc import Sequence
from datetime import datetime

from astrobookings.adapters.memory.store import MemoryStore, Records
from astrobookings.domain.booking.booking import Booking
from astrobookings.domain.booking.charges import UNSETTLED, Charge
from astrobookings.domain.booking.transfers import repeated
from astrobookings.domain.kernel.ids import AttemptId, BookingId, ChargeId, LaunchId

__all__ = ["MemoryCharges"]


class MemoryCharges:
    def __init__(self, store: MemoryStore) -> None:
        self._records: Records[Charge] = Records(store, "charge")
        self._bookings: Records[Booking] = Records(store, "booking")

    def get(self, charge_id: ChargeId) -> Charge:
        return self._records.get(charge_id)

    def add(self, charge: Charge) -> Charge:
        if charge.provider_id is not None and self.find_by_provider_id(charge.provider_id):
            raise repeated(charge)
        return self._records.add(charge)

    def save(self, charge: Charge) -> Charge:
        return self._records.save(charge)

    def of_booking(self, booking_id: BookingId) -> Sequence[Charge]:
        found = (charge for charge in self._records.all() if charge.booking_id == booking_id)
        return tuple(sorted(found, key=lambda one: (one.created_at, one.id)))

    def of_attempt(self, attempt_id: AttemptId) -> Sequence[Charge]:
        found = (charge for charge in self._records.all() if charge.attempt_id == attempt_id)
        return tuple(sorted(found, key=lambda one: one.id))

    def find_by_provider_id(self, provider_id: str) -> Charge | None:
        found = (charge for charge in self._records.all() if charge.provider_id == provider_id)
        return next(found, None)

    def abandoned(self, now: datetime, limit: int) -> Sequence[AttemptId]:
        waiting = sorted(self._unsettled(), key=lambda one: (one.lease_until, one.id))
        attempts = dict.fromkeys(one.attempt_id for one in waiting if now >= one.lease_until)
        return tuple(attempts)[:limit]

    def unsettled_on_launch(self, launch_id: LaunchId) -> bool:
        return any(
            self._bookings.get(charge.booking_id).launch_id == launch_id
            for charge in self._unsettled()
        )

    def _unsettled(self) -> list[Charge]:
        return [charge for charge in self._records.all() if charge.status in UNSETTLED]
