"""Refunds of record."""

from collections.abc import Sequence
from datetime import datetime

from attrs import field, frozen
from sqlalchemy import and_, or_, text

from astrobookings.adapters.sql.mapping import shape_of
from astrobookings.adapters.sql.store.database import SqlStore
from astrobookings.adapters.sql.store.pages import Keyset, by_id, by_instant
from astrobookings.adapters.sql.store.records import Records
from astrobookings.adapters.sql.tables.operations import REFUND_DUE, refunds
from astrobookings.domain.booking.refunds import Refund, RefundStatus
from astrobookings.domain.kernel.ids import AgencyId, BookingId, RefundId, UserId
from astrobookings.domain.kernel.pages import Page, PageRequest

__all__ = ["SqlRefunds"]

REFUND = shape_of("refund", Refund, refunds)
_OLDEST_FIRST = Keyset((by_instant(refunds.c.created_at), by_id(refunds.c.id)))


@frozen
class SqlRefunds:
    store: SqlStore
    _records: Records[Refund] = field(init=False)

    @_records.default
    def _make_records(self) -> Records[Refund]:
        return Records(self.store, REFUND)

    def get(self, refund_id: RefundId) -> Refund:
        return self._records.get(refund_id)

    def lock(self, refund_id: RefundId) -> Refund:
        return self._records.lock(refund_id)

    def add(self, refund: Refund) -> Refund:
        return self._records.add(refund)

    def save(self, refund: Refund) -> Refund:
        return self._records.save(refund)

    def of_booking(self, booking_id: BookingId) -> Sequence[Refund]:
        found = self._records.select().where(refunds.c.booking_id == booking_id)
        return self._records.all(found.order_by(refunds.c.created_at, refunds.c.id))

    def list(
        self,
        page: PageRequest,
        *,
        statuses: frozenset[RefundStatus] | None = None,
        agency_id: AgencyId | None = None,
        traveler_id: UserId | None = None,
    ) -> Page[Refund]:
        found = self._records.select()
        if statuses is not None:
            wanted = sorted(status.value for status in statuses)
            found = found.where(refunds.c.status.in_(wanted))
        if agency_id is not None:
            found = found.where(refunds.c.agency_id == agency_id)
        if traveler_id is not None:
            found = found.where(refunds.c.traveler_id == traveler_id)
        return _OLDEST_FIRST.page(self.store, found, page, REFUND.read)

    def due(self, now: datetime, limit: int) -> Sequence[Refund]:
        waiting = and_(refunds.c.status == RefundStatus.PENDING.value, refunds.c.due_at <= now)
        left_behind = and_(
            refunds.c.status == RefundStatus.EXECUTING.value, refunds.c.lease_until <= now
        )
        found = self._records.select().where(text(REFUND_DUE), or_(waiting, left_behind))
        return self._records.all(found.order_by(refunds.c.due_at, refunds.c.id).limit(limit))
