"""10,000 events through the outbox, beside messages that the broker carries for nothing.

PostgreSQL keeps the events, Redis carries the errands; one process hands out and hears with eight
threads, as `astrobookings worker` does.
"""

import resource
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import UTC, datetime

import dramatiq
from attrs import define, field, frozen

from astrobookings.adapters.queue.broker import broker_at
from astrobookings.adapters.queue.work_queue import DramatiqWorkQueue
from astrobookings.adapters.sql.deliveries import SqlDeliveries
from astrobookings.adapters.sql.migrations import migrate
from astrobookings.adapters.sql.outbox import SqlOutbox
from astrobookings.adapters.sql.store.database import SqlStore
from astrobookings.adapters.system.clock import SystemClock
from astrobookings.adapters.system.ids import SystemIds
from astrobookings.application.ports.work_queue import Lane
from astrobookings.application.relay import Listeners, Relay
from astrobookings.domain.agencies.events import RocketChanged
from astrobookings.domain.kernel.events import Envelope
from astrobookings.domain.kernel.ids import RocketId
from astrobookings.domain.kernel.origins import Origin
from astrobookings.entrypoints.worker.actors import Actors
from astrobookings.entrypoints.worker.loops import Loop
from astrobookings.entrypoints.worker.relays import HandingOut
from benchmarks.goals import OUTBOX
from benchmarks.harness import Outcome, Report, Run, Span, in_turn, percentile, progress, ratios
from benchmarks.servers import postgres, redis

__all__ = ["run"]

EVENTS = 10_000
THREADS = 8
_BATCH = 500
"""Events of one transaction when many are added."""
_STEADY = 100
"""Events a second while the lag is measured."""
_PATIENCE = 120


def run(run: Run) -> Report:
    """Both in turn; then events come one by one and their lag is measured."""
    with postgres() as server, redis() as cache:
        progress(f"outbox: {EVENTS} events each round")
        url = server.create("operations")
        migrate(url, "operations")
        with closing(SqlStore(url, SystemIds(), connections=THREADS + 2)) as store:
            cases = {
                "events": lambda _: _events(store, cache),
                "no-op messages": lambda _: _messages(cache),
            }
            before = _memory()
            found = in_turn(run, cases)
            grown = _memory() - before
            lags = _lags(store, cache, run.seconds)
            left = SqlOutbox(store).waiting()
    events, messages = found["events"], found["no-op messages"]
    notes = (
        f"events: {Span.of(events).told('.0f')} a second, of {EVENTS} that waited",
        f"no-op messages of the broker: {Span.of(messages).told('.0f')} a second",
        f"lag at {_STEADY} events a second: {percentile(lags, 0.5) * 1e3:.0f} ms in the middle, "
        f"{percentile(lags, 0.99) * 1e3:.0f} ms for 99 of 100",
        f"memory: {grown / 1024:.0f} MiB more at most",
    )
    faults = (f"{left} events were not heard",) if left else ()
    return Report((Outcome(OUTBOX, ratios(events, messages)),), notes, faults)


@define
class _Ear:
    """Hears events and notes how old they are."""

    ages: list[float] = field(factory=list)

    def __call__(self, envelope: Envelope) -> None:
        self.ages.append((datetime.now(UTC) - envelope.at).total_seconds())


@frozen
class _Workshop:
    """A worker of one store, as the platform runs it."""

    relay: Relay
    queue: DramatiqWorkQueue

    @contextmanager
    def working(self) -> Iterator[None]:
        Actors({"operations": self.relay}, {}, self.queue).declare(self.queue.broker)
        worker = dramatiq.Worker(self.queue.broker, worker_threads=THREADS, worker_timeout=200)
        loop = Loop("relay", HandingOut((self.relay,), self.queue), 0.2)
        worker.start()
        loop.start()
        yield
        loop.stop()
        worker.stop()
        self.queue.broker.close()


def _workshop(store: SqlStore, cache: str, ear: _Ear) -> _Workshop:
    relay = Relay(
        store="operations",
        outbox=SqlOutbox(store),
        deliveries=SqlDeliveries(store),
        transaction=store.transaction,
        listeners=Listeners({RocketChanged: (ear,)}),
        clock=SystemClock(),
        jitter=lambda: 0.5,
    )
    return _Workshop(relay, DramatiqWorkQueue(broker_at(cache)))


def _add(store: SqlStore, count: int) -> None:
    origin = Origin(
        service="bench", action="add", actor=None, request_id="bench", at=datetime.now(UTC)
    )
    outbox = SqlOutbox(store)
    with store.transaction(origin):
        for _ in range(count):
            outbox.add(RocketChanged(RocketId(store.ids.new())))


def _events(store: SqlStore, cache: str) -> float:
    """How many events a second are heard of those that wait."""
    for _ in range(EVENTS // _BATCH):
        _add(store, _BATCH)
    ear = _Ear()
    workshop = _workshop(store, cache, ear)
    started = time.perf_counter()
    with workshop.working():
        _until(lambda: len(ear.ages) >= EVENTS and workshop.relay.outbox.waiting() == 0)
        return EVENTS / (time.perf_counter() - started)


def _messages(cache: str) -> float:
    """How many messages a second are sent and done that ask for nothing."""
    queue = DramatiqWorkQueue(broker_at(cache))
    dramatiq.actor(broker=queue.broker, actor_name="jobs", queue_name="jobs")(lambda _: None)
    worker = dramatiq.Worker(queue.broker, worker_threads=THREADS, worker_timeout=200)
    started = time.perf_counter()
    worker.start()
    for number in range(EVENTS):
        queue._send(Lane.JOBS, Lane.JOBS, number)
    _until(lambda: queue.waiting(Lane.JOBS) == 0)
    rate = EVENTS / (time.perf_counter() - started)
    worker.stop()
    queue.broker.close()
    return rate


def _lags(store: SqlStore, cache: str, seconds: float) -> Sequence[float]:
    """The ages of events when they are heard, in seconds, sorted."""
    ear = _Ear()
    with _workshop(store, cache, ear).working():
        ticking = threading.Event()
        added = max(int(seconds * _STEADY), _STEADY)
        for _ in range(added):
            _add(store, 1)
            ticking.wait(1 / _STEADY)
        _until(lambda: len(ear.ages) >= added)
    return sorted(ear.ages)


def _until(done: Callable[[], bool]) -> None:
    deadline = time.monotonic() + _PATIENCE
    while not done():
        if time.monotonic() > deadline:
            raise TimeoutError("the workers do not come to an end")
        time.sleep(0.02)


def _memory() -> float:
    """The most memory this process ever had, in KiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
