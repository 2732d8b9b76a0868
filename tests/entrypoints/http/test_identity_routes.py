"""Accounts and sign-in over HTTP."""

import re
from datetime import timedelta
from typing import Any

import pytest

from astrobookings.testing.world import PASSWORD

from .conftest import Platform

AUTH = "/api/v1/system/auth"
TRAVELER = {
    "email": "ada@example.test",
    "password": PASSWORD,
    "first_name": "Ada",
    "last_name": "Lovelace",
    "birth_date": "1990-12-10",
    "phone": "+34600123456",
    "address": "Calle Mayor 1, Madrid",
    "country": "ES",
    "tax_id": "12345678Z",
}
AGENCY = {
    "email": "fly@example.test",
    "password": PASSWORD,
    "first_name": "Grace",
    "last_name": "Hopper",
    "company_name": "Orbita",
    "contact_person": "Grace Hopper",
    "contact_email": "desk@example.test",
    "contact_phone": "+34600123456",
    "tax_id": "B58378431",
    "legal_address": "Gran Via 1, Madrid",
    "country": "ES",
}


def post(platform: Platform, path: str, body: Any) -> Any:
    return platform.client.post(f"{AUTH}/{path}", json=body)


def mailed_token(platform: Platform, address: str) -> str:
    """The token in the newest mail to *address*."""
    platform.world.settle()
    mails = platform.world.parts.mailbox.newest(50)  # type: ignore[union-attr]
    text = next(mail.text for mail in mails if mail.to == address)
    found = re.search(r"[0-9a-f-]{36}\.[A-Za-z0-9_=-]+", text)
    assert found is not None, text
    return found[0]


@pytest.mark.story("0.1")
@pytest.mark.story("0.2")
@pytest.mark.story("2.2")
def test_a_traveler_registers_confirms_and_signs_in(platform: Platform) -> None:
    registered = post(platform, "travelers", TRAVELER)
    login = {"email": "ADA@example.test", "password": PASSWORD}
    too_early = post(platform, "login", login)
    confirmed = post(
        platform, "email-confirmations", {"token": mailed_token(platform, "ada@example.test")}
    )
    signed_in = post(platform, "login", login)

    assert (registered.status_code, registered.json()["status"]) == (201, "unconfirmed")
    assert "password" not in registered.text
    assert (too_early.status_code, too_early.json()["code"]) == (403, "account-unconfirmed")
    assert (confirmed.status_code, confirmed.json()["status"]) == (200, "active")
    answer = signed_in.json()
    assert set(answer) >= {"access_token", "refresh_token", "expires_in", "user"}
    assert answer["user"]["role"] == "traveler"
    assert signed_in.headers["cache-control"] == "no-store"


@pytest.mark.story("0.1")
def test_an_address_is_taken_once(platform: Platform) -> None:
    post(platform, "travelers", TRAVELER)
    again = post(platform, "agencies", AGENCY | {"email": "Ada@Example.test"})

    assert (again.status_code, again.json()["code"]) == (409, "email-taken")


@pytest.mark.story("2.2")
def test_every_fault_of_a_registration_is_told(platform: Platform) -> None:
    wrong = {"password": "short", "birth_date": "2020-01-01", "phone": "12"}
    answer = post(platform, "travelers", TRAVELER | wrong)

    pointers = {fault["pointer"] for fault in answer.json()["errors"]}
    assert answer.status_code == 422
    assert {"/password", "/birth_date", "/phone"} == pointers


@pytest.mark.story("0.2")
def test_wrong_passwords_and_unknown_addresses_look_the_same(platform: Platform) -> None:
    person = platform.world.traveler()
    email = platform.world.parts.users.get(person.user_id).email  # type: ignore[arg-type]
    answers = [
        post(platform, "login", {"email": email, "password": "not the password"}),
        post(platform, "login", {"email": "nobody@example.test", "password": PASSWORD}),
    ]

    for answer in answers:
        assert (answer.status_code, answer.json()["code"]) == (401, "wrong-credentials")
        assert "www-authenticate" in answer.headers


@pytest.mark.story("0.2")
def test_guessing_is_slowed_down(platform: Platform) -> None:
    guess = {"email": "nobody@example.test", "password": "guess after guess"}
    for _ in range(5):
        post(platform, "login", guess)
    answer = post(platform, "login", guess)

    assert (answer.status_code, answer.json()["code"]) == (429, "too-many-attempts")
    assert int(answer.headers["retry-after"]) == answer.json()["retry_after"] > 0


