"""Figures of the running platform, sampled in even steps (story 6.4)."""

from datetime import UTC, datetime, timedelta
from enum import StrEnum

from attrs import field, frozen

from astrobookings.domain.kernel.instants import aware

__all__ = ["Metric", "Point", "Sample", "SamplingPolicy", "floored", "step_for", "unit_of"]


class Metric(StrEnum):
    """What is measured; the last word tells the unit where there is one."""

    REQUESTS_PER_SECOND = "requests_per_second"
    LATENCY_P50_MS = "latency_p50_ms"
    LATENCY_P95_MS = "latency_p95_ms"
    LATENCY_P99_MS = "latency_p99_ms"
    ERROR_SHARE = "error_share"
    """Requests answered 5xx, 0 to 1."""
    REFUSED_SHARE = "refused_share"
    """Requests answered 4xx, 0 to 1."""
    OPERATIONS_UP = "operations_up"
    """1 while OperationsDB answers, else 0."""
    OUTBOX_WAITING = "outbox_waiting"
    """Events of both stores not yet heard by all."""
    OUTBOX_LAG_SECONDS = "outbox_lag_seconds"
    """Age of the oldest of them."""
    OUTBOX_DEAD = "outbox_dead"
    """Events given up after too many attempts."""
    NOTIFICATIONS_WAITING = "notifications_waiting"
    NOTIFICATIONS_LAG_SECONDS = "notifications_lag_seconds"
    """How long the oldest due one waits."""
    NOTIFICATIONS_FAILED = "notifications_failed"
    """Given up and not yet looked after."""
    WORKERS_ALIVE = "workers_alive"
    SCHEDULERS_ALIVE = "schedulers_alive"
    SYNC_LAG_SECONDS = "sync_lag_seconds"
    """Age of the oldest last successful run of a data set."""
    SYNC_CONFLICTS = "sync_conflicts"
    """Conflicts nobody has resolved yet."""


def unit_of(metric: Metric) -> str:
    """`ms`, `seconds`, `share`, `per_second`, or `count`."""
    if metric is Metric.REQUESTS_PER_SECOND:
        return "per_second"
    last = metric.value.rpartition("_")[2]
    return last if last in {"ms", "seconds", "share"} else "count"


@frozen(kw_only=True)
class Sample:
    """The value of *metric* at *at*; there is at most one."""

    metric: Metric
    at: datetime = field(validator=aware)
    value: float


@frozen(kw_only=True)
class Point:
    """The samples of one step of time, beginning at *at*."""

    at: datetime = field(validator=aware)
    mean: float
    least: float
    most: float


@frozen
class SamplingPolicy:
    """How often is sampled, and what is too little to say anything."""

    every: timedelta = timedelta(seconds=30)
    settling: timedelta = timedelta(seconds=8)
    """How long after a span its reports may still arrive."""
    least_requests: int = 20
    """Fewer in a step say nothing of shares."""
    most_points: int = 500
    """Of one metric in one answer."""
    alive_within: timedelta = timedelta(seconds=60)
    """A process that has not beaten for so long counts as gone."""

    def __attrs_post_init__(self) -> None:
        if self.every < timedelta(seconds=1) or self.every % timedelta(seconds=1):
            raise ValueError("a step is of whole seconds")


def floored(moment: datetime, step: timedelta) -> datetime:
    """The beginning of the even step that *moment* lies in; steps begin with the epoch."""
    epoch = datetime(1970, 1, 1, tzinfo=UTC)
    return moment - (moment - epoch) % step


def step_for(span: timedelta, policy: SamplingPolicy) -> timedelta:
    """The smallest step, whole samples long, in which *span* has at most as many points as the
    policy allows.
    """
    samples = -(-span // policy.every)
    return policy.every * max(-(-samples // policy.most_points), 1)
