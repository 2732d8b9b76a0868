"""An agency's own profile (story 1.1)."""

from litestar import Controller, get, patch
from litestar.params import JSONBody

from astrobookings.entrypoints.http.agencies.agencies import told
from astrobookings.entrypoints.http.agencies.answers import AgencyAnswer
from astrobookings.entrypoints.http.agencies.bodies import AgencyChange
from astrobookings.entrypoints.http.auth import MEMBERS_ONLY
from astrobookings.entrypoints.http.etags import tag, version_of
from astrobookings.entrypoints.http.openapi import BEARER, problems_of
from astrobookings.entrypoints.http.parameters import IfMatch, IfNoneMatch
from astrobookings.entrypoints.http.replies import Reply, tagged
from astrobookings.entrypoints.http.requests import ApiRequest

__all__ = ["ProfileController"]


class ProfileController(Controller):
    """Company data, as travelers and employees see them."""

    path = "/profile"
    opt = MEMBERS_ONLY
    security = BEARER

    @get(
        operation_id="read_agency_profile",
        summary="Read your agency's profile",
        sync_to_thread=True,
        responses=problems_of(403),
    )
    def read(self, request: ApiRequest, if_none_match: IfNoneMatch = None) -> Reply[AgencyAnswer]:
        """Right after registering it shows what was registered, as version 0."""
        own = request.system.read_agency_profile(request.by)
        return tagged(told(request, own), tag(own.version), if_none_match)

    @patch(
        operation_id="update_agency_profile",
        summary="Update your agency's profile",
        sync_to_thread=True,
        responses=problems_of(403, 404, 409, 412, 422),
    )
    def update(
        self, request: ApiRequest, data: JSONBody[AgencyChange], if_match: IfMatch = None
    ) -> Reply[AgencyAnswer]:
        """Fields that are left out stay as they are."""
        version = version_of(if_match)
        own = request.system.update_agency_profile(request.by, data.update(), if_version=version)
        return Reply(told(request, own), etag=tag(own.version))
