"""Refunds of record (OperationsDB)."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from astrobookings.domain.booking.refunds import Refund, RefundStatus
from astrobookings.domain.kernel.ids import AgencyId, BookingId, RefundId, UserId
from astrobookings.domain.kernel.pages import Page, PageRequest

__all__ = ["Refunds"]


class Refunds(Protocol):
    """Money owed back."""

    def get(self, refund_id: RefundId) -> Refund:
        """Raises: NotFound."""
        ...

    def lock(self, refund_id: RefundId) -> Refund:
        """Raises: NotFound."""
        ...

    def add(self, refund: Refund) -> Refund: ...

    def save(self, refund: Refund) -> Refund:
        """Raises: Stale."""
        ...

    def of_booking(self, booking_id: BookingId) -> Sequence[Refund]:
        """Oldest first."""
        ...

    def list(
        self,
        page: PageRequest,
        *,
        statuses: frozenset[RefundStatus] | None = None,
        agency_id: AgencyId | None = None,
        traveler_id: UserId | None = None,
    ) -> Page[Refund]:
        """Oldest first, by (created_at, id)."""
        ...

    def due(self, now: datetime, limit: int) -> Sequence[Refund]:
        """Pending ones whose time has come, and executing ones whose lease is over, by due_at."""
        ...
