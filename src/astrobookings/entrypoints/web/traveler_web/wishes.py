"""Waiting for seats of a launch that is sold out (stories 2.3, 2.4)."""

from contextlib import suppress
from typing import Any
from uuid import UUID

from attrs import frozen
from litestar import Controller, Response, get, post
from litestar.params import FromPath

from astrobookings.application.booking.views import BookingView
from astrobookings.application.ports.launch_board import LaunchCard
from astrobookings.domain.booking.wishes import SeatsLeft, Wish, WishStatus
from astrobookings.domain.identity.roles import Principal, Standing
from astrobookings.domain.kernel.errors import AstroBookingsError, NotFound, Unavailable
from astrobookings.entrypoints.http.booking.launches import launch_key
from astrobookings.entrypoints.http.booking.readiness import once_known
from astrobookings.entrypoints.web.forms import Form
from astrobookings.entrypoints.web.once import REPEATABLE
from astrobookings.entrypoints.web.rendering import ask, go, page, pages
from astrobookings.entrypoints.web.requests import WebRequest
from astrobookings.entrypoints.web.traveler_web.seating import allowance_of
from astrobookings.entrypoints.web.traveler_web.trips import lasting, there

__all__ = ["WishesController"]

_STATUSES = (
    ("", "All wishes"),
    (WishStatus.WAITING.value, "Waiting"),
    (WishStatus.GRANTED.value, "Came true"),
    (WishStatus.WITHDRAWN.value, "Withdrawn"),
    (WishStatus.CLOSED.value, "Sale over"),
)


@frozen
class _Wished:
    """A wish, its launch, and the hold it was granted."""

    wish: Wish
    card: LaunchCard
    view: BookingView | None


class WishesController(Controller):
    """The oldest wish that fits whole gets a hold of its own when seats come back."""

    path = "/traveler/wishes"

    @get(sync_to_thread=True)
    def wishes(self, request: WebRequest) -> Response[str]:
        """Newest first; `?status=` leaves out others."""
        by, asked = request.member(Standing.TRAVELER), request.asked
        status = WishStatus(asked.value("status")) if _known(asked.value("status")) else None
        found = request.system.list_wishes(by, request.listed(), status=status)
        return page(
            request,
            "traveler/wishes.html",
            form=asked,
            wished=[_wished(request, by, wish) for wish in found.items],
            statuses=_STATUSES,
            filtered=status is not None,
            pages=pages(request, found),
        )

    @get("/new/{slug:str}", sync_to_thread=True)
    def new(self, request: WebRequest, slug: FromPath[str]) -> Response[str]:
        """How many seats to wait for."""
        request.member(Standing.TRAVELER)
        return _form(request, slug, Form({"seats": "1"}))

    @post("/new/{slug:str}", opt=REPEATABLE, status_code=200, sync_to_thread=True)
    def make(self, request: WebRequest, slug: FromPath[str]) -> Response[Any]:
        """Join the queue; repeated, the wish keeps its place."""
        by, form = request.member(Standing.TRAVELER), request.sent
        card, make = _card(request, slug), request.system.make_wish
        try:
            seats = form.whole("seats")
            once_known(request, by, lambda: make(by, card.launch.id, seats))
        except AstroBookingsError as error:
            left = isinstance(error, SeatsLeft)
            return _form(request, slug, form.refused(error), left=left)
        told = "You are in the queue. We write to you as soon as there are seats for you."
        return go(request, "/traveler/wishes", told)

    @get("/withdraw/{slug:str}", sync_to_thread=True)
    def to_withdraw(self, request: WebRequest, slug: FromPath[str]) -> Response[str]:
        """Asks whether to give up the place in the queue."""
        by, card = request.member(Standing.TRAVELER), _card(request, slug)
        wish = request.system.view_wish(by, card.launch.id)
        if wish.status is not WishStatus.WAITING:
            raise NotFound("wish", slug)
        where = there(card.launch.destination)
        return ask(
            request,
            title=f"Wait no longer for the {card.rocket_name}?",
            says=(
                f"You give up your place in the queue for {wish.seats} of its seats to {where}.",
                "If you wish again later, you begin at the end of the queue.",
            ),
            button="Give up my place",
            back="/traveler/wishes",
        )

    @post("/withdraw/{slug:str}", status_code=200, sync_to_thread=True)
    def withdraw(self, request: WebRequest, slug: FromPath[str]) -> Response[Any]:
        """The next in the queue moves up."""
        by, card = request.member(Standing.TRAVELER), _card(request, slug)
        request.system.withdraw_wish(by, card.launch.id)
        return go(request, "/traveler/wishes", "You wait no longer.")


def _known(status: str) -> bool:
    return status in set(WishStatus)


def _card(request: WebRequest, slug: str) -> LaunchCard:
    return request.system.view_launch(request.caller, launch_key(slug))


def _wished(request: WebRequest, by: Principal, wish: Wish) -> _Wished:
    card = request.system.view_launch(by, UUID(str(wish.launch_id)))
    view = None
    if wish.booking_id is not None:
        view = request.system.view_booking(by, wish.booking_id)
    return _Wished(wish, card, view)


def _form(request: WebRequest, slug: str, form: Form, *, left: bool = False) -> Response[str]:
    by, card = request.caller, _card(request, slug)
    neighbours: tuple[LaunchCard, ...] = ()
    with suppress(Unavailable):
        neighbours = request.system.view_neighbours(by, card.launch.id)
    return page(
        request,
        "traveler/wish.html",
        form=form,
        card=card,
        left=left,
        allowance=allowance_of(request.system, by, card.launch.id),
        neighbours=neighbours,
        held_for=lasting(request.system.policies.wishes.hold_lasts),
    )
