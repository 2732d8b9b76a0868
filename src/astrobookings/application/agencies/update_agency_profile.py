"""An agency updates its profile (story 1.1)."""

from typing import Any

from attrs import evolve, frozen

from astrobookings.application.contacts import (
    LONGEST_ADDRESS,
    LONGEST_NAME,
    LONGEST_TEXT,
    ContactCheck,
)
from astrobookings.application.ports.agencies import Agencies
from astrobookings.application.ports.clock import Clock
from astrobookings.application.ports.contact_rules import ContactRules
from astrobookings.application.ports.outbox import Outbox
from astrobookings.application.ports.transactions import Transactions
from astrobookings.domain.agencies.agency import Agency
from astrobookings.domain.agencies.events import AgencyProfileChanged
from astrobookings.domain.identity.permissions import Action, authorize, signed_in
from astrobookings.domain.identity.roles import Principal
from astrobookings.domain.kernel.entities import check_version
from astrobookings.domain.kernel.ids import AgencyId

__all__ = ["AgencyUpdate", "UpdateAgencyProfile"]


@frozen(kw_only=True)
class AgencyUpdate:
    """What changes; None leaves a field as it is."""

    company_name: str | None = None
    description: str | None = None
    contact_person: str | None = None
    contact_email: str | None = None
    contact_phone: str | None = None
    tax_id: str | None = None
    legal_address: str | None = None
    country: str | None = None


@frozen
class UpdateAgencyProfile:
    """Change what people and invoices say of an agency."""

    agencies: Agencies
    contact_rules: ContactRules
    operations: Transactions
    operations_outbox: Outbox
    clock: Clock

    def __call__(
        self, by: Principal, update: AgencyUpdate, if_version: int | None = None
    ) -> Agency:
        """The agency as it is now.

        Raises:
            NotSignedIn, NotAllowed: only agencies have a profile.
            NotFound: the registration has not gone through yet.
            Invalid: with every fault of the update.
            Stale: its version is not *if_version*.
        """
        authorize(by, Action.MANAGE_AGENCY_PROFILE)
        with self.operations(by.origin("update-agency-profile", self.clock.now())):
            agency = self.agencies.lock(AgencyId(signed_in(by)))
            check_version(agency, if_version, kind="agency")
            updated = self._updated(agency, update)
            if updated == agency:
                return agency
            saved = self.agencies.save(updated)
            self.operations_outbox.add(AgencyProfileChanged(saved.id))
        return saved

    def _updated(self, agency: Agency, update: AgencyUpdate) -> Agency:
        check = ContactCheck(self.contact_rules)
        changed: dict[str, Any] = {**_texts(check, update), **_contacts(check, agency, update)}
        check.refuse()
        return evolve(agency, **changed)


_OF_LINES = {"description", "legal_address"}


def _texts(check: ContactCheck, update: AgencyUpdate) -> dict[str, str]:
    given = (
        ("company_name", update.company_name, LONGEST_NAME, True),
        ("description", update.description, LONGEST_TEXT, False),
        ("contact_person", update.contact_person, LONGEST_NAME, True),
        ("legal_address", update.legal_address, LONGEST_ADDRESS, True),
    )
    return {
        name: check.text(
            f"/{name}", text, longest=longest, required=required, one_line=name not in _OF_LINES
        )
        for name, text, longest, required in given
        if text is not None
    }


def _contacts(check: ContactCheck, agency: Agency, update: AgencyUpdate) -> dict[str, str]:
    """Address and numbers; another country reads phone and tax id again."""
    found = {}
    if update.contact_email is not None:
        found["contact_email"] = check.email("/contact_email", update.contact_email)
    if update.country is None and update.contact_phone is None and update.tax_id is None:
        return found
    country = agency.country if update.country is None else update.country
    read = check.country("/country", country)
    phone = agency.contact_phone if update.contact_phone is None else update.contact_phone
    tax_id = agency.tax_id if update.tax_id is None else update.tax_id
    numbers = {
        "country": read or country,
        "contact_phone": check.phone("/contact_phone", phone, read),
        "tax_id": check.tax_id("/tax_id", tax_id, read),
    }
    return found | numbers
