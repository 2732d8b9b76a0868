"""The main job, told once: an agency flies, travelers book, money moves, everybody is told."""

from datetime import timedelta
from functools import partial

import pytest

from tests.stories.flights import Flight, book, scheduled, try_to_book
from tests.stories.platform import Person, Platform, eventually

pytestmark = pytest.mark.story("2.3")


@pytest.fixture(scope="module")
def operations(platform: Platform) -> Person:
    return platform.employee("operations")


@pytest.fixture
def flight(platform: Platform, operations: Person) -> Flight:
    return scheduled(platform, operations)


def _seats_left(platform: Platform, flight: Flight) -> int:
    left: int = platform.visit(f"/booking/launches/{flight.slug}")["seats_left"]
    return left


@pytest.mark.story("0.1")
@pytest.mark.story("2.1")
@pytest.mark.story("4.2")
def test_a_traveler_books_pays_and_hears_of_it(platform: Platform, flight: Flight) -> None:
    traveler = platform.traveler()

    booking = book(traveler, flight)

    assert booking["status"] == "confirmed"
    assert booking["total_price"]["amount"] == "500000.00"
    assert _seats_left(platform, flight) == 6
    letter = platform.mail(traveler, "confirmed")
    assert booking["reference"] in letter.subject + letter.text
    assert any(name.endswith(".ics") for name in letter.attachments)


@pytest.mark.story("2.1")
def test_the_board_shows_the_launch_and_follows_its_bookings(
    platform: Platform, flight: Flight
) -> None:
    def shown() -> dict[str, int]:
        items = platform.visit("/booking/launches", destination="moon", limit=200)["items"]
        return {item["id"]: item["seats_left"] for item in items}

    eventually(lambda: flight.id in shown() or None, "the launch on the board")
    book(platform.traveler(), flight, seats=[3])

    eventually(lambda: shown()[flight.id] == 7 or None, "the booking on the board")


@pytest.mark.story("2.5")
def test_a_traveler_cancels_for_what_the_quote_said(platform: Platform, flight: Flight) -> None:
    traveler = platform.traveler()
    booking = book(traveler, flight)
    path = f"/booking/bookings/{booking['id']}"

    quote = traveler.post(f"{path}/cancellation-quotes")
    cancelled = traveler.post(f"{path}/cancellation", {"quote_id": quote["id"]})

    assert quote["refund"]["amount"] == "450000.00"
    assert cancelled["status"] == "cancelled"
    assert _seats_left(platform, flight) == 8
    eventually(
        lambda: traveler.get(path)["payment"]["status"] == "partially_refunded" or None,
        "the refund",
    )
    assert booking["reference"] in platform.mail(traveler, "cancelled").text


def test_the_same_request_books_once_and_no_seat_is_sold_twice(
    platform: Platform, flight: Flight
) -> None:
    first, second = platform.traveler(), platform.traveler()
    book(first, flight, seats=[1, 2])

    refused = try_to_book(second, flight, [2, 3])

    assert refused.status_code == 409
    assert refused.json()["code"] == "seats-taken"
    assert _seats_left(platform, flight) == 6


def test_a_declined_payment_leaves_the_seats_to_be_paid_otherwise(
    platform: Platform, flight: Flight
) -> None:
    traveler = platform.traveler()
    book(traveler, flight, seats=[8])
    body = {"launch_id": flight.id, "seats": 1, "payment_method": "pm_declined"}

    declined = traveler.try_to_post("/booking/bookings", body)
    again = traveler.post(
        f"/booking/bookings/{declined.json()['booking_id']}/payment", {"payment_method": "pm_ok"}
    )

    assert declined.status_code == 402
    assert again["status"] == "confirmed"


@pytest.mark.story("1.5")
@pytest.mark.story("2.4")
def test_a_delay_may_be_refused_for_everything_back(platform: Platform, flight: Flight) -> None:
    traveler = platform.traveler()
    booking = book(traveler, flight)
    path = f"/booking/bookings/{booking['id']}"

    later = (flight.launch_at + timedelta(days=30)).isoformat()
    flight.agency.post(
        f"/agency/launches/{flight.id}/delays", {"launch_at": later, "reason": "Weather"}
    )
    (delay,) = traveler.get(path)["open_delays"]
    ended = traveler.post(f"{path}/delay-response", {"delay_id": delay["id"], "accept": False})

    assert ended["status"] == "cancelled"
    eventually(
        lambda: traveler.get(path)["payment"]["status"] == "refunded" or None, "the whole refund"
    )


@pytest.mark.story("1.5")
def test_an_aborted_launch_gives_everybody_everything_back(
    platform: Platform, flight: Flight
) -> None:
    travelers = [platform.traveler(), platform.traveler()]
    paths = [f"/booking/bookings/{book(one, flight)['id']}" for one in travelers]

    flight.agency.post(f"/agency/launches/{flight.id}/abort", {"reason": "Engine trouble"})

    for traveler, path in zip(travelers, paths, strict=True):
        eventually(partial(_has_everything_back, traveler, path), "cancelling and refunding")
        assert platform.mail(traveler, "cancelled").text


def _has_everything_back(traveler: Person, path: str) -> bool:
    seen = traveler.get(path)
    return bool(seen["status"] == "cancelled" and seen["payment"]["status"] == "refunded")


def test_afterwards_everything_is_in_order(platform: Platform) -> None:
    platform.stack.must("reconcile")

    told = platform.stack.command("doctor")

    assert told.returncode == 0, told.stdout + told.stderr
    assert "the ledger balances" in told.stdout
