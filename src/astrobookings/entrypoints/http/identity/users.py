"""Operations managers look after users (story 0.9)."""

from typing import Annotated
from uuid import UUID

from litestar import Controller, get, patch, post
from litestar.params import FromPath, JSONBody, QueryParameter

from astrobookings.application.identity.list_users import UserQuery
from astrobookings.application.ports.users import UserSort
from astrobookings.domain.identity.accounts import AccountStatus
from astrobookings.domain.identity.roles import Position, Role
from astrobookings.domain.kernel.ids import UserId
from astrobookings.domain.kernel.pages import DEFAULT_LIMIT
from astrobookings.entrypoints.http.auth import MEMBERS_ONLY
from astrobookings.entrypoints.http.etags import tag, version_of
from astrobookings.entrypoints.http.identity.user_answers import (
    ManagedUserAnswer,
    UserDetailsAnswer,
    UsersAnswer,
    managed_user,
    user_details,
)
from astrobookings.entrypoints.http.identity.user_bodies import (
    NewEmployee,
    ResetReason,
    UserUpdate,
)
from astrobookings.entrypoints.http.openapi import BEARER, problems_of
from astrobookings.entrypoints.http.parameters import After, IfMatch, Limit
from astrobookings.entrypoints.http.replies import PRIVATE, Reply
from astrobookings.entrypoints.http.requests import ApiRequest

__all__ = ["UsersController"]

ByRole = Annotated[Role | None, QueryParameter(name="role", description="Only these.")]
ByPosition = Annotated[
    Position | None, QueryParameter(name="position", description="Only employees with this one.")
]
ByStatus = Annotated[AccountStatus | None, QueryParameter(name="status", description="Only these.")]
OfDepartment = Annotated[
    str | None,
    QueryParameter(name="department", max_length=80, description="In full, as it is written."),
]
Words = Annotated[
    str,
    QueryParameter(name="text", max_length=200, description="Part of a name or e-mail address."),
]
Order = Annotated[
    UserSort, QueryParameter(name="sort", description="A leading minus turns it round.")
]


class UsersController(Controller):
    """Everybody who can sign in; employees are invited here."""

    path = "/users"
    opt = MEMBERS_ONLY
    security = BEARER

    @get(
        operation_id="list_users",
        summary="List users",
        sync_to_thread=True,
        responses=problems_of(403, 422),
    )
    def list_(
        self,
        request: ApiRequest,
        role: ByRole = None,
        position: ByPosition = None,
        status: ByStatus = None,
        department: OfDepartment = None,
        text: Words = "",
        sort: Order = UserSort.NAME,
        limit: Limit = DEFAULT_LIMIT,
        after: After = None,
    ) -> Reply[UsersAnswer]:
        """Those that fit every filter, page by page."""
        query = UserQuery(
            role=role,
            position=position,
            status=status,
            department=department,
            text=text,
            sort=sort,
        )
        by = request.by
        page = request.system.list_users(by, request.page(limit, after), query)
        items = [managed_user(one, by) for one in page.items]
        return Reply(UsersAnswer(items, request.next_cursor(page)))

    @post(
        operation_id="invite_employee",
        summary="Create an employee",
        sync_to_thread=True,
        responses=problems_of(403, 409, 422),
    )
    def invite(self, request: ApiRequest, data: JSONBody[NewEmployee]) -> Reply[ManagedUserAnswer]:
        """The invitation by mail has a link to choose a password; the account is active then."""
        by = request.by
        made = request.system.create_employee(by, data.details())
        location = {**PRIVATE, "location": f"/api/v1/system/users/{made.id}"}
        return Reply(managed_user(made, by), etag=tag(made.version), headers=location)

    @get(
        "/{user_id:uuid}",
        operation_id="view_user",
        summary="Look at a user",
        sync_to_thread=True,
        responses=problems_of(403, 404),
    )
    def view(self, request: ApiRequest, user_id: FromPath[UUID]) -> Reply[UserDetailsAnswer]:
        """One user, and whether there is a second factor."""
        by = request.by
        seen = request.system.view_user(by, UserId(user_id))
        return Reply(user_details(seen, by), etag=tag(seen.account.version))

    @patch(
        "/{user_id:uuid}",
        operation_id="change_user",
        summary="Change a user",
        sync_to_thread=True,
        responses=problems_of(403, 404, 409, 412, 422),
    )
    def change(
        self,
        request: ApiRequest,
        user_id: FromPath[UUID],
        data: JSONBody[UserUpdate],
        if_match: IfMatch = None,
    ) -> Reply[ManagedUserAnswer]:
        """A suspension, and another position, end all sessions at once."""
        by, version = request.by, version_of(if_match)
        now = request.system.change_user(by, UserId(user_id), data.change(), if_version=version)
        return Reply(managed_user(now, by), etag=tag(now.version))

    @post(
        "/{user_id:uuid}/invitation",
        operation_id="invite_again",
        summary="Send an employee's invitation again",
        status_code=202,
        sync_to_thread=True,
        responses=problems_of(403, 404, 409),
    )
    def invite_again(
        self, request: ApiRequest, user_id: FromPath[UUID]
    ) -> Reply[ManagedUserAnswer]:
        """Earlier links stop working."""
        by = request.by
        waiting = request.system.invite_again(by, UserId(user_id))
        return Reply(managed_user(waiting, by), etag=tag(waiting.version))

    @post(
        "/{user_id:uuid}/second-factor-reset",
        operation_id="reset_second_factor",
        summary="Take a lost second factor off an account",
        status_code=204,
        sync_to_thread=True,
        responses=problems_of(403, 404, 409, 422),
    )
    def reset(
        self, request: ApiRequest, user_id: FromPath[UUID], data: JSONBody[ResetReason]
    ) -> None:
        """Its owner is told by mail, and signs in by the password alone."""
        request.system.reset_second_factor(request.by, UserId(user_id), data.reason)
