"""Examples of synchronization for the API description."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import msgspec

from astrobookings.domain.sync.changes import ChangeState
from astrobookings.domain.sync.conflicts import ConflictStatus, Resolution
from astrobookings.domain.sync.runs import SyncSet, SyncStatus
from astrobookings.entrypoints.http.system import sync_answers as answers
from astrobookings.entrypoints.http.system.sync_bodies import ConflictResolution, NewSyncRuns

__all__ = ["SYNC_EXAMPLES"]

_AT = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
_RECORD = UUID("0197c3a0-5555-7000-8000-000000000001")
_SOMEBODY = UUID("0197c3a0-5555-7000-8000-000000000002")
_FAULT = answers.SyncFaultAnswer(_RECORD, "ValueError: no such country")
_RUN = answers.SyncRunAnswer(
    id=UUID("0197c3a0-5555-7000-8000-000000000003"),
    set=SyncSet.PROFILES,
    full=False,
    status=SyncStatus.PARTIAL,
    started_by=_SOMEBODY,
    began_at=_AT,
    ended_at=_AT + timedelta(seconds=4),
    completion=100,
    total=1200,
    seen=1200,
    written=17,
    conflicts=1,
    failures=1,
    faults=[_FAULT],
    error="",
    created_at=_AT,
    updated_at=_AT + timedelta(seconds=4),
    version=4,
)
_VALUE = answers.SyncValueAnswer("address", "Calle Mayor 1, Madrid", "Calle Menor 2, Madrid")
_CONFLICT = answers.SyncConflictAnswer(
    id=UUID("0197c3a0-5555-7000-8000-000000000004"),
    set=SyncSet.PROFILES,
    record_id=_RECORD,
    status=ConflictStatus.OPEN,
    values=[_VALUE],
    found_at=_AT,
    run_id=_RUN.id,
    resolution=None,
    resolved_at=None,
    resolved_by=None,
    reason="",
    available_actions=["keep_source", "keep_copy"],
    created_at=_AT,
    updated_at=_AT,
    version=1,
)
_FIELD = answers.SyncFieldAnswer("Calle Mayor 1, Madrid", "Rue Haute 3, Bruxelles")
_ORIGIN = answers.SyncOriginAnswer(
    "system", "update-me", _SOMEBODY, "0197c3a0-1111-7000-8000-000000000001", _AT
)
_CHANGE = answers.SyncChangeAnswer(
    id=UUID("0197c3a0-5555-7000-8000-000000000005"),
    set=SyncSet.PROFILES,
    state=ChangeState.DONE,
    kind="profile",
    record_id=_RECORD,
    record_version=3,
    fields={"address": _FIELD},
    origin=_ORIGIN,
)

SYNC_EXAMPLES: tuple[msgspec.Struct, ...] = (
    NewSyncRuns(sets=[SyncSet.PROFILES]),
    ConflictResolution(resolution=Resolution.KEEP_SOURCE, reason="A slip of the pen."),
    _FAULT,
    _RUN,
    answers.SyncRunsAnswer([_RUN], None),
    _VALUE,
    _CONFLICT,
    answers.SyncConflictsAnswer([_CONFLICT], None),
    _FIELD,
    _ORIGIN,
    _CHANGE,
    answers.SyncChangesAnswer([_CHANGE], None),
)
