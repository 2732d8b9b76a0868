"""Failed attempts in memory."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from threading import Lock

__all__ = ["MemoryAttempts"]

_KEPT = timedelta(days=1)
_MANY = 10_000
"""Keys, after which those that nothing was noted under for long are looked for."""


class MemoryAttempts:
    """Of one process; attempts a day older than the newest of their key are forgotten."""

    def __init__(self) -> None:
        self._attempts: dict[str, tuple[datetime, ...]] = {}
        self._tidy_at = _MANY
        self._lock = Lock()

    def since(self, key: str, moment: datetime) -> Sequence[datetime]:
        noted = self._attempts.get(key, ())
        return tuple(attempt for attempt in noted if attempt > moment)

    def note(self, key: str, moment: datetime) -> None:
        with self._lock:
            noted = sorted((*self._attempts.get(key, ()), moment))
            self._attempts[key] = tuple(one for one in noted if one > noted[-1] - _KEPT)
            if len(self._attempts) > self._tidy_at:
                self._tidy(moment)

    def forget(self, key: str) -> None:
        with self._lock:
            self._attempts.pop(key, None)

    def _tidy(self, now: datetime) -> None:
        """Forget keys that nobody tried for a day: people who guess try many."""
        recent = {key: all_ for key, all_ in self._attempts.items() if all_[-1] > now - _KEPT}
        self._attempts, self._tidy_at = recent, max(2 * len(recent), _MANY)
