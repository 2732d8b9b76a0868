"""A process with its observer."""

from collections.abc import Iterator
from contextlib import contextmanager

from astrobookings.entrypoints.observing.log_entries import listening
from astrobookings.entrypoints.observing.observer import Observer
from astrobookings.entrypoints.system import System

__all__ = ["observed"]


@contextmanager
def observed(system: System, name: str) -> Iterator[Observer]:
    """Note what the process *name* does until the end, and when it begins and ends."""
    observer = Observer.of(system)
    observer.start()
    try:
        with listening(observer.journal):
            observer.journal.note(name, "process-started", f"{observer.source} was started.")
            yield observer
            observer.journal.note(name, "process-ended", f"{observer.source} was stopped.")
    finally:
        observer.stop()
