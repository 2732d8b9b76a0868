"""Anybody looks at one launch (stories 2.1, 2.4)."""

from datetime import datetime
from uuid import UUID

from attrs import evolve, frozen

from astrobookings.application.booking.copies import complete_until
from astrobookings.application.ports.clock import Clock
from astrobookings.application.ports.launch_board import LaunchBoard, LaunchCard
from astrobookings.application.ports.launch_copies import LaunchCopies
from astrobookings.domain.identity.permissions import Action, authorize
from astrobookings.domain.identity.roles import Principal
from astrobookings.domain.kernel.errors import NotFound, Unavailable

__all__ = ["ViewLaunch"]


@frozen
class ViewLaunch:
    """A launch by id or slug, whatever its status, with its history."""

    board: LaunchBoard
    launch_copies: LaunchCopies
    clock: Clock

    def __call__(self, by: Principal, key: UUID | str) -> LaunchCard:
        """The launch as it is now; a copy, saying as of when, while launches are away.

        Raises:
            NotFound.
            Unavailable: there is no copy of it either.
        """
        authorize(by, Action.VIEW_LAUNCHES)
        now = self.clock.now()
        try:
            return self.board.get(key, now=now)
        except Unavailable as away:
            return self._copied(key, now, away)

    def _copied(self, key: UUID | str, now: datetime, away: Unavailable) -> LaunchCard:
        as_of = complete_until(self.launch_copies, away)
        try:
            return evolve(self.launch_copies.get(key, now=now), as_of=as_of)
        except NotFound:
            raise away from None  # it may have been scheduled since
