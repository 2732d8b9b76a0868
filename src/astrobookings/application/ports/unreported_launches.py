"""Launches whose date is over and of which nobody said what became (OperationsDB; story 1.5)."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from astrobookings.domain.agencies.launch import Launch
from astrobookings.domain.kernel.ids import LaunchId

__all__ = ["UnreportedLaunches"]


class UnreportedLaunches(Protocol):
    """Remembers of which dates people were told; a delay brings a new one."""

    def due(self, before: datetime, limit: int) -> Sequence[LaunchId]:
        """Open launches dated at or before *before* of whose date nobody was told; by date."""
        ...

    def first_time(self, launch: Launch) -> bool:
        """In a transaction: note that people are told of the date *launch* has; False if they
        were before.
        """
        ...
