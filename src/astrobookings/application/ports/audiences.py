"""Travelers to be told of launches (OperationsDB)."""

from collections.abc import Sequence
from typing import Protocol

from astrobookings.domain.kernel.ids import LaunchId, UserId

__all__ = ["Audiences"]


class Audiences(Protocol):
    """Who is concerned, by user id, in batches: each goes on beyond the last one seen."""

    def of_launch(self, launch_id: LaunchId, after: UserId | None, limit: int) -> Sequence[UserId]:
        """Travelers with a held or confirmed booking of the launch."""
        ...

    def frequent(self, launches: int, after: UserId | None, limit: int) -> Sequence[UserId]:
        """Travelers with confirmed or completed bookings of at least so many *launches*."""
        ...
