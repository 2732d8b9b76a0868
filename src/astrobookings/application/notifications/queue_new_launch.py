"""VIP travelers hear first of a new launch, then those who asked for it (stories 2.10, 4.3)."""

from datetime import datetime
from functools import partial

from attrs import frozen

from astrobookings.application.notifications.fan_out import FanOut
from astrobookings.application.ports.audiences import Audiences
from astrobookings.application.ports.clock import Clock
from astrobookings.application.ports.launches import Launches
from astrobookings.application.ports.preferences import Preferences
from astrobookings.domain.agencies.events import LaunchScheduled
from astrobookings.domain.booking.policies import BookingPolicies
from astrobookings.domain.kernel.events import Envelope
from astrobookings.domain.kernel.ids import LaunchId
from astrobookings.domain.notifications.kinds import Lane, NotificationKind, Topic
from astrobookings.domain.notifications.news import NewsPolicy

__all__ = ["QueueNewLaunch"]


@frozen
class QueueNewLaunch:
    """Hears of new launches: VIP travelers are told at once, in their own lane and ahead of all
    that is not urgent; others who want to hear, after their head start and the early sale.
    """

    launches: Launches
    audiences: Audiences
    preferences: Preferences
    fan_out: FanOut
    clock: Clock
    policies: BookingPolicies
    news: NewsPolicy

    def __call__(self, envelope: Envelope) -> None:
        event = envelope.event
        if not isinstance(event, LaunchScheduled):
            return
        for_everybody = self._due_for_everybody(event.launch_id)
        self.fan_out(
            envelope,
            partial(self.audiences.frequent, self.policies.seats.vip_launches),
            NotificationKind.NEW_LAUNCH,
            event.launch_id,
            priority=self.news.vip_priority,
            lane=Lane.VIP,
        )
        self.fan_out(
            envelope,
            partial(self.preferences.wanting, Topic.NEW_LAUNCHES),
            NotificationKind.NEW_LAUNCH,
            event.launch_id,
            due_at=for_everybody,
        )

    def _due_for_everybody(self, launch_id: LaunchId) -> datetime:
        opens = self.launches.get(launch_id).general_sale_at
        return self.news.for_everybody(self.clock.now(), opens)
