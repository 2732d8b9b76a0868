"""Copies of launches for those who read (SystemDB)."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Protocol
from uuid import UUID

from attrs import evolve, field, frozen

from astrobookings.application.ports.launch_board import BoardFilter, BoardSort, LaunchCard
from astrobookings.domain.kernel.ids import LaunchId
from astrobookings.domain.kernel.instants import aware
from astrobookings.domain.kernel.pages import Page, PageRequest

__all__ = ["LaunchCopies", "LaunchSnapshot", "OpenHold"]


@frozen(order=True)
class OpenHold:
    """Seats that are left again from *until* on unless they are paid for."""

    until: datetime = field(validator=aware)
    seats: int


@frozen(kw_only=True)
class LaunchSnapshot:
    """A launch as it is read, good for any later moment until its source has a higher version."""

    card: LaunchCard
    """Its seats left are those neither sold nor held."""
    holds: tuple[OpenHold, ...] = ()
    """By time."""
    source_version: int
    """Grows with everything a card tells: launch, names, rating, seats and their holds."""

    @property
    def id(self) -> LaunchId:
        return self.card.launch.id

    def at(self, now: datetime) -> LaunchCard:
        """The card at *now*: seats of overdue holds are left."""
        overdue = sum(hold.seats for hold in self.holds if hold.until <= now)
        return evolve(self.card, seats_left=self.card.seats_left + overdue)


class LaunchCopies(Protocol):
    """Launches as they were copied last; reads answer as those of `LaunchBoard` do."""

    def on_sale(
        self, filter_: BoardFilter, sort: BoardSort, page: PageRequest, *, now: datetime
    ) -> Page[LaunchCard]:
        """Open, unsuspended launches after *now*; a cursor of another sort is Invalid."""
        ...

    def get(self, key: UUID | str, *, now: datetime) -> LaunchCard:
        """The launch with this id or slug, whatever its status.

        Raises: NotFound.
        """
        ...

    def put(self, copy: LaunchSnapshot, *, over: str | None = None) -> bool:
        """In a transaction: keep *copy* unless one of the same or a higher source version stands;
        whether it was kept. A copy edited elsewhere gives way only if its digest is *over*.

        Raises: ChangedElsewhere.
        """
        ...

    def versions(self, keys: Collection[UUID]) -> Mapping[UUID, int]:
        """The source versions of those of *keys* that have a copy."""
        ...

    def completed(self, moment: datetime) -> None:
        """In a transaction: everything stored at the source before *moment* has been copied."""
        ...

    def as_of(self) -> datetime | None:
        """The latest moment that was `completed`; what happened since may or may not be here.
        None: the copies were never complete.
        """
        ...
