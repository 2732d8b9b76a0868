"""Each error has its status, its code and its page."""

import importlib
import pkgutil
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import astrobookings.application
import astrobookings.domain
from astrobookings.application.relay.listeners import Unreadable
from astrobookings.domain.booking.errors import (
    GatewaySilent,
    KeyInUse,
    KeyReused,
    PaymentDeclined,
    ReferenceTaken,
    SeatLimitExceeded,
    SeatsTaken,
    SoldOut,
)
from astrobookings.domain.identity.errors import (
    AccountBarred,
    AccountSuspended,
    AccountUnconfirmed,
    BadToken,
    EmailTaken,
    LinkExpired,
    SessionEnded,
    TooManyAttempts,
    WrongCredentials,
)
from astrobookings.domain.kernel.errors import (
    AstroBookingsError,
    Fault,
    Invalid,
    NotAllowed,
    NotFound,
    NotSignedIn,
    Stale,
)
from astrobookings.entrypoints.http.catalogue import CATALOGUE
from astrobookings.entrypoints.http.errors import status_of
from astrobookings.entrypoints.http.settings import HttpSettings

from .stub import bearer, client_of, stub_system

PROFILE = "/api/v1/system/auth/me"

CASES: list[tuple[AstroBookingsError, int]] = [
    (Invalid((Fault("/x", "is wrong"),)), 422),
    (NotSignedIn(), 401),
    (WrongCredentials(), 401),
    (BadToken(), 401),
    (SessionEnded(), 401),
    (NotAllowed("book_seats"), 403),
    (AccountUnconfirmed(), 403),
    (AccountSuspended(), 403),
    (NotFound("launch", "x"), 404),
    (EmailTaken(), 409),
    (LinkExpired(), 409),
    (SoldOut(4, 1), 409),
    (KeyInUse(), 409),
    (Stale("rocket"), 409),
    (PaymentDeclined("no funds"), 402),
    (SeatLimitExceeded(3, 2, 4), 422),
    (KeyReused(), 422),
    (TooManyAttempts(30), 429),
    (GatewaySilent(), 503),
]


class Failing:
    """A platform where every use-case fails with the error set last."""

    def __init__(self) -> None:
        self.error: Exception = NotSignedIn()
        names = ("read_me", "update_me", "sign_in")
        self.client = client_of(stub_system(**dict.fromkeys(names, self._fail)))

    def _fail(self, *_: object, **__: object) -> Any:
        raise self.error

    def read(self, error: Exception, **headers: str) -> Any:
        """The answer to a request that meets *error*."""
        self.error = error
        return self.client.get(PROFILE, headers=bearer() | headers)


@pytest.fixture(scope="module")
def failing() -> Iterator[Failing]:
    """Give a platform that fails as told."""
    platform = Failing()
    with platform.client:
        yield platform


def _kinds(base: type[AstroBookingsError]) -> Iterator[type[AstroBookingsError]]:
    for package in (astrobookings.domain, astrobookings.application):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            importlib.import_module(module.name)
    yield from _below(base)


def _below(base: type[AstroBookingsError]) -> Iterator[type[AstroBookingsError]]:
    for kind in base.__subclasses__():
        yield kind
        yield from _below(kind)


@pytest.mark.parametrize(("error", "status"), CASES, ids=lambda value: str(value)[:30])
def test_each_error_becomes_a_problem(
    failing: Failing, error: AstroBookingsError, status: int
) -> None:
    answer = failing.read(error, **{"x-request-id": "req-1"})

    document = answer.json()
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert document["code"] == error.code
    assert document["type"] == f"/problems/{error.code}"
    assert document["title"] == CATALOGUE[error.code].title
    assert document["status"] == status
    assert document["detail"]
    assert document["request_id"] == "req-1"


@pytest.mark.parametrize(("error", "status"), CASES, ids=lambda value: str(value)[:30])
def test_headers_tell_what_to_do(failing: Failing, error: AstroBookingsError, status: int) -> None:
    headers = failing.read(error).headers

    assert ("www-authenticate" in headers) == (status == 401)
    assert ("retry-after" in headers) == (status in {429, 503})


