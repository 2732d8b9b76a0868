"""Alerts (story 6.5)."""

from typing import Annotated

from litestar import Controller, get
from litestar.params import QueryParameter

from astrobookings.domain.kernel.pages import DEFAULT_LIMIT
from astrobookings.domain.monitoring.alerts import AlertStatus
from astrobookings.entrypoints.http.auth import MEMBERS_ONLY
from astrobookings.entrypoints.http.openapi import BEARER, problems_of
from astrobookings.entrypoints.http.parameters import After, Limit
from astrobookings.entrypoints.http.replies import Reply
from astrobookings.entrypoints.http.requests import ApiRequest
from astrobookings.entrypoints.http.system.answers import AlertsAnswer, alert

__all__ = ["AlertsController"]

ByStatus = Annotated[AlertStatus | None, QueryParameter(name="status", description="Only these.")]


class AlertsController(Controller):
    """Raised and resolved by the platform itself."""

    path = "/alerts"
    opt = MEMBERS_ONLY
    security = BEARER

    @get(
        operation_id="list_alerts",
        summary="List alerts",
        sync_to_thread=True,
        responses=problems_of(403, 422),
    )
    def list_(
        self,
        request: ApiRequest,
        status: ByStatus = None,
        limit: Limit = DEFAULT_LIMIT,
        after: After = None,
    ) -> Reply[AlertsAnswer]:
        """What needs a person now and what did, the newest first."""
        page = request.system.list_alerts(request.by, request.page(limit, after), status)
        return Reply(AlertsAnswer([alert(one) for one in page.items], request.next_cursor(page)))
