"""The worker as a thread beside the server, for one-process use."""

import logging
import threading
import time

from attrs import Factory, define

from astrobookings.entrypoints.worker.jobs import Jobs

__all__ = ["EmbeddedWorker"]

_log = logging.getLogger(__name__)
_PAUSE = 0.25
"""Seconds between rounds that found nothing."""
_TIDY_EVERY = 3600.0
"""Seconds between deletions of old idempotency keys."""


@define
class EmbeddedWorker:
    """Runs jobs until stopped; `start` and `stop` belong in the server's lifespan."""

    jobs: Jobs
    _stopping: threading.Event = Factory(threading.Event)
    _thread: threading.Thread | None = None

    def start(self) -> None:
        self._thread = threading.Thread(target=self._run, name="astrobookings-worker", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Finish the round under way; what is left waits in the stores."""
        self._stopping.set()
        if self._thread is not None:
            self._thread.join(timeout=30)

    def _run(self) -> None:
        tidied = time.monotonic()
        while not self._stopping.is_set():
            if not self.jobs():
                self._stopping.wait(_PAUSE)
            if time.monotonic() - tidied > _TIDY_EVERY:
                tidied = time.monotonic()
                self.jobs.forget_old_keys()
