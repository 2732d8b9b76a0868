"""Figures for Prometheus (story 6.4)."""

import hmac
import time
from collections.abc import Iterator, Mapping
from typing import Any

from attrs import define, field
from litestar import get
from litestar.connection import ASGIConnection
from litestar.exceptions import NotFoundException
from litestar.handlers import BaseRouteHandler, HTTPRouteHandler
from prometheus_client import CollectorRegistry, ProcessCollector, generate_latest
from prometheus_client.core import (
    CounterMetricFamily,
    GaugeMetricFamily,
    HistogramMetricFamily,
    Metric,
)
from prometheus_client.exposition import CONTENT_TYPE_LATEST
from prometheus_client.registry import Collector

from astrobookings.domain.identity.roles import Principal
from astrobookings.domain.kernel.errors import Unavailable
from astrobookings.domain.monitoring.metrics import Metric as Figure
from astrobookings.domain.monitoring.traffic import BOUNDS_MS
from astrobookings.entrypoints.http.pages.loopback import loopback_only
from astrobookings.entrypoints.http.replies import Raw
from astrobookings.entrypoints.observing.observer import Observer
from astrobookings.entrypoints.observing.tally import RouteCounts, Served

__all__ = ["figures_page"]

_LABELS = ("service", "method", "route")
_KEPT = 5.0
"""Seconds; however often we are asked, SystemDB is not."""
_UNKEPT = {"cache-control": "no-store"}


@define(eq=False)
class _Figures(Collector):
    """What this process served, and the newest samples of the platform."""

    observer: Observer
    _sampled: Mapping[Figure, float] = field(factory=dict, init=False)
    _until: float = field(default=0.0, init=False)

    def collect(self) -> Iterator[Metric]:
        routes = self.observer.tally.routes()
        yield _requests(routes)
        yield _durations(routes)
        waiting = GaugeMetricFamily(
            "astrobookings_entries_waiting", "Entries not yet in the log.", self._waiting()
        )
        yield waiting
        for figure, value in self._newest().items():
            yield GaugeMetricFamily(
                f"astrobookings_{figure.value}", "Newest sample of the whole platform.", value
            )

    def _waiting(self) -> int:
        return self.observer.journal.waiting

    def _newest(self) -> Mapping[Figure, float]:
        if time.monotonic() >= self._until:
            by = Principal.system(service="observer", request_id="")
            try:
                self._sampled = self.observer.system.read_figures(by)
            except Unavailable:
                self._sampled = {}
            self._until = time.monotonic() + _KEPT
        return self._sampled


def _labels(served: Served) -> list[str]:
    return [served.service, served.method, served.route]


def _requests(routes: Mapping[Served, RouteCounts]) -> Metric:
    family = CounterMetricFamily(
        "astrobookings_http_requests", "Requests answered.", labels=[*_LABELS, "status"]
    )
    for served, counts in routes.items():
        for status, count in counts.statuses.items():
            family.add_metric([*_labels(served), str(status)], count)
    return family


def _durations(routes: Mapping[Served, RouteCounts]) -> Metric:
    family = HistogramMetricFamily(
        "astrobookings_http_request_duration_seconds", "Time until answered.", labels=_LABELS
    )
    bounds = [*(f"{bound / 1000:g}" for bound in BOUNDS_MS), "+Inf"]
    for served, counts in routes.items():
        below, buckets = 0, []
        for bound, count in zip(bounds, counts.durations, strict=True):
            below += count
            buckets.append((bound, below))
        family.add_metric(_labels(served), buckets, counts.seconds)
    return family


def figures_page(observer: Observer, token: str) -> HTTPRouteHandler:
    """`/metrics` for this machine, and for whoever sends *token* as bearer unless it is empty."""
    registry = CollectorRegistry()
    registry.register(_Figures(observer))
    ProcessCollector(registry=registry)

    async def admit(connection: "ASGIConnection[Any, Any, Any, Any]", _: BaseRouteHandler) -> None:
        given = connection.headers.get("authorization", "")
        if token and given:
            if hmac.compare_digest(given.encode(), f"Bearer {token}".encode()):
                return
            raise NotFoundException
        await loopback_only(connection, _)

    @get("/metrics", guards=[admit], include_in_schema=False, sync_to_thread=True)
    def metrics() -> Raw[bytes]:
        """The text format of Prometheus."""
        told = generate_latest(registry)
        return Raw(told, status=200, media_type=CONTENT_TYPE_LATEST, headers=_UNKEPT)

    return metrics
