"""Runs of synchronization (stories 5.2, 5.3, 5.6)."""

from typing import Annotated
from uuid import UUID

from litestar import Controller, get, post
from litestar.params import FromPath, JSONBody, QueryParameter

from astrobookings.domain.kernel.pages import DEFAULT_LIMIT
from astrobookings.domain.sync.runs import SyncRunId, SyncSet, SyncStatus
from astrobookings.entrypoints.http.auth import MEMBERS_ONLY
from astrobookings.entrypoints.http.etags import tag
from astrobookings.entrypoints.http.openapi import BEARER, problems_of
from astrobookings.entrypoints.http.parameters import After, IfNoneMatch, Limit
from astrobookings.entrypoints.http.replies import Reply, tagged
from astrobookings.entrypoints.http.requests import ApiRequest
from astrobookings.entrypoints.http.system.sync_answers import (
    SyncRunAnswer,
    SyncRunsAnswer,
    sync_run,
)
from astrobookings.entrypoints.http.system.sync_bodies import NewSyncRuns

__all__ = ["OfSet", "SyncRunsController"]

OfSet = Annotated[SyncSet | None, QueryParameter(name="set", description="Only of this set.")]
ByStatus = Annotated[SyncStatus | None, QueryParameter(name="status", description="Only these.")]


class SyncRunsController(Controller):
    """Records travel by themselves; whoever cannot wait starts a run."""

    path = "/sync/runs"
    opt = MEMBERS_ONLY
    security = BEARER

    @get(
        operation_id="list_sync_runs",
        summary="List runs of synchronization",
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
    ) -> Reply[SyncRunsAnswer]:
        """Every run with its figures, whatever came of it, the newest first."""
        wanted = request.page(limit, after)
        page = request.system.list_sync_runs(request.by, wanted, which=which, status=status)
        items = [sync_run(one) for one in page.items]
        return Reply(SyncRunsAnswer(items, request.next_cursor(page)))

    @post(
        operation_id="start_sync",
        summary="Start a synchronization",
        status_code=202,
        sync_to_thread=True,
        responses=problems_of(403, 409, 422),
    )
    def start(self, request: ApiRequest, data: JSONBody[NewSyncRuns]) -> Reply[SyncRunsAnswer]:
        """A run of each set waits for the next free worker; two of one set never overlap."""
        runs = request.system.start_sync(request.by, data.sets, full=data.full)
        return Reply(SyncRunsAnswer([sync_run(one) for one in runs], None), status=202)

    @get(
        "/{run_id:uuid}",
        operation_id="view_sync_run",
        summary="Look at a run of synchronization",
        sync_to_thread=True,
        responses=problems_of(403, 404),
    )
    def view(
        self, request: ApiRequest, run_id: FromPath[UUID], if_none_match: IfNoneMatch = None
    ) -> Reply[SyncRunAnswer]:
        """How far it is, and what went wrong."""
        run = request.system.view_sync_run(request.by, SyncRunId(run_id))
        return tagged(sync_run(run), tag(run.version), if_none_match)
