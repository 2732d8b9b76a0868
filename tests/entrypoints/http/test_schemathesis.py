"""Generated requests, right and wrong, get only answers that the API description names."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from itertools import count
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from litestar.testing import TestClient
from schemathesis import Case, GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from astrobookings.domain.identity.roles import Position, Principal
from astrobookings.entrypoints.http.app import create_app
from astrobookings.entrypoints.http.openapi import describe
from astrobookings.testing.in_memory import in_memory_world
from astrobookings.testing.sql_world import prepared_sqlite, sqlite_world
from astrobookings.testing.world import World

from .conftest import ROOMY, Person, Platform
from .stub import QUIET, stub_system

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
PEOPLE: dict[str, Callable[[World], Principal]] = {
    "traveler": World.traveler,
    "agency": World.agency,
    "operations": lambda world: world.employee(Position.OPERATIONS),
}
ENDING_SESSIONS = {"sign_out", "sign_out_everywhere"}
SCHEMA = schemathesis.openapi.from_dict(describe(create_app(stub_system(), settings=QUIET)))
OPERATIONS = {
    str(result.ok().definition.raw["operationId"]): result.ok()
    for result in SCHEMA.get_all_operations()
}
NUMBERS = count()

bounded = settings(
    max_examples=4,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture(scope="module", params=["memory", "sqlite"])
def platform(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Platform]:
    """Give a platform with something on sale, on each kind of store."""
    with ExitStack() as opened:
        world = opened.enter_context(_sqlite(tmp_path_factory)) if request.param == "sqlite" else (
            in_memory_world(faults=True)
        )
        client = opened.enter_context(TestClient(create_app(world.system, settings=ROOMY)))
        yield Platform(world, client)


def _sqlite(tmp_path_factory: pytest.TempPathFactory) -> Any:
    folder: Path = tmp_path_factory.mktemp("generated")
    prepared_sqlite(folder)
    return sqlite_world(folder)


@pytest.fixture(scope="module")
def records(platform: Platform) -> dict[str, list[str]]:
    """Give ids of things there are, by the name of the path's parameter."""
    world = platform.world
    launch = world.launch(seats=50)
    return {
        "launch": [str(launch.id), launch.slug],
        "launch_id": [str(launch.id)],
        "rocket_id": [str(launch.rocket_id)],
        "spaceport_id": [str(launch.spaceport_id)],
        "agency_id": [str(launch.agency_id)],
    }


@pytest.fixture(scope="module", params=PEOPLE)
def account(request: pytest.FixtureRequest, platform: Platform) -> Principal:
    """Give an account of each kind in turn."""
    return PEOPLE[request.param](platform.world)


@pytest.fixture
def person(platform: Platform, account: Principal) -> Person:
    """Give its owner, signed in."""
    return platform.sign_in(account)


def owned(platform: Platform, account: Principal, records: dict[str, list[str]]) -> Any:
    """*records* with a booking and receipt of *account*, if it is a traveler."""
    if account.standing.value != "traveler":
        return records
    world = platform.world
    launch = world.launch(seats=10)
    booking = world.book(account, launch.id).booking
    receipts = world.system.list_receipts(account, booking.id)
    return records | {
        "booking_id": [str(booking.id)],
        "receipt_id": [str(receipt.id) for receipt in receipts],
    }


def send(person: Person, case: Case) -> Any:
    """*case* as *person* sends it, under a fresh key where the case has one."""
    headers = dict(case.headers or {}) | person.headers
    if "Idempotency-Key" in headers:
        headers["Idempotency-Key"] = f"generated-{next(NUMBERS)}"
    return case.call(app=person.client.app, headers=headers)


@pytest.mark.parametrize("name", sorted(OPERATIONS))
def test_generated_requests_meet_the_description(
    platform: Platform,
    account: Principal,
    person: Person,
    records: dict[str, list[str]],
    name: str,
) -> None:
    operation = OPERATIONS[name]
    known = owned(platform, account, records)
    modes = [GenerationMode.POSITIVE, GenerationMode.NEGATIVE]

    @bounded
    @given(data=st.data())
    def meets(data: st.DataObject) -> None:
        mode = data.draw(st.sampled_from(modes))
        case = data.draw(operation.as_strategy(mode))
        print(case)

    meets()
