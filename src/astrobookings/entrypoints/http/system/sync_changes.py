"""The queue of changes (story 5.1)."""

from typing import Annotated

from litestar import Controller, get
from litestar.params import QueryParameter

from astrobookings.domain.kernel.pages import DEFAULT_LIMIT
from astrobookings.domain.sync.changes import ChangeState
from astrobookings.entrypoints.http.auth import MEMBERS_ONLY
from astrobookings.entrypoints.http.openapi import BEARER, problems_of
from astrobookings.entrypoints.http.parameters import After, Limit
from astrobookings.entrypoints.http.replies import Reply
from astrobookings.entrypoints.http.requests import ApiRequest
from astrobookings.entrypoints.http.system.sync_answers import SyncChangesAnswer, sync_change
from astrobookings.entrypoints.http.system.sync_runs import OfSet

__all__ = ["SyncChangesController"]

ByState = Annotated[ChangeState | None, QueryParameter(name="state", description="Only these.")]


class SyncChangesController(Controller):
    """Every change of a record that travels, with its origin."""

    path = "/sync/changes"
    opt = MEMBERS_ONLY
    security = BEARER

    @get(
        operation_id="list_sync_changes",
        summary="List changes on their way",
        sync_to_thread=True,
        responses=problems_of(403, 422),
    )
    def list_(
        self,
        request: ApiRequest,
        which: OfSet = None,
        stage: ByState = None,
        limit: Limit = DEFAULT_LIMIT,
        after: After = None,
    ) -> Reply[SyncChangesAnswer]:
        """What changed, who changed it and how far it has come, the newest first. With `state`, a
        page may be short although others follow.
        """
        wanted = request.page(limit, after)
        page = request.system.list_sync_changes(request.by, wanted, which=which, state=stage)
        items = [sync_change(one) for one in page.items]
        return Reply(SyncChangesAnswer(items, request.next_cursor(page)))
