"""Worker and scheduler as threads beside the server, for one-process use."""

from typing import Self

import dramatiq
from attrs import frozen

from astrobookings.application.ports.work_queue import WorkQueue
from astrobookings.entrypoints.scheduler.scheduler import Scheduler
from astrobookings.entrypoints.system import System
from astrobookings.entrypoints.worker.background import BackgroundWorker

__all__ = ["EmbeddedWorker"]

_THREADS = 4


@frozen
class EmbeddedWorker:
    """Works until stopped; `start` and `stop` belong in the server's lifespan."""

    worker: BackgroundWorker
    scheduler: Scheduler

    @classmethod
    def of(cls, system: System, broker: dramatiq.Broker, queue: WorkQueue) -> Self:
        """The background of *system* in this process, whose own relay leaves nothing to sweep."""
        worker = BackgroundWorker(system, broker, queue, threads=_THREADS)
        return cls(worker, Scheduler(system, queue, sweep=lambda: None))

    def start(self) -> None:
        self.worker.start()
        self.scheduler.start()

    def stop(self) -> None:
        """Finish what is under way; what is left waits in the stores."""
        self.scheduler.stop()
        self.worker.stop()
