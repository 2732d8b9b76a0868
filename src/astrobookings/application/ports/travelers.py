"""Billing copies of travelers (OperationsDB)."""

from collections.abc import Collection, Mapping
from typing import Protocol
from uuid import UUID

from astrobookings.domain.booking.travelers import BillingCopy
from astrobookings.domain.kernel.ids import UserId

__all__ = ["Travelers"]


class Travelers(Protocol):
    """What bookings and receipts know of travelers."""

    def find(self, user_id: UserId) -> BillingCopy | None: ...

    def put(self, copy: BillingCopy, *, over: str | None = None) -> bool:
        """In a transaction: keep *copy* unless one of the same or a higher source version stands;
        whether it was kept. A copy edited elsewhere gives way only if its digest is *over*.

        Raises: ChangedElsewhere.
        """
        ...

    def versions(self, keys: Collection[UUID]) -> Mapping[UUID, int]:
        """The source versions of those of *keys* that have a copy."""
        ...
