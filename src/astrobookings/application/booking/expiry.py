"""Giving back the seats of holds whose time is over."""

from attrs import frozen

from astrobookings.application.booking.events import ids_of
from astrobookings.application.booking.wish_granting import WishGranting
from astrobookings.application.ports.bookings import Bookings
from astrobookings.application.ports.clock import Clock
from astrobookings.application.ports.launches import Launches
from astrobookings.application.ports.outbox import Outbox
from astrobookings.application.ports.seat_ledger import SeatLedger
from astrobookings.application.ports.transactions import Transactions
from astrobookings.domain.booking.booking import expire, lapsed
from astrobookings.domain.booking.events import HoldExpiredEvent
from astrobookings.domain.identity.roles import Principal
from astrobookings.domain.kernel.ids import LaunchId

__all__ = ["Expiry"]

_BATCH = 100


@frozen
class Expiry:
    """Expires lapsed holds, launch by launch."""

    launches: Launches
    bookings: Bookings
    seat_ledger: SeatLedger
    wish_granting: WishGranting
    operations: Transactions
    operations_outbox: Outbox
    clock: Clock

    def of_launch(self, by: Principal, launch_id: LaunchId) -> int:
        """Expire the lapsed holds of one launch; how many."""
        now = self.clock.now()
        with self.operations(by.origin("expire-holds", now)):
            self.launches.lock(launch_id)
            found = self.bookings.overdue(now, _BATCH, launch_id)
            for seen in found:
                booking = self.bookings.lock(seen.id)
                if lapsed(booking, now):
                    self.seat_ledger.give_back(booking)
                    self.bookings.save(expire(booking, now))
                    self.operations_outbox.add(HoldExpiredEvent(*ids_of(booking)))
            if found:
                self.wish_granting(launch_id, now)
        return len(found)
