"""What becomes of a launch is told its agency, a delay its travelers too (stories 4.1, 4.2)."""

from collections.abc import Mapping
from functools import partial

from attrs import frozen

from astrobookings.application.notifications.fan_out import FanOut
from astrobookings.application.notifications.queueing import Queueing
from astrobookings.application.ports.audiences import Audiences
from astrobookings.domain.agencies.events import (
    LaunchAborted,
    LaunchDelayed,
    LaunchFailed,
    LaunchScheduled,
    LaunchSucceeded,
)
from astrobookings.domain.agencies.launch import LaunchStatus
from astrobookings.domain.kernel.events import Envelope, Event
from astrobookings.domain.kernel.ids import UserId
from astrobookings.domain.notifications.kinds import NotificationKind

__all__ = ["TOLD_OF_LAUNCHES", "QueueLaunchNews"]

TOLD_OF_LAUNCHES: Mapping[type[Event], LaunchStatus] = {
    LaunchScheduled: LaunchStatus.SCHEDULED,
    LaunchDelayed: LaunchStatus.DELAYED,
    LaunchAborted: LaunchStatus.ABORTED,
    LaunchFailed: LaunchStatus.FAILED,
    LaunchSucceeded: LaunchStatus.SUCCESSFUL,
}
"""Events that agencies are told of, and what the launch became."""


@frozen
class QueueLaunchNews:
    """Hears of launches. What ends a launch its travelers hear with their own booking, which ends
    with it.
    """

    queueing: Queueing
    fan_out: FanOut
    audiences: Audiences

    def __call__(self, envelope: Envelope) -> None:
        event = envelope.event
        status = TOLD_OF_LAUNCHES.get(type(event))
        if status is None:
            return
        agency, launch_id = event.agency_id, event.launch_id  # type: ignore[attr-defined]
        details = {"status": status.value}
        if isinstance(event, LaunchDelayed):
            details["delay_id"] = str(event.delay_id)
        self.queueing(
            envelope,
            UserId(agency),
            NotificationKind.AGENCY_LAUNCH_STATUS,
            launch_id,
            details=details,
        )
        if isinstance(event, LaunchDelayed):
            self.fan_out(
                envelope,
                partial(self.audiences.of_launch, event.launch_id),
                NotificationKind.LAUNCH_DELAYED,
                event.launch_id,
                details={"delay_id": str(event.delay_id)},
            )
