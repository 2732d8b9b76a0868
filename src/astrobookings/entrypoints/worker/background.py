"""A worker: hands out what waits in the stores, and does what it is handed."""

import time
from collections.abc import Collection, Mapping

import dramatiq
from attrs import define, field
from dramatiq.brokers.stub import StubBroker

from astrobookings.application.ports.heartbeats import WorkerKind
from astrobookings.application.ports.work_queue import Lane, WorkQueue
from astrobookings.domain.kernel.errors import Unavailable
from astrobookings.entrypoints.living import LOOK_EVERY, Following, Living
from astrobookings.entrypoints.scheduler.jobs import PeriodicJob, jobs_by_name
from astrobookings.entrypoints.system import System
from astrobookings.entrypoints.worker.actors import Actors
from astrobookings.entrypoints.worker.loops import Loop
from astrobookings.entrypoints.worker.pulse import pulse
from astrobookings.entrypoints.worker.relays import HandingOut, relays_of

__all__ = ["BackgroundWorker"]

THREADS = 8
_PAUSE = 0.2
"""Seconds between two looks into outboxes that had nothing due."""
_POLL = 200
"""Milliseconds between two looks into an idle queue of Redis."""
_LAST_WORDS = 30.0
"""Seconds for what is under way when a worker is stopped."""


@define
class BackgroundWorker:
    """Serves *lanes* of *broker* in threads of its own until stopped.

    Stopping ends what is under way; what was handed to us and not begun goes back to the broker,
    and if that is gone too, the stores hand it out again once its lease is over.
    """

    system: System
    broker: dramatiq.Broker
    queue: WorkQueue
    lanes: Collection[Lane] = tuple(Lane)
    threads: int = THREADS
    living: Living = field(init=False)
    jobs: Mapping[str, PeriodicJob] = field(init=False)
    _worker: dramatiq.Worker = field(init=False)
    _loops: tuple[Loop, ...] = field(init=False)

    def __attrs_post_init__(self) -> None:
        self.living = Living(self.system)
        self.living.look_if_possible()
        relays = Following(self.living, relays_of)
        self.jobs = Following(self.living, jobs_by_name)
        Actors(relays, self.jobs, self.queue).declare(self.broker)
        self._worker = dramatiq.Worker(
            self.broker,
            queues={str(lane) for lane in self.lanes},
            worker_threads=self.threads,
            worker_timeout=_POLL,
        )
        hand_out = Loop("relay", HandingOut(relays.values(), self.queue), _PAUSE)
        policies = Loop("policies", self.living.look, LOOK_EVERY.total_seconds())
        self._loops = (hand_out, policies, pulse(self.living, WorkerKind.WORKER))

    def start(self) -> None:
        self.broker.emit_after("process_boot")
        self._worker.start()
        for loop in self._loops:
            loop.start()

    def stop(self) -> None:
        for loop in self._loops:
            loop.stop()
        if isinstance(self.broker, StubBroker):
            self._finish()
        self._worker.stop(timeout=int(_LAST_WORDS * 1000))
        self.broker.close()

    def _finish(self) -> None:
        """Let what only this process knows of be done, rather than wait for its lease."""
        deadline = time.monotonic() + _LAST_WORDS
        while self._busy() and time.monotonic() < deadline:
            time.sleep(0.02)

    def _busy(self) -> bool:
        try:
            return any(self.queue.waiting(lane) for lane in self.lanes)
        except Unavailable:
            return False
