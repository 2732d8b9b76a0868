"""So many, and then no more until the next time."""

import threading

from attrs import define, field

__all__ = ["Ration"]


@define
class Ration:
    """Lets *most* through between two renewals, and counts the others."""

    most: int
    _used: int = field(default=0, init=False)
    _lock: threading.Lock = field(factory=threading.Lock, init=False)

    def take(self) -> bool:
        """Whether there is still one."""
        with self._lock:
            self._used += 1
            return self._used <= self.most

    def renew(self) -> int:
        """Begin anew; how many were left out."""
        with self._lock:
            left_out, self._used = max(self._used - self.most, 0), 0
        return left_out
