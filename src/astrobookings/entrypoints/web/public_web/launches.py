"""PublicWeb: one launch, whatever became of it (stories 2.1, 2.4)."""

from typing import Any
from uuid import UUID

from litestar import Controller, Response, get
from litestar.params import FromPath

from astrobookings.application.ports.launch_board import LaunchCard
from astrobookings.application.ports.seat_ledger import SeatMap
from astrobookings.application.ports.testimonials import TestimonialFilter, TestimonialSort
from astrobookings.domain.agencies.launch import LaunchStatus
from astrobookings.domain.agencies.occupancy import minimum_seats
from astrobookings.domain.booking.testimonials import MOST_STARS, Testimonial, TestimonialStatus
from astrobookings.domain.kernel.errors import Unavailable
from astrobookings.domain.kernel.ids import LaunchId
from astrobookings.domain.kernel.pages import PageRequest
from astrobookings.entrypoints.http.booking.launches import launch_key
from astrobookings.entrypoints.http.launch_shapes import launch_shape
from astrobookings.entrypoints.web.public_web.addresses import full_address
from astrobookings.entrypoints.web.public_web.structured import described, structured
from astrobookings.entrypoints.web.public_web.terms import cancellation_steps
from astrobookings.entrypoints.web.rendering import go, page
from astrobookings.entrypoints.web.requests import WebRequest

__all__ = ["LaunchController"]

_VOICES = PageRequest(limit=3)


class LaunchController(Controller):
    """By the name in its address; by its id, on to that name."""

    path = "/launches/{launch:str}"

    @get(sync_to_thread=True)
    def launch(self, request: WebRequest, launch: FromPath[str]) -> Response[Any]:
        """Everything that one decides by: when, where, with whom, how dear, and what if not."""
        key = launch_key(launch)
        card = request.system.view_launch(request.caller, key)
        if isinstance(key, UUID):
            return go(request, f"/launches/{card.launch.slug}")
        return _launch(request, card)


def _launch(request: WebRequest, card: LaunchCard) -> Response[str]:
    system, flown = request.system, card.launch
    now, policies = system.clock.now(), system.policies
    actions = launch_shape(card, now).available_actions
    address = full_address(request, f"/launches/{flown.slug}")
    bookable = bool({"book", "book_early"} & set(actions))
    return page(
        request,
        "public/launch.html",
        card=card,
        seats=_seat_map(request, flown.id),
        taken=flown.seats_total - card.seats_left,
        needed=minimum_seats(flown.seats_total, flown.minimum_occupancy),
        actions=actions,
        over=flown.status not in {LaunchStatus.SCHEDULED, LaunchStatus.DELAYED},
        steps=cancellation_steps(flown, policies.refunds, now),
        policies=policies,
        neighbours=() if bookable else system.view_neighbours(request.caller, flown.slug),
        few=policies.seats.regular,
        voices=_voices(request, card),
        most_stars=MOST_STARS,
        description=described(card),
        canonical=address,
        structured=structured(card, actions, address),
    )


def _seat_map(request: WebRequest, launch_id: LaunchId) -> SeatMap | None:
    """None while the seats of record cannot be reached: no copy tells which are taken."""
    try:
        return request.system.view_seat_map(request.caller, launch_id)
    except Unavailable:
        return None


def _voices(request: WebRequest, card: LaunchCard) -> tuple[Testimonial, ...]:
    """What some who were aboard tell of it; nobody does before it flew."""
    if card.launch.status is not LaunchStatus.SUCCESSFUL:
        return ()
    approved = TestimonialFilter(status=TestimonialStatus.APPROVED, launch_id=card.launch.id)
    try:
        told = request.system.list_testimonials(
            request.caller, approved, TestimonialSort.BEST, _VOICES
        )
    except Unavailable:
        return ()
    return told.items
