"""A traveler waits no longer (story 2.3)."""

from attrs import frozen

from astrobookings.application.ports.clock import Clock
from astrobookings.application.ports.launches import Launches
from astrobookings.application.ports.outbox import Outbox
from astrobookings.application.ports.transactions import Transactions
from astrobookings.application.ports.wishes import Wishes
from astrobookings.domain.booking.wish_events import WishWithdrawn
from astrobookings.domain.booking.wishes import Wish, withdraw
from astrobookings.domain.identity.permissions import Action, authorize, signed_in
from astrobookings.domain.identity.roles import Principal
from astrobookings.domain.kernel.errors import NotFound
from astrobookings.domain.kernel.ids import LaunchId

__all__ = ["WithdrawWish"]


@frozen
class WithdrawWish:
    """Leave the queue for seats of a launch."""

    launches: Launches
    wishes: Wishes
    operations: Transactions
    operations_outbox: Outbox
    clock: Clock

    def __call__(self, by: Principal, launch_id: LaunchId) -> Wish:
        """The wish, withdrawn.

        Raises:
            NotSignedIn, NotAllowed: only travelers wait.
            NotFound: no such launch, or the traveler does not wait for it.
        """
        authorize(by, Action.KEEP_WISHES)
        traveler_id = signed_in(by)
        now = self.clock.now()
        with self.operations(by.origin("withdraw-wish", now)):
            self.launches.lock(launch_id)
            waiting = self.wishes.find_waiting(traveler_id, launch_id)
            if waiting is None:
                raise NotFound("wish", str(launch_id))
            saved = self.wishes.save(withdraw(waiting, now))
            self.operations_outbox.add(WishWithdrawn(saved.id, saved.launch_id, traveler_id))
        return saved
