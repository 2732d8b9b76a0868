"""Whether everything runs (stories 6.3, 6.4)."""

from collections.abc import Iterator, Mapping

from attrs import frozen
from litestar import Controller, Response, get

from astrobookings.application.monitoring.view_status import PlatformStatus
from astrobookings.application.notifications.check_service import ServiceStatus
from astrobookings.application.ports.heartbeats import WorkerKind
from astrobookings.domain.identity.permissions import Action
from astrobookings.domain.monitoring.alerts import AlertPolicy, Threshold
from astrobookings.domain.monitoring.metrics import Metric
from astrobookings.entrypoints.web.requests import WebRequest
from astrobookings.entrypoints.web.system_web.desk import employee
from astrobookings.entrypoints.web.system_web.it import measures, sayings
from astrobookings.entrypoints.web.system_web.it.queue import mail_figures
from astrobookings.entrypoints.web.system_web.it.shown import shown

__all__ = ["StatusController"]


@frozen
class Part:
    """A part of the platform, whether it is up, and what more can be told."""

    name: str
    word: str
    tone: str
    about: str
    path: str = ""


class StatusController(Controller):
    """Asked of the stores now, not sampled."""

    path = "/system/status"

    @get(sync_to_thread=True)
    def status(self, request: WebRequest) -> Response[str]:
        """Every part up or down, the mail service, processes, and what is wrong."""
        by = employee(request, Action.VIEW_MONITORING)
        seen, service = request.system.view_status(by), request.system.check_service(by)
        parts = tuple(_parts(seen, service, request.system.parts.alert_policy))
        return shown(
            request,
            "status",
            seen=seen,
            service=service,
            window=service.at - service.since,
            headline=_headline(seen, parts),
            parts_of_it=parts,
            figures=mail_figures(request.system.view_queue(by), service),
            health=request.system.parts.health,
        )


def _headline(seen: PlatformStatus, parts: tuple[Part, ...]) -> str:
    """The worst of what the page tells, in a few words."""
    tones = {part.tone for part in parts}
    if "bad" in tones or not seen.healthy:
        return "Something is broken"
    if "warn" in tones or seen.alerts:
        return "The platform runs, but look at this"
    return "Everything runs"


def _parts(seen: PlatformStatus, service: ServiceStatus, policy: AlertPolicy) -> Iterator[Part]:
    figures = seen.figures
    yield Part("SystemDB", "Up", "good", "This page comes from it")
    yield _operations(figures)
    yield _alive(seen, WorkerKind.WORKER, "Workers", "Nothing happens in the background")
    yield _alive(seen, WorkerKind.SCHEDULER, "Scheduler", "Nothing is started by the clock")
    yield Part(
        "Mail service",
        service.state.value.capitalize(),
        sayings.TONES[service.state.value],
        sayings.state(service.state),
        "/system/queue",
    )
    yield _events(figures, policy.outbox_lag_seconds)
    yield _sync(figures, policy.sync_lag_seconds)


def _operations(figures: Mapping[Metric, float]) -> Part:
    if figures.get(Metric.OPERATIONS_UP):
        return Part("OperationsDB", "Up", "good", "Bookings and money can be worked on")
    about = "Travelers see copies; what they ask for waits until it is back"
    return Part("OperationsDB", "Down", "bad", about)


def _alive(seen: PlatformStatus, kind: WorkerKind, name: str, otherwise: str) -> Part:
    count = sum(one.kind is kind for one in seen.processes)
    if not count:
        return Part(name, "Down", "bad", otherwise)
    noun = "process" if count == 1 else "processes"
    return Part(name, "Up", "good", f"{count} {noun} gave a sign of life lately")


def _events(figures: Mapping[Metric, float], threshold: Threshold) -> Part:
    """Whether events get around."""
    name, path = "Events", "/system/dead-letters"
    if Metric.OUTBOX_DEAD not in figures:
        return Part(name, "Unknown", "warn", "Neither store tells how many wait")
    dead, waiting = int(figures[Metric.OUTBOX_DEAD]), int(figures[Metric.OUTBOX_WAITING])
    if dead:
        return Part(name, "Given up", "bad", f"{dead:,} could not be heard and wait for you", path)
    if not waiting:
        return Part(name, "Up", "good", "All of them were heard", path)
    word, tone = _pace(figures[threshold.metric], threshold)
    lag = measures.figure(threshold.metric, figures[threshold.metric])
    return Part(name, word, tone, f"{waiting:,} under way, the oldest for {lag}", path)


def _sync(figures: Mapping[Metric, float], threshold: Threshold) -> Part:
    """Whether the copies follow their sources."""
    name = "Synchronization"
    conflicts = int(figures.get(Metric.SYNC_CONFLICTS, 0))
    if conflicts:
        told = f"{conflicts:,} open conflicts wait to be decided"
        return Part(name, "Waits for you", "warn", told, "/system/sync/conflicts?status=open")
    if threshold.metric not in figures:
        return Part(
            name, "Not run yet", "warn", "No data set came to its end so far", "/system/sync"
        )
    word, tone = _pace(figures[threshold.metric], threshold)
    lag = measures.figure(threshold.metric, figures[threshold.metric])
    told = f"The set that waits longest was looked through {lag} ago"
    return Part(name, word, tone, told, "/system/sync")


def _pace(lag: float, threshold: Threshold) -> tuple[str, str]:
    """Whether *lag* is in order, as a word and the class of its badge."""
    return ("Late", "warn") if threshold.beyond(lag) else ("Up", "good")
