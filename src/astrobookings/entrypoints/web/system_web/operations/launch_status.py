"""Operations managers say for an agency what becomes of a launch (story 1.5)."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from attrs import frozen
from litestar import Controller, Response, get, post
from litestar.params import FromPath

from astrobookings.domain.agencies.launch import OPEN, Launch, LaunchStatus, NoSuchLaunchMove
from astrobookings.domain.identity.permissions import Action
from astrobookings.domain.identity.roles import Principal
from astrobookings.domain.kernel.errors import AstroBookingsError, NotFound
from astrobookings.domain.kernel.ids import LaunchId
from astrobookings.entrypoints.web.consequences import consequences_of
from astrobookings.entrypoints.web.forms import Form
from astrobookings.entrypoints.web.launch_changes import carry_out
from astrobookings.entrypoints.web.rendering import go, page
from astrobookings.entrypoints.web.requests import WebRequest
from astrobookings.entrypoints.web.system_web.desk import employee

__all__ = ["LaunchStatusController"]


@frozen(kw_only=True)
class _Change:
    """One of the changes, as its page names it."""

    to: LaunchStatus
    title: str
    button: str
    told: str
    with_reason: bool = True
    danger: bool = True


_CHANGES: Mapping[str, _Change] = {
    "delayed": _Change(
        to=LaunchStatus.DELAYED,
        title="Delay this launch?",
        button="Delay the launch",
        told="The launch is delayed; its travelers are told.",
    ),
    "aborted": _Change(
        to=LaunchStatus.ABORTED,
        title="Abort this launch?",
        button="Abort the launch",
        told="The launch is aborted; its travelers get everything back.",
    ),
    "failed": _Change(
        to=LaunchStatus.FAILED,
        title="Report this launch as failed?",
        button="Report the failure",
        told="The launch failed; its travelers get everything back.",
    ),
    "successful": _Change(
        to=LaunchStatus.SUCCESSFUL,
        title="Report this launch as successful?",
        button="Report the success",
        told="The launch was successful; its bookings are completed.",
        with_reason=False,
        danger=False,
    ),
}


class LaunchStatusController(Controller):
    """Each page names what follows, with the figures of now, before anything is done."""

    path = "/system/launches/{launch_id:uuid}/becomes/{change:str}"

    @get(sync_to_thread=True)
    def weigh(
        self, request: WebRequest, launch_id: FromPath[UUID], change: FromPath[str]
    ) -> Response[str]:
        """Whom it concerns, and what it costs."""
        by, launch = _seen(request, launch_id)
        return _weighed(request, by, launch, _wanted(change), Form())

    @post(status_code=200, sync_to_thread=True)
    def change(
        self, request: WebRequest, launch_id: FromPath[UUID], change: FromPath[str]
    ) -> Response[Any]:
        """Done, and told to everybody concerned."""
        by, launch = _seen(request, launch_id)
        wanted, form = _wanted(change), request.sent
        card = request.system.view_launch(by, launch.id)
        try:
            carry_out(request.system, by, card, wanted.to, form)
        except AstroBookingsError as error:
            return _weighed(request, by, launch, wanted, form.refused(error))
        return go(request, f"/system/launches/{launch.id}", wanted.told)


def _seen(request: WebRequest, launch_id: UUID) -> tuple[Principal, Launch]:
    by = employee(request, Action.CHANGE_LAUNCH_STATUS)
    return by, request.system.view_agency_launch(by, LaunchId(launch_id))


def _wanted(change: str) -> _Change:
    """Raises: NotFound: there is no such change."""
    if change not in _CHANGES:
        raise NotFound("change", change)
    return _CHANGES[change]


def _weighed(
    request: WebRequest, by: Principal, launch: Launch, wanted: _Change, form: Form
) -> Response[str]:
    """Raises: NoSuchLaunchMove: the launch is final, so there is nothing to weigh."""
    if launch.status not in OPEN:
        raise NoSuchLaunchMove(launch.status, wanted.to)
    card = request.system.view_launch(by, launch.id)
    return page(
        request,
        "system/operations/change_launch.html",
        form=form,
        title=wanted.title,
        says=consequences_of(request.system, by, launch, wanted.to),
        button=wanted.button,
        back=f"/system/launches/{launch.id}",
        action=request.scope["path"],
        hidden={},
        danger=wanted.danger,
        card=card,
        with_reason=wanted.with_reason,
        with_date=wanted.to is LaunchStatus.DELAYED,
        too_early=_is_too_early(request, launch, wanted),
    )


def _is_too_early(request: WebRequest, launch: Launch, wanted: _Change) -> bool:
    """Whether success or failure would be refused because it is before the lift-off."""
    ends = {LaunchStatus.FAILED, LaunchStatus.SUCCESSFUL}
    return wanted.to in ends and request.system.clock.now() < launch.launch_at
