"""Billing copies: what bookings know of travelers while SystemDB is away."""

from attrs import frozen

from astrobookings.domain.identity.accounts import Account, AccountStatus
from astrobookings.domain.identity.profiles import TravelerProfile
from astrobookings.domain.kernel.entities import Entity
from astrobookings.domain.kernel.ids import UserId

__all__ = ["BillingCopy", "billing_copy"]


@frozen(kw_only=True)
class BillingCopy(Entity):
    """A traveler's billing data as of `source_version` of the profile."""

    id: UserId
    first_name: str
    last_name: str
    email: str
    phone: str
    address: str
    country: str
    tax_id: str
    active: bool
    """Whether the account may sign in."""
    source_version: int
    """Grows with every change of profile or account; lower ones are never written over."""


def billing_copy(account: Account, profile: TravelerProfile) -> BillingCopy:
    """What bookings know of the traveler with *account* and *profile*."""
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
