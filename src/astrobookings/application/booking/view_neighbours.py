"""A visitor whose launch is sold out or gone looks for one beside it (story 2.1)."""

from uuid import UUID

from attrs import frozen

from astrobookings.application.booking.search_launches import SearchLaunches
from astrobookings.application.booking.view_launch import ViewLaunch
from astrobookings.application.ports.launch_board import BoardFilter, BoardSort, LaunchCard
from astrobookings.domain.agencies.launch import Launch
from astrobookings.domain.booking.neighbours import nearest
from astrobookings.domain.identity.permissions import Action, authorize
from astrobookings.domain.identity.roles import Principal
from astrobookings.domain.kernel.ids import LaunchId
from astrobookings.domain.kernel.pages import PageRequest

__all__ = ["ViewNeighbours"]

_BESIDE = PageRequest(limit=20)
"""Launches looked at before, and after, the one in question."""


@frozen
class ViewNeighbours:
    """Launches on sale to the same destination, the nearest in time first."""

    view_launch: ViewLaunch
    search_launches: SearchLaunches

    def __call__(self, by: Principal, key: UUID | str, seats: int = 1) -> tuple[LaunchCard, ...]:
        """At most five, with so many *seats* left; of copies, saying as of when, while launches
        are away.

        Raises:
            NotFound.
            Unavailable: there are no copies either.
        """
        authorize(by, Action.VIEW_LAUNCHES)
        launch = self.view_launch(by, key).launch
        cards = {
            card.launch.id: card
            for latest_first in (False, True)
            for card in self._beside(by, launch, seats, latest_first=latest_first)
        }
        chosen = nearest(launch, (card.launch for card in cards.values()))
        return tuple(cards[LaunchId(one.id)] for one in chosen)

    def _beside(
        self, by: Principal, launch: Launch, seats: int, *, latest_first: bool
    ) -> tuple[LaunchCard, ...]:
        filter_ = BoardFilter(
            destination=launch.destination,
            from_date=None if latest_first else launch.launch_at,
            to_date=launch.launch_at if latest_first else None,
            seats=seats,
        )
        sort = BoardSort.DATE_DESCENDING if latest_first else BoardSort.DATE
        return self.search_launches(by, filter_, sort, _BESIDE).items
