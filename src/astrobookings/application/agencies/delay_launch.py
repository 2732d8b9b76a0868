"""An agency delays a launch (story 1.5)."""

from datetime import datetime

from attrs import frozen

from astrobookings.application.agencies.launch_access import LaunchAccess
from astrobookings.application.ports.clock import Clock
from astrobookings.application.ports.ids import Ids
from astrobookings.application.ports.launches import Launches
from astrobookings.application.ports.outbox import Outbox
from astrobookings.application.ports.rockets import Rockets
from astrobookings.application.ports.transactions import Transactions
from astrobookings.domain.agencies.launch import Launch, TurnAroundPolicy, delay
from astrobookings.domain.agencies.scheduling import require_turn_around
from astrobookings.domain.identity.permissions import Action, authorize
from astrobookings.domain.identity.roles import Principal
from astrobookings.domain.kernel.ids import DelayId, LaunchId

__all__ = ["DelayLaunch"]


@frozen
class DelayLaunch:
    """Put a launch off; travelers may refuse the new date."""

    launch_access: LaunchAccess
    rockets: Rockets
    launches: Launches
    operations: Transactions
    operations_outbox: Outbox
    clock: Clock
    ids: Ids
    turn_around: TurnAroundPolicy

    def __call__(self, by: Principal, launch_id: LaunchId, to: datetime, reason: str) -> Launch:
        """The launch with its new date; rocket and launch are locked in this order.

        Raises:
            NotSignedIn, NotAllowed: neither an agency nor an operations manager asks.
            NotFound: no such launch, or another agency's.
            Invalid: *to* is not later, or there is no reason.
            NoSuchLaunchMove: the launch is final.
            TurnAroundTooShort: the rocket flies another launch too near to the new date.
        """
        authorize(by, Action.CHANGE_LAUNCH_STATUS)
        now = self.clock.now()
        with self.operations(by.origin("delay-launch", now)):
            seen = self.launch_access.get(by, Action.CHANGE_LAUNCH_STATUS, launch_id)
            self.rockets.lock(seen.rocket_id)
            launch = self.launches.lock(launch_id)
            delay_id = DelayId(self.ids.new())
            delayed, event = delay(
                launch, delay_id=delay_id, to=to, reason=reason, by=by.user_id, now=now
            )
            self._require_turn_around(delayed)
            saved = self.launches.save(delayed)
            self.operations_outbox.add(event)
        return saved

    def _require_turn_around(self, delayed: Launch) -> None:
        flights = self.launches.of_rocket(delayed.rocket_id)
        others = [flight for flight in flights if flight.id != delayed.id]
        require_turn_around(delayed.launch_at, others, self.turn_around)
