"""What is too old to be kept is deleted, as the retention policy has it."""

from datetime import timedelta

from attrs import frozen

from astrobookings.application.ports.clock import Clock
from astrobookings.application.ports.entry_log import EntryLog
from astrobookings.application.ports.metrics import Metrics
from astrobookings.domain.identity.permissions import Action, authorize
from astrobookings.domain.identity.roles import Principal
from astrobookings.domain.monitoring.metrics import floored
from astrobookings.domain.monitoring.retention import RetentionPolicy

__all__ = ["ForgetOldRecords"]

_DAY = timedelta(days=1)
_MOST_BATCHES = 100


@frozen
class ForgetOldRecords:
    """Delete old entries in batches, and old figures."""

    entry_log: EntryLog
    metrics: Metrics
    clock: Clock
    retention: RetentionPolicy

    def __call__(self, by: Principal) -> int:
        """How many records are gone; whole days of entries at a time.

        Raises:
            NotAllowed: only the platform itself tidies up.
        """
        authorize(by, Action.RUN_JOBS)
        now = self.clock.now()
        kept = self.retention
        figures = self.metrics.forget_before(now - kept.samples, now - kept.traffic)
        oldest, gone = floored(now - kept.entries, _DAY), 0
        for _ in range(_MOST_BATCHES):
            batch = self.entry_log.forget_before(oldest, kept.batch)
            gone += batch
            if batch < kept.batch:
                break
        return figures + gone
