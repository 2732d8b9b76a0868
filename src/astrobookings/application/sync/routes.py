"""Where the records of each set come from, and where they go."""

from collections.abc import Collection, Mapping
from typing import Any, Protocol
from uuid import UUID

from attrs import frozen

from astrobookings.application.ports.booking_copies import BookingCopies, BookingSnapshot
from astrobookings.application.ports.copy_sources import CopySource
from astrobookings.application.ports.launch_copies import LaunchCopies, LaunchSnapshot
from astrobookings.application.ports.transactions import Transactions
from astrobookings.application.ports.travelers import Travelers
from astrobookings.domain.booking.travelers import BillingCopy
from astrobookings.domain.sync.runs import SyncSet

__all__ = ["Copied", "Copies", "Route", "Routes"]


class Copied(Protocol):
    """What all copies have in common."""

    @property
    def id(self) -> UUID: ...

    @property
    def source_version(self) -> int: ...


class Copies(Protocol):
    """What the ports that keep copies have in common."""

    def put(self, copy: Any, *, over: str | None = None) -> bool: ...

    def versions(self, keys: Collection[UUID]) -> Mapping[UUID, int]: ...


@frozen
class Route:
    """The way of one set."""

    source: CopySource[Any]
    copies: Copies
    transaction: Transactions
    """Of the store that the copies are in."""


@frozen
class Routes:
    """The ways of all sets that are copied."""

    profile_source: CopySource[BillingCopy]
    launch_source: CopySource[LaunchSnapshot]
    booking_source: CopySource[BookingSnapshot]
    travelers: Travelers
    launch_copies: LaunchCopies
    booking_copies: BookingCopies
    operations: Transactions
    system: Transactions

    def __call__(self, which: SyncSet) -> Route:
        """Raises: LookupError: nothing of this set is copied."""
        match which:
            case SyncSet.PROFILES:
                return Route(self.profile_source, self.travelers, self.operations)
            case SyncSet.LAUNCHES:
                return Route(self.launch_source, self.launch_copies, self.system)
            case SyncSet.BOOKINGS:
                return Route(self.booking_source, self.booking_copies, self.system)
            case _:
                raise LookupError(f"{which} are not copied")
