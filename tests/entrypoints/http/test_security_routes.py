"""Sessions and second factors over HTTP (stories 0.2, 0.6)."""

from datetime import timedelta
from typing import Any

import pytest
from attrs import evolve
from httpx import Response
from litestar.testing import TestClient

from astrobookings.domain.identity.roles import Position
from astrobookings.domain.identity.second_factor import SecondFactorPolicy
from astrobookings.entrypoints.http.app import SERVICES, create_app
from astrobookings.testing.in_memory import in_memory_world
from astrobookings.testing.world import PASSWORD
from tests.application.identity.codes import code_at

from .conftest import ROOMY, Person, Platform
from .test_identity_routes import AUTH, post

SESSIONS = f"{AUTH}/me/sessions"
FACTOR = f"{AUTH}/me/second-factor"
STEP = timedelta(seconds=30)
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


def code_of(platform: Platform, secret: str) -> str:
    return code_at(secret, platform.world.clock.now())


def email_of(person: Person) -> str:
    return str(person.get(f"{AUTH}/me").json()["email"])


def login(platform: Platform, email: str, **more: Any) -> Response:
    answer: Response = post(platform, "login", {"email": email, "password": PASSWORD, **more})
    return answer


def enrolled(platform: Platform, person: Person) -> tuple[str, list[str]]:
    secret = person.post(FACTOR, {"password": PASSWORD}).json()["secret"]
    told = person.post(f"{FACTOR}/confirmation", {"code": code_of(platform, secret)}).json()
    platform.world.pass_time(STEP)
    return secret, told["recovery_codes"]


@pytest.mark.story("0.6")
def test_sessions_are_listed_with_their_devices_and_ended_one_by_one(platform: Platform) -> None:
    present = platform.traveler()
    email = email_of(present)
    answer = platform.client.post(
        f"{AUTH}/login",
        json={"email": email, "password": PASSWORD},
        headers={"user-agent": FIREFOX},
    )
    lost = Person(platform.client, {"authorization": f"Bearer {answer.json()['access_token']}"})

    listed = present.get(SESSIONS).json()["items"]
    (other,) = (one for one in listed if not one["current"])
    ended = present.delete(f"{SESSIONS}/{other['id']}")

    assert len(listed) == 2
    assert (other["device"], other["user_agent"]) == ("Firefox on Linux", FIREFOX)
    assert {"origin", "created_at", "last_used_at", "expires_at"} <= other.keys()
    assert ended.status_code == 204
    assert lost.get(f"{AUTH}/me").json()["code"] == "session-ended"
    assert [one["current"] for one in present.get(SESSIONS).json()["items"]] == [True]


@pytest.mark.story("0.6")
def test_all_other_sessions_end_in_one_act(platform: Platform) -> None:
    present = platform.traveler()
    others = [platform.sign_in_as(email_of(present)) for _ in range(2)]

    ended = present.delete(SESSIONS)

    assert ended.status_code == 204
    assert {other.get(f"{AUTH}/me").status_code for other in others} == {401}
    assert present.get(f"{AUTH}/me").status_code == 200


@pytest.mark.story("0.6")
def test_a_session_of_another_is_not_found(platform: Platform) -> None:
    ada, eve = platform.traveler(), platform.traveler()
    (hers,) = ada.get(SESSIONS).json()["items"]

    answer = eve.delete(f"{SESSIONS}/{hers['id']}")

    assert answer.status_code == 404
    assert ada.get(SESSIONS).status_code == 200


@pytest.mark.story("0.6")
@pytest.mark.story("0.2")
def test_a_second_factor_is_set_up_and_asked_for(platform: Platform) -> None:
    person = platform.employee(Position.FINANCE)
    email = email_of(person)
    off = person.get(FACTOR).json()
    begun = person.post(FACTOR, {"password": PASSWORD})
    secret = begun.json()["secret"]
    confirmed = person.post(f"{FACTOR}/confirmation", {"code": code_of(platform, secret)})
    platform.world.pass_time(STEP)

    asked = login(platform, email)
    wrong = login(platform, email, code="000000")
    entered = login(platform, email, code=code_of(platform, secret))
    replayed = login(platform, email, code=code_of(platform, secret))

    assert (off["status"], off["available_actions"]) == ("off", ["begin"])
    assert begun.status_code == 201
    assert begun.headers["cache-control"] == confirmed.headers["cache-control"] == "no-store"
    assert begun.json()["uri"].startswith("otpauth://totp/")
    assert len(confirmed.json()["recovery_codes"]) == 10
    assert (asked.status_code, asked.json()["code"]) == (403, "second-factor-required")
    assert (wrong.status_code, wrong.json()["code"]) == (401, "wrong-code")
    assert entered.status_code == 200
    assert (replayed.status_code, replayed.json()["code"]) == (401, "wrong-code")
    assert secret not in person.get(FACTOR).text


