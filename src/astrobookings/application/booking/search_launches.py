"""A visitor looks for launches (story 2.1)."""

from attrs import evolve, frozen

from astrobookings.application.booking.copies import complete_until
from astrobookings.application.ports.clock import Clock
from astrobookings.application.ports.launch_board import (
    BoardFilter,
    BoardSort,
    LaunchBoard,
    LaunchCard,
)
from astrobookings.application.ports.launch_copies import LaunchCopies
from astrobookings.domain.identity.permissions import Action, authorize
from astrobookings.domain.identity.roles import Principal
from astrobookings.domain.kernel.errors import Fault, Unavailable, refuse_faults
from astrobookings.domain.kernel.pages import Page, PageRequest

__all__ = ["SearchLaunches"]


def _order_fault(pointer: str, least: object, most: object) -> Fault:
    return Fault(pointer, f"must not be below {least}; it is {most}", "empty-range")


@frozen
class SearchLaunches:
    """Launches on sale, filtered and sorted."""

    board: LaunchBoard
    launch_copies: LaunchCopies
    clock: Clock

    def __call__(
        self, by: Principal, filter_: BoardFilter, sort: BoardSort, page: PageRequest
    ) -> Page[LaunchCard]:
        """One page of launches on sale now; of copies, saying as of when, while these are away.

        Raises:
            Invalid: a range that cannot hold anything, or a cursor of another list.
            Unavailable: there are no complete copies either.
        """
        authorize(by, Action.VIEW_LAUNCHES)
        first, last = filter_.from_date, filter_.to_date
        least, most = filter_.min_price, filter_.max_price
        refuse_faults(
            (
                _order_fault("/to_date", first, last) if first and last and last < first else None,
                _order_fault("/max_price", least, most)
                if least and most and most < least
                else None,
            )
        )
        now = self.clock.now()
        try:
            return self.board.on_sale(filter_, sort, page, now=now)
        except Unavailable as away:
            as_of = complete_until(self.launch_copies, away)
            return evolve(self.launch_copies.on_sale(filter_, sort, page, now=now), as_of=as_of)
