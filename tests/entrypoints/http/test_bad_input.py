"""What is wrong gets exactly the problem that says so, and leaves nothing half-done."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable, Iterator
from datetime import timedelta
from hashlib import sha256
from hmac import digest as mac
from typing import Any

import jwt
import pytest
from attrs import define, evolve
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from httpx import Response
from litestar.testing import TestClient

from astrobookings.adapters.system.signing_keys import SigningKey, new_key
from astrobookings.adapters.system.tokens import SignedTokens
from astrobookings.domain.agencies.launch import Launch
from astrobookings.domain.identity.roles import Position, Principal
from astrobookings.domain.kernel.ids import UserId
from astrobookings.entrypoints.http.app import SERVICES, create_app
from astrobookings.testing.in_memory import in_memory_world
from astrobookings.testing.world import PASSWORD

from .conftest import ROOMY, Person, Platform
from .test_identity_routes import AUTH, TRAVELER

BOOKINGS = "/api/v1/booking/bookings"
BOARD = "/api/v1/booking/launches"
AGENCY = "/api/v1/agency"
ADA = {"first_name": "Ada", "last_name": "Lovelace", "birth_date": "1990-12-10"}
REQUEST_ID = "bad-input-7"
KEY = new_key()


def assert_problem(
    answer: Response, status: int, code: str, *pointers: str, request_id: str = REQUEST_ID
) -> dict[str, Any]:
    """The problem document of *answer*, which is exactly this one."""
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["cache-control"] == "no-store"
    document: dict[str, Any] = answer.json()
    assert (document["status"], document["code"]) == (status, code), document
    assert document["type"] == f"/problems/{code}"
    assert document["title"]
    assert document["detail"]
    assert document["request_id"] == answer.headers["x-request-id"] == request_id
    assert tuple(fault["pointer"] for fault in document.get("errors", ())) == pointers, document
    return document


@define
class Scene:
    """A launch of eight seats, and a traveler who has booked nothing."""

    platform: Platform
    launch: Launch
    account: Principal
    traveler: Person

    def body(self, **change: Any) -> dict[str, Any]:
        return {"launch_id": str(self.launch.id), "seats": 2} | change

    def send(self, body: Any = None, **headers: str) -> Response:
        """Book with *body*, JSON unless it is bytes already."""
        usual = {"content-type": "application/json", "idempotency-key": "one"}
        raw = body if isinstance(body, bytes) else json.dumps(body).encode()
        spelled = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.platform.client.post(
            BOOKINGS, content=raw, headers=self.traveler.headers | usual | spelled
        )

    def assert_untouched(self) -> None:
        """Every seat is for sale, there is no booking, and the key can still be used."""
        world = self.platform.world
        assert world.seats_left(self.launch.id) == 8
        assert self.traveler.get(BOOKINGS).json()["items"] == []
        assert world.parts.charges is not None
        assert self.send(self.body(seats=1)).status_code == 201
        assert world.seats_left(self.launch.id) == 7


@pytest.fixture
def platform() -> Iterator[Platform]:
    """Give a fresh platform whose tokens are really signed; requests say who they are."""
    world = in_memory_world(faults=True)
    world.restart(evolve(world.parts, tokens=SignedTokens([KEY])))
    with TestClient(create_app(world.system, *SERVICES, settings=ROOMY)) as client:
        client.headers["x-request-id"] = REQUEST_ID
        yield Platform(world, client)


@pytest.fixture
def scene(platform: Platform) -> Scene:
    """Give the scene."""
    account = platform.world.traveler()
    return Scene(platform, platform.world.launch(seats=8), account, platform.sign_in(account))


@pytest.mark.parametrize(
    "raw",
    [b"", b"{", b'{"seats": ', b"seats=2", b"\xff\xfe", b"{'seats': 2}", b"[" * 20_000, b"NaN"],
)
def test_what_is_no_json_is_400(scene: Scene, raw: bytes) -> None:
    assert_problem(scene.send(raw), 400, "not-json")
    scene.assert_untouched()


@pytest.mark.parametrize("body", [None, [], "x", 7, True])
def test_what_is_no_object_is_422(scene: Scene, body: Any) -> None:
    assert_problem(scene.send(body), 422, "invalid-input", "")
    scene.assert_untouched()


@pytest.mark.story("2.3")
@pytest.mark.parametrize(
    ("seats", "pointer"),
    [
        (0, "/seats"),
        (-1, "/seats"),
        (2**63, "/seats"),
        (-(2**63) - 1, "/seats"),
        (10**400, "/seats"),
        (True, "/seats"),
        (1.0, "/seats"),
        ("2", "/seats"),
        (None, "/seats"),
        ({}, "/seats"),
        ([], "/seats"),
        ([0], "/seats/0"),
        ([1, -1], "/seats/1"),
        ([True], "/seats/0"),
        ([1.0], "/seats/0"),
        (["1"], "/seats/0"),
        ([[1]], "/seats/0"),
        ([2**63], "/seats/0"),
        ([1, 1], "/seats"),
        ([9], "/seats"),
    ],
)
def test_seats_that_are_wrong_in_themselves(scene: Scene, seats: Any, pointer: str) -> None:
    assert_problem(scene.send(scene.body(seats=seats)), 422, "invalid-input", pointer)
    scene.assert_untouched()


@pytest.mark.story("2.3")
@pytest.mark.parametrize("seats", [5, [1, 2, 3, 4, 5]])
def test_more_seats_than_one_may_hold(scene: Scene, seats: Any) -> None:
    document = assert_problem(scene.send(scene.body(seats=seats)), 422, "seat-limit-exceeded")

    assert (document["limit"], document["held"], document["wanted"]) == (4, 0, 5)
    scene.assert_untouched()


@pytest.mark.parametrize(
    ("change", "pointer"),
    [
        ({"on_the_house": True}, "/on_the_house"),
        ({"a/b~c": 1}, "/a~1b~0c"),
        ({"launch_id": 7}, "/launch_id"),
        ({"launch_id": "moon"}, "/launch_id"),
        ({"launch_id": None}, "/launch_id"),
        ({"passengers": {}}, "/passengers"),
        ({"passengers": [7]}, "/passengers/0"),
        ({"passengers": [ADA | {"middle_name": "K"}]}, "/passengers/0/middle_name"),
        ({"passengers": [ADA | {"birth_date": "yesterday"}]}, "/passengers/0/birth_date"),
        ({"passengers": [ADA | {"birth_date": "2030-01-01"}]}, "/passengers/0/birth_date"),
        ({"passengers": [ADA, ADA | {"first_name": 7}]}, "/passengers/1/first_name"),
        ({"passengers": [ADA, ADA, ADA]}, "/passengers"),
        ({"payment_method": 7}, "/payment_method"),
        ({"payment_method": "pm\0ok"}, "/payment_method"),
        ({"expected_total": 500000}, "/expected_total"),
        ({"expected_total": {"amount": 500000.0}}, "/expected_total/amount"),
        ({"expected_total": {"amount": "1e5"}}, "/expected_total/amount"),
        ({"expected_total": {"amount": "1.00", "currency": "EUR"}}, "/expected_total/currency"),
    ],
)
def test_fields_that_are_wrong_in_themselves(
    scene: Scene, change: dict[str, Any], pointer: str
) -> None:
    assert_problem(scene.send(scene.body(**change)), 422, "invalid-input", pointer)
    scene.assert_untouched()


def test_every_fault_is_told_at_once(scene: Scene) -> None:
    wrong = {"seats": 0, "launch_id": 7, "extra": 1, "passengers": [{}]}
    document = assert_problem(
        scene.send(wrong),
        422,
        "invalid-input",
        "/extra",
        "/launch_id",
        "/seats",
        "/passengers/0/first_name",
        "/passengers/0/last_name",
        "/passengers/0/birth_date",
    )

    assert {fault["code"] for fault in document["errors"]} == {"unknown", "type", "required"}
    scene.assert_untouched()


def test_a_launch_that_is_not_there(scene: Scene) -> None:
    nowhere = "0197c3a0-0000-7000-8000-000000000001"
    assert_problem(scene.send(scene.body(launch_id=nowhere)), 404, "not-found")
    scene.assert_untouched()


# keys


@pytest.mark.parametrize(
    ("key", "code"),
    [
        ("", "idempotency-key-missing"),
        ("k" * 201, "idempotency-key-invalid"),
        ("a b", "idempotency-key-invalid"),
        ("ü", "idempotency-key-invalid"),
        ("a\tb", "idempotency-key-invalid"),
    ],
)
def test_keys_that_will_not_do(scene: Scene, key: str, code: str) -> None:
    headers = scene.traveler.headers | {"idempotency-key": key.encode("utf-8")}
    for path in (BOOKINGS, f"{BOOKINGS}/{scene.launch.id}/payment"):
        answer = scene.platform.client.post(path, json=scene.body(), headers=headers)  # type: ignore[arg-type]  # raw bytes too
        assert_problem(answer, 400, code)
    scene.assert_untouched()


def test_no_key_at_all(scene: Scene) -> None:
    answer = scene.platform.client.post(BOOKINGS, json=scene.body(), headers=scene.traveler.headers)

    assert_problem(answer, 400, "idempotency-key-missing")
    scene.assert_untouched()


@pytest.mark.story("2.3")
def test_a_key_with_another_body(scene: Scene) -> None:
    assert scene.send(scene.body(seats=2)).status_code == 201

    assert_problem(scene.send(scene.body(seats=3)), 422, "idempotency-key-reused")
    assert scene.platform.world.seats_left(scene.launch.id) == 6
    assert len(scene.traveler.get(BOOKINGS).json()["items"]) == 1


# dates


@pytest.mark.story("2.2")
@pytest.mark.parametrize("day", ["2030-01-01", "2026-01-01", "1800-01-01", "1990-02-30", 19900412])
def test_birth_dates_nobody_has(platform: Platform, day: Any) -> None:
    answer = platform.client.post(f"{AUTH}/travelers", json=TRAVELER | {"birth_date": day})

    assert_problem(answer, 422, "invalid-input", "/birth_date")
    assert platform.world.parts.users.find_by_email("ada@example.test") is None


@define
class Fleet:
    """An agency with a launch, and another agency."""

    launch: Launch
    owner: Person
    other: Person


@pytest.fixture
def fleet(platform: Platform) -> Fleet:
    """Give the fleet."""
    account = platform.world.agency()
    return Fleet(platform.world.launch(account), platform.sign_in(account), platform.agency())


def plan(fleet: Fleet, **change: Any) -> dict[str, Any]:
    return {
        "rocket_id": str(fleet.launch.rocket_id),
        "spaceport_id": str(fleet.launch.spaceport_id),
        "destination": "moon",
        "launch_at": "2029-01-01T12:00:00Z",
        "price": {"amount": "1000.00"},
        "seats_total": 4,
    } | change


@pytest.mark.story("1.3")
@pytest.mark.parametrize(
    ("change", "pointer"),
    [
        ({"launch_at": "2027-01-15T11:59:59Z"}, "/launch_at"),
        ({"launch_at": "2020-01-01T00:00:00Z"}, "/launch_at"),
        ({"launch_at": "2029-01-01T12:00:00"}, "/launch_at"),
        ({"launch_at": "2029-01-01"}, "/launch_at"),
        ({"launch_at": 1861963200}, "/launch_at"),
        ({"launch_at": "0001-01-01T00:00:00+14:00"}, "/launch_at"),
        ({"general_sale_at": "2029-06-01T12:00:00Z"}, "/general_sale_at"),
        ({"seats_total": 0}, "/seats_total"),
        ({"seats_total": 11}, "/seats_total"),
        ({"seats_total": "4"}, "/seats_total"),
        ({"price": {"amount": "0.00"}}, "/price"),
        ({"price": {"amount": "-1.00"}}, "/price"),
        ({"price": {"amount": "1.001"}}, "/price/amount"),
        ({"destination": "venus"}, "/destination"),
        ({"minimum_occupancy": "1.5"}, "/minimum_occupancy"),
        ({"minimum_occupancy": 0.5}, "/minimum_occupancy"),
    ],
)
def test_launches_that_cannot_be(fleet: Fleet, change: dict[str, Any], pointer: str) -> None:
    answer = fleet.owner.post(f"{AGENCY}/launches", plan(fleet, **change))

    assert_problem(answer, 422, "invalid-input", pointer)
    assert len(fleet.owner.get(f"{AGENCY}/launches").json()["items"]) == 1


@pytest.mark.story("1.5")
def test_a_delay_goes_forward(fleet: Fleet) -> None:
    path = f"{AGENCY}/launches/{fleet.launch.id}"
    for to in ("2020-01-01T00:00:00Z", fleet.launch.launch_at.isoformat()):
        answer = fleet.owner.post(f"{path}/delays", {"launch_at": to, "reason": "Weather"})
        assert_problem(answer, 422, "invalid-input", "/launch_at")

    assert fleet.owner.get(path).json()["status"] == "scheduled"


# what belongs to others


@pytest.mark.story("2.6")
@pytest.mark.parametrize(
    ("verb", "way", "body"),
    [
        ("GET", "", None),
        ("GET", "/receipts", None),
        ("GET", "/calendar.ics", None),
        ("PATCH", "", {"passengers": [ADA, None]}),
        ("POST", "/payment", {"payment_method": "pm_ok"}),
        ("POST", "/cancellation-quotes", None),
        ("POST", "/cancellation", {"quote_id": "0197c3a0-0000-7000-8000-000000000001"}),
        (
            "POST",
            "/delay-response",
            {"delay_id": "0197c3a0-0000-7000-8000-000000000001", "accept": False},
        ),
    ],
)
def test_bookings_of_others_are_not_there(scene: Scene, verb: str, way: str, body: Any) -> None:
    path = scene.send(scene.body(payment_method="pm_ok")).headers["location"]
    before = scene.traveler.get(path).json()
    other = scene.platform.traveler()
    headers = other.headers | {"idempotency-key": "theirs"}

    answer = scene.platform.client.request(verb, path + way, json=body, headers=headers)

    assert_problem(answer, 404, "not-found")
    assert scene.traveler.get(path).json() == before


def test_a_receipt_is_found_at_its_own_booking_only(scene: Scene) -> None:
    paths = [
        scene.send(scene.body(payment_method="pm_ok"), idempotency_key=key).headers["location"]
        for key in ("one", "two")
    ]
    (receipt,) = scene.traveler.get(f"{paths[0]}/receipts").json()["items"]

    assert_problem(scene.traveler.get(f"{paths[1]}/receipts/{receipt['id']}"), 404, "not-found")


def test_a_quote_of_another_booking_cancels_nothing(scene: Scene) -> None:
    mine = scene.send(scene.body(payment_method="pm_ok")).headers["location"]
    other = scene.platform.traveler()
    theirs = other.post(BOOKINGS, scene.body(payment_method="pm_ok")).headers["location"]
    quote = other.post(f"{theirs}/cancellation-quotes").json()

    answer = scene.traveler.post(f"{mine}/cancellation", {"quote_id": quote["id"]})

    assert_problem(answer, 404, "not-found")
    assert scene.traveler.get(mine).json()["status"] == "confirmed"
    assert other.get(theirs).json()["status"] == "confirmed"


@pytest.mark.story("1.2")
def test_rockets_of_others_are_not_there(fleet: Fleet) -> None:
    path = f"{AGENCY}/rockets/{fleet.launch.rocket_id}"
    before = fleet.owner.get(path).json()
    answers = [
        fleet.other.get(path),
        fleet.other.patch(path, {"name": "Mine now"}),
        fleet.other.delete(path),
        fleet.other.post(f"{AGENCY}/launches", plan(fleet)),
    ]

    for answer in answers:
        assert_problem(answer, 404, "not-found")
    assert fleet.owner.get(path).json() == before
    assert fleet.other.get(f"{AGENCY}/launches").json()["items"] == []


@pytest.mark.story("1.3")
@pytest.mark.story("1.5")
def test_launches_of_others_are_not_there(fleet: Fleet) -> None:
    path = f"{AGENCY}/launches/{fleet.launch.id}"
    before = fleet.owner.get(path).json()
    later = {"launch_at": "2031-01-01T12:00:00Z", "reason": "Mine now"}
    answers = [
        fleet.other.get(path),
        fleet.other.patch(path, {"price": {"amount": "1.00"}}),
        fleet.other.post(f"{path}/delays", later),
        fleet.other.post(f"{path}/abort", {"reason": "Mine now"}),
        fleet.other.post(f"{path}/failure", {"reason": "Mine now"}),
        fleet.other.post(f"{path}/success"),
        fleet.other.get(f"{AGENCY}/launches?agency_id={fleet.launch.agency_id}"),
    ]

    for answer in answers:
        assert_problem(answer, 404, "not-found")
    assert fleet.owner.get(path).json() == before


# tokens


def _payload(token: str) -> dict[str, Any]:
    return jwt.decode(token, options={"verify_signature": False})


def _part(document: Any) -> str:
    return urlsafe_b64encode(json.dumps(document).encode()).decode().rstrip("=")


def _flipped(token: str, part: int) -> str:
    parts = token.split(".")
    raw = bytearray(urlsafe_b64decode(parts[part] + "=="))
    raw[len(raw) // 2] ^= 1
    parts[part] = urlsafe_b64encode(bytes(raw)).decode().rstrip("=")
    return ".".join(parts)


def _promoted(token: str) -> str:
    head, _, signature = token.split(".")
    return f"{head}.{_part(_payload(token) | {'standing': 'operations'})}.{signature}"


def _unsigned(token: str) -> str:
    header = {"alg": "none", "typ": "at+jwt", "kid": KEY.kid}
    return f"{_part(header)}.{_part(_payload(token))}."


def _unsigned_but_as_if(token: str) -> str:
    return _unsigned(token) + token.rpartition(".")[2]


def _hs256_with(secret: bytes) -> Callable[[str], str]:
    def made(token: str) -> str:
        header = {"alg": "HS256", "typ": "at+jwt", "kid": KEY.kid}
        signed = f"{_part(header)}.{_part(_payload(token))}"
        signature = urlsafe_b64encode(mac(secret, signed.encode(), sha256)).decode().rstrip("=")
        return f"{signed}.{signature}"

    return made


def _signed_by(key: SigningKey, **change: Any) -> Callable[[str], str]:
    """Signed with *key* under the name of the known one, with changed claims."""

    def made(token: str) -> str:
        header = {"kid": KEY.kid, "typ": "at+jwt"}
        return jwt.encode(_payload(token) | change, key.private, algorithm="EdDSA", headers=header)

    return made


def _without_kid(token: str) -> str:
    return jwt.encode(_payload(token), KEY.private, algorithm="EdDSA", headers={"typ": "at+jwt"})


_PUBLIC = KEY.private.public_key()
_PEM = _PUBLIC.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)

FORGERIES: dict[str, Callable[[str], str]] = {
    "nothing": lambda _: "",
    "words": lambda _: "let me in",
    "dots": lambda _: "..",
    "long": lambda _: "a" * 5000,
    "cut": lambda token: token[:-1],
    "longer": lambda token: token + "A",
    "header tampered": lambda token: _flipped(token, 0),
    "claims tampered": lambda token: _flipped(token, 1),
    "signature tampered": lambda token: _flipped(token, 2),
    "another standing": _promoted,
    "alg none": _unsigned,
    "alg none with a signature": _unsigned_but_as_if,
    "HS256 with the public key": _hs256_with(_PUBLIC.public_bytes_raw()),
    "HS256 with the public key as PEM": _hs256_with(_PEM),
    "another key": _signed_by(new_key()),
    "another issuer": _signed_by(KEY, iss="elsewhere"),
    "another audience": _signed_by(KEY, aud="elsewhere"),
    "no such standing": _signed_by(KEY, standing="emperor"),
    "expired": _signed_by(KEY, exp=0),
    "no name of a key": _without_kid,
}


@pytest.mark.story("0.5")
@pytest.mark.parametrize("name", FORGERIES)
def test_forged_tokens_open_nothing(scene: Scene, name: str) -> None:
    token = scene.traveler.headers["authorization"].removeprefix("Bearer ")
    forged = Person(scene.platform.client, {"authorization": f"Bearer {FORGERIES[name](token)}"})
    answers = [
        forged.get(f"{AUTH}/me"),
        forged.get(BOARD),
        forged.get(f"{BOARD}/{scene.launch.id}"),
        forged.post(BOOKINGS, scene.body()),
        forged.post(f"{AUTH}/logout-everywhere"),
    ]

    for answer in answers:
        assert_problem(answer, 401, "invalid-token")
        assert 'error="invalid_token"' in answer.headers["www-authenticate"]
    scene.assert_untouched()


def test_a_token_signed_right_but_by_hand_works(scene: Scene) -> None:
    token = scene.traveler.headers["authorization"].removeprefix("Bearer ")
    same = Person(scene.platform.client, {"authorization": f"Bearer {_signed_by(KEY)(token)}"})

    assert same.get(f"{AUTH}/me").status_code == 200


@pytest.mark.parametrize("header", ["Basic YTpi", "Bearer", "Token x", "x"])
def test_other_ways_to_say_who_one_is(scene: Scene, header: str) -> None:
    stranger = Person(scene.platform.client, {"authorization": header})

    assert_problem(stranger.get(f"{AUTH}/me"), 401, "invalid-token")
    assert_problem(stranger.post(BOOKINGS, scene.body()), 401, "invalid-token")
    scene.assert_untouched()


@pytest.mark.story("0.5")
def test_tokens_expire(scene: Scene) -> None:
    world = scene.platform.world
    world.pass_time(timedelta(minutes=15))

    assert_problem(scene.traveler.get(f"{AUTH}/me"), 401, "invalid-token")
    assert_problem(scene.send(scene.body()), 401, "invalid-token")
    assert world.seats_left(scene.launch.id) == 8


@pytest.mark.story("0.3")
def test_an_ended_session_opens_nothing(scene: Scene) -> None:
    elsewhere = scene.platform.sign_in(scene.account)
    elsewhere.post(f"{AUTH}/logout-everywhere")

    assert_problem(scene.traveler.get(f"{AUTH}/me"), 401, "session-ended")
    assert_problem(scene.send(scene.body()), 401, "session-ended")
    assert scene.platform.world.seats_left(scene.launch.id) == 8


def test_a_token_of_no_session_from_before_a_restart_changes_nothing(scene: Scene) -> None:
    world = scene.platform.world
    world.pass_time(timedelta(seconds=-1))  # the cache hears of sessions since the world began
    token = world.token(scene.account)
    world.pass_time(timedelta(seconds=1))
    ghost = Person(scene.platform.client, {"authorization": f"Bearer {token}"})

    assert_problem(ghost.post(BOOKINGS, scene.body()), 401, "session-ended")
    scene.assert_untouched()


# passwords


@pytest.mark.story("0.2")
def test_wrong_passwords_are_slowed_down_after_the_fifth(scene: Scene) -> None:
    platform = scene.platform
    email = platform.world.parts.users.get(UserId(scene.account.user_id)).email  # type: ignore[arg-type]

    def sign_in(password: str) -> Response:
        login = {"email": email, "password": password}
        return platform.client.post(f"{AUTH}/login", json=login)

    for _ in range(5):
        refused = assert_problem(sign_in("not the password"), 401, "wrong-credentials")
        assert email not in refused["detail"]
    slowed = sign_in("not the password")
    document = assert_problem(slowed, 429, "too-many-attempts")
    assert int(slowed.headers["retry-after"]) == document["retry_after"] > 0
    assert_problem(sign_in(PASSWORD), 429, "too-many-attempts")
    assert scene.traveler.get(f"{AUTH}/me").status_code == 200

    platform.world.pass_time(timedelta(seconds=document["retry_after"]))
    assert sign_in(PASSWORD).status_code == 200


# queries, cursors, versions


@pytest.mark.parametrize(
    ("path", "query"),
    [
        (BOARD, "colour=red"),
        (BOARD, "limit=1&limit=2"),
        (BOARD, "Destination=moon"),
        (f"{BOARD}/x/seats", "a=1"),
        (BOOKINGS, "user_id=1"),
        (f"{AUTH}/me", "fields=all"),
    ],
)
def test_parameters_nobody_knows(scene: Scene, path: str, query: str) -> None:
    document = assert_problem(scene.traveler.get(f"{path}?{query}"), 400, "unknown-parameter")

    assert query.partition("=")[0] not in set(document["allowed"]) - {"limit"}


@pytest.mark.parametrize(
    ("query", "pointer"),
    [
        ("limit=0", "/limit"),
        ("limit=201", "/limit"),
        ("limit=x", "/limit"),
        ("destination=venus", "/destination"),
        ("sort=colour", "/sort"),
        ("seats=0", "/seats"),
        ("seats=99999999999999999999", "/seats"),
        ("agency_id=x", "/agency_id"),
        ("from_date=soon", "/from_date"),
        ("to_date=2030-02-30", "/to_date"),
        ("min_price=NaN", "/min_price"),
        ("max_price=1e9", "/max_price"),
        ("text=%00", "/text"),
    ],
)
def test_parameters_that_are_wrong_in_themselves(
    platform: Platform, query: str, pointer: str
) -> None:
    assert_problem(platform.client.get(f"{BOARD}?{query}"), 422, "invalid-input", pointer)


def test_cursors_of_elsewhere(platform: Platform) -> None:
    agency = platform.world.agency()
    for day in range(3):
        platform.world.launch(agency, days=100 + day)
    cursor = platform.client.get(f"{BOARD}?limit=1").json()["next"]
    raw = urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4))
    flipped = [
        urlsafe_b64encode(raw[:at] + bytes([raw[at] ^ 1]) + raw[at + 1 :]).decode().rstrip("=")
        for at in range(len(raw))
    ]
    wrong = [
        *(f"{BOARD}?limit=1&after={one}" for one in (*flipped, "", "x", "%C3%BC", cursor[:-2])),
        f"{BOARD}?limit=1&sort=price&after={cursor}",
        f"{BOARD}?limit=1&destination=moon&after={cursor}",
        f"{AGENCY}/spaceports?limit=1&after={cursor}",
    ]

    assert platform.client.get(f"{BOARD}?limit=1&after={cursor}").status_code == 200
    for address in wrong:
        assert_problem(platform.client.get(address), 400, "invalid-cursor")


@pytest.mark.parametrize(
    ("if_match", "status", "code"),
    [
        ('"99"', 412, "stale-version"),
        ('"0"', 412, "stale-version"),
        ('W/"1"', 400, "invalid-if-match"),
        ('"1", "2"', 400, "invalid-if-match"),
        ("1", 400, "invalid-if-match"),
        ('"one"', 400, "invalid-if-match"),
        ('"99999999999999999999"', 400, "invalid-if-match"),
    ],
)
def test_versions_that_do_not_match(
    scene: Scene, fleet: Fleet, if_match: str, status: int, code: str
) -> None:
    booking = scene.send(scene.body()).headers["location"]
    rocket = f"{AGENCY}/rockets/{fleet.launch.rocket_id}"
    launch = f"{AGENCY}/launches/{fleet.launch.id}"
    paths = [(scene.traveler, booking), (fleet.owner, rocket), (fleet.owner, launch)]
    before = [person.get(path).json() for person, path in paths]
    answers = [
        scene.traveler.patch(f"{AUTH}/me", {"address": "Elsewhere"}, if_match=if_match),
        scene.traveler.patch(booking, {"passengers": [ADA, None]}, if_match=if_match),
        fleet.owner.patch(rocket, {"name": "Other"}, if_match=if_match),
        fleet.owner.delete(rocket, if_match=if_match),
        fleet.owner.patch(launch, {"price": {"amount": "1.00"}}, if_match=if_match),
    ]

    for answer in answers:
        assert_problem(answer, status, code)
    assert [person.get(path).json() for person, path in paths] == before


# envelopes


def test_a_body_too_large(scene: Scene) -> None:
    for body in (b" " * 70_000, json.dumps(scene.body(payment_method="x" * 70_000)).encode()):
        assert_problem(scene.send(body), 413, "body-too-large")
    scene.assert_untouched()


@pytest.mark.parametrize(
    "kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "text/json"]
)
def test_a_body_of_another_kind(scene: Scene, kind: str) -> None:
    answer = scene.send(scene.body(), content_type=kind)

    assert_problem(answer, 415, "unsupported-media-type")
    scene.assert_untouched()


@pytest.mark.parametrize(
    ("method", "path", "allowed"),
    [
        ("DELETE", BOOKINGS, {"GET", "POST"}),
        ("PUT", BOOKINGS, {"GET", "POST"}),
        ("POST", BOARD, {"GET"}),
        ("GET", f"{AUTH}/login", {"POST"}),
        ("PATCH", f"{AUTH}/logout", {"POST"}),
    ],
)
def test_methods_an_address_does_not_know(
    scene: Scene, method: str, path: str, allowed: set[str]
) -> None:
    answer = scene.platform.client.request(method, path, headers=scene.traveler.headers)

    assert_problem(answer, 405, "method-not-allowed")
    assert set(answer.headers["allow"].split(", ")) - {"OPTIONS"} == allowed
    scene.assert_untouched()


@pytest.mark.parametrize(
    "path",
    [
        "/nowhere",
        "/api/v1/nowhere",
        "/api/v2/booking/launches",
        "/api/v1/booking/launches/no-such-launch",
        "/api/v1/booking/bookings/1",
        "/api/v1/booking/bookings/%00",
        "/api/v1/booking/launches/%2e%2e%2f%2e%2e",
        "/api/v1/agency/rockets/' or 1=1",
    ],
)
def test_addresses_that_are_not_there(platform: Platform, path: str) -> None:
    employee = platform.employee(Position.OPERATIONS)

    assert_problem(employee.get(path), 404, "not-found")


@pytest.mark.parametrize("given", ["", "a b", "x" * 129, "new\x0bline"])
def test_odd_request_ids_are_replaced(platform: Platform, given: str) -> None:
    answer = platform.client.get("/nowhere", headers={"x-request-id": given})
    fresh = answer.headers["x-request-id"]

    assert fresh != given
    assert_problem(answer, 404, "not-found", request_id=fresh)