@pytest.mark.story("0.2")
def test_guessed_codes_are_throttled(platform: Platform) -> None:
    person = platform.employee(Position.FINANCE)
    email = email_of(person)
    enrolled(platform, person)

    answers = [login(platform, email, code="000000") for _ in range(6)]

    assert [one.status_code for one in answers] == [401] * 5 + [429]
    assert int(answers[-1].headers["retry-after"]) > 0


@pytest.mark.story("0.6")
def test_a_recovery_code_signs_in_and_codes_are_renewed(platform: Platform) -> None:
    person = platform.traveler()
    email = email_of(person)
    secret, codes = enrolled(platform, person)

    entered = login(platform, email, code=codes[0])
    left = person.get(FACTOR).json()
    body = {"password": PASSWORD, "code": code_of(platform, secret)}
    renewed = person.post(f"{FACTOR}/recovery-codes", body)

    assert entered.status_code == 200
    assert (left["status"], left["recovery_codes_left"]) == ("on", 9)
    assert set(renewed.json()["recovery_codes"]).isdisjoint(codes)
    assert login(platform, email, code=codes[1]).status_code == 401


@pytest.mark.story("0.6")
def test_it_is_switched_off_by_password_and_code(platform: Platform) -> None:
    person = platform.traveler()
    email = email_of(person)
    _, codes = enrolled(platform, person)

    def switch_off(**body: str) -> Response:
        return platform.client.request("DELETE", FACTOR, json=body, headers=person.headers)

    wrong = switch_off(password="wrong", code=codes[0])
    off = switch_off(password=PASSWORD, code=codes[0])
    again = switch_off(password=PASSWORD, code=codes[1])

    assert (wrong.status_code, wrong.json()["code"]) == (401, "wrong-credentials")
    assert off.status_code == 204
    assert (again.status_code, again.json()["code"]) == (409, "no-second-factor")
    assert login(platform, email).status_code == 200


@pytest.mark.story("0.9")
def test_operations_takes_a_lost_one_off(platform: Platform) -> None:
    person = platform.employee(Position.FINANCE)
    email = email_of(person)
    enrolled(platform, person)
    user = f"/api/v1/system/users/{person.get(f'{AUTH}/me').json()['id']}"
    ops = platform.employee(Position.OPERATIONS)

    seen = ops.get(user).json()
    reset = ops.post(f"{user}/second-factor-reset", {"reason": "The phone was stolen."})

    assert (seen["second_factor"], "reset_second_factor" in seen["available_actions"]) == (
        "on",
        True,
    )
    assert reset.status_code == 204
    assert login(platform, email).status_code == 200


@pytest.mark.story("0.2")
def test_a_position_that_needs_one_sets_it_up_before_signing_in() -> None:
    world = in_memory_world()
    world.restart(evolve(world.parts, second_factor_policy=SecondFactorPolicy("finance")))
    with TestClient(create_app(world.system, *SERVICES, settings=ROOMY)) as client:
        platform = Platform(world, client)
        account = world.parts.users.get(world.employee(Position.FINANCE).user_id)  # type: ignore[arg-type]
        who = {"email": account.email, "password": PASSWORD}

        missing = login(platform, account.email)
        secret = post(platform, "second-factor", who).json()["secret"]
        proof = who | {"code": code_of(platform, secret)}
        proven = post(platform, "second-factor/confirmation", proof)
        world.pass_time(STEP)
        entered = login(platform, account.email, code=code_of(platform, secret))

    assert (missing.status_code, missing.json()["code"]) == (403, "second-factor-missing")
    assert proven.status_code == 200
    assert entered.status_code == 200
