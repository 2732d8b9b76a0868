"""Pages of travelers while OperationsDB is away (story 5.5)."""

from collections.abc import Iterator

import pytest
from attrs import define
from litestar.testing import TestClient

from astrobookings.application.booking.views import BookingView
from astrobookings.domain.agencies.launch import Launch
from astrobookings.domain.identity.roles import Principal
from astrobookings.entrypoints.http.app import APPLICATIONS, create_app
from astrobookings.testing.faults import Outage, cut_off
from astrobookings.testing.in_memory import in_memory_world
from tests.entrypoints.web.conftest import ROOMY
from tests.entrypoints.web.guest import BASE, Guest, Sheet, Site

pytestmark = pytest.mark.story("5.5")


@define
class Interrupted:
    """A platform whose OperationsDB goes and comes back, with a traveler who booked before."""

    site: Site
    outage: Outage
    launch: Launch
    by: Principal
    view: BookingView

    def enter(self) -> Guest:
        return self.site.enter(self.by)

    def begin(self) -> None:
        self.outage.down = True

    def settle(self) -> None:
        self.outage.end()
        world = self.site.world
        world.system.settle_booking_requests(world.operator)


@pytest.fixture
def interrupted() -> Iterator[Interrupted]:
    """Give a platform that works for now, all copied."""
    world, outage = in_memory_world(faults=True), Outage()
    launch, by = world.launch(), world.traveler()
    view = world.book(by, launch.id, (3, 4))
    world.settle()
    world.system.sync_due(world.operator)
    world.settle()
    world.restart(cut_off(world.parts, outage))
    with TestClient(create_app(world.system, *APPLICATIONS, settings=ROOMY)) as client:
        yield Interrupted(Site(world, client), outage, launch, by, view)


def test_what_is_booked_is_shown_as_it_stood(interrupted: Interrupted) -> None:
    guest = interrupted.enter()
    interrupted.begin()
    reference = interrupted.view.booking.reference
    for path in ("/traveler", "/traveler/bookings", _address(interrupted)):
        page = guest.open(path)
        assert "Bookings are interrupted for the moment" in page.told
        assert reference in page.text
        assert "Change seats" not in page.text


def test_seats_are_asked_for_and_booked_when_bookings_are_back(interrupted: Interrupted) -> None:
    guest = interrupted.enter()
    interrupted.begin()
    page = guest.open(f"/traveler/book/{interrupted.launch.slug}")
    assert page.heading == "Leave a request for seats"
    assert page.send("Leave the request").fault("count")

    taken = page.send("Leave the request", count="2")
    assert taken.heading == "Your request is taken"
    assert page.send("Leave the request", count="2").path == taken.path
    interrupted.settle()
    done = guest.open(taken.path)

    assert done.heading == "Your request is done"
    booked = done.follow("See the booking")
    assert "Confirmed" in booked.text
    assert "500,000.00 USD" in booked.text


def test_a_request_that_cannot_be_met_says_why(interrupted: Interrupted) -> None:
    guest = interrupted.enter()
    interrupted.begin()
    page = guest.open(f"/traveler/book/{interrupted.launch.slug}")
    taken = page.send("Leave the request", count="2", payment_method="pm_declined")
    interrupted.settle()
    refused = guest.open(taken.path)
    assert refused.heading == "Your request could not be met"
    assert "declined" in refused.text
    assert "Nothing was charged" in refused.text


def test_requests_of_others_are_not_found(interrupted: Interrupted) -> None:
    guest = interrupted.enter()
    other = interrupted.site.enter(interrupted.site.world.traveler())
    interrupted.begin()
    page = guest.open(f"/traveler/book/{interrupted.launch.slug}")
    taken = page.send("Leave the request", count="1")
    assert other.open(taken.path).status == 404


def test_an_outage_that_begins_while_seats_are_chosen_keeps_what_was_chosen(
    interrupted: Interrupted,
) -> None:
    guest = interrupted.enter()
    page = guest.open(f"/traveler/book/{interrupted.launch.slug}")
    interrupted.begin()

    sent = {"seat": ["1", "2"], "price": [page.value("price")]}
    away = _posted(guest, page, sent)

    assert away.status == 503
    assert "nothing was held" in away.text
    taken = away.send("Leave the request")
    interrupted.settle()
    booked = guest.open(taken.path).follow("See the booking")
    assert "Seats 1, 2" in booked.text


def test_a_cancellation_is_taken_and_done_later(interrupted: Interrupted) -> None:
    guest = interrupted.enter()
    quote = guest.open(_address(interrupted)).send("Cancel: what comes back?")
    interrupted.begin()

    taken = quote.send("Cancel the booking")
    assert taken.heading == "Your request is taken"
    assert "You asked to cancel a booking" in taken.text
    asked_again = guest.open(_address(interrupted)).send("Cancel: what comes back?")
    assert "what comes back can be said once they are there again" in asked_again.text
    interrupted.settle()

    assert "The booking is cancelled." in guest.open(taken.path).text
    assert "You cancelled this booking." in guest.open(_address(interrupted)).text


def _address(interrupted: Interrupted) -> str:
    return f"/traveler/bookings/{interrupted.view.booking.id}"


def _posted(guest: Guest, page: Sheet, sent: dict[str, list[str]]) -> Sheet:
    """The answer to a form, even where it says that something is away."""
    hidden = {name: [page.value(name)] for name in ("_csrf_token", "_once")}
    headers = {"referer": f"{BASE}/"}
    answer = guest.client.post(page.path, data={**hidden, **sent}, headers=headers)
    return Sheet(guest, answer)
