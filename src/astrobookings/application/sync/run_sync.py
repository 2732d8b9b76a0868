"""Synchronizing one set, record by record (stories 5.2, 5.4 to 5.6)."""

import logging
from collections.abc import Callable, Sequence
from datetime import datetime

from attrs import evolve, frozen

from astrobookings.application.ports.booking_copies import BookingCopies
from astrobookings.application.ports.clock import Clock
from astrobookings.application.ports.copy_sources import SourceVersion
from astrobookings.application.ports.ids import Ids
from astrobookings.application.ports.launch_copies import LaunchCopies
from astrobookings.application.ports.outbox import Outbox
from astrobookings.application.ports.sync_runs import SyncRuns
from astrobookings.application.ports.transactions import Transactions
from astrobookings.application.sync.copying import Copying
from astrobookings.application.sync.routes import Routes
from astrobookings.domain.identity.permissions import Action, authorize
from astrobookings.domain.identity.roles import Principal
from astrobookings.domain.kernel.errors import Stale, Unavailable
from astrobookings.domain.kernel.origins import Origin
from astrobookings.domain.sync.runs import (
    OPEN,
    SyncPolicy,
    SyncRun,
    SyncRunId,
    SyncSet,
    SyncStatus,
    SyncUnderWay,
    Tally,
    begin,
    break_off,
    end,
    ended,
    go_on,
    pause,
)

__all__ = ["RunSync"]

_log = logging.getLogger(__name__)


def _unseen(_: SyncRun) -> None:
    """Nobody watches."""


@frozen
class RunSync:
    """Goes through all records of a set by id, and copies those whose source is newer.

    Nothing is remembered between runs but what the copies themselves say: a record that commits
    late, or whose id is smaller than one already seen, is found by the next run. A run that dies
    is taken over where it stood.
    """

    routes: Routes
    copying: Copying
    sync_runs: SyncRuns
    launch_copies: LaunchCopies
    booking_copies: BookingCopies
    system: Transactions
    system_outbox: Outbox
    ids: Ids
    clock: Clock
    sync_policy: SyncPolicy

    def __call__(
        self,
        by: Principal,
        which: SyncSet,
        *,
        full: bool = False,
        until: datetime | None = None,
        watch: Callable[[SyncRun], object] = _unseen,
    ) -> SyncRun:
        """The run of *which*, the open one if there is one, at its end; *full* looks at every
        record and its copy. Not ended if the time is *until*: another call goes on. *watch* sees
        how far it is.

        Raises:
            NotSignedIn, NotAllowed: IT employees and the platform only.
            SyncUnderWay: somebody runs it.
            Unavailable: SystemDB does not answer.
        """
        authorize(by, Action.RUN_SYNC)
        run = self._begun(by, which, full=full)
        try:
            return self._through(by, run, until, watch)
        except Stale:
            raise SyncUnderWay(which) from None
        except Unavailable as error:
            return self._broken(by, run, str(error))
        except Exception as error:
            _log.exception("the synchronization of %s broke", which)
            return self._broken(by, run, f"{type(error).__name__}: {error}")

    def _begun(self, by: Principal, which: SyncSet, *, full: bool) -> SyncRun:
        now, holder = self.clock.now(), self.ids.new()
        with self.system(self._origin(by, which)):
            run = self._open(by, which, full=full)
            taken = begin(run, holder, total=run.total, now=now, policy=self.sync_policy)
            return self.sync_runs.save(taken)

    def _open(self, by: Principal, which: SyncSet, *, full: bool) -> SyncRun:
        """In a transaction: the run to go on with; one that is not thorough enough is given up."""
        now = self.clock.now()
        standing = self.sync_runs.open(which)
        if standing is not None:
            standing = self.sync_runs.lock(standing.id)
        if standing is not None and standing.status in OPEN:
            if standing.full or not full:
                return standing
            begin(standing, standing.id, total=0, now=now, policy=self.sync_policy)
            self.sync_runs.save(break_off(standing, "A full run took its place.", now))
        return self.sync_runs.add(
            SyncRun(
                id=SyncRunId(self.ids.new()),
                which=which,
                full=full,
                started_by=by.user_id,
                created_at=now,
                updated_at=now,
            )
        )

    def _through(
        self,
        by: Principal,
        run: SyncRun,
        until: datetime | None,
        watch: Callable[[SyncRun], object],
    ) -> SyncRun:
        source = self.routes(run.which).source
        run = evolve(run, total=max(source.count(), run.seen))
        told, step = self.clock.now(), self.sync_policy.step
        while found := source.versions(run.cursor, step):
            tally = self._step(by, run, found)
            now = self.clock.now()
            run = go_on(run, found[-1].key, tally, now=now, policy=self.sync_policy)
            watch(run)
            if until is not None and now >= until:
                return self._kept(by, pause(run))
            news = tally.written or tally.conflicts or tally.faults
            if news or now - told >= self.sync_policy.told_every:
                run, told = self._kept(by, run), now
            if len(found) < step:
                break
        return self._ended(by, run)

    def _step(self, by: Principal, run: SyncRun, found: Sequence[SourceVersion]) -> Tally:
        route, origin = self.routes(run.which), self._origin(by, run.which)
        wanted = [one.key for one in found]
        if not run.full:
            standing = route.copies.versions(wanted)
            wanted = [one.key for one in found if standing.get(one.key, 0) < one.version]
        tally = self.copying(run.which, wanted, origin, run.id)
        return evolve(tally, seen=len(found))

    def _kept(self, by: Principal, run: SyncRun) -> SyncRun:
        """Raises: Stale: somebody took the run over."""
        with self.system(self._origin(by, run.which)):
            return self.sync_runs.save(run)

    def _ended(self, by: Principal, run: SyncRun) -> SyncRun:
        with self.system(self._origin(by, run.which)):
            saved = self.sync_runs.save(end(run, self.clock.now()))
            self.system_outbox.add(ended(saved))
            self._complete(saved)
            return saved

    def _complete(self, run: SyncRun) -> None:
        """What was stored before the run began has been copied."""
        if run.began_at is None:
            return
        if run.which is SyncSet.LAUNCHES:
            self.launch_copies.completed(run.began_at)
        elif run.which is SyncSet.BOOKINGS:
            self.booking_copies.completed(run.began_at)

    def _broken(self, by: Principal, run: SyncRun, why: str) -> SyncRun:
        """The run given up; SystemDB may be the one that does not answer, then it stays open."""
        with self.system(self._origin(by, run.which)):
            current = self.sync_runs.lock(run.id)
            if current.status is not SyncStatus.RUNNING or current.holder != run.holder:
                return current
            saved = self.sync_runs.save(break_off(current, why, self.clock.now()))
            self.system_outbox.add(ended(saved))
            return saved

    def _origin(self, by: Principal, which: SyncSet) -> Origin:
        origin = by.origin(f"sync-{which.replace('_', '-')}", self.clock.now())
        return evolve(origin, service="sync")
