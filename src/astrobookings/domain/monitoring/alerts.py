"""Alerts: raised once, resolved once (story 6.5)."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from enum import StrEnum

from attrs import evolve, field, fields, frozen

from astrobookings.domain.kernel.entities import Entity
from astrobookings.domain.kernel.ids import AlertId
from astrobookings.domain.kernel.instants import aware
from astrobookings.domain.monitoring.entries import Level
from astrobookings.domain.monitoring.metrics import Metric, Sample
from astrobookings.domain.monitoring.redaction import redacted

__all__ = [
    "Alarm",
    "Alert",
    "AlertPolicy",
    "AlertStatus",
    "Judgement",
    "Threshold",
    "alarm_of",
    "judge",
    "raised",
    "resolved",
]


class AlertStatus(StrEnum):
    OPEN = "open"
    RESOLVED = "resolved"


class Judgement(StrEnum):
    """What the last samples say of a threshold."""

    BREACHED = "breached"
    KEPT = "kept"
    UNCLEAR = "unclear"
    """Between both bounds, or too few samples: nothing changes."""


@frozen(kw_only=True)
class Threshold:
    """What a metric may be: breached by values above *limit*, kept again by those up to *clear*.

    With `is_least` it is the other way round: breached below *limit*, kept again from *clear* on.
    """

    metric: Metric
    limit: float = field(converter=float)
    clear: float = field(converter=float)
    is_least: bool = False
    in_a_row: int = 3
    """So many samples on one side before anything changes."""
    level: Level = Level.ERROR
    what: str
    """What is wrong, for people."""
    watched: bool = True

    def __attrs_post_init__(self) -> None:
        if self.in_a_row < 1:
            raise ValueError("in_a_row is at least 1")
        if self.beyond(self.clear):
            raise ValueError("a value of clear is in order, not beyond limit")

    @property
    def rule(self) -> str:
        return self.metric.value

    def beyond(self, value: float) -> bool:
        return value < self.limit if self.is_least else value > self.limit

    def within(self, value: float) -> bool:
        return value >= self.clear if self.is_least else value <= self.clear

    @property
    def allowed(self) -> str:
        """What would be in order, for people."""
        return f"{'at least' if self.is_least else 'at most'} {self.limit:g}"

    def figure(self, value: float) -> str:
        """What was measured, for people."""
        return f"{self.metric.value} is {value:g}"


@frozen(kw_only=True)
class AlertPolicy:
    """The threshold of each metric that has one, and how old a sample may be to say anything."""

    fresh: timedelta = timedelta(minutes=5)
    error_share: Threshold = Threshold(
        metric=Metric.ERROR_SHARE, limit=0.05, clear=0.01, what="Too many requests fail on our side"
    )
    latency_p95_ms: Threshold = Threshold(
        metric=Metric.LATENCY_P95_MS,
        limit=1000,
        clear=500,
        in_a_row=4,
        level=Level.WARNING,
        what="Answers are slow",
    )
    operations_up: Threshold = Threshold(
        metric=Metric.OPERATIONS_UP,
        limit=1,
        clear=1,
        is_least=True,
        in_a_row=2,
        level=Level.CRITICAL,
        what="OperationsDB does not answer",
    )
    outbox_lag_seconds: Threshold = Threshold(
        metric=Metric.OUTBOX_LAG_SECONDS, limit=120, clear=30, what="Events are not carried on"
    )
    outbox_dead: Threshold = Threshold(
        metric=Metric.OUTBOX_DEAD,
        limit=0,
        clear=0,
        in_a_row=1,
        what="Events were given up and wait to be retried",
    )
    notifications_lag_seconds: Threshold = Threshold(
        metric=Metric.NOTIFICATIONS_LAG_SECONDS,
        limit=600,
        clear=120,
        what="Notifications are not sent",
    )
    notifications_failed: Threshold = Threshold(
        metric=Metric.NOTIFICATIONS_FAILED,
        limit=20,
        clear=20,
        level=Level.WARNING,
        what="Many notifications were given up",
    )
    workers_alive: Threshold = Threshold(
        metric=Metric.WORKERS_ALIVE,
        limit=1,
        clear=1,
        is_least=True,
        level=Level.CRITICAL,
        what="No worker is running",
    )
    sync_lag_seconds: Threshold = Threshold(
        metric=Metric.SYNC_LAG_SECONDS,
        limit=3600,
        clear=1800,
        level=Level.WARNING,
        what="Data sets have not been synchronized",
    )

    @property
    def thresholds(self) -> tuple[Threshold, ...]:
        """Those that are watched."""
        values = (getattr(self, one.name) for one in fields(AlertPolicy))
        return tuple(one for one in values if isinstance(one, Threshold) and one.watched)


@frozen(kw_only=True)
class Alarm:
    """A reason to raise an alert."""

    rule: str
    """A metric, or what else is watched: `sync_failed`, ..."""
    subject: str = ""
    """Which of several, such as a data set; empty where there is but one."""
    level: Level
    title: str
    """What is wrong, for people."""
    figure: str = field(converter=redacted)
    """What was found."""
    threshold: str
    """What would be in order."""


def alarm_of(threshold: Threshold, value: float) -> Alarm:
    """The reason that *value* gives by being beyond *threshold*."""
    return Alarm(
        rule=threshold.rule,
        level=threshold.level,
        title=threshold.what,
        figure=threshold.figure(value),
        threshold=threshold.allowed,
    )


@frozen(kw_only=True)
class Alert(Entity):
    """Something that needs, or needed, a person; one open alert per rule and subject."""

    id: AlertId
    rule: str
    subject: str = ""
    level: Level
    title: str
    figure: str
    threshold: str
    status: AlertStatus = AlertStatus.OPEN
    raised_at: datetime = field(validator=aware)
    resolved_at: datetime | None = field(default=None, validator=aware)


def judge(threshold: Threshold, newest: Sequence[Sample]) -> Judgement:
    """What *newest* (fresh ones only, the newest first) say of *threshold*."""
    values = [sample.value for sample in newest[: threshold.in_a_row]]
    if len(values) < threshold.in_a_row:
        return Judgement.UNCLEAR
    if all(map(threshold.beyond, values)):
        return Judgement.BREACHED
    return Judgement.KEPT if all(map(threshold.within, values)) else Judgement.UNCLEAR


def raised(alert_id: AlertId, alarm: Alarm, now: datetime) -> Alert:
    """A new alert for the reason *alarm*."""
    return Alert(
        id=alert_id,
        rule=alarm.rule,
        subject=alarm.subject,
        level=alarm.level,
        title=alarm.title,
        figure=alarm.figure,
        threshold=alarm.threshold,
        raised_at=now,
        created_at=now,
        updated_at=now,
    )


def resolved(alert: Alert, now: datetime) -> Alert:
    """*alert* once its reason is gone."""
    return evolve(alert, status=AlertStatus.RESOLVED, resolved_at=now)
