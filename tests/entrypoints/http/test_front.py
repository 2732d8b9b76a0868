"""Request ids, security headers, rate limits, tokens: what holds for every request."""

from collections.abc import Iterator
from datetime import timedelta
from types import SimpleNamespace
from typing import Any
from uuid import UUID

import pytest
from litestar.testing import TestClient

from astrobookings.domain.identity.errors import BadToken
from astrobookings.domain.identity.roles import Principal, Standing
from astrobookings.domain.kernel.ids import UserId
from astrobookings.domain.kernel.pages import Page
from astrobookings.entrypoints.http.app import SERVICES, create_app
from astrobookings.entrypoints.http.settings import HttpSettings

from .stub import QUIET, Clock, bearer, client_of, stub_system

BOARD = "/api/v1/booking/launches"
LOGIN = "/api/v1/system/auth/login"


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient[Any]]:
    """Give a client of canned answers, to be asked anything."""
    with client_of(stub_system()) as asked:
        yield asked


class Counting:
    """A board that counts how often it is asked."""

    def __init__(self) -> None:
        self.asked: list[Any] = []

    def __call__(self, *wanted: Any) -> Page[Any]:
        self.asked.append(wanted)
        return Page(())


@pytest.mark.parametrize("path", [BOARD, "/livez", "/nowhere", "/problems"])
def test_request_ids_are_echoed_when_sane(client: TestClient[Any], path: str) -> None:
    for _ in range(2):  # the second answer of the board comes from memory
        given = client.get(path, headers={"x-request-id": "abc-123"})
        made = client.get(path, headers={"x-request-id": "no spaces, please"})

        assert given.headers["x-request-id"] == "abc-123"
        assert UUID(made.headers["x-request-id"]).version == 7


@pytest.mark.parametrize("path", [BOARD, "/livez", "/nowhere", "/problems", "/api/v1/docs"])
def test_security_headers_are_on_every_answer(client: TestClient[Any], path: str) -> None:
    for _ in range(2):
        headers = client.get(path).headers

        assert headers["x-content-type-options"] == "nosniff"
        assert headers["x-frame-options"] == "DENY"
        assert headers["content-security-policy"].count("default-src") == 1
        inline = "unsafe-inline" in headers["content-security-policy"]
        assert inline == (path == "/api/v1/docs")
        assert "strict-transport-security" not in headers


def test_transport_security_is_demanded_over_https_only() -> None:
    settings = HttpSettings(public_url="https://book.example", access_log=False)
    with client_of(stub_system(), settings) as client:
        assert "strict-transport-security" in client.get("/livez").headers


def test_a_bad_token_is_refused_on_public_routes_too() -> None:
    with client_of(stub_system()) as client:
        client.get(BOARD)  # now in memory
        answers = [
            client.get(BOARD, headers=bearer("bad")),
            client.get(BOARD, headers={"authorization": "Basic abc"}),
            client.get(BOARD, headers={"authorization": ""}),
            client.post(LOGIN, json={}, headers=bearer("bad")),
        ]

    assert [answer.status_code for answer in answers] == [401] * 4
    assert {answer.json()["code"] for answer in answers} == {"invalid-token"}


def test_cookies_are_never_read() -> None:
    with client_of(stub_system()) as client:
        client.cookies.set("access", "good-token")

        assert client.get("/api/v1/booking/bookings").status_code == 401


def test_a_checked_token_is_remembered_for_a_moment() -> None:
    checks: list[str] = []
    clock = Clock()

    def authenticate(token: str, **_: object) -> Principal:
        checks.append(token)
        return Principal(
            standing=Standing.TRAVELER,
            user_id=UserId(UUID(int=1)),
            service="booking",
            request_id="r",
        )

    with client_of(stub_system(authenticate=authenticate, clock=clock)) as client:
        for _ in range(5):
            assert client.get(BOARD, headers=bearer()).status_code == 200
        assert len(checks) == 1

        clock.move(timedelta(seconds=1))
        client.get(BOARD, headers=bearer())
        assert len(checks) == 2


def test_an_ended_session_is_refused_at_once() -> None:
    ended: list[bool] = []

    def authenticate(
        token: str, *, service: str, request_id: str, fresh: bool = False
    ) -> Principal:
        if ended:
            raise BadToken
        return Principal(
            standing=Standing.TRAVELER,
            user_id=UserId(UUID(int=1)),
            service=service,
            request_id=request_id,
        )

    system = stub_system(authenticate=authenticate, sign_out=lambda _: ended.append(True))
    with client_of(system) as client:
        assert client.get(BOARD, headers=bearer()).status_code == 200
        assert client.post("/api/v1/system/auth/logout", headers=bearer()).status_code == 204
        assert client.get(BOARD, headers=bearer()).status_code == 401


def test_the_board_is_asked_once_for_queries_that_mean_the_same() -> None:
    board = Counting()
    with client_of(stub_system(search_launches=board)) as client:
        for query in ("?seats=2&sort=price", "?sort=price&seats=2", "?seats=2&sort=price&limit=50"):
            assert client.get(BOARD + query).status_code == 200

    assert len(board.asked) == 1


def test_the_board_is_asked_again_after_its_time() -> None:
    board, clock = Counting(), Clock()
    with client_of(stub_system(search_launches=board, clock=clock)) as client:
        first = client.get(BOARD)
        clock.move(timedelta(seconds=2))
        second = client.get(BOARD)

    assert len(board.asked) == 2
    assert first.json()["as_of"] != second.json()["as_of"]
    assert first.headers["etag"] != second.headers["etag"]


