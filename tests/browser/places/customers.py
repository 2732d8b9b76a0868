"""The pages of customer service."""

from collections.abc import Mapping
from datetime import timedelta

from attrs import evolve

from astrobookings.application.booking import give_testimonial
from astrobookings.application.booking.record_transfer import TransferSeen
from astrobookings.application.booking.views import BookingView
from astrobookings.domain.booking import testimonials
from astrobookings.domain.identity.roles import Position, Principal
from astrobookings.testing.world import World
from tests.browser.places import Place

__all__ = ["PLACES", "told"]


def _clerk(world: World) -> Principal:
    return world.employee(Position.CUSTOMER_SERVICE)


def _held(world: World) -> BookingView:
    view = world.book(world.traveler(), world.launch().id, (3, 4), method=None)
    world.settle()
    return view


def _paid(world: World) -> BookingView:
    view = world.book(world.traveler(), world.launch().id, (3, 4))
    world.settle()
    return view


def told(world: World, *, times: int = 1) -> tuple[testimonials.Testimonial, ...]:
    """What travelers of a successful launch wrote."""
    agency = world.agency()
    launch, travelers = world.launch(agency, days=10), [world.traveler() for _ in range(times)]
    for one in travelers:
        world.book(one, launch.id, 1)
    world.pass_time(timedelta(days=11))
    world.system.mark_launch_successful(agency, launch.id)
    world.settle()
    text = "The Earth rose, and nobody spoke for a while."
    draft = give_testimonial.TestimonialDraft(launch_id=launch.id, stars=5, text=text)
    return tuple(world.system.give_testimonial(one, draft) for one in travelers)


def bookings(world: World) -> tuple[Principal, str]:
    """Some held, some paid."""
    _held(world)
    _paid(world)
    return _clerk(world), "/system/bookings"


def booking(world: World) -> tuple[Principal, str]:
    """Extended, then paid by transfer, with a receipt and mails."""
    view, clerk = _held(world), _clerk(world)
    until = world.clock.now() + timedelta(days=1)
    first = evolve(clerk, request_id="extending")
    world.system.extend_hold(first, view.booking.id, until, "The bank is slow.")
    seen = TransferSeen(view.booking.total_price, "ES-77", "Statement of today.")
    world.system.record_transfer(clerk, view.booking.id, seen)
    world.settle()
    return clerk, f"/system/bookings/{view.booking.id}"


def _on_held(page: str) -> Place:
    def place(world: World) -> tuple[Principal, str]:
        return _clerk(world), f"/system/bookings/{_held(world).booking.id}/{page}"

    return place


def _on_paid(page: str) -> Place:
    def place(world: World) -> tuple[Principal, str]:
        return _clerk(world), f"/system/bookings/{_paid(world).booking.id}/{page}"

    return place


def travelers(world: World) -> tuple[Principal, str]:
    for _ in range(3):
        world.traveler()
    return _clerk(world), "/system/travelers"


def traveler(world: World) -> tuple[Principal, str]:
    """With a booking."""
    view = _paid(world)
    return _clerk(world), f"/system/travelers/{view.booking.traveler_id}"


def choose_launch(world: World) -> tuple[Principal, str]:
    world.launch()
    world.launch(seats=1, days=30)
    return _clerk(world), f"/system/travelers/{world.traveler().user_id}/book"


def book(world: World) -> tuple[Principal, str]:
    launch = world.launch()
    return _clerk(world), f"/system/travelers/{world.traveler().user_id}/book/{launch.slug}"


def moderation(world: World) -> tuple[Principal, str]:
    """Two that wait."""
    told(world, times=2)
    return _clerk(world), "/system/testimonials"


def rejection(world: World) -> tuple[Principal, str]:
    (one,) = told(world)
    return _clerk(world), f"/system/testimonials/{one.id}/rejection"


_BOOKING = "/system/bookings/{booking_id:uuid}"
_TRAVELER = "/system/travelers/{traveler_id:uuid}"

PLACES: Mapping[str, Place] = {
    "/system/bookings": bookings,
    _BOOKING: booking,
    f"{_BOOKING}/passengers": _on_paid("passengers"),
    f"{_BOOKING}/transfer": _on_held("transfer"),
    f"{_BOOKING}/hold": _on_held("hold"),
    f"{_BOOKING}/seats/add": _on_paid("seats/add"),
    f"{_BOOKING}/seats/drop": _on_paid("seats/drop"),
    f"{_BOOKING}/seats/swap": _on_paid("seats/swap"),
    "/system/travelers": travelers,
    _TRAVELER: traveler,
    f"{_TRAVELER}/book": choose_launch,
    f"{_TRAVELER}/book/{{slug:str}}": book,
    "/system/testimonials": moderation,
    "/system/testimonials/{testimonial_id:uuid}/rejection": rejection,
}
