"""Performance metrics (story 6.4)."""

from typing import Annotated

from litestar import Controller, get
from litestar.params import QueryParameter

from astrobookings.domain.monitoring.metrics import Metric
from astrobookings.entrypoints.http.auth import MEMBERS_ONLY
from astrobookings.entrypoints.http.openapi import BEARER, problems_of
from astrobookings.entrypoints.http.replies import Reply
from astrobookings.entrypoints.http.requests import ApiRequest
from astrobookings.entrypoints.http.shapes import moment
from astrobookings.entrypoints.http.system.answers import MetricsAnswer, metrics
from astrobookings.entrypoints.http.system.entry_filter import Since, Until

__all__ = ["MetricsController"]

Which = Annotated[Metric | None, QueryParameter(name="metric", description="Only this one.")]


class MetricsController(Controller):
    """Figures that the scheduler samples."""

    path = "/metrics"
    opt = MEMBERS_ONLY
    security = BEARER

    @get(
        operation_id="view_metrics",
        summary="Look at metrics over time",
        sync_to_thread=True,
        responses=problems_of(403, 422),
    )
    def view(
        self, request: ApiRequest, metric: Which = None, since: Since = None, until: Until = None
    ) -> Reply[MetricsAnswer]:
        """The last hour, or any span of the last 30 days; longer spans in larger steps."""
        seen = request.system.view_metrics(
            request.by,
            metric=metric,
            since=moment(since, "/since"),
            until=moment(until, "/until"),
        )
        return Reply(metrics(seen))
