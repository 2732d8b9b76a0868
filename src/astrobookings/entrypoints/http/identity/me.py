"""The signed-in user's own account (story 0.6)."""

from litestar import Controller, get, patch, post
from litestar.params import JSONBody

from astrobookings.application.identity.read_me import Me
from astrobookings.entrypoints.http.auth import MEMBERS_ONLY
from astrobookings.entrypoints.http.etags import tag, version_of
from astrobookings.entrypoints.http.identity.answers import MeAnswer, UserAnswer, me, user
from astrobookings.entrypoints.http.identity.bodies import NewEmail, PasswordChange, ProfileChange
from astrobookings.entrypoints.http.openapi import BEARER, problems_of
from astrobookings.entrypoints.http.parameters import IfMatch, IfNoneMatch
from astrobookings.entrypoints.http.replies import Reply, tagged
from astrobookings.entrypoints.http.requests import ApiRequest

__all__ = ["MeController"]


def _etag(seen: Me) -> str:
    return tag(seen.version)


class MeController(Controller):
    """Names, contact and tax data, password and e-mail address."""

    path = "/auth/me"
    opt = MEMBERS_ONLY
    security = BEARER

    @get(
        operation_id="read_me",
        summary="Read your account",
        sync_to_thread=True,
        responses=problems_of(),
    )
    def read(self, request: ApiRequest, if_none_match: IfNoneMatch = None) -> Reply[MeAnswer]:
        """Your account, and your profile if you are a traveler."""
        seen = request.system.read_me(request.by)
        return tagged(me(seen), _etag(seen), if_none_match)

    @patch(
        operation_id="update_me",
        summary="Update your profile",
        sync_to_thread=True,
        responses=problems_of(409, 412, 422),
    )
    def update(
        self, request: ApiRequest, data: JSONBody[ProfileChange], if_match: IfMatch = None
    ) -> Reply[MeAnswer]:
        """Fields that are left out stay as they are."""
        version = version_of(if_match)
        seen = request.system.update_me(request.by, data.update(), if_version=version)
        return Reply(me(seen), etag=_etag(seen))

    @post(
        "/password",
        operation_id="change_password",
        summary="Change your password",
        status_code=204,
        sync_to_thread=True,
        responses=problems_of(422),
    )
    def change_password(self, request: ApiRequest, data: JSONBody[PasswordChange]) -> None:
        """Ends your other sessions."""
        request.system.change_password(request.by, data.current_password, data.new_password)

    @post(
        "/email",
        operation_id="change_email",
        summary="Change your e-mail address",
        status_code=202,
        sync_to_thread=True,
        responses=problems_of(409, 422),
    )
    def change_email(self, request: ApiRequest, data: JSONBody[NewEmail]) -> Reply[UserAnswer]:
        """The old address counts until the link sent to the new one was followed."""
        return Reply(user(request.system.change_email(request.by, data.password, data.email)))
