"""Looking after the wishes for one launch."""

from datetime import datetime

from attrs import frozen

from astrobookings.application.booking.wish_granting import WishGranting
from astrobookings.application.ports.launches import Launches
from astrobookings.application.ports.outbox import Outbox
from astrobookings.application.ports.transactions import Transactions
from astrobookings.application.ports.wishes import Wishes
from astrobookings.domain.booking.offer import MOST_SEATS
from astrobookings.domain.booking.wish_events import WishClosed
from astrobookings.domain.booking.wishes import close, sale_over
from astrobookings.domain.kernel.ids import LaunchId
from astrobookings.domain.kernel.origins import Origin

__all__ = ["WishTending"]

_BATCH = 100


@frozen
class WishTending:
    """Closes the wishes for a launch whose sale is over, grants what can be granted of others."""

    launches: Launches
    wishes: Wishes
    wish_granting: WishGranting
    operations: Transactions
    operations_outbox: Outbox

    def of_launch(self, launch_id: LaunchId, origin: Origin) -> int:
        """How many wishes were decided; each batch is a transaction."""
        decided, more = 0, True
        while more:
            with self.operations(origin):
                launch = self.launches.lock(launch_id)
                if not sale_over(launch, origin.at):
                    return decided + self.wish_granting(launch_id, origin.at)
                closed = self._close(launch_id, origin.at)
                decided, more = decided + closed, closed == _BATCH
        return decided

    def _close(self, launch_id: LaunchId, now: datetime) -> int:
        batch = self.wishes.waiting(launch_id, MOST_SEATS, _BATCH)
        for wish in batch:
            saved = self.wishes.save(close(wish, now))
            event = WishClosed(saved.id, saved.launch_id, saved.traveler_id)
            self.operations_outbox.add(event)
        return len(batch)