def test_figures_of_a_refusal_are_members(failing: Failing) -> None:
    refusals: dict[AstroBookingsError, dict[str, object]] = {
        SeatLimitExceeded(3, 2, 4): {"wanted": 3, "held": 2, "limit": 4},
        SoldOut(4, 1): {"wanted": 4, "left": 1},
        SeatsTaken((7, 8)): {"seats": [7, 8]},
        TooManyAttempts(30): {"retry_after": 30},
    }
    for error, members in refusals.items():
        assert members.items() <= failing.read(error).json().items()


def test_every_fault_is_listed(failing: Failing) -> None:
    error = Invalid((Fault("/a", "is wrong", "one"), Fault("/b/0", "too", "two")))
    document = failing.read(error).json()

    assert document["errors"] == [
        {"pointer": "/a", "detail": "is wrong", "code": "one"},
        {"pointer": "/b/0", "detail": "too", "code": "two"},
    ]


def test_a_stale_version_is_412_only_if_the_request_named_one(failing: Failing) -> None:
    failing.error = Stale("profile")
    plain = failing.client.patch(PROFILE, json={}, headers=bearer())
    conditional = failing.client.patch(PROFILE, json={}, headers=bearer() | {"if-match": '"1"'})

    assert (plain.status_code, conditional.status_code) == (409, 412)


def test_what_nobody_foresaw_tells_no_internals(
    failing: Failing, capsys: pytest.CaptureFixture[str]
) -> None:
    answer = failing.read(RuntimeError("secret thing"))

    assert answer.status_code == 500
    assert answer.json()["code"] == "internal-error"
    assert "secret thing" not in answer.text
    assert "secret thing" in capsys.readouterr().out


def test_passwords_do_not_reach_the_log(
    failing: Failing, capsys: pytest.CaptureFixture[str]
) -> None:
    login = {"email": "ada@example.org", "password": "correct horse battery"}
    failing.error = RuntimeError("boom")
    failing.client.post("/api/v1/system/auth/login", json=login)

    captured = capsys.readouterr()
    assert "boom" in captured.out
    assert "correct horse" not in captured.out + captured.err


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("GET", "/nowhere", 404, "not-found"),
        ("GET", "/api/v1/nowhere", 404, "not-found"),
        ("GET", "/api/v1/booking/bookings/not-an-id", 404, "not-found"),
        ("DELETE", "/api/v1/booking/launches", 405, "method-not-allowed"),
    ],
)
def test_what_the_framework_refuses_is_a_problem_too(
    failing: Failing, method: str, path: str, status: int, code: str
) -> None:
    answer = failing.client.request(method, path)

    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert answer.headers["content-type"] == "application/problem+json"
    assert ("allow" in answer.headers) == (status == 405)


def test_bodies_have_a_limit(failing: Failing) -> None:
    answer = failing.client.post("/api/v1/system/auth/login", content=b" " * 70_000)

    assert (answer.status_code, answer.json()["code"]) == (413, "body-too-large")


def test_every_error_of_the_domain_has_a_status_and_a_page() -> None:
    inner = {AccountBarred, ReferenceTaken, Unreadable}  # a base; two that are never let out

    for kind in _kinds(AstroBookingsError):  # adapters have more, which stay in background jobs
        known = kind.__module__.startswith(("astrobookings.domain.", "astrobookings.application."))
        if kind in inner or not known:
            continue
        assert status_of(kind.__new__(kind)) != 500, kind
        assert kind.code in CATALOGUE, kind


def test_problem_pages_say_what_happened_and_what_to_do() -> None:
    with client_of(stub_system()) as client:
        index = client.get("/problems").text
        for code, entry in CATALOGUE.items():
            page = client.get(f"/problems/{code}")

            assert page.status_code == 200
            assert entry.title in page.text
            assert "What to do" in page.text
            assert f"/problems/{code}" in index


def test_problem_types_are_absolute_where_the_server_is_known() -> None:
    settings = HttpSettings(public_url="https://book.example", access_log=False)
    with client_of(stub_system(), settings) as client:
        document = client.get("/nowhere").json()

    assert document["type"] == "https://book.example/problems/not-found"


def test_the_documents_list_every_code() -> None:
    text = (Path(__file__).parents[3] / "docs" / "problems.md").read_text("utf-8")

    listed = re.findall(r"^\| `([\w-]+)` \|", text.partition("| code |")[2], re.MULTILINE)
    assert listed == sorted(CATALOGUE)
    for code, entry in CATALOGUE.items():
        assert f"| `{code}` | {entry.happened} | {entry.remedy} |" in text
