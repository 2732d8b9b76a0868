"""The pages of IT, and where employees land."""

from collections.abc import Callable, Mapping

from astrobookings.domain.identity.roles import Position, Principal
from astrobookings.domain.monitoring.metrics import Metric
from astrobookings.testing.world import World
from tests.browser.places import Place
from tests.entrypoints.web.it_records import (
    a_conflict,
    a_crash,
    a_dead_letter,
    a_failed_mail,
    a_failed_run,
    a_half_done_run,
    a_waiting_mail,
    an_open_alert,
    processes,
    samples,
    somebody_of_it,
)

__all__ = ["PLACES"]


def _it(prepare: Callable[[World], str]) -> Place:
    """Somebody of IT looks at the address that *prepare* gives."""

    def place(world: World) -> tuple[Principal | None, str]:
        path = prepare(world)
        return somebody_of_it(world), path

    return place


def _workplace(world: World) -> tuple[Principal | None, str]:
    world.agency(approved=False)
    return world.employee(Position.OPERATIONS), "/system"


def _messages(world: World) -> str:
    a_failed_run(world)
    return "/system/notifications"


def _queue(world: World) -> str:
    a_waiting_mail(world)
    a_failed_mail(world)
    return "/system/queue"


def _failed_mail(world: World) -> str:
    return f"/system/queue/{a_failed_mail(world).id}"


def _mark_sent(world: World) -> str:
    return f"/system/queue/{a_waiting_mail(world).id}/mark-sent"


def _delete(world: World) -> str:
    return f"/system/queue/{a_waiting_mail(world).id}/delete"


def _dead_letters(world: World) -> str:
    a_dead_letter(world)
    return "/system/dead-letters"


def _status(world: World) -> str:
    processes(world)
    an_open_alert(world)
    a_waiting_mail(world)
    return "/system/status"


def _sync(world: World) -> str:
    a_conflict(world)
    a_half_done_run(world)
    return "/system/sync"


def _sync_run(world: World) -> str:
    return f"/system/sync/runs/{a_failed_run(world).id}"


def _conflicts(world: World) -> str:
    a_conflict(world)
    return "/system/sync/conflicts"


def _conflict(end: str) -> Callable[[World], str]:
    return lambda world: f"/system/sync/conflicts/{a_conflict(world).id}{end}"


def _changes(world: World) -> str:
    world.book(world.traveler(), world.launch().id)
    return "/system/sync/changes"


def _logs(world: World) -> str:
    a_crash(world)
    a_crash(world, trace="", event="job-done")
    return "/system/logs"


def _entry(world: World) -> str:
    entry = a_crash(world)
    return f"/system/logs/{entry.id}?at={entry.at:%Y-%m-%dT%H:%M:%S.%fZ}"


def _metrics(world: World) -> str:
    samples(world, Metric.LATENCY_P95_MS, 120, 180, 90, 400)
    samples(world, Metric.REQUESTS_PER_SECOND, 2, 4, 3, 8)
    return "/system/metrics"


def _metric(world: World) -> str:
    _metrics(world)
    return f"/system/metrics/{Metric.LATENCY_P95_MS}"


def _alerts(world: World) -> str:
    an_open_alert(world)
    return "/system/alerts"


PLACES: Mapping[str, Place] = {
    "/system": _workplace,
    "/system/notifications": _it(_messages),
    "/system/queue": _it(_queue),
    "/system/queue/{notification_id:uuid}": _it(_failed_mail),
    "/system/queue/{notification_id:uuid}/mark-sent": _it(_mark_sent),
    "/system/queue/{notification_id:uuid}/delete": _it(_delete),
    "/system/dead-letters": _it(_dead_letters),
    "/system/status": _it(_status),
    "/system/sync": _it(_sync),
    "/system/sync/runs/{run_id:uuid}": _it(_sync_run),
    "/system/sync/conflicts": _it(_conflicts),
    "/system/sync/conflicts/{conflict_id:uuid}": _it(_conflict("")),
    "/system/sync/conflicts/{conflict_id:uuid}/keep-source": _it(_conflict("/keep-source")),
    "/system/sync/conflicts/{conflict_id:uuid}/keep-copy": _it(_conflict("/keep-copy")),
    "/system/sync/changes": _it(_changes),
    "/system/logs": _it(_logs),
    "/system/logs/{entry_id:uuid}": _it(_entry),
    "/system/metrics": _it(_metrics),
    "/system/metrics/{name:str}": _it(_metric),
    "/system/alerts": _it(_alerts),
}
