"""What a process notes about itself reaches SystemDB, once each, and never holds it up."""

import io
import logging
from collections.abc import Sequence
from datetime import timedelta
from types import SimpleNamespace
from typing import Any, cast

import pytest
import structlog
from attrs import evolve

from astrobookings.application.ports.entry_log import EntryLog
from astrobookings.domain.identity.roles import Position
from astrobookings.domain.kernel.errors import Unavailable
from astrobookings.domain.kernel.pages import PageRequest
from astrobookings.domain.monitoring.entries import Entry, EntryFilter, Level
from astrobookings.domain.monitoring.traffic import NO_TRAFFIC
from astrobookings.entrypoints.http import logs
from astrobookings.entrypoints.observing.journal import Journal
from astrobookings.entrypoints.observing.log_entries import NotedEvents, listening
from astrobookings.entrypoints.observing.observed import observed
from astrobookings.entrypoints.observing.observer import Observer
from astrobookings.entrypoints.observing.ration import Ration
from astrobookings.entrypoints.observing.tally import Served, Tally
from astrobookings.testing.contracts.threads import at_once
from astrobookings.testing.in_memory import in_memory_world
from astrobookings.testing.world import World

_log = logging.getLogger("astrobookings.entrypoints.worker.jobs")


@pytest.fixture
def world() -> World:
    return in_memory_world()


def told(world: World, **wanted: Any) -> list[Entry]:
    it = world.employee(Position.IT)
    return list(world.system.search_entries(it, PageRequest(200), EntryFilter(**wanted)).items)


class Breaking:
    """A log that refuses to answer, before or after it wrote, so many times."""

    def __init__(self, log: EntryLog, refusals: int, *, after_writing: bool) -> None:
        self.log, self.refusals, self.after_writing = log, refusals, after_writing

    def append(self, entries: Sequence[Entry]) -> int:
        if self.refusals and self.after_writing:
            self.log.append(entries)
        if self.refusals:
            self.refusals -= 1
            raise Unavailable
        return self.log.append(entries)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.log, name)


def observer_of(world: World, **log: Any) -> Observer:
    if log:
        breaking = Breaking(world.parts.entry_log, **log)
        world.restart(evolve(world.parts, entry_log=cast("EntryLog", breaking)))
    return Observer.of(world.system)


@pytest.mark.story("6.1")
def test_what_is_noted_is_recorded(world: World) -> None:
    observer = observer_of(world)
    for number in range(450):
        observer.journal.note("test", "noted", f"number {number}")

    observer.flush()

    assert observer.journal.waiting == 0
    assert len(told(world, component="test")) == 200
    assert len({one.id for one in told(world, component="test")}) == 200


@pytest.mark.parametrize("after_writing", [False, True])
def test_an_outage_loses_and_doubles_nothing(world: World, after_writing: bool) -> None:
    observer = observer_of(world, refusals=3, after_writing=after_writing)
    for number in range(5):
        observer.journal.note("test", "noted", f"number {number}")

    for _ in range(3):
        with pytest.raises(Unavailable):
            observer.step()
        observer.journal.note("test", "noted", "meanwhile")
    observer.flush()

    assert len(told(world, component="test")) == 8


def test_a_full_journal_counts_what_it_leaves_out(world: World) -> None:
    observer = Observer(world.system, Journal(world.parts.clock, world.parts.ids, most=10))

    for _ in range(25):
        observer.journal.note("test", "noted", "usual")
    for _ in range(4):
        observer.journal.note("test", "noted", "grave", level=Level.ERROR)
    observer.flush()

    assert len(told(world, event="noted", level=Level.ERROR)) == 4
    assert len(told(world, event="noted")) == 14
    (loss,) = told(world, event="entries-lost")
    assert loss.facts == {"lost": 15}


def test_secrets_are_gone_before_anything_is_written(world: World) -> None:
    observer = observer_of(world)
    observer.journal.note(
        "test",
        "noted",
        "Bearer abcdefghijklmnop",
        facts={"password": "hunter2"},
        trace="token=abc",
    )

    observer.flush()

    (entry,) = told(world, component="test")
    assert (entry.message, entry.facts["password"]) == ("Bearer ***", "***")
    assert "abc" not in entry.trace


def test_what_cannot_be_an_entry_stops_no_other(world: World) -> None:
    observer = observer_of(world)
    observer.journal.note("test", "noted", cast("str", None))
    observer.journal.note("test", "noted", "fine")

    observer.flush()

    assert [one.message for one in told(world, component="test")] == ["fine"]


