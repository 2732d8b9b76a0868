"""What becomes of a launch, said with its consequences before it is done (story 1.5)."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from attrs import frozen
from litestar import Controller, Response, get, post
from litestar.params import FromPath

from astrobookings.application.ports.launch_board import LaunchCard
from astrobookings.domain.agencies.launch import (
    FINAL,
    Launch,
    LaunchNotDue,
    LaunchStatus,
    NoSuchLaunchMove,
)
from astrobookings.domain.identity.roles import Principal, Standing
from astrobookings.domain.kernel.errors import AstroBookingsError
from astrobookings.domain.kernel.ids import LaunchId
from astrobookings.entrypoints.system import System
from astrobookings.entrypoints.web.agency_web.reading import as_typed
from astrobookings.entrypoints.web.consequences import consequences_of
from astrobookings.entrypoints.web.forms import Form
from astrobookings.entrypoints.web.launch_changes import carry_out
from astrobookings.entrypoints.web.rendering import go, page
from astrobookings.entrypoints.web.requests import WebRequest

__all__ = ["LaunchStatusController"]

_LATE = frozenset({LaunchStatus.FAILED, LaunchStatus.SUCCESSFUL})
"""What is said of a launch only once its date has passed."""


@frozen(kw_only=True)
class _Change:
    """How a page asks for one change of status."""

    title: str
    button: str
    told: str
    danger: bool = True


_CHANGES: Mapping[LaunchStatus, _Change] = {
    LaunchStatus.DELAYED: _Change(
        title="Delay this launch?",
        button="Delay the launch",
        told="The launch is delayed, and its travelers are told.",
        danger=False,
    ),
    LaunchStatus.ABORTED: _Change(
        title="Abort this launch?",
        button="Abort the launch",
        told="The launch is aborted; its bookings are being cancelled and refunded.",
    ),
    LaunchStatus.FAILED: _Change(
        title="Report that this launch failed?",
        button="Report the failure",
        told="The launch is marked as failed; its bookings are being cancelled and refunded.",
    ),
    LaunchStatus.SUCCESSFUL: _Change(
        title="Report that this launch was successful?",
        button="Report the success",
        told="Congratulations! The launch is marked as successful.",
        danger=False,
    ),
}


class LaunchStatusController(Controller):
    """Each change on a page of its own, which says what follows from it."""

    path = "/agency/launches/{launch_id:uuid}"

    @get("/delay", sync_to_thread=True)
    def delaying(self, request: WebRequest, launch_id: FromPath[UUID]) -> Response[str]:
        """To a later date; travelers may refuse it."""
        return _asked(request, launch_id, LaunchStatus.DELAYED)

    @post("/delay", status_code=200, sync_to_thread=True)
    def delay(self, request: WebRequest, launch_id: FromPath[UUID]) -> Response[Any]:
        """The date is typed as the clocks of the spaceport show it."""
        return _done(request, launch_id, LaunchStatus.DELAYED)

    @get("/abort", sync_to_thread=True)
    def aborting(self, request: WebRequest, launch_id: FromPath[UUID]) -> Response[str]:
        """It will never fly."""
        return _asked(request, launch_id, LaunchStatus.ABORTED)

    @post("/abort", status_code=200, sync_to_thread=True)
    def abort(self, request: WebRequest, launch_id: FromPath[UUID]) -> Response[Any]:
        """Everybody gets everything back."""
        return _done(request, launch_id, LaunchStatus.ABORTED)

    @get("/failure", sync_to_thread=True)
    def failing(self, request: WebRequest, launch_id: FromPath[UUID]) -> Response[str]:
        """It flew, without success."""
        return _asked(request, launch_id, LaunchStatus.FAILED)

    @post("/failure", status_code=200, sync_to_thread=True)
    def fail(self, request: WebRequest, launch_id: FromPath[UUID]) -> Response[Any]:
        """Everybody gets everything back."""
        return _done(request, launch_id, LaunchStatus.FAILED)

    @get("/success", sync_to_thread=True)
    def succeeding(self, request: WebRequest, launch_id: FromPath[UUID]) -> Response[str]:
        """It flew as planned."""
        return _asked(request, launch_id, LaunchStatus.SUCCESSFUL)

    @post("/success", status_code=200, sync_to_thread=True)
    def succeed(self, request: WebRequest, launch_id: FromPath[UUID]) -> Response[Any]:
        """Bookings are completed, and the fee is invoiced."""
        return _done(request, launch_id, LaunchStatus.SUCCESSFUL)


def _asked(request: WebRequest, launch_id: UUID, change: LaunchStatus) -> Response[str]:
    """Raises: NotFound: none of the agency's; NoSuchLaunchMove, LaunchNotDue: not now."""
    by, system = request.member(Standing.AGENCY), request.system
    launch = system.view_agency_launch(by, LaunchId(launch_id))
    if launch.status in FINAL:
        raise NoSuchLaunchMove(launch.status, change)
    if change in _LATE and system.clock.now() < launch.launch_at:
        raise LaunchNotDue(launch.launch_at)
    card = system.view_launch(by, launch.id)
    values = {"launch_at": as_typed(launch.launch_at, card.time_zone)}
    return _form(request, by, card, change, Form(values))


def _done(request: WebRequest, launch_id: UUID, change: LaunchStatus) -> Response[Any]:
    by, form, system = request.member(Standing.AGENCY), request.sent, request.system
    launch = system.view_agency_launch(by, LaunchId(launch_id))
    card = system.view_launch(by, launch.id)
    try:
        carry_out(system, by, card, change, form)
    except AstroBookingsError as error:
        if launch.status in FINAL:
            raise
        return _form(request, by, card, change, form.refused(error))
    return go(request, f"/agency/launches/{launch.id}", _CHANGES[change].told)


def _form(
    request: WebRequest, by: Principal, card: LaunchCard, change: LaunchStatus, form: Form
) -> Response[str]:
    asks, launch = _CHANGES[change], card.launch
    return page(
        request,
        "agency/launch_change.html",
        form=form,
        card=card,
        launch=launch,
        says=_says(request.system, by, launch, change),
        title=asks.title,
        button=asks.button,
        danger=asks.danger,
        back=f"/agency/launches/{launch.id}",
        action=request.scope["path"],
        dated=change is LaunchStatus.DELAYED,
        reasoned=change is not LaunchStatus.SUCCESSFUL,
        reason_required=change is not LaunchStatus.FAILED,
    )


def _says(system: System, by: Principal, launch: Launch, change: LaunchStatus) -> tuple[str, ...]:
    said = consequences_of(system, by, launch, change)
    booked = system.view_occupancy(by, launch.id).occupancy.sold
    if change is not LaunchStatus.DELAYED or not booked:
        return said
    last = system.clock.now() + system.policies.delays.window
    until = f"{last:%-d %B %Y, %H:%M} UTC"
    return (*said, f"Told now, they have until {until}, or the new date if it is sooner.")
