"""Metrics and alerts in words (stories 6.4, 6.5)."""

from collections.abc import Mapping
from datetime import timedelta

from attrs import frozen

from astrobookings.domain.monitoring.alerts import Alert, Threshold
from astrobookings.domain.monitoring.metrics import Metric, unit_of
from astrobookings.entrypoints.web.system_web.it.sayings import span

__all__ = [
    "GROUPS",
    "Measure",
    "allowed",
    "cleared",
    "figure",
    "found",
    "name",
    "of",
    "wanted",
]


@frozen
class Measure:
    """A metric as people call it, and what it tells."""

    name: str
    about: str


_M = Metric
_MEASURES: Mapping[Metric, Measure] = {
    _M.REQUESTS_PER_SECOND: Measure("Request rate", "Requests served by all processes together"),
    _M.ERROR_SHARE: Measure("Error rate", "Requests that failed on our side"),
    _M.REFUSED_SHARE: Measure("Refusals", "Requests that were refused for good reason"),
    _M.LATENCY_P50_MS: Measure("Usual answer time", "Half of the requests are answered within it"),
    _M.LATENCY_P95_MS: Measure("Slow answer time", "95 of 100 requests are answered within it"),
    _M.LATENCY_P99_MS: Measure("Slowest answer time", "99 of 100 requests are answered within it"),
    _M.OPERATIONS_UP: Measure("OperationsDB", "Whether the store of bookings answers"),
    _M.OUTBOX_WAITING: Measure("Events under way", "Events that not everybody has heard of yet"),
    _M.OUTBOX_LAG_SECONDS: Measure("Oldest event", "How long the oldest of them is under way"),
    _M.OUTBOX_DEAD: Measure("Dead letters", "Events given up after too many attempts"),
    _M.NOTIFICATIONS_WAITING: Measure("Mails in the queue", "Mails not sent yet"),
    _M.NOTIFICATIONS_LAG_SECONDS: Measure(
        "Oldest mail due", "How long the oldest mail that is due waits"
    ),
    _M.NOTIFICATIONS_FAILED: Measure("Failed mails", "Mails given up and not yet looked after"),
    _M.WORKERS_ALIVE: Measure("Workers", "Processes that work in the background"),
    _M.SCHEDULERS_ALIVE: Measure("Schedulers", "Processes that start periodic work"),
    _M.SYNC_LAG_SECONDS: Measure(
        "Synchronization lag", "Age of the oldest last good run of a data set"
    ),
    _M.SYNC_CONFLICTS: Measure("Open conflicts", "Records that somebody has to decide on"),
}
GROUPS: tuple[tuple[str, tuple[Metric, ...]], ...] = (
    (
        "Requests",
        (
            _M.REQUESTS_PER_SECOND,
            _M.ERROR_SHARE,
            _M.REFUSED_SHARE,
            _M.LATENCY_P50_MS,
            _M.LATENCY_P95_MS,
            _M.LATENCY_P99_MS,
        ),
    ),
    (
        "Mails",
        (_M.NOTIFICATIONS_WAITING, _M.NOTIFICATIONS_LAG_SECONDS, _M.NOTIFICATIONS_FAILED),
    ),
    ("Events", (_M.OUTBOX_WAITING, _M.OUTBOX_LAG_SECONDS, _M.OUTBOX_DEAD)),
    ("Synchronization", (_M.SYNC_LAG_SECONDS, _M.SYNC_CONFLICTS)),
    ("Processes and stores", (_M.WORKERS_ALIVE, _M.SCHEDULERS_ALIVE, _M.OPERATIONS_UP)),
)
"""Every metric, under the heading where it is looked for."""


def of(metric: Metric) -> Measure:
    return _MEASURES[metric]


def name(rule: str) -> str:
    """The name of what an alert watches; empty if that is no metric."""
    return _MEASURES[Metric(rule)].name if rule in set(Metric) else ""


def figure(metric: Metric, value: float) -> str:
    """`2.5 a second`, `340 ms`, `3.1 %`, `4 minutes`, `12`."""
    if metric is Metric.OPERATIONS_UP:
        return "up" if value else "down"
    match unit_of(metric):
        case "per_second":
            return f"{_number(value)} a second"
        case "ms":
            return f"{_number(value)} ms"
        case "share":
            return f"{_number(100 * value)} %"
        case "seconds":
            return span(timedelta(seconds=value))
        case _:
            return _number(value)


def _number(value: float) -> str:
    """Whole above ten, else with up to two decimals."""
    return f"{value:,.0f}" if abs(value) >= 10 else f"{value:.2f}".rstrip("0").rstrip(".")


def allowed(threshold: Threshold) -> str:
    """What is in order: `at most 5 %`."""
    return _bound(threshold, threshold.limit)


def cleared(threshold: Threshold) -> str:
    """From where on an alert is resolved: `at most 1 %`."""
    return _bound(threshold, threshold.clear)


def _bound(threshold: Threshold, value: float) -> str:
    said = figure(threshold.metric, value)
    if threshold.metric is Metric.OPERATIONS_UP:
        return said
    return f"at least {said}" if threshold.is_least else f"at most {said}"


def found(alert: Alert) -> str:
    """What was measured when *alert* was raised, without the code of the metric."""
    return _in_units(alert.rule, alert.figure.removeprefix(f"{alert.rule} is "), "")


def wanted(alert: Alert) -> str:
    """What would have been in order."""
    if alert.rule == Metric.OPERATIONS_UP:
        return figure(Metric.OPERATIONS_UP, 1)
    bound, _, number = alert.threshold.rpartition(" ")
    return _in_units(alert.rule, number, f"{bound} ") if bound else alert.threshold


def _in_units(rule: str, number: str, before: str) -> str:
    try:
        return before + figure(Metric(rule), float(number))
    except ValueError:
        return before + number
