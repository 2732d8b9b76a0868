"""Booking requests of record."""

from collections.abc import Sequence

from attrs import field, frozen
from sqlalchemy import func, select, text

from astrobookings.adapters.sql.mapping import shape_of
from astrobookings.adapters.sql.store.database import SqlStore
from astrobookings.adapters.sql.store.records import Records
from astrobookings.adapters.sql.tables.system_requests import UNDECIDED, booking_requests
from astrobookings.domain.booking.idempotency import KeyedRequest
from astrobookings.domain.kernel.ids import BookingRequestId, UserId
from astrobookings.domain.sync.booking_request import BookingRequest

__all__ = ["SqlBookingRequests"]

BOOKING_REQUEST = shape_of("booking_request", BookingRequest, booking_requests)
SCOPE = ("user_id", "path", "key")


@frozen
class SqlBookingRequests:
    store: SqlStore
    _records: Records[BookingRequest] = field(init=False)

    @_records.default
    def _make_records(self) -> Records[BookingRequest]:
        return Records(self.store, BOOKING_REQUEST)

    def get(self, request_id: BookingRequestId) -> BookingRequest:
        return self._records.get(request_id)

    def lock(self, request_id: BookingRequestId) -> BookingRequest:
        return self._records.lock(request_id)

    def find(self, key: KeyedRequest) -> BookingRequest | None:
        same = (booking_requests.c[name] == getattr(key, name) for name in SCOPE)
        return self._records.one(self._records.select().where(*same))

    def add(self, request: BookingRequest) -> bool:
        return self._records.added(request, SCOPE) is not None

    def save(self, request: BookingRequest) -> BookingRequest:
        return self._records.save(request)

    def waiting_of(self, user_id: UserId) -> int:
        own = select(func.count()).where(text(UNDECIDED), booking_requests.c.user_id == user_id)
        row = self.store.first(own)
        return 0 if row is None else int(row[0])

    def waiting(self, limit: int) -> Sequence[BookingRequest]:
        undecided = self._records.select().where(text(UNDECIDED))
        first = undecided.order_by(booking_requests.c.created_at, booking_requests.c.id)
        return self._records.all(first.limit(limit))
