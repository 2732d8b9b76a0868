"""Wishes for seats of sold-out launches (OperationsDB)."""

from collections.abc import Sequence
from typing import Protocol

from astrobookings.domain.booking.wishes import Wish, WishStatus
from astrobookings.domain.kernel.ids import LaunchId, UserId, WishId
from astrobookings.domain.kernel.pages import Page, PageRequest

__all__ = ["Wishes"]


class Wishes(Protocol):
    """One waiting for each traveler and launch; whoever changes them has locked their launch."""

    def add(self, wish: Wish) -> Wish: ...

    def get(self, wish_id: WishId) -> Wish:
        """Raises: NotFound."""
        ...

    def save(self, wish: Wish) -> Wish:
        """Raises: Stale."""
        ...

    def find_waiting(self, traveler_id: UserId, launch_id: LaunchId) -> Wish | None: ...

    def waiting(
        self, launch_id: LaunchId, seats: int, limit: int, *, after: Wish | None = None
    ) -> Sequence[Wish]:
        """Those of the launch that wait for at most so many *seats*, oldest first, by (created_at,
        id); beyond *after*.
        """
        ...

    def launches(self, after: LaunchId | None, limit: int) -> Sequence[LaunchId]:
        """Launches that somebody waits for, by id; beyond *after*."""
        ...

    def list(
        self,
        page: PageRequest,
        *,
        traveler_id: UserId,
        status: WishStatus | None = None,
        launch_id: LaunchId | None = None,
    ) -> Page[Wish]:
        """Newest first, by (created_at, id)."""
        ...
