"""IT employees see every change and how far it has come (story 5.1)."""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from uuid import UUID

from attrs import field, frozen

from astrobookings.application.ports.changes import Changes
from astrobookings.application.ports.sync_conflicts import SyncConflicts
from astrobookings.application.ports.sync_runs import SyncRuns
from astrobookings.application.sync.routes import Routes
from astrobookings.domain.identity.permissions import Action, authorize
from astrobookings.domain.identity.roles import Principal
from astrobookings.domain.kernel.errors import Unavailable
from astrobookings.domain.kernel.origins import Change
from astrobookings.domain.kernel.pages import MAX_LIMIT, Page, PageRequest
from astrobookings.domain.sync.changes import (
    OF_RECORDS,
    SET_OF,
    ChangeState,
    QueuedChange,
    has_arrived,
)
from astrobookings.domain.sync.conflicts import ConflictStatus
from astrobookings.domain.sync.runs import SyncSet, SyncStatus

__all__ = ["ListSyncChanges"]

_PAGES_SEARCHED = 10
"""How far one call looks for changes of the wanted state."""


@frozen
class ListSyncChanges:
    """Changes of records that travel, newest first.

    How far a change has come is not noted anywhere: the versions of source and copy tell.
    """

    system_changes: Changes
    operations_changes: Changes
    sync_runs: SyncRuns
    sync_conflicts: SyncConflicts
    routes: Routes

    def __call__(
        self,
        by: Principal,
        page: PageRequest,
        *,
        which: SyncSet | None = None,
        state: ChangeState | None = None,
    ) -> Page[QueuedChange]:
        """One page; of a wanted *state* perhaps fewer than asked for although others follow.

        Raises:
            NotSignedIn, NotAllowed: IT employees only.
            Invalid: a cursor of another list.
            Unavailable: a store does not answer.
        """
        authorize(by, Action.VIEW_SYNC)
        found: list[QueuedChange] = []
        for _ in range(_PAGES_SEARCHED):
            read = self._read(which, page)
            stages = _Stages(self)
            queued = (QueuedChange(one, SET_OF[one.kind], stages(one)) for one in read.items)
            found += [one for one in queued if state in {None, one.state}]
            if found or read.next is None:
                return Page(tuple(found), read.next)
            page = PageRequest(page.limit, read.next)
        return Page((), page.after)

    def _read(self, which: SyncSet | None, page: PageRequest) -> Page[Change]:
        """The logs of both stores as one: ids tell the time."""
        kinds = frozenset(kind for kind, travels in SET_OF.items() if which in {None, travels})
        logs: Iterable[Changes] = (self.system_changes, self.operations_changes)
        if which is not None:
            logs = [self.system_changes if which is SyncSet.PROFILES else self.operations_changes]
        pages = [log.newest(page, kinds) for log in logs]
        items = sorted((one for read in pages for one in read.items), key=_id, reverse=True)
        chosen = tuple(items[: page.limit])
        more = len(items) > len(chosen) or any(read.next is not None for read in pages)
        return Page(chosen, (str(chosen[-1].id),) if more and chosen else None)


def _id(change: Change) -> UUID:
    return change.id


@frozen
class _Stages:
    """What is looked up once for a page of changes."""

    asked: ListSyncChanges
    _complete: dict[SyncSet, datetime | None] = field(factory=dict)
    _running: dict[SyncSet, bool] = field(factory=dict)
    _conflicts: dict[SyncSet, frozenset[UUID]] = field(factory=dict)
    _missing: dict[tuple[SyncSet, UUID], int] = field(factory=dict)

    def __call__(self, change: Change) -> ChangeState:
        which = SET_OF[change.kind]
        if self._arrived(which, change):
            return ChangeState.DONE
        if change.key in self._in_conflict(which):
            return ChangeState.FAILED
        return ChangeState.RUNNING if self._runs(which) else ChangeState.PENDING

    def _arrived(self, which: SyncSet, change: Change) -> bool:
        if change.kind not in OF_RECORDS:
            complete = self._complete_to(which)
            return complete is not None and change.origin.at < complete
        missing = self._missing_of(which, change.key)
        if missing <= 0:
            return True
        return has_arrived(change, _log_of(self.asked, which).of(change.key), missing)

    def _missing_of(self, which: SyncSet, key: UUID) -> int:
        """By how many versions the copy is behind; nothing is missing where nothing travels."""
        if (which, key) not in self._missing:
            route = self.asked.routes(which)
            source: Sequence[int] = [one.source_version for one in route.source.read([key])]
            standing: Mapping[UUID, int] = {}
            with suppress(Unavailable):
                standing = route.copies.versions([key])
            self._missing[which, key] = sum(source) - standing.get(key, 0) if source else 0
        return self._missing[which, key]

    def _complete_to(self, which: SyncSet) -> datetime | None:
        """What was changed before has been copied."""
        if which not in self._complete:
            ended = (SyncStatus.SUCCESS, SyncStatus.PARTIAL)
            runs = self.asked.sync_runs
            last = (runs.list(PageRequest(1), which=which, status=one).items for one in ended)
            began = [run.began_at for found in last for run in found if run.began_at is not None]
            self._complete[which] = max(began, default=None)
        return self._complete[which]

    def _runs(self, which: SyncSet) -> bool:
        if which not in self._running:
            standing = self.asked.sync_runs.open(which)
            running = standing is not None and standing.status is SyncStatus.RUNNING
            self._running[which] = running
        return self._running[which]

    def _in_conflict(self, which: SyncSet) -> frozenset[UUID]:
        if which not in self._conflicts:
            found = self.asked.sync_conflicts.list(
                PageRequest(MAX_LIMIT), which=which, status=ConflictStatus.OPEN
            )
            self._conflicts[which] = frozenset(one.key for one in found.items)
        return self._conflicts[which]


def _log_of(asked: ListSyncChanges, which: SyncSet) -> Changes:
    return asked.system_changes if which is SyncSet.PROFILES else asked.operations_changes
