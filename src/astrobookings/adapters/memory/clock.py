"""The time, real or movable."""

from datetime import UTC, datetime, timedelta

from astrobookings.domain.kernel.instants import in_utc

__all__ = ["MemoryClock", "RealClock"]


class RealClock:
    """The time of the machine; does not notice when somebody turns it back."""

    def now(self) -> datetime:
        return datetime.now(UTC)


class MemoryClock:
    """A clock that stands still until it is moved."""

    def __init__(self, start: datetime) -> None:
        self._now = in_utc(start)

    def now(self) -> datetime:
        return self._now

    def move(self, by: timedelta) -> None:
        """Let *by* pass; a negative span turns the clock back."""
        self._now += by

    def set(self, to: datetime) -> None:
        """Raises: ValueError: *to* has no time zone."""
        self._now = in_utc(to)
