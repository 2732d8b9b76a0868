"""Sees to it that periodic jobs are done, whichever of several schedulers does so."""

import logging
from collections.abc import Callable, Mapping
from datetime import UTC, timedelta
from functools import partial

from apscheduler.schedulers.background import BackgroundScheduler
from attrs import define, field

from astrobookings.application.ports.heartbeats import WorkerKind
from astrobookings.application.ports.work_queue import WorkQueue
from astrobookings.domain.kernel.errors import Unavailable
from astrobookings.entrypoints.living import LOOK_EVERY, Following, Living
from astrobookings.entrypoints.scheduler.jobs import PeriodicJob, jobs_by_name
from astrobookings.entrypoints.system import System
from astrobookings.entrypoints.worker.actors import run_job
from astrobookings.entrypoints.worker.loops import Loop
from astrobookings.entrypoints.worker.pulse import pulse

__all__ = ["Scheduler"]

_log = logging.getLogger(__name__)
logging.getLogger("apscheduler").setLevel(logging.WARNING)  # it tells of every tick


@define
class Scheduler:
    """Hands each job to the workers when it is due; while they cannot be reached it does it itself.

    *sweep* hands out the events that nobody else did.
    """

    system: System
    queue: WorkQueue
    sweep: Callable[[], object]
    sweep_every: timedelta = timedelta(seconds=5)
    living: Living = field(init=False)
    jobs: Mapping[str, PeriodicJob] = field(init=False)
    _clockwork: BackgroundScheduler = field(init=False)
    _pulse: Loop = field(init=False)
    _policies: Loop = field(init=False)

    def __attrs_post_init__(self) -> None:
        self._clockwork = BackgroundScheduler(
            timezone=UTC,
            job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None},
        )
        self.living = Living(self.system)
        self.living.look_if_possible()
        self.jobs = Following(self.living, jobs_by_name)
        for name, job in self.jobs.items():
            self._each(job.every, partial(self._tick_of, name), name)
        self._each(self.sweep_every, self._sweep, "sweep-outboxes")
        self._pulse = pulse(self.living, WorkerKind.SCHEDULER)
        self._policies = Loop("policies", self.living.look, LOOK_EVERY.total_seconds())

    def _each(self, every: timedelta, do: Callable[[], None], name: str) -> None:
        self._clockwork.add_job(do, "interval", seconds=every.total_seconds(), id=name)

    def start(self) -> None:
        self._clockwork.start()
        self._pulse.start()
        self._policies.start()

    def stop(self) -> None:
        """Let the jobs under way end."""
        self._policies.stop()
        self._pulse.stop()
        self._clockwork.shutdown(wait=True)

    def _tick_of(self, name: str) -> None:
        """The job called *name*, as it is with the policies in force."""
        self.tick(self.jobs[name])

    def tick(self, job: PeriodicJob) -> None:
        """Have *job* done if it is our turn."""
        if self._is_ours(job):
            if job.by_scheduler:
                run_job(job)
                return
            try:
                self.queue.run(job.name, job.lane)
            except Unavailable:
                run_job(job)

    def _is_ours(self, job: PeriodicJob) -> bool:
        """While nobody can tell whose turn it is, everybody's: twice does no harm, never would."""
        if not job.in_turns:
            return True
        try:
            return self.system.parts.turns.take(job.name, self.system.clock.now(), job.every)
        except Unavailable:
            return True

    def _sweep(self) -> None:
        try:
            self.sweep()
        except Unavailable as error:
            _log.warning("the outboxes wait for a system: %s", error)
