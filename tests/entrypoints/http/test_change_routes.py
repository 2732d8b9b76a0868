"""Changing the seats of a booking over HTTP (story 2.8)."""

from datetime import timedelta
from typing import Any

import pytest
from httpx import Response

from astrobookings.domain.identity.roles import Position
from astrobookings.testing.laws import broken_when_settled

from .conftest import Person, Platform
from .test_booking_routes import BOOKING, book

pytestmark = pytest.mark.story("2.8")


def change(person: Person, booking: dict[str, Any], body: dict[str, Any], **more: Any) -> Response:
    return person.post(f"{BOOKING}/bookings/{booking['id']}/changes", body, **more)


def quote(person: Person, booking: dict[str, Any], *seats: int) -> dict[str, Any]:
    path = f"{BOOKING}/bookings/{booking['id']}/cancellation-quotes"
    answer = person.post(path, {"seats": list(seats)} if seats else None)
    assert answer.status_code == 201, answer.text
    found: dict[str, Any] = answer.json()
    return found


def booked(platform: Platform, person: Person, seats: Any = 2, **more: Any) -> dict[str, Any]:
    launch = platform.world.launch(seats=8, price="250000.00", days=400)
    answer = book(person, launch.id, seats, **({"payment_method": "pm_ok"} | more))
    found: dict[str, Any] = answer.json()
    return found


def money(amount: str) -> dict[str, str]:
    return {"amount": amount, "currency": "USD"}


def test_a_traveler_adds_seats_and_pays_them(platform: Platform) -> None:
    traveler = platform.traveler()
    booking = booked(platform, traveler)
    body = {"add": 1, "payment_method": "pm_ok", "expected_total": money("250000.00")}

    answer = change(traveler, booking, body)

    assert answer.status_code == 201, answer.text
    changed = answer.json()
    assert (changed["seats"], changed["adding"]) == ([1, 2, 3], [])
    assert changed["total_price"] == money("750000.00")
    assert "change_seats" in changed["available_actions"]
    path = f"{BOOKING}/bookings/{booking['id']}"
    assert answer.headers["location"] == f"/api/v1/booking/bookings/{booking['id']}"
    assert traveler.get(path).json() == changed
    assert answer.headers["etag"] == traveler.get(path).headers["etag"]
    receipts = traveler.get(f"{path}/receipts").json()["items"]
    assert [one["amount"] for one in receipts] == [money("500000.00"), money("250000.00")]


def test_a_traveler_drops_a_seat_by_its_quote(platform: Platform) -> None:
    traveler = platform.traveler()
    booking = booked(platform, traveler, [3, 5])
    offered = quote(traveler, booking, 5)

    answer = change(traveler, booking, {"drop": [5], "quote_id": offered["id"]})

    assert (offered["seats"], offered["refund"]) == ([5], money("225000.00"))
    assert answer.status_code == 201, answer.text
    assert answer.json()["seats"] == [3]
    (refund,) = answer.json()["refunds"]
    assert (refund["amount"], refund["reason"]) == (money("225000.00"), "seats_dropped")
    assert quote(traveler, booking)["seats"] == []
    platform.world.settle()
    assert broken_when_settled(platform.world.parts) == []


def test_a_traveler_swaps_a_seat_for_free(platform: Platform) -> None:
    traveler = platform.traveler()
    booking = booked(platform, traveler)

    answer = change(traveler, booking, {"swap": [{"seat": 1, "to": 8}]})

    assert answer.status_code == 201, answer.text
    assert answer.json()["seats"] == [2, 8]
    assert answer.json()["total_price"] == booking["total_price"]
    seats = f"{BOOKING}/launches/{booking['launch_id']}/seats"
    assert platform.client.get(seats).json()["taken"] == [2, 8]


def test_a_declined_payment_says_so_and_changes_nothing(platform: Platform) -> None:
    traveler = platform.traveler()
    booking = booked(platform, traveler)

    answer = change(traveler, booking, {"add": [7], "payment_method": "pm_declined"})

    problem = answer.json()
    assert (answer.status_code, problem["code"]) == (402, "payment-declined"), answer.text
    assert (problem["booking_id"], problem["reason"]) == (booking["id"], "declined")
    assert "expires_at" not in problem
    seen = traveler.get(f"{BOOKING}/bookings/{booking['id']}").json()
    assert (seen["seats"], seen["status"], seen["adding"]) == ([1, 2], "confirmed", [])


def test_a_payment_that_waits_is_answered_202(platform: Platform) -> None:
    traveler = platform.traveler()
    booking = booked(platform, traveler)

    answer = change(traveler, booking, {"add": [7], "payment_method": "pm_requires_action"})

    waiting = answer.json()
    assert answer.status_code == 202, answer.text
    assert (waiting["seats"], waiting["adding"]) == ([1, 2], [7])
    assert waiting["payment"]["status"] == "requires_action"
    assert waiting["payment"]["next_action"]
    again = change(traveler, booking, {"swap": [{"seat": 1, "to": 8}]})
    assert (again.status_code, again.json()["code"]) == (409, "payment-in-progress")


