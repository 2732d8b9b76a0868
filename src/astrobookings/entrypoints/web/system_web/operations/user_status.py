"""Operations managers move, bar and let in accounts (story 0.9)."""

from typing import Any
from uuid import UUID

from litestar import Controller, Response, get, post
from litestar.params import FromPath

from astrobookings.application.identity.user_changes import UserChange
from astrobookings.application.identity.view_user import UserView
from astrobookings.domain.identity.accounts import AccountStatus
from astrobookings.domain.identity.permissions import Action
from astrobookings.domain.identity.roles import Position, Role
from astrobookings.domain.kernel.errors import AstroBookingsError, Fault, Invalid
from astrobookings.domain.kernel.ids import UserId
from astrobookings.entrypoints.web.forms import Form
from astrobookings.entrypoints.web.rendering import page
from astrobookings.entrypoints.web.requests import WebRequest
from astrobookings.entrypoints.web.system_web.desk import ask_why, chosen, employee, options
from astrobookings.entrypoints.web.system_web.operations.users import name_of, seen_user, to_user

__all__ = ["UserStatusController"]


class UserStatusController(Controller):
    """Each act names what it means before it is done."""

    path = "/system/users/{user_id:uuid}"

    @get("/position", sync_to_thread=True)
    def positions(self, request: WebRequest, user_id: FromPath[UUID]) -> Response[str]:
        """What another position means, and which."""
        _, seen = seen_user(request, user_id)
        now = seen.account.position
        return _position(request, seen, Form({"position": now.value if now else ""}))

    @post("/position", status_code=200, sync_to_thread=True)
    def move(self, request: WebRequest, user_id: FromPath[UUID]) -> Response[Any]:
        by, seen = seen_user(request, user_id)
        form = request.sent
        try:
            wanted = chosen(form, "position", Position)
            if wanted is None:
                raise Invalid((Fault("/position", "choose one of the list", "required"),))
            request.system.change_user(by, seen.account.id, UserChange(position=wanted))
        except AstroBookingsError as error:
            return _position(request, seen, form.refused(error))
        told = f"{name_of(seen.account)} has another position, and signs in again."
        if wanted is seen.account.position:
            told = f"{name_of(seen.account)} has this position already; nothing changed."
        return to_user(request, user_id, told)

    @get("/deactivation", sync_to_thread=True)
    def bar_why(self, request: WebRequest, user_id: FromPath[UUID]) -> Response[str]:
        """What barring somebody means."""
        _, seen = seen_user(request, user_id)
        return _deactivation(request, seen, Form())

    @post("/deactivation", status_code=200, sync_to_thread=True)
    def bar(self, request: WebRequest, user_id: FromPath[UUID]) -> Response[Any]:
        by, seen = seen_user(request, user_id)
        form = request.sent
        change = UserChange(status=AccountStatus.SUSPENDED, reason=form.value("reason"))
        try:
            request.system.change_user(by, seen.account.id, change)
        except AstroBookingsError as error:
            return _deactivation(request, seen, form.refused(error))
        told = f"{name_of(seen.account)} is deactivated and signed out everywhere."
        return to_user(request, user_id, told)

    @get("/reactivation", sync_to_thread=True)
    def admit_why(self, request: WebRequest, user_id: FromPath[UUID]) -> Response[str]:
        """What letting somebody in again means."""
        _, seen = seen_user(request, user_id)
        return _reactivation(request, seen, Form())

    @post("/reactivation", status_code=200, sync_to_thread=True)
    def admit(self, request: WebRequest, user_id: FromPath[UUID]) -> Response[Any]:
        by, seen = seen_user(request, user_id)
        form = request.sent
        change = UserChange(status=AccountStatus.ACTIVE, reason=form.value("reason"))
        try:
            request.system.change_user(by, seen.account.id, change)
        except AstroBookingsError as error:
            return _reactivation(request, seen, form.refused(error))
        return to_user(request, user_id, f"{name_of(seen.account)} may sign in again.")

    @get("/second-factor", sync_to_thread=True)
    def reset_why(self, request: WebRequest, user_id: FromPath[UUID]) -> Response[str]:
        """What taking the second factor off means."""
        _, seen = seen_user(request, user_id)
        return _second_factor(request, seen, Form())

    @post("/second-factor", status_code=200, sync_to_thread=True)
    def reset(self, request: WebRequest, user_id: FromPath[UUID]) -> Response[Any]:
        by, seen = seen_user(request, user_id)
        form = request.sent
        try:
            request.system.reset_second_factor(by, seen.account.id, form.value("reason"))
        except AstroBookingsError as error:
            return _second_factor(request, seen, form.refused(error))
        told = f"{name_of(seen.account)} signs in by the password alone now."
        return to_user(request, user_id, told)

    @post("/invitation", status_code=200, sync_to_thread=True)
    def invite_again(self, request: WebRequest, user_id: FromPath[UUID]) -> Response[Any]:
        """Earlier links stop working."""
        by = employee(request, Action.MANAGE_USERS)
        waiting = request.system.invite_again(by, UserId(user_id))
        told = f"{name_of(waiting)} gets another invitation; the earlier one no longer works."
        return to_user(request, user_id, told)


def _position(request: WebRequest, seen: UserView, form: Form) -> Response[str]:
    return page(
        request,
        "system/operations/move_user.html",
        form=form,
        account=seen.account,
        name=name_of(seen.account),
        positions=options(Position, "Choose a position"),
    )


def _deactivation(request: WebRequest, seen: UserView, form: Form) -> Response[str]:
    return ask_why(
        request,
        form,
        title=f"Deactivate {name_of(seen.account)}?",
        says=_lost(seen),
        button="Deactivate the account",
        back=f"/system/users/{seen.account.id}",
        hint="It stays with the account, for colleagues who are asked about it.",
    )


def _lost(seen: UserView) -> tuple[str, ...]:
    """What the owner of the account can no longer do."""
    signed_out = (
        "Every session ends at once, on all devices, and nobody can sign in with it any more.",
        "Nothing is deleted; the account can be reactivated as it was.",
    )
    by_role = {
        Role.TRAVELER: "Bookings and payments stand; nothing new can be booked.",
        Role.AGENCY: "The agency's launches go on selling. To stop that, suspend the agency.",
        Role.EMPLOYEE: "What was begun stays as it is, for colleagues to go on with.",
    }
    return (signed_out[0], by_role[seen.account.role], signed_out[1])


def _reactivation(request: WebRequest, seen: UserView, form: Form) -> Response[str]:
    before = seen.account.suspended_from
    waits = before is AccountStatus.UNCONFIRMED
    after = "The e-mail address still has to be confirmed." if waits else "Sessions begin anew."
    return ask_why(
        request,
        form,
        title=f"Reactivate {name_of(seen.account)}?",
        says=("The owner may sign in again, with the same password and rights as before.", after),
        button="Reactivate the account",
        back=f"/system/users/{seen.account.id}",
        danger=False,
    )


def _second_factor(request: WebRequest, seen: UserView, form: Form) -> Response[str]:
    return ask_why(
        request,
        form,
        title=f"Reset the second factor of {name_of(seen.account)}?",
        says=(
            "Whoever knows the password can sign in, without a code, until a new one is set up.",
            "Recovery codes stop working. The owner is told by mail.",
            "Be sure that it is the owner who asks: call the number that is on record.",
        ),
        button="Reset the second factor",
        back=f"/system/users/{seen.account.id}",
    )
