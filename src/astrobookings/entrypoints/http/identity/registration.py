"""Registering and confirming an address (stories 0.1, 2.2)."""

from litestar import Controller, post
from litestar.params import JSONBody

from astrobookings.entrypoints.http.identity.answers import Mailed, UserAnswer, user
from astrobookings.entrypoints.http.identity.bodies import (
    AgencySignUp,
    EmailAddress,
    LinkToken,
    TravelerSignUp,
)
from astrobookings.entrypoints.http.openapi import problems_of
from astrobookings.entrypoints.http.replies import Reply
from astrobookings.entrypoints.http.requests import ApiRequest

__all__ = ["RegistrationController"]


class RegistrationController(Controller):
    """Accounts begin unconfirmed."""

    path = "/auth"

    @post(
        "/travelers",
        operation_id="register_traveler",
        summary="Register as a traveler",
        sync_to_thread=True,
        responses=problems_of(409, 422),
    )
    def register_traveler(
        self, request: ApiRequest, data: JSONBody[TravelerSignUp]
    ) -> Reply[UserAnswer]:
        """A confirmation link is sent to the address; signing in works once it was followed."""
        account = request.system.register_traveler(request.by, data.registration(), request.origin)
        return Reply(user(account))

    @post(
        "/agencies",
        operation_id="register_agency",
        summary="Register an agency",
        sync_to_thread=True,
        responses=problems_of(409, 422),
    )
    def register_agency(
        self, request: ApiRequest, data: JSONBody[AgencySignUp]
    ) -> Reply[UserAnswer]:
        """As travelers; the agency may publish launches once it is approved."""
        account = request.system.register_agency(request.by, data.registration(), request.origin)
        return Reply(user(account))

    @post(
        "/email-confirmations",
        operation_id="confirm_email",
        summary="Confirm an e-mail address",
        status_code=200,
        sync_to_thread=True,
        responses=problems_of(409, 422),
    )
    def confirm_email(self, request: ApiRequest, data: JSONBody[LinkToken]) -> Reply[UserAnswer]:
        """With the token of the mailed link; it works once."""
        return Reply(user(request.system.confirm_email(request.by, data.token)))

    @post(
        "/email-confirmations/resend",
        operation_id="resend_confirmation",
        summary="Ask for the confirmation link again",
        status_code=202,
        sync_to_thread=True,
        responses=problems_of(422),
    )
    def resend_confirmation(
        self, request: ApiRequest, data: JSONBody[EmailAddress]
    ) -> Reply[Mailed]:
        """The answer does not tell whether there is such an account."""
        request.system.resend_confirmation(request.by, data.email, request.origin)
        return Reply(Mailed())
