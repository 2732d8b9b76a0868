"""Copies of launches follow launches, names, and the sale of seats (story 5.4)."""

from collections.abc import Iterator
from uuid import UUID

from attrs import frozen

from astrobookings.application.ports.copy_sources import CopySource
from astrobookings.application.ports.launch_copies import LaunchCopies, LaunchSnapshot
from astrobookings.application.sync.following import Following
from astrobookings.domain.agencies.events import (
    AgencyProfileChanged,
    AgencyStatusChanged,
    LaunchAborted,
    LaunchChanged,
    LaunchDelayed,
    LaunchFailed,
    LaunchScheduled,
    LaunchSucceeded,
    RocketChanged,
    SpaceportChanged,
)
from astrobookings.domain.booking.events import (
    BookingCancelled,
    BookingConfirmed,
    HoldExpiredEvent,
    HoldExtended,
    PaymentDeclinedEvent,
    SeatsChanged,
    SeatsHeld,
)
from astrobookings.domain.kernel.events import Envelope
from astrobookings.domain.sync.runs import SyncPolicy, SyncSet

__all__ = ["OF_LAUNCHES", "CopyLaunch"]

_OF_ONE = (
    BookingCancelled,
    BookingConfirmed,
    HoldExpiredEvent,
    HoldExtended,
    LaunchAborted,
    LaunchChanged,
    LaunchDelayed,
    LaunchFailed,
    LaunchScheduled,
    PaymentDeclinedEvent,
    SeatsChanged,
    SeatsHeld,
)
_OF_MANY = (
    AgencyProfileChanged,
    AgencyStatusChanged,
    LaunchSucceeded,
    RocketChanged,
    SpaceportChanged,
)
"""What they tell stands on the cards of several launches."""
OF_LAUNCHES = (*_OF_ONE, *_OF_MANY)
"""The events of interest."""


@frozen
class CopyLaunch:
    """Hears of launches and what stands on their cards; copies what is newer."""

    following: Following
    launch_source: CopySource[LaunchSnapshot]
    launch_copies: LaunchCopies
    sync_policy: SyncPolicy

    def __call__(self, envelope: Envelope) -> None:
        event = envelope.event
        if isinstance(event, _OF_ONE):
            self.following(SyncSet.LAUNCHES, [event.launch_id], envelope)
        elif isinstance(event, _OF_MANY):
            self.following(SyncSet.LAUNCHES, list(self._behind()), envelope)

    def _behind(self) -> Iterator[UUID]:
        """The launches whose copies lack something, whatever it is."""
        after: UUID | None = None
        while found := self.launch_source.versions(after, self.sync_policy.step):
            standing = self.launch_copies.versions([one.key for one in found])
            yield from (one.key for one in found if standing.get(one.key, 0) < one.version)
            after = found[-1].key
