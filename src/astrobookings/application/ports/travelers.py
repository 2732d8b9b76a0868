"""Billing copies of travelers (OperationsDB)."""

from typing import Protocol

from astrobookings.domain.booking.travelers import BillingCopy
from astrobookings.domain.kernel.ids import UserId

__all__ = ["Travelers"]


class Travelers(Protocol):
    """What bookings and receipts know of travelers."""

    def find(self, user_id: UserId) -> BillingCopy | None: ...

    def put(self, copy: BillingCopy) -> bool:
        """In a transaction: keep *copy* unless one of the same or a higher source version stands;
        whether it was kept.
        """
        ...
