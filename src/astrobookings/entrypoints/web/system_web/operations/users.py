"""Operations managers look after accounts, and invite employees (story 0.9)."""

from typing import Any
from uuid import UUID

from litestar import Controller, Response, get, post
from litestar.params import FromPath

from astrobookings.application.identity.create_employee import EmployeeDetails
from astrobookings.application.identity.list_users import UserQuery
from astrobookings.application.identity.user_actions import managing_actions
from astrobookings.application.identity.user_changes import UserChange
from astrobookings.application.identity.view_user import UserView
from astrobookings.application.ports.users import UserSort
from astrobookings.domain.identity.accounts import Account, AccountStatus
from astrobookings.domain.identity.permissions import Action
from astrobookings.domain.identity.roles import Position, Principal, Role
from astrobookings.domain.kernel.errors import AstroBookingsError, Fault, Invalid
from astrobookings.domain.kernel.ids import UserId
from astrobookings.entrypoints.web.countries import COUNTRIES
from astrobookings.entrypoints.web.forms import Form
from astrobookings.entrypoints.web.rendering import go, page, pages
from astrobookings.entrypoints.web.requests import WebRequest
from astrobookings.entrypoints.web.system_web.desk import chosen, employee, options

__all__ = ["UsersController", "name_of", "seen_user", "to_user"]

_SORTS = (
    (UserSort.NAME.value, "By last name"),
    (UserSort.NAME_DESCENDING.value, "By last name, from the end"),
    (UserSort.CREATED_DESCENDING.value, "Newest first"),
    (UserSort.CREATED.value, "Oldest first"),
)
_COUNTRIES = (("", "None: the number begins with +"), *COUNTRIES)
_DETAILS = ("first_name", "last_name", "department", "phone", "country")


def name_of(account: Account) -> str:
    """How pages call the owner: an agency by its company."""
    if account.company is not None:
        return account.company.company_name
    return f"{account.first_name} {account.last_name}".strip() or account.email


def seen_user(request: WebRequest, user_id: UUID) -> tuple[Principal, UserView]:
    """Who asks, and the user that is asked for.

    Raises:
        NotSignedIn, NotAllowed, NotFound.
    """
    by = employee(request, Action.MANAGE_USERS)
    return by, request.system.view_user(by, UserId(user_id))


def to_user(request: WebRequest, user_id: UUID, told: str) -> Response[Any]:
    """Back to the user, with what was done."""
    return go(request, f"/system/users/{user_id}", told)


class UsersController(Controller):
    """Everybody who can sign in."""

    path = "/system/users"

    @get(sync_to_thread=True)
    def list_(self, request: WebRequest) -> Response[str]:
        """By role, position, status, department, and part of a name or address."""
        by, form = employee(request, Action.MANAGE_USERS), request.asked
        query = UserQuery(
            role=chosen(form, "role", Role),
            position=chosen(form, "position", Position),
            status=chosen(form, "status", AccountStatus),
            department=form.value("department") or None,
            text=form.value("text"),
            sort=chosen(form, "sort", UserSort) or UserSort.NAME,
        )
        found = request.system.list_users(by, request.listed(), query)
        return page(
            request,
            "system/operations/users.html",
            form=form,
            users=[(one, name_of(one)) for one in found.items],
            roles=options(Role),
            positions=options(Position),
            statuses=options(AccountStatus),
            sorts=_SORTS,
            pages=pages(request, found),
        )

    @get("/new", sync_to_thread=True)
    def invite_whom(self, request: WebRequest) -> Response[str]:
        """A colleague's details."""
        employee(request, Action.MANAGE_USERS)
        return _invitation(request, Form())

    @post("/new", status_code=200, sync_to_thread=True)
    def invite(self, request: WebRequest) -> Response[Any]:
        """The colleague chooses a password by the link in the mail."""
        by, form = employee(request, Action.MANAGE_USERS), request.sent
        try:
            made = request.system.create_employee(by, _invited(form))
        except AstroBookingsError as error:
            return _invitation(request, form.refused(error))
        return to_user(request, made.id, f"{name_of(made)} is invited; the mail is on its way.")

    @get("/{user_id:uuid}", sync_to_thread=True)
    def view(self, request: WebRequest, user_id: FromPath[UUID]) -> Response[str]:
        """The account, and what may be done with it."""
        by, seen = seen_user(request, user_id)
        return page(
            request,
            "system/operations/user.html",
            account=seen.account,
            name=name_of(seen.account),
            factor=seen.second_factor,
            own=seen.account.id == by.user_id,
            may=managing_actions(seen.account, by, seen.second_factor),
        )

    @get("/{user_id:uuid}/edit", sync_to_thread=True)
    def details(self, request: WebRequest, user_id: FromPath[UUID]) -> Response[str]:
        """An employee's names, department and phone."""
        _, seen = seen_user(request, user_id)
        said = {name: getattr(seen.account, name) for name in _DETAILS if name != "country"}
        return _details(request, seen.account, Form(said))

    @post("/{user_id:uuid}/edit", status_code=200, sync_to_thread=True)
    def edit(self, request: WebRequest, user_id: FromPath[UUID]) -> Response[Any]:
        by, seen = seen_user(request, user_id)
        form = request.sent
        try:
            version = form.whole("version")
            now = request.system.change_user(by, seen.account.id, _change(form), if_version=version)
        except AstroBookingsError as error:
            return _details(request, seen.account, form.refused(error))
        return to_user(request, user_id, f"The details of {name_of(now)} are changed.")


def _change(form: Form) -> UserChange:
    return UserChange(
        first_name=form.value("first_name"),
        last_name=form.value("last_name"),
        department=form.value("department"),
        phone=form.value("phone"),
        country=form.value("country"),
    )


def _invited(form: Form) -> EmployeeDetails:
    """Raises: Invalid: no position was chosen."""
    position = chosen(form, "position", Position)
    if position is None:
        raise Invalid((Fault("/position", "choose one of the list", "required"),))
    said = {name: form.value(name) for name in _DETAILS}
    return EmployeeDetails(email=form.value("email"), position=position, **said)


def _invitation(request: WebRequest, form: Form) -> Response[str]:
    return page(
        request,
        "system/operations/invite.html",
        form=form,
        positions=options(Position, "Choose a position"),
        countries=_COUNTRIES,
        lasts=request.system.parts.link_policy.invitation,
    )


def _details(request: WebRequest, account: Account, form: Form) -> Response[str]:
    version = form.value("version") or str(account.version)
    return page(
        request,
        "system/operations/edit_user.html",
        form=form.with_values(version=version),
        account=account,
        name=name_of(account),
        countries=_COUNTRIES,
    )
