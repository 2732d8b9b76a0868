"""The state of the platform at a glance (stories 6.3, 6.4)."""

from litestar import Controller, get

from astrobookings.entrypoints.http.auth import MEMBERS_ONLY
from astrobookings.entrypoints.http.openapi import BEARER, problems_of
from astrobookings.entrypoints.http.replies import Reply
from astrobookings.entrypoints.http.requests import ApiRequest
from astrobookings.entrypoints.http.system.answers import StatusAnswer, status

__all__ = ["StatusController"]


class StatusController(Controller):
    """Asked of the stores now, not sampled."""

    path = "/status"
    opt = MEMBERS_ONLY
    security = BEARER

    @get(
        operation_id="view_status",
        summary="Look at the state of the platform",
        sync_to_thread=True,
        responses=problems_of(403),
    )
    def view(self, request: ApiRequest) -> Reply[StatusAnswer]:
        """Queues, workers and schedulers, and what is wrong."""
        return Reply(status(request.system.view_status(request.by)))
