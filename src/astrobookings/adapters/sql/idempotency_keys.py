"""Idempotency keys of record."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from attrs import field, frozen
from sqlalchemy import ColumnElement, and_, bindparam, delete, select, update

from astrobookings.adapters.sql.store.database import SqlStore
from astrobookings.adapters.sql.store.hot import HotRead, HotWrite
from astrobookings.adapters.sql.tables.operations import idempotency_keys as keys
from astrobookings.domain.booking.errors import KeyInUse
from astrobookings.domain.booking.idempotency import (
    KEY_LEASE,
    KEY_LIFETIME,
    Answer,
    KeyedRequest,
    KeyRecord,
)
from astrobookings.domain.kernel.ids import BookingId

__all__ = ["SqlIdempotencyKeys", "forget_outlived"]

SCOPE = ("user_id", "method", "path", "key")


def _scope(request: KeyedRequest) -> ColumnElement[bool]:
    return and_(*(keys.c[name] == getattr(request, name) for name in SCOPE))


def forget_outlived(store: SqlStore, request: KeyedRequest, now: datetime) -> bool:
    """Delete the record of *request*'s scope if its lifetime is over; whether one was."""
    outlived = delete(keys).where(_scope(request), keys.c.created_at <= now - KEY_LIFETIME)
    return store.write_alone(outlived) > 0


_NAMED = and_(*(keys.c[name] == bindparam(f"of_{name}") for name in SCOPE))
_COLUMNS = (*SCOPE, "digest", "booking_id", "created_at", "lease_until")
_ALIVE = select(*(keys.c[name] for name in (*_COLUMNS, "answer_status", "answer_body"))).where(
    _NAMED, keys.c.created_at > bindparam("oldest")
)
_FINISH = (
    update(keys)
    .where(_NAMED)
    .values(answer_status=bindparam("answer_status"), answer_body=bindparam("answer_body"))
)


def _names(request: KeyedRequest) -> dict[str, Any]:
    return {f"of_{name}": getattr(request, name) for name in SCOPE}


@frozen
class SqlIdempotencyKeys:
    """Every booking finds and finishes its key, the short way."""

    store: SqlStore
    _alive: HotRead = field(init=False)
    _finish: HotWrite = field(init=False)

    @_alive.default
    def _make_alive(self) -> HotRead:
        return HotRead(self.store, _ALIVE)

    @_finish.default
    def _make_finish(self) -> HotWrite:
        return HotWrite(self.store, _FINISH)

    def find(self, request: KeyedRequest, now: datetime) -> KeyRecord | None:
        row = self._alive.first({**_names(request), "oldest": now - KEY_LIFETIME})
        return None if row is None else _record(row)

    def begin(self, request: KeyedRequest, booking_id: BookingId, now: datetime) -> None:
        self._note(request, now, now + KEY_LEASE, booking_id=booking_id)

    def refuse(self, request: KeyedRequest, answer: Answer, now: datetime) -> None:
        self._note(request, now, now, answer_status=answer.status, answer_body=answer.body)

    def _note(
        self, request: KeyedRequest, now: datetime, lease_until: datetime, **known: Any
    ) -> None:
        values = {
            **{name: getattr(request, name) for name in (*SCOPE, "digest")},
            **dict.fromkeys(("booking_id", "answer_status", "answer_body")),
            **known,
            "created_at": now,
            "lease_until": lease_until,
        }
        noted = (
            self.store.insert(keys)
            .values(values)
            .on_conflict_do_update(
                index_elements=SCOPE,
                set_={name: one for name, one in values.items() if name not in SCOPE},
                where=keys.c.created_at <= now - KEY_LIFETIME,
            )
            .returning(keys.c.created_at)
        )
        if self.store.write(noted).first() is None:
            raise KeyInUse

    def take_over(self, record: KeyRecord, seen: datetime) -> bool:
        same = (_scope(record.request), keys.c.lease_until == seen)
        renewed = update(keys).where(*same).values(lease_until=record.lease_until)
        return self.store.write_alone(renewed) == 1

    def finish(self, request: KeyedRequest, answer: Answer) -> None:
        answered = {"answer_status": answer.status, "answer_body": answer.body}
        self._finish.run({**_names(request), **answered})

    def forget_before(self, moment: datetime) -> int:
        return self.store.write_alone(delete(keys).where(keys.c.created_at < moment))


def _record(row: Sequence[Any]) -> KeyRecord:
    user_id, method, path, key, digest, booking_id, created_at, lease_until, status, body = row
    return KeyRecord(
        request=KeyedRequest(user_id=user_id, method=method, path=path, key=key, digest=digest),
        booking_id=booking_id,
        created_at=created_at,
        lease_until=lease_until,
        answer=None if status is None else Answer(status, body),
    )
