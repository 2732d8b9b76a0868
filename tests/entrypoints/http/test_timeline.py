"""What happened around a booking over HTTP."""

from datetime import datetime
from typing import Any

import pytest

from astrobookings.domain.identity.roles import Position

from .conftest import Platform

BOOKINGS = "/api/v1/booking/bookings"


def booked(platform: Platform) -> Any:
    """A booking of two seats, made over HTTP under a request id of its own."""
    world = platform.world
    traveler, launch = platform.traveler(), world.launch()
    body = {"launch_id": str(launch.id), "seats": 2, "payment_method": "pm_ok"}
    made = traveler.post(BOOKINGS, body, x_request_id="booked-over-http")
    assert made.status_code == 201, made.text
    world.settle()
    return made.json()


@pytest.mark.story("2.7")
def test_customer_service_and_it_see_what_happened_around_a_booking(platform: Platform) -> None:
    booking = booked(platform)
    path = f"{BOOKINGS}/{booking['id']}/timeline"

    told = platform.employee(Position.CUSTOMER_SERVICE).get(path).json()

    assert (told["booking_id"], told["complete"]) == (booking["id"], True)
    moments = [datetime.fromisoformat(one["at"]) for one in told["items"]]
    assert moments == sorted(moments)
    of_request = [one for one in told["items"] if one["request_id"] == "booked-over-http"]
    assert {"request", "change", "charge", "event", "mail"} == {one["kind"] for one in of_request}
    first = of_request[0]
    assert (first["kind"], first["title"]) == ("request", "book-seats")
    assert (first["service"], first["actor"]) == ("booking", booking["traveler_id"])
    assert "pm_ok" not in str(told)
    assert platform.employee(Position.IT).get(path).json() == told


@pytest.mark.story("2.7")
def test_a_timeline_is_not_for_others(platform: Platform) -> None:
    path = f"{BOOKINGS}/{booked(platform)['id']}/timeline"

    refused = [
        person.get(path).status_code
        for person in (platform.traveler(), platform.agency(), platform.employee(Position.FINANCE))
    ]

    assert refused == [403] * 3
    assert platform.client.get(path).status_code == 401
