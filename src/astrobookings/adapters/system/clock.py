"""Real time, and real time moved by an offset that a file keeps."""

import logging
import os
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

__all__ = ["ShiftedClock", "SystemClock"]

_log = logging.getLogger(__name__)

_NO_TIME = timedelta(0)


class SystemClock:
    """The clock of this machine."""

    def now(self) -> datetime:
        return datetime.now(UTC)


class ShiftedClock:
    """The clock of this machine plus the offset in the file at *path* (seconds, as text).

    Every process that reads the same file is moved with it, `look_every` later at most. No file
    means no offset; one that cannot be read leaves the last offset in force.
    """

    def __init__(
        self, path: Path | str, *, look_every: timedelta = timedelta(milliseconds=500)
    ) -> None:
        self._path = Path(path)
        self._look_every = look_every.total_seconds()
        self._looked_at = -self._look_every
        self._seen: int | None = None
        self._offset = _NO_TIME

    def now(self) -> datetime:
        moment = time.monotonic()
        if moment - self._looked_at >= self._look_every:
            self._looked_at = moment
            self._look()
        return datetime.now(UTC) + self._offset

    def move(self, step: timedelta) -> datetime:
        """Add *step* to the offset; the time it is then."""
        self._look()
        return self._keep(self._offset + step)

    def reset(self) -> datetime:
        """Go back to real time; the time it is then."""
        return self._keep(_NO_TIME)

    def _look(self) -> None:
        try:
            changed = self._path.stat().st_mtime_ns
            if changed != self._seen:
                self._offset = timedelta(seconds=float(self._path.read_text("utf-8")))
            self._seen = changed
        except FileNotFoundError:
            self._seen, self._offset = None, _NO_TIME
        except (OSError, ValueError, OverflowError) as error:
            _log.warning("the offset in %s cannot be read: %s", self._path, error)

    def _keep(self, offset: timedelta) -> datetime:
        moved = datetime.now(UTC) + offset  # OverflowError here, before anything is written
        self._path.parent.mkdir(parents=True, exist_ok=True)
        fresh = self._path.with_name(f"{self._path.name}.{os.getpid()}")
        fresh.write_text(f"{offset.total_seconds()}\n", "utf-8")
        fresh.replace(self._path)
        self._look()
        return moved
