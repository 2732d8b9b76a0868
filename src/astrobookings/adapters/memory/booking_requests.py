"""Booking requests in memory."""

from collections.abc import Iterator, Sequence

from astrobookings.adapters.memory.store import MemoryStore, Records
from astrobookings.domain.booking.idempotency import KeyedRequest
from astrobookings.domain.kernel.ids import BookingRequestId, UserId
from astrobookings.domain.sync.booking_request import BookingRequest, RequestStatus

__all__ = ["MemoryBookingRequests"]


class MemoryBookingRequests:
    def __init__(self, store: MemoryStore) -> None:
        self._records: Records[BookingRequest] = Records(store, "booking_request")

    def get(self, request_id: BookingRequestId) -> BookingRequest:
        return self._records.get(request_id)

    def lock(self, request_id: BookingRequestId) -> BookingRequest:
        return self._records.lock(request_id)

    def find(self, key: KeyedRequest) -> BookingRequest | None:
        scope = key.user_id, key.path, key.key
        every = self._records.all()
        return next((one for one in every if (one.user_id, one.path, one.key) == scope), None)

    def add(self, request: BookingRequest) -> bool:
        if self.find(request.keyed) is not None:
            return False
        self._records.add(request)
        return True

    def save(self, request: BookingRequest) -> BookingRequest:
        return self._records.save(request)

    def waiting_of(self, user_id: UserId) -> int:
        return sum(one.user_id == user_id for one in self._undecided())

    def waiting(self, limit: int) -> Sequence[BookingRequest]:
        found = sorted(self._undecided(), key=lambda one: (one.created_at, one.id))
        return tuple(found[:limit])

    def _undecided(self) -> Iterator[BookingRequest]:
        return (one for one in self._records.all() if one.status is RequestStatus.WAITING)
