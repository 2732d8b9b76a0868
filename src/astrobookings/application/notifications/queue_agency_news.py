"""An agency is to hear whether it may sell (stories 1.8, 4.1)."""

from attrs import frozen

from astrobookings.application.notifications.queueing import Queueing
from astrobookings.domain.agencies.agency import AgencyStatus
from astrobookings.domain.agencies.events import AgencyStatusChanged
from astrobookings.domain.kernel.events import Envelope
from astrobookings.domain.kernel.ids import UserId
from astrobookings.domain.notifications.kinds import NotificationKind

__all__ = ["QueueAgencyNews"]

_REINSTATED = "reinstate-agency"
"""The action that approves an agency anew."""


@frozen
class QueueAgencyNews:
    """Hears of agencies approved, suspended and reinstated."""

    queueing: Queueing

    def __call__(self, envelope: Envelope) -> None:
        event = envelope.event
        if not isinstance(event, AgencyStatusChanged):
            return
        kind = _kind(event, envelope.origin.action)
        if kind is not None:
            self.queueing(envelope, UserId(event.agency_id), kind, event.agency_id)


def _kind(event: AgencyStatusChanged, action: str) -> NotificationKind | None:
    if event.status == AgencyStatus.SUSPENDED.value:
        return NotificationKind.AGENCY_SUSPENDED
    if event.status != AgencyStatus.APPROVED.value:
        return None
    reinstated = action == _REINSTATED
    return NotificationKind.AGENCY_REINSTATED if reinstated else NotificationKind.AGENCY_APPROVED
