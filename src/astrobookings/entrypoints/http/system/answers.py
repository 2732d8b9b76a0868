"""What IT is told of the running platform."""

from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec

from astrobookings.application.monitoring.view_metrics import MetricsView
from astrobookings.application.monitoring.view_status import PlatformStatus
from astrobookings.application.ports.heartbeats import WorkerKind
from astrobookings.domain.monitoring.alerts import Alert, AlertStatus
from astrobookings.domain.monitoring.entries import Entry, Level
from astrobookings.domain.monitoring.metrics import Metric, unit_of

__all__ = [
    "AlertAnswer",
    "AlertsAnswer",
    "EntriesAnswer",
    "EntryAnswer",
    "FigureAnswer",
    "MetricsAnswer",
    "PointAnswer",
    "ProcessAnswer",
    "SeriesAnswer",
    "StatusAnswer",
    "alert",
    "entry",
    "metrics",
    "status",
]


class EntryAnswer(msgspec.Struct, kw_only=True):
    """Something that happened."""

    id: UUID
    at: datetime
    level: Level
    component: str
    event: str
    message: str
    actor: UUID | None
    request_id: str
    facts: dict[str, Any]
    trace: str


class EntriesAnswer(msgspec.Struct):
    """Some entries, the newest first, and the cursor of those that follow."""

    items: list[EntryAnswer]
    next: str | None


class PointAnswer(msgspec.Struct):
    """The samples of one step of time that begins at `at`."""

    at: datetime
    mean: float
    least: float
    most: float


class SeriesAnswer(msgspec.Struct):
    """A metric over time; steps without samples are left out."""

    metric: Metric
    unit: str
    points: list[PointAnswer]


class MetricsAnswer(msgspec.Struct):
    """Metrics from `since` up to, not at, `until`, in steps of so many seconds."""

    since: datetime
    until: datetime
    step: int
    items: list[SeriesAnswer]


class AlertAnswer(msgspec.Struct, kw_only=True):
    """Something that needs, or needed, a person."""

    id: UUID
    rule: str
    subject: str
    level: Level
    title: str
    figure: str
    threshold: str
    status: AlertStatus
    raised_at: datetime
    resolved_at: datetime | None
    version: int


class AlertsAnswer(msgspec.Struct):
    """Some alerts, the newest first, and the cursor of those that follow."""

    items: list[AlertAnswer]
    next: str | None


class FigureAnswer(msgspec.Struct):
    """A metric as it is now."""

    metric: Metric
    unit: str
    value: float


class ProcessAnswer(msgspec.Struct):
    """A worker or scheduler and its last sign of life."""

    id: str
    kind: WorkerKind
    started_at: datetime
    beat_at: datetime


class StatusAnswer(msgspec.Struct):
    """How the platform does at `as_of`; figures that cannot be told are left out."""

    healthy: bool
    as_of: datetime
    figures: list[FigureAnswer]
    processes: list[ProcessAnswer]
    alerts: list[AlertAnswer]


def _same(shape: Any, value: Any) -> Any:
    """A *shape* with the fields of *value* that have its names."""
    return shape(**{name: getattr(value, name) for name in shape.__struct_fields__})


def entry(value: Entry) -> EntryAnswer:
    shown: EntryAnswer = _same(EntryAnswer, value)
    return shown


def alert(value: Alert) -> AlertAnswer:
    shown: AlertAnswer = _same(AlertAnswer, value)
    return shown


def metrics(value: MetricsView) -> MetricsAnswer:
    series = [
        SeriesAnswer(metric, unit_of(metric), [_same(PointAnswer, one) for one in points])
        for metric, points in value.series.items()
    ]
    return MetricsAnswer(value.since, value.until, int(value.step.total_seconds()), series)


def status(value: PlatformStatus) -> StatusAnswer:
    return StatusAnswer(
        healthy=value.healthy,
        as_of=value.at,
        figures=[
            FigureAnswer(metric, unit_of(metric), figure)
            for metric, figure in value.figures.items()
        ],
        processes=[_same(ProcessAnswer, one) for one in value.processes],
        alerts=[alert(one) for one in value.alerts],
    )
