"""Booking requests of record."""

from collections.abc import Sequence

from attrs import field, frozen

from astrobookings.adapters.mongo.collections.requests import BOOKING_REQUESTS
from astrobookings.adapters.mongo.mapping import shape_of
from astrobookings.adapters.mongo.store import MongoStore
from astrobookings.adapters.mongo.store.records import Records
from astrobookings.domain.booking.idempotency import KeyedRequest
from astrobookings.domain.kernel.ids import BookingRequestId, UserId
from astrobookings.domain.sync.booking_request import BookingRequest, RequestStatus

__all__ = ["MongoBookingRequests"]

BOOKING_REQUEST = shape_of("booking_request", BookingRequest, BOOKING_REQUESTS.name)
SCOPE = ("user_id", "path", "key")


@frozen
class MongoBookingRequests:
    store: MongoStore
    _records: Records[BookingRequest] = field(init=False)

    @_records.default
    def _make_records(self) -> Records[BookingRequest]:
        return Records(self.store, BOOKING_REQUEST)

    def get(self, request_id: BookingRequestId) -> BookingRequest:
        return self._records.get(request_id)

    def lock(self, request_id: BookingRequestId) -> BookingRequest:
        return self._records.lock(request_id)

    def find(self, key: KeyedRequest) -> BookingRequest | None:
        return self._records.one({name: getattr(key, name) for name in SCOPE})

    def add(self, request: BookingRequest) -> bool:
        return self._records.added(request, SCOPE) is not None

    def save(self, request: BookingRequest) -> BookingRequest:
        return self._records.save(request)

    def waiting_of(self, user_id: UserId) -> int:
        query = {"user_id": user_id, "status": RequestStatus.WAITING.value}
        return self.store.count(BOOKING_REQUESTS.name, query)

    def waiting(self, limit: int) -> Sequence[BookingRequest]:
        first_come = [("created_at", 1), ("_id", 1)]
        query = {"status": RequestStatus.WAITING.value}
        return self._records.all(query, sort=first_come, limit=limit)