def test_a_held_booking_grows_without_a_method(platform: Platform) -> None:
    traveler = platform.traveler()
    launch = platform.world.launch(seats=8, price="250000.00")
    held = book(traveler, launch.id, 1).json()

    answer = change(traveler, held, {"add": 2})

    assert (answer.status_code, answer.json()["status"]) == (201, "held"), answer.text
    assert answer.json()["seats"] == [1, 2, 3]
    assert answer.json()["expires_at"] == held["expires_at"]


def test_the_same_request_is_replayed(platform: Platform) -> None:
    traveler = platform.traveler()
    booking = booked(platform, traveler)
    body = {"add": 1, "payment_method": "pm_ok"}

    first = change(traveler, booking, body, idempotency_key="once")
    again = change(traveler, booking, body, idempotency_key="once")
    other = change(traveler, booking, body | {"add": 2}, idempotency_key="once")

    assert (first.status_code, again.status_code) == (201, 201)
    assert again.json() == first.json()
    assert again.headers["idempotency-replayed"] == "true"
    assert (other.status_code, other.json()["code"]) == (422, "idempotency-key-reused")


@pytest.mark.parametrize(
    ("body", "status", "code", "pointers"),
    [
        ({}, 422, "invalid-input", [""]),
        ({"add": 1, "drop": [1]}, 422, "invalid-input", [""]),
        ({"add": 0, "payment_method": "pm_ok"}, 422, "invalid-input", ["/add"]),
        ({"add": [7, 7], "payment_method": "pm_ok"}, 422, "invalid-input", ["/add"]),
        ({"add": 1}, 422, "invalid-input", ["/payment_method"]),
        ({"drop": [1]}, 422, "invalid-input", ["/quote_id"]),
        ({"swap": [{"seat": 1, "to": 5}], "payment_method": "x"}, 422, "invalid-input", None),
        ({"swap": [{"seat": 4, "to": 5}]}, 422, "invalid-input", ["/swap"]),
        ({"swap": [{"seat": 1, "to": 9}]}, 422, "invalid-input", ["/swap"]),
        ({"swap": [{"seat": 1, "to": 2}]}, 409, "seats-taken", None),
        ({"add": 3, "payment_method": "pm_ok"}, 422, "seat-limit-exceeded", None),
        (
            {"add": 1, "payment_method": "pm_ok", "expected_total": money("1.00")},
            409,
            "price-changed",
            None,
        ),
    ],
)
def test_what_is_wrong_is_named(
    platform: Platform,
    body: dict[str, Any],
    status: int,
    code: str,
    pointers: list[str] | None,
) -> None:
    traveler = platform.traveler()
    booking = booked(platform, traveler)

    answer = change(traveler, booking, body)

    assert (answer.status_code, answer.json()["code"]) == (status, code), answer.text
    if pointers is not None:
        assert [fault["pointer"] for fault in answer.json()["errors"]] == pointers
    assert traveler.get(f"{BOOKING}/bookings/{booking['id']}").json() == booking


def test_the_last_seats_are_cancelled_instead(platform: Platform) -> None:
    traveler = platform.traveler()
    booking = booked(platform, traveler)

    path = f"{BOOKING}/bookings/{booking['id']}/cancellation-quotes"
    answer = traveler.post(path, {"seats": [1, 2]})

    assert (answer.status_code, answer.json()["code"]) == (409, "cancel-instead")
    assert traveler.post(path, {"seats": []}).status_code == 422
    assert traveler.post(path, {"seats": [1], "more": 1}).status_code == 422


def test_a_key_is_needed(platform: Platform) -> None:
    traveler = platform.traveler()
    booking = booked(platform, traveler)
    path = f"{BOOKING}/bookings/{booking['id']}/changes"

    answer = platform.client.post(path, json={"add": 1}, headers=traveler.headers)

    assert (answer.status_code, answer.json()["code"]) == (400, "idempotency-key-missing")


def test_customer_service_changes_on_behalf_of_the_traveler(platform: Platform) -> None:
    traveler, clerk = platform.traveler(), platform.employee(Position.CUSTOMER_SERVICE)
    booking = booked(platform, traveler)
    body = {"swap": [{"seat": 2, "to": 6}]}

    unexplained = change(clerk, booking, body)
    answer = change(clerk, booking, body | {"reason": "Called: wants the window"})

    assert (unexplained.status_code, unexplained.json()["code"]) == (422, "invalid-input")
    assert answer.status_code == 201, answer.text
    assert answer.json()["seats"] == [1, 6]
    assert answer.json()["on_behalf"]["reason"] == "Called: wants the window"


def test_others_do_not_know_the_booking(platform: Platform) -> None:
    booking = booked(platform, platform.traveler())
    body = {"swap": [{"seat": 2, "to": 6}]}

    assert change(platform.traveler(), booking, body).status_code == 404
    assert change(platform.employee(Position.FINANCE), booking, body).status_code == 403


def test_what_is_pending_settles_without_anybody_asking(platform: Platform) -> None:
    traveler, world = platform.traveler(), platform.world
    booking = booked(platform, traveler)
    pending = change(traveler, booking, {"add": 1, "payment_method": "pm_timeout_then_ok"})
    assert pending.status_code == 202, pending.text

    world.pass_time(timedelta(seconds=61))
    world.settle()

    seen = traveler.get(f"{BOOKING}/bookings/{booking['id']}").json()
    assert seen["adding"] == []
    assert broken_when_settled(world.parts) == []
