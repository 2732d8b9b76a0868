"""Work that waits in memory, for whoever looks."""

from collections import deque

from astrobookings.application.ports.work_queue import Errand, Lane

__all__ = ["MemoryWorkQueue"]

_FULL = 100


class MemoryWorkQueue:
    """Of one process; `errands` and `jobs` are what waits, oldest first."""

    def __init__(self) -> None:
        self.errands: deque[Errand] = deque()
        self.jobs: deque[tuple[Lane, str]] = deque()

    def deliver(self, errand: Errand) -> None:
        self.errands.append(errand)

    def run(self, job: str, lane: Lane = Lane.JOBS) -> None:
        if self.waiting(lane) < _FULL:
            self.jobs.append((lane, job))

    def waiting(self, lane: Lane) -> int:
        if lane is Lane.EVENTS:
            return len(self.errands)
        return sum(1 for one, _ in self.jobs if one is lane)
