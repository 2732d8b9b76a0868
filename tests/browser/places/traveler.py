"""The pages of travelers."""

from collections.abc import Mapping
from datetime import date, timedelta

from astrobookings.application.booking.book_seats import SeatRequest
from astrobookings.application.booking.views import BookingView
from astrobookings.domain.agencies.launch import Launch
from astrobookings.domain.booking.passengers import Passenger
from astrobookings.domain.identity.roles import Principal
from astrobookings.testing.world import World
from tests.browser.places import Place

__all__ = ["PLACES"]

_ADA = Passenger(first_name="Ada", last_name="Moreno", birth_date=date(1990, 4, 12))


def _address(view: BookingView) -> str:
    return f"/traveler/bookings/{view.booking.id}"


def _booked(world: World, *, method: str | None = "pm_ok") -> tuple[Principal, BookingView, Launch]:
    """A traveler with two seats of a launch, one of them named."""
    by, launch = world.traveler(), world.launch()
    view = world.book(by, launch.id, (3, 4), method=method)
    named = world.system.name_passengers(by, view.booking.id, (_ADA, None))
    world.settle()
    return by, named, launch


def _delayed(world: World) -> tuple[Principal, BookingView, Launch]:
    by, view, launch = _booked(world)
    world.pass_time(timedelta(hours=1))
    later, why = launch.launch_at + timedelta(days=30), "An engine needs another test."
    delayed = world.system.delay_launch(world.owner_of(launch), launch.id, later, why)
    world.settle()
    return by, view, delayed


def _flown(world: World) -> tuple[Principal, BookingView]:
    by, view, launch = _booked(world)
    world.pass_time(timedelta(days=401))
    world.system.mark_launch_successful(world.owner_of(launch), launch.id)
    world.settle()
    return by, view


def _wishing(world: World) -> tuple[Principal, Launch]:
    """Somebody who waits for a seat of a sold-out launch."""
    launch, by = world.launch(seats=2), world.traveler()
    world.launch(days=410)
    world.book(world.traveler(), launch.id, 2)
    world.settle()
    world.system.make_wish(by, launch.id, 1)
    return by, launch


def dashboard(world: World) -> tuple[Principal, str]:
    """With a flight ahead, a delay, a hold that runs and a seat without a name."""
    by, _, _ = _delayed(world)
    world.book(by, world.launch(days=200, price="1250000.00").id, 1, method=None)
    return by, "/traveler"


def choose(world: World) -> tuple[Principal, str]:
    launch = world.launch(seats=12)
    world.book(world.traveler(), launch.id, (2, 3, 7))
    return world.traveler(), f"/traveler/book/{launch.slug}"


def passengers(world: World) -> tuple[Principal, str]:
    by, view, _ = _booked(world, method=None)
    return by, f"{_address(view)}/passengers"


def payment(world: World) -> tuple[Principal, str]:
    by, view, _ = _booked(world, method=None)
    return by, f"{_address(view)}/pay"


def history(world: World) -> tuple[Principal, str]:
    by, view, _ = _booked(world)
    world.cancel(by, view)
    world.book(by, world.launch().id, 1)
    return by, "/traveler/bookings"


def booking(world: World) -> tuple[Principal, str]:
    by, view, _ = _delayed(world)
    return by, _address(view)


def delay(world: World) -> tuple[Principal, str]:
    by, view, launch = _delayed(world)
    return by, f"{_address(view)}/delays/{launch.delays[0].id}"


def boarding_pass(world: World) -> tuple[Principal, str]:
    by, view, _ = _booked(world)
    return by, f"{_address(view)}/pass"


def changes(world: World) -> tuple[Principal, str]:
    by, view, _ = _booked(world)
    return by, f"{_address(view)}/seats"


def to_add(world: World) -> tuple[Principal, str]:
    by, path = changes(world)
    return by, f"{path}/add"


def to_swap(world: World) -> tuple[Principal, str]:
    by, path = changes(world)
    return by, f"{path}/swap"


def to_drop(world: World) -> tuple[Principal, str]:
    by, path = changes(world)
    return by, f"{path}/drop"


def testimonial(world: World) -> tuple[Principal, str]:
    by, view = _flown(world)
    return by, f"{_address(view)}/testimonial"


def wishes(world: World) -> tuple[Principal, str]:
    by, _ = _wishing(world)
    return by, "/traveler/wishes"


def new_wish(world: World) -> tuple[Principal, str]:
    _, launch = _wishing(world)
    return world.traveler(), f"/traveler/wishes/new/{launch.slug}"


def withdraw_wish(world: World) -> tuple[Principal, str]:
    by, launch = _wishing(world)
    return by, f"/traveler/wishes/withdraw/{launch.slug}"


def booking_request(world: World) -> tuple[Principal, str]:
    by, launch = world.traveler(), world.launch()
    asked = SeatRequest(
        launch_id=launch.id,
        seats=2,
        payment_method="pm_ok",
        expected_total=launch.price * 2,
    )
    taken = world.system.request_seats(by, asked, world.key(by))
    return by, f"/traveler/requests/{taken.id}"


def messages(world: World) -> tuple[Principal, str]:
    by, _, _ = _delayed(world)
    return by, "/traveler/notifications"


_BOOKING = "/traveler/bookings/{booking_id:uuid}"
PLACES: Mapping[str, Place] = {
    "/traveler": dashboard,
    "/traveler/book/{slug:str}": choose,
    "/traveler/bookings": history,
    _BOOKING: booking,
    f"{_BOOKING}/passengers": passengers,
    f"{_BOOKING}/pay": payment,
    f"{_BOOKING}/delays/{{delay_id:uuid}}": delay,
    f"{_BOOKING}/pass": boarding_pass,
    f"{_BOOKING}/seats": changes,
    f"{_BOOKING}/seats/add": to_add,
    f"{_BOOKING}/seats/swap": to_swap,
    f"{_BOOKING}/seats/drop": to_drop,
    f"{_BOOKING}/testimonial": testimonial,
    "/traveler/wishes": wishes,
    "/traveler/wishes/new/{slug:str}": new_wish,
    "/traveler/wishes/withdraw/{slug:str}": withdraw_wish,
    "/traveler/requests/{request_id:uuid}": booking_request,
    "/traveler/notifications": messages,
}
