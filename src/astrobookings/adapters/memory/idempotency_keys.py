"""Idempotency keys in memory."""

from datetime import datetime

from attrs import evolve

from astrobookings.adapters.memory.store import MemoryStore, Rows
from astrobookings.domain.booking.errors import KeyInUse
from astrobookings.domain.booking.idempotency import (
    KEY_LEASE,
    KEY_LIFETIME,
    Answer,
    KeyedRequest,
    KeyRecord,
)
from astrobookings.domain.kernel.ids import BookingId, UserId

__all__ = ["MemoryIdempotencyKeys"]

_Scope = tuple[UserId, str, str, str]


def _scope(request: KeyedRequest) -> _Scope:
    return request.user_id, request.method, request.path, request.key


class MemoryIdempotencyKeys:
    def __init__(self, store: MemoryStore) -> None:
        self._store = store
        self._records: Rows[_Scope, KeyRecord] = store.rows("idempotency_keys")

    def find(self, request: KeyedRequest, now: datetime) -> KeyRecord | None:
        record = self._records.find(_scope(request))
        return None if record is None or now >= record.created_at + KEY_LIFETIME else record

    def begin(self, request: KeyedRequest, booking_id: BookingId, now: datetime) -> None:
        lease = now + KEY_LEASE
        self._note(
            KeyRecord(request=request, booking_id=booking_id, created_at=now, lease_until=lease)
        )

    def refuse(self, request: KeyedRequest, answer: Answer, now: datetime) -> None:
        self._note(
            KeyRecord(
                request=request, booking_id=None, created_at=now, lease_until=now, answer=answer
            )
        )

    def _note(self, record: KeyRecord) -> None:
        if self.find(record.request, record.created_at) is not None:
            raise KeyInUse
        self._records.put(_scope(record.request), record)

    def take_over(self, record: KeyRecord, seen: datetime) -> bool:
        with self._store.housekeeping():
            current = self._records.find(_scope(record.request))
            if current is None or current.lease_until != seen:
                return False
            renewed = evolve(current, lease_until=record.lease_until)
            self._records.put(_scope(record.request), renewed)
            return True

    def finish(self, request: KeyedRequest, answer: Answer) -> None:
        with self._store.housekeeping():
            current = self._records.find(_scope(request))
            if current is not None:
                self._records.put(_scope(request), evolve(current, answer=answer))

    def forget_before(self, moment: datetime) -> int:
        with self._store.housekeeping():
            old = [scope for scope, one in self._records.items() if one.created_at < moment]
            for scope in old:
                self._records.drop(scope)
            return len(old)
