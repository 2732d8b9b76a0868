"""What IT is told of synchronization."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec

from astrobookings.domain.sync.changes import ChangeState, QueuedChange
from astrobookings.domain.sync.conflicts import ConflictStatus, Resolution, SyncConflict
from astrobookings.domain.sync.runs import SyncRun, SyncSet, SyncStatus

__all__ = [
    "SyncChangeAnswer",
    "SyncChangesAnswer",
    "SyncConflictAnswer",
    "SyncConflictsAnswer",
    "SyncFaultAnswer",
    "SyncFieldAnswer",
    "SyncOriginAnswer",
    "SyncRunAnswer",
    "SyncRunsAnswer",
    "SyncValueAnswer",
    "sync_change",
    "sync_conflict",
    "sync_run",
]


class SyncFaultAnswer(msgspec.Struct):
    """A record that could not be copied, and why."""

    record_id: UUID
    detail: str


class SyncRunAnswer(msgspec.Struct, kw_only=True):
    """One synchronization of one set; `completion` is in percent."""

    id: UUID
    set: SyncSet
    full: bool
    status: SyncStatus
    started_by: UUID | None
    began_at: datetime | None
    ended_at: datetime | None
    completion: int
    total: int
    seen: int
    written: int
    conflicts: int
    failures: int
    faults: list[SyncFaultAnswer]
    """The first of the failures."""
    error: str
    created_at: datetime
    updated_at: datetime
    version: int


class SyncRunsAnswer(msgspec.Struct):
    """Some runs, the newest first, and the cursor of those that follow."""

    items: list[SyncRunAnswer]
    next: str | None


def sync_run(run: SyncRun) -> SyncRunAnswer:
    return SyncRunAnswer(
        id=run.id,
        set=run.which,
        full=run.full,
        status=run.status,
        started_by=run.started_by,
        began_at=run.began_at,
        ended_at=run.ended_at,
        completion=run.completion,
        total=run.total,
        seen=run.seen,
        written=run.written,
        conflicts=run.conflicts,
        failures=run.failures,
        faults=[SyncFaultAnswer(one.key, one.detail) for one in run.faults],
        error=run.error,
        created_at=run.created_at,
        updated_at=run.updated_at,
        version=run.version,
    )


class SyncValueAnswer(msgspec.Struct):
    """What source and copy say of one field."""

    field: str
    source: Any
    copy: Any


class SyncConflictAnswer(msgspec.Struct, kw_only=True):
    """A record whose copy was changed elsewhere: both values of the fields that differ."""

    id: UUID
    set: SyncSet
    record_id: UUID
    status: ConflictStatus
    values: list[SyncValueAnswer]
    found_at: datetime
    run_id: UUID | None
    resolution: Resolution | None
    resolved_at: datetime | None
    resolved_by: UUID | None
    reason: str
    available_actions: Sequence[str]
    created_at: datetime
    updated_at: datetime
    version: int


class SyncConflictsAnswer(msgspec.Struct):
    """Some conflicts, the newest first, and the cursor of those that follow."""

    items: list[SyncConflictAnswer]
    next: str | None


def sync_conflict(conflict: SyncConflict) -> SyncConflictAnswer:
    is_open = conflict.status is ConflictStatus.OPEN
    return SyncConflictAnswer(
        id=conflict.id,
        set=conflict.which,
        record_id=conflict.key,
        status=conflict.status,
        values=[
            SyncValueAnswer(name, conflict.source.get(name), conflict.copy.get(name))
            for name in conflict.fields
        ],
        found_at=conflict.found_at,
        run_id=conflict.run_id,
        resolution=conflict.resolution,
        resolved_at=conflict.resolved_at,
        resolved_by=conflict.resolved_by,
        reason=conflict.reason,
        available_actions=[one.value for one in Resolution] if is_open else [],
        created_at=conflict.created_at,
        updated_at=conflict.updated_at,
        version=conflict.version,
    )


class SyncOriginAnswer(msgspec.Struct):
    """Who caused a change, by what, and when; no actor: the platform itself."""

    service: str
    action: str
    actor: UUID | None
    request_id: str
    at: datetime


class SyncFieldAnswer(msgspec.Struct):
    """One field before and after; secrets only say that they changed."""

    old: Any
    new: Any


class SyncChangeAnswer(msgspec.Struct, kw_only=True):
    """One change of one record, and how far it has come."""

    id: UUID
    set: SyncSet
    state: ChangeState
    kind: str
    record_id: UUID
    record_version: int
    fields: Mapping[str, SyncFieldAnswer]
    origin: SyncOriginAnswer


class SyncChangesAnswer(msgspec.Struct):
    """Some changes, the newest first, and the cursor of those that follow."""

    items: list[SyncChangeAnswer]
    next: str | None


def sync_change(queued: QueuedChange) -> SyncChangeAnswer:
    change, origin = queued.change, queued.change.origin
    return SyncChangeAnswer(
        id=change.id,
        set=queued.which,
        state=queued.state,
        kind=change.kind,
        record_id=change.key,
        record_version=change.version,
        fields={name: SyncFieldAnswer(one.old, one.new) for name, one in change.fields.items()},
        origin=SyncOriginAnswer(
            origin.service, origin.action, origin.actor, origin.request_id, origin.at
        ),
    )
