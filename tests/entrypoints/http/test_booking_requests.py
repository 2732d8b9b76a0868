"""Bookings and cancellations are taken while OperationsDB is away, over HTTP."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from attrs import define
from httpx import Response
from litestar.testing import TestClient

from astrobookings.domain.booking.errors import Contended
from astrobookings.domain.kernel.errors import Unavailable
from astrobookings.domain.kernel.ids import LaunchId
from astrobookings.entrypoints.http.app import SERVICES, create_app
from astrobookings.entrypoints.http.openapi import describe
from astrobookings.testing.faults import Outage, cut_off
from astrobookings.testing.in_memory import in_memory_world
from astrobookings.testing.laws import broken_when_settled
from astrobookings.testing.world import World

from .conftest import ROOMY, Person, Platform
from .stub import QUIET, bearer, client_of, stub_system

BOOKINGS = "/api/v1/booking/bookings"
REQUESTS = "/api/v1/booking/booking-requests"
pytestmark = pytest.mark.story("5.5")


@define
class Interrupted:
    """A platform whose OperationsDB goes and comes back, and a launch of 8 seats there."""

    platform: Platform
    outage: Outage
    launch_id: LaunchId

    @property
    def world(self) -> World:
        return self.platform.world

    def book(self, by: Person, key: str = "one", **fields: Any) -> Response:
        total = {"amount": "500000.00", "currency": "USD"}
        usual = {"seats": 2, "payment_method": "pm_ok", "expected_total": total}
        body = {"launch_id": str(self.launch_id), **usual, **fields}
        said = {name: value for name, value in body.items() if value is not None}
        return by.post(BOOKINGS, said, idempotency_key=key)

    def settle(self) -> None:
        self.outage.end()
        self.world.system.settle_booking_requests(self.world.operator)


@pytest.fixture
def interrupted() -> Iterator[Interrupted]:
    """Give a platform that works for now."""
    world, outage = in_memory_world(faults=True), Outage()
    launch = world.launch()
    world.restart(cut_off(world.parts, outage))
    with TestClient(create_app(world.system, *SERVICES, settings=ROOMY)) as client:
        yield Interrupted(Platform(world, client), outage, launch.id)


def test_a_booking_is_taken_settled_and_shown(interrupted: Interrupted) -> None:
    traveler = interrupted.platform.traveler()
    interrupted.outage.down = True

    answer = interrupted.book(traveler)

    taken = answer.json()
    assert answer.status_code == 202
    assert answer.headers["location"] == f"{REQUESTS}/{taken['id']}"
    assert (taken["kind"], taken["status"]) == ("booking", "waiting")
    assert taken["launch_id"] == str(interrupted.launch_id)
    assert (taken["booking_id"], taken["reason"], taken["decided_at"]) == (None, None, None)
    waiting = traveler.get(answer.headers["location"])
    assert (waiting.json(), waiting.headers["etag"]) == (taken, answer.headers["etag"])

    interrupted.settle()

    done = traveler.get(answer.headers["location"], if_none_match=waiting.headers["etag"])
    assert (done.status_code, done.json()["status"]) == (200, "settled")
    booked = traveler.get(f"{BOOKINGS}/{done.json()['booking_id']}").json()
    assert (booked["status"], booked["payment"]["status"]) == ("confirmed", "succeeded")
    unchanged = traveler.get(answer.headers["location"], if_none_match=done.headers["etag"])
    assert unchanged.status_code == 304


def test_a_retry_is_shown_the_same_request_and_then_the_booking(interrupted: Interrupted) -> None:
    traveler = interrupted.platform.traveler()
    interrupted.outage.down = True
    first = interrupted.book(traveler)
    assert interrupted.book(traveler).json() == first.json()

    interrupted.settle()
    retried = interrupted.book(traveler)

    assert (retried.status_code, retried.json()["status"]) == (201, "confirmed")
    shown = traveler.get(first.headers["location"]).json()
    assert shown["booking_id"] == retried.json()["id"]


def test_another_body_under_the_key_is_refused(interrupted: Interrupted) -> None:
    traveler = interrupted.platform.traveler()
    interrupted.outage.down = True
    interrupted.book(traveler)

    other = interrupted.book(traveler, seats=1)

    assert (other.status_code, other.json()["code"]) == (422, "idempotency-key-reused")


@pytest.mark.parametrize("without", [{"payment_method": None}, {"expected_total": None}])
def test_what_cannot_be_settled_alone_is_not_taken(
    interrupted: Interrupted, without: dict[str, Any]
) -> None:
    traveler = interrupted.platform.traveler()
    interrupted.outage.down = True

    answer = interrupted.book(traveler, **without)

    assert answer.status_code == 503
    assert "names its payment method and the total" in answer.json()["detail"]
    assert "retry-after" in answer.headers


def test_a_connection_that_breaks_when_all_is_done_costs_no_second_booking(
    interrupted: Interrupted,
) -> None:
    traveler = interrupted.platform.traveler()
    interrupted.book(traveler, "rehearsal", seats=1, expected_total=None)
    interrupted.outage.calls.clear()
    answer = interrupted.book(traveler, "counted", seats=1, expected_total=None)
    assert answer.status_code == 201
    assert interrupted.outage.calls[-1] == "keys.finish"
    interrupted.outage.at = 2 * len(interrupted.outage.calls)

    unkept = interrupted.book(traveler, "cut", seats=1, expected_total=None)

    assert (unkept.status_code, unkept.json()["status"]) == (201, "confirmed")
    interrupted.outage.end()
    interrupted.world.pass_time(timedelta(seconds=61))
    again = interrupted.book(traveler, "cut", seats=1, expected_total=None)
    assert again.json()["id"] == unkept.json()["id"]


def test_a_refused_request_is_refused_again_at_the_front_door(interrupted: Interrupted) -> None:
    traveler, rival = interrupted.platform.traveler(), interrupted.platform.traveler()
    interrupted.outage.down = True
    chosen = interrupted.book(traveler, seats=[1, 2])
    interrupted.outage.end()
    theirs = interrupted.book(rival, seats=[1, 2]).json()

    interrupted.settle()

    shown = traveler.get(chosen.headers["location"]).json()
    assert shown["status"] == "refused"
    assert shown["reason"] == {"code": "seats-taken", "detail": "Already taken: seat 1, 2."}
    quote = rival.post(f"{BOOKINGS}/{theirs['id']}/cancellation-quotes").json()
    rival.post(f"{BOOKINGS}/{theirs['id']}/cancellation", {"quote_id": quote["id"]})

    retried = interrupted.book(traveler, seats=[1, 2])
    problem = retried.json()
    assert (retried.status_code, problem["code"]) == (409, "booking-request-refused")
    assert (problem["reason_code"], problem["booking_request_id"]) == ("seats-taken", shown["id"])
    assert interrupted.book(traveler, "fresh", seats=[1, 2]).status_code == 201


def test_a_cancellation_is_taken_settled_and_shown(interrupted: Interrupted) -> None:
    traveler = interrupted.platform.traveler()
    booked = f"{BOOKINGS}/{interrupted.book(traveler).json()['id']}"
    quote = traveler.post(f"{booked}/cancellation-quotes").json()
    interrupted.outage.down = True

    answer = traveler.post(f"{booked}/cancellation", {"quote_id": quote["id"]})
    again = traveler.post(f"{booked}/cancellation", {"quote_id": quote["id"]})

    assert (answer.status_code, answer.json()["kind"]) == (202, "cancellation")
    assert answer.json()["booking_id"] in booked
    assert again.json() == answer.json()
    interrupted.settle()
    interrupted.world.settle()
    assert traveler.get(answer.headers["location"]).json()["status"] == "settled"
    assert traveler.get(booked).json()["status"] == "cancelled"
    assert broken_when_settled(interrupted.world.parts) == []


def test_requests_are_their_traveler_s(interrupted: Interrupted) -> None:
    traveler, other = interrupted.platform.traveler(), interrupted.platform.traveler()
    interrupted.outage.down = True
    taken = interrupted.book(traveler).headers["location"]

    assert other.get(taken).status_code == 404
    assert traveler.get(f"{REQUESTS}/{UUID(int=7)}").status_code == 404
    assert interrupted.platform.client.get(taken).status_code == 401


def _raise(error: Exception) -> Any:
    def use_case(*_: object, **__: object) -> Any:
        raise error

    return use_case


def test_with_both_stores_away_nothing_is_taken() -> None:
    away = _raise(Unavailable())
    system = stub_system(book_seats=away, request_seats=away, find_answer=away)
    body = {"launch_id": str(UUID(int=1)), "seats": 1, "payment_method": "pm_ok"}
    with client_of(system) as client:
        answer = client.post(BOOKINGS, json=body, headers=bearer() | {"idempotency-key": "k"})

    assert (answer.status_code, answer.json()["code"]) == (503, "unavailable")


def test_a_crowd_is_no_outage() -> None:
    system = stub_system(
        book_seats=_raise(Contended()),
        find_answer=lambda _: None,
        request_seats=_raise(AssertionError("it must not be taken")),
    )
    body = {"launch_id": str(UUID(int=1)), "seats": 1, "payment_method": "pm_ok"}
    with client_of(system) as client:
        answer = client.post(BOOKINGS, json=body, headers=bearer() | {"idempotency-key": "k"})

    assert (answer.status_code, answer.json()["code"]) == (503, "contended")


def test_both_kinds_of_202_are_described() -> None:
    document = describe(create_app(stub_system(), *SERVICES, settings=QUIET))

    answers = document["paths"][BOOKINGS]["post"]["responses"]
    told = str(answers["202"]["content"]["application/json"]["schema"])
    assert "BookingAnswer" in told
    assert "BookingRequestAnswer" in told
