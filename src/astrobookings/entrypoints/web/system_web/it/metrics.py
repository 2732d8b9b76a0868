"""Metrics over time (story 6.4)."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from attrs import frozen
from litestar import Controller, Response, get
from litestar.exceptions import NotFoundException
from litestar.params import FromPath
from markupsafe import Markup

from astrobookings.application.monitoring.view_metrics import MetricsView
from astrobookings.domain.identity.permissions import Action
from astrobookings.domain.monitoring.alerts import AlertPolicy, Threshold
from astrobookings.domain.monitoring.metrics import Metric, Point
from astrobookings.entrypoints.web.requests import WebRequest
from astrobookings.entrypoints.web.system_web.desk import employee
from astrobookings.entrypoints.web.system_web.it.measures import GROUPS
from astrobookings.entrypoints.web.system_web.it.shown import shown
from astrobookings.entrypoints.web.system_web.it.sparkline import sparkline

__all__ = ["MetricsController"]

_SPANS = {
    "hour": ("Last hour", timedelta(hours=1)),
    "six-hours": ("Last six hours", timedelta(hours=6)),
    "day": ("Last day", timedelta(days=1)),
    "week": ("Last week", timedelta(days=7)),
    "all": ("As long as they are kept", None),
}
_USUAL = "hour"


@frozen(kw_only=True)
class Series:
    """A metric over the span that is looked at."""

    metric: Metric
    points: Sequence[Point]
    threshold: Threshold | None
    chart: Markup

    @property
    def latest(self) -> float | None:
        return self.points[-1].mean if self.points else None

    @property
    def least(self) -> float:
        return min(point.least for point in self.points)

    @property
    def most(self) -> float:
        return max(point.most for point in self.points)


class MetricsController(Controller):
    """Figures that the scheduler samples."""

    path = "/system/metrics"

    @get(sync_to_thread=True)
    def metrics(self, request: WebRequest) -> Response[str]:
        """All of them, each as a small chart with its figures."""
        view = _view(request, None)
        groups = [(title, [_series(request, view, one) for one in some]) for title, some in GROUPS]
        return _shown(request, "metrics", view=view, groups=groups)

    @get("/{name:str}", sync_to_thread=True)
    def metric(self, request: WebRequest, name: FromPath[str]) -> Response[str]:
        """One of them, step by step."""
        employee(request, Action.VIEW_MONITORING)
        if name not in set(Metric):
            raise NotFoundException
        view = _view(request, Metric(name))
        return _shown(
            request,
            "metric",
            view=view,
            series=_series(request, view, Metric(name), "sparkline tall"),
        )


def _shown(request: WebRequest, template: str, **facts: Any) -> Response[str]:
    span = _span(request)
    choices = [(name, said) for name, (said, _) in _SPANS.items()]
    return shown(request, template, spans=choices, span=span, **facts)


def _span(request: WebRequest) -> str:
    asked = request.asked.value("span")
    return asked if asked in _SPANS else _USUAL


def _view(request: WebRequest, metric: Metric | None) -> MetricsView:
    by, until = employee(request, Action.VIEW_MONITORING), request.system.clock.now()
    length = _SPANS[_span(request)][1] or request.system.parts.retention.samples
    return request.system.view_metrics(by, metric=metric, since=until - length, until=until)


def _series(
    request: WebRequest, view: MetricsView, metric: Metric, kind: str = "sparkline"
) -> Series:
    threshold = _threshold(request.system.parts.alert_policy, metric)
    points = view.series[metric]
    return Series(
        metric=metric,
        points=points,
        threshold=threshold,
        chart=sparkline(
            points,
            since=view.since,
            until=view.until,
            step=view.step,
            limit=None if threshold is None else threshold.limit,
            kind=kind,
        ),
    )


def _threshold(policy: AlertPolicy, metric: Metric) -> Threshold | None:
    """What *metric* may be, if somebody is alerted otherwise."""
    return next((one for one in policy.thresholds if one.metric is metric), None)
