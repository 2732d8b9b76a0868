"""Figures as they are now, each asked of whoever knows it."""

import logging
from collections.abc import Callable, Mapping
from datetime import datetime

from attrs import frozen

from astrobookings.application.ports.clock import Clock
from astrobookings.application.ports.dead_letters import DeadLetters
from astrobookings.application.ports.heartbeats import Heartbeats, WorkerKind
from astrobookings.application.ports.notifications import Notifications
from astrobookings.application.ports.outbox import Outbox
from astrobookings.application.ports.sync_conflicts import SyncConflicts
from astrobookings.application.ports.sync_runs import SyncRuns
from astrobookings.domain.kernel.errors import Unavailable
from astrobookings.domain.kernel.pages import MAX_LIMIT, PageRequest
from astrobookings.domain.monitoring.metrics import Metric, SamplingPolicy
from astrobookings.domain.notifications.notification import NotificationStatus
from astrobookings.domain.sync.conflicts import ConflictStatus
from astrobookings.domain.sync.runs import SyncSet, SyncStatus

__all__ = ["Figures", "Gauges"]

Figures = Mapping[Metric, float]
_NOTHING: Figures = {}

_log = logging.getLogger(__name__)


@frozen
class Gauges:
    """Asks both stores; a store that is away leaves its figures out."""

    operations_outbox: Outbox
    operations_dead_letters: DeadLetters
    system_outbox: Outbox
    system_dead_letters: DeadLetters
    notifications: Notifications
    heartbeats: Heartbeats
    sync_runs: SyncRuns
    sync_conflicts: SyncConflicts
    clock: Clock
    sampling: SamplingPolicy

    def __call__(self) -> dict[Metric, float]:
        """The figures that can be told."""
        now = self.clock.now()
        return {
            **self._events(now),
            **_told(lambda: self._notifications(now)),
            **_told(lambda: self._alive(now)),
            **_told(lambda: self._synchronized(now)),
        }

    def _events(self, now: datetime) -> Figures:
        ours = _told(lambda: _outbox(self.system_outbox, self.system_dead_letters, now))
        theirs = _told(lambda: _outbox(self.operations_outbox, self.operations_dead_letters, now))
        lag = Metric.OUTBOX_LAG_SECONDS
        summed = {name: ours.get(name, 0) + theirs.get(name, 0) for name in {*ours, *theirs}}
        oldest = {lag: max(ours.get(lag, 0), theirs.get(lag, 0))} if summed else {}
        return {**summed, **oldest, Metric.OPERATIONS_UP: float(bool(theirs))}

    def _notifications(self, now: datetime) -> Figures:
        counts = self.notifications.counts()
        oldest = self.notifications.oldest_due(now)
        waiting = (NotificationStatus.PENDING, NotificationStatus.PROCESSING)
        return {
            Metric.NOTIFICATIONS_WAITING: sum(counts.get(one, 0) for one in waiting),
            Metric.NOTIFICATIONS_FAILED: counts.get(NotificationStatus.FAILED, 0),
            Metric.NOTIFICATIONS_LAG_SECONDS: _age(oldest, now),
        }

    def _alive(self, now: datetime) -> Figures:
        kinds = [one.kind for one in self.heartbeats.since(now - self.sampling.alive_within)]
        return {
            Metric.WORKERS_ALIVE: kinds.count(WorkerKind.WORKER),
            Metric.SCHEDULERS_ALIVE: kinds.count(WorkerKind.SCHEDULER),
        }

    def _synchronized(self, now: datetime) -> Figures:
        """Up to a page of conflicts is counted; sets that were never synchronized do not lag."""
        conflicts = self.sync_conflicts.list(PageRequest(MAX_LIMIT), status=ConflictStatus.OPEN)
        ends = [ended for which in SyncSet if (ended := self._last_end(which)) is not None]
        lag = {Metric.SYNC_LAG_SECONDS: _age(min(ends), now)} if ends else {}
        return {Metric.SYNC_CONFLICTS: len(conflicts.items), **lag}

    def _last_end(self, which: SyncSet) -> datetime | None:
        """When a run of the set last came to its end, with conflicts or without."""
        found = (
            self.sync_runs.list(PageRequest(1), which=which, status=status)
            for status in (SyncStatus.SUCCESS, SyncStatus.PARTIAL)
        )
        ends = [run.ended_at for page in found for run in page.items if run.ended_at is not None]
        return max(ends, default=None)


def _outbox(outbox: Outbox, dead_letters: DeadLetters, now: datetime) -> Figures:
    return {
        Metric.OUTBOX_WAITING: outbox.waiting(),
        Metric.OUTBOX_LAG_SECONDS: _age(outbox.oldest_waiting(), now),
        Metric.OUTBOX_DEAD: dead_letters.count(),
    }


def _age(moment: datetime | None, now: datetime) -> float:
    return 0.0 if moment is None else max((now - moment).total_seconds(), 0.0)


def _told(ask: Callable[[], Figures]) -> Figures:
    try:
        return ask()
    except Unavailable as away:
        _log.warning("figures are left out: %s", away)
        return _NOTHING
