"""Anybody lists spaceports (story 1.9)."""

from attrs import frozen

from astrobookings.application.ports.spaceports import Spaceports, SpaceportSort
from astrobookings.domain.agencies.spaceport import Spaceport
from astrobookings.domain.identity.permissions import Action, authorize
from astrobookings.domain.identity.roles import Principal
from astrobookings.domain.kernel.pages import Page, PageRequest

__all__ = ["ListSpaceports"]


@frozen
class ListSpaceports:
    """List the places rockets start from."""

    spaceports: Spaceports

    def __call__(
        self,
        by: Principal,
        page: PageRequest,
        *,
        sort: SpaceportSort = SpaceportSort.NAME,
        text: str = "",
    ) -> Page[Spaceport]:
        """By name; *text* is part of name or location, any case."""
        authorize(by, Action.VIEW_SPACEPORTS)
        return self.spaceports.list(page, sort=sort, text=text)
