"""A visitor registers as a traveler (stories 0.1, 2.2)."""

from datetime import date, datetime

from attrs import field, frozen

from astrobookings.application.contacts import LONGEST_ADDRESS, LONGEST_NAME, ContactCheck
from astrobookings.application.identity.enrolment import Enrolment
from astrobookings.application.identity.new_passwords import NewPasswords
from astrobookings.application.identity.request_throttle import RequestThrottle
from astrobookings.application.ports.clock import Clock
from astrobookings.application.ports.contact_rules import ContactRules
from astrobookings.application.ports.ids import Ids
from astrobookings.domain.identity.accounts import Account, register
from astrobookings.domain.identity.profiles import TravelerProfile, adult_fault
from astrobookings.domain.identity.roles import Principal, Role
from astrobookings.domain.kernel.ids import UserId

__all__ = ["RegisterTraveler", "TravelerRegistration"]


@frozen(kw_only=True)
class TravelerRegistration:
    """What a visitor fills in; phone and tax id as the country writes them."""

    email: str
    password: str = field(repr=False)
    first_name: str
    last_name: str
    birth_date: date
    phone: str
    address: str
    country: str
    tax_id: str


@frozen
class RegisterTraveler:
    """Open an account for an adult who wants to fly."""

    enrolment: Enrolment
    request_throttle: RequestThrottle
    new_passwords: NewPasswords
    contact_rules: ContactRules
    clock: Clock
    ids: Ids

    def __call__(
        self, by: Principal, registration: TravelerRegistration, origin_address: str
    ) -> Account:
        """The unconfirmed account; a mail with the confirmation link follows.

        Raises:
            Invalid: with every fault of the registration.
            TooManyAttempts: too many registrations within an hour from *origin_address*.
            EmailTaken: an account has this address.
        """
        now = self.clock.now()
        user_id = UserId(self.ids.new())
        email, profile = self._checked(registration, user_id, now)
        self.request_throttle.admit_registration(origin_address, now)
        self.enrolment.require_free(email)
        account = register(
            user_id,
            email=email,
            password_hash=self.new_passwords.hash(registration.password),
            role=Role.TRAVELER,
            first_name=profile.first_name,
            last_name=profile.last_name,
            now=now,
        )
        return self.enrolment(by, "register-traveler", account, profile)

    def _checked(
        self, given: TravelerRegistration, user_id: UserId, now: datetime
    ) -> tuple[str, TravelerProfile]:
        check = ContactCheck(self.contact_rules)
        email = check.email("/email", given.email)
        personal = (given.email, given.first_name, given.last_name)
        check.note(self.new_passwords.fault(given.password, personal))
        check.note(adult_fault(given.birth_date, now.date()))
        country = check.country("/country", given.country)
        profile = TravelerProfile(
            user_id=user_id,
            first_name=check.text("/first_name", given.first_name, longest=LONGEST_NAME),
            last_name=check.text("/last_name", given.last_name, longest=LONGEST_NAME),
            birth_date=given.birth_date,
            phone=check.phone("/phone", given.phone, country),
            address=check.text("/address", given.address, longest=LONGEST_ADDRESS, one_line=False),
            country=country or given.country,
            tax_id=check.tax_id("/tax_id", given.tax_id, country),
            created_at=now,
            updated_at=now,
        )
        check.refuse()
        return email, profile
