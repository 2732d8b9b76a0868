"""Threads that do one thing over and over."""

import logging
import threading
from collections.abc import Callable

from attrs import Factory, define

from astrobookings.domain.kernel.errors import Unavailable

__all__ = ["Loop"]

_log = logging.getLogger(__name__)
_AFTER_FAILURE = 1.0
"""Seconds."""


@define
class Loop:
    """Does *step* until stopped: at once again if it found something to do, else after *pause*
    seconds. A step that breaks is logged and done again; an outage is logged once.
    """

    name: str
    step: Callable[[], object]
    pause: float
    _stopping: threading.Event = Factory(threading.Event)
    _thread: threading.Thread | None = None

    def start(self) -> None:
        self._thread = threading.Thread(target=self._run, name=self.name, daemon=True)
        self._thread.start()

    def stop(self, timeout: float = 30.0) -> None:
        """Let the step under way end, for at most *timeout* seconds."""
        self._stopping.set()
        if self._thread is not None:
            self._thread.join(timeout)

    def _run(self) -> None:
        out = False
        while not self._stopping.is_set():
            try:
                found = self.step()
            except Unavailable as error:
                if not out:
                    _log.warning("%s waits for a system: %s", self.name, error)
                out = True
                self._stopping.wait(_AFTER_FAILURE)
            except Exception:
                _log.exception("%s broke; it goes on", self.name)
                self._stopping.wait(_AFTER_FAILURE)
            else:
                out = False
                if not found:
                    self._stopping.wait(self.pause)
