"""Users over HTTP (story 0.9)."""

from typing import Any

import pytest

from astrobookings.domain.identity.roles import Position
from astrobookings.testing.world import PASSWORD

from .conftest import Person, Platform
from .test_identity_routes import AUTH, mailed_token, post

USERS = "/api/v1/system/users"
MAE = {
    "email": "mae@astro.test",
    "first_name": "Mae",
    "last_name": "Ito",
    "position": "customer_service",
    "department": "Launch desk",
    "phone": "600 123 456",
    "country": "ES",
}
SUSPEND = {"status": "suspended", "reason": "Left the company."}


@pytest.fixture
def ops(platform: Platform) -> Person:
    """Give a signed-in operations manager."""
    return platform.employee(Position.OPERATIONS)


def found(ops: Person, query: str) -> list[str]:
    answer = ops.get(f"{USERS}?{query}")
    assert answer.status_code == 200, answer.text
    return [user["email"] for user in answer.json()["items"]]


@pytest.mark.story("0.9")
def test_an_employee_is_invited_and_comes_in(platform: Platform, ops: Person) -> None:
    created = ops.post(USERS, MAE)
    token = mailed_token(platform, "mae@astro.test")
    chosen = post(platform, "password-resets/confirm", {"token": token, "password": PASSWORD})

    assert created.status_code == 201
    assert created.headers["location"] == f"{USERS}/{created.json()['id']}"
    assert (created.json()["status"], created.json()["department"]) == (
        "unconfirmed",
        "Launch desk",
    )
    assert created.json()["available_actions"] == ["edit", "move", "suspend", "invite"]
    assert chosen.status_code == 204
    mae = platform.sign_in_as("mae@astro.test").get(f"{AUTH}/me").json()
    assert (mae["status"], mae["position"]) == ("active", "customer_service")


@pytest.mark.story("0.9")
def test_an_invitation_is_sent_again(platform: Platform, ops: Person) -> None:
    mae = ops.post(USERS, MAE).json()
    first = mailed_token(platform, "mae@astro.test")

    again = ops.post(f"{USERS}/{mae['id']}/invitation")

    second = mailed_token(platform, "mae@astro.test")
    tried = post(platform, "password-resets/confirm", {"token": first, "password": PASSWORD})
    assert again.status_code == 202
    assert first != second
    assert (tried.status_code, tried.json()["code"]) == (409, "link-expired")


@pytest.mark.story("0.9")
def test_users_are_filtered_sorted_and_paged(platform: Platform, ops: Person) -> None:
    platform.traveler()
    ops.post(USERS, MAE)

    assert found(ops, "role=traveler") == ["traveler2@example.test"]
    assert found(ops, "position=operations&status=active") == ["employee1@example.test"]
    assert found(ops, "department=Launch%20desk") == ["mae@astro.test"]
    assert found(ops, "text=ASTRO.TEST") == ["mae@astro.test"]
    assert found(ops, "sort=-name") == found(ops, "sort=name")[::-1]
    first = ops.get(f"{USERS}?limit=2&sort=created_at").json()
    rest = ops.get(f"{USERS}?limit=2&sort=created_at&after={first['next']}").json()
    assert [len(first["items"]), len(rest["items"]), rest["next"]] == [2, 1, None]


@pytest.mark.story("0.9")
def test_a_suspension_ends_what_the_user_does_at_once(platform: Platform, ops: Person) -> None:
    traveler = platform.traveler()
    me = traveler.get(f"{AUTH}/me").json()

    barred = ops.patch(f"{USERS}/{me['id']}", SUSPEND)
    refused = traveler.get(f"{AUTH}/me")
    login = post(platform, "login", {"email": me["email"], "password": PASSWORD})

    assert barred.status_code == 200, barred.text
    assert barred.json()["suspension_reason"] == "Left the company."
    assert barred.json()["available_actions"] == ["reinstate"]
    assert (refused.status_code, refused.json()["code"]) == (401, "session-ended")
    assert (login.status_code, login.json()["code"]) == (403, "account-suspended")

    back = ops.patch(f"{USERS}/{me['id']}", {"status": "active", "reason": "A mistake."})

    assert (back.json()["status"], back.json()["suspension_reason"]) == ("active", None)
    assert platform.sign_in_as(me["email"]).get(f"{AUTH}/me").status_code == 200


@pytest.mark.story("0.9")
def test_an_employee_moves_to_another_position(platform: Platform, ops: Person) -> None:
    colleague = platform.employee(Position.IT)
    me = colleague.get(f"{AUTH}/me").json()
    tag = ops.get(f"{USERS}/{me['id']}").headers["etag"]

    moved = ops.patch(f"{USERS}/{me['id']}", {"position": "finance"}, if_match=tag)
    stale = ops.patch(f"{USERS}/{me['id']}", {"department": "Orbit"}, if_match=tag)

    assert (moved.status_code, moved.json()["position"]) == (200, "finance")
    assert (stale.status_code, stale.json()["code"]) == (412, "stale-version")
    assert colleague.get(f"{AUTH}/me").status_code == 401


@pytest.mark.story("0.9")
@pytest.mark.parametrize("change", [SUSPEND, {"position": "it"}])
def test_nobody_takes_the_own_office_away(ops: Person, change: dict[str, Any]) -> None:
    me = ops.get(f"{AUTH}/me").json()

    answer = ops.patch(f"{USERS}/{me['id']}", change)

    assert (answer.status_code, answer.json()["code"]) == (409, "own-account")
    assert ops.get(f"{USERS}/{me['id']}").json()["available_actions"] == ["edit"]


@pytest.mark.story("0.9")
@pytest.mark.parametrize(
    ("change", "pointer"),
    [
        ({"status": "suspended"}, "/reason"),
        ({"status": "closed", "reason": "x"}, "/status"),
        ({"position": "captain"}, "/position"),
        ({"phone": "12", "country": "ES"}, "/phone"),
        ({"last_name": " "}, "/last_name"),
        ({"email": "new@astro.test"}, "/email"),
    ],
)
def test_what_is_wrong_in_itself_is_told(ops: Person, change: dict[str, Any], pointer: str) -> None:
    mae = ops.post(USERS, MAE).json()

    answer = ops.patch(f"{USERS}/{mae['id']}", change)

    assert answer.status_code == 422
    assert [fault["pointer"] for fault in answer.json()["errors"]] == [pointer]


@pytest.mark.story("0.9")
def test_an_address_is_taken_once(ops: Person) -> None:
    ops.post(USERS, MAE)
    again = ops.post(USERS, MAE | {"email": "MAE@astro.test"})

    assert (again.status_code, again.json()["code"]) == (409, "email-taken")