@pytest.mark.story("0.3")
def test_signing_out_ends_the_session_at_once(platform: Platform) -> None:
    traveler = platform.traveler()
    assert traveler.get(f"{AUTH}/me").status_code == 200

    assert traveler.post(f"{AUTH}/logout").status_code == 204
    assert traveler.get(f"{AUTH}/me").json()["code"] == "session-ended"


@pytest.mark.story("0.3")
def test_signing_out_everywhere_ends_all(platform: Platform) -> None:
    account = platform.world.traveler()
    here, there = platform.sign_in(account), platform.sign_in(account)
    there.get(f"{AUTH}/me")

    assert here.post(f"{AUTH}/logout-everywhere").status_code == 204
    assert there.get(f"{AUTH}/me").status_code == 401


@pytest.mark.story("0.5")
def test_tokens_expire(platform: Platform) -> None:
    traveler = platform.traveler()
    assert traveler.get(f"{AUTH}/me").status_code == 200
    platform.world.pass_time(timedelta(minutes=16))

    assert traveler.get(f"{AUTH}/me").json()["code"] == "invalid-token"


@pytest.mark.story("0.7")
def test_refresh_tokens_rotate_and_reuse_ends_the_session(platform: Platform) -> None:
    account = platform.world.parts.users.get(platform.world.traveler().user_id)  # type: ignore[arg-type]
    login = {"email": account.email, "password": PASSWORD}
    first = post(platform, "login", login).json()
    second = post(platform, "refresh", {"refresh_token": first["refresh_token"]}).json()
    platform.world.pass_time(timedelta(seconds=11))
    reused = post(platform, "refresh", {"refresh_token": first["refresh_token"]})
    after = post(platform, "refresh", {"refresh_token": second["refresh_token"]})

    assert second["refresh_token"] != first["refresh_token"]
    assert (reused.status_code, after.status_code) == (401, 401)


@pytest.mark.story("0.6")
def test_a_traveler_updates_the_profile(platform: Platform) -> None:
    traveler = platform.traveler()
    seen = traveler.get(f"{AUTH}/me")
    etag = seen.headers["etag"]
    changed = traveler.patch(f"{AUTH}/me", {"address": "Rue Alta 2"}, if_match=etag)
    lost = traveler.patch(f"{AUTH}/me", {"address": "Elsewhere"}, if_match=etag)

    assert traveler.get(f"{AUTH}/me", if_none_match=changed.headers["etag"]).status_code == 304
    assert changed.json()["profile"]["address"] == "Rue Alta 2"
    assert (lost.status_code, lost.json()["code"]) == (412, "stale-version")


@pytest.mark.story("0.6")
def test_a_new_password_ends_the_other_sessions(platform: Platform) -> None:
    account = platform.world.traveler()
    here, there = platform.sign_in(account), platform.sign_in(account)
    change = {"current_password": PASSWORD, "new_password": "orbit lantern quiet meadow 7"}

    assert here.post(f"{AUTH}/me/password", change).status_code == 204
    assert here.get(f"{AUTH}/me").status_code == 200
    assert there.get(f"{AUTH}/me").status_code == 401


@pytest.mark.story("0.6")
def test_a_new_address_waits_for_its_confirmation(platform: Platform) -> None:
    traveler = platform.traveler()
    asked = traveler.post(f"{AUTH}/me/email", {"password": PASSWORD, "email": "new@example.test"})

    assert (asked.status_code, asked.json()["pending_email"]) == (202, "new@example.test")
    token = mailed_token(platform, "new@example.test")
    confirmed = post(platform, "email-confirmations", {"token": token})
    assert confirmed.json()["email"] == "new@example.test"


@pytest.mark.story("0.8")
def test_a_forgotten_password_is_reset_by_mail(platform: Platform) -> None:
    account = platform.world.parts.users.get(platform.world.traveler().user_id)  # type: ignore[arg-type]
    known = post(platform, "password-resets", {"email": account.email})
    unknown = post(platform, "password-resets", {"email": "nobody@example.test"})
    assert known.status_code == unknown.status_code == 202
    assert known.content == unknown.content

    token = mailed_token(platform, account.email)
    fresh = {"token": token, "password": "orbit lantern quiet meadow 7"}
    assert post(platform, "password-resets/confirm", fresh).status_code == 204
    assert post(platform, "password-resets/confirm", fresh).json()["code"] == "link-expired"
    platform.sign_in_as(account.email, fresh["password"])


@pytest.mark.story("0.1")
def test_the_link_can_be_asked_for_again(platform: Platform) -> None:
    post(platform, "travelers", TRAVELER)
    answers = [
        post(platform, "email-confirmations/resend", {"email": email})
        for email in ("ada@example.test", "nobody@example.test")
    ]

    assert [answer.status_code for answer in answers] == [202, 202]
    assert answers[0].content == answers[1].content
