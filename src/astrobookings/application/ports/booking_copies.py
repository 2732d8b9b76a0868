"""Copies of bookings for those who read (SystemDB)."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import Protocol, Self
from uuid import UUID

from attrs import frozen

from astrobookings.domain.booking.booking import Booking, BookingStatus
from astrobookings.domain.booking.charges import Charge
from astrobookings.domain.booking.refunds import Refund
from astrobookings.domain.kernel.ids import AgencyId, BookingId, LaunchId, UserId
from astrobookings.domain.kernel.pages import Page, PageRequest

__all__ = ["BookingCopies", "BookingSnapshot"]


@frozen(kw_only=True)
class BookingSnapshot:
    """A booking with its payment."""

    booking: Booking
    charges: tuple[Charge, ...] = ()
    """Oldest first."""
    refunds: tuple[Refund, ...] = ()
    """Oldest first."""
    source_version: int
    """Grows with every change of the booking, its charges and its refunds."""

    @classmethod
    def of(cls, booking: Booking, charges: Iterable[Charge], refunds: Iterable[Refund]) -> Self:
        """As the three are now, oldest first."""
        paid, given_back = tuple(charges), tuple(refunds)
        version = booking.version + sum(one.version for one in (*paid, *given_back))
        return cls(booking=booking, charges=paid, refunds=given_back, source_version=version)

    @property
    def id(self) -> BookingId:
        return self.booking.id


class BookingCopies(Protocol):
    """Bookings as they were copied last; lists answer as those of `Bookings` do."""

    def get(self, booking_id: BookingId) -> BookingSnapshot:
        """Raises: NotFound."""
        ...

    def list(
        self,
        page: PageRequest,
        *,
        traveler_id: UserId | None = None,
        launch_id: LaunchId | None = None,
        agency_id: AgencyId | None = None,
        reference: str | None = None,
        statuses: frozenset[BookingStatus] | None = None,
        launch_after: datetime | None = None,
        launch_before: datetime | None = None,
        now: datetime,
    ) -> Page[BookingSnapshot]:
        """Newest first, by (created_at, id). *statuses* are as seen at *now*: a lapsed hold is
        expired. *launch_after* (inclusive) and *launch_before* bound the date of the launch's copy.
        """
        ...

    def put(self, copy: BookingSnapshot, *, over: str | None = None) -> bool:
        """In a transaction: keep *copy* unless one of the same or a higher source version stands;
        whether it was kept. A copy edited elsewhere gives way only if its digest is *over*.

        Raises: ChangedElsewhere.
        """
        ...

    def versions(self, keys: Collection[UUID]) -> Mapping[UUID, int]:
        """The source versions of those of *keys* that have a copy."""
        ...

    def completed(self, moment: datetime) -> None:
        """In a transaction: everything stored at the source before *moment* has been copied."""
        ...

    def as_of(self) -> datetime | None:
        """The latest moment that was `completed`; what happened since may or may not be here.
        None: the copies were never complete.
        """
        ...
