"""The version of the launch board in memory."""

from threading import Lock

__all__ = ["MemoryBoardVersion"]


class MemoryBoardVersion:
    """Of one process."""

    waits = False

    def __init__(self) -> None:
        self._value = 0
        self._lock = Lock()

    def bump(self) -> int:
        with self._lock:
            self._value += 1
            return self._value

    def value(self) -> int:
        return self._value
