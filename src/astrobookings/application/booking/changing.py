"""What every change of a booking's seats begins with (story 2.8)."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from attrs import frozen

from astrobookings.application.booking.acting import trail
from astrobookings.application.ports.bookings import Bookings
from astrobookings.application.ports.clock import Clock
from astrobookings.application.ports.idempotency_keys import IdempotencyKeys
from astrobookings.application.ports.launches import Launches
from astrobookings.application.ports.transactions import Transactions
from astrobookings.domain.agencies.launch import Launch
from astrobookings.domain.booking.booking import Booking
from astrobookings.domain.booking.changes import require_changeable
from astrobookings.domain.booking.idempotency import KeyedRequest
from astrobookings.domain.identity.roles import Principal

__all__ = ["Asked", "Changing", "Locked"]

TRIES = 5
"""How often seats are tried for when others keep coming first."""


@frozen
class Asked:
    """Who wants other seats for which booking, under which key; employees say why."""

    by: Principal
    booking: Booking
    """As it was seen before."""
    key: KeyedRequest
    reason: str


@frozen
class Locked:
    """Booking and launch as they stay until the transaction ends."""

    launch: Launch
    booking: Booking
    """With the trail of whoever acts for its traveler."""
    now: datetime


@frozen
class Changing:
    """The transaction in which seats change hands."""

    launches: Launches
    bookings: Bookings
    keys: IdempotencyKeys
    operations: Transactions
    clock: Clock

    @contextmanager
    def __call__(self, asked: Asked) -> Iterator[Locked]:
        """Raises: PaymentInProgress, NoSuchBookingMove: the seats cannot be changed."""
        now = self.clock.now()
        with self.operations(asked.by.origin("change-seats", now)):
            launch = self.launches.lock(asked.booking.launch_id)
            booking = self.bookings.lock(asked.booking.id)
            require_changeable(booking, now)
            yield Locked(launch, trail(asked.by, booking, asked.reason), now)

    def note(self, asked: Asked, locked: Locked) -> None:
        """In the transaction, once the seats are had: the key has done its work.

        Raises:
            KeyInUse: it had before.
        """
        self.keys.begin(asked.key, asked.booking.id, locked.now)
