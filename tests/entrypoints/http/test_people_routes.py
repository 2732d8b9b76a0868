"""Testimonials, wishes, neighbouring launches and the platform over HTTP."""

from datetime import timedelta
from typing import Any

import pytest

from astrobookings.domain.agencies.launch import Launch
from astrobookings.domain.identity.roles import Position

from .conftest import Person, Platform

BOOKING = "/api/v1/booking"


def flown(platform: Platform) -> tuple[Person, Launch]:
    """A traveler who was on a successful launch."""
    world = platform.world
    by, launch = world.traveler(), world.launch(days=10)
    world.book(by, launch.id, 2)
    world.pass_time(timedelta(days=11))
    world.system.mark_launch_successful(world.owner_of(launch), launch.id)
    world.settle()
    return platform.sign_in(by), launch


def given(person: Person, launch: Launch, **fields: Any) -> Any:
    body = {"launch_id": str(launch.id), "stars": 5, "text": "Two sunrises.", **fields}
    return person.post(f"{BOOKING}/testimonials", body)


def listed(person: Person, query: str = "") -> list[Any]:
    answer = person.get(f"{BOOKING}/testimonials{query}")
    assert answer.status_code == 200, answer.text
    items: list[Any] = answer.json()["items"]
    return items


@pytest.mark.story("2.9")
def test_a_testimonial_is_read_by_everybody_once_it_is_approved(platform: Platform) -> None:
    by, launch = flown(platform)
    visitor = Person(platform.client, {})
    employee = platform.employee(Position.CUSTOMER_SERVICE)

    made = given(by, launch)
    path = f"{BOOKING}/testimonials/{made.json()['id']}/moderation"
    (waiting,) = listed(employee, "?status=pending")
    before = listed(visitor)
    decided = employee.post(path, {"decision": "approved"}, if_match='"1"')
    (shown,) = listed(visitor, f"?launch_id={launch.id}&sort=-stars")

    assert (made.status_code, made.json()["moderation"]["status"]) == (201, "pending")
    assert before == []
    assert waiting["moderation"]["available_actions"] == ["approve", "reject"]
    assert (decided.status_code, decided.json()["moderation"]["status"]) == (200, "approved")
    assert shown["name"] == "Ada M."
    assert shown["launch"]["slug"] == launch.slug
    assert "moderation" not in shown


@pytest.mark.story("2.9")
def test_visitors_read_about_the_platform(platform: Platform) -> None:
    flown(platform)

    about = Person(platform.client, {}).get(f"{BOOKING}/about").json()

    assert about["name"] == "AstroBookings"
    assert "@" in about["contact"]
    assert about["figures"] == {
        "launches_flown": 1,
        "travelers_flown": 2,
        "agencies": 1,
        "spaceports": 1,
        "testimonials": 0,
        "stars": None,
    }


@pytest.mark.story("2.9")
def test_only_who_was_there_tells_and_once(platform: Platform) -> None:
    by, launch = flown(platform)

    assert given(platform.traveler(), launch).json()["code"] == "not-flown"
    assert given(by, launch, name="first_name").json()["name"] == "Ada"
    assert given(by, launch).json()["code"] == "testimonial-given"
    assert given(by, launch, stars=6).status_code == 422
    assert given(platform.agency(), launch).status_code == 403


def test_a_traveler_sees_what_became_of_the_own_ones(platform: Platform) -> None:
    by, launch = flown(platform)
    made = given(by, launch).json()
    path = f"{BOOKING}/testimonials/{made['id']}/moderation"
    employee = platform.employee(Position.OPERATIONS)

    unfounded = employee.post(path, {"decision": "rejected"})
    stale = employee.post(path, {"decision": "approved"}, if_match='"7"')
    employee.post(path, {"decision": "rejected", "reason": "An advertisement."})
    again = employee.post(path, {"decision": "rejected", "reason": "An advertisement."})
    (own,) = by.get(f"{BOOKING}/testimonials/mine").json()["items"]

    assert (unfounded.status_code, stale.status_code) == (422, 412)
    assert again.json()["code"] == "testimonial-status"
    assert own["moderation"]["status"] == "rejected"
    assert own["moderation"]["reason"] == "An advertisement."
    assert own["moderation"]["available_actions"] == []


