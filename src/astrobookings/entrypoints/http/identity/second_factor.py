"""The second factor of the signed-in user (stories 0.2, 0.6)."""

from litestar import Controller, delete, get, post
from litestar.params import JSONBody

from astrobookings.entrypoints.http.auth import MEMBERS_ONLY
from astrobookings.entrypoints.http.identity.security_answers import (
    DeviceSecretAnswer,
    RecoveryCodesAnswer,
    SecondFactorAnswer,
    device_secret,
    recovery_codes,
    second_factor,
)
from astrobookings.entrypoints.http.identity.security_bodies import (
    CodeBody,
    PasswordAndCode,
    PasswordBody,
    SetUpBody,
    SetUpProof,
)
from astrobookings.entrypoints.http.openapi import BEARER, problems_of
from astrobookings.entrypoints.http.replies import Reply
from astrobookings.entrypoints.http.requests import ApiRequest

__all__ = ["SecondFactorController", "SecondFactorSetupController"]

_UNKEPT = {"cache-control": "no-store"}


class SecondFactorController(Controller):
    """Six digits of a device beside the password, or a recovery code when it is lost."""

    path = "/auth/me/second-factor"
    opt = MEMBERS_ONLY
    security = BEARER

    @get(
        operation_id="view_second_factor",
        summary="See how your second factor stands",
        sync_to_thread=True,
        responses=problems_of(),
    )
    def view(self, request: ApiRequest) -> Reply[SecondFactorAnswer]:
        """Never the secret itself."""
        return Reply(second_factor(request.system.view_second_factor(request.by)))

    @post(
        operation_id="begin_second_factor",
        summary="Begin to set up a second factor",
        sync_to_thread=True,
        responses=problems_of(409, 422),
    )
    def begin(self, request: ApiRequest, data: JSONBody[PasswordBody]) -> Reply[DeviceSecretAnswer]:
        """The secret for your device, shown this once; it counts once a first code confirms it."""
        given = request.system.begin_second_factor(request.by, data.password)
        return Reply(device_secret(given), headers=_UNKEPT)

    @post(
        "/confirmation",
        operation_id="confirm_second_factor",
        summary="Confirm a second factor by its first code",
        status_code=200,
        sync_to_thread=True,
        responses=problems_of(409, 422),
    )
    def confirm(self, request: ApiRequest, data: JSONBody[CodeBody]) -> Reply[RecoveryCodesAnswer]:
        """From now on signing in takes a code; the recovery codes are shown this once."""
        codes = request.system.confirm_second_factor(request.by, data.code)
        return Reply(recovery_codes(codes), headers=_UNKEPT)

    @post(
        "/recovery-codes",
        operation_id="renew_recovery_codes",
        summary="Get other recovery codes",
        status_code=200,
        sync_to_thread=True,
        responses=problems_of(409, 422),
    )
    def renew(
        self, request: ApiRequest, data: JSONBody[PasswordAndCode]
    ) -> Reply[RecoveryCodesAnswer]:
        """The old ones are good no more."""
        codes = request.system.renew_recovery_codes(request.by, data.password, data.code)
        return Reply(recovery_codes(codes), headers=_UNKEPT)

    @delete(
        operation_id="end_second_factor",
        summary="Switch your second factor off",
        sync_to_thread=True,
        responses=problems_of(409, 422),
    )
    def end(self, request: ApiRequest, data: JSONBody[PasswordAndCode]) -> None:
        """Refused where your position needs one."""
        request.system.end_second_factor(request.by, data.password, data.code)


class SecondFactorSetupController(Controller):
    """For those who may not sign in before they have a second factor."""

    path = "/auth/second-factor"

    @post(
        operation_id="set_up_second_factor",
        summary="Begin to set up the second factor that signing in asks for",
        sync_to_thread=True,
        responses=problems_of(403, 409, 422),
    )
    def set_up(self, request: ApiRequest, data: JSONBody[SetUpBody]) -> Reply[DeviceSecretAnswer]:
        """As for the signed-in, by address and password."""
        who = data.credentials(request.origin)
        given = request.system.set_up_second_factor(request.by, who)
        return Reply(device_secret(given), headers=_UNKEPT)

    @post(
        "/confirmation",
        operation_id="prove_second_factor",
        summary="Confirm the second factor that signing in asks for",
        status_code=200,
        sync_to_thread=True,
        responses=problems_of(403, 409, 422),
    )
    def prove(self, request: ApiRequest, data: JSONBody[SetUpProof]) -> Reply[RecoveryCodesAnswer]:
        """Then sign in with the next code."""
        who = data.credentials(request.origin)
        codes = request.system.prove_second_factor(request.by, who, data.code)
        return Reply(recovery_codes(codes), headers=_UNKEPT)
