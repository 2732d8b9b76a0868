"""Shared answers of the launch board in memory."""

from datetime import datetime, timedelta
from threading import Lock

from attrs import frozen

from astrobookings.application.ports.board_answers import SharedAnswer
from astrobookings.application.ports.clock import Clock

__all__ = ["MemoryBoardAnswers"]


@frozen
class _Kept:
    body: bytes
    until: datetime


class MemoryBoardAnswers:
    """Of one process: for apps that are served beside each other in it, and for tests."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._kept: dict[str, _Kept] = {}
        self._claims: dict[str, datetime] = {}
        self._lock = Lock()

    def find(self, key: str) -> SharedAnswer | None:
        kept, now = self._kept.get(key), self._clock.now()
        if kept is None or now >= kept.until:
            return None
        return SharedAnswer(kept.body, kept.until - now)

    def claim(self, key: str, lease: timedelta) -> bool:
        now = self._clock.now()
        with self._lock:
            if now < self._claims.get(key, now) or self.find(key) is not None:
                return False
            self._claims[key] = now + lease
            return True

    def put(self, key: str, body: bytes, left: timedelta) -> None:
        now = self._clock.now()
        with self._lock:
            self._claims.pop(key, None)
            self._kept = {one: kept for one, kept in self._kept.items() if now < kept.until}
            self._kept[key] = _Kept(body, now + left)

    def release(self, key: str) -> None:
        with self._lock:
            self._claims.pop(key, None)
