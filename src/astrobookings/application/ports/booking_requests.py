"""Booking requests of record (SystemDB)."""

from collections.abc import Sequence
from typing import Protocol

from astrobookings.domain.booking.idempotency import KeyedRequest
from astrobookings.domain.kernel.ids import BookingRequestId, UserId
from astrobookings.domain.sync.booking_request import BookingRequest

__all__ = ["BookingRequests"]


class BookingRequests(Protocol):
    """What people asked for while OperationsDB was away; one per user, path and key."""

    def get(self, request_id: BookingRequestId) -> BookingRequest:
        """Raises: NotFound."""
        ...

    def lock(self, request_id: BookingRequestId) -> BookingRequest:
        """Raises: NotFound."""
        ...

    def find(self, key: KeyedRequest) -> BookingRequest | None:
        """The one of this user, path and key, whatever its body."""
        ...

    def add(self, request: BookingRequest) -> bool:
        """In a transaction: take it; False if its user, path and key have one."""
        ...

    def save(self, request: BookingRequest) -> BookingRequest:
        """Raises: Stale."""
        ...

    def waiting_of(self, user_id: UserId) -> int:
        """How many of this user are not decided."""
        ...

    def waiting(self, limit: int) -> Sequence[BookingRequest]:
        """Those not decided, first come first, by (created_at, id)."""
        ...
