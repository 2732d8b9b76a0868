"""An operations manager looks through the users (story 0.9)."""

from attrs import frozen

from astrobookings.application.ports.users import Users, UserSort
from astrobookings.domain.identity.accounts import Account, AccountStatus
from astrobookings.domain.identity.permissions import Action, authorize
from astrobookings.domain.identity.roles import Position, Principal, Role
from astrobookings.domain.kernel.pages import Page, PageRequest

__all__ = ["ListUsers", "UserQuery"]


@frozen(kw_only=True)
class UserQuery:
    """Which users, and in which order; None leaves a side open."""

    role: Role | None = None
    position: Position | None = None
    status: AccountStatus | None = None
    department: str | None = None
    """In full, as it was written."""
    text: str = ""
    """Part of a name or an address, any case."""
    sort: UserSort = UserSort.NAME


@frozen
class ListUsers:
    """Show everybody who can sign in."""

    users: Users

    def __call__(self, by: Principal, page: PageRequest, query: UserQuery) -> Page[Account]:
        """Raises:
        NotSignedIn, NotAllowed: only operations managers look after users.
        Invalid: the cursor is none of this list.
        """
        authorize(by, Action.MANAGE_USERS)
        return self.users.list(
            page,
            role=query.role,
            position=query.position,
            status=query.status,
            department=query.department,
            text=query.text.strip(),
            sort=query.sort,
        )
