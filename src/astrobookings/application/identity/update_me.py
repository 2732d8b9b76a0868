"""A user updates the own profile (story 0.6)."""

from typing import Any

from attrs import evolve, frozen

from astrobookings.application.contacts import (
    LONGEST_ADDRESS,
    LONGEST_NAME,
    NO_COUNTRY,
    ContactCheck,
)
from astrobookings.application.identity.read_me import Me, me_of
from astrobookings.application.ports.clock import Clock
from astrobookings.application.ports.contact_rules import ContactRules
from astrobookings.application.ports.outbox import Outbox
from astrobookings.application.ports.profiles import Profiles
from astrobookings.application.ports.transactions import Transactions
from astrobookings.application.ports.users import Users
from astrobookings.domain.identity.accounts import Account
from astrobookings.domain.identity.events import ProfileChanged
from astrobookings.domain.identity.permissions import Action, authorize, signed_in
from astrobookings.domain.identity.profiles import TravelerProfile
from astrobookings.domain.identity.roles import Principal
from astrobookings.domain.kernel.errors import Fault, Stale

__all__ = ["Me", "ProfileUpdate", "UpdateMe"]


@frozen(kw_only=True)
class ProfileUpdate:
    """What changes; None leaves a field as it is."""

    first_name: str | None = None
    last_name: str | None = None
    phone: str | None = None
    address: str | None = None
    country: str | None = None
    tax_id: str | None = None


@frozen
class UpdateMe:
    """Change names and contact data; phone and tax id are read again when the country changes."""

    users: Users
    profiles: Profiles
    contact_rules: ContactRules
    system: Transactions
    system_outbox: Outbox
    clock: Clock

    def __call__(self, by: Principal, update: ProfileUpdate, if_version: int | None = None) -> Me:
        """The account and profile as they are now.

        Raises:
            NotSignedIn: nobody is signed in.
            Invalid: with every fault; only travelers have an address, a country and a tax id.
            Stale: the version of `Me` is not *if_version*.
        """
        authorize(by, Action.MANAGE_OWN_ACCOUNT)
        with self.system(by.origin("update-me", self.clock.now())):
            me = me_of(self.users.lock(signed_in(by)), self.profiles)
            if if_version is not None and if_version != me.version:
                raise Stale("profile")
            return self._saved(me, self._updated(me, update))

    def _updated(self, me: Me, update: ProfileUpdate) -> Me:
        check = ContactCheck(self.contact_rules)
        account = _renamed(me.account, update, check)
        if me.profile is None:
            updated = Me(_reached(account, update, check), None)
        else:
            updated = Me(account, _billed(me.profile, account, update, check))
        check.refuse()
        return updated

    def _saved(self, old: Me, new: Me) -> Me:
        if new == old:
            return old
        account, profile = old.account, old.profile
        if new.account != old.account:
            account = self.users.save(new.account)
        if new.profile is not None and new.profile != old.profile:
            profile = self.profiles.save(new.profile)
        version = profile.version if profile else account.version
        self.system_outbox.add(ProfileChanged(account.id, version))
        return Me(account, profile)


def _renamed(account: Account, update: ProfileUpdate, check: ContactCheck) -> Account:
    names: dict[str, Any] = {
        name: check.text(f"/{name}", text, longest=LONGEST_NAME)
        for name, text in (("first_name", update.first_name), ("last_name", update.last_name))
        if text is not None
    }
    return evolve(account, **names)


def _reached(account: Account, update: ProfileUpdate, check: ContactCheck) -> Account:
    """The account of one without a profile; a country only says how to read the phone."""
    for pointer, value in (("/address", update.address), ("/tax_id", update.tax_id)):
        if value is not None:
            check.note(Fault(pointer, "only travelers have one", "not-applicable"))
    home = account.company.country if account.company else NO_COUNTRY
    country = home if update.country is None else check.country("/country", update.country)
    if update.phone is None:
        return account
    return evolve(account, phone=check.phone("/phone", update.phone, country))


def _billed(
    profile: TravelerProfile, account: Account, update: ProfileUpdate, check: ContactCheck
) -> TravelerProfile:
    """The profile, named like its account."""
    named = evolve(profile, first_name=account.first_name, last_name=account.last_name)
    if update.address is not None:
        address = check.text("/address", update.address, longest=LONGEST_ADDRESS, one_line=False)
        named = evolve(named, address=address)
    if update.phone is None and update.tax_id is None and update.country is None:
        return named
    country = profile.country
    read = check.country("/country", country if update.country is None else update.country)
    phone = profile.phone if update.phone is None else update.phone
    tax_id = profile.tax_id if update.tax_id is None else update.tax_id
    return evolve(
        named,
        country=read or country,
        phone=check.phone("/phone", phone, read),
        tax_id=check.tax_id("/tax_id", tax_id, read),
    )
