"""Billing copies: what bookings know of travelers while SystemDB is away."""

from attrs import frozen

from astrobookings.domain.kernel.entities import Entity
from astrobookings.domain.kernel.ids import UserId

__all__ = ["BillingCopy"]


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
