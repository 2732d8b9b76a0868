"""The version of the launch board that processes share (CacheDB)."""

from typing import Protocol

__all__ = ["BoardVersion"]


class BoardVersion(Protocol):
    """Another number than before says that the board changed; nothing else can be read from it."""

    waits: bool
    """Whether a call may wait for a server, so that an event loop leaves it to a thread."""

    def bump(self) -> int:
        """Tell everybody that the board changed; the new version, which no other call gets.

        It is one more than the last, unless others were told or the cache was emptied in between.

        Raises:
            Unavailable: nobody was told.
        """
        ...

    def value(self) -> int:
        """The present version; 0 until somebody has bumped it.

        Raises:
            Unavailable.
        """
        ...
