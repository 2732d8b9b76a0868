"""Spaceports of record (OperationsDB)."""

from typing import Protocol

from astrobookings.domain.agencies.spaceport import Spaceport
from astrobookings.domain.kernel.ids import SpaceportId
from astrobookings.domain.kernel.pages import Page, PageRequest

__all__ = ["Spaceports"]


class Spaceports(Protocol):
    """Where rockets start."""

    def get(self, spaceport_id: SpaceportId) -> Spaceport:
        """Raises: NotFound."""
        ...

    def add(self, spaceport: Spaceport) -> Spaceport:
        """Raises: NameTaken."""
        ...

    def save(self, spaceport: Spaceport) -> Spaceport:
        """Raises: Stale, NameTaken."""
        ...

    def delete(self, spaceport: Spaceport) -> None:
        """Raises: Stale, SpaceportInUse: a launch names it."""
        ...

    def list(self, page: PageRequest) -> Page[Spaceport]:
        """By (name, id)."""
        ...
