"""An operations manager creates an employee's account (stories 0.1, 0.9)."""

from attrs import field, frozen

from astrobookings.application.contacts import LONGEST_NAME, ContactCheck
from astrobookings.application.identity.mailed_links import MailedLinks
from astrobookings.application.identity.new_passwords import NewPasswords
from astrobookings.application.identity.user_changes import read_phone
from astrobookings.application.ports.clock import Clock
from astrobookings.application.ports.contact_rules import ContactRules
from astrobookings.application.ports.ids import Ids
from astrobookings.application.ports.link_secrets import LinkSecrets
from astrobookings.application.ports.outbox import Outbox
from astrobookings.application.ports.transactions import Transactions
from astrobookings.application.ports.users import Users
from astrobookings.domain.identity.accounts import Account, AccountStatus
from astrobookings.domain.identity.errors import EmailTaken
from astrobookings.domain.identity.events import AccountRegistered
from astrobookings.domain.identity.links import LinkKind
from astrobookings.domain.identity.permissions import Action, authorize
from astrobookings.domain.identity.roles import Position, Principal, Role
from astrobookings.domain.kernel.ids import UserId

__all__ = ["CreateEmployee", "EmployeeDetails"]


@frozen(kw_only=True)
class EmployeeDetails:
    """An employee; the country reads a phone number in national form. Both may be blank.

    Without a password, the employee is mailed an invitation to choose one.
    """

    email: str
    password: str | None = field(default=None, repr=False)
    first_name: str
    last_name: str
    position: Position
    department: str
    phone: str
    country: str


@frozen
class CreateEmployee:
    """Give a colleague an account: active at once, or once the invitation was followed."""

    users: Users
    new_passwords: NewPasswords
    mailed_links: MailedLinks
    link_secrets: LinkSecrets
    contact_rules: ContactRules
    system: Transactions
    system_outbox: Outbox
    clock: Clock
    ids: Ids

    def __call__(self, by: Principal, details: EmployeeDetails) -> Account:
        """The account.

        Raises:
            NotSignedIn, NotAllowed: only operations managers create employees.
            Invalid: with every fault of the details.
            EmailTaken: an account has this address.
        """
        authorize(by, Action.MANAGE_USERS)
        email, phone = self._checked(details)
        if self.users.find_by_email(email) is not None:
            raise EmailTaken
        account = self._account(details, email, phone)
        with self.system(by.origin("create-employee", account.created_at)):
            saved = self.users.add(account)
            self.system_outbox.add(AccountRegistered(saved.id, saved.role.value))
            if details.password is None:
                self.mailed_links.request(saved.id, LinkKind.INVITATION, saved.created_at)
        return saved

    def _checked(self, details: EmployeeDetails) -> tuple[str, str]:
        check = ContactCheck(self.contact_rules)
        personal = (details.email, details.first_name, details.last_name)
        if details.password is not None:
            check.note(self.new_passwords.fault(details.password, personal))
        check.text("/first_name", details.first_name, longest=LONGEST_NAME)
        check.text("/last_name", details.last_name, longest=LONGEST_NAME)
        check.text("/department", details.department, longest=LONGEST_NAME, required=False)
        email = check.email("/email", details.email)
        phone = read_phone(check, details.phone, details.country)
        check.refuse()
        return email, phone

    def _account(self, details: EmployeeDetails, email: str, phone: str) -> Account:
        now, invited = self.clock.now(), details.password is None
        password = self.link_secrets.new() if details.password is None else details.password
        return Account(
            id=UserId(self.ids.new()),
            email=email,
            password_hash=self.new_passwords.hash(password),
            role=Role.EMPLOYEE,
            position=details.position,
            department=details.department.strip(),
            phone=phone,
            first_name=details.first_name.strip(),
            last_name=details.last_name.strip(),
            status=AccountStatus.UNCONFIRMED if invited else AccountStatus.ACTIVE,
            created_at=now,
            updated_at=now,
        )
