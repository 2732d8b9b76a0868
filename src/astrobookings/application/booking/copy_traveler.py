"""Billing copies follow travelers' profiles and accounts (design, who owns what)."""

from attrs import evolve, frozen

from astrobookings.application.ports.clock import Clock
from astrobookings.application.ports.profiles import Profiles
from astrobookings.application.ports.transactions import Transactions
from astrobookings.application.ports.travelers import Travelers
from astrobookings.application.ports.users import Users
from astrobookings.domain.booking.travelers import BillingCopy
from astrobookings.domain.identity.accounts import Account, AccountStatus
from astrobookings.domain.identity.events import (
    AccountConfirmed,
    AccountStatusChanged,
    EmailChanged,
    ProfileChanged,
)
from astrobookings.domain.identity.profiles import TravelerProfile
from astrobookings.domain.identity.roles import Role
from astrobookings.domain.kernel.events import Envelope

__all__ = ["CopyTraveler"]

_OF_INTEREST = (AccountConfirmed, AccountStatusChanged, EmailChanged, ProfileChanged)


@frozen
class CopyTraveler:
    """Hears that a profile or account changed; copies what is newer."""

    users: Users
    profiles: Profiles
    travelers: Travelers
    operations: Transactions
    clock: Clock

    def __call__(self, envelope: Envelope) -> None:
        event = envelope.event
        if not isinstance(event, _OF_INTEREST):
            return
        account = self.users.get(event.user_id)
        if account.role is not Role.TRAVELER:
            return
        copy = _copy(account, self.profiles.get(account.id))
        with self.operations(evolve(envelope.origin, service="worker", at=self.clock.now())):
            self.travelers.put(copy)


def _copy(account: Account, profile: TravelerProfile) -> BillingCopy:
    return BillingCopy(
        id=account.id,
        first_name=profile.first_name,
        last_name=profile.last_name,
        email=account.email,
        phone=profile.phone,
        address=profile.address,
        country=profile.country,
        tax_id=profile.tax_id,
        active=account.status is AccountStatus.ACTIVE,
        source_version=account.version + profile.version,
        created_at=profile.created_at,
        updated_at=profile.updated_at,
    )
