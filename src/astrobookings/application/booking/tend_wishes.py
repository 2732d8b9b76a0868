"""Tidying up wishes: what time alone changes, and what nobody granted."""

from attrs import frozen

from astrobookings.application.booking.wish_tending import WishTending
from astrobookings.application.ports.clock import Clock
from astrobookings.application.ports.wishes import Wishes
from astrobookings.domain.identity.permissions import Action, authorize
from astrobookings.domain.identity.roles import Principal
from astrobookings.domain.kernel.ids import LaunchId

__all__ = ["TendWishes"]

_BATCH = 100


@frozen
class TendWishes:
    """Goes through every launch that somebody waits for."""

    wishes: Wishes
    wish_tending: WishTending
    clock: Clock

    def __call__(self, by: Principal) -> int:
        """How many wishes were granted or closed.

        Raises:
            NotAllowed: only the platform itself tidies up.
        """
        authorize(by, Action.RUN_JOBS)
        decided = 0
        after: LaunchId | None = None
        while batch := self.wishes.launches(after, _BATCH):
            for launch_id in batch:
                origin = by.origin("tend-wishes", self.clock.now())
                decided += self.wish_tending.of_launch(launch_id, origin)
            after = batch[-1]
        return decided