def test_the_board_is_not_sent_again_to_those_who_have_it() -> None:
    with client_of(stub_system()) as client:
        etag = client.get(BOARD).headers["etag"]
        again = client.get(BOARD, headers={"if-none-match": etag})
        asked_otherwise = client.get(BOARD + "?limit=50", headers={"if-none-match": etag})

    assert (again.status_code, again.content) == (304, b"")
    assert asked_otherwise.status_code == 304


@pytest.mark.parametrize(
    ("query", "status", "code"),
    [
        ("?bogus=1", 400, "unknown-parameter"),
        ("?limit=1&limit=2", 400, "unknown-parameter"),
        ("?after=zzz", 400, "invalid-cursor"),
        ("?limit=0", 422, "invalid-input"),
        ("?limit=201", 422, "invalid-input"),
        ("?limit=many", 422, "invalid-input"),
        ("?sort=color", 422, "invalid-input"),
        ("?seats=0", 422, "invalid-input"),
        ("?agency_id=me", 422, "invalid-input"),
        ("?from_date=2030-02-30", 422, "invalid-input"),
        ("?from_date=2030-02-03T10:00:00", 422, "invalid-input"),
        ("?from_date=9999-12-31T23:59:59-14:00", 422, "invalid-input"),
        ("?min_price=1.234", 422, "invalid-input"),
        ("?min_price=NaN", 422, "invalid-input"),
        ("?text=%00", 422, "invalid-input"),
    ],
)
def test_wrong_queries_are_refused_with_the_parameter(
    client: TestClient[Any], query: str, status: int, code: str
) -> None:
    answer = client.get(BOARD + query)

    document = answer.json()
    assert (answer.status_code, document["code"]) == (status, code)
    if status == 422:
        name = query[1:].partition("=")[0]
        assert [fault["pointer"] for fault in document["errors"]] == [f"/{name}"]
    if code == "unknown-parameter":
        assert "destination" in document["allowed"]


def test_visitors_may_not_ask_too_often() -> None:
    settings = HttpSettings(visitor_rate="3/minute", access_log=False)
    with client_of(stub_system(), settings) as client:
        answers = [client.get(f"{BOARD}?limit={limit}") for limit in range(1, 6)]

    assert [answer.status_code for answer in answers] == [200, 200, 200, 429, 429]
    assert 1 <= int(answers[-1].headers["retry-after"]) <= 60


def test_signing_in_has_an_allowance_of_its_own() -> None:
    settings = HttpSettings(sign_in_rate="2/minute", access_log=False)
    with client_of(stub_system(), settings) as client:
        statuses = [client.post(LOGIN, json={}).status_code for _ in range(3)]

        assert statuses == [422, 422, 429]
        assert client.get(f"{BOARD}?limit=9").status_code == 200


def test_the_board_in_memory_costs_no_allowance() -> None:
    settings = HttpSettings(visitor_rate="1/minute", access_log=False)
    with client_of(stub_system(), settings) as client:
        assert {client.get(BOARD).status_code for _ in range(5)} == {200}


def test_bad_tokens_count_as_visits() -> None:
    settings = HttpSettings(visitor_rate="2/minute", access_log=False)
    with client_of(stub_system(), settings) as client:
        statuses = [client.get(BOARD, headers=bearer("bad")).status_code for _ in range(3)]

    assert statuses == [401, 401, 429]


def test_proxies_are_believed_as_far_as_told() -> None:
    settings = HttpSettings(visitor_rate="1/minute", forwarded_hops=1, access_log=False)
    with client_of(stub_system(), settings) as client:
        statuses = [
            client.get(f"{BOARD}?limit={n}", headers={"x-forwarded-for": f"6.6.6.{n}, 10.0.0.{m}"})
            for n, m in ((1, 1), (2, 2), (3, 2))
        ]

    assert [answer.status_code for answer in statuses] == [200, 200, 429]


@pytest.mark.parametrize("service", SERVICES)
def test_each_service_can_be_served_alone(service: str) -> None:
    with TestClient(create_app(stub_system(), service, settings=QUIET)) as client:
        paths = client.get("/api/v1/openapi.json").json()["paths"]
        assert client.get("/readyz").status_code == 200

    served = {path.split("/")[3] for path in paths if path.startswith("/api/v1/")}
    assert served == {service}


def test_an_unknown_service_is_refused() -> None:
    with pytest.raises(ValueError, match="no service 'catering'"):
        create_app(stub_system(), "catering", settings=QUIET)


def test_the_server_is_not_ready_while_the_store_is_away() -> None:
    def away(*_: object) -> None:
        raise OSError("connection refused")

    with client_of(stub_system(list_spaceports=away)) as client:
        assert client.get("/livez").status_code == 200
        answer = client.get("/readyz")

    assert (answer.status_code, answer.json()["code"]) == (503, "unavailable")


def test_the_mailbox_is_for_this_machine_alone() -> None:
    mailbox = SimpleNamespace(newest=lambda _: [])
    with client_of(stub_system(mailbox=mailbox)) as client:
        assert client.get("/mailbox").status_code == 404  # the client is no address of this machine
        assert client.get("/mailbox.json").status_code == 404


def test_without_a_mailbox_there_are_no_pages_of_it() -> None:
    with client_of(stub_system()) as client:
        for path in ("/mailbox", "/mailbox.json", "/sandbox/actions/x"):
            assert client.get(path).status_code == 404
