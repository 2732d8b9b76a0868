"""One's own data, and the end of the account, over HTTP."""

import pytest

from astrobookings.domain.identity.permissions import signed_in
from astrobookings.domain.identity.roles import Position
from astrobookings.testing.world import PASSWORD

from .conftest import Platform

ME = "/api/v1/system/auth/me"


@pytest.mark.story("0.6")
def test_people_get_a_file_of_everything_held_about_them(platform: Platform) -> None:
    world = platform.world
    by = world.traveler()
    booked = world.book(by, world.launch().id, 1).booking
    person = platform.sign_in(by)

    answer = person.get(f"{ME}/export")

    held = answer.json()
    assert answer.status_code == 200
    assert "attachment" in answer.headers["content-disposition"]
    assert held["account"]["account"][0]["id"] == held["user_id"]
    assert [one["reference"] for one in held["business"]["booking"]] == [booked.reference]
    assert len(held["account"]["session"]) == 1
    assert "password_hash" not in held["account"]["account"][0]
    assert "pm_ok" not in answer.text


@pytest.mark.story("0.6")
def test_a_traveler_leaves_and_may_come_back(platform: Platform) -> None:
    world = platform.world
    by = world.traveler()
    email = world.parts.users.get(signed_in(by)).email
    person = platform.sign_in(by)

    left = person.post(f"{ME}/closure", {"password": PASSWORD, "reason": "Too far."})
    world.settle()

    assert left.status_code == 204
    assert person.get(ME).status_code == 401
    login = {"email": email, "password": PASSWORD}
    gone = platform.client.post("/api/v1/system/auth/login", json=login)
    assert gone.json()["code"] == "wrong-credentials"
    assert world.parts.users.find_by_email(email) is None


@pytest.mark.story("0.6")
def test_what_is_open_is_said(platform: Platform) -> None:
    world = platform.world
    by = world.traveler()
    world.book(by, world.launch().id, 1)
    person = platform.sign_in(by)

    answer = person.post(f"{ME}/closure", {"password": PASSWORD})

    assert (answer.status_code, answer.json()["code"]) == (409, "account-in-use")
    assert answer.json()["reasons"] == ["bookings that are not over: 1"]
    assert person.get(ME).status_code == 200


@pytest.mark.story("0.6")
def test_employees_and_strangers_do_not_close_accounts(platform: Platform) -> None:
    employee, traveler = platform.employee(Position.FINANCE), platform.traveler()

    colleague = employee.post(f"{ME}/closure", {"password": PASSWORD})
    stranger = traveler.post(f"{ME}/closure", {"password": "something else entirely"})

    assert (colleague.status_code, colleague.json()["code"]) == (409, "employee-account")
    assert (stranger.status_code, stranger.json()["code"]) == (401, "wrong-credentials")
