"""One booking: facts, history, and everything that can be done with it (stories 2.4, 2.5, 2.11)."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from typing import Any
from uuid import UUID

from litestar import Controller, Response, get, post
from litestar.params import FromPath

from astrobookings.application.ports.testimonials import TestimonialFilter, TestimonialSort
from astrobookings.domain.agencies.launch import Delay, LaunchStatus
from astrobookings.domain.booking.booking import BookingStatus
from astrobookings.domain.booking.receipts import Receipt
from astrobookings.domain.booking.testimonials import Testimonial
from astrobookings.domain.identity.roles import Standing
from astrobookings.domain.kernel.errors import Unavailable
from astrobookings.domain.kernel.ids import DelayId
from astrobookings.domain.kernel.money import Money, total
from astrobookings.domain.kernel.pages import PageRequest
from astrobookings.entrypoints.web.once import REPEATABLE
from astrobookings.entrypoints.web.rendering import go, page
from astrobookings.entrypoints.web.requests import WebRequest
from astrobookings.entrypoints.web.traveler_web.methods import declined
from astrobookings.entrypoints.web.traveler_web.trips import Trip, own_trip

__all__ = ["DetailsController", "paid_for", "told_of"]


class DetailsController(Controller):
    """A booking of one's own."""

    path = "/traveler/bookings/{booking_id:uuid}"

    @get(sync_to_thread=True)
    def booking(self, request: WebRequest, booking_id: FromPath[UUID]) -> Response[str]:
        """What is offered is what can be done now."""
        trip = own_trip(request, booking_id)
        flown = trip.card.launch.status is LaunchStatus.SUCCESSFUL
        completed = flown and trip.view.status is BookingStatus.COMPLETED
        return page(
            request,
            "traveler/booking.html",
            trip=trip,
            receipts=_receipts(request, trip),
            completed=completed,
            told_of=told_of(request, trip) if completed else None,
            declined=declined,
        )

    @get("/delays/{delay_id:uuid}", sync_to_thread=True)
    def delay(
        self, request: WebRequest, booking_id: FromPath[UUID], delay_id: FromPath[UUID]
    ) -> Response[Any]:
        """The new date, and what either answer means."""
        trip = own_trip(request, booking_id)
        delay = next((one for one in trip.view.open_delays if one.id == delay_id), None)
        if delay is None or not trip.may("answer_delay"):
            told = "There is nothing left to answer about that delay."
            return go(request, trip.address, told, tone="warn")
        return page(
            request,
            "traveler/delay.html",
            trip=trip,
            delay=delay,
            until=_answered_by(request, delay),
            paid=paid_for(trip),
        )

    @post("/delays/{delay_id:uuid}", opt=REPEATABLE, status_code=200, sync_to_thread=True)
    def answer_delay(
        self, request: WebRequest, booking_id: FromPath[UUID], delay_id: FromPath[UUID]
    ) -> Response[Any]:
        """Fly at the new date, or cancel with everything back; nothing else is an answer."""
        by, answer = request.member(Standing.TRAVELER), request.sent.value("answer")
        trip = own_trip(request, booking_id)
        if answer not in {"keep", "refuse"}:
            return go(request, request.scope["path"], "Choose one of the two.", tone="warn")
        keep = answer == "keep"
        request.system.answer_delay(by, trip.booking.id, DelayId(delay_id), accept=keep)
        refused = "The booking is cancelled; everything you paid comes back."
        return go(request, trip.address, "You fly at the new date." if keep else refused)


def paid_for(trip: Trip) -> Money:
    """What was paid and not given back."""
    return total(charge.refundable for charge in trip.view.charges)


def told_of(request: WebRequest, trip: Trip) -> Testimonial | None:
    """What the traveler told of the flight."""
    filter_ = TestimonialFilter(launch_id=trip.card.launch.id)
    with suppress(Unavailable):
        found = request.system.list_testimonials(
            request.caller, filter_, TestimonialSort.NEWEST, PageRequest(1), mine=True
        )
        return found.items[0] if found.items else None
    return None


def _receipts(request: WebRequest, trip: Trip) -> Sequence[Receipt]:
    with suppress(Unavailable):
        return request.system.list_receipts(request.caller, trip.booking.id)
    return ()


def _answered_by(request: WebRequest, delay: Delay) -> datetime:
    """Until when silence is no answer yet."""
    return min(delay.at + request.system.policies.delays.window, delay.launch_at)
