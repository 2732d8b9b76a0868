"""Copying some records of one set."""

import logging
from collections.abc import Sequence
from uuid import UUID

from attrs import frozen

from astrobookings.application.ports.clock import Clock
from astrobookings.application.ports.ids import Ids
from astrobookings.application.ports.outbox import Outbox
from astrobookings.application.ports.sync_conflicts import SyncConflicts
from astrobookings.application.ports.transactions import Transactions
from astrobookings.application.sync.routes import Copied, Route, Routes
from astrobookings.domain.kernel.errors import Unavailable
from astrobookings.domain.kernel.origins import Origin
from astrobookings.domain.sync.conflicts import ConflictId, SyncConflict
from astrobookings.domain.sync.copies import ChangedElsewhere
from astrobookings.domain.sync.events import ConflictFound
from astrobookings.domain.sync.runs import SyncFault, SyncPolicy, SyncRunId, SyncSet, Tally

__all__ = ["Copying"]

_log = logging.getLogger(__name__)


@frozen
class Copying:
    """Writes what is newer; a copy changed elsewhere is left alone and kept as a conflict."""

    routes: Routes
    sync_conflicts: SyncConflicts
    system: Transactions
    system_outbox: Outbox
    ids: Ids
    clock: Clock
    sync_policy: SyncPolicy

    def __call__(
        self,
        which: SyncSet,
        keys: Sequence[UUID],
        origin: Origin,
        run_id: SyncRunId | None = None,
    ) -> Tally:
        """What became of the records *keys* of set *which*; each copy that changes tells *origin*.

        Raises:
            Unavailable: of either store.
        """
        size = self.sync_policy.batch
        found = Tally()
        for begin in range(0, len(keys), size):
            batch = keys[begin : begin + size]
            found = found.with_more(self._batch(which, batch, origin, run_id))
        return found

    def _batch(
        self, which: SyncSet, keys: Sequence[UUID], origin: Origin, run_id: SyncRunId | None
    ) -> Tally:
        """All of *keys* at once or, if one of them breaks, each by itself."""
        try:
            return self._copied(which, keys, origin, run_id)
        except Unavailable:
            raise
        except Exception as error:
            if len(keys) == 1:
                _log.exception("%s %s could not be copied", which, keys[0])
                return Tally(faults=(SyncFault(keys[0], f"{type(error).__name__}: {error}"),))
        found = Tally()
        for key in keys:
            found = found.with_more(self._batch(which, [key], origin, run_id))
        return found

    def _copied(
        self, which: SyncSet, keys: Sequence[UUID], origin: Origin, run_id: SyncRunId | None
    ) -> Tally:
        route = self.routes(which)
        copies = route.source.read(keys)
        if not copies:
            return Tally()
        written, refused = self._written(route, copies, origin)
        if refused:
            with self.system(origin):
                for copy, refusal in refused:
                    self._note(which, copy.id, copy.source_version, refusal, run_id)
        return Tally(written=written, conflicts=len(refused))

    @staticmethod
    def _written(
        route: Route, copies: Sequence[Copied], origin: Origin
    ) -> tuple[int, list[tuple[Copied, ChangedElsewhere]]]:
        written, refused = 0, []
        with route.transaction(origin):
            for copy in copies:
                try:
                    written += route.copies.put(copy)
                except ChangedElsewhere as refusal:
                    refused.append((copy, refusal))
        return written, refused

    def _note(
        self,
        which: SyncSet,
        key: UUID,
        version: int,
        refusal: ChangedElsewhere,
        run_id: SyncRunId | None,
    ) -> None:
        """Keep both values; others hear of what is new."""
        now = self.clock.now()
        conflict = SyncConflict(
            id=ConflictId(self.ids.new()),
            which=which,
            key=key,
            source=refusal.source,
            source_version=version,
            copy=refusal.copy,
            copy_digest=refusal.digest,
            found_at=now,
            run_id=run_id,
            created_at=now,
            updated_at=now,
        )
        if self.sync_conflicts.note(conflict):
            self.system_outbox.add(ConflictFound(conflict.id, which.value, key))
