"""Spaceports of record (OperationsDB)."""

from collections.abc import Collection
from enum import StrEnum
from typing import Protocol

from astrobookings.domain.agencies.spaceport import Spaceport
from astrobookings.domain.kernel.ids import SpaceportId
from astrobookings.domain.kernel.pages import Page, PageRequest

__all__ = ["SpaceportSort", "Spaceports"]


class SpaceportSort(StrEnum):
    """Each ends in the id; a leading minus turns it round."""

    NAME = "name"
    NAME_DESCENDING = "-name"


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

    def list(
        self, page: PageRequest, *, sort: SpaceportSort = SpaceportSort.NAME, text: str = ""
    ) -> Page[Spaceport]:
        """*text* is part of name or location, any case; a cursor of another sort is Invalid."""
        ...

    def used(self, spaceport_ids: Collection[SpaceportId]) -> frozenset[SpaceportId]:
        """Those of *spaceport_ids* that a launch names."""
        ...
