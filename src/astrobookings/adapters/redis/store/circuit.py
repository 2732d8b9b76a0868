"""Remembers that a server is away, and finds out when it is back."""

import logging
import threading
import time
from collections.abc import Callable

__all__ = ["Circuit"]

_log = logging.getLogger(__name__)
_GRACE = 5.0
"""Seconds the trying thread gets to end."""


class Circuit:
    """Closed while the server works; once opened, a thread closes it when *works* raises no more.

    *works* is tried every *pause* seconds.
    """

    def __init__(self, name: str, works: Callable[[], object], *, pause: float) -> None:
        self._name = name
        self._works = works
        self._pause = pause
        self._trying: threading.Thread | None = None
        self._closed_at: float | None = None
        self._ended = threading.Event()
        self._lock = threading.Lock()

    @property
    def is_open(self) -> bool:
        """Whether to ask nothing of the server: it is away, or we have ended."""
        return self._trying is not None or self._ended.is_set()

    def closed_within(self, seconds: float) -> bool:
        """Whether the server has come back no longer than *seconds* ago."""
        closed_at = self._closed_at
        return closed_at is not None and time.monotonic() - closed_at < seconds

    def open(self, reason: BaseException) -> None:
        """The server is away, for *reason*."""
        with self._lock:
            if self.is_open:
                return
            _log.warning("%s is away: %s", self._name, reason)
            self._trying = threading.Thread(
                target=self._try, name=f"trying {self._name}", daemon=True
            )
            self._trying.start()

    def end(self) -> None:
        """Try no more, and stay open."""
        self._ended.set()
        with self._lock:
            trying = self._trying
        if trying is not None and trying is not threading.current_thread():
            trying.join(_GRACE)

    def _try(self) -> None:
        while not self._ended.wait(self._pause):
            try:
                self._works()
            except Exception as error:
                _log.debug("%s is still away: %s", self._name, error)
                continue
            self._close()
            return

    def _close(self) -> None:
        with self._lock:
            self._closed_at = time.monotonic()
            self._trying = None
        _log.warning("%s is back", self._name)