def test_others_than_approved_ones_are_for_those_who_moderate(platform: Platform) -> None:
    by, launch = flown(platform)
    given(by, launch)
    query = f"{BOOKING}/testimonials?status=pending"

    assert Person(platform.client, {}).get(query).status_code == 401
    assert by.get(query).status_code == 403
    assert platform.employee(Position.FINANCE).get(query).status_code == 403


def sold_out(platform: Platform) -> tuple[Person, str, Launch]:
    """Somebody who has every seat of a launch, by one booking."""
    world = platform.world
    by, launch = world.traveler(), world.launch(seats=2)
    booked = world.book(by, launch.id, 2)
    world.settle()
    return platform.sign_in(by), str(booked.booking.id), launch


@pytest.mark.story("2.3")
def test_a_wish_is_granted_when_seats_come_back(platform: Platform) -> None:
    owner, booking_id, launch = sold_out(platform)
    by = platform.traveler()
    path = f"{BOOKING}/launches/{launch.slug}/wish"

    made = by.post(path, {"seats": 2})
    again = by.post(path, {"seats": 2})
    other = by.post(path, {"seats": 1})
    quote = owner.post(f"{BOOKING}/bookings/{booking_id}/cancellation-quotes").json()
    owner.post(f"{BOOKING}/bookings/{booking_id}/cancellation", {"quote_id": quote["id"]})
    granted = by.get(path).json()
    held = by.get(f"{BOOKING}/bookings/{granted['booking_id']}").json()

    assert (made.status_code, made.json()["available_actions"]) == (201, ["withdraw"])
    assert again.json() == made.json()
    assert (other.status_code, other.json()["code"], other.json()["seats"]) == (
        409,
        "wish-waiting",
        2,
    )
    assert (granted["status"], granted["available_actions"]) == ("granted", [])
    assert (held["status"], held["seats"]) == ("held", [1, 2])


@pytest.mark.story("2.3")
def test_a_wish_is_withdrawn(platform: Platform) -> None:
    _, _, launch = sold_out(platform)
    by = platform.traveler()
    path = f"{BOOKING}/launches/{launch.id}/wish"
    by.post(path, {"seats": 1})

    gone = by.delete(path)

    assert (gone.status_code, gone.json()["status"]) == (200, "withdrawn")
    assert by.delete(path).status_code == 404
    assert by.get(f"{BOOKING}/wishes?status=waiting").json()["items"] == []
    (kept,) = by.get(f"{BOOKING}/wishes?launch_id={launch.id}").json()["items"]
    assert kept["status"] == "withdrawn"


def test_nobody_waits_for_seats_that_are_left(platform: Platform) -> None:
    launch = platform.world.launch(seats=4)

    answer = platform.traveler().post(f"{BOOKING}/launches/{launch.id}/wish", {"seats": 2})

    assert (answer.status_code, answer.json()["code"]) == (409, "seats-left")
    assert answer.json()["left"] == 4


@pytest.mark.story("2.1")
def test_a_sold_out_launch_names_its_neighbours(platform: Platform) -> None:
    _, _, launch = sold_out(platform)
    beside = platform.world.launch(days=410)
    visitor = Person(platform.client, {})

    answer = visitor.get(f"{BOOKING}/launches/{launch.slug}/neighbours?seats=2")

    assert [one["id"] for one in answer.json()["items"]] == [str(beside.id)]
    assert visitor.get(f"{BOOKING}/launches/{launch.id}/neighbours?seats=0").status_code == 422
    assert visitor.get(f"{BOOKING}/launches/no-such/neighbours").status_code == 404


@pytest.mark.story("2.1")
def test_a_refusal_for_want_of_seats_says_what_else_there_is(platform: Platform) -> None:
    _, _, launch = sold_out(platform)
    beside = platform.world.launch(days=410)
    by = platform.traveler()

    refused = by.post(f"{BOOKING}/bookings", {"launch_id": str(launch.id), "seats": 2}).json()

    assert (refused["code"], refused["left"]) == ("sold-out", 0)
    assert [one["id"] for one in by.get(refused["neighbours"]).json()["items"]] == [str(beside.id)]
    assert by.post(refused["wish"], {"seats": 2}).status_code == 201
    shown = by.get(f"{BOOKING}/launches/{launch.id}").json()
    assert shown["available_actions"] == ["wish"]
