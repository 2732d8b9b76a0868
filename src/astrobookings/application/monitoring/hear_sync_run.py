"""IT is alerted when a data set cannot be synchronized (story 5.3)."""

from attrs import frozen

from astrobookings.application.monitoring.alarms import Alarms
from astrobookings.domain.identity.roles import Principal
from astrobookings.domain.kernel.events import Envelope
from astrobookings.domain.monitoring.alerts import Alarm
from astrobookings.domain.monitoring.entries import Level
from astrobookings.domain.sync.events import SyncRunEnded
from astrobookings.domain.sync.runs import SyncStatus

__all__ = ["HearSyncRun"]

_RULE = "sync_failed"


@frozen
class HearSyncRun:
    """Hears of runs that ended: one that failed raises an alert, the next that does not ends it."""

    alarms: Alarms

    def __call__(self, envelope: Envelope) -> None:
        event = envelope.event
        if not isinstance(event, SyncRunEnded):
            return
        by = Principal.system(service="monitoring", request_id=envelope.origin.request_id)
        if event.status != SyncStatus.FAILED:
            self.alarms.silence(by, _RULE, event.which)
            return
        alarm = Alarm(
            rule=_RULE,
            subject=event.which,
            level=Level.ERROR,
            title=f"The synchronization of {event.which.replace('_', ' ')} failed",
            figure=f"run {event.run_id} ended as {event.status}",
            threshold="success, or partial",
        )
        self.alarms.sound(by, alarm, heard=envelope.id)
