"""An agency comes to be once somebody has registered for it (stories 0.1, 1.1)."""

from attrs import evolve, frozen

from astrobookings.application.ports.agencies import Agencies
from astrobookings.application.ports.clock import Clock
from astrobookings.application.ports.handled import Handled
from astrobookings.application.ports.outbox import Outbox
from astrobookings.application.ports.transactions import Transactions
from astrobookings.application.ports.users import Users
from astrobookings.domain.agencies.agency import Agency
from astrobookings.domain.agencies.events import AgencyProfileChanged
from astrobookings.domain.identity.accounts import Account
from astrobookings.domain.identity.events import AccountRegistered
from astrobookings.domain.identity.roles import Role
from astrobookings.domain.kernel.errors import NotFound
from astrobookings.domain.kernel.events import Envelope
from astrobookings.domain.kernel.ids import AgencyId

__all__ = ["CreateAgency", "pending_agency"]


def pending_agency(account: Account) -> Agency:
    """The agency that *account* registered, not stored yet.

    Raises:
        NotFound: the account is no agency's.
    """
    company = account.company
    if company is None:
        raise NotFound("agency", str(account.id))
    return Agency(
        id=AgencyId(account.id),
        company_name=company.company_name,
        description=company.description,
        contact_person=company.contact_person,
        contact_email=company.contact_email,
        contact_phone=company.contact_phone,
        tax_id=company.tax_id,
        legal_address=company.legal_address,
        country=company.country,
        created_at=account.created_at,
        updated_at=account.created_at,
    )


@frozen
class CreateAgency:
    """Hears of new accounts; writes the agency of each agency account, pending."""

    users: Users
    agencies: Agencies
    operations: Transactions
    operations_outbox: Outbox
    operations_handled: Handled
    clock: Clock

    def __call__(self, envelope: Envelope) -> None:
        event = envelope.event
        if not isinstance(event, AccountRegistered) or event.role != Role.AGENCY.value:
            return
        agency = pending_agency(self.users.get(event.user_id))
        origin = evolve(
            envelope.origin, service="agency", action="create-agency", at=self.clock.now()
        )
        with self.operations(origin):
            first = self.operations_handled.first_time(envelope.id, "create-agency")
            if first and self.agencies.find(agency.id) is None:
                self.agencies.add(agency)
                self.operations_outbox.add(AgencyProfileChanged(agency.id))