def test_noting_from_many_threads_loses_nothing(world: World) -> None:
    observer = observer_of(world)

    def note_many() -> None:
        for _ in range(100):
            observer.journal.note("test", "noted", "x")
            observer.tally.add("booking", "GET", "/x", 200, 3.0)

    at_once([note_many] * 4)

    assert observer.journal.waiting == 400
    assert observer.tally.take().requests == 400


@pytest.mark.story("6.1")
def test_what_breaks_in_the_background_stands_in_the_log_with_its_stack(world: World) -> None:
    observer = observer_of(world)
    with listening(observer.journal):
        try:
            raise ZeroDivisionError("no password=hunter22 here")
        except ZeroDivisionError:
            _log.exception("the job %s broke", "settle-payments")
        _log.warning("the job %s waits", "send-mail")
        _log.info("nobody needs this")
        _log.info("the job %s is done", "expire-holds", extra={"entry": "job-done"})
    _log.warning("nobody listens any more")

    observer.flush()

    crash, waiting, done = sorted(told(world, component="worker"), key=lambda one: one.id)
    assert (crash.event, crash.level) == ("crashed", Level.ERROR)
    assert crash.message == "the job settle-payments broke"
    assert "ZeroDivisionError: no password=***" in crash.trace
    assert (waiting.event, waiting.level) == ("logged", Level.WARNING)
    assert (done.event, done.level) == ("job-done", Level.INFO)


def test_troubles_of_requests_are_noted_and_written_without_secrets(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    observer, written = observer_of(world), io.BytesIO()
    monkeypatch.setattr(logs, "sys", SimpleNamespace(stderr=SimpleNamespace(buffer=written)))
    logs.configure_logs(cache=False, heard_by=[NotedEvents(observer.journal)])
    log = structlog.get_logger("test")

    log.info("request", path="/x")
    log.error("request failed", path="/x", request_id="r-1", exception="E: token=abcdefgh")
    structlog.reset_defaults()
    observer.flush()

    (entry,) = told(world, component="http")
    assert (entry.event, entry.request_id) == ("crashed", "r-1")
    assert (entry.message, entry.facts["path"]) == ("Request failed", "/x")
    assert entry.trace == "E: token=***"
    assert b"abcdefgh" not in written.getvalue()


def test_a_process_notes_its_beginning_and_end(world: World) -> None:
    with observed(world.system, "worker") as observer:
        observer.journal.note("test", "noted", "between")

    events = {one.event for one in told(world)}
    assert {"process-started", "noted", "process-ended"} <= events


def test_a_failing_log_is_not_told_by_the_log(world: World) -> None:
    observer = observer_of(world, refusals=1, after_writing=False)
    observer.journal.note("test", "noted", "lost")

    with listening(observer.journal):
        observer.stop()

    assert observer.journal.waiting == 0


@pytest.mark.story("6.4")
def test_traffic_is_reported_in_its_time(world: World) -> None:
    observer = observer_of(world)
    observer.tally.add("booking", "GET", "/x", 200, 12.0)
    observer.step()
    begun = world.clock.now()
    assert world.parts.metrics.traffic(begun - timedelta(hours=1), begun) == NO_TRAFFIC

    world.pass_time(timedelta(seconds=5))
    observer.step()

    served = world.parts.metrics.traffic(begun, world.clock.now())
    assert (served.requests, served.failed) == (1, 0)


def test_traffic_of_an_outage_is_reported_afterwards(world: World) -> None:
    observer = observer_of(world, refusals=2, after_writing=False)
    for _ in range(2):
        world.pass_time(timedelta(seconds=5))
        observer.tally.add("booking", "GET", "/x", 503, 12.0)
        observer.journal.note("test", "noted", "x")
        with pytest.raises(Unavailable):
            observer.step()

    observer.step()

    now = world.clock.now()
    assert world.parts.metrics.traffic(now - timedelta(minutes=1), now).failed == 2


def test_routes_that_nobody_knows_share_their_figures() -> None:
    tally = Tally()

    for number in range(2000):
        tally.add("booking", "GET", f"/{number}", 200, 1.0)
        tally.add("booking", f"M{number}", "/x", 200, 1.0)

    routes = tally.routes()
    assert len(routes) <= 301
    assert sum(sum(one.durations) for one in routes.values()) == 4000
    assert Served("other", "other", "other") in routes


def test_a_ration_is_renewed() -> None:
    ration = Ration(2)

    assert [ration.take() for _ in range(4)] == [True, True, False, False]
    assert ration.renew() == 2
    assert ration.take()
    assert ration.renew() == 0
