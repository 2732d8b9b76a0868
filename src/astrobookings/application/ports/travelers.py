"""Billing copies of travelers (OperationsDB)."""

from collections.abc import Collection, Mapping
from typing import Protocol
from uuid import UUID

from astrobookings.domain.booking.travelers import BillingCopy
from astrobookings.domain.kernel.ids import UserId
from astrobookings.domain.kernel.pages import Page, PageRequest

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

    def search(self, page: PageRequest, *, text: str = "") -> Page[BillingCopy]:
        """By last name, first name and id, in any case. *text* is the beginning of a name, either
        way round, or of an e-mail address.
        """
        ...

    def versions(self, keys: Collection[UUID]) -> Mapping[UUID, int]:
        """The source versions of those of *keys* that have a copy."""
        ...
