"""Fresh identifiers from the standard library."""

from hashlib import sha256
from secrets import token_bytes
from threading import Lock
from uuid import UUID

from astrobookings.adapters.memory.clock import RealClock
from astrobookings.application.ports.clock import Clock

__all__ = ["MemoryIds"]

_TAIL_BITS = 62
_MIDDLE_BITS = 12


class MemoryIds:
    """UUIDv7: milliseconds, a counter of 12 bits, 62 random bits.

    With a *seed* and a *clock* that stands still, the same ids come each time. Beyond 4096 ids in a
    millisecond the instant in an id runs ahead of the clock. Different processes are not compared.
    """

    def __init__(self, clock: Clock | None = None, *, seed: int | None = None) -> None:
        self._clock: Clock = RealClock() if clock is None else clock
        self._seed = seed
        self._made = 0
        self._last = 0
        self._lock = Lock()

    def new(self) -> UUID:
        with self._lock:
            self._made += 1
            instant = int(self._clock.now().timestamp() * 1000) << _MIDDLE_BITS
            self._last = max(instant, self._last + 1)
            head, middle = divmod(self._last, 1 << _MIDDLE_BITS)
            return UUID(int=head << 80 | 7 << 76 | middle << 64 | 2 << 62 | self._tail())

    def _tail(self) -> int:
        drawn = token_bytes(8) if self._seed is None else self._drawn()
        return int.from_bytes(drawn) >> (64 - _TAIL_BITS)

    def _drawn(self) -> bytes:
        return sha256(f"{self._seed}:{self._made}".encode()).digest()[:8]
