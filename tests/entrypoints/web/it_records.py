"""What IT looks after, brought about by the platform itself."""

from datetime import timedelta
from typing import Any, cast

from attrs import evolve

from astrobookings.adapters.memory.mail import MemoryMail
from astrobookings.application.ports.heartbeats import Heartbeat, WorkerKind
from astrobookings.application.relay import Listeners
from astrobookings.domain.identity.events import ProfileChanged
from astrobookings.domain.identity.permissions import signed_in
from astrobookings.domain.identity.roles import Position, Principal
from astrobookings.domain.kernel.events import Envelope
from astrobookings.domain.kernel.pages import PageRequest
from astrobookings.domain.monitoring.alerts import Alert
from astrobookings.domain.monitoring.entries import Entry, Level
from astrobookings.domain.monitoring.metrics import Metric, Sample
from astrobookings.domain.notifications.kinds import NotificationKind
from astrobookings.domain.notifications.notification import Notification, NotificationStatus
from astrobookings.domain.sync.conflicts import SyncConflict
from astrobookings.domain.sync.runs import SyncRun, SyncSet
from astrobookings.entrypoints.worker.relays import relays_of
from astrobookings.testing.builders import a_sample, an_entry
from astrobookings.testing.world import World

__all__ = [
    "THEIRS",
    "a_conflict",
    "a_crash",
    "a_dead_letter",
    "a_failed_mail",
    "a_half_done_run",
    "a_failed_run",
    "a_waiting_mail",
    "an_open_alert",
    "processes",
    "samples",
    "somebody_of_it",
]

THEIRS = "Calle Menor 2, Madrid"
"""What somebody wrote into a copy."""


def somebody_of_it(world: World) -> Principal:
    return world.employee(Position.IT)


def _mail_of(world: World, kind: NotificationKind) -> Notification:
    return world.parts.notifications.list(PageRequest(1), kind=kind).items[0]


def a_waiting_mail(world: World) -> Notification:
    """The mail server refused it once; it is tried again later."""
    server = cast("MemoryMail", world.parts.mail)
    by, launch = world.traveler(), world.launch()
    world.book(by, launch.id, 2)
    server.refuse("451 greylisted")
    world.settle()
    server.accept()
    return _mail_of(world, NotificationKind.BOOKING_CONFIRMED)


def a_failed_mail(world: World) -> Notification:
    """It was given up after as many attempts as mails get."""
    server = cast("MemoryMail", world.parts.mail)
    by, launch = world.traveler(), world.launch()
    world.book(by, launch.id, 2)
    server.refuse("550 no such mailbox")
    found = _mail_of_after(world)
    while found.status is not NotificationStatus.FAILED:
        world.pass_time(timedelta(hours=2))
        found = _mail_of_after(world)
    server.accept()
    return found


def _mail_of_after(world: World) -> Notification:
    world.settle()
    return _mail_of(world, NotificationKind.BOOKING_CONFIRMED)


def a_dead_letter(world: World) -> Envelope:
    """An event of SystemDB that nobody could hear, however often it was tried."""
    traveler = world.traveler()
    with world.parts.system(world.operator.origin("publish", world.clock.now())):
        world.parts.system_outbox.add(ProfileChanged(signed_in(traveler), 1))
    (envelope,) = world.parts.system_outbox.unpublished(9)
    broken = Listeners({ProfileChanged: (_break,)})
    relay = evolve(relays_of(world.system)["system"], listeners=broken)
    for _ in range(world.parts.relay_policy.attempts + 2):
        relay()
        world.pass_time(timedelta(minutes=5))
    return envelope


def _break(_: Envelope) -> None:
    raise KeyError("nobody there")


def a_conflict(world: World) -> SyncConflict:
    """A traveler whose copy was changed elsewhere."""
    traveler = world.traveler()
    travelers: Any = world.parts.travelers
    travelers.edit(signed_in(traveler), lambda copy: evolve(copy, address=THEIRS))
    world.system.run_sync(world.operator, SyncSet.PROFILES, full=True)
    return world.parts.sync_conflicts.list(PageRequest(1)).items[0]


def a_half_done_run(world: World) -> SyncRun:
    """A run of launches that made room for other jobs after its first step."""
    for _ in range(3):
        world.launch()
    policy = evolve(world.parts.sync_policy, step=1, turn=timedelta(0))
    world.restart(evolve(world.parts, sync_policy=policy))
    now = world.clock.now()
    return world.system.run_sync(world.operator, SyncSet.LAUNCHES, full=True, until=now)


def a_failed_run(world: World) -> SyncRun:
    """A run that broke, which alerts IT."""
    source = world.parts.launch_source

    class Broken:
        def count(self) -> int:
            raise RuntimeError("the index is damaged")

    world.restart(evolve(world.parts, launch_source=cast("Any", Broken())))
    run = world.system.run_sync(world.operator, SyncSet.LAUNCHES, full=True)
    world.restart(evolve(world.parts, launch_source=source))
    world.settle()
    return run


def a_crash(world: World, **fields: Any) -> Entry:
    """An entry with the stack of a crash."""
    said = {
        "at": world.clock.now() - timedelta(seconds=1),
        "level": Level.ERROR,
        "component": "worker",
        "event": "job-broke",
        "message": "A background job broke",
        "trace": 'Traceback:\n  File "jobs.py", line 7\nZeroDivisionError: division by zero',
        "facts": {"job": "settle-payments", "attempt": 3},
    }
    entry = an_entry(**{**said, **fields})
    world.system.record_entries(world.operator, [entry])
    return entry


def samples(world: World, metric: Metric, *values: float) -> None:
    """*values* of the last steps, the newest last."""
    every, now = world.parts.sampling.every, world.clock.now()
    made: list[Sample] = [
        a_sample(metric=metric, at=now - every * age, value=value)
        for age, value in enumerate(reversed(values), start=1)
    ]
    world.parts.metrics.add(made)


def an_open_alert(world: World) -> Alert:
    """Answers are slow."""
    threshold = world.parts.alert_policy.latency_p95_ms
    samples(world, Metric.LATENCY_P95_MS, *[threshold.limit + 240] * threshold.in_a_row)
    world.system.check_anomalies(world.operator)
    return world.parts.alerts.list(PageRequest(1)).items[0]


def processes(world: World) -> None:
    """A worker and a scheduler that run for a while."""
    now = world.clock.now()
    for kind in (WorkerKind.WORKER, WorkerKind.SCHEDULER):
        world.parts.heartbeats.beat(
            Heartbeat(
                id=f"web-1:{kind.value}",
                kind=kind,
                started_at=now - timedelta(hours=5),
                beat_at=now,
            )
        )
