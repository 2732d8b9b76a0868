"""Billing copies follow travelers' profiles and accounts (story 5.5)."""

from attrs import frozen

from astrobookings.application.sync.following import Following
from astrobookings.domain.identity.events import (
    AccountConfirmed,
    AccountStatusChanged,
    EmailChanged,
    ProfileChanged,
)
from astrobookings.domain.kernel.events import Envelope
from astrobookings.domain.sync.runs import SyncSet

__all__ = ["CopyTraveler"]

_OF_INTEREST = (AccountConfirmed, AccountStatusChanged, EmailChanged, ProfileChanged)


@frozen
class CopyTraveler:
    """Hears that a profile or account changed; copies what is newer."""

    following: Following

    def __call__(self, envelope: Envelope) -> None:
        event = envelope.event
        if isinstance(event, _OF_INTEREST):
            self.following(SyncSet.PROFILES, [event.user_id], envelope)
