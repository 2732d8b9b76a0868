"""What becomes of a launch (story 1.5)."""

from uuid import UUID

from litestar import Controller, post
from litestar.params import FromPath, JSONBody

from astrobookings.domain.kernel.ids import LaunchId
from astrobookings.entrypoints.http.agencies.bodies import LaunchDelay, Reason
from astrobookings.entrypoints.http.agencies.launches import whole
from astrobookings.entrypoints.http.auth import MEMBERS_ONLY
from astrobookings.entrypoints.http.etags import tag
from astrobookings.entrypoints.http.launch_shapes import OwnLaunchShape
from astrobookings.entrypoints.http.openapi import BEARER, problems_of
from astrobookings.entrypoints.http.replies import Reply
from astrobookings.entrypoints.http.requests import ApiRequest
from astrobookings.entrypoints.http.shapes import instant

__all__ = ["LaunchStatusController"]


class LaunchStatusController(Controller):
    """Nothing leaves a final status."""

    path = "/launches/{launch_id:uuid}"
    opt = MEMBERS_ONLY
    security = BEARER

    @post(
        "/delays",
        operation_id="delay_launch",
        summary="Delay a launch",
        sync_to_thread=True,
        responses=problems_of(403, 404, 409, 422),
    )
    def delay(
        self, request: ApiRequest, launch_id: FromPath[UUID], data: JSONBody[LaunchDelay]
    ) -> Reply[OwnLaunchShape]:
        """To a later date; travelers booked before may refuse it and get everything back."""
        to = instant(data.launch_at, "/launch_at")
        now = request.system.delay_launch(request.by, LaunchId(launch_id), to, data.reason)
        return Reply(whole(request, now), etag=tag(now.version))

    @post(
        "/abort",
        operation_id="abort_launch",
        summary="Abort a launch",
        status_code=200,
        sync_to_thread=True,
        responses=problems_of(403, 404, 409, 422),
    )
    def abort(
        self, request: ApiRequest, launch_id: FromPath[UUID], data: JSONBody[Reason]
    ) -> Reply[OwnLaunchShape]:
        """It will not fly; travelers get everything back."""
        now = request.system.abort_launch(request.by, LaunchId(launch_id), data.reason)
        return Reply(whole(request, now), etag=tag(now.version))

    @post(
        "/failure",
        operation_id="fail_launch",
        summary="Report a failed launch",
        status_code=200,
        sync_to_thread=True,
        responses=problems_of(403, 404, 409, 422),
    )
    def fail(
        self, request: ApiRequest, launch_id: FromPath[UUID], data: JSONBody[Reason]
    ) -> Reply[OwnLaunchShape]:
        """After the launch date only; travelers get everything back."""
        now = request.system.fail_launch(request.by, LaunchId(launch_id), data.reason)
        return Reply(whole(request, now), etag=tag(now.version))

    @post(
        "/success",
        operation_id="mark_launch_successful",
        summary="Report a successful launch",
        status_code=200,
        sync_to_thread=True,
        responses=problems_of(403, 404, 409),
    )
    def succeed(self, request: ApiRequest, launch_id: FromPath[UUID]) -> Reply[OwnLaunchShape]:
        """After the launch date only, and once no payment is under way."""
        now = request.system.mark_launch_successful(request.by, LaunchId(launch_id))
        return Reply(whole(request, now), etag=tag(now.version))
