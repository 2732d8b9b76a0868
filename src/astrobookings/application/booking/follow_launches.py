"""Wishes follow their launch: to its end, and back on sale (story 2.3)."""

from typing import TypeAlias, get_args

from attrs import evolve, frozen

from astrobookings.application.booking.wish_tending import WishTending
from astrobookings.application.ports.clock import Clock
from astrobookings.application.ports.wishes import Wishes
from astrobookings.domain.agencies.events import (
    LaunchAborted,
    LaunchChanged,
    LaunchDelayed,
    LaunchFailed,
    LaunchSucceeded,
)
from astrobookings.domain.booking.offer import MOST_SEATS
from astrobookings.domain.kernel.events import Envelope, Event
from astrobookings.domain.kernel.ids import LaunchId

__all__ = ["OF_WISHED_LAUNCHES", "FollowLaunches"]

_Heard: TypeAlias = LaunchAborted | LaunchChanged | LaunchDelayed | LaunchFailed | LaunchSucceeded
OF_WISHED_LAUNCHES: tuple[type[Event], ...] = get_args(_Heard)
"""What may end the sale of a launch, or let somebody have seats who could not before."""


@frozen
class FollowLaunches:
    """Hears of launches that end or change, and looks after the wishes for them."""

    wishes: Wishes
    wish_tending: WishTending
    clock: Clock

    def __call__(self, envelope: Envelope) -> None:
        event = envelope.event
        if isinstance(event, _Heard) and self._waited_for(event.launch_id):
            origin = evolve(envelope.origin, service="worker", at=self.clock.now())
            self.wish_tending.of_launch(event.launch_id, origin)

    def _waited_for(self, launch_id: LaunchId) -> bool:
        return bool(self.wishes.waiting(launch_id, MOST_SEATS, 1))
