"""The platform in memory behind its HTTP side."""

from collections.abc import Iterator
from itertools import count
from typing import Any

import pytest
from attrs import define, field
from httpx import Response
from litestar.testing import TestClient

from astrobookings.domain.identity.roles import Position, Principal
from astrobookings.domain.kernel.ids import UserId
from astrobookings.entrypoints.http.app import SERVICES, create_app
from astrobookings.entrypoints.http.settings import HttpSettings
from astrobookings.testing.in_memory import in_memory_world
from astrobookings.testing.world import PASSWORD, World

ROOMY = HttpSettings(access_log=False, visitor_rate="100000/minute", sign_in_rate="100000/minute")


@define
class Person:
    """Somebody who is signed in over HTTP."""

    client: TestClient[Any]
    headers: dict[str, str]
    _keys: Iterator[int] = field(factory=lambda: count(1))

    def get(self, path: str, **headers: str) -> Response:
        return self.client.get(path, headers=self.headers | _spelled(headers))

    def post(self, path: str, body: Any = None, **headers: str) -> Response:
        """Send *body* under a fresh idempotency key unless one is given."""
        usual = {"idempotency-key": f"key-{next(self._keys)}"} | self.headers
        return self.client.post(path, json=body, headers=usual | _spelled(headers))

    def patch(self, path: str, body: Any, **headers: str) -> Response:
        return self.client.patch(path, json=body, headers=self.headers | _spelled(headers))

    def delete(self, path: str, **headers: str) -> Response:
        return self.client.delete(path, headers=self.headers | _spelled(headers))


def _spelled(headers: dict[str, str]) -> dict[str, str]:
    return {name.replace("_", "-"): value for name, value in headers.items()}


@define
class Platform:
    """A world and a client of it."""

    world: World
    client: TestClient[Any]

    def sign_in(self, by: Principal) -> Person:
        account = self.world.parts.users.get(UserId(by.user_id))  # type: ignore[arg-type]
        return self.sign_in_as(account.email)

    def sign_in_as(self, email: str, password: str = PASSWORD) -> Person:
        login = {"email": email, "password": password}
        answer = self.client.post("/api/v1/system/auth/login", json=login)
        assert answer.status_code == 200, answer.text
        token = answer.json()["access_token"]
        return Person(self.client, {"authorization": f"Bearer {token}"})

    def traveler(self) -> Person:
        return self.sign_in(self.world.traveler())

    def employee(self, position: Position) -> Person:
        return self.sign_in(self.world.employee(position))

    def agency(self, *, approved: bool = True) -> Person:
        return self.sign_in(self.world.agency(approved=approved))


@pytest.fixture
def platform() -> Iterator[Platform]:
    """Give a fresh platform."""
    world = in_memory_world(faults=True)
    with TestClient(create_app(world.system, *SERVICES, settings=ROOMY)) as client:
        yield Platform(world, client)
