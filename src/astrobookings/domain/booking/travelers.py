"""Billing copies: what bookings know of travelers while SystemDB is away."""

from attrs import frozen

from astrobookings.domain.identity.accounts import Account, AccountStatus
from astrobookings.domain.identity.profiles import TravelerProfile
from astrobookings.domain.kernel.entities import Entity
from astrobookings.domain.kernel.ids import UserId

__all__ = ["BillingCopy", "SearchNames", "billing_copy", "folded", "search_names"]


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


@frozen
class SearchNames:
    """What a traveler is found by, in one case: whatever one of them begins with."""

    by_last_name: str
    by_first_name: str
    by_email: str

    def begin_with(self, text: str) -> bool:
        """Whether any of them begins with *text*, which is folded."""
        names = (self.by_last_name, self.by_first_name, self.by_email)
        return any(name.startswith(text) for name in names)


def folded(text: str) -> str:
    """*text* in one case, with single spaces."""
    return " ".join(text.split()).casefold()


def search_names(copy: BillingCopy) -> SearchNames:
    """The name of the traveler of *copy* either way round, and the e-mail address."""
    return SearchNames(
        by_last_name=folded(f"{copy.last_name} {copy.first_name}"),
        by_first_name=folded(f"{copy.first_name} {copy.last_name}"),
        by_email=folded(copy.email),
    )


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
