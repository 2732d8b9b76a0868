"""A visitor registers an agency (stories 0.1, 1.1)."""

from attrs import field, frozen

from astrobookings.application.contacts import (
    LONGEST_ADDRESS,
    LONGEST_NAME,
    LONGEST_TEXT,
    ContactCheck,
)
from astrobookings.application.identity.enrolment import Enrolment
from astrobookings.application.identity.new_passwords import NewPasswords
from astrobookings.application.identity.request_throttle import RequestThrottle
from astrobookings.application.ports.clock import Clock
from astrobookings.application.ports.contact_rules import ContactRules
from astrobookings.application.ports.ids import Ids
from astrobookings.domain.identity.accounts import Account, CompanyDetails, register
from astrobookings.domain.identity.roles import Principal, Role
from astrobookings.domain.kernel.ids import UserId

__all__ = ["AgencyRegistration", "RegisterAgency"]


@frozen(kw_only=True)
class AgencyRegistration:
    """The one who registers, and the company."""

    email: str
    password: str = field(repr=False)
    first_name: str
    last_name: str
    company_name: str
    description: str = ""
    contact_person: str
    contact_email: str
    contact_phone: str
    tax_id: str
    legal_address: str
    country: str


@frozen
class RegisterAgency:
    """Open an account for a company that flies rockets; the agency itself follows, pending."""

    enrolment: Enrolment
    request_throttle: RequestThrottle
    new_passwords: NewPasswords
    contact_rules: ContactRules
    clock: Clock
    ids: Ids

    def __call__(
        self, by: Principal, registration: AgencyRegistration, origin_address: str
    ) -> Account:
        """The unconfirmed account; a mail with the confirmation link follows.

        Raises:
            Invalid: with every fault of the registration.
            TooManyAttempts: too many registrations within an hour from *origin_address*.
            EmailTaken: an account has this address.
        """
        check = ContactCheck(self.contact_rules)
        email, company = self._person(check, registration), _company(check, registration)
        check.refuse()
        now = self.clock.now()
        self.request_throttle.admit_registration(origin_address, now)
        self.enrolment.require_free(email)
        account = register(
            UserId(self.ids.new()),
            email=email,
            password_hash=self.new_passwords.hash(registration.password),
            role=Role.AGENCY,
            first_name=registration.first_name.strip(),
            last_name=registration.last_name.strip(),
            phone=company.contact_phone,
            company=company,
            now=now,
        )
        return self.enrolment(by, "register-agency", account)

    def _person(self, check: ContactCheck, given: AgencyRegistration) -> str:
        personal = (given.email, given.first_name, given.last_name, given.company_name)
        check.note(self.new_passwords.fault(given.password, personal))
        check.text("/first_name", given.first_name, longest=LONGEST_NAME)
        check.text("/last_name", given.last_name, longest=LONGEST_NAME)
        return check.email("/email", given.email)


def _company(check: ContactCheck, given: AgencyRegistration) -> CompanyDetails:
    country = check.country("/country", given.country)
    return CompanyDetails(
        company_name=check.text("/company_name", given.company_name, longest=LONGEST_NAME),
        description=check.text(
            "/description", given.description, longest=LONGEST_TEXT, required=False, one_line=False
        ),
        contact_person=check.text("/contact_person", given.contact_person, longest=LONGEST_NAME),
        contact_email=check.email("/contact_email", given.contact_email),
        contact_phone=check.phone("/contact_phone", given.contact_phone, country),
        tax_id=check.tax_id("/tax_id", given.tax_id, country),
        legal_address=check.text(
            "/legal_address", given.legal_address, longest=LONGEST_ADDRESS, one_line=False
        ),
        country=country or given.country,
    )
