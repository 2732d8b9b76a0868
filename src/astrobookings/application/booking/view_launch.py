"""Anybody looks at one launch (stories 2.1, 2.4)."""

from uuid import UUID

from attrs import frozen

from astrobookings.application.ports.clock import Clock
from astrobookings.application.ports.launch_board import LaunchBoard, LaunchCard
from astrobookings.domain.identity.permissions import Action, authorize
from astrobookings.domain.identity.roles import Principal

__all__ = ["ViewLaunch"]


@frozen
class ViewLaunch:
    """A launch by id or slug, whatever its status, with its history."""

    board: LaunchBoard
    clock: Clock

    def __call__(self, by: Principal, key: UUID | str) -> LaunchCard:
        """Raises: NotFound."""
        authorize(by, Action.VIEW_LAUNCHES)
        return self.board.get(key, now=self.clock.now())
