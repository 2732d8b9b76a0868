"""What the workers do: an actor for each context that hears events, one for each lane of jobs."""

import logging
import threading
from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

import dramatiq
from attrs import frozen

from astrobookings.application.ports.work_queue import Errand, Lane, WorkQueue
from astrobookings.application.relay import Relay
from astrobookings.domain.kernel.errors import Unavailable
from astrobookings.domain.kernel.ids import EventId
from astrobookings.entrypoints.scheduler.jobs import PeriodicJob

__all__ = ["Actors"]

_log = logging.getLogger(__name__)
_JOB_KEEPS = 30_000
"""Milliseconds until a job that nobody came to is forgotten; it comes round again."""
_TIME_LIMIT = 600_000
"""Milliseconds."""
_PRIORITIES = {Lane.VIP_MAIL: 0, Lane.EVENTS: 1, Lane.JOBS: 2, Lane.MAIL: 3}
"""Lower ones first, of what a worker has fetched."""
_AT_ONCE = 2
"""Runs of one job that a process has at a time, so that slow mail leaves threads to others."""


@frozen
class Actors:
    """The receiving side of the queue of work."""

    relays: Mapping[str, Relay]
    jobs: Mapping[str, PeriodicJob]
    queue: WorkQueue

    def declare(self, broker: dramatiq.Broker) -> None:
        """Have *broker*'s messages done here."""
        contexts = {one for relay in self.relays.values() for one in relay.listeners.all_contexts()}
        for context in sorted(contexts):
            self._actor(broker, self._hearing(context), context, Lane.EVENTS)
        for lane in (Lane.JOBS, Lane.MAIL, Lane.VIP_MAIL):
            self._actor(broker, self._running(), lane, lane, max_age=_JOB_KEEPS)

    @staticmethod
    def _actor(
        broker: dramatiq.Broker, do: Callable[..., None], name: str, lane: Lane, **options: Any
    ) -> None:
        dramatiq.actor(
            broker=broker,
            actor_name=str(name),
            queue_name=str(lane),
            priority=_PRIORITIES[lane],
            time_limit=_TIME_LIMIT,
            **options,
        )(do)

    def _hearing(self, context: str) -> Callable[[str, str, int], None]:
        def hear(store: str, event_id: str, this_round: int) -> None:
            errand = Errand(
                store=store, event_id=EventId(UUID(event_id)), context=context, round=this_round
            )
            try:
                self.relays[store].hear(errand)
                self._wake_those_after(context)
            except Unavailable as error:
                _log.warning("event %s waits for a system: %s", event_id, error)

        return hear

    def _wake_those_after(self, context: str) -> None:
        """What this context may have left to do need not wait until it comes round."""
        for job in self.jobs.values():
            if job.after == context:
                self.queue.run(job.name, job.lane)

    def _running(self) -> Callable[[str], None]:
        places = {name: threading.BoundedSemaphore(_AT_ONCE) for name in self.jobs}

        def run(name: str) -> None:
            job = self.jobs.get(name)
            if job is None or not places[name].acquire(blocking=False):
                return
            try:
                run_job(job)
            finally:
                places[name].release()

        return run


def run_job(job: PeriodicJob) -> None:
    """Run *job*; what breaks is logged, since the job comes round again."""
    try:
        done = job.run()
        if done:
            _log.info("the job %s did %s", job.name, done, extra={"entry": "job-done"})
    except Unavailable as error:
        _log.warning("the job %s waits for a system: %s", job.name, error)
    except Exception:
        _log.exception("the job %s broke; it comes round again", job.name)
