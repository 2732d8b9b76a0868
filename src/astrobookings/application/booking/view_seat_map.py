"""Anybody looks at the seats of a launch (story 2.1)."""

from uuid import UUID

from attrs import frozen

from astrobookings.application.ports.clock import Clock
from astrobookings.application.ports.launch_board import LaunchBoard
from astrobookings.application.ports.seat_ledger import SeatLedger, SeatMap
from astrobookings.domain.identity.permissions import Action, authorize
from astrobookings.domain.identity.roles import Principal

__all__ = ["ViewSeatMap"]


@frozen
class ViewSeatMap:
    """Which seats of a launch are taken."""

    board: LaunchBoard
    seat_ledger: SeatLedger
    clock: Clock

    def __call__(self, by: Principal, key: UUID | str) -> SeatMap:
        """Raises: NotFound."""
        authorize(by, Action.VIEW_LAUNCHES)
        now = self.clock.now()
        launch = self.board.get(key, now=now).launch
        return self.seat_ledger.seat_map(launch.id, now=now)
