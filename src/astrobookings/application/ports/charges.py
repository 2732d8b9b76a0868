"""Charges of record (OperationsDB)."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from astrobookings.domain.booking.charges import Charge
from astrobookings.domain.kernel.ids import AttemptId, BookingId, ChargeId, LaunchId

__all__ = ["Charges"]


class Charges(Protocol):
    """What was asked of the gateway."""

    def get(self, charge_id: ChargeId) -> Charge:
        """Raises: NotFound."""
        ...

    def add(self, charge: Charge) -> Charge:
        """Raises: TransferRecorded: another charge has its provider's id."""
        ...

    def save(self, charge: Charge) -> Charge:
        """Raises: Stale."""
        ...

    def of_booking(self, booking_id: BookingId) -> Sequence[Charge]:
        """Oldest first, by (created_at, id)."""
        ...

    def of_attempt(self, attempt_id: AttemptId) -> Sequence[Charge]:
        """By id."""
        ...

    def find_by_provider_id(self, provider_id: str) -> Charge | None: ...

    def abandoned(self, now: datetime, limit: int) -> Sequence[AttemptId]:
        """Attempts with a charge pending, requiring action or authorized whose lease is over."""
        ...

    def unsettled_on_launch(self, launch_id: LaunchId) -> bool:
        """Whether a charge of the launch's bookings is pending, requires action or authorized."""
        ...
