"""The set of booking requests is synchronized by settling them (stories 5.5, 5.6)."""

from contextlib import suppress

from attrs import evolve, frozen

from astrobookings.application.booking.settle_booking_requests import SettleBookingRequests
from astrobookings.application.ports.booking_requests import BookingRequests
from astrobookings.application.ports.clock import Clock
from astrobookings.application.ports.ids import Ids
from astrobookings.application.ports.outbox import Outbox
from astrobookings.application.ports.sync_runs import SyncRuns
from astrobookings.application.ports.transactions import Transactions
from astrobookings.domain.identity.roles import Principal
from astrobookings.domain.sync.runs import (
    NoSuchSyncMove,
    SyncPolicy,
    SyncRun,
    SyncRunId,
    SyncSet,
    SyncUnderWay,
    Tally,
    begin,
    end,
    ended,
    go_on,
    pause,
)

__all__ = ["SyncRequests"]

_MANY = 200


@frozen
class SyncRequests:
    """Settles what waits, and logs it as a run that lasts until nothing waits any more."""

    settle_booking_requests: SettleBookingRequests
    booking_requests: BookingRequests
    sync_runs: SyncRuns
    system: Transactions
    system_outbox: Outbox
    ids: Ids
    clock: Clock
    sync_policy: SyncPolicy

    def __call__(self, by: Principal) -> int:
        """How many requests were decided.

        Raises:
            NotAllowed: only the platform itself settles.
            Unavailable: SystemDB does not answer.
        """
        decided = self.settle_booking_requests(by)
        standing = self.sync_runs.open(SyncSet.BOOKING_REQUESTS)
        if decided or standing is not None:
            left = len(self.booking_requests.waiting(_MANY))
            if decided or not left:
                self._log(by, standing, decided, left)
        return decided

    def _log(self, by: Principal, standing: SyncRun | None, decided: int, left: int) -> None:
        """Another worker that does the same beside us has its own count of what it decided."""
        now, origin = self.clock.now(), by.origin("sync-booking-requests", self.clock.now())
        with suppress(SyncUnderWay, NoSuchSyncMove), self.system(evolve(origin, service="sync")):
            run = self._begun(standing)
            run = begin(
                run, run.id, total=run.seen + decided + left, now=now, policy=self.sync_policy
            )
            tally = Tally(seen=decided, written=decided)
            run = go_on(run, run.id, tally, now=now, policy=self.sync_policy)
            if left:
                self.sync_runs.save(pause(run))
                return
            saved = self.sync_runs.save(end(run, now))
            self.system_outbox.add(ended(saved))

    def _begun(self, standing: SyncRun | None) -> SyncRun:
        if standing is not None:
            return self.sync_runs.lock(standing.id)
        now = self.clock.now()
        return self.sync_runs.add(
            SyncRun(
                id=SyncRunId(self.ids.new()),
                which=SyncSet.BOOKING_REQUESTS,
                full=False,
                started_by=None,
                created_at=now,
                updated_at=now,
            )
        )
