"""Conflicts found by synchronization (story 5.2)."""

from typing import Annotated
from uuid import UUID

from litestar import Controller, get, post
from litestar.params import FromPath, JSONBody, QueryParameter

from astrobookings.domain.kernel.pages import DEFAULT_LIMIT
from astrobookings.domain.sync.conflicts import ConflictId, ConflictStatus
from astrobookings.entrypoints.http.auth import MEMBERS_ONLY
from astrobookings.entrypoints.http.etags import tag, version_of
from astrobookings.entrypoints.http.openapi import BEARER, problems_of
from astrobookings.entrypoints.http.parameters import After, IfMatch, IfNoneMatch, Limit
from astrobookings.entrypoints.http.replies import Reply, tagged
from astrobookings.entrypoints.http.requests import ApiRequest
from astrobookings.entrypoints.http.system.sync_answers import (
    SyncConflictAnswer,
    SyncConflictsAnswer,
    sync_conflict,
)
from astrobookings.entrypoints.http.system.sync_bodies import ConflictResolution
from astrobookings.entrypoints.http.system.sync_runs import OfSet

__all__ = ["SyncConflictsController"]

ByStatus = Annotated[
    ConflictStatus | None, QueryParameter(name="status", description="Only these.")
]


class SyncConflictsController(Controller):
    """Copies that somebody changed are left as they are until somebody decides."""

    path = "/sync/conflicts"
    opt = MEMBERS_ONLY
    security = BEARER

    @get(
        operation_id="list_sync_conflicts",
        summary="List conflicts",
        sync_to_thread=True,
        responses=problems_of(403, 422),
    )
    def list_(
        self,
        request: ApiRequest,
        which: OfSet = None,
        status: ByStatus = None,
        limit: Limit = DEFAULT_LIMIT,
        after: After = None,
    ) -> Reply[SyncConflictsAnswer]:
        """Open and resolved ones with both values, the newest first."""
        wanted = request.page(limit, after)
        page = request.system.list_sync_conflicts(request.by, wanted, which=which, status=status)
        items = [sync_conflict(one) for one in page.items]
        return Reply(SyncConflictsAnswer(items, request.next_cursor(page)))

    @get(
        "/{conflict_id:uuid}",
        operation_id="view_sync_conflict",
        summary="Look at a conflict",
        sync_to_thread=True,
        responses=problems_of(403, 404),
    )
    def view(
        self, request: ApiRequest, conflict_id: FromPath[UUID], if_none_match: IfNoneMatch = None
    ) -> Reply[SyncConflictAnswer]:
        """Both values of one record."""
        seen = request.system.view_sync_conflict(request.by, ConflictId(conflict_id))
        return tagged(sync_conflict(seen), tag(seen.version), if_none_match)

    @post(
        "/{conflict_id:uuid}/resolution",
        operation_id="resolve_conflict",
        summary="Resolve a conflict",
        status_code=200,
        sync_to_thread=True,
        responses=problems_of(403, 404, 409, 412, 422),
    )
    def resolve(
        self,
        request: ApiRequest,
        conflict_id: FromPath[UUID],
        data: JSONBody[ConflictResolution],
        if_match: IfMatch = None,
    ) -> Reply[SyncConflictAnswer]:
        """`keep_source` writes the copy anew; `keep_copy` has what it says enter the source through
        its owner's rules.
        """
        decided = request.system.resolve_conflict(
            request.by,
            ConflictId(conflict_id),
            data.resolution,
            reason=data.reason,
            if_version=version_of(if_match),
        )
        return Reply(sync_conflict(decided), etag=tag(decided.version))
