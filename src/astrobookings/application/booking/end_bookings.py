"""Bookings follow their launch to its end (stories 1.5, 2.5)."""

from collections.abc import Callable

from attrs import evolve, frozen

from astrobookings.application.booking.cancellations import Cancellations
from astrobookings.application.booking.events import ids_of
from astrobookings.application.ports.bookings import Bookings
from astrobookings.application.ports.clock import Clock
from astrobookings.application.ports.launches import Launches
from astrobookings.application.ports.outbox import Outbox
from astrobookings.application.ports.seat_ledger import SeatLedger
from astrobookings.application.ports.transactions import Transactions
from astrobookings.domain.agencies.events import LaunchAborted, LaunchFailed, LaunchSucceeded
from astrobookings.domain.booking.booking import (
    Booking,
    BookingStatus,
    CancelledBy,
    complete,
    expire,
    lapsed,
)
from astrobookings.domain.booking.events import BookingCompleted, HoldExpiredEvent
from astrobookings.domain.kernel.events import Envelope
from astrobookings.domain.kernel.ids import LaunchId

__all__ = ["EndBookings"]

_BATCH = 50


@frozen
class EndBookings:
    """Hears that a launch ended; goes through its live bookings in batches, each a transaction.

    Interrupted, it goes on where it stopped: what is done is no longer live.
    """

    launches: Launches
    bookings: Bookings
    seat_ledger: SeatLedger
    cancellations: Cancellations
    operations: Transactions
    operations_outbox: Outbox
    clock: Clock

    def __call__(self, envelope: Envelope) -> None:
        event = envelope.event
        if isinstance(event, LaunchAborted):
            self._each(envelope, event.launch_id, self._cancel(CancelledBy.LAUNCH_ABORTED))
        elif isinstance(event, LaunchFailed):
            self._each(envelope, event.launch_id, self._cancel(CancelledBy.LAUNCH_FAILED))
        elif isinstance(event, LaunchSucceeded):
            self._each(envelope, event.launch_id, self._complete)

    def _each(
        self, envelope: Envelope, launch_id: LaunchId, end: Callable[[Booking], None]
    ) -> None:
        more = True
        while more:
            origin = evolve(envelope.origin, service="worker", at=self.clock.now())
            with self.operations(origin):
                self.launches.lock(launch_id)
                batch = self.bookings.live_of_launch(launch_id, _BATCH)
                for seen in batch:
                    end(self.bookings.lock(seen.id))
                more = len(batch) == _BATCH

    def _cancel(self, cause: CancelledBy) -> Callable[[Booking], None]:
        def cancel(booking: Booking) -> None:
            if lapsed(booking, self.clock.now()):
                self._expire(booking)
                return
            paid = self.cancellations.refunding.paid(booking)
            self.cancellations.cancel(booking, paid, by=cause, reason="", now=self.clock.now())

        return cancel

    def _complete(self, booking: Booking) -> None:
        if booking.status is BookingStatus.HELD:
            self._expire(booking)
            return
        self.bookings.save(complete(booking, self.clock.now()))
        self.operations_outbox.add(BookingCompleted(*ids_of(booking)))

    def _expire(self, booking: Booking) -> None:
        self.seat_ledger.give_back(booking)
        self.bookings.save(expire(booking, self.clock.now()))
        self.operations_outbox.add(HoldExpiredEvent(*ids_of(booking)))
