"""The platform synchronizes by itself (story 5.4)."""

from attrs import frozen

from astrobookings.application.ports.clock import Clock
from astrobookings.application.ports.sync_runs import SyncRuns
from astrobookings.application.sync.run_sync import RunSync
from astrobookings.domain.identity.permissions import Action, authorize
from astrobookings.domain.identity.roles import Principal
from astrobookings.domain.sync.runs import SyncPolicy, SyncSet, SyncUnderWay

__all__ = ["COPIED_SETS", "SyncDue"]

COPIED_SETS = (SyncSet.PROFILES, SyncSet.LAUNCHES, SyncSet.BOOKINGS)
"""The sets whose records are copied; requests are settled instead."""


@frozen
class SyncDue:
    """Runs what was asked for, goes on with what was left behind, begins what is due again."""

    run_sync: RunSync
    sync_runs: SyncRuns
    clock: Clock
    sync_policy: SyncPolicy

    def __call__(self, by: Principal) -> int:
        """How many sets were worked on.

        Raises:
            NotAllowed: only the platform itself.
            Unavailable: SystemDB does not answer.
        """
        authorize(by, Action.RUN_JOBS)
        return sum(self._worked_on(by, which) for which in COPIED_SETS)

    def _worked_on(self, by: Principal, which: SyncSet) -> bool:
        now = self.clock.now()
        wanted = self._wanted(which)
        if wanted is None:
            return False
        try:
            self.run_sync(by, which, full=wanted, until=now + self.sync_policy.turn)
        except SyncUnderWay:
            return False
        return True

    def _wanted(self, which: SyncSet) -> bool | None:
        """Whether the run that is due is a full one; None: none is."""
        now, standing = self.clock.now(), self.sync_runs.open(which)
        if standing is not None:
            free = standing.lease_until is None or now >= standing.lease_until
            return standing.full if free else None
        full = self.sync_runs.latest(which, full=True)
        if full is None or now - full.created_at >= self.sync_policy.full_every:
            return True
        last = self.sync_runs.latest(which)
        if last is None or now - last.created_at >= self.sync_policy.every:
            return False
        return None
