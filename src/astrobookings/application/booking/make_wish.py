"""A traveler waits for seats of a sold-out launch (story 2.3)."""

from datetime import datetime

from attrs import frozen

from astrobookings.application.ports.clock import Clock
from astrobookings.application.ports.ids import Ids
from astrobookings.application.ports.launches import Launches
from astrobookings.application.ports.outbox import Outbox
from astrobookings.application.ports.seat_ledger import SeatLedger
from astrobookings.application.ports.transactions import Transactions
from astrobookings.application.ports.wishes import Wishes
from astrobookings.domain.agencies.launch import Launch
from astrobookings.domain.booking.offer import Wanted
from astrobookings.domain.booking.policies import BookingPolicies
from astrobookings.domain.booking.wish_events import WishMade
from astrobookings.domain.booking.wishes import Wish, check_wish, same_wish
from astrobookings.domain.identity.permissions import Action, authorize, signed_in
from astrobookings.domain.identity.roles import Principal
from astrobookings.domain.kernel.ids import LaunchId, UserId, WishId

__all__ = ["MakeWish"]


@frozen
class MakeWish:
    """Join the queue for seats of a launch; asked again, the place in it stays the same."""

    launches: Launches
    wishes: Wishes
    seat_ledger: SeatLedger
    operations: Transactions
    operations_outbox: Outbox
    clock: Clock
    ids: Ids
    policies: BookingPolicies

    def __call__(self, by: Principal, launch_id: LaunchId, seats: int) -> Wish:
        """The wish, waiting.

        Raises:
            NotSignedIn, NotAllowed: only travelers wait.
            NotFound: no such launch.
            WishWaiting: the traveler waits for another number of its seats.
            Invalid, NotOnSale, TravelerNotReady, SeatLimitExceeded, SeatsLeft: see `check_wish`.
        """
        authorize(by, Action.KEEP_WISHES)
        traveler_id = signed_in(by)
        wanted = Wanted.seats(seats)
        now = self.clock.now()
        with self.operations(by.origin("make-wish", now)):
            launch = self.launches.lock(launch_id)
            waiting = self.wishes.find_waiting(traveler_id, launch_id)
            if waiting is not None:
                return same_wish(waiting, seats)
            survey = self.seat_ledger.survey(launch_id, traveler_id, wanted, now=now)
            check_wish(survey, seats, now=now, policies=self.policies)
            return self._made(traveler_id, launch, seats, now)

    def _made(self, traveler_id: UserId, launch: Launch, seats: int, now: datetime) -> Wish:
        wish = Wish(
            id=WishId(self.ids.new()),
            traveler_id=traveler_id,
            launch_id=launch.id,
            agency_id=launch.agency_id,
            seats=seats,
            created_at=now,
            updated_at=now,
        )
        added = self.wishes.add(wish)
        self.operations_outbox.add(WishMade(added.id, added.launch_id, traveler_id))
        return added
