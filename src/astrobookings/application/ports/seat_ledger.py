"""Which seats are whose: the one place that sells a seat (OperationsDB, design §4)."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from attrs import frozen

from astrobookings.domain.booking.booking import Booking, OnBehalf
from astrobookings.domain.booking.idempotency import KeyedRequest
from astrobookings.domain.booking.offer import Survey, Verdict, Wanted
from astrobookings.domain.booking.passengers import Passenger
from astrobookings.domain.booking.refund_policy import RefundTier
from astrobookings.domain.kernel.ids import AgencyId, BookingId, LaunchId, UserId
from astrobookings.domain.kernel.origins import Origin

__all__ = ["SeatLedger", "SeatMap", "SeatOrder"]


@frozen(kw_only=True)
class SeatOrder:
    """Everything one statement needs to take seats and write the booking."""

    booking_id: BookingId
    reference: str
    traveler_id: UserId
    launch_id: LaunchId
    agency_id: AgencyId
    wanted: Wanted
    passengers: tuple[Passenger, ...]
    verdict: Verdict
    most_holds: int
    expires_at: datetime
    refund_tiers: tuple[RefundTier, ...]
    on_behalf: OnBehalf | None
    key: KeyedRequest | None


@frozen
class SeatMap:
    """Seats 1 to `seats_total`; those in `taken` are not for sale."""

    seats_total: int
    taken: frozenset[int]


class SeatLedger(Protocol):
    """Seats sold and held; no interleaving sells one twice or more than there are."""

    def survey(
        self, launch_id: LaunchId, traveler_id: UserId, wanted: Wanted, *, now: datetime
    ) -> Survey:
        """What is known for deciding, in one read. Overdue holds count as free. Inside of a
        transaction it sees what that wrote.

        Raises: NotFound: no such launch.
        """
        ...

    def take(self, order: SeatOrder, origin: Origin) -> Booking | None:
        """Take the seats and write the booking `held`, its seats (lowest free ones when only
        counted), event SeatsHeld, change record and idempotency key; all or nothing, in a
        transaction of its own. Guards repeat the verdict on the rows as they then are.

        Returns None, with nothing written, when a guard failed.

        Raises: KeyInUse: the idempotency key exists; ReferenceTaken.
        """
        ...

    def hold(self, order: SeatOrder) -> Booking | None:
        """As `take`, but within a transaction that has locked the launch, and under no key.

        Raises: ReferenceTaken, with nothing written; RuntimeError: outside of a transaction.
        """
        ...

    def seat_map(self, launch_id: LaunchId, *, now: datetime) -> SeatMap:
        """Raises: NotFound."""
        ...

    def paid(self, booking: Booking) -> None:
        """In a transaction: held *booking* no longer counts among its traveler's open holds."""
        ...

    def give_back(self, booking: Booking) -> None:
        """In a transaction: the seats of *booking*, and those being added to it, are free; its
        status is still the old one.
        """
        ...

    def take_again(self, booking: Booking, *, limit: int) -> bool:
        """In a transaction: take exactly the seats of an expired *booking*; False if any is gone
        or its traveler would then hold more than *limit* seats of the launch.
        """
        ...

    def take_more(
        self, booking: Booking, wanted: Wanted, verdict: Verdict, *, now: datetime
    ) -> tuple[int, ...] | None:
        """In a transaction: keep the *wanted* seats for live *booking* as well (lowest free ones
        when only counted), which the caller then reseats. Guards repeat the verdict on the rows as
        they then are.

        Returns the numbers of the seats; None, with nothing written, when a guard failed.
        """
        ...

    def drop(self, booking: Booking, numbers: Sequence[int]) -> None:
        """In a transaction: the seats *numbers*, kept for live *booking* so far, are free; the
        caller reseats it.
        """
        ...

    def swap(self, booking: Booking, numbers: Sequence[int], others: Sequence[int]) -> bool:
        """In a transaction: live *booking* has the seats *others* for its *numbers*, as many, and
        is reseated by the caller. False, with nothing written, if any of them is not free.
        """
        ...

    def discrepancies(self) -> int:
        """On how many launches seats sold, seat rows and seats of live bookings disagree: damage
        that only a bug or a hand in the database can do.
        """
        ...
